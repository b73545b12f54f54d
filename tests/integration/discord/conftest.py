"""The real bot on the real app and a real SQLite file, in a simulated Discord. Only time and the embedding are faked.

Every request that the bot made is held to Discord's own description of its interface, after each test.
"""

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import discord
import numpy as np
import pytest
import simcord
from discord import app_commands

from bot.app import App, open_app
from bot.discord_app.client import KawarabanBot
from bot.discord_app.demo import viewer_locales
from bot.domain.article import Article, Extent, NewArticle
from bot.domain.source import Source, SourceKind
from bot.domain.story import Story
from bot.errors import KawarabanError
from bot.ports import FixedClock
from bot.settings import Settings
from tests.conftest import NOW
from tests.contract.openapi_check import DiscordSpec

SETTLED_WITHIN = 120.0
"""Seconds. A page is read by a worker process that starts with the first one, and on a busy machine that takes long."""


class LetterCounts:
    """An embedder that needs no model: texts of the same letters are near each other."""

    name = "letters"
    dimensions = 64

    def embed_passages(self, texts: Sequence[str], langs: Sequence[str]) -> np.ndarray:
        return np.stack([self.embed_query(text, lang) for text, lang in zip(texts, langs, strict=True)])

    def embed_query(self, text: str, lang: str) -> np.ndarray:
        counts = np.ones(self.dimensions, dtype=np.float32)
        for character in text:
            counts[ord(character) % self.dimensions] += 1
        unit: np.ndarray = counts / np.linalg.norm(counts)
        return unit


class Memory:
    """What the commands' digest is remembered in, over restarts."""

    def __init__(self) -> None:
        self.digest: str | None = None

    def recall(self) -> str | None:
        return self.digest

    def remember(self, digest: str) -> None:
        self.digest = digest


@dataclass
class World:
    """One server with a Japanese admin and two members who may not manage it, in front of the bot."""

    env: Any
    app: App
    memory: Memory
    locales: dict[int, str]
    tolerated: set[type[BaseException]]
    guild: Any
    channel: Any
    admin: Any
    """Reads Japanese."""
    alex: Any
    """Reads English, may not manage the server."""
    ken: Any
    """Reads Japanese, may not manage the server."""

    async def restart(self) -> None:
        """A new bot on the same app, as after a crash: nothing of the old one is left in memory."""
        await self.env.restart_bot(KawarabanBot(self.app, sync_memory=self.memory))

    def person(self, name: str, locale: str, guild: Any | None = None, **permissions: bool) -> Any:
        guild = guild or self.guild
        role = guild.create_role(f"role of {name}", permissions=discord.Permissions(**permissions))
        member = guild.add_member(self.env.create_user(name), roles=[role])
        self.locales[member.id] = locale
        return member

    def tolerate(self, kind: type[BaseException]) -> None:
        self.tolerated.add(kind)

    def open_to(self, command: str, *members: Any) -> None:
        """As an admin would in the server's settings: these members may use the command, whatever its default."""
        known = self.env.backend.find_command(command, self.guild.id, type=1)
        self.guild.set_command_permissions(int(known["id"]), dict.fromkeys(members, True))

    async def follow(self, name: str, guild_id: int | None = None) -> Source:
        url = f"https://{name}.example/feed"
        source = await self.app.sources.add_source(url, name.title(), "en", SourceKind.FEED, NOW)
        await self.app.sources.follow(guild_id or self.guild.id, source.source_id, NOW)
        return source

    async def story(
        self, source: Source, *reports: tuple[str, str, str], titles: dict[Any, str] | None = None, key: str = "a"
    ) -> Story:
        """A story of these reports (language, headline, text), published an hour ago."""
        placed: Story | None = None
        for n, (lang, title, text) in enumerate(reports):
            article = await self._article(source, f"{key}/{n}", lang, title, text)
            features = _features(titles or {lang: title})
            if placed is None:
                placed = await self.app.stories.create_story(article, **features)
            else:
                placed = await self.app.stories.join_story(placed.story_id, article, story_companies=(), **features)
        assert placed is not None
        return placed

    async def story_goes_on(self, story: Story, source: Source, report: tuple[str, str, str]) -> Story:
        """One more report joins the story."""
        lang, title, text = report
        article = await self._article(source, "later", lang, title, text)
        features = _features({**story.titles, lang: title})
        return await self.app.stories.join_story(story.story_id, article, story_companies=(), **features)

    async def _article(self, source: Source, path: str, lang: str, title: str, text: str) -> Article:
        url = f"https://{source.title.lower()}.example/{path}"
        at = NOW - timedelta(hours=1)
        new = NewArticle(None, url, url, source.title, lang, title, text, at, at, Extent.FULL)
        [article] = await self.app.articles.add_articles(source.source_id, [new], [[f"url:{url}"]], NOW)
        return article


