"""/settings, /status, /audit and cooldowns: every option does what it says, everything is written down."""

from datetime import time, timedelta
from typing import Any

import discord
import pytest

from bot.domain.delivery import DeliveryState
from bot.domain.server import AuditOutcome, AuditWay
from bot.servers.cooldowns import USER, Allowance
from tests.conftest import NOW
from tests.integration.discord.conftest import Provoked, World, buttons, shown
from tests.integration.discord.test_discord_brief import story_in
from tests.integration.discord.test_discord_errors import failing
from tests.integration.discord.test_discord_source_rooms import boss_of, post_button

QUESTION = "What is Meta's stance on open weights?"


async def asked(world: World, member: Any, channel: Any = None) -> Any:
    return (await member.slash(channel or world.channel, "ask", question=QUESTION)).response


async def test_everything_that_can_be_set_is_shown_with_its_command(world: World):
    card = (await world.admin.slash(world.channel, "settings show")).response
    assert card.ephemeral
    for command in ("言語", "返答", "利用権限", "担当", "ニュース回答"):
        assert f"-# 変更：/サーバー設定 {command}" in shown(card)
    boss = await boss_of(world)
    english = shown((await boss.slash(world.channel, "settings show")).response)
    assert "Settings of this server" in english
    for command in ("language", "answers", "access", "charge", "news"):
        assert f"-# Change: /settings {command}" in english


async def test_the_servers_language_is_that_of_public_replies_only(world: World):
    assert "**Answer**" in shown(await asked(world, world.alex))
    await world.admin.slash(world.channel, "settings language", language="ja")
    assert "**回答**" in shown(await asked(world, world.alex))
    await world.admin.slash(world.channel, "settings answers", seen_by="private")
    assert "**Answer**" in shown(await asked(world, world.alex))
    await world.admin.slash(world.channel, "settings answers", seen_by="public")
    await world.admin.slash(world.channel, "settings language", language="own")
    assert "**Answer**" in shown(await asked(world, world.alex))


async def test_answers_are_private_everywhere_or_in_one_channel(world: World):
    quiet = world.guild.create_text_channel("quiet")
    assert not (await asked(world, world.alex, quiet)).ephemeral
    saved = await world.admin.slash(world.channel, "settings answers", seen_by="private", channel=quiet)
    assert f"本人だけに見えるチャンネル：<#{quiet.id}>" in shown(saved.response)
    assert (await asked(world, world.alex, quiet)).ephemeral
    assert not (await asked(world, world.alex)).ephemeral
    await world.admin.slash(world.channel, "settings answers", seen_by="private")
    await world.admin.slash(world.channel, "settings answers", seen_by="public", channel=quiet)
    assert (await asked(world, world.alex)).ephemeral
    assert not (await asked(world, world.alex, quiet)).ephemeral


async def test_a_command_can_be_for_certain_roles_only(world: World):
    role = world.guild.create_role("readers")
    [offered] = await world.admin.autocomplete(world.channel, "settings access", "command", "質問")
    assert offered == {"name": "/質問", "value": "ask"}
    saved = await world.admin.slash(world.channel, "settings access", command="ask", role=role)
    assert f"/質問：<@&{role.id}>" in shown(saved.response)
    refused = await asked(world, world.alex)
    assert refused.ephemeral
    assert "“/ask” is for certain roles only" in shown(refused)
    assert "「/質問」を使えるロールが決まっています" in shown(await asked(world, world.ken))
    assert "**回答**" in shown(await asked(world, world.admin))
    reader = world.guild.add_member(world.env.create_user("reader"), roles=[role])
    assert "**Answer**" in shown(await asked(world, reader))
    await world.restart()
    assert "is for certain roles only" in shown(await asked(world, world.alex))
    await world.admin.slash(world.channel, "settings access", command="/質問")
    assert "**Answer**" in shown(await asked(world, world.alex))
    unknown = await world.admin.slash(world.channel, "settings access", command="source")
    assert "ありません" in shown(unknown.response)


