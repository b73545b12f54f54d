"""The review queue: statements found in articles, where they appeared, and every decision about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.source import HOUSE
from bot.domain.statement import Statement, StatementStatus
from bot.storage.database import Database
from bot.storage.record_change import STATEMENT, RecordChange
from bot.storage.statements import as_held_in, to_statement
from bot.storage.tables import appearances, article_sources, articles, follows, statement_events, statements
from bot.storage.visibility import is_visible


@dataclass(frozen=True, slots=True)
class Appearance:
    """One article in which a statement stands."""

    article_id: int
    url: str
    outlet: str
    title: str
    published_at: datetime
    passage: str
    """The sentence, verbatim."""
    text: str
    """The whole article: the passage's context."""
    is_origin: bool


@dataclass(frozen=True, slots=True)
class Event:
    """One decision about a statement. `guild_id` is HOUSE for the operator's."""

    statement_id: str
    guild_id: int
    old_status: StatementStatus | None
    new_status: StatementStatus
    changed_by: str
    changed_at: datetime
    was_edited: bool


class CandidateStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, statement: Statement, article_id: int, passage: str, *, by: str, now: datetime) -> bool:
        """Keep a candidate with the article that gave it. Whether it was new; nothing changes where it was not."""
        async with self._database.writer() as connection:
            change = RecordChange(self._database, connection, now)
            await change.take_turn()
            await change.demand_companies([statement])
            is_new = await change.add(statement, HOUSE, by)
            if is_new:
                await self._appear(connection, statement.statement_id, article_id, passage, is_origin=True, now=now)
            await change.finish()
            return is_new

    async def attach(self, statement_id: str, article_id: int, passage: str, *, now: datetime) -> None:
        """A known statement stands in this article too. Safe to repeat."""
        async with self._database.writer() as connection:
            await self._appear(connection, statement_id, article_id, passage, is_origin=False, now=now)

    async def list_appearances(self, statement_id: str, guild_id: int = HOUSE) -> list[Appearance]:
        """Those in articles that this server may read (the operator: all), the origin first."""
        query = (
            select(appearances.c.passage, appearances.c.is_origin, articles)
            .join(articles, articles.c.id == appearances.c.article_id)
            .where(appearances.c.statement_id == statement_id)
            .order_by(appearances.c.is_origin.desc(), articles.c.published_at, articles.c.id)
        )
        if guild_id != HOUSE:
            query = query.where(is_visible(guild_id))
        async with self._database.reader() as connection:
            return [_appearance(row) for row in await connection.execute(query)]

    async def origins(self, statement_ids: Sequence[str]) -> Mapping[str, int]:
        """The article that gave each statement; those from data sets have none."""
        query = select(appearances.c.statement_id, appearances.c.article_id).where(
            appearances.c.statement_id.in_(statement_ids), appearances.c.is_origin
        )
        async with self._database.reader() as connection:
            return {row.statement_id: row.article_id for row in await connection.execute(query)}

    async def list_found_in(self, article_id: int) -> list[tuple[Statement, str]]:
        """The candidates of which this article is the origin and about which nobody decided, with their passages."""
        query, _ = as_held_in(HOUSE)
        query = (
            query.add_columns(appearances.c.passage)
            .join(appearances, appearances.c.statement_id == statements.c.id)
            .where(appearances.c.article_id == article_id, appearances.c.is_origin, _is_untouched())
            .order_by(statements.c.id)
        )
        async with self._database.reader() as connection:
            return [(to_statement(row), row.passage) for row in await connection.execute(query)]

    async def word_anew(self, statement: Statement, *, by: str, now: datetime) -> bool:
        """Put another extractor's words in a candidate's place; the former stay in its history. False where somebody
        decided about it, in whichever server: a reviewer's word is never overwritten."""
        async with self._database.writer() as connection:
            change = RecordChange(self._database, connection, now)
            await change.take_turn()
            query, _ = as_held_in(HOUSE)
            query = query.where(statements.c.id == statement.statement_id, _is_untouched())
            row = (await connection.execute(query)).first()
            if row is not None:
                await change.word(row, statement, HOUSE, by)
            await change.finish()
            return row is not None

    async def audience(self, article_id: int) -> frozenset[int]:
        """The servers that follow a source of this article."""
        query = (
            select(follows.c.guild_id)
            .join(article_sources, article_sources.c.source_id == follows.c.source_id)
            .where(article_sources.c.article_id == article_id)
        )
        async with self._database.reader() as connection:
            return frozenset(await connection.scalars(query))

    async def find(self, statement_id: str, guild_id: int = HOUSE) -> Statement | None:
        """The statement as it holds in this server; None where this server may not read it."""
        query, _ = as_held_in(guild_id)
        async with self._database.reader() as connection:
            row = (await connection.execute(query.where(statements.c.id == statement_id))).first()
            return to_statement(row) if row else None

    async def edit(self, statement: Statement, *, guild_id: int, by: str, now: datetime) -> bool:
        """Put this wording in the place of what the server read. False where it may not read the statement."""
        async with self._database.writer() as connection:
            change = RecordChange(self._database, connection, now)
            await change.take_turn()
            row = await _held(connection, statement.statement_id, guild_id)
            if row is not None:
                await change.word(row, statement, guild_id, by)
            await change.finish()
            return row is not None

    async def undo(self, statement_id: str, *, guild_id: int, by: str, now: datetime) -> bool:
        """Take back this server's last decision, as a new event. False where there is none."""
        async with self._database.writer() as connection:
            change = RecordChange(self._database, connection, now)
            await change.take_turn()
            row = await _held(connection, statement_id, guild_id)
            last = (await connection.execute(_own_events(statement_id, guild_id))).first()
            done = row is not None and last is not None
            if row is not None and last is not None:
                await self._restore(change, row, last, guild_id, by)
            await change.finish()
            return done

    async def list_events(self, statement_id: str, guild_id: int = HOUSE) -> list[Event]:
        """Every decision that this server may know of, oldest first: the house's and its own; the operator sees all."""
        query = select(statement_events).where(statement_events.c.statement_id == statement_id)
        if guild_id != HOUSE:
            query = query.where(statement_events.c.guild_id.in_({HOUSE, guild_id}))
        async with self._database.reader() as connection:
            return [_event(row) for row in await connection.execute(query.order_by(statement_events.c.id))]

    async def list_all_events(self, guild_id: int = HOUSE) -> dict[str, list[tuple[Event, Statement | None]]]:
        """By statement, the decisions that count in this server, oldest first, with the words that an edit replaced.

        Where a server decided for itself, the house's decisions no longer count there.
        """
        query = select(statement_events).where(statement_events.c.guild_id.in_({HOUSE, guild_id}))
        found: dict[str, list[tuple[Event, Statement | None]]] = {}
        own: set[str] = set()
        async with self._database.reader() as connection:
            for row in await connection.execute(query.order_by(statement_events.c.id)):
                if row.guild_id != guild_id and row.statement_id in own:
                    continue
                if row.guild_id == guild_id:
                    own.add(row.statement_id)
                former = STATEMENT.validate_python(row.old_body) if row.old_body is not None else None
                found.setdefault(row.statement_id, []).append((_event(row), former))
        return found

    async def _restore(self, change: RecordChange, row: Row[Any], last: Row[Any], guild_id: int, by: str) -> None:
        if last.old_body is not None:
            former = STATEMENT.validate_python(last.old_body)
            await change.word(row, former, guild_id, by)
            return
        await change.decide(row, StatementStatus(last.old_status), guild_id, by)
        if row.guild_id != guild_id and last.old_status == row.status and row.held_body == row.body:
            await change.forget_review(row.id, guild_id)

    async def _appear(
        self, connection: AsyncConnection, statement_id: str, article_id: int, passage: str, *, is_origin: bool,
        now: datetime,
    ) -> None:  # fmt: skip
        insert = self._database.insert(appearances).values(
            statement_id=statement_id, article_id=article_id, passage=passage, is_origin=is_origin, seen_at=now
        )
        await connection.execute(insert.on_conflict_do_nothing())


