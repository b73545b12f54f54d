"""What a server knows a source by (its name for it, folders, home page), and samples that tell twins apart."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ADDED = ("title", "home_url", "folders")


def upgrade() -> None:
    op.add_column("follows", sa.Column("title", sa.Text(), nullable=True))
    op.add_column("follows", sa.Column("home_url", sa.Text(), nullable=True))
    op.add_column("follows", sa.Column("folders", sa.JSON(), nullable=True))
    op.create_table(
        "source_samples",
        sa.Column("source_id", ROW_ID, nullable=False),
        sa.Column("identity_digest", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.id"], name=op.f("fk_source_samples_source_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("source_id", "identity_digest", name=op.f("pk_source_samples")),
    )
    op.create_index(op.f("ix_source_samples_identity_digest"), "source_samples", ["identity_digest"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_source_samples_identity_digest"), table_name="source_samples")
    op.drop_table("source_samples")
    with op.batch_alter_table("follows") as follows:
        for name in ADDED:
            follows.drop_column(name)
