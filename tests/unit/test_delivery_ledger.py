"""The rules of the ledger, over time."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.delivery.ledger import (
    FIRST_WAIT,
    LATE_AFTER,
    LEASE,
    LONGEST_WAIT,
    Reason,
    Step,
    due_again_at,
    next_step,
    nonce,
    outcome_when_closed,
    outcome_when_posted,
    outcome_when_refused,
    split_due,
)
from bot.domain.delivery import Delivery, DeliveryState
from bot.domain.language import LANGS
from bot.i18n.catalog import has_text

SLOT = datetime(2025, 7, 16, 8, tzinfo=UTC)
GRACE = timedelta(hours=2)
MINUTE = timedelta(minutes=1)


def delivery(*, state=DeliveryState.CLAIMED, reason=None, claimed_at=SLOT, updated_at=SLOT, delivery_id=1):
    return Delivery(
        delivery_id=delivery_id,
        schedule_id=1,
        guild_id=2,
        channel_id=3,
        slot_at=SLOT,
        state=state,
        reason=reason,
        message_ids=(),
        claimed_at=claimed_at,
        updated_at=updated_at,
        attempts=0,
    )


@pytest.mark.parametrize("state", [DeliveryState.CLAIMED, DeliveryState.COMPOSED, DeliveryState.POSTED])
def test_a_delivery_is_left_to_whoever_works_on_it_until_they_must_be_gone(state):
    mine = delivery(state=state)
    assert next_step(mine, SLOT + LEASE - timedelta(seconds=1), GRACE, wanted=True) is Step.WAIT
    assert next_step(mine, SLOT + LEASE, GRACE, wanted=True) is Step.RESUME
    assert next_step(mine, SLOT + LEASE, GRACE, wanted=False) is Step.CLOSE


def test_beyond_the_grace_nothing_more_is_posted():
    left = delivery()
    assert next_step(left, SLOT + GRACE, GRACE, wanted=True) is Step.RESUME
    assert next_step(left, SLOT + GRACE + timedelta(seconds=1), GRACE, wanted=True) is Step.CLOSE


def test_pauses_after_failed_attempts_double_within_bounds():
    now, pauses = SLOT, []
    for _ in range(12):
        failed = delivery(state=DeliveryState.COMPOSED, reason=Reason.RETRYING, updated_at=now)
        pauses.append(due_again_at(failed, now) - now)
        now = due_again_at(failed, now)
    assert pauses[:4] == [FIRST_WAIT, FIRST_WAIT, 2 * FIRST_WAIT, 4 * FIRST_WAIT]
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_WAIT
    assert now - SLOT < GRACE, "so that a brief of two hours' grace is tried at least twelve times"


def test_a_post_is_late_only_when_a_reader_would_notice():
    assert outcome_when_posted(SLOT, SLOT + LATE_AFTER) is None
    assert outcome_when_posted(SLOT, SLOT + LATE_AFTER + timedelta(seconds=1)) is Reason.LATE


@pytest.mark.parametrize("searched", [True, False])
def test_what_ends_unfinished_says_why(searched):
    def closed(found, *, wanted, tried):
        return outcome_when_closed(parts_found=found, wanted=wanted, was_searched=searched, was_tried=tried)

    assert closed(0, wanted=True, tried=False) == (DeliveryState.SKIPPED, Reason.EXPIRED)
    assert closed(0, wanted=False, tried=False) == (DeliveryState.SKIPPED, Reason.TURNED_OFF)
    assert closed(1, wanted=True, tried=True) == (DeliveryState.FAILED, Reason.PARTIAL)
    unknown = (DeliveryState.SKIPPED, Reason.EXPIRED) if searched else (DeliveryState.FAILED, Reason.UNSURE)
    assert closed(0, wanted=True, tried=True) == unknown


def test_half_an_edition_in_the_channel_is_not_called_refused():
    assert outcome_when_refused(parts_found=0) is Reason.REFUSED
    assert outcome_when_refused(parts_found=1) is Reason.PARTIAL


def test_what_was_handed_back_is_taken_at_once_and_a_clock_set_back_holds_nothing_up():
    handed = delivery(state=DeliveryState.COMPOSED, reason=Reason.HANDED_BACK)
    assert next_step(handed, SLOT, GRACE, wanted=True) is Step.RESUME
    ahead = delivery(updated_at=SLOT + timedelta(hours=5))
    assert next_step(ahead, SLOT, GRACE, wanted=True) is Step.RESUME
    assert next_step(delivery(updated_at=SLOT + LEASE), SLOT, GRACE, wanted=True) is Step.WAIT


def test_after_a_downtime_only_the_latest_slot_is_posted_and_only_in_time():
    slots = [SLOT - timedelta(days=n) for n in range(3)]
    older = [(slots[2], Reason.MISSED), (slots[1], Reason.MISSED)]
    assert split_due(slots, SLOT + GRACE, GRACE) == (older, SLOT)
    assert split_due(slots, SLOT + GRACE + MINUTE, GRACE) == ([*older, (SLOT, Reason.MISSED)], None)
    assert split_due([], SLOT, GRACE) == ([], None)
    close = [SLOT, SLOT - MINUTE]
    assert split_due(close, SLOT, GRACE) == ([(SLOT - MINUTE, Reason.SUPERSEDED)], SLOT)


def test_nonces_are_short_and_differ_by_delivery_slot_and_language():
    huge = delivery(delivery_id=2**31)
    assert all(len(nonce(huge, lang)) <= 20 for lang in LANGS)
    other_slot = Delivery(**{**{name: getattr(huge, name) for name in huge.__slots__}, "slot_at": SLOT + MINUTE})
    every = {nonce(one, lang) for one in (huge, delivery(), other_slot) for lang in LANGS}
    assert len(every) == 6
    assert nonce(delivery(), "ja") == nonce(delivery(state=DeliveryState.POSTED), "ja")


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("lang", LANGS)
def test_every_reason_has_words(reason, lang):
    assert has_text(reason, lang)
