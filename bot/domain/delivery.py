"""A recurrence in local time, one due occurrence of it, and the one record of what became of that."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from bot.domain.edition import Readers
from bot.domain.language import Lang
from bot.domain.watch import Watch

EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
TOGETHER = "mul"
"""Name of the one message that holds every language (ISO 639-2: multiple languages)."""


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
    weekdays: tuple[int, ...] = EVERY_DAY
    """ISO weekdays (Monday is 1) of the local calendar."""
    together: bool = False
    """All languages in one message."""
    tells_quiet: bool = False
    """A day without news gets a line that says so, instead of silence."""
    stopped: str | None = None
    """Message key of why we switched it off ourselves."""
    due_at: datetime | None = None
    """The first slot without a record; None where that has to be worked out."""
    watch: Watch | None = None
    """Topics of its own, which its editions go by instead of what the server tracks; None where it has none."""

    @property
    def parts(self) -> tuple[str, ...]:
        """The messages of one edition: a language each, or TOGETHER."""
        return (TOGETHER,) if self.together and len(self.langs) > 1 else self.langs

    def readers_at(self, slot_at: datetime) -> Readers:
        """For whom its edition of that slot is."""
        return Readers(self.channel_id, slot_at, self.watch)


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
    """Of the parts that are posted, in their order."""
    claimed_at: datetime
    updated_at: datetime
    attempts: int
    token: str | None = None
    """Of whoever holds it. A write under another token is refused."""
    parts: tuple[str, ...] = ()
    """Its messages as the schedule wanted them when it was claimed: a later change does not reach it."""
    posted_at: datetime | None = None
    """When its last message was posted."""
