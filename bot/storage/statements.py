"""What was said: the companies, their statements, who decided what about them, and every change of that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Row, Select, and_, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.source import HOUSE
from bot.domain.statement import Company, Statement, StatementStatus
from bot.errors import DataSetError
from bot.storage.chunks import chunks
from bot.storage.database import Database
from bot.storage.tables import catalogue_state, companies, reviews, statement_events, statements

_COMPANY = TypeAdapter(Company)
_STATEMENT = TypeAdapter(Statement)
_BY_DATA_SET = "data set"


@dataclass(frozen=True, slots=True)
class LoadOutcome:
    """How many statements of a data set were …"""

    added: int
    updated: int
    unchanged: int
    kept_local: int
    """… left alone because somebody changed them here."""
    dropped: int = 0
    """… taken out because the data set no longer holds them (only with `replace`)."""


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

        `replace` drops what an earlier data set gave and this one lacks. Raises DataSetError for a statement of a
        company that is neither in the data set nor stored.
        """
        async with self._database.writer() as connection:
            merge = _Merge(self._database, connection, now)
            changed = await merge.companies(companies)
            await merge.demand_companies(statements)
            outcome = await merge.statements(statements)
            if replace:
                outcome = await merge.drop_others(outcome, companies, statements)
            moved = changed or outcome.added or outcome.updated or outcome.dropped
            await _bump(self._database, connection, by=1 if moved else 0, version=version)
            return outcome

    async def data_set_version(self) -> str | None:
        """The version that was loaded last; None before the first."""
        version: str | None = await self._state(catalogue_state.c.data_set_version)
        return version

    async def revision(self) -> int:
        """Grows with every change of companies, statements or decisions about them."""
        return await self._state(catalogue_state.c.revision) or 0

    async def _state(self, column: ColumnElement[Any]) -> Any:
        async with self._database.reader() as connection:
            return (await connection.execute(select(column))).scalar_one_or_none()

    async def list_companies(self) -> list[Company]:
        async with self._database.reader() as connection:
            bodies = await connection.scalars(select(companies.c.body).order_by(companies.c.id))
            return [_COMPANY.validate_python(body) for body in bodies]

    async def list_statements(
        self, *, company: str | None = None, status: StatementStatus | None = None, guild_id: int = HOUSE
    ) -> list[Statement]:
        """The house's and the server's own, each with the status that holds in that server, by company and day."""
        query, holds = _as_held_in(guild_id)
        if company is not None:
            query = query.where(statements.c.company == company)
        if status is not None:
            query = query.where(holds == status)
        ordered = query.order_by(statements.c.company, statements.c.said_on, statements.c.id)
        async with self._database.reader() as connection:
            return [_statement(row) for row in await connection.execute(ordered)]

    async def add_statements(self, new: Sequence[Statement], *, guild_id: int = HOUSE, by: str, now: datetime) -> int:
        """Keep statements found here, of this server only unless it is the house. Returns how many were new."""
        added = 0
        async with self._database.writer() as connection:
            merge = _Merge(self._database, connection, now)
            await merge.demand_companies(new)
            for statement in new:
                values = _values(statement, now) | {"guild_id": guild_id, "is_local": True}
                insert = self._database.insert(statements).values(values).on_conflict_do_nothing()
                if (await connection.execute(insert.returning(statements.c.id))).first():
                    added += 1
                    await merge.note(statement.statement_id, guild_id, None, statement.status, by)
            await _bump(self._database, connection, by=1 if added else 0)
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
            merge = _Merge(self._database, connection, now)
            for portion in chunks(list(dict.fromkeys(statement_ids))):
                query, _ = _as_held_in(guild_id)
                rows = (await connection.execute(query.where(statements.c.id.in_(portion)))).all()
                for row in rows:
                    if row.holds == status:
                        continue
                    changed += 1
                    await merge.decide(row, status, guild_id)
                    await merge.note(row.id, guild_id, row.holds, status, by)
            await _bump(self._database, connection, by=1 if changed else 0)
        return changed


