"""Stories grow by one article at a time, hold each article once, and show a server only what it may read."""

import asyncio
from datetime import timedelta

import numpy as np
import pytest

from bot.domain.article import Article, Extent, NewArticle
from bot.domain.language import Lang
from bot.domain.source import HOUSE, SourceKind
from bot.domain.story import Story
from bot.errors import UnknownStory
from bot.storage.articles import ArticleStore
from bot.storage.database import Database, open_database
from bot.storage.sources import SourceStore
from bot.storage.stories import StoryStore
from tests.conftest import NOW

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def store(database: Database) -> StoryStore:
    return StoryStore(database)


async def _article(
    database: Database, name: str, guild_id: int = HOUSE, *, lang: str = "en", hours: int = 0
) -> Article:
    """An article of a source that only this server follows."""
    sources = SourceStore(database)
    source = await sources.add_source(f"https://feed.example/{guild_id}", "Feed", None, SourceKind.FEED, NOW)
    await sources.follow(guild_id, source.source_id, NOW)
    url = f"https://paper.example/{name}"
    new = NewArticle(
        None, url, url, "The Paper", lang, f"Title {name}", "Text.", NOW + timedelta(hours=hours), NOW, Extent.FULL
    )
    [stored] = await ArticleStore(database).add_articles(source.source_id, [new], [[f"url:{url}"]], NOW)
    return stored


def _titles(article: Article) -> dict[Lang, str]:
    return {"ja": article.title} if article.lang == "ja" else {"en": article.title}


async def _create(store: StoryStore, article: Article, companies=("norvel",), now=NOW) -> Story:
    return await store.create_story(
        article,
        vector=None,
        model=None,
        signature=None,
        companies=companies,
        titles=_titles(article),
        now=now,
    )


async def _join(store: StoryStore, story: Story, article: Article, companies=("norvel",), now=LATER) -> Story:
    return await store.join_story(
        story.story_id,
        article,
        vector=None,
        model=None,
        signature=None,
        companies=companies,
        story_companies=companies,
        titles=story.titles | _titles(article),
        now=now,
    )


async def test_a_story_of_one_article(store: StoryStore, database: Database):
    article = await _article(database, "a")
    story = await _create(store, article, ("norvel", "other"))
    assert story == Story(story.story_id, {"en": "Title a"}, (article.article_id,), ("norvel", "other"), NOW, NOW, 1)
    assert await store.get_story(story.story_id) == story
    assert await store.find_story_of(article.article_id) == story
    assert await ArticleStore(database).list_unplaced() == []


async def test_creating_twice_gives_the_same_story(store: StoryStore, database: Database):
    article = await _article(database, "a")
    story = await _create(store, article)
    assert await _create(store, article, ("other",), LATER) == story
    assert await store.list_stories() == [story]


async def test_joining_is_one_revision_and_keeps_the_order_of_publication(store: StoryStore, database: Database):
    late, early = await _article(database, "late", hours=5), await _article(database, "early", lang="ja", hours=-5)
    story = await _create(store, late)
    grown = await _join(store, story, early, ("other", "norvel"))
    assert grown.article_ids == (early.article_id, late.article_id)
    assert grown.titles == {"en": "Title late", "ja": "Title early"}
    assert (grown.revision, grown.first_seen_at, grown.updated_at) == (2, NOW, LATER)
    assert grown.companies == ("other", "norvel")
    assert await ArticleStore(database).list_unplaced() == []


async def test_joining_twice_is_one_revision(store: StoryStore, database: Database):
    one, two = await _article(database, "1"), await _article(database, "2")
    story = await _create(store, one)
    grown = await _join(store, story, two)
    assert await _join(store, story, two, (), LATER + timedelta(hours=1)) == grown
    assert await store.get_story(story.story_id) == grown


async def test_an_article_stays_in_the_story_that_it_is_in(store: StoryStore, database: Database):
    one, two = await _article(database, "1"), await _article(database, "2")
    first, second = await _create(store, one), await _create(store, two)
    assert await _join(store, first, two) == second
    assert (await store.get_story(first.story_id)).revision == 1


async def test_a_story_that_is_not_there(store: StoryStore, database: Database):
    article = await _article(database, "a")
    with pytest.raises(UnknownStory) as caught:
        await store.get_story(99)
    assert caught.value.values == {"story": 99}
    nowhere = Story(99, {}, (), (), NOW, NOW, 1)
    with pytest.raises(UnknownStory):
        await _join(store, nowhere, article)
    assert await store.find_story_of(article.article_id) is None
    assert [waiting.article_id for waiting in await ArticleStore(database).list_unplaced()] == [article.article_id]


async def test_features_come_back_as_they_were(store: StoryStore, database: Database):
    one, two = await _article(database, "1", lang="ja"), await _article(database, "2", hours=-1)
    vector = np.array([0.25, -1.5, 3.0], dtype=np.float32)
    story = await store.create_story(
        one,
        vector=vector.tobytes(),
        model="m1",
        signature=b"\x00\x01\xff",
        companies=("norvel",),
        titles={"ja": one.title},
        now=NOW,
    )
    await _join(store, story, two, ())
    second, first = await store.list_placements(NOW - timedelta(hours=1))
    assert first.vector is not None
    assert first.vector.dtype == np.float32
    assert np.array_equal(first.vector, vector)
    assert (first.model, first.signature, first.companies) == ("m1", b"\x00\x01\xff", ("norvel",))
    assert (first.article_id, first.story_id, first.lang) == (one.article_id, story.story_id, "ja")
    assert (first.title, first.published_at) == ("Title 1", NOW)
    assert (second.article_id, second.vector, second.signature) == (two.article_id, None, None)
    assert [placement.article_id for placement in await store.list_placements(NOW)] == [one.article_id]


