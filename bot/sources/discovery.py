"""What stands at an address that somebody wants to follow: a feed, an article, or a page that leads to feeds."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.domain.source import ParsedFeed
from bot.errors import BotCheck, ErrorPage, LoginWall, NoArticle, NoFeedNamed, NotAFeed, OtherDocument
from bot.ingest.article_extractor import ExtractedPage, extract_article
from bot.ingest.decoding import decode
from bot.ingest.new_entries import parse_usable_feed
from bot.sources.feed_marks import FeedMarks, read_marks
from bot.sources.page_feeds import PageFeeds, read_page_feeds
from bot.sources.site_patterns import KnownPlace

_INDEX_PATH = re.compile(
    r"/?(?:[a-z]{2}(?:-[a-z]{2})?/?)?(?:index\.\w+|home|top|news|blog|press|articles?|category/[^/]+|tags?/[^/]+)?/?",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|title|div|p)\b", re.IGNORECASE)
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{0,300})", re.IGNORECASE)
_PASSWORD = re.compile(r"""<input\s[^<>]{0,500}?type\s*=\s*["']?password""", re.IGNORECASE)
_CHECK = re.compile(
    r"just a moment|attention required|verify (?:that )?you are (?:a )?human|are you a robot|checking your browser"
    r"|captcha|access denied|enable javascript and cookies|ロボットではありません|アクセスが集中",
    re.IGNORECASE,
)
_ERROR_TITLE = re.compile(
    r"^\W*(?:error\W+)?(?:404|403|410|500|502|503)\b|not found|page (?:is )?unavailable|見つかりません|存在しません"
    r"|ページがありません|エラー|メンテナンス|maintenance",
    re.IGNORECASE,
)
_HEAD = 200_000
_BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"RIFF", b"\x00\x00\x00")


@dataclass(frozen=True, slots=True)
class Finding:
    """What one document is; `feed` and `page` exclude each other."""

    feed: ParsedFeed | None = None
    marks: FeedMarks | None = None
    page: PageFeeds | None = None
    article: ExtractedPage | None = None
    """Where the page is one article; it may name its site's feeds all the same."""
    article_at_worst: ExtractedPage | None = None
    """Where a section's page holds a text: an article after all, if the section has no feed."""
    service_feeds: tuple[str, ...] = ()
    """Feeds whose address the service's rule completed from the page."""
    problem: NotAFeed | None = None
    """Why the page, if none of its feeds can be read, is refused."""


def examine(body: bytes, *, url: str, content_type: str, place: KnownPlace | None = None) -> Finding:
    """What the document at `url` is. Pure and picklable, for a worker process.

    Raises EmptyFeed, or the kind of NotAFeed that says what else stands there.
    """
    try:
        feed = parse_usable_feed(body, content_type=content_type, url=url)
    except NotAFeed as problem:
        return _page(body, url, content_type, place, problem)
    return Finding(feed=feed, marks=read_marks(body, url=url, content_type=content_type))


def _page(body: bytes, url: str, content_type: str, place: KnownPlace | None, problem: NotAFeed) -> Finding:
    text = decode(body[:_HEAD], content_type)
    other = _other_document(body, text, content_type)
    if other:
        raise other from problem
    page = read_page_feeds(body, url=url, content_type=content_type)
    if page is None:
        raise problem
    try:
        article = extract_article(body, url=url, content_type=content_type)
    except NoArticle:
        article = None
    # Articles name their site's feed as well, so what the page is decides, not whether it names one.
    # A link to a feed in the text says nothing: articles have one at their foot as well.
    leads_on = bool(page.linked) or is_index(url)
    at_worst = None
    if article and leads_on and not is_one_article(article, url):
        at_worst = None if page.linked or _is_front(url) else article
        article = None
    return Finding(
        page=page,
        article=article,
        article_at_worst=at_worst,
        service_feeds=place.feeds_of_page(decode(body, content_type)) if place and place.in_page else (),
        problem=_page_problem(text),
    )


def _other_document(body: bytes, text: str, content_type: str) -> NotAFeed | None:
    """The refusal of what is neither feed nor page, or None."""
    kind = content_type.split(";")[0].strip().lower()
    if body.startswith(_BINARY) or kind.startswith(("image/", "audio/", "video/", "application/pdf")):
        return OtherDocument(f"content type {kind[:60]!r}", kind="file")
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if start in ("{", "["):
        return OtherDocument("JSON of another kind", kind="json")
    if not _MARKUP.search(text):
        return OtherDocument("no markup", kind="xml" if start == "<" else "text")
    return None


def _page_problem(text: str) -> NotAFeed:
    title = _TITLE.search(text)
    title_words = title[1] if title else ""
    # A check page is short; a long page that merely mentions captchas is an ordinary one.
    if _CHECK.search(title_words) or (len(text) < 20_000 and _CHECK.search(text)):
        return BotCheck(f"title {title_words[:80]!r}")
    if _PASSWORD.search(text) and len(text) < 60_000:
        return LoginWall(f"title {title_words[:80]!r}")
    if _ERROR_TITLE.search(title_words):
        return ErrorPage(f"title {title_words[:80]!r}")
    return NoFeedNamed("no feed named, none at the usual places")


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


def is_index(url: str) -> bool:
    """Whether the address is that of a front page or a section by its path."""
    parts = urlsplit(url)
    return _INDEX_PATH.fullmatch(parts.path or "/") is not None and not parts.query


def is_one_article(page: ExtractedPage, url: str) -> bool:
    """Whether the address is an article's own: it says so, or its path leads deeper than a front page or section."""
    return not is_index(url) and (page.is_article or page.published_at is not None)
