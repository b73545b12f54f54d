"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "articles",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("url_digest", sa.LargeBinary(), nullable=False),
        sa.Column("canonical_url", sa.Text(), nullable=False),
        sa.Column("canonical_digest", sa.LargeBinary(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("extent", sa.String(), nullable=False),
        sa.Column("of_house", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_articles")),
        sa.UniqueConstraint("canonical_digest", name=op.f("uq_articles_canonical_digest")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_articles_published_at_id"), "articles", ["published_at", "id"], unique=False)
    op.create_index(op.f("ix_articles_url_digest"), "articles", ["url_digest"], unique=False)
    op.create_table(
        "catalogue_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("data_set_version", sa.String(), nullable=True),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_state")),
    )
    op.create_table(
        "companies",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_companies")),
    )
    op.create_table(
        "guilds",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guilds")),
    )
    op.create_table(
        "schedules",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("langs", sa.JSON(), nullable=False),
        sa.Column("top", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedules")),
        sa.UniqueConstraint("guild_id", "channel_id", name=op.f("uq_schedules_guild_id_channel_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "sources",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("url_digest", sa.LargeBinary(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("lang", sa.Text(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("error", sa.String(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("last_fetched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
        sa.UniqueConstraint("url_digest", name=op.f("uq_sources_url_digest")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_sources_state_next_due_at"), "sources", ["state", "next_due_at"], unique=False)
    op.create_table(
        "statement_events",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("old_status", sa.String(), nullable=True),
        sa.Column("new_status", sa.String(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_events")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_statement_events_guild_id"), "statement_events", ["guild_id"], unique=False)
    op.create_index(op.f("ix_statement_events_statement_id"), "statement_events", ["statement_id"], unique=False)
    op.create_table(
        "stories",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("titles", sa.JSON(), nullable=False),
        sa.Column("companies", sa.JSON(), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stories")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_stories_updated_at_id"), "stories", ["updated_at", "id"], unique=False)
    op.create_table(
        "upgrades",
        sa.Column("revision", sa.String(), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("revision", name=op.f("pk_upgrades")),
    )
    op.create_table(
        "article_sources",
        sa.Column("article_id", ROW_ID, autoincrement=False, nullable=False),
        sa.Column("source_id", ROW_ID, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_article_sources_article_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.id"], name=op.f("fk_article_sources_source_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "source_id", name=op.f("pk_article_sources")),
    )
    op.create_index(op.f("ix_article_sources_source_id"), "article_sources", ["source_id"], unique=False)
    op.create_table(
        "briefs",
        sa.Column("story_id", ROW_ID, autoincrement=False, nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("engine", sa.String(), nullable=False),
        sa.Column("articles_digest", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_briefs_story_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("story_id", "lang", "engine", "articles_digest", name=op.f("pk_briefs")),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("schedule_id", ROW_ID, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("slot_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("message_ids", sa.JSON(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["schedule_id"], ["schedules.id"], name=op.f("fk_deliveries_schedule_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint("schedule_id", "slot_at", name=op.f("uq_deliveries_schedule_id_slot_at")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_deliveries_guild_id_slot_at"), "deliveries", ["guild_id", "slot_at"], unique=False)
    op.create_index(op.f("ix_deliveries_state_slot_at"), "deliveries", ["state", "slot_at"], unique=False)
    op.create_table(
        "entries",
        sa.Column("source_id", ROW_ID, autoincrement=False, nullable=False),
        sa.Column("identity_digest", sa.LargeBinary(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_entries_source_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("source_id", "identity_digest", name=op.f("pk_entries")),
    )
    op.create_table(
        "follows",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("source_id", ROW_ID, autoincrement=False, nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("added_by", sa.BigInteger(), nullable=True),
        sa.Column("followed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_follows_source_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("guild_id", "source_id", name=op.f("pk_follows")),
    )
    op.create_index(op.f("ix_follows_source_id"), "follows", ["source_id"], unique=False)
    op.create_table(
        "placements",
        sa.Column("article_id", ROW_ID, autoincrement=False, nullable=False),
        sa.Column("story_id", ROW_ID, nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=True),
        sa.Column("vector_model", sa.String(), nullable=True),
        sa.Column("signature", sa.LargeBinary(), nullable=True),
        sa.Column("companies", sa.JSON(), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_placements_article_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_placements_story_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_placements")),
    )
    op.create_index(op.f("ix_placements_story_id"), "placements", ["story_id"], unique=False)
    op.create_table(
        "statements",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("said_on", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("is_local", sa.Boolean(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["company"], ["companies.id"], name=op.f("fk_statements_company")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
    )
    op.create_index(op.f("ix_statements_company_said_on"), "statements", ["company", "said_on"], unique=False)
    op.create_index(op.f("ix_statements_guild_id"), "statements", ["guild_id"], unique=False)
    op.create_table(
        "story_companies",
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("story_id", ROW_ID, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["story_id"], ["stories.id"], name=op.f("fk_story_companies_story_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("company", "story_id", name=op.f("pk_story_companies")),
    )
    op.create_index(op.f("ix_story_companies_story_id"), "story_companies", ["story_id"], unique=False)
    op.create_table(
        "unplaced",
        sa.Column("article_id", ROW_ID, autoincrement=False, nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_unplaced_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_unplaced")),
    )
    op.create_index(
        op.f("ix_unplaced_published_at_article_id"), "unplaced", ["published_at", "article_id"], unique=False
    )
    op.create_table(
        "reviews",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statements.id"], name=op.f("fk_reviews_statement_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("guild_id", "statement_id", name=op.f("pk_reviews")),
    )
    op.create_index(op.f("ix_reviews_statement_id"), "reviews", ["statement_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_reviews_statement_id"), table_name="reviews")
    op.drop_table("reviews")
    op.drop_index(op.f("ix_unplaced_published_at_article_id"), table_name="unplaced")
    op.drop_table("unplaced")
    op.drop_index(op.f("ix_story_companies_story_id"), table_name="story_companies")
    op.drop_table("story_companies")
    op.drop_index(op.f("ix_statements_guild_id"), table_name="statements")
    op.drop_index(op.f("ix_statements_company_said_on"), table_name="statements")
    op.drop_table("statements")
    op.drop_index(op.f("ix_placements_story_id"), table_name="placements")
    op.drop_table("placements")
    op.drop_index(op.f("ix_follows_source_id"), table_name="follows")
    op.drop_table("follows")
    op.drop_table("entries")
    op.drop_index(op.f("ix_deliveries_state_slot_at"), table_name="deliveries")
    op.drop_index(op.f("ix_deliveries_guild_id_slot_at"), table_name="deliveries")
    op.drop_table("deliveries")
    op.drop_table("briefs")
    op.drop_index(op.f("ix_article_sources_source_id"), table_name="article_sources")
    op.drop_table("article_sources")
    op.drop_table("upgrades")
    op.drop_index(op.f("ix_stories_updated_at_id"), table_name="stories")
    op.drop_table("stories")
    op.drop_index(op.f("ix_statement_events_statement_id"), table_name="statement_events")
    op.drop_index(op.f("ix_statement_events_guild_id"), table_name="statement_events")
    op.drop_table("statement_events")
    op.drop_index(op.f("ix_sources_state_next_due_at"), table_name="sources")
    op.drop_table("sources")
    op.drop_table("schedules")
    op.drop_table("guilds")
    op.drop_table("companies")
    op.drop_table("catalogue_state")
    op.drop_index(op.f("ix_articles_url_digest"), table_name="articles")
    op.drop_index(op.f("ix_articles_published_at_id"), table_name="articles")
    op.drop_table("articles")
