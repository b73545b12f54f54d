"""The page as extracted (schema.org NewsArticle)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Extent(StrEnum):
    """How much of the article we hold."""

    FULL = "full"
    SUMMARY = "summary"
    """Only what the feed gave: the page could not be fetched, or holds no article."""
    EXCERPT = "excerpt"
    """Only the beginning: the rest of the page stands behind a wall."""


@dataclass(frozen=True, slots=True)
class Article:
    article_id: int
    url: str
    canonical_url: str
    """Unique: two sources that carry the same page share one article."""
    outlet: str
    """Name of the outlet as readers know it, never empty."""
    lang: str
    """BCP 47 tag; `ja`, `en` or another detected language."""
    title: str
    text: str
    """Body as plain text, paragraphs separated by one newline."""
    published_at: datetime
    """When the outlet dates it; the fetch time where it gives no date."""
    fetched_at: datetime
    extent: Extent


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article that is not stored yet, with the identity of the entry that it came from."""

    guid: str | None
    url: str
    canonical_url: str
    outlet: str
    lang: str
    title: str
    text: str
    published_at: datetime
    fetched_at: datetime
    extent: Extent
    is_from_feed: bool = False
    """The text is the feed's own and not that of a page which anybody could read: it is shown to nobody who does not
    follow a source that gave this very text."""
