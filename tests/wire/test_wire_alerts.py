"""An alert on discord.py's real stack: posted once whatever becomes of the first try, and found again after a crash."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.app import open_app
from bot.delivery.ledger import FIRST_WAIT, LEASE
from bot.discord_app import runner
from bot.discord_app.client import KawarabanBot
from bot.discord_app.publisher import DiscordPublisher
from bot.domain.alert import ALL_KINDS
from bot.domain.delivery import DeliveryState
from bot.domain.source import HOUSE
from bot.domain.statement import Modality, PartialDate, Provenance, Scope, Stance, Statement, StatementStatus
from bot.settings import Settings
from tests.faults.ingest_victim import QuickEmbedder
from tests.wire import payloads
from tests.wire.fake_discord import TOKEN
from tests.wire.rest import Fault
from tests.wire.running import running

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
GUILD, CHANNEL = int(payloads.GUILD), int(payloads.CHANNEL)
POSTS = f"/channels/{CHANNEL}/messages"
LIMITED = {"message": "You are being rate limited.", "retry_after": 0.3, "global": False}
LIMIT_HEADERS = {"X-RateLimit-Scope": "user", "X-RateLimit-Remaining": "0"}


class HandSetClock:
    instant = NOW

    def now(self):
        return self.instant


@pytest.fixture
async def app(tmp_path):
    async with open_app(Settings(data_dir=tmp_path), clock=HandSetClock(), embedder=QuickEmbedder()) as app:
        await app.alert_rules.save_rule(GUILD, CHANNEL, ALL_KINDS, "ja", NOW)
        await approve(app, "one", "2026-11-20", Stance.OPEN_WEIGHTS)
        await approve(app, "two", "2026-11-23", Stance.CLOSED)
        yield app


async def approve(app, name, on, stance):
    """A company's words of that day, found and then approved."""
    said = Statement(
        name, "mistral-ai", PartialDate(on), None, Provenance.OFFICIAL_STATEMENT, Modality.POSITION,
        tuple(Scope), stance, None, None, {"en": "words", "ja": "言葉"}, "Example Wire", "Title",
        f"https://wire.example/{name}", verified=True, status=StatementStatus.CANDIDATE,
    )  # fmt: skip
    await app.statements.add_statements([said], guild_id=HOUSE, by="local", now=app.clock.now())
    await app.review.decide([name], StatementStatus.APPROVED, by="tester")


@pytest.mark.parametrize(
    "fault",
    [
        None,
        Fault("POST", POSTS, carried_out=True, dropped=True),
        Fault("POST", POSTS, 503, {"message": "busy", "code": 0}, carried_out=True),
        Fault("POST", POSTS, 429, LIMITED, LIMIT_HEADERS),
        Fault("POST", POSTS, dropped=True),
    ],
    ids=["well", "answer lost", "503 after the post", "429", "request lost"],
)
async def test_one_message_whatever_becomes_of_the_first_try(wire, app, fault):
    wire.rest.faults = [fault] if fault else []
    async with running(KawarabanBot(app)) as bot:
        alerter = app.alerter_for(DiscordPublisher(bot))
        for wait in (timedelta(0), FIRST_WAIT, FIRST_WAIT, LEASE):
            app.clock.instant += wait
            await alerter.tick()
    assert len(wire.rest.messages) == 1
    [alert] = await app.alerts.list_alerts(GUILD)
    assert alert.state is DeliveryState.CONFIRMED
    assert str(alert.message_id) == wire.rest.messages[0]["id"]
    bodies = [one.body for one in wire.rest.calls("POST", POSTS)]
    assert all(body["enforce_nonce"] is True and len(body["nonce"]) <= 25 for body in bodies)


async def test_after_a_crash_the_posted_alert_is_found_without_its_nonce(wire, app):
    class Dies(DiscordPublisher):
        async def publish_alert(self, channel_id, notice, **named):
            await super().publish_alert(channel_id, notice, **named)
            raise asyncio.CancelledError

    async with running(KawarabanBot(app)) as bot:
        with pytest.raises(asyncio.CancelledError):
            await app.alerter_for(Dies(bot)).tick()
        wire.rest.forget_nonces()
        app.clock.instant += LEASE + timedelta(minutes=30)
        await app.alerter_for(DiscordPublisher(bot)).tick()
    assert len(wire.rest.messages) == 1
    [alert] = await app.alerts.list_alerts(GUILD)
    assert str(alert.message_id) == wire.rest.messages[0]["id"]


async def test_a_refusal_is_asked_once(wire, app):
    wire.rest.faults = [Fault("POST", POSTS, 403, {"message": "Missing Permissions", "code": 50013})] * 5
    async with running(KawarabanBot(app)) as bot:
        alerter = app.alerter_for(DiscordPublisher(bot))
        for _ in range(5):
            app.clock.instant += timedelta(minutes=5)
            await alerter.tick()
    assert len(wire.rest.calls("POST", POSTS)) == 1
    assert wire.rest.invalid == 1


async def test_a_running_bot_tells_of_each_approval_by_itself(wire, app, monkeypatch):
    """Its rhythm leaves most of the minute that an alert may take; here the looks follow each other faster."""
    assert timedelta(seconds=15) >= runner.ALERT_EVERY
    monkeypatch.setattr(runner, "ALERT_EVERY", timedelta(milliseconds=100))
    program = asyncio.create_task(runner.run_bot(app, TOKEN, api_base=wire.base.removesuffix("/api/v10")))
    try:
        await until(lambda: len(wire.rest.messages) == 1, program)
        await approve(app, "three", "2026-11-24", Stance.OPEN_WEIGHTS)
        await until(lambda: len(wire.rest.messages) == 2, program)
        alerts = await app.alerts.list_alerts(GUILD)
        assert len(alerts) == 2
        assert all(one.posted_at - one.event.happened_at <= timedelta(minutes=1) for one in alerts if one.posted_at)
    finally:
        program.cancel()
        await asyncio.gather(program, return_exceptions=True)


async def until(is_so, program):
    async with asyncio.timeout(200):  # patience with a busy machine, no measure
        while not is_so():
            assert not program.done(), program
            await asyncio.sleep(0.05)
