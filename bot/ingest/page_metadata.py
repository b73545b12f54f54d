"""What a page says about itself in its markup: title, outlet, dates, canonical address, language, feeds."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from bot.ingest.canonical_url import absolute_url, host_of
from bot.ingest.dates import parse_date
from bot.ingest.plain_text import one_line, plain_title

_ARTICLE_TYPES = re.compile(r"\w*(?:Article|Posting|Report)")
_FEED_TYPES = re.compile(r"application/(?:rss|atom|rdf|feed)\+(?:xml|json)|application/json|text/xml", re.IGNORECASE)
_JSON_NODES = 2_000
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "publishdate", "publish_date", "pubdate", "publication_date", "dc.date.issued", "dcterms.created",
    "cxenseparse:recs:publishtime", "dc.date", "dcterms.date", "citation_publication_date", "date",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "lastmod", "dcterms.modified")
_DIVIDERS = r"\s*(?:\s(?:[|\-–—·:»«]|--|::)\s|[|｜：_]|\s[-–—]|[–—]\s|(?<=[^\x00-\x7f])-)\s*"
_DATED = re.compile(
    r"""\W*(?:(?:first\ |last\ |originally\ )?(?:posted|published|updated|modified|date|released|issued|created)\b[\s:]*
    |公開日?|掲載日?|更新日?|投稿日?|配信日?)?(?:\s*(?:on|at|by)\b)?[\s:：|]*""",
    re.IGNORECASE | re.VERBOSE,
)
"""What stands before a date in a line that is little more than one."""


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """Everything as the page writes it, reduced to text; nothing here is verified."""

    title: str
    outlet: str
    lang: str | None
    canonical: str | None
    published: str | None
    """The first of the page's own dates of publication; a string in any notation."""
    updated: str | None
    """Of its last change, likewise."""
    is_article: bool
    """Whether the page calls itself an article (JSON-LD or Open Graph), as front pages do not."""
    article_body: str
    """JSON-LD's articleBody, for pages that build their text by script."""
    is_free: bool | None
    """schema.org's isAccessibleForFree; None where the page does not say."""
    word_count: int | None
    """schema.org's wordCount."""
    feeds: tuple[str, ...]
    """Absolute addresses of the feeds that the page names."""


def read_metadata(root: "etree._Element", url: str) -> PageMetadata:
    """Metadata of the parsed HTML page at `url`."""
    metas = _metas(root)
    linked = _article_node(root)
    base = _first(root, "//base/@href")
    outlet = _outlet(linked, metas)
    published = _text_of(linked.get("datePublished")) or _of(metas, _PUBLISHED) or _time_element(root)
    return PageMetadata(
        title=_without_outlet(_title(root, linked, metas), (outlet, *_names_of(url))),
        outlet=outlet,
        lang=_first(root, "/html/@lang | /html/@xml:lang") or _of(metas, ("content-language", "og:locale", "language")),
        canonical=_canonical(root, metas),
        published=published,
        updated=_text_of(linked.get("dateModified")) or _of(metas, _MODIFIED),
        is_article=bool(linked) or (metas.get("og:type", "").lower() == "article"),
        article_body=_text_of(linked.get("articleBody")) or "",
        is_free=_is_free(linked, metas),
        word_count=_count(linked.get("wordCount")),
        feeds=_feeds(root, absolute_url(url, base) or url),
    )


def _title(root: "etree._Element", linked: dict[str, Any], metas: dict[str, str]) -> str:
    headings = [one_line("".join(heading.itertext())[:2_000]) for heading in root.iterfind(".//h1")]
    candidates = (
        _text_of(linked.get("headline")),
        _of(metas, ("og:title", "twitter:title", "dc.title", "citation_title")),
        headings[0] if len(headings) == 1 else None,
        _first(root, "//head/title/text() | //title/text()"),
        headings[0] if headings else None,
    )
    return next((title for title in (plain_title(one or "") for one in candidates) if title), "")


def _without_outlet(title: str, names: Sequence[str]) -> str:
    """`Headline | Outlet` is the headline. `names` are what the outlet may be called there."""
    for name in (re.escape(one) for one in names if one):
        around = rf"{_DIVIDERS}{name}$|^{name}{_DIVIDERS}|\s*[（(【]{name}[）)】]$"
        if (shorter := re.sub(around, "", title, flags=re.IGNORECASE)) and shorter != title:
            return shorter
    return title


def _names_of(url: str) -> tuple[str, ...]:
    """The host as a title may name it: `outlet.example`, `outlet`. Names of three letters may be words."""
    host = host_of(url)
    labels = [label for label in host.split(".")[:-1] if len(label) > 3]
    return (host, *labels[-1:])


