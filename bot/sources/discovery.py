"""What stands at an address that somebody wants to follow: a feed, a site that names its feed, or one article."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.domain.source import ParsedFeed
from bot.errors import NoArticle, NotAFeed
from bot.ingest.article_extractor import ExtractedPage, extract_article, find_feeds
from bot.ingest.feed_parser import parse_feed

MAX_CANDIDATES = 5
_INDEX_PATH = re.compile(
    r"/?(?:[a-z]{2}(?:-[a-z]{2})?/?)?(?:index\.\w+|home|top|news|blog|press|articles?|category/[^/]+|tags?/[^/]+)?/?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Exactly one of the three."""

    feed: ParsedFeed | None = None
    article: ExtractedPage | None = None
    candidates: tuple[str, ...] = ()
    """Feeds that the page names, the first being the site's main one by custom."""


def examine(body: bytes, *, url: str, content_type: str) -> Finding:
    """What the document at `url` is. Pure and picklable, for a worker process. Raises NotAFeed or EmptyFeed."""
    try:
        return Finding(feed=parse_feed(body, content_type=content_type, url=url))
    except NotAFeed as problem:
        return _page(body, url, content_type, problem)


def _page(body: bytes, url: str, content_type: str, problem: NotAFeed) -> Finding:
    try:
        feeds = find_feeds(body, url=url, content_type=content_type)
    except NoArticle:
        raise problem from None
    try:
        page = extract_article(body, url=url, content_type=content_type)
    except NoArticle:
        page = None
    # Articles name their site's feed as well, so what the page is decides, not whether it names one.
    if page and (is_one_article(page, url) or not (feeds or _is_front(url))):
        return Finding(article=page)
    if not feeds:
        raise problem
    return Finding(candidates=_without_comments(feeds)[:MAX_CANDIDATES])


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


def is_one_article(page: ExtractedPage, url: str) -> bool:
    """Whether the address is an article's own: it says so, or its path leads deeper than a front page or section."""
    parts = urlsplit(url)
    if _INDEX_PATH.fullmatch(parts.path or "/") and not parts.query:
        return False
    return page.is_article or page.published_at is not None


def _without_comments(feeds: tuple[str, ...]) -> tuple[str, ...]:
    """The feeds of a page's comments come after the news."""
    return tuple(sorted(feeds, key=lambda url: "comment" in url.lower()))
