"""The feeds that a page names: in its head, by links that look like feeds, or by what its service is known for."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from lxml import etree
from lxml.html import HTMLParser

from bot.ingest.canonical_url import absolute_url
from bot.ingest.decoding import decode, without_xml_declaration
from bot.ingest.plain_text import one_line, plain_title
from bot.text.language import detect_language, primary_tag

MAX_NAMED = 25
"""A page may name ten thousand feeds; these are the ones that are looked at, best first."""
_LOOKED_AT = 3_000
"""Link elements of a page that are read at all."""

_FEED_TYPE = re.compile(
    r"(?:application|text)/(?:x-)?(?:rss|atom|rdf)(?:\+xml)?$|application/feed\+json$|(?:application|text)/(?:x-)?(?:rss|atom)$",
    re.IGNORECASE,
)
_VAGUE_TYPE = re.compile(r"(?:application|text)/(?:xml|json|x-json)$", re.IGNORECASE)
_LOOKS_LIKE_FEED = re.compile(
    r"(?:^|/)(?:feeds?|rss[\d._]{0,6}|atom[\d._]{0,6}|rdf)(?:/|$)"
    r"|\.(?:rss|atom|rdf)$|(?:^|/)index\d*\.xml$"
    r"|(?:^|/)[\w-]{0,30}(?:feed|rss|atom)[\w-]{0,20}\.(?:xml|json|php|aspx|cgi)$",
    re.IGNORECASE,
)
_FEED_QUERY = re.compile(
    r"(?:^|&)(?:(?:feed|format|mode|type|alt)=(?:rss\d*|atom\d*|feed|xml|rdf)|xml|feed)(?:&|$)", re.IGNORECASE
)
_NO_FEED = re.compile(
    r"oembed|wp-json|opensearch|sitemap|manifest|\.(?:css|js|png|jpe?g|gif|svg|pdf|ico|webp)$", re.IGNORECASE
)
_COMMENTS = re.compile(r"comment|コメント|replies|trackback", re.IGNORECASE)
_PODCAST = re.compile(r"podcast|audio|ポッドキャスト|itunes", re.IGNORECASE)
_SECTION = re.compile(
    r"/(?:categor(?:y|ies)|tags?|authors?|topics?|labels?|search|series)/|カテゴリ|タグ", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class NamedFeed:
    url: str
    title: str
    lang: str | None = None
    """As the link declares it."""


@dataclass(frozen=True, slots=True)
class PageFeeds:
    title: str
    lang: str
    generator: str | None
    linked: tuple[NamedFeed, ...]
    """Named by link elements in the page, best first."""
    pointed: tuple[NamedFeed, ...]
    """Ordinary links whose address looks like a feed's, best first."""


def read_page_feeds(body: bytes, *, url: str, content_type: str) -> PageFeeds | None:
    """What the HTML page at `url` names; None where there is no markup to read."""
    html = without_xml_declaration(decode(body, content_type)).replace("\x00", "")
    try:
        root = etree.fromstring(html, HTMLParser(no_network=True, remove_comments=True, remove_pis=True))
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is None:
        return None
    base = absolute_url(url, _first(root, "base").get("href")) or url
    title = plain_title("".join(_first(root, "title").itertext())[:2_000])
    generators = (one for one in root.iter("meta") if (one.get("name") or "").lower() == "generator")
    lang = _page_lang(root, title)
    return PageFeeds(
        title=title,
        lang=lang,
        generator=next((one.get("content") for one in generators), None),
        linked=_ranked(_linked(root, base), url, lang),
        pointed=_ranked(_pointed(root, base), url, lang),
    )


def _first(root: "etree._Element", tag: str) -> "etree._Element":
    return next(root.iter(tag), etree.Element(tag))


def _page_lang(root: "etree._Element", title: str) -> str:
    declared = primary_tag(root.get("lang") or root.get("xml:lang"))
    return declared or detect_language(title)


def _linked(root: "etree._Element", base: str) -> list[NamedFeed]:
    found: list[NamedFeed] = []
    for position, link in enumerate(root.iter("link", "a")):
        if position >= _LOOKED_AT:
            break
        rels = (link.get("rel") or "").lower().split()
        if not {"alternate", "feed"} & set(rels) or "stylesheet" in rels:
            continue
        address = absolute_url(base, link.get("href"))
        if address is None or not _names_feed(link.get("type") or "", address, is_feed="feed" in rels):
            continue
        found.append(NamedFeed(address, plain_title(link.get("title") or ""), primary_tag(link.get("hreflang"))))
    return found


def _names_feed(media_type: str, address: str, *, is_feed: bool) -> bool:
    media_type = media_type.split(";")[0].strip()
    if _FEED_TYPE.match(media_type):
        return True
    is_likely = is_feed or looks_like_feed(address)
    return is_likely and (not media_type or _VAGUE_TYPE.match(media_type) is not None)


def looks_like_feed(address: str) -> bool:
    """Whether an address reads as that of a feed (`/feed/`, `/index.rdf`, `?format=rss`), not of a page about one."""
    parts = urlsplit(address)
    if _NO_FEED.search(parts.path) or len(address) > 500:
        return False
    return _LOOKS_LIKE_FEED.search(parts.path.rstrip("/")) is not None or _FEED_QUERY.search(parts.query) is not None


def _pointed(root: "etree._Element", base: str) -> list[NamedFeed]:
    found: list[NamedFeed] = []
    for position, link in enumerate(root.iter("a", "area")):
        if position >= _LOOKED_AT:
            break
        address = absolute_url(base, link.get("href"))
        if address is None or link.get("rel") == "alternate":
            continue
        if looks_like_feed(address) and not _is_readers_button(address):
            found.append(NamedFeed(address, plain_title(one_line("".join(link.itertext())[:500]))))
    return found


def _is_readers_button(address: str) -> bool:
    """ "Follow in this reader" leads away and carries the feed's address inside of its own."""
    inside = address.partition("://")[2]
    return (
        "%3A%2F%2F" in inside
        or "://" in inside
        or bool(parse_qs(urlsplit(address).query, max_num_fields=None).get("url"))
    )


def _ranked(named: list[NamedFeed], page_url: str, page_lang: str) -> tuple[NamedFeed, ...]:
    """Each address once, the likeliest to be the page's news first; the page's own order where nothing tells."""
    first: dict[str, NamedFeed] = {}
    for one in named:
        first.setdefault(one.url, one)
    ranked = sorted(first.values(), key=lambda one: rank(one.url, one.title, one.lang, page_url, page_lang))
    return tuple(ranked[:MAX_NAMED])


def rank(url: str, title: str, lang: str | None, page_url: str, page_lang: str | None) -> int:
    """How far a feed is from being the news of the page that names it; 0 is what it is most likely meant for."""
    words = f"{urlsplit(url).path} {urlsplit(url).query} {title}"
    distance = 100 if _COMMENTS.search(words) else 0
    distance += 40 if _PODCAST.search(words) else 0
    folder = urlsplit(page_url).path.rstrip("/")
    is_of_section = bool(folder) and urlsplit(url).path.startswith(f"{folder}/")
    if is_of_section:
        distance -= 10
    elif _SECTION.search(words):
        distance += 20
    if lang and page_lang in ("ja", "en") and lang != page_lang:
        distance += 15
    return distance
