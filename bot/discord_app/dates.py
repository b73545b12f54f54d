"""Calendar days in words. Instants are shown as Discord timestamps, which each reader sees in their own zone."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.domain.language import Lang
from bot.i18n.catalog import text

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def day_in_words(on: date, lang: Lang) -> str:
    """A day with its weekday, as an edition is dated."""
    return text(
        "discord-day-long",
        lang,
        year=str(on.year),
        month=_month(on.month, lang),
        day=str(on.day),
        weekday=text("discord-weekday", lang, weekday=_WEEKDAYS[on.weekday()]),
    )


def weekdays_in_words(days: Sequence[int], lang: Lang) -> str:
    """ISO weekdays: "every day", "Monday to Friday", else each by its short name."""
    usual = {(1, 2, 3, 4, 5, 6, 7): "all", (1, 2, 3, 4, 5): "working", (6, 7): "weekend"}.get(tuple(days))
    if usual:
        return text("delivery-weekdays", lang, days=usual)
    names = [text("discord-weekday", lang, weekday=_WEEKDAYS[day - 1]) for day in days]
    return text("delivery-weekdays-some", lang, days=text("delivery-weekday-join", lang).join(names))


def said_on_in_words(said_on: str, lang: Lang) -> str:
    """A partial date (`2025`, `2025-07` or `2025-07-11`) to the precision that it has."""
    year, *rest = said_on.split("-")
    if not rest:
        return text("discord-year", lang, year=year)
    month = _month(int(rest[0]), lang)
    if len(rest) == 1:
        return text("discord-month-of-year", lang, year=year, month=month)
    return text("discord-day", lang, year=year, month=month, day=str(int(rest[1])))


def timestamp(at: datetime, style: str = "d") -> str:
    """Discord's token for an instant: `d` day, `f` day and time, `F` with weekday, `R` relative to now."""
    return f"<t:{int(at.timestamp())}:{style}>"


def _month(number: int, lang: Lang) -> str:
    return text("discord-month", lang, month=_MONTHS[number - 1])
