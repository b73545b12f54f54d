"""/source beyond adding: pause, test, lists from elsewhere, packs; every press authorised anew, in both languages."""

from typing import Any

import pytest

from bot.domain.source import SourceState
from tests.conftest import NOW
from tests.integration.discord.conftest import Site, World, buttons, shown
from tests.integration.discord.test_discord_sources import FEED

OPML = """<?xml version="1.0"?><opml version="2.0"><head/><body>
<outline text="Good" xmlUrl="https://good.example/feed"/><outline text="**Bad**" xmlUrl="gopher://bad.example/"/>
<outline text="Local" xmlUrl="http://10.0.0.1/feed"/></body></opml>"""


def control(message: Any, start: str) -> str:
    """The custom id of the select or button whose id starts so."""

    def walk(components: Any) -> Any:
        for one in components:
            yield one
            yield from walk(one.get("components") or [])

    ids = (str(one.get("custom_id", "")) for one in walk(message.components))
    return next(one for one in ids if one.startswith(start))


async def boss_of(world: World) -> Any:
    return world.person("boss", "en-US", manage_guild=True)


async def test_pause_and_resume_by_command(world: World):
    source = await world.follow("paper")
    [offered] = await world.admin.autocomplete(world.channel, "source pause", "source", "pap")
    paused = (await world.admin.slash(world.channel, "source pause", source=offered["value"])).response
    assert paused.ephemeral
    assert "一時停止しました" in shown(paused)
    [followed] = await world.app.registry.list(world.guild.id)
    assert followed.state is SourceState.PAUSED
    assert await world.admin.autocomplete(world.channel, "source pause", "source", "") == []
    assert await world.admin.autocomplete(world.channel, "source resume", "source", "") == [offered]
    boss = await boss_of(world)
    resumed = (await boss.slash(world.channel, "source resume", source=source.url)).response
    assert "Followed again" in shown(resumed)
    assert (await world.app.registry.list(world.guild.id))[0].state is SourceState.ACTIVE


async def test_one_source_is_opened_from_the_list_and_dealt_with_by_buttons(world: World):
    await world.follow("first")
    second = await world.follow("second")
    listed = (await world.admin.slash(world.channel, "source list")).response
    await world.restart()
    await world.admin.select(listed, [str(second.source_id)], custom_id=control(listed, "v1:a-source-open"))
    assert "Second" in shown(listed)
    assert "First" not in shown(listed)
    await world.admin.click(listed, label="一時停止")
    assert "再開" in buttons(listed)
    await world.admin.click(listed, label="再開")
    await world.admin.click(listed, label="一覧へ")
    assert "情報源（2件）" in shown(listed)
    await world.admin.select(listed, [str(second.source_id)], custom_id=control(listed, "v1:a-source-open"))
    await world.admin.click(listed, label="削除")
    assert [one.title for one in await world.app.registry.list(world.guild.id)] == ["First"]


async def test_a_source_is_tested_now(world: World, site: Site):
    url = site.put("/feed", FEED.format(title="Paper"), "application/rss+xml")
    source = await world.app.registry.add(url, world.guild.id)
    boss = await boss_of(world)
    works = (await boss.slash(world.channel, "source test", source=str(source.source_id))).response
    assert "It works now." in shown(works)
    del site.pages["/feed"]
    fails = (await world.admin.slash(world.channel, "source test", source=str(source.source_id))).response
    assert "今は読み込めません" in shown(fails)
    assert "ステータス404" in shown(fails)


async def test_failures_and_retirement_are_told_with_their_reasons(world: World):
    failing, retired = await world.follow("failing"), await world.follow("retired")
    for _ in range(3):
        await world.app.sources.record_failure(
            failing.source_id, error="error-unreachable", now=NOW, next_due_at=NOW, gone=False
        )
    await world.app.sources.record_failure(retired.source_id, error="error-gone", now=NOW, next_due_at=NOW, gone=True)
    boss = await boss_of(world)
    words = shown((await boss.slash(world.channel, "source list")).response)
    assert "Failed 3 times in a row:" in words
    assert "Retired, no longer fetched:" in words
    assert "2 need a look" in words


async def test_a_list_is_imported_with_a_reason_for_every_line_that_is_not_taken(world: World):
    result = await world.admin.slash(world.channel, "source import", file=("feeds.opml", OPML.encode()))
    words = shown(result.response)
    assert result.response.ephemeral
    assert "1件のフィードを追加しました" in words
    assert "追加できなかったもの2件" in words
    assert "\\*\\*Bad\\*\\*" in words
    assert "gopher" in words
    assert [one.title for one in await world.app.registry.list(world.guild.id)] == ["Good"]
    again = shown((await world.admin.slash(world.channel, "source import", file=("x", OPML.encode()))).response)
    assert "登録済み1件" in again


