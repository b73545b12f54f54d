"""The interfaces that we own: time, and the place where a brief is published. Tests fake these and nothing else."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Protocol

from bot.domain.brief import Edition
from bot.domain.language import Lang


class Clock(Protocol):
    def now(self) -> datetime:
        """The current instant, aware, in UTC."""
        ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class FixedClock:
    """A clock that stands still: `--now` on the command line, and tests."""

    def __init__(self, instant: datetime) -> None:
        self._instant = instant.astimezone(UTC)

    def now(self) -> datetime:
        return self._instant


class ShiftedClock:
    """A clock that was set to an instant and runs on from there: the samples' own day."""

    def __init__(self, start: datetime) -> None:
        self._shift = start.astimezone(UTC) - datetime.now(UTC)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._shift


class Publisher(Protocol):
    """Where an edition goes. Implemented over Discord; a list in tests."""

    async def publish(self, channel_id: int, editions: Sequence[Edition], *, nonce: str) -> tuple[int, ...]:
        """Post one message per edition and return the message ids.

        `nonce` (at most 20 characters; the publisher appends the part's number) makes a repeated call within minutes
        return the first call's messages instead of posting again.
        Raises PublishRefused (do not try again) or PublishFailed (try again later).
        """
        ...

    async def find_published(self, channel_id: int, *, nonce: str, langs: Sequence[Lang]) -> tuple[int, ...]:
        """Ids of our messages with this nonce among the channel's newest, in order of part; empty where there are none.

        Raises as `publish`.
        """
        ...
