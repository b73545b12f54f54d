"""Which stories each delivery held: what a server was given, so that nothing is told to it twice."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, select

from bot.domain.edition import Given, GivenTo
from bot.storage.database import Database
from bot.storage.tables import deliveries, given_stories


class GivenStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def list_given(self, guild_id: int, since: datetime, *, before: datetime | None = None) -> list[GivenTo]:
        """Of the slots from `since` on (and before `before`), the latest first: only what reached its channel."""
        query = (
            select(given_stories, deliveries.c.channel_id, deliveries.c.slot_at, deliveries.c.message_ids)
            .join(deliveries, deliveries.c.id == given_stories.c.delivery_id)
            .where(deliveries.c.guild_id == guild_id, deliveries.c.slot_at >= since)
            .order_by(deliveries.c.slot_at.desc(), given_stories.c.story_id)
        )
        if before is not None:
            query = query.where(deliveries.c.slot_at < before)
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return [
            GivenTo(Given(row.story_id, row.revision, tuple(row.article_ids)), row.channel_id, row.slot_at)
            for row in rows
            if row.message_ids
        ]


def record_given(
    database: Database,
    connection: Connection,
    delivery_id: int,
    given: Sequence[Given],
    now: datetime,
    *,
    adds: bool,
) -> None:
    """Note what a delivery is about to hold, in the caller's transaction.

    `adds`: a part of it is in the channel already; else what was noted before an attempt that failed is dropped.
    """
    if not adds:
        connection.execute(delete(given_stories).where(given_stories.c.delivery_id == delivery_id))
    for one in given:
        held = {"revision": one.revision, "article_ids": list(one.article_ids), "given_at": now}
        insert = database.insert(given_stories).values(delivery_id=delivery_id, story_id=one.story_id, **held)
        connection.execute(
            insert.on_conflict_do_update(index_elements=list(given_stories.primary_key.columns), set_=held)
        )
