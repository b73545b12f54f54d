"""What a server's admins chose and did, when a server left, and the faults that it was shown."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
OF_GUILDS: dict[str, sa.types.TypeEngine[Any]] = {"settings": sa.JSON(), "setup": sa.JSON(), "left_at": INSTANT}


def upgrade() -> None:
    for name, kind in OF_GUILDS.items():
        op.add_column("guilds", sa.Column(name, kind, nullable=True))
    op.create_table(
        "audit_entries",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entries")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_audit_entries_guild_id_id"), "audit_entries", ["guild_id", "id"], unique=False)
    op.create_table(
        "error_reports",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("error_id", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_error_reports")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_error_reports_guild_id_at"), "error_reports", ["guild_id", "at"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_error_reports_guild_id_at"), table_name="error_reports")
    op.drop_table("error_reports")
    op.drop_index(op.f("ix_audit_entries_guild_id_id"), table_name="audit_entries")
    op.drop_table("audit_entries")
    with op.batch_alter_table("guilds") as guilds:
        for name in reversed(OF_GUILDS):
            guilds.drop_column(name)
