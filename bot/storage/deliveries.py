"""The ledger: one record for each (schedule, slot), made before anything is composed, and what became of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.exc import IntegrityError

from bot.domain.delivery import Delivery, DeliveryState, Schedule
from bot.errors import StoreError
from bot.storage.database import Database
from bot.storage.tables import deliveries

_UNFINISHED = (DeliveryState.CLAIMED, DeliveryState.COMPOSED, DeliveryState.POSTED)
_ATTEMPTED = (DeliveryState.POSTED, DeliveryState.FAILED)


class DeliveryStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(self, schedule: Schedule, slot_at: datetime, now: datetime) -> Delivery | None:
        """Take this slot. None where somebody has it already, or the schedule no longer exists.

        Of any number of callers, in however many processes, the database lets one win.
        """
        insert = self._database.insert(deliveries).values(
            schedule_id=schedule.schedule_id,
            guild_id=schedule.guild_id,
            channel_id=schedule.channel_id,
            slot_at=slot_at,
            state=DeliveryState.CLAIMED,
            message_ids=[],
            claimed_at=now,
            updated_at=now,
            attempts=0,
        )
        key = [deliveries.c.schedule_id, deliveries.c.slot_at]
        claim = insert.on_conflict_do_nothing(index_elements=key).returning(deliveries)
        try:
            async with self._database.writer() as connection:
                row = (await connection.execute(claim)).first()
                return _delivery(row) if row else None
        except IntegrityError:
            return None  # the server left, and its schedule with it

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
    ) -> Delivery:
        """What became of it. POSTED and FAILED count as an attempt; without `message_ids` the known ones stay.

        Raises StoreError where there is no such delivery: its server left.
        """
        values: dict[str, Any] = {"state": state, "reason": reason, "updated_at": now}
        if message_ids is not None:
            values["message_ids"] = list(message_ids)
        if state in _ATTEMPTED:
            values["attempts"] = deliveries.c.attempts + 1
        change = update(deliveries).where(deliveries.c.id == delivery_id).values(values).returning(deliveries)
        async with self._database.writer() as connection:
            row = (await connection.execute(change)).first()
            if row is None:
                raise StoreError(f"no delivery {delivery_id}")
            return _delivery(row)

    async def take_over(self, delivery: Delivery, now: datetime) -> Delivery | None:
        """Go on with a delivery that somebody left: None where anybody touched it since it was read.

        Its reason is cleared, so that everybody else sees it as being worked on.
        """
        change = (
            update(deliveries)
            .where(
                deliveries.c.id == delivery.delivery_id,
                deliveries.c.state == delivery.state,
                deliveries.c.updated_at == delivery.updated_at,
            )
            .values(reason=None, updated_at=now)
            .returning(deliveries)
        )
        async with self._database.writer() as connection:
            row = (await connection.execute(change)).first()
            return _delivery(row) if row else None

    async def list_unfinished(self, now: datetime) -> list[Delivery]:
        """Claimed by now but neither confirmed, skipped nor failed, the oldest slot first."""
        return await self._list(
            select(deliveries)
            .where(deliveries.c.state.in_(_UNFINISHED), deliveries.c.claimed_at <= now)
            .order_by(deliveries.c.slot_at, deliveries.c.id)
        )

    async def list_deliveries(self, guild_id: int, limit: int = 20) -> list[Delivery]:
        """Of this server, the latest slot first."""
        return await self._list(
            select(deliveries)
            .where(deliveries.c.guild_id == guild_id)
            .order_by(deliveries.c.slot_at.desc(), deliveries.c.id.desc())
            .limit(limit)
        )

    async def _list(self, query: Any) -> list[Delivery]:
        async with self._database.reader() as connection:
            return [_delivery(row) for row in await connection.execute(query)]


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
    )
