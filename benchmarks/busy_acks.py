"""How fast commands are acknowledged while the bot reads hundreds of feeds: 300 at once, and a trickle beside them.

The baseline is the same bot with nothing to read. Discord gives up after three seconds; we want 99 of 100 within one.
"""

import asyncio
import sys
import tempfile
import time
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.feed_server import address_of, url_of
from benchmarks.ingest_cycle import serving
from benchmarks.table import Row, percentile, render
from bot.app import open_app
from bot.domain.source import SourceKind
from bot.settings import Settings
from bot.storage.articles import ArticleStore
from tests.contract.openapi_check import DiscordSpec
from tests.faults.ingest_victim import QuickEmbedder
from tests.wire.fake_discord import TOKEN, FakeDiscord, serve_discord

FEEDS, ENTRIES = 1_000, 10
AT_ONCE = 300
READY_WITHIN = 120.0
ANSWERED_WITHIN = 120.0
QUESTIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("stance", {"company": "Meta"}),
    ("ask", {"question": "What has Mistral AI said about open weights?"}),
    ("stance", {"company": "OpenAI"}),
)


@dataclass
class Acks:
    at_once: list[float]
    """Seconds from the arrival of a command to its acknowledgement, of AT_ONCE that came together."""
    articles: int
    """Kept between the first command and the last answer."""


def measure() -> Iterator[Row]:
    with serving(FEEDS, ENTRIES) as port:
        busy = asyncio.run(_acks(port, FEEDS))
    idle = asyncio.run(_acks(0, 0))
    if not busy.articles:
        raise RuntimeError("nothing was read meanwhile")
    what = f"{AT_ONCE} commands at once while {FEEDS} feeds are read"
    for name, share in (("p50", 0.5), ("p99", 0.99)):
        ours, baseline = percentile(busy.at_once, share), percentile(idle.at_once, share)
        yield Row(f"{what}: acknowledged, {name}", "s", [ours], [baseline], "the same bot with nothing to read")
    yield Row(f"{what}: acknowledged, p99", "s", [percentile(busy.at_once, 0.99)], [1.0], "the second it may take")
    yield Row(f"{what}: articles kept meanwhile", "", [busy.articles], [FEEDS * ENTRIES], "all that there are")


async def _acks(port: int, feeds: int) -> Acks:
    with tempfile.TemporaryDirectory(prefix="kawaraban-busy-") as folder:
        hosts = tuple(f"{address_of(feed)}:{port}" for feed in range(feeds))
        settings = Settings(data_dir=Path(folder), allow_hosts=hosts, host_pause=0)
        async with open_app(settings, embedder=QuickEmbedder()) as app:
            now = app.clock.now()
            for feed in range(feeds):
                source = await app.sources.add_source(url_of(feed, port), "", None, SourceKind.FEED, now)
                await app.sources.follow(2000, source.source_id, now)
            async with serve_discord(DiscordSpec()) as wire:
                return await _asked(wire, folder, hosts, app.articles)


async def _asked(wire: FakeDiscord, folder: str, hosts: tuple[str, ...], articles: ArticleStore) -> Acks:
    wire.rest.limit = 10_000
    bot = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.fan_out_bot", wire.base.removesuffix("/api/v10"), TOKEN, folder,
        ",".join(hosts),
        stdout=PIPE, stderr=DEVNULL,
    )  # fmt: skip
    try:
        assert bot.stdout
        async with asyncio.timeout(READY_WITHIN):
            if not await bot.stdout.readline():
                raise RuntimeError("the bot did not start")
        # What is loaded with the first answer is loaded before; the feeds are read from the start on.
        await wire.slash("stance", company="Meta", locale="en-US")
        await asyncio.sleep(1)
        before = len(await articles.list_articles())
        asked = []
        for n in range(AT_ONCE):
            name, options = QUESTIONS[n % len(QUESTIONS)]
            asked.append(await wire.slash(name, locale="en-US", user=str(5_000 + n), **options))
        until = time.monotonic() + ANSWERED_WITHIN
        while any(wire.rest.replies.get(one["token"]) is None for one in asked):
            if time.monotonic() > until:
                raise RuntimeError("not all commands were answered")
            await asyncio.sleep(0.05)
        return Acks([wire.ack_seconds(one) for one in asked], len(await articles.list_articles()) - before)
    finally:
        bot.terminate()
        await bot.wait()


if __name__ == "__main__":
    print(render(list(measure())))
