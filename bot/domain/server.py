"""A server as its admins see it: what they chose, how far its set-up is, and what was done in it by whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.language import Lang


class Area(StrEnum):
    """Of an admin's work: what a role can be put in charge of. Everything else needs Manage Server."""

    SOURCES = "sources"
    SCHEDULE = "schedule"
    """When and where briefs are posted, what is tracked, and what is told at once."""
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class ServerSettings:
    language: Lang | None = None
    """Of what everybody in a channel sees; None: of whoever asked."""
    answers_private: bool = False
    """Whether replies to members are seen by the asker alone, where no channel says otherwise."""
    other_channels: frozenset[int] = frozenset()
    """The channels in which it is the other way round."""
    roles: Mapping[str, frozenset[int]] = field(default_factory=dict, hash=False)
    """By command (its name without subcommands): the roles that may use it. A command that is not named: everybody."""
    news_answers: bool = True
    """Whether articles may answer where the record is silent."""
    in_charge: Mapping[Area, frozenset[int]] = field(default_factory=dict, hash=False)
    """By area: the roles that may do an admin's work in it without the right to manage the server."""


@dataclass(frozen=True, slots=True)
class SetupDraft:
    """What was chosen so far in the set-up guide; kept, so that a restart loses nothing."""

    channel_id: int | None
    time: str
    """HH:MM, local."""
    timezone: str
    langs: tuple[Lang, ...]
    packs: tuple[str, ...]
    """Ids of starter packs."""
    is_done: bool = False


class AuditWay(StrEnum):
    COMMAND = "command"
    BUTTON = "button"
    EVENT = "event"
    """Nobody of ours to name: Discord told us that it happened."""


class AuditOutcome(StrEnum):
    BEGUN = "begun"
    """The program ended before its end was known."""
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One admin action. Its row exists before the action's effect."""

    entry_id: int
    guild_id: int
    actor_id: int | None
    """The Discord user; None where Discord does not say who."""
    action: str
    """A command's full name, or the name of a button's action or of an event."""
    details: Mapping[str, str] = field(hash=False)
    way: AuditWay
    outcome: AuditOutcome
    reason: str | None
    """Message key of why it failed."""
    at: datetime


@dataclass(frozen=True, slots=True)
class ErrorReport:
    """A fault of ours that somebody of the server was shown, under the number that the log has too."""

    error_id: str
    action: str
    at: datetime
