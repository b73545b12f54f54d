"""What to do next with a delivery, given its record and the time: rules only, so that every crash can be played.

A record without an outcome means one of three things, told apart by its reason and age: somebody is at work on it (it
is left alone for LEASE), its last attempt failed (it waits for its next), or whoever worked on it is gone (it is
resumed, and looked for in the channel before anything is posted).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import Enum, StrEnum, auto
from typing import Protocol

from bot.domain.delivery import Delivery, DeliveryState

ATTEMPT_LIMIT = timedelta(seconds=45)
LEASE = 2 * ATTEMPT_LIMIT
"""Longer than any attempt may take: after that, whoever worked on the delivery no longer does."""

FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(minutes=5)
NONCE_LENGTH = 20
LATE_AFTER = timedelta(minutes=2)


class Reason(StrEnum):
    """Message keys of what the ledger says about a slot."""

    LATE = "delivery-late"
    QUIET = "delivery-quiet"
    QUIET_TOLD = "delivery-quiet-told"
    MISSED = "delivery-missed"
    EXPIRED = "delivery-expired"
    RETRYING = "delivery-retrying"
    REFUSED = "delivery-refused"
    PARTIAL = "delivery-partial"
    TURNED_OFF = "delivery-turned-off"
    SUPERSEDED = "delivery-superseded"
    """Still in time when it was found, but a newer slot of the same schedule had come as well."""
    HANDED_BACK = "delivery-handed-back"
    UNSURE = "delivery-unsure"
    """It may stand in the channel: the time ran out before that could be looked up."""
    ALERT_MISSED = "alert-missed"
    ALERT_LATE = "alert-late"
    CROWDED = "alert-crowded"
    """The server was told of enough other events within the hour or day."""
    TAKEN_BACK = "alert-taken-back"
    """What it would have told no longer held when it was to be posted."""


class Kept(Protocol):
    """What the rules read of a record: a delivery's, or an alert's."""

    @property
    def slot_at(self) -> datetime: ...
    @property
    def reason(self) -> str | None: ...
    @property
    def claimed_at(self) -> datetime: ...
    @property
    def updated_at(self) -> datetime: ...


class Step(Enum):
    WAIT = auto()
    RESUME = auto()
    """Look for what was posted, then post what is missing."""
    CLOSE = auto()
    """Look for what was posted, then end it: nothing more is posted."""


def next_step(delivery: Kept, now: datetime, grace: timedelta, *, wanted: bool) -> Step:
    """What to do with a delivery that has no outcome yet. `wanted`: its schedule is still on."""
    if now < due_again_at(delivery, now):
        return Step.WAIT
    return Step.RESUME if wanted and is_in_time(delivery.slot_at, now, grace) else Step.CLOSE


def due_again_at(delivery: Kept, now: datetime) -> datetime:
    """When it may be touched again: after a failed attempt the pauses double, within bounds, as time goes on."""
    if delivery.reason == Reason.HANDED_BACK or delivery.updated_at - now > LEASE:
        # Given back by whoever stopped; or written by a clock that has been set back since and so says nothing.
        return now
    if delivery.reason != Reason.RETRYING:
        return delivery.updated_at + LEASE
    tried_for = delivery.updated_at - delivery.claimed_at
    return delivery.updated_at + min(LONGEST_WAIT, max(FIRST_WAIT, tried_for))


def is_in_time(slot_at: datetime, now: datetime, grace: timedelta) -> bool:
    return now <= slot_at + grace


def is_late(slot_at: datetime, at: datetime) -> bool:
    """Whether a post at this instant is so late that a reader notices."""
    return at - slot_at > LATE_AFTER


def outcome_when_posted(slot_at: datetime, posted_at: datetime) -> Reason | None:
    return Reason.LATE if is_late(slot_at, posted_at) else None


def outcome_when_closed(
    *, parts_found: int, wanted: bool, was_searched: bool, was_tried: bool
) -> tuple[DeliveryState, Reason]:
    """How an unfinished delivery ends of which `parts_found` messages, not all, are known to be in the channel.

    `was_searched`: the channel was looked through to the end. `was_tried`: a post may have been sent before.
    """
    if parts_found:
        return DeliveryState.FAILED, Reason.PARTIAL
    if was_tried and not was_searched:
        return DeliveryState.FAILED, Reason.UNSURE
    return DeliveryState.SKIPPED, Reason.EXPIRED if wanted else Reason.TURNED_OFF


def outcome_when_refused(*, parts_found: int) -> Reason:
    """Half an edition that stands in the channel is not called refused."""
    return Reason.PARTIAL if parts_found else Reason.REFUSED


def nonce(delivery: Delivery, part: str) -> str:
    """At most 20 characters that name this part of this delivery, also in a store that counts from 1 again."""
    minute = int(delivery.slot_at.timestamp()) // 60
    return f"{delivery.delivery_id:x}-{minute:x}-{part}"


def split_due(
    unrecorded: Sequence[datetime], now: datetime, grace: timedelta
) -> tuple[list[tuple[datetime, Reason]], datetime | None]:
    """Of the slots without a record, newest first: those that are left out, oldest first and each with its reason,
    and the one to post now."""
    due = unrecorded[0] if unrecorded and is_in_time(unrecorded[0], now, grace) else None
    left_out = [slot_at for slot_at in reversed(unrecorded) if slot_at != due]
    return [(at, Reason.SUPERSEDED if is_in_time(at, now, grace) else Reason.MISSED) for at in left_out], due
