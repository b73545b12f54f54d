"""/review, /settings, /status, /audit and /setup: a server as a whole, for its admins."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import discord
from discord import app_commands

from bot.app import App
from bot.discord_app.admin.desk import AdminDesk
from bot.discord_app.admin.server_room import ServerRoom
from bot.discord_app.auditing import READS
from bot.discord_app.cards.layout import Card
from bot.discord_app.commands.admin import AdminGroup, for_admins, may_administer, may_manage, server_of
from bot.discord_app.commands.choices import Choices, choice, command_choices, company_choices
from bot.discord_app.commands.places import PlaceOption
from bot.discord_app.error_replies import EverybodyInCharge, UnknownCommand
from bot.discord_app.replying import reader_lang, show
from bot.discord_app.translator import label
from bot.domain.server import Area
from bot.errors import UnknownCompany
from bot.i18n.catalog import text
from bot.servers.access import with_answers, with_charge, with_role

Command = app_commands.Command[Any, ..., Any] | app_commands.Group


def server_commands(app: App, desk: AdminDesk) -> Sequence[Command]:
    return [
        review_command(app, desk),
        SettingsCommands(app, desk.server),
        status_command(desk.server),
        audit_command(desk.server),
        setup_command(desk),
    ]


def review_command(app: App, desk: AdminDesk) -> Command:
    async def offer_companies(interaction: discord.Interaction[Any], typed: str) -> Choices:
        return await company_choices(app, reader_lang(interaction), typed) if may_administer(interaction) else []

    @app_commands.command(
        name=label("admin-cmd-review"), description=label("admin-cmd-review-about"), extras={READS: True}
    )
    @app_commands.rename(company=label("discord-cmd-stance-company"))
    @app_commands.describe(company=label("admin-cmd-review-company-about"))
    @app_commands.autocomplete(company=offer_companies)
    async def review(
        interaction: discord.Interaction[Any], company: app_commands.Range[str, 1, 100] | None = None
    ) -> None:
        guild, lang = server_of(interaction), reader_lang(interaction)

        async def work() -> Card:
            chosen = await find_company(app, company) if company else None
            return await desk.review.queue(guild.id, chosen, lang)

        await show(interaction, work, private=True)

    return for_admins(review, Area.REVIEW)


async def find_company(app: App, typed: str) -> str:
    """The id of the company that was picked, or typed by any of its names. Raises UnknownCompany."""
    index = await app.catalogue.index()
    company = index.resolve(typed)
    if company is None:
        raise UnknownCompany(typed, name=typed[:80])
    return company.company_id


def status_command(room: ServerRoom) -> Command:
    @app_commands.command(
        name=label("admin-cmd-status"), description=label("admin-cmd-status-about"), extras={READS: True}
    )
    async def status(interaction: discord.Interaction[Any]) -> None:
        guild, lang = server_of(interaction), reader_lang(interaction)
        await show(interaction, lambda: room.status(guild.id, lang), private=True)

    return for_admins(status)


def audit_command(room: ServerRoom) -> Command:
    @app_commands.command(
        name=label("admin-cmd-audit"), description=label("admin-cmd-audit-about"), extras={READS: True}
    )
    async def audit(interaction: discord.Interaction[Any]) -> None:
        guild, lang = server_of(interaction), reader_lang(interaction)
        await show(interaction, lambda: room.audit(guild.id, 0, lang), private=True)

    return for_admins(audit)


def setup_command(desk: AdminDesk) -> Command:
    @app_commands.command(
        name=label("admin-cmd-setup"), description=label("admin-cmd-setup-about"), extras={READS: True}
    )
    async def setup(interaction: discord.Interaction[Any]) -> None:
        guild, lang = server_of(interaction), reader_lang(interaction)
        channel_id = interaction.channel_id
        await show(interaction, lambda: desk.setup.guide(guild, lang, channel_id=channel_id), private=True)

    return for_admins(setup)


class SettingsCommands(AdminGroup):
    def __init__(self, app: App, room: ServerRoom) -> None:
        super().__init__("admin-cmd-settings")
        self._app = app
        self._room = room

    @app_commands.command(
        name=label("admin-cmd-settings-show"), description=label("admin-cmd-settings-show-about"), extras={READS: True}
    )
    async def show_(self, interaction: discord.Interaction[Any]) -> None:
        guild, lang = server_of(interaction), reader_lang(interaction)
        await show(interaction, lambda: self._room.settings(guild.id, lang), private=True)

    @app_commands.command(
        name=label("admin-cmd-settings-language"), description=label("admin-cmd-settings-language-about")
    )
    @app_commands.rename(language=label("admin-cmd-settings-language-which"))
    @app_commands.describe(language=label("admin-cmd-settings-language-which-about"))
    @app_commands.choices(
        language=[
            choice("discord-choice-ja", "ja"),
            choice("discord-choice-en", "en"),
            choice("admin-choice-own", "own"),
        ]
    )
    async def language(self, interaction: discord.Interaction[Any], language: str) -> None:
        chosen = {"ja": "ja", "en": "en"}.get(language)
        await self._change(interaction, lambda now: replace(now, language=chosen))

    @app_commands.command(
        name=label("admin-cmd-settings-answers"), description=label("admin-cmd-settings-answers-about")
    )
    @app_commands.rename(
        seen_by=label("admin-cmd-settings-answers-who"), channel=label("discord-cmd-schedule-set-channel")
    )
    @app_commands.describe(
        seen_by=label("admin-cmd-settings-answers-who-about"), channel=label("admin-cmd-settings-answers-channel-about")
    )
    @app_commands.choices(seen_by=[choice("admin-choice-public", "public"), choice("admin-choice-private", "private")])
    async def answers(
        self,
        interaction: discord.Interaction[Any],
        seen_by: str,
        channel: app_commands.Transform[int, PlaceOption] | None = None,
    ) -> None:
        private = seen_by == "private"
        await self._change(interaction, lambda now: with_answers(now, private=private, channel_id=channel))

    @app_commands.command(name=label("admin-cmd-settings-access"), description=label("admin-cmd-settings-access-about"))
    @app_commands.rename(
        command=label("admin-cmd-settings-access-command"),
        role=label("admin-cmd-settings-access-role"),
        allowed=label("admin-cmd-settings-access-allowed"),
    )
    @app_commands.describe(
        command=label("admin-cmd-settings-access-command-about"),
        role=label("admin-cmd-settings-access-role-about"),
        allowed=label("admin-cmd-settings-access-allowed-about"),
    )
    async def access(
        self,
        interaction: discord.Interaction[Any],
        command: app_commands.Range[str, 1, 40],
        role: discord.Role | None = None,
        allowed: bool = True,
    ) -> None:
        name = self._command(command)
        role_id = role.id if role else None
        await self._change(interaction, lambda now: with_role(now, name, role_id, allowed=allowed))

    @app_commands.command(name=label("cards-cmd-charge"), description=label("cards-cmd-charge-about"))
    @app_commands.rename(
        area=label("cards-cmd-charge-area"),
        role=label("admin-cmd-settings-access-role"),
        allowed=label("admin-cmd-settings-access-allowed"),
    )
    @app_commands.describe(
        area=label("cards-cmd-charge-area-about"),
        role=label("cards-cmd-charge-role-about"),
        allowed=label("admin-cmd-settings-access-allowed-about"),
    )
    @app_commands.choices(area=[choice(f"cards-choice-area-{one.value}", one.value) for one in Area])
    async def charge(
        self,
        interaction: discord.Interaction[Any],
        area: str,
        role: discord.Role | None = None,
        allowed: bool = True,
    ) -> None:
        if role is not None and role.is_default() and allowed:
            raise EverybodyInCharge
        # What only Discord's own settings can do is told with it: show the commands, or hide them again.
        key = "cards-charge-given" if role is not None and allowed else "cards-charge-taken"
        note = self._room.charge_note(key, Area(area), role.id if role else None, reader_lang(interaction))
        role_id = role.id if role else None
        await self._change(interaction, lambda now: with_charge(now, Area(area), role_id, allowed=allowed), note)

    @app_commands.command(name=label("admin-cmd-settings-news"), description=label("admin-cmd-settings-news-about"))
    @app_commands.rename(on=label("admin-cmd-settings-news-on"))
    @app_commands.describe(on=label("admin-cmd-settings-news-on-about"))
    async def news(self, interaction: discord.Interaction[Any], on: bool) -> None:
        await self._change(interaction, lambda now: replace(now, news_answers=on))

    @access.autocomplete("command")
    async def _offer_commands(self, interaction: discord.Interaction[Any], typed: str) -> Choices:
        if not may_manage(interaction):
            return []
        names, lang = self._room.names, reader_lang(interaction)
        return command_choices(((names.shown(one, lang), one) for one in names.for_members), typed)

    def _command(self, typed: str) -> str:
        """A command for members, by its name in either language. Raises UnknownCommand."""
        names, wanted = self._room.names, typed.strip().removeprefix("/").casefold()
        for name in names.for_members:
            if wanted in (name.casefold(), names.shown(name, "ja").casefold()):
                return name
        raise UnknownCommand(typed, command=typed[:40])

    async def _change(self, interaction: discord.Interaction[Any], change: Any, note: str | None = None) -> None:
        guild, lang = server_of(interaction), reader_lang(interaction)

        async def work() -> Card:
            # From the store, not from memory: another admin may have changed something else a moment ago.
            now = await self._app.guilds.settings(guild.id)
            return await self._room.save(guild.id, change(now), lang, note or text("admin-settings-saved", lang))

        await show(interaction, work, private=True)
