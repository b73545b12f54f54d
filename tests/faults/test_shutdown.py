"""SIGTERM to the real process, in the middle of a post that Discord keeps waiting: ends in order, nothing half sent."""

import asyncio
import random
import signal
import time

import pytest

from tests.faults.delivery_kills import LIMITED, POSTS, Rig, seed_store
from tests.wire.fake_discord import serve_discord
from tests.wire.rest import Fault


@pytest.mark.slow
async def test_a_stop_while_a_post_waits_ends_within_ten_seconds_and_hands_it_back(tmp_path):
    await seed_store(tmp_path)
    async with serve_discord() as wire:
        rig = Rig(tmp_path, wire, random.Random(1))
        (tmp_path / "armed").touch()
        bot = await rig._start("")
        held = LIMITED | {"retry_after": 40.0}
        wire.rest.faults = [Fault("POST", POSTS, 429, held, {"X-RateLimit-Scope": "user"})] * 2
        slot = rig._set_schedule("stop")
        async with asyncio.timeout(60):
            while not wire.rest.calls("POST", POSTS):  # noqa: ASYNC110 -- the fake tells nobody of it
                await asyncio.sleep(0.05)
        told_at = time.monotonic()
        bot.send_signal(signal.SIGTERM)
        async with asyncio.timeout(30):
            assert await bot.wait() == 0
        assert time.monotonic() - told_at < 10
        assert rig._record(slot)[1:3] == ("composed", "delivery-handed-back")
        assert wire.rest.messages == []

        rig._pass_time()
        await rig.settle()
        assert rig._record(slot)[1] == "confirmed"
        assert len(wire.rest.messages) == 2
