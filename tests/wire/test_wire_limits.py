"""Discord's limit for a whole bot, sessions that end, and people who use the bot where it is no member."""

import asyncio
import time

import pytest

from bot.app import open_app
from bot.discord_app.client import KawarabanBot
from bot.discord_app.pacing import Pace
from bot.discord_app.runner import Workers, _traced
from bot.settings import Settings
from tests.faults.ingest_victim import QuickEmbedder
from tests.wire import payloads
from tests.wire.rest import Fault
from tests.wire.running import running
from tests.wire.test_wire_bot import texts

GLOBAL = {"message": "You are being rate limited.", "retry_after": 1.5, "global": True}
GLOBAL_HEADERS = {"X-RateLimit-Global": "true", "X-RateLimit-Scope": "global"}
AS_USER = {"authorizing_integration_owners": {"1": payloads.USER}}


@pytest.fixture
async def app(tmp_path, clock):
    async with open_app(Settings(data_dir=tmp_path), clock=clock, embedder=QuickEmbedder()) as app:
        yield app


@pytest.fixture
async def bot(wire, app):
    async with running(KawarabanBot(app)) as bot:
        yield bot


# ------------------------------------------------------------------------------------------------------------- limits


async def test_a_global_429_holds_up_every_route_and_no_answer_to_a_person(wire, bot):
    wire.rest.faults = [Fault("POST", "/channels/", 429, GLOBAL, GLOBAL_HEADERS)]
    post = asyncio.create_task(bot.get_partial_messageable(int(payloads.CHANNEL)).send("first"))
    while bot.http._global_over.is_set():  # noqa: ASYNC110 -- until discord.py has read the refusal
        await asyncio.sleep(0.01)
    asked = await wire.slash("stance", company="Meta")
    other = asyncio.create_task(bot.fetch_channel(int(payloads.CHANNEL)))
    assert texts(await wire.reply_to(asked))
    await asyncio.gather(post, other)
    refused, again = wire.rest.calls("POST", "/channels/")
    assert again.at - refused.at >= 1.5
    assert wire.rest.calls("GET", "/channels/")[0].at - refused.at >= 1.5
    assert wire.acknowledgement(asked).at < again.at


async def test_more_posts_than_discord_takes_in_a_second_meet_no_429(wire, app):
    wire.rest.most_a_second = 50
    async with running(KawarabanBot(app, http_trace=_traced(Workers(app)))) as bot:
        begun = time.monotonic()
        await asyncio.gather(*(bot.get_partial_messageable(10_000 + n).send("x") for n in range(120)))
    assert len(wire.rest.messages) == 120
    assert wire.rest.invalid == 0
    assert time.monotonic() - begun >= 1.9, "two full seconds must pass between the first and the last of 120"


async def test_without_the_pace_the_same_posts_would_be_refused(wire, bot):
    wire.rest.most_a_second = 5
    await asyncio.gather(*(bot.get_partial_messageable(10_000 + n).send("x") for n in range(7)))
    assert wire.rest.invalid > 0


async def test_a_lost_request_gives_its_place_back():
    pace = Pace(most=1, window=0.05)
    await pace.take()
    pace.answered(None)
    async with asyncio.timeout(5):
        await pace.take()


# ----------------------------------------------------------------------------------------------------------- sessions


async def test_asked_to_reconnect_it_resumes_and_misses_nothing(wire, bot):
    await wire.gateway.ask_to_reconnect()
    asked = await wire.slash("stance", company="Meta")
    assert texts(await wire.reply_to(asked))
    assert (len(wire.gateway.resumes), len(wire.gateway.identifies)) == (1, 1)


@pytest.mark.slow
async def test_an_invalid_session_is_identified_anew(wire, bot):
    await wire.gateway.invalidate()
    async with asyncio.timeout(20):
        while len(wire.gateway.identifies) < 2:  # noqa: ASYNC110 -- the fake tells nobody of it
            await asyncio.sleep(0.05)
    asked = await wire.slash("stance", company="Meta")
    assert texts(await wire.reply_to(asked))


async def test_two_shards_each_hear_of_their_own_servers(wire, app):
    wire.rest.shards = 2
    far = str(((1 << 22) << 1) | (1 << 22))
    wire.gateway.guilds = [payloads.guild(), payloads.guild("ja", far, "77")]
    async with running(KawarabanBot(app)) as bot:
        async with asyncio.timeout(20):
            while len(bot.guilds) < 2:  # noqa: ASYNC110 -- discord.py tells nobody of it
                await asyncio.sleep(0.05)
        assert {guild.shard_id for guild in bot.guilds} == {0, 1}
        assert sorted(one["shard"][0] for one in wire.gateway.identifies) == [0, 1]


# -------------------------------------------------------------------------------------------------------- user install


@pytest.mark.parametrize(
    "over",
    [
        AS_USER | {"guild_id": "9900", "guild": {"id": "9900", "features": [], "locale": "en-US"}, "context": 0},
        AS_USER | {"context": 2, "channel": {"id": "9901", "type": 3}, "channel_id": "9901"},
        {"context": 1, "channel": {"id": "9902", "type": 1}, "channel_id": "9902"},
    ],
    ids=["a server without the bot", "a group message", "a direct message"],
)
async def test_whoever_brought_the_bot_along_is_answered_from_the_public_record(wire, app, bot, over):
    private = over["context"] != 0
    asked = await wire.slash("stance", company="Meta", locale="ja", over=over | _person(private=private))
    assert "Meta" in texts(await wire.reply_to(asked)) or "メタ" in texts(await wire.reply_to(asked))


def _person(*, private):
    """In a private conversation there is a user and no member, and no server."""
    if not private:
        return {}
    return {"user": payloads.user(payloads.USER, bot=False), "member": None, "guild_id": None, "guild": None}


# --------------------------------------------------------------------------------------------------- many at the same time


async def test_three_hundred_commands_at_once_are_each_acknowledged_once_and_answered(wire, bot):
    # Of as many people: one alone would be asked to slow down.
    asked = [await wire.slash("stance", company="Meta", locale="en-US", user=str(5_000 + n)) for n in range(300)]
    replies = await asyncio.gather(*map(wire.reply_to, asked))
    assert all(map(texts, replies))
    for one in asked:
        assert [call.body["type"] for call in wire.rest.calls("POST", f"/interactions/{one['id']}/")] == [5]
    assert wire.rest.invalid == 0
