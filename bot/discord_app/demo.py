"""A simulated Discord in the browser: the real bot in front of simcord's Preview, without a token or a network.

simcord is an optional extra, pinned exactly: four of its internals are reached into here and nowhere else (the
locale of an interaction, the start of its clock, the bot's name, the turn of a viewer's action).
"""

import asyncio
import importlib.util
import logging
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import discord

from bot.app import App
from bot.delivery.alerts import Alerter
from bot.delivery.clockwork import Clockwork
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.teller import Teller
from bot.discord_app.client import KawarabanBot
from bot.discord_app.demo_messages import OnlyFollows, ShownMessenger
from bot.discord_app.desk import ZONE_OF
from bot.discord_app.publisher import DiscordPublisher
from bot.discord_app.runner import ALERT_EVERY, DELIVER_EVERY, INGEST_EVERY
from bot.domain.alert import Alert, AlertRule
from bot.domain.delivery import Delivery, Schedule
from bot.domain.language import LANGS
from bot.domain.source import HOUSE
from bot.errors import DemoMissing
from bot.i18n.catalog import text
from bot.storage.alert_rules import AlertRuleStore
from bot.storage.alerts import AlertStore
from bot.storage.deliveries import DeliveryStore
from bot.storage.schedules import ScheduleStore

log = logging.getLogger(__name__)

SLOWEST_COMMAND = 120.0
"""Seconds that the simulator waits for a command to end: a slow page is part of the show."""
TICK = 1.0
TELL_EVERY = timedelta(seconds=5)
"""Somebody who follows something wants to see what comes of it before the page is closed."""
_NEEDED = ("simcord", "markdown_it", "linkify_it", "PIL", "regex")


async def serve_demo(app: App, *, port: int, on_url: Callable[[str], None]) -> None:
    """Serve until the page's server is closed or this is cancelled. `on_url` gets the address, which holds a secret.

    The simulated server follows what the operator follows, and is forgotten at the end. Raises DemoMissing.
    """
    if any(importlib.util.find_spec(name) is None for name in _NEEDED):
        raise DemoMissing("simcord is not installed")
    # discord.py warns of voice that we do not use, and of intents that the simulator's own probe lacks.
    logging.getLogger("discord").setLevel(logging.ERROR)
    import simcord  # it replaces parts of discord.py when imported: never in the real bot

    bot = KawarabanBot(app)
    env = simcord.Env(bot, check_errors=False, shard_count=1, settle_timeout=SLOWEST_COMMAND)
    env.backend.clock._epoch = app.clock.now().replace(microsecond=0)  # else everything is dated 2026-01-01
    env.backend.edit_bot_profile("Kawaraban")
    locales: dict[int, str] = {}
    with viewer_locales(locales):
        await env.start()
        try:
            with env.time_context():
                guild = env.create_guild(text("discord-demo-server", "en"), preferred_locale="ja")
                async with _guild_of_the_house(app, guild.id):
                    await _serve(env, app, guild, locales, port, on_url)
        finally:
            await env.shutdown()


async def _serve(
    env: Any, app: App, guild: Any, locales: dict[int, str], port: int, on_url: Callable[[str], None]
) -> None:
    topic = " / ".join(text("discord-demo-topic", lang) for lang in LANGS)
    channel = guild.create_text_channel(text("discord-demo-channel", "en"), topic=topic)
    admin = guild.create_role("admin", permissions=discord.Permissions(administrator=True))
    viewers = []
    names: dict[int, str] = {}
    for name, locale in (("sakura", "ja"), ("alex", "en-US")):
        shown = text(f"discord-demo-viewer-{locale[:2]}", "en")
        viewers.append(guild.add_member(env.create_user(name, global_name=shown), roles=[admin]))
        locales[viewers[-1].id] = locale
        names[viewers[-1].id] = shown
    messenger = ShownMessenger(env.bot, channel.id, names)
    preview = env.preview(channel, viewers=viewers, layout="channel", locale="ja", timezone="Asia/Tokyo", port=port)
    publisher = DiscordPublisher(env.bot)
    await _post_todays_editions(app, publisher, guild.id, channel.id)
    async with _workers(app, publisher, messenger, guild.id), preview as page:
        on_url(page.url)
        ticking = asyncio.create_task(_tick(env, page, _one_at_a_time(page)), name="demo-clock")
        try:
            await page.wait_closed()
        finally:
            ticking.cancel()
            await asyncio.gather(ticking, return_exceptions=True)


async def _post_todays_editions(app: App, publisher: DiscordPublisher, guild_id: int, channel_id: int) -> None:
    """What a schedule would have posted this morning: the first thing that a viewer sees."""
    on = app.clock.now().astimezone(ZoneInfo(ZONE_OF["ja"])).date()
    editions = [await app.editor.edition(guild_id, lang, on=on) for lang in LANGS]
    told = [edition for edition in editions if edition.briefs]
    await publisher.publish(channel_id, told, nonce="today")


