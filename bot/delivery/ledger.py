"""What to do next with a delivery, given its record and the time: rules only, so that every crash can be played.

A record without an outcome means one of three things, told apart by its reason and age: somebody is at work on it (it
is left alone for LEASE), its last attempt failed (it waits for its next), or whoever worked on it is gone (it is
resumed, and looked for in the channel before anything is posted).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import Enum, StrEnum, auto

from bot.domain.delivery import Delivery, DeliveryState
from bot.domain.language import Lang

ATTEMPT_LIMIT = timedelta(seconds=45)
LEASE = 2 * ATTEMPT_LIMIT
"""Longer than any attempt may take: after that, whoever worked on the delivery no longer does."""

FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(minutes=5)
LATE_AFTER = timedelta(minutes=2)
BACKLOG = 14
"""How many missed slots of one schedule get a record after a downtime."""


class Reason(StrEnum):
    """Message keys of what the ledger says about a slot."""

    LATE = "delivery-late"
    QUIET = "delivery-quiet"
    MISSED = "delivery-missed"
    EXPIRED = "delivery-expired"
    RETRYING = "delivery-retrying"
    REFUSED = "delivery-refused"
    PARTIAL = "delivery-partial"
    TURNED_OFF = "delivery-turned-off"


class Step(Enum):
    WAIT = auto()
    RESUME = auto()
    """Look for what was posted, then post what is missing."""
    CLOSE = auto()
    """Look for what was posted, then end it: nothing more is posted."""


def next_step(delivery: Delivery, now: datetime, grace: timedelta, *, wanted: bool) -> Step:
    """What to do with a delivery that has no outcome yet. `wanted`: its schedule is still on."""
    if now < due_again_at(delivery):
        return Step.WAIT
    return Step.RESUME if wanted and is_in_time(delivery.slot_at, now, grace) else Step.CLOSE


def due_again_at(delivery: Delivery) -> datetime:
    """When it may be touched again: after a failed attempt the pauses double, within bounds, as time goes on."""
    if delivery.reason != Reason.RETRYING:
        return delivery.updated_at + LEASE
    tried_for = delivery.updated_at - delivery.claimed_at
    return delivery.updated_at + min(LONGEST_WAIT, max(FIRST_WAIT, tried_for))


def is_in_time(slot_at: datetime, now: datetime, grace: timedelta) -> bool:
    return now <= slot_at + grace


def outcome_when_posted(slot_at: datetime, posted_at: datetime) -> Reason | None:
    return Reason.LATE if posted_at - slot_at > LATE_AFTER else None


def outcome_when_closed(delivery: Delivery, *, parts_found: int, wanted: bool) -> tuple[DeliveryState, Reason]:
    """How an unfinished delivery ends of which `parts_found` messages, not all, are in the channel."""
    if parts_found:
        return DeliveryState.FAILED, Reason.PARTIAL
    return DeliveryState.SKIPPED, Reason.EXPIRED if wanted else Reason.TURNED_OFF


def nonce(delivery: Delivery, lang: Lang) -> str:
    """At most 20 characters that name this part of this delivery, also in a store that counts from 1 again."""
    minute = int(delivery.slot_at.timestamp()) // 60
    return f"{delivery.delivery_id:x}-{minute:x}-{lang}"


def split_due(
    unrecorded: Sequence[datetime], now: datetime, grace: timedelta
) -> tuple[list[datetime], datetime | None]:
    """Of the slots without a record, newest first: those that are missed, oldest first, and the one to post now."""
    if unrecorded and is_in_time(unrecorded[0], now, grace):
        return list(reversed(unrecorded[1:])), unrecorded[0]
    return list(reversed(unrecorded)), None
