"""Schedules and alerts with the ledger of each, and what servers track and were given."""

from sqlalchemy import JSON, BigInteger, Boolean, Column, Index, Integer, String, Table, Time, UniqueConstraint

from bot.storage.columns import Instant, RowId, Words
from bot.storage.tables.base import NEVER_REUSED, belongs_to, metadata

schedules = Table(
    "schedules",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("at", Time, nullable=False),
    Column("timezone", String, nullable=False),
    Column("langs", JSON, nullable=False),
    Column("top", Integer, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    # ISO days in order, Monday is 1: "12345"; every day where there is nothing.
    Column("weekdays", String),
    # Both languages in one message.
    Column("together", Boolean),
    # A day without news gets a line that says so.
    Column("tells_quiet", Boolean),
    # Message key of why we switched it off ourselves.
    Column("stopped", String),
    # The first slot without a record; nothing where that is still to be worked out.
    Column("due_at", Instant),
    # Topics of its own: {"companies": [ids], "keywords": [words], "coverage": …}; nothing: the server's.
    Column("watch", JSON(none_as_null=True)),
    UniqueConstraint("guild_id", "channel_id", "at", "timezone"),
    Index(None, "active", "due_at"),
    **NEVER_REUSED,
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("schedule_id", RowId, belongs_to("schedules.id"), nullable=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("slot_at", Instant, nullable=False),
    Column("state", String, nullable=False),
    Column("reason", String),
    Column("message_ids", JSON, nullable=False),
    Column("claimed_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("attempts", Integer, nullable=False),
    # Whoever holds it: changes with every hand that takes it, and is asked for at every write.
    Column("token", String),
    # Its messages, as they were wanted when it was claimed.
    Column("parts", JSON),
    Column("posted_at", Instant),
    UniqueConstraint("schedule_id", "slot_at"),
    Index(None, "guild_id", "slot_at"),
    Index(None, "state", "slot_at"),
    **NEVER_REUSED,
)

# Which channel is told of what at once.
alert_rules = Table(
    "alert_rules",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("kinds", JSON, nullable=False),
    Column("lang", String, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    # Message key of why we switched it off ourselves.
    Column("stopped", String),
    UniqueConstraint("guild_id", "channel_id"),
    Index(None, "active"),
    **NEVER_REUSED,
)

alerts = Table(
    "alerts",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("rule_id", RowId, belongs_to("alert_rules.id"), nullable=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("kind", String, nullable=False),
    Column("event_key", String, nullable=False),
    Column("subject", JSON, nullable=False),
    Column("happened_at", Instant, nullable=False),
    Column("state", String, nullable=False),
    Column("reason", String),
    Column("claimed_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("attempts", Integer, nullable=False),
    # Whoever holds it, as in deliveries.
    Column("token", String),
    Column("message_id", BigInteger),
    Column("posted_at", Instant),
    # The brief that came next. No foreign key: a schedule may go, and its deliveries with it.
    Column("delivery_id", BigInteger),
    UniqueConstraint("rule_id", "event_key"),
    Index(None, "guild_id", "happened_at"),
    Index(None, "state", "happened_at"),
    Index(None, "event_key"),
    **NEVER_REUSED,
)

# What a server tracks. The key is the spelling by which two keywords are one.
watches = Table(
    "watches",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("value", Words, nullable=False),
    Column("added_by", BigInteger),
    Column("added_at", Instant, nullable=False),
)

watch_options = Table(
    "watch_options",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("coverage", String, nullable=False),
    Column("updated_at", Instant, nullable=False),
)

# What each delivery holds, written before it is posted. Its articles count: a story may split or merge later.
given_stories = Table(
    "given_stories",
    metadata,
    Column("delivery_id", RowId, belongs_to("deliveries.id"), primary_key=True, autoincrement=False),
    Column("story_id", RowId, primary_key=True, autoincrement=False),
    Column("revision", Integer, nullable=False),
    Column("article_ids", JSON, nullable=False),
    Column("given_at", Instant, nullable=False),
)
