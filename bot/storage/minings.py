"""Which articles a language model is to be asked about for statements: each once, by one asker at a time.

The reply is kept from its arrival until it was used, so that a crash in between costs no second request.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from bot.storage.brief_writings import Effort
from bot.storage.database import Database
from bot.storage.tables import minings


@dataclass(frozen=True, slots=True)
class Turn:
    """The leave to ask about one article, or to use a reply that is here already."""

    article_id: int
    token: str
    tries: int
    """With this one."""
    reply: str | None


@dataclass(frozen=True, slots=True)
class Mining:
    """What became of one article. `outcome` is None as long as it waits or is under way."""

    article_id: int
    engine: str
    outcome: str | None
    tries: int
    requests: int
    input_tokens: int
    output_tokens: int
    kept: int
    dropped: int
    again_at: datetime | None


class MiningStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def note(self, article_id: int, engine: str, now: datetime) -> None:
        """It is to be asked about. Nothing changes where it was noted before, whatever became of it."""
        insert = self._database.insert(minings).values(
            article_id=article_id,
            engine=engine,
            tries=0,
            requests=0,
            input_tokens=0,
            output_tokens=0,
            microdollars=0,
            seconds=0.0,
            kept=0,
            dropped=0,
            noted_at=now,
            again_at=now,
        )
        async with self._database.writer() as connection:
            await connection.execute(insert.on_conflict_do_nothing())

    async def take_turn(
        self, engine: str, now: datetime, *, until: datetime, only_answered: bool = False
    ) -> Turn | None:
        """The next article that waits, replies that are here before others, the newest first; None where none does.

        Whoever says nothing until `until` counts as gone. `only_answered`: none that somebody would have to be asked
        about.
        """
        due = select(minings.c.article_id).where(minings.c.engine == engine, minings.c.again_at <= now)
        if only_answered:
            due = due.where(minings.c.reply.is_not(None))
        first = due.order_by(minings.c.reply.is_(None), minings.c.article_id.desc()).limit(1).scalar_subquery()
        token = secrets.token_hex(8)
        claim = (
            update(minings)
            # Asked again in the same breath: on PostgreSQL another may have been quicker.
            .where(minings.c.engine == engine, minings.c.article_id == first, minings.c.again_at <= now)
            .values(token=token, tries=minings.c.tries + 1, again_at=until)
            .returning(minings.c.article_id, minings.c.tries, minings.c.reply)
        )
        async with self._database.writer() as connection:
            row = (await connection.execute(claim)).first()
        return Turn(row.article_id, token, row.tries, row.reply) if row is not None else None

    async def keep_reply(self, turn: Turn, engine: str, reply: str, effort: Effort) -> None:
        """The model's words, before anything is done with them."""
        await self._change(
            turn,
            engine,
            reply=reply,
            requests=minings.c.requests + effort.requests,
            input_tokens=minings.c.input_tokens + effort.input_tokens,
            output_tokens=minings.c.output_tokens + effort.output_tokens,
            microdollars=minings.c.microdollars + effort.microdollars,
            seconds=minings.c.seconds + effort.seconds,
        )

    async def settle(
        self, turn: Turn, engine: str, outcome: str, now: datetime, *, kept: int = 0, dropped: int = 0
    ) -> None:
        """It is over: nobody asks about this article again."""
        await self._change(
            turn, engine, outcome=outcome, reply=None, kept=kept, dropped=dropped, ended_at=now, again_at=None
        )

    async def give_back(
        self, turn: Turn, engine: str, *, again_at: datetime, requests: int = 0, counts: bool = True
    ) -> None:
        """No reply this time: somebody may try from `again_at` on. `counts` as a try, where the model was asked."""
        tries = {} if counts else {"tries": minings.c.tries - 1}
        await self._change(turn, engine, again_at=again_at, requests=minings.c.requests + requests, **tries)

    async def find(self, article_id: int, engine: str) -> Mining | None:
        query = select(minings).where(minings.c.article_id == article_id, minings.c.engine == engine)
        async with self._database.reader() as connection:
            row = (await connection.execute(query)).first()
        if row is None:
            return None
        return Mining(
            row.article_id,
            row.engine,
            row.outcome,
            row.tries,
            row.requests,
            row.input_tokens,
            row.output_tokens,
            row.kept,
            row.dropped,
            row.again_at,
        )

    async def _change(self, turn: Turn, engine: str, **values: Any) -> None:
        """Only as long as the turn is still ours."""
        change = (
            update(minings)
            .where(minings.c.article_id == turn.article_id, minings.c.engine == engine, minings.c.token == turn.token)
            .values(**values)
        )
        async with self._database.writer() as connection:
            await connection.execute(change)
