"""/watch: for those who manage the server, in their language, seen by them only."""

import pytest

from tests.integration.discord.conftest import World, shown


async def test_add_list_and_remove(world: World):
    added = await world.admin.slash(world.channel, "watch add", name="Anthropic")
    assert added.response.ephemeral
    assert "企業「アンソロピック」を追跡対象に加えました" in shown(added.response)
    assert "すでに追跡対象です" in shown(
        (await world.admin.slash(world.channel, "watch add", name="アンソロピック")).response
    )
    await world.admin.slash(world.channel, "watch add", name="export control")

    words = shown((await world.admin.slash(world.channel, "watch list")).response)
    assert "### 追跡対象（2件）" in words
    assert words.index("**企業**\n- アンソロピック") < words.index("**キーワード**\n- export control")
    assert "追跡対象に関するものが優先されます" in words

    [offered] = await world.admin.autocomplete(world.channel, "watch remove", "name", "export")
    removed = await world.admin.slash(world.channel, "watch remove", name=offered["value"])
    assert "「export control」を追跡対象から外しました" in shown(removed.response)
    assert {one.entry.value for one in await world.app.watchlist.list(world.guild.id)} == {"anthropic"}


async def test_who_added_an_entry_is_kept_for_the_server(world: World):
    await world.admin.slash(world.channel, "watch add", name="Anthropic")
    [named] = await world.app.watchlist.list(world.guild.id)
    assert named.entry.added_by == world.admin.id
    assert await world.app.watchlist.list(world.guild.id + 1) == []


async def test_only_tracked_stories_can_be_asked_for(world: World):
    await world.admin.slash(world.channel, "watch add", name="Anthropic")
    chosen = await world.admin.slash(world.channel, "watch stories", which="tracked")
    assert "追跡対象に関する話題だけが入ります" in shown(chosen.response)
    assert (await world.app.watchlist.watch_of(world.guild.id)).tracked_only
    await world.admin.slash(world.channel, "watch stories", which="all")
    assert not (await world.app.watchlist.watch_of(world.guild.id)).tracked_only


async def test_what_is_typed_is_offered_as_a_keyword_beside_the_companies(world: World):
    offered = await world.admin.autocomplete(world.channel, "watch add", "name", "anthro")
    assert offered[0]["value"] == "anthro"
    assert "anthropic" in [one["value"] for one in offered]
    offered = await world.admin.autocomplete(world.channel, "watch add", "name", "あんそろ")
    assert "anthropic" in [one["value"] for one in offered]
    assert len(await world.admin.autocomplete(world.channel, "watch add", "name", "")) <= 25


async def test_refusals_say_what_to_do(world: World):
    too_short = await world.admin.slash(world.channel, "watch add", name="愛")
    assert "2文字以上で指定してください" in shown(too_short.response)
    unknown = await world.admin.slash(world.channel, "watch remove", name="**nothing**")
    assert "追跡対象に入っていません" in shown(unknown.response)


async def test_a_hostile_keyword_stays_words(world: World):
    for command in ("watch add", "watch list", "watch remove"):
        options = {} if command == "watch list" else {"name": "@everyone <@1> [x](https://evil.example)"}
        words = shown((await world.admin.slash(world.channel, command, **options)).response)
        assert "@everyone" not in words
        assert "<@1>" not in words
        assert "](https://evil.example)" not in words


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("watch add", {"name": "acme"}),
        ("watch list", {}),
        ("watch remove", {"name": "acme"}),
        ("watch stories", {"which": "tracked"}),
    ],
)
async def test_we_check_too_where_an_admin_opened_the_command_to_everybody(
    world: World, command: str, options: dict[str, str]
):
    world.open_to("watch", world.alex, world.ken)
    refused = await world.alex.slash(world.channel, command, **options)
    assert "You need the permission “Manage Server”" in shown(refused.response)
    refused = await world.ken.slash(world.channel, command, **options)
    assert "「サーバー管理」権限が必要です" in shown(refused.response)
    assert await world.app.watchlist.list(world.guild.id) == []
    assert await world.alex.autocomplete(world.channel, "watch add", "name", "a") == []
    assert await world.alex.autocomplete(world.channel, "watch remove", "name", "a") == []
