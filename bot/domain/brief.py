"""One story told in two to four cited points, and the dated set of them that a server receives."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.article import Extent
from bot.domain.language import Lang
from bot.domain.statement import Provenance, Stance

LOCAL_ENGINE = "local"


class PointKind(StrEnum):
    """How a point is worded, so that what was reported, said, opined and done are never blended."""

    FACT = "fact"
    OFFICIAL = "official"
    EXECUTIVE = "executive"
    REPORTED = "reported"
    OPINION = "opinion"
    RELEASE = "release"
    CORRECTION = "correction"
    """A source corrected what it had reported: always the first point."""
    RETRACTION = "retraction"
    """A source withdrew its report: always the first point, and nothing of that report is told."""

    @property
    def is_notice(self) -> bool:
        """Whether a source speaks about its own report, not about the world."""
        return self in (PointKind.CORRECTION, PointKind.RETRACTION)


@dataclass(frozen=True, slots=True)
class BriefSource:
    """A numbered source of a brief with the exact passage that its points rest on."""

    n: int
    article_id: int
    url: str
    outlet: str
    lang: str
    published_at: datetime
    passage: str
    extent: Extent = Extent.FULL
    """How much of the article its reader had: an opening before a paywall is not told as if it were the whole."""


@dataclass(frozen=True, slots=True)
class BriefPoint:
    text: str
    citations: tuple[int, ...]
    """Numbers of BriefSource, never empty."""
    kind: PointKind = PointKind.FACT
    lang: str | None = None
    """Language of the words shown where it differs from the brief's: the point is then marked as the original."""
    translated_from: str | None = None
    """Language of the sentence that a machine translated: the point is then marked as such."""


@dataclass(frozen=True, slots=True)
class StanceLine:
    """A company's statement that the story involves: label, who, provenance."""

    company: str
    stance: Stance
    provenance: Provenance
    speaker: str | None
    citations: tuple[int, ...]
    company_name: str = ""
    """The company's name in the brief's language."""


@dataclass(frozen=True, slots=True)
class Brief:
    story_id: int
    lang: Lang
    headline: str
    points: tuple[BriefPoint, ...]
    sources: tuple[BriefSource, ...]
    engine: str
    revision: int
    article_ids: tuple[int, ...]
    """Every article that the writer was allowed to read: the key of the brief together with `lang` and `engine`."""
    companies: tuple[str, ...] = ()
    stance_lines: tuple[StanceLine, ...] = ()
    new_article_ids: tuple[int, ...] = ()
    """Of an update: the articles that brought what is new to its readers, which leads. A part of the key."""

    @property
    def is_update(self) -> bool:
        """Whether its readers knew the story before."""
        return bool(self.new_article_ids)

    @property
    def is_translated(self) -> bool:
        """Whether a machine translated any of its points."""
        return any(point.translated_from for point in self.points)

    def sources_by_article(self) -> list[tuple[BriefSource, tuple[int, ...]]]:
        """Each article once, with the numbers of all its passages: how a list of sources reads best."""
        numbers: dict[int, list[int]] = {}
        first: dict[int, BriefSource] = {}
        for source in self.sources:
            first.setdefault(source.article_id, source)
            numbers.setdefault(source.article_id, []).append(source.n)
        return [(source, tuple(numbers[article_id])) for article_id, source in first.items()]


@dataclass(frozen=True, slots=True)
class Edition:
    guild_id: int
    on: date
    """The local calendar date that it is for."""
    lang: Lang
    briefs: tuple[Brief, ...]
    left_untracked: bool = False
    """There was news, but about nothing that is tracked, and only that is wanted."""
