"""Copies of a SQLite store: taken while it is in use, and put back only after they were looked at."""

import asyncio
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp

from sqlalchemy import make_url

from bot.errors import FileStoreOnly, StoreBroken, StoreError, StoreTooNew, StoreUnwritable
from bot.storage.database import Database
from bot.storage.sqlite_file import SIDE_FILES, beside, inspect_file, is_whole, opened, opened_to_read
from bot.storage.upgrade import knows_revision

_PATIENCE = 2.0
"""Seconds until a store that somebody uses is called in use: they will not close it because we wait."""


def sqlite_path(url: str) -> Path:
    """The file of a SQLite URL. Raises FileStoreOnly for PostgreSQL, which has pg_dump and pg_restore for this."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite" or not address.database:
        raise FileStoreOnly
    return Path(address.database)


async def backup(database: Database, target: Path) -> None:
    """A whole copy of the store as it is now, at `target`; readers and the writer go on meanwhile.

    An earlier backup at `target` is replaced once the new one is whole. Raises FileStoreOnly, and StoreUnwritable
    where `target` cannot be written or holds anything else than a backup.
    """
    if database.dialect != "sqlite":
        raise FileStoreOnly
    await asyncio.to_thread(_back_up, Path(str(database.url.database)), target)


async def restore(source: Path, target: Path | str) -> None:
    """Make the store at `target` (a file, or the store's URL) a copy of `source`. Nobody may have it open.

    `source` is looked at first, and the old file stays until the new one is whole; a damaged one is kept as
    `<name>.damaged`. Raises StoreBroken or StoreTooNew for `source`, StoreUnwritable or StoreBusy for `target`, and
    FileStoreOnly for the URL of a PostgreSQL.
    """
    await asyncio.to_thread(_restore, source, sqlite_path(target) if isinstance(target, str) else target)


def _back_up(source: Path, target: Path) -> None:
    if target.exists() and (target.samefile(source) or not _is_ours(target)):
        raise StoreUnwritable("something else is there", path=str(target))
    with _new_file(target) as fresh:
        _copy(source, fresh)
        fresh.replace(target)


def _restore(source: Path, target: Path) -> None:
    if not source.is_file() or not source.stat().st_size:
        raise StoreBroken("there is no backup", path=str(source))
    if target.exists() and target.samefile(source):
        raise StoreUnwritable("the backup and the store are one file", path=str(target))
    inspect_file(source)
    _check_version(source)
    with _new_file(target) as fresh:
        _copy(source, fresh)
        inspect_file(fresh)
        _settle(target)
        fresh.replace(target)


def _is_ours(path: Path) -> bool:
    try:
        inspect_file(path)
    except StoreError:
        return False
    return path.stat().st_size > 0


def _check_version(path: Path) -> None:
    with opened_to_read(path, whole=is_whole(path)) as connection:
        revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if revision is None or not knows_revision(revision[0]):
        raise StoreTooNew(f"{path} is at {revision}")


@contextmanager
def _new_file(target: Path) -> Iterator[Path]:
    """An empty file beside `target`, so that it can take its place in one step; gone at the end if it did not."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as problem:
        raise StoreUnwritable(str(problem), path=str(target)) from problem
    os.close(handle)
    fresh = Path(name)
    try:
        yield fresh
    except OSError as problem:
        raise StoreUnwritable(str(problem), path=str(target)) from problem
    finally:
        for left in (fresh, *(beside(fresh, suffix) for suffix in SIDE_FILES)):
            left.unlink(missing_ok=True)


def _copy(source: Path, fresh: Path) -> None:
    with opened_to_read(source, whole=is_whole(source)) as original, opened(fresh) as copy:
        original.backup(copy)
        # One file and nothing beside it, so that it can be moved; the store goes back to a log when it is opened.
        copy.execute("PRAGMA journal_mode = DELETE")
    with fresh.open("rb+") as file:
        os.fsync(file.fileno())


def _settle(target: Path) -> None:
    """Leave nothing beside the old store that SQLite would take for a part of the new one."""
    if target.exists() and _is_ours(target):
        with opened(target, patience=_PATIENCE) as old:
            # Refused while anybody else has it open; writes what is still in the log into the file.
            old.execute("PRAGMA journal_mode = DELETE")
    elif target.exists():
        for suffix in ("", *SIDE_FILES):
            _keep_damaged(beside(target, suffix))
    for suffix in SIDE_FILES:
        beside(target, suffix).unlink(missing_ok=True)


def _keep_damaged(path: Path) -> None:
    # Somebody may still get something out of it.
    if path.exists():
        shutil.copy2(path, beside(path, ".damaged"))
