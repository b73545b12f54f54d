"""Reads dates as Japanese and English news writes them, whole, cut or relative to the day of publication."""

import re
from calendar import day_name, month_abbr, month_name
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.statement import PartialDate

MONTHS = {name.lower(): n for n, name in enumerate(month_name) if name}
MONTHS |= {name.lower(): n for n, name in enumerate(month_abbr) if name} | {"sept": 9}
_WEEKDAYS = {name.lower(): n for n, name in enumerate(day_name)}
_JA_WEEKDAYS = {character: n for n, character in enumerate("月火水木金土日")}

_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?:19|20)\d\d"
_DAY_SHIFTS = {
    "the day before yesterday": -2, "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1,
    "一昨日": -2, "おととい": -2, "昨日": -1, "きのう": -1, "前日": -1, "本日": 0, "今日": 0, "同日": 0,
    "明日": 1, "あす": 1,
}  # fmt: skip
_MONTH_SHIFTS = {
    "last month": -1, "this month": 0, "next month": 1, "先月": -1, "前月": -1, "今月": 0, "来月": 1,
}  # fmt: skip
_YEAR_SHIFTS = {
    "last year": -1, "this year": 0, "next year": 1, "昨年": -1, "去年": -1, "前年": -1, "今年": 0, "来年": 1,
}  # fmt: skip


def _either(words: dict[str, int]) -> str:
    return "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True))


_WRITTEN = re.compile(
    rf"(?P<iso>(?P<iy>{_YEAR})[-/.](?P<im>0?[1-9]|1[0-2])[-/.](?P<id>[12]\d|3[01]|0?[1-9])(?!\d))"
    rf"|(?P<ja>(?:(?P<jy>{_YEAR})年(?:\s?(?P<jm>1[0-2]|0?[1-9])月(?:\s?(?P<jd>[12]\d|3[01]|0?[1-9])日(?!間))?)?))"
    r"|(?P<ja_month>(?<!\d)(?P<mm>1[0-2]|0?[1-9])月(?:(?P<md>[12]\d|3[01]|0?[1-9])日(?!間))?(?!号|期))"
    rf"|(?P<en_md>\b(?P<am>{_MONTH})\s+(?P<ad>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?\b(?:,?\s+(?P<ay>{_YEAR})\b)?)"
    rf"|(?P<en_dm>\b(?P<bd>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<bm>{_MONTH})"
    rf"(?:,?\s+(?P<by>{_YEAR})\b)?)"
    rf"|(?P<en_my>\b(?P<cm>{_MONTH}),?\s+(?P<cy>{_YEAR})\b)"
    rf"|(?P<day_shift>(?:\b|(?<=[^a-z]))(?:{_either(_DAY_SHIFTS)})(?!比|の)(?![a-z]))"
    rf"|(?P<month_shift>(?:{_either(_MONTH_SHIFTS)})(?!比|比べ)(?![a-z])(?:\s?(?P<sd>[12]\d|3[01]|0?[1-9])日)?)"
    rf"|(?P<year_shift>(?:{_either(_YEAR_SHIFTS)})(?!比|同|度)(?![a-z])"
    r"(?:\s?(?P<ym>1[0-2]|0?[1-9])月(?:(?P<yd>[12]\d|3[01]|0?[1-9])日)?)?)"
    rf"|(?P<weekday>\b(?P<dir>on|last|this|next)\s+(?P<wd>{_either(_WEEKDAYS)})\b)"
    r"|(?P<ja_weekday>(?P<jw>[月火水木金土日])曜日?)"
    r"|(?P<day_only>(?<![\d.,月曜])(?<!最短)(?<!最長)(?<!わずか)(?<!平均)(?<!たった)(?<!悪の)(?<!高の)(?<!良の)(?P<dd>[12]\d|3[01]|[1-9])日(?!間|連続|目|以内|ほど|程度|後|前|分|経|本|常|数|先|ぶり|ごと|おき|短|縮|早[まめくい]|遅[れらくい]|延び|余り|足らず|がかり))"
    rf"|(?P<en_year>\b(?:in|since|by|until|from|of|during|early|late|mid-?|year)\s?(?P<ey>{_YEAR})\b(?![-.,]?\d))"
)


@dataclass(frozen=True, slots=True)
class DateReading:
    day: PartialDate
    start: int
    end: int
    """`text[start:end]` holds it as written."""
    is_relative: bool
    """Whether the day of publication was needed to read it."""


