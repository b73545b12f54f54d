"""/source: what a server follows."""

from typing import Any

import discord
from discord import app_commands

from bot.app import App
from bot.discord_app.admin.source_room import SourceRoom
from bot.discord_app.auditing import READS
from bot.discord_app.commands.admin import AdminGroup, may_administer, server_of
from bot.discord_app.commands.choices import Choices, pack_choices, source_choices
from bot.discord_app.gate import COSTLY
from bot.discord_app.replying import guild_of, reader_lang, show
from bot.discord_app.translator import label
from bot.domain.server import Area
from bot.domain.source import SourceState
from bot.errors import OpmlTooLarge
from bot.i18n.catalog import text

Address = app_commands.Range[str, 1, 2000]
LARGEST_IMPORT = 2_000_000
"""Bytes of a list; a thousand feeds are about 200 kB."""


class SourceCommands(AdminGroup):
    def __init__(self, app: App, room: SourceRoom) -> None:
        super().__init__("discord-cmd-source", Area.SOURCES)
        self._app = app
        self._room = room

    # Only shows: the button that follows is what goes into the audit.
    @app_commands.command(
        name=label("discord-cmd-source-add"),
        description=label("discord-cmd-source-add-about"),
        extras={READS: True, COSTLY: True},
    )
    @app_commands.rename(url=label("discord-cmd-source-add-url"))
    @app_commands.describe(url=label("discord-cmd-source-add-url-about"))
    async def add(self, interaction: discord.Interaction[Any], url: Address) -> None:
        guild, lang = server_of(interaction), reader_lang(interaction)
        doing = text("cards-working-source", lang)
        await show(interaction, lambda: self._room.preview(url, guild.id, lang), private=True, doing=doing)

    @app_commands.command(
        name=label("discord-cmd-source-list"),
        description=label("discord-cmd-source-list-about"),
        extras={READS: True},
    )
    async def list_(self, interaction: discord.Interaction[Any]) -> None:
        guild, lang = server_of(interaction), reader_lang(interaction)
        await show(interaction, lambda: self._room.list_page(guild.id, 0, lang), private=True)

    @app_commands.command(name=label("discord-cmd-source-remove"), description=label("discord-cmd-source-remove-about"))
    @app_commands.rename(source=label("discord-cmd-source-which"))
    @app_commands.describe(source=label("discord-cmd-source-remove-source-about"))
    async def remove(self, interaction: discord.Interaction[Any], source: Address) -> None:
        guild, lang = server_of(interaction), reader_lang(interaction)
        await show(interaction, lambda: self._room.removed(guild.id, source, lang), private=True)

    @app_commands.command(name=label("discord-cmd-source-pause"), description=label("discord-cmd-source-pause-about"))
    @app_commands.rename(source=label("discord-cmd-source-which"))
    @app_commands.describe(source=label("discord-cmd-source-which-about"))
    async def pause(self, interaction: discord.Interaction[Any], source: Address) -> None:
        guild, lang = server_of(interaction), reader_lang(interaction)
        await show(interaction, lambda: self._room.paused(guild.id, source, lang, paused=True), private=True)

    @app_commands.command(name=label("discord-cmd-source-resume"), description=label("discord-cmd-source-resume-about"))
    @app_commands.rename(source=label("discord-cmd-source-which"))
    @app_commands.describe(source=label("discord-cmd-source-which-about"))
    async def resume(self, interaction: discord.Interaction[Any], source: Address) -> None:
        guild, lang = server_of(interaction), reader_lang(interaction)
        await show(interaction, lambda: self._room.paused(guild.id, source, lang, paused=False), private=True)

    @app_commands.command(
        name=label("discord-cmd-source-test"),
        description=label("discord-cmd-source-test-about"),
        extras={COSTLY: True},
    )
    @app_commands.rename(source=label("discord-cmd-source-which"))
    @app_commands.describe(source=label("discord-cmd-source-which-about"))
    async def test(self, interaction: discord.Interaction[Any], source: Address) -> None:
        guild, lang = server_of(interaction), reader_lang(interaction)
        doing = text("cards-working-feed", lang)
        await show(interaction, lambda: self._room.tested(guild.id, source, lang), private=True, doing=doing)

    @app_commands.command(
        name=label("discord-cmd-source-import"),
        description=label("discord-cmd-source-import-about"),
        extras={COSTLY: True},
    )
    @app_commands.rename(file=label("discord-cmd-source-import-file"))
    @app_commands.describe(file=label("discord-cmd-source-import-file-about"))
    async def import_(self, interaction: discord.Interaction[Any], file: discord.Attachment) -> None:
        guild, lang = server_of(interaction), reader_lang(interaction)
        if file.size > LARGEST_IMPORT:
            raise OpmlTooLarge(f"{file.size} bytes", limit=f"{LARGEST_IMPORT // 1_000_000} MB")

        async def work() -> Any:
            return await self._room.imported(await file.read(), guild.id, interaction.user.id, lang)

        await show(interaction, work, private=True, doing=text("cards-working-import", lang))

    @app_commands.command(
        name=label("discord-cmd-source-export"),
        description=label("discord-cmd-source-export-about"),
        extras={READS: True},
    )
    async def export(self, interaction: discord.Interaction[Any]) -> None:
        guild, lang = server_of(interaction), reader_lang(interaction)
        await show(interaction, lambda: self._room.exported(guild.id, lang), private=True)

    @app_commands.command(
        name=label("discord-cmd-source-starter"),
        description=label("discord-cmd-source-starter-about"),
        extras={READS: True},
    )
    @app_commands.rename(pack=label("discord-cmd-source-starter-pack"))
    @app_commands.describe(pack=label("discord-cmd-source-starter-pack-about"))
    async def starter(
        self, interaction: discord.Interaction[Any], pack: app_commands.Range[str, 1, 60] | None = None
    ) -> None:
        lang = reader_lang(interaction)
        await show(interaction, lambda: self._room.starter(pack, lang), private=True)

    @remove.autocomplete("source")
    @test.autocomplete("source")
    async def _offer_sources(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        return await self._offered(interaction, typed, None)

    @pause.autocomplete("source")
    async def _offer_active(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        return await self._offered(interaction, typed, SourceState.ACTIVE)

    @resume.autocomplete("source")
    async def _offer_paused(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        return await self._offered(interaction, typed, SourceState.PAUSED)

    @starter.autocomplete("pack")
    async def _offer_packs(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        return pack_choices(reader_lang(interaction), typed) if may_administer(interaction) else []

    async def _offered(self, interaction: discord.Interaction[Any], typed: str, state: SourceState | None) -> Choices:
        if not may_administer(interaction):
            return []
        return await source_choices(self._app, guild_of(interaction), typed, state)
