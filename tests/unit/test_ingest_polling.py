"""When a source is looked at again."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.polling import next_due_at

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
