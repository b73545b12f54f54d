"""The database: one writer and separate readers, on SQLite or PostgreSQL, opened with its tables up to date.

SQLite lets one connection write at a time. A pool of writers would fight over that lock (17 times the latency at p99),
so there is exactly one writer connection behind a lock of ours; readers have their own and never wait for it.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, TypeVar

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import QueuePool

from bot.errors import BadSettings
from bot.storage.faults import translated
from bot.storage.sqlite_connection import CONNECT
from bot.storage.sqlite_file import prepare
from bot.storage.upgrade import upgrade

T = TypeVar("T")
Dialect = Literal["sqlite", "postgresql"]
_READERS = 4
_BLOCKING_READERS = 2
_DRIVERS: dict[str, tuple[Dialect, str]] = {
    "sqlite": ("sqlite", "sqlite+aiosqlite"),
    "postgresql": ("postgresql", "postgresql+psycopg"),
    "postgres": ("postgresql", "postgresql+psycopg"),
}


def sqlite_url(path: Path) -> str:
    """The URL of the SQLite database in this file."""
    return URL.create("sqlite+aiosqlite", database=str(path.absolute())).render_as_string(hide_password=False)


class Database:
    """Gives out connections. Stores take one of these and nothing else."""

    def __init__(
        self,
        dialect: Dialect,
        url: URL,
        readers: AsyncEngine,
        writers: AsyncEngine,
        blocking: "Blocking | None" = None,
    ) -> None:
        self.dialect = dialect
        self.url = url
        self._readers = readers
        self._writers = writers
        self._blocking = blocking
        self._is_closed = False
        # PostgreSQL has any number of writers; SQLite one, so waiting happens here, in order, and not in its busy loop.
        self._turn: asyncio.Lock | None = asyncio.Lock() if dialect == "sqlite" else None

    @property
    def place(self) -> str:
        """Where it is, as an admin may read it: the file, or the URL without its password."""
        return str(self.url.database) if self.dialect == "sqlite" else self.url.render_as_string(hide_password=True)

    @asynccontextmanager
    async def reader(self) -> AsyncIterator[AsyncConnection]:
        """A connection that sees one moment of the database and cannot write. Raises StoreError."""
        with translated(self.place):
            async with self._connected(self._readers) as connection:
                yield connection

    @asynccontextmanager
    async def writer(self) -> AsyncIterator[AsyncConnection]:
        """One transaction: committed at the end of the body, rolled back when it raises. Never nest two.

        Raises StoreError; sqlalchemy's IntegrityError where a key says no.
        """
        async with AsyncExitStack() as stack:
            if self._turn:
                await stack.enter_async_context(self._turn)
            stack.enter_context(translated(self.place))
            connection = await stack.enter_async_context(self._connected(self._writers))
            await connection.begin()
            yield connection
            await _to_its_end(connection.commit())

    async def write(self, work: Callable[[Connection], T]) -> T:
        """`work` as one transaction, like `writer`; it blocks, in a thread.

        For what every turn of every source does: a statement there needs no way from the event loop to a thread and
        back, which costs more than most statements. Raises as `writer`.
        """
        if self._blocking is None:
            async with self.writer() as connection:
                return await connection.run_sync(work)
        async with AsyncExitStack() as stack:
            if self._turn:
                await stack.enter_async_context(self._turn)
            stack.enter_context(translated(self.place))
            # A thread cannot be stopped.
            running = asyncio.get_running_loop().run_in_executor(self._blocking.writing, self._blocking.write, work)
            return await _to_its_end(running)

    async def read(self, work: Callable[[Connection], T]) -> T:
        """`work` on a connection that sees one moment, like `reader`; it blocks, in a thread."""
        if self._blocking is None:
            async with self.reader() as connection:
                return await connection.run_sync(work)
        with translated(self.place):
            running = asyncio.get_running_loop().run_in_executor(self._blocking.reading, self._blocking.read, work)
            return await running

    async def check(self) -> None:
        """Whether it answers, in a millisecond. Raises StoreError."""
        async with self.reader() as connection:
            await connection.execute(text("SELECT 1 FROM alembic_version"))

    async def close(self) -> None:
        """Close every connection, one in use as soon as it is not; who is cancelled is so only when it is done."""
        self._is_closed = True
        await _to_its_end(self._close())

    async def _close(self) -> None:
        await self._readers.dispose()
        await self._writers.dispose()
        if self._blocking:
            await asyncio.to_thread(self._blocking.close)

    @asynccontextmanager
    async def _connected(self, engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
        """A connection that is back in its pool when the body has ended, whatever ended it.

        SQLAlchemy's own way gives it back behind the back of who was cancelled. Then the database may be closed first:
        the pool is gone by then, and the connection stays open, with its transaction and the lock of the whole file.
        """
        connection = await engine.connect()
        try:
            yield connection
        finally:
            await _to_its_end(self._give_back(connection))

    async def _give_back(self, connection: AsyncConnection) -> None:
        if self._is_closed:
            await connection.invalidate()  # its pool is gone, or would be opened anew: nobody would close it there
        await connection.close()

    def insert(self, table: Table) -> "sqlite.Insert | postgresql.Insert":
        """The insert that knows on_conflict_do_nothing and on_conflict_do_update, spelt alike for both stores."""
        return sqlite.insert(table) if self.dialect == "sqlite" else postgresql.insert(table)


class Blocking:
    """The same SQLite file by the standard library's own driver: one writer's and two readers' connections.

    Each has a thread of its own: those of the event loop also look up names, and a slow name server may hold them all.
    """

    def __init__(self, url: URL) -> None:
        url = url.set(drivername="sqlite")
        self.writing = ThreadPoolExecutor(1, thread_name_prefix="store-writer")
        self.reading = ThreadPoolExecutor(_BLOCKING_READERS, thread_name_prefix="store-reader")
        self._writers = create_engine(url, poolclass=QueuePool, pool_size=1, max_overflow=0, connect_args=CONNECT)
        self._readers = create_engine(
            url, poolclass=QueuePool, pool_size=_BLOCKING_READERS, max_overflow=0, connect_args=CONNECT
        )
        _set_up(self._writers, writes=True)
        _set_up(self._readers, writes=False)

    def write(self, work: Callable[[Connection], T]) -> T:
        with self._writers.begin() as connection:
            return work(connection)

    def read(self, work: Callable[[Connection], T]) -> T:
        with self._readers.connect() as connection:
            return work(connection)

    def close(self) -> None:
        self.reading.shutdown()
        self.writing.shutdown()
        self._readers.dispose()
        self._writers.dispose()


async def _to_its_end(work: Awaitable[T]) -> T:
    """Its result; who is cancelled meanwhile is so only when it has ended."""
    running, is_cancelled = asyncio.ensure_future(work), False
    while not running.done():
        try:
            await asyncio.wait([running])
        except asyncio.CancelledError:
            is_cancelled = True
    if is_cancelled and not running.cancelled():
        running.exception()  # seen, for it is not told
        raise asyncio.CancelledError
    return running.result()


@asynccontextmanager
async def open_database(url: str, *, now: datetime) -> AsyncIterator[Database]:
    """Open the store at `url` and bring its tables up to date; close it at the end.

    Raises StoreBroken, StoreUnwritable, StoreTooNew, StoreError, and BadSettings for a URL that names no store of ours.
    A SQLite file that is refused is left untouched.
    """
    dialect, address = _parse(url)
    database = _connect(dialect, address)
    if dialect == "sqlite":
        await asyncio.to_thread(prepare, Path(str(address.database)))
    await asyncio.to_thread(upgrade, address, database.place, now)
    try:
        await database.check()
        yield database
    finally:
        await database.close()


def _parse(url: str) -> tuple[Dialect, URL]:
    try:
        address = make_url(url)
        dialect, driver = _DRIVERS[address.get_backend_name()]
    except (ArgumentError, KeyError) as problem:
        raise _bad_url("it must start with sqlite:// or postgresql+psycopg://") from problem
    if dialect == "sqlite" and not address.database:
        raise _bad_url("it names no file")
    return dialect, address.set(drivername=driver)


def _bad_url(reason: str) -> BadSettings:
    # The URL itself may hold a password, so it is not repeated.
    return BadSettings(reason, name="KAWARABAN_DATABASE_URL", reason=reason)


def _connect(dialect: Dialect, url: URL) -> Database:
    if dialect == "postgresql":
        engine = create_async_engine(url, pool_size=5, max_overflow=5, pool_pre_ping=True)
        snapshots = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        return Database(dialect, url, snapshots, engine)
    writers = create_async_engine(url, pool_size=1, max_overflow=0, connect_args=CONNECT)
    readers = create_async_engine(url, pool_size=_READERS, max_overflow=0, connect_args=CONNECT)
    _set_up(writers.sync_engine, writes=True)
    _set_up(readers.sync_engine, writes=False)
    return Database(dialect, url, readers, writers, Blocking(url))


def _set_up(engine: Engine, *, writes: bool) -> None:
    def set_up(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in ("foreign_keys = ON", "synchronous = NORMAL", f"query_only = {'OFF' if writes else 'ON'}"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def begin(connection: Connection) -> None:
        # A transaction that starts reading and then writes can fail at once, however long it may wait: take the
        # write lock first. After a plain BEGIN, a reader's first look fixes the moment that it sees.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "connect", set_up)
    event.listen(engine, "begin", begin)
