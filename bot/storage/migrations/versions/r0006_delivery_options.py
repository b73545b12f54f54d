"""More of a schedule (weekdays, one message or two, quiet days, when it is due), and who holds a delivery."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
OF_SCHEDULES: dict[str, sa.types.TypeEngine[Any]] = {
    "weekdays": sa.String(),
    "together": sa.Boolean(),
    "tells_quiet": sa.Boolean(),
    "stopped": sa.String(),
    "due_at": INSTANT,
}
OF_DELIVERIES: dict[str, sa.types.TypeEngine[Any]] = {
    "token": sa.String(),
    "parts": sa.JSON(),
    "posted_at": INSTANT,
}
KEPT: dict[str, Any] = {"sqlite_autoincrement": True}
ONE_PER_CHANNEL = "uq_schedules_guild_id_channel_id"
SEVERAL = "uq_schedules_guild_id_channel_id_at_timezone"


def upgrade() -> None:
    with op.batch_alter_table("schedules", table_kwargs=KEPT) as schedules:
        for name, kind in OF_SCHEDULES.items():
            schedules.add_column(sa.Column(name, kind))
        schedules.drop_constraint(op.f(ONE_PER_CHANNEL), type_="unique")
        schedules.create_unique_constraint(op.f(SEVERAL), ["guild_id", "channel_id", "at", "timezone"])
        schedules.create_index(op.f("ix_schedules_active_due_at"), ["active", "due_at"])
    for name, kind in OF_DELIVERIES.items():
        op.add_column("deliveries", sa.Column(name, kind))


def downgrade() -> None:
    # One schedule for each channel again: the oldest stays.
    op.execute(
        "DELETE FROM deliveries WHERE schedule_id NOT IN (SELECT min(id) FROM schedules GROUP BY guild_id, channel_id)"
    )
    op.execute("DELETE FROM schedules WHERE id NOT IN (SELECT min(id) FROM schedules GROUP BY guild_id, channel_id)")
    for name in reversed(OF_DELIVERIES):
        op.drop_column("deliveries", name)
    with op.batch_alter_table("schedules", table_kwargs=KEPT) as schedules:
        schedules.drop_index(op.f("ix_schedules_active_due_at"))
        schedules.drop_constraint(op.f(SEVERAL), type_="unique")
        schedules.create_unique_constraint(op.f(ONE_PER_CHANNEL), ["guild_id", "channel_id"])
        for name in reversed(OF_SCHEDULES):
            schedules.drop_column(name)
