"""The record: organisations, their statements, who decided what about them."""

from sqlalchemy import JSON, BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint

from bot.storage.columns import Instant, RowId, Words
from bot.storage.tables.base import NEVER_REUSED, belongs_to, metadata

companies = Table(
    "companies",
    metadata,
    Column("id", String, primary_key=True),
    Column("body", JSON, nullable=False),
)

statements = Table(
    "statements",
    metadata,
    Column("id", String, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("company", String, ForeignKey("companies.id"), nullable=False),
    Column("said_on", String, nullable=False),
    Column("status", String, nullable=False),
    # Changed here since the data set gave it, or not from a data set at all: a data set never overwrites it.
    Column("is_local", Boolean, nullable=False),
    Column("body", JSON, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Index(None, "company", "said_on"),
    Index(None, "guild_id"),
)

# What one server decided about a statement of the house's: holds in that server only.
reviews = Table(
    "reviews",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("statement_id", String, belongs_to("statements.id"), primary_key=True),
    Column("status", String, nullable=False),
    # As this server worded it; the statement's own where there is none.
    Column("body", JSON(none_as_null=True)),
    Index(None, "statement_id"),
)

# Where a statement was found. The origin is the article that gave it: who may read that one may review it.
appearances = Table(
    "appearances",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("statement_id", String, belongs_to("statements.id"), nullable=False),
    Column("article_id", RowId, belongs_to("articles.id"), nullable=False, index=True),
    Column("passage", Words, nullable=False),
    Column("is_origin", Boolean, nullable=False),
    Column("seen_at", Instant, nullable=False),
    UniqueConstraint("statement_id", "article_id"),
    **NEVER_REUSED,
)

# History outlives the statement that it is about, so there is no foreign key.
statement_events = Table(
    "statement_events",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("statement_id", String, nullable=False, index=True),
    Column("guild_id", BigInteger, nullable=False, index=True),
    Column("old_status", String),
    Column("new_status", String, nullable=False),
    # What it said before an edit.
    Column("old_body", JSON(none_as_null=True)),
    Column("changed_by", Words, nullable=False),
    Column("changed_at", Instant, nullable=False),
    **NEVER_REUSED,
)

# One row, id 1.
catalogue_state = Table(
    "catalogue_state",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("data_set_version", String),
    Column("revision", BigInteger, nullable=False),
)
