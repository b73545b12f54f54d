"""Whatever goes wrong, the reader gets a sentence and the log the reason; what cannot be answered any more is let go."""

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
import pytest

from bot.discord_app.client import KawarabanBot, command_payload
from bot.discord_app.limits import command_faults
from bot.errors import StoreBroken
from tests.integration.discord.conftest import Memory, Provoked, World, buttons, shown


def failing(error: Exception) -> Any:
    async def fail(*_: object, **__: object) -> None:
        raise error

    return fail


async def test_a_fault_of_ours_has_a_number_and_the_log_has_it_too(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr(type(world.app.responder), "answer", failing(Provoked("the secret reason")))
    with caplog.at_level(logging.ERROR):
        result = await world.ken.slash(world.channel, "ask", question="何？")
    words = shown(result.response)
    assert "こちら側で問題が起きました" in words
    assert "secret" not in words
    [line] = [one for one in words.split("\n") if "エラー番号" in one]
    assert line.removeprefix("-# エラー番号 ").split("。")[0] in caplog.text
    assert "the secret reason" in caplog.text


async def test_a_fault_behind_a_button_is_told_to_the_presser(world: World, monkeypatch: pytest.MonkeyPatch):
    asked = await world.alex.slash(world.channel, "ask", question="What is Meta's stance on open weights?")
    before = shown(asked.response)
    monkeypatch.setattr(type(world.app.responder), "answer", failing(Provoked("x")))
    pressed = await world.alex.click(asked.response, label="日本語")
    [told] = pressed.followups
    assert told.ephemeral
    assert "Something went wrong on our side" in shown(told)
    assert shown(asked.response) == before


async def test_a_broken_store_is_a_sentence_with_what_to_do(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(type(world.app.registry), "list_followed", failing(StoreBroken("x", path="/data/*x*.db")))
    result = await world.admin.slash(world.channel, "source list")
    assert "/data/\\*x\\*.db が壊れている" in shown(result.response)


async def test_work_that_never_ends_is_stopped_before_the_reply_dies(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("bot.discord_app.replying.PATIENCE", 0.05)

    async def forever(*_: object, **__: object) -> None:
        await asyncio.sleep(30)

    monkeypatch.setattr(type(world.app.responder), "answer", forever)
    result = await world.alex.slash(world.channel, "ask", question="What?")
    assert "This took too long and was stopped" in shown(result.response)
    world.tolerate(TimeoutError)


async def test_a_late_interaction_is_let_go(
    world: World, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
):
    await world.alex.slash(world.channel, "ask", question="What is Meta's stance?")
    real = type(world.env.bot.lateness).is_late
    monkeypatch.setattr(type(world.env.bot.lateness), "is_late", lambda self, age: real(self, age + 10))
    with caplog.at_level(logging.WARNING):
        result = await world.alex.slash(world.channel, "ask", question="What is Meta's stance?")
    assert not result.acknowledged
    assert "discord.late" in caplog.text


@pytest.mark.parametrize("code", [10062, 10015, 40060])
async def test_a_dead_interaction_is_logged_and_nothing_else(world: World, caplog: pytest.LogCaptureFixture, code: int):
    world.env.inject_error("POST", "/interactions/*/callback", status=404, code=code)
    with caplog.at_level(logging.WARNING):
        result = await world.alex.slash(world.channel, "ask", question="What is Meta's stance?")
    assert not result.acknowledged
    assert "discord.interaction_dead" in caplog.text
    world.tolerate(discord.NotFound)


async def test_an_error_that_cannot_be_told_is_logged(world: World, caplog: pytest.LogCaptureFixture):
    world.env.inject_error("POST", "/interactions/*/callback", status=500, code=0)
    with caplog.at_level(logging.WARNING):
        result = await world.alex.slash(world.channel, "stance", company="Meta", as_of="never")
    assert not result.acknowledged
    assert "discord.error_reply_failed" in caplog.text


async def test_autocomplete_that_fails_offers_nothing(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(type(world.app.stories), "list_stories", failing(Provoked("x")))
    assert await world.alex.autocomplete(world.channel, "brief", "story", "x") == []


async def test_an_unknown_button_does_nothing(world: World):
    asked = (await world.alex.slash(world.channel, "ask", question="What is Meta's stance on open weights?")).response
    stored = world.env.backend.get_message(world.channel.id, asked.id)
    stored.components = [
        {
            "type": 1,
            "id": 1,
            "components": [{"type": 2, "id": 2, "style": 2, "label": "x", "custom_id": "v9:drop:1:ja"}],
        }
    ]
    assert not (await world.alex.click(asked, label="x")).acknowledged


async def test_every_name_and_description_is_there_in_japanese(world: World):
    payload = await command_payload(world.env.bot.tree)
    assert command_faults(payload) == []
    missing = []

    def walk(option: dict[str, Any], path: str) -> None:
        for field in ("name", "description") if option.get("description") else ("name",):  # a menu entry has none
            words = (option.get(f"{field}_localizations") or {}).get("ja", "")
            if not any("\u3040" <= letter <= "\u9fff" for letter in words):
                missing.append(f"{path} {field}: {words!r}")
        missing.extend(
            f"{path} choice {one['name']}"
            for one in option.get("choices") or []
            if "ja" not in one["name_localizations"]
        )
        for one in option.get("options") or []:
            walk(one, f"{path} {one['name']}")

    for command in payload:
        walk(command, command["name"])
    assert missing == []
    names = {command["name"]: command["name_localizations"]["ja"] for command in payload}
    assert len(set(names.values())) == len(names)
    assert (
        names.items()
        >= {
            "brief": "ブリーフ",
            "stories": "話題一覧",
            "ask": "質問",
            "stance": "立場",
            "compare": "比較",
            "timeline": "年表",
            "follow": "フォロー",
            "help": "ヘルプ",
            "privacy": "プライバシー",
            "Brief this link": "このリンクを要約",
            "source": "情報源",
            "schedule": "定期配信",
            "review": "確認",
            "settings": "サーバー設定",
            "status": "状況",
            "audit": "操作履歴",
            "setup": "初期設定",
            "watch": "追跡",
            "alerts": "速報",
        }.items()
    )


async def test_admin_commands_ask_for_manage_server_by_default(world: World):
    payload = await command_payload(world.env.bot.tree)
    needed = {command["name"]: command.get("default_member_permissions") for command in payload}
    admins = {"source", "schedule", "review", "settings", "status", "audit", "setup", "watch", "alerts"}
    assert {name for name, permissions in needed.items() if permissions == 32} >= admins
    everyones = {"brief", "stories", "ask", "stance", "compare", "timeline", "follow", "help", "privacy"}
    assert {needed[name] for name in (*everyones, "Brief this link")} == {None}


async def test_commands_are_sent_once_and_again_only_when_they_change(world: World):
    def syncs() -> int:
        return sum(one.method == "PUT" and one.path.endswith("/commands") for one in world.env.http_requests)

    assert syncs() == 1
    await world.restart()
    assert syncs() == 1
    world.memory.digest = "of an older version"
    await world.restart()
    assert syncs() == 2


async def test_the_bot_asks_for_nothing_that_it_does_not_need(world: World):
    bot: KawarabanBot = world.env.bot
    assert dict(bot.intents) == {name: name == "guilds" for name, _ in bot.intents}
    assert bot.allowed_mentions is not None
    assert dict(bot.allowed_mentions.to_dict()) == {"parse": []}
    assert len(bot.cached_messages) == 0


async def test_no_reply_can_notify_anybody(world: World):
    await world.alex.slash(world.channel, "ask", question="@everyone <@1> What is Meta's stance on open weights?")
    sent = [one.json for one in world.env.http_requests if one.method in ("POST", "PATCH") and "/webhooks/" in one.path]
    assert sent
    assert all(one["allowed_mentions"] == {"parse": []} for one in sent)


async def test_memory_and_buttons_are_all_that_a_restart_needs(world: World, memory: Memory):
    asked = (await world.alex.slash(world.channel, "ask", question="What is Meta's stance on open weights?")).response
    sources = next(name for name in buttons(asked) if name.startswith("Sources"))
    assert set(buttons(asked)) == {"日本語", sources, "Ask about this", "Follow", "👍", "👎"}
    await world.restart()
    await world.restart()
    await world.alex.click(asked, label="日本語")
    assert "**回答**" in shown(asked)
    assert memory.digest is not None


async def test_months_later_the_answer_is_still_of_its_day(world: World, monkeypatch: pytest.MonkeyPatch):
    asked = (await world.ken.slash(world.channel, "ask", question="メタのオープンウェイトの立場は？")).response
    later = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(hours=1)
    monkeypatch.setattr(type(world.app.clock), "now", lambda _: later)
    await world.ken.click(asked, label="English")
    assert "as of Wednesday, July 16, 2025" in shown(asked)
