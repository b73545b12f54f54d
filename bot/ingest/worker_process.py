"""What runs in a worker process. It imports little: each worker holds in memory what is imported here."""

import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, TypeVar

from bot.errors import KawarabanError, NotAFeed

T = TypeVar("T")


def live_and_die_with_parent() -> None:
    """Ctrl-C is the parent's to handle, and a parent that was killed must not leave workers behind."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_exit_after, args=(parent.sentinel,), daemon=True).start()


def _exit_after(sentinel: int) -> None:
    multiprocessing.connection.wait([sentinel])
    os._exit(1)


def limited(seconds: float, work: Callable[..., T], args: tuple[Any, ...]) -> T:
    """`work(*args)` within so many seconds. Raises what it raises where that is an error of ours, else NotAFeed."""
    try:
        with _alarm(seconds):
            return work(*args)
    except KawarabanError:
        raise
    except Exception as problem:
        # Whatever a library stumbles over in a stranger's document is the document's fault, not the end of a cycle.
        raise NotAFeed(f"{type(problem).__name__}: {str(problem)[:200]}") from problem
    except _Overtime as problem:
        raise NotAFeed(f"not read within {seconds:.0f} s") from problem


class _Overtime(BaseException):
    """Not an Exception: libraries catch those."""


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Signals belong to us only in the main thread of a worker process; elsewhere there is no limit."""
    is_ours = multiprocessing.parent_process() is not None and threading.current_thread() is threading.main_thread()
    if not is_ours or not hasattr(signal, "setitimer"):
        yield
        return
    previous = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


def _ring(number: int, frame: FrameType | None) -> None:
    raise _Overtime
