"""Stretches of time as news tells them: days, and also weeks, seasons, quarters, fiscal years, "by the end of June".

`find_dates` reads what can be written as a date cut short; these are the wider and the vaguer ones beside it.
"""

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.text.date_words import MONTHS, DateReading, read_dates
from bot.text.normalise import lowered

YEAR_GUESSED = "year guessed"
"""Label of a month or day told without its year."""


@dataclass(frozen=True, slots=True)
class DateSpan:
    """Days that a text may mean, both ends included; `text[start:end]` holds the words."""

    earliest: date
    latest: date
    start: int
    end: int
    kind: str
    """`day`, `month`, `year`, `week`, `season`, `part`, `quarter`, `fiscal`, `month end`."""
    is_relative: bool = True
    label: str = ""
    """What it is called where that alone compares: `q3`, `fy2027`."""

    @property
    def days(self) -> int:
        return (self.latest - self.earliest).days + 1


_YEAR = r"(?:19[5-9]|20[0-6])\d"
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "final": 4,
    "last": 4,
}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12, "春": 3, "夏": 6, "秋": 9, "冬": 12}
_KANJI = {digit: n for n, digit in enumerate("一二三四五六七八九十", start=1)}
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12,
}  # fmt: skip
_MONTH = (
    "(?:" + "|".join(sorted((m for m in MONTHS if m not in ("may", "mar", "march")), key=len, reverse=True)) + r")\b\.?"
)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_COUNT = r"(?:\d{1,3}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r")"
_BEFORE_MAY = (
    r"(?:in|from|by|since|until|till|of|during|last|next|this|early|late|mid|through|between|before|after|starting|"
    r"beginning|for|to|and|around|for|as of)"
)

