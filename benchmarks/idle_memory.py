"""What the bot holds in memory when nothing happens, and after its first answers, logged in on the loopback fake."""

import asyncio
import sys
from asyncio.subprocess import DEVNULL
from collections.abc import Iterator

from benchmarks.machine import resident_mb
from benchmarks.table import Row
from tests.contract.openapi_check import DiscordSpec
from tests.wire.fake_discord import TOKEN, FakeDiscord, serve_discord

RUNS = 3
SETTLES_IN = 3.0
READY_WITHIN = 60.0
ANSWERS = 20
AGAINST = "a bare discord.py client, idle"


def measure() -> Iterator[Row]:
    spec = DiscordSpec()
    bare = [asyncio.run(_weigh("bare", spec))[0] for _ in range(RUNS)]
    pairs = [asyncio.run(_weigh("ours", spec)) for _ in range(RUNS)]
    yield Row("resident memory, logged in and idle", "MB", [idle for idle, _ in pairs], bare, AGAINST)
    yield Row(f"resident memory after {ANSWERS} answers", "MB", [used for _, used in pairs], bare, AGAINST)


async def _weigh(which: str, spec: DiscordSpec) -> tuple[float, float]:
    async with serve_discord(spec) as wire:
        address = wire.base.removesuffix("/api/v10")
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "benchmarks.idle_bot", which, address, TOKEN, stderr=DEVNULL
        )
        try:
            await _ready(wire, process)
            idle = resident_mb(process.pid)
            if which == "ours":
                for _ in range(ANSWERS):
                    await wire.reply_to(await wire.slash("stance", company="Meta"))
                await asyncio.sleep(1)
            return idle, resident_mb(process.pid)
        finally:
            process.terminate()
            await process.wait()


async def _ready(wire: FakeDiscord, process: asyncio.subprocess.Process) -> None:
    async with asyncio.timeout(READY_WITHIN):
        while not wire.gateway.sockets:
            if process.returncode is not None:
                raise RuntimeError(f"the bot ended with {process.returncode}")
            await asyncio.sleep(0.1)
    await asyncio.sleep(SETTLES_IN)
