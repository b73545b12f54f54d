"""The bot's coming and going: the set-up guide for a new server, what is kept and purged of one that left."""

from datetime import time, timedelta
from typing import Any

import discord
import pytest
from simcord.backend import serializers
from sqlalchemy import select

from bot.domain.source import HOUSE
from bot.storage.tables import metadata
from tests.conftest import NOW
from tests.integration.discord.conftest import World, buttons, shown
from tests.integration.discord.test_discord_source_rooms import control

MANY_REFUSED = (
    "<opml version='2.0'><body>"
    + "".join(f"<outline text='{n}' xmlUrl='http://10.0.0.{n}/feed'/>" for n in range(1, 30))
    + "</body></opml>"
).encode()


async def invite(world: World, guild: Any) -> None:
    """Tell the bot what Discord tells of a server that invited it: the simulator says that it was there before."""
    payload = dict(serializers.guild_create_payload(world.env.backend, world.env.backend.guilds[guild.id]))
    payload.pop("unavailable", None)
    world.env.backend.emit("GUILD_CREATE", payload)
    await world.env.settle()


def posted(world: World, channel: Any) -> list[Any]:
    return [one for one in channel.history() if one.author.id == world.env.bot.user.id]


def stored(world: World, message: Any) -> Any:
    """The message as Discord has it, with its components as they were sent."""
    return world.env.backend.get_message(message.channel.id, message.id)


async def new_server(world: World, locale: str = "ja") -> tuple[Any, Any, Any]:
    guild = world.env.create_guild("New", preferred_locale=locale)
    channel = guild.create_text_channel("general")
    boss = world.person("chief", "ja" if locale == "ja" else "en-US", guild=guild, manage_guild=True)
    return guild, channel, boss


async def test_a_new_server_is_greeted_in_its_language_and_set_up_with_one_press(world: World):
    guild, channel, boss = await new_server(world)
    await invite(world, guild)
    [guide] = posted(world, channel)
    words = shown(stored(world, guide))
    assert "AIニュースの毎日の配信を設定しましょう" in words
    assert "08:00（Asia/Tokyo）" in words
    await world.restart()
    await boss.click(guide, label="始める")
    [schedule] = await world.app.schedules.list_schedules(guild.id)
    assert (schedule.channel_id, schedule.at, schedule.timezone) == (channel.id, time(8), "Asia/Tokyo")
    assert schedule.langs == ("ja",)
    followed = await world.app.registry.list(guild.id)
    assert len(followed) >= 15
    [guide] = posted(world, channel)
    assert "設定が完了しました" in shown(stored(world, guide))
    assert f"{len(followed)}件の情報源を登録しました" in shown(stored(world, guide))
    [entry] = await world.app.audit.list_entries(guild.id, limit=5)
    assert (entry.action, entry.actor_id) == ("setup", boss.id)


async def test_everything_can_be_chosen_and_a_restart_loses_nothing(world: World):
    guild, channel, boss = await new_server(world, "en-US")
    briefs = guild.create_text_channel("briefs")
    await invite(world, guild)
    [guide] = posted(world, channel)
    assert "Set up your daily AI brief" in shown(stored(world, guide))

    async def choose(what: str, *values: Any) -> None:
        [message] = posted(world, channel)
        await boss.select(message, list(values), custom_id=control(stored(world, message), f"v1:a-setup-{what}"))

    await choose("channel", briefs)
    await choose("time", "17:30")
    await choose("zone", "Europe/London")
    await world.restart()
    await choose("langs", "ja,en")
    await choose("packs", "analysis", "research")
    [guide] = posted(world, channel)
    words = shown(stored(world, guide))
    assert f"<#{briefs.id}>" in words
    assert "17:30 (Europe/London)" in words
    assert "Japanese and English" in words
    await boss.click(guide, label="Start")
    [schedule] = await world.app.schedules.list_schedules(guild.id)
    assert (schedule.channel_id, schedule.at, schedule.timezone) == (briefs.id, time(17, 30), "Europe/London")
    assert schedule.langs == ("ja", "en")


async def test_members_cannot_set_up(world: World):
    guild, channel, _ = await new_server(world)
    member = world.person("member", "en-US", guild=guild)
    await invite(world, guild)
    [guide] = posted(world, channel)
    result = await member.click(guide, label="始める")
    assert "Manage Server" in "\n".join(shown(one) for one in (*result.followups, result.response) if one)
    assert await world.app.schedules.list_schedules(guild.id) == []


async def test_where_nothing_may_be_written_there_is_silence_until_a_command(world: World):
    guild = world.env.create_guild("Closed", preferred_locale="ja")
    denied = discord.PermissionOverwrite(send_messages=False)
    closed = guild.create_text_channel("closed", overwrites={world.env.bot.user: denied})
    boss = world.person("chief", "ja", guild=guild, manage_guild=True)
    await invite(world, guild)
    assert posted(world, closed) == []
    guide = (await boss.slash(closed, "setup")).response
    assert guide.ephemeral
    assert "未選択" in shown(guide)
    await boss.select(guide, [closed], custom_id=control(guide, "v1:a-setup-channel"))
    assert "「メッセージを送信」" in shown(guide)
    finished = await boss.click(guide, label="始める")
    assert "「メッセージを送信」" in "\n".join(shown(one) for one in (*finished.followups, finished.response) if one)
    assert await world.app.schedules.list_schedules(guild.id) == []


