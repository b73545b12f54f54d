"""Numbers and dates of one sentence in one spelling, so that 143億 and 14.3 billion can be compared."""

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

_MONTHS = {name.lower(): month for month, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): month for month, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_WEEKDAYS = {name.lower(): day for day, name in enumerate(calendar.day_name)}
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_AHEAD = timedelta(days=7)
"""A date without a year lies in the past, or at most this far ahead of the article."""

_DATES_EN = re.compile(
    rf"\b(?P<m1>{_MONTH})\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<y1>(?:19|20)\d\d))?\b(?!,\d)|"
    rf"\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{_MONTH})(?:,?\s+(?P<y2>(?:19|20)\d\d))?\b|"
    rf"\b(?P<m3>{_MONTH}),?\s+(?:of\s+)?(?P<y3>(?:19|20)\d\d)\b|"
    r"\b(?P<y4>(?:19|20)\d\d)-(?P<m4>\d\d)(?:-(?P<d4>\d\d))?\b|"
    rf"\b(?:on|last|this)\s+(?P<w5>{'|'.join(_WEEKDAYS)})\b|"
    r"\b(?:in|since|of|by|until|from|during|late|early|mid-?)\s*(?P<y6>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_DATES_JA = re.compile(
    r"(?P<y1>(?:19|20)\d\d)年(?:(?P<m1>\d{1,2})月(?:(?P<d1>\d{1,2})日(?!間))?)?|"
    r"(?P<m2>\d{1,2})月(?:(?P<d2>\d{1,2})日(?!間))?(?!号)|"
    r"(?<![\d.,月])(?P<d3>[12]?\d|3[01])日(?!間|連続|目|以内|で|ほど|程度)|"
    r"(?P<y4>(?:19|20)\d\d)-(?P<m4>\d\d)-(?P<d4>\d\d)"
)
_SCALES = {
    "thousand": 10**3, "million": 10**6, "mn": 10**6, "billion": 10**9, "bn": 10**9, "trillion": 10**12, "tn": 10**12,
    "千": 10**3, "万": 10**4, "億": 10**8, "兆": 10**12,
}  # fmt: skip
_NUMBER = re.compile(
    r"(?<![\w.\-])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:\s?(thousand|million|billion|trillion|mn|bn|tn)\b)?",
    re.I,
)
_NUMBER_JA = re.compile(r"(?<![A-Za-z\d.,\-])(?:\d[\d,]*(?:\.\d+)?[兆億万千]*)+(?![\d.]*[A-Za-z])")
_PART_JA = re.compile(r"(\d[\d,]*(?:\.\d+)?)([兆億万千]*)")
_UNITS = (
    ("usd", re.compile(r"(?<![A-Z])(?:US)?\$$"), re.compile(r"\s?(?:US )?dollars\b|\s?(?:米)?ドル")),
    ("eur", re.compile(r"€$"), re.compile(r"\s?euros\b|\s?ユーロ")),
    ("jpy", re.compile(r"[¥￥]$"), re.compile(r"\s?yen\b|\s?円")),
    ("percent", re.compile(r"(?!)"), re.compile(r"\s?%|\s?per ?cent\b|\s?パーセント")),
)


@dataclass(frozen=True, slots=True)
class DateRead:
    """A date as written, with the days that it can mean."""

    surface: str
    earliest: date
    latest: date
    has_year: bool

    @property
    def key(self) -> str:
        """`2025`, `2025-07` or `2025-07-14`."""
        if self.earliest == self.latest:
            return self.earliest.isoformat()
        return f"{self.earliest:%Y-%m}" if self.earliest.month == self.latest.month else f"{self.earliest:%Y}"


@dataclass(frozen=True, slots=True)
class NumberRead:
    surface: str
    value: Decimal
    unit: str
    """`usd`, `eur`, `jpy`, `percent` where it says so, else empty."""


def dates_in(text: str, lang: str, anchor: date) -> list[DateRead]:
    """The calendar dates in `text`, from left to right; `anchor` is the day of the article."""
    plain = unicodedata.normalize("NFKC", text)
    return [read for found in _pattern(lang).finditer(plain) if (read := _read_date(found, anchor))]


def numbers_in(text: str, lang: str) -> list[NumberRead]:
    """The numbers in `text` that are no part of a date or of a name, from left to right."""
    plain = _pattern(lang).sub(" ", unicodedata.normalize("NFKC", text))
    return _numbers_ja(plain) if lang == "ja" else _numbers_en(plain)


def _pattern(lang: str) -> re.Pattern[str]:
    return _DATES_JA if lang == "ja" else _DATES_EN


def _read_date(found: re.Match[str], anchor: date) -> DateRead | None:
    parts = {name[0]: value for name, value in found.groupdict().items() if value}
    try:
        if "w" in parts:
            day = anchor - timedelta(days=(anchor.weekday() - _WEEKDAYS[parts["w"].lower()]) % 7)
            return DateRead(found.group(), day, day, has_year=False)
        earliest, latest = _span(parts, anchor)
    except ValueError:
        return None  # February 30 and the like: not a date
    return DateRead(found.group(), earliest, latest, has_year="y" in parts)


def _span(parts: dict[str, str], anchor: date) -> tuple[date, date]:
    month = _month(parts["m"]) if "m" in parts else None
    day = int(parts["d"]) if "d" in parts else None
    if "y" in parts:
        year = int(parts["y"])
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        last = calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 0
        return date(year, month, day or 1), date(year, month, day or last)
    if month is None:
        month = anchor.month
        if date(anchor.year, month, min(day or 1, 28)) > anchor + _AHEAD:
            anchor = anchor.replace(day=1) - timedelta(days=1)
            month = anchor.month
    year = anchor.year if date(anchor.year, month, min(day or 1, 28)) <= anchor + _AHEAD else anchor.year - 1
    last = calendar.monthrange(year, month)[1]
    return date(year, month, day or 1), date(year, month, day or last)


def _month(words: str) -> int:
    return int(words) if words.isdigit() else _MONTHS[words.lower().rstrip(".")]


def _numbers_en(plain: str) -> list[NumberRead]:
    reads = []
    for found in _NUMBER.finditer(plain):
        if re.match(r"[A-Za-z]", plain[found.end() : found.end() + 1]):
            continue  # 405B, 4o: part of a name
        scale = _SCALES[found.group(2).lower()] if found.group(2) else 1
        value = Decimal(found.group(1).replace(",", "")) * scale
        reads.append(NumberRead(found.group(), value.normalize(), _unit(plain, found)))
    return reads


def _unit(plain: str, found: re.Match[str]) -> str:
    before, after = plain[max(0, found.start() - 4) : found.start()], plain[found.end() : found.end() + 9]
    return next((unit for unit, front, back in _UNITS if front.search(before) or back.match(after)), "")


def _numbers_ja(plain: str) -> list[NumberRead]:
    reads = []
    for found in _NUMBER_JA.finditer(plain):
        value = Decimal(0)
        for digits, scales in _PART_JA.findall(found.group()):
            part = Decimal(digits.replace(",", "").rstrip("."))
            for scale in scales:
                part *= _SCALES[scale]
            value += part
        reads.append(NumberRead(found.group(), value.normalize(), _unit(plain, found)))
    return reads
