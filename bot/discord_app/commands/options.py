"""Reads what people type into options that Discord cannot check for us."""

import re
import unicodedata
from datetime import date, time
from zoneinfo import available_timezones

from bot.domain.delivery import EVERY_DAY
from bot.domain.language import LANGS, Lang
from bot.errors import BadDate, BadTime, BadTimezone, BadWeekdays

# Years, months and days as either language writes them: 2025-07-15, 2025/7/15, 2025年7月15日.
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_KANJI_DAYS = "月火水木金土日"
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TIME = re.compile(r"(\d{1,2})[:時](\d{2})分?")


def read_day(typed: str | None) -> date | None:
    """Raises BadDate."""
    if typed is None:
        return None
    found = _DAY.fullmatch(_narrow(typed))
    try:
        if found is None:
            raise ValueError(typed)
        year, month, day = (int(part) for part in found.groups())
        return date(year, month, day)
    except ValueError:
        raise BadDate(typed, value=typed) from None


def read_time(typed: str) -> time:
    """Raises BadTime."""
    found = _TIME.fullmatch(_narrow(typed))
    try:
        if found is None:
            raise ValueError(typed)
        return time(int(found[1]), int(found[2]))
    except ValueError:
        raise BadTime(typed, value=typed) from None


def read_zone(typed: str) -> str:
    """The IANA name as the database of zones spells it. Raises BadTimezone."""
    names = {name.casefold(): name for name in available_timezones()}
    name = names.get(_narrow(typed).casefold().replace(" ", "_"))
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
