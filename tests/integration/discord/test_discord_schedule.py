"""/schedule: what is set is what is shown and posted; missing permissions are named before anything is kept."""

from datetime import UTC, datetime, time

import discord
import pytest

from bot.domain.delivery import DeliveryState
from bot.domain.watch import Coverage, Watch
from tests.conftest import NOW
from tests.integration.discord.conftest import World, shown
from tests.integration.discord.test_discord_brief import story_in

NEXT = datetime(2025, 7, 16, 23, 0, tzinfo=UTC)
"""08:00 in Tokyo after NOW, which is 09:00 there."""


async def test_set_show_and_off(world: World):
    done = await world.admin.slash(
        world.channel, "schedule set", time="8:00", timezone="asia/tokyo", languages="both", stories=3
    )
    assert done.response.ephemeral
    words = shown(done.response)
    assert "### 定期配信を設定しました" in words
    assert f"<#{world.channel.id}>　08:00（Asia/Tokyo）　日本語・英語　話題は最大3件" in words
    assert f"次回：<t:{int(NEXT.timestamp())}:F>" in words
    [schedule] = await world.app.schedules.list_schedules(world.guild.id)
    assert (schedule.at, schedule.timezone, schedule.langs, schedule.top) == (time(8), "Asia/Tokyo", ("ja", "en"), 3)

    assert "08:00（Asia/Tokyo）" in shown((await world.admin.slash(world.channel, "schedule list")).response)
    off = await world.admin.slash(world.channel, "schedule off")
    assert "1件の定期配信を停止しました" in shown(off.response)
    assert "設定されていません" in shown((await world.admin.slash(world.channel, "schedule list")).response)
    assert "停止する定期配信はありませんでした" in shown(
        (await world.admin.slash(world.channel, "schedule off")).response
    )


async def test_in_english(world: World):
    boss = world.person("boss", "en-GB", manage_guild=True)
    done = await boss.slash(world.channel, "schedule set", time="20:30", timezone="America/New_York", languages="en")
    assert "20:30 (America/New\\_York) · English · up to 5 stories" in shown(done.response)
    assert "1 schedule was switched off" in shown((await boss.slash(world.channel, "schedule off")).response)


async def test_another_channel_can_be_chosen(world: World):
    place = world.guild.create_text_channel("briefs")
    await world.admin.slash(world.channel, "schedule set", time="08:00", timezone="Asia/Tokyo", channel=place)
    [schedule] = await world.app.schedules.list_schedules(world.guild.id)
    assert schedule.channel_id == place.id


@pytest.mark.parametrize(
    ("over", "words"),
    [
        ({"time": "25:00"}, "「25:00」は時刻として読めません"),
        ({"time": "morning"}, "「morning」は時刻として読めません"),
        ({"timezone": "Tokyo City"}, "というタイムゾーンはありません"),
        ({"timezone": "../etc"}, "というタイムゾーンはありません"),
    ],
)
async def test_what_cannot_be_read_is_refused(world: World, over: dict[str, str], words: str):
    options = {"time": "08:00", "timezone": "Asia/Tokyo"} | over
    result = await world.admin.slash(world.channel, "schedule set", **options)
    assert words in shown(result.response)
    assert await world.app.schedules.list_schedules(world.guild.id) == []


@pytest.mark.parametrize("typed", ["８：０５", "8時05分", "08:05"])
async def test_times_as_people_type_them(world: World, typed: str):
    await world.admin.slash(world.channel, "schedule set", time=typed, timezone="UTC")
    [schedule] = await world.app.schedules.list_schedules(world.guild.id)
    assert schedule.at == time(8, 5)


@pytest.mark.parametrize(
    ("permission", "ja", "en"),
    [
        ("send_messages", "メッセージを送信", "Send Messages"),
        ("embed_links", "埋め込みリンク", "Embed Links"),
        ("read_message_history", "メッセージ履歴を読む", "Read Message History"),
        ("view_channel", "チャンネルを見る", "View Channel"),
    ],
)
async def test_a_missing_permission_is_named(world: World, permission: str, ja: str, en: str):
    denied = discord.PermissionOverwrite(**{permission: False})
    place = world.guild.create_text_channel("closed", overwrites={world.env.bot.user: denied})
    boss = world.person("boss", "en-US", administrator=True)
    options = {"time": "08:00", "timezone": "UTC", "channel": place}
    refused = await boss.slash(world.channel, "schedule set", **options)
    assert refused.response.ephemeral
    assert f"I cannot post in #closed yet. Missing there: “{en}”" in shown(refused.response)
    world.locales[boss.id] = "ja"
    assert f"「{ja}」" in shown((await boss.slash(world.channel, "schedule set", **options)).response)
    assert await world.app.schedules.list_schedules(world.guild.id) == []


