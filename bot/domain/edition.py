"""For whom an edition is put together, and what they were given before."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.watch import Watch


@dataclass(frozen=True, slots=True)
class Readers:
    """Those of a channel, at the slot that an edition is for. What a server asks for itself has none."""

    channel_id: int
    slot_at: datetime
    watch: Watch | None = None
    """What their schedule tracks by itself; None: what the server tracks."""


@dataclass(frozen=True, slots=True)
class Given:
    """A story as one delivery held it."""

    story_id: int
    revision: int
    article_ids: tuple[int, ...]
    """What it was told from: the story's id may split or merge later, articles do not."""


@dataclass(frozen=True, slots=True)
class GivenTo:
    """A given story, and whom it was given to."""

    given: Given
    channel_id: int
    slot_at: datetime
