"""What a server chose, and that forgetting one leaves every other as it was."""

import re
from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    String,
    Time,
    TypeDecorator,
    select,
    update,
)

from bot.domain.server import Area, ServerSettings, SetupDraft
from bot.domain.source import HOUSE, SourceKind
from bot.storage.database import Database
from bot.storage.guilds import HANDED_OVER, GuildStore
from bot.storage.schedules import ScheduleStore
from bot.storage.sources import SourceStore
from bot.storage.tables import guilds, metadata
from tests.conftest import NOW

OURS, THEIRS = 2**62 + 7, 2**62 + 8


def _value(column: Column[Any], made: dict[str, dict[str, Any]], guild_id: int, n: int) -> Any:
    """Some value that the column takes; the row of the table that it refers to, where it does."""
    for key in column.foreign_keys:
        return made[key.column.table.name][key.column.name]
    if column.name == "guild_id":
        return guild_id
    kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    match kind:
        case DateTime():
            return NOW
        case Time():
            return time(8)
        case Boolean():
            return True
        case JSON():
            return {"n": n}
        case LargeBinary():
            return f"{column.name}{n}".encode()
        case Float():
            return 0.5
        case Integer() | BigInteger():
            return n
        case String():
            return f"{column.name}{n}"
    raise AssertionError(f"no value is known for {column}: add one")


async def _furnish(database: Database, guild_id: int) -> None:
    """A row of the server's in every table that has a guild_id, whoever adds the table; and of what it refers to."""
    n = guild_id % 1000 + 5
    made: dict[str, dict[str, Any]] = {}
    async with database.writer() as connection:
        for table in metadata.sorted_tables:
            if table.name in ("catalogue_state", "upgrades"):
                continue
            made[table.name] = {column.name: _value(column, made, guild_id, n) for column in table.columns}
            if table.name == "guilds":
                made[table.name]["id"] = guild_id
            await connection.execute(database.insert(table).values(made[table.name]).on_conflict_do_nothing())


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


def test_no_column_names_a_server_in_another_way():
    named = {f"{table.name}.{column.name}" for table in metadata.tables.values() for column in table.columns}
    others = {one for one in named if re.search(r"guild|server", one.split(".")[1]) and not one.endswith(".guild_id")}
    assert others == set()


async def test_forgetting_a_server_leaves_the_others_as_they_were(database: Database):
    await _furnish(database, THEIRS)
    await _furnish(database, OURS)
    before = await _everything(database)
    await GuildStore(database).forget(OURS)
    after = await _everything(database)
    of_guilds = {name for name, table in metadata.tables.items() if "guild_id" in table.c or name == "guilds"}
    # What hangs on a row of the server's goes with it.
    hanging = {
        name
        for name, table in metadata.tables.items()
        if any(key.column.table.name in of_guilds for key in table.foreign_keys)
    }
    assert {name for name in before if after[name] != before[name]} == of_guilds | hanging
    for name in of_guilds - {table.name for table in HANDED_OVER}:
        assert [row for row in before[name] if OURS not in row] == after[name]
    assert len(of_guilds) >= 9


async def test_nothing_of_a_forgotten_server_is_left(database: Database):
    await _furnish(database, OURS)
    await GuildStore(database).forget(OURS)
    await GuildStore(database).forget(OURS)
    assert str(OURS) not in str(await _everything(database))


async def test_settings_and_setup_are_kept(database: Database):
    store = GuildStore(database)
    assert await store.settings(OURS) == ServerSettings()
    chosen = ServerSettings("ja", True, frozenset({7, 2**62}), {"ask": frozenset({3})}, False)
    chosen = replace(chosen, in_charge={Area.REVIEW: frozenset({2**62 + 1, 4})})
    await store.save_settings(OURS, chosen, NOW)
    assert await store.settings(OURS) == chosen
    assert await store.settings(THEIRS) == ServerSettings()
    draft = SetupDraft(7, "08:30", "Asia/Tokyo", ("ja", "en"), ("analysis",))
    await store.save_setup(OURS, draft, NOW)
    assert await store.find_setup(OURS) == draft
    assert (await store.settings(OURS)).language == "ja"
    assert await store.find_setup(THEIRS) is None


async def test_a_server_that_left_posts_and_fetches_nothing_until_it_is_back(database: Database):
    store, schedules, sources = GuildStore(database), ScheduleStore(database), SourceStore(database)
    source = await sources.add_source("https://paper.example/feed", "Feed", None, SourceKind.FEED, NOW)
    await sources.follow(OURS, source.source_id, NOW)
    on = await schedules.save_schedule(OURS, 70, time(8), "UTC", ["en"], 5, NOW)
    off = await schedules.save_schedule(OURS, 71, time(9), "UTC", ["en"], 5, NOW)
    theirs = await schedules.save_schedule(THEIRS, 72, time(8), "UTC", ["en"], 5, NOW)
    await schedules.turn_off(OURS, off.schedule_id, NOW)

    assert await store.leave(OURS, NOW) == 1
    assert await store.leave(OURS, NOW + timedelta(days=9)) == 0
    assert [one.schedule_id for one in await schedules.list_schedules()] == [theirs.schedule_id]
    assert await sources.list_due(NOW) == []
    assert await store.list_left(NOW) == [OURS]
    assert await store.list_known() == [THEIRS]

    later = NOW + timedelta(days=10)
    assert await store.come_back(OURS, later) == 1
    assert await store.come_back(OURS, later) is None
    [back] = await schedules.list_schedules(OURS)
    assert (back.schedule_id, back.created_at, back.stopped) == (on.schedule_id, later, None)
    assert [one.source_id for one in await sources.list_due(NOW)] == [source.source_id]


async def test_only_who_is_still_away_is_purged(database: Database):
    store = GuildStore(database)
    await _furnish(database, OURS)
    async with database.writer() as connection:
        await connection.execute(update(guilds).values(left_at=None))
    assert OURS in await store.list_known()
    await _furnish(database, HOUSE)
    await _furnish(database, -1)
    assert min(await store.list_known()) > HOUSE
    await store.leave(OURS, NOW)
    assert not await store.forget(OURS, left_by=NOW - timedelta(seconds=1))
    await store.come_back(OURS, NOW)
    assert not await store.forget(OURS, left_by=NOW)
    assert str(OURS) in str(await _everything(database))
    await store.leave(OURS, NOW)
    assert await store.forget(OURS, left_by=NOW)
    assert str(OURS) not in str(await _everything(database))


async def test_the_house_cannot_be_forgotten(database: Database):
    await _furnish(database, HOUSE)
    before = await _everything(database)
    with pytest.raises(ValueError, match="house"):
        await GuildStore(database).forget(HOUSE)
    assert await _everything(database) == before
