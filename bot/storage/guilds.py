"""What a server chose for itself, and the way to forget a server."""

from datetime import datetime
from typing import cast

from sqlalchemy import delete, select

from bot.domain.language import Lang
from bot.domain.source import HOUSE
from bot.storage.database import Database
from bot.storage.tables import (
    catalogue_state,
    deliveries,
    feedback,
    follows,
    guilds,
    notices,
    personal_follows,
    replies,
    reviews,
    schedules,
    statement_events,
    statements,
)

OF_A_GUILD = (
    deliveries,
    schedules,
    follows,
    replies,
    reviews,
    statement_events,
    statements,
    personal_follows,
    notices,
    feedback,
)
"""Every table with a guild_id, in an order that no foreign key objects to."""


class GuildStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def language(self, guild_id: int) -> Lang | None:
        """The language that the server chose; None where it did not."""
        query = select(guilds.c.language).where(guilds.c.id == guild_id)
        async with self._database.reader() as connection:
            return cast("Lang | None", (await connection.execute(query)).scalar_one_or_none())

    async def set_language(self, guild_id: int, lang: Lang, now: datetime) -> None:
        chosen = {"language": lang, "updated_at": now}
        insert = self._database.insert(guilds).values(id=guild_id, **chosen)
        async with self._database.writer() as connection:
            await connection.execute(insert.on_conflict_do_update(index_elements=[guilds.c.id], set_=chosen))

    async def forget(self, guild_id: int) -> None:
        """Remove everything that is this server's. What it shares with others (sources, articles, briefs) stays.

        Raises ValueError for the house, which owns the record that every server reads.
        """
        if guild_id == HOUSE:
            raise ValueError("the house is not a server and cannot be forgotten")
        async with self._database.writer() as connection:
            for table in OF_A_GUILD:
                await connection.execute(delete(table).where(table.c.guild_id == guild_id))
            await connection.execute(delete(guilds).where(guilds.c.id == guild_id))
            grown = catalogue_state.update().values(revision=catalogue_state.c.revision + 1)
            await connection.execute(grown)
