"""When a source is looked at again."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.polling import LIVELY, LONGEST, LONGEST_WISH, OFTENEST, adapted_interval, entry_gap, next_due_at

NOW = datetime(2025, 7, 16, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)


def test_a_source_that_answers_keeps_its_interval():
    assert next_due_at(NOW, HALF_HOUR) == NOW + HALF_HOUR


def test_failures_double_it_up_to_a_day():
    waits = [next_due_at(NOW, HALF_HOUR, failures=failures) - NOW for failures in range(8)]
    assert waits == [timedelta(hours=hours) for hours in (0.5, 1, 2, 4, 8, 16, 24, 24)]


def test_an_interval_of_a_day_is_never_shortened_by_a_failure():
    assert next_due_at(NOW, timedelta(days=1), failures=3) == NOW + timedelta(days=1)


def test_the_servers_wish_counts_when_it_is_longer_and_within_a_day():
    assert next_due_at(NOW, HALF_HOUR, failures=1, retry_after=timedelta(seconds=5)) == NOW + timedelta(hours=1)
    assert next_due_at(NOW, HALF_HOUR, failures=1, retry_after=timedelta(hours=5)) == NOW + timedelta(hours=5)
    assert next_due_at(NOW, HALF_HOUR, failures=1, retry_after=timedelta(days=99)) == NOW + timedelta(days=1)


@given(st.text(max_size=50), st.integers(0, 10_000))
def test_sources_are_spread_by_a_tenth_at_most_and_always_the_same_way(key, failures):
    plain = next_due_at(NOW, HALF_HOUR, failures=failures) - NOW
    spread = next_due_at(NOW, HALF_HOUR, failures=failures, key=key) - NOW
    assert plain <= spread <= plain * 1.1
    assert spread == next_due_at(NOW, HALF_HOUR, failures=failures, key=key) - NOW


DAILY, HOURLY = timedelta(days=1), timedelta(hours=1)


@pytest.mark.parametrize(
    ("gap", "quiet", "wish", "expected"),
    [
        (None, None, None, HALF_HOUR),
        (DAILY, None, None, timedelta(hours=3)),
        (HOURLY, None, None, OFTENEST),
        (timedelta(days=30), None, None, LIVELY),
        (None, timedelta(hours=1), None, HALF_HOUR),
        (None, timedelta(days=4), None, timedelta(hours=6)),
        (None, timedelta(days=400), None, LONGEST),
        (HOURLY, None, timedelta(hours=2), timedelta(hours=2)),
        (HOURLY, None, timedelta(days=365), LONGEST_WISH),
        (timedelta(), None, timedelta(), OFTENEST),
    ],
)
def test_how_often_a_source_is_looked_at(gap, quiet, wish, expected):
    assert adapted_interval(HALF_HOUR, entry_gap=gap, quiet_for=quiet, wish=wish) == expected


durations = st.none() | st.timedeltas(timedelta(), timedelta(days=4_000))


@given(st.timedeltas(timedelta(minutes=1), timedelta(days=1)), durations, durations, durations)
def test_it_stays_between_ten_minutes_and_a_day_or_the_operators_own(base, gap, quiet, wish):
    interval = adapted_interval(base, entry_gap=gap, quiet_for=quiet, wish=wish)
    assert min(base, OFTENEST) <= interval <= max(base, LONGEST)


@given(durations, durations, durations)
def test_a_longer_silence_is_never_looked_at_more_often(gap, quiet, more):
    first, second = sorted(one or timedelta() for one in (quiet, more))
    less, longer = (adapted_interval(HALF_HOUR, entry_gap=gap, quiet_for=one) for one in (first, second))
    assert less <= longer


def test_the_rhythm_is_that_of_the_newest_entries():
    days = [NOW - timedelta(days=day) for day in range(5)]
    assert entry_gap([None, *reversed(days), None]) == DAILY
    archive = [NOW - timedelta(days=3_650 + number) for number in range(1_000)]
    assert entry_gap([NOW - timedelta(hours=hour) for hour in range(30)] + archive) == HOURLY
    assert entry_gap([NOW, NOW]) is None
    assert entry_gap([]) is None