async def test_the_first_channel_that_may_be_written_to_is_taken(world: World):
    guild = world.env.create_guild("Half", preferred_locale="en-US")
    denied = discord.PermissionOverwrite(send_messages=False)
    closed = guild.create_text_channel("closed", overwrites={world.env.bot.user: denied})
    open_ = guild.create_text_channel("open")
    await invite(world, guild)
    assert posted(world, closed) == []
    assert len(posted(world, open_)) == 1


async def test_setup_begins_anew_where_it_was_finished(world: World):
    await world.admin.slash(world.channel, "setup")
    guide = (await world.admin.slash(world.channel, "setup")).response
    await world.admin.click(guide, label="始める")
    again = (await world.admin.slash(world.channel, "setup")).response
    assert "始める" in buttons(again)


async def rows_of(world: World, guild_id: int) -> int:
    n = 0
    async with world.app.database.reader() as connection:
        for table in metadata.tables.values():
            for name in ("guild_id", "id") if table.name == "guilds" else ("guild_id",):
                if name in table.c:
                    n += len((await connection.execute(select(table).where(table.c[name] == guild_id))).all())
    return n


async def test_who_removes_the_bot_is_kept_for_a_while_and_then_forgotten(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    await world.follow("paper")
    await world.follow("theirs", guild_id=world.guild.id + 1)
    await world.admin.slash(world.channel, "schedule set", time="08:00", timezone="Asia/Tokyo")
    await world.admin.slash(world.channel, "ask", question="メタの立場は？")
    guild = world.env.bot.get_guild(world.guild.id)
    await guild.leave()
    await world.env.settle()
    assert await world.app.schedules.list_schedules(world.guild.id) == []
    assert await world.app.steward.purge_due() == 0
    kept = await rows_of(world, world.guild.id)
    assert kept > 4
    almost = NOW + world.app.steward.grace - timedelta(seconds=1)
    monkeypatch.setattr(type(world.app.clock), "now", lambda _: almost)
    assert await world.app.steward.purge_due() == 0
    monkeypatch.setattr(type(world.app.clock), "now", lambda _: almost + timedelta(seconds=1))
    assert await world.app.steward.purge_due() == 1
    assert await rows_of(world, world.guild.id) == 0
    assert len(await world.app.registry.list(world.guild.id + 1)) == 1
    assert world.app.settings.purge_days == 30


async def test_who_comes_back_in_time_finds_everything_as_it_was(world: World):
    await world.follow("paper")
    await world.admin.slash(world.channel, "schedule set", time="08:00", timezone="Asia/Tokyo")
    await world.app.steward.left(world.guild.id)
    assert await world.app.schedules.list_schedules(world.guild.id) == []
    off = shown((await world.admin.slash(world.channel, "schedule list")).response)
    assert "ボットがサーバーから外されました" in off
    await invite(world, world.guild)
    [greeting] = posted(world, world.channel)
    assert "おかえりなさい" in shown(stored(world, greeting))
    assert "情報源1件と定期配信1件を再開します" in shown(stored(world, greeting))
    assert len(await world.app.schedules.list_schedules(world.guild.id)) == 1
    words = shown((await world.admin.slash(world.channel, "audit")).response)
    assert "ボットがサーバーから外された" in words
    assert "ボットが再び招待された" in words


async def test_who_comes_back_to_nothing_gets_the_guide(world: World):
    guild, channel, _ = await new_server(world)
    await world.app.steward.left(guild.id)
    await invite(world, guild)
    [guide] = posted(world, channel)
    assert "毎日の配信を設定しましょう" in shown(stored(world, guide))


async def test_a_card_of_a_forgotten_server_says_that_it_is_over(world: World):
    guide = (await world.admin.slash(world.channel, "source list")).response
    told = await world.admin.slash(world.channel, "source import", file=("x", MANY_REFUSED))
    await world.app.guilds.forget(world.guild.id)
    pressed = await world.admin.click(told.response, label="次のページ")
    assert "記録が残っていません" in "\n".join(shown(one) for one in (*pressed.followups, pressed.response) if one)
    assert "まだ情報源がありません" in shown(guide)


async def test_a_census_finds_who_left_while_we_were_away(world: World):
    gone = world.guild.id + (5 << 22)
    await world.follow("paper")
    await world.follow("gone", guild_id=gone)
    await world.app.sources.follow(HOUSE, 1, NOW)
    census = await world.app.steward.take_census([world.guild.id], lambda _: True)
    assert (census.left, census.returned) == ((gone,), ())
    census = await world.app.steward.take_census([world.guild.id, gone], lambda guild_id: guild_id != gone)
    assert (census.left, census.returned) == ((), ())
    census = await world.app.steward.take_census([world.guild.id, gone], lambda _: True)
    assert (census.left, census.returned) == ((), (gone,))
