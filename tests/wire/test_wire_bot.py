"""Our own bot, whole, on discord.py's real stack: from login to an answer, and a scheduled edition exactly once."""

import asyncio
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.app import open_app
from bot.delivery.ledger import LEASE, Reason
from bot.discord_app import haste
from bot.discord_app.client import KawarabanBot
from bot.discord_app.publisher import DiscordPublisher
from bot.discord_app.runner import run_bot
from bot.domain.article import Extent, NewArticle
from bot.domain.delivery import DeliveryState
from bot.domain.source import SourceKind
from bot.errors import LoginRefused
from bot.settings import Settings
from bot.text.embedding import open_embedder
from tests.wire import payloads
from tests.wire.rest import Fault
from tests.wire.running import running

SLOT = datetime(2025, 7, 15, 23, tzinfo=UTC)  # 08:00 on the 16th in Tokyo
GUILD, CHANNEL = int(payloads.GUILD), int(payloads.CHANNEL)
POSTS = f"/channels/{CHANNEL}/messages"
LIMITED = {"message": "You are being rate limited.", "retry_after": 0.3, "global": False}
LIMIT_HEADERS = {"X-RateLimit-Scope": "user", "X-RateLimit-Remaining": "0"}


class HandSetClock:
    def __init__(self, instant):
        self.instant = instant

    def now(self):
        return self.instant


@pytest.fixture
def hand_set():
    return HandSetClock(SLOT)


@pytest.fixture(scope="module")
def embedder():
    return open_embedder()


@pytest.fixture
async def app(tmp_path, hand_set, embedder):
    async with open_app(Settings(data_dir=tmp_path), clock=hand_set, embedder=embedder) as app:
        yield app


@pytest.fixture
async def bot(wire, app):
    async with running(KawarabanBot(app)) as bot:
        yield bot


def texts(message):
    """Every text that a card shows, in order."""

    def walk(parts):
        for part in parts:
            if part.get("type") == 10:
                yield part["content"]
            yield from walk(part.get("components") or [])

    return "\n".join(walk(message["components"]))


def buttons(message):
    def walk(parts):
        for part in parts:
            if part.get("custom_id"):
                yield part["custom_id"]
            yield from walk([*(part.get("components") or []), *filter(None, [part.get("accessory")])])

    return list(walk(message["components"]))


async def test_login_tells_discord_of_the_commands_in_both_languages(wire, bot):
    named = {command["name"]: command["name_localizations"].get("ja") for command in wire.rest.commands}
    assert {"ask", "stance", "brief", "source", "schedule"} <= named.keys()
    assert all(named.values())
    (identify,) = wire.gateway.identifies
    assert identify["intents"] == 1, "servers, and nothing privileged"


@pytest.mark.parametrize(
    ("locale", "question", "language"),
    [("ja", "Metaの現在の立場は？", "ja"), ("en-US", "What is Meta's current stance?", "en")],
)
async def test_ask_is_acknowledged_at_once_and_answered_in_the_readers_language(wire, bot, locale, question, language):
    asked = await wire.slash("ask", locale=locale, question=question)
    reply = await wire.reply_to(asked)
    first = wire.rest.calls("POST", f"/interactions/{asked['id']}/")
    assert [call.body["type"] for call in first] == [5]
    assert reply["flags"] & (1 << 15)
    shown = texts(reply)
    assert "Meta" in shown or "メタ" in shown
    is_japanese = any("\u3040" <= character <= "\u30ff" for character in shown)
    assert is_japanese is (language == "ja") or "「" in shown


async def test_stance_is_answered_and_its_button_shows_the_other_language(wire, bot):
    asked = await wire.slash("stance", company="Meta", locale="ja")
    reply = await wire.reply_to(asked)
    assert texts(reply)
    other = next(custom_id for custom_id in buttons(reply) if custom_id.endswith(":en"))
    pressed = await wire.press(reply, other)
    assert texts(await wire.reply_to(pressed)) != texts(reply)


async def test_an_unknown_company_gets_words_and_no_silence(wire, bot):
    reply = await wire.reply_to(await wire.slash("stance", company="Zzyzx Cobblers", locale="en-US"))
    assert "Zzyzx" in texts(reply)


@pytest.mark.parametrize(("method", "route"), [("POST", "/interactions/"), ("PATCH", "/webhooks/")])
async def test_a_429_is_waited_out_and_the_answer_arrives(wire, bot, method, route):
    wire.rest.faults = [Fault(method, route, 429, LIMITED, LIMIT_HEADERS)]
    asked = await wire.slash("stance", company="Meta")
    assert texts(await wire.reply_to(asked))
    first, second = wire.rest.calls(method, route)
    assert second.at - first.at >= 0.3


async def test_of_twenty_questions_at_once_each_is_acknowledged_before_any_is_answered(wire, bot, monkeypatch):
    monkeypatch.setattr(haste, "LONGEST_WAIT", 60.0)
    asked = [await wire.slash("stance", company="Meta") for _ in range(20)]
    await asyncio.gather(*map(wire.reply_to, asked))
    acknowledged = [wire.acknowledgement(one).at for one in asked]
    answered = [wire.rest.calls("PATCH", f"/webhooks/{payloads.APPLICATION}/{one['token']}")[0].at for one in asked]
    assert max(acknowledged) < min(answered)


async def test_a_question_asked_while_the_connection_was_lost_is_answered(wire, bot):
    await wire.gateway.drop()
    asked = await wire.slash("stance", company="Meta")
    assert texts(await wire.reply_to(asked))
    assert len(wire.gateway.resumes) == 1


