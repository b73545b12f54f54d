"""/alerts, and what an alert looks like in a channel: set by who may, read in the server's language, found again."""

from dataclasses import replace
from datetime import timedelta

import discord
import pytest
from simcord import SetupError

from bot.delivery.alerts import nonce
from bot.discord_app.publisher import DiscordPublisher
from bot.domain.alert import ALL_KINDS, AlertKind
from bot.domain.brief import Edition
from bot.domain.delivery import DeliveryState
from bot.domain.source import HOUSE
from bot.domain.statement import Modality, PartialDate, Provenance, Scope, Stance, Statement, StatementStatus
from tests.conftest import NOW
from tests.integration.discord.conftest import World, shown
from tests.integration.discord.test_discord_brief import story_in


async def turned(world: World, name: str = "turn", quote: str | None = None) -> None:
    """A company that had opened its models says that it will not."""
    before = Statement(
        f"{name}-before", "mistral-ai", PartialDate("2025-07-01"), None, Provenance.OFFICIAL_STATEMENT,
        Modality.COMMITMENT, tuple(Scope), Stance.OPEN_WEIGHTS, None, None,
        {"en": "It will go on publishing weights.", "ja": "重みの公開を続けると述べた。"},
        "Example Wire", "Title", "https://wire.example/before", verified=True, status=StatementStatus.CANDIDATE,
    )  # fmt: skip
    after = replace(
        before,
        statement_id=f"{name}-after",
        said_on=PartialDate("2025-07-15"),
        stance=Stance.CLOSED,
        quote=quote,
        quote_lang="en" if quote else None,
        summary={"en": "It will publish no more weights.", "ja": "今後は重みを公開しないと述べた。"},
    )
    await world.app.statements.add_statements([before, after], guild_id=HOUSE, by="local", now=NOW)
    ids = [one.statement_id for one in (before, after)]
    await world.app.review.decide(ids, StatementStatus.APPROVED, by="tester")


def alerter(world: World):
    return world.app.alerter_for(DiscordPublisher(world.env.bot))


def posted(world: World):
    """The newest message of the channel, as Discord holds it."""
    return world.env.backend.get_message(world.channel.id, world.channel.last_message.id)


async def test_set_list_and_off(world: World):
    done = await world.admin.slash(world.channel, "alerts set")
    assert done.response.ephemeral
    assert f"<#{world.channel.id}>　立場の変化・報道の急増　日本語" in shown(done.response)
    [rule] = await world.app.alert_rules.list_rules(world.guild.id)
    assert (rule.channel_id, rule.kinds, rule.lang) == (world.channel.id, ALL_KINDS, "ja")
    assert "立場の変化・報道の急増" in shown((await world.admin.slash(world.channel, "alerts list")).response)
    assert "1件の通知設定を停止しました" in shown((await world.admin.slash(world.channel, "alerts off")).response)
    assert "設定されていません" in shown((await world.admin.slash(world.channel, "alerts list")).response)
    assert "停止する通知設定はありませんでした" in shown(
        (await world.admin.slash(world.channel, "alerts off")).response
    )


async def test_in_english_with_one_kind_and_another_channel(world: World):
    boss = world.person("boss", "en-GB", manage_guild=True)
    place = world.guild.create_text_channel("alerts")
    done = await boss.slash(world.channel, "alerts set", channel=place, kinds="stance", language="en")
    assert f"<#{place.id}> · stance changes · English" in shown(done.response)
    [rule] = await world.app.alert_rules.list_rules(world.guild.id)
    assert (rule.channel_id, rule.kinds, rule.lang) == (place.id, (AlertKind.STANCE,), "en")


async def test_who_may_not_manage_the_server_may_not_set_alerts(world: World):
    with pytest.raises(SetupError):
        await world.ken.slash(world.channel, "alerts set")
    world.open_to("alerts", world.ken)
    refused = await world.ken.slash(world.channel, "alerts set")
    assert "サーバー管理" in shown(refused.response)
    assert await world.app.alert_rules.list_rules(world.guild.id) == []


