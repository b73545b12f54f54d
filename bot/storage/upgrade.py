"""Brings a database to today's tables at start, one process at a time, in one transaction: all of it or nothing."""

import sqlite3
from datetime import datetime
from pathlib import Path
from time import monotonic, sleep

from sqlalchemy import URL, Connection, Engine, create_engine, event, insert, inspect, text
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.pool import NullPool

from bot.errors import StoreTooNew
from bot.storage.faults import PRIMARY, translated
from bot.storage.migrations import HEAD
from bot.storage.sqlite_file import APPLICATION_ID, LOCK_SECONDS
from bot.storage.tables import upgrades

MIGRATIONS = Path(__file__).parent / "migrations"
_SCRIPTS = str(MIGRATIONS).replace("%", "%%")
_LOCK = 0x4B41_5741
"""Any number that no other program takes on the same PostgreSQL server."""


def upgrade(url: URL, place: str, now: datetime) -> None:
    """Blocking. Create or migrate the tables at `url` and note when.

    Raises StoreTooNew, StoreBroken, StoreUnwritable, StoreError.
    """
    is_sqlite = url.get_backend_name() == "sqlite"
    driver = url.set(drivername="sqlite") if is_sqlite else url
    arguments = {"timeout": LOCK_SECONDS, "isolation_level": None} if is_sqlite else {}
    engine = create_engine(driver, poolclass=NullPool, connect_args=arguments)
    if is_sqlite:
        event.listen(engine, "begin", _begin_immediately)
    try:
        with translated(place):
            with engine.begin() as connection:
                _upgrade_locked(connection, is_sqlite, now)
            if is_sqlite:
                _keep_write_ahead_log(engine)
    finally:
        engine.dispose()


def _begin_immediately(connection: Connection) -> None:
    # Taking the write lock before reading the version makes a second process wait for the first.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _keep_write_ahead_log(engine: Engine) -> None:
    # Readers and the writer then do not block each other. The mode stays in the file; no transaction can change it.
    raw = engine.raw_connection()
    give_up_at = monotonic() + LOCK_SECONDS
    try:
        while not _switched(raw.cursor(), give_up_at):
            sleep(0.02)
    finally:
        raw.close()


def _switched(cursor: DBAPICursor, give_up_at: float) -> bool:
    # For this one statement SQLite does not wait for another process that starts as well; it fails at once.
    try:
        cursor.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as problem:
        if problem.sqlite_errorcode & PRIMARY != sqlite3.SQLITE_BUSY or monotonic() > give_up_at:
            raise
        return False
    return True


def _upgrade_locked(connection: Connection, is_sqlite: bool, now: datetime) -> None:
    if not is_sqlite:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    current = current_revision(connection)
    if current == HEAD:
        return
    if is_sqlite:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    run_alembic(connection)
    connection.execute(insert(upgrades).values(revision=HEAD, applied_at=now))


def current_revision(connection: Connection) -> str | None:
    """The step that this database is at; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def run_alembic(connection: Connection) -> None:
    """All steps that this database lacks. Raises StoreTooNew for a version that we do not know."""
    # Loading Alembic takes longer than anything else at start, and a current database does not need it.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", _SCRIPTS)
    config.set_main_option("path_separator", "os")
    try:
        command.upgrade(config, "head")
    except CommandError as problem:
        raise StoreTooNew(str(problem)) from problem


def knows_revision(revision: str) -> bool:
    """Whether a database at this step can be brought to today's tables."""
    from alembic.script import ScriptDirectory

    return any(step.revision == revision for step in ScriptDirectory(str(MIGRATIONS)).walk_revisions())
