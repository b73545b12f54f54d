"""`python -m benchmarks.feed_fidelity FOLDER...`: whether feeds read as feedparser alone reads them, field by field.

Each difference is printed, for the other reading is not always the right one: it leaves out dates, and takes a Japanese
feed without a declared encoding for Latin 1.
"""

import sys
from calendar import timegm
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from time import struct_time
from typing import Any

import feedparser

from bot.domain.source import Entry
from bot.errors import FetchError
from bot.ingest.feed_parser import parse_feed
from bot.ingest.plain_text import plain_text, plain_title

URL = "https://site.example/feed"
_NAMES = {".xml", ".rss", ".atom", ".rdf"}
FIELDS = ("title", "link", "id", "date", "summary", "content")


def main(folders: Sequence[str]) -> None:
    same: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for path in (path for folder in folders for path in sorted(Path(folder).rglob("*")) if path.suffix in _NAMES):
        for field, ours, theirs in compared(path.read_bytes()):
            seen[field] += 1
            same[field] += ours == theirs
            if ours != theirs:
                print(f"{path.name}: {field}: {str(ours)[:120]!r} but feedparser {str(theirs)[:120]!r}")
    print("| field | the same | of |\n|---|---|---|")
    for field in ("entries", "feed title", *FIELDS):
        print(f"| {field} | {same[field]} | {seen[field]} |")


def compared(body: bytes) -> Iterator[tuple[str, Any, Any]]:
    """(field, our reading, feedparser's) for a document in which that finds an entry."""
    theirs = feedparser.parse(BytesIO(body), response_headers={"content-location": URL})
    if not theirs.entries:
        return
    try:
        ours = parse_feed(body, content_type="", url=URL)
    except FetchError as problem:
        yield "entries", problem.key, len(theirs.entries)
        return
    yield "entries", len(ours.entries), len(theirs.entries)
    yield "feed title", ours.title, _words(plain_title(theirs.feed.get("title") or ""))
    for entry, other in zip(ours.entries, theirs.entries, strict=False):
        yield from zip(FIELDS, _of_ours(entry), _of_theirs(other), strict=True)


def _of_ours(entry: Entry) -> tuple[Any, ...]:
    date = entry.published_at or entry.updated_at
    return entry.title, entry.url or "", entry.guid or "", date, _words(entry.summary), _words(entry.content)


def _of_theirs(entry: Any) -> tuple[Any, ...]:
    # dict.get, for feedparser's own answers `updated` with `published`.
    date = dict.get(entry, "published_parsed") or dict.get(entry, "created_parsed") or dict.get(entry, "updated_parsed")
    contents = [part.get("value") or "" for part in dict.get(entry, "content") or []]
    return (
        plain_title(dict.get(entry, "title") or ""),
        dict.get(entry, "link") or "",
        dict.get(entry, "id") or "",
        _instant(date),
        _words(plain_text(dict.get(entry, "summary") or "")),
        _words(plain_text(max(contents, key=len, default=""))),
    )


def _instant(date: struct_time | None) -> datetime | None:
    return datetime.fromtimestamp(timegm(date), UTC) if date else None


def _words(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    main(sys.argv[1:])
