"""A cited reply, "the record does not say", or "the question's premise is contradicted by the record"."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.language import Lang
from bot.domain.statement import Stance


class AnswerKind(StrEnum):
    ANSWER = "answer"
    ABSTENTION = "abstention"
    CORRECTION = "correction"


class Section(StrEnum):
    """The parts of an answer, in the order in which they are shown."""

    LEAD = "lead"
    EVIDENCE = "evidence"
    REPORTED = "reported"
    RELEASED = "released"
    NEWS = "news"
    """Words of stored articles where the record is silent, marked as news."""
    NEAREST = "nearest"
    """The nearest record of an abstention, marked as not an answer."""
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Citation:
    n: int
    statement_id: str
    url: str | None
    said_on: str
    speaker: str | None
    """The speaker, else the organisation's name, in the answer's language."""
    provenance: str
    quote: str | None
    quote_lang: str | None = None
    publisher: str = ""
    title: str = ""
    company: str = ""


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One line of an answer. A line about the world has citations; only NOTE and an abstention's LEAD may have none."""

    section: Section
    text: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    kind: AnswerKind
    lang: Lang
    question: str
    lines: tuple[AnswerLine, ...]
    citations: tuple[Citation, ...]
    companies: tuple[str, ...]
    as_of: date
    stance: Stance | None
    engine: str
    elapsed_ms: float = 0.0
    after: tuple[str, ...] = ()
    """The questions before it in its thread without which it cannot be understood, oldest first."""

    @property
    def text(self) -> str:
        """The lines as plain text with citation numbers, as the terminal shows them."""
        marks = ("".join(f"[{n}]" for n in line.citations) for line in self.lines)
        return "\n".join(f"{line.text}{mark}" for line, mark in zip(self.lines, marks, strict=True))
