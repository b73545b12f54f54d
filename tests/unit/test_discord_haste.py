"""Work waits for acknowledgements, and for none that will never come."""

import asyncio

import pytest

from bot.discord_app import haste as module
from bot.discord_app.haste import Haste


async def test_work_begins_when_everything_that_came_is_acknowledged():
    haste, done = Haste(), []

    async def work(n):
        haste.acknowledged(n)
        await haste.calm()
        done.append(n)

    for n in range(3):
        haste.arrived(n)
    first = asyncio.create_task(work(0))
    await asyncio.sleep(0)
    assert done == []
    await asyncio.gather(first, work(1), work(2))
    assert sorted(done) == [0, 1, 2]
    assert haste.waiting == 0
    await haste.calm()


async def test_a_command_that_is_never_acknowledged_holds_up_nobody_for_ever(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "LONGEST_WAIT", 0.05)
    monkeypatch.setattr(module, "GIVEN_UP", 0.0)
    haste = Haste()
    haste.arrived(1)
    async with asyncio.timeout(5):
        await haste.calm()
    haste.arrived(2)
    haste.acknowledged(2)
    assert haste.waiting == 0, "the lost one is forgotten"
