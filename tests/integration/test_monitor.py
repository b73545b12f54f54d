"""Health and metrics over HTTP, as whoever hosts the bot asks for them."""

import asyncio
import json
import os
import re
import signal
import socket
from contextlib import suppress
from datetime import timedelta

import aiohttp
import pytest

from bot.app import open_app
from bot.delivery.alerts import Alerter
from bot.delivery.clockwork import JobHealth
from bot.delivery.dispatcher import Dispatcher
from bot.discord_app import runner
from bot.discord_app.client import KawarabanBot
from bot.discord_app.runner import run_bot
from bot.ops.monitor import serve_monitor
from bot.ops.vitals import STALLED_AFTER, Vitals
from bot.settings import Settings
from bot.text.embedding import open_embedder
from tests.wire.fake_discord import TOKEN, serve_discord

LINE = re.compile(r'^(# (HELP|TYPE) \w+ .+|\w+(\{(\w+="(\\.|[^"\\])*",?)+\})? -?[0-9.e+-]+)$')


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture
async def app(tmp_path, clock):
    settings = Settings(data_dir=tmp_path, monitor_port=free_port())
    async with open_app(settings, clock=clock, embedder=open_embedder()) as opened:
        yield opened


async def get(port, path):
    async with aiohttp.ClientSession() as http, http.get(f"http://127.0.0.1:{port}{path}") as answer:
        return answer.status, await answer.text()


async def until_ready_is(port, status):
    async with asyncio.timeout(20):
        while (await get(port, "/readyz"))[0] != status:  # noqa: ASYNC110 -- it is asked over HTTP
            await asyncio.sleep(0.05)


async def test_a_running_bot_tells_of_itself_and_a_lost_gateway_is_seen(app, monkeypatch):
    monkeypatch.setattr(runner, "FIRST_PAUSE", 0.5)
    port = app.settings.monitor_port
    async with serve_discord() as wire:
        running = asyncio.create_task(run_bot(app, TOKEN, api_base=wire.base.removesuffix("/api/v10")))
        while not wire.gateway.sockets:  # noqa: ASYNC110 -- the fake tells nobody of it
            await asyncio.sleep(0.02)
        await until_ready_is(port, 200)
        await wire.reply_to(await wire.slash("stance", company="Meta"))
        assert (await get(port, "/healthz"))[0] == 200
        status, text = await get(port, "/metrics")
        assert status == 200
        assert all(LINE.match(line) for line in text.splitlines()), text
        assert 'kawaraban_part_up{part="gateway"} 1' in text
        assert 'kawaraban_command_seconds_count{command="stance"} 1' in text
        await wire.gateway.dispatch("CHANNEL_CREATE", {"id": "1", "type": 0, "guild_id": "2000", "name": "x"})
        await until_ready_is(port, 503)
        status, told = await get(port, "/healthz")
        assert status == 200, "it starts the gateway anew by itself"
        if json.loads(told)["parts"]["gateway"] == "away":
            assert json.loads(told)["errors"] == {"gateway": "KeyError"}
        await until_ready_is(port, 200)
        assert 'kawaraban_part_restarts_total{part="gateway"} 1' in (await get(port, "/metrics"))[1]
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(running, 15)


async def test_a_job_that_fails_is_not_ready_and_one_that_is_stuck_not_alive(app):
    vitals = Vitals(gateway_is_ready=lambda: True)
    vitals.jobs = {"ingest": JobHealth(60.0, failures_in_row=3)}
    async with serve_monitor(app, vitals, "127.0.0.1", 0) as port:
        assert (await get(port, "/readyz"))[0] == 503
        assert (await get(port, "/healthz"))[0] == 200
        vitals.jobs = {"ingest": JobHealth(60.0, begun_at=-STALLED_AFTER * 1e6)}
        assert (await get(port, "/healthz"))[0] == 503


@pytest.mark.parametrize("fault", [RuntimeError("a fault of a library"), AttributeError("x"), ConnectionResetError()])
async def test_a_gateway_that_crashes_is_named_and_started_anew_with_longer_pauses(app, monkeypatch, caplog, fault):
    monkeypatch.setattr(runner, "FIRST_PAUSE", 0.1)
    begun, broken = asyncio.Event(), [True, True, True]

    class Bot(KawarabanBot):
        async def start(self, token, *, reconnect=True):
            begun.set()
            if broken:
                broken.pop()
                raise fault
            await super().start(token, reconnect=reconnect)

    monkeypatch.setattr(runner, "KawarabanBot", Bot)
    port = app.settings.monitor_port
    async with serve_discord() as wire:
        running = asyncio.create_task(run_bot(app, TOKEN, api_base=wire.base.removesuffix("/api/v10")))
        await asyncio.wait_for(begun.wait(), 30)
        told = json.loads((await get(port, "/healthz"))[1])
        assert told["errors"] == {"gateway": type(fault).__name__}
        assert told["parts"]["gateway"] == "away"
        await until_ready_is(port, 200)
        assert json.loads((await get(port, "/healthz"))[1])["errors"] == {}
        assert 'kawaraban_part_restarts_total{part="gateway"} 3' in (await get(port, "/metrics"))[1]
        assert [record.message for record in caplog.records if record.message.startswith("discord.lost")] == [
            f"discord.lost pause={pause:.0f}" for pause in (0.1, 0.2, 0.4)
        ]
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(running, 30)


@pytest.mark.parametrize("part", ["deliver", "alerts", "ingest"])
async def test_a_part_that_crashes_is_seen_called_again_and_takes_no_other_with_it(app, monkeypatch, part):
    for interval in ("DELIVER_EVERY", "ALERT_EVERY", "INGEST_EVERY"):
        monkeypatch.setattr(runner, interval, timedelta(milliseconds=50))
    broken = [True]

    owner, method = {
        "deliver": (Dispatcher, "beat"),
        "alerts": (Alerter, "beat"),
        "ingest": (type(app.pipeline), "run_cycle"),
    }[part]
    real = getattr(owner, method)

    async def work(self, *given, **named):
        if broken[0]:
            raise RuntimeError("a fault")
        return await real(self, *given, **named)

    monkeypatch.setattr(owner, method, work)
    port = app.settings.monitor_port
    async with serve_discord() as wire:
        running = asyncio.create_task(run_bot(app, TOKEN, api_base=wire.base.removesuffix("/api/v10")))
        async with asyncio.timeout(60):
            while True:
                with suppress(aiohttp.ClientError):
                    told = json.loads((await get(port, "/healthz"))[1])
                    if told["parts"].get(part) == "failing" and told["parts"]["gateway"] == "up":
                        break
                await asyncio.sleep(0.05)
        assert told["ok"], "it is called again by itself"
        assert told["errors"] == {part: "RuntimeError"}
        assert all(state == "up" for name, state in told["parts"].items() if name != part)
        assert re.search(rf'kawaraban_part_failures{{part="{part}"}} [3-9]', (await get(port, "/metrics"))[1])
        broken[0] = False
        await until_ready_is(port, 200)
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(running, 30)


async def test_a_port_that_is_taken_does_not_keep_the_bot_from_running(app):
    async with (
        serve_monitor(app, Vitals(), "127.0.0.1", 0) as port,
        serve_monitor(app, Vitals(), "127.0.0.1", port) as second,
    ):
        assert second == 0
