"""When each server wants its editions: several schedules for a server, and for a channel."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import Any

from sqlalchemy import Row, bindparam, case, func, or_, select, update

from bot.domain.delivery import EVERY_DAY, Schedule
from bot.domain.language import Lang
from bot.domain.watch import Coverage, Watch
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
        *,
        weekdays: Sequence[int] = EVERY_DAY,
        together: bool = False,
        tells_quiet: bool = False,
        watch: Watch | None = None,
    ) -> Schedule:
        """The one schedule of this channel at this time of this zone, set to this and turned on.

        Slots before now are not owed by a new one, nor by one that was off or gets other weekdays.
        """
        new = _options(langs, top, weekdays, together=together, tells_quiet=tells_quiet) | {"watch": _document(watch)}
        insert = self._database.insert(schedules).values(
            guild_id=guild_id, channel_id=channel_id, at=at, timezone=timezone, created_at=now, **new
        )
        days = func.coalesce(schedules.c.weekdays, _in_digits(EVERY_DAY))
        owed_anew = or_(schedules.c.active.is_(False), days != insert.excluded.weekdays)
        save = insert.on_conflict_do_update(
            index_elements=[getattr(schedules.c, name) for name in ("guild_id", "channel_id", "at", "timezone")],
            set_=new | {"created_at": case((owed_anew, insert.excluded.created_at), else_=schedules.c.created_at)},
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
        return await self._list(query)

    async def find_schedule(self, schedule_id: int) -> Schedule | None:
        """It, on or off."""
        found = await self._list(select(schedules).where(schedules.c.id == schedule_id))
        return found[0] if found else None

    async def list_due(self, until: datetime, limit: int = 1000) -> list[Schedule]:
        """Those that are on and have a slot without a record by `until`, or may have one; the longest due first."""
        query = (
            select(schedules)
            .where(schedules.c.active, or_(schedules.c.due_at.is_(None), schedules.c.due_at <= until))
            .order_by(schedules.c.due_at.is_not(None), schedules.c.due_at, schedules.c.id)
            .limit(limit)
        )
        return await self._list(query)

    async def list_coming(
        self, since: datetime, until: datetime, *, after: tuple[datetime, int] | None = None, limit: int = 1000
    ) -> list[Schedule]:
        """Those that are on and next due after `since` and by `until`, in the order of (due, id); with `after` only
        what comes behind that place of it."""
        query = select(schedules).where(schedules.c.active, schedules.c.due_at > since, schedules.c.due_at <= until)
        if after is not None:
            due_at, schedule_id = after
            behind = (schedules.c.due_at == due_at) & (schedules.c.id > schedule_id)
            query = query.where(schedules.c.due_at >= due_at, or_(schedules.c.due_at > due_at, behind))
        return await self._list(query.order_by(schedules.c.due_at, schedules.c.id).limit(limit))

    async def set_due(self, due: Iterable[tuple[Schedule, datetime | None]]) -> None:
        """The first slots without a record, worked out from these schedules as they were read (None: not known); one
        that was changed since is left to be worked out again."""
        rows = [
            {"_id": one.schedule_id, "_at": one.at, "_zone": one.timezone, "_made": one.created_at, "_due": due_at}
            for one, due_at in due
        ]
        if not rows:
            return
        change = (
            update(schedules)
            .where(
                schedules.c.id == bindparam("_id"),
                schedules.c.at == bindparam("_at"),
                schedules.c.timezone == bindparam("_zone"),
                schedules.c.created_at == bindparam("_made"),
            )
            .values(due_at=bindparam("_due"))
        )
        async with self._database.writer() as connection:
            await connection.execute(change, rows)

    async def forget_due(self) -> None:
        """Have every schedule worked out again: the host's zone data or clock may have changed."""
        async with self._database.writer() as connection:
            await connection.execute(update(schedules).where(schedules.c.due_at.is_not(None)).values(due_at=None))

    async def turn_off(self, guild_id: int, schedule_id: int | None, now: datetime) -> int:
        """This schedule of the server's, or all of them. Returns how many were on."""
        change = update(schedules).where(schedules.c.guild_id == guild_id, schedules.c.active).values(active=False)
        if schedule_id is not None:
            change = change.where(schedules.c.id == schedule_id)
        async with self._database.writer() as connection:
            return (await connection.execute(change)).rowcount

    async def stop(self, schedule_id: int, reason: str) -> bool:
        """Switch it off for a reason of ours. False where it was off."""
        change = update(schedules).where(schedules.c.id == schedule_id, schedules.c.active)
        async with self._database.writer() as connection:
            return (await connection.execute(change.values(active=False, stopped=reason))).rowcount > 0

    async def _list(self, query: Any) -> list[Schedule]:
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return [_schedule(row) for row in rows]


def _options(
    langs: Sequence[Lang], top: int, weekdays: Sequence[int], *, together: bool, tells_quiet: bool
) -> dict[str, Any]:
    return {
        "langs": list(langs),
        "top": top,
        "active": True,
        "weekdays": _in_digits(weekdays),
        "together": together,
        "tells_quiet": tells_quiet,
        "stopped": None,
        "due_at": None,
    }


def _in_digits(weekdays: Sequence[int]) -> str:
    return "".join(map(str, sorted(set(weekdays))))


def _document(watch: Watch | None) -> dict[str, Any] | None:
    if watch is None:
        return None
    return {
        "companies": sorted(watch.companies),
        "keywords": list(watch.keywords),
        "coverage": watch.coverage.value,
    }


def _watch(document: dict[str, Any] | None) -> Watch | None:
    if document is None:
        return None
    return Watch(frozenset(document["companies"]), tuple(document["keywords"]), Coverage(document["coverage"]))


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
        weekdays=tuple(map(int, row.weekdays)) if row.weekdays else EVERY_DAY,
        together=bool(row.together),
        tells_quiet=bool(row.tells_quiet),
        stopped=row.stopped,
        due_at=row.due_at,
        watch=_watch(row.watch),
    )
