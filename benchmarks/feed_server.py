"""`python -m benchmarks.feed_server FEEDS ENTRIES`: feeds on loopback, each under its own address.

It prints its port and serves until its standard input closes. Every feed has its own loopback address (127.x.y.z), as
feeds on the web have their own hosts: what is measured is the reading, not the courtesy to one host. Linux only, where
all of 127.0.0.0/8 is loopback.
"""

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape

BEGUN = datetime(2025, 7, 15, 12, tzinfo=UTC)
_SENTENCE = "Acme said on Tuesday that its laboratory number {n} opened {a} models and hired {b} people for the work. "
_SATZ = "アクメは火曜日、第{n}研究所が{a}件のモデルを公開し、{b}人を採用したと発表した。"


def address_of(feed: int) -> str:
    """127.1.0.1 for the first, and on."""
    return f"127.{1 + feed // 64_770}.{feed // 254 % 255}.{1 + feed % 254}"


def url_of(feed: int, port: int) -> str:
    return f"http://{address_of(feed)}:{port}/feed-{feed}.xml"


def document(feed: int, entries: int) -> bytes:
    """An RSS 2.0 feed of `entries` full articles of about 2 kB, every third feed in Japanese."""
    is_japanese = feed % 3 == 0
    items = "".join(_item(feed, number, is_japanese=is_japanese) for number in range(entries))
    language = "ja" if is_japanese else "en"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Outlet {feed}</title><link>http://outlet-{feed}.example/</link><description>News</description>"
        f"<language>{language}</language>{items}</channel></rss>"
    ).encode()


def _item(feed: int, number: int, *, is_japanese: bool) -> str:
    link = f"http://outlet-{feed}.example/news/{number}"
    at = format_datetime(BEGUN - timedelta(hours=number, seconds=feed % 3_000))
    sentence, times = (_SATZ, 24) if is_japanese else (_SENTENCE, 18)
    words = [sentence.format(n=feed * 31 + number, a=number * 7 + n, b=feed % 900 + n) for n in range(times)]
    body = "".join(f"<p>{''.join(words[start : start + 3])}</p>" for start in range(0, times, 3))
    title = (
        f"第{feed}研究所、{number}回目の発表" if is_japanese else f"Laboratory {feed} reports for the {number}th time"
    )
    return (
        f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid><pubDate>{at}</pubDate>"
        f"<description>{words[0]}</description><content:encoded>{escape(body)}</content:encoded></item>"
    )


class _Feeds(asyncio.Protocol):
    """Enough of HTTP/1.1 to answer GET with 200 or, to whoever has the ETag, 304; documents are made beforehand."""

    def __init__(self, documents: dict[bytes, bytes]) -> None:
        self._documents = documents
        self._pending = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        peer = transport.get_extra_info("peername")[0]
        if not peer.startswith("127."):
            transport.abort()
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        assert self._transport is not None
        self._pending += data
        while b"\r\n\r\n" in self._pending:
            request, self._pending = self._pending.split(b"\r\n\r\n", 1)
            self._transport.write(self._answer(request))

    def _answer(self, request: bytes) -> bytes:
        path = request.split(b" ", 2)[1]
        body = self._documents.get(path)
        if body is None:
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        etag = b'"' + path.strip(b"/") + b'"'
        if etag in request:
            return b"HTTP/1.1 304 Not Modified\r\nETag: " + etag + b"\r\n\r\n"
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml; charset=utf-8\r\n"
        return head + b"ETag: %s\r\nContent-Length: %d\r\n\r\n" % (etag, len(body)) + body


async def _serve(feeds: int, entries: int) -> None:
    loop = asyncio.get_running_loop()
    documents = {f"/feed-{feed}.xml".encode(): document(feed, entries) for feed in range(feeds)}
    server = await loop.create_server(lambda: _Feeds(documents), "0.0.0.0", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), int(sys.argv[2])))
