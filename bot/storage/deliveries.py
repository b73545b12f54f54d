"""The ledger: one record for each (schedule, slot), made before anything is composed, and what became of it.

Whoever holds a delivery holds its token. Every hand that takes it gets a new one, and a write under an old one is
refused: no clock decides who may go on.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Update, func, select, update
from sqlalchemy.exc import IntegrityError

from bot.domain.delivery import Delivery, DeliveryState, Schedule
from bot.domain.edition import Given
from bot.errors import StoreError
from bot.storage.database import Database
from bot.storage.given import record_given
from bot.storage.tables import deliveries, schedules

_UNFINISHED = (DeliveryState.CLAIMED, DeliveryState.COMPOSED, DeliveryState.POSTED)
_ATTEMPTED = (DeliveryState.POSTED, DeliveryState.FAILED)


_KEY = [deliveries.c.schedule_id, deliveries.c.slot_at]
_ROWS_AT_ONCE = 50
"""SQLite takes only so many values in one statement."""


class DeliveryStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(
        self, schedule: Schedule, slot_at: datetime, now: datetime, *, due_at: datetime | None = None
    ) -> Delivery | None:
        """Take this slot. None where somebody has it already, or the schedule no longer exists.

        Of any number of callers, in however many processes, the database lets one win. `due_at` is the slot after it.
        """
        insert = self._database.insert(deliveries).values(
            _new(schedule, slot_at, now) | {"state": DeliveryState.CLAIMED, "token": secrets.token_hex(8)}
        )
        claim = insert.on_conflict_do_nothing(index_elements=_KEY).returning(deliveries)

        def take(connection: Connection) -> Delivery | None:
            row = connection.execute(claim).first()
            if due_at is not None:
                connection.execute(_advance(schedule, due_at))
            return _delivery(row) if row else None

        try:
            return await self._database.write(take)
        except IntegrityError:
            return None  # the server left, and its schedule with it

    async def record_missed(
        self, schedule: Schedule, slots: Sequence[tuple[datetime, str]], now: datetime
    ) -> list[Delivery]:
        """Put slots that were not posted on record, each with its reason; those that have one already stay."""
        rows = [
            _new(schedule, slot_at, now) | {"state": DeliveryState.SKIPPED, "reason": reason}
            for slot_at, reason in slots
        ]
        recorded: list[Delivery] = []
        try:
            async with self._database.writer() as connection:
                for first in range(0, len(rows), _ROWS_AT_ONCE):
                    insert = self._database.insert(deliveries).values(rows[first : first + _ROWS_AT_ONCE])
                    record = insert.on_conflict_do_nothing(index_elements=_KEY).returning(deliveries)
                    recorded += [_delivery(row) for row in await connection.execute(record)]
        except IntegrityError:
            return []
        return recorded

    async def last_slots(self, schedule_ids: Iterable[int]) -> Mapping[int, datetime]:
        """Of these schedules, the latest slot on record; nothing for one without any."""
        query = (
            select(deliveries.c.schedule_id, func.max(deliveries.c.slot_at).label("slot_at"))
            .where(deliveries.c.schedule_id.in_(list(schedule_ids)))
            .group_by(deliveries.c.schedule_id)
        )
        async with self._database.reader() as connection:
            return {row.schedule_id: row.slot_at for row in await connection.execute(query)}

    async def find_delivery(self, schedule_id: int, slot_at: datetime) -> Delivery | None:
        found = await self._list(
            select(deliveries).where(deliveries.c.schedule_id == schedule_id, deliveries.c.slot_at == slot_at)
        )
        return found[0] if found else None

    async def record_state(
        self,
        delivery_id: int,
        state: DeliveryState,
        *,
        reason: str | None = None,
        message_ids: Sequence[int] | None = None,
        now: datetime,
        token: str | None = None,
        posted_at: datetime | None = None,
        given: Sequence[Given] | None = None,
    ) -> Delivery:
        """What became of it. POSTED and FAILED count as an attempt; without `message_ids` the known ones stay.
        `given` is what it is about to hold, put on record with the state.

        Raises StoreError where there is no such delivery (its server left), or none under this `token` (somebody else
        has taken it over).
        """
        values: dict[str, Any] = {"state": state, "reason": reason, "updated_at": now}
        if message_ids is not None:
            values["message_ids"] = list(message_ids)
        if posted_at is not None:
            values["posted_at"] = posted_at
        if state in _ATTEMPTED:
            values["attempts"] = deliveries.c.attempts + 1
        change = update(deliveries).where(deliveries.c.id == delivery_id).values(values).returning(deliveries)
        if token is not None:
            change = change.where(deliveries.c.token == token)

        def work(connection: Connection) -> Row[Any] | None:
            row = connection.execute(change).first()
            if row is not None and given is not None:
                record_given(self._database, connection, delivery_id, given, now, adds=bool(row.message_ids))
            return row

        row = await self._database.write(work)
        if row is None:
            raise StoreError(f"no delivery {delivery_id}" + (" that is ours" if token else ""))
        return _delivery(row)

    async def take_over(self, delivery: Delivery, now: datetime) -> Delivery | None:
        """Go on with a delivery that somebody left: None where anybody touched it since it was read.

        Its reason is cleared, so that everybody else sees it as being worked on; it gets a new token, so that
        whoever held it can write no more.
        """
        change = (
            update(deliveries)
            .where(
                deliveries.c.id == delivery.delivery_id,
                deliveries.c.state == delivery.state,
                deliveries.c.updated_at == delivery.updated_at,
                deliveries.c.token.is_not_distinct_from(delivery.token),
            )
            .values(reason=None, updated_at=now, token=secrets.token_hex(8))
            .returning(deliveries)
        )
        async with self._database.writer() as connection:
            row = (await connection.execute(change)).first()
            return _delivery(row) if row else None

    async def list_unfinished(self) -> list[Delivery]:
        """Claimed but neither confirmed, skipped nor failed, the oldest slot first."""
        return await self._list(
            select(deliveries)
            .where(deliveries.c.state.in_(_UNFINISHED))
            .order_by(deliveries.c.slot_at, deliveries.c.id)
        )

    async def list_deliveries(
        self, guild_id: int | None, limit: int = 20, *, states: Sequence[DeliveryState] = ()
    ) -> list[Delivery]:
        """Of this server, or of all; the latest slot first."""
        query = select(deliveries).order_by(deliveries.c.slot_at.desc(), deliveries.c.id.desc()).limit(limit)
        if guild_id is not None:
            query = query.where(deliveries.c.guild_id == guild_id)
        if states:
            query = query.where(deliveries.c.state.in_(states))
        return await self._list(query)

    async def count_outcomes(self) -> Mapping[tuple[DeliveryState, str | None], int]:
        """How many deliveries there are, by state and reason."""
        query = select(deliveries.c.state, deliveries.c.reason, func.count().label("n")).group_by(
            deliveries.c.state, deliveries.c.reason
        )
        async with self._database.reader() as connection:
            return {(DeliveryState(row.state), row.reason): row.n for row in await connection.execute(query)}

    async def list_lateness(self, since: datetime) -> list[float]:
        """Of what was posted for slots since then: seconds from the slot to its last message, the shortest first."""
        query = select(deliveries.c.slot_at, deliveries.c.posted_at).where(
            deliveries.c.state == DeliveryState.CONFIRMED,
            deliveries.c.slot_at >= since,
            deliveries.c.posted_at.is_not(None),
        )
        async with self._database.reader() as connection:
            return sorted((row.posted_at - row.slot_at).total_seconds() for row in await connection.execute(query))

    async def _list(self, query: Any) -> list[Delivery]:
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return [_delivery(row) for row in rows]


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(
        delivery_id=row.id,
        schedule_id=row.schedule_id,
        guild_id=row.guild_id,
        channel_id=row.channel_id,
        slot_at=row.slot_at,
        state=DeliveryState(row.state),
        reason=row.reason,
        message_ids=tuple(row.message_ids),
        claimed_at=row.claimed_at,
        updated_at=row.updated_at,
        attempts=row.attempts,
        token=row.token,
        parts=tuple(row.parts or ()),
        posted_at=row.posted_at,
    )


def _new(schedule: Schedule, slot_at: datetime, now: datetime) -> dict[str, Any]:
    return {
        "schedule_id": schedule.schedule_id,
        "guild_id": schedule.guild_id,
        "channel_id": schedule.channel_id,
        "slot_at": slot_at,
        "message_ids": [],
        "claimed_at": now,
        "updated_at": now,
        "attempts": 0,
        "parts": list(schedule.parts),
    }


def _advance(schedule: Schedule, due_at: datetime) -> Update:
    """The slot after this one is due next, unless the schedule was changed since it was read."""
    return (
        update(schedules)
        .where(
            schedules.c.id == schedule.schedule_id,
            schedules.c.at == schedule.at,
            schedules.c.timezone == schedule.timezone,
            schedules.c.created_at == schedule.created_at,
            schedules.c.due_at == schedule.due_at,
        )
        .values(due_at=due_at)
    )
