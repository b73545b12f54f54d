"""What may be spent on a model is counted before it is spent, by as many as like at once."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.model_call import Allowance, CallResult, PlannedCall, Purpose, Spending
from bot.errors import ModelBudgetSpent
from bot.storage.brief_writings import BriefWritingStore, Effort
from bot.storage.database import Database
from bot.storage.model_calls import ModelCallStore
from bot.storage.stories import StoryStore
from tests.conftest import NOW
from tests.integration.storage.test_article_store import new_article

DAY = "2025-07-16"
CALL = PlannedCall(11, Purpose.BRIEF, "tiny", "brief.en-1", Spending(100, 7), NOW)
PLENTY = Allowance(10_000, 10_000)
ENGINE = "model:tiny@brief.en-1"


@pytest.fixture
def calls(database: Database) -> ModelCallStore:
    return ModelCallStore(database)


async def test_a_reservation_counts_until_it_is_settled(calls: ModelCallStore):
    call_id = await calls.reserve(CALL, PLENTY)
    assert await calls.spent_on(DAY) == await calls.spent_on(DAY, 11) == Spending(100, 7)
    done = CallResult("replied", Spending(40, 3), 30, 10, 1.5, NOW)
    await calls.settle(call_id, done)
    await calls.settle(call_id, replace(done, spent=Spending(1, 1)))
    assert await calls.spent_on(DAY) == await calls.spent_on(DAY, 11) == Spending(40, 3)
    assert await calls.spent_on(DAY, 12) == await calls.spent_on("2025-07-17") == Spending()
    [total] = await calls.sums()
    assert (total.outcome, total.input_tokens, total.output_tokens, total.seconds) == ("replied", 30, 10, 1.5)


async def test_what_cannot_be_known_stays_reserved(calls: ModelCallStore):
    call_id = await calls.reserve(CALL, PLENTY)
    await calls.settle(call_id, CallResult("unreachable", None, 0, 0, 60.0, NOW))
    assert await calls.spent_on(DAY) == Spending(100, 7)


@pytest.mark.parametrize(
    ("allowance", "of_server"),
    [(Allowance(99, 999), False), (Allowance(999, 99), True), (Allowance(999, 999, 6), False)],
)
async def test_no_room_leaves_no_trace(calls: ModelCallStore, allowance: Allowance, of_server: bool):
    with pytest.raises(ModelBudgetSpent) as caught:
        await calls.reserve(CALL, allowance)
    assert caught.value.of_server is of_server
    assert await calls.spent_on(DAY) == await calls.spent_on(DAY, 11) == Spending()
    assert await calls.sums() == []


async def test_the_house_has_the_days_whole_and_the_day_begins_at_midnight_utc(calls: ModelCallStore):
    await calls.reserve(replace(CALL, guild_id=0), Allowance(100, 0))
    with pytest.raises(ModelBudgetSpent):
        await calls.reserve(replace(CALL, guild_id=0), Allowance(100, 0))
    await calls.reserve(replace(CALL, guild_id=0, asked_at=NOW + timedelta(days=1)), Allowance(100, 0))


async def test_of_many_at_once_only_as_many_get_leave_as_there_is_room_for(calls: ModelCallStore):
    asked = [replace(CALL, guild_id=11 + n % 3) for n in range(30)]
    found = await asyncio.gather(*(calls.reserve(one, Allowance(1_000, 450)) for one in asked), return_exceptions=True)
    assert sum(isinstance(one, int) for one in found) == 10
    assert await calls.spent_on(DAY) == Spending(1_000, 70)
    for guild_id in (11, 12, 13):
        assert (await calls.spent_on(DAY, guild_id)).tokens <= 450


async def test_one_of_many_may_write_and_a_failure_is_remembered(database: Database):
    from bot.storage.articles import ArticleStore

    [article] = await ArticleStore(database).add_articles(None, [new_article()], [[]], NOW)
    story = await StoryStore(database).create_story(
        article, vector=None, model=None, signature=None, companies=(), titles={"en": article.title}, now=NOW
    )
    writings, soon, later = BriefWritingStore(database), NOW + timedelta(minutes=5), NOW + timedelta(hours=1)
    found = await asyncio.gather(*(writings.claim(story, ENGINE, 11, NOW, until=soon) for _ in range(8)))
    [token] = [one for one in found if one]
    assert await writings.is_settled(story, ENGINE, NOW)

    await writings.settle(story, ENGINE, token, "rejected", Effort(2, 900, 300, 45, 8.5), NOW, again_at=later)
    assert await writings.claim(story, ENGINE, 11, NOW + timedelta(minutes=59), until=soon) is None
    # Another evidence and another engine are other briefs.
    assert await writings.claim(replace(story, article_ids=(9, 10)), ENGINE, 11, NOW, until=soon)
    assert await writings.claim(story, "model:other@brief.en-1", 11, NOW, until=soon)

    assert not await writings.is_settled(story, ENGINE, later)
    again = await writings.claim(story, ENGINE, 12, later, until=later + timedelta(minutes=5))
    assert again is not None
    # Whoever held it before can write no more.
    await writings.settle(story, ENGINE, token, "rejected", Effort(), later, again_at=later)
    await writings.settle(story, ENGINE, again, "written", Effort(1, 500, 200, 20, 3.0), later, points_dropped=1)
    assert await writings.claim(story, ENGINE, 11, later + timedelta(days=99), until=later) is None
    newest = next(one for one in await writings.list_writings(story.story_id) if one.outcome == "written")
    assert (newest.requests, newest.input_tokens, newest.microdollars, newest.points_dropped) == (1, 500, 20, 1)
