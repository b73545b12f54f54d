"""Runs the real bot until it is told to stop: connects, keeps the workers going beside it, and ends in good order."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.app import App
from bot.delivery.clockwork import Clockwork
from bot.discord_app.client import KawarabanBot
from bot.discord_app.publisher import DiscordPublisher
from bot.discord_app.sync_memory import FileMemory
from bot.errors import BadSettings, GatewayRefused, LoginRefused

log = logging.getLogger(__name__)

DELIVER_EVERY = timedelta(seconds=15)
INGEST_EVERY = timedelta(minutes=1)
CLOSE_WITHIN = 10.0
"""Seconds that saying goodbye to Discord may take."""
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 300.0
"""Seconds before a lost bot is started anew; the pause doubles."""
SYNC_FILE = "discord-commands.sha256"
_AUTHENTICATION_FAILED = 4004


async def run_bot(app: App, token: str, *, api_base: str | None = None) -> None:
    """Run until SIGTERM or SIGINT. Raises LoginRefused or GatewayRefused where trying again cannot help.

    `api_base` is another Discord on this machine, as `http://127.0.0.1:8080`, for tests of the whole program.
    Raises BadSettings where it is on any other machine, so that a token can never be sent there.
    """
    publisher = DiscordPublisher()
    dispatcher = app.dispatcher_for(publisher)
    clockwork = Clockwork()
    clockwork.every(DELIVER_EVERY, "deliver", dispatcher.tick)
    clockwork.every(INGEST_EVERY, "ingest", app.pipeline.run_cycle)
    with _discord_at(api_base), _told_to_stop() as stop:
        # The workers stand outside the bot: they outlive a lost connection, and a slot waits for the next one.
        async with _working(clockwork):
            await _supervise(app, token, publisher, stop)


async def _supervise(app: App, token: str, publisher: DiscordPublisher, stop: asyncio.Event) -> None:
    pause = FIRST_PAUSE
    while not stop.is_set():
        bot = KawarabanBot(app, sync_memory=FileMemory(app.settings.data_dir / SYNC_FILE))
        publisher.bot = bot
        try:
            await _run_until(stop, bot, token)
        except discord.LoginFailure as problem:
            raise LoginRefused(str(problem)) from problem
        except discord.PrivilegedIntentsRequired as problem:
            raise GatewayRefused(str(problem), code=4014) from problem
        except discord.ConnectionClosed as problem:
            if problem.code == _AUTHENTICATION_FAILED:
                raise LoginRefused(problem.reason or "") from problem
            raise GatewayRefused(problem.reason or "", code=problem.code) from problem
        except (discord.DiscordException, aiohttp.ClientError, OSError, KeyError, TypeError, ValueError):
            # A payload that discord.py cannot read ends its client with a KeyError, a network that is down with an
            # OSError: neither is a reason to stay away.
            log.exception("discord.lost pause=%.0f", pause)
        if bot.was_ready:
            pause = FIRST_PAUSE
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), pause)
        pause = min(2 * pause, LONGEST_PAUSE)


async def _run_until(stop: asyncio.Event, bot: KawarabanBot, token: str) -> None:
    running = asyncio.create_task(bot.start(token), name="discord")
    stopping = asyncio.create_task(stop.wait(), name="stop")
    try:
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            running.result()
    finally:
        stopping.cancel()
        try:
            async with asyncio.timeout(CLOSE_WITHIN):
                await bot.close()
        except TimeoutError:
            log.warning("discord.close_timeout")
        running.cancel()
        await asyncio.gather(running, stopping, return_exceptions=True)


@asynccontextmanager
async def _working(clockwork: Clockwork) -> AsyncIterator[None]:
    clockwork.start()
    try:
        yield
    finally:
        await clockwork.stop()


@contextmanager
def _told_to_stop() -> Iterator[asyncio.Event]:
    """An event that is set by SIGTERM and SIGINT."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    taken = []
    for one in (signal.SIGTERM, signal.SIGINT):
        # Not every platform can: there, Ctrl-C cancels the program's main task instead.
        with suppress(NotImplementedError):
            loop.add_signal_handler(one, stop.set)
            taken.append(one)
    try:
        yield stop
    finally:
        for one in taken:
            loop.remove_signal_handler(one)


@contextmanager
def _discord_at(api_base: str | None) -> Iterator[None]:
    if api_base is None:
        yield
        return
    parts = urlsplit(api_base)
    if parts.scheme != "http" or not _is_loopback(parts.hostname or ""):
        raise BadSettings(api_base, name="api_base", reason="only http:// on this machine")
    old = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE = f"{api_base.rstrip('/')}/api/v10"
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://{parts.netloc}/gw")
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = old


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False  # "localhost" too: what it means is for the machine's own files to say
