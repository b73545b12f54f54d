"""What is told while work goes on: each step once, none too fast, and nothing behind the end."""

import asyncio

import pytest

from bot.discord_app import progress
from bot.discord_app.cards.layout import Card
from bot.discord_app.progress import Progress
from bot.pipeline import PageStep


@pytest.fixture(autouse=True)
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "FIRST_WORD", 0.0)
    monkeypatch.setattr(progress, "BETWEEN", 0.0)


class Told:
    def __init__(self) -> None:
        self.words: list[str] = []
        self.more = asyncio.Event()
        self.may_arrive = asyncio.Event()
        self.may_arrive.set()

    async def __call__(self, card: Card) -> None:
        await self.may_arrive.wait()
        self.words.append(str(card.to_components()))
        self.more.set()

    async def one_more(self) -> None:
        await self.more.wait()
        self.more.clear()


async def test_each_step_is_told_once_and_in_its_order():
    told = Told()
    made = Progress(told, "en", "Begun.")
    async with made.told():
        await told.one_more()
        for step in PageStep:
            made.page_step(step)
            await told.one_more()
    marks = ("Begun.", "1 of 3", "2 of 3", "3 of 3")
    assert len(told.words) == len(marks)
    assert all(mark in words for mark, words in zip(marks, told.words, strict=True))


async def test_quick_work_is_not_told_of(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(progress, "FIRST_WORD", 30.0)
    told = Told()
    async with Progress(told, "ja", "始めました。").told():
        await asyncio.sleep(0)
    assert told.words == []


async def test_the_end_waits_for_a_word_that_is_under_way():
    told = Told()
    told.may_arrive.clear()
    order = []

    async def work() -> None:
        async with Progress(told, "en", "Begun.").told():
            while not told.may_arrive._waiters:  # noqa: ASYNC110 -- until the word is under way
                await asyncio.sleep(0)
        order.append("end")

    async def arrive() -> None:
        await asyncio.sleep(0.01)
        order.append("word")
        told.may_arrive.set()

    await asyncio.gather(work(), arrive())
    assert order == ["word", "end"]
    assert len(told.words) == 1


async def test_a_word_that_cannot_be_sent_does_not_stop_the_work():
    async def lost(_: Card) -> None:
        raise OSError("the network is gone")

    async with Progress(lost, "en", "Begun.").told():
        await asyncio.sleep(0.01)