async def test_likely_zones_come_first(world: World):
    offered = await world.admin.autocomplete(world.channel, "schedule set", "timezone", "")
    assert offered[0] == {"name": "Asia/Tokyo（UTC+09:00）", "value": "Asia/Tokyo"}
    assert len(offered) == 25
    boss = world.person("boss", "en-US", manage_guild=True)
    offered = await boss.autocomplete(world.channel, "schedule set", "timezone", "york")
    assert offered == [{"name": "America/New_York (UTC-04:00)", "value": "America/New_York"}]


async def test_what_became_of_the_last_briefs_is_shown(world: World):
    await world.admin.slash(world.channel, "schedule set", time="08:00", timezone="Asia/Tokyo")
    [schedule] = await world.app.schedules.list_schedules(world.guild.id)
    delivery = await world.app.deliveries.claim(schedule, NOW, NOW)
    assert delivery is not None
    await world.app.deliveries.record_state(
        delivery.delivery_id, DeliveryState.FAILED, reason="delivery-refused", now=NOW
    )
    words = shown((await world.admin.slash(world.channel, "schedule status")).response)
    assert f"<t:{int(NOW.timestamp())}:f> · <#{world.channel.id}> · 失敗" in words
    assert "投稿がDiscordに拒否されました" in words


async def test_leaving_a_server_turns_its_schedules_off(world: World):
    await world.admin.slash(world.channel, "schedule set", time="08:00", timezone="Asia/Tokyo")
    await world.env.bot.get_guild(world.guild.id).leave()
    await world.env.settle()
    assert await world.app.schedules.list_schedules(world.guild.id) == []


async def test_weekdays_one_message_and_quiet_days(world: World):
    options = {"weekdays": "月水金", "one-message": True, "quiet-note": True}
    done = await world.admin.slash(world.channel, "schedule set", time="8:00", timezone="Asia/Tokyo", **options)
    words = shown(done.response)
    assert "月・水・金のみ · 2言語を1件にまとめて投稿 · ニュースがない日もお知らせ" in words
    [one] = await world.app.schedules.list_schedules(world.guild.id)
    assert (one.weekdays, one.together, one.tells_quiet) == ((1, 3, 5), True, True)
    more = await world.admin.slash(world.channel, "schedule set", time="18:00", timezone="Asia/Tokyo")
    assert "ほかに1件の定期配信があります" in shown(more.response)
    wrong = await world.admin.slash(world.channel, "schedule set", time="8:00", timezone="UTC", weekdays="いつでも")
    assert "「いつでも」は曜日として読めません" in shown(wrong.response)


async def test_one_of_several_is_switched_off(world: World):
    for at in ("8:00", "18:00"):
        await world.admin.slash(world.channel, "schedule set", time=at, timezone="Asia/Tokyo")
    offered = await world.admin.autocomplete(world.channel, "schedule off", "schedule", "18")
    assert len(offered) == 1
    await world.admin.slash(world.channel, "schedule off", schedule=offered[0]["value"])
    [left] = await world.app.schedules.list_schedules(world.guild.id)
    assert left.at == time(8)
    unknown = await world.admin.slash(world.channel, "schedule off", schedule="99")
    assert "その定期配信はありません" in shown(unknown.response)


async def test_run_now_posts_beside_every_slot_and_preview_only_to_the_reader(world: World):
    await story_in(world)
    await world.admin.slash(world.channel, "schedule set", time="8:00", timezone="Asia/Tokyo")
    preview = await world.admin.slash(world.channel, "schedule preview")
    assert preview.response.ephemeral
    assert "AI業界ブリーフ" in shown(preview.response)
    assert list(world.channel.history()) == []
    done = await world.admin.slash(world.channel, "schedule run-now")
    assert "本日のブリーフを投稿しました" in shown(done.response)
    assert len(list(world.channel.history())) == 2
    assert await world.app.deliveries.list_deliveries(world.guild.id) == []


