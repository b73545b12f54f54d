"""What extraction gives: a statement as an article tells it, not judged by anybody yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.language import Lang
from bot.domain.statement import Modality, PartialDate, Provenance, Scope, Stance


@dataclass(frozen=True, slots=True)
class Candidate:
    """`article.text[start:end] == passage`, and `quote`, where there is one, is a part of the passage."""

    company: str
    speaker: str | None
    """A person's name as the article writes it; None for the organisation, a spokesperson or an unnamed source."""
    role: str | None
    """The post as the article names it."""
    provenance: Provenance
    modality: Modality
    scope: tuple[Scope, ...]
    stance: Stance
    quote: str | None
    said_on: PartialDate
    passage: str
    start: int
    end: int
    summary: Mapping[Lang, str] | None = field(default=None, hash=False)
    """One sentence in each language, where the extractor words them itself."""
