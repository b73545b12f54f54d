"""The clockwork on the real loop, in short intervals."""

import asyncio
from datetime import timedelta

from bot.delivery.clockwork import Clockwork

BEAT = timedelta(milliseconds=20)


async def until(condition):
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 -- the condition is a plain list that a job appends to
            await asyncio.sleep(0.005)


async def test_a_job_is_called_at_once_and_again_and_not_after_the_stop():
    calls = []

    async def job():
        calls.append(1)

    clockwork = Clockwork()
    clockwork.every(BEAT, "tick", job)
    await asyncio.sleep(0.03)
    assert calls == []
    clockwork.start()
    await until(lambda: len(calls) >= 3)
    await clockwork.stop()
    seen = len(calls)
    await asyncio.sleep(0.1)
    assert len(calls) == seen


async def test_a_job_that_fails_is_logged_and_called_again_and_disturbs_no_other(caplog):
    broken, sound = [], []

    async def breaks():
        broken.append(1)
        raise RuntimeError("a fault")

    async def works():
        sound.append(1)

    clockwork = Clockwork()
    clockwork.every(BEAT, "breaks", breaks)
    clockwork.every(BEAT, "works", works)
    clockwork.start()
    await until(lambda: len(broken) >= 2 and len(sound) >= 2)
    await clockwork.stop()
    assert "clockwork.job_failed name=breaks" in caplog.text


async def test_a_slow_job_never_overlaps_itself():
    at_work, most = 0, 0

    async def slow():
        nonlocal at_work, most
        at_work += 1
        most = max(most, at_work)
        await asyncio.sleep(0.07)
        at_work -= 1

    clockwork = Clockwork()
    clockwork.every(BEAT, "slow", slow)
    clockwork.start()
    await asyncio.sleep(0.3)
    await clockwork.stop()
    assert most == 1
    assert at_work == 0, "stopping lets a running job end"


async def test_a_job_that_does_not_end_is_cancelled_after_the_patience():
    ended = []

    async def hangs():
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            ended.append("cancelled")
            raise

    clockwork = Clockwork()
    clockwork.every(BEAT, "hangs", hangs)
    clockwork.start()
    await asyncio.sleep(0.05)
    async with asyncio.timeout(2):
        await clockwork.stop(patience=timedelta(milliseconds=50))
    assert ended == ["cancelled"]


async def test_stopping_what_never_started_does_nothing():
    await Clockwork().stop()
