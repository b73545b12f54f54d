"""/schedule: when and where a server's brief is posted."""

from typing import Any

import discord
from discord import app_commands

from bot.app import App
from bot.delivery.schedule import next_slot
from bot.discord_app.cards.layout import Card
from bot.discord_app.cards.news import STORIES_IN_EDITION
from bot.discord_app.cards.settings import notice_card, schedule_card, schedule_line
from bot.discord_app.commands.admin import AdminGroup, server_of
from bot.discord_app.commands.choices import Choices, choice, zone_choices
from bot.discord_app.commands.options import read_langs, read_time, read_zone
from bot.discord_app.error_replies import ChannelLacks, ChannelUnknown
from bot.discord_app.replying import reader_lang, show
from bot.discord_app.translator import label
from bot.domain.language import Lang
from bot.i18n.catalog import text

NEEDED = ("view_channel", "send_messages", "embed_links", "read_message_history")
"""The last one is for finding our own post again after a crash: without it a brief could be posted twice."""
STORIES = 5
Typed = app_commands.Range[str, 1, 60]


class ScheduleCommands(AdminGroup):
    def __init__(self, app: App) -> None:
        super().__init__("discord-cmd-schedule")
        self._app = app

    @app_commands.command(name=label("discord-cmd-schedule-set"), description=label("discord-cmd-schedule-set-about"))
    @app_commands.rename(
        time=label("discord-cmd-schedule-set-time"),
        timezone=label("discord-cmd-schedule-set-timezone"),
        channel=label("discord-cmd-schedule-set-channel"),
        languages=label("discord-cmd-schedule-set-languages"),
        stories=label("discord-cmd-schedule-set-stories"),
    )
    @app_commands.describe(
        time=label("discord-cmd-schedule-set-time-about"),
        timezone=label("discord-cmd-schedule-set-timezone-about"),
        channel=label("discord-cmd-schedule-set-channel-about"),
        languages=label("discord-cmd-schedule-set-languages-about"),
        stories=label("discord-cmd-schedule-set-stories-about"),
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
        channel: discord.TextChannel | None = None,
        languages: str | None = None,
        stories: app_commands.Range[int, 1, STORIES_IN_EDITION] = STORIES,
    ) -> None:
        guild, lang = server_of(interaction), reader_lang(interaction)
        at, zone, langs = read_time(time), read_zone(timezone), read_langs(languages)
        place = postable_channel(guild, channel.id if channel else interaction.channel_id, lang)

        async def work() -> Card:
            now = self._app.clock.now()
            schedule = await self._app.schedules.save_schedule(guild.id, place.id, at, zone, langs, stories, now)
            line = schedule_line(schedule, next_slot(schedule, now), lang)
            return notice_card(text("discord-schedule-set-title", lang), [line], lang)

        await show(interaction, work, private=True)

    @set_.autocomplete("timezone")
    async def _offer_zones(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        return zone_choices(reader_lang(interaction), typed, self._app.clock.now())

    @app_commands.command(name=label("discord-cmd-schedule-off"), description=label("discord-cmd-schedule-off-about"))
    async def off(self, interaction: discord.Interaction[Any]) -> None:
        guild, lang = server_of(interaction), reader_lang(interaction)

        async def work() -> Card:
            turned_off = await self._app.schedules.turn_off(guild.id, None, self._app.clock.now())
            key = "discord-schedule-off" if turned_off else "discord-schedule-off-none"
            title = text("discord-schedule-off-title", lang)
            return notice_card(title, [text(key, lang, n=turned_off)], lang)

        await show(interaction, work, private=True)

    @app_commands.command(name=label("discord-cmd-schedule-show"), description=label("discord-cmd-schedule-show-about"))
    async def show_(self, interaction: discord.Interaction[Any]) -> None:
        guild, lang = server_of(interaction), reader_lang(interaction)

        async def work() -> Card:
            schedules = await self._app.schedules.list_schedules(guild.id)
            deliveries = await self._app.deliveries.list_deliveries(guild.id)
            now = self._app.clock.now()
            return schedule_card(schedules, deliveries, lambda schedule: next_slot(schedule, now), lang)

        await show(interaction, work, private=True)


def postable_channel(guild: discord.Guild, channel_id: int | None, lang: Lang) -> discord.TextChannel:
    """The channel, if everything that a scheduled brief needs is allowed there. Raises ChannelUnknown, ChannelLacks."""
    channel = guild.get_channel(channel_id or 0)
    if not isinstance(channel, discord.TextChannel):
        raise ChannelUnknown(f"channel {channel_id}")
    granted = channel.permissions_for(guild.me)
    lacking = [name for name in NEEDED if not getattr(granted, name)]
    if lacking:
        names = text("discord-list-join", lang).join(
            text("discord-quoted", lang, quote=text("discord-permission", lang, permission=name)) for name in lacking
        )
        raise ChannelLacks(", ".join(lacking), channel=f"#{channel.name}", permissions=names)
    return channel
