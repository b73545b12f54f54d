"""Where a brief may go, and what becomes of it where it may not: asked once at most, on record, an admin told."""

import asyncio
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.app import open_app
from bot.delivery.ledger import Reason
from bot.discord_app.client import KawarabanBot
from bot.discord_app.publisher import DiscordPublisher
from bot.domain.article import Extent, NewArticle
from bot.domain.delivery import DeliveryState
from bot.domain.source import SourceKind
from bot.settings import Settings
from tests.faults.ingest_victim import QuickEmbedder
from tests.wire import payloads, places
from tests.wire.rest import Fault
from tests.wire.running import running

SLOT = datetime(2025, 7, 15, 23, tzinfo=UTC)
GUILD, CHANNEL = int(payloads.GUILD), int(payloads.CHANNEL)


class HandSetClock:
    instant = SLOT

    def now(self):
        return self.instant


@pytest.fixture
async def app(tmp_path):
    async with open_app(Settings(data_dir=tmp_path), clock=HandSetClock(), embedder=QuickEmbedder()) as app:
        at = SLOT - timedelta(hours=3)
        source = await app.sources.add_source("https://wire.example/feed", "Example Wire", "en", SourceKind.FEED, at)
        await app.sources.follow(GUILD, source.source_id, at)
        url, title = "https://wire.example/a", "Acorn Labs releases the weights of a small model"
        body = "Acorn Labs released the weights of a small model on Tuesday. The model has 3 billion parameters."
        new = NewArticle(None, url, url, "Example Wire", "en", title, body, at, at, Extent.FULL)
        await app.clusterer.place_all(await app.articles.add_articles(source.source_id, [new], [[f"url:{url}"]], at))
        yield app


async def scheduled(app, channel):
    await app.schedules.save_schedule(GUILD, int(channel), time(8), "Asia/Tokyo", ("ja",), 5, SLOT - timedelta(hours=9))


async def delivered(app, bot, minutes=range(0, 130, 13)):
    """The slot's record after two hours of beats."""
    dispatcher = app.dispatcher_for(DiscordPublisher(bot))
    clock = app.clock
    for minute in minutes:
        clock.instant = SLOT + timedelta(minutes=minute)
        await dispatcher.tick()
    [record] = await app.deliveries.list_deliveries(GUILD)
    return record


def asked_of_channels(wire):
    return [(one.method, one.path) for one in wire.rest.requests if one.path.startswith("/channels/")]


@pytest.mark.parametrize("denied", [places.DENY_SEND, places.DENY_VIEW])
async def test_a_permission_that_was_taken_is_known_and_nothing_is_asked(wire, app, denied):
    wire.gateway.guilds = [places.guild_without_administrators()]
    async with running(KawarabanBot(app)) as bot:
        await scheduled(app, CHANNEL)
        await wire.gateway.dispatch("CHANNEL_UPDATE", places.channel_without(denied))
        await asyncio.sleep(0.1)
        record = await delivered(app, bot)
        assert (record.state, record.reason) == (DeliveryState.FAILED, Reason.REFUSED)
        assert asked_of_channels(wire) == []
        assert wire.rest.invalid == 0
        assert await app.schedules.list_schedules(GUILD) == [], "it is switched off until an admin sets it again"


async def test_a_channel_that_was_deleted_is_asked_for_once(wire, app):
    wire.rest.strict = True
    async with running(KawarabanBot(app)) as bot:
        await scheduled(app, CHANNEL)
        del wire.rest.channels[payloads.CHANNEL]
        await wire.gateway.dispatch("CHANNEL_DELETE", payloads.channel())
        await asyncio.sleep(0.1)
        record = await delivered(app, bot)
        assert (record.state, record.reason) == (DeliveryState.FAILED, Reason.REFUSED)
        assert asked_of_channels(wire) == [("GET", f"/channels/{CHANNEL}")]


async def test_a_server_that_removes_the_bot_gets_nothing_more(wire, app):
    async with running(KawarabanBot(app)) as bot:
        await scheduled(app, CHANNEL)
        await wire.gateway.dispatch("GUILD_DELETE", {"id": payloads.GUILD})
        async with asyncio.timeout(5):
            while await app.schedules.list_schedules(GUILD):  # noqa: ASYNC110 -- the bot tells nobody of it
                await asyncio.sleep(0.02)
        dispatcher = app.dispatcher_for(DiscordPublisher(bot))
        assert await dispatcher.tick() == []
        assert asked_of_channels(wire) == []


