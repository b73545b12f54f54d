"""Connections: what a reader sees, what a transaction is, and that many of both at once never trip over a lock."""

import asyncio
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import DBAPIError, StatementError

from bot.errors import BadSettings, StoreError
from bot.storage.database import Database, open_database
from bot.storage.tables import guilds
from tests.conftest import NOW


async def _add_guild(database: Database, number: int, at: datetime = NOW) -> None:
    async with database.writer() as connection:
        await connection.execute(insert(guilds).values(id=number, updated_at=at))


async def _count(database: Database) -> int:
    async with database.reader() as connection:
        return (await connection.execute(select(func.count()).select_from(guilds))).scalar_one()


async def test_a_failing_transaction_leaves_nothing(database: Database):
    with pytest.raises(RuntimeError, match="stop"):  # noqa: PT012
        async with database.writer() as connection:
            await connection.execute(insert(guilds).values(id=1, updated_at=NOW))
            raise RuntimeError("stop")
    assert await _count(database) == 0
    await _add_guild(database, 1)
    assert await _count(database) == 1


async def test_a_reader_sees_one_moment(database: Database):
    await _add_guild(database, 1)
    async with database.reader() as connection:
        before = (await connection.execute(select(func.count()).select_from(guilds))).scalar_one()
        await _add_guild(database, 2)
        after = (await connection.execute(select(func.count()).select_from(guilds))).scalar_one()
    assert (before, after) == (1, 1)
    assert await _count(database) == 2


async def test_a_reader_cannot_write(database: Database):
    with pytest.raises(StoreError):
        async with database.reader() as connection:
            await connection.execute(insert(guilds).values(id=1, updated_at=NOW))
    assert await _count(database) == 0


async def test_instants_come_back_aware_and_in_utc(database: Database):
    tokyo = datetime(2025, 7, 16, 9, 30, 15, 123456, tzinfo=timezone(timedelta(hours=9)))
    await _add_guild(database, 1, tokyo)
    async with database.reader() as connection:
        stored = (await connection.execute(select(guilds.c.updated_at))).scalar_one()
    assert stored == tokyo
    assert stored.tzinfo is UTC


async def test_instants_compare_across_zones(database: Database):
    tokyo = timezone(timedelta(hours=9))
    await _add_guild(database, 1, datetime(2025, 7, 16, 0, 30, tzinfo=tokyo))  # still the 15th in UTC
    query = select(guilds.c.id).where(guilds.c.updated_at < datetime(2025, 7, 15, 16, tzinfo=UTC))
    async with database.reader() as connection:
        assert (await connection.scalars(query)).all() == [1]


async def test_naive_instants_are_refused(database: Database):
    with pytest.raises(StatementError, match="naive"):
        await _add_guild(database, 1, datetime(2025, 7, 16))  # noqa: DTZ001
    assert await _count(database) == 0


async def test_many_writers_and_readers_at_once(database: Database):
    async def write(first: int) -> None:
        for number in range(first, first + 10):
            await _add_guild(database, number)

    async def read() -> None:
        for _ in range(10):
            await _count(database)

    await asyncio.gather(*(write(100 * n) for n in range(1, 13)), *(read() for _ in range(12)))
    assert await _count(database) == 120


async def test_a_cancelled_writer_frees_its_turn_and_leaves_nothing(database: Database):
    held = asyncio.Event()

    async def hold() -> None:
        async with database.writer() as connection:
            await connection.execute(insert(guilds).values(id=1, updated_at=NOW))
            held.set()
            await asyncio.sleep(60)

    task = asyncio.create_task(hold())
    await held.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await asyncio.wait_for(_add_guild(database, 2), 5)
    assert await _count(database) == 1


async def test_writers_cancelled_at_any_moment_harm_nobody(database: Database):
    tasks = [asyncio.create_task(_add_guild(database, number)) for number in range(1, 41)]
    for number, task in enumerate(tasks):
        await asyncio.sleep(0.0004 * (number % 5))
        if number % 2:
            task.cancel()
    ended = await asyncio.gather(*tasks, return_exceptions=True)
    assert all(end is None or isinstance(end, asyncio.CancelledError) for end in ended)
    await _add_guild(database, 1000)
    async with database.reader() as connection:
        stored = set(await connection.scalars(select(guilds.c.id)))
    assert stored >= {1000} | {number for number, end in enumerate(ended, 1) if end is None}


async def test_what_was_committed_is_there_after_a_restart(database_url: str):
    async with open_database(database_url, now=NOW) as database:
        await _add_guild(database, 1)
    async with open_database(database_url, now=NOW) as database:
        assert await _count(database) == 1
        await database.check()


async def test_check_says_when_the_tables_are_not_there(database: Database):
    async with database.writer() as connection:
        await connection.exec_driver_sql("DROP TABLE alembic_version")
    with pytest.raises(StoreError):
        await database.check()


async def test_foreign_keys_hold(database: Database):
    from bot.storage.tables import follows

    with pytest.raises(DBAPIError):
        async with database.writer() as connection:
            await connection.execute(
                insert(follows).values(guild_id=1, source_id=99, paused=False, followed_at=NOW),
            )


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://localhost/x", "sqlite://", "sqlite+aiosqlite://"])
async def test_a_url_of_no_store_of_ours_is_refused(url: str):
    with pytest.raises(BadSettings):
        async with open_database(url, now=NOW):
            pass


async def test_an_unreachable_postgresql_is_one_clear_error_without_the_password(tmp_path):
    url = f"postgresql+psycopg://someone:secretword@/kawaraban?host={tmp_path}"
    with pytest.raises(StoreError) as caught:
        async with open_database(url, now=NOW):
            pass
    assert "secretword" not in str(caught.value)
