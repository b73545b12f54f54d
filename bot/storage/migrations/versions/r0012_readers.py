"""Readers: what they follow and were told, what they think of replies, and whose question a kept reply answers."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("replies", sa.Column("user_id", sa.BigInteger(), nullable=True))
    op.create_index(op.f("ix_replies_user_id"), "replies", ["user_id"], unique=False)
    op.create_table(
        "readers",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("consented_at", INSTANT, nullable=False),
        sa.Column("closed_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_readers")),
    )
    op.create_table(
        "personal_follows",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("followed_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personal_follows")),
        sa.UniqueConstraint(
            "user_id", "guild_id", "topic", "subject", name=op.f("uq_personal_follows_user_id_guild_id_topic_subject")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_personal_follows_guild_id"), "personal_follows", ["guild_id"], unique=False)
    op.create_table(
        "personal_notices",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("follow_id", ROW_ID, nullable=False),
        sa.Column("story_id", ROW_ID, nullable=False),
        sa.Column("article_id", ROW_ID, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("claimed_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personal_notices")),
        sa.UniqueConstraint(
            "user_id", "story_id", "article_id", name=op.f("uq_personal_notices_user_id_story_id_article_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_personal_notices_guild_id"), "personal_notices", ["guild_id"], unique=False)
    op.create_index(op.f("ix_personal_notices_state"), "personal_notices", ["state"], unique=False)
    op.create_table(
        "feedback",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("rating", sa.String(), nullable=False),
        sa.Column("fault", sa.String(), nullable=True),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("engine", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("given_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
        sa.UniqueConstraint("user_id", "guild_id", "subject", name=op.f("uq_feedback_user_id_guild_id_subject")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_feedback_guild_id"), "feedback", ["guild_id"], unique=False)


def downgrade() -> None:
    for table in ("feedback", "personal_notices", "personal_follows", "readers"):
        op.drop_table(table)
    op.drop_index(op.f("ix_replies_user_id"), table_name="replies")
    with op.batch_alter_table("replies") as replies:
        replies.drop_column("user_id")