async def test_a_schedule_may_have_topics_of_its_own(world: World):
    options = {"time": "8:00", "timezone": "Asia/Tokyo", "topics": "アンソロピック、輸出規制", "only-topics": True}
    done = await world.admin.slash(world.channel, "schedule set", **options)
    assert "-# アンソロピック、輸出規制に関する話題だけ" in shown(done.response)
    [one] = await world.app.schedules.list_schedules(world.guild.id)
    assert one.watch == Watch(frozenset({"anthropic"}), ("輸出規制",), Coverage.TRACKED)
    assert "輸出規制に関する話題だけ" in shown((await world.admin.slash(world.channel, "schedule list")).response)
    await world.app.deliveries.record_missed(one, [(NOW, "delivery-missed")], NOW)
    boss = world.person("boss", "en-US", manage_guild=True)
    status = shown((await boss.slash(world.channel, "schedule status")).response)
    assert f"<#{world.channel.id}> (only about Anthropic, 輸出規制)" in status
    audit = shown((await boss.slash(world.channel, "audit")).response)
    assert "アンソロピック、輸出規制" in audit
    await world.admin.slash(world.channel, "schedule set", time="8:00", timezone="Asia/Tokyo")
    [one] = await world.app.schedules.list_schedules(world.guild.id)
    assert one.watch is None


async def test_topics_that_cannot_be_are_refused_and_nothing_is_kept(world: World):
    options = {"time": "8:00", "timezone": "Asia/Tokyo"}
    alone = await world.admin.slash(world.channel, "schedule set", **options, **{"only-topics": True})
    assert "対象の企業やキーワードも指定してください" in shown(alone.response)
    short = await world.admin.slash(world.channel, "schedule set", **options, topics="Anthropic, 愛")
    assert "「愛」は短すぎて" in shown(short.response)
    many = ", ".join(f"word {n}" for n in range(30))
    assert "20件まで" in shown(
        (await world.admin.slash(world.channel, "schedule set", **options, topics=many)).response
    )
    hostile = await world.admin.slash(world.channel, "schedule set", **options, topics="@everyone <@1>")
    assert "@everyone" not in shown(hostile.response)
    assert "<@1>" not in shown(hostile.response)


async def test_topics_are_offered_piece_by_piece(world: World):
    async def offered(typed: str) -> list[str]:
        found = await world.admin.autocomplete(world.channel, "schedule set", "topics", typed)
        assert all(one["name"] == one["value"] for one in found)
        return [one["value"] for one in found]

    assert (await offered("anthro"))[:2] == ["anthro", "アンソロピック"]
    assert (await offered("輸出規制、 あんそろ"))[:2] == ["輸出規制、あんそろ", "輸出規制、アンソロピック"]
    assert all(one.startswith("アンソロピック、") for one in await offered("アンソロピック、"))
    assert "アンソロピック、アンソロピック" not in await offered("アンソロピック、")
    assert "アンソロピック" in (await offered("アンソロピック"))[0]
    assert 0 < len(await offered("")) <= 25
    assert await offered("x" * 150) == []


async def test_a_preview_says_so_in_either_language_and_goes_by_the_schedules_topics(world: World):
    await story_in(world)
    options = {"time": "8:00", "timezone": "Asia/Tokyo", "topics": "quantum computing", "only-topics": True}
    await world.admin.slash(world.channel, "schedule set", **options)
    empty = shown((await world.admin.slash(world.channel, "schedule preview")).response)
    assert "## プレビュー：AI業界ブリーフ" in empty
    assert "このブリーフの追跡対象に関するものはありませんでした" in empty
    await world.admin.slash(world.channel, "schedule set", time="8:00", timezone="Asia/Tokyo")
    preview = (await world.admin.slash(world.channel, "schedule preview")).response
    assert shown(preview).startswith("# プレビュー：AI業界ブリーフ")
    assert f"<#{world.channel.id}> へ投稿される内容です。まだ投稿していません" in shown(preview)
    await world.admin.click(preview, label="English")
    assert shown(preview).startswith("# Preview: AI industry brief")
    assert "Nothing was posted" in shown(preview)
    assert list(world.channel.history()) == []


async def test_what_we_switched_off_ourselves_says_why(world: World):
    await world.admin.slash(world.channel, "schedule set", time="8:00", timezone="Asia/Tokyo")
    [one] = await world.app.schedules.list_schedules(world.guild.id)
    await world.app.schedules.stop(one.schedule_id, "delivery-refused")
    words = shown((await world.admin.slash(world.channel, "schedule list")).response)
    assert "停止しました。このチャンネルへの投稿がDiscordに拒否されました" in words


async def test_the_zones_of_the_server_come_first_whoever_asks(world: World):
    boss = world.person("boss", "en-US", manage_guild=True)
    offered = await boss.autocomplete(world.channel, "schedule set", "timezone", "")
    assert offered[0]["value"] == "Asia/Tokyo"
