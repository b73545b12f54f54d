"""Revisions are kept; stories merge and split in one step, and an old id leads to where its articles went."""

from datetime import timedelta

import pytest

from bot.errors import UnknownStory
from bot.storage import story_history
from bot.storage.briefs import BriefStore
from bot.storage.database import Database
from bot.storage.stories import StoryStore
from bot.storage.story_history import RevisionKind, Shape, StoryHistory
from tests.conftest import NOW
from tests.integration.storage.test_brief_store import _brief
from tests.integration.storage.test_story_store import LATER, _article, _create, _join

GUILD = 7


def shape(*companies: str) -> Shape:
    return Shape({"en": "New title"}, companies)


async def test_every_article_came_with_a_revision(database: Database):
    store, history = StoryStore(database), StoryHistory(database)
    first, second = [await _article(database, name) for name in "ab"]
    story = await _create(store, first)
    await store.join_story(
        story.story_id, second, vector=None, model=None, signature=None, companies=(), story_companies=(),
        titles={"en": "x"}, now=LATER, is_material=True, news={"turns": ["denied"]},
    )  # fmt: skip
    one, two = await history.list_revisions(story.story_id)
    assert (one.revision, one.kind, one.article_ids, one.made_at) == (1, RevisionKind.OPENED, (first.article_id,), NOW)
    assert (two.revision, two.kind, two.article_ids, two.made_at) == (
        2, RevisionKind.JOINED, (second.article_id,), LATER,
    )  # fmt: skip
    assert two.is_material
    assert two.news == {"turns": ["denied"]}


async def test_a_merged_story_is_found_by_its_old_id(database: Database):
    store, history = StoryStore(database), StoryHistory(database)
    articles = [await _article(database, name, GUILD) for name in "abc"]
    one, two, three = [await _create(store, article, (f"company{n}",)) for n, article in enumerate(articles)]
    assert await history.merge(two.story_id, three.story_id, shape("norvel"), LATER)
    assert await history.merge(one.story_id, two.story_id, shape("acme", "norvel"), LATER)
    for old in (two.story_id, three.story_id):
        assert await store.get_story(old) == await store.get_story(one.story_id)
        assert (await store.get_story(old, GUILD)).story_id == one.story_id
        assert await history.list_revisions(old) == await history.list_revisions(one.story_id)
    merged = await store.get_story(one.story_id)
    assert set(merged.article_ids) == {article.article_id for article in articles}
    assert (merged.companies, merged.titles, merged.revision) == (("acme", "norvel"), {"en": "New title"}, 2)
    assert [story.story_id for story in await store.list_stories(company="norvel")] == [one.story_id]
    assert await store.list_stories(company="company2") == []
    last = (await history.list_revisions(one.story_id))[-1]
    assert (last.kind, last.news) == (RevisionKind.MERGED, {"story_id": two.story_id})
    with pytest.raises(UnknownStory):
        await store.get_story(three.story_id + 9)


async def test_an_article_joins_by_an_old_id(database: Database):
    store, history = StoryStore(database), StoryHistory(database)
    one, two = [await _create(store, await _article(database, name)) for name in "ab"]
    await history.merge(one.story_id, two.story_id, shape(), LATER)
    joined = await _join(store, two, await _article(database, "c"))
    assert joined.story_id == one.story_id
    assert joined.revision == 3


async def test_merging_again_or_with_itself_does_nothing(database: Database):
    store, history = StoryStore(database), StoryHistory(database)
    one, two = [await _create(store, await _article(database, name)) for name in "ab"]
    assert await history.merge(one.story_id, two.story_id, shape(), LATER)
    before = await store.get_story(one.story_id)
    assert not await history.merge(one.story_id, two.story_id, shape(), LATER)
    assert not await history.merge(one.story_id, one.story_id, shape(), LATER)
    assert await store.get_story(one.story_id) == before


async def test_a_split_story_keeps_its_id_and_the_other_part_gets_one(database: Database):
    store, history = StoryStore(database), StoryHistory(database)
    articles = [await _article(database, name, hours=n) for n, name in enumerate("abcd")]
    story = await _create(store, articles[0])
    for article in articles[1:]:
        await _join(store, story, article)
    ids = [article.article_id for article in articles]
    new_id = await history.split(story.story_id, ids[2:], shape("norvel"), shape("acme"), LATER + timedelta(hours=1))
    assert new_id is not None
    left, new = await store.get_story(story.story_id), await store.get_story(new_id)
    assert (left.article_ids, new.article_ids) == (tuple(ids[:2]), tuple(ids[2:]))
    assert (left.companies, new.companies) == (("norvel",), ("acme",))
    assert (left.revision, new.revision) == (5, 1)
    [opened] = await history.list_revisions(new_id)
    assert (opened.kind, opened.news, opened.article_ids) == (
        RevisionKind.SPLIT, {"story_id": story.story_id}, tuple(ids[2:]),
    )  # fmt: skip
    for nothing in (ids[2:], [], ids[:2]):
        assert await history.split(story.story_id, nothing, shape(), shape(), LATER) is None


@pytest.mark.parametrize("step", ["name_companies", "record_revision"])
async def test_a_crash_in_the_middle_leaves_everything_as_it_was(
    database: Database, monkeypatch: pytest.MonkeyPatch, step: str
):
    store, history = StoryStore(database), StoryHistory(database)
    articles = [await _article(database, name) for name in "abc"]
    one = await _create(store, articles[0])
    one = await _join(store, one, articles[1])
    two = await _create(store, articles[2])

    async def crash(*_: object, **__: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(story_history, step, crash)
    with pytest.raises(RuntimeError):
        await history.merge(one.story_id, two.story_id, shape(), LATER)
    with pytest.raises(RuntimeError):
        await history.split(one.story_id, [articles[1].article_id], shape(), shape(), LATER)
    monkeypatch.undo()
    assert await store.get_story(one.story_id) == one
    assert await store.get_story(two.story_id) == two
    assert len(await store.list_stories()) == 2
    assert await history.merge(one.story_id, two.story_id, shape(), LATER)


async def test_briefs_of_a_story_that_went_into_another_go_with_it(database: Database):
    store, history = StoryStore(database), StoryHistory(database)
    articles = [await _article(database, name) for name in "ab"]
    one, two = [await _create(store, article) for article in articles]
    written = _brief(two.story_id, articles[1])
    await BriefStore(database).save_brief(written, NOW)
    await history.merge(one.story_id, two.story_id, shape(), LATER)
    found = await BriefStore(database).find_brief(two.story_id, written.lang, written.engine, written.article_ids)
    assert found is None
