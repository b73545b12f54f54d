"""An alert's whole way on a real store and a real record: told once to whom it concerns, with a record that says why."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.app import App, open_app
from bot.delivery.alerting import MOST_AN_HOUR
from bot.delivery.alerts import Alerter
from bot.delivery.ledger import FIRST_WAIT, LEASE, Reason
from bot.domain.alert import ALL_KINDS, AlertKind, Notice
from bot.domain.article import Extent, NewArticle
from bot.domain.delivery import DeliveryState
from bot.domain.language import Lang
from bot.domain.source import HOUSE, SourceKind
from bot.domain.statement import Modality, PartialDate, Provenance, Scope, Stance, Statement, StatementStatus
from bot.errors import PublishFailed, PublishRefused
from bot.ports import Posted
from bot.settings import Settings
from tests.faults.ingest_victim import QuickEmbedder

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
MINE, THEIRS = 7, 8
ROOM, OTHER_ROOM = 70, 80
MINUTE = timedelta(minutes=1)


class Died(BaseException):
    """The process ends here: nothing may catch it, as nothing catches a kill."""


class HandSetClock:
    def __init__(self) -> None:
        self.instant = NOW

    def now(self) -> datetime:
        return self.instant


class Room:
    """What Discord holds, and the faults of the way to it."""

    def __init__(self, clock: HandSetClock) -> None:
        self.clock = clock
        self.messages: list[tuple[int, str, datetime]] = []
        self.notices: list[Notice] = []
        self.before: list[BaseException] = []
        self.after: list[BaseException] = []
        self.told: list[tuple[int, int, str, str]] = []

    async def publish_alert(self, channel_id, notice, *, nonce):
        await asyncio.sleep(0)
        if self.before:
            raise self.before.pop(0)
        self.messages.append((channel_id, nonce, self.clock.now()))
        self.notices.append(notice)
        if self.after:
            raise self.after.pop(0)
        return Posted(len(self.messages), self.clock.now())

    async def find_published(self, channel_id, *, nonce, since):
        for n, (channel, known, at) in enumerate(self.messages, 1):
            if (channel, known) == (channel_id, nonce) and at >= since:
                return Posted(n, at)
        return None

    async def tell_stopped(self, guild_id, channel_id, reason, *, what):
        self.told.append((guild_id, channel_id, reason, what))
        return True

    @property
    def channels(self):
        return [channel for channel, _, _ in self.messages]


class House:
    def __init__(self, app: App, clock: HandSetClock) -> None:
        self.app, self.clock = app, clock
        self.room = Room(clock)
        self.alerter = self.start()

    def start(self) -> Alerter:
        # A process of its own remembers nothing of what another one found.
        finder = type(self.app.finder)(self.app.finder._happenings, self.app.statements, self.app.watchlist.watch_of)
        return Alerter(
            self.app.alert_rules, self.app.alerts, finder, self.app.notices, self.room, self.clock,
            grace=timedelta(hours=2),
        )  # fmt: skip

    async def rule(self, guild_id=MINE, channel_id=ROOM, kinds=ALL_KINDS):
        return await self.app.alert_rules.save_rule(guild_id, channel_id, kinds, "en", self.clock.now())

    async def candidate(self, statement_id, stance, on="2026-11-23", company="mistral-ai", guild_id=HOUSE):
        new = Statement(
            statement_id, company, PartialDate(on), None, Provenance.OFFICIAL_STATEMENT, Modality.POSITION,
            tuple(Scope), stance, None, None, {"en": "words", "ja": "言葉"}, "Wire", "Title",
            "https://wire.example/a", verified=True, status=StatementStatus.CANDIDATE,
        )  # fmt: skip
        await self.app.statements.add_statements([new], guild_id=guild_id, by="local", now=self.clock.now())
        return new

    async def approve(self, *ids, guild_id=HOUSE):
        await self.app.review.decide(ids, StatementStatus.APPROVED, guild_id=guild_id, by="tester")

    async def turn(self, name="turn", company="mistral-ai", guild_id=HOUSE):
        """A company turns: it closes, or opens where it was closed."""
        reading = await self.app.catalogue.reading(company)
        stance = Stance.OPEN_WEIGHTS if reading.stance is Stance.CLOSED else Stance.CLOSED
        await self.candidate(name, stance, company=company)
        await self.approve(name, guild_id=guild_id)

    async def tick(self, after=timedelta()):
        self.clock.instant += after
        return await self.alerter.tick()

    async def ledger(self, guild_id=None):
        return [(one.state, one.reason) for one in reversed(await self.app.alerts.list_alerts(guild_id, 100))]

    async def report(
        self,
        outlet,
        minutes_ago=5,
        title="Mistral AI releases a model",
        guild_id=MINE,
        followed=NOW - timedelta(days=9),
    ):
        at = self.clock.now() - timedelta(minutes=minutes_ago)
        url = f"https://{outlet}.example"
        source = await self.app.sources.add_source(f"{url}/feed", outlet, "en", SourceKind.FEED, followed)
        await self.app.sources.follow(guild_id, source.source_id, followed)
        body = f"Mistral AI released the weights of a small model on Tuesday, {outlet} reports. It has 3 billion parameters."
        page = f"{url}/{minutes_ago}"
        new = NewArticle(None, page, page, outlet, "en", title, body, at, self.clock.now(), Extent.FULL)
        [article] = await self.app.articles.add_articles(source.source_id, [new], [[f"url:{page}"]], self.clock.now())
        return article

    async def story(self, *articles, companies=("mistral-ai",)):
        features: dict[str, Any] = {
            "vector": None,
            "model": None,
            "signature": None,
            "companies": companies,
            "now": self.clock.now(),
        }
        titles: dict[Lang, str] = {"en": articles[0].title}
        placed = await self.app.stories.create_story(articles[0], titles=titles, **features)
        for one in articles[1:]:
            placed = await self.app.stories.join_story(
                placed.story_id, one, story_companies=companies, titles=titles, **features
            )
        return placed


@pytest.fixture(scope="module")
def loaded(tmp_path_factory) -> Path:
    """A store that holds the shipped record: loaded once, copied for each test."""
    folder: Path = tmp_path_factory.mktemp("loaded")

    async def load() -> None:
        async with open_app(Settings(data_dir=folder), clock=HandSetClock(), embedder=QuickEmbedder()):
            pass

    asyncio.run(load())
    return folder


@pytest.fixture
async def house(tmp_path, loaded) -> AsyncIterator[House]:
    clock = HandSetClock()
    folder = shutil.copytree(loaded, tmp_path / "store")
    async with open_app(Settings(data_dir=folder), clock=clock, embedder=QuickEmbedder()) as app:
        yield House(app, clock)


# -------------------------------------------------------------------------------------------------------------- turns


async def test_an_approved_turn_is_told_once_with_before_and_after(house: House):
    await house.rule()
    assert await house.tick() == [], "what the data set brought before is nothing new"
    await house.turn()
    [alert] = await house.tick(timedelta(seconds=5))
    assert (alert.state, alert.reason) == (DeliveryState.CONFIRMED, None)
    assert alert.posted_at - alert.slot_at < MINUTE
    [notice] = house.room.notices
    assert notice.before
    assert notice.after
    assert notice.after.statement_id == "turn"
    assert notice.before.company == "mistral-ai"
    assert notice.before.stance is not notice.after.stance
    for minutes in (1, 10, 60, 60 * 23, 60 * 48):
        assert await house.tick(minutes * MINUTE) == []
    house.alerter = house.start()
    assert await house.tick() == []
    assert house.room.channels == [ROOM]


async def test_nobody_is_told_who_did_not_ask(house: House):
    await house.turn()
    assert await house.tick() == []
    await house.rule(kinds=(AlertKind.BREAKING,))
    await house.turn("again")
    assert await house.tick() == []
    assert house.room.messages == []


async def test_what_happened_before_it_was_asked_for_is_not_told(house: House):
    await house.turn()
    house.clock.instant += MINUTE
    await house.rule()
    assert await house.tick() == []


async def test_what_one_server_approved_is_told_in_that_server_only(house: House):
    await house.rule(MINE, ROOM)
    await house.rule(THEIRS, OTHER_ROOM)
    await house.turn(guild_id=MINE)
    await house.tick()
    assert house.room.channels == [ROOM]
    await house.approve("turn")
    await house.tick(MINUTE)
    assert sorted(house.room.channels) == [ROOM, OTHER_ROOM], "now it holds for everybody, and nobody is told twice"


async def test_a_server_that_rejected_the_words_is_not_told(house: House):
    await house.rule(MINE, ROOM)
    await house.rule(THEIRS, OTHER_ROOM)
    await house.candidate("turn", Stance.CLOSED)
    await house.app.review.decide(["turn"], StatementStatus.REJECTED, guild_id=THEIRS, by="tester")
    await house.approve("turn")
    await house.tick()
    assert house.room.channels == [ROOM]


async def test_a_newer_data_set_tells_what_is_new_and_not_what_it_fills_in(house: House):
    await house.rule()
    companies = await house.app.statements.list_companies()
    new = await house.candidate("unused", Stance.CLOSED)
    old = replace(new, statement_id="old", said_on=PartialDate("2019-01-01"), status=StatementStatus.APPROVED)
    fresh = replace(new, statement_id="fresh", status=StatementStatus.APPROVED)
    await house.app.statements.load(companies, [old], version="shipped:x", now=house.clock.now())
    await house.tick(MINUTE)
    assert house.room.messages == []
    await house.app.statements.load(companies, [fresh], version="shipped:y", now=house.clock.now())
    await house.tick(MINUTE)
    assert [one.after and one.after.statement_id for one in house.room.notices] == ["fresh"]


async def test_more_than_enough_is_left_to_the_next_brief(house: House):
    await house.rule()
    companies = [one.company_id for one in await house.app.statements.list_companies()]
    turned = [one for one in companies if (await house.app.catalogue.reading(one)).basis][: MOST_AN_HOUR + 2]
    for company in turned:
        await house.turn(f"turn-{company}", company)
    await house.tick()
    told = [one for one, _ in await house.ledger()]
    assert told.count(DeliveryState.CONFIRMED) == MOST_AN_HOUR
    assert [reason for _, reason in await house.ledger()].count(Reason.CROWDED) == 2
    left = await house.app.alerts.list_for_brief(MINE, NOW - timedelta(days=1))
    assert len(left) == MOST_AN_HOUR + 2


async def test_an_approval_that_is_taken_back_in_time_is_not_told(house: House):
    await house.rule()
    await house.turn()
    house.room.before = [PublishFailed("busy")]
    await house.tick()
    await house.app.review.undo(["turn"], by="tester")
    await house.tick(FIRST_WAIT)
    assert house.room.messages == []
    assert await house.ledger() == [(DeliveryState.SKIPPED, Reason.TAKEN_BACK)]


async def test_a_long_downtime_is_on_record_and_old_news_is_not_told(house: House):
    await house.rule()
    await house.turn()
    house.clock.instant += timedelta(hours=3)
    await house.tick()
    assert house.room.messages == []
    assert await house.ledger() == [(DeliveryState.SKIPPED, Reason.ALERT_MISSED)]


# -------------------------------------------------------------------------------------------------------------- faults


async def test_a_crash_after_the_claim_is_made_good(house: House, monkeypatch):
    await house.rule()
    await house.turn()

    async def dies(*_, **__):
        raise Died

    with monkeypatch.context() as dead:
        dead.setattr(house.app.alerts, "record_state", dies)
        with pytest.raises(Died):
            await house.tick()
    house.alerter = house.start()
    await house.tick(MINUTE)
    assert house.room.messages == [], "whoever holds it may still be at work"
    await house.tick(LEASE)
    assert house.room.channels == [ROOM]
    assert await house.ledger() == [(DeliveryState.CONFIRMED, Reason.ALERT_LATE)]


@pytest.mark.parametrize("lost", [Died(), PublishFailed("answer lost"), asyncio.CancelledError()])
async def test_what_was_posted_but_not_recorded_is_found_and_not_posted_again(house: House, lost, monkeypatch):
    await house.rule()
    await house.turn()
    house.room.after = [lost]
    real = house.app.alerts.record_state

    async def dies_too(alert, state, **named):
        if named["reason"] is not None and not isinstance(lost, Exception):
            raise Died
        return await real(alert, state, **named)

    with monkeypatch.context() as dead:
        dead.setattr(house.app.alerts, "record_state", dies_too)
        if isinstance(lost, Exception):
            await house.tick()
        else:
            with pytest.raises((Died, asyncio.CancelledError)):
                await house.tick()
    house.alerter = house.start()
    for wait in (FIRST_WAIT, LEASE, LEASE):
        await house.tick(wait)
    assert house.room.channels == [ROOM]
    assert [state for state, _ in await house.ledger()] == [DeliveryState.CONFIRMED]


async def test_a_refusal_is_final_stops_the_rule_and_tells_an_admin_once(house: House):
    await house.rule()
    await house.turn()
    house.room.before = [PublishRefused("403")]
    await house.tick()
    await house.turn("again")
    await house.tick(MINUTE)
    assert house.room.messages == []
    assert house.room.told == [(MINE, ROOM, Reason.REFUSED, "alert")]
    assert await house.ledger() == [(DeliveryState.FAILED, Reason.REFUSED)]
    [rule] = await house.app.alert_rules.list_rules(MINE, active_only=False)
    assert (rule.active, rule.stopped) == (False, Reason.REFUSED)


async def test_two_alerters_on_one_store_tell_once(house: House):
    await house.rule()
    other = house.start()
    await house.turn()
    await asyncio.gather(house.alerter.tick(), other.tick())
    assert house.room.channels == [ROOM]


async def test_a_stop_hands_back_what_is_under_way(house: House):
    await house.rule()
    await house.turn()
    real, hanging = house.room.publish_alert, asyncio.Event()

    async def hangs(*_, **__):
        hanging.set()
        await asyncio.sleep(60)

    house.room.publish_alert = hangs  # type: ignore[method-assign]
    await house.alerter.beat()
    await hanging.wait()
    await house.alerter.close(timedelta(milliseconds=10))
    assert await house.ledger() == [(DeliveryState.COMPOSED, Reason.HANDED_BACK)]
    house.room.publish_alert = real  # type: ignore[method-assign]
    house.alerter = house.start()
    await house.tick()
    assert house.room.channels == [ROOM]


# ------------------------------------------------------------------------------------------------------------- stories


async def test_a_story_that_many_outlets_report_is_told_once(house: House):
    await house.rule()
    story = await house.story(*[await house.report(outlet) for outlet in ("one", "two")])
    assert await house.tick() == []
    third = await house.report("three", 1)
    features: dict[str, Any] = {
        "vector": None,
        "model": None,
        "signature": None,
        "companies": ("mistral-ai",),
        "now": house.clock.now(),
    }
    grown = await house.app.stories.join_story(
        story.story_id, third, story_companies=("mistral-ai",), titles=story.titles, **features
    )
    [alert] = await house.tick(timedelta(seconds=5))
    assert alert.event.subject == {"story": grown.story_id}
    told = house.room.notices[0].brief
    assert told
    assert told.story_id == story.story_id
    fourth = await house.report("four", 0)
    await house.app.stories.join_story(
        story.story_id, fourth, story_companies=("mistral-ai",), titles=story.titles, **features
    )
    assert await house.tick(MINUTE) == []
    assert house.room.channels == [ROOM]


async def test_old_news_of_sources_that_were_just_followed_is_not_told(house: House):
    await house.rule()
    outlets = ("one", "two", "three")
    await house.story(*[await house.report(outlet, 30, followed=NOW - 10 * MINUTE) for outlet in outlets])
    assert await house.tick() == []


async def test_only_what_a_server_reads_counts_for_it(house: House):
    await house.rule(MINE, ROOM)
    await house.rule(THEIRS, OTHER_ROOM)
    theirs = [await house.report(outlet, guild_id=THEIRS) for outlet in ("two", "three")]
    await house.app.sources.follow(THEIRS, 1, NOW - timedelta(days=9))
    await house.story(await house.report("one"), *theirs)
    first = (await house.app.sources.list_sources(MINE))[0]
    await house.app.sources.follow(THEIRS, first.source_id, NOW - timedelta(days=9))
    await house.tick()
    assert house.room.channels == [OTHER_ROOM]


# -------------------------------------------------------------------------------------------------------- the next brief


async def test_an_alert_is_tied_to_the_brief_that_comes_next(house: House):
    await house.rule()
    await house.turn()
    [alert] = await house.tick()
    assert alert.delivery_id is None
    slot = house.clock.now() + timedelta(hours=1)
    schedule = await house.app.schedules.save_schedule(MINE, ROOM, slot.time(), "UTC", ("en",), 5, NOW)
    delivery = await house.app.deliveries.claim(schedule, slot, slot, due_at=slot + timedelta(days=1))
    assert delivery
    await house.app.deliveries.record_state(
        delivery.delivery_id, DeliveryState.CONFIRMED, now=slot, token=delivery.token, posted_at=slot, message_ids=[1]
    )
    assert len(await house.app.alerts.list_for_brief(MINE, NOW - timedelta(days=1))) == 1
    await house.tick(timedelta(hours=1))
    [linked] = await house.app.alerts.list_alerts(MINE)
    assert linked.delivery_id == delivery.delivery_id
    assert await house.app.alerts.list_for_brief(MINE, NOW - timedelta(days=1)) == []