async def test_a_wrong_token_is_one_clear_error_and_no_second_try(wire, app):
    with pytest.raises(LoginRefused):
        await run_bot(app, "wrong.token", api_base=wire.base.removesuffix("/api/v10"))
    assert len(wire.rest.requests) == 1
    assert wire.gateway.identifies == []


# ------------------------------------------------------------------------------------------------ scheduled editions


@pytest.fixture
async def news(app):
    """One event that two outlets report, one in each language, followed by the server."""
    reports = [
        (
            "https://news.example/mistral",
            "Example Wire",
            "en",
            "Mistral AI releases the weights of a new reasoning model",
            "Mistral AI released the weights of a new reasoning model on Tuesday under the Apache 2.0 licence. "
            "The company said that the model has 24 billion parameters and runs on a single graphics card. "
            "“We release the weights so that anyone can build on them,” the company said in a statement.",
        ),
        (
            "https://shimbun.example/mistral",
            "例の新聞",
            "ja",
            "ミストラルAI、新しい推論モデルの重みを公開",
            "仏ミストラルAIは15日、新しい推論モデルの重みをApache 2.0ライセンスで公開した。"
            "同社によると、モデルのパラメーター数は240億で、1枚の画像処理半導体で動作する。"
            "同社は声明で「誰もが利用できるように重みを公開する」と述べた。",
        ),
    ]
    hours_ago = SLOT - timedelta(hours=3)
    for url, outlet, lang, title, body in reports:
        source = await app.sources.add_source(f"{url}.xml", outlet, lang, SourceKind.FEED, hours_ago)
        await app.sources.follow(GUILD, source.source_id, hours_ago)
        new = NewArticle(None, url, url, outlet, lang, title, body, hours_ago, hours_ago, Extent.FULL)
        await app.clusterer.place_all(
            await app.articles.add_articles(source.source_id, [new], [[f"url:{url}"]], hours_ago)
        )
    await app.schedules.save_schedule(
        GUILD, CHANNEL, time(8), "Asia/Tokyo", ("ja", "en"), 5, SLOT - timedelta(hours=12)
    )


@pytest.fixture
def dispatcher(app, bot, news):
    return app.dispatcher_for(DiscordPublisher(bot))


def posted_nonces(wire):
    return [request.body["nonce"] for request in wire.rest.calls("POST", POSTS)]


async def test_the_due_edition_is_posted_once_in_each_language(wire, app, dispatcher, hand_set):
    (done,) = await dispatcher.tick()
    assert (done.state, done.reason) == (DeliveryState.CONFIRMED, None)
    assert [int(message["id"]) for message in wire.rest.messages] == list(done.message_ids)
    bodies = [request.body for request in wire.rest.calls("POST", POSTS)]
    assert all(body["enforce_nonce"] is True and 0 < len(body["nonce"]) <= 25 for body in bodies)
    assert len({body["nonce"] for body in bodies}) == len(bodies) == 2
    japanese, english = map(texts, wire.rest.messages)
    assert "ミストラル" in japanese
    assert "Mistral" in english
    for minutes in (1, 5, 60, 180):
        hand_set.instant = SLOT + timedelta(minutes=minutes)
        assert await dispatcher.tick() == []
    assert len(wire.rest.messages) == 2


@pytest.mark.parametrize(
    "fault",
    [
        Fault("POST", POSTS, carried_out=True, dropped=True),
        Fault("POST", POSTS, 503, {"message": "busy", "code": 0}, carried_out=True),
        Fault("POST", POSTS, 502, {"message": "bad gateway", "code": 0}, carried_out=True),
        Fault("POST", POSTS, 429, LIMITED, LIMIT_HEADERS),
        Fault("POST", POSTS, dropped=True),
    ],
    ids=["answer lost", "503 after the post", "502 after the post", "429", "request lost"],
)
async def test_a_failing_first_post_leaves_one_message_per_language(wire, app, dispatcher, hand_set, fault):
    wire.rest.faults = [fault]
    for seconds in (0, 16, 40, 120):
        hand_set.instant = SLOT + timedelta(seconds=seconds)
        await dispatcher.tick()
    assert len(wire.rest.messages) == 2
    assert len(set(posted_nonces(wire))) == 2
    (row,) = await app.deliveries.list_deliveries(GUILD)
    assert row.state is DeliveryState.CONFIRMED
    assert {str(one) for one in row.message_ids} == {message["id"] for message in wire.rest.messages}


async def test_after_a_crash_and_hours_the_posted_message_is_found_without_its_nonce(wire, app, bot, news, hand_set):
    class Dies(DiscordPublisher):
        async def publish(self, channel_id, editions, **named):
            await super().publish(channel_id, editions, **named)
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await app.dispatcher_for(Dies(bot)).tick()
    assert len(wire.rest.messages) == 1
    wire.rest.forget_nonces()
    hand_set.instant = SLOT + LEASE + timedelta(hours=1)
    (done,) = await app.dispatcher_for(DiscordPublisher(bot)).tick()
    assert (done.state, done.reason) == (DeliveryState.CONFIRMED, Reason.LATE)
    assert len(wire.rest.messages) == 2
    assert len(set(posted_nonces(wire))) == 2


async def test_a_channel_that_refuses_is_asked_once(wire, app, dispatcher, hand_set):
    wire.rest.faults = [Fault("POST", POSTS, 403, {"message": "Missing Permissions", "code": 50013})] * 5
    for minutes in range(10):
        hand_set.instant = SLOT + timedelta(minutes=minutes)
        await dispatcher.tick()
    assert len(wire.rest.calls("POST", POSTS)) == 1
    (row,) = await app.deliveries.list_deliveries(GUILD)
    assert (row.state, row.reason) == (DeliveryState.FAILED, Reason.REFUSED)
