"""A recurrence in local time, one due occurrence of it, and the one record of what became of that."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from bot.domain.language import Lang


@dataclass(frozen=True, slots=True)
class Schedule:
    schedule_id: int
    guild_id: int
    channel_id: int
    at: time
    """Local wall-clock time."""
    timezone: str
    """IANA name."""
    langs: tuple[Lang, ...]
    top: int
    """How many stories an edition holds at most."""
    active: bool
    created_at: datetime
    """Slots before this instant are not owed."""


class DeliveryState(StrEnum):
    CLAIMED = "claimed"
    COMPOSED = "composed"
    POSTED = "posted"
    CONFIRMED = "confirmed"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Delivery:
    """The one record for (schedule, slot). It exists before anything is composed or sent."""

    delivery_id: int
    schedule_id: int
    guild_id: int
    channel_id: int
    slot_at: datetime
    state: DeliveryState
    reason: str | None
    """Message key of why it was late, skipped or failed."""
    message_ids: tuple[int, ...]
    claimed_at: datetime
    updated_at: datetime
    attempts: int