def _is_untouched() -> Any:
    """A candidate that was found, and nothing since."""
    decisions = select(statement_events.c.id).where(
        statement_events.c.statement_id == statements.c.id, statement_events.c.old_status.is_not(None)
    )
    return and_(statements.c.guild_id == HOUSE, statements.c.status == StatementStatus.CANDIDATE, ~decisions.exists())


async def _held(connection: AsyncConnection, statement_id: str, guild_id: int) -> Row[Any] | None:
    query, _ = as_held_in(guild_id)
    row: Row[Any] | None = (await connection.execute(query.where(statements.c.id == statement_id))).first()
    return row


def _own_events(statement_id: str, guild_id: int) -> Any:
    """This server's decisions, newest first; the finding itself is none."""
    return (
        select(statement_events)
        .where(
            statement_events.c.statement_id == statement_id,
            statement_events.c.guild_id == guild_id,
            statement_events.c.old_status.is_not(None),
        )
        .order_by(statement_events.c.id.desc())
        .limit(1)
    )


def _appearance(row: Row[Any]) -> Appearance:
    return Appearance(
        row.id, row.url, row.outlet, row.title, row.published_at, row.passage, row.text, is_origin=row.is_origin
    )


def _event(row: Row[Any]) -> Event:
    return Event(
        statement_id=row.statement_id,
        guild_id=row.guild_id,
        old_status=StatementStatus(row.old_status) if row.old_status else None,
        new_status=StatementStatus(row.new_status),
        changed_by=row.changed_by,
        changed_at=row.changed_at,
        was_edited=row.old_body is not None,
    )
