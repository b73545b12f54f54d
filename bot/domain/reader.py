"""What one reader asked for: to be told of news, and to say what was good or wrong about a reply."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.language import Lang
from bot.domain.source import HOUSE


def room_of(user_id: int) -> int:
    """The id under which a reader's own things stand where no server is asked: beside every server's, never one.

    In such a room the reader sees what the operator's own list holds, and the articles that only they gave.
    """
    return -user_id


def is_room(guild_id: int) -> bool:
    return guild_id < HOUSE


def record_of(guild_id: int) -> int:
    """Whose record holds there: a reader's own room has none, so the house's does."""
    return HOUSE if is_room(guild_id) else guild_id


class Topic(StrEnum):
    """What a reader may follow."""

    COMPANY = "company"
    STORY = "story"


@dataclass(frozen=True, slots=True)
class PersonalFollow:
    """A reader is told by direct message of news about a company or a story, as their server sees it."""

    follow_id: int
    user_id: int
    guild_id: int
    topic: Topic
    subject: str
    """A company's id, or a story's number."""
    lang: Lang
    followed_at: datetime


class NoticeState(StrEnum):
    CLAIMED = "claimed"
    """Written down, and being sent."""
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PersonalNotice:
    """One direct message: its row stands before it is sent."""

    notice_id: int
    user_id: int
    guild_id: int
    follow_id: int
    story_id: int
    article_id: int
    """The newest article of the story that it tells of."""
    state: NoticeState
    claimed_at: datetime


class Rating(StrEnum):
    GOOD = "good"
    BAD = "bad"


class Fault(StrEnum):
    """What is wrong with a reply, in a reader's eyes."""

    INACCURATE = "inaccurate"
    UNSUPPORTED = "unsupported"
    OUTDATED = "outdated"
    UNCLEAR = "unclear"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Feedback:
    """One reader's opinion of one reply. A later one of the same reader takes its place."""

    feedback_id: int
    guild_id: int
    user_id: int
    subject: str
    """`s12` for the brief of story 12, `r34` for the kept reply 34."""
    rating: Rating
    fault: Fault | None
    lang: Lang
    engine: str
    revision: int | None
    given_at: datetime
