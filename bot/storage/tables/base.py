"""What all tables share: the naming of keys, ids that are never given twice, rows that go with their owner."""

from typing import Any

from sqlalchemy import ForeignKey, MetaData

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def belongs_to(column: str) -> ForeignKey:
    return ForeignKey(column, ondelete="CASCADE")


NEVER_REUSED: dict[str, Any] = {"sqlite_autoincrement": True}
"""SQLite would give a deleted row's id to the next one; outside of the database the old one may still be known."""
