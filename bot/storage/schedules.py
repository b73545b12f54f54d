"""When each server wants its edition: one schedule per channel."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from sqlalchemy import Row, case, or_, select, update

from bot.domain.delivery import Schedule
from bot.domain.language import Lang
from bot.storage.database import Database
from bot.storage.tables import schedules


class ScheduleStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def save_schedule(
        self,
        guild_id: int,
        channel_id: int,
        at: time,
        timezone: str,
        langs: Sequence[Lang],
        top: int,
        now: datetime,
    ) -> Schedule:
        """The one schedule of this channel, set to this and turned on.

        Slots before now are not owed by a new one, nor by one that was off or that moves to another time: a move
        from 9:00 to 7:00 at half past eight posts nothing on that day.
        """
        new: dict[str, Any] = {"at": at, "timezone": timezone, "langs": list(langs), "top": top, "active": True}
        insert = self._database.insert(schedules).values(
            guild_id=guild_id, channel_id=channel_id, created_at=now, **new
        )
        moved = or_(schedules.c.active.is_(False), schedules.c.at != at, schedules.c.timezone != timezone)
        save = insert.on_conflict_do_update(
            index_elements=[schedules.c.guild_id, schedules.c.channel_id],
            set_=new | {"created_at": case((moved, insert.excluded.created_at), else_=schedules.c.created_at)},
        )
        async with self._database.writer() as connection:
            return _schedule((await connection.execute(save.returning(schedules))).one())

    async def list_schedules(self, guild_id: int | None = None, active_only: bool = True) -> list[Schedule]:
        """Of this server, or of all; in order of addition."""
        query = select(schedules).order_by(schedules.c.id)
        if guild_id is not None:
            query = query.where(schedules.c.guild_id == guild_id)
        if active_only:
            query = query.where(schedules.c.active)
        async with self._database.reader() as connection:
            return [_schedule(row) for row in await connection.execute(query)]

    async def turn_off(self, guild_id: int, schedule_id: int | None, now: datetime) -> int:
        """This schedule of the server's, or all of them. Returns how many were on."""
        change = update(schedules).where(schedules.c.guild_id == guild_id, schedules.c.active).values(active=False)
        if schedule_id is not None:
            change = change.where(schedules.c.id == schedule_id)
        async with self._database.writer() as connection:
            return (await connection.execute(change)).rowcount


def _schedule(row: Row[Any]) -> Schedule:
    return Schedule(
        schedule_id=row.id,
        guild_id=row.guild_id,
        channel_id=row.channel_id,
        at=row.at,
        timezone=row.timezone,
        langs=tuple(row.langs),
        top=row.top,
        active=row.active,
        created_at=row.created_at,
    )
