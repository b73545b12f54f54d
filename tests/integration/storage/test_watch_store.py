"""What servers track is kept for each of them alone, once, and within bounds."""

import asyncio
from datetime import timedelta

from bot.domain.watch import Coverage, Watch, WatchEntry, WatchKind
from bot.storage.database import Database
from bot.storage.watches import WatchStore
from tests.conftest import NOW

OURS, THEIRS = 2**62 + 7, 2**62 + 8


def company(value: str, minutes: int = 0) -> WatchEntry:
    return WatchEntry(WatchKind.COMPANY, value, NOW + timedelta(minutes=minutes), 5)


def keyword(value: str, minutes: int = 0) -> WatchEntry:
    return WatchEntry(WatchKind.KEYWORD, value, NOW + timedelta(minutes=minutes))


async def test_a_server_that_tracks_nothing(database: Database):
    store = WatchStore(database)
    assert await store.watch_of(OURS) == Watch()
    assert await store.list_entries(OURS) == []
    assert not Watch(coverage=Coverage.TRACKED).tracked_only


async def test_companies_come_first_and_every_server_has_its_own(database: Database):
    store = WatchStore(database)
    for entry in (keyword("輸出規制"), company("norvel", 2), company("acme", 1)):
        assert await store.add(OURS, entry, limit=10)
    assert await store.add(THEIRS, company("acme"), limit=10)
    assert await store.list_entries(OURS) == [company("acme", 1), company("norvel", 2), keyword("輸出規制")]
    await store.set_coverage(OURS, Coverage.ALL, NOW)
    await store.set_coverage(OURS, Coverage.TRACKED, NOW)
    assert await store.watch_of(OURS) == Watch(frozenset({"acme", "norvel"}), ("輸出規制",), Coverage.TRACKED)
    assert await store.watch_of(THEIRS) == Watch(frozenset({"acme"}))


async def test_another_spelling_is_the_same_keyword(database: Database):
    store = WatchStore(database)
    assert await store.add(OURS, keyword("Open Source"), limit=10)
    assert await store.add(OURS, keyword("ｏｐｅｎ-source"), limit=10) is False
    assert await store.list_entries(OURS) == [keyword("Open Source")]
    assert await store.remove(OURS, WatchKind.KEYWORD, "open-SOURCE")
    assert not await store.remove(OURS, WatchKind.KEYWORD, "open source")


async def test_a_full_list_takes_no_more_but_knows_its_own(database: Database):
    store = WatchStore(database)
    results = await asyncio.gather(*(store.add(OURS, keyword(f"word {n}"), limit=3) for n in range(3)))
    assert results == [True, True, True]
    assert await store.add(OURS, keyword("one more"), limit=3) is None
    assert await store.add(OURS, keyword("word 1"), limit=3) is False
