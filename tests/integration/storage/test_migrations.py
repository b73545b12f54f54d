"""The migrated schema is the one that the code believes in, and starting twice at once is harmless."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, DateTime, bindparam, create_engine, inspect, text, update

from bot.errors import StoreTooNew
from bot.storage.articles import ArticleStore
from bot.storage.columns import digest
from bot.storage.database import Database, open_database, sqlite_url
from bot.storage.migrations import HEAD
from bot.storage.tables import metadata, upgrades
from bot.storage.upgrade import MIGRATIONS
from tests.conftest import NOW

ROOT = Path(__file__).parents[3]


def _differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata))


def _shape(connection: Connection) -> dict[str, object]:
    """What compare_metadata does not look at: primary keys, unique keys, foreign keys with their deletion rule."""
    look = inspect(connection)
    return {
        table: (
            look.get_pk_constraint(table),
            sorted(look.get_unique_constraints(table), key=str),
            sorted(look.get_foreign_keys(table), key=str),
            sorted(look.get_indexes(table), key=str),
        )
        for table in sorted(metadata.tables)
    }


async def test_the_migrated_tables_are_the_ones_of_the_code(database: Database):
    async with database.writer() as connection:
        assert await connection.run_sync(_differences) == []


async def test_keys_and_deletion_rules_are_the_same_as_in_tables_made_from_the_code(database: Database):
    async with database.writer() as connection:
        migrated = await connection.run_sync(_shape)
        await connection.run_sync(metadata.drop_all)
        await connection.run_sync(metadata.create_all)
        assert await connection.run_sync(_shape) == migrated


async def test_sqlite_never_gives_a_deleted_id_again(tmp_path: Path):
    """PostgreSQL's sequences never go back by themselves."""
    url = sqlite_url(tmp_path / "kawaraban.db")
    async with open_database(url, now=NOW) as database, database.reader() as connection:
        query = text("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'")
        never_reused = set(await connection.scalars(query))
    assert never_reused == {table.name for table in metadata.tables.values() if table.autoincrement_column is not None}


def test_the_named_head_is_the_newest_step():
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def _go(connection: Connection, revision: str) -> None:
    from alembic import command

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS))
    (command.downgrade if revision < HEAD or revision == "base" else command.upgrade)(config, revision)


async def test_every_step_can_be_taken_back(database: Database):
    async with database.writer() as connection:
        await connection.run_sync(_go, "base")
        left = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    assert left == ["alembic_version"]


async def test_articles_of_an_older_store_are_found_under_every_address_of_their_page(database: Database):
    async with database.writer() as connection:
        await connection.run_sync(_go, "0004")
        urls = ["http://www.o.example/a", "https://o.example/a", "https://o.example/b/", "https://o.example/c"]
        for url in urls:
            of_feed = url.endswith("/c")
            await connection.execute(
                text(
                    "INSERT INTO articles (url, url_digest, canonical_url, canonical_digest, outlet, lang, title, text,"
                    " published_at, fetched_at, extent, of_house) VALUES (:url, :of_url, :url, :key, 'O', 'en', 'T', 'x',"
                    " :at, :at, 'full', :yes)"
                ).bindparams(bindparam("at", type_=DateTime(timezone=True))),
                {
                    "url": url,
                    "of_url": digest(url),
                    "key": digest(f"{url}\nT\nx" if of_feed else url),
                    "at": NOW,
                    "yes": True,
                },
            )
        await connection.run_sync(_go, HEAD)
    store = ArticleStore(database)
    found = [
        await store.find_by_url(url) for url in ("https://m.o.example/a/", "http://o.example/b", "http://o.example/c")
    ]
    # Two rows turned out to be one page: both stay, and the older one is found.
    assert [one and one.canonical_url for one in found] == [urls[0], urls[2], urls[3]]


async def test_when_it_was_upgraded_is_on_record(database: Database):
    async with database.reader() as connection:
        assert (await connection.execute(upgrades.select())).all() == [(HEAD, NOW)]


async def test_a_database_of_a_newer_version_is_refused(database_url: str):
    async with open_database(database_url, now=NOW) as database, database.writer() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        await connection.execute(update(upgrades).values(revision="9999"))
    with pytest.raises(StoreTooNew):
        async with open_database(database_url, now=NOW):
            pass


_START = """
import asyncio, sys
from datetime import UTC, datetime
from bot.storage.database import open_database

async def main():
    async with open_database(sys.argv[1], now=datetime.now(UTC)) as database:
        await database.check()

asyncio.run(main())
"""


async def test_processes_that_start_at_once_on_nothing_all_start(database_url: str):
    starting = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", _START, database_url, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(4)
    ]
    for process in starting:
        _, errors = await process.communicate()
        assert process.returncode == 0, errors.decode()
    engine = create_engine(database_url.replace("+aiosqlite", ""))
    with engine.connect() as connection:
        assert len(connection.execute(upgrades.select()).all()) == 1
    engine.dispose()


async def test_opening_twice_at_once_in_one_process(database_url: str):
    async def start() -> None:
        async with open_database(database_url, now=NOW) as database:
            await database.check()

    await asyncio.gather(*(start() for _ in range(5)))
