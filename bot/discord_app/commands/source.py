"""/source: what a server follows."""

from typing import Any

import discord
from discord import app_commands

from bot.app import App
from bot.discord_app.cards.layout import Card
from bot.discord_app.cards.settings import error_card, notice_card, sources_card
from bot.discord_app.cards.sources import added_card
from bot.discord_app.commands.admin import AdminGroup, may_manage, server_of
from bot.discord_app.commands.choices import Choices, source_choices
from bot.discord_app.error_replies import refusal_sentence
from bot.discord_app.replying import guild_of, reader_lang, show
from bot.discord_app.sanitise import link
from bot.discord_app.translator import label
from bot.domain.language import Lang
from bot.errors import FetchError
from bot.i18n.catalog import text
from bot.sources.health import needs_care

Address = app_commands.Range[str, 1, 2000]


class SourceCommands(AdminGroup):
    def __init__(self, app: App) -> None:
        super().__init__("discord-cmd-source")
        self._app = app

    @app_commands.command(name=label("discord-cmd-source-add"), description=label("discord-cmd-source-add-about"))
    @app_commands.rename(url=label("discord-cmd-source-add-url"))
    @app_commands.describe(url=label("discord-cmd-source-add-url-about"))
    async def add(self, interaction: discord.Interaction[Any], url: Address) -> None:
        guild, lang = server_of(interaction), reader_lang(interaction)

        async def work() -> Card:
            try:
                added = await self._app.registry.add_choice(url, guild.id, added_by=interaction.user.id)
            except FetchError as error:
                return error_card(refusal_sentence(error, lang), lang)
            return added_card(added, lang)

        await show(interaction, work, private=True)

    @app_commands.command(name=label("discord-cmd-source-list"), description=label("discord-cmd-source-list-about"))
    async def list_(self, interaction: discord.Interaction[Any]) -> None:
        guild, lang = server_of(interaction), reader_lang(interaction)

        async def work() -> Card:
            sources = await self._app.registry.list(guild.id)
            judgements = await self._app.registry.judge(guild.id)
            # What fails stands on top: a long list is cut at its end.
            sources.sort(key=lambda one: not (one.source_id in judgements and needs_care(judgements[one.source_id])))
            return sources_card(sources, lang, judgements)

        await show(interaction, work, private=True)

    @app_commands.command(name=label("discord-cmd-source-remove"), description=label("discord-cmd-source-remove-about"))
    @app_commands.rename(source=label("discord-cmd-source-remove-source"))
    @app_commands.describe(source=label("discord-cmd-source-remove-source-about"))
    async def remove(self, interaction: discord.Interaction[Any], source: Address) -> None:
        guild, lang = server_of(interaction), reader_lang(interaction)
        await show(interaction, lambda: self._removed(guild.id, source, lang), private=True)

    @remove.autocomplete("source")
    async def _offer_sources(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        return await source_choices(self._app, guild_of(interaction), typed) if may_manage(interaction) else []

    async def _removed(self, guild_id: int, ref: str, lang: Lang) -> Card:
        removed = await self._app.registry.remove(guild_id, ref)
        words = text("discord-source-removed", lang, source=link(removed.title, removed.url))
        return notice_card(text("discord-source-removed-title", lang), [words], lang)
