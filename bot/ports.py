"""The interfaces that we own: time, a language model, and the place where a brief is published.

Tests fake these and nothing else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from bot.domain.alert import Notice
from bot.domain.brief import Edition
from bot.domain.reader import PersonalFollow, PersonalNotice


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


@dataclass(frozen=True, slots=True)
class TextRequest:
    """One request for one structured text."""

    ref: str
    """Of the prompt, as `brief.en-1`: name, language, version."""
    instructions: str
    """Ours alone: nothing in it comes from outside of the program."""
    message: str
    """Ours, with what others wrote delimited in it."""
    schema: Mapping[str, Any]
    """JSON Schema of the reply."""
    max_tokens: int
    """The longest reply."""


@dataclass(frozen=True, slots=True)
class TextReply:
    text: str
    """As the model wrote it: nothing about it is checked."""
    input_tokens: int
    output_tokens: int


class TextModel(Protocol):
    """A language model that writes one text for one request, without a memory."""

    @property
    def name(self) -> str:
        """As briefs name it: `gpt-5-mini`, `ollama:qwen3`."""
        ...

    async def complete(self, request: TextRequest) -> TextReply:
        """One request, one reply; no second try.

        Raises ModelUnreachable (worth another try later), ModelRefused (not worth one), ModelReplyUnusable.
        """
        ...


@dataclass(frozen=True, slots=True)
class Posted:
    """A message that stands in a channel, and when it was posted by the place's own clock."""

    message_id: int
    posted_at: datetime


class PersonalNews(Protocol):
    """What a reader is told, as `delivery.personal` words it."""

    @property
    def follow(self) -> PersonalFollow: ...

    @property
    def is_last_today(self) -> bool: ...


class Messenger(Protocol):
    """The way to one reader. Implemented over Discord's direct messages; a list in tests."""

    async def tell(self, notice: PersonalNotice, news: PersonalNews) -> None:
        """Send the one message of this notice; called again within minutes, it appears no second time.

        Raises MessagesClosed (never try this reader again), PublishRefused (the server or the reader's place in it is
        gone), UnknownStory (nothing of the story is left that they may read) or PublishFailed (try again later).
        """
        ...


class Publisher(Protocol):
    """Where an edition goes. Implemented over Discord; a list in tests."""

    async def publish(
        self,
        channel_id: int,
        editions: Sequence[Edition],
        *,
        nonce: str,
        together: bool = False,
        late_for: datetime | None = None,
    ) -> tuple[int, ...]:
        """Post one message per edition, or all of them in one where `together`, and return the message ids.

        `nonce` (at most 20 characters; the publisher appends the part's number) makes a repeated call within minutes
        return the first call's messages instead of posting again. `late_for` is the slot that readers are told this
        is late for.
        Raises PublishRefused (do not try again) or PublishFailed (try again later).
        """
        ...

    async def find_published(self, channel_id: int, *, nonce: str, since: datetime) -> Posted | None:
        """Our first message with this nonce, if one was posted since then; None where the channel holds none.

        Raises as `publish`; PublishFailed too where the channel could not be looked through to `since`, so that None
        always means that it is not there.
        """
        ...

    async def tell_stopped(self, guild_id: int, channel_id: int, reason: str) -> bool:
        """Tell the server's admins, where that is possible without asking in vain, that the schedule of this channel
        was switched off; `reason` is a message key. Returns whether they were told. Raises nothing."""
        ...


class AlertPublisher(Protocol):
    """Where an alert goes. Implemented over Discord; a list in tests."""

    async def publish_alert(self, channel_id: int, notice: Notice, *, nonce: str) -> Posted:
        """Post it, under the same conditions as `Publisher.publish`, and raise as that does."""
        ...

    async def find_published(self, channel_id: int, *, nonce: str, since: datetime) -> Posted | None:
        """See Publisher."""
        ...

    async def tell_stopped(self, guild_id: int, channel_id: int, reason: str, *, what: str) -> bool:
        """See Publisher. `what` names the message that says so: `alert`."""
        ...
