"""`python -m tests.faults.delivery_victim API_BASE OFFSET POINT`: the real bot, whose clock is OFFSET seconds ahead.

At its POINT it ends as by kill -9: nothing is flushed, nothing is closed. An empty point leaves the killing to others.
`jump=SECONDS` is no end but a clock that is set so much further when the claim has been made. Points hold from the
moment that a file `armed` stands in the data directory: until then it mends what the one before left.
"""

import asyncio
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


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], float(sys.argv[2]), sys.argv[3]))
