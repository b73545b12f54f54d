"""Editions in a channel: posted, found again, refused where Discord refuses."""

from datetime import date
from typing import Any

import discord
import pytest

from bot.discord_app.publisher import DiscordPublisher
from bot.domain.brief import Edition
from bot.domain.language import LANGS
from bot.errors import PublishFailed, PublishRefused
from tests.integration.discord.conftest import World, shown
from tests.integration.discord.test_discord_brief import story_in

NONCE = "d-1-aaaaaaaaaaaaaaa"


async def editions(world: World) -> list[Edition]:
    await story_in(world)
    on = date(2025, 7, 16)
    return [await world.app.composer.edition(world.guild.id, lang, on=on) for lang in LANGS]


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


async def test_our_messages_are_found_again_in_order_also_after_a_restart(world: World):
    ids = await publisher_of(world).publish(world.channel.id, await editions(world), nonce=NONCE)
    await world.alex.send(world.channel, "between")
    await world.restart()
    assert await publisher_of(world).find_published(world.channel.id, nonce=NONCE, langs=LANGS) == ids
    assert await publisher_of(world).find_published(world.channel.id, nonce="d-2-b", langs=LANGS) == ()


async def test_what_was_posted_in_part_is_found_in_part(world: World):
    made = await editions(world)
    ids = await publisher_of(world).publish(world.channel.id, made[:1], nonce=NONCE)
    assert await publisher_of(world).find_published(world.channel.id, nonce=NONCE, langs=LANGS) == ids


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
            await publisher_of(world).find_published(channel_id, nonce=NONCE, langs=LANGS)


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
