"""The ledger of alerts: one row per rule and event, written before anything is posted."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select, update
from sqlalchemy.exc import IntegrityError

from bot.domain.alert import Alert, AlertEvent, AlertKind, AlertRule
from bot.domain.delivery import DeliveryState
from bot.errors import StoreError
from bot.storage.database import Database
from bot.storage.tables import alerts, deliveries

_KEY = ["rule_id", "event_key"]
_UNFINISHED = (DeliveryState.CLAIMED, DeliveryState.COMPOSED)
_TOLD = (*_UNFINISHED, DeliveryState.CONFIRMED)


class AlertStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(
        self,
        rule: AlertRule,
        event: AlertEvent,
        now: datetime,
        *,
        state: DeliveryState = DeliveryState.CLAIMED,
        reason: str | None = None,
    ) -> Alert | None:
        """The record of this event for this rule; None where there is one, or the server has left.

        With another `state` than CLAIMED: what became of an event that nobody is told.
        """
        row = {
            "rule_id": rule.rule_id,
            "guild_id": rule.guild_id,
            "channel_id": rule.channel_id,
            "kind": event.kind,
            "event_key": event.key,
            "subject": dict(event.subject),
            "happened_at": event.happened_at,
            "state": state,
            "reason": reason,
            "claimed_at": now,
            "updated_at": now,
            "attempts": 0,
            "token": secrets.token_hex(8),
        }
        insert = self._database.insert(alerts).values(row)
        claim = insert.on_conflict_do_nothing(index_elements=_KEY).returning(alerts)
        try:
            async with self._database.writer() as connection:
                found = (await connection.execute(claim)).first()
                return _alert(found) if found else None
        except IntegrityError:
            return None

    async def keys_on_record(self, rule_ids: Sequence[int], event_key: str) -> frozenset[int]:
        """Of these rules, those that have a record of this event."""
        query = select(alerts.c.rule_id).where(alerts.c.event_key == event_key)
        async with self._database.reader() as connection:
            return frozenset(await connection.scalars(query)).intersection(rule_ids)

    async def told_at(self, guild_id: int, since: datetime, *, but: str) -> list[datetime]:
        """When this server was told of other events than `but` since then, each event once."""
        query = (
            select(func.min(alerts.c.claimed_at).label("at"))
            .where(
                alerts.c.guild_id == guild_id,
                alerts.c.claimed_at >= since,
                alerts.c.state.in_(_TOLD),
                alerts.c.event_key != but,
            )
            .group_by(alerts.c.event_key)
        )
        async with self._database.reader() as connection:
            return [row.at for row in await connection.execute(query)]

    async def record_state(
        self,
        alert: Alert,
        state: DeliveryState,
        *,
        reason: str | None,
        now: datetime,
        message_id: int | None = None,
        posted_at: datetime | None = None,
    ) -> Alert:
        """What became of it. COMPOSED without a reason is an attempt that begins.

        Raises StoreError where there is no such record under its token: the server left, or somebody else took over.
        """
        values: dict[str, Any] = {"state": state, "reason": reason, "updated_at": now}
        if message_id is not None:
            values |= {"message_id": message_id, "posted_at": posted_at}
        if state is DeliveryState.COMPOSED and reason is None:
            values["attempts"] = alerts.c.attempts + 1
        change = update(alerts).where(alerts.c.id == alert.alert_id, alerts.c.token == alert.token).values(values)
        async with self._database.writer() as connection:
            row = (await connection.execute(change.returning(alerts))).first()
            if row is None:
                raise StoreError(f"no alert {alert.alert_id} that is ours")
            return _alert(row)

    async def take_over(self, alert: Alert, now: datetime) -> Alert | None:
        """Go on with what somebody left: None where anybody touched it since it was read."""
        change = (
            update(alerts)
            .where(
                alerts.c.id == alert.alert_id,
                alerts.c.state == alert.state,
                alerts.c.updated_at == alert.updated_at,
                alerts.c.token.is_not_distinct_from(alert.token),
            )
            .values(reason=None, updated_at=now, token=secrets.token_hex(8))
            .returning(alerts)
        )
        async with self._database.writer() as connection:
            row = (await connection.execute(change)).first()
            return _alert(row) if row else None

    async def list_unfinished(self) -> list[Alert]:
        """Without an outcome, the oldest event first."""
        return await self._list(
            select(alerts).where(alerts.c.state.in_(_UNFINISHED)).order_by(alerts.c.happened_at, alerts.c.id)
        )

    async def list_alerts(self, guild_id: int | None, limit: int = 20) -> list[Alert]:
        """Of this server, or of all; the latest first."""
        query = select(alerts).order_by(alerts.c.happened_at.desc(), alerts.c.id.desc()).limit(limit)
        if guild_id is not None:
            query = query.where(alerts.c.guild_id == guild_id)
        return await self._list(query)

    async def list_for_brief(self, guild_id: int, since: datetime) -> list[Alert]:
        """What the next brief of this server tells of again, the oldest first, each event once."""
        found = await self._list(
            select(alerts)
            .where(
                alerts.c.guild_id == guild_id,
                alerts.c.happened_at >= since,
                alerts.c.delivery_id.is_(None),
                alerts.c.state.in_((DeliveryState.CONFIRMED, DeliveryState.SKIPPED)),
            )
            .order_by(alerts.c.happened_at, alerts.c.id)
        )
        by_event: dict[str, Alert] = {}
        for one in found:
            if one.message_id is not None:
                by_event[one.event.key] = one
            by_event.setdefault(one.event.key, one)
        return list(by_event.values())

    async def link_to_briefs(self, since: datetime) -> int:
        """Tie each alert since then to the first brief that its server got after it. Returns how many were tied."""
        after = deliveries.c.guild_id == alerts.c.guild_id, deliveries.c.posted_at > alerts.c.updated_at
        confirmed = deliveries.c.state == DeliveryState.CONFIRMED
        first = (
            select(deliveries.c.id)
            .where(*after, confirmed)
            .order_by(deliveries.c.posted_at, deliveries.c.id)
            .limit(1)
            .correlate(alerts)
            .scalar_subquery()
        )
        open_ = (
            alerts.c.delivery_id.is_(None),
            alerts.c.happened_at >= since,
            alerts.c.state.in_((DeliveryState.CONFIRMED, DeliveryState.SKIPPED)),
        )
        async with self._database.reader() as connection:
            if not (await connection.execute(select(alerts.c.id).where(*open_).limit(1))).first():
                return 0
        change = update(alerts).where(*open_, first.is_not(None)).values(delivery_id=first)
        async with self._database.writer() as connection:
            return (await connection.execute(change)).rowcount

    async def count_outcomes(self) -> dict[tuple[AlertKind, DeliveryState, str | None], int]:
        """How many alerts there are, by kind, state and reason."""
        columns = (alerts.c.kind, alerts.c.state, alerts.c.reason)
        query = select(*columns, func.count().label("n")).group_by(*columns)
        async with self._database.reader() as connection:
            return {
                (AlertKind(row.kind), DeliveryState(row.state), row.reason): row.n
                for row in await connection.execute(query)
            }

    async def _list(self, query: Any) -> list[Alert]:
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return [_alert(row) for row in rows]


def _alert(row: Row[Any]) -> Alert:
    return Alert(
        alert_id=row.id,
        rule_id=row.rule_id,
        guild_id=row.guild_id,
        channel_id=row.channel_id,
        event=AlertEvent(AlertKind(row.kind), row.event_key, row.happened_at, row.subject),
        state=DeliveryState(row.state),
        reason=row.reason,
        claimed_at=row.claimed_at,
        updated_at=row.updated_at,
        attempts=row.attempts,
        token=row.token,
        message_id=row.message_id,
        posted_at=row.posted_at,
        delivery_id=row.delivery_id,
    )
