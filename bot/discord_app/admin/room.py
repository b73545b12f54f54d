"""What the rooms of the admin desk share: the app, who pressed, and a way to answer in place."""

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, ClassVar

import discord

from bot.app import App
from bot.discord_app.admin.presses import AdminAction, AdminPress
from bot.discord_app.auditing import audit
from bot.discord_app.error_replies import ReplyGone
from bot.discord_app.replying import Work, reader_lang, replace
from bot.domain.language import Lang
from bot.domain.server import Area
from bot.storage.replies import ReplyStore

Handler = Callable[[discord.Interaction[Any], AdminPress], Awaitable[None]]


class Room(ABC):
    """One kind of cards. `handlers` says which presses are answered here; who presses was authorised before."""

    area: ClassVar[Area | None] = None
    """What a role can be put in charge of; None: every press takes Manage Server."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._replies = ReplyStore(app.database)

    @abstractmethod
    def handlers(self) -> Mapping[AdminAction, Handler]: ...

    async def keep(self, kind: str, guild_id: int, body: dict[str, Any]) -> int:
        return await self._replies.save_reply(kind, guild_id, body, self._app.clock.now())

    async def kept(self, kind: str, reply_id: int, guild_id: int) -> dict[str, Any]:
        """What a card of this server was made from. Raises ReplyGone, also for another server's."""
        found = await self._replies.get_reply(reply_id)
        if found is None or found.guild_id != guild_id or found.kind != kind:
            raise ReplyGone(f"reply {reply_id}")
        return found.body


def here(interaction: discord.Interaction[Any]) -> tuple[int, Lang]:
    """The server of an authorised press, and the presser's language."""
    return interaction.guild_id or 0, reader_lang(interaction)


async def change(
    interaction: discord.Interaction[Any],
    action: str,
    details: Mapping[str, str],
    work: Work,
    *,
    doing: str | None = None,
) -> None:
    """Do what was pressed, written down before, and put its card in the place of the one that was pressed.

    `doing` words work that may take long.
    """
    audit(interaction, action, details)
    await replace(interaction, work, doing=doing)