def read_dates(normal: str, lang: str | None, anchor: date | None) -> list[DateReading]:
    """Dates of `normal` (NFKC, lower case) in order; what needs an anchor is left out without one."""
    found: list[DateReading] = []
    for match in _WRITTEN.finditer(normal):
        read = _read(match, anchor)
        if read is not None:
            day, is_relative = read
            found.append(DateReading(day, match.start(), match.end(), is_relative))
    return found


def _read(match: re.Match[str], anchor: date | None) -> tuple[PartialDate, bool] | None:
    for form, year, month, day in (
        ("iso", "iy", "im", "id"),
        ("ja", "jy", "jm", "jd"),
        ("en_md", "ay", "am", "ad"),
        ("en_dm", "by", "bm", "bd"),
        ("en_my", "cy", "cm", ""),
        ("en_year", "ey", "", ""),
    ):
        if match[form]:
            return _absolute(match[year], match[month] if month else None, match[day] if day else None, anchor)
    if anchor is None:
        return None
    shown = _relative(match, anchor)
    return None if shown is None else (shown, True)


def _absolute(
    year: str | None, month: str | None, day: str | None, anchor: date | None
) -> tuple[PartialDate, bool] | None:
    number = None if month is None else (MONTHS.get(month.rstrip(".")) or int(month))
    if year is not None:
        partial = _partial(int(year), number, int(day) if day else None)
        return None if partial is None else (partial, False)
    if anchor is None or number is None:
        return None
    nearest = _nearest_year(number, int(day) if day else None, anchor)
    return None if nearest is None else (nearest, True)


def _relative(match: re.Match[str], anchor: date) -> PartialDate | None:
    if match["ja_month"]:
        return _nearest_year(int(match["mm"]), int(match["md"]) if match["md"] else None, anchor)
    if match["day_shift"]:
        return _whole(anchor + timedelta(days=_DAY_SHIFTS[match["day_shift"]]))
    if match["month_shift"]:
        word = next(word for word in _MONTH_SHIFTS if match["month_shift"].startswith(word))
        months = anchor.year * 12 + anchor.month - 1 + _MONTH_SHIFTS[word]
        return _partial(months // 12, months % 12 + 1, int(match["sd"]) if match["sd"] else None)
    if match["year_shift"]:
        word = next(word for word in _YEAR_SHIFTS if match["year_shift"].startswith(word))
        month = int(match["ym"]) if match["ym"] else None
        return _partial(anchor.year + _YEAR_SHIFTS[word], month, int(match["yd"]) if match["yd"] else None)
    if match["weekday"]:
        return _weekday(_WEEKDAYS[match["wd"]], anchor, is_ahead=match["dir"] == "next", is_past=match["dir"] == "last")
    if match["ja_weekday"]:
        return _weekday(_JA_WEEKDAYS[match["jw"]], anchor, is_ahead=False, is_past=False)
    return _nearest_month(int(match["dd"]), anchor)


def _weekday(weekday: int, anchor: date, *, is_ahead: bool, is_past: bool) -> PartialDate:
    """News means the one just gone, the day of publication included, unless it says next."""
    if is_ahead:
        return _whole(anchor + timedelta(days=(weekday - anchor.weekday() - 1) % 7 + 1))
    back = (anchor.weekday() - weekday) % 7
    return _whole(anchor - timedelta(days=back or (7 if is_past else 0)))


def _nearest_year(month: int, day: int | None, anchor: date) -> PartialDate | None:
    """Without a year the date nearest to publication is meant."""
    candidates = [_partial(anchor.year + shift, month, day) for shift in (-1, 0, 1)]
    possible = [candidate for candidate in candidates if candidate is not None]
    return min(possible, key=lambda each: abs((each.earliest - anchor).days), default=None)


def _nearest_month(day: int, anchor: date) -> PartialDate | None:
    months = anchor.year * 12 + anchor.month - 1
    candidates = [_partial((months + shift) // 12, (months + shift) % 12 + 1, day) for shift in (-1, 0, 1)]
    possible = [candidate for candidate in candidates if candidate is not None]
    return min(possible, key=lambda each: abs((each.earliest - anchor).days), default=None)


def _partial(year: int, month: int | None, day: int | None) -> PartialDate | None:
    text = f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else "")
    try:
        return PartialDate(text)
    except ValueError:
        return None


def _whole(day: date) -> PartialDate:
    return PartialDate(day.isoformat())
