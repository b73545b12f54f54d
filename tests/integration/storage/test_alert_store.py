"""The ledger of alerts on both stores: one row per rule and event, and what may be written to it by whom."""

from datetime import time, timedelta
from typing import Any

import pytest

from bot.domain.alert import ALL_KINDS, AlertEvent, AlertKind
from bot.domain.delivery import DeliveryState
from bot.domain.source import SourceKind
from bot.errors import StoreError
from bot.storage.alert_rules import AlertRuleStore
from bot.storage.alerts import AlertStore
from bot.storage.articles import ArticleStore
from bot.storage.database import Database
from bot.storage.deliveries import DeliveryStore
from bot.storage.happenings import HappeningStore
from bot.storage.schedules import ScheduleStore
from bot.storage.sources import SourceStore
from bot.storage.stories import StoryStore
from tests.conftest import NOW
from tests.integration.storage.test_article_store import new_article

GUILD, CHANNEL = 2**62 + 7, 2**62 + 8
EVENT = AlertEvent(AlertKind.STANCE, "stance:acorn:2025-07-15:open-closed", NOW, {"before": "a", "after": "b"})
MINUTE = timedelta(minutes=1)


async def test_a_rule_is_one_per_channel_and_owes_nothing_of_the_time_it_was_off(database: Database):
    rules = AlertRuleStore(database)
    first = await rules.save_rule(GUILD, CHANNEL, ALL_KINDS, "ja", NOW)
    same = await rules.save_rule(GUILD, CHANNEL, (AlertKind.STANCE,), "en", NOW + MINUTE)
    assert (same.rule_id, same.created_at, same.kinds, same.lang) == (first.rule_id, NOW, (AlertKind.STANCE,), "en")
    assert await rules.turn_off(GUILD) == 1
    assert await rules.turn_off(GUILD, CHANNEL) == 0
    assert await rules.list_rules(GUILD) == []
    again = await rules.save_rule(GUILD, CHANNEL, ALL_KINDS, "ja", NOW + 2 * MINUTE)
    assert again.created_at == NOW + 2 * MINUTE
    assert await rules.stop(again.rule_id, "delivery-refused") is True
    assert await rules.stop(again.rule_id, "delivery-refused") is False
    assert await rules.find_rule(again.rule_id + 1) is None


async def test_an_event_is_claimed_once_for_each_rule_and_written_by_its_holder_only(database: Database):
    rules, alerts = AlertRuleStore(database), AlertStore(database)
    rule = await rules.save_rule(GUILD, CHANNEL, ALL_KINDS, "ja", NOW)
    other = await rules.save_rule(GUILD, CHANNEL + 1, ALL_KINDS, "ja", NOW)
    alert = await alerts.claim(rule, EVENT, NOW)
    assert alert
    assert alert.event == EVENT
    assert await alerts.claim(rule, EVENT, NOW) is None
    assert await alerts.claim(other, EVENT, NOW)
    assert await alerts.keys_on_record([rule.rule_id, 99], EVENT.key) == {rule.rule_id}
    assert await alerts.told_at(GUILD, NOW - MINUTE, but="another") == [NOW]
    assert await alerts.told_at(GUILD, NOW - MINUTE, but=EVENT.key) == []

    tried = await alerts.record_state(alert, DeliveryState.COMPOSED, reason=None, now=NOW)
    assert tried.attempts == 1
    ours = await alerts.take_over(tried, NOW + MINUTE)
    assert ours
    assert await alerts.take_over(tried, NOW + MINUTE) is None
    with pytest.raises(StoreError):
        await alerts.record_state(tried, DeliveryState.CONFIRMED, reason=None, now=NOW)
    done = await alerts.record_state(
        ours, DeliveryState.CONFIRMED, reason=None, now=NOW + MINUTE, message_id=2**61, posted_at=NOW + MINUTE
    )
    assert (done.message_id, done.posted_at) == (2**61, NOW + MINUTE)
    assert [one.rule_id for one in await alerts.list_unfinished()] == [other.rule_id]
    assert (await alerts.count_outcomes())[AlertKind.STANCE, DeliveryState.CONFIRMED, None] == 1


async def test_the_first_brief_after_an_alert_is_the_one_that_it_is_tied_to(database: Database):
    alerts, deliveries = AlertStore(database), DeliveryStore(database)
    rule = await AlertRuleStore(database).save_rule(GUILD, CHANNEL, ALL_KINDS, "ja", NOW)
    alert = await alerts.claim(rule, EVENT, NOW)
    assert alert
    await alerts.record_state(
        alert, DeliveryState.CONFIRMED, reason=None, now=NOW + MINUTE, message_id=1, posted_at=NOW + MINUTE
    )
    assert await alerts.link_to_briefs(NOW - MINUTE) == 0
    schedule = await ScheduleStore(database).save_schedule(GUILD, CHANNEL, time(8), "UTC", ["en"], 5, NOW)
    ids = []
    for minutes in (0, 5, 9):  # the first was posted before the alert
        slot = NOW + minutes * MINUTE
        delivery = await deliveries.claim(schedule, slot, slot)
        assert delivery
        await deliveries.record_state(delivery.delivery_id, DeliveryState.CONFIRMED, now=slot, posted_at=slot)
        ids.append(delivery.delivery_id)
    assert await alerts.link_to_briefs(NOW - MINUTE) == 1
    assert [one.delivery_id for one in await alerts.list_alerts(GUILD)] == [ids[1]]
    assert await alerts.list_for_brief(GUILD, NOW - MINUTE) == []


async def test_reports_are_counted_for_the_servers_that_followed_before(database: Database):
    sources, stories, happenings = SourceStore(database), StoryStore(database), HappeningStore(database)
    placed = None
    assert await happenings.last_placed() == (None, None)
    for n in range(3):
        source = await sources.add_source(f"https://{n}.example/feed", f"Outlet {n}", None, SourceKind.FEED, NOW)
        await sources.follow(GUILD, source.source_id, NOW - timedelta(days=1))
        await sources.follow(GUILD + 1, source.source_id, NOW + MINUTE)
        new = new_article(f"a{n}", outlet=f"Outlet {n}", published_at=NOW)
        [article] = await ArticleStore(database).add_articles(source.source_id, [new], [[f"guid:{n}"]], NOW)
        features: dict[str, Any] = {
            "vector": None,
            "model": None,
            "signature": None,
            "companies": ["acorn"],
            "titles": {"en": "A"},
        }
        if placed is None:
            placed = await stories.create_story(article, now=NOW, **features)
        else:
            placed = await stories.join_story(placed.story_id, article, story_companies=["acorn"], now=NOW, **features)
    found = await happenings.list_reports([GUILD, GUILD + 1], NOW - MINUTE, NOW + MINUTE, outlets=3)
    assert {(one.guild_id, one.outlet, one.companies) for one in found} == {
        (GUILD, f"Outlet {n}", ("acorn",)) for n in range(3)
    }
    assert await happenings.list_reports([GUILD], NOW - MINUTE, NOW + MINUTE, outlets=4) == []
    assert (await happenings.last_placed())[0] == NOW
