"""The database: one writer and separate readers, on SQLite or PostgreSQL, opened with its tables up to date.

SQLite lets one connection write at a time. A pool of writers would fight over that lock (17 times the latency at p99),
so there is exactly one writer connection behind a lock of ours; readers have their own and never wait for it.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import URL, Connection, Table, event, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import BadSettings
from bot.storage.faults import translated
from bot.storage.sqlite_file import LOCK_SECONDS, prepare
from bot.storage.upgrade import upgrade

Dialect = Literal["sqlite", "postgresql"]
_READERS = 4
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

    def __init__(self, dialect: Dialect, url: URL, readers: AsyncEngine, writers: AsyncEngine) -> None:
        self.dialect = dialect
        self.url = url
        self._readers = readers
        self._writers = writers
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
            async with self._readers.connect() as connection:
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
            yield await stack.enter_async_context(self._writers.begin())

    async def check(self) -> None:
        """Whether it answers, in a millisecond. Raises StoreError."""
        async with self.reader() as connection:
            await connection.execute(text("SELECT 1 FROM alembic_version"))

    async def close(self) -> None:
        await self._readers.dispose()
        await self._writers.dispose()

    def insert(self, table: Table) -> "sqlite.Insert | postgresql.Insert":
        """The insert that knows on_conflict_do_nothing and on_conflict_do_update, spelt alike for both stores."""
        return sqlite.insert(table) if self.dialect == "sqlite" else postgresql.insert(table)


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
    return Database(dialect, url, _sqlite_engine(url, readers=_READERS), _sqlite_engine(url, readers=0))


def _sqlite_engine(url: URL, *, readers: int) -> AsyncEngine:
    """An engine of so many reading connections, or of one that writes."""
    engine = create_async_engine(
        url,
        pool_size=readers or 1,
        max_overflow=0,
        # isolation_level None: the driver begins nothing by itself, we do.
        connect_args={"timeout": LOCK_SECONDS, "isolation_level": None},
    )

    def set_up(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in ("foreign_keys = ON", "synchronous = NORMAL", f"query_only = {'ON' if readers else 'OFF'}"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def begin(connection: Connection) -> None:
        # A transaction that starts reading and then writes can fail at once, however long it may wait: take the
        # write lock first. After a plain BEGIN, a reader's first look fixes the moment that it sees.
        connection.exec_driver_sql("BEGIN" if readers else "BEGIN IMMEDIATE")

    event.listen(engine.sync_engine, "connect", set_up)
    event.listen(engine.sync_engine, "begin", begin)
    return engine
