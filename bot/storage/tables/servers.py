"""Servers and their members, what was done and said there; the upgrades of the store."""

from sqlalchemy import JSON, BigInteger, Column, Index, Integer, String, Table, UniqueConstraint

from bot.storage.columns import Instant, RowId
from bot.storage.tables.base import NEVER_REUSED, metadata

guilds = Table(
    "guilds",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("language", String),
    Column("updated_at", Instant, nullable=False),
    # What its admins chose besides the language, and how far its set-up guide is.
    Column("settings", JSON(none_as_null=True)),
    Column("setup", JSON(none_as_null=True)),
    # When we were removed from it: what is kept of it is purged a while later.
    Column("left_at", Instant),
)

# What a message of ours was made from: its buttons name the row.
replies = Table(
    "replies",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild_id", BigInteger, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("body", JSON, nullable=False),
    Column("replied_at", Instant, nullable=False),
    # Whose question it answers: it goes with everything else of theirs when they want it deleted.
    Column("user_id", BigInteger, index=True),
    **NEVER_REUSED,
)

# Readers who agreed to direct messages; `closed_at` is when one could not be delivered any more.
readers = Table(
    "readers",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("consented_at", Instant, nullable=False),
    Column("closed_at", Instant),
)

personal_follows = Table(
    "personal_follows",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("user_id", BigInteger, nullable=False),
    # Where it was asked for: what that server may read is what is told.
    Column("guild_id", BigInteger, nullable=False, index=True),
    Column("topic", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("lang", String, nullable=False),
    Column("followed_at", Instant, nullable=False),
    UniqueConstraint("user_id", "guild_id", "topic", "subject"),
    **NEVER_REUSED,
)

# One row per direct message, written before it is sent. It outlives the follow, so that news are told once.
personal_notices = Table(
    "personal_notices",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("user_id", BigInteger, nullable=False),
    Column("guild_id", BigInteger, nullable=False, index=True),
    Column("follow_id", RowId, nullable=False),
    Column("story_id", RowId, nullable=False),
    Column("article_id", RowId, nullable=False),
    Column("state", String, nullable=False, index=True),
    Column("claimed_at", Instant, nullable=False),
    UniqueConstraint("user_id", "story_id", "article_id"),
    **NEVER_REUSED,
)

feedback = Table(
    "feedback",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild_id", BigInteger, nullable=False, index=True),
    Column("user_id", BigInteger, nullable=False),
    Column("subject", String, nullable=False),
    Column("rating", String, nullable=False),
    Column("fault", String),
    Column("lang", String, nullable=False),
    Column("engine", String, nullable=False),
    Column("revision", Integer),
    Column("given_at", Instant, nullable=False),
    UniqueConstraint("user_id", "guild_id", "subject"),
    **NEVER_REUSED,
)

# What was done in a server by whom, written before the effect.
audit_entries = Table(
    "audit_entries",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("actor_id", BigInteger),
    Column("action", String, nullable=False),
    Column("details", JSON, nullable=False),
    Column("way", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("reason", String),
    Column("at", Instant, nullable=False),
    Index(None, "guild_id", "id"),
    **NEVER_REUSED,
)

# Faults of ours that a server was shown, by the number that the log has too.
error_reports = Table(
    "error_reports",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("error_id", String, nullable=False),
    Column("action", String, nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "guild_id", "at"),
    **NEVER_REUSED,
)

# When this database was brought to which step: the first thing to ask when an upgrade is suspected of something.
upgrades = Table(
    "upgrades",
    metadata,
    Column("revision", String, primary_key=True),
    Column("applied_at", Instant, nullable=False),
)