_WIDER = re.compile(
    rf"(?P<era>(?P<era_name>令和|平成)(?P<era_year>元|\d{{1,2}})年(?P<era_fiscal>度)?(?:(?P<era_month>1[0-2]|"
    rf"0?[1-9])月(?:(?P<era_day>{_DAY})日)?)?)"
    rf"|(?P<fiscal>\b(?:fiscal(?: year)?|fy)\s?(?P<fy>{_YEAR}|\d\d)\b|(?P<fy_ja>{_YEAR}|(?<![\d.,])[23]\d)年度)"
    rf"|(?P<short_month>(?<![\d.,])(?P<sm_year>[23]\d)年(?P<sm_month>1[0-2]|[1-9])月(?!\d))"
    rf"|(?P<decade>(?:\b(?P<d_half>first|second) half of )?the (?P<d_year>(?:19|20)\d0)s\b|"
    rf"(?P<dj_year>(?:19|20)\d0)年代(?P<dj_half>前半|後半)?)"
    rf"|(?P<to_month>\b(?:quarter|three months) (?:ended|ending|to|through)(?: in)? (?P<tm_month>{_MONTH}|may|march)\b)"
    rf"|(?P<month_pair>\b(?P<mp_from>{_MONTH}|may|march)\s?(?:-|–|to|through)\s?"
    rf"(?P<mp_to>{_MONTH}|may|march)\b(?! \d))"
    r"|(?P<fiscal_shift>今年度|本年度|来年度|昨年度|前年度|翌年度|\b(?:this|the current|next|the next|last|the "
    r"previous) (?:fiscal|"
    r"financial|business) year\b)"
    rf"|(?P<quarter>\b(?:(?P<q_word>first|second|third|fourth|1st|2nd|3rd|4th|final|last)[- ]quarter|"
    rf"q(?P<q>[1-4]))\b(?:(?: of|,)? (?:fiscal )?(?P<q_year>{_YEAR}))?"
    rf"|(?:(?P<qj_year>{_YEAR})年(?P<qj_fiscal>度)?)?(?:の)?第(?P<qj>[1-4一二三四])四半期)"
    rf"|(?P<months>(?:(?P<ms_year>{_YEAR})年)?(?P<m_from>1[0-2]|[1-9])月?\s?[〜~\-–―から]{{1,2}}\s?(?P<m_to>1[0-2]|"
    rf"[1-9])月(?!\d)(?P<m_term>期)?)"
    rf"|(?P<half>\b(?P<h_word>first|second|latter) half(?: of (?:"
    rf"the year|this year|(?P<h_year>{_YEAR}|next year|last year)))?\b|(?:(?P<hj_year>{_YEAR})年|"
    rf"今年)(?:度)?の?(?P<hj>上半期|下半期|前半|後半))"
    rf"|(?P<part>\b(?P<p_word>early|mid|late|the (?:beginning|start|middle|end) of)[- ]?(?:in )?(?P<p_year>{_YEAR}|"
    rf"next year|this year|last year)\b"
    rf"|(?P<pj_year>{_YEAR}年|来年|今年|昨年)の?(?P<pj>初め|初頭|はじめ|半ば|中頃|末|年末|年初))"
    rf"|(?P<season>\b(?:(?P<s_dir>this|next|last|coming|in the|in|by|by the|until|the|since|from|early|late) "
    rf")?(?P<s_word>spring|summer|autumn|(?<!to )(?<!will )(?<!could )(?<!may )(?<!would )(?<!might )"
    rf"fall(?! (?:\d|by|in|by|to|from|behind|short|under|for|as|below|"
    rf"through|apart|foul|silent|out|back|ill|off))|winter)\b(?:(?: "
    rf"of|,)? (?P<s_year>{_YEAR}))?"
    rf"|(?P<sj_year>{_YEAR}年|(?<![\d.,])[23]\d年|来年|今年|昨年|翌年|今|来|昨|翌)の?(?P<sj>[春夏秋冬])(?!季)|(?<![一-龥])(?P<sj_bare>[春夏秋冬])(?=に|ごろ|頃|まで|から|"
    rf"以降|の))"
    r"|(?P<week>\b(?:(?P<w_dir>last|this|next|past|the past|earlier this|later this) week(?:end)?)\b|(?P<wj>先週|"
    r"今週|来週|"
    r"先々週|前週|翌週)(?:末)?)"
    r"|(?P<in_year>\b(?:later|earlier) this year\b|\bby (?:the end of the year|year[- ]end|the year's end|the end of "
    r"this year)\b|年内|年末|今年末)"
    r"|(?P<in_month>(?:(?P<im>今|来|先)月|月|(?P<im_n>1[0-2]|[1-9])月|(?P<im_same>同月))(?:末|内(?=に)|下旬|上旬|中旬|初め)|\b(?:later|"
    r"earlier) this month\b|\bthe end of (?P<im_en>this|next|last) month\b)"
    rf"|(?P<month_part>\b(?:the )?(?P<mp>end|start|beginning|middle) of (?P<mp_month>{_MONTH}|may\b|march\b)(?:,? "
    rf"(?P<mp_year>{_YEAR}))?)"
    rf"|(?P<ago>\b(?P<ago_n>{_COUNT}) (?P<ago_unit>day|week|month|year)s? (?:ago|earlier)\b|"
    rf"(?<![\d])(?P<agoj_n>\d{{1,2}})(?P<agoj_unit>日|週間|カ月|か月|年)前)"
    rf"|(?P<day_range>\b(?P<r_month>{_MONTH}|may|march)\s(?P<r_from>{_DAY})(?:st|nd|rd|th)?\s?(?:-|–|to|and|through|"
    rf"until)\s?(?P<r_to>{_DAY})(?:st|nd|rd|th)?\b(?:,? (?P<r_year>{_YEAR}))?(?! (?:%|percent|million|billion|"
    rf"people)))"
    rf"|(?P<dayj_range>(?P<rj_month>1[0-2]|0?[1-9])月(?P<rj_from>{_DAY})日?\s?(?:〜|~|-|–|から|、)\s?(?P<rj_to>{_DAY})日)"
    rf"|(?P<month_alone>\b{_MONTH}(?!\s{_DAY}\b)(?!,? {_YEAR}))"
    rf"|(?P<may>\b{_BEFORE_MAY} (?P<may_month>may|march|mar)\b(?!\s{_DAY}\b)(?!,? {_YEAR})(?! (?:be|have|not|also|"
    rf"never|need|still|or|well|soon|lead|become|seek|open|launch)\b))"
    rf"|(?P<bare_weekday>\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)"
    rf"|(?P<bare_year>(?<![\d$€£¥.,\-])(?P<by>{_YEAR})(?=[,;)]|\.(?!\d)|\s?$| (?:and|or|to|at|after|for|with|using|"
    rf"when|while|but|that|it|on)\b|ごろ|頃))"
    rf"|(?P<since_year>\b(?:the|in|by|around|before|after|since|until|through|from|for|to|of|than|about) "
    rf"(?P<sy>{_YEAR})\b(?![.,]\d)(?! (?:people|staff|companies|firms|users|employees|workers|units|gpus|chips|"
    rf"models|tokens|customers|engineers|stores|sites|servers|cases|articles|copies|robots|hours|jobs)\b))"
)  # fmt: skip


