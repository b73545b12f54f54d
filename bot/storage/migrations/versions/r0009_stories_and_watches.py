"""What a server tracks, how stories grew and where old ids went, and which stories each delivery held."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _instant(name: str) -> "sa.Column[object]":
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def upgrade() -> None:
    op.create_table(
        "watches",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("added_by", sa.BigInteger(), nullable=True),
        _instant("added_at"),
        sa.PrimaryKeyConstraint("guild_id", "kind", "key", name=op.f("pk_watches")),
    )
    op.create_table(
        "watch_options",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("coverage", sa.String(), nullable=False),
        _instant("updated_at"),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_watch_options")),
    )
    op.create_table(
        "story_revisions",
        sa.Column("story_id", ROW_ID, autoincrement=False, nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("article_ids", sa.JSON(), nullable=False),
        sa.Column("is_material", sa.Boolean(), nullable=False),
        sa.Column("news", sa.JSON(), nullable=False),
        _instant("made_at"),
        sa.ForeignKeyConstraint(
            ["story_id"], ["stories.id"], name=op.f("fk_story_revisions_story_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("story_id", "revision", name=op.f("pk_story_revisions")),
    )
    op.create_table(
        "story_redirects",
        sa.Column("old_id", ROW_ID, autoincrement=False, nullable=False),
        sa.Column("story_id", ROW_ID, nullable=False),
        _instant("redirected_at"),
        sa.ForeignKeyConstraint(
            ["story_id"], ["stories.id"], name=op.f("fk_story_redirects_story_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("old_id", name=op.f("pk_story_redirects")),
    )
    op.create_index(op.f("ix_story_redirects_story_id"), "story_redirects", ["story_id"], unique=False)
    op.create_table(
        "given_stories",
        sa.Column("delivery_id", ROW_ID, autoincrement=False, nullable=False),
        sa.Column("story_id", ROW_ID, autoincrement=False, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("article_ids", sa.JSON(), nullable=False),
        _instant("given_at"),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["deliveries.id"], name=op.f("fk_given_stories_delivery_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("delivery_id", "story_id", name=op.f("pk_given_stories")),
    )

    op.create_index(op.f("ix_placements_placed_at"), "placements", ["placed_at"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_placements_placed_at"), table_name="placements")
    op.drop_table("given_stories")
    op.drop_index(op.f("ix_story_redirects_story_id"), table_name="story_redirects")
    op.drop_table("story_redirects")
    op.drop_table("story_revisions")
    op.drop_table("watch_options")
    op.drop_table("watches")