async def test_what_one_server_sets_holds_in_no_other(world: World):
    other = world.env.create_guild("Other", preferred_locale="en-US")
    there = other.create_text_channel("general")
    guest = world.person("guest", "en-US", guild=other)
    await world.admin.slash(world.channel, "settings answers", seen_by="private")
    await world.admin.slash(world.channel, "settings language", language="ja")
    answer = await asked(world, guest, there)
    assert not answer.ephemeral
    assert "**Answer**" in shown(answer)


async def test_status_shows_what_needs_a_look(world: World, monkeypatch: pytest.MonkeyPatch):
    fine, failing_one = await world.follow("fine"), await world.follow("broken")
    for _ in range(3):
        await world.app.sources.record_failure(
            failing_one.source_id, error="error-unreachable", now=NOW, next_due_at=NOW, gone=False
        )
    await world.admin.slash(world.channel, "schedule set", time="08:00", timezone="Asia/Tokyo")
    [schedule] = await world.app.schedules.list_schedules(world.guild.id)
    delivery = await world.app.deliveries.claim(schedule, NOW, NOW)
    assert delivery is not None
    await world.app.deliveries.record_state(
        delivery.delivery_id, DeliveryState.FAILED, reason="delivery-refused", now=NOW
    )
    monkeypatch.setattr(type(world.app.responder), "answer", failing(Provoked("x")))
    told = shown(await asked(world, world.ken))
    error_id = told.split("エラー番号 ")[1].split("。")[0]
    card = (await world.admin.slash(world.channel, "status")).response
    words = shown(card)
    assert card.ephemeral
    assert "2件：正常1件、注意0件、取得失敗1件" in words
    assert "内蔵エンジンで作成" in words
    assert "Broken" in words
    assert "Fine" not in words
    assert f"<#{world.channel.id}>　08:00" in words
    assert "投稿がDiscordに拒否されました" in words
    assert f"`{error_id}` · ask" in words
    boss = await boss_of(world)
    english = shown((await boss.slash(world.channel, "status")).response)
    assert "2 sources: 1 fine, 0 with a warning, 1 failing." in english
    assert "**Review:** nothing waits." in english
    other = world.env.create_guild("Other", preferred_locale="en-US")
    rival = world.person("rival", "en-US", guild=other, manage_guild=True)
    theirs = shown((await rival.slash(other.create_text_channel("x"), "status")).response)
    assert "Broken" not in theirs
    assert error_id not in theirs
    assert fine.title not in theirs


async def test_every_change_is_written_down_with_who_what_and_when(world: World):
    source = await world.follow("paper")
    await world.admin.slash(world.channel, "source list")
    await world.admin.slash(world.channel, "source pause", source=str(source.source_id))
    await world.admin.slash(world.channel, "schedule set", time="08:00", timezone="Asia/Tokyo")
    await world.admin.slash(world.channel, "watch add", name="Sakana AI")
    await world.admin.slash(world.channel, "source remove", source="999")
    words = shown((await world.admin.slash(world.channel, "audit")).response)
    assert "管理者の操作（4件）" in words
    assert f"<t:{int(NOW.timestamp())}:f> · <@{world.admin.id}> · **/情報源 一時停止**" in words
    assert "/定期配信 設定" in words
    assert "/追跡 追加" in words
    assert "**/情報源 削除** · 失敗" in words
    assert "タイムゾーン：Asia/Tokyo" in words
    boss = await boss_of(world)
    assert "**/source pause**" in shown((await boss.slash(world.channel, "audit")).response)


async def test_the_audit_is_written_before_the_effect(world: World, monkeypatch: pytest.MonkeyPatch):
    seen: list[Any] = []
    real = type(world.app.registry).pause

    async def pause(self: Any, guild_id: int, ref: str, paused: bool = True) -> Any:
        seen.extend(await world.app.audit.list_entries(guild_id, limit=5))
        return await real(self, guild_id, ref, paused)

    monkeypatch.setattr(type(world.app.registry), "pause", pause)
    source = await world.follow("paper")
    await world.admin.slash(world.channel, "source pause", source=str(source.source_id))
    assert [(one.action, one.outcome) for one in seen] == [("source pause", AuditOutcome.BEGUN)]
    [entry] = await world.app.audit.list_entries(world.guild.id, limit=5)
    assert (entry.outcome, entry.actor_id, entry.details["source"]) == (AuditOutcome.DONE, world.admin.id, "1")