class _Merge:
    """Changes to the record inside one transaction."""

    def __init__(self, database: Database, connection: AsyncConnection, now: datetime) -> None:
        self._database = database
        self._connection = connection
        self._now = now

    async def companies(self, new: Sequence[Company]) -> bool:
        """Whether anything changed."""
        stored = {row.id: row.body for row in await self._connection.execute(select(companies))}
        bodies = {company.company_id: _COMPANY.dump_python(company, mode="json") for company in new}
        rows = [{"id": name, "body": body} for name, body in bodies.items() if stored.get(name) != body]
        if rows:
            insert = self._database.insert(companies)
            update_body = insert.on_conflict_do_update(
                index_elements=[companies.c.id], set_={"body": insert.excluded.body}
            )
            await self._connection.execute(update_body, rows)
        return bool(rows)

    async def demand_companies(self, new: Sequence[Statement]) -> None:
        stored = set(await self._connection.scalars(select(companies.c.id)))
        for statement in new:
            if statement.company not in stored:
                reason = f"{statement.statement_id}: no company {statement.company}"
                raise DataSetError(reason, reason=reason)

    async def statements(self, new: Sequence[Statement]) -> LoadOutcome:
        stored = await self._stored([statement.statement_id for statement in new])
        counts = {"added": 0, "updated": 0, "unchanged": 0, "kept_local": 0}
        for statement in new:
            row = stored.get(statement.statement_id)
            counts[_fate(row, statement)] += 1
            if row is None:
                values = _values(statement, self._now) | {"guild_id": HOUSE, "is_local": False}
                await self._connection.execute(self._database.insert(statements).values(values))
            elif _fate(row, statement) == "updated":
                await self._update(row, statement)
        return LoadOutcome(**counts)

    async def _stored(self, statement_ids: Sequence[str]) -> Mapping[str, Row[Any]]:
        found: dict[str, Row[Any]] = {}
        for portion in chunks(statement_ids):
            rows = await self._connection.execute(select(statements).where(statements.c.id.in_(portion)))
            found.update((row.id, row) for row in rows)
        return found

    async def _update(self, row: Row[Any], statement: Statement) -> None:
        # When we learnt of it stays: a correction does not move it.
        values = _values(statement, row.recorded_at)
        await self._connection.execute(update(statements).where(statements.c.id == row.id).values(values))
        if row.status != statement.status:
            await self.note(row.id, HOUSE, row.status, statement.status, _BY_DATA_SET)

    async def drop_others(
        self, outcome: LoadOutcome, kept_companies: Sequence[Company], kept: Sequence[Statement]
    ) -> LoadOutcome:
        of_data_set = select(statements.c.id).where(statements.c.is_local.is_(False))
        stored = set(await self._connection.scalars(of_data_set))
        gone = sorted(stored - {statement.statement_id for statement in kept})
        for portion in chunks(gone):
            await self._connection.execute(delete(statements).where(statements.c.id.in_(portion)))
        # A company of which local statements remain has to stay for them.
        spoken = set(await self._connection.scalars(select(statements.c.company).distinct()))
        known = set(await self._connection.scalars(select(companies.c.id)))
        silent = sorted(known - spoken - {company.company_id for company in kept_companies})
        for portion in chunks(silent):
            await self._connection.execute(delete(companies).where(companies.c.id.in_(portion)))
        return replace(outcome, dropped=len(gone))

    async def decide(self, row: Row[Any], status: StatementStatus, guild_id: int) -> None:
        """The statement's own row where it is this server's or the house decides; else this server's review of it."""
        if row.guild_id == guild_id:
            own = update(statements).where(statements.c.id == row.id).values(status=status, is_local=True)
            await self._connection.execute(own)
            return
        insert = self._database.insert(reviews).values(guild_id=guild_id, statement_id=row.id, status=status)
        key = list(reviews.primary_key.columns)
        await self._connection.execute(insert.on_conflict_do_update(index_elements=key, set_={"status": status}))

    async def note(self, statement_id: str, guild_id: int, old: str | None, new: StatementStatus, by: str) -> None:
        event = self._database.insert(statement_events).values(
            statement_id=statement_id,
            guild_id=guild_id,
            old_status=old,
            new_status=new,
            changed_by=by,
            changed_at=self._now,
        )
        await self._connection.execute(event)


async def _bump(database: Database, connection: AsyncConnection, *, by: int, version: str | None = None) -> None:
    known = {} if version is None else {"data_set_version": version}
    insert = database.insert(catalogue_state).values(id=1, revision=by, **known)
    grown = {"revision": catalogue_state.c.revision + by} | known
    await connection.execute(insert.on_conflict_do_update(index_elements=[catalogue_state.c.id], set_=grown))


def _as_held_in(guild_id: int) -> tuple[Select[Any], ColumnElement[str]]:
    """Statements that this server may read with the status that `holds` in it, and that column."""
    mine = and_(reviews.c.statement_id == statements.c.id, reviews.c.guild_id == guild_id)
    holds = func.coalesce(reviews.c.status, statements.c.status)
    query = (
        select(statements, holds.label("holds"))
        .outerjoin(reviews, mine)
        .where(statements.c.guild_id.in_({HOUSE, guild_id}))
    )
    return query, holds


def _fate(row: Row[Any] | None, statement: Statement) -> str:
    if row is None:
        return "added"
    if row.is_local:
        return "kept_local"
    same = row.body == _body(statement) and row.status == statement.status
    return "unchanged" if same else "updated"


def _body(statement: Statement) -> dict[str, Any]:
    """What is said, without what this house knows about it."""
    body: dict[str, Any] = _STATEMENT.dump_python(statement, mode="json", exclude={"status", "recorded_at"})
    return body


def _values(statement: Statement, recorded_at: datetime) -> dict[str, Any]:
    return {
        "id": statement.statement_id,
        "company": statement.company,
        "said_on": str(statement.said_on),
        "status": statement.status,
        "body": _body(statement),
        "recorded_at": recorded_at,
    }


def _statement(row: Row[Any]) -> Statement:
    return _STATEMENT.validate_python(row.body | {"status": row.holds, "recorded_at": row.recorded_at})
