"""Every table, its keys and its indexes, in the order of the life of an article. Migrations are held equal to this."""

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Time,
    UniqueConstraint,
)

from bot.storage.columns import Instant, RowId, Words

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _belongs_to(column: str) -> ForeignKey:
    return ForeignKey(column, ondelete="CASCADE")


_NEVER_REUSED: dict[str, Any] = {"sqlite_autoincrement": True}
"""SQLite would give a deleted row's id to the next one; outside of the database the old one may still be known."""

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
    **_NEVER_REUSED,
)

follows = Table(
    "follows",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("source_id", RowId, _belongs_to("sources.id"), primary_key=True, autoincrement=False),
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
    Column("source_id", RowId, _belongs_to("sources.id"), primary_key=True, autoincrement=False),
    Column("identity_digest", LargeBinary, primary_key=True),
    Index(None, "identity_digest"),
)

entries = Table(
    "entries",
    metadata,
    Column("source_id", RowId, _belongs_to("sources.id"), primary_key=True, autoincrement=False),
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
    **_NEVER_REUSED,
)

article_sources = Table(
    "article_sources",
    metadata,
    Column("article_id", RowId, _belongs_to("articles.id"), primary_key=True, autoincrement=False),
    Column("source_id", RowId, _belongs_to("sources.id"), primary_key=True, autoincrement=False),
    Index(None, "source_id"),
)

# Articles in no story yet. Looking for them among all the placed ones would take longer every day.
unplaced = Table(
    "unplaced",
    metadata,
    Column("article_id", RowId, _belongs_to("articles.id"), primary_key=True, autoincrement=False),
    # The article's own, once more: ordered by that one, SQLite reads all articles in order to find these few.
    Column("published_at", Instant, nullable=False),
    Index(None, "published_at", "article_id"),
)

