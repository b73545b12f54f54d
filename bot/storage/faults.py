"""Turns what a driver raises into our own errors, in one place.

IntegrityError passes: a key that says no is an answer.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.errors import StoreBroken, StoreBusy, StoreError, StoreUnwritable

_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_UNWRITABLE = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_FULL}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
PRIMARY = 0xFF
"""SQLite's extended result codes keep the primary one in their lowest byte."""


def store_error(problem: BaseException, path: str) -> StoreError:
    """The error of ours for what a driver raised about the store at `path`."""
    detail = f"{type(problem).__name__}: {problem}"
    code = getattr(problem, "sqlite_errorcode", 0) & PRIMARY
    if code in _BROKEN:
        return StoreBroken(detail, path=path)
    if code in _BUSY:
        return StoreBusy(detail, path=path)
    if code in _UNWRITABLE:
        return StoreUnwritable(detail, path=path)
    return StoreError(detail)


@contextmanager
def translated(path: str) -> Iterator[None]:
    """Raise driver errors from the body as StoreError or the kind of it that fits.

    The statement and its values stay out of the text: they may hold a server's data.
    """
    try:
        yield
    except IntegrityError:
        raise
    except DBAPIError as problem:
        raise store_error(problem.orig or problem, path) from problem
    except PoolTimeout as problem:
        raise StoreError(f"no connection became free: {problem}") from problem
    except (sqlite3.Error, OSError) as problem:
        raise store_error(problem, path) from problem
