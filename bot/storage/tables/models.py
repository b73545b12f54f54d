"""What language models were asked, and what it cost."""

from sqlalchemy import BigInteger, Column, Float, Index, Integer, String, Table

from bot.storage.columns import Instant, RowId, Words
from bot.storage.tables.base import NEVER_REUSED, belongs_to, metadata

# What a language model is to be asked, or was asked, about an article's statements: once for each engine.
minings = Table(
    "minings",
    metadata,
    Column("article_id", RowId, belongs_to("articles.id"), primary_key=True, autoincrement=False),
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
    **NEVER_REUSED,
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