async def test_a_vector_must_be_float32(store: StoryStore, database: Database):
    article = await _article(database, "a")
    with pytest.raises(ValueError, match="float32"):
        await store.create_story(
            article, vector=b"12345", model="m", signature=None, companies=(), titles={"en": "x"}, now=NOW
        )


async def test_listing_by_time_and_company(store: StoryStore, database: Database):
    articles = [await _article(database, name) for name in "abc"]
    stories = [
        await _create(store, article, companies, NOW + timedelta(hours=n))
        for n, (article, companies) in enumerate(zip(articles, [("x",), ("x", "y"), ("y",)], strict=True))
    ]
    assert await store.list_stories() == stories[::-1]
    assert await store.list_stories(company="x") == [stories[1], stories[0]]
    assert await store.list_stories(since=LATER, company="y") == [stories[2], stories[1]]
    assert await store.list_stories(limit=1) == [stories[2]]
    assert await store.list_stories(company="z") == []


async def test_a_company_that_leaves_a_story_no_longer_finds_it(store: StoryStore, database: Database):
    story = await _create(store, await _article(database, "a"), ("x",))
    await _join(store, story, await _article(database, "b"), ("y",))
    assert await store.list_stories(company="x") == []
    assert len(await store.list_stories(company="y")) == 1


async def test_a_server_sees_nothing_of_articles_that_it_may_not_read(store: StoryStore, database: Database):
    ours = await _article(database, "ours", 7)
    theirs = await _article(database, "theirs", 8, hours=-1)
    theirs_ja = await _article(database, "theirs-ja", 8, lang="ja", hours=1)
    only_theirs = await _article(database, "only-theirs", 8)
    story = await _create(store, theirs)
    for article in (ours, theirs_ja):
        story = await _join(store, story, article)
    await _create(store, only_theirs)

    [seen] = await store.list_stories(7)
    assert seen.story_id == story.story_id
    assert seen.article_ids == (ours.article_id,)
    assert seen.titles == {"en": "Title ours"}
    assert await store.get_story(story.story_id, 7) == seen
    assert len(await store.list_stories(8)) == 2
    assert (await store.get_story(story.story_id, 8)).article_ids == (theirs.article_id, theirs_ja.article_id)
    assert await store.list_stories(9) == []
    with pytest.raises(UnknownStory):
        await store.get_story(story.story_id, 9)


async def test_a_leading_headline_that_a_server_may_read_stays(store: StoryStore, database: Database):
    first, lead = await _article(database, "first", 7, hours=-1), await _article(database, "lead", 7)
    story = await _join(store, await _create(store, first), lead)
    assert story.titles == {"en": "Title lead"}
    assert (await store.get_story(story.story_id, 7)).titles == {"en": "Title lead"}


async def test_a_story_in_neither_language_still_has_a_headline(store: StoryStore, database: Database):
    article = await _article(database, "a", 7, lang="fr")
    await store.create_story(
        article, vector=None, model=None, signature=None, companies=(), titles={"en": article.title}, now=NOW
    )
    [seen] = await store.list_stories(7)
    assert seen.title("ja") == seen.title("en") == "Title a"


async def test_placing_one_article_at_once_in_several_processes(database_url: str):
    async with open_database(database_url, now=NOW) as database:
        article = await _article(database, "a")
        other = await _create(StoryStore(database), await _article(database, "b"))

    async def place(number: int) -> Story:
        async with open_database(database_url, now=NOW) as database:
            store = StoryStore(database)
            return await (_join(store, other, article) if number % 2 else _create(store, article))

    placed = {story.story_id for story in await asyncio.gather(*(place(number) for number in range(6)))}
    async with open_database(database_url, now=NOW) as database:
        store = StoryStore(database)
        home = await store.find_story_of(article.article_id)
        stories = await store.list_stories()
    assert home is not None
    assert placed == {home.story_id}
    assert sum(len(story.article_ids) for story in stories) == 2
    assert all(story.article_ids for story in stories)
    assert all(story.revision == len(story.article_ids) for story in stories)


async def test_joining_different_articles_at_once_loses_none(database_url: str):
    async with open_database(database_url, now=NOW) as database:
        story = await _create(StoryStore(database), await _article(database, "first"))
        articles = [await _article(database, str(number)) for number in range(5)]

    async def join(article: Article) -> None:
        async with open_database(database_url, now=NOW) as database:
            await _join(StoryStore(database), story, article)

    await asyncio.gather(*(join(article) for article in articles))
    async with open_database(database_url, now=NOW) as database:
        grown = await StoryStore(database).get_story(story.story_id)
    assert grown.revision == 6
    assert len(grown.article_ids) == 6
