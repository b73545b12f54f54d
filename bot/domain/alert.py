"""What a server wants to be told at once, and the one record of each time that it was."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.brief import Brief
from bot.domain.delivery import DeliveryState
from bot.domain.language import Lang
from bot.domain.statement import Scope, Statement


class AlertKind(StrEnum):
    STANCE = "stance"
    """A company's own words turned, and a reviewer approved the words."""
    BREAKING = "breaking"
    """Several outlets report one story within hours."""


ALL_KINDS = (AlertKind.STANCE, AlertKind.BREAKING)


@dataclass(frozen=True, slots=True)
class AlertRule:
    """One channel of a server that is told at once. There is none until an admin sets it."""

    rule_id: int
    guild_id: int
    channel_id: int
    kinds: tuple[AlertKind, ...]
    lang: Lang
    active: bool
    created_at: datetime
    """What happened before this instant is not told."""
    stopped: str | None = None
    """Message key of why we switched it off ourselves."""


@dataclass(frozen=True, slots=True)
class AlertEvent:
    """Something that happened, named by a key that stays the same however often it is found."""

    kind: AlertKind
    key: str
    happened_at: datetime
    """When we could first know it: a reviewer's approval, or the last outlet's report."""
    subject: Mapping[str, str | int] = field(hash=False)
    """What it is about: `before` and `after` (statement ids), or `story`."""
    of_data_set: bool = False
    """A data set brought it, not a reviewer."""


@dataclass(frozen=True, slots=True)
class Approval:
    """A statement that was approved: for one server, or for everybody."""

    statement_id: str
    company: str
    guild_id: int
    """Where it holds; HOUSE (0): everywhere."""
    approved_at: datetime
    by_data_set: bool


@dataclass(frozen=True, slots=True)
class Report:
    """One outlet's report of a story, as a server that follows it may read it."""

    guild_id: int
    story_id: int
    companies: tuple[str, ...]
    outlet: str
    title: str
    published_at: datetime
    placed_at: datetime


@dataclass(frozen=True, slots=True)
class Alert:
    """The one record for (rule, event). It exists before anything is posted."""

    alert_id: int
    rule_id: int
    guild_id: int
    channel_id: int
    event: AlertEvent
    state: DeliveryState
    reason: str | None
    """Message key of why it was late, left out or failed."""
    claimed_at: datetime
    updated_at: datetime
    attempts: int
    token: str | None
    """Of whoever holds it. A write under another token is refused."""
    message_id: int | None
    posted_at: datetime | None
    delivery_id: int | None
    """The brief that came next in that server and tells of it again; None until there is one."""

    @property
    def slot_at(self) -> datetime:
        """When it was due: at once."""
        return self.event.happened_at


@dataclass(frozen=True, slots=True)
class Notice:
    """What an alert says, ready to be worded: two statements, or a story's brief."""

    guild_id: int
    lang: Lang
    subject: Mapping[str, str | int] = field(hash=False)
    before: Statement | None = None
    after: Statement | None = None
    scopes: tuple[Scope, ...] = ()
    is_reversal: bool = False
    brief: Brief | None = None
