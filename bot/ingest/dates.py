"""Dates as feeds and pages write them, to UTC instants: RFC 822, ISO 8601, Japanese, with the zones people use."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

JST = timezone(timedelta(hours=9))
_EARLIEST, _LATEST = 1990, 2100

# Hours east of Greenwich. Ambiguous names (CST, IST) mean what RFC 822 and most feeds mean by them.
_ZONES = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3,
    "MSK": 3, "IST": 5.5, "SGT": 8, "HKT": 8, "AWST": 8, "JST": 9, "KST": 9, "ACST": 9.5, "AEST": 10, "AEDT": 11,
    "NZST": 12, "NZDT": 13,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8,
    "HST": -10, "日本時間": 9,
}  # fmt: skip
# Names that leave open whether it is summer.
_SEASONAL = {
    "ET": ZoneInfo("America/New_York"),
    "CT": ZoneInfo("America/Chicago"),
    "MT": ZoneInfo("America/Denver"),
    "PT": ZoneInfo("America/Los_Angeles"),
}
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january janv janvier januar enero",
            "feb february février februar febrero", "mar march mars märz marzo",
            "apr april avril abril",
            "may mai mayo", "jun june juin juni junio", "jul july juillet juli julio",
            "aug august août agosto", "sep sept september septembre septiembre", "oct october octobre oktober octubre",
            "nov november novembre noviembre", "dec december décembre dezember diciembre",
        ),
        start=1,
    )
    for name in names.split(" ")
}  # fmt: skip

_TIME = r"(?P<hour>\d{1,2})[:：](?P<minute>\d{2})(?:[:：](?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[AaPp]\.?[Mm]\.?)?"
_ZONE = r"(?P<zone>[+-]\d{2}:?\d{2}|[+-]\d{1,2}|[A-Za-z]{1,4}|日本時間)?"
_TAIL = rf"(?:[T\s,]*(?:at\s+)?{_TIME}\s*\(?{_ZONE}.*)?"
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE | re.DOTALL)
    for shape in (
        rf"(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}}){_TAIL}",
        rf"(?P<year>\d{{4}})[/.](?P<month>\d{{1,2}})[/.](?P<day>\d{{1,2}})(?:\s*[(（][^)）]{{1,3}}[)）])?{_TAIL}",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:T?(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?\s*"
        + _ZONE
        + r")?",
        rf"(?:[^\W\d]+\.?,?\s*)?(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?[\s-]+(?P<name>[^\W\d]+)\.?,?[\s-]+(?P<year>\d{{4}}|\d{{2}}){_TAIL}",
        rf"(?:[^\W\d]+,\s*)?(?P<name>[^\W\d]+)\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}){_TAIL}",
        rf"[^\W\d]+\s+(?P<name>[^\W\d]+)\s+(?P<day>\d{{1,2}})\s+{_TIME}\s+{_ZONE}\s*(?P<year>\d{{4}})",
    )
)
_JAPANESE = re.compile(
    r"(?:(?P<year>\d{4})|令和\s*(?P<reiwa>\d{1,2}|元))\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日"
    r"(?:\s*[(（].{1,4}?[)）])?\s*"
    r"(?:(?P<half>午前|午後)?\s*(?P<hour>\d{1,2})\s*(?:時|[:：])\s*(?:(?P<minute>\d{1,2})\s*分?)?(?:\s*[:：]?\s*(?P<second>\d{1,2})\s*秒?)?)?"
)


def parse_date(raw: str | None, *, zone: tzinfo = UTC) -> datetime | None:
    """The instant in UTC, or None where there is no believable date (before 1990, after 2100).

    `zone` is assumed for a date and time without one. A date alone is midnight UTC, so that it stays that calendar day.
    """
    text = (raw or "")[:100].translate(_WIDTH).strip()
    japanese = _JAPANESE.search(text)
    if japanese:
        return _from_japanese(japanese.groupdict())
    for shape in _SHAPES:
        found = shape.fullmatch(text)
        if found:
            return _instant(found.groupdict(), zone)
    return None


def settled(date: datetime | None, now: datetime) -> datetime:
    """The date to store for an entry fetched at `now`: its own; `now` where it has none or one from the future."""
    return now if date is None or date > now else date


def usual_zone(lang: str | None) -> tzinfo:
    """The zone that times without one are in: outlets in Japanese write Japan's time."""
    return JST if lang == "ja" else UTC


_WIDTH = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)} | {0x3000: 0x20, 0xA0: 0x20, 0x2212: 0x2D}


def _from_japanese(found: dict[str, str | None]) -> datetime | None:
    reiwa = found.pop("reiwa")
    if reiwa:
        found["year"] = str(2018 + (1 if reiwa == "元" else int(reiwa)))
    half = {"午前": "am", "午後": "pm"}.get(found["half"] or "")
    # 午後0時 is noon, 午前0時 midnight: twelve is not used.
    found["half"] = half if found["hour"] not in ("0", "00") or half == "pm" else None
    if found["hour"] in ("0", "00") and half == "pm":
        found |= {"hour": "12", "half": None}
    return _instant(found, JST)


def _instant(found: dict[str, str | None], zone: tzinfo) -> datetime | None:
    named = found.get("name")
    month = _MONTHS.get(named.lower()) if named else int(found["month"] or 0)
    year = int(found["year"] or 0)
    year += 2000 if year < 70 else 1900 if year < 100 else 0
    if month is None or not _EARLIEST <= year <= _LATEST:
        return None
    try:
        if found.get("hour") is None:
            return datetime(year, month, int(found["day"] or 0), tzinfo=UTC)
        hour = _hour(int(found["hour"] or 0), found.get("half"))
        # 24:00 and a leap second are written by some; the day is what matters.
        extra = timedelta(
            days=hour // 24, minutes=int(found["minute"] or 0), seconds=min(int(found["second"] or 0), 59)
        )
        local = datetime(year, month, int(found["day"] or 0), hour % 24, tzinfo=_zone(found.get("zone"), zone)) + extra
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _hour(hour: int, half: str | None) -> int:
    if not half:
        if hour > 24:
            raise ValueError("no such hour")
        return hour
    return hour % 12 + (12 if half.lower().startswith("p") else 0)


def _zone(name: str | None, default: tzinfo) -> tzinfo:
    if not name:
        return default
    if name.upper() in _SEASONAL:
        return _SEASONAL[name.upper()]
    if name.upper() in _ZONES:
        return timezone(timedelta(hours=_ZONES[name.upper()]))
    digits = name[1:].replace(":", "")
    if not digits.isdigit():
        return default
    hours, minutes = (int(digits[:2]), int(digits[2:] or 0)) if len(digits) > 2 else (int(digits), 0)
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if name[0] == "-" else offset) if offset < timedelta(hours=24) else default
