"""An outlet's feed in its own format and encoding: RSS 2.0, RSS 1.0 (RDF), Atom or JSON Feed."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

from bot.samples.library import FeedFormat, Outlet, SampleArticle

ATOM = "http://www.w3.org/2005/Atom"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RSS1 = "http://purl.org/rss/1.0/"
DC = "http://purl.org/dc/elements/1.1/"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
for prefix, namespace in (("rdf", RDF), ("dc", DC), ("content", CONTENT)):
    ET.register_namespace(prefix, namespace)

FEED_NAMES: dict[FeedFormat, str] = {
    "rss2": "feed.xml",
    "rss1": "index.rdf",
    "atom": "atom.xml",
    "jsonfeed": "feed.json",
}
MEDIA_TYPES: dict[FeedFormat, str] = {
    "rss2": "application/rss+xml",
    "rss1": "application/rdf+xml",
    "atom": "application/atom+xml",
    "jsonfeed": "application/feed+json",
}


@dataclass(frozen=True, slots=True)
class FeedPage:
    """What a feed is built from: the outlet, its home and feed addresses, and its articles with theirs."""

    outlet: Outlet
    home_url: str
    feed_url: str
    items: Sequence[tuple[str, SampleArticle]]
    """(URL, article), newest first; never empty."""


def build_feed(page: FeedPage) -> bytes:
    """The feed's bytes in the outlet's format and encoding."""
    return _BUILDERS[page.outlet.feed](page)


def _child(parent: ET.Element, tag: str, words: str, **attributes: str) -> None:
    ET.SubElement(parent, tag, attributes).text = words


def _bytes(root: ET.Element, encoding: str) -> bytes:
    ET.indent(root)
    return bytes(ET.tostring(root, encoding=encoding, xml_declaration=True))


def _words(page: FeedPage, article: SampleArticle) -> str:
    shown = article.paragraphs if page.outlet.carries == "full" else article.paragraphs[:1]
    return "\n\n".join(shown)


def _rfc822(at: datetime) -> str:
    return format_datetime(at.astimezone(UTC), usegmt=True)


def _rss2(page: FeedPage) -> bytes:
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    _child(channel, "title", page.outlet.name)
    _child(channel, "link", page.home_url)
    _child(channel, "description", page.outlet.tagline)
    _child(channel, "language", page.outlet.lang)
    for url, article in page.items:
        item = ET.SubElement(channel, "item")
        _child(item, "title", article.title)
        _child(item, "link", url)
        _child(item, "guid", f"{page.outlet.id}:{article.id}", isPermaLink="false")
        _child(item, "pubDate", _rfc822(article.published_at))
        _child(item, "description", f"<p>{_words(page, article)}</p>")
    return _bytes(root, page.outlet.encoding)


def _rss1(page: FeedPage) -> bytes:
    root = ET.Element(f"{{{RDF}}}RDF")
    channel = ET.SubElement(root, f"{{{RSS1}}}channel", {f"{{{RDF}}}about": page.feed_url})
    _child(channel, f"{{{RSS1}}}title", page.outlet.name)
    _child(channel, f"{{{RSS1}}}link", page.home_url)
    _child(channel, f"{{{RSS1}}}description", page.outlet.tagline)
    _child(channel, f"{{{DC}}}language", page.outlet.lang)
    listed = ET.SubElement(ET.SubElement(channel, f"{{{RSS1}}}items"), f"{{{RDF}}}Seq")
    for url, article in page.items:
        ET.SubElement(listed, f"{{{RDF}}}li", {f"{{{RDF}}}resource": url})
        item = ET.SubElement(root, f"{{{RSS1}}}item", {f"{{{RDF}}}about": url})
        _child(item, f"{{{RSS1}}}title", article.title)
        _child(item, f"{{{RSS1}}}link", url)
        _child(item, f"{{{RSS1}}}description", _words(page, article))
        _child(item, f"{{{DC}}}date", article.published_at.isoformat())
    return _bytes(root, page.outlet.encoding)


def _atom(page: FeedPage) -> bytes:
    # Atom's own namespace is the default one here, so the tags stay bare as most publishers write them.
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": page.outlet.lang})
    _child(root, "title", page.outlet.name)
    _child(root, "subtitle", page.outlet.tagline)
    _child(root, "id", page.feed_url)
    ET.SubElement(root, "link", rel="self", href=page.feed_url)
    ET.SubElement(root, "link", rel="alternate", href=page.home_url)
    _child(root, "updated", max(article.changed_at for _, article in page.items).isoformat())
    for url, article in page.items:
        entry = ET.SubElement(root, "entry")
        _child(entry, "title", article.title)
        _child(entry, "id", url)
        ET.SubElement(entry, "link", rel="alternate", href=url)
        _child(entry, "published", article.published_at.isoformat())
        _child(entry, "updated", article.changed_at.isoformat())
        _child(ET.SubElement(entry, "author"), "name", article.author)
        _child(entry, "summary", _words(page, article), type="text")
    return _bytes(root, page.outlet.encoding)


def _jsonfeed(page: FeedPage) -> bytes:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": page.outlet.name,
        "description": page.outlet.tagline,
        "language": page.outlet.lang,
        "home_page_url": page.home_url,
        "feed_url": page.feed_url,
        "items": [
            {
                "id": f"{page.outlet.id}:{article.id}",
                "url": url,
                "title": article.title,
                "date_published": article.published_at.isoformat(),
                "authors": [{"name": article.author}],
                "content_text": _words(page, article),
            }
            for url, article in page.items
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode(page.outlet.encoding)


_BUILDERS: dict[FeedFormat, Callable[[FeedPage], bytes]] = {
    "rss2": _rss2,
    "rss1": _rss1,
    "atom": _atom,
    "jsonfeed": _jsonfeed,
}
