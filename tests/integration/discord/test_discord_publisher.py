"""Editions in a channel: posted, found again, refused where Discord refuses."""

from datetime import UTC, date, datetime
from typing import Any

import discord
import pytest

from bot.discord_app import publisher
from bot.discord_app.publisher import DiscordPublisher
from bot.domain.brief import Edition
from bot.domain.language import LANGS
from bot.errors import PublishFailed, PublishRefused
from tests.integration.discord.conftest import World, shown
from tests.integration.discord.test_discord_brief import story_in

NONCE = "d-1-aaaaaaaaaaaaaaa"
LONG_AGO = datetime(2025, 7, 15, tzinfo=UTC)


async def editions(world: World) -> list[Edition]:
    await story_in(world)
    on = date(2025, 7, 16)
    return [await world.app.editor.edition(world.guild.id, lang, on=on) for lang in LANGS]


def publisher_of(world: World) -> DiscordPublisher:
    return DiscordPublisher(world.env.bot)


async def test_one_message_per_edition_each_with_its_own_nonce(world: World):
    ids = await publisher_of(world).publish(world.channel.id, await editions(world), nonce=NONCE)
    posted = {message.id: message for message in world.channel.history()}
    assert list(ids) == sorted(posted)
    bodies = [
        one.json for one in world.env.http_requests if one.path == f"/channels/{world.channel.id}/messages" and one.json
    ]
    assert [(one["nonce"], one["enforce_nonce"]) for one in bodies] == [(f"{NONCE}-0", True), (f"{NONCE}-1", True)]
    assert all(len(one["nonce"]) <= 25 for one in bodies)


async def found(world: World, nonce: str = NONCE) -> int | None:
    posted = await publisher_of(world).find_published(world.channel.id, nonce=nonce, since=LONG_AGO)
    return posted.message_id if posted else None


async def test_our_message_is_found_again_also_after_a_restart(world: World):
    (message_id,) = await publisher_of(world).publish(world.channel.id, (await editions(world))[:1], nonce=NONCE)
    await world.alex.send(world.channel, "between")
    assert await found(world) == message_id
    await world.restart()
    assert await found(world) == message_id
    assert await found(world, "d-2-b") is None


async def test_a_message_is_found_behind_hundreds_of_others(world: World):
    (message_id,) = await publisher_of(world).publish(world.channel.id, (await editions(world))[:1], nonce=NONCE)
    for n in range(130):
        await world.alex.send(world.channel, str(n))
    await world.restart()
    assert await found(world) == message_id


async def test_a_search_that_does_not_come_to_its_end_is_no_answer(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(publisher, "SEARCHED_MOST", 3)
    for n in range(4):
        await world.alex.send(world.channel, str(n))
    with pytest.raises(PublishFailed, match="more messages"):
        await found(world)


async def test_both_languages_in_one_message(world: World):
    made = await editions(world)
    (message_id,) = await publisher_of(world).publish(world.channel.id, made, nonce=NONCE, together=True)
    words = shown(world.env.backend.get_message(world.channel.id, message_id))
    assert words.index("AI業界ブリーフ") < words.index("AI industry brief")
    await world.restart()
    assert await found(world) == message_id
    posted = world.channel.last_message
    assert posted is not None
    await world.alex.click(posted, label="English")


async def test_what_is_late_says_so(world: World):
    made = (await editions(world))[:1]
    (message_id,) = await publisher_of(world).publish(world.channel.id, made, nonce=NONCE, late_for=LONG_AGO)
    words = shown(world.env.backend.get_message(world.channel.id, message_id))
    assert f"<t:{int(LONG_AGO.timestamp())}:t> の配信予定でしたが" in words


async def test_a_forum_and_a_thread_take_briefs(world: World):
    made = (await editions(world))[:1]
    forum = world.guild.create_forum_channel("forum")
    (in_forum,) = await publisher_of(world).publish(forum.id, made, nonce="n-1")
    (thread,) = world.env.bot.get_channel(forum.id).threads
    assert "2025-07-16" in thread.name
    (in_thread,) = await publisher_of(world).publish(thread.id, made, nonce="n-2")
    await world.restart()
    for place, nonce, message_id in ((forum.id, "n-1", in_forum), (thread.id, "n-2", in_thread)):
        posted = await publisher_of(world).find_published(place, nonce=nonce, since=LONG_AGO)
        assert posted is not None
        assert posted.message_id == message_id


async def test_an_admin_is_told_where_that_is_allowed_and_nothing_is_asked_in_vain(world: World):
    before = len(world.env.http_requests)
    told = await publisher_of(world).tell_stopped(world.guild.id, world.channel.id, "delivery-refused")
    assert told is False
    assert len(world.env.http_requests) == before


async def test_the_buttons_of_a_post_work(world: World):
    await publisher_of(world).publish(world.channel.id, (await editions(world))[:1], nonce=NONCE)
    posted = world.channel.last_message
    assert posted is not None
    await world.restart()
    await world.alex.click(posted, label="English")
    stored = world.env.backend.get_message(world.channel.id, posted.id)
    assert "AI industry brief" in shown(stored)


@pytest.mark.parametrize("permission", ["send_messages", "view_channel"])
async def test_a_channel_that_is_closed_to_us_is_refused(world: World, permission: str):
    denied = discord.PermissionOverwrite(**{permission: False})
    closed = world.guild.create_text_channel("closed", overwrites={world.env.bot.user: denied})
    with pytest.raises(PublishRefused):
        await publisher_of(world).publish(closed.id, await editions(world), nonce=NONCE)


async def test_a_channel_that_is_gone_or_no_text_channel_is_refused(world: World):
    voice = world.guild.create_voice_channel("talk")
    empty = Edition(world.guild.id, date(2025, 7, 16), "ja", ())
    for channel_id in (voice.id, 12345):
        with pytest.raises(PublishRefused):
            await publisher_of(world).publish(channel_id, [empty], nonce=NONCE)
        with pytest.raises(PublishRefused):
            await publisher_of(world).find_published(channel_id, nonce=NONCE, since=LONG_AGO)


async def test_a_fault_of_discord_may_be_tried_again(world: World):
    made = await editions(world)
    world.env.inject_error("POST", "/channels/*/messages", status=503)
    with pytest.raises(PublishFailed):
        await publisher_of(world).publish(world.channel.id, made, nonce=NONCE)
    assert len(await publisher_of(world).publish(world.channel.id, made, nonce=NONCE)) == 2


async def test_without_a_connection_it_is_put_off(world: World, monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(PublishFailed):
        await DiscordPublisher().publish(world.channel.id, [], nonce=NONCE)

    async def never(_: Any) -> None:
        raise RuntimeError("Client has not been properly initialised")

    monkeypatch.setattr(discord.Client, "wait_until_ready", never)
    with pytest.raises(PublishFailed):
        await publisher_of(world).publish(world.channel.id, [], nonce=NONCE)
