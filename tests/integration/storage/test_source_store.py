"""Sources are fetched once for all servers; following, pausing and failing are told apart."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.source import HOUSE, Source, SourceKind, SourceState
from bot.storage.database import Database
from bot.storage.sources import SourceStore
from tests.conftest import NOW

LATER = NOW + timedelta(minutes=30)
MUCH_LATER = NOW + timedelta(days=1)


@pytest.fixture
def store(database: Database) -> SourceStore:
    return SourceStore(database)


async def _add(store: SourceStore, url: str = "https://paper.example/feed") -> Source:
    return await store.add_source(url, "The Paper", "en", SourceKind.FEED, NOW)


async def _succeed(store: SourceStore, source: Source, **values) -> Source:
    values = {
        "etag": '"1"',
        "last_modified": None,
        "title": None,
        "lang": None,
        "now": LATER,
        "next_due_at": MUCH_LATER,
    } | values
    await store.record_success(source.source_id, **values)
    return await _find(store, source)


async def _fail(store: SourceStore, source: Source, **changes: Any) -> Source:
    values: dict[str, Any] = {
        "error": "error-fetch-timeout",
        "now": LATER,
        "next_due_at": MUCH_LATER,
        "gone": False,
    } | changes
    await store.record_failure(source.source_id, **values)
    return await _find(store, source)


async def _find(store: SourceStore, source: Source) -> Source:
    found = await store.find_source(source.source_id)
    assert found is not None
    return found


async def test_a_new_source_is_due_at_once(store: SourceStore):
    source = await _add(store)
    assert source == Source(
        source.source_id, "https://paper.example/feed", "The Paper", "en", SourceKind.FEED, SourceState.ACTIVE,
        None, 0, None, None, None, NOW, NOW,
    )  # fmt: skip
    assert await store.follow(HOUSE, source.source_id, NOW)
    assert await store.list_due(NOW) == [source]


async def test_a_url_is_one_source(store: SourceStore):
    source = await _add(store)
    again = await store.add_source(source.url, "Other title", "ja", SourceKind.PAGE, LATER)
    assert again == source
    assert await store.find_source_by_url(source.url) == source
    assert await store.find_source_by_url(source.url + "/") is None
    assert await store.find_source(source.source_id + 1) is None


async def test_a_very_long_url_is_no_trouble(store: SourceStore):
    url = "https://paper.example/?" + "".join(f"k{number}=v{number * 7919}&" for number in range(2000))
    source = await _add(store, url)
    assert (await _add(store, url)) == source
    assert (await _add(store, url + "x")) != source


async def test_what_no_store_takes_in_text_is_replaced(store: SourceStore):
    source = await store.add_source("https://a.example/", "nul\x00 and \ud800 and 😀", None, SourceKind.FEED, NOW)
    assert source.title == "nul� and � and 😀"


async def test_following_is_idempotent_and_each_servers_own(store: SourceStore):
    source = await _add(store)
    big = 2**62 + 12345
    assert await store.follow(big, source.source_id, NOW, added_by=2**61)
    assert not await store.follow(big, source.source_id, LATER)
    assert await store.follow(HOUSE, source.source_id, NOW)
    assert await store.count_followers(source.source_id) == 2
    assert await store.unfollow(big, source.source_id)
    assert not await store.unfollow(big, source.source_id)
    assert await store.list_sources(big) == []
    assert await store.list_sources(HOUSE) == [source]
    assert await store.find_source(source.source_id, big) is None
    assert await store.find_source(source.source_id, HOUSE) == source


async def test_a_pause_holds_in_one_server_only(store: SourceStore):
    source = await _add(store)
    for guild in (1, 2):
        await store.follow(guild, source.source_id, NOW)
    assert await store.set_paused(1, source.source_id, True)
    assert await store.set_paused(1, source.source_id, True)
    assert not await store.set_paused(3, source.source_id, True)
    states = [(await store.list_sources(guild))[0].state for guild in (1, 2, None)]
    assert states == [SourceState.PAUSED, SourceState.ACTIVE, SourceState.ACTIVE]
    assert await store.list_due(NOW) == [source]
    await store.set_paused(2, source.source_id, True)
    assert await store.list_due(NOW) == []
    await store.set_paused(1, source.source_id, False)
    assert await store.list_due(NOW) == [source]


async def test_a_source_that_nobody_follows_is_not_due(store: SourceStore):
    await _add(store)
    assert await store.list_due(MUCH_LATER) == []
    assert len(await store.list_sources(None)) == 1


async def test_the_longest_waiting_comes_first_and_no_more_than_asked(store: SourceStore):
    made = [await _add(store, f"https://paper.example/{number}") for number in range(4)]
    for source, wait in zip(made, (3, 1, 2, 9), strict=True):
        await store.follow(HOUSE, source.source_id, NOW)
        await _succeed(store, source, next_due_at=NOW + timedelta(minutes=wait))
    due = await store.list_due(NOW + timedelta(minutes=3))
    assert [source.source_id for source in due] == [made[1].source_id, made[2].source_id, made[0].source_id]
    assert await store.list_due(NOW + timedelta(minutes=3), limit=2) == due[:2]


async def test_failures_add_up_and_a_success_clears_them(store: SourceStore):
    source = await _add(store)
    await _fail(store, source)
    failed = await _fail(store, source, error="error-unreachable")
    assert (failed.failures, failed.error, failed.state) == (2, "error-unreachable", SourceState.ACTIVE)
    assert (failed.last_fetched_at, failed.next_due_at) == (LATER, MUCH_LATER)
    well = await _succeed(
        store, source, etag='W/"x"', last_modified="Tue, 15 Jul 2025 00:00:00 GMT", title="新しい題", lang="ja"
    )
    assert (well.failures, well.error, well.etag, well.title, well.lang) == (0, None, 'W/"x"', "新しい題", "ja")
    assert well.last_modified == "Tue, 15 Jul 2025 00:00:00 GMT"


async def test_a_success_without_title_or_language_keeps_the_known_ones(store: SourceStore):
    source = await _succeed(store, await _add(store), title="", lang=None)
    assert (source.title, source.lang) == ("The Paper", "en")


async def test_a_success_without_validators_forgets_the_old_ones(store: SourceStore):
    source = await _succeed(store, await _add(store), etag='"1"')
    assert (await _succeed(store, source, etag=None)).etag is None


async def test_what_is_gone_is_never_due_and_says_so_even_paused(store: SourceStore):
    source = await _add(store)
    await store.follow(1, source.source_id, NOW)
    await store.set_paused(1, source.source_id, True)
    await _fail(store, source, error="error-gone", gone=True)
    assert (await store.list_sources(1))[0].state is SourceState.GONE
    await store.set_paused(1, source.source_id, False)
    assert await store.list_due(MUCH_LATER) == []


async def test_what_was_gone_is_tried_again_when_somebody_adds_it(store: SourceStore):
    source = await _add(store)
    await store.follow(1, source.source_id, NOW)
    await _fail(store, source, error="error-gone", gone=True)
    again = await store.add_source(source.url, "x", None, SourceKind.FEED, LATER)
    assert (again.state, again.failures, again.error, again.next_due_at) == (SourceState.ACTIVE, 0, None, LATER)
    assert again.source_id == source.source_id
    assert await store.list_due(LATER) == [again]


async def test_adding_a_failing_source_again_keeps_its_backoff(store: SourceStore):
    source = await _add(store)
    failed = await _fail(store, source)
    assert await _add(store) == failed
