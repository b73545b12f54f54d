"""Feeds that forget: an entry leaves its feed as soon as the reader claims, by its validator, to have seen it.

Whoever lets a validator move before the articles are stored loses them here for good.
"""

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from aiohttp import web

BEGUN = datetime(2025, 7, 15, 12, tzinfo=UTC)
ENTRIES = 3
_TOPICS = ("a data centre in Osaka", "a speech model", "a robot arm", "a coding tool", "a chip for phones", "a lawsuit")


@dataclass
class ShiftingFeed:
    """One feed: a generation of entries at a time. Those of even feeds carry their text; of odd ones, pages do."""

    number: int
    generation: int = 0
    offered: set[str] = field(default_factory=set)
    """Paths of all entries that a reader got to see in the feed."""

    @property
    def etag(self) -> str:
        return f'"{self.number}-{self.generation}"'

    def paths(self) -> list[str]:
        return [f"/{self.number}/{self.generation}/{entry}" for entry in range(ENTRIES)]


class ShiftingSite:
    def __init__(self, feeds: int) -> None:
        self.feeds = [ShiftingFeed(number) for number in range(feeds)]
        self.is_changing = True
        self.port = 0

    def feed_urls(self) -> list[str]:
        return [f"{self.base}/{feed.number}/feed.xml" for feed in self.feeds]

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def expected_urls(self) -> set[str]:
        """Addresses of every article that a reader was ever offered."""
        return {f"{self.base}{path}" for feed in self.feeds for path in feed.offered}

    async def serve_feed(self, request: web.Request) -> web.Response:
        feed = self.feeds[int(request.match_info["feed"])]
        if request.headers.get("If-None-Match") == feed.etag:
            if not self.is_changing:
                return web.Response(status=304)
            feed.generation += 1
        feed.offered.update(feed.paths())
        items = "".join(self._item(feed, path) for path in feed.paths())
        document = (
            '<?xml version="1.0"?><rss version="2.0"><channel>'
            f"<title>Outlet {feed.number}</title><link>{self.base}/</link><language>en</language>{items}</channel></rss>"
        )
        return web.Response(text=document, content_type="application/rss+xml", headers={"ETag": feed.etag})

    async def serve_page(self, request: web.Request) -> web.Response:
        path = request.path
        paragraphs = "".join(f"<p>{sentence}</p>" for sentence in story(path))
        page = (
            f"<html lang=en><head><title>{title(path)}</title></head><body><nav>Home</nav>"
            f"<article><h1>{title(path)}</h1>{paragraphs}</article></body></html>"
        )
        return web.Response(text=page, content_type="text/html")

    def _item(self, feed: ShiftingFeed, path: str) -> str:
        at = format_datetime(BEGUN + timedelta(minutes=feed.generation))
        text = " ".join(story(path)) if feed.number % 2 == 0 else "In short: " + title(path)
        return (
            f"<item><title>{title(path)}</title><link>{self.base}{path}</link><guid>{path}</guid>"
            f"<pubDate>{at}</pubDate><description>{text}</description></item>"
        )


def title(path: str) -> str:
    _, feed, generation, entry = path.split("/")
    return f"Maker {feed} presents {_TOPICS[int(entry)]}, edition {generation}"


def story(path: str) -> list[str]:
    """Sentences that belong to this path alone, enough of them for a whole article."""
    _, feed, generation, entry = path.split("/")
    mark = hashlib.sha256(path.encode()).hexdigest()
    return [
        f"Maker {feed} said that {_TOPICS[int(entry)]} number {generation} would cost {int(mark[:4], 16)} dollars, "
        f"or {part} percent of what the model {mark[part : part + 6]} had cost the artificial intelligence company."
        for part in range(10)
    ]


@asynccontextmanager
async def open_shifting_site(feeds: int) -> AsyncIterator[ShiftingSite]:
    site = ShiftingSite(feeds)
    app = web.Application()
    app.router.add_get("/{feed:\\d+}/feed.xml", site.serve_feed)
    app.router.add_get("/{feed:\\d+}/{generation:\\d+}/{entry:\\d+}", site.serve_page)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    site.port = runner.addresses[0][1]
    try:
        yield site
    finally:
        await runner.cleanup()