async def test_a_channel_that_may_not_be_posted_in_is_refused_by_name(world: World):
    denied = discord.PermissionOverwrite(send_messages=False)
    place = world.guild.create_text_channel("quiet", overwrites={world.env.bot.user: denied})
    refused = await world.admin.slash(world.channel, "alerts set", channel=place)
    assert "メッセージを送信" in shown(refused.response)
    assert await world.app.alert_rules.list_rules(world.guild.id) == []


async def test_a_turn_is_posted_with_before_and_after_and_its_button_shows_the_other_language(world: World):
    await world.app.alert_rules.save_rule(world.guild.id, world.channel.id, ALL_KINDS, "ja", NOW)
    await turned(world, quote="We will not release weights @everyone <@1>")
    [alert] = await alerter(world).tick()
    assert alert.state is DeliveryState.CONFIRMED
    words = shown(posted(world))
    assert "立場の転換" in words
    assert "オープンウェイト" in words
    assert words.index("重みの公開を続ける") < words.index("今後は重みを公開しない")
    assert "<@1>" not in words
    await world.restart()
    await world.alex.click(world.channel.last_message, label="English")
    english = shown(posted(world))
    assert "Stance reversed" in english
    assert english.index("Before") < english.index("After")
    found = await DiscordPublisher(world.env.bot).find_published(
        world.channel.id, nonce=nonce(alert), since=NOW - timedelta(1)
    )
    assert found
    assert found.message_id == alert.message_id


async def test_an_alert_of_words_that_were_taken_back_says_so_when_pressed(world: World):
    await world.app.alert_rules.save_rule(world.guild.id, world.channel.id, ALL_KINDS, "ja", NOW)
    await turned(world)
    await alerter(world).tick()
    await world.app.review.undo(["turn-after"], by="tester")
    pressed = await world.alex.click(world.channel.last_message, label="English")
    [told] = pressed.followups
    assert told.ephemeral


async def test_a_breaking_story_is_posted_with_its_points_and_opens(world: World):
    await world.app.alert_rules.save_rule(world.guild.id, world.channel.id, ALL_KINDS, "en", NOW - timedelta(1))
    story = await story_in(world)
    rule = (await world.app.alert_rules.list_rules(world.guild.id))[0]
    notice = await world.app.notices.write({"story": story}, rule.lang, world.guild.id)
    assert notice
    made = await DiscordPublisher(world.env.bot).publish_alert(world.channel.id, notice, nonce="1-2-al")
    assert made.message_id == (world.channel.last_message).id
    words = shown(posted(world))
    assert words.startswith("-# **Breaking**")
    pressed = await world.ken.click(world.channel.last_message, label="Read")
    assert pressed.response.ephemeral


async def test_the_next_brief_tells_of_it_again_as_an_update_and_links_to_it(world: World):
    await world.app.alert_rules.save_rule(world.guild.id, world.channel.id, ALL_KINDS, "ja", NOW)
    await turned(world)
    [alert] = await alerter(world).tick()
    story = await story_in(world)
    publisher = DiscordPublisher(world.env.bot)
    brief = await world.app.composer.brief_story(story, "ja", world.guild.id)
    await publisher.publish(world.channel.id, [Edition(world.guild.id, NOW.date(), "ja", (brief,))], nonce="9-9-ja")
    words = shown(posted(world))
    assert "**続報**" in words
    assert f"/{world.channel.id}/{alert.message_id}" in words


async def test_a_server_that_removes_us_is_told_no_more(world: World):
    await world.app.alert_rules.save_rule(world.guild.id, world.channel.id, ALL_KINDS, "ja", NOW)
    await world.env.bot.get_guild(world.guild.id).leave()
    await world.env.settle()
    assert await world.app.alert_rules.list_rules(world.guild.id) == []
