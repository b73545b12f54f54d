"""/watch: companies and keywords that a server tracks."""

from typing import Any

import discord
from discord import app_commands

from bot.app import App
from bot.discord_app.auditing import READS
from bot.discord_app.cards.layout import Card
from bot.discord_app.cards.settings import notice_card
from bot.discord_app.cards.watch import watch_card
from bot.discord_app.commands.admin import AdminGroup, may_administer, server_of
from bot.discord_app.commands.choices import Choices, choice, company_choices, fold
from bot.discord_app.limits import CHOICE_TEXT, CHOICES, cut
from bot.discord_app.replying import guild_of, reader_lang, show
from bot.discord_app.sanitise import plain
from bot.discord_app.translator import label
from bot.domain.language import Lang
from bot.domain.server import Area
from bot.domain.watch import Coverage
from bot.i18n.catalog import text
from bot.watches.naming import LONGEST_KEYWORD, SHORTEST_KEYWORD

Name = app_commands.Range[str, 1, 100]


class WatchCommands(AdminGroup):
    def __init__(self, app: App) -> None:
        super().__init__("discord-cmd-watch", Area.SCHEDULE)
        self._app = app

    @app_commands.command(name=label("discord-cmd-watch-add"), description=label("discord-cmd-watch-add-about"))
    @app_commands.rename(name=label("discord-cmd-watch-name"))
    @app_commands.describe(name=label("discord-cmd-watch-add-name-about"))
    async def add(self, interaction: discord.Interaction[Any], name: Name) -> None:
        guild, lang = server_of(interaction), reader_lang(interaction)

        async def work() -> Card:
            named, is_new = await self._app.watchlist.add(guild.id, name, added_by=interaction.user.id)
            key = "watch-added" if is_new else "watch-known"
            words = text(key, lang, kind=named.entry.kind.value, name=plain(named.name(lang)))
            return notice_card(text("discord-watch-added-title", lang), [words], lang)

        await show(interaction, work, private=True)

    @add.autocomplete("name")
    async def _offer_names(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        if not may_administer(interaction):
            return []
        lang = reader_lang(interaction)
        offered = await company_choices(self._app, lang, typed)
        if SHORTEST_KEYWORD <= len(typed.strip()) <= LONGEST_KEYWORD:
            # What was typed comes first: Discord picks the first choice on Enter, and most keywords are no company.
            words = cut(text("discord-choice-watch-keyword", lang, keyword=" ".join(typed.split())), CHOICE_TEXT)
            is_company = any(fold(one.name) == fold(typed) for one in offered)
            own = app_commands.Choice(name=words, value=typed.strip())
            offered = offered if is_company else [own, *offered]
        return offered[:CHOICES]

    @app_commands.command(
        name=label("discord-cmd-watch-list"), description=label("discord-cmd-watch-list-about"), extras={READS: True}
    )
    async def list_(self, interaction: discord.Interaction[Any]) -> None:
        guild, lang = server_of(interaction), reader_lang(interaction)

        async def work() -> Card:
            watch = await self._app.watchlist.watch_of(guild.id)
            return watch_card(await self._app.watchlist.list(guild.id), watch.coverage, lang)

        await show(interaction, work, private=True)

    @app_commands.command(name=label("discord-cmd-watch-remove"), description=label("discord-cmd-watch-remove-about"))
    @app_commands.rename(name=label("discord-cmd-watch-name"))
    @app_commands.describe(name=label("discord-cmd-watch-remove-name-about"))
    async def remove(self, interaction: discord.Interaction[Any], name: Name) -> None:
        guild, lang = server_of(interaction), reader_lang(interaction)
        await show(interaction, lambda: self._removed(guild.id, name, lang), private=True)

    @remove.autocomplete("name")
    async def _offer_tracked(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        if not may_administer(interaction):
            return []
        lang = reader_lang(interaction)
        tracked = await self._app.watchlist.list(guild_of(interaction))
        wanted = fold(typed)
        found = [one for one in tracked if wanted in fold(one.name("ja")) or wanted in fold(one.name("en"))]
        return [
            app_commands.Choice(name=cut(one.name(lang), CHOICE_TEXT), value=one.entry.value) for one in found[:CHOICES]
        ]

    @app_commands.command(name=label("discord-cmd-watch-stories"), description=label("discord-cmd-watch-stories-about"))
    @app_commands.rename(which=label("discord-cmd-watch-which"))
    @app_commands.describe(which=label("discord-cmd-watch-which-about"))
    @app_commands.choices(
        which=[
            choice("discord-choice-watch-all", Coverage.ALL.value),
            choice("discord-choice-watch-tracked", Coverage.TRACKED.value),
        ]
    )
    async def stories(self, interaction: discord.Interaction[Any], which: str) -> None:
        guild, lang = server_of(interaction), reader_lang(interaction)

        async def work() -> Card:
            coverage = Coverage(which)
            await self._app.watchlist.set_coverage(guild.id, coverage)
            return watch_card(await self._app.watchlist.list(guild.id), coverage, lang)

        await show(interaction, work, private=True)

    async def _removed(self, guild_id: int, name: str, lang: Lang) -> Card:
        removed = await self._app.watchlist.remove(guild_id, name)
        words = text("watch-removed", lang, name=plain(removed.name(lang)))
        return notice_card(text("discord-watch-added-title", lang), [words], lang)
