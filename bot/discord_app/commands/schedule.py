"""/schedule: when and where a server's brief is posted."""

from typing import Any

import discord
from discord import app_commands

from bot.app import App
from bot.delivery.schedule import next_slot
from bot.discord_app.auditing import READS
from bot.discord_app.cards.layout import Card
from bot.discord_app.cards.news import STORIES_IN_EDITION
from bot.discord_app.cards.settings import notice_card, schedule_line, schedules_card, status_card
from bot.discord_app.commands.admin import AdminGroup, may_manage, server_of
from bot.discord_app.commands.choices import (
    Choices,
    choice,
    schedule_choices,
    watched_choices,
    weekday_choices,
    zone_choices,
)
from bot.discord_app.commands.options import read_langs, read_time, read_weekdays, read_zone
from bot.discord_app.commands.places import PlaceOption
from bot.discord_app.desk import Desk
from bot.discord_app.gate import COSTLY
from bot.discord_app.places import postable_channel
from bot.discord_app.publisher import DiscordPublisher
from bot.discord_app.replying import reader_lang, show
from bot.discord_app.translator import label, lang_of
from bot.domain.delivery import Schedule
from bot.errors import UnknownSchedule
from bot.i18n.catalog import text
from bot.watches.topics import split_topics

STORIES = 5
Typed = app_commands.Range[str, 1, 60]
Topics = app_commands.Range[str, 1, 400]


