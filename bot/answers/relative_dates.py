"""Reads the days that only "now" gives a meaning: last spring, 去年の秋, six months ago, 先週."""

import calendar
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

Span = tuple[date, date]

_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12, "春": 3, "夏": 6, "秋": 9, "冬": 12}
_YEARS_AGO = {"今年": 0, "本年": 0, "昨年": 1, "去年": 1, "一昨年": 2, "おととし": 2, "this": 0, "last": 1}
_JA_NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "数": 3}
_EN_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
               "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "a few": 3, "a couple of": 2}  # fmt: skip
_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_YEAR_PARTS = {"初め": (1, 3), "初頭": (1, 3), "はじめ": (1, 3), "前半": (1, 6), "上半期": (1, 6), "半ば": (5, 7),
               "後半": (7, 12), "下半期": (7, 12), "末": (12, 12), "暮れ": (12, 12), "終わり": (12, 12),
               "early": (1, 3),
               "beginning": (1, 3), "start": (1, 3), "middle": (5, 7), "mid": (5, 7), "late": (10, 12),
               "end": (12, 12)}  # fmt: skip

_YEAR_JA = "(?P<year>今年|本年|昨年|去年|一昨年|おととし)"
_NUMBER_EN = "(?P<n>a few|a couple of|[a-z]{1,6}|\\d{1,3})"


def _months_on(day: date, months: int) -> date:
    at = day.year * 12 + day.month - 1 + months
    year, month = divmod(at, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _months(year: int, first: int, last: int) -> Span:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _season(year: int, first_month: int) -> Span:
    start = date(year, first_month, 1)
    return start, _months_on(start, 3) - timedelta(days=1)


def _last_season(match: re.Match[str], today: date) -> Span:
    """The newest one that has begun: "last spring" said in November is that of the same year."""
    first_month = _SEASONS[match["season"].lower()]
    span = _season(today.year, first_month)
    return span if span[0] <= today else _season(today.year - 1, first_month)


def _season_of_year(match: re.Match[str], today: date) -> Span:
    return _season(today.year - _YEARS_AGO[match["year"]], _SEASONS[match["season"]])


def _month_of_year(match: re.Match[str], today: date) -> Span | None:
    month = int(match["month"])
    return _months(today.year - _YEARS_AGO[match["year"]], month, month) if 1 <= month <= 12 else None


def _last_month_named(match: re.Match[str], today: date) -> Span:
    month = _MONTHS[match["month"].lower()]
    year = today.year if month < today.month else today.year - 1
    return _months(year, month, month)


def _part_of_year(match: re.Match[str], today: date) -> Span:
    first, last = _YEAR_PARTS[match["part"].lower()]
    return _months(today.year - _YEARS_AGO[match["year"].lower()], first, last)


def _ago(match: re.Match[str], today: date) -> Span | None:
    number = _EN_NUMBERS.get(match["n"].lower()) or (int(match["n"]) if match["n"].isdigit() else None)
    return _back(number, match["unit"].lower(), today) if number else None


def _ago_ja(match: re.Match[str], today: date) -> Span | None:
    number = _JA_NUMBERS.get(match["n"]) or (int(match["n"]) if match["n"].isdigit() else None)
    unit = {"年": "year", "日": "day", "週": "week"}.get(match["unit"][0], "month")
    return _back(number, unit, today) if number else None


def _back(number: int, unit: str, today: date) -> Span | None:
    months = {"year": 12, "month": 1}.get(unit, 0) * number
    if months > 12 * 50:
        return None
    day = _months_on(today, -months) if months else today - timedelta(days=number * (7 if unit == "week" else 1))
    return day, day


def _half_year_ago(match: re.Match[str], today: date) -> Span:
    day = _months_on(today, -6)
    return day, day


def _year_ago(match: re.Match[str], today: date) -> Span:
    day = _months_on(today, -12)
    return day, day


def _last_week(match: re.Match[str], today: date) -> Span:
    monday = today - timedelta(days=today.weekday() + 7)
    return monday, monday + timedelta(days=6)


def _yesterday(match: re.Match[str], today: date) -> Span:
    return today - timedelta(days=1), today - timedelta(days=1)


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Span | None]], ...] = (
    (re.compile(rf"{_YEAR_JA}の?(?P<season>[春夏秋冬])"), _season_of_year),
    (re.compile(rf"{_YEAR_JA}の?(?P<month>\d{{1,2}})月"), _month_of_year),
    (re.compile(rf"{_YEAR_JA}の?(?P<part>{'|'.join(p for p in _YEAR_PARTS if not p.isascii())})"), _part_of_year),
    (re.compile(r"(?P<part>early|beginning|start|mid|middle|late|end)(?: of|-)? ?(?P<year>last|this) year", re.I),
     _part_of_year),
    (re.compile(r"\b(?:last|this past|this) (?P<season>spring|summer|autumn|fall|winter)\b", re.I), _last_season),
    (re.compile(r"(?:この前の|先の|この)(?P<season>[春夏秋冬])"), _last_season),
    (re.compile(rf"\blast (?P<month>{'|'.join(_MONTHS)})\b", re.I), _last_month_named),
    (re.compile(r"\bthis time last year\b|(?:去年|昨年)の(?:今頃|今ごろ|いまごろ|この時期)", re.I), _year_ago),
    (re.compile(r"\bhalf a year ago\b|半年前", re.I), _half_year_ago),
    (re.compile(rf"\b{_NUMBER_EN} (?P<unit>year|month|week|day)s? (?:ago|earlier|back)\b", re.I), _ago),
    (re.compile(r"(?P<n>\d{1,3}|[一二三四五六七八九十数])\s?(?P<unit>年|[カヶケかヵ箇]月|週間?|日)(?:ほど|くらい)?前"),
     _ago_ja),
    (re.compile(r"\blast week\b|先週", re.I), _last_week),
    (re.compile(r"\byesterday\b|昨日|きのう", re.I), _yesterday),
)  # fmt: skip


def find_relative(text: str, today: date) -> Iterator[tuple[int, int, date, date]]:
    """(start, end, first day, last day) of each, the more telling reading first; places may overlap."""
    for pattern, read in _RULES:
        for match in pattern.finditer(text):
            try:
                span = read(match, today)
            except (ValueError, OverflowError):
                continue  # a day outside of the calendar
            if span:
                yield match.start(), match.end(), *span
