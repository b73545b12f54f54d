"""What readers follow, were told and think; and that deleting one reader's data leaves nothing of theirs anywhere."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.domain.article import Extent, NewArticle
from bot.domain.reader import Fault, NoticeState, Rating, Topic, room_of
from bot.domain.source import SourceKind
from bot.storage.articles import ArticleStore
from bot.storage.database import Database
from bot.storage.feedback import FeedbackStore
from bot.storage.personal_data import OF_A_PERSON, SIGNED_BY_A_PERSON, PersonalDataStore
from bot.storage.personal_follows import PersonalFollowStore
from bot.storage.replies import ReplyStore
from bot.storage.sources import SourceStore
from bot.storage.stories import StoryStore
from bot.storage.story_history import Shape, StoryHistory
from bot.storage.tables import metadata
from tests.conftest import NOW

GUILD, ME, OTHER = 2**62 + 7, 2**61 + 5, 2**61 + 6


@pytest.fixture
def follows(database: Database) -> PersonalFollowStore:
    return PersonalFollowStore(database)


async def test_a_follow_is_there_once_and_only_its_own_reader_can_stop_it(follows: PersonalFollowStore):
    one = await follows.follow(ME, GUILD, Topic.COMPANY, "acme", "ja", NOW, limit=2)
    again = await follows.follow(ME, GUILD, Topic.COMPANY, "acme", "en", NOW, limit=2)
    assert one == again
    assert one is not None
    assert await follows.follow(ME, GUILD, Topic.STORY, "7", "ja", NOW, limit=2)
    assert await follows.follow(ME, GUILD, Topic.STORY, "8", "ja", NOW, limit=2) is None
    assert not await follows.stop(one.follow_id, OTHER)
    assert await follows.find(one.follow_id, OTHER) is None
    assert await follows.stop(one.follow_id, ME)
    assert [one.topic for one in await follows.list_of(ME)] == [Topic.STORY]


async def test_nobody_is_told_who_has_not_agreed_or_closed_the_door(follows: PersonalFollowStore):
    await follows.follow(ME, GUILD, Topic.COMPANY, "acme", "ja", NOW, limit=9)
    assert await follows.list_active() == []
    await follows.agree(ME, NOW)
    assert len(await follows.list_active()) == 1
    await follows.close(ME, NOW)
    assert await follows.list_active() == []
    assert not await follows.has_agreed(ME)
    await follows.agree(ME, NOW)
    assert await follows.has_agreed(ME)
    assert await follows.stop_all(ME) == 1
    assert not await follows.has_agreed(ME)


async def test_news_are_claimed_once_however_many_follows_lead_to_them(follows: PersonalFollowStore):
    one = await follows.follow(ME, GUILD, Topic.COMPANY, "acme", "ja", NOW, limit=9)
    two = await follows.follow(ME, GUILD, Topic.STORY, "5", "ja", NOW, limit=9)
    assert one
    assert two
    notice = await follows.claim(one, 5, 50, NOW)
    assert notice
    assert await follows.claim(two, 5, 50, NOW) is None
    assert [n.notice_id for n in await follows.list_claimed()] == [notice.notice_id]
    await follows.record(notice.notice_id, NoticeState.SENT)
    assert await follows.list_claimed() == []
    assert await follows.claim(two, 5, 51, NOW)
    assert await follows.find_room(ME, 5) == GUILD
    assert await follows.find_room(OTHER, 5) is None
    assert len(await follows.list_notices([ME], NOW - timedelta(hours=1))) == 2
    assert await follows.list_notices([ME], NOW + timedelta(hours=1)) == []


async def test_the_newest_opinion_of_a_reader_counts(database: Database):
    store = FeedbackStore(database)

    async def give(rating: Rating, user: int = ME) -> None:
        await store.give(GUILD, user, "s1", rating, lang="ja", engine="local", revision=2, now=NOW)

    await give(Rating.BAD)
    assert await store.give_reason(GUILD, ME, "s1", Fault.OUTDATED)
    assert not await store.give_reason(GUILD, OTHER, "s1", Fault.OUTDATED)
    assert not await store.give_reason(GUILD, ME, "s2", Fault.OUTDATED)
    [kept] = await store.list_feedback(GUILD)
    assert (kept.rating, kept.fault, kept.engine, kept.revision) == (Rating.BAD, Fault.OUTDATED, "local", 2)
    await give(Rating.GOOD)
    [kept] = await store.list_feedback()
    assert (kept.rating, kept.fault) == (Rating.GOOD, None)
    assert not await store.give_reason(GUILD, ME, "s1", Fault.OUTDATED)
    await give(Rating.BAD, OTHER)
    assert [one.user_id for one in await store.list_feedback(rating=Rating.BAD)] == [OTHER]
    assert await store.list_feedback(GUILD + 1) == []


async def furnish(database: Database, user_id: int) -> None:
    follows = PersonalFollowStore(database)
    for guild_id in (GUILD, room_of(user_id)):
        follow = await follows.follow(user_id, guild_id, Topic.COMPANY, "acme", "ja", NOW, limit=9)
        assert follow
        assert await follows.claim(follow, guild_id % 1000, 1, NOW)
        await FeedbackStore(database).give(
            guild_id, user_id, "s1", Rating.BAD, lang="ja", engine="local", revision=1, now=NOW
        )
        await ReplyStore(database).save_reply("answer", guild_id, {"asked": "?"}, NOW, user_id)
    await follows.agree(user_id, NOW)
    await ReplyStore(database).save_reply("edition", room_of(user_id), {}, NOW)
    source = await SourceStore(database).add_source("https://paper.example/x", "Page", None, SourceKind.PAGE, NOW)
    await SourceStore(database).follow(room_of(user_id), source.source_id, NOW)
    await SourceStore(database).follow(GUILD + user_id % 10, source.source_id, NOW, added_by=user_id)


async def everything(database: Database) -> str:
    async with database.reader() as connection:
        return str(
            [[tuple(row) for row in await connection.execute(select(table))] for table in metadata.sorted_tables]
        )


async def test_deleting_a_readers_data_leaves_nothing_of_theirs_and_everything_of_others(database: Database):
    await furnish(database, ME)
    await furnish(database, OTHER)
    store = PersonalDataStore(database)
    mine, others = await store.count(ME), await store.count(OTHER)
    assert mine == others
    assert (mine["personal_follows"], mine["feedback"], mine["replies"], mine["readers"]) == (2, 2, 3, 1)
    assert await store.delete(ME) == sum(mine.values())
    assert str(ME) not in await everything(database)
    assert await store.count(OTHER) == others
    # What they added for a server stays there, without their name.
    assert await SourceStore(database).list_sources(GUILD + ME % 10)
    assert await store.delete(ME) == 0


def test_every_column_that_holds_a_person_is_known_to_the_deletion():
    """A new table with somebody's number in it must say what becomes of it."""
    named = {"user_id", "added_by"}
    holding = {
        (table.name, column.name) for table in metadata.sorted_tables for column in table.c if column.name in named
    }
    known = {(table.name, "user_id") for table in OF_A_PERSON} | {(t.name, c.name) for t, c in SIGNED_BY_A_PERSON}
    assert holding == known