def find_spans(text: str, anchor: date) -> list[DateSpan]:
    """Dates and stretches of time of `text` in order, as read on `anchor`, the day of publication."""
    normal = lowered(text)
    plain = [_of_reading(reading, normal) for reading in read_dates(normal, None, anchor)]
    found: list[DateSpan] = []
    for match in _WIDER.finditer(normal):
        form = next(name for name in _READERS if match[name])
        if form == "may" and text[match.start("may_month")] != "M":
            continue
        if form in _YIELDING and any(one.start < match.end() and match.start() < one.end for one in plain):
            continue
        before = sorted([*found, *(one for one in plain if one.end <= match.start())], key=lambda one: one.start)
        found += list(_READERS[form](match, anchor, before))
    found += [one for one in plain if not any(each.start < one.end and one.start < each.end for each in found)]
    return sorted(found, key=lambda span: span.start)


def _of_reading(reading: DateReading, normal: str) -> DateSpan:
    kind = {4: "year", 7: "month"}.get(len(reading.day.text), "day")
    words = normal[reading.start : reading.end]
    is_guess = reading.is_relative and re.match(r"\d+月|[a-z]+\.? \d|\d+ [a-z]", words) is not None
    return DateSpan(
        reading.day.earliest, reading.day.latest, reading.start, reading.end, kind, reading.is_relative,
        label=YEAR_GUESSED if is_guess else "",
    )  # fmt: skip


_Reader = Callable[[re.Match[str], date, list[DateSpan]], Iterator[DateSpan]]


def _span(match: re.Match[str], first: date, last: date, kind: str, label: str = "") -> DateSpan:
    return DateSpan(first, last, match.start(), match.end(), kind, label=label)


