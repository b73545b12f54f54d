"""What a source's turns taught about it: since when it fails, how often it changes, where it went."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

COLUMNS: dict[str, sa.types.TypeEngine[Any]] = {
    "failing_since": sa.DateTime(timezone=True),
    "retired_at": sa.DateTime(timezone=True),
    "changed_at": sa.DateTime(timezone=True),
    "interval_seconds": sa.Integer(),
    "body_digest": sa.LargeBinary(),
    "moved_from": sa.Text(),
}


def upgrade() -> None:
    for name, kind in COLUMNS.items():
        op.add_column("sources", sa.Column(name, kind))


def downgrade() -> None:
    for name in reversed(COLUMNS):
        op.drop_column("sources", name)
