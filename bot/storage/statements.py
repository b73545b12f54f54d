"""What was said: the companies, their statements, who decided what about them, and every change of that."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select, union

from bot.domain.source import HOUSE
from bot.domain.statement import Company, Statement, StatementStatus
from bot.storage.chunks import chunks
from bot.storage.database import Database
from bot.storage.record_change import COMPANY, STATEMENT, LoadOutcome, RecordChange
from bot.storage.tables import appearances, catalogue_state, companies, reviews, statements
from bot.storage.visibility import followed_article_ids

__all__ = ["LoadOutcome", "StatementStore"]

_PUBLIC = (StatementStatus.APPROVED, StatementStatus.RETRACTED, StatementStatus.SUPERSEDED)
"""What the house once approved, and so everybody may read."""


class StatementStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def load(
        self,
        companies: Sequence[Company],
        statements: Sequence[Statement],
        *,
        version: str,
        now: datetime,
        replace: bool = False,
    ) -> LoadOutcome:
        """Merge a data set by id, in one transaction. Rows changed here are never overwritten or dropped.

        `replace` drops what an earlier data set gave and this one lacks. Raises DataSetError for a statement that is
        there twice, or of a company that is neither in the data set nor stored.
        """
        async with self._database.writer() as connection:
            change = RecordChange(self._database, connection, now)
            await change.take_turn()
            await change.merge_companies(companies)
            await change.demand_companies(statements)
            outcome = await change.merge_statements(statements)
            if replace:
                outcome = await change.drop_others(outcome, companies, statements)
            await change.finish(version=version)
            return outcome

    async def data_set_version(self) -> str | None:
        """The version that was loaded last; None before the first."""
        version: str | None = await self._state(catalogue_state.c.data_set_version)
        return version

    async def revision(self) -> int:
        """Grows with every change of companies, statements or decisions about them."""
        return await self._state(catalogue_state.c.revision) or 0

    async def _state(self, column: ColumnElement[Any]) -> Any:
        # Asked before every look into the record.
        return await self._database.read(lambda connection: connection.execute(select(column)).scalar_one_or_none())

    async def list_guilds_apart(self) -> set[int]:
        """Servers with statements or decisions of their own. In all others the house's approved statements hold."""
        own = union(
            select(statements.c.guild_id).where(statements.c.guild_id != HOUSE),
            select(reviews.c.guild_id).where(reviews.c.guild_id != HOUSE),
        )
        return set(await self._database.read(lambda connection: connection.scalars(own).all()))

    async def list_companies(self) -> list[Company]:
        async with self._database.reader() as connection:
            bodies = await connection.scalars(select(companies.c.body).order_by(companies.c.id))
            return [COMPANY.validate_python(body) for body in bodies]

    async def list_statements(
        self, *, company: str | None = None, status: StatementStatus | None = None, guild_id: int = HOUSE
    ) -> list[Statement]:
        """The house's and the server's own, each with the status that holds in that server, by company and day."""
        query, holds = as_held_in(guild_id)
        if company is not None:
            query = query.where(statements.c.company == company)
        if status is not None:
            query = query.where(holds == status)
        ordered = query.order_by(statements.c.company, statements.c.said_on, statements.c.id)
        async with self._database.reader() as connection:
            return [to_statement(row) for row in await connection.execute(ordered)]

    async def add_statements(self, new: Sequence[Statement], *, guild_id: int = HOUSE, by: str, now: datetime) -> int:
        """Keep statements found here, of this server only unless it is the house. Returns how many were new."""
        added = 0
        async with self._database.writer() as connection:
            change = RecordChange(self._database, connection, now)
            await change.take_turn()
            await change.demand_companies(new)
            for statement in new:
                added += await change.add(statement, guild_id, by)
            await change.finish()
        return added

    async def set_status(
        self,
        statement_ids: Sequence[str],
        status: StatementStatus,
        *,
        guild_id: int = HOUSE,
        by: str,
        now: datetime,
    ) -> int:
        """Decide about statements; each change is kept with who made it. Returns how many changed.

        The house's decision holds everywhere except where a server decided otherwise; a server's, in that server.
        """
        changed = 0
        async with self._database.writer() as connection:
            change = RecordChange(self._database, connection, now)
            await change.take_turn()
            for portion in chunks(list(dict.fromkeys(statement_ids))):
                query, _ = as_held_in(guild_id)
                rows = (await connection.execute(query.where(statements.c.id.in_(portion)))).all()
                for row in rows:
                    if row.holds == status:
                        continue
                    changed += 1
                    await change.decide(row, status, guild_id, by)
            await change.finish()
        return changed


def as_held_in(guild_id: int) -> tuple[Select[Any], ColumnElement[str]]:
    """Statements that this server may read with the status that `holds` in it, and that column."""
    mine = and_(reviews.c.statement_id == statements.c.id, reviews.c.guild_id == guild_id)
    holds = func.coalesce(reviews.c.status, statements.c.status)
    body = func.coalesce(reviews.c.body, statements.c.body).label("held_body")
    query = (
        select(statements, holds.label("holds"), body)
        .outerjoin(reviews, mine)
        .where(statements.c.guild_id.in_({HOUSE, guild_id}))
    )
    if guild_id != HOUSE:
        query = query.where(or_(reviews.c.guild_id.is_not(None), _may_be_read(guild_id)))
    return query, holds


def _may_be_read(guild_id: int) -> ColumnElement[bool]:
    """The rule of trust: what the house has not approved is seen only by who may read the article that gave it."""
    origin = select(appearances.c.id).where(appearances.c.statement_id == statements.c.id, appearances.c.is_origin)
    readable = origin.where(appearances.c.article_id.in_(followed_article_ids(guild_id)))
    return or_(
        statements.c.status.in_(_PUBLIC),
        statements.c.guild_id == guild_id,
        ~origin.correlate(statements).exists(),
        readable.correlate(statements).exists(),
    )


def to_statement(row: Row[Any]) -> Statement:
    return STATEMENT.validate_python(row.held_body | {"status": row.holds, "recorded_at": row.recorded_at})
