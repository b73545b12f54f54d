"""`python -m benchmarks.ingest_worker ours|reader|direct|httpx FEEDS PORT`: a cycle over new feeds, then unchanged.

It prints JSON: seconds and seconds of the processor of each cycle. A process of its own, so that the memory of the one
reader is not the other's. `direct` and `httpx` are the requests alone, by the fetcher's own web and by the library.
"""

import asyncio
import importlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from benchmarks.feed_server import BEGUN, url_of
from benchmarks.machine import processor_seconds_of_all
from benchmarks.table import percentile

TICK = 0.005
WORKERS = 8
"""Feeds that each of the two fetches at a time."""
Measured = dict[str, float]


class Taken(NamedTuple):
    seconds: float
    processor: float
    """Seconds of the processor, of all processes together: others on the machine do not change them much."""


async def _ours(feeds: int, port: int, folder: Path) -> Measured:
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

        async def cycle(expected: IngestStatus) -> Taken:
            due = await app.sources.list_sources(HOUSE)
            begun = _now()
            outcomes = await app.pipeline.refresh_sources(due)
            taken = _since(begun)
            wrong = [outcome for outcome in outcomes if outcome.status is not expected]
            assert not wrong, wrong[0]
            return taken

        async with _Delays() as delays:
            first = await cycle(IngestStatus.OK)
        unchanged = await cycle(IngestStatus.NOT_MODIFIED)
        stored = len(await app.articles.list_articles())
        return _said(first, unchanged, stored, percentile(delays, 0.99) * 1000)


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


def _reader(feeds: int, port: int, folder: Path) -> Measured:
    # reader's copy of feedparser asks for `sgmllib`, which its package does not bring; feedparser's own successor does.
    sys.modules["sgmllib"] = importlib.import_module("feedparser_sgmllib")
    from reader import make_reader

    reader = make_reader(str(folder / "reader.db"))
    for feed in range(feeds):
        reader.add_feed(url_of(feed, port))

    def cycle() -> Taken:
        begun = _now()
        reader.update_feeds(workers=WORKERS, scheduled=False)
        return _since(begun)

    first, unchanged = cycle(), cycle()
    return _said(first, unchanged, reader.get_entry_counts().total or 0)


async def _httpx(feeds: int, port: int) -> Measured:
    """The requests alone, by the library that people would use: nothing is parsed or kept."""
    import httpx

    async with httpx.AsyncClient(trust_env=False) as client:

        async def get(url: str, headers: dict[str, str]) -> tuple[int, str]:
            answer = await client.get(url, headers=headers)
            return answer.status_code, answer.headers.get("etag", "")

        return await _bare(feeds, port, get)


async def _direct(feeds: int, port: int) -> Measured:
    """The same by what the fetcher uses."""
    from benchmarks.feed_server import address_of
    from bot.ingest.fetcher import open_http
    from bot.settings import Settings

    async with open_http(Settings(allow_hosts=tuple(f"{address_of(feed)}:{port}" for feed in range(feeds)))) as web:

        async def get(url: str, headers: dict[str, str]) -> tuple[int, str]:
            answer = await web.get(url, headers, 8_000_000)
            return answer.status, answer.headers.get("etag", "")

        return await _bare(feeds, port, get)


async def _bare(feeds: int, port: int, get: Callable[[str, dict[str, str]], Awaitable[tuple[int, str]]]) -> Measured:
    tags: dict[str, str] = {}
    slots = asyncio.Semaphore(WORKERS)

    async def fetch(url: str) -> None:
        known = tags.get(url)
        async with slots:
            status, tags[url] = await get(url, {"If-None-Match": known} if known else {})
        assert status == (304 if known else 200), status

    async def cycle() -> Taken:
        begun = _now()
        await asyncio.gather(*(fetch(url_of(feed, port)) for feed in range(feeds)))
        return _since(begun)

    return _said(await cycle(), await cycle(), feeds)


def _now() -> Taken:
    return Taken(time.perf_counter(), processor_seconds_of_all(os.getpid()))


def _since(begun: Taken) -> Taken:
    now = _now()
    return Taken(now.seconds - begun.seconds, now.processor - begun.processor)


def _said(first: Taken, unchanged: Taken, entries: float, delay_ms: float = 0.0) -> Measured:
    return {
        "first": first.seconds,
        "cpu_first": first.processor,
        "unchanged": unchanged.seconds,
        "cpu_unchanged": unchanged.processor,
        "entries": entries,
        "delay_ms": delay_ms,
    }


def main(which: str, feeds: int, port: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        if which == "ours":
            measured = asyncio.run(_ours(feeds, port, Path(folder)))
        elif which in ("httpx", "direct"):
            measured = asyncio.run((_httpx if which == "httpx" else _direct)(feeds, port))
        else:
            measured = _reader(feeds, port, Path(folder))
    print(json.dumps(measured))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
