"""What a chart shows, as values: rows of spans (how a company's words read) and of marks (what was said, released)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.statement import Stance


class MarkKind(StrEnum):
    OWN = "own"
    """The company's own word."""
    REPORTED = "reported"
    """A report or an analysis: it never moves a reading."""
    RELEASED = "released"
    """What was published in fact."""


@dataclass(frozen=True, slots=True)
class Span:
    """How the company's own words read from `start` until `end`, the day on which another reading begins."""

    start: date
    end: date
    stance: Stance
    word: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One statement. `earliest` and `latest` differ where only its month or year is known."""

    earliest: date
    latest: date
    kind: MarkKind
    stance: Stance
    label: str
    """Its date in words."""
    is_turn: bool = False
    """Whether the reading changed with it."""


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    spans: tuple[Span, ...]
    marks: tuple[Mark, ...]
    now: Stance
    now_word: str
    """How the company's words read at the end of the chart."""


@dataclass(frozen=True, slots=True)
class Tick:
    on: date
    label: str


@dataclass(frozen=True, slots=True)
class Legend:
    """The words that explain the shapes: every colour also stands there in words."""

    stances: tuple[tuple[Stance, str], ...]
    marks: tuple[tuple[MarkKind, str], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    title: str
    subtitle: str
    start: date
    end: date
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    legend: Legend
    nothing: str
    """What a row says that has nothing to show."""