def _features(titles: dict[Any, str]) -> dict[str, Any]:
    return {"vector": None, "model": None, "signature": None, "companies": (), "titles": titles, "now": NOW}


@cache
def spec() -> DiscordSpec:
    return DiscordSpec()


class Site:
    """A web server on loopback with the pages that a test puts there."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[str, bytes]] = {}
        site = self

        class Answering(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                kind, body = site.pages.get(self.path, ("", b""))
                if kind == "redirect":
                    self.send_response(302)
                    self.send_header("Location", body.decode())
                    self.end_headers()
                    return
                self.send_response(200 if kind else 404)
                self.send_header("Content-Type", kind or "text/plain")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                return None

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self.host = f"127.0.0.1:{self.server.server_address[1]}"

    def put(self, path: str, body: str, kind: str = "text/html; charset=utf-8") -> str:
        self.pages[path] = (kind, body.encode())
        return f"http://{self.host}{path}"


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    thread = Thread(target=made.server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


@pytest.fixture
async def app(tmp_path: Path, clock: FixedClock, site: Site) -> AsyncIterator[App]:
    settings = Settings(data_dir=tmp_path, allow_hosts=(site.host,))
    async with open_app(settings, clock=clock, embedder=LetterCounts()) as opened:
        yield opened


@pytest.fixture
def locales() -> Iterator[dict[int, str]]:
    chosen: dict[int, str] = {}
    with viewer_locales(chosen):
        yield chosen


@pytest.fixture
async def env(
    app: App, memory: Memory, locales: dict[int, str], tolerated: set[type[BaseException]]
) -> AsyncIterator[Any]:
    # Not simcord.run(): it sets a clock for the context that it is entered in, which is not the test's.
    running = simcord.Env(KawarabanBot(app, sync_memory=memory), shard_count=1, settle_timeout=SETTLED_WITHIN)
    await running.start()
    try:
        yield running
    finally:
        await running.shutdown()
    causes = [
        error.original if isinstance(error, app_commands.CommandInvokeError) else error for error in running.errors
    ]
    assert [error for error in causes if not isinstance(error, (*TOLD_ON_PURPOSE, *tolerated))] == []


class Provoked(Exception):
    """A fault that a test puts in the way."""


TOLD_ON_PURPOSE = (KawarabanError, app_commands.MissingPermissions, Provoked)
"""What readers are told on purpose is raised on purpose; anything else is a fault of ours, however well told."""


@pytest.fixture
def tolerated() -> set[type[BaseException]]:
    """Kinds of errors that the test has looked at itself."""
    return set()


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.fixture
async def world(
    env: Any, app: App, memory: Memory, locales: dict[int, str], tolerated: set[type[BaseException]]
) -> World:
    guild = env.create_guild("Server", preferred_locale="ja")
    channel = guild.create_text_channel("news")
    made = World(env, app, memory, locales, tolerated, guild, channel, None, None, None)
    made.admin = made.person("sakura", "ja", manage_guild=True)
    made.alex = made.person("alex", "en-US")
    made.ken = made.person("ken", "ja")
    return made


@pytest.fixture(autouse=True)
def _every_request_is_one_that_discord_takes(env: Any) -> Iterator[None]:
    yield
    problems = []
    for request in env.http_requests:
        problems += spec().check(request.method, request.path, request.json)
        problems += spec().check_limits(request.method, request.path, request.json)
        problems += spec().check_mentions(request.method, request.path, request.json)
    assert problems == []


def shown(message: Any) -> str:
    """All texts of a message, one under the other."""
    return "\n".join(_texts(message.components))


def buttons(message: Any) -> dict[str, Any]:
    """The buttons of a message by their labels."""
    return {one["label"]: one for one in _walk(message.components) if one["type"] == 2}


def _texts(components: Any) -> list[str]:
    return [one["content"] for one in _walk(components) if one["type"] == 10]


def _walk(components: Any) -> Iterator[dict[str, Any]]:
    for one in components:
        yield one
        yield from _walk(one.get("components") or [])
        if one.get("accessory"):
            yield from _walk([one["accessory"]])
