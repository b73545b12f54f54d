"""The real bot's life: started, lost, started anew, told to stop; against the loopback Discord."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.app import App, open_app
from bot.discord_app import runner
from bot.discord_app.runner import SYNC_FILE, run_bot
from bot.errors import BadSettings, GatewayRefused, LoginRefused
from bot.settings import Settings
from bot.text.embedding import open_embedder
from tests.wire.fake_discord import TOKEN, FakeDiscord, serve_discord


@pytest.fixture
async def app(tmp_path: Path, clock: Any) -> AsyncIterator[App]:
    async with open_app(Settings(data_dir=tmp_path), clock=clock, embedder=open_embedder()) as opened:
        yield opened


@pytest.fixture
async def wire() -> AsyncIterator[FakeDiscord]:
    async with serve_discord() as fake:
        yield fake


def base_of(wire: FakeDiscord) -> str:
    return wire.base.removesuffix("/api/v10")


async def ask_until_answered(wire: FakeDiscord) -> None:
    asked = await wire.slash("ask", question="What is Meta's stance on open weights?")
    await wire.reply_to(asked)


async def connected(wire: FakeDiscord, times: int = 1) -> None:
    async with asyncio.timeout(15):
        while len(wire.gateway.identifies) < times:  # noqa: ASYNC110 -- the fake tells nobody of it
            await asyncio.sleep(0.02)


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
async def test_it_ends_in_good_order_when_told_to(wire: FakeDiscord, app: App, sent: signal.Signals):
    running = asyncio.create_task(run_bot(app, TOKEN, api_base=base_of(wire)))
    await connected(wire)
    await ask_until_answered(wire)
    started = time.monotonic()
    os.kill(os.getpid(), sent)
    await asyncio.wait_for(running, 15)
    assert time.monotonic() - started < 10


async def test_commands_are_not_sent_again_by_a_second_start(wire: FakeDiscord, app: App):
    for n in (1, 2):
        running = asyncio.create_task(run_bot(app, TOKEN, api_base=base_of(wire)))
        await connected(wire, n)
        await ask_until_answered(wire)
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(running, 15)
    assert len(wire.rest.calls("PUT", "/applications/")) == 1
    assert (app.settings.data_dir / SYNC_FILE).exists()


async def test_a_bot_that_is_lost_is_started_anew(wire: FakeDiscord, app: App, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(runner, "FIRST_PAUSE", 0.1)
    running = asyncio.create_task(run_bot(app, TOKEN, api_base=base_of(wire)))
    await connected(wire)
    await ask_until_answered(wire)
    # A channel without its position is a payload that discord.py cannot read: it ends the client.
    await wire.gateway.dispatch("CHANNEL_CREATE", {"id": "1", "type": 0, "guild_id": "2000", "name": "x"})
    await connected(wire, 2)
    await ask_until_answered(wire)
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(running, 15)


async def test_a_network_that_is_down_is_waited_for(
    app: App, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr(runner, "FIRST_PAUSE", 0.1)
    running = asyncio.create_task(run_bot(app, TOKEN, api_base="http://127.0.0.1:9"))
    async with asyncio.timeout(60):
        while "discord.lost" not in caplog.text:  # noqa: ASYNC110 -- a log has no event
            await asyncio.sleep(0.05)
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(running, 30)


@pytest.mark.parametrize(("code", "error"), [(4004, LoginRefused), (4014, GatewayRefused), (4013, GatewayRefused)])
async def test_what_is_refused_for_good_is_not_tried_again(
    wire: FakeDiscord, app: App, code: int, error: type[Exception]
):
    running = asyncio.create_task(run_bot(app, TOKEN, api_base=base_of(wire)))
    await connected(wire)
    await ask_until_answered(wire)
    await wire.gateway.drop(code=code)
    with pytest.raises(error):
        await asyncio.wait_for(running, 20)
    assert len(wire.gateway.identifies) == 1


@pytest.mark.parametrize(
    "base",
    [
        "http://discord.example",
        "https://127.0.0.1:1",
        "http://10.0.0.1",
        "http://localhost:1",
        "127.0.0.1:1",
        "",
        "http://",
    ],
)
async def test_a_token_is_never_sent_to_another_machine(app: App, base: str):
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    with pytest.raises(BadSettings):
        await run_bot(app, TOKEN, api_base=base)
    assert before == (Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY)