class ScheduleCommands(AdminGroup):
    def __init__(self, app: App, desk: Desk) -> None:
        super().__init__("discord-cmd-schedule")
        self._app = app
        self._desk = desk

    @app_commands.command(name=label("discord-cmd-schedule-set"), description=label("discord-cmd-schedule-set-about"))
    @app_commands.rename(
        time=label("discord-cmd-schedule-set-time"),
        timezone=label("discord-cmd-schedule-set-timezone"),
        channel=label("discord-cmd-schedule-set-channel"),
        languages=label("discord-cmd-schedule-set-languages"),
        stories=label("discord-cmd-schedule-set-stories"),
        weekdays=label("delivery-cmd-weekdays"),
        together=label("delivery-cmd-together"),
        quiet=label("delivery-cmd-quiet"),
        topics=label("schedule-cmd-topics"),
        only=label("schedule-cmd-only"),
    )
    @app_commands.describe(
        time=label("discord-cmd-schedule-set-time-about"),
        timezone=label("discord-cmd-schedule-set-timezone-about"),
        channel=label("discord-cmd-schedule-set-channel-about"),
        languages=label("discord-cmd-schedule-set-languages-about"),
        stories=label("discord-cmd-schedule-set-stories-about"),
        weekdays=label("delivery-cmd-weekdays-about"),
        together=label("delivery-cmd-together-about"),
        quiet=label("delivery-cmd-quiet-about"),
        topics=label("schedule-cmd-topics-about"),
        only=label("schedule-cmd-only-about"),
    )
    @app_commands.choices(
        languages=[
            choice("discord-choice-both", "both"),
            choice("discord-choice-ja", "ja"),
            choice("discord-choice-en", "en"),
        ]
    )
    async def set_(
        self,
        interaction: discord.Interaction[Any],
        time: Typed,
        timezone: Typed,
        channel: app_commands.Transform[int, PlaceOption] | None = None,
        languages: str | None = None,
        stories: app_commands.Range[int, 1, STORIES_IN_EDITION] = STORIES,
        weekdays: Typed | None = None,
        together: bool = False,
        quiet: bool = False,
        topics: Topics | None = None,
        only: bool = False,
    ) -> None:
        guild, lang = server_of(interaction), reader_lang(interaction)
        at, zone, langs = read_time(time), read_zone(timezone), read_langs(languages)
        days = read_weekdays(weekdays)
        place = postable_channel(guild, channel or interaction.channel_id)

        async def work() -> Card:
            own = await self._app.watchlist.topics(split_topics(topics or ""), only=only)
            now = self._app.clock.now()
            schedule = await self._app.schedules.save_schedule(
                guild.id, place.id, at, zone, langs, stories, now,
                weekdays=days, together=together, tells_quiet=quiet, watch=own,
            )  # fmt: skip
            lines = [schedule_line(schedule, next_slot(schedule, now), lang, await self._desk.names())]
            every = await self._app.schedules.list_schedules(guild.id)
            if others := sum(one.channel_id == place.id for one in every) - 1:
                lines.append(text("delivery-others-in-channel", lang, n=others))
            return notice_card(text("discord-schedule-set-title", lang), lines, lang)

        await show(interaction, work, private=True)

    @set_.autocomplete("timezone")
    async def _offer_zones(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        # The zones of the server come first: its members read the brief, whoever sets it.
        here = interaction.guild_locale or interaction.locale
        return zone_choices(reader_lang(interaction), typed, self._app.clock.now(), likely=lang_of(here))

    @set_.autocomplete("weekdays")
    async def _offer_weekdays(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        return weekday_choices(reader_lang(interaction), typed)

    @set_.autocomplete("topics")
    async def _offer_topics(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        return await watched_choices(self._app, reader_lang(interaction), typed)

    @app_commands.command(name=label("discord-cmd-schedule-off"), description=label("discord-cmd-schedule-off-about"))
    @app_commands.rename(schedule=label("delivery-cmd-which"))
    @app_commands.describe(schedule=label("delivery-cmd-which-off-about"))
    async def off(self, interaction: discord.Interaction[Any], schedule: Typed | None = None) -> None:
        guild, lang = server_of(interaction), reader_lang(interaction)

        async def work() -> Card:
            chosen = (await self._find(guild.id, schedule)).schedule_id if schedule else None
            turned_off = await self._app.schedules.turn_off(guild.id, chosen, self._app.clock.now())
            key = "discord-schedule-off" if turned_off else "discord-schedule-off-none"
            title = text("discord-schedule-off-title", lang)
            return notice_card(title, [text(key, lang, n=turned_off)], lang)

        await show(interaction, work, private=True)

    @app_commands.command(
        name=label("delivery-cmd-list"), description=label("delivery-cmd-list-about"), extras={READS: True}
    )
    async def list_(self, interaction: discord.Interaction[Any]) -> None:
        guild, lang = server_of(interaction), reader_lang(interaction)

        async def work() -> Card:
            schedules = await self._app.schedules.list_schedules(guild.id, active_only=False)
            now = self._app.clock.now()
            return schedules_card(schedules, lambda schedule: next_slot(schedule, now), lang, await self._desk.names())

        await show(interaction, work, private=True)

    @app_commands.command(
        name=label("delivery-cmd-status"), description=label("delivery-cmd-status-about"), extras={READS: True}
    )
    async def status(self, interaction: discord.Interaction[Any]) -> None:
        guild, lang = server_of(interaction), reader_lang(interaction)

        async def work() -> Card:
            deliveries = await self._app.deliveries.list_deliveries(guild.id)
            schedules = await self._app.schedules.list_schedules(guild.id, active_only=False)
            return status_card(deliveries, schedules, lang, await self._desk.names())

        await show(interaction, work, private=True)

    @app_commands.command(
        name=label("delivery-cmd-preview"), description=label("delivery-cmd-preview-about"), extras={READS: True}
    )
    @app_commands.rename(schedule=label("delivery-cmd-which"))
    @app_commands.describe(schedule=label("delivery-cmd-which-about"))
    async def preview(self, interaction: discord.Interaction[Any], schedule: Typed | None = None) -> None:
        guild, lang = server_of(interaction), reader_lang(interaction)

        async def work() -> Card:
            return await self._desk.preview(await self._find(guild.id, schedule), lang)

        await show(interaction, work, private=True)

    @app_commands.command(
        name=label("delivery-cmd-run-now"), description=label("delivery-cmd-run-now-about"), extras={COSTLY: True}
    )
    @app_commands.rename(schedule=label("delivery-cmd-which"))
    @app_commands.describe(schedule=label("delivery-cmd-which-about"))
    async def run_now(self, interaction: discord.Interaction[Any], schedule: Typed | None = None) -> None:
        guild, lang = server_of(interaction), reader_lang(interaction)

        async def work() -> Card:
            chosen = await self._find(guild.id, schedule)
            dispatcher = self._app.dispatcher_for(DiscordPublisher(interaction.client))
            posted = await dispatcher.post_now(chosen)
            key = "delivery-run-now-done" if posted else "delivery-run-now-quiet"
            words = text(key, lang, channel=f"<#{chosen.channel_id}>")
            return notice_card(text("delivery-run-now-title", lang), [words], lang)

        await show(interaction, work, private=True)

    @off.autocomplete("schedule")
    @preview.autocomplete("schedule")
    @run_now.autocomplete("schedule")
    async def _offer_schedules(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        guild = server_of(interaction)
        if not may_manage(interaction):
            return []
        names = {one.id: one.name for one in (*guild.channels, *guild.threads)}
        return await schedule_choices(self._app, guild.id, reader_lang(interaction), typed, names)

    async def _find(self, guild_id: int, typed: str | None) -> Schedule:
        """The schedule of that number, or the first one where none is named. Raises UnknownSchedule."""
        schedules = await self._app.schedules.list_schedules(guild_id)
        for one in schedules:
            if typed is None or str(one.schedule_id) == typed.strip():
                return one
        raise UnknownSchedule(typed or "none", schedule=typed or "")
