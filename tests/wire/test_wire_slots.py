"""Slots on discord.py's real stack: late ones say so, those beyond the grace ask nothing, and posting now uses up none."""

from datetime import timedelta

import pytest

from bot.delivery.ledger import Reason
from bot.discord_app.client import KawarabanBot
from bot.discord_app.publisher import DiscordPublisher
from bot.domain.delivery import DeliveryState
from tests.wire import payloads, places
from tests.wire.running import running
from tests.wire.test_wire_places import CHANNEL, GUILD, SLOT, app, asked_of_channels, delivered, scheduled

__all__ = ["app"]  # the fixture: a house with one story
NOTICES = "3900"


def words_of(message):
    def walk(found):
        return [one.get("content", "") + " ".join(walk(one.get("components", []))) for one in found]

    return " ".join(walk(message["components"]))


async def test_a_late_brief_says_for_when_it_was_due_and_one_in_time_does_not(wire, app):
    async with running(KawarabanBot(app)) as bot:
        await scheduled(app, CHANNEL)
        record = await delivered(app, bot, [10])
        assert (record.state, record.reason) == (DeliveryState.CONFIRMED, Reason.LATE)
        [late] = wire.rest.messages
        assert f"<t:{int(SLOT.timestamp())}:t> の配信予定でしたが、遅れて" in words_of(late)
        dispatcher = app.dispatcher_for(DiscordPublisher(bot))
        await app.schedules.save_schedule(
            GUILD, CHANNEL, (SLOT + timedelta(hours=1)).time(), "UTC", ("en",), 5, SLOT, tells_quiet=True
        )
        app.clock.instant = SLOT + timedelta(hours=1)
        await dispatcher.tick()
        assert "Late:" not in words_of(wire.rest.messages[-1])
        assert len(wire.rest.messages) == 2


async def test_beyond_the_grace_it_is_left_out_with_its_reason_and_nothing_is_asked(wire, app):
    async with running(KawarabanBot(app)) as bot:
        await scheduled(app, CHANNEL)
        record = await delivered(app, bot, [60 * 5, 60 * 6])
        assert (record.state, record.reason) == (DeliveryState.SKIPPED, Reason.MISSED)
        assert asked_of_channels(wire) == []


async def test_posting_now_uses_up_no_slot(wire, app):
    async with running(KawarabanBot(app)) as bot:
        await scheduled(app, CHANNEL)
        [schedule] = await app.schedules.list_schedules(GUILD)
        dispatcher = app.dispatcher_for(DiscordPublisher(bot))
        app.clock.instant = SLOT - timedelta(minutes=30)
        assert await dispatcher.post_now(schedule) == 1
        assert await app.deliveries.list_deliveries(GUILD) == []
        record = await delivered(app, bot, [0])
        assert (record.state, record.reason, record.slot_at) == (DeliveryState.CONFIRMED, None, SLOT)
        assert len(wire.rest.messages) == 2
        assert len({one.body["nonce"] for one in wire.rest.calls("POST", f"/channels/{CHANNEL}/messages")}) == 2


@pytest.mark.parametrize("how", ["permission", "channel"])
async def test_an_admin_is_told_once_where_that_is_allowed(wire, app, how):
    notices = payloads.channel(NOTICES)
    wire.rest.channels[NOTICES] = notices
    wire.rest.strict = True
    guild = places.guild_without_administrators() | {"public_updates_channel_id": NOTICES}
    guild["channels"] = [payloads.channel(), notices]
    if how == "permission":
        guild["channels"][0] = places.channel_without(places.DENY_SEND)
    else:
        guild["channels"] = [notices]
        del wire.rest.channels[payloads.CHANNEL]
    wire.gateway.guilds = [guild]
    async with running(KawarabanBot(app)) as bot:
        await scheduled(app, CHANNEL)
        record = await delivered(app, bot)
        assert (record.state, record.reason) == (DeliveryState.FAILED, Reason.REFUSED)
    [told] = wire.rest.messages
    assert told["channel_id"] == NOTICES
    assert f"<#{CHANNEL}> への定期配信を停止しました" in words_of(told)
    assert "「/定期配信 設定」" in words_of(told)
    assert wire.rest.invalid == 0