def _month_span(match: re.Match[str], year: int, month: int, months: int, kind: str, label: str = "") -> DateSpan:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    last = year * 12 + month - 1 + months - 1
    return _span(match, date(year, month, 1), _month_end(last // 12, last % 12 + 1), kind, label)


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _near_year(month: int, anchor: date) -> int:
    """The year in which a month named alone lies nearest to publication."""
    distance = month - anchor.month
    return anchor.year + (1 if distance < -6 else -1 if distance > 6 else 0)


def _era(match: re.Match[str], anchor: date, found: list[DateSpan]) -> Iterator[DateSpan]:
    base = 2018 if match["era_name"] == "令和" else 1988
    year = base + (1 if match["era_year"] == "元" else int(match["era_year"]))
    if match["era_fiscal"]:
        yield _month_span(match, year, 4, 12, "fiscal", f"fy{year}")
    elif match["era_day"]:
        month, day = int(match["era_month"]), int(match["era_day"])
        if day <= _month_end(year, month).day:
            yield _span(match, date(year, month, day), date(year, month, day), "day")
    elif match["era_month"]:
        yield _month_span(match, year, int(match["era_month"]), 1, "month")
    else:
        yield _month_span(match, year, 1, 12, "year")


def _fiscal(match: re.Match[str], anchor: date, found: list[DateSpan]) -> Iterator[DateSpan]:
    written = match["fy"] or match["fy_ja"]
    year = int(written) if len(written) == 4 else 2000 + int(written)
    yield _month_span(match, year, 4, 12, "fiscal", f"fy{year}")


def _fiscal_shift(match: re.Match[str], anchor: date, found: list[DateSpan]) -> Iterator[DateSpan]:
    words = match["fiscal_shift"]
    shift = 1 if re.search(r"next|来|翌", words) else -1 if re.search(r"last|previous|昨|前", words) else 0
    year = anchor.year - (anchor.month < 4) + shift
    yield _month_span(match, year, 4, 12, "fiscal", f"fy{year}")


def _quarter(match: re.Match[str], anchor: date, found: list[DateSpan]) -> Iterator[DateSpan]:
    written = match["q"] or match["qj"]
    quarter = _ORDINALS[match["q_word"]] if match["q_word"] else _KANJI.get(written) or int(written)
    year = int(match["q_year"] or match["qj_year"] or anchor.year)
    yield _month_span(match, year, 3 * quarter - 2, 3, "quarter", f"q{quarter}")


def _months(match: re.Match[str], anchor: date, found: list[DateSpan]) -> Iterator[DateSpan]:
    first, last = int(match["m_from"]), int(match["m_to"])
    year = int(match["ms_year"] or _near_year(first, anchor))
    if match["m_term"]:
        yield _month_span(match, year, first, (last - first) % 12 + 1, "quarter")
        return
    for month in (first, last if last >= first else last + 12):
        yield _month_span(match, year, month, 1, "month", "" if match["ms_year"] else YEAR_GUESSED)


def _half(match: re.Match[str], anchor: date, found: list[DateSpan]) -> Iterator[DateSpan]:
    is_second = match["h_word"] in ("second", "latter") or match["hj"] in ("下半期", "後半")
    yield _month_span(
        match, _year_of(match["h_year"] or match["hj_year"] or "", anchor), 7 if is_second else 1, 6, "part"
    )


def _part(match: re.Match[str], anchor: date, found: list[DateSpan]) -> Iterator[DateSpan]:
    words = match["p_word"] or match["pj"]
    year = _year_of(match["p_year"] or match["pj_year"], anchor)
    if re.search(r"early|beginning|start|初|はじめ", words):
        yield _month_span(match, year, 1, 4, "part")
    elif re.search(r"mid|半ば|中頃", words):
        yield _month_span(match, year, 5, 4, "part")
    else:
        yield _month_span(match, year, 9, 4, "part")


def _year_of(written: str, anchor: date) -> int:
    if found := re.search(r"\d{4}|\d\d(?=年)", written):
        return int(found.group()) + (2000 if len(found.group()) == 2 else 0)
    ahead = re.search(r"next|来|翌|coming", written)
    return anchor.year + (1 if ahead else -1 if re.search(r"last|昨|去", written) else 0)


def _season(match: re.Match[str], anchor: date, found: list[DateSpan]) -> Iterator[DateSpan]:
    month = _SEASONS[match["s_word"] or match["sj"] or match["sj_bare"]]
    written = match["s_year"] or match["sj_year"] or match["s_dir"] or ""
    year = _year_of(written, anchor)
    if match["s_dir"] == "last" and month + 2 < anchor.month:
        year = anchor.year
    yield _month_span(match, year, month, 3, "season")


def _week(match: re.Match[str], anchor: date, found: list[DateSpan]) -> Iterator[DateSpan]:
    words = match["week"]
    shift = (
        -2
        if "先々" in words
        else 1
        if re.search(r"next|来|翌", words)
        else -1
        if re.search(r"last|past|先|前", words)
        else 0
    )
    monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=shift)
    yield _span(match, monday, monday + timedelta(days=6), "week")


def _in_year(match: re.Match[str], anchor: date, found: list[DateSpan]) -> Iterator[DateSpan]:
    yield _month_span(match, anchor.year, 1, 12, "year")


def _in_month(match: re.Match[str], anchor: date, found: list[DateSpan]) -> Iterator[DateSpan]:
    words = match["in_month"]
    is_end = "末" in words or "end of" in words
    month = anchor.month + (
        1
        if match["im"] == "来" or match["im_en"] == "next"
        else -1
        if match["im"] == "先" or match["im_en"] == "last"
        else 0
    )
    year = anchor.year
    if match["im_n"]:
        month = int(match["im_n"])
        year = _near_year(month, anchor)
    elif match["im_same"] and found:
        month, year = found[-1].earliest.month, found[-1].earliest.year
    yield _month_span(match, year, month, 1, "month end" if is_end else "month")


def _month_part(match: re.Match[str], anchor: date, found: list[DateSpan]) -> Iterator[DateSpan]:
    month = MONTHS[match["mp_month"].rstrip(".")]
    year = int(match["mp_year"]) if match["mp_year"] else _near_year(month, anchor)
    yield _month_span(match, year, month, 1, "month end" if match["mp"] == "end" else "month")


def _ago(match: re.Match[str], anchor: date, found: list[DateSpan]) -> Iterator[DateSpan]:
    written = match["ago_n"] or match["agoj_n"]
    count = _NUMBERS.get(written) or int(written)
    unit = {"日": "day", "週間": "week", "カ月": "month", "か月": "month", "年": "year"}.get(
        match["agoj_unit"] or "", match["ago_unit"] or ""
    )
    if unit == "day":
        day = anchor - timedelta(days=count)
        yield _span(match, day, day, "day")
    elif unit == "week":
        day = anchor - timedelta(weeks=count)
        yield _span(match, day - timedelta(days=3), day + timedelta(days=3), "week")
    elif unit == "month":
        months = anchor.year * 12 + anchor.month - 1 - count
        yield _month_span(match, months // 12, months % 12 + 1, 1, "month")
    elif count < anchor.year - 1950:
        yield _month_span(match, anchor.year - count, 1, 12, "year")


def _day_range(match: re.Match[str], anchor: date, found: list[DateSpan]) -> Iterator[DateSpan]:
    is_ja = match["dayj_range"] is not None
    month = int(match["rj_month"]) if is_ja else MONTHS[match["r_month"].rstrip(".")]
    year = _near_year(month, anchor) if is_ja or not match["r_year"] else int(match["r_year"])
    for group in ("rj_from", "rj_to") if is_ja else ("r_from", "r_to"):
        day = int(match[group])
        if day <= _month_end(year, month).day:
            yield _span(match, date(year, month, day), date(year, month, day), "day")


def _month_alone(match: re.Match[str], anchor: date, found: list[DateSpan]) -> Iterator[DateSpan]:
    month = MONTHS[(match["may_month"] or match["month_alone"]).rstrip(".")]
    words = match.string[max(0, match.start() - 5) : match.end()]
    if re.search(r"\blast\b", words):
        yield _month_span(match, anchor.year - (month >= anchor.month), month, 1, "month")
    elif re.search(r"\bnext\b", words):
        yield _month_span(match, anchor.year + (month <= anchor.month), month, 1, "month")
    else:
        yield _month_span(match, _near_year(month, anchor), month, 1, "month", YEAR_GUESSED)


def _bare_weekday(match: re.Match[str], anchor: date, found: list[DateSpan]) -> Iterator[DateSpan]:
    names = [name.lower() for name in calendar.day_name]
    day = anchor - timedelta(days=(anchor.weekday() - names.index(match["bare_weekday"])) % 7)
    yield _span(match, day, day, "day")


def _bare_year(match: re.Match[str], anchor: date, found: list[DateSpan]) -> Iterator[DateSpan]:
    yield replace(_month_span(match, int(match["by"] or match["sy"]), 1, 12, "year"), is_relative=False)


def _short_month(match: re.Match[str], anchor: date, found: list[DateSpan]) -> Iterator[DateSpan]:
    yield _month_span(match, 2000 + int(match["sm_year"]), int(match["sm_month"]), 1, "month")


def _decade(match: re.Match[str], anchor: date, found: list[DateSpan]) -> Iterator[DateSpan]:
    half = match["d_half"] or match["dj_half"]
    first = int(match["d_year"] or match["dj_year"]) + (5 if half in ("second", "後半") else 0)
    yield _month_span(match, first, 1, 60 if half else 120, "decade")


def _to_month(match: re.Match[str], anchor: date, found: list[DateSpan]) -> Iterator[DateSpan]:
    last = MONTHS[match["tm_month"].rstrip(".")]
    year = _near_year(last, anchor) - (last < 3)
    yield _month_span(match, year, (last - 3) % 12 + 1, 3, "quarter")


def _month_pair(match: re.Match[str], anchor: date, found: list[DateSpan]) -> Iterator[DateSpan]:
    first, last = (MONTHS[match[group].rstrip(".")] for group in ("mp_from", "mp_to"))
    yield _month_span(match, _near_year(first, anchor), first, (last - first) % 12 + 1, "quarter")


_READERS: dict[str, _Reader] = {
    "era": _era, "fiscal": _fiscal, "fiscal_shift": _fiscal_shift, "quarter": _quarter, "months": _months,
    "half": _half, "short_month": _short_month, "decade": _decade, "month_pair": _month_pair, "to_month": _to_month,
    "part": _part, "season": _season, "week": _week, "in_year": _in_year, "in_month": _in_month,
    "month_part": _month_part, "ago": _ago, "day_range": _day_range, "dayj_range": _day_range,
    "month_alone": _month_alone, "may": _month_alone, "bare_weekday": _bare_weekday, "bare_year": _bare_year,
    "since_year": _bare_year,
}  # fmt: skip
_YIELDING = frozenset({"bare_weekday", "month_alone", "bare_year", "since_year", "may"})
"""Forms that give way where the same words are a date in full."""
