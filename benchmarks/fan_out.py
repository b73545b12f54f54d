"""Thousands of briefs that are due at the same minute, against a Discord that enforces its limit for a whole bot.

The baseline is that limit, 50 requests a second. Meanwhile members use a command twice a second. The size may be given:
`python -m benchmarks.fan_out 10000` (about seven minutes); `make bench` runs 100 and 1,000.
"""

import asyncio
import sqlite3
import sys
import tempfile
import time
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from benchmarks.machine import processor_seconds, resident_mb
from benchmarks.table import Row, percentile, render
from bot.app import DATABASE_FILE, open_app
from bot.delivery.preparer import AHEAD
from bot.domain.article import Extent, NewArticle
from bot.domain.source import SourceKind
from bot.settings import Settings
from tests.contract.openapi_check import DiscordSpec
from tests.faults.ingest_victim import QuickEmbedder
from tests.wire import payloads
from tests.wire.fake_discord import TOKEN, FakeDiscord, serve_discord

SIZES = (100, 1_000)
LIMIT = 50
"""Requests a second that Discord takes from one bot."""
GUILDS_PER_SHARD = 2_500
STORIES = 5
COMMANDS_A_SECOND = 2
READY_WITHIN = 120.0
BUCKET = 5
"""Of a channel's messages, each BUCKET_SECONDS."""
BUCKET_SECONDS = 5.0


@dataclass
class FanOut:
    """What one run gave."""

    schedules: int
    posted: int = 0
    channels: int = 0
    seconds: float = 0.0
    """From the first message to the last."""
    first_after: float = 0.0
    """From the slot to the first message."""
    refused: int = 0
    """Answers 401, 403 and 429."""
    briefs_written: int = 0
    processor: float = 0.0
    """Seconds that the bot used of it, from the slot to the last record; what was composed ahead is not in it."""
    unconfirmed: int = 0
    acks: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    """MB, each second from the slot on."""

    @property
    def rate(self) -> float:
        return (self.posted - 1) / self.seconds if self.seconds else 0.0


def measure(sizes: Sequence[int] = SIZES) -> Iterator[Row]:
    runs = [asyncio.run(fan_out(size)) for size in sizes]
    for one in runs:
        what = f"{one.schedules:,} briefs at one minute"
        yield Row(f"{what}: rate", "/s", [one.rate], [LIMIT], "Discord's limit for a bot")
        yield Row(f"{what}: refused requests", "", [one.refused], [1], "one is too many")
        yield Row(
            f"{what}: command acknowledged, p99", "s", [percentile(one.acks, 0.99)], [1.0], "the second it may take"
        )
        tenth = max(1, len(one.memory) // 10)
        yield Row(f"{what}: memory at the end", "MB", one.memory[-tenth:], one.memory[:tenth], "its first tenth")
        each = 1e3 * one.processor / one.schedules
        yield Row(f"{what}: processor for each", "ms", [each], [1e3 / LIMIT], "a core's time at the limit")
        yield Row(f"{what}: briefs written", "", [one.briefs_written], [2 * STORIES], "stories in two languages")
    for less, more in pairwise(runs):
        name, than = f"per brief of {more.schedules:,}", f"of {less.schedules:,}"
        yield Row(f"{name}: time", "ms", [1e3 / more.rate], [1e3 / less.rate], than)
        spent = [1e3 * one.processor / one.schedules for one in (more, less)]
        yield Row(f"{name}: processor", "ms", spent[:1], spent[1:], than)


async def fan_out(schedules: int) -> FanOut:
    """Raises RuntimeError where a brief was lost or came twice."""
    found = FanOut(schedules)
    with tempfile.TemporaryDirectory(prefix="kawaraban-fan-out-") as folder:
        store = Path(folder) / DATABASE_FILE
        guilds = [(1_000 + n) << 22 for n in range(schedules)]
        await _seed(Path(folder), guilds)
        async with serve_discord(DiscordSpec()) as wire:
            wire.rest.most_a_second, wire.rest.limit, wire.rest.window = LIMIT, BUCKET, BUCKET_SECONDS
            wire.rest.shards = 1 + schedules // GUILDS_PER_SHARD
            wire.gateway.guilds += [payloads.guild("ja", str(one), str(one + 1)) for one in guilds]
            bot = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "benchmarks.fan_out_bot", wire.base.removesuffix("/api/v10"), TOKEN, folder,
                stdout=PIPE, stderr=DEVNULL,
            )  # fmt: skip
            try:
                assert bot.stdout
                async with asyncio.timeout(READY_WITHIN):
                    if not await bot.stdout.readline():
                        raise RuntimeError("the bot did not start")
                await _run(found, wire, bot.pid, store, guilds)
            finally:
                bot.terminate()
                await bot.wait()
        with sqlite3.connect(store) as rows:
            count = "SELECT count(*) FROM deliveries WHERE state != 'confirmed'"
            found.unconfirmed = rows.execute(count).fetchone()[0]
            found.briefs_written = rows.execute("SELECT count(*) FROM briefs").fetchone()[0]
    if not found.posted == found.channels == schedules or found.unconfirmed:
        raise RuntimeError(
            f"lost or doubled: {found.posted} messages in {found.channels} channels, {found.unconfirmed} open"
        )
    return found


