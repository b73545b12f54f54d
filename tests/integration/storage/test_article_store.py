"""Articles and their entries are stored together, once, whoever carries them."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.domain.article import Article, Extent, NewArticle
from bot.domain.source import HOUSE, SourceKind
from bot.errors import StoreError
from bot.storage.articles import ArticleStore
from bot.storage.database import Database, open_database
from bot.storage.sources import SourceStore
from tests.conftest import NOW


def new_article(name: str = "a", **fields) -> NewArticle:
    url = f"https://paper.example/{name}"
    base = NewArticle(
        guid=name, url=url + "?utm_source=feed", canonical_url=url, outlet="The Paper", lang="en", title=f"Title {name}",
        text="First.\nSecond.", published_at=NOW, fetched_at=NOW, extent=Extent.FULL,
    )  # fmt: skip
    return replace(base, **fields)


def _identities(*articles: NewArticle) -> list[list[str]]:
    return [[f"guid:{article.guid}", f"url:{article.canonical_url}"] for article in articles]


@pytest.fixture
def store(database: Database) -> ArticleStore:
    return ArticleStore(database)


@pytest.fixture
def sources(database: Database) -> SourceStore:
    return SourceStore(database)


@pytest.fixture
async def source_id(sources: SourceStore) -> int:
    return await _followed(sources, "https://paper.example/feed", HOUSE)


async def _followed(sources: SourceStore, url: str, guild_id: int) -> int:
    source = await sources.add_source(url, "Feed", None, SourceKind.FEED, NOW)
    await sources.follow(guild_id, source.source_id, NOW)
    return source.source_id


async def _add(store: ArticleStore, source_id: int | None, *articles: NewArticle) -> list[Article]:
    return await store.add_articles(source_id, articles, _identities(*articles), NOW)


async def test_what_is_stored_comes_back_the_same(store: ArticleStore, source_id: int):
    given = new_article(title="東京の見出し", extent=Extent.SUMMARY, updated_at=NOW)
    [stored] = await _add(store, source_id, given)
    assert stored == Article(
        stored.article_id, given.url, given.canonical_url, "The Paper", "en", "東京の見出し", "First.\nSecond.", NOW, NOW,
        Extent.SUMMARY, NOW,
    )  # fmt: skip
    assert await store.get_articles([stored.article_id]) == [stored]


@pytest.mark.parametrize(
    "other", ["http://paper.example/a", "https://www.paper.example/a/", "https://m.paper.example/a"]
)
async def test_another_address_of_a_page_is_the_same_article(store: ArticleStore, source_id: int, other: str):
    [stored] = await _add(store, source_id, new_article())
    assert await _add(store, source_id, new_article("b", canonical_url=other)) == []
    assert await store.find_by_url(other) == stored


async def test_new_ones_are_returned_once_and_in_the_order_given(store: ArticleStore, source_id: int):
    given = [new_article(name, published_at=NOW - timedelta(hours=n % 3)) for n, name in enumerate("dbacgfe")]
    first = await _add(store, source_id, *given, given[2])
    assert [article.title for article in first] == [article.title for article in given]
    extra = new_article("extra")
    assert [article.title for article in await _add(store, source_id, given[0], extra)] == ["Title extra"]
    assert await _add(store, source_id, given[0], extra) == []


async def test_turns_at_a_time_share_what_is_new_and_are_all_linked(store: ArticleStore, sources: SourceStore):
    ids = [await _followed(sources, f"https://paper.example/{number}", HOUSE) for number in range(6)]
    shared = new_article("shared")
    told = await asyncio.gather(*(_add(store, one, shared, new_article(f"own{one}")) for one in ids))
    assert sorted(article.title for new in told for article in new) == sorted(
        ["Title shared", *(f"Title own{one}" for one in ids)]
    )
    for one in ids:
        known = await sources.find_known_identities(one, ["guid:shared", f"guid:own{one}", "guid:strange"])
        assert known == {"guid:shared", f"guid:own{one}"}
        assert await _add(store, one, shared) == []
    assert len(await store.list_unplaced()) == 7


async def test_a_source_that_is_gone_does_not_keep_the_others_from_storing(store: ArticleStore, source_id: int):
    told = await asyncio.gather(
        _add(store, source_id, new_article("a")),
        _add(store, 999, new_article("b")),
        _add(store, source_id, new_article("c")),
        return_exceptions=True,
    )
    assert isinstance(told[1], IntegrityError)
    assert {article.title for article in await store.list_articles()} == {"Title a", "Title c"}


async def test_the_house_reads_what_a_source_brings_at_the_same_time(store: ArticleStore, source_id: int):
    await asyncio.gather(_add(store, source_id, new_article()), _add(store, None, new_article(), new_article("b")))
    assert len(await store.list_articles(HOUSE)) == 2


async def test_nothing_is_added_for_nothing(store: ArticleStore, source_id: int):
    assert await store.add_articles(source_id, [], [], NOW) == []
    await store.mark_seen(source_id, [], NOW)
    assert await store.get_articles([]) == []


async def test_articles_and_identities_must_match(store: ArticleStore, source_id: int):
    with pytest.raises(ValueError, match="1 articles"):
        await store.add_articles(source_id, [new_article()], [], NOW)


async def test_entries_are_marked_seen_with_their_articles(store: ArticleStore, sources: SourceStore, source_id: int):
    await _add(store, source_id, new_article("a"))
    await store.mark_seen(source_id, ["guid:no-article", "guid:no-article"], NOW)
    asked = ["guid:a", "url:https://paper.example/a", "guid:no-article", "guid:b", "a"]
    assert await sources.find_known_identities(source_id, asked) == set(asked[:3])
    other = await _followed(sources, "https://other.example/feed", HOUSE)
    assert await sources.find_known_identities(other, asked) == set()


async def test_identities_may_be_of_any_length_and_number(store: ArticleStore, sources: SourceStore, source_id: int):
    many = [f"guid:{number}:" + "長い" * 3000 for number in range(1200)]
    await store.mark_seen(source_id, many, NOW)
    await store.mark_seen(source_id, many[:10], NOW)
    assert await sources.find_known_identities(source_id, [*many, "guid:new"]) == set(many)


async def test_a_crash_before_the_end_loses_articles_and_entries_together(
    store: ArticleStore, sources: SourceStore, source_id: int, database: Database
):
    async with database.writer() as connection:
        await connection.execute(text("ALTER TABLE entries RENAME TO gone"))
    with pytest.raises(StoreError):
        await _add(store, source_id, new_article())
    async with database.writer() as connection:
        await connection.execute(text("ALTER TABLE gone RENAME TO entries"))
    assert await store.list_articles() == []
    assert await store.list_unplaced() == []
    assert await sources.find_known_identities(source_id, ["guid:a"]) == set()
    assert len(await _add(store, source_id, new_article())) == 1


async def test_two_sources_share_one_article(store: ArticleStore, sources: SourceStore, source_id: int):
    other = await _followed(sources, "https://other.example/feed", 7)
    [stored] = await _add(store, source_id, new_article())
    assert await store.visible_ids(7, [stored.article_id]) == set()
    assert await _add(store, other, new_article(title="Rewritten")) == []
    assert await store.visible_ids(7, [stored.article_id]) == {stored.article_id}
    assert await store.list_articles(7) == [stored]


async def test_a_feed_does_not_expose_what_another_feed_gave_under_the_same_address(
    store: ArticleStore, sources: SourceStore, source_id: int
):
    prying = await _followed(sources, "https://prying.example/feed", 7)
    secret = new_article(text="What only subscribers read.", is_from_feed=True)
    [stored] = await _add(store, source_id, secret)
    [forged] = await _add(store, prying, new_article(text="Anything.", is_from_feed=True))
    assert await store.visible_ids(7, [stored.article_id, forged.article_id]) == {forged.article_id}
    assert await store.visible_ids(HOUSE, [stored.article_id, forged.article_id]) == {stored.article_id}
    assert await store.find_by_url(secret.canonical_url, 7) == forged
    assert await store.find_by_url(secret.canonical_url, HOUSE) == stored
    assert await store.find_by_url(secret.canonical_url, 8) is None


async def test_the_page_that_we_read_ourselves_is_nobodys_to_replace_or_to_unlock(
    store: ArticleStore, sources: SourceStore, source_id: int
):
    prying = await _followed(sources, "https://prying.example/feed", 7)
    [fed] = await _add(store, source_id, new_article(text="What only subscribers read.", is_from_feed=True))
    [page] = await _add(store, prying, new_article(text="The public teaser."))
    assert await store.visible_ids(7, [fed.article_id, page.article_id]) == {page.article_id}
    # A feed whose page is stored brings nothing of its own, and its readers see the page.
    assert await _add(store, source_id, new_article(text="Invented.", is_from_feed=True)) == []
    assert await store.visible_ids(HOUSE, [page.article_id]) == {page.article_id}
    assert (await store.get_articles([page.article_id]))[0].text == "The public teaser."


async def test_feeds_that_give_the_same_words_share_the_article(
    store: ArticleStore, sources: SourceStore, source_id: int
):
    other = await _followed(sources, "https://paper.example/ai/feed", 7)
    [stored] = await _add(store, source_id, new_article(is_from_feed=True))
    assert await _add(store, other, new_article(is_from_feed=True)) == []
    assert await store.visible_ids(7, [stored.article_id]) == {stored.article_id}


async def test_a_server_reads_only_what_it_follows(store: ArticleStore, sources: SourceStore, source_id: int):
    [stored] = await _add(store, source_id, new_article())
    ids = [stored.article_id]
    assert await store.visible_ids(HOUSE, ids) == set(ids)
    assert await store.visible_ids(7, ids) == set()
    assert await store.list_articles(7) == []
    await sources.follow(7, source_id, NOW)
    await sources.set_paused(7, source_id, True)
    assert await store.visible_ids(7, [*ids, 999]) == set(ids)
    await sources.unfollow(7, source_id)
    assert await store.visible_ids(7, ids) == set()


async def test_without_a_source_an_article_is_the_houses(store: ArticleStore, sources: SourceStore):
    theirs = await _followed(sources, "https://other.example/feed", 7)
    [own] = await _add(store, None, new_article("own"))
    [shared] = await _add(store, theirs, new_article("shared"))
    ids = [own.article_id, shared.article_id]
    assert await store.visible_ids(HOUSE, ids) == {own.article_id}
    assert await store.visible_ids(7, ids) == {shared.article_id}
    assert await _add(store, None, new_article("shared")) == []
    assert await store.visible_ids(HOUSE, ids) == set(ids)


async def test_articles_are_found_by_either_url(store: ArticleStore, source_id: int):
    [stored] = await _add(store, source_id, new_article())
    assert await store.find_by_url("https://paper.example/a") == stored
    assert await store.find_by_url("https://paper.example/a?utm_source=feed") == stored
    assert await store.find_by_url("https://paper.example/") is None


async def test_the_canonical_url_wins_over_another_articles_url(store: ArticleStore, source_id: int):
    one, two = new_article("one"), new_article("two", url="https://paper.example/one")
    stored = await _add(store, source_id, one, two)
    assert await store.find_by_url("https://paper.example/one") == stored[0]


async def test_listing(store: ArticleStore, source_id: int):
    given = [new_article(name, published_at=NOW - timedelta(days=n)) for n, name in enumerate("abcd")]
    stored = await _add(store, source_id, *given)
    assert await store.list_articles() == stored
    assert await store.list_articles(since=NOW - timedelta(days=1)) == stored[:2]
    assert await store.list_articles(HOUSE, limit=3) == stored[:3]
    assert await store.list_articles(HOUSE, since=NOW - timedelta(days=1), limit=1) == stored[:1]
    assert await store.list_unplaced() == stored[::-1]
    assert await store.list_unplaced(limit=1) == stored[-1:]


async def test_thousands_at_once(store: ArticleStore, source_id: int):
    stored = await _add(store, source_id, *(new_article(str(number)) for number in range(1100)))
    ids = [article.article_id for article in stored]
    assert await store.get_articles([*ids[::-1], 10**9]) == stored[::-1]
    assert await store.get_articles([ids[0], ids[0]]) == [stored[0], stored[0]]
    assert await store.visible_ids(HOUSE, ids) == set(ids)


async def test_processes_that_store_the_same_articles_at_once(database_url: str):
    names = [str(number) for number in range(40)]

    async def carry(number: int) -> int:
        async with open_database(database_url, now=NOW) as database:
            source = await _followed(SourceStore(database), f"https://feed.example/{number}", number)
            ordered = names if number % 2 else names[::-1]
            return len(await _add(ArticleStore(database), source, *(new_article(name) for name in ordered)))

    added = await asyncio.gather(*(carry(number) for number in range(1, 5)))
    assert sum(added) == len(names)
    async with open_database(database_url, now=NOW) as database:
        store = ArticleStore(database)
        assert len(await store.list_unplaced()) == len(names)
        for guild in range(1, 5):
            assert len(await store.list_articles(guild)) == len(names)