stories = Table(
    "stories",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("titles", JSON, nullable=False),
    Column("companies", JSON, nullable=False),
    Column("first_seen_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("revision", Integer, nullable=False),
    Index(None, "updated_at", "id"),
    **_NEVER_REUSED,
)

# One row per article: an article belongs to one story only.
placements = Table(
    "placements",
    metadata,
    Column("article_id", RowId, _belongs_to("articles.id"), primary_key=True, autoincrement=False),
    Column("story_id", RowId, _belongs_to("stories.id"), nullable=False, index=True),
    Column("vector", LargeBinary),
    Column("vector_model", String),
    Column("signature", LargeBinary),
    Column("companies", JSON, nullable=False),
    # When it came to this story: of a merged or split one, when that was.
    Column("placed_at", Instant, nullable=False, index=True),
)

story_companies = Table(
    "story_companies",
    metadata,
    Column("company", String, primary_key=True),
    Column("story_id", RowId, _belongs_to("stories.id"), primary_key=True, autoincrement=False),
    Index(None, "story_id"),
)

briefs = Table(
    "briefs",
    metadata,
    Column("story_id", RowId, _belongs_to("stories.id"), primary_key=True, autoincrement=False),
    Column("lang", String, primary_key=True),
    Column("engine", String, primary_key=True),
    Column("articles_digest", LargeBinary, primary_key=True),
    Column("body", JSON, nullable=False),
    Column("written_at", Instant, nullable=False),
)

# Who writes, or wrote, a story's brief with a language model: a key lets one of all who would like to, and a failure is
# remembered, so that nobody asks for the same again at once.
brief_writings = Table(
    "brief_writings",
    metadata,
    Column("story_id", RowId, _belongs_to("stories.id"), primary_key=True, autoincrement=False),
    Column("engine", String, primary_key=True),
    Column("articles_digest", LargeBinary, primary_key=True),
    # On whose share of the budget it went.
    Column("guild_id", BigInteger, nullable=False),
    Column("token", String, nullable=False),
    # Nothing as long as it is being written.
    Column("outcome", String),
    Column("requests", Integer, nullable=False),
    Column("input_tokens", Integer, nullable=False),
    Column("output_tokens", Integer, nullable=False),
    Column("microdollars", BigInteger, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("points_dropped", Integer, nullable=False),
    Column("began_at", Instant, nullable=False),
    Column("ended_at", Instant),
    # When somebody else may try: after a failure, or where the writer left without a word.
    Column("again_at", Instant),
)

# What a language model is to be asked, or was asked, about an article's statements: once for each engine.
minings = Table(
    "minings",
    metadata,
    Column("article_id", RowId, _belongs_to("articles.id"), primary_key=True, autoincrement=False),
    Column("engine", String, primary_key=True),
    # Whose turn it is; nothing as long as nobody began.
    Column("token", String),
    Column("tries", Integer, nullable=False),
    # The model's words from their arrival until what stands of them is in the review queue.
    Column("reply", Words),
    # Nothing as long as it waits or is under way.
    Column("outcome", String),
    Column("requests", Integer, nullable=False),
    Column("input_tokens", Integer, nullable=False),
    Column("output_tokens", Integer, nullable=False),
    Column("microdollars", BigInteger, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("kept", Integer, nullable=False),
    Column("dropped", Integer, nullable=False),
    Column("noted_at", Instant, nullable=False),
    Column("ended_at", Instant),
    # When somebody may take it on; nothing once it is over.
    Column("again_at", Instant, index=True),
)

# One row for each request to a language model, made before it goes out.
model_calls = Table(
    "model_calls",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("day", String, nullable=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("purpose", String, nullable=False),
    Column("model", Words, nullable=False),
    Column("prompt_ref", String, nullable=False),
    # Nothing as long as it is under way.
    Column("outcome", String),
    # What counts as spent: the most that it may cost, then what it did cost.
    Column("tokens", BigInteger, nullable=False),
    Column("microdollars", BigInteger, nullable=False),
    Column("input_tokens", Integer, nullable=False),
    Column("output_tokens", Integer, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Index(None, "day", "guild_id"),
    **_NEVER_REUSED,
)

# Their sums: one row for a day (UTC), one more for each server that spent on it. The first has guild -1.
model_days = Table(
    "model_days",
    metadata,
    Column("day", String, primary_key=True),
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("tokens", BigInteger, nullable=False),
    Column("microdollars", BigInteger, nullable=False),
)

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
    Column("statement_id", String, _belongs_to("statements.id"), primary_key=True),
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
    Column("statement_id", String, _belongs_to("statements.id"), nullable=False),
    Column("article_id", RowId, _belongs_to("articles.id"), nullable=False, index=True),
    Column("passage", Words, nullable=False),
    Column("is_origin", Boolean, nullable=False),
    Column("seen_at", Instant, nullable=False),
    UniqueConstraint("statement_id", "article_id"),
    **_NEVER_REUSED,
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
    **_NEVER_REUSED,
)

# One row, id 1.
catalogue_state = Table(
    "catalogue_state",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("data_set_version", String),
    Column("revision", BigInteger, nullable=False),
)

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
    **_NEVER_REUSED,
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("schedule_id", RowId, _belongs_to("schedules.id"), nullable=False),
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
    **_NEVER_REUSED,
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
    **_NEVER_REUSED,
)

alerts = Table(
    "alerts",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("rule_id", RowId, _belongs_to("alert_rules.id"), nullable=False),
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
    **_NEVER_REUSED,
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

# How a story grew: which articles came with which revision, and what they brought.
story_revisions = Table(
    "story_revisions",
    metadata,
    Column("story_id", RowId, _belongs_to("stories.id"), primary_key=True, autoincrement=False),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("article_ids", JSON, nullable=False),
    Column("is_material", Boolean, nullable=False),
    # What was new in it, as the rules told it.
    Column("news", JSON, nullable=False),
    Column("made_at", Instant, nullable=False),
)

# Ids of stories that went into another one. An old id is never given again and never has a row in `stories`.
story_redirects = Table(
    "story_redirects",
    metadata,
    Column("old_id", RowId, primary_key=True, autoincrement=False),
    Column("story_id", RowId, _belongs_to("stories.id"), nullable=False, index=True),
    Column("redirected_at", Instant, nullable=False),
)

# What each delivery holds, written before it is posted. Its articles count: a story may split or merge later.
given_stories = Table(
    "given_stories",
    metadata,
    Column("delivery_id", RowId, _belongs_to("deliveries.id"), primary_key=True, autoincrement=False),
    Column("story_id", RowId, primary_key=True, autoincrement=False),
    Column("revision", Integer, nullable=False),
    Column("article_ids", JSON, nullable=False),
    Column("given_at", Instant, nullable=False),
)

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
    **_NEVER_REUSED,
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
    **_NEVER_REUSED,
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
    **_NEVER_REUSED,
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
    **_NEVER_REUSED,
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
    **_NEVER_REUSED,
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
    **_NEVER_REUSED,
)

# When this database was brought to which step: the first thing to ask when an upgrade is suspected of something.
upgrades = Table(
    "upgrades",
    metadata,
    Column("revision", String, primary_key=True),
    Column("applied_at", Instant, nullable=False),
)
