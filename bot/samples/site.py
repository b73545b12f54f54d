"""The sample outlets as a web site in memory: every path with its bytes, type and validators."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from bot.samples.feeds import FEED_NAMES, MEDIA_TYPES, FeedPage, build_feed
from bot.samples.library import Outlet, SampleArticle, read_articles, read_outlets
from bot.samples.pages import article_page, front_page

RELATED = 3
"""How many other articles of the outlet a page links to."""


@dataclass(frozen=True, slots=True)
class Resource:
    body: bytes
    content_type: str
    modified_at: datetime

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:24]}"'


@dataclass(frozen=True, slots=True)
class Site:
    resources: dict[str, Resource]
    """By path, which begins with a slash."""
    feed_paths: tuple[str, ...]


def build_site(base_url: str) -> Site:
    """Every feed and page, with absolute links below `base_url` (no slash at its end)."""
    articles = read_articles()
    resources: dict[str, Resource] = {}
    feed_paths: list[str] = []
    for outlet in read_outlets():
        feed_paths.append(f"/{outlet.id}/{FEED_NAMES[outlet.feed]}")
        own = [article for article in articles if article.outlet == outlet.id]
        resources |= _outlet_resources(base_url, outlet, own)
    return Site(resources, tuple(feed_paths))


def _outlet_resources(base_url: str, outlet: Outlet, articles: list[SampleArticle]) -> dict[str, Resource]:
    home, feed = f"/{outlet.id}/", f"/{outlet.id}/{FEED_NAMES[outlet.feed]}"
    items = [(f"{base_url}{_article_path(article)}", article) for article in articles]
    page = FeedPage(outlet, base_url + home, base_url + feed, items)
    newest = max(article.changed_at for article in articles)
    html = f"text/html; charset={outlet.encoding}"
    media_type = MEDIA_TYPES[outlet.feed]
    resources = {
        feed: Resource(build_feed(page), f"{media_type}; charset={outlet.encoding}", newest),
        home: Resource(front_page(outlet, page.home_url, page.feed_url, media_type, items), html, newest),
    }
    for url, article in items:
        related = [item for item in items if item[1] is not article][:RELATED]
        body = article_page(outlet, url, article, page.home_url, related)
        resources[_article_path(article)] = Resource(body, html, article.changed_at)
    return resources


def _article_path(article: SampleArticle) -> str:
    return f"/{article.outlet}/articles/{article.id}.html"
