"""Runs the real bot until it is told to stop: connects, keeps the workers going beside it, and ends in good order."""

import asyncio
import gc
import logging
import signal
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager, suppress
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
from bot.discord_app.messenger import DiscordMessenger
from bot.discord_app.pacing import Pace
from bot.discord_app.publisher import DiscordPublisher
from bot.discord_app.sync_memory import FileMemory
from bot.domain.alert import Alert
from bot.domain.delivery import Delivery, DeliveryState
from bot.errors import BadSettings, GatewayRefused, LoginRefused
from bot.ops.monitor import serve_monitor
from bot.ops.vitals import Vitals

log = logging.getLogger(__name__)

DELIVER_EVERY = timedelta(seconds=1)
INGEST_EVERY = timedelta(minutes=1)
TELL_EVERY = timedelta(minutes=1)
ALERT_EVERY = timedelta(seconds=5)
PURGE_EVERY = timedelta(hours=1)
FINISH_WITHIN = timedelta(seconds=5)
"""What is under way at a stop may take so long to end; then it is handed back to the next start."""
CLOSE_WITHIN = 3.0
"""Seconds that saying goodbye to Discord may take. Together with the rest: 10 at most."""
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 300.0
"""Seconds before a lost bot is started anew; the pause doubles."""
SYNC_FILE = "discord-commands.sha256"
_AUTHENTICATION_FAILED = 4004
_INVALID = (401, 403, 429)


async def run_bot(app: App, token: str, *, api_base: str | None = None) -> None:
    """Run until SIGTERM or SIGINT. Raises LoginRefused or GatewayRefused where trying again cannot help.

    `api_base` is another Discord on this machine, as `http://127.0.0.1:8080`, for tests of the whole program.
    Raises BadSettings where it is on any other machine, so that a token can never be sent there.
    """
    await app.responder.prepare()  # or else the first question of all would hold up everybody's
    workers = Workers(app)
    with _discord_at(api_base), _told_to_stop() as stop:
        settings = app.settings
        async with AsyncExitStack() as stack:
            if settings.monitor_port:
                await stack.enter_async_context(
                    serve_monitor(app, workers.vitals, settings.monitor_host, settings.monitor_port)
                )
            # The workers stand outside the bot: they outlive a lost connection, and a slot waits for the next one.
            stack.push_async_callback(workers.stop)
            await workers.start()
            await _supervise(app, token, workers, stop)


class Workers:
    """What runs beside the bot: deliveries, ingest, the look at the event loop."""

    def __init__(self, app: App) -> None:
        self.publisher = DiscordPublisher()
        self.messenger = DiscordMessenger()
        self.dispatcher = app.dispatcher_for(self.publisher)
        self._teller = app.teller_for(self.messenger)
        self.alerter = app.alerter_for(self.publisher)
        # Discord counts the requests of all its connections, those of a bot that was lost included.
        self.pace = Pace()
        self.vitals = Vitals()
        self._app = app
        self._clockwork = Clockwork()
        self._clockwork.every(DELIVER_EVERY, "deliver", self._deliver)
        self._clockwork.every(INGEST_EVERY, "ingest", self._ingest)
        self._clockwork.every(TELL_EVERY, "tell", self._tell)
        self._clockwork.every(ALERT_EVERY, "alerts", self._alert)
        self._clockwork.every(PURGE_EVERY, "purge", self._purge)
        self._loop_watch: asyncio.Task[None] | None = None
        self._is_planned = False
        self.vitals.watch(self._clockwork)
        self.vitals.deliveries_under_way = lambda: self.dispatcher.under_way
        self.vitals.alerts_under_way = lambda: self.alerter.under_way
        self.vitals.requests_waiting = lambda: self.pace.waiting
        self.vitals.gateway_is_ready = self._gateway_is_ready

    async def start(self) -> None:
        self._loop_watch = asyncio.create_task(self.vitals.measure_loop(), name="loop watch")
        self._clockwork.start()

    async def stop(self) -> None:
        """Start nothing more, let what is under way end, hand back the rest. A second call does nothing."""
        if self._loop_watch is None:
            return
        self._loop_watch.cancel()
        await asyncio.gather(self._loop_watch, return_exceptions=True)
        self._loop_watch = None
        await asyncio.gather(
            self._clockwork.stop(FINISH_WITHIN),
            self.dispatcher.close(FINISH_WITHIN),
            self.alerter.close(FINISH_WITHIN),
        )

    async def _deliver(self) -> None:
        if not self._is_planned:
            await self.dispatcher.forget_due()
            self._is_planned = True
        # While the connection is away a slot waits unclaimed: nothing is tried that cannot work.
        if self._gateway_is_ready():
            for turn in await self.dispatcher.beat():
                turn.add_done_callback(self._count_deliveries)

    async def _alert(self) -> None:
        if self._gateway_is_ready():
            for turn in await self.alerter.beat():
                turn.add_done_callback(self._count_alert)

    async def _tell(self) -> None:
        if self._gateway_is_ready():
            await self._teller.tick()

    async def _ingest(self) -> None:
        self.vitals.count_outcomes(await self._app.pipeline.run_cycle())

    def _count_deliveries(self, turn: asyncio.Task[list[Delivery]]) -> None:
        for one in [] if turn.cancelled() else turn.result():
            if one.state is DeliveryState.CONFIRMED:
                self.vitals.count_posted("brief", one.slot_at, one.posted_at)

    def _count_alert(self, turn: asyncio.Task[Alert | None]) -> None:
        one = None if turn.cancelled() else turn.result()
        if one is not None and one.state is DeliveryState.CONFIRMED:
            self.vitals.count_posted("alert", one.slot_at, one.posted_at)

    async def _purge(self) -> None:
        await self._app.steward.purge_due()

    def _gateway_is_ready(self) -> bool:
        return self.publisher.bot is not None and self.publisher.bot.is_ready()


