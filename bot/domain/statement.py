"""What was said: words, speaker, day, provenance. A statement is a fact; its stance is a reading of it.

The ids of the controlled vocabularies are those of the data set's vocabulary.yaml; a test keeps the two equal.
"""

import calendar
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.domain.language import Lang


class Stance(StrEnum):
    OPEN_SOURCE = "open_source"
    OPEN_WEIGHTS = "open_weights"
    MIXED = "mixed"
    GATED_OR_STAGED = "gated_or_staged"
    CLOSED = "closed"
    UNDECLARED = "undeclared"


class Provenance(StrEnum):
    OFFICIAL_STATEMENT = "official_statement"
    EXECUTIVE_QUOTE = "executive_quote"
    ANONYMOUS_REPORT = "anonymous_report"
    THIRD_PARTY_ANALYSIS = "third_party_analysis"
    RELEASE = "release"

    @property
    def is_own_word(self) -> bool:
        """Whether the organisation itself, or somebody speaking for it, said it: only these can move a stance."""
        return self in (Provenance.OFFICIAL_STATEMENT, Provenance.EXECUTIVE_QUOTE)


class Modality(StrEnum):
    COMMITMENT = "commitment"
    INTENTION = "intention"
    CONDITIONAL = "conditional"
    DESCRIPTION = "description"
    DENIAL = "denial"
    CRITICISM_OF_OTHERS = "criticism_of_others"
    POSITION = "position"


class Scope(StrEnum):
    FRONTIER_MODELS = "frontier_models"
    SMALL_MODELS = "small_models"
    RESEARCH = "research"
    DATA = "data"
    CODE = "code"
    POLICY = "policy"
    UNSPECIFIED = "unspecified"


class StatementStatus(StrEnum):
    CANDIDATE = "candidate"
    APPROVED = "approved"
    REJECTED = "rejected"
    RETRACTED = "retracted"
    SUPERSEDED = "superseded"


_PARTIAL = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A calendar date cut to the precision known: `2025`, `2025-07` or `2025-07-11`."""

    text: str

    def __post_init__(self) -> None:
        if not _PARTIAL.fullmatch(self.text):
            raise ValueError(f"not YYYY, YYYY-MM or YYYY-MM-DD: {self.text!r}")
        _ = self.earliest

    @property
    def earliest(self) -> date:
        """First day that it can mean."""
        return date.fromisoformat((self.text + "-01-01")[:10])

    @property
    def latest(self) -> date:
        """Last day that it can mean."""
        year, *rest = (int(part) for part in self.text.split("-"))
        month = rest[0] if rest else 12
        day = rest[1] if len(rest) > 1 else calendar.monthrange(year, month)[1]
        return date(year, month, day)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Speaker:
    name: str
    name_ja: str
    role: str
    """The role at the time of speaking."""
    role_ja: str

    def name_in(self, lang: Lang) -> str:
        return self.name_ja if lang == "ja" else self.name

    def role_in(self, lang: Lang) -> str:
        return self.role_ja if lang == "ja" else self.role


@dataclass(frozen=True, slots=True)
class Statement:
    statement_id: str
    """Stable public id, `<company>-<yyyy[-mm]>-<slug>`: what answers cite."""
    company: str
    said_on: PartialDate
    speaker: Speaker | None
    """None: attribute the words to the organisation, not to a person."""
    provenance: Provenance
    modality: Modality
    scope: tuple[Scope, ...]
    stance: Stance
    quote: str | None
    """Verbatim fragment in the organisation's or speaker's own words, or None."""
    quote_lang: str | None
    summary: dict[Lang, str] = field(hash=False)
    publisher: str
    article_title: str
    url: str | None
    verified: bool
    note: str | None = None
    status: StatementStatus = StatementStatus.APPROVED
    recorded_at: datetime | None = None
    """When we learnt of it (the record is bitemporal); None for one that is not stored yet."""


@dataclass(frozen=True, slots=True)
class Product:
    name: str
    name_ja: str


@dataclass(frozen=True, slots=True)
class Company:
    """An organisation that speaks: company, lab, nonprofit or government."""

    company_id: str
    kind: str
    country: str
    homepage: str
    names: dict[Lang, str] = field(hash=False)
    aliases: tuple[str, ...]
    ambiguous_aliases: tuple[str, ...]
    """Words that name it only in context."""
    products: tuple[Product, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """The stance of one company on one day, read from its own words, with what it rests on."""

    company: str
    as_of: date
    stance: Stance
    """UNDECLARED where no own word on openness is on record by then."""
    basis: tuple[Statement, ...]
    """The own words that the reading rests on, newest first; empty only for UNDECLARED."""
    reported: tuple[Statement, ...]
    """Reports and analysis by then, newest first: shown beside it, never moving it."""
    released: tuple[Statement, ...]
    """Releases by then, newest first: said against done."""
