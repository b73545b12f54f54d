"""Sources, who follows them, and what was read from them."""

from sqlalchemy import JSON, BigInteger, Boolean, Column, Index, Integer, LargeBinary, String, Table

from bot.storage.columns import Instant, RowId, Words
from bot.storage.tables.base import NEVER_REUSED, belongs_to, metadata

sources = Table(
    "sources",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("url", Words, nullable=False),
    Column("url_digest", LargeBinary, nullable=False, unique=True),
    Column("title", Words, nullable=False),
    Column("lang", Words),
    Column("kind", String, nullable=False),
    Column("state", String, nullable=False),
    Column("error", String),
    Column("failures", Integer, nullable=False),
    Column("etag", Words),
    Column("last_modified", Words),
    Column("last_fetched_at", Instant),
    Column("next_due_at", Instant, nullable=False),
    Column("added_at", Instant, nullable=False),
    # The first of the failures in a row, and when it was given up.
    Column("failing_since", Instant),
    Column("retired_at", Instant),
    # When its document last changed, and how long to wait because of it.
    Column("changed_at", Instant),
    Column("interval_seconds", Integer),
    # Of the last document that was read to its end: some servers send the same one again and again.
    Column("body_digest", LargeBinary),
    Column("moved_from", Words),
    Index(None, "state", "next_due_at"),
    **NEVER_REUSED,
)

follows = Table(
    "follows",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("source_id", RowId, belongs_to("sources.id"), primary_key=True, autoincrement=False),
    Column("paused", Boolean, nullable=False),
    Column("added_by", BigInteger),
    Column("followed_at", Instant, nullable=False),
    # The name that this server gave it, or its list from elsewhere; the source's own where there is none.
    Column("title", Words),
    Column("home_url", Words),
    # Paths of folder names, for a feed may stand in several: [["AI", "Japan"], ["Must read"]].
    Column("folders", JSON),
    Index(None, "source_id"),
)

# What the newest entries were known by when the source was added: how the same feed is told under another address.
source_samples = Table(
    "source_samples",
    metadata,
    Column("source_id", RowId, belongs_to("sources.id"), primary_key=True, autoincrement=False),
    Column("identity_digest", LargeBinary, primary_key=True),
    Index(None, "identity_digest"),
)

entries = Table(
    "entries",
    metadata,
    Column("source_id", RowId, belongs_to("sources.id"), primary_key=True, autoincrement=False),
    Column("identity_digest", LargeBinary, primary_key=True),
    Column("seen_at", Instant, nullable=False),
)

articles = Table(
    "articles",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("url", Words, nullable=False),
    Column("url_digest", LargeBinary, nullable=False, index=True),
    Column("canonical_url", Words, nullable=False),
    Column("canonical_digest", LargeBinary, nullable=False, unique=True),
    Column("outlet", Words, nullable=False),
    Column("lang", String, nullable=False),
    Column("title", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("published_at", Instant, nullable=False),
    Column("updated_at", Instant),
    Column("fetched_at", Instant, nullable=False),
    Column("extent", String, nullable=False),
    # Read by the operator without a source: visible to the house, whoever else brought it.
    Column("of_house", Boolean, nullable=False),
    Index(None, "published_at", "id"),
    **NEVER_REUSED,
)

article_sources = Table(
    "article_sources",
    metadata,
    Column("article_id", RowId, belongs_to("articles.id"), primary_key=True, autoincrement=False),
    Column("source_id", RowId, belongs_to("sources.id"), primary_key=True, autoincrement=False),
    Index(None, "source_id"),
)

# Articles in no story yet. Looking for them among all the placed ones would take longer every day.
unplaced = Table(
    "unplaced",
    metadata,
    Column("article_id", RowId, belongs_to("articles.id"), primary_key=True, autoincrement=False),
    # The article's own, once more: ordered by that one, SQLite reads all articles in order to find these few.
    Column("published_at", Instant, nullable=False),
    Index(None, "published_at", "article_id"),
)