def _outlet(linked: dict[str, Any], metas: dict[str, str]) -> str:
    publisher = linked.get("publisher")
    publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
    name = publisher.get("name") if isinstance(publisher, dict) else publisher
    found = _of(metas, ("og:site_name",)) or _text_of(name) or _of(metas, ("application-name", "dc.publisher"))
    return plain_title(found or "")[:100]


def _canonical(root: "etree._Element", metas: dict[str, str]) -> str | None:
    for link in root.iterfind(".//link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            return link.get("href") or None
    return _of(metas, ("og:url",))


def _feeds(root: "etree._Element", base: str) -> tuple[str, ...]:
    found = [
        absolute_url(base, link.get("href"))
        for link in root.iter("link", "a")
        if "alternate" in (link.get("rel") or "").lower().split()
        and _FEED_TYPES.match((link.get("type") or "").strip())
    ]
    return tuple(dict.fromkeys(url for url in found if url))


def _time_element(root: "etree._Element") -> str | None:
    """The date in a time element of the article's head: the first that says it is of publication, else the first."""
    times = [time for place in ("//article//time", "//main//time", "//time") for time in root.xpath(place)[:20]]
    marked = [time for time in times if time.get("pubdate") is not None or "ublish" in (time.get("itemprop") or "")]
    for time in (*marked, *times):
        written = time.get("datetime") or one_line("".join(time.itertext())[:200])
        if re.search(r"\d{4}", written or ""):
            return str(written)
    found = _first(root, "//*[@itemprop='datePublished']/@content | //*[@itemprop='datePublished']/text()")
    return found or _dated_line(root)


def _dated_line(root: "etree._Element") -> str | None:
    """A short line of the page's upper part that is little more than a date."""
    for position, element in enumerate(
        root.iter("p", "div", "span", "dd", "li", "em", "small", "h4", "h5", "h6", "td")
    ):
        if position > 400:
            return None
        text = one_line((element.text or "")[:200])
        if not 8 <= len(text) <= 60:
            continue
        if re.search(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日", text):
            return text
        if re.search(r"\d{4}", text):
            written = _DATED.sub("", text, count=1)
            if parse_date(written) is not None:
                return written
    return None


def _metas(root: "etree._Element") -> dict[str, str]:
    """Lower-case name, property, itemprop or http-equiv to content; the first of each counts."""
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        content = (meta.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (meta.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, content[:5_000])
    return found


def _of(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if metas.get(name)), None)


def _first(root: "etree._Element", path: str) -> str | None:
    found = root.xpath(path)
    return next((str(one).strip() for one in found if str(one).strip()), None)


def _text_of(value: object) -> str | None:
    value = value[0] if isinstance(value, list) and value else value
    return value.strip() or None if isinstance(value, str) else None


def _is_free(linked: dict[str, Any], metas: dict[str, str]) -> bool | None:
    """Written as a boolean, as text, or as an Open Graph tier (https://schema.org/isAccessibleForFree)."""
    said = linked.get("isAccessibleForFree")
    word = str(said[0] if isinstance(said, list) and said else said).strip().lower().rpartition("/")[2]
    if word in ("true", "false"):
        return word == "true"
    tier = metas.get("article:content_tier", "").lower()
    return {"free": True, "metered": None, "locked": False}.get(tier)


def _count(value: object) -> int | None:
    text = str(value).strip() if isinstance(value, int | str) and not isinstance(value, bool) else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


def _article_node(root: "etree._Element") -> dict[str, Any]:
    """The JSON-LD object (https://schema.org/Article) that describes the page's article, or an empty one."""
    for script in root.iterfind(".//script[@type]"):
        # A media type: any case, and parameters such as a charset may follow.
        if script.get("type", "").partition(";")[0].strip().lower() != "application/ld+json":
            continue
        try:
            document = json.loads("".join(script.itertext()).strip(), strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(document):
            types = node.get("@type")
            types = types if isinstance(types, list) else [types]
            if any(isinstance(one, str) and _ARTICLE_TYPES.fullmatch(one) for one in types):
                return node
    return {}


def _nodes(document: object) -> Iterator[dict[str, Any]]:
    """Objects of a JSON-LD document, breadth first and not endlessly many."""
    queue = [document]
    for _ in range(_JSON_NODES):
        if not queue:
            return
        node = queue.pop(0)
        if isinstance(node, list):
            queue.extend(node[:_JSON_NODES])
        elif isinstance(node, dict):
            yield node
            queue.extend(
                node[name] for name in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement") if name in node
            )
