"""A SQLite connection that lets go of the file when it is closed, whatever was going on."""

import sqlite3
from typing import Any
from weakref import WeakSet

from bot.storage.sqlite_file import LOCK_SECONDS


class SqliteConnection(sqlite3.Connection):
    """Closes its open cursors first.

    SQLite keeps a closed connection, its transaction and the lock of the whole file until the last statement that
    somebody left half read has gone. A task that is cancelled amid a query leaves one to the garbage collector, and
    until that comes by nobody else can write.
    https://sqlite.org/c3ref/close.html
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._cursors: WeakSet[sqlite3.Cursor] = WeakSet()

    def cursor(self, *given: Any, **named: Any) -> Any:
        opened = super().cursor(*given, **named)
        self._cursors.add(opened)
        return opened

    def close(self) -> None:
        for cursor in list(self._cursors):
            cursor.close()
        super().close()


CONNECT = {
    "factory": SqliteConnection,
    "timeout": LOCK_SECONDS,
    "isolation_level": None,  # the driver begins nothing by itself, we do
    "check_same_thread": False,
}
