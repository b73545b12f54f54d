"""What a request may cost and did cost, and the ledger that is asked for leave before it goes out."""

from dataclasses import dataclass
from typing import Protocol

from bot.domain.model_call import Allowance, CallResult, PlannedCall, Spending
from bot.ports import TextReply, TextRequest
from bot.settings import Settings

_LATIN_PER_TOKEN = 3.0
_TOKENS_PER_OTHER = 1.5
_OVERHEAD = 200
"""Tokens of the vendor's own frame around a request, and of the schema where it is sent in words."""


class CallLedger(Protocol):
    """Where requests are on record before they go out, in the store."""

    async def reserve(self, call: PlannedCall, allowance: Allowance) -> int:
        """Put `call` on record with the most that it may cost, counted as spent from now on; its id.

        Raises ModelBudgetSpent where the day's or the server's allowance has no room for it.
        """
        ...

    async def settle(self, call_id: int, result: CallResult) -> None:
        """What became of it: what it did cost takes the place of the reservation."""
        ...

    async def spent_on(self, call_day: str, guild_id: int | None = None) -> Spending:
        """What is spent and reserved on this day (UTC, ISO), in all or by one server."""
        ...


@dataclass(frozen=True, slots=True)
class Prices:
    """In US dollars for a million tokens, which is microdollars for one."""

    read: float
    written: float

    def cost(self, input_tokens: int, output_tokens: int) -> int:
        """In microdollars, rounded up: what is counted is never less than what is billed."""
        exact = input_tokens * self.read + output_tokens * self.written
        return int(exact) + (exact > int(exact))


def allowance_of(settings: Settings) -> Allowance:
    cost = settings.model_daily_cost
    return Allowance(
        settings.model_daily_tokens, settings.model_server_tokens, None if cost is None else round(cost * 1_000_000)
    )


def prices_of(settings: Settings) -> Prices:
    return Prices(settings.model_price_in, settings.model_price_out)


def most_of(request: TextRequest, prices: Prices) -> Spending:
    """The most that a request may cost: a generous count of what is sent, and the longest reply."""
    sent = estimated_tokens(request.instructions) + estimated_tokens(request.message) + _OVERHEAD
    sent += estimated_tokens(str(request.schema))
    return Spending(sent + request.max_tokens, prices.cost(sent, request.max_tokens))


def spent_by(request: TextRequest, reply: TextReply, prices: Prices) -> tuple[Spending, int, int]:
    """What a reply did cost, with its tokens in and out; estimated where the endpoint counted nothing."""
    read = reply.input_tokens or estimated_tokens(request.instructions) + estimated_tokens(request.message)
    written = reply.output_tokens or estimated_tokens(reply.text)
    return Spending(read + written, prices.cost(read, written)), read, written


def estimated_tokens(text: str) -> int:
    """More rather than fewer: three Latin letters to a token, and one and a half tokens to a Japanese character."""
    latin = sum(character.isascii() for character in text)
    return int(latin / _LATIN_PER_TOKEN + (len(text) - latin) * _TOKENS_PER_OTHER) + 1
