"""Which channels are told of what at once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, case, select, update

from bot.domain.alert import AlertKind, AlertRule
from bot.domain.language import Lang
from bot.storage.database import Database
from bot.storage.tables import alert_rules


class AlertRuleStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def save_rule(
        self, guild_id: int, channel_id: int, kinds: Sequence[AlertKind], lang: Lang, now: datetime
    ) -> AlertRule:
        """The one rule of this channel, set to this and turned on. A rule that was off owes nothing of that time."""
        new = {"kinds": [str(kind) for kind in kinds], "lang": lang, "active": True, "stopped": None}
        insert = self._database.insert(alert_rules).values(
            guild_id=guild_id, channel_id=channel_id, created_at=now, **new
        )
        since = case((alert_rules.c.active.is_(False), insert.excluded.created_at), else_=alert_rules.c.created_at)
        save = insert.on_conflict_do_update(
            index_elements=[alert_rules.c.guild_id, alert_rules.c.channel_id], set_=new | {"created_at": since}
        )
        async with self._database.writer() as connection:
            return _rule((await connection.execute(save.returning(alert_rules))).one())

    async def list_rules(self, guild_id: int | None = None, *, active_only: bool = True) -> list[AlertRule]:
        """Of this server, or of all; in order of addition."""
        query = select(alert_rules).order_by(alert_rules.c.id)
        if guild_id is not None:
            query = query.where(alert_rules.c.guild_id == guild_id)
        if active_only:
            query = query.where(alert_rules.c.active)
        async with self._database.reader() as connection:
            return [_rule(row) for row in await connection.execute(query)]

    async def find_rule(self, rule_id: int) -> AlertRule | None:
        """It, on or off."""
        async with self._database.reader() as connection:
            row = (await connection.execute(select(alert_rules).where(alert_rules.c.id == rule_id))).first()
            return _rule(row) if row else None

    async def turn_off(self, guild_id: int, channel_id: int | None = None) -> int:
        """The rule of this channel, or all of the server's. Returns how many were on."""
        change = update(alert_rules).where(alert_rules.c.guild_id == guild_id, alert_rules.c.active)
        if channel_id is not None:
            change = change.where(alert_rules.c.channel_id == channel_id)
        async with self._database.writer() as connection:
            return (await connection.execute(change.values(active=False))).rowcount

    async def stop(self, rule_id: int, reason: str) -> bool:
        """Switch it off for a reason of ours. False where it was off."""
        change = update(alert_rules).where(alert_rules.c.id == rule_id, alert_rules.c.active)
        async with self._database.writer() as connection:
            return (await connection.execute(change.values(active=False, stopped=reason))).rowcount > 0


def _rule(row: Row[Any]) -> AlertRule:
    return AlertRule(
        rule_id=row.id,
        guild_id=row.guild_id,
        channel_id=row.channel_id,
        kinds=tuple(map(AlertKind, row.kinds)),
        lang=row.lang,
        active=row.active,
        created_at=row.created_at,
        stopped=row.stopped,
    )
