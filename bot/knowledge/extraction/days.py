"""Reads on which day words were said: told outright, by a weekday, or by its distance from a day told before.

What cannot be known to the day is given to the month or year that is sure: "last week" is a month, never a guessed day.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.statement import PartialDate
from bot.text.date_spans import DateSpan, find_spans

_I = re.IGNORECASE
# A date that tells of something else than the saying: "Mosaic 2, released in 2024", 「2024年に公開したモザイク2」.
_OF_ANOTHER_EVENT = re.compile(
    r"(?:released|launched|founded|published|opened|unveiled|introduced|shipped|started|set up|due|planned|expected"
    r"|begins?|runs?|since|by|until|till|before|after|from|through)\s(?:(?:in|on|early|late|the)\s){0,2}$",
    _I,
)
_OF_ANOTHER_EVENT_JA = re.compile(
    r"[にの]?(?:公開|発表|設立|発売|開始|投入|創業)(?:した|された)(?![。、と])|[にの]?設立|まで|以来|から|締め切り|付で|に(?:公開|発売|開始)(?:する|予定)"
)
_AT_THE_TIME = re.compile(r"\b(?:at the time|back then|then)\b|当時|その際", _I)
_EARLIER = re.compile(r"\b(?:earlier|already) this\b|(?:今年|今月|今週)(?:の)?(?:初め|はじめ|すでに)", _I)
_KINDS = frozenset({"day", "week", "month", "year", "season"})
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
           "nine": 9, "ten": 10, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
           "十": 10}  # fmt: skip
_COUNT_EN = "|".join(word for word in _COUNTS if word.isascii())
# "Four days after the report, X said", "two days later"; not what is to come "two weeks after the launch".
_OFFSET = re.compile(
    rf"(?:^|[.;:,] |\bsaid |\bwrote |\band |\bbut )(?:just |only |some |barely )?"
    rf"(?P<n>{_COUNT_EN}|\d{{1,2}}) (?P<unit>day|week|month|year)s? "
    r"(?P<way>later|afterwards?|on,|after|before|earlier than)(?![a-z])"
    r"|(?:^|[.;:,] |\bsaid |\bbut |\band )(?:on )?the (?P<next>next|following) day\b"
    r"|(?:その|[のから])(?P<n_ja>\d{1,2}|[一二三四五六七八九十])(?P<unit_ja>日|週間|カ月|か月|ヶ月|年)後"
    r"(?=[、。は]|に(?:は)?、|の(?:会見|講演|会合|声明|取材|投稿|ブログ|公聴会|決算)|に(?:会見|声明|反論|発言|釈明|説明|否定|投稿))"
    r"|(?P<next_ja>翌々日|翌日)(?=[、。の]|に(?!公開|発売|開始))",
    _I,
)
_WEEKDAYS = {name: n for n, name in enumerate(["mon", "tues", "wednes", "thurs", "fri", "satur", "sun"])}
_WEEKDAYS |= {name: n for n, name in enumerate("月火水木金土日")}
# "on Friday last week", "last week on Friday", 「先週金曜日」.
_WEEKDAY_OF_WEEK = re.compile(
    r"\b(?:on )?(?P<a>mon|tues|wednes|thurs|fri|satur|sun)day (?:of )?(?P<a_week>last|this) week\b"
    r"|\b(?P<b_week>last|this) week,? (?:on )?(?P<b>mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|(?P<ja_week>先々週|先週|今週|前の週)の?(?P<ja>[月火水木金土日])曜",
    _I,
)
_DAY_BEFORE = re.compile(
    r"前日の?(?=夜|朝|午[前後]|会見|講演|会合|公聴会|声明|取材|投稿|委員会|議会|番組|決算|説明会|イベント)"
)
_WEEKS_BACK = {"last": 1, "this": 0, "先々週": 2, "先週": 1, "前の週": 1, "今週": 0}


@dataclass(slots=True)
class DaysTold:
    """What earlier sentences told of days."""

    said: PartialDate | None = None
    """The last day on which something was said or done."""
    exact: date | None = None
    """The last day told to the day, whatever happened on it."""


def said_on(outside: str, published_on: date, told: DaysTold) -> PartialDate:
    """The day of the words of a sentence, `outside` being the sentence without its quotations; that of publication
    where nothing tells another. `told` is kept for the sentences after it."""
    spans = [one for one in find_spans(outside, published_on) if one.kind in _KINDS and one.earliest <= published_on]
    found = _by_offset(outside, spans, published_on, told) or _by_weekday_of_week(outside, published_on)
    if found is None and _DAY_BEFORE.search(outside):
        found = _whole(published_on - timedelta(days=1))
    if found is None:
        found = next(_told_days(outside, spans, published_on), None)
    exact = [span.earliest for span in spans if span.days == 1]
    if found is not None and found.earliest == found.latest:
        exact.append(found.earliest)
    told.exact = exact[-1] if exact else told.exact
    if found is not None:
        told.said = found
        return found
    if told.said is not None and _AT_THE_TIME.search(outside):
        return told.said
    return PartialDate(published_on.isoformat())


def _told_days(outside: str, spans: list[DateSpan], published_on: date) -> Iterator[PartialDate]:
    """The days told that are not to come and not another event's, in order."""
    for span in spans:
        before, after = outside[max(0, span.start - 20) : span.start], outside[span.end : span.end + 16]
        if _OF_ANOTHER_EVENT.search(before) or _OF_ANOTHER_EVENT_JA.match(after):
            continue
        # "This year" in what is promised says nothing of when it was said.
        is_open = span.days > 1 and span.latest >= published_on
        if is_open and not _EARLIER.search(outside[max(0, span.start - 8) : span.end + 4]):
            continue
        day = _cut(span.earliest, span.latest)
        if day is not None:
            yield day


