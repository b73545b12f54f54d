"""Looks at a SQLite file before anything may write to it: whether it can be written, is whole, and is one of ours."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.errors import StoreBroken, StoreError, StoreUnwritable
from bot.storage.faults import store_error

LOCK_SECONDS = 20.0
"""How long a connection waits for another process's write."""
APPLICATION_ID = 0x4B574252
"""Marks a SQLite file as ours ("KWBR"), in the header field that SQLite keeps for that."""
SIDE_FILES = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database; without it, or with another's, the database is another one."""
_LOOKS = 50
_HEADER = b"SQLite format 3\x00"


def prepare(path: Path) -> None:
    """Blocking. Make the folder and check the file, if there is one. Raises StoreUnwritable or StoreBroken.

    A file that is refused is left as it was, byte for byte.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise StoreUnwritable(str(problem), path=str(path.parent)) from problem
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise StoreUnwritable("the folder is not writable", path=str(path.parent))
    if not path.exists():
        return
    inspect_file(path)
    if not os.access(path, os.W_OK):
        raise StoreUnwritable("the file is not writable", path=str(path))


def inspect_file(path: Path) -> None:
    """Blocking. Raises StoreBroken unless `path` is empty or a whole SQLite database of ours."""
    try:
        with path.open("rb") as file:
            start = file.read(len(_HEADER))
    except IsADirectoryError as problem:
        raise StoreBroken(str(problem), path=str(path)) from problem
    except OSError as problem:
        raise StoreUnwritable(str(problem), path=str(path)) from problem
    if not start:
        return
    if start != _HEADER:
        raise StoreBroken("not a SQLite file", path=str(path))
    if beside(path, "-journal").exists():
        return  # a crash left it; only SQLite itself can roll it back, and does so when it opens the file
    fault = None
    for _ in range(_LOOKS):
        before = _trace(path)
        fault = _find_fault(path, whole=is_whole(path))
        if fault is None or _trace(path) == before:
            break  # else another process wrote while we read, and the fault may be our reading
    if fault:
        raise fault


def _trace(path: Path) -> tuple[int, int, bool]:
    """Differs once anybody wrote to the file or opened it to write."""
    state = path.stat()
    return state.st_mtime_ns, state.st_size, is_whole(path)


def _find_fault(path: Path, *, whole: bool) -> StoreError | None:
    """What is wrong with the database; `whole` as in opened_to_read."""
    try:
        with opened_to_read(path, whole=whole) as connection:
            verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            mark = connection.execute("PRAGMA application_id").fetchone()[0]
            tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    except StoreError as fault:
        return fault
    if verdict != "ok":
        return StoreBroken(str(verdict), path=str(path))
    if tables and mark != APPLICATION_ID:
        return StoreBroken("a database of another program", path=str(path))
    return None


@contextmanager
def opened_to_read(path: Path, *, whole: bool) -> Iterator[sqlite3.Connection]:
    """A connection that leaves no trace. `whole` says that nothing of the database stands in a write-ahead log.

    It is then opened as immutable, because a plain read-only connection would leave files beside it.
    Raises StoreError for whatever SQLite says.
    """
    with opened(path, "?mode=ro&immutable=1" if whole else "?mode=ro") as connection:
        yield connection


@contextmanager
def opened(path: Path, options: str = "", *, patience: float = LOCK_SECONDS) -> Iterator[sqlite3.Connection]:
    """A plain connection for work outside of the pools. Raises StoreError for whatever SQLite says."""
    try:
        uri = path.absolute().as_uri() + options
        with closing(sqlite3.connect(uri, uri=True, timeout=patience, isolation_level=None)) as connection:
            yield connection
    except sqlite3.Error as problem:
        raise store_error(problem, str(path)) from problem


def is_whole(path: Path) -> bool:
    """Whether nothing of the database stands in a write-ahead log beside it."""
    return not beside(path, "-wal").exists()


def beside(path: Path, suffix: str) -> Path:
    """SQLite's own file next to the database."""
    return path.with_name(path.name + suffix)
