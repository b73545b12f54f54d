"""A server that removed the bot while it was away, or long ago: seen at the start of the whole program."""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from datetime import time, timedelta

from bot.app import App
from bot.discord_app.runner import run_bot
from tests.conftest import NOW
from tests.integration.test_discord_runner import app, base_of, connected, wire  # noqa: F401 - fixtures
from tests.wire.fake_discord import TOKEN, FakeDiscord
from tests.wire.payloads import GUILD

HERE, GONE, LONG_GONE = int(GUILD), 5 << 22, 6 << 22


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(20):
        while not await holds():  # noqa: ASYNC110 -- a table has no event
            await asyncio.sleep(0.05)


async def test_who_left_meanwhile_stops_and_who_left_long_ago_is_forgotten(wire: FakeDiscord, app: App):  # noqa: F811
    for guild_id in (HERE, GONE, LONG_GONE):
        await app.schedules.save_schedule(guild_id, 3000, time(8), "UTC", ["en"], 5, NOW)
    await app.guilds.leave(LONG_GONE, NOW - timedelta(days=40))
    running = asyncio.create_task(run_bot(app, TOKEN, api_base=base_of(wire)))
    await connected(wire)

    async def is_settled() -> bool:
        left = await app.guilds.list_left(NOW)
        return left == [GONE] and not await app.schedules.list_schedules(LONG_GONE, active_only=False)

    await until(is_settled)
    assert [one.guild_id for one in await app.schedules.list_schedules()] == [HERE]
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(running, 15)
