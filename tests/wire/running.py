"""Runs a bot against the fake: logged in and ready at the start, closed at the end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeVar

import discord

from tests.wire.fake_discord import PATIENCE, TOKEN

Bot = TypeVar("Bot", bound=discord.Client)

READY_TIMEOUT = 0.1
"""discord.py waits two seconds for further servers after the last one; here none comes."""


@asynccontextmanager
async def running(bot: Bot, token: str = TOKEN) -> AsyncIterator[Bot]:
    bot._connection.guild_ready_timeout = READY_TIMEOUT
    async with bot:
        task = asyncio.create_task(bot.start(token))
        ready = asyncio.create_task(_ready(bot))
        try:
            await asyncio.wait({task, ready}, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
            if task.done():
                task.result()
            await ready
            yield bot
        finally:
            ready.cancel()
            await bot.close()
            await asyncio.gather(task, ready, return_exceptions=True)


async def _ready(bot: discord.Client) -> None:
    while not bot.is_ready():  # noqa: ASYNC110 -- wait_until_ready() may only be awaited once the login is done
        await asyncio.sleep(0.01)
