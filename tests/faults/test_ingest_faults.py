"""What an ingest survives: kill -9, a full disk, a store that somebody else holds. Nothing is lost, nothing is twice."""

import asyncio
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import DATABASE_FILE, App, open_app
from bot.domain.source import HOUSE, Source, SourceKind
from bot.errors import StoreBusy, StoreError, StoreUnwritable
from bot.ports import ShiftedClock
from bot.settings import Settings
from tests.faults.ingest_kills import run
from tests.faults.ingest_victim import QuickEmbedder
from tests.faults.shifting_site import BEGUN, ShiftingSite, open_shifting_site

FEEDS = 3


@pytest.mark.slow
async def test_kills_at_random_instants_lose_and_double_nothing(tmp_path):
    aftermath = await run(kills=4, seed=5, folder=tmp_path)

    assert aftermath.is_clean, aftermath
    assert aftermath.offered > 24


@pytest.fixture
async def site() -> AsyncIterator[ShiftingSite]:
    async with open_shifting_site(FEEDS) as opened:
        yield opened


@pytest.fixture
async def app(site: ShiftingSite, tmp_path: Path) -> AsyncIterator[App]:
    settings = Settings(data_dir=tmp_path, allow_hosts=(f"127.0.0.1:{site.port}",))
    clock = ShiftedClock(BEGUN + timedelta(days=1))
    async with open_app(settings, clock=clock, embedder=QuickEmbedder()) as opened:
        for url in site.feed_urls():
            source = await opened.sources.add_source(url, "", None, SourceKind.FEED, clock.now())
            await opened.sources.follow(HOUSE, source.source_id, clock.now())
        yield opened


async def follow_up(app: App, site: ShiftingSite) -> None:
    """Turns until nothing is new any more, and then every offered article is there once."""
    site.is_changing = False
    await turns(app, 3)
    await app.pipeline.place_articles()
    found = Counter(article.url for article in await app.articles.list_articles())
    assert found == dict.fromkeys(site.expected_urls(), 1)
    assert not await app.articles.list_unplaced()


async def limit_pages(app: App, pages: int) -> None:
    """A disk of so many pages, for the connection that stores articles."""
    await app.database.write(lambda it: it.exec_driver_sql(f"PRAGMA max_page_count = {pages}"))


async def turns(app: App, times: int) -> None:
    for _ in range(times):
        await app.pipeline.refresh_sources(await sources_of(app))


async def sources_of(app: App) -> list[Source]:
    return await app.sources.list_sources(HOUSE)


async def test_a_full_disk_stops_the_cycle_and_the_next_one_continues(app, site, tmp_path):
    await app.pipeline.refresh_sources(await sources_of(app))
    pages = await app.database.write(lambda it: it.exec_driver_sql("PRAGMA page_count").scalar_one())
    await limit_pages(app, pages + 2)

    with pytest.raises(StoreUnwritable) as caught:
        await turns(app, 20)
    assert str(tmp_path) in str(caught.value.values)

    await limit_pages(app, 4_294_967_294)
    await follow_up(app, site)


async def test_a_store_held_by_another_process_is_waited_for_and_then_said_to_be_busy(app, site, tmp_path, monkeypatch):
    await app.database.write(lambda it: it.exec_driver_sql("PRAGMA busy_timeout = 200"))
    other = sqlite3.connect(tmp_path / DATABASE_FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(StoreBusy):
            await app.pipeline.refresh_sources(await sources_of(app))
    finally:
        other.execute("ROLLBACK")
        other.close()
    await follow_up(app, site)


async def test_no_turn_goes_on_after_the_cycle_has_failed(app, site, monkeypatch):
    """Turns left running would write into a store that a later cycle writes, too."""
    broken = asyncio.Event()

    async def refuse(*_: object, **__: object) -> None:
        broken.set()
        raise StoreError("gone")

    monkeypatch.setattr(app.articles, "add_articles", refuse)
    with pytest.raises(StoreError):
        await app.pipeline.refresh_sources(await sources_of(app))
    assert broken.is_set()
    assert not [task for task in asyncio.all_tasks() if "_refresh" in str(task.get_coro())]