async def test_many_refused_lines_have_pages_that_outlive_a_restart(world: World):
    lines = "".join(f'<outline text="Line {n}" xmlUrl="http://10.0.0.{n}/feed"/>' for n in range(1, 26))
    document = f'<opml version="2.0"><body>{lines}</body></opml>'.encode()
    boss = await boss_of(world)
    told = (await boss.slash(world.channel, "source import", file=("many.opml", document))).response
    assert "25 not taken" in shown(told)
    assert "Page 1 of 3" in shown(told)
    await world.restart()
    await boss.click(told, label="Next page")
    await boss.click(told, label="Next page")
    assert "Page 3 of 3" in shown(told)
    assert "Line 25" in shown(told)


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (b"hello", "OPML"),
        (b"<rss version='2.0'><channel/></rss>", "フィード"),
        (b"x" * 2_000_001, "2 MB"),
    ],
)
async def test_what_is_no_list_is_refused(world: World, document: bytes, words: str):
    result = await world.admin.slash(world.channel, "source import", file=("x.opml", document))
    assert "うまくいきませんでした" in shown(result.response)
    assert words in shown(result.response)
    assert await world.app.registry.list(world.guild.id) == []


async def test_the_list_is_exported_as_a_file_that_can_be_imported(world: World):
    empty = (await world.admin.slash(world.channel, "source export")).response
    assert "まだ情報源がありません" in shown(empty)
    await world.follow("paper")
    result = (await world.admin.slash(world.channel, "source export")).response
    assert "1件のフィードをOPMLファイルにしました" in shown(result)
    [file] = result.attachments
    assert file.filename == "kawaraban-sources.opml"
    await world.app.registry.remove(world.guild.id, "1")
    document = await file.read()
    back = (await world.admin.slash(world.channel, "source import", file=(file.filename, document))).response
    assert "1件のフィードを追加しました" in shown(back)


async def test_a_pack_is_followed_with_one_press(world: World):
    boss = await boss_of(world)
    packs = (await boss.slash(world.channel, "source starter")).response
    assert "Starter packs" in shown(packs)
    await boss.select(packs, ["analysis"], custom_id=control(packs, "v1:a-starter-open"))
    [label] = [one for one in buttons(packs) if one.startswith("Follow all")]
    assert await world.app.registry.list(world.guild.id) == []
    await world.restart()
    await boss.click(packs, label=label)
    followed = await world.app.registry.list(world.guild.id)
    assert f"Follow all {len(followed)} sources" == label
    offered = await world.admin.autocomplete(world.channel, "source starter", "pack", "けんきゅう")
    assert [one["value"] for one in await world.admin.autocomplete(world.channel, "source starter", "pack", "研究")]
    assert offered == []
    direct = (await world.admin.slash(world.channel, "source starter", pack="research")).response
    assert "まとめて登録" in "".join(buttons(direct))


async def test_who_may_not_manage_presses_in_vain(world: World, site: Site):
    url = site.put("/feed", FEED.format(title="Paper"), "application/rss+xml")
    await world.follow("first")
    looked = (await world.admin.slash(world.channel, "source add", url=url)).response
    listed = (await world.admin.slash(world.channel, "source list")).response
    for message, custom_id in (
        (looked, control(looked, "v1:a-source-add")),
        (listed, "v1:a-source-remove:1:0"),
        (listed, "v1:a-starter-follow:0:analysis"),
    ):
        refused = await press_anything(world, world.alex, message, custom_id)
        assert "You need the permission “Manage Server”" in shown(refused)
    assert [one.title for one in await world.app.registry.list(world.guild.id)] == ["First"]


async def press_anything(world: World, member: Any, message: Any, custom_id: str) -> Any:
    """What a member gets who sends this id from a message in the channel, as a modified client can."""
    from bot.discord_app.admin.presses import read_admin_press

    press = read_admin_press(custom_id)
    assert press is not None
    public = await post_button(world, custom_id)
    result = await member.click(public, custom_id=custom_id)
    return result.response or result.followups[0]


async def post_button(world: World, custom_id: str, channel: Any = None) -> Any:
    """A message of the bot's in the channel that holds just this button."""
    import discord

    from bot.discord_app.admin.presses import button, read_admin_press
    from bot.discord_app.cards.layout import Card

    press = read_admin_press(custom_id)
    assert press is not None
    view = Card()
    view.add_item(discord.ui.TextDisplay("x"))
    view.add_item(discord.ui.ActionRow(button(press, "x")))
    place = world.env.bot.get_channel((channel or world.channel).id)
    return await place.send(view=view)


async def test_another_servers_cards_and_sources_cannot_be_used(world: World, site: Site):
    url = site.put("/feed", FEED.format(title="Paper"), "application/rss+xml")
    looked = (await world.admin.slash(world.channel, "source add", url=url)).response
    own = await world.follow("secret")
    other = world.env.create_guild("Other", preferred_locale="en-US")
    there = other.create_text_channel("general")
    rival = world.person("rival", "en-US", guild=other, manage_guild=True)
    for custom_id in (
        control(looked, "v1:a-source-add"),
        f"v1:a-source-open:{own.source_id}:0",
        f"v1:a-source-remove:{own.source_id}:0",
        f"v1:a-source-pause:{own.source_id}:0",
        f"v1:a-source-test:{own.source_id}:0",
        "v1:a-import-page:1:0",
    ):
        message = await post_button(world, custom_id, there)
        result = await rival.click(message, custom_id=custom_id)
        words = "\n".join(shown(one) for one in result.followups) or shown(result.response)
        assert "That did not work" in words, custom_id
        assert "Secret" not in words
    for command in ("source remove", "source pause", "source test"):
        told = (await rival.slash(there, command, source=str(own.source_id))).response
        assert "That did not work" in shown(told)
        assert "Secret" not in shown(told)
    assert [one.title for one in await world.app.registry.list(world.guild.id)] == ["Secret"]
    assert await world.app.registry.list(other.id) == []
