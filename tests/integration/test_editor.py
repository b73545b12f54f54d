"""Editions on a real store: what is given to a channel is not given again, and an update is led by what is new."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.app import App, open_app
from bot.delivery.dispatcher import Dispatcher
from bot.domain.article import Article, Extent, NewArticle
from bot.domain.brief import Brief
from bot.domain.delivery import DeliveryState, Schedule
from bot.domain.edition import Readers
from bot.domain.language import Lang
from bot.domain.source import SourceKind
from bot.domain.watch import Coverage, Watch
from bot.errors import PublishFailed
from bot.ports import Posted
from bot.settings import Settings
from bot.stories.selection import Standing

SLOT = datetime(2025, 9, 5, 0, 0, tzinfo=UTC)
GUILD, STRANGER, CHANNEL, OTHER_CHANNEL = 11, 33, 70, 71

FIRST = (
    "Norrland AI raises $450 million",
    "Norrland AI has raised $450 million in a funding round, the Swedish AI start-up announced on Thursday.\n"
    'Chief executive Signe Halvorsen said: "Europe needs models it can run at home."',
)
AGAIN = (
    "Swedish AI start-up Norrland AI gets $450 million",
    "Swedish AI company Norrland AI has announced a funding round of $450 million.\n"
    "Chief executive Signe Halvorsen wants models that Europe can run at home.",
)
FRAUD = (
    "Prosecutors search Norrland AI over funding round",
    "Swedish prosecutors searched the offices of Norrland AI in Kiruna on Friday in an investigation of forged "
    "customer contracts worth $80 million.\nThe AI start-up suspended its finance chief, a spokesperson said.\n"
    "Norrland AI had raised $450 million a day earlier.",
)
CHIPS = (
    "Export rules for AI chips tightened",
    "The government tightened its export control of AI chips on Thursday, the ministry announced.\n"
    "Makers of accelerators need a licence for each shipment from October.",
)
WEATHER = ("Heavy rain expected", "Heavy rain is expected in Bergen on Friday, the weather office said.")


@dataclass
class Clock:
    instant: datetime

    def now(self) -> datetime:
        return self.instant


@dataclass
class Channel:
    """Keeps what was posted; can fail before or after the post."""

    clock: Clock
    posts: list[tuple[int, list[Brief]]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    nonces: dict[str, int] = field(default_factory=dict)

    async def publish(self, channel_id, editions, *, nonce, together=False, late_for=None):
        fault = self.faults.pop(0) if self.faults else ""
        if fault == "before":
            raise PublishFailed("away")
        self.posts.append((channel_id, [brief for edition in editions for brief in edition.briefs]))
        self.nonces[nonce] = len(self.posts)
        if fault == "after":
            raise PublishFailed("the answer was lost")
        return [len(self.posts)]

    async def find_published(self, channel_id, *, nonce, since):
        number = self.nonces.get(nonce)
        return Posted(number, self.clock.now()) if number else None

    async def tell_stopped(self, guild_id, channel_id, reason):
        return False


@dataclass
class House:
    app: App
    clock: Clock
    channel: Channel
    dispatcher: Dispatcher

    async def publish(self, n: int, told: tuple[str, str], at: datetime, lang: str = "en") -> Article:
        url = f"https://outlet{n}.example/a"
        source = await self.app.sources.add_source(
            f"https://outlet{n}.example/feed", f"Outlet {n}", lang, SourceKind.FEED, at
        )
        await self.app.sources.follow(GUILD, source.source_id, at)
        new = NewArticle(None, url, url, f"Outlet {n}", lang, *told, at, at, Extent.FULL)
        [article] = await self.app.articles.add_articles(source.source_id, [new], [[f"url:{url}"]], at)
        await self.app.clusterer.place(article)
        return article

    async def morning(self, days: int = 0) -> list[Brief]:
        """What the slot of that day posts."""
        before = len(self.channel.posts)
        self.clock.instant = SLOT + timedelta(days=days)
        await self.dispatcher.tick()
        return [brief for _, briefs in self.channel.posts[before:] for brief in briefs]

    async def schedule(
        self, channel: int = CHANNEL, langs: tuple[Lang, ...] = ("en",), watch: Watch | None = None, at: time = time(0)
    ) -> Schedule:
        made = SLOT - timedelta(hours=1)
        return await self.app.schedules.save_schedule(GUILD, channel, at, "UTC", langs, 5, made, watch=watch)

    def headlines(self, channel: int) -> list[list[str]]:
        """Of each post in this channel."""
        return [[brief.headline for brief in briefs] for place, briefs in self.channel.posts if place == channel]


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    clock = Clock(SLOT)
    async with open_app(Settings(data_dir=tmp_path), clock=clock) as app:
        channel = Channel(clock=clock)
        yield House(app, clock, channel, app.dispatcher_for(channel))


async def test_nothing_is_told_twice_and_an_update_is_led_by_what_is_new(house: House):
    await house.schedule()
    first = await house.publish(1, FIRST, SLOT - timedelta(hours=10))
    [told] = await house.morning()
    assert not told.is_update
    await house.publish(2, AGAIN, SLOT + timedelta(hours=3))
    assert await house.morning(1) == []
    fraud = await house.publish(3, FRAUD, SLOT + timedelta(days=1, hours=5))
    [update] = await house.morning(2)
    assert update.story_id == told.story_id
    assert update.revision == 3
    assert update.is_update
    assert update.new_article_ids == (fraud.article_id,)
    cited = {source.n: source.article_id for source in update.sources}
    assert {cited[n] for n in update.points[0].citations} == {fraud.article_id}
    assert "Prosecutors" in update.headline
    assert first.article_id in update.article_ids
    assert await house.morning(3) == []


async def test_both_languages_of_a_slot_hold_the_same_stories(house: House):
    await house.schedule(langs=("ja", "en"))
    await house.publish(1, FIRST, SLOT - timedelta(hours=10))
    told = await house.morning()
    assert [brief.lang for brief in told] == ["ja", "en"]
    assert {brief.story_id for brief in told} == {told[0].story_id}


async def test_another_channel_is_told_too(house: House):
    await house.schedule()
    await house.schedule(OTHER_CHANNEL)
    await house.publish(1, FIRST, SLOT - timedelta(hours=10))
    assert len(await house.morning()) == 2


async def test_what_did_not_reach_the_channel_was_not_given(house: House):
    await house.schedule()
    house.channel.faults = ["before"] * 9
    await house.publish(1, FIRST, SLOT - timedelta(hours=10))
    assert await house.morning() == []
    house.channel.faults = []
    await house.publish(2, AGAIN, SLOT + timedelta(hours=20))
    house.clock.instant = SLOT + timedelta(hours=23)
    await house.dispatcher.tick()
    assert house.channel.posts == []
    assert len(await house.morning(1)) == 1


async def test_a_post_whose_answer_was_lost_counts_as_given(house: House):
    await house.schedule()
    house.channel.faults = ["after"]
    await house.publish(1, FIRST, SLOT - timedelta(hours=10))
    assert len(await house.morning()) == 1
    for minutes in range(5, 60, 5):
        house.clock.instant = SLOT + timedelta(minutes=minutes)
        await house.dispatcher.tick()
    [delivery] = await house.app.deliveries.list_deliveries(GUILD)
    assert delivery.state is DeliveryState.CONFIRMED
    await house.publish(2, AGAIN, SLOT + timedelta(hours=3))
    assert await house.morning(1) == []


async def test_what_a_server_asks_for_is_not_given_and_holds_what_was(house: House):
    await house.schedule()
    await house.publish(1, FIRST, SLOT - timedelta(hours=10))
    house.clock.instant = SLOT - timedelta(minutes=30)
    asked = await house.app.editor.edition(GUILD, "en", on=date(2025, 9, 5))
    assert len(asked.briefs) == 1
    assert len(await house.morning()) == 1
    asked = await house.app.editor.edition(GUILD, "en", on=date(2025, 9, 5))
    assert [brief.is_update for brief in asked.briefs] == [False]


async def test_an_edition_holds_the_days_stories_about_ai_and_nothing_old(house: House):
    await house.publish(1, FIRST, SLOT - timedelta(hours=10))
    await house.publish(4, ("Old AI model news", FIRST[1].replace("Norrland", "Sorland")), SLOT - timedelta(days=9))
    await house.publish(5, WEATHER, SLOT - timedelta(hours=2))
    edition = await house.app.editor.edition(GUILD, "en", on=SLOT.date())
    assert (edition.guild_id, edition.on, edition.lang) == (GUILD, SLOT.date(), "en")
    assert [brief.headline for brief in edition.briefs] == [FIRST[0]]
    assert (await house.app.editor.edition(GUILD, "en", on=SLOT.date(), top=0)).briefs == ()
    assert (await house.app.editor.edition(STRANGER, "ja", on=SLOT.date())).briefs == ()
    later = await house.app.editor.edition(GUILD, "en", on=SLOT.date(), since=SLOT - timedelta(minutes=5))
    assert later.briefs == ()


async def test_a_server_that_wants_tracked_stories_only_gets_no_others(house: House):
    await house.publish(1, FIRST, SLOT - timedelta(hours=10))
    await house.app.watchlist.add(GUILD, "export control")
    await house.app.watchlist.set_coverage(GUILD, Coverage.TRACKED)
    assert (await house.app.editor.edition(GUILD, "en", on=SLOT.date())).briefs == ()
    await house.app.watchlist.add(GUILD, "funding round")
    assert len((await house.app.editor.edition(GUILD, "en", on=SLOT.date())).briefs) == 1


def only(*keywords: str) -> Watch:
    return Watch(keywords=keywords, coverage=Coverage.TRACKED)


async def test_schedules_with_topics_of_their_own_get_editions_of_their_own(house: House):
    await house.publish(1, FIRST, SLOT - timedelta(hours=10))
    await house.publish(2, CHIPS, SLOT - timedelta(hours=9))
    await house.schedule(CHANNEL, watch=only("export control"))
    await house.schedule(OTHER_CHANNEL, watch=only("funding round", "acquisition"))
    await house.schedule(72)
    await house.schedule(73, watch=only("quantum computing"))
    await house.morning()
    assert house.headlines(CHANNEL) == [[CHIPS[0]]]
    assert house.headlines(OTHER_CHANNEL) == [[FIRST[0]]]
    assert [sorted(one) for one in house.headlines(72)] == [sorted([FIRST[0], CHIPS[0]])]
    assert house.headlines(73) == []
    reasons = {one.channel_id: one.reason for one in await house.app.deliveries.list_deliveries(GUILD)}
    assert reasons == {CHANNEL: None, OTHER_CHANNEL: None, 72: None, 73: "delivery-quiet"}


async def test_own_topics_stand_in_place_of_the_servers_and_lead_unless_alone(house: House):
    await house.publish(1, FIRST, SLOT - timedelta(hours=10))
    await house.publish(2, CHIPS, SLOT - timedelta(hours=10))
    await house.app.watchlist.add(GUILD, "export control")
    await house.app.watchlist.set_coverage(GUILD, Coverage.TRACKED)
    await house.schedule(CHANNEL)
    await house.schedule(OTHER_CHANNEL, watch=Watch(keywords=("funding round",)))
    await house.schedule(72, watch=Watch(keywords=("export control",)))
    await house.morning()
    assert house.headlines(CHANNEL) == [[CHIPS[0]]], "without topics of its own: the server's, and its choice"
    assert house.headlines(OTHER_CHANNEL) == [[FIRST[0], CHIPS[0]]]
    assert house.headlines(72) == [[CHIPS[0], FIRST[0]]]


async def test_one_channel_is_told_nothing_twice_whatever_its_schedules_are_about(house: House):
    await house.publish(1, FIRST, SLOT - timedelta(hours=10))
    await house.publish(2, CHIPS, SLOT - timedelta(hours=10))
    await house.schedule(CHANNEL, watch=only("export control"))
    await house.schedule(CHANNEL, at=time(0, 1))
    await house.schedule(OTHER_CHANNEL, at=time(0, 1), watch=only("export control"))
    house.clock.instant = SLOT - timedelta(seconds=90)
    for _ in range(4):
        await house.dispatcher.tick()
        while house.dispatcher.preparing:  # noqa: ASYNC110 -- what it prepares shows in what is posted alone
            await asyncio.sleep(0.01)
        house.clock.instant += timedelta(seconds=50)
    assert house.headlines(CHANNEL) == [[CHIPS[0]], [FIRST[0]]]
    assert house.headlines(OTHER_CHANNEL) == [[CHIPS[0]]], "another channel's readers are told all of their topic"


async def test_why_goes_by_the_topics_of_the_readers(house: House):
    first = await house.publish(1, FIRST, SLOT - timedelta(hours=10))
    story = await house.app.stories.find_story_of(first.article_id)
    assert story is not None
    chips, rounds = Readers(CHANNEL, SLOT, only("export control")), Readers(CHANNEL, SLOT, only("funding round"))
    why = house.app.editor.why
    assert "only tracked stories are wanted" in await why(GUILD, story.story_id, "en", readers=chips)
    assert "追跡対象に関するものではありません" in await why(GUILD, story.story_id, "ja", readers=chips)
    assert "tracked: funding round" in await why(GUILD, story.story_id, "en", readers=rounds)
    assert "tracked" not in await why(GUILD, story.story_id, "en")


async def test_an_empty_edition_knows_whether_there_was_untracked_news(house: House):
    await house.publish(1, FIRST, SLOT - timedelta(hours=10))
    edition = house.app.editor.edition
    none = await edition(GUILD, "en", on=SLOT.date(), readers=Readers(CHANNEL, SLOT, only("quantum")))
    assert (none.briefs, none.left_untracked) == ((), True)
    assert not (await edition(STRANGER, "en", on=SLOT.date())).left_untracked


async def test_why_says_in_both_languages_what_became_of_a_story(house: House):
    await house.schedule()
    first = await house.publish(1, FIRST, SLOT - timedelta(hours=10))
    story = await house.app.stories.find_story_of(first.article_id)
    assert story is not None
    english = await house.app.editor.why(GUILD, story.story_id, "en")
    assert english.startswith("In the edition, in place 1: 1 independent outlet, official words")
    assert "独立した媒体1社" in await house.app.editor.why(GUILD, story.story_id, "ja")
    await house.morning()
    readers = Readers(CHANNEL, SLOT + timedelta(days=1))
    house.clock.instant = SLOT + timedelta(hours=5)
    [verdict] = await house.app.editor.judge(GUILD, readers=readers)
    assert verdict.standing is Standing.TOLD
    house.clock.instant = SLOT + timedelta(days=4)
    assert "last 24 hours" in await house.app.editor.why(GUILD, story.story_id, "en")
