"""Buckets of discord.py are dropped once they are idle, without a look at all of them with each new one."""

import asyncio

from discord.http import HTTPClient, Ratelimit

from bot.discord_app.buckets import SWEPT_EVERY, sweep_seldom

MANY = 1_000
IDLE = 301.0
"""Seconds after which discord.py calls a bucket inactive."""


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


async def test_idle_buckets_are_dropped_once_a_minute():
    clock, http = Clock(), HTTPClient(asyncio.get_running_loop())
    sweep_seldom(http, clock)
    opened = [http.get_ratelimit(f"channel {n}") for n in range(MANY)]
    _grow_idle(opened)

    http.get_ratelimit("one more within the minute")
    assert len(http._buckets) == MANY + 1
    clock.now = SWEPT_EVERY
    http.get_ratelimit("the first of the next minute")
    assert list(http._buckets) == ["one more within the minute", "the first of the next minute"]


async def test_a_bucket_in_use_is_kept():
    clock, http = Clock(), HTTPClient(asyncio.get_running_loop())
    sweep_seldom(http, clock)
    opened = [http.get_ratelimit(f"channel {n}") for n in range(MANY)]
    async with opened[7]:
        _grow_idle(opened)
        clock.now = SWEPT_EVERY
        http.get_ratelimit("the first of the next minute")
        assert http.get_ratelimit("channel 7") is opened[7]


def _grow_idle(buckets: list[Ratelimit]) -> None:
    for bucket in buckets:
        bucket._last_request -= IDLE
