"""A feed in the words that it uses itself: what each way of reading one gives, before anything is judged or cleaned."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class RawEntry:
    """Fields as written; titles, summaries and contents may be HTML, links relative, dates anything."""

    guid: str | None
    link: str | None
    title: str
    summary: str
    content: str
    published: str | None
    updated: str | None
    lang: str | None


@dataclass(frozen=True, slots=True)
class RawFeed:
    title: str
    lang: str | None
    home_link: str | None
    entries: list[RawEntry]
    ttl: timedelta | None = None
    """How long the feed asks to be left alone after a visit."""
