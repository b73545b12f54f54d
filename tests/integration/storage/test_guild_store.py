"""What a server chose, and that forgetting one leaves every other as it was."""

from dataclasses import replace
from datetime import time

import pytest
from sqlalchemy import select

from bot.domain.reader import Rating, Topic
from bot.domain.source import HOUSE, SourceKind
from bot.domain.statement import StatementStatus
from bot.storage.articles import ArticleStore
from bot.storage.database import Database
from bot.storage.deliveries import DeliveryStore
from bot.storage.feedback import FeedbackStore
from bot.storage.guilds import GuildStore
from bot.storage.personal_follows import PersonalFollowStore
from bot.storage.replies import ReplyStore
from bot.storage.schedules import ScheduleStore
from bot.storage.sources import SourceStore
from bot.storage.statements import StatementStore
from bot.storage.tables import metadata
from tests.conftest import NOW
from tests.integration.storage.test_article_store import new_article
from tests.integration.storage.test_statement_store import company, statement

OURS, THEIRS = 2**62 + 7, 2**62 + 8


async def _furnish(database: Database, guild_id: int) -> None:
    """Give the server something in every table that a server can have something in."""
    sources, schedules, statements = SourceStore(database), ScheduleStore(database), StatementStore(database)
    source = await sources.add_source("https://paper.example/feed", "Feed", None, SourceKind.FEED, NOW)
    await sources.follow(guild_id, source.source_id, NOW, added_by=1)
    await ArticleStore(database).add_articles(source.source_id, [new_article()], [["guid:a"]], NOW)
    schedule = await schedules.save_schedule(guild_id, 70, time(8), "UTC", ["en"], 5, NOW)
    assert await DeliveryStore(database).claim(schedule, NOW, NOW)
    await statements.load([company()], [statement()], version="1", now=NOW)
    own = replace(statement(), statement_id=f"norvel-{guild_id}")
    await statements.add_statements([own], guild_id=guild_id, by="miner", now=NOW)
    await statements.set_status(["norvel-2025-fjord"], StatementStatus.REJECTED, guild_id=guild_id, by="a", now=NOW)
    await ReplyStore(database).save_reply("answer", guild_id, {}, NOW)
    await GuildStore(database).set_language(guild_id, "ja", NOW)
    follows = PersonalFollowStore(database)
    follow = await follows.follow(guild_id + 9, guild_id, Topic.STORY, "1", "ja", NOW, limit=5)
    assert follow
    assert await follows.claim(follow, guild_id - 2**62, 1, NOW)
    await FeedbackStore(database).give(guild_id, 5, "s1", Rating.BAD, lang="ja", engine="local", revision=1, now=NOW)


async def _everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    async with database.reader() as connection:
        return {
            name: sorted((tuple(row) for row in await connection.execute(select(table))), key=str)
            for name, table in metadata.tables.items()
            if name != "catalogue_state"
        }


async def test_a_language_is_chosen_and_changed(database: Database):
    store = GuildStore(database)
    assert await store.language(OURS) is None
    await store.set_language(OURS, "ja", NOW)
    await store.set_language(OURS, "en", NOW)
    assert await store.language(OURS) == "en"
    assert await store.language(THEIRS) is None


async def test_forgetting_a_server_leaves_the_others_as_they_were(database: Database):
    await _furnish(database, THEIRS)
    before = await _everything(database)
    await _furnish(database, OURS)
    with_ours = await _everything(database)
    of_guilds = {name for name, table in metadata.tables.items() if "guild_id" in table.c or name == "guilds"}
    assert {name for name in before if with_ours[name] != before[name]} == of_guilds
    await GuildStore(database).forget(OURS)
    assert await _everything(database) == before


async def test_nothing_of_a_forgotten_server_is_left(database: Database):
    await _furnish(database, OURS)
    await GuildStore(database).forget(OURS)
    await GuildStore(database).forget(OURS)
    assert str(OURS) not in str(await _everything(database))


async def test_the_house_cannot_be_forgotten(database: Database):
    await _furnish(database, HOUSE)
    before = await _everything(database)
    with pytest.raises(ValueError, match="house"):
        await GuildStore(database).forget(HOUSE)
    assert await _everything(database) == before
