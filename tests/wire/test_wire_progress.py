"""Long work is told of within two seconds, its end takes the place of that, and so does the reason where it fails."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import web

from bot.app import open_app
from bot.discord_app.client import KawarabanBot
from bot.settings import Settings
from bot.text.embedding import open_embedder
from tests.wire import payloads
from tests.wire.running import running
from tests.wire.test_wire_bot import HandSetClock, buttons, texts

NOW = datetime(2025, 7, 16, tzinfo=UTC)
PAGE = """<html lang="en"><head><title>Example Lab opens its model weights</title>
<meta property="og:type" content="article"><meta property="article:published_time" content="2025-07-15T08:00:00Z">
</head><body><article><h1>Example Lab opens its model weights</h1><p>Example Lab, an AI company, said on Tuesday that it
would publish the weights of its language model. The model has 70 billion parameters.</p><p>Researchers may download it
from Friday, the company said in a statement about artificial intelligence.</p></article></body></html>"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Paper</title><link>http://{host}/</link>
<item><title>AI news</title><link>http://{host}/a</link><pubDate>Tue, 15 Jul 2025 08:00:00 GMT</pubDate></item>
</channel></rss>"""
WAIT = {"ja": "少々お待ちください", "en": "One moment"}
LOCALE = {"ja": "ja", "en": "en-US"}


class SlowSite:
    """Answers when the test says so."""

    def __init__(self) -> None:
        self.host = ""
        self.answer = asyncio.Event()
        self.status = 200

    async def handle(self, request: web.Request) -> web.Response:
        if request.path == "/robots.txt":
            return web.Response(status=404)
        await self.answer.wait()
        if request.path == "/feed":
            return web.Response(text=FEED.format(host=self.host), content_type="application/rss+xml")
        return web.Response(text=PAGE, content_type="text/html", status=self.status)


@asynccontextmanager
async def serving() -> AsyncIterator[SlowSite]:
    site = SlowSite()
    app = web.Application()
    app.router.add_get("/{path:.*}", site.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        site.host = f"127.0.0.1:{runner.addresses[0][1]}"
        yield site
    finally:
        site.answer.set()
        await runner.cleanup()


@pytest.fixture
async def site():
    async with serving() as made:
        yield made


@pytest.fixture(scope="module")
def embedder():
    return open_embedder()


@pytest.fixture
async def app(tmp_path, embedder, site):
    settings = Settings(data_dir=tmp_path, allow_hosts=(site.host,), host_pause=0)
    async with open_app(settings, clock=HandSetClock(NOW), embedder=embedder) as app:
        yield app


@pytest.fixture
async def bot(wire, app):
    async with running(KawarabanBot(app)) as bot:
        yield bot


async def first_word(wire, asked: Any) -> str:
    """What the reader is told while the work goes on."""
    await wire.until(lambda: wire.rest.replies.get(asked["token"]) is not None)
    return str(texts(wire.rest.replies[asked["token"]]))


async def asked_for(wire, way: str, lang: str, url: str) -> Any:
    if way == "command":
        return await wire.slash("brief", locale=LOCALE[lang], url=url)
    message = payloads.message(payloads.snowflake(), payloads.CHANNEL, {"content": f"Look: {url}"})
    data = {"id": "5001", "name": "Brief this link", "type": 3, "target_id": message["id"]}
    data["resolved"] = {"messages": {message["id"]: message}}
    return await wire._interact(2, data, locale=LOCALE[lang])


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("way", ["command", "message menu"])
async def test_a_page_that_takes_long_is_told_of_and_then_briefed(wire, bot, site, way, lang):
    asked = await asked_for(wire, way, lang, f"http://{site.host}/news")
    told = await first_word(wire, asked)
    assert WAIT[lang] in told
    assert ("1／3　ページを取得" if lang == "ja" else "1 of 3: fetching") in told
    site.answer.set()
    reply = await wire.reply_to(asked)
    assert "Example Lab" in texts(reply)
    assert WAIT[lang] not in texts(reply)


@pytest.mark.parametrize("lang", ["ja", "en"])
async def test_the_reason_takes_the_place_of_the_first_word(wire, bot, site, lang):
    site.status = 500
    asked = await asked_for(wire, "command", lang, f"http://{site.host}/news")
    assert WAIT[lang] in await first_word(wire, asked)
    site.answer.set()
    reply = await wire.reply_to(asked)
    assert ("うまくいきませんでした" if lang == "ja" else "That did not work") in texts(reply)
    posts = wire.rest.calls("POST", f"/webhooks/{payloads.APPLICATION}/{asked['token']}")
    assert posts == [], "one message in all: nobody is left waiting above the reason"


async def test_a_press_that_takes_long_leaves_its_message_and_tells_the_presser_below(wire, bot, site):
    site.answer.set()
    preview = await wire.reply_to(await wire._interact(2, _add(f"http://{site.host}/feed"), locale="ja"))
    [follow] = [one for one in buttons(preview) if one.startswith("v1:a-source-add")]
    site.answer.clear()
    pressed = await wire.press(preview, follow)
    hook = f"/webhooks/{payloads.APPLICATION}/{pressed['token']}"
    await wire.until(lambda: bool(wire.rest.calls("POST", hook)))
    [told] = wire.rest.calls("POST", hook)
    assert told.body["flags"] & 64, "for the presser alone"
    assert "フィードを読み込んでいます" in texts(told.body)
    assert wire.rest.calls("PATCH", hook) == [], "the card stays as it is meanwhile"
    site.answer.set()
    await wire.until(lambda: bool(wire.rest.calls("DELETE", hook)))
    assert "登録しました" in texts(wire.rest.calls("PATCH", hook)[-1].body)


def _add(url: str) -> dict[str, Any]:
    options = [{"name": "url", "type": 3, "value": url}]
    return {"id": "5000", "name": "source", "type": 1, "options": [{"name": "add", "type": 1, "options": options}]}
