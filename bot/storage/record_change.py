"""How the record changes: the merge of a data set, decisions, and the trace that each leaves, in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Row, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.source import HOUSE
from bot.domain.statement import Company, Statement, StatementStatus
from bot.errors import DataSetError
from bot.storage.chunks import chunks
from bot.storage.database import Database
from bot.storage.tables import catalogue_state, companies, reviews, statement_events, statements

COMPANY = TypeAdapter(Company)
STATEMENT = TypeAdapter(Statement)
BY_DATA_SET = "data set"


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


class RecordChange:
    """Changes to the record inside one transaction."""

    def __init__(self, database: Database, connection: AsyncConnection, now: datetime) -> None:
        self._database = database
        self._connection = connection
        self._now = now
        self._moved = False

    async def take_turn(self) -> None:
        """Let changes of the record follow one another: on PostgreSQL two processes may start to load at once."""
        await self._set_state(step=0, known={})

    async def merge_companies(self, new: Sequence[Company]) -> None:
        stored = {row.id: row.body for row in await self._connection.execute(select(companies))}
        bodies = {company.company_id: COMPANY.dump_python(company, mode="json") for company in new}
        rows = [{"id": name, "body": body} for name, body in bodies.items() if stored.get(name) != body]
        if rows:
            insert = self._database.insert(companies)
            update_body = insert.on_conflict_do_update(
                index_elements=[companies.c.id], set_={"body": insert.excluded.body}
            )
            await self._connection.execute(update_body, rows)
            self._moved = True

    async def demand_companies(self, new: Sequence[Statement]) -> None:
        """Raises DataSetError for a statement that is there twice, or that no stored company made."""
        stored = set(await self._connection.scalars(select(companies.c.id)))
        seen: set[str] = set()
        for statement in new:
            reason = ""
            if statement.statement_id in seen:
                reason = f"{statement.statement_id} is there twice"
            elif statement.company not in stored:
                reason = f"{statement.statement_id}: no company {statement.company}"
            if reason:
                raise DataSetError(reason, reason=reason)
            seen.add(statement.statement_id)

    async def merge_statements(self, new: Sequence[Statement]) -> LoadOutcome:
        stored = await self._stored([statement.statement_id for statement in new])
        counts = {"added": 0, "updated": 0, "unchanged": 0, "kept_local": 0}
        for statement in new:
            row = stored.get(statement.statement_id)
            counts[_fate(row, statement)] += 1
            if row is None:
                values = row_values(statement, self._now) | {"guild_id": HOUSE, "is_local": False}
                await self._connection.execute(self._database.insert(statements).values(values))
            elif _fate(row, statement) == "updated":
                await self._update(row, statement)
        self._moved |= bool(counts["added"] or counts["updated"])
        return LoadOutcome(**counts)

    async def add(self, statement: Statement, guild_id: int, by: str) -> bool:
        """Whether it was not on record yet."""
        values = row_values(statement, self._now) | {"guild_id": guild_id, "is_local": True}
        insert = self._database.insert(statements).values(values).on_conflict_do_nothing()
        if not (await self._connection.execute(insert.returning(statements.c.id))).first():
            return False
        await self._note(statement.statement_id, guild_id, None, statement.status, by)
        self._moved = True
        return True

    async def _stored(self, statement_ids: Sequence[str]) -> Mapping[str, Row[Any]]:
        found: dict[str, Row[Any]] = {}
        for portion in chunks(statement_ids):
            rows = await self._connection.execute(select(statements).where(statements.c.id.in_(portion)))
            found.update((row.id, row) for row in rows)
        return found

    async def _update(self, row: Row[Any], statement: Statement) -> None:
        # When we learnt of it stays: a correction does not move it.
        values = row_values(statement, row.recorded_at)
        await self._connection.execute(update(statements).where(statements.c.id == row.id).values(values))
        if row.status != statement.status:
            await self._note(row.id, HOUSE, row.status, statement.status, BY_DATA_SET)

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
        self._moved |= bool(gone or silent)
        return replace(outcome, dropped=len(gone))

    async def decide(self, row: Row[Any], status: StatementStatus, guild_id: int, by: str) -> None:
        """On the statement's own row where it is this server's; else as this server's review of the house's.

        `row.holds` is the status that holds in that server until now.
        """
        if row.guild_id == guild_id:
            own = update(statements).where(statements.c.id == row.id).values(status=status, is_local=True)
            await self._connection.execute(own)
        else:
            insert = self._database.insert(reviews).values(guild_id=guild_id, statement_id=row.id, status=status)
            key = list(reviews.primary_key.columns)
            await self._connection.execute(insert.on_conflict_do_update(index_elements=key, set_={"status": status}))
        await self._note(row.id, guild_id, row.holds, status, by)
        self._moved = True

    async def word(self, row: Row[Any], statement: Statement, guild_id: int, by: str) -> None:
        """Put other words in the statement's place: on its own row where it is this server's, else in its review.

        `row.held_body` is what this server read until now; it stays in the history.
        """
        body = _body(statement)
        if row.guild_id == guild_id:
            values = {"body": body, "said_on": str(statement.said_on), "is_local": True}
            await self._connection.execute(update(statements).where(statements.c.id == row.id).values(values))
        else:
            insert = self._database.insert(reviews).values(
                guild_id=guild_id, statement_id=row.id, status=row.holds, body=body
            )
            key = list(reviews.primary_key.columns)
            await self._connection.execute(insert.on_conflict_do_update(index_elements=key, set_={"body": body}))
        await self._note(row.id, guild_id, row.holds, StatementStatus(row.holds), by, old_body=row.held_body)
        self._moved = True

    async def forget_review(self, statement_id: str, guild_id: int) -> None:
        """Let the house's decision hold in this server again."""
        mine = reviews.c.guild_id == guild_id, reviews.c.statement_id == statement_id
        await self._connection.execute(delete(reviews).where(*mine))

    async def _note(
        self,
        statement_id: str,
        guild_id: int,
        old: str | None,
        new: StatementStatus,
        by: str,
        old_body: dict[str, Any] | None = None,
    ) -> None:
        event = self._database.insert(statement_events).values(
            statement_id=statement_id,
            guild_id=guild_id,
            old_status=old,
            new_status=new,
            old_body=old_body,
            changed_by=by,
            changed_at=self._now,
        )
        await self._connection.execute(event)

    async def finish(self, *, version: str | None = None) -> None:
        """Move the record's revision on if anything changed, and name the data set if one was loaded."""
        known = {} if version is None else {"data_set_version": version}
        await self._set_state(step=1 if self._moved else 0, known=known)

    async def _set_state(self, *, step: int, known: dict[str, str]) -> None:
        insert = self._database.insert(catalogue_state).values(id=1, revision=step, **known)
        grown = {"revision": catalogue_state.c.revision + step} | known
        key = [catalogue_state.c.id]
        await self._connection.execute(insert.on_conflict_do_update(index_elements=key, set_=grown))


def _fate(row: Row[Any] | None, statement: Statement) -> str:
    if row is None:
        return "added"
    if row.is_local:
        return "kept_local"
    same = row.body == _body(statement) and row.status == statement.status
    return "unchanged" if same else "updated"


def _body(statement: Statement) -> dict[str, Any]:
    """What is said, without what this house knows about it."""
    body: dict[str, Any] = STATEMENT.dump_python(statement, mode="json", exclude={"status", "recorded_at"})
    return body


def row_values(statement: Statement, recorded_at: datetime) -> dict[str, Any]:
    """The columns of `statements` that the statement itself fills."""
    return {
        "id": statement.statement_id,
        "company": statement.company,
        "said_on": str(statement.said_on),
        "status": statement.status,
        "body": _body(statement),
        "recorded_at": recorded_at,
    }