def _one_at_a_time(page: Any) -> asyncio.Lock:
    """The lock that a viewer's action and the clock take turns with: the simulator fails what comes at once."""
    turn = asyncio.Lock()
    act = page._action

    async def act_in_turn(tab: str | None, body: Any) -> Any:
        async with turn:
            if isinstance(body, dict) and "published_revision" in body:
                # A brief that was posted a moment ago makes every tab's view "stale", and the press would be lost.
                body["published_revision"] = page._get_page(tab).revision
            return await act(tab, body)

    page._action = act_in_turn
    return turn


async def _tick(env: Any, page: Any, turn: asyncio.Lock) -> None:
    """Real time drives the simulated time, and what was posted meanwhile appears in the page."""
    from simcord import SetupError

    last, seen = time.monotonic(), -1
    while True:
        await asyncio.sleep(TICK)
        # SetupError: the page is being closed.
        async with turn:
            with suppress(SetupError):
                passed = time.monotonic() - last
                await env.advance_time(passed)
                last += passed
                posted = len(env.backend.transcript)
                if posted != seen:
                    await page.refresh()
                    seen = posted


@contextmanager
def viewer_locales(locales: dict[int, str]) -> Iterator[None]:
    """simcord speaks en-US for everybody: let each viewer have a language of their own."""
    from simcord import interactions

    real = interactions.base_payload

    def with_locale(backend: Any, **given: Any) -> Any:
        record, payload = real(backend, **given)
        payload["locale"] = locales.get(given["user_id"], "en-US")
        payload["guild_locale"] = "ja"
        return record, payload

    users = [one for one in sys.modules.values() if getattr(one, "base_payload", None) is real]
    for module in users:
        module.base_payload = with_locale  # type: ignore[attr-defined]
    try:
        yield
    finally:
        for module in users:
            module.base_payload = real  # type: ignore[attr-defined]


@asynccontextmanager
async def _guild_of_the_house(app: App, guild_id: int) -> AsyncIterator[None]:
    """Let the simulated server follow what the house follows, and leave nothing of it behind."""
    for source in await app.sources.list_sources(HOUSE):
        await app.sources.follow(guild_id, source.source_id, app.clock.now())
    try:
        yield
    finally:
        await app.guilds.forget(guild_id)


@asynccontextmanager
async def _workers(
    app: App, publisher: DiscordPublisher, messenger: ShownMessenger, guild_id: int
) -> AsyncIterator[None]:
    dispatcher = Dispatcher(
        OnlySchedules(app, guild_id),
        OnlyDeliveries(app, guild_id),
        app.editor,
        publisher,
        app.clock,
        grace=app.settings.delivery_grace,
    )
    clockwork = Clockwork()
    clockwork.every(DELIVER_EVERY, "deliver", dispatcher.tick)
    clockwork.every(INGEST_EVERY, "ingest", app.pipeline.run_cycle)
    alerter = Alerter(
        OnlyRules(app, guild_id), OnlyAlerts(app, guild_id), app.finder, app.notices, publisher, app.clock,
        grace=app.settings.delivery_grace,
    )  # fmt: skip
    clockwork.every(ALERT_EVERY, "alerts", alerter.tick)
    teller = Teller(OnlyFollows(app, guild_id), app.stories, app.articles, messenger, app.clock)
    clockwork.every(TELL_EVERY, "tell", teller.tick)
    clockwork.start()
    try:
        yield
    finally:
        await clockwork.stop()


class OnlySchedules(ScheduleStore):
    """The schedules of the simulated server: a real server's slot must not be spent on a simulated post."""

    def __init__(self, app: App, guild_id: int) -> None:
        super().__init__(app.database)
        self._guild_id = guild_id

    async def list_schedules(self, guild_id: int | None = None, active_only: bool = True) -> list[Schedule]:
        return await super().list_schedules(self._guild_id, active_only)

    async def list_due(self, until: datetime, limit: int = 1000) -> list[Schedule]:
        return [one for one in await super().list_due(until, limit) if one.guild_id == self._guild_id]


class OnlyDeliveries(DeliveryStore):
    def __init__(self, app: App, guild_id: int) -> None:
        super().__init__(app.database)
        self._guild_id = guild_id

    async def list_unfinished(self) -> list[Delivery]:
        return [one for one in await super().list_unfinished() if one.guild_id == self._guild_id]


class OnlyRules(AlertRuleStore):
    def __init__(self, app: App, guild_id: int) -> None:
        super().__init__(app.database)
        self._guild_id = guild_id

    async def list_rules(self, guild_id: int | None = None, *, active_only: bool = True) -> list[AlertRule]:
        return await super().list_rules(self._guild_id, active_only=active_only)


class OnlyAlerts(AlertStore):
    def __init__(self, app: App, guild_id: int) -> None:
        super().__init__(app.database)
        self._guild_id = guild_id

    async def list_unfinished(self) -> list[Alert]:
        return [one for one in await super().list_unfinished() if one.guild_id == self._guild_id]
