"""Which entries of a feed are new, under which identities they are remembered, and what article each one gives."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from operator import itemgetter

from bot.domain.article import Extent, NewArticle
from bot.domain.source import Entry, ParsedFeed
from bot.errors import EmptyFeed
from bot.ingest.article_extractor import ExtractedPage
from bot.ingest.canonical_url import canonical_url, host_of
from bot.ingest.dates import settled
from bot.ingest.feed_parser import parse_feed
from bot.ingest.plain_text import shorten
from bot.ingest.weight import weight
from bot.text.language import detect_language
from bot.text.notices import holds_notice, is_marked

FIRST_LIMIT = 50
"""Entries of a source's first fetch that become articles: its news, not its archive."""
TURN_LIMIT = 200
"""Entries that one later fetch takes; the rest follows at the next one."""
FULL_CONTENT = 600
FULL_SUMMARY = 1_200
"""Weight (characters; Japanese ones count twice) from which a feed's content, or its description, is the whole article.

Teasers stay below 400 in practice; a content element shorter than 600 says no more than the page would add, and a
description, which is meant to be short, has to be twice that to be taken for the article.
"""
_LEAST_SUMMARY = 60

_CUT = re.compile(
    r"(?:\[?(?:…|\.\.\.|・・・)\]?|(?:read|continue|learn)\s+(?:more|reading)\W*|続きを読む\W*|続きはこちら\W*|全文を読む\W*"
    r"|\[…\].*|The post .{1,200} appeared first on .{1,100})$",
    re.IGNORECASE,
)
"""How a text ends that goes on elsewhere."""

_CUT_MARKS = ("…", "...", "・・・", "more", "reading", "続き", "全文", "appeared first on")
"""One of these stands in every ending that `_CUT` matches."""


@dataclass(frozen=True, slots=True)
class NewEntry:
    entry: Entry
    canonical: str
    """Canonical address, or one made from the feed's and the entry's identity where it has no link."""
    identities: tuple[str, ...]
    is_notice: bool = False
    """Whether it says that the report at its address is corrected or withdrawn, which makes it news again."""
    is_part: bool = False
    """Whether its page is that of other entries as well, each a part of it (a list of changes, say)."""
    from_feed: NewArticle | None = None
    """The article that the feed's own words give."""
    is_whole: bool = False
    """Whether no page needs to be read for it."""


def read_entries(
    body: bytes, *, content_type: str, url: str, source_url: str, now: datetime
) -> tuple[ParsedFeed, list[NewEntry]]:
    """The feed without its entries, and these with their identities and what the feed says of each.

    Pure and picklable, for a worker process: one way there and back does all that needs no other page, for most of its
    cost is the way. Raises NotAFeed or EmptyFeed.
    """
    whole = parse_usable_feed(body, content_type=content_type, url=url)
    feed = replace(whole, entries=())
    entries = identify(whole, source_url)
    return feed, [
        replace(one, from_feed=article_from_feed(one, feed, source_url, now), is_whole=not needs_page(one))
        for one in entries
    ]


def parse_usable_feed(body: bytes, *, content_type: str, url: str) -> ParsedFeed:
    """The feed with those of its entries that lead somewhere or say something. Raises NotAFeed or EmptyFeed."""
    feed = parse_feed(body, content_type=content_type, url=url)
    usable = tuple(entry for entry in feed.entries if entry.url or entry.summary or entry.content)
    if not usable:
        raise EmptyFeed(f"{len(feed.entries)} entries, none with a link or text")
    return replace(feed, entries=usable)


