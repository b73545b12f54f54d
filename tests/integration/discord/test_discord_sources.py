"""/source: for those who manage the server, in their language, seen by them only."""

import pytest
import simcord

from tests.conftest import NOW
from tests.integration.discord.conftest import Site, World, buttons, shown

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title><link>https://x.example/</link>
<language>ja</language><item><title>AIの話題</title><link>https://x.example/1</link><guid>1</guid>
<pubDate>Tue, 15 Jul 2025 09:00:00 +0900</pubDate><description>本文</description></item></channel></rss>"""


async def test_add_list_and_remove(world: World, site: Site):
    url = site.put("/feed", FEED.format(title="例示新聞"), "application/rss+xml")
    looked = await world.admin.slash(world.channel, "source add", url=url)
    assert looked.response.ephemeral
    assert "### この情報源を登録しますか" in shown(looked.response)
    assert await world.app.registry.list(world.guild.id) == []
    await world.admin.click(looked.response, label="登録する")
    assert "### 情報源を登録しました" in shown(looked.response)
    assert f"[例示新聞]({url})" in shown(looked.response)

    listed = await world.admin.slash(world.channel, "source list")
    assert listed.response.ephemeral
    assert "### 情報源（1件）" in shown(listed.response)
    assert "`1` · 127.0.0.1 · 有効" in shown(listed.response)

    [offered] = await world.admin.autocomplete(world.channel, "source remove", "source", "例示")
    assert offered == {"name": "1: 例示新聞", "value": "1"}
    removed = await world.admin.slash(world.channel, "source remove", source=offered["value"])
    assert "### 情報源を削除しました" in shown(removed.response)
    assert "まだ情報源がありません" in shown((await world.admin.slash(world.channel, "source list")).response)


async def test_who_added_a_source_is_kept_for_the_server(world: World, site: Site):
    url = site.put("/feed", FEED.format(title="Paper"), "application/rss+xml")
    looked = await world.admin.slash(world.channel, "source add", url=url)
    await world.admin.click(looked.response, label="登録する")
    [source] = await world.app.registry.list(world.guild.id)
    assert source.title == "Paper"
    assert await world.app.registry.list(world.guild.id + 1) == []


async def test_a_source_may_be_named_by_its_address(world: World):
    source = await world.follow("paper")
    removed = await world.admin.slash(world.channel, "source remove", source=source.url)
    assert "Paper" in shown(removed.response)


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        ("hello", "text/plain", "フィードも記事もありません"),
        (
            "<rss version='2.0'><channel><title>x</title></channel></rss>",
            "application/rss+xml",
            "読み取れる項目がありません",
        ),
    ],
)
async def test_what_is_no_source_is_refused_and_nothing_is_kept(
    world: World, site: Site, body: str, kind: str, words: str
):
    result = await world.admin.slash(world.channel, "source add", url=site.put("/x", body, kind))
    assert words in shown(result.response)
    assert await world.app.registry.list(world.guild.id) == []


async def test_before_it_is_followed_the_feed_shows_what_it_holds(world: World, site: Site):
    url = site.put("/feed", FEED.format(title="例示新聞"), "application/rss+xml")
    looked = (await world.admin.slash(world.channel, "source add", url=url)).response
    words = shown(looked)
    assert "フィード · 日本語 · 1件" in words
    assert "<t:1752537600:d> · 日本語 · [AIの話題](https://x.example/1)" in words
    assert "**状態**：項目が1件しかない" in words
    await world.restart()
    await world.admin.click(looked, label="登録する")
    assert "情報源を登録しました" in shown(looked)
    again = (await world.admin.slash(world.channel, "source add", url=url)).response
    assert "### すでに登録しています" in shown(again)
    assert "登録する" not in buttons(again)
    mirror = site.put("/mirror", FEED.format(title="例示新聞"), "application/rss+xml")
    twin = (await world.admin.slash(world.channel, "source add", url=mirror)).response
    assert "同じフィード" in shown(twin) or "別のアドレス" in shown(twin)
    await world.admin.click(twin, label="登録する")
    assert len(await world.app.registry.list(world.guild.id)) == 1


async def test_a_refusal_says_exactly_why(world: World, site: Site):
    result = await world.admin.slash(world.channel, "source add", url=f"http://{site.host}/missing")
    assert "このアドレスには何もありません（ステータス404）" in shown(result.response)
    result = await world.admin.slash(world.channel, "source add", url="https://x.com/**oakvale**")
    assert "Xはフィードを提供していません" in shown(result.response)


async def test_what_fails_stands_on_top_with_its_reason(world: World):
    for name in ("first", "second", "third"):
        source = await world.follow(name)
    for _ in range(3):
        await world.app.sources.record_failure(
            source.source_id, error="error-unreachable", now=NOW, next_due_at=NOW, gone=False
        )
    words = shown((await world.admin.slash(world.channel, "source list")).response)
    assert words.index("Third") < words.index("First")
    assert "3回続けて失敗しています：このアドレスのサーバーに接続できませんでした" in words


async def test_a_source_that_is_not_followed_cannot_be_removed(world: World):
    other = await world.follow("paper", guild_id=world.guild.id + 1)
    for ref in (str(other.source_id), other.url, "**nothing**"):
        result = await world.admin.slash(world.channel, "source remove", source=ref)
        assert "ここにはありません" in shown(result.response)
    assert len(await world.app.registry.list(world.guild.id + 1)) == 1


async def test_a_hostile_title_stays_words(world: World, site: Site):
    url = site.put(
        "/feed", FEED.format(title="@everyone &lt;@1&gt; [x](https://evil.example) **b**"), "application/rss+xml"
    )
    for result in (
        await world.admin.slash(world.channel, "source add", url=url),
        await world.admin.slash(world.channel, "source list"),
        await world.admin.slash(world.channel, "source remove", source=url),
    ):
        words = shown(result.response)
        assert "@everyone" not in words
        assert "<@1>" not in words
        assert "](https://evil.example)" not in words


async def test_a_long_list_has_pages(world: World):
    for n in range(20):
        await world.follow(f"paper-with-a-rather-long-name-{n}" + "x" * 40)
    listed = (await world.admin.slash(world.channel, "source list")).response
    assert "### 情報源（20件）" in shown(listed)
    assert "1／3ページ" in shown(listed)
    assert "前のページ" not in buttons(listed)
    await world.restart()
    await world.admin.click(listed, label="次のページ")
    await world.admin.click(listed, label="次のページ")
    assert "3／3ページ" in shown(listed)
    assert "`20`" in shown(listed)
    assert "次のページ" not in buttons(listed)
    await world.admin.click(listed, label="前のページ")
    assert "2／3ページ" in shown(listed)


async def test_discord_hides_the_commands_from_members(world: World):
    offered = {name.split(" ")[0] for name in world.alex.available_commands(world.channel)}
    assert offered >= {"brief", "ask", "stance"}
    assert not offered & {"source", "schedule", "review", "settings", "status", "audit", "setup"}
    with pytest.raises(simcord.SetupError, match="default-member-permissions"):
        await world.alex.slash(world.channel, "source list")


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("source add", {"url": "https://x.example/"}),
        ("source list", {}),
        ("source remove", {"source": "1"}),
        ("source pause", {"source": "1"}),
        ("source resume", {"source": "1"}),
        ("source test", {"source": "1"}),
        ("source export", {}),
        ("source starter", {"pack": "analysis"}),
        ("review", {}),
        ("settings show", {}),
        ("settings news", {"enabled": False}),
        ("settings answers", {"seen_by": "private"}),
        ("settings access", {"command": "ask"}),
        ("settings language", {"language": "ja"}),
        ("status", {}),
        ("audit", {}),
        ("setup", {}),
        ("schedule set", {"time": "08:00", "timezone": "Asia/Tokyo"}),
        ("schedule off", {}),
        ("schedule list", {}),
    ],
)
async def test_we_check_too_where_an_admin_opened_the_command_to_everybody(
    world: World, command: str, options: dict[str, str]
):
    await world.follow("paper")
    world.open_to(command.split()[0], world.alex, world.ken)
    refused = await world.alex.slash(world.channel, command, **options)
    assert refused.response.ephemeral
    assert "You need the permission “Manage Server”" in shown(refused.response)
    refused = await world.ken.slash(world.channel, command, **options)
    assert "「サーバー管理」権限が必要です" in shown(refused.response)
    assert len(await world.app.registry.list(world.guild.id)) == 1
    assert await world.app.schedules.list_schedules(world.guild.id) == []
    assert await world.app.audit.list_entries(world.guild.id, limit=9) == []


async def test_members_learn_no_sources_from_autocomplete(world: World):
    await world.follow("paper")
    world.open_to("source", world.alex)
    assert await world.alex.autocomplete(world.channel, "source remove", "source", "") == []
    assert await world.admin.autocomplete(world.channel, "source remove", "source", "") != []


async def test_an_administrator_may_without_the_single_permission(world: World):
    boss = world.person("boss", "en-US", administrator=True)
    assert "follows no sources yet" in shown((await boss.slash(world.channel, "source list")).response)