async def _supervise(app: App, token: str, workers: Workers, stop: asyncio.Event) -> None:
    pause = FIRST_PAUSE
    while not stop.is_set():
        memory = FileMemory(app.settings.data_dir / SYNC_FILE)
        bot = KawarabanBot(
            app,
            sync_memory=memory,
            vitals=workers.vitals,
            takes_census=True,
            http_trace=_traced(workers),
        )
        bot.add_listener(_set_servers_aside, "on_ready")
        workers.publisher.bot = workers.messenger.bot = bot
        try:
            await _run_until(stop, bot, token, workers)
        except discord.LoginFailure as problem:
            raise LoginRefused(str(problem)) from problem
        except discord.PrivilegedIntentsRequired as problem:
            raise GatewayRefused(str(problem), code=4014) from problem
        except discord.ConnectionClosed as problem:
            if problem.code == _AUTHENTICATION_FAILED:
                raise LoginRefused(problem.reason or "") from problem
            raise GatewayRefused(problem.reason or "", code=problem.code) from problem
        except Exception as problem:
            # A network that is down, a payload that discord.py cannot read, a fault of its own or of ours: none of
            # them is a reason to stay away.
            log.exception("discord.lost pause=%.0f", pause)
            workers.vitals.lose_gateway(problem)
        if bot.was_ready:
            pause = FIRST_PAUSE
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), pause)
        pause = min(2 * pause, LONGEST_PAUSE)


async def _set_servers_aside() -> None:
    """Every look for garbage would go through all servers, channels and roles: with 10,000 servers the loop stood still
    for half a second each time. They stay as long as the connection, so they are looked at once for each."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


async def _run_until(stop: asyncio.Event, bot: KawarabanBot, token: str, workers: Workers) -> None:
    running = asyncio.create_task(bot.start(token), name="discord")
    stopping = asyncio.create_task(stop.wait(), name="stop")
    try:
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            running.result()
    finally:
        stopping.cancel()
        if stop.is_set():
            await workers.stop()  # before the connection ends: what is half posted can still be finished
        try:
            async with asyncio.timeout(CLOSE_WITHIN):
                await bot.close()
        except TimeoutError:
            log.warning("discord.close_timeout")
        except Exception:
            log.exception("discord.not_closed")  # what ended it is what is told
        running.cancel()
        await asyncio.gather(running, stopping, return_exceptions=True)


def _traced(workers: Workers) -> aiohttp.TraceConfig:
    """Keeps the pace of all requests, and counts the answers that Discord counts towards a ban of our address."""
    trace = aiohttp.TraceConfig()
    workers.pace.keep(trace)
    vitals = workers.vitals

    async def ended(_: object, __: object, told: aiohttp.TraceRequestEndParams) -> None:
        if told.response.status in _INVALID:
            vitals.invalid_requests.add(status=told.response.status)

    trace.on_request_end.append(ended)
    return trace


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
