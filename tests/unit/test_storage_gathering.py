"""What comes while the writer is busy is written together, and one's misfortune is not another's."""

import asyncio
from collections.abc import Sequence

import pytest
from sqlalchemy.exc import IntegrityError

from bot.storage.gathering import Gathering


class Writer:
    """Writes numbers when it is let; a negative one is against a key."""

    def __init__(self) -> None:
        self.groups: list[list[int]] = []
        self.free = asyncio.Event()
        self.free.set()
        self.problem: Exception | None = None

    async def write(self, items: Sequence[int]) -> list[str]:
        self.groups.append(list(items))
        await self.free.wait()
        if self.problem is not None:
            raise self.problem
        if min(items) < 0:
            raise IntegrityError("insert", None, Exception("key"))
        return [f"written {item}" for item in items]

    @property
    def gathering(self) -> Gathering[int, str]:
        return Gathering(self.write, most=3)


async def begun(count: int = 5) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


async def test_one_alone_is_written_at_once():
    writer = Writer()
    assert await writer.gathering.add(1) == "written 1"
    assert writer.groups == [[1]]


async def test_what_comes_meanwhile_is_written_together_and_each_is_told_its_own():
    writer = Writer()
    writer.free.clear()
    gathering = writer.gathering
    first = asyncio.create_task(gathering.add(1))
    await begun()
    others = [asyncio.create_task(gathering.add(number)) for number in (2, 3, 4, 5)]
    await begun()
    assert not any(task.done() for task in (first, *others))
    writer.free.set()
    assert await asyncio.gather(first, *others) == [f"written {number}" for number in (1, 2, 3, 4, 5)]
    assert writer.groups == [[1], [2, 3, 4], [5]]
    assert await gathering.add(6) == "written 6"


async def test_a_key_that_says_no_says_it_to_one():
    writer = Writer()
    gathering = writer.gathering
    told = await asyncio.gather(*(gathering.add(number) for number in (1, -2, 3)), return_exceptions=True)
    assert told[::2] == ["written 1", "written 3"]
    assert isinstance(told[1], IntegrityError)
    assert writer.groups == [[1, -2, 3], [1], [-2], [3]]


async def test_a_broken_store_is_told_to_all_and_tried_once():
    writer = Writer()
    writer.problem = OSError("full")
    gathering = writer.gathering
    told = await asyncio.gather(*(gathering.add(number) for number in (1, 2)), return_exceptions=True)
    assert told == [writer.problem, writer.problem]
    assert writer.groups == [[1, 2]]
    writer.problem = None
    assert await gathering.add(3) == "written 3"


async def test_who_gives_up_while_waiting_writes_nothing():
    writer = Writer()
    writer.free.clear()
    gathering = writer.gathering
    first, second = asyncio.create_task(gathering.add(1)), asyncio.create_task(gathering.add(2))
    await begun(1)
    third = asyncio.create_task(gathering.add(3))
    await begun()
    third.cancel()
    with pytest.raises(asyncio.CancelledError):
        await third
    writer.free.set()
    await asyncio.gather(first, second)
    assert [number for group in writer.groups for number in group] == [1, 2]


async def test_who_gives_up_while_being_written_waits_for_the_end():
    writer = Writer()
    writer.free.clear()
    task = asyncio.create_task(writer.gathering.add(1))
    await begun()
    task.cancel()
    await begun()
    assert not task.done()
    writer.free.set()
    with pytest.raises(asyncio.CancelledError):
        await task
