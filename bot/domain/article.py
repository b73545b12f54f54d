"""The page as extracted (schema.org NewsArticle)."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

_DEVICE_LABEL = re.compile(r"^(?:www\d?|m|amp|mobile|sp)\.(?=[^./]+\.)", re.IGNORECASE)


def page_key(canonical_url: str) -> str:
    """What two addresses of one page have in common, for comparing only.

    Neither the scheme nor a host for another device (www., m., amp.) nor a slash at the end makes another article.
    """
    return without_device(canonical_url.partition("://")[2]).rstrip("/")


def without_device(host: str) -> str:
    """A host, or what begins with one, without the label that only says for which device it is."""
    return _DEVICE_LABEL.sub("", host)


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
    updated_at: datetime | None = None
    """When the outlet says that it last changed, where it says so."""


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
    updated_at: datetime | None = None