async def _run(found: FanOut, wire: FakeDiscord, pid: int, store: Path, guilds: Sequence[int]) -> None:
    # As with schedules that stand for days: all that is composed ahead of a slot has the whole time for it.
    ahead = AHEAD.total_seconds() if len(guilds) > SIZES[-1] else len(guilds) / 200
    slot = (datetime.now(UTC) + timedelta(seconds=20 + ahead)).replace(microsecond=0)
    _set_schedules(store, guilds, slot)
    wire.rest.requests.clear()
    refused_before = wire.rest.invalid
    await asyncio.sleep((slot - datetime.now(UTC)).total_seconds())
    begun = time.monotonic()
    asked: list[payloads.Payload] = []
    used = processor_seconds(pid)
    until = begun + 120 + 4 * len(guilds) / LIMIT
    while len(wire.rest.messages) < len(guilds) and time.monotonic() < until:
        found.memory.append(resident_mb(pid))
        for _ in range(COMMANDS_A_SECOND):
            asked.append(await wire.slash("stance", company="Meta", locale="en-US", user=str(5_000 + len(asked))))
            await asyncio.sleep(1 / COMMANDS_A_SECOND)
    await asyncio.sleep(5)  # the last records, and a chance for a message too many
    posts = wire.rest.calls("POST", "/channels/")
    found.processor = processor_seconds(pid) - used
    found.posted = len(wire.rest.messages)
    found.channels = len({one["channel_id"] for one in wire.rest.messages})
    found.first_after, found.seconds = posts[0].at - begun, posts[-1].at - posts[0].at
    found.refused = wire.rest.invalid - refused_before
    found.acks = [wire.ack_seconds(one) for one in asked]


def _set_schedules(store: Path, guilds: Sequence[int], slot: datetime) -> None:
    made = f"{slot - timedelta(hours=1):%Y-%m-%d %H:%M:%S}.000000"
    rows = [(one, one + 1, f"{slot:%H:%M:%S}.000000", made) for one in guilds]
    with sqlite3.connect(store, timeout=60) as schedules:
        schedules.executemany(
            "INSERT INTO schedules (guild_id, channel_id, at, timezone, langs, top, active, created_at) "
            f"VALUES (?, ?, ?, 'UTC', '[\"ja\"]', {STORIES}, 1, ?)",
            rows,
        )


async def _seed(folder: Path, guilds: Sequence[int]) -> None:
    """One source with some stories, which every server follows."""
    async with open_app(Settings(data_dir=folder), embedder=QuickEmbedder()) as app:
        at = app.clock.now() - timedelta(hours=1)
        source = await app.sources.add_source("https://wire.example/feed", "Example Wire", "en", SourceKind.FEED, at)
        for n, name in enumerate(("Acorn", "Birch", "Cedar", "Damson", "Elder")[:STORIES]):
            url = f"https://wire.example/{n}"
            title = f"{name} Labs releases the weights of its model number {n}"
            body = f"{name} Labs released the weights of a model on Tuesday. The model has {n + 3} billion parameters."
            new = NewArticle(None, url, url, "Example Wire", "en", title, body, at, at, Extent.FULL)
            [article] = await app.articles.add_articles(source.source_id, [new], [[f"url:{url}"]], at)
            await app.stories.create_story(
                article, vector=None, model=None, signature=None, companies=[], titles={"en": title}, now=at
            )
    with sqlite3.connect(folder / DATABASE_FILE) as store:
        store.execute("UPDATE sources SET next_due_at = '2099-01-01 00:00:00.000000'")
        store.executemany(
            "INSERT INTO follows (guild_id, source_id, paused, followed_at) "
            "VALUES (?, ?, 0, '2020-01-01 00:00:00.000000')",
            [(one, source.source_id) for one in guilds],
        )


def main() -> int:
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    begun = time.perf_counter()
    print(render(list(measure(sizes))))
    print(f"{time.perf_counter() - begun:.0f} s in all")
    return 0


if __name__ == "__main__":
    sys.exit(main())
