"""One request to a language model: what it was for, what it may cost at most, and what it did cost."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Purpose(StrEnum):
    """What a text is for: budgets and counters tell them apart."""

    BRIEF = "brief"
    ANSWER = "answer"
    EXTRACTION = "extraction"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Spending:
    """Tokens and money, the money in millionths of a US dollar."""

    tokens: int = 0
    microdollars: int = 0


@dataclass(frozen=True, slots=True)
class Allowance:
    """What may be spent in one day (UTC)."""

    tokens: int
    server_tokens: int
    """By one server; the operator's own list has the day's whole."""
    microdollars: int | None = None
    """None: money is not counted."""


@dataclass(frozen=True, slots=True)
class PlannedCall:
    """A request that is about to go out, with the most that it may cost."""

    guild_id: int
    purpose: Purpose
    model: str
    prompt_ref: str
    most: Spending
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class CallResult:
    """What became of it. Spending stays at the reservation where it cannot be known."""

    outcome: str
    spent: Spending | None
    input_tokens: int
    output_tokens: int
    seconds: float
    ended_at: datetime
