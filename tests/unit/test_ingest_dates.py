"""Dates of feeds and pages, with the expected instant beside each."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.dates import JST, parse_date, settled


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Tue, 15 Jul 2025 10:00:00 GMT", "2025-07-15T10:00:00"),
        ("Tue, 15 Jul 2025 10:00:00 +0900", "2025-07-15T01:00:00"),
        ("Tue, 15 Jul 2025 10:00:00 JST", "2025-07-15T01:00:00"),
        ("Tue, 15 Jul 2025 10:00:00 EDT", "2025-07-15T14:00:00"),
        ("15 Jul 25 10:00 PST", "2025-07-15T18:00:00"),
        ("Tue, 15 July 2025 10:00:00", "2025-07-15T10:00:00"),
        ("Tue,15 Jul 2025 9:05:00 +09:00", "2025-07-15T00:05:00"),
        ("2025-07-15T10:00:00Z", "2025-07-15T10:00:00"),
        ("2025-07-15T10:00:00.123+09:00", "2025-07-15T01:00:00"),
        ("2025-07-15T10:00+09", "2025-07-15T01:00:00"),
        ("2025-07-15 10:00:00 -0400", "2025-07-15T14:00:00"),
        ("2025-07-15T24:00:00Z", "2025-07-16T00:00:00"),
        ("2025-07-15", "2025-07-15T00:00:00"),
        ("20250715", "2025-07-15T00:00:00"),
        ("20250715T100000Z", "2025-07-15T10:00:00"),
        ("2025/7/5", "2025-07-05T00:00:00"),
        ("2025/07/15 10:30", "2025-07-15T10:30:00"),
        ("2025.07.15（火）10:30", "2025-07-15T10:30:00"),
        ("July 15, 2025", "2025-07-15T00:00:00"),
        ("Jul. 15, 2025 at 10:00 am EDT", "2025-07-15T14:00:00"),
        ("Tuesday, July 15, 2025 11:30 PM PT", "2025-07-16T06:30:00"),
        ("15th July 2025", "2025-07-15T00:00:00"),
        ("Tue Jul 15 10:00:00 EDT 2025", "2025-07-15T14:00:00"),
        ("15. Juli 2025", "2025-07-15T00:00:00"),
        ("2025年7月15日", "2025-07-15T00:00:00"),
        ("２０２５年７月１５日　１０時３０分", "2025-07-15T01:30:00"),
        ("2025年7月15日（火） 午後3時5分", "2025-07-15T06:05:00"),
        ("2025年7月15日 午後0時10分", "2025-07-15T03:10:00"),
        ("令和7年7月15日", "2025-07-15T00:00:00"),
        ("公開：2025年7月15日 23:59", "2025-07-15T14:59:00"),
    ],
)
def test_written_dates(raw, expected):
    assert parse_date(raw) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "raw",
    [None, "", "yesterday", "0000-00-00", "2025-13-40", "1970-01-01T00:00:00Z", "9999-12-31", "Thu, 01 Jan 1970 00:00:00 GMT",
     "15 Foo 2025", "2025年13月1日", "2025-07-15T99:99", "::::", "1" * 10_000],
)  # fmt: skip
def test_absurd_dates_are_no_dates(raw):
    assert parse_date(raw) is None


def test_a_time_without_a_zone_is_in_the_zone_of_the_outlet():
    assert parse_date("2025-07-15T10:00:00", zone=JST) == datetime(2025, 7, 15, 1, tzinfo=UTC)


def test_a_date_alone_stays_its_calendar_day():
    assert parse_date("2025-07-15", zone=JST) == datetime(2025, 7, 15, tzinfo=UTC)


def test_the_future_and_the_undated_get_the_time_of_the_fetch():
    now = datetime(2025, 7, 16, tzinfo=UTC)
    assert settled(None, now) == now
    assert settled(now + timedelta(days=400), now) == now
    assert settled(now + timedelta(minutes=5), now) == now
    assert settled(now - timedelta(days=1), now) == now - timedelta(days=1)


@given(st.text(max_size=120))
def test_no_text_breaks_it(raw):
    found = parse_date(raw)
    assert found is None or found.tzinfo is UTC


@given(
    st.datetimes(datetime.fromisoformat("1991-01-01"), datetime.fromisoformat("2099-01-01")),
    st.integers(-12 * 60, 14 * 60),
)
def test_iso_round_trip(naive, minutes):
    aware = naive.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=minutes)))
    assert parse_date(aware.isoformat()) == aware
