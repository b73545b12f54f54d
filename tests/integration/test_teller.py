"""Direct messages about what readers follow: told once, within bounds, and no more after a no."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.delivery.personal import DAILY_LIMIT, RETRY_WITHIN
from bot.delivery.teller import Teller
from bot.domain.article import Extent, NewArticle
from bot.domain.reader import NoticeState, PersonalNotice, Topic
from bot.domain.source import SourceKind
from bot.domain.story import Story
from bot.errors import MessagesClosed, PublishFailed, PublishRefused
from bot.ports import PersonalNews
from bot.storage.articles import ArticleStore
from bot.storage.database import Database, open_database, sqlite_url
from bot.storage.personal_follows import PersonalFollowStore
from bot.storage.sources import SourceStore
from bot.storage.stories import StoryStore
from bot.storage.story_history import Shape, StoryHistory
from tests.conftest import NOW

GUILD, ELSEWHERE, ME, OTHER = 7, 8, 501, 502


@dataclass
class Clock:
    at: datetime = NOW

    def now(self) -> datetime:
        return self.at


@dataclass
class Messages:
    """Takes messages, or refuses them with what a test puts there."""

    sent: list[tuple[int, int, bool]] = field(default_factory=list)
    tried: int = 0
    fault: Exception | None = None
    follows: PersonalFollowStore | None = None
    claimed_before: list[bool] = field(default_factory=list)

    async def tell(self, notice: PersonalNotice, news: PersonalNews) -> None:
        self.tried += 1
        if self.follows:
            self.claimed_before.append(notice.notice_id in {n.notice_id for n in await self.follows.list_claimed()})
        if self.fault:
            raise self.fault
        self.sent.append((notice.user_id, notice.story_id, news.is_last_today))


@dataclass
class House:
    database: Database
    clock: Clock
    messages: Messages

    def __post_init__(self) -> None:
        self.follows = PersonalFollowStore(self.database)
        self.messages.follows = self.follows
        self.teller = self.new_teller()

    def new_teller(self) -> Teller:
        stories, articles = StoryStore(self.database), ArticleStore(self.database)
        return Teller(self.follows, stories, articles, self.messages, self.clock)

    async def follow(self, user_id: int = ME, topic: Topic = Topic.COMPANY, subject: str = "acme", guild: int = GUILD):
        await self.follows.agree(user_id, self.clock.at)
        return await self.follows.follow(user_id, guild, topic, subject, "ja", self.clock.at, limit=25)

    async def later(self, **passed: float) -> None:
        self.clock.at += timedelta(**passed)

    async def report(
        self, key: str, story: Story | None = None, *, company: str = "acme", age_hours: float = 0
    ) -> Story:
        source = await SourceStore(self.database).add_source("https://p.example/", "P", "en", SourceKind.FEED, NOW)
        await SourceStore(self.database).follow(GUILD, source.source_id, NOW)
        url = f"https://p.example/{key}"
        at = self.clock.at
        new = NewArticle(
            None, url, url, "P", "en", key, f"{key} text", at - timedelta(hours=age_hours), at, Extent.FULL
        )
        [article] = await ArticleStore(self.database).add_articles(source.source_id, [new], [[url]], at)
        features: dict[str, Any] = {"vector": None, "model": None, "signature": None, "companies": (company,)}
        features |= {"titles": {"en": key}, "now": at}
        stories = StoryStore(self.database)
        if story is None:
            return await stories.create_story(article, **features)
        return await stories.join_story(story.story_id, article, story_companies=(company,), **features)


@pytest.fixture
async def house(tmp_path: Path):
    async with open_database(sqlite_url(tmp_path / "k.db"), now=NOW) as database:
        yield House(database, Clock(), Messages())


async def test_a_companys_story_is_told_once_and_its_sequels_are_not(house: House):
    await house.follow()
    await house.later(minutes=5)
    story = await house.report("one")
    assert await house.teller.tick() == 1
    assert await house.teller.tick() == 0
    await house.later(minutes=5)
    await house.report("two", story)
    assert await house.teller.tick() == 0
    assert house.messages.sent == [(ME, story.story_id, False)]
    assert house.messages.claimed_before == [True]


async def test_a_follower_hears_of_the_story_that_theirs_went_into_and_nothing_twice(house: House):
    gone, kept = await house.report("gone"), await house.report("kept", company="other")
    await house.later(minutes=5)
    await house.follow(topic=Topic.STORY, subject=str(gone.story_id))
    await house.follow(OTHER, topic=Topic.STORY, subject=str(gone.story_id))
    await house.follow(OTHER, topic=Topic.STORY, subject=str(kept.story_id))
    await house.later(minutes=5)
    await house.report("sequel", gone)
    assert await house.teller.tick() == 2
    shape = Shape({"en": "kept"}, ("acme", "other"))
    assert await StoryHistory(house.database).merge(kept.story_id, gone.story_id, shape, house.clock.at)
    assert await house.teller.tick() == 0
    await house.later(minutes=5)
    await house.report("after", kept)
    assert await house.teller.tick() == 2
    assert house.messages.sent[2:] == [(ME, kept.story_id, False), (OTHER, kept.story_id, False)]


async def test_a_storys_follower_hears_of_each_report(house: House):
    story = await house.report("one")
    await house.later(minutes=5)
    await house.follow(topic=Topic.STORY, subject=str(story.story_id))
    await house.follow()
    assert await house.teller.tick() == 0
    await house.later(minutes=5)
    await house.report("two", story)
    assert await house.teller.tick() == 1
    await house.later(minutes=5)
    await house.report("three", story)
    assert await house.teller.tick() == 1
    assert len(house.messages.sent) == 2


async def test_what_another_server_reads_is_not_told(house: House):
    await house.follow(guild=ELSEWHERE)
    await house.later(minutes=5)
    await house.report("one")
    assert await house.teller.tick() == 0


async def test_old_news_other_companies_and_those_from_before_are_not_told(house: House):
    await house.report("before")
    await house.later(minutes=5)
    await house.follow()
    await house.later(minutes=5)
    await house.report("old", age_hours=30)
    await house.report("other", company="norvel")
    assert await house.teller.tick() == 0


async def test_nobody_gets_more_than_the_daily_limit_and_the_last_says_so(house: House):
    await house.follow()
    await house.later(minutes=5)
    for n in range(DAILY_LIMIT + 3):
        await house.report(f"n{n}")
    assert await house.teller.tick() == DAILY_LIMIT
    assert await house.teller.tick() == 0
    assert [last for *_, last in house.messages.sent] == [False] * (DAILY_LIMIT - 1) + [True]


async def test_closed_messages_end_it_until_the_reader_agrees_again(house: House):
    await house.follow()
    await house.later(minutes=5)
    await house.report("one")
    await house.report("two")
    house.messages.fault = MessagesClosed("403 50007")
    await house.teller.tick()
    await house.teller.tick()
    assert house.messages.tried == 1
    assert not await house.follows.has_agreed(ME)
    assert len(await house.follows.list_of(ME)) == 1
    house.messages.fault = None
    await house.follows.agree(ME, house.clock.at)
    await house.teller.tick()
    assert len(house.messages.sent) == 1  # the one that failed is not sent later


async def test_one_readers_closed_door_holds_up_nobody_else(house: House):
    await house.follow(ME)
    await house.follow(OTHER)
    await house.later(minutes=5)
    await house.report("one")

    class Picky(Messages):
        async def tell(self, notice: PersonalNotice, news: PersonalNews) -> None:
            if notice.user_id == ME:
                raise MessagesClosed("403 50007")
            await super().tell(notice, news)

    house.messages = Picky()
    await house.new_teller().tick()
    assert [user for user, *_ in house.messages.sent] == [OTHER]


async def test_a_reader_who_left_the_server_is_told_no_more(house: House):
    await house.follow()
    await house.later(minutes=5)
    await house.report("one")
    house.messages.fault = PublishRefused("left server 7")
    await house.teller.tick()
    assert await house.follows.list_of(ME) == []


async def test_a_failure_is_tried_again_for_minutes_and_then_given_up(house: House):
    await house.follow()
    await house.later(minutes=5)
    await house.report("one")
    house.messages.fault = PublishFailed("503")
    for _ in range(6):
        await house.teller.tick()
        await house.later(minutes=1)
    assert house.messages.tried <= 2 + RETRY_WITHIN / timedelta(minutes=1)
    [notice] = await house.follows.list_notices([ME], NOW)
    assert notice.state is NoticeState.FAILED


async def test_a_failure_that_passes_is_told_once(house: House):
    await house.follow()
    await house.later(minutes=5)
    await house.report("one")
    house.messages.fault = PublishFailed("503")
    await house.teller.tick()
    house.messages.fault = None
    await house.later(minutes=1)
    await house.teller.tick()
    await house.teller.tick()
    assert len(house.messages.sent) == 1


async def test_what_was_being_sent_when_the_program_ended_is_not_sent_twice(house: House):
    follow = await house.follow()
    await house.later(minutes=5)
    story = await house.report("one")
    assert follow
    await house.follows.claim(follow, story.story_id, story.article_ids[-1], house.clock.at)
    await house.new_teller().tick()
    assert house.messages.tried == 0
    [notice] = await house.follows.list_notices([ME], NOW)
    assert notice.state is NoticeState.FAILED


async def test_stopping_stops_at_once(house: House):
    follow = await house.follow()
    await house.later(minutes=5)
    await house.report("one")
    assert follow
    await house.follows.stop(follow.follow_id, ME)
    assert await house.teller.tick() == 0
