"""Discord on loopback: discord.py's own HTTP and gateway code runs against it unmodified."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import yarl
from aiohttp import web
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.domain.language import LANGS
from bot.i18n.catalog import text
from tests.contract.openapi_check import DiscordSpec
from tests.wire import payloads
from tests.wire.gateway import Gateway
from tests.wire.payloads import Payload
from tests.wire.rest import Request, RestApi

TOKEN = "good.token"
PATIENCE = 60.0
"""Seconds that a test waits for what must come: a busy machine needs them, a right answer does not."""


class FakeDiscord:
    def __init__(self, spec: DiscordSpec | None = None) -> None:
        self.rest = RestApi(spec or DiscordSpec(), TOKEN)
        self.gateway = Gateway(TOKEN)
        self.base = ""

    async def slash(
        self,
        name: str,
        *,
        locale: str = "ja",
        user: str = payloads.USER,
        over: Payload | None = None,
        **options: Any,
    ) -> Payload:
        """A member of a server uses a command; `over` replaces parts of the interaction. Returns the interaction."""
        told: Payload = {}
        if user != payloads.USER:
            person = payloads.member(user, bot=False)
            told["member"] = person | {"permissions": payloads.ALL_PERMISSIONS}
        return await self._interact(2, payloads.command(name, **options), locale=locale, **told, **(over or {}))

    async def press(self, message: Payload, custom_id: str, *, locale: str = "ja") -> Payload:
        """A member presses a button of a message."""
        data = {"component_type": 2, "custom_id": custom_id, "id": 1}
        return await self._interact(3, data, locale=locale, message=message)

    async def _interact(self, kind: int, data: Payload, *, locale: str, **over: Any) -> Payload:
        told = payloads.interaction(kind, data, locale=locale, **over)
        await self.gateway.dispatch("INTERACTION_CREATE", told)
        return told

    async def reply_to(self, interaction: Payload) -> Payload:
        """The reply to an interaction, once it is there, no longer deferred, and more than a word that it takes time."""
        token = interaction["token"]
        await self.until(lambda: (told := self.rest.replies.get(token)) is not None and not _says_to_wait(told))
        reply = self.rest.replies[token]
        assert reply is not None
        return reply

    def ack_seconds(self, interaction: Payload) -> float:
        """From the dispatch of an interaction to the arrival of its first callback."""
        first = self.rest.calls("POST", f"/interactions/{interaction['id']}/")[0]
        return first.at - self.gateway.dispatched_at[interaction["id"]]

    def acknowledgement(self, interaction: Payload) -> Request:
        return self.rest.calls("POST", f"/interactions/{interaction['id']}/")[-1]

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until what Discord knows fulfils the condition."""
        async with asyncio.timeout(PATIENCE), self.rest.changed:
            await self.rest.changed.wait_for(condition)

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """discord.py talks to this one: the only two places where it knows Discord's addresses."""
        real = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = self.base, yarl.URL(self.gateway.url)
        try:
            yield
        finally:
            Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = real


def _says_to_wait(reply: Payload) -> bool:
    shown = str(reply.get("components"))
    return any(text("reader-working", lang) in shown for lang in LANGS)


@asynccontextmanager
async def serve_discord(spec: DiscordSpec | None = None) -> AsyncIterator[FakeDiscord]:
    """A fake on a free port, with discord.py pointed at it until the end."""
    fake = FakeDiscord(spec)
    site = web.Application(client_max_size=64 << 20)
    site.router.add_get("/gw", fake.gateway.handle)
    site.router.add_route("*", "/api/v10/{tail:.*}", fake.rest.handle)
    runner = web.AppRunner(site, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        port = runner.addresses[0][1]
        fake.base = f"http://127.0.0.1:{port}/api/v10"
        fake.gateway.url = fake.rest.gateway_url = f"ws://127.0.0.1:{port}/gw"
        with fake.in_place():
            yield fake
    finally:
        await fake.gateway.close()
        await runner.cleanup()
