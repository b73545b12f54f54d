"""Days along a line of pixels, and the days at which the axis is labelled."""

from dataclasses import dataclass
from datetime import date

MOST_TICKS = 8
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
"""Months between two ticks."""


@dataclass(frozen=True, slots=True)
class Axis:
    start: date
    end: date
    left: float
    right: float

    def x(self, on: date) -> float:
        """Where the day is; days outside are put at the edge."""
        days = max((self.end - self.start).days, 1)
        share = (on - self.start).days / days
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)


def tick_days(start: date, end: date, most: int = MOST_TICKS) -> list[date]:
    """First days of months, years at best, at most `most` of them, within the axis."""
    for step in _STEPS:
        days = _every(step, start, end)
        if len(days) <= most:
            return days
    return []


def _every(step: int, start: date, end: date) -> list[date]:
    first = start.year * 12 + start.month - 1
    last = end.year * 12 + end.month - 1
    months = (month for month in range(first, last + 1) if month % step == 0)
    days = (date(month // 12, month % 12 + 1, 1) for month in months)
    return [day for day in days if start <= day <= end]
