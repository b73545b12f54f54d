"""/alerts: which channel is told at once of a company's change of stance, or of a story that spreads fast."""

from typing import Any

import discord
from discord import app_commands

from bot.app import App
from bot.discord_app.auditing import READS
from bot.discord_app.cards.alerts import alerts_card, rule_line
from bot.discord_app.cards.layout import Card
from bot.discord_app.cards.settings import notice_card
from bot.discord_app.commands.admin import AdminGroup, server_of
from bot.discord_app.commands.choices import choice, lang_choices
from bot.discord_app.commands.places import PlaceOption
from bot.discord_app.places import postable_channel
from bot.discord_app.replying import reader_lang, show
from bot.discord_app.translator import label, lang_of
from bot.domain.alert import ALL_KINDS, AlertKind
from bot.domain.language import Lang
from bot.domain.server import Area
from bot.i18n.catalog import text

LISTED = 20


class AlertCommands(AdminGroup):
    def __init__(self, app: App) -> None:
        super().__init__("alert-cmd", Area.SCHEDULE)
        self._app = app

    @app_commands.command(name=label("alert-cmd-set"), description=label("alert-cmd-set-about"))
    @app_commands.rename(
        channel=label("alert-cmd-channel"), kinds=label("alert-cmd-kinds"), language=label("alert-cmd-language")
    )
    @app_commands.describe(
        channel=label("alert-cmd-channel-about"),
        kinds=label("alert-cmd-kinds-about"),
        language=label("alert-cmd-language-about"),
    )
    @app_commands.choices(
        kinds=[
            choice("alert-choice-all", "all"),
            choice("alert-choice-stance", AlertKind.STANCE.value),
            choice("alert-choice-breaking", AlertKind.BREAKING.value),
        ],
        language=lang_choices(),
    )
    async def set_(
        self,
        interaction: discord.Interaction[Any],
        channel: app_commands.Transform[int, PlaceOption] | None = None,
        kinds: str = "all",
        language: str | None = None,
    ) -> None:
        guild, lang = server_of(interaction), reader_lang(interaction)
        place = postable_channel(guild, channel or interaction.channel_id)
        wanted = ALL_KINDS if kinds == "all" else (AlertKind(kinds),)
        # The members read it, whoever sets it.
        told_in: Lang = "ja" if language == "ja" else "en" if language else lang_of(guild.preferred_locale)

        async def work() -> Card:
            rule = await self._app.alert_rules.save_rule(guild.id, place.id, wanted, told_in, self._app.clock.now())
            lines = [rule_line(rule, lang), f"-# {text('alert-set-note', lang)}"]
            return notice_card(text("alert-set-title", lang), lines, lang)

        await show(interaction, work, private=True)

    @app_commands.command(name=label("alert-cmd-off"), description=label("alert-cmd-off-about"))
    @app_commands.rename(channel=label("alert-cmd-channel"))
    @app_commands.describe(channel=label("alert-cmd-channel-off-about"))
    async def off(
        self, interaction: discord.Interaction[Any], channel: app_commands.Transform[int, PlaceOption] | None = None
    ) -> None:
        guild, lang = server_of(interaction), reader_lang(interaction)

        async def work() -> Card:
            turned_off = await self._app.alert_rules.turn_off(guild.id, channel)
            key = "alert-off" if turned_off else "alert-off-none"
            return notice_card(text("alert-off-title", lang), [text(key, lang, n=turned_off)], lang)

        await show(interaction, work, private=True)

    @app_commands.command(name=label("alert-cmd-list"), description=label("alert-cmd-list-about"), extras={READS: True})
    async def list_(self, interaction: discord.Interaction[Any]) -> None:
        guild, lang = server_of(interaction), reader_lang(interaction)

        async def work() -> Card:
            rules = await self._app.alert_rules.list_rules(guild.id, active_only=False)
            return alerts_card(rules, await self._app.alerts.list_alerts(guild.id, LISTED), lang)

        await show(interaction, work, private=True)
