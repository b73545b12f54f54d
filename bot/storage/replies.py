"""What a reply in Discord was made from, so that its buttons work after a restart: never a finished text."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from bot.storage.database import Database
from bot.storage.tables import replies


@dataclass(frozen=True, slots=True)
class Reply:
    kind: str
    guild_id: int
    body: dict[str, Any]


class ReplyStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def save_reply(
        self, kind: str, guild_id: int, body: dict[str, Any], now: datetime, user_id: int | None = None
    ) -> int:
        """Keep it and return its number, which never belongs to another reply. `body` holds JSON values only.

        `user_id`: who asked for it, where it says something about them.
        """
        new = insert(replies).values(kind=kind, guild_id=guild_id, body=body, replied_at=now, user_id=user_id)
        # Every post keeps one, and thousands may be due at one minute.
        return await self._database.write(lambda change: int(change.execute(new.returning(replies.c.id)).scalar_one()))

    async def get_reply(self, reply_id: int) -> Reply | None:
        """The reply of that number, whoever asks: the caller compares its server with the one that asks."""
        query = select(replies.c.kind, replies.c.guild_id, replies.c.body).where(replies.c.id == reply_id)
        async with self._database.reader() as connection:
            row = (await connection.execute(query)).one_or_none()
        return None if row is None else Reply(row.kind, row.guild_id, row.body)
