"""The real bot in a process of its own, for benchmarks; says `ready` when every server is known to it."""

import asyncio
import sys
from pathlib import Path

from bot.app import open_app
from bot.discord_app.client import KawarabanBot
from bot.discord_app.runner import run_bot
from bot.settings import Settings
from tests.faults.ingest_victim import QuickEmbedder

_on_ready = KawarabanBot.on_ready


async def _say_ready(self: KawarabanBot) -> None:
    await _on_ready(self)
    print("ready", flush=True)


async def main(base: str, token: str, folder: str, hosts: str = "") -> None:
    KawarabanBot.on_ready = _say_ready  # type: ignore[method-assign]
    settings = Settings(data_dir=Path(folder), allow_hosts=hosts, host_pause=0)
    async with open_app(settings, embedder=QuickEmbedder()) as app:
        await run_bot(app, token, api_base=base)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:5]))