async def test_replies_of_nobody_in_particular_are_kept(database: Database):
    await ReplyStore(database).save_reply("edition", GUILD, {}, NOW)
    await PersonalDataStore(database).delete(ME)
    async with database.reader() as connection:
        assert (await connection.execute(select(metadata.tables["replies"]))).all()


async def test_a_follow_and_its_notices_lead_to_the_story_that_theirs_went_into(
    database: Database, follows: PersonalFollowStore
):
    kept, gone = await _story(database, "kept"), await _story(database, "gone")
    followed = [await follows.follow(ME, GUILD, Topic.STORY, str(one), "ja", NOW, limit=2) for one in (gone, kept)]
    assert followed[0]
    assert followed[1]
    await follows.claim(followed[0], gone, 50, NOW)
    shape = Shape({"en": "kept"}, ())
    assert await StoryHistory(database).merge(kept, gone, shape, NOW)
    assert [one.subject for one in await follows.list_of(ME)] == [str(kept)]
    [notice] = await follows.list_notices([ME], NOW - timedelta(days=1))
    assert notice.story_id == kept
    assert await follows.find_room(ME, kept) == await follows.find_room(ME, gone) == GUILD
    again = await follows.follow(ME, GUILD, Topic.STORY, str(kept), "ja", NOW, limit=2)
    assert again == replace(followed[0], subject=str(kept))
    assert await follows.follow(ME, GUILD, Topic.COMPANY, "acme", "ja", NOW, limit=2)  # two stories count as one
    assert await follows.stop(followed[0].follow_id, ME)
    assert [one.topic for one in await follows.list_of(ME)] == [Topic.COMPANY]


async def _story(database: Database, key: str) -> int:
    source = await SourceStore(database).add_source("https://p.example/", "P", "en", SourceKind.FEED, NOW)
    url = f"https://p.example/{key}"
    new = NewArticle(None, url, url, "P", "en", key, key, NOW, NOW, Extent.FULL)
    [article] = await ArticleStore(database).add_articles(source.source_id, [new], [[url]], NOW)
    story = await StoryStore(database).create_story(
        article, vector=None, model=None, signature=None, companies=(), titles={"en": key}, now=NOW
    )
    return story.story_id
