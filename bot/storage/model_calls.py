"""The ledger of model requests: each is on record, and counted with the most that it may cost, before it goes out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC

from sqlalchemy import Update, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.model_call import Allowance, CallResult, PlannedCall, Spending
from bot.domain.source import HOUSE
from bot.errors import ModelBudgetSpent
from bot.storage.database import Database
from bot.storage.tables import model_calls, model_days

_WHOLE = -1
"""The guild of a day's own sum."""


@dataclass(frozen=True, slots=True)
class CallSum:
    """Of all requests with one purpose and outcome."""

    purpose: str
    outcome: str
    """`under-way` as long as there is none."""
    requests: int
    input_tokens: int
    output_tokens: int
    microdollars: int
    seconds: float


class ModelCallStore:
    """Implements the ledger that the asker of models wants."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def reserve(self, call: PlannedCall, allowance: Allowance) -> int:
        """Put it on record, and its most on the sums of its day. Raises ModelBudgetSpent, which leaves nothing.

        The sums are raised by updates that say where they must not go: of any number of callers in any number of
        processes, none gets past the limit.
        """
        day = call.asked_at.astimezone(UTC).date().isoformat()
        async with self._database.writer() as connection:
            limits = [(_WHOLE, allowance.tokens, allowance.microdollars)]
            if call.guild_id != HOUSE:
                limits.append((call.guild_id, allowance.server_tokens, None))
            # Always in this order, the whole first: two that wait for each other's rows would wait forever.
            for guild_id, tokens, microdollars in limits:
                await self._open(connection, day, guild_id)
                taken = await connection.execute(_raise(day, guild_id, call.most, tokens, microdollars))
                if taken.rowcount == 0:
                    # Raised inside: the transaction is rolled back, and the whole gets back what it gave.
                    raise ModelBudgetSpent(f"{day}: no room for {call.most.tokens}", of_server=guild_id != _WHOLE)
            insert = model_calls.insert().values(
                day=day,
                guild_id=call.guild_id,
                purpose=call.purpose,
                model=call.model,
                prompt_ref=call.prompt_ref,
                tokens=call.most.tokens,
                microdollars=call.most.microdollars,
                input_tokens=0,
                output_tokens=0,
                seconds=0.0,
                asked_at=call.asked_at,
            )
            call_id: int = (await connection.execute(insert.returning(model_calls.c.id))).scalar_one()
            return call_id

    async def settle(self, call_id: int, result: CallResult) -> None:
        """What became of it. Settled twice, the second changes nothing."""
        async with self._database.writer() as connection:
            row = (
                await connection.execute(
                    select(model_calls).where(model_calls.c.id == call_id, model_calls.c.ended_at.is_(None))
                )
            ).first()
            if row is None:
                return
            spent = result.spent or Spending(row.tokens, row.microdollars)
            await connection.execute(
                update(model_calls)
                .where(model_calls.c.id == call_id)
                .values(
                    outcome=result.outcome,
                    tokens=spent.tokens,
                    microdollars=spent.microdollars,
                    input_tokens=result.input_tokens,
                    output_tokens=result.output_tokens,
                    seconds=result.seconds,
                    ended_at=result.ended_at,
                )
            )
            more = Spending(spent.tokens - row.tokens, spent.microdollars - row.microdollars)
            for guild_id in (_WHOLE, *([row.guild_id] if row.guild_id != HOUSE else [])):
                await connection.execute(_raise(row.day, guild_id, more))

    async def spent_on(self, call_day: str, guild_id: int | None = None) -> Spending:
        """What is spent and reserved on this day (UTC, ISO), in all or by one server."""
        query = select(model_days.c.tokens, model_days.c.microdollars).where(
            model_days.c.day == call_day, model_days.c.guild_id == (_WHOLE if guild_id is None else guild_id)
        )
        async with self._database.reader() as connection:
            row = (await connection.execute(query)).first()
        return Spending(row.tokens, row.microdollars) if row else Spending()

    async def sums(self) -> Sequence[CallSum]:
        """Of all requests on record, by purpose and outcome."""
        outcome = func.coalesce(model_calls.c.outcome, "under-way")
        query = (
            select(
                model_calls.c.purpose,
                outcome.label("outcome"),
                func.count().label("requests"),
                func.sum(model_calls.c.input_tokens).label("input_tokens"),
                func.sum(model_calls.c.output_tokens).label("output_tokens"),
                func.sum(model_calls.c.microdollars).label("microdollars"),
                func.sum(model_calls.c.seconds).label("seconds"),
            )
            .group_by(model_calls.c.purpose, outcome)
            .order_by(model_calls.c.purpose, outcome)
        )
        async with self._database.reader() as connection:
            return [
                CallSum(
                    row.purpose,
                    row.outcome,
                    row.requests,
                    int(row.input_tokens),
                    int(row.output_tokens),
                    int(row.microdollars),
                    float(row.seconds),
                )
                for row in await connection.execute(query)
            ]

    async def _open(self, connection: AsyncConnection, day: str, guild_id: int) -> None:
        insert = self._database.insert(model_days).values(day=day, guild_id=guild_id, tokens=0, microdollars=0)
        await connection.execute(insert.on_conflict_do_nothing(index_elements=list(model_days.primary_key.columns)))


def _raise(day: str, guild_id: int, by: Spending, tokens: int | None = None, microdollars: int | None = None) -> Update:
    """Raise a sum, unless it would go past one of the limits."""
    change = (
        update(model_days)
        .where(model_days.c.day == day, model_days.c.guild_id == guild_id)
        .values(tokens=model_days.c.tokens + by.tokens, microdollars=model_days.c.microdollars + by.microdollars)
    )
    if tokens is not None:
        change = change.where(model_days.c.tokens + by.tokens <= tokens)
    if microdollars is not None:
        change = change.where(model_days.c.microdollars + by.microdollars <= microdollars)
    return change
