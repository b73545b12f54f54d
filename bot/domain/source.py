"""What we follow: a source, what its feed gave, and how one fetch of it ended."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

HOUSE = 0
"""The guild id of the operator's own follow list: what the command line reads when no server is named."""


class SourceKind(StrEnum):
    FEED = "feed"
    PAGE = "page"


class SourceState(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Source:
    """One machine-readable URL that somebody follows. `url` is unique over all servers: it is fetched once for all."""

    source_id: int
    url: str
    title: str
    lang: str | None
    """Language that the feed declares, as a BCP 47 tag."""
    kind: SourceKind
    state: SourceState
    error: str | None
    """Why the last fetch failed (an error's message key), or None."""
    failures: int
    etag: str | None
    last_modified: str | None
    last_fetched_at: datetime | None
    next_due_at: datetime
    added_at: datetime
    failing_since: datetime | None = None
    """The first of the failures in a row."""
    retired_at: datetime | None = None
    """When it was given up: it said that it is gone, or was missing for a month."""
    changed_at: datetime | None = None
    """When its document was last seen to change."""
    interval: timedelta | None = None
    """How long to wait between two looks, by how often it changes; None before the first."""
    body_digest: bytes | None = None
    """SHA-256 of the last document that was read to its end."""
    moved_from: str | None = None
    """The address that it was followed under before it moved for good."""


@dataclass(frozen=True, slots=True)
class Followed:
    """A source as one server follows it."""

    source: Source
    folders: tuple[tuple[str, ...], ...]
    """Paths of folder names, outermost first; a feed may stand in several folders, or in none."""
    home_url: str | None
    newest_at: datetime | None
    """When its newest article was published; None where it brought none yet."""


@dataclass(frozen=True, slots=True)
class NewFollow:
    """A feed to be followed without having been read, as a list from elsewhere names it."""

    url: str
    title: str
    folders: tuple[tuple[str, ...], ...] = ()
    home_url: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as the feed gave it, reduced to text. Identity is `guid`, then `url`, never the date."""

    guid: str | None
    url: str | None
    title: str
    summary: str
    """Plain text of the short description; may be empty."""
    content: str
    """Plain text of the full content when the feed carries it; else empty."""
    published_at: datetime | None
    updated_at: datetime | None
    lang: str | None


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    title: str
    lang: str | None
    home_url: str | None
    entries: tuple[Entry, ...]
    ttl: timedelta | None = None
    """How long the feed asks its readers to keep a copy."""


class IngestStatus(StrEnum):
    OK = "ok"
    NOT_MODIFIED = "not_modified"
    FAILED = "failed"
    REFUSED = "refused"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class IngestOutcome:
    """How one source's turn in a cycle ended: one of these, and one log line, per source."""

    source_id: int | None
    url: str
    status: IngestStatus
    http_status: int | None
    new_articles: int
    error: str | None
    """Message key of the error (see bot.errors), or None."""
    article_ids: tuple[int, ...] = ()
    detail: str = ""
    """One technical line for logs and admins: never shown without sanitising."""
