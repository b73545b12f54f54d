"""Stories, how they grew and went into each other, and what was written of them."""

from sqlalchemy import JSON, BigInteger, Boolean, Column, Float, Index, Integer, LargeBinary, String, Table

from bot.storage.columns import Instant, RowId
from bot.storage.tables.base import NEVER_REUSED, belongs_to, metadata

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
    **NEVER_REUSED,
)

# One row per article: an article belongs to one story only.
placements = Table(
    "placements",
    metadata,
    Column("article_id", RowId, belongs_to("articles.id"), primary_key=True, autoincrement=False),
    Column("story_id", RowId, belongs_to("stories.id"), nullable=False, index=True),
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
    Column("story_id", RowId, belongs_to("stories.id"), primary_key=True, autoincrement=False),
    Index(None, "story_id"),
)

# How a story grew: which articles came with which revision, and what they brought.
story_revisions = Table(
    "story_revisions",
    metadata,
    Column("story_id", RowId, belongs_to("stories.id"), primary_key=True, autoincrement=False),
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
    Column("story_id", RowId, belongs_to("stories.id"), nullable=False, index=True),
    Column("redirected_at", Instant, nullable=False),
)

briefs = Table(
    "briefs",
    metadata,
    Column("story_id", RowId, belongs_to("stories.id"), primary_key=True, autoincrement=False),
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
    Column("story_id", RowId, belongs_to("stories.id"), primary_key=True, autoincrement=False),
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
