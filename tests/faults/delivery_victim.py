"""The real bot, whose clock is some seconds ahead, in a process that ends at a point of its way.

At its point it ends as by kill -9: nothing is flushed, nothing is closed. An empty point leaves the killing to others.
`jump=SECONDS` is no end but a clock that is set so much further when the claim has been made. Points hold from the
moment that a file `armed` stands in the data directory: until then it mends what the one before left.
"""

import asyncio
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partialmethod
from pathlib import Path
from typing import Any

from bot.app import open_app
from bot.briefs.editor import Editor
from bot.discord_app.client import KawarabanBot
from bot.discord_app.publisher import DiscordPublisher
from bot.discord_app.runner import run_bot
from bot.domain.delivery import DeliveryState
from bot.settings import load_settings
from bot.storage.alerts import AlertStore
from bot.storage.deliveries import DeliveryStore
from tests.faults.ingest_victim import QuickEmbedder
from tests.wire.fake_discord import TOKEN


class OffsetClock:
    def __init__(self, offset: float) -> None:
        self.offset = timedelta(seconds=offset)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset


def _is_armed() -> bool:
    return (Path(os.environ["KAWARABAN_DATA_DIR"]) / "armed").exists()


def _die() -> None:
    if _is_armed():
        os.kill(os.getpid(), signal.SIGKILL)


def _around(
    owner: type, name: str, *, before: Callable[..., None] | None = None, after: Callable[..., None] | None = None
):
    real: Any = getattr(owner, name)

    async def wrapped(self: Any, *given: Any, **named: Any) -> Any:
        if before:
            before(*given, **named)
        done = await real(self, *given, **named)
        if after:
            after(*given, **named)
        return done

    setattr(owner, name, wrapped)


def _when_posted(_id: int, state: DeliveryState, **named: Any) -> None:
    if state is DeliveryState.POSTED:
        _die()


def _arm(point: str, clock: OffsetClock) -> None:
    match point.partition("="):
        case ("before the claim", _, _):
            _around(DeliveryStore, "claim", before=lambda *a, **k: _die())
        case ("after the claim", _, _):
            _around(DeliveryStore, "claim", after=lambda *a, **k: _die())
        case ("composing", _, _):
            _around(Editor, "edition", after=lambda *a, **k: _die())
        case ("between post and record", _, _):
            _around(DiscordPublisher, "publish", after=lambda *a, **k: _die())
        case ("between two parts", _, _):
            _around(DeliveryStore, "record_state", after=_when_posted)
        case ("alert: before the claim", _, _):
            _around(AlertStore, "claim", before=lambda *a, **k: _die())
        case ("alert: after the claim", _, _):
            _around(AlertStore, "claim", after=lambda *a, **k: _die())
        case ("alert: before the post", _, _):
            _around(DiscordPublisher, "publish_alert", before=lambda *a, **k: _die())
        case ("alert: between post and record", _, _):
            _around(DiscordPublisher, "publish_alert", after=lambda *a, **k: _die())
        case ("jump", _, seconds):
            # Once, and only if the claim was made.
            def jump(*_: Any, **__: Any) -> None:
                if _is_armed():
                    clock.offset = timedelta(seconds=OFFSET + float(seconds))

            _around(DeliveryStore, "claim", after=jump)
        case _:
            pass


OFFSET = 0.0


async def main(api_base: str, offset: float, point: str) -> None:
    global OFFSET
    OFFSET = offset
    clock = OffsetClock(offset)
    _arm(point, clock)
    # Two seconds of waiting for further servers, of which there are none.
    real = KawarabanBot.__init__
    KawarabanBot.__init__ = partialmethod(real, guild_ready_timeout=0.1)  # type: ignore[assignment,method-assign]
    async with open_app(load_settings(), clock=clock, embedder=QuickEmbedder()) as app:
        await run_bot(app, TOKEN, api_base=api_base)


class Victim:
    """A bot in a process of its own, forked from one that has imported all of it: a start costs little, a kill is one."""

    def __init__(self, folder: Path, api_base: str, offset: float, point: str) -> None:
        self._process = _FORKS.Process(target=_live, args=(folder, api_base, offset, point))
        self._process.start()

    @property
    def returncode(self) -> int | None:
        """None while it lives; less than zero where a signal ended it."""
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        if self._process.pid is not None and self.returncode is None:
            os.kill(self._process.pid, number)

    def kill(self) -> None:
        self._process.kill()

    async def wait(self) -> int | None:
        while self.returncode is None:  # noqa: ASYNC110 -- it is another process
            await asyncio.sleep(0.02)
        return self.returncode


_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload([__name__])


def _live(folder: Path, api_base: str, offset: float, point: str) -> None:
    os.environ.update({"KAWARABAN_DATA_DIR": str(folder), "KAWARABAN_LOG_LEVEL": "ERROR"})
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.dup2(null, sys.stderr.fileno())
    asyncio.run(main(api_base, offset, point))
