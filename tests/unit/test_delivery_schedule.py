"""Slots against zoneinfo: every clock change of every zone that could meet them."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.schedule import latest_slot, local_day, next_slot, slot_on, slots_back_from, zone
from bot.domain.delivery import Schedule
from bot.errors import BadTimezone

ZONES = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("posix", "right")))
LONG_AGO = datetime(1995, 1, 1, tzinfo=UTC)

zones = st.sampled_from(ZONES)
times = st.times(min_value=time(0), max_value=time(23, 59)).map(lambda at: at.replace(second=0, microsecond=0))
days = st.dates(date(1996, 1, 1), date(2037, 1, 1))
instants = st.datetimes(datetime(1996, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def schedule(at=time(8), timezone="Asia/Tokyo", created_at=LONG_AGO):
    return Schedule(
        schedule_id=1,
        guild_id=2,
        channel_id=3,
        at=at,
        timezone=timezone,
        langs=("ja", "en"),
        top=5,
        active=True,
        created_at=created_at,
    )


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("timezone", "day", "at", "expected"),
    [
        ("Asia/Tokyo", "2025-07-16", "08:00", "2025-07-15 23:00"),
        ("America/New_York", "2025-03-08", "02:30", "2025-03-08 07:30"),
        # 02:00-03:00 does not exist on the 9th: the first instant after the jump.
        ("America/New_York", "2025-03-09", "02:30", "2025-03-09 07:00"),
        ("America/New_York", "2025-03-09", "02:00", "2025-03-09 07:00"),
        ("America/New_York", "2025-03-09", "03:00", "2025-03-09 07:00"),
        # 01:30 comes twice on 2 November: the first of the two.
        ("America/New_York", "2025-11-02", "01:30", "2025-11-02 05:30"),
        ("Europe/Berlin", "2025-03-30", "02:15", "2025-03-30 01:00"),
        ("Europe/Berlin", "2025-10-26", "02:15", "2025-10-26 00:15"),
        # A jump of half an hour, and one at midnight.
        ("Australia/Lord_Howe", "2025-10-05", "02:10", "2025-10-04 15:30"),
        ("America/Sao_Paulo", "2018-11-04", "00:20", "2018-11-04 03:00"),
        # Samoa had no 30 December 2011.
        ("Pacific/Apia", "2011-12-29", "08:00", "2011-12-29 18:00"),
        ("Pacific/Apia", "2011-12-30", "08:00", None),
        ("Pacific/Apia", "2011-12-31", "08:00", "2011-12-30 18:00"),
    ],
)
def test_slot_of_a_day(timezone, day, at, expected):
    slot = slot_on(date.fromisoformat(day), time.fromisoformat(at), ZoneInfo(timezone))
    assert slot == (utc(expected) if expected else None)


@given(zones, days, times)
def test_a_slot_shows_its_wall_time_or_stands_right_after_the_jump_over_it(name, day, at):
    tz = ZoneInfo(name)
    slot = slot_on(day, at, tz)
    if slot is None:
        assert not any(
            (datetime.combine(day, time(12), UTC) + timedelta(minutes=15 * quarter)).astimezone(tz).date() == day
            for quarter in range(-150, 150)
        )
        return
    wall = slot.astimezone(tz).replace(tzinfo=None)
    wanted = datetime.combine(day, at)
    second_before = (slot - timedelta(seconds=1)).astimezone(tz).replace(tzinfo=None)
    if wall == wanted:
        assert slot.astimezone(tz).fold == 0
    else:
        assert second_before < wanted < wall
        assert slot.astimezone(tz).utcoffset() != (slot - timedelta(seconds=1)).astimezone(tz).utcoffset()


@given(zones, times, instants)
def test_latest_and_next_slot_enclose_now_and_nothing_lies_between(name, at, now):
    plan = schedule(at, name)
    latest, following = latest_slot(plan, now), next_slot(plan, now)
    assert latest is not None
    assert latest <= now < following
    assert timedelta(0) < following - latest <= timedelta(hours=50)
    assert next_slot(plan, latest) == following
    assert latest_slot(plan, following) == following


@given(zones, times, instants)
def test_walking_forwards_and_backwards_meets_the_same_slots_each_once(name, at, start):
    plan = schedule(at, name, created_at=start)
    forwards = [next_slot(plan, start - timedelta(microseconds=1))]
    for _ in range(6):
        forwards.append(next_slot(plan, forwards[-1]))
    assert list(slots_back_from(plan, forwards[-1])) == forwards[::-1]
    assert len({*forwards}) == len(forwards)


def test_a_whole_year_has_one_slot_for_each_local_day():
    plan = schedule(time(2, 30), "America/New_York")
    end = utc("2026-01-01 12:00")
    year = [slot for slot in slots_back_from(plan, end) if local_day(plan, slot).year == 2025]
    assert len(year) == 365
    assert [local_day(plan, slot) for slot in year] == [date(2025, 12, 31) - timedelta(days=n) for n in range(365)]


def test_slots_before_the_schedule_was_made_are_not_owed():
    created_at = utc("2025-07-15 23:00")
    plan = schedule(created_at=created_at)
    assert latest_slot(plan, created_at) == created_at
    late = schedule(created_at=created_at + timedelta(seconds=1))
    assert latest_slot(late, created_at + timedelta(hours=5)) is None
    assert next_slot(late, created_at + timedelta(hours=5)) == created_at + timedelta(days=1)


def test_the_edition_is_for_the_local_calendar_day():
    assert local_day(schedule(), utc("2025-07-15 23:00")) == date(2025, 7, 16)


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc/passwd", "Asia"])
def test_an_unknown_zone_is_refused(name):
    with pytest.raises(BadTimezone):
        zone(name)
