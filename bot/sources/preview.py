"""What an admin is shown of a feed before it is followed: its newest entries, and facts about how it is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from statistics import median
from urllib.parse import urlsplit

from bot.domain.article import page_key
from bot.domain.source import Entry, ParsedFeed
from bot.ingest.canonical_url import host_of
from bot.ingest.new_entries import NewEntry, holds_full_text, identify
from bot.sources.feed_marks import FeedMarks
from bot.sources.page_feeds import rank
from bot.text.language import UNKNOWN, detect_language

SHOWN = 3
_JUDGED = 30
"""Newest entries by which a feed is judged: what it was like years ago does not matter."""
_LEAST_GUID = 12
_LEAST_WORDS = 40
"""Characters of summary from which an entry says more than its headline."""


class Carries(StrEnum):
    """How much of its articles a feed holds."""

    FULL = "full"
    SUMMARY = "summary"
    TITLES = "titles"


class FeedSort(StrEnum):
    NEWS = "news"
    PODCAST = "podcast"
    COMMENTS = "comments"


@dataclass(frozen=True, slots=True)
class PreviewEntry:
    title: str
    url: str | None
    published_at: datetime | None
    lang: str


@dataclass(frozen=True, slots=True)
class Preview:
    """A feed as it stands now, read once and not followed yet."""

    url: str
    """The address that would be followed: where permanent redirects lead."""
    title: str
    lang: str
    home_url: str | None
    sort: FeedSort
    entries: int
    newest: tuple[PreviewEntry, ...]
    newest_at: datetime | None
    rhythm: timedelta | None
    """The median time between two entries; None where too few are dated."""
    dated: int
    """How many of the judged entries have a date."""
    judged: int
    carries: Carries
    self_url: str | None
    """The address that the feed calls its own; nothing checks that claim."""
    landed_url: str
    """Where all redirects led this time, the temporary ones among them."""
    addresses: tuple[str, ...]
    """Canonical addresses of the newest entries."""
    keys: tuple[str, ...]
    """One per judged entry, the same wherever the feed is read: what its address or else its id amounts to."""
    oldest_judged_at: datetime | None


def preview_feed(feed: ParsedFeed, marks: FeedMarks, url: str, landed_url: str) -> Preview:
    """The preview of a feed that is to be fetched from `url` and was found at `landed_url`."""
    recent = _newest_first(feed.entries)[:_JUDGED]
    dates = [date for entry in recent if (date := _date(entry))]
    lang = _lang(feed, recent)
    identified = identify(ParsedFeed(feed.title, feed.lang, feed.home_url, tuple(recent)), url)
    return Preview(
        url=url,
        title=feed.title or host_of(url),
        lang=lang,
        home_url=feed.home_url,
        sort=_sort(feed.title, url, marks),
        entries=len(feed.entries),
        newest=tuple(_shown(entry, lang) for entry in recent[:SHOWN]),
        newest_at=max(dates, default=None),
        rhythm=rhythm(dates),
        dated=len(dates),
        judged=len(recent),
        carries=_carries(recent),
        self_url=marks.self_url,
        landed_url=landed_url,
        addresses=tuple(one.canonical for one in identified if one.entry.url),
        keys=tuple(dict.fromkeys(key for one in identified if (key := _key(one)))),
        oldest_judged_at=min(dates, default=None),
    )


def rhythm(dates: Sequence[datetime]) -> timedelta | None:
    """The median of the times between `dates`. Entries of one instant (an import, a republished archive) are one."""
    ordered = sorted(set(dates))
    if len(ordered) < 3:
        return None
    return timedelta(seconds=median((later - earlier).total_seconds() for earlier, later in pairwise(ordered)))


def best_first(previews: Sequence[Preview], page_url: str, page_lang: str | None, now: datetime) -> list[Preview]:
    """Feeds of one site in the order in which they would be offered; of two with the same entries the first stays."""

    def distance(one: Preview) -> int:
        points = rank(one.url, one.title, one.lang, page_url, page_lang)
        points += {FeedSort.NEWS: 0, FeedSort.PODCAST: 40, FeedSort.COMMENTS: 100}[one.sort]
        is_old = one.newest_at is not None and now - one.newest_at > timedelta(days=365)
        return points + (30 if is_old else 0)

    kept: list[Preview] = []
    for one in sorted(previews, key=distance):
        if not any(one.url == other.url or _same_entries(one, other) for other in kept):
            kept.append(one)
    return kept


def _same_entries(one: Preview, other: Preview) -> bool:
    """The same news in another format."""
    return bool(one.keys) and set(one.keys) == set(other.keys)


def address_key(canonical: str) -> str:
    """What an article's address comes down to."""
    return f"url:{page_key(canonical)}"


def _key(one: NewEntry) -> str | None:
    if one.entry.url:
        return address_key(one.canonical)
    guid = one.entry.guid or ""
    # Short ids ("1", "2") are the same in feeds that have nothing to do with each other.
    return f"guid:{guid}" if len(guid) >= _LEAST_GUID else None


def _newest_first(entries: Sequence[Entry]) -> list[Entry]:
    """By date, stable; undated entries keep the feed's order behind the dated ones."""
    dated = [(date, entry) for entry in entries if (date := _date(entry))]
    dated.sort(key=lambda pair: pair[0], reverse=True)
    return [entry for _, entry in dated] + [entry for entry in entries if _date(entry) is None]


def _date(entry: Entry) -> datetime | None:
    return entry.published_at or entry.updated_at


def _shown(entry: Entry, feed_lang: str) -> PreviewEntry:
    words = f"{entry.title}\n{entry.summary or entry.content}"
    declared = entry.lang or (None if feed_lang == UNKNOWN else feed_lang)
    title = entry.title or (entry.summary or entry.content)[:100]
    return PreviewEntry(title, entry.url, _date(entry), detect_language(words, declared))


def _lang(feed: ParsedFeed, recent: Sequence[Entry]) -> str:
    words = "\n".join(f"{entry.title}\n{(entry.summary or entry.content)[:300]}" for entry in recent[:10])
    return detect_language(words, feed.lang)


def _sort(title: str, url: str, marks: FeedMarks) -> FeedSort:
    if marks.is_podcast:
        return FeedSort.PODCAST
    path = urlsplit(url).path.lower()
    is_comments = "/comments" in path or title.lower().startswith("comments ") or "のコメント" in title
    return FeedSort.COMMENTS if is_comments else FeedSort.NEWS


def _carries(recent: Sequence[Entry]) -> Carries:
    full = sum(1 for entry in recent if holds_full_text(entry))
    worded = sum(1 for entry in recent if len(entry.content or entry.summary) >= _LEAST_WORDS)
    if full * 2 >= len(recent):
        return Carries.FULL
    return Carries.SUMMARY if worded * 2 >= len(recent) else Carries.TITLES
