"""Who is cancelled amid their work with the store leaves no connection open, and no lock."""

import asyncio
import gc
import sqlite3
import time
from contextlib import AsyncExitStack

import aiosqlite
import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.dialects.sqlite.aiosqlite import AsyncAdapt_aiosqlite_cursor

from bot.storage.database import Database, open_database, sqlite_url
from bot.storage.sqlite_connection import CONNECT, SqliteConnection
from bot.storage.tables import guilds
from tests.conftest import NOW

_SLOW_QUERY = text(
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) SELECT i FROM n WHERE i > 999998"
)
"""Works for some tenths of a second before its first row, and has another one after that."""


async def _ids(database: Database) -> list[int]:
    async with database.reader() as connection:
        return list((await connection.execute(select(guilds.c.id).order_by(guilds.c.id))).scalars())


@pytest.mark.parametrize("times", [1, 2])
async def test_who_is_cancelled_amid_a_query_leaves_no_lock(tmp_path, monkeypatch, times):
    monkeypatch.setitem(CONNECT, "timeout", 1.0)

    async def write_slowly(database: Database) -> None:
        async with database.writer() as connection:
            await connection.execute(insert(guilds).values(id=1, updated_at=NOW))
            asking.set()
            await connection.execute(_SLOW_QUERY)

    async with open_database(sqlite_url(tmp_path / "store.db"), now=NOW) as database:
        asking = asyncio.Event()
        writing = asyncio.create_task(write_slowly(database))
        await asking.wait()
        await asyncio.sleep(0.01)
        for _ in range(times):
            writing.cancel()
        with pytest.raises(asyncio.CancelledError) as kept:  # with the frames that hold what was open
            await writing
        async with database.writer() as connection:
            await connection.execute(insert(guilds).values(id=2, updated_at=NOW))
        assert await _ids(database) == [2]
    assert kept.value is not None


@pytest.mark.parametrize("way", ["reader", "writer"])
async def test_who_is_cancelled_while_a_connection_goes_back_leaves_it_in_its_pool(tmp_path, monkeypatch, way):
    going_back = asyncio.Event()
    loop = asyncio.get_running_loop()

    class Slow(SqliteConnection):
        def commit(self) -> None:
            self._wait(super().commit)

        def rollback(self) -> None:
            self._wait(super().rollback)

        @staticmethod
        def _wait(end) -> None:
            if armed:
                loop.call_soon_threadsafe(going_back.set)
                time.sleep(0.1)
            end()

    async def work(database: Database) -> None:
        async with getattr(database, way)() as connection:
            await connection.execute(select(guilds.c.id))

    armed: list[bool] = []
    monkeypatch.setitem(CONNECT, "factory", Slow)
    async with open_database(sqlite_url(tmp_path / "store.db"), now=NOW) as database:
        await work(database)  # opens the connection
        armed.append(True)
        working = asyncio.create_task(work(database))
        await going_back.wait()
        working.cancel()
        await asyncio.sleep(0)
        working.cancel()
        with pytest.raises(asyncio.CancelledError):
            await working
    left = [one for one in gc.get_objects() if isinstance(one, Slow) and _is_open(one)]
    assert left == []


@pytest.mark.parametrize("way", ["reader", "writer"])
@pytest.mark.parametrize("begins", ["before", "after"])
async def test_who_works_longer_than_the_database_is_open_leaves_nothing_open(tmp_path, monkeypatch, way, begins):
    class Own(SqliteConnection):
        pass

    monkeypatch.setitem(CONNECT, "factory", Own)
    async with AsyncExitStack() as work:
        async with open_database(sqlite_url(tmp_path / "store.db"), now=NOW) as database:
            if begins == "before":
                connection = await work.enter_async_context(getattr(database, way)())
        if begins == "after":
            connection = await work.enter_async_context(getattr(database, way)())
        assert list((await connection.execute(select(guilds.c.id))).scalars()) == []
    assert [one for one in gc.get_objects() if isinstance(one, Own) and _is_open(one)] == []


async def test_who_is_cancelled_while_the_database_closes_closes_it_whole(tmp_path, monkeypatch):
    class Slow(SqliteConnection):
        def close(self) -> None:
            time.sleep(0.05)
            super().close()

    async def open_and_close() -> None:
        async with open_database(sqlite_url(tmp_path / "store.db"), now=NOW) as database:
            async with database.reader() as first, database.reader() as second, database.writer() as third:
                for connection in (first, second, third):
                    await connection.execute(select(guilds.c.id))
            closing.set()

    monkeypatch.setitem(CONNECT, "factory", Slow)
    closing = asyncio.Event()
    working = asyncio.create_task(open_and_close())
    await closing.wait()
    for _ in range(3):
        await asyncio.sleep(0.01)
        working.cancel()
    with pytest.raises(asyncio.CancelledError):
        await working
    assert [one for one in gc.get_objects() if isinstance(one, Slow) and _is_open(one)] == []


async def test_who_is_cancelled_while_a_connection_is_set_up_leaves_none_open(tmp_path, monkeypatch):
    opened: list[aiosqlite.Connection] = []
    real = AsyncAdapt_aiosqlite_cursor.execute

    def cancelled(self, operation, *given):
        if "query_only = ON" in operation:
            opened.append(self._connection)
            raise asyncio.CancelledError
        return real(self, operation, *given)

    async with open_database(sqlite_url(tmp_path / "store.db"), now=NOW) as database:
        monkeypatch.setattr(AsyncAdapt_aiosqlite_cursor, "execute", cancelled)
        async with database.reader(), AsyncExitStack() as others:
            with pytest.raises(asyncio.CancelledError):  # noqa: PT012
                while True:  # until the pool has no idle one left and opens another
                    await others.enter_async_context(database.reader())
        [left] = opened
        with pytest.raises(ValueError, match="no active connection"):
            await left.execute("SELECT 1")
        monkeypatch.undo()
        assert await _ids(database) == []


def _is_open(connection: sqlite3.Connection) -> bool:
    try:
        return connection.total_changes >= 0
    except sqlite3.ProgrammingError:
        return False