def identify(feed: ParsedFeed, source_url: str) -> list[NewEntry]:
    """Each entry with its identities: its GUID, then its address, never its date.

    A GUID that several entries of the feed share identifies none of them. Of entries with one address the first stays;
    where they name different parts of the page at that address, each has its own. One that turns into a correction or
    a retraction of what it was gets identities of its own, by its words: its page is read again.
    """
    shared = Counter(entry.guid for entry in feed.entries)
    addresses = [canonical_url(entry.url) if entry.url else f"{source_url}#{_digest(entry)}" for entry in feed.entries]
    parts: dict[str, set[str]] = {}
    for entry, address in zip(feed.entries, addresses, strict=True):
        parts.setdefault(address, set()).add(_part(entry))
    found: dict[str, NewEntry] = {}
    for entry, address in zip(feed.entries, addresses, strict=True):
        is_part = len(parts[address]) > 1 and bool(_part(entry))
        canonical = f"{address}#{_part(entry)}" if is_part else address
        identities = [f"guid:{entry.guid}"] if entry.guid and shared[entry.guid] == 1 else []
        names = (*identities, f"url:{canonical}")
        if is_notice := _is_notice(entry):
            version = f"#notice-{_words_digest(entry)}"
            canonical, names = f"{canonical}{version}", tuple(f"{name}{version}" for name in names)
        found.setdefault(canonical, NewEntry(entry, canonical, names, is_notice, is_part))
    return list(found.values())


def choose(entries: Sequence[NewEntry], known: Collection[str]) -> tuple[list[NewEntry], list[NewEntry], bool]:
    """(entries to take now, older ones to skip for good, whether others are left for the next turn).

    Entries of which any identity is known are not new. Nothing known means the first fetch.
    """
    new = [one for one in entries if not any(identity in known for identity in one.identities)]
    is_first = not known
    if is_first:
        newest = _newest_first(new)
        return newest[:FIRST_LIMIT], newest[FIRST_LIMIT:], False
    return _newest_first(new)[:TURN_LIMIT], [], len(new) > TURN_LIMIT


def holds_full_text(entry: Entry) -> bool:
    """Whether the feed carries the whole article, so that its page need not be fetched."""
    if entry.content:
        return weight(entry.content) >= FULL_CONTENT and not _is_cut(entry.content)
    return weight(entry.summary) >= FULL_SUMMARY and not _is_cut(entry.summary)


def needs_page(new: NewEntry) -> bool:
    """Whether the feed says so little of the entry that its page has to be read.

    A page that is several entries' would be the same article for all of them: what the feed says of each is better.
    """
    entry = new.entry
    if entry.url is None or holds_full_text(entry):
        return False
    return not new.is_part or weight(entry.content or entry.summary) < _LEAST_SUMMARY


def article_from_feed(new: NewEntry, feed: ParsedFeed, source_url: str, now: datetime) -> NewArticle | None:
    """The article that the feed's own text gives; None where that says too little to stand alone."""
    entry = new.entry
    text = entry.content if weight(entry.content) >= weight(entry.summary) else entry.summary
    if not entry.title and not text:
        return None
    is_full = holds_full_text(entry)
    if not is_full and weight(text) < _LEAST_SUMMARY:
        return None
    return NewArticle(
        guid=entry.guid,
        url=entry.url or feed.home_url or source_url,
        canonical_url=new.canonical,
        outlet=_own_outlet(feed, source_url),
        lang=detect_language(f"{entry.title}\n{text}", entry.lang or feed.lang),
        title=entry.title or shorten(text.split("\n")[0], 100),
        text=text,
        published_at=_published_at(new, None, now),
        fetched_at=now,
        extent=Extent.FULL if is_full else Extent.SUMMARY,
        is_from_feed=True,
        updated_at=_updated_at(entry, None, now),
    )


