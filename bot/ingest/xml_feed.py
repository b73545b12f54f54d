"""RSS, Atom and RDF by two libraries: the fast one where its result checks out, the thorough one otherwise.

fastfeedparser is eleven times as fast on real feeds, but on documents that are not quite right it loses entries, links
or dates without a word; feedparser takes anything. So the fast result is held against the document.
"""

import re
from dataclasses import replace
from html import unescape
from io import BytesIO
from typing import Any
from urllib.parse import urljoin
from xml.parsers import expat

from bot.errors import NotAFeed
from bot.ingest.feed_rhythm import wished_interval
from bot.ingest.raw_feed import RawEntry, RawFeed

_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_DECLARED_ENTITY = re.compile(r"<!ENTITY[^>]*>", re.IGNORECASE)
_NAMED_TEXT = re.compile(r"""<!ENTITY\s+([A-Za-z][\w.-]{0,40})\s+(?:"([^"&%<>]{0,80})"|'([^'&%<>]{0,80})')\s*>""")
_NAMES, _USES = 50, 1_000
"""Abbreviations of its own that a document may declare, and uses of them that are written out: some 80 kB of text."""
_ROOT = re.compile(r"<!--.*?(?:-->|$)|<(?![?!])([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)", re.DOTALL)
"""The first element, or a comment before it: markup in that is no root."""
_ITEM = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)(?=[\s/>])")
_ANY_DATE = r"(?:pubDate|published|updated|issued|modified|created|date|pubdate)"
_DATE = re.compile(rf"<((?:[\w.-]+:)?{_ANY_DATE})(?:\s[^<>]*)?(?:/>|>([^<]*)<)")
_PLAIN_DATE = re.compile(
    r"\s*(?:(?:[A-Z][a-z]{2},\s*)?\d{1,2}\s+[A-Z][a-z]{2}\s+\d{4}\s+\d{2}:\d{2}(?::\d{2})?\s+(?:[+-]\d{4}|GMT|UTC|Z)"
    r"|\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2}))?)\s*"
)
_ID_ELEMENT = re.compile(r"<(?:[\w.-]+:)?(?:guid|id)[\s>]")
_RDF_ABOUT = re.compile(r"\srdf:about=")
_WRITTEN_ID = re.compile(
    r"<(?:[\w.-]+:)?(?:guid|id)(?:\s[^<>]*)?>\s*(?:<!\[CDATA\[)?([^<>\]]{1,2000}?)\s*(?:\]\]>\s*)?</", re.IGNORECASE
)
_EMBEDDED_MARKUP = re.compile(
    r"""\s(?:type\s*=\s*["'](?:xhtml|application/xhtml\+xml)|mode\s*=\s*["'](?:xml|base64))"""
)
"""Where the fast library takes text that speaks of markup for markup."""
_FOREIGN_NAME = re.compile(
    r"<(?!(?:media|itunes|atom|atom10|a10|dc|dcterms|content|rss|rdf|googleplay|image|sy|slash|wfw|thr|feedburner):)"
    r"[\w.-]+:(?:title|link|description|summary|content|guid|id|pubDate|published|updated|date)[\s>/]"
)
"""A module's element under a name of RSS's own: the fast library takes it for that."""
_CONTENT = re.compile(r"<(?!media:)(?:[\w.-]+:)?(?:encoded|content|body)[\s>]")
# Left as it is, feedparser reads `R&D` as an entity without its semicolon and adds one.
_BARE_AMPERSAND = re.compile(r"<!\[CDATA\[.*?\]\]>|&(?!(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]\w{1,31});)", re.DOTALL)
_LANGUAGE = re.compile(r"<(?:[\w.-]+:)?language(?:\s[^<>]*)?>\s*(?:<!\[CDATA\[)?\s*([\w-]{2,20})")
_XML_LANG = re.compile(r"""\sxml:lang\s*=\s*["']([\w-]{2,20})["']""")
_MAX_TAGS = 300_000
"""feedparser takes about 20 µs for each; ten thousand entries have fewer."""
_HTML_ROOTS = {"html", "head", "body", "div", "p", "script"}


