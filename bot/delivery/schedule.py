"""When an edition is due: a local time of day in a zone, turned into UTC instants across clock changes.

Where the clocks jump over the time, the slot is the first instant after the jump; where they repeat it, the first of
the two and only that. Weekdays are those of the local calendar day that the slot is for. A day that a zone left out
altogether (Samoa, 30 December 2011) has no slot.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.delivery import Schedule
from bot.errors import BadTimezone

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


def zone(name: str) -> ZoneInfo:
    """The IANA zone of this name. Raises BadTimezone."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise BadTimezone(str(problem), value=name) from None


def slot_on(day: date, at: time, tz: ZoneInfo) -> datetime | None:
    """The UTC instant of `at` on this local day; None where the zone has no such day."""
    slot = _first_instant(datetime.combine(day, at.replace(microsecond=0, tzinfo=None)), tz)
    if slot.astimezone(tz).date() != day:
        # A jump over midnight moves the slot into the next day; a jump over the whole day takes it away.
        day_begins = _first_instant(datetime.combine(day, time.min), tz)
        if day_begins.astimezone(tz).date() != day:
            return None
    return slot


def local_day(schedule: Schedule, slot_at: datetime) -> date:
    """The calendar date that the slot's edition is for. Raises BadTimezone."""
    return slot_at.astimezone(zone(schedule.timezone)).date()


def latest_slot(schedule: Schedule, now: datetime) -> datetime | None:
    """The newest slot that has come by `now` and is owed; None where none is. Raises BadTimezone."""
    return next(slots_back_from(schedule, now), None)


def slots_back_from(schedule: Schedule, now: datetime) -> Iterator[datetime]:
    """Every slot that has come by `now`, newest first, back to the schedule's creation. Raises BadTimezone."""
    tz = zone(schedule.timezone)
    day = now.astimezone(tz).date() + _DAY
    first_day = schedule.created_at.astimezone(tz).date() - _DAY
    while day >= first_day:
        slot = slot_on(day, schedule.at, tz)
        if slot is not None and day.isoweekday() in schedule.weekdays and schedule.created_at <= slot <= now:
            yield slot
        day -= _DAY


def next_slot(schedule: Schedule, now: datetime) -> datetime:
    """The first slot after `now`. Raises BadTimezone."""
    tz = zone(schedule.timezone)
    day = now.astimezone(tz).date() - _DAY
    while True:
        slot = slot_on(day, schedule.at, tz)
        if slot is not None and day.isoweekday() in schedule.weekdays and slot > now and slot >= schedule.created_at:
            return slot
        day += _DAY


def _first_instant(wall: datetime, tz: ZoneInfo) -> datetime:
    """The first instant at which the zone's clocks show `wall` or have jumped over it."""
    before = wall.replace(tzinfo=tz, fold=0).astimezone(UTC)
    if before.astimezone(tz).replace(tzinfo=None) == wall:
        return before
    # In a gap, fold=0 reads the time with the old offset (after the jump), fold=1 with the new one (before it).
    low, high = wall.replace(tzinfo=tz, fold=1).astimezone(UTC), before
    old_offset = low.astimezone(tz).utcoffset()
    while high - low > _SECOND:
        middle = low + timedelta(seconds=(high - low) // _SECOND // 2)
        if middle.astimezone(tz).utcoffset() == old_offset:
            low = middle
        else:
            high = middle
    return high
