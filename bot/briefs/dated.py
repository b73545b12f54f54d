"""Puts the date to a day that a report names by itself: "on Friday" and 30日 are plain only while the report is new."""

import re
from calendar import day_name, month_name
from datetime import date, timedelta

from bot.briefs.quoted import is_quoted
from bot.text.numbers_and_dates import find_dates

_WEEKDAYS, _MONTHS = tuple(day_name), tuple(month_name)[1:]
_ON_DAY = re.compile(
    rf"\bon ({'|'.join(_WEEKDAYS)})\b"
    rf"(?!['’-]|,? (?:{'|'.join(_MONTHS)}|\d|\()| (?:next|week|morning|afternoon|evening|night))"
)
_AHEAD = re.compile(r"\b(?:will|would|shall|is to|are to|due|plans?|planned|expects?|expected|scheduled|set to)\b")
_DAY_JA = re.compile(r"[0-9０-９]{1,2}日")
_SOON = timedelta(days=2)


def dated(shown: str, lang: str, published_on: date, told_on: date | None = None) -> str:
    """`shown`, a sentence of a report of `published_on`, with the date of the days that it names by weekday or number.

    `told_on` is the day of the story's newest report: days that a report of it, or of the day before, names are plain,
    and a Japanese day as long as the month is the same. None puts every date.
    """
    if lang == "ja":
        return shown if told_on and _month(told_on) == _month(published_on) else _with_months(shown, published_on)
    is_fresh = told_on is not None and told_on - published_on < _SOON
    return shown if is_fresh else _ON_DAY.sub(lambda day: _with_date(day, published_on), shown)


def _with_date(found: re.Match[str], published_on: date) -> str:
    if is_quoted(found.string, found.start()) or _AHEAD.search(found.string, 0, found.start()):
        return found.group()
    back = (published_on.weekday() - _WEEKDAYS.index(found.group(1))) % 7
    day = published_on - timedelta(days=back)
    return f"{found.group()} ({_MONTHS[day.month - 1]} {day.day})"


def _with_months(shown: str, published_on: date) -> str:
    for read in reversed(find_dates(shown, "ja", published_on)):
        written, day = shown[read.start : read.end], read.day.earliest
        if read.is_relative and _DAY_JA.fullmatch(written) and not is_quoted(shown, read.start):
            shown = f"{shown[: read.start]}{day.month}月{shown[read.start :]}"
    return shown


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
