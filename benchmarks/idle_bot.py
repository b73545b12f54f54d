"""A bot in a process of its own, to be weighed: ours, or a bare discord.py client. It runs until it is ended."""

import asyncio
import sys
import tempfile
from pathlib import Path


async def ours(base: str, token: str) -> None:
    from bot.app import open_app
    from bot.discord_app.runner import run_bot
    from bot.settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        async with open_app(Settings(data_dir=Path(folder))) as app:
            await run_bot(app, token, api_base=base)


async def bare(base: str, token: str) -> None:
    import discord
    import yarl

    discord.http.Route.BASE = f"{base}/api/v10"
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"{base.replace('http', 'ws', 1)}/gw")
    client = discord.AutoShardedClient(intents=discord.Intents(guilds=True), max_messages=None)
    async with client:
        await client.start(token)


if __name__ == "__main__":
    asyncio.run({"ours": ours, "bare": bare}[sys.argv[1]](*sys.argv[2:4]))
