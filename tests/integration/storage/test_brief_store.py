"""A brief is found by what it was written from, and only by that."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.article import Article, Extent
from bot.domain.brief import Brief, BriefPoint, BriefSource, PointKind, StanceLine
from bot.domain.statement import Provenance, Stance
from bot.storage.articles import ArticleStore
from bot.storage.briefs import BriefStore
from bot.storage.database import Database
from bot.storage.stories import StoryStore
from tests.conftest import NOW
from tests.integration.storage.test_article_store import new_article


@pytest.fixture
def store(database: Database) -> BriefStore:
    return BriefStore(database)


@pytest.fixture
async def brief(database: Database) -> Brief:
    [article] = await ArticleStore(database).add_articles(None, [new_article()], [[]], NOW)
    story = await StoryStore(database).create_story(
        article, vector=None, model=None, signature=None, companies=(), titles={"en": article.title}, now=NOW
    )
    return _brief(story.story_id, article)


def _brief(story_id: int, article: Article) -> Brief:
    assert article.extent is Extent.FULL
    return Brief(
        story_id=story_id,
        lang="ja",
        headline="「公開」と述べた 😀",
        points=(BriefPoint("公開する。", (1,), PointKind.EXECUTIVE), BriefPoint("It is open.", (1,), lang="en")),
        sources=(BriefSource(1, article.article_id, article.url, "The Paper", "en", NOW, "It is open."),),
        engine="local",
        revision=3,
        article_ids=(article.article_id, 12, 7),
        companies=("norvel",),
        stance_lines=(StanceLine("norvel", Stance.MIXED, Provenance.EXECUTIVE_QUOTE, None, (1,)),),
    )


async def test_it_comes_back_the_same_whatever_the_order_of_its_articles(store: BriefStore, brief: Brief):
    await store.save_brief(brief, NOW)
    ids = list(brief.article_ids)
    assert await store.find_brief(brief.story_id, "ja", "local", ids) == brief
    assert await store.find_brief(brief.story_id, "ja", "local", [*ids[::-1], ids[0]]) == brief


async def test_it_is_not_the_brief_of_anything_else(store: BriefStore, brief: Brief):
    await store.save_brief(brief, NOW)
    ids = brief.article_ids
    assert await store.find_brief(brief.story_id + 1, "ja", "local", ids) is None
    assert await store.find_brief(brief.story_id, "en", "local", ids) is None
    assert await store.find_brief(brief.story_id, "ja", "model:x", ids) is None
    assert await store.find_brief(brief.story_id, "ja", "local", ids[:-1]) is None
    assert await store.find_brief(brief.story_id, "ja", "local", []) is None


async def test_several_are_read_together_in_the_order_asked_for(store: BriefStore, brief: Brief):
    update = replace(brief, headline="続報", new_article_ids=(7,))
    for one in (brief, update):
        await store.save_brief(one, NOW)
    ids, story_id = brief.article_ids, brief.story_id
    wanted = [(story_id, ids, (7,)), (story_id, ids[:-1], ()), (story_id, ids, ()), (story_id + 1, ids, ())]
    assert await store.find_briefs("ja", "local", wanted) == [update, None, brief, None]
    assert await store.find_briefs("en", "local", wanted) == [None] * 4
    assert await store.find_briefs("ja", "local", []) == []


async def test_one_brief_is_one_object_until_somebody_replaces_it(store: BriefStore, brief: Brief, monkeypatch):
    monkeypatch.setattr("bot.storage.briefs.KNOWN_MOST", 1)
    await store.save_brief(brief, NOW)
    other = replace(brief, lang="en")
    await store.save_brief(other, NOW)

    async def found() -> Brief | None:
        return await store.find_brief(brief.story_id, "ja", "local", brief.article_ids)

    first = await found()
    assert first is not None
    assert first is await found()
    # Another process writes it anew.
    again = replace(brief, headline="改めて")
    await BriefStore(store._database).save_brief(again, NOW)
    assert await found() == again
    assert await store.find_brief(brief.story_id, "en", "local", brief.article_ids) == other
    assert len(store._known) == 1
    assert await found() == again


async def test_saving_again_replaces(store: BriefStore, brief: Brief):
    await store.save_brief(brief, NOW)
    again = replace(brief, headline="改めて")
    await store.save_brief(again, NOW + timedelta(hours=1))
    assert await store.find_brief(brief.story_id, "ja", "local", brief.article_ids) == again