def article_from_page(
    new: NewEntry,
    feed: ParsedFeed | None,
    page: ExtractedPage,
    url: str,
    now: datetime,
    *,
    source_url: str,
    trusted: bool,
) -> NewArticle:
    """The article of the fetched page; the feed's text where that is longer, as it is for a paywalled page's stub.

    `url` is where the page was found in the end.
    """
    entry = new.entry
    feed_text = entry.content if weight(entry.content) >= weight(entry.summary) else entry.summary
    is_stub = weight(feed_text) > weight(page.text) and not _is_cut(feed_text)
    outlet = page.outlet
    if feed is not None and is_stub:
        # Its words are the feed's, so they are told under the feed's name, whatever page they point to.
        outlet = _own_outlet(feed, source_url)
    elif feed is not None and not page.names_outlet:
        outlet = _outlet(url, feed, source_url)
    return NewArticle(
        guid=entry.guid,
        url=url,
        # The corrected page is stored beside what it was: briefs that told that shall say what changed.
        canonical_url=new.canonical if new.is_notice else canonical_url(url, page.canonical_url, trusted=trusted),
        outlet=outlet,
        lang=page.lang,
        title=entry.title or page.title,
        text=feed_text if is_stub else page.text,
        published_at=_published_at(new, page.published_at, now),
        fetched_at=now,
        extent=Extent.SUMMARY if is_stub else page.extent,
        is_from_feed=is_stub,
        updated_at=_updated_at(entry, page.updated_at, now),
    )


def _is_cut(text: str) -> bool:
    """Whether a text ends in a mark that more of it stands elsewhere."""
    tail = text[-400:].lower()
    # Looking for a word of the rule is a tenth of the rule's work, and most texts hold none.
    return any(mark in tail for mark in _CUT_MARKS) and _CUT.search(tail) is not None


def _published_at(new: NewEntry, on_page: datetime | None, now: datetime) -> datetime:
    """The feed's date first: a machine wrote it for machines. One from the future is passed over.

    A correction is news of the day on which it was made.
    """
    entry = new.entry
    dates = [entry.published_at, on_page, entry.updated_at]
    if new.is_notice:
        dates.insert(0, entry.updated_at)
    return settled(next((date for date in dates if date is not None and date <= now), None), now)


def _updated_at(entry: Entry, on_page: datetime | None, now: datetime) -> datetime | None:
    """The later of what feed and page say; an instant to come is a mistake."""
    return max((date for date in (entry.updated_at, on_page) if date is not None and date <= now), default=None)


def _outlet(url: str | None, feed: ParsedFeed, source_url: str) -> str:
    """The feed's title where the article is on the feed's own site; an aggregator's article is its host's."""
    own_hosts = {host_of(source_url), host_of(feed.home_url or source_url)}
    if feed.title and (url is None or host_of(url) in own_hosts):
        return feed.title[:100]
    return host_of(url or source_url)


def _own_outlet(feed: ParsedFeed, source_url: str) -> str:
    return feed.title[:100] or host_of(feed.home_url or source_url)


def _newest_first(entries: Sequence[NewEntry]) -> list[NewEntry]:
    """By date; the undated ones first in the feed's order, for feeds list their newest on top."""
    dated = [(date, one) for one in entries if (date := _date(one.entry))]
    undated = [one for one in entries if not _date(one.entry)]
    return undated + [one for _, one in sorted(dated, key=itemgetter(0), reverse=True)]


def _part(entry: Entry) -> str:
    """What of the page the entry's address names."""
    return entry.url.partition("#")[2] if entry.url else ""


def _date(entry: Entry) -> datetime | None:
    return entry.published_at or entry.updated_at


def _digest(entry: Entry) -> str:
    return sha256(
        (entry.guid or f"{entry.title}\n{entry.summary or entry.content}").encode("utf-8", "replace")
    ).hexdigest()[:16]


def _is_notice(entry: Entry) -> bool:
    return is_marked(entry.title) or holds_notice(entry.summary) or holds_notice(entry.content)


def _words_digest(entry: Entry) -> str:
    """Of the headline and the notice alone: what else changes in an entry is no other correction."""
    notices = [line for line in f"{entry.summary}\n{entry.content}".splitlines() if holds_notice(line)]
    return sha256("\n".join([entry.title, *notices]).encode("utf-8", "replace")).hexdigest()[:16]
