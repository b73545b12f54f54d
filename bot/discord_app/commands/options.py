"""Reads what people type into options that Discord cannot check for us."""

import re
import unicodedata
from datetime import date, time, timedelta
from zoneinfo import available_timezones

from bot.domain.delivery import EVERY_DAY
from bot.domain.language import LANGS, Lang
from bot.errors import BadDate, BadTime, BadTimezone, BadWeekdays

# Years, months and days as either language writes them: 2025-07-15, 2025/7/15, 2025年7月15日.
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_KANJI_DAYS = "月火水木金土日"
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TIME = re.compile(
    r"(?P<before>午前|午後|am|pm)?\s*(?P<hour>\d{1,2})"
    r"(?:[:時](?P<minute>\d{2})分?|時(?P<half>半)?)?\s*(?P<after>am|pm)?"
)
_DAYS_AGO = {"today": 0, "今日": 0, "本日": 0, "yesterday": 1, "昨日": 1, "きのう": 1, "一昨日": 2, "おととい": 2}
_ZONES = {"jst": "Asia/Tokyo", "日本": "Asia/Tokyo", "日本時間": "Asia/Tokyo", "東京": "Asia/Tokyo"}
"""What is typed for a zone in Japan. Other abbreviations mean several zones."""


def read_day(typed: str | None, today: date | None = None) -> date | None:
    """`today`: the reader's, where "yesterday" may be typed as well. Raises BadDate."""
    if typed is None:
        return None
    ago = _DAYS_AGO.get(_narrow(typed).casefold())
    if ago is not None and today is not None:
        return today - timedelta(days=ago)
    found = _DAY.fullmatch(_narrow(typed))
    try:
        if found is None:
            raise ValueError(typed)
        year, month, day = (int(part) for part in found.groups())
        return date(year, month, day)
    except ValueError:
        raise BadDate(typed, value=typed) from None


def read_time(typed: str) -> time:
    """8:00, 8時半, 午後8時, 8 pm: as people write a time of day; a number alone may be a slip. Raises BadTime."""
    found = _TIME.fullmatch(_narrow(typed).casefold())
    try:
        if found is None or found[0].isdecimal() or (found["before"] and found["after"]):
            raise ValueError(typed)
        hour, minute = int(found["hour"]), int(found["minute"] or (30 if found["half"] else 0))
        half_day = found["before"] or found["after"]
        if half_day:
            # 12 am is midnight, 12 pm noon; 午後0時 is noon as well.
            if hour > 12:
                raise ValueError(typed)
            hour = hour % 12 + (12 if half_day in ("pm", "午後") else 0)
        return time(hour, minute)
    except ValueError:
        raise BadTime(typed, value=typed) from None


def read_zone(typed: str) -> str:
    """The IANA name as the database of zones spells it; its city alone will do. Raises BadTimezone."""
    wanted = _narrow(typed).casefold().replace(" ", "_")
    names = {name.casefold(): name for name in available_timezones()}
    cities = [name for low, name in names.items() if low.rpartition("/")[2] == wanted and low.count("/") == 1]
    name = names.get(wanted) or _ZONES.get(wanted) or (cities[0] if len(cities) == 1 else None)
    if name is None:
        raise BadTimezone(typed, value=typed)
    return name


def find_weekdays(typed: str | None) -> tuple[int, ...] | None:
    """ISO weekdays as digits ("12345"), or as days are written in either language ("月水金", "mon, wed"); else None."""
    narrow = _narrow(typed or "").casefold()
    if re.fullmatch(r"[1-7]+", narrow):
        return tuple(sorted({int(digit) for digit in narrow}))
    narrow = re.sub(r"曜日?|[\s,、・/]", " ", narrow)
    words = [word for part in narrow.split() for word in (part if part[0] in _KANJI_DAYS else [part])]
    days = [_KANJI_DAYS.find(word) if word in _KANJI_DAYS else _english_day(word) for word in words]
    return tuple(sorted({day + 1 for day in days})) if days and all(day >= 0 for day in days) else None


def read_weekdays(typed: str | None) -> tuple[int, ...]:
    """Every day where nothing was typed. Raises BadWeekdays."""
    found = EVERY_DAY if typed is None else find_weekdays(typed)
    if found is None:
        raise BadWeekdays(typed or "", value=typed or "")
    return found


def _english_day(word: str) -> int:
    return next((n for n, day in enumerate(_DAYS) if len(word) > 2 and day.startswith(word)), -1)


def read_langs(chosen: str | None) -> tuple[Lang, ...]:
    """The languages of a choice; both where nothing was chosen."""
    return tuple(lang for lang in LANGS if chosen in (None, "both", lang))


def _narrow(typed: str) -> str:
    return unicodedata.normalize("NFKC", typed).strip()