def _by_offset(outside: str, spans: list[DateSpan], published_on: date, told: DaysTold) -> PartialDate | None:
    """A day told by its distance from another; the month of publication where the other is not known."""
    match = _OFFSET.search(outside)
    if match is None:
        return None
    base = next((span.earliest for span in spans if span.days == 1), told.exact)
    count, unit = _distance(match)
    if base is None or unit not in ("day", "week"):
        return None if unit not in ("day", "week") else _month_of(published_on)
    days = count * (7 if unit == "week" else 1)
    day = base + timedelta(days=-days if (match["way"] or "").startswith(("before", "earlier")) else days)
    if day > published_on:
        return None
    return _whole(day) if unit == "day" else _month_of(day)


def _distance(match: re.Match[str]) -> tuple[int, str]:
    if match["next"] or match["next_ja"]:
        return (2 if match["next_ja"] == "翌々日" else 1), "day"
    written = (match["n"] or match["n_ja"]).lower()
    unit = (match["unit"] or "").lower() or {"日": "day", "週間": "week", "年": "year"}.get(match["unit_ja"], "month")
    return _COUNTS.get(written) or int(written), unit


def _by_weekday_of_week(outside: str, published_on: date) -> PartialDate | None:
    match = _WEEKDAY_OF_WEEK.search(outside)
    if match is None:
        return None
    weekday = _WEEKDAYS[(match["a"] or match["b"] or match["ja"]).lower()]
    back = _WEEKS_BACK[(match["a_week"] or match["b_week"] or match["ja_week"]).lower()]
    day = published_on - timedelta(days=published_on.weekday() + 7 * back - weekday)
    return _whole(day) if day <= published_on else None


def _cut(first: date, last: date) -> PartialDate | None:
    """The stretch to the precision that holds for all of it; None where not even the year is sure."""
    if first == last:
        return _whole(first)
    if (first.year, first.month) == (last.year, last.month):
        return _month_of(first)
    return PartialDate(f"{first.year:04d}") if first.year == last.year else None


def _whole(day: date) -> PartialDate:
    return PartialDate(day.isoformat())


def _month_of(day: date) -> PartialDate:
    return PartialDate(day.isoformat()[:7])