def read_xml_feed(text: str, url: str) -> RawFeed:
    """`text` is the decoded document without XML declaration. Raises NotAFeed."""
    root = _root_in(text)
    prolog, text = text[: root.start()], text[root.start() :]
    text = _spelt_out(text, prolog)
    prolog = _without_entities(prolog)
    text = text if _is_junk(prolog) else prolog + text
    document = text.encode("utf-8", "replace")
    if _is_strict(document):
        return _read_fast(text, document) or _read_thoroughly(document, url)
    return _read_thoroughly(_BARE_AMPERSAND.sub(_escape_ampersand, text).encode("utf-8", "replace"), url)


def _root_in(text: str) -> re.Match[str]:
    """The first element. Raises NotAFeed where there is none, or where it is a page's."""
    root = next((found for found in _ROOT.finditer(text) if found[2]), None)
    if root is None or root[2].lower() in _HTML_ROOTS:
        raise NotAFeed("no feed's root element")
    return root


def _without_entities(prolog: str) -> str:
    """No document type: entities of its own are how a small document becomes a huge one, or reads our files."""
    return _DECLARED_ENTITY.sub("", _DOCTYPE.sub("", prolog, count=1))


def _spelt_out(text: str, prolog: str) -> str:
    """The document with the abbreviations that its type declares written out: plain words only, and not endlessly."""
    if "<!ENTITY" not in prolog:
        return text
    words = {name: double or single for name, double, single in _NAMED_TEXT.findall(prolog)[:_NAMES]}
    if not words:
        return text
    use = re.compile(rf"<!\[CDATA\[.*?\]\]>|&({'|'.join(map(re.escape, words))});", re.DOTALL)
    return use.sub(lambda found: words[found[1]] if found[1] else found[0], text, count=_USES)


def _escape_ampersand(found: re.Match[str]) -> str:
    return "&amp;" if found[0] == "&" else found[0]


def _is_junk(prolog: str) -> bool:
    """Whether something else than comments and processing instructions precedes the root (a PHP warning, say)."""
    return bool(re.sub(r"<!--.*?-->|<\?.*?\?>", "", prolog, flags=re.DOTALL).strip())


def _is_strict(document: bytes) -> bool:
    parser = expat.ParserCreate("utf-8")
    try:
        parser.Parse(document, True)
    except expat.ExpatError:
        return False
    return True


def _read_fast(text: str, document: bytes) -> RawFeed | None:
    """None where the result cannot be trusted."""
    speaks_of_markup = ("type" in text or "mode" in text) and _EMBEDDED_MARKUP.search(text)
    is_beyond_it = "xml:base" in text or speaks_of_markup or _FOREIGN_NAME.search(text)
    if is_beyond_it or not _has_plain_dates(text):
        return None
    # Both libraries are imported where they read: the workers need them, the program beside them does not.
    import fastfeedparser

    try:
        parsed = fastfeedparser.parse(document, include_tags=False, include_media=False, include_enclosures=False)
    except Exception:
        return None
    identities = len(_ID_ELEMENT.findall(text)) + (len(_RDF_ABOUT.findall(text)) if "rdf:about=" in text else 0)
    has_content = _CONTENT.search(text) is not None
    entries = [_fast_entry(entry, has_guid=identities > 0, has_content=has_content) for entry in parsed.entries]
    is_sound = (
        entries
        and len(entries) == len(_ITEM.findall(text))
        and (identities == 0 or identities >= len(entries))
        and bool(parsed.feed.get("title"))
        and all((entry.link or "").startswith(("http://", "https://")) for entry in entries)
        and (not _dates_items(text) or all(entry.published or entry.updated for entry in entries))
    )
    if not is_sound:
        return None
    return RawFeed(
        parsed.feed["title"], _language(text), parsed.feed.get("link"), entries, wished_interval(_head(text))
    )