async def test_the_audit_has_pages_and_is_one_servers_own(world: World):
    for n in range(23):
        await world.app.audit.begin(world.guild.id, world.admin.id, f"thing {n}", {}, AuditWay.COMMAND, NOW)
    await world.app.audit.begin(world.guild.id + 1, 1, "secret thing", {}, AuditWay.COMMAND, NOW)
    card = (await world.admin.slash(world.channel, "audit")).response
    assert "thing 22" in shown(card)
    await world.restart()
    await world.admin.click(card, label="次のページ")
    await world.admin.click(card, label="次のページ")
    assert "3／3ページ" in shown(card)
    assert "thing 0" in shown(card)
    assert "secret" not in shown(card)
    assert "次のページ" not in buttons(card)
    message = await post_button(world, "v1:a-audit-page:0:")
    refused = await world.alex.click(message, custom_id="v1:a-audit-page:0:")
    assert "You need the permission" in "\n".join(shown(one) for one in refused.followups) + (
        shown(refused.response) if refused.response else ""
    )


async def test_who_is_too_fast_is_told_when_to_go_on(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("bot.servers.cooldowns.USER", Allowance(3, 60.0))
    for _ in range(3):
        assert "**Answer**" in shown(await asked(world, world.alex))
    refused = await asked(world, world.alex)
    assert refused.ephemeral
    now = discord.utils.utcnow().timestamp()
    [until] = [int(part.split(":")[0]) for part in shown(refused).split("<t:")[1:]]
    assert now <= until <= now + 61
    assert "**回答**" in shown(await asked(world, world.ken))
    answer = await asked(world, world.admin)
    await world.admin.click(answer, label="English")
    await world.admin.click(answer, label="日本語")
    pressed = await world.admin.click(answer, label="English")
    assert "操作が少し速すぎました" in "\n".join(shown(one) for one in (*pressed.followups, pressed.response) if one)


async def test_a_server_has_a_share_of_its_own(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("bot.servers.cooldowns.SERVER", Allowance(2, 60.0))
    await asked(world, world.alex)
    await asked(world, world.ken)
    assert "a little too fast" in shown(await asked(world, world.alex))
    other = world.env.create_guild("Other", preferred_locale="en-US")
    guest = world.person("guest", "en-US", guild=other)
    assert "**Answer**" in shown(await asked(world, guest, other.create_text_channel("x")))


async def test_the_cooldown_is_generous(world: World):
    assert USER.uses >= 20
    for _ in range(12):
        assert "**Answer**" in shown(await asked(world, world.alex))


async def test_a_permission_lost_meanwhile_is_named(world: World):
    await story_in(world)
    denied = discord.PermissionOverwrite(embed_links=False)
    closed = world.guild.create_text_channel("closed", overwrites={world.env.bot.user: denied})
    await world.app.schedules.save_schedule(world.guild.id, closed.id, time(8), "Asia/Tokyo", ["ja"], 5, NOW)
    told = await world.admin.slash(world.channel, "schedule run-now")
    assert "「埋め込みリンク」" in shown(told.response)
    assert "「チャンネルの編集」→「権限」" in shown(told.response)
    boss = await boss_of(world)
    english = await boss.slash(world.channel, "schedule run-now")
    assert "“Embed Links”" in shown(english.response)


async def test_old_error_reports_are_dropped(world: World):
    audit = world.app.audit
    await audit.report_error(world.guild.id, "old", "ask", NOW - timedelta(days=40))
    await audit.report_error(world.guild.id, "new", "ask", NOW)
    assert [one.error_id for one in await audit.list_errors(world.guild.id, NOW - timedelta(days=99))] == ["new"]
