"""/settings, /status and /audit: what a server's admins chose, how it does, and what they did."""

from collections.abc import Mapping
from datetime import UTC, timedelta
from typing import Any

import discord

from bot.app import App
from bot.delivery.schedule import next_slot
from bot.discord_app.admin.presses import AdminAction, AdminPress
from bot.discord_app.admin.room import Handler, Room, here
from bot.discord_app.cards.layout import Card
from bot.discord_app.cards.server import (
    AUDIT_PER_PAGE,
    DELIVERIES_SHOWN,
    Status,
    audit_card,
    server_status_card,
    settings_card,
)
from bot.discord_app.command_names import CommandNames
from bot.discord_app.desk import record_names
from bot.discord_app.replying import replace
from bot.discord_app.sanitise import plain
from bot.domain.language import Lang
from bot.domain.server import ServerSettings
from bot.i18n.catalog import text

ERRORS_SINCE = timedelta(days=7)


class ServerRoom(Room):
    def __init__(self, app: App) -> None:
        super().__init__(app)
        self.names = CommandNames({})
        """Set when the tree of commands is complete."""

    def handlers(self) -> Mapping[AdminAction, Handler]:
        return {AdminAction.AUDIT_PAGE: self._audit_page}

    async def settings(self, guild_id: int, lang: Lang) -> Card:
        return settings_card(await self._app.steward.settings(guild_id), self.names.shown, lang)

    async def save(self, guild_id: int, chosen: ServerSettings, lang: Lang, note: str) -> Card:
        await self._app.steward.save_settings(guild_id, chosen)
        return settings_card(chosen, self.names.shown, lang, note)

    async def status(self, guild_id: int, lang: Lang) -> Card:
        app, now = self._app, self._app.clock.now()
        schedules = await app.schedules.list_schedules(guild_id)
        slots = sorted(((one, next_slot(one, now)) for one in schedules), key=lambda pair: pair[1])
        status = Status(
            listed=await app.registry.list_followed(guild_id),
            schedules=slots,
            deliveries=await app.deliveries.list_deliveries(guild_id, DELIVERIES_SHOWN),
            waiting=len(await app.review.queue(guild_id)),
            errors=await app.audit.list_errors(guild_id, now - ERRORS_SINCE),
            lines=[await self._engine(guild_id, lang)],
        )
        return server_status_card(status, lang, await record_names(app))

    async def _engine(self, guild_id: int, lang: Lang) -> str:
        """Who writes the briefs, and how much of this server's share of the day is used."""
        settings = self._app.settings
        if settings.model is None:
            return text("admin-status-local", lang)
        today = self._app.clock.now().astimezone(UTC).date().isoformat()
        used = await self._app.model_calls.spent_on(today, guild_id)
        share = settings.model_server_tokens
        percent = min(100, round(100 * used.tokens / share)) if share else 100
        return text("admin-status-model", lang, model=plain(settings.model, 60), percent=percent)

    async def audit(self, guild_id: int, page: int, lang: Lang) -> Card:
        total = await self._app.audit.count_entries(guild_id)
        page = min(page, max(0, (total - 1) // AUDIT_PER_PAGE))
        entries = await self._app.audit.list_entries(guild_id, limit=AUDIT_PER_PAGE, skip=page * AUDIT_PER_PAGE)
        return audit_card(entries, page, total, self.names.shown, lang)

    async def _audit_page(self, interaction: discord.Interaction[Any], press: AdminPress) -> None:
        guild_id, lang = here(interaction)
        await replace(interaction, lambda: self.audit(guild_id, press.id, lang))
