"""Companies and keywords that one schedule tracks by itself."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("schedules", sa.Column("watch", sa.JSON()))


def downgrade() -> None:
    op.drop_column("schedules", "watch")
