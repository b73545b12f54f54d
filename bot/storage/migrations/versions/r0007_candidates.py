"""Where candidates were found, what an edit replaced, and a server's own wording of a statement."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("reviews", sa.Column("body", sa.JSON(), nullable=True))
    op.add_column("statement_events", sa.Column("old_body", sa.JSON(), nullable=True))
    op.create_table(
        "appearances",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("article_id", ROW_ID, nullable=False),
        sa.Column("passage", sa.Text(), nullable=False),
        sa.Column("is_origin", sa.Boolean(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statements.id"], name=op.f("fk_appearances_statement_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_appearances_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appearances")),
        sa.UniqueConstraint("statement_id", "article_id", name=op.f("uq_appearances_statement_id_article_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_appearances_article_id"), "appearances", ["article_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_appearances_article_id"), table_name="appearances")
    op.drop_table("appearances")
    with op.batch_alter_table("statement_events") as events:
        events.drop_column("old_body")
    with op.batch_alter_table("reviews") as reviews:
        reviews.drop_column("body")
