"""What a server's admins did: a row before the effect, its outcome after it. And the faults that they were shown."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update

from bot.domain.server import AuditEntry, AuditOutcome, AuditWay, ErrorReport
from bot.storage.database import Database
from bot.storage.tables import audit_entries, error_reports

REPORTS_KEPT = timedelta(days=30)


class AuditStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin(
        self, guild_id: int, actor_id: int | None, action: str, details: Mapping[str, str], way: AuditWay, now: datetime
    ) -> int:
        """Write down that this is about to be done. Returns the entry's number."""
        row = {"guild_id": guild_id, "actor_id": actor_id, "action": action, "details": dict(details), "way": way}
        new = insert(audit_entries).values(row | {"outcome": AuditOutcome.BEGUN, "at": now})
        async with self._database.writer() as connection:
            return int((await connection.execute(new.returning(audit_entries.c.id))).scalar_one())

    async def finish(self, entry_id: int, outcome: AuditOutcome, reason: str | None = None) -> None:
        """How it ended; nothing where the entry was purged meanwhile."""
        change = update(audit_entries).where(audit_entries.c.id == entry_id)
        async with self._database.writer() as connection:
            await connection.execute(change.values(outcome=outcome, reason=reason))

    async def list_entries(self, guild_id: int, *, limit: int, skip: int = 0) -> list[AuditEntry]:
        """Of this server, the newest first."""
        query = select(audit_entries).where(audit_entries.c.guild_id == guild_id)
        async with self._database.reader() as connection:
            rows = await connection.execute(query.order_by(audit_entries.c.id.desc()).limit(limit).offset(skip))
            return [_entry(row) for row in rows]

    async def count_entries(self, guild_id: int) -> int:
        query = select(func.count()).select_from(audit_entries).where(audit_entries.c.guild_id == guild_id)
        async with self._database.reader() as connection:
            return int((await connection.execute(query)).scalar_one())

    async def report_error(self, guild_id: int, error_id: str, action: str, now: datetime) -> None:
        """Keep a fault's number for the server's admins for a month."""
        old = delete(error_reports).where(error_reports.c.guild_id == guild_id, error_reports.c.at < now - REPORTS_KEPT)
        new = insert(error_reports).values(guild_id=guild_id, error_id=error_id, action=action, at=now)
        async with self._database.writer() as connection:
            await connection.execute(old)
            await connection.execute(new)

    async def list_errors(self, guild_id: int, since: datetime, limit: int = 5) -> list[ErrorReport]:
        """The newest first."""
        query = select(error_reports).where(error_reports.c.guild_id == guild_id, error_reports.c.at >= since)
        async with self._database.reader() as connection:
            rows = await connection.execute(query.order_by(error_reports.c.id.desc()).limit(limit))
            return [ErrorReport(row.error_id, row.action, row.at) for row in rows]


def _entry(row: Row[Any]) -> AuditEntry:
    return AuditEntry(
        entry_id=row.id,
        guild_id=row.guild_id,
        actor_id=row.actor_id,
        action=row.action,
        details=row.details,
        way=AuditWay(row.way),
        outcome=AuditOutcome(row.outcome),
        reason=row.reason,
        at=row.at,
    )
