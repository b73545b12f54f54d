"""Reads the dates of a question: "as of" a day, within a span, or from a day on; relative ones from `today`."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.answers.relative_dates import find_relative

_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = "(?P<month_{0}>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + ")"
_QUARTER_ENDS = {"early": 4, "start": 1, "beginning": 1, "mid": 6, "middle": 6, "late": 12, "end": 12, "close": 12}
_JA_PARTS = {"初め": 3, "初頭": 2, "はじめ": 3, "年初": 1, "年明け": 1, "前半": 6, "上半期": 6, "半ば": 6, "なかば": 6,
             "中頃": 6, "後半": 12, "下半期": 12, "末": 12, "終わり": 12, "年末": 12}  # fmt: skip

_EN_DATE = re.compile(
    r"(?P<iso>\b(?P<iy>(?:19|20)\d\d)-(?P<im>\d\d)(?:-(?P<id>\d\d))?\b)"
    r"|\b(?P<d1>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?" + _MONTH.format(1) + r"\.?,?\s+(?P<y1>(?:19|20)\d\d)\b"
    r"|\b" + _MONTH.format(2) + r"\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y2>(?:19|20)\d\d)\b"
    r"|\b(?:(?P<mpart>early|mid|late|the\s+end\s+of|end\s+of)[\s-]+)?"
    + _MONTH.format(3)
    + r"\.?,?\s+(?P<y3>(?:19|20)\d\d)\b"
    r"|\b(?:the\s+)?(?P<part>early|mid|late|start|beginning|middle|end|close)[\s-]+(?:of\s+|in\s+)?(?P<y4>(?:19|20)\d\d)\b"
    r"|\bQ(?P<q>[1-4])\s+(?P<y5>(?:19|20)\d\d)\b"
    r"|(?<![\w.-])(?P<y6>(?:19|20)\d\d)(?![\w-]|\.\d)",
    re.IGNORECASE,
)
_JA_DATE = re.compile(
    r"(?P<y>(?:19|20)\d\d)\s*年\s*(?:度)?"
    r"(?:\s*の?(?P<part>年初|年明け|初め|初頭|はじめ|前半|上半期|半ば|なかば|中頃|後半|下半期|年末|末|終わり)"
    r"|\s*(?P<m>\d{1,2})\s*月(?:\s*(?P<d>\d{1,2})\s*日|\s*の?(?P<mpart>上旬|中旬|下旬|末|初め|初旬|半ば))?)?"
)
_SLASHED = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)/(?P<m>\d{1,2})(?:/(?P<d>\d{1,2}))?(?!\d)")

_RELATIVE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\blast year\b|昨年|去年", re.I), "last_year"),
    (re.compile(r"\bthis year\b|今年|本年", re.I), "this_year"),
    (re.compile(r"\bthe year before last\b|一昨年|おととし", re.I), "two_years"),
    (re.compile(r"\blast month\b|先月", re.I), "last_month"),
    (re.compile(r"\bthis month\b|今月", re.I), "this_month"),
)

_UNTIL_BEFORE = re.compile(
    r"(?:as\s+of|by|until|till|up\s+to|through|at|as\s+at|before|prior\s+to|no\s+later\s+than)\s+(?:the\s+)?$", re.I
)
_BEFORE = re.compile(r"(?:before|prior\s+to|earlier\s+than)\s+(?:the\s+)?$", re.I)
_SINCE = re.compile(r"(?:since|after|from|starting\s+in|following)\s+(?:the\s+)?$", re.I)
_JA_BEFORE = re.compile(r"^[)）」』]?(?:より前|よりも前|以前に?|の前|前に)")
_JA_UNTIL = re.compile(r"^[)）」』]?(?:の?時点|現在|まで|当時|の段階|の頃|の?ころ|頃|ごろ|までに|以前)")
_JA_SINCE = re.compile(r"^(?:以降|以来|から|より後|のあと|の後|以後)")


_AGO = re.compile(r"\b(?:ago|earlier|back)$|前$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """What a question says about time. `until` bounds "as of"; `since` and `within` bound when something was said."""

    until: date | None = None
    since: date | None = None
    within: tuple[date, date] | None = None
    """A span that the words name without "by" or "since" ("in July 2025"): first and last day."""
    slack: timedelta = timedelta(0)
    """How far from `within` it may be: "two years ago" is seldom meant to the day."""
    spans: tuple[tuple[int, int], ...] = ()
    """Where the dates stand in the question, so that other rules leave them alone."""


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    first: date
    last: date
    before: str
    after: str


def read_dates(text: str, *, today: date) -> DateSpan:
    """Read every date of `text` (normalised to NFKC). Impossible dates (30 February) are left out."""
    every = sorted(_find(text, today), key=lambda item: item.start)
    spans = tuple((item.start, item.end) for item in every)
    found = _most_exact(every)
    until: date | None = None
    since: date | None = None
    within: tuple[date, date] | None = None
    for item in found:
        if _BEFORE.search(item.before) or _JA_BEFORE.match(item.after):
            until = _earlier(until, item.first - timedelta(days=1))
        elif _UNTIL_BEFORE.search(item.before) or _JA_UNTIL.match(item.after):
            until = _earlier(until, item.last)
        elif _SINCE.search(item.before) or _JA_SINCE.match(item.after):
            since = item.first if since is None else max(since, item.first)
        else:
            within = (
                (item.first, item.last) if within is None else (min(within[0], item.first), max(within[1], item.last))
            )
    is_rough = within is not None and within[0] == within[1] and any(_AGO.search(text[s:e]) for s, e in spans)
    slack = (today - within[0]) / 10 if within and is_rough else timedelta(0)
    return DateSpan(until, since, within, slack, spans)


def _most_exact(found: list[_Found]) -> list[_Found]:
    """Without a year or month beside a day of it: in "New Year's Day 2025, 1 January 2025" the day is meant."""
    return [
        item
        for item in found
        if not any(
            item.first <= other.first and other.last <= item.last and other.last - other.first < item.last - item.first
            for other in found
        )
    ]


def _earlier(known: date | None, new: date) -> date:
    return new if known is None else min(known, new)


def _find(text: str, today: date) -> list[_Found]:
    hits: list[tuple[int, int, date, date]] = []
    for hit in find_relative(text, today):
        if not any(start < hit[1] and hit[0] < end for start, end, _, _ in hits):
            hits.append(hit)
    for pattern, read in ((_JA_DATE, _read_ja), (_SLASHED, _read_ja), (_EN_DATE, _read_en)):
        for match in pattern.finditer(text):
            days = read(match)
            if days and not any(start < match.end() and match.start() < end for start, end, _, _ in hits):
                hits.append((match.start(), match.end(), *days))
    for pattern, name in _RELATIVE:
        for match in pattern.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end, _, _ in hits):
                hits.append((match.start(), match.end(), *_relative(name, today)))
    return [_Found(s, e, first, last, text[max(0, s - 24) : s], text[e : e + 8]) for s, e, first, last in hits]


def _read_ja(match: re.Match[str]) -> tuple[date, date] | None:
    groups = match.groupdict()
    year = int(groups["y"])
    month = int(groups["m"]) if groups["m"] else None
    if month is None:
        return _part_of_year(year, _JA_PARTS.get(groups.get("part") or "", 0))
    last_day = {"上旬": 10, "初旬": 10, "初め": 10, "中旬": 20, "半ば": 20}.get(groups.get("mpart") or "")
    return _days(year, month, int(groups["d"]) if groups["d"] else None, last_day)


def _read_en(match: re.Match[str]) -> tuple[date, date] | None:
    groups = match.groupdict()
    if groups["iso"]:
        return _days(int(groups["iy"]), int(groups["im"]), int(groups["id"]) if groups["id"] else None)
    for n in ("1", "2", "3"):
        if groups[f"month_{n}"]:
            day = groups.get(f"d{n}")
            part = (groups.get("mpart") or "").lower() if n == "3" else ""
            last_day = {"early": 10, "mid": 20}.get(part)
            return _days(
                int(groups[f"y{n}"]), _MONTHS[groups[f"month_{n}"].lower()], int(day) if day else None, last_day
            )
    if groups["y4"]:
        return _part_of_year(int(groups["y4"]), _QUARTER_ENDS[groups["part"].lower()])
    if groups["y5"]:
        year, last_month = int(groups["y5"]), 3 * int(groups["q"])
        return date(year, last_month - 2, 1), date(year, last_month, calendar.monthrange(year, last_month)[1])
    return _part_of_year(int(groups["y6"]), 0)


def _part_of_year(year: int, last_month: int) -> tuple[date, date]:
    """The year's days up to the end of `last_month`; 0 means the whole year."""
    month = last_month or 12
    return date(year, 1, 1), date(year, month, calendar.monthrange(year, month)[1])


def _days(year: int, month: int, day: int | None, last_day: int | None = None) -> tuple[date, date] | None:
    try:
        if day is not None:
            return date(year, month, day), date(year, month, day)
        return date(year, month, 1), date(year, month, last_day or calendar.monthrange(year, month)[1])
    except ValueError:
        return None


def _relative(name: str, today: date) -> tuple[date, date]:
    if name in ("last_year", "this_year", "two_years"):
        year = today.year - {"this_year": 0, "last_year": 1, "two_years": 2}[name]
        return date(year, 1, 1), min(date(year, 12, 31), today)
    first = today.replace(day=1)
    if name == "last_month":
        end = first - timedelta(days=1)
        return end.replace(day=1), end
    return first, today
