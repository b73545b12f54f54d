"""Follows with their names and folders, many at once and within a limit; samples of entries. On both stores."""

from datetime import timedelta

import pytest

from bot.domain.article import Extent, NewArticle
from bot.domain.source import HOUSE, NewFollow, SourceKind
from bot.storage.articles import ArticleStore
from bot.storage.database import Database
from bot.storage.follows import FollowStore
from bot.storage.source_samples import SAMPLE, SampleStore
from bot.storage.sources import SourceStore
from tests.conftest import NOW

GUILD = 42


@pytest.fixture
def sources(database: Database) -> SourceStore:
    return SourceStore(database)


@pytest.fixture
def store(database: Database) -> FollowStore:
    return FollowStore(database)


@pytest.fixture
def samples(database: Database) -> SampleStore:
    return SampleStore(database)


def wanted(n: int, **more: object) -> NewFollow:
    return NewFollow(f"https://s{n}.example/feed", f"S{n}", **more)  # type: ignore[arg-type]


async def test_many_are_followed_at_once_in_order_and_due(store, sources):
    outcome = await store.follow_all(GUILD, [wanted(n) for n in range(1_203)], NOW, limit=2_000, added_by=7)
    assert all(one.source and not one.was_followed for one in outcome)
    assert [one.source.url for one in outcome] == [f"https://s{n}.example/feed" for n in range(1_203)]
    assert await store.count(GUILD) == 1_203
    assert len(await sources.list_due(NOW, limit=5_000)) == 1_203
    again = await store.follow_all(GUILD, [wanted(n) for n in range(1_203)], NOW, limit=2_000)
    assert all(one.was_followed for one in again)
    assert await store.follow_all(GUILD, [], NOW, limit=1) == []


async def test_beyond_the_limit_nothing_is_left_behind(store, sources):
    await store.follow_all(GUILD, [wanted(0)], NOW, limit=2)
    outcome = await store.follow_all(GUILD, [wanted(n) for n in (1, 0, 2, 3)], NOW, limit=2)
    assert [(one.source is not None, one.was_followed) for one in outcome] == [
        (True, False),
        (True, True),
        (False, False),
        (False, False),
    ]
    assert [one.url for one in await sources.list_sources(None)] == [
        "https://s0.example/feed",
        "https://s1.example/feed",
    ]


async def test_names_folders_and_home_pages_are_one_servers_own(store, sources):
    mine = wanted(1, folders=(("AI", "Labs"), ("Must read",)), home_url="https://s1.example/")
    await store.follow_all(GUILD, [mine], NOW, limit=9)
    await store.follow_all(HOUSE, [NewFollow(mine.url, "")], NOW, limit=9)
    [source] = await sources.list_sources(None)
    await sources.record_success(
        source.source_id, etag=None, last_modified=None, title="Its own title", lang="en", now=NOW, next_due_at=NOW
    )
    [followed] = await store.list_followed(GUILD)
    assert (followed.source.title, followed.folders, followed.home_url) == ("S1", mine.folders, mine.home_url)
    [of_house] = await store.list_followed(HOUSE)
    assert (of_house.source.title, of_house.folders, of_house.home_url) == ("Its own title", (), None)


async def test_a_second_list_adds_folders_and_leaves_the_name(store):
    await store.follow_all(GUILD, [wanted(1, folders=(("AI",),))], NOW, limit=9)
    await store.follow_all(
        GUILD, [NewFollow("https://s1.example/feed", "New name", (("AI",), ("日本",)))], NOW, limit=9
    )
    [followed] = await store.list_followed(GUILD)
    assert (followed.source.title, followed.folders) == ("S1", (("AI",), ("日本",)))


async def test_following_one_within_the_limit(store, sources):
    first = await sources.add_source("https://a.example/", "A", "en", SourceKind.FEED, NOW)
    second = await sources.add_source("https://b.example/", "B", "en", SourceKind.FEED, NOW)
    assert await store.follow(GUILD, first.source_id, NOW, limit=1, home_url="https://a.example/home") is True
    assert await store.follow(GUILD, first.source_id, NOW, limit=1) is False
    assert await store.follow(GUILD, second.source_id, NOW, limit=1) is None
    assert [one.home_url for one in await store.list_followed(GUILD)] == ["https://a.example/home"]


async def test_a_retired_source_is_made_due(store, sources):
    source = await sources.add_source("https://a.example/", "A", "en", SourceKind.FEED, NOW)
    await sources.follow(GUILD, source.source_id, NOW)
    await sources.record_failure(
        source.source_id, error="error-gone", now=NOW, next_due_at=NOW + timedelta(days=9), gone=True
    )
    await store.make_due(source.source_id, NOW)
    assert [one.source_id for one in await sources.list_due(NOW)] == [source.source_id]


async def test_sources_by_any_of_several_addresses(store):
    await store.follow_all(GUILD, [wanted(1), wanted(2)], NOW, limit=9)
    found = await store.find_by_urls(["https://s2.example/feed", "https://s1.example/feed", "https://no.example/"])
    assert [one.url for one in found] == ["https://s1.example/feed", "https://s2.example/feed"]


async def test_samples_are_bounded_replaced_and_compared(store, samples):
    outcome = await store.follow_all(GUILD, [wanted(1), wanted(2)], NOW, limit=9)
    one, two = (done.source.source_id for done in outcome)
    await samples.keep_sample(one, [f"url:{n}" for n in range(SAMPLE + 40)])
    await samples.keep_sample(two, ["url:0", "url:x"])
    assert await samples.list_sharing(["url:0", "url:1", "url:2"]) == [(one, 3, SAMPLE), (two, 1, 2)]
    await samples.keep_sample(one, [])
    assert not await samples.has_sample(one)
    assert await samples.has_sample(two)
    assert await samples.list_sharing([]) == []


async def test_articles_tell_who_carries_them(store, samples, database):
    outcome = await store.follow_all(GUILD, [wanted(1), wanted(2)], NOW, limit=9)
    one, two = (done.source.source_id for done in outcome)
    articles = ArticleStore(database)
    for source_id, numbers in ((one, range(4)), (two, range(1))):
        new = [
            NewArticle(None, f"https://a.example/{n}", f"https://a.example/{n}", "A", "en", "T", "x",
                       NOW - timedelta(days=n), NOW, Extent.FULL)
            for n in numbers
        ]  # fmt: skip
        await articles.add_articles(source_id, new, [[f"url:{a.url}"] for a in new], NOW)
    urls = [f"https://a.example/{n}" for n in range(4)]
    assert await samples.list_carriers(urls) == [one, two]
    assert await samples.list_addresses(one, NOW - timedelta(days=1), NOW) == set(urls[:2])
    assert [f.newest_at for f in await store.list_followed(GUILD)] == [NOW, NOW]
