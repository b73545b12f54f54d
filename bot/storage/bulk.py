"""Many rows at a time into one table; rows whose key is taken are passed over.

SQLAlchemy takes 25 µs to prepare each row of a turn's eighty, several times what SQLite takes to store it. So on SQLite
the values go to the driver directly, through the same column types; PostgreSQL gets the ordinary statement.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from bot.storage.chunks import chunks
from bot.storage.columns import Instant

Rows = Sequence[Mapping[str, Any]]
_SQLITE = sqlite.dialect()


def insert_rows(connection: Connection, table: Table, rows: Rows) -> None:
    """Insert rows that all have the same columns."""
    for portion in chunks(rows):
        if connection.dialect.name == "sqlite":
            start, place, end = _statement(table, tuple(portion[0]), ())
            connection.exec_driver_sql(start + place + end, _values(table, portion))
        else:
            connection.execute(postgresql.insert(table).on_conflict_do_nothing(), portion)


def insert_returning(connection: Connection, table: Table, rows: Rows, returning: Sequence[str]) -> list[Any]:
    """Insert rows that all have the same columns; these columns of those that were not there before, in any order."""
    inserted: list[Any] = []
    for portion in chunks(rows):
        if connection.dialect.name == "sqlite":
            start, place, end = _statement(table, tuple(portion[0]), tuple(returning))
            values = tuple(value for row in _values(table, portion) for value in row)
            inserted += connection.exec_driver_sql(start + ", ".join([place] * len(portion)) + end, values)
        else:
            insert = postgresql.insert(table).on_conflict_do_nothing()
            inserted += connection.execute(insert.returning(*(table.c[name] for name in returning)), portion)
    return inserted


@cache
def _statement(table: Table, names: tuple[str, ...], returning: tuple[str, ...]) -> tuple[str, str, str]:
    """The statement's start, one row's places, and its end."""
    columns = ", ".join(table.c[name].name for name in names)
    start = f"INSERT INTO {table.name} ({columns}) VALUES "  # noqa: S608 - the names of our own tables' columns
    given = ", ".join(table.c[name].name for name in returning)
    end = " ON CONFLICT DO NOTHING" + (f" RETURNING {given}" if given else "")
    return start, f"({', '.join('?' * len(names))})", end


def _values(table: Table, rows: Rows) -> list[tuple[Any, ...]]:
    by_column = [_column(table.c[name], [row[name] for row in rows]) for name in rows[0]]
    return list(zip(*by_column, strict=True))


def _column(column: Column[Any], values: Sequence[Any]) -> Sequence[Any]:
    """The values as SQLite keeps them."""
    process = _processor(column)
    if process is None:
        return values
    if isinstance(column.type, Instant):
        # One turn's rows share a few instants, and spelling one takes as long as storing a row.
        spelt = {value: process(value) for value in set(values)}
        return [spelt[value] for value in values]
    return [process(value) for value in values]


@cache
def _processor(column: Column[Any]) -> Callable[[Any], Any] | None:
    process: Callable[[Any], Any] | None = column.type.dialect_impl(_SQLITE).bind_processor(_SQLITE)
    return process