async def test_a_server_that_is_away_for_a_while_keeps_its_schedules(wire, app):
    async with running(KawarabanBot(app)) as bot:
        await scheduled(app, CHANNEL)
        await wire.gateway.dispatch("GUILD_DELETE", {"id": payloads.GUILD, "unavailable": True})
        await asyncio.sleep(0.1)
        assert len(await app.schedules.list_schedules(GUILD)) == 1
        await wire.gateway.dispatch("GUILD_CREATE", payloads.guild())
        await asyncio.sleep(0.1)
        record = await delivered(app, bot)
        assert record.state is DeliveryState.CONFIRMED


async def test_a_refusal_that_could_not_be_known_counts_once_and_an_admin_is_told(wire, app):
    notices = payloads.channel("3900")
    wire.rest.channels["3900"] = notices
    guild = payloads.guild() | {"public_updates_channel_id": "3900"}
    guild["channels"] = [payloads.channel(), notices]
    wire.gateway.guilds = [guild]
    async with running(KawarabanBot(app)) as bot:
        await scheduled(app, CHANNEL)
        refused = {"message": "Missing Access", "code": 50001}
        wire.rest.faults = [Fault("POST", f"/channels/{CHANNEL}/messages", 403, refused)] * 9
        record = await delivered(app, bot)
        assert record.reason == Reason.REFUSED
        assert wire.rest.invalid == 1
        assert [one["channel_id"] for one in wire.rest.messages] == ["3900"]


@pytest.mark.parametrize("archived", [False, True])
async def test_a_thread_takes_a_brief_and_an_archived_one_is_opened_for_it(wire, app, archived):
    thread = places.thread(archived=archived)
    wire.rest.channels[places.THREAD] = thread
    guild = payloads.guild()
    # An archived thread is not told of at the start.
    guild["threads"] = [] if archived else [thread]
    wire.gateway.guilds = [guild]
    async with running(KawarabanBot(app)) as bot:
        await scheduled(app, places.THREAD)
        record = await delivered(app, bot)
        assert record.state is DeliveryState.CONFIRMED
        assert [one["channel_id"] for one in wire.rest.messages] == [places.THREAD]
        patched = wire.rest.calls("PATCH", f"/channels/{places.THREAD}")
        assert len(patched) == archived
        assert wire.rest.invalid == 0


async def test_a_locked_thread_that_we_may_not_open_is_refused_without_a_try(wire, app):
    thread = places.thread(locked=True, archived=True)
    wire.rest.channels[places.THREAD] = thread
    wire.gateway.guilds = [places.guild_without_administrators()]
    async with running(KawarabanBot(app)) as bot:
        await scheduled(app, places.THREAD)
        record = await delivered(app, bot)
        assert (record.state, record.reason) == (DeliveryState.FAILED, Reason.REFUSED)
        assert wire.rest.messages == []
        assert wire.rest.calls("PATCH", "/channels/") == []
        assert wire.rest.invalid == 0


async def test_a_forum_gets_one_post_for_a_brief_and_finds_it_again_after_a_crash(wire, app):
    wire.rest.channels[places.FORUM] = places.forum()
    guild = payloads.guild()
    guild["channels"] = [payloads.channel(), places.forum()]
    wire.gateway.guilds = [guild]

    class Dies(DiscordPublisher):
        async def publish(self, channel_id, editions, **named):
            await super().publish(channel_id, editions, **named)
            raise asyncio.CancelledError

    async with running(KawarabanBot(app)) as bot:
        await scheduled(app, places.FORUM)
        with pytest.raises(asyncio.CancelledError):
            await app.dispatcher_for(Dies(bot)).tick()
        await wire.gateway.dispatch(
            "THREAD_CREATE", next(one for one in wire.rest.channels.values() if "owner_id" in one)
        )
        record = await delivered(app, bot, (3, 20, 60))
        assert record.state is DeliveryState.CONFIRMED
        assert len(wire.rest.calls("POST", f"/channels/{places.FORUM}/threads")) == 1
        assert wire.rest.invalid == 0
