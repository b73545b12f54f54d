"""`python -m benchmarks.ingest_worker ours|reader|httpx FEEDS PORT`: a cycle over new feeds, then unchanged, as JSON.

A process of its own, so that the memory of the one reader is not the other's.
"""

import asyncio
import importlib
import json
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from benchmarks.feed_server import BEGUN, url_of
from benchmarks.table import percentile

TICK = 0.005
WORKERS = 8
"""Feeds that each of the two fetches at a time."""


async def _ours(feeds: int, port: int, folder: Path) -> dict[str, float]:
    from benchmarks.feed_server import address_of
    from bot.app import open_app
    from bot.domain.source import HOUSE, IngestStatus, SourceKind
    from bot.ports import ShiftedClock
    from bot.settings import Settings

    hosts = tuple(f"{address_of(feed)}:{port}" for feed in range(feeds))
    settings = Settings(data_dir=folder, allow_hosts=hosts, fetch_concurrency=WORKERS, host_pause=0)
    async with open_app(settings, clock=ShiftedClock(BEGUN + timedelta(hours=1))) as app:
        now = app.clock.now()
        for feed in range(feeds):
            source = await app.sources.add_source(url_of(feed, port), "", None, SourceKind.FEED, now)
            await app.sources.follow(HOUSE, source.source_id, now)

        async def cycle(expected: IngestStatus) -> float:
            due = await app.sources.list_sources(HOUSE)
            begun = time.perf_counter()
            outcomes = await app.pipeline.refresh_sources(due)
            taken = time.perf_counter() - begun
            wrong = [outcome for outcome in outcomes if outcome.status is not expected]
            assert not wrong, wrong[0]
            return taken

        async with _Delays() as delays:
            first = await cycle(IngestStatus.OK)
        unchanged = await cycle(IngestStatus.NOT_MODIFIED)
        stored = len(await app.articles.list_articles())
        return {"first": first, "unchanged": unchanged, "entries": stored, "delay_ms": percentile(delays, 0.99) * 1000}


class _Delays:
    """How late the event loop comes back from a short sleep, in seconds, all the while."""

    async def __aenter__(self) -> list[float]:
        self._found: list[float] = []
        self._task = asyncio.create_task(self._watch())
        return self._found

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()

    async def _watch(self) -> None:
        while True:
            asked = time.perf_counter()
            await asyncio.sleep(TICK)
            self._found.append(time.perf_counter() - asked - TICK)


def _reader(feeds: int, port: int, folder: Path) -> dict[str, float]:
    # reader's copy of feedparser asks for `sgmllib`, which its package does not bring; feedparser's own successor does.
    sys.modules["sgmllib"] = importlib.import_module("feedparser_sgmllib")
    from reader import make_reader

    reader = make_reader(str(folder / "reader.db"))
    for feed in range(feeds):
        reader.add_feed(url_of(feed, port))

    def cycle() -> float:
        begun = time.perf_counter()
        reader.update_feeds(workers=WORKERS, scheduled=False)
        return time.perf_counter() - begun

    first, unchanged = cycle(), cycle()
    entries = reader.get_entry_counts().total
    return {"first": first, "unchanged": unchanged, "entries": float(entries or 0), "delay_ms": 0.0}


async def _httpx(feeds: int, port: int) -> dict[str, float]:
    """The requests alone, by the client that ours uses: nothing is parsed or kept."""
    import httpx

    validators: dict[str, dict[str, str]] = {}
    async with httpx.AsyncClient(trust_env=False) as client:
        slots = asyncio.Semaphore(WORKERS)

        async def fetch(url: str) -> None:
            async with slots:
                answer = await client.get(url, headers=validators.get(url))
            assert answer.status_code == (304 if url in validators else 200), answer
            if tag := answer.headers.get("etag"):
                validators[url] = {"If-None-Match": tag}

        async def cycle() -> float:
            begun = time.perf_counter()
            await asyncio.gather(*(fetch(url_of(feed, port)) for feed in range(feeds)))
            return time.perf_counter() - begun

        first, unchanged = await cycle(), await cycle()
    return {"first": first, "unchanged": unchanged, "entries": float(feeds), "delay_ms": 0.0}


def main(which: str, feeds: int, port: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        if which == "ours":
            measured = asyncio.run(_ours(feeds, port, Path(folder)))
        elif which == "httpx":
            measured = asyncio.run(_httpx(feeds, port))
        else:
            measured = _reader(feeds, port, Path(folder))
    print(json.dumps(measured))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
