"""JSON Feed 1.0 and 1.1 (https://jsonfeed.org/version/1.1), which the XML libraries do not read."""

import json
from typing import Any

from bot.errors import NotAFeed
from bot.ingest.raw_feed import RawEntry, RawFeed


def read_json_feed(text: str) -> RawFeed:
    """Fields of the wrong type are treated as missing. Raises NotAFeed where it is no JSON Feed."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise NotAFeed("JSON that does not parse") from problem
    if not isinstance(document, dict) or not isinstance(document.get("items"), list):
        raise NotAFeed("JSON without a list of items")
    if "jsonfeed.org" not in _text(document, "version"):
        raise NotAFeed("JSON of another kind")
    return RawFeed(
        title=_text(document, "title"),
        lang=_text(document, "language") or None,
        home_link=_text(document, "home_page_url") or None,
        entries=[_entry(item) for item in document["items"] if isinstance(item, dict)],
    )


def _entry(item: dict[str, Any]) -> RawEntry:
    return RawEntry(
        guid=_text(item, "id") or None,
        link=next(
            (link for link in (item.get("url"), item.get("external_url")) if link and isinstance(link, str)), None
        ),
        title=_text(item, "title"),
        summary=_text(item, "summary"),
        content=_text(item, "content_html") or _text(item, "content_text"),
        published=_text(item, "date_published") or None,
        updated=_text(item, "date_modified") or None,
        lang=_text(item, "language") or None,
    )


def _text(of: dict[str, Any], name: str) -> str:
    value = of.get(name)
    # Some write their ids as numbers.
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
