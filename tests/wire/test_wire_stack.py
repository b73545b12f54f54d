"""The fake against a small bot of our own: what it says must be what discord.py makes of Discord."""

import asyncio
import time

import aiohttp
import discord
import pytest
from discord import app_commands

from tests.wire import payloads
from tests.wire.fake_discord import serve_discord
from tests.wire.rest import Fault
from tests.wire.running import running

LIMITED = {"message": "You are being rate limited.", "retry_after": 0.3, "global": False}
LIMIT_HEADERS = {"X-RateLimit-Scope": "user", "X-RateLimit-Remaining": "0"}


class Echo(discord.AutoShardedClient):
    """Answers /echo after a deferral, in the reader's language, and counts what went wrong."""

    def __init__(self, intents=None):
        super().__init__(
            intents=intents or discord.Intents(guilds=True), allowed_mentions=discord.AllowedMentions.none()
        )
        self.tree = app_commands.CommandTree(self)
        self.errors: list[Exception] = []

        @self.tree.command()
        async def echo(interaction: discord.Interaction, words: str) -> None:
            """Say it again."""
            await interaction.response.defer()
            await interaction.edit_original_response(content=f"{interaction.locale.value}: {words}")

        @self.tree.error
        async def failed(interaction: discord.Interaction, error: app_commands.AppCommandError) -> None:
            self.errors.append(error)

    async def setup_hook(self):
        await self.tree.sync()


@pytest.fixture
async def echo(wire):
    async with running(Echo()) as bot:
        yield bot
    assert bot.errors == []


async def test_from_login_to_an_answer(wire, echo):
    assert [told["intents"] for told in wire.gateway.identifies] == [discord.Intents(guilds=True).value]
    assert [command["name"] for command in wire.rest.commands] == ["echo"]
    asked = await wire.slash("echo", words="こんにちは", locale="ja")
    assert (await wire.reply_to(asked))["content"] == "ja: こんにちは"
    assert wire.acknowledgement(asked).body["type"] == 5
    assert echo.get_guild(int(payloads.GUILD)).preferred_locale is discord.Locale.japanese


@pytest.mark.parametrize("route", ["/interactions/", "/webhooks/"])
async def test_a_429_is_waited_out_and_repeated(wire, echo, route):
    method = "POST" if route == "/interactions/" else "PATCH"
    wire.rest.faults = [Fault(method, route, 429, LIMITED, LIMIT_HEADERS)]
    asked = await wire.slash("echo", words="a")
    assert (await wire.reply_to(asked))["content"] == "ja: a"
    first, second = wire.rest.calls(method, route)
    assert second.at - first.at >= 0.3
    assert wire.rest.invalid == 1


async def test_twelve_posts_through_a_bucket_of_five_meet_no_429(wire, echo):
    wire.rest.window = 0.4
    channel = echo.get_partial_messageable(int(payloads.CHANNEL))
    begun = time.monotonic()
    await asyncio.gather(*(channel.send(f"{n}") for n in range(12)))
    assert len(wire.rest.messages) == 12
    assert wire.rest.invalid == 0
    assert time.monotonic() - begun >= 0.7


async def test_a_429_of_the_edge_is_not_repeated(wire, echo):
    wire.rest.faults = [Fault("POST", "/channels/", 429, {"message": "banned"}, {"Via": ""})]
    with pytest.raises(discord.HTTPException) as raised:
        await echo.get_partial_messageable(int(payloads.CHANNEL)).send("x")
    assert raised.value.status == 429
    assert len(wire.rest.calls("POST", "/channels/")) == 1


async def test_a_nonce_makes_a_repeated_post_the_same_message_for_some_minutes(wire, echo):
    channel = echo.get_partial_messageable(int(payloads.CHANNEL))
    first, again = await channel.send("a", nonce="n-1"), await channel.send("a", nonce="n-1")
    assert first.id == again.id
    assert [message.nonce async for message in channel.history()] == ["n-1"]
    wire.rest.forget_nonces()
    assert (await channel.send("a", nonce="n-1")).id != first.id


async def test_a_post_whose_answer_is_lost_was_carried_out(wire, echo):
    wire.rest.faults = [Fault("POST", "/channels/", carried_out=True, dropped=True)]
    with pytest.raises(aiohttp.ClientError):
        await echo.get_partial_messageable(int(payloads.CHANNEL)).send("a", nonce="n-1")
    assert [message["content"] for message in wire.rest.messages] == ["a"]


async def test_a_dropped_connection_is_resumed_and_nothing_is_missed(wire, echo):
    await wire.gateway.drop()
    asked = await wire.slash("echo", words="meanwhile")
    assert (await wire.reply_to(asked))["content"] == "ja: meanwhile"
    assert len(wire.gateway.resumes) == 1
    assert len(wire.gateway.identifies) == 1


async def test_twenty_commands_at_once_are_each_answered(wire, echo):
    asked = [await wire.slash("echo", words=str(n)) for n in range(20)]
    replies = await asyncio.gather(*map(wire.reply_to, asked))
    assert [reply["content"] for reply in replies] == [f"ja: {n}" for n in range(20)]


async def test_a_wrong_token_is_refused_at_login(wire):
    with pytest.raises(discord.LoginFailure):
        async with running(Echo(), token="wrong"):
            pass
    assert wire.gateway.identifies == []


async def test_a_privileged_intent_is_refused_by_the_gateway(wire):
    with pytest.raises(discord.PrivilegedIntentsRequired):
        async with running(Echo(discord.Intents(guilds=True, message_content=True))):
            pass


async def test_what_discord_would_refuse_is_told_at_the_end(spec):
    async with serve_discord(spec) as wire, running(Echo()) as bot:
        assert wire.rest.violations() == []
        everyone = discord.AllowedMentions.all()
        await bot.get_partial_messageable(int(payloads.CHANNEL)).send("@everyone", allowed_mentions=everyone)
        await bot.http.request(discord.http.Route("POST", "/channels/3000/messages"), json={"colour": 5})
        mentions, unknown = wire.rest.violations()
        assert "mentions" in mentions
        assert "colour" in unknown
