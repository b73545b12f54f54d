"""The clusterer on a real store: stories across languages, revisions, and doing the same thing twice."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import numpy as np
import pytest

from bot.domain.article import Article, Extent, NewArticle
from bot.ports import FixedClock
from bot.storage.articles import ArticleStore
from bot.storage.database import open_database, sqlite_url
from bot.storage.stories import StoryStore
from bot.storage.story_history import StoryHistory
from bot.stories.clusterer import Clusterer, leading_companies
from bot.stories.features import lead_of
from bot.text.embedding import CentredEmbedder, EmbeddingFailed, Model, open_embedder

NOW = datetime(2026, 4, 20, 12, tzinfo=UTC)
START = datetime(2026, 4, 14, 9, tzinfo=UTC)

FUNDING_EN = (
    "Lumenwold raises $85 million to build reading aids",
    "Lumenwold has raised $85 million for software that reads printed pages aloud. Fern Capital led the round. "
    "The Dublin start-up will open a second office in Lyon.",
)
FUNDING_JA = (
    "読み上げAIのルーメンウォルド、8500万ドルを調達",
    "印刷物を読み上げるソフトを開発するアイルランドのルーメンウォルドは、8500万ドルを調達した。"
    "ファーン・キャピタルが主導した。リヨンに2カ所目の拠点を開く。",
)
FUNDING_LATER = (
    "Lumenwold's Lyon office to open in June after $85 million round",
    "Lumenwold will open its Lyon office in June, it said, a week after it raised $85 million for software that reads "
    "printed pages aloud. Fern Capital led the funding round.",
)
OUTAGE = (
    "Lumenwold service down for six hours after certificate error",
    "Customers of Lumenwold could not sign in for six hours on Wednesday. An expired certificate was the cause, "
    "the company said, and apologised.",
)


def find_companies(text: str) -> tuple[str, ...]:
    return ("lumenwold",) if "Lumenwold" in text or "ルーメンウォルド" in text else ()


@dataclass
class House:
    clusterer: Clusterer
    articles: ArticleStore
    stories: StoryStore
    numbers: "count[int]"

    async def store(self, told, lang="en", *, hours=0.0, extent=Extent.FULL) -> Article:
        url = f"https://outlet.example/{next(self.numbers)}"
        at = START + timedelta(hours=hours)
        new = NewArticle(None, url, url, "Outlet", lang, told[0], told[1], at, NOW, extent)
        [article] = await self.articles.add_articles(None, [new], [[f"url:{url}"]], NOW)
        return article


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_database(sqlite_url(tmp_path / "kawaraban.db"), now=NOW) as database:
        articles, stories = ArticleStore(database), StoryStore(database)
        yield House(_clusterer(stories, articles), articles, stories, count(1))


def _clusterer(stories: StoryStore, articles: ArticleStore) -> Clusterer:
    return Clusterer(stories, articles, open_embedder(), find_companies, FixedClock(NOW))


async def test_two_languages_and_a_follow_up_are_one_story_and_a_look_alike_is_not(house):
    english = await house.store(FUNDING_EN)
    japanese = await house.store(FUNDING_JA, "ja", hours=5)
    outage = await house.store(OUTAGE, hours=30)
    later = await house.store(FUNDING_LATER, hours=24 * 5)
    placed = await house.clusterer.place_all([later, outage, japanese, english])
    assert placed[0].article_ids == (english.article_id, japanese.article_id, later.article_id)
    assert placed[0].revision == 3
    assert placed[0].titles == {"en": FUNDING_EN[0], "ja": FUNDING_JA[0]}
    assert placed[0].companies == ("lumenwold",)
    assert placed[1].article_ids == (outage.article_id,)
    assert await house.articles.list_unplaced() == []


async def test_a_new_process_goes_on_where_the_last_stopped(house):
    english = await house.store(FUNDING_EN)
    first = await house.clusterer.place(english)
    japanese = await house.store(FUNDING_JA, "ja", hours=5)
    story = await _clusterer(house.stories, house.articles).place(japanese)
    assert story.story_id == first.story_id


async def test_placing_again_changes_nothing(house):
    articles = [await house.store(FUNDING_EN), await house.store(FUNDING_JA, "ja", hours=1)]
    before = await house.clusterer.place_all(articles)
    assert await house.clusterer.place_all(articles) == [before[1], before[1]]
    again = await asyncio.gather(*(house.clusterer.place(article) for article in articles))
    assert {story.revision for story in again} == {2}


async def test_both_at_once_are_one_story(house):
    articles = [await house.store(FUNDING_EN), await house.store(FUNDING_EN, hours=1)]
    stories = await asyncio.gather(*(house.clusterer.place(article) for article in articles))
    assert stories[0].story_id == stories[1].story_id


async def test_a_late_arrival_joins_its_story_too(house):
    await house.clusterer.place(await house.store(FUNDING_JA, "ja", hours=30))
    story = await house.clusterer.place(await house.store(FUNDING_EN, hours=0))
    assert len(story.article_ids) == 2
    assert story.revision == 2


async def test_years_apart_are_two_stories(house):
    placed = await house.clusterer.place_all(
        [await house.store(FUNDING_EN), await house.store(FUNDING_EN, hours=-24 * 365)]
    )
    assert placed[0].story_id != placed[1].story_id


async def test_the_headline_of_a_full_report_leads(house):
    summary = await house.store(("Reading aids start-up gets money: Lumenwold", FUNDING_EN[1]), extent=Extent.SUMMARY)
    full = await house.store(FUNDING_EN, hours=2)
    placed = await house.clusterer.place_all([summary, full])
    assert placed[1].titles == {"en": FUNDING_EN[0]}


async def test_a_third_language_still_has_a_headline(house):
    story = await house.clusterer.place(await house.store(("Lumenwold lève 85 millions", FUNDING_EN[1]), "fr"))
    assert story.title("ja") == "Lumenwold lève 85 millions"


async def test_a_model_that_fails_leaves_copies_joined_and_nothing_waiting(house, caplog):
    def fail(_: object) -> np.ndarray:
        raise EmbeddingFailed("no vectors today")

    broken = CentredEmbedder("broken", lambda: Model(fail, fail), np.zeros((2, 2, 4), dtype=np.float32))
    clusterer = Clusterer(house.stories, house.articles, broken, find_companies, FixedClock(NOW))
    articles = [await house.store(FUNDING_EN), await house.store(FUNDING_EN, hours=1), await house.store(OUTAGE)]
    placed = await clusterer.place_all(articles)
    assert placed[0].story_id == placed[1].story_id != placed[2].story_id
    assert await house.articles.list_unplaced() == []
    assert "no vectors today" in caplog.text


async def test_nothing_to_place(house):
    assert await house.clusterer.place_all([]) == []


def test_companies_that_most_articles_are_about_lead():
    assert leading_companies([("b", "a"), ("b",), ("c", "b")], ("a",)) == ("b", "c", "a")


async def test_revisions_tell_what_came_and_whether_it_was_news(house):
    english = await house.store(FUNDING_EN)
    japanese = await house.store(FUNDING_JA, "ja", hours=5)
    fraud = await house.store(
        (
            "Lumenwold investigated over $85 million funding round",
            "Irish police are investigating Lumenwold, which reads printed pages aloud, over false customer numbers in "
            "its $85 million funding round. Fern Capital wants $12 million back.",
        ),
        hours=72,
    )
    [story, *_] = await house.clusterer.place_all([english, japanese, fraud])
    revisions = await StoryHistory(house.stories.database).list_revisions(story.story_id)
    assert [one.article_ids for one in revisions] == [
        (english.article_id,), (japanese.article_id,), (fraud.article_id,),
    ]  # fmt: skip
    assert [one.is_material for one in revisions] == [True, False, True]
    assert "examined" in revisions[2].news["turns"]


async def test_two_stories_that_a_later_report_shows_to_be_one_are_merged(house):
    """As when a model failed for a while: the reports stood apart, and the next one puts them together."""
    articles = [await house.store(FUNDING_EN), await house.store(FUNDING_JA, "ja", hours=1)]
    embedder = open_embedder()
    vectors = embedder.embed_passages([lead_of(one) for one in articles], [one.lang for one in articles])
    apart = []
    for article, vector in zip(articles, vectors, strict=True):
        made = await house.stories.create_story(
            article, vector=vector.tobytes(), model=embedder.name, signature=b"", companies=("lumenwold",),
            titles={"en": article.title}, now=NOW,
        )  # fmt: skip
        apart.append(made.story_id)
    later = await house.store(FUNDING_LATER, hours=20)
    story = await house.clusterer.place(later)
    assert story.story_id == min(apart)
    assert set(story.article_ids) == {later.article_id, *(one.article_id for one in articles)}
    assert await house.stories.get_story(max(apart)) == story


async def test_a_long_story_is_compared_in_part_and_keeps_its_headlines(house, monkeypatch):
    monkeypatch.setattr("bot.stories.clusterer._FIRST_COMPARED", 2)
    monkeypatch.setattr("bot.stories.clusterer._LAST_COMPARED", 2)
    read: list[int] = []
    real = house.articles.get_articles

    async def get_articles(article_ids):
        read.append(len(article_ids))
        return await real(article_ids)

    for hours in range(3):
        await house.clusterer.place(await house.store(FUNDING_EN, hours=hours))
    await house.clusterer.place(await house.store(FUNDING_JA, "ja", hours=3))
    for hours in range(4, 10):
        await house.clusterer.place(await house.store(FUNDING_EN, hours=hours))
    monkeypatch.setattr(house.articles, "get_articles", get_articles)
    again = ("ルーメンウォルドが8500万ドル調達、リヨンにも拠点", FUNDING_JA[1])
    story = await house.clusterer.place(await house.store(again, "ja", hours=10))
    assert len(story.article_ids) == 11
    assert story.titles == {"en": FUNDING_EN[0], "ja": FUNDING_JA[0]}
    assert read == [4]
