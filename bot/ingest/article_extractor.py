"""The article of a page, without navigation, notices, related links and share bars."""

import re
from configparser import ConfigParser
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from unicodedata import category
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HTMLParser

from bot.domain.article import Extent
from bot.errors import NoArticle
from bot.ingest.canonical_url import host_of
from bot.ingest.dates import parse_date, usual_zone
from bot.ingest.decoding import decode, without_xml_declaration
from bot.ingest.endmatter import without_endmatter
from bot.ingest.left_out import with_left_out
from bot.ingest.page_metadata import PageMetadata, read_metadata
from bot.ingest.plain_text import one_line, paragraphs, plain_text, plain_title
from bot.ingest.script_text import script_text
from bot.ingest.walls import WALL_LINE, is_beginning_only, is_wall_line, notice_in, without_wall
from bot.ingest.weight import weight
from bot.text.language import detect_language, primary_tag

LEAST_WEIGHT = 120
"""About two sentences: below that a page holds a notice or a caption, not an article."""

THIN = 600
"""Weight below which a page's text may be all that stands around an article that a script would put there."""
_FOLD = 2
_FULLER = 1.2
"""How much more a page's own articleBody has to hold than what is seen of it: it comes without paragraphs."""
_BYLINE = re.compile(
    r"""(?:(?:written|posted|published|reported|story|words|text|photos?)\ )?by:?\ [^.!?]{2,70}
    |\d{1,3}[\ -]min(?:ute)?s?\ read
    |(?:文|取材・文|執筆|記者|著者|筆者|編集|撮影|聞き手)\s*[:：/／＝=]\s*[^。]{2,40}""",
    re.IGNORECASE | re.VERBOSE,
)
_HEAD_LINES = 6
_JUDGED = 5_000
"""Characters by which a text is told from a table."""
_PAGE_TYPES = re.compile(
    r"\s*(?:text/html|application/xhtml\+xml|text/plain|application/xml|text/xml|$)", re.IGNORECASE
)
_LIST_MARK = re.compile(r"^- ", re.MULTILINE)
_URL_DATE = re.compile(r"/(20\d{2})[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
_SETTINGS = {
    # Its own time limit works with signals in a main thread; ours holds already.
    "EXTRACTION_TIMEOUT": "0",
    "MIN_OUTPUT_SIZE": "1",
}


@dataclass(frozen=True, slots=True)
class ExtractedPage:
    title: str
    text: str
    """Paragraphs separated by one newline."""
    outlet: str
    """As the page names it, else the host."""
    names_outlet: bool
    lang: str
    canonical_url: str | None
    """As the page claims it, absolute or not: judged by canonical_url()."""
    published_at: datetime | None
    """When the page says that it was published; its last change where it gives no other date."""
    updated_at: datetime | None
    """When the page says that it last changed."""
    extent: Extent
    """FULL, or EXCERPT where the rest stands behind a wall."""
    is_article: bool
    """Whether the page calls itself an article."""
    feeds: tuple[str, ...]


def extract_article(body: bytes, *, url: str, content_type: str, declared_lang: str | None = None) -> ExtractedPage:
    """The article at `url`. `declared_lang` is what the feed says, used where the page says nothing.

    Pure and picklable, for a worker process. Raises NoArticle, also for consent notices, robot checks and error pages
    that come as a page with text.
    """
    root, metadata = _parse(body, url, content_type)
    walls = _wall_lines(root)
    text = without_endmatter(with_left_out(root, _body_text(root)))
    if weight(text) * _FULLER < weight(metadata.article_body):
        text = plain_text(metadata.article_body)
    if weight(text) < THIN:
        in_script = script_text(root)
        text = in_script if weight(in_script) > weight(text) * _FOLD else text
    text = _without_head(text, metadata.title)
    text, is_walled = without_wall(text)
    if weight(text) < LEAST_WEIGHT or not _is_worded(text):
        raise NoArticle(f"{len(text)} characters of text")
    notice = notice_in(metadata.title, text)
    if notice:
        raise NoArticle(notice)
    is_excerpt = is_walled or is_beginning_only(
        text, is_free=metadata.is_free, word_count=metadata.word_count, walls=walls
    )
    lang = detect_language(f"{metadata.title}\n{text}", _declared(metadata, declared_lang))
    return ExtractedPage(
        title=metadata.title or plain_title(text.split("\n")[0]),
        text=text,
        outlet=metadata.outlet or host_of(url),
        names_outlet=bool(metadata.outlet),
        lang=lang,
        canonical_url=metadata.canonical,
        published_at=_published(metadata, url, lang),
        updated_at=parse_date(metadata.updated, zone=usual_zone(lang)),
        extent=Extent.EXCERPT if is_excerpt else Extent.FULL,
        is_article=metadata.is_article,
        feeds=metadata.feeds,
    )


def find_feeds(body: bytes, *, url: str, content_type: str) -> tuple[str, ...]:
    """Addresses of the feeds that the page at `url` names. Raises NoArticle where it is no page."""
    return _parse(body, url, content_type)[1].feeds


def _parse(body: bytes, url: str, content_type: str) -> tuple["etree._Element", PageMetadata]:
    if not _PAGE_TYPES.match(content_type.split(";")[0]):
        raise NoArticle(f"content type {content_type[:60]!r}")
    if b"\x00" in body[:1_000] and not body.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")):
        raise NoArticle("binary content")
    html = without_xml_declaration(decode(body, content_type)).replace("\x00", "")
    try:
        root = etree.fromstring(html, HTMLParser(no_network=True, remove_comments=True, remove_pis=True))
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise NoArticle("no markup") from problem
    if root is None or root.find("body") is None:
        raise NoArticle("no body")
    return root, read_metadata(root, url)


@cache
def _config() -> ConfigParser:
    from trafilatura.settings import use_config

    config = use_config()
    for name, value in _SETTINGS.items():
        config.set("DEFAULT", name, value)
    return config


def _body_text(root: "etree._Element") -> str:
    """Precision first; a page from which that takes nothing is read once more with less suspicion."""
    # Imported here: with what it brings along it takes half of the memory of a process that only reads feeds.
    from trafilatura import extract

    for is_strict in (True, False):
        found = extract(
            root,
            favor_precision=is_strict,
            favor_recall=not is_strict,
            include_comments=False,
            include_tables=is_strict,
            include_formatting=False,
            with_metadata=False,
            config=_config(),
        )
        text = paragraphs(_LIST_MARK.sub("", found)) if found else ""
        if weight(text) >= LEAST_WEIGHT:
            return text
    return text


def _is_worded(text: str) -> bool:
    """Whether most of it is letters, with the signs that some scripts put on them; tables of figures are not."""
    return sum(category(char)[0] in "LM" for char in text[:_JUDGED]) * 2 >= len(text[:_JUDGED])


def _wall_lines(root: "etree._Element") -> list[str]:
    """Lines of the page, its furniture included, that are a paywall's own words."""
    lines = []
    for element in root.iter("p", "div", "span", "a", "h2", "h3", "h4", "strong", "button", "li"):
        text = one_line((element.text or "")[: WALL_LINE + 1])
        if len(text) >= 6 and is_wall_line(text):
            lines.append(text)
    return lines


def _without_head(text: str, title: str) -> str:
    """The headline, the date line and the byline, which some pages print inside the body, are no sentences of it."""
    lines = text.split("\n")
    for _ in range(min(_HEAD_LINES, len(lines) - 1)):
        if lines[0] != title and not _BYLINE.fullmatch(lines[0]) and not _is_date(lines[0]):
            break
        lines.pop(0)
    return "\n".join(lines)


def _is_date(line: str) -> bool:
    return len(line) <= 40 and parse_date(line) is not None


def _declared(metadata: PageMetadata, feed_lang: str | None) -> str | None:
    return feed_lang or primary_tag(metadata.lang)


def _published(metadata: PageMetadata, url: str, lang: str) -> datetime | None:
    written = parse_date(metadata.published, zone=usual_zone(lang))
    if written:
        return written
    in_path = _URL_DATE.search(urlsplit(url).path)
    if in_path:
        return parse_date("-".join(in_path.groups()))
    return parse_date(metadata.updated, zone=usual_zone(lang))
