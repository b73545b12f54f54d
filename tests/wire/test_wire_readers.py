"""Readers on discord.py's real stack: brought along by a person, in direct messages, in forms; late and dead tokens."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.app import open_app
from bot.discord_app.client import KawarabanBot
from bot.discord_app.messenger import DiscordMessenger
from bot.domain.reader import NoticeState, PersonalFollow, PersonalNotice, Topic, room_of
from bot.errors import PublishFailed, PublishRefused
from bot.settings import Settings
from bot.text.embedding import open_embedder
from tests.wire import payloads
from tests.wire.rest import Fault
from tests.wire.running import running
from tests.wire.test_wire_bot import HandSetClock, buttons, texts

NOW = datetime(2025, 7, 16, tzinfo=UTC)
GUILD, USER = int(payloads.GUILD), payloads.USER
FOREIGN = "7777"
BROUGHT_ALONG = {
    "authorizing_integration_owners": {"1": USER},
    "guild_id": FOREIGN,
    "guild": {"id": FOREIGN, "features": [], "locale": "en-US"},
}
IN_PRIVATE: dict[str, Any] = {
    "authorizing_integration_owners": {"1": USER},
    "guild_id": None,
    "guild": None,
    "member": None,
    "context": 2,
    "user": payloads.user(USER, bot=False),
    "channel": {"id": payloads.CHANNEL, "type": 3, "name": None, "recipients": [], "icon": None, "owner_id": USER},
}


@pytest.fixture(scope="module")
def embedder():
    return open_embedder()


@pytest.fixture
async def app(tmp_path, embedder):
    async with open_app(Settings(data_dir=tmp_path), clock=HandSetClock(NOW), embedder=embedder) as app:
        yield app


@pytest.fixture
async def bot(wire, app):
    async with running(KawarabanBot(app)) as bot:
        yield bot


async def brought_along(wire, where, name, **options):
    return await wire._interact(2, payloads.command(name, **options), locale="en-US", **where)


@pytest.mark.parametrize("where", [BROUGHT_ALONG, IN_PRIVATE], ids=["in a foreign server", "in a group"])
@pytest.mark.parametrize(
    ("name", "options", "words"),
    [
        ("ask", {"question": "What is Meta's current stance?"}, "Meta"),
        ("stance", {"company": "Meta"}, "Meta"),
        ("compare", {"company1": "Meta", "company2": "OpenAI"}, "OpenAI"),
        ("timeline", {"company1": "Meta"}, "Stances over time"),
        ("stories", {}, "Stories"),
        ("help", {}, "Getting started"),
    ],
)
async def test_a_person_may_bring_the_bot_along(wire, bot, where, name, options, words):
    asked = await brought_along(wire, where, name, **options)
    reply = await wire.reply_to(asked)
    assert words in texts(reply)
    assert wire.ack_seconds(asked) < 2.5


async def test_what_is_asked_along_is_kept_in_the_persons_own_room(wire, bot, app):
    asked = await brought_along(wire, BROUGHT_ALONG, "stance", company="Meta")
    reply = await wire.reply_to(asked)
    kept = await bot.desk.find(1, room_of(int(USER)), "stance")
    assert kept.guild_id == room_of(int(USER))
    # Somebody else in that server presses the language button: the message's owner's rights hold.
    other = next(custom_id for custom_id in buttons(reply) if custom_id.endswith(":ja"))
    stranger = payloads.member("4999", bot=False) | {"permissions": payloads.ALL_PERMISSIONS}
    data = {"custom_id": other, "component_type": 2}
    pressed = await wire._interact(3, data, locale="en-US", message=reply, **{**BROUGHT_ALONG, "member": stranger})
    assert "メタ" in texts(await wire.reply_to(pressed))


async def test_the_synced_commands_say_where_they_may_be_used(wire, bot):
    where = {one["name"]: (one.get("integration_types"), one.get("contexts")) for one in wire.rest.commands}
    for name in (
        "ask",
        "stance",
        "compare",
        "timeline",
        "brief",
        "stories",
        "help",
        "privacy",
        "follow",
        "Brief this link",
    ):
        assert (sorted(where[name][0]), sorted(where[name][1])) == ([0, 1], [0, 1, 2]), name


async def test_a_picture_is_sent_with_its_description(wire, bot):
    await wire.reply_to(await wire.slash("timeline", company1="Meta", locale="en-US"))
    [edit] = [call for call in wire.rest.calls("PATCH", "/webhooks/") if call.file_sizes]
    assert edit.body["attachments"][0]["filename"] == "timeline.png"
    assert 10_000 < edit.file_sizes[0] < 2_000_000
    assert edit.body["attachments"][0]["description"].startswith("What Meta has said")


@pytest.mark.parametrize("code", [10062, 10015, 40060])
async def test_a_dead_interaction_ends_in_a_line_of_the_log(wire, bot, code, caplog):
    message = {"message": "dead", "code": code}
    wire.rest.faults.append(Fault("POST", "/interactions/", 404 if code != 40060 else 400, message))
    await wire.slash("help", locale="en-US")
    async with asyncio.timeout(10):
        while "discord.interaction_dead" not in caplog.text:  # noqa: ASYNC110 -- a log has no event
            await asyncio.sleep(0.02)
    assert not [one for one in caplog.records if one.levelname == "ERROR"]


def notice_and_news(guild_id=GUILD):
    follow = PersonalFollow(1, int(USER), guild_id, Topic.COMPANY, "meta", "en", NOW)
    notice = PersonalNotice(1, int(USER), guild_id, 1, 1, 1, NoticeState.CLAIMED, NOW)

    class News:
        is_last_today = False

        def __init__(self, follow):
            self.follow = follow

    return notice, News(follow)


async def test_a_reader_who_left_or_a_server_that_did_is_told_nothing(wire, bot):
    with pytest.raises(PublishRefused):
        await DiscordMessenger(bot).tell(*notice_and_news(424242))
    with pytest.raises(PublishRefused):
        await DiscordMessenger(bot).tell(*notice_and_news())  # the fake knows no such member
    assert not wire.rest.calls("POST", "/users/@me/channels")


async def test_without_a_connection_nothing_is_tried():
    with pytest.raises(PublishFailed):
        await DiscordMessenger(None).tell(*notice_and_news())
