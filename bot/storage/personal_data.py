"""Everything that is kept about one person, over all tables: counted for them, and deleted when they want it.

What they did as an admin (a source added, a decision in the record) stays with the server, without their name.
"""

from typing import Any

from sqlalchemy import ColumnElement, Table, delete, func, select, update

from bot.domain.reader import room_of
from bot.domain.source import HOUSE
from bot.storage.database import Database
from bot.storage.guilds import HANDED_OVER, tables_of_guilds
from bot.storage.tables import feedback, follows, guilds, personal_follows, personal_notices, readers, replies, watches

OF_A_PERSON: tuple[Table, ...] = (personal_follows, personal_notices, feedback, replies, readers)
"""Tables whose rows are a person's own, by their `user_id`."""
SIGNED_BY_A_PERSON = ((follows, follows.c.added_by), (watches, watches.c.added_by))
"""Columns that only say who did something for a server: the name goes, the row stays."""


class PersonalDataStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def count(self, user_id: int) -> dict[str, int]:
        """How many rows there are of this person's, by table; in their own room too."""
        async with self._database.reader() as connection:
            counts: dict[str, int] = {}
            for table in (*OF_A_PERSON, *_ROOM_TABLES):
                query = select(func.count()).select_from(table).where(_of(table, user_id))
                counts[table.name] = counts.get(table.name, 0) + int((await connection.execute(query)).scalar_one())
        return counts

    async def delete(self, user_id: int) -> int:
        """Delete all of it, on every server, in one transaction. Returns how many rows there were."""
        gone = 0
        async with self._database.writer() as connection:
            for table in (*OF_A_PERSON, *_ROOM_TABLES):
                gone += (await connection.execute(delete(table).where(_of(table, user_id)))).rowcount
            await connection.execute(delete(guilds).where(guilds.c.id == room_of(user_id)))
            for table in HANDED_OVER:
                mine = table.c.guild_id == room_of(user_id)
                await connection.execute(update(table).where(mine).values(guild_id=HOUSE))
            for table, column in SIGNED_BY_A_PERSON:
                await connection.execute(update(table).where(column == user_id).values({column: None}))
        return gone


_ROOM_TABLES = tuple(one for one in tables_of_guilds() if one not in OF_A_PERSON and one not in HANDED_OVER)
"""What a person's own room can hold, as any server's."""


def _of(table: Table, user_id: int) -> ColumnElement[bool]:
    columns: Any = table.c
    if table in OF_A_PERSON:
        mine: ColumnElement[bool] = columns.user_id == user_id
        return mine if "guild_id" not in columns else mine | (columns.guild_id == room_of(user_id))
    in_my_room: ColumnElement[bool] = columns.guild_id == room_of(user_id)
    return in_my_room
