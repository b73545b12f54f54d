"""The asker on a real ledger: tries, turns, the circuit, and a budget that nobody gets past."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.domain.model_call import Purpose, Spending
from bot.errors import (
    ModelBudgetSpent,
    ModelBusy,
    ModelError,
    ModelPaused,
    ModelRefused,
    ModelReplyUnusable,
    ModelUnreachable,
)
from bot.llm.asker import Asked, Asker
from bot.llm.budget import Prices, estimated_tokens, most_of, prices_of
from bot.ports import FixedClock, TextReply, TextRequest
from bot.settings import Settings
from bot.storage.database import open_database, sqlite_url
from bot.storage.model_calls import ModelCallStore
from tests.conftest import NOW

REQUEST = TextRequest("check.en-1", "Say a word.", "Which?", {"type": "object"}, 100)
DAY = "2025-07-16"
GUILD = 11


@dataclass
class Scripted:
    """A model that gives these in order, the last one forever: a text, or an error to raise."""

    turns: list[str | Exception]
    name: str = "scripted"
    asked: int = 0
    under_way: int = 0
    most_under_way: int = 0
    seconds: float = 0.0
    crowd: int = 0
    """Nobody is answered before so many asked at once, and whoever else would had time to."""
    is_crowded: asyncio.Event = field(default_factory=asyncio.Event)

    async def complete(self, request: TextRequest) -> TextReply:
        turn = self.turns[min(self.asked, len(self.turns) - 1)]
        self.asked += 1
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        if self.under_way == self.crowd:
            asyncio.get_running_loop().call_later(0.1, self.is_crowded.set)
        try:
            await asyncio.sleep(self.seconds)
            if self.crowd:
                await self.is_crowded.wait()
        finally:
            self.under_way -= 1
        if isinstance(turn, Exception):
            raise turn
        return TextReply(turn, 30, 10)


@dataclass
class Time:
    """Seconds that pass only where somebody sleeps."""

    now: float = 0.0
    slept: list[float] = field(default_factory=list)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@dataclass
class Desk:
    asker: Asker
    model: Scripted
    ledger: ModelCallStore
    time: Time

    async def ask(self, guild_id: int = 0) -> Asked:
        return await self.asker.ask(REQUEST, guild_id=guild_id, purpose=Purpose.BRIEF)


@asynccontextmanager
async def desk(
    tmp_path: Path, *turns: str | Exception, seconds: float = 0.0, **settings: object
) -> AsyncIterator[Desk]:
    model, time = Scripted(list(turns), seconds=seconds), Time()
    async with open_database(sqlite_url(tmp_path / "k.db"), now=NOW) as database:
        ledger = ModelCallStore(database)
        asker = Asker(
            model,
            ledger,
            FixedClock(NOW),
            Settings.model_validate(settings),
            sleep=time.sleep,
            seconds=lambda: time.now,
        )
        yield Desk(asker, model, ledger, time)


BUSY = ModelUnreachable("503")


async def _tried(one: Desk) -> Asked | None:
    try:
        return await one.ask()
    except ModelBudgetSpent:
        return None


async def test_a_reply_is_counted_by_what_it_cost(tmp_path: Path) -> None:
    async with desk(tmp_path, "word", model_price_in=1.0, model_price_out=5.5) as one:
        asked = await one.ask(GUILD)
        assert (asked.text, asked.requests, asked.input_tokens, asked.output_tokens) == ("word", 1, 30, 10)
        assert asked.microdollars == 85
        assert await one.ledger.spent_on(DAY) == await one.ledger.spent_on(DAY, GUILD) == Spending(40, 85)
        [total] = await one.ledger.sums()
        assert (total.purpose, total.outcome, total.requests, total.microdollars) == ("brief", "replied", 1, 85)


async def test_a_busy_endpoint_is_asked_again_after_growing_pauses(tmp_path: Path) -> None:
    async with desk(tmp_path, BUSY, BUSY, "word") as one:
        assert (await one.ask()).requests == 3
        first, second = one.time.slept
        assert 0.5 <= first <= 1.0 <= second <= 2.0
        # What was refused did cost nothing.
        assert await one.ledger.spent_on(DAY) == Spending(40, 0)


async def test_tries_end(tmp_path: Path) -> None:
    async with desk(tmp_path, BUSY, model_tries=2) as one:
        with pytest.raises(ModelUnreachable) as caught:
            await one.ask()
        assert one.model.asked == caught.value.requests == 2


@pytest.mark.parametrize(("wait", "asked"), [(3, 2), (500, 1)])
async def test_the_endpoints_own_pause_is_kept_or_not_waited_for(tmp_path: Path, wait: int, asked: int) -> None:
    from datetime import timedelta

    async with desk(tmp_path, ModelUnreachable("429", retry_after=timedelta(seconds=wait)), "word") as one:
        if asked == 1:
            with pytest.raises(ModelUnreachable):
                await one.ask()
        else:
            await one.ask()
            assert wait <= one.time.slept[0] < wait + 0.5
        assert one.model.asked == asked


@pytest.mark.parametrize("problem", [ModelRefused("422"), ModelReplyUnusable("html")])
async def test_what_will_not_change_is_not_asked_again(tmp_path: Path, problem: Exception) -> None:
    async with desk(tmp_path, problem) as one:
        with pytest.raises(type(problem)):
            await one.ask()
        assert one.model.asked == 1


async def test_an_answer_that_never_ends_is_given_up_and_stays_counted(tmp_path: Path) -> None:
    async with desk(tmp_path, "word", seconds=30, model_timeout=0.05, model_tries=1) as one:
        with pytest.raises(ModelUnreachable):
            await one.ask()
        assert await one.ledger.spent_on(DAY) == most_of(REQUEST, Prices(0, 0))


async def test_the_circuit_opens_tries_one_and_closes(tmp_path: Path) -> None:
    async with desk(tmp_path, *[BUSY] * 5, "word", model_tries=1) as one:
        for _ in range(4):
            with pytest.raises(ModelUnreachable):
                await one.ask()
        with pytest.raises(ModelPaused):
            await one.ask()
        assert one.model.asked == 4
        one.time.now += 61
        with pytest.raises(ModelUnreachable):  # the one that may try
            await one.ask()
        one.time.now += 61
        with pytest.raises(ModelPaused):  # it rests for longer now
            await one.ask()
        one.time.now += 60
        assert (await one.ask()).text == "word"
        assert (await one.ask()).text == "word"
        assert one.model.asked == 7


async def test_a_refused_key_opens_the_circuit_at_once(tmp_path: Path) -> None:
    async with desk(tmp_path, ModelRefused("401", is_lasting=True)) as one:
        with pytest.raises(ModelRefused):
            await one.ask()
        assert one.asker.is_paused
        with pytest.raises(ModelPaused):
            await one.ask()


async def test_a_drained_day_stops_everybody(tmp_path: Path) -> None:
    async with desk(tmp_path, "word", model_daily_tokens=most_of(REQUEST, Prices(0, 0)).tokens + 39) as one:
        await one.ask()
        with pytest.raises(ModelBudgetSpent) as caught:
            await one.ask(GUILD)
        assert not caught.value.of_server
        assert one.model.asked == 1
        assert (await one.asker.left_today()).tokens == most_of(REQUEST, Prices(0, 0)).tokens - 1


async def test_a_drained_server_stops_that_server_alone(tmp_path: Path) -> None:
    async with desk(tmp_path, "word", model_server_tokens=most_of(REQUEST, Prices(0, 0)).tokens) as one:
        await one.ask(GUILD)
        with pytest.raises(ModelBudgetSpent) as caught:
            await one.ask(GUILD)
        assert caught.value.of_server
        # What was refused left no trace on the day's sum.
        assert await one.ledger.spent_on(DAY) == Spending(40, 0)
        await one.ask(GUILD + 1)
        await one.ask()


async def test_a_drained_purse_stops_everybody(tmp_path: Path) -> None:
    async with desk(tmp_path, "word", model_price_in=1000.0, model_price_out=1000.0, model_daily_cost=0.5) as one:
        found = [await _tried(one) for _ in range(10)]
        assert [isinstance(each, Asked) for each in found] == [True] * found.index(None) + [False] * found.count(None)
        spent = await one.ledger.spent_on(DAY)
        assert 0 < spent.microdollars <= 500_000


async def test_many_at_once_wait_their_turn_and_do_not_overspend(tmp_path: Path) -> None:
    most = most_of(REQUEST, Prices(0, 0)).tokens
    async with desk(tmp_path, "word", model_concurrency=3, model_daily_tokens=4 * most) as one:
        one.model.crowd = 3
        found = await asyncio.gather(*(one.ask() for _ in range(60)), return_exceptions=True)
        assert one.model.most_under_way == 3
        kept = [each for each in found if isinstance(each, Asked)]
        assert all(isinstance(each, Asked | ModelBudgetSpent) for each in found)
        assert await one.ledger.spent_on(DAY) == Spending(40 * len(kept), 0)
        assert len(kept) >= 4
        assert 40 * len(kept) <= 4 * most


async def test_no_turn_in_time_says_nothing_about_the_model(tmp_path: Path) -> None:
    async with desk(tmp_path, "word", seconds=5, model_concurrency=1, model_deadline=0.1, model_timeout=60) as one:
        first = asyncio.create_task(one.ask())
        await asyncio.sleep(0)
        with pytest.raises(ModelBusy):
            await one.ask()
        assert not one.asker.is_paused
        first.cancel()
        with pytest.raises((asyncio.CancelledError, ModelUnreachable)):
            await first


async def test_who_is_cancelled_leaves_its_turn_to_the_next(tmp_path: Path) -> None:
    async with desk(tmp_path, "word", seconds=5, model_concurrency=1) as one:
        first = asyncio.create_task(one.ask())
        while not one.model.under_way:
            await asyncio.sleep(0)
            await asyncio.sleep(0.001)
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first
        one.model.seconds = 0
        assert (await one.ask()).text == "word"


def test_estimates_are_generous() -> None:
    # Counted with the tokenizers of two vendors: 9 to 11 and 12 to 17.
    assert estimated_tokens("The company released its weights on Thursday.") >= 11
    assert estimated_tokens("同社は木曜日にモデルの重みを公開した。") >= 17
    assert Prices(0.1, 0).cost(1, 0) == 1
    assert issubclass(ModelPaused, ModelError)
    assert prices_of(Settings()).cost(10, 10) == 0
