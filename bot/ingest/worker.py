"""Runs parsing off the event loop, in worker processes, with a limit on the time that one document may take."""

import asyncio
import logging
import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from typing import Any, ParamSpec, TypeVar

from bot.errors import NotAFeed
from bot.ingest.worker_process import limited, live_and_die_with_parent

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

MOST_WORKERS = 2
PARSE_SECONDS = 30.0
"""Ten thousand entries take a few seconds; a document that takes longer was made to."""


class ParserPool(Executor):
    """Worker processes that start with the first document and are replaced when one of them dies of a document."""

    def __init__(self, workers: int | None = None) -> None:
        """As many as there are processor cores beside the one of the event loop, at most MOST_WORKERS."""
        self._workers = workers or max(1, min(MOST_WORKERS, (os.cpu_count() or 2) - 1))
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        with self._lock:
            try:
                return self._started().submit(fn, *args, **kwargs)
            except BrokenExecutor:
                self._pool = None
                return self._started().submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        with self._lock:
            if self._pool is not None:
                self._pool.shutdown(wait=wait, cancel_futures=cancel_futures)

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # Spawned, not forked: the parent runs an event loop and threads, which a fork would copy half-alive.
            spawn = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._workers, mp_context=spawn, initializer=live_and_die_with_parent)
        return self._pool


async def run_in(pool: Executor | None, work: Callable[..., T], *args: Any) -> T:
    """`work(*args)` in `pool`, or in a thread where there is none.

    Raises what it raises, and NotAFeed for a document that takes more than PARSE_SECONDS, breaks its parser, or
    kills its worker.
    """
    loop = asyncio.get_running_loop()
    try:
        return await loop.run_in_executor(pool, limited, PARSE_SECONDS, work, args)
    except BrokenExecutor:
        log.warning("ingest.worker_died")
    # Perhaps a neighbour's document killed the pool, so this one is tried again where it can harm only itself.
    alone = ParserPool(1)
    try:
        return await loop.run_in_executor(alone, limited, PARSE_SECONDS, work, args)
    except BrokenExecutor as problem:
        raise NotAFeed("the document broke its reader") from problem
    finally:
        alone.shutdown(wait=False, cancel_futures=True)