def _has_plain_dates(text: str) -> bool:
    """Whether each date is one that the fast library reads as we do: it takes times without a zone for UTC."""
    return all(_PLAIN_DATE.fullmatch(value) for _, value in _DATE.findall(text) if value.strip())


def _dates_items(text: str) -> bool:
    first = _ITEM.search(text)
    return first is not None and _DATE.search(text, first.start()) is not None


def _fast_entry(entry: dict[str, Any], *, has_guid: bool, has_content: bool) -> RawEntry:
    """Undoes what the library makes up: an id out of the link, a content out of the description."""
    contents = entry.get("content") or []
    content = (contents[0].get("value") or "") if contents and has_content else ""
    summary = entry.get("description") or ""
    return RawEntry(
        guid=(entry.get("id") or None) if has_guid else None,
        link=entry.get("link") or None,
        title=entry.get("title") or "",
        summary=summary,
        content="" if content == summary else content,
        published=entry.get("published"),
        updated=entry.get("updated"),
        lang=(contents[0].get("language") if contents else None) or None,
    )


def _read_thoroughly(document: bytes, url: str) -> RawFeed:
    if document.count(b"<") > _MAX_TAGS:
        raise NotAFeed("too much markup")
    import feedparser

    parsed = feedparser.parse(
        BytesIO(document),  # never a str: it would be opened as an address or a file
        sanitize_html=False,
        resolve_relative_uris=True,
        response_headers={"content-location": url, "content-type": "application/xml; charset=utf-8"},
    )
    if not parsed.entries and not parsed.get("version"):
        raise NotAFeed("neither RSS nor Atom")
    text = document.decode("utf-8", "replace")
    written = _written_ids(text)
    has_content = _CONTENT.search(text) is not None
    return RawFeed(
        title=parsed.feed.get("title") or "",
        lang=parsed.feed.get("language") or _language(text),
        home_link=parsed.feed.get("link"),
        entries=[_as_written(_thorough_entry(entry, has_content), written) for entry in parsed.entries],
        ttl=wished_interval(_head(text)),
    )


def _written_ids(text: str) -> dict[str, str]:
    """Last part of an id to the id: the library makes addresses of all of them, which `42` is not, in its spelling."""
    ids = (unescape(found[1]).strip() for found in _WRITTEN_ID.finditer(text))
    return {one.rpartition("/")[2]: one for one in ids if one and not one.startswith(("http:", "https:", "tag:"))}


def _as_written(entry: RawEntry, written: dict[str, str]) -> RawEntry:
    guid = entry.guid or ""
    own = written.get(guid.rpartition("/")[2])
    if own is None or own == guid or urljoin(guid, own) != guid:
        return entry
    # Without a link of its own the library made one from the id as well.
    is_made_up = entry.link == guid and not own.startswith(("/", "?", "."))
    return replace(entry, guid=own, link=None if is_made_up else entry.link)


def _thorough_entry(entry: dict[str, Any], has_content: bool) -> RawEntry:
    """Without a content that the library made out of a picture's description."""
    # dict.get, for feedparser's own answers `updated` with `published`.
    contents = [part.get("value") or "" for part in dict.get(entry, "content") or []]
    detail = dict.get(entry, "title_detail") or {}
    return RawEntry(
        guid=dict.get(entry, "id") or None,
        link=dict.get(entry, "link") or None,
        title=dict.get(entry, "title") or "",
        summary=dict.get(entry, "summary") or "",
        content=max(contents, key=len, default="") if has_content else "",
        published=dict.get(entry, "published") or dict.get(entry, "created"),
        updated=dict.get(entry, "updated"),
        lang=dict.get(entry, "language") or detail.get("language") or None,
    )


def _head(text: str) -> str:
    first = _ITEM.search(text)
    return text[: first.start()] if first else text[:20_000]


def _language(text: str) -> str | None:
    """What the head of the feed declares: its language element, else xml:lang of the root."""
    head = _head(text)
    found = _LANGUAGE.search(head) or _XML_LANG.search(head)
    return found[1] if found else None
