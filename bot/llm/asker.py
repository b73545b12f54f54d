"""The conductor of model requests: asks for leave, waits its turn, asks, tries again with patience, puts it on record.

Every single request has a row in the ledger before it goes out. Nothing here knows what the text is for.
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC
from time import monotonic

from bot.domain.model_call import CallResult, PlannedCall, Purpose, Spending
from bot.errors import (
    ModelBudgetSpent,
    ModelBusy,
    ModelError,
    ModelPaused,
    ModelRefused,
    ModelReplyUnusable,
    ModelUnreachable,
)
from bot.llm.budget import CallLedger, allowance_of, most_of, prices_of, spent_by
from bot.llm.patience import Circuit, pause_before
from bot.ports import Clock, TextModel, TextReply, TextRequest
from bot.settings import Settings

log = logging.getLogger(__name__)

_IN_LINE = 4
"""Part of a waiting reader's time that goes by in line at most: who stands longer would be answered too late anyway."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A reply, unread, and what it took to get it."""

    text: str
    requests: int
    input_tokens: int
    output_tokens: int
    microdollars: int
    seconds: float


@dataclass(frozen=True, slots=True)
class _Limits:
    """Of one text: when it must be there, on the clock of `seconds`, and how many of them it may stand in line."""

    ends: float
    in_line: float
    is_hurried: bool


class Asker:
    """One for the whole program: it holds the turns, the circuit and the way to the ledger."""

    def __init__(
        self,
        model: TextModel,
        ledger: CallLedger,
        clock: Clock,
        settings: Settings,
        *,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        seconds: Callable[[], float] = monotonic,
    ) -> None:
        self._model = model
        self._ledger = ledger
        self._clock = clock
        self._settings = settings
        self._allowance = allowance_of(settings)
        self._prices = prices_of(settings)
        self._drained: dict[int | None, str] = {}
        self._turns = asyncio.Semaphore(settings.model_concurrency)
        self._circuit = Circuit()
        self._sleep = sleep
        self._seconds = seconds

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def is_paused(self) -> bool:
        """Whether it would refuse now without asking anybody."""
        return self._circuit.is_open(self._seconds())

    def may_ask(self, guild_id: int) -> bool:
        """Whether it is worth the trouble to make a request ready: the circuit lets it through, and no request of
        today was refused for want of money."""
        today = self._today()
        return not self.is_paused and today not in (self._drained.get(None), self._drained.get(guild_id))

    async def ask(self, request: TextRequest, *, guild_id: int, purpose: Purpose, within: float | None = None) -> Asked:
        """One reply, after as many requests as patience and the deadline allow. Raises ModelError.

        `within`: seconds that somebody waits for it, where that is less than the deadline. Such a one stands in line
        for a part of them only, and a reply that did not come in them says nothing about the endpoint.
        """
        begun = self._seconds()
        deadline = self._settings.model_deadline
        limits = _Limits(
            begun + min(within or deadline, deadline), within / _IN_LINE if within else deadline, within is not None
        )
        tries = 0
        while True:
            tries += 1
            try:
                reply, spent, read, written = await self._in_turn(request, guild_id, purpose, limits)
            except ModelUnreachable as problem:
                left = limits.ends - self._seconds()
                pause = pause_before(tries, problem.retry_after, left, random.random())  # noqa: S311 - no secret
                if pause is None or tries >= self._settings.model_tries or self.is_paused:
                    problem.requests = tries
                    raise
                await self._sleep(pause)
                continue
            except ModelError as problem:
                problem.requests = tries - isinstance(problem, ModelPaused | ModelBudgetSpent)
                raise
            return Asked(reply.text, tries, read, written, spent.microdollars, self._seconds() - begun)

    async def left_today(self) -> Spending:
        """What may still be spent today; microdollars are 0 where money is not counted."""
        spent = await self._ledger.spent_on(self._today())
        limit = self._allowance.microdollars
        return Spending(
            max(0, self._allowance.tokens - spent.tokens),
            max(0, limit - spent.microdollars) if limit is not None else 0,
        )

    def _today(self) -> str:
        return self._clock.now().astimezone(UTC).date().isoformat()

    async def _in_turn(
        self, request: TextRequest, guild_id: int, purpose: Purpose, limits: _Limits
    ) -> tuple[TextReply, Spending, int, int]:
        try:
            async with asyncio.timeout(min(limits.in_line, limits.ends - self._seconds())):
                await self._turns.acquire()
        except TimeoutError:
            raise ModelBusy("no turn in time") from None
        try:
            if not self._circuit.may_ask(self._seconds()):
                raise ModelPaused("it failed too often")
            try:
                return await self._on_record(request, guild_id, purpose, limits)
            finally:
                self._circuit.let_go()
        finally:
            self._turns.release()

    async def _on_record(
        self, request: TextRequest, guild_id: int, purpose: Purpose, limits: _Limits
    ) -> tuple[TextReply, Spending, int, int]:
        most = most_of(request, self._prices)
        planned = PlannedCall(guild_id, purpose, self.name, request.ref, most, self._clock.now())
        try:
            call_id = await self._ledger.reserve(planned, self._allowance)
        except ModelBudgetSpent as problem:
            self._drained[guild_id if problem.of_server else None] = self._today()
            log.info("model.budget_spent guild=%d of_server=%s %s", guild_id, problem.of_server, problem.detail)
            raise
        begun = self._seconds()
        try:
            reply = await self._complete(request, limits)
        except ModelError as problem:
            self._note_failure(problem)
            is_unknown = isinstance(problem, ModelReplyUnusable) or (
                isinstance(problem, ModelUnreachable) and problem.may_have_cost
            )
            await self._settle(call_id, purpose, problem.outcome, None if is_unknown else Spending(), 0, 0, begun)
            log.info("model.failed purpose=%s outcome=%s %s", purpose, problem.outcome, problem.detail)
            raise
        self._circuit.succeed()
        spent, read, written = spent_by(request, reply, self._prices)
        await self._settle(call_id, purpose, "replied", spent, read, written, begun)
        return reply, spent, read, written

    async def _complete(self, request: TextRequest, limits: _Limits) -> TextReply:
        left = limits.ends - self._seconds()
        seconds = min(self._settings.model_timeout, left)
        try:
            # Over everything: an answer that comes in drops keeps no read waiting for long, and never ends.
            async with asyncio.timeout(seconds):
                return await self._model.complete(request)
        except TimeoutError:
            was_hurried = limits.is_hurried and left < self._settings.model_timeout
            detail = f"no whole answer in {seconds:.0f} s"
            raise ModelUnreachable(detail, may_have_cost=True, was_hurried=was_hurried) from None

    def _note_failure(self, problem: ModelError) -> None:
        if isinstance(problem, ModelUnreachable) and problem.was_hurried:
            return
        if isinstance(problem, ModelUnreachable):
            self._circuit.fail(self._seconds(), rest=problem.retry_after)
        elif isinstance(problem, ModelRefused) and problem.is_lasting:
            self._circuit.fail(self._seconds(), is_lasting=True)

    async def _settle(
        self,
        call_id: int,
        purpose: Purpose,
        outcome: str,
        spent: Spending | None,
        read: int,
        written: int,
        begun: float,
    ) -> None:
        seconds = self._seconds() - begun
        await self._ledger.settle(call_id, CallResult(outcome, spent, read, written, seconds, self._clock.now()))
        log.info("model.call purpose=%s outcome=%s in=%d out=%d seconds=%.1f", purpose, outcome, read, written, seconds)
