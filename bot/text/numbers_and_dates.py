"""Numbers and dates of a text in one spelling for both languages: 143億ドル is $14.3bn, 7月15日 is July 15.

Grounding and story matching compare values, never digits as written.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.text.date_words import DateReading, read_dates

_EN_SCALES = {"thousand": 3, "million": 6, "mln": 6, "mn": 6, "billion": 9, "bln": 9, "bn": 9}
_EN_SCALES |= {"trillion": 12, "trln": 12, "tn": 12}
_SHORT_SCALES = {"k": 3, "m": 6, "b": 9, "t": 12}
_JA_SCALES = {"十": 1, "百": 2, "千": 3, "万": 4, "億": 8, "兆": 12}
_KANJI_DIGITS = {"〇": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_SMALL_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WORDS = {word: value for value, word in enumerate(_SMALL_WORDS, start=2)} | {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}

_SYMBOLS = {"$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₩": "KRW", "₹": "INR"}
_UNIT_WORDS = {
    "percent": ("%", "percent", "per cent", "pct", "パーセント", "割"),
    "point": ("percentage points", "percentage point", "points", "point", "ポイント"),
    "times": ("-fold", "fold", "times", "x", "倍"),
    "USD": ("u.s. dollars", "us dollars", "dollars", "dollar", "usd", "米ドル", "ドル"),
    "JPY": ("japanese yen", "yen", "jpy", "円"),
    "EUR": ("euros", "euro", "eur", "ユーロ"),
    "GBP": ("pounds", "pound", "gbp", "ポンド"),
    "CNY": ("yuan", "rmb", "renminbi", "cny", "人民元", "元"),
    "KRW": ("won", "krw", "ウォン"),
    "INR": ("rupees", "rupee", "inr", "ルピー"),
}
_UNITS = {word: unit for unit, words in _UNIT_WORDS.items() for word in words}

_UNIT_AFTER = re.compile(
    r"\s?-?(?P<unit>"
    + "|".join(re.escape(word) for word in sorted(_UNITS, key=len, reverse=True))
    + r")(?!(?<=[a-z])[a-z])"
    # 元 and 割 also begin words: 元社員, 割引, 割合.
    r"(?<!元(?=[社幹従役最研首共会]))(?<!割(?=[引合り]))"
)
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_AMOUNT = re.compile(
    r"(?<![a-z0-9_.])(?<![a-z0-9][-.,])(?P<symbol>us\$|[$€£¥₩₹])?\s?(?:"
    rf"(?P<ja>(?:(?:{_DIGITS})(?:[十百千]?[万億兆]|[十百千](?=[^\W\d_]|$|\s))\s?)+(?:\d[\d,]*)?)"
    rf"|(?P<digits>{_DIGITS})(?:\s?-?(?P<scale>thousand|million|mln|mn|billion|bln|bn|trillion|trln|tn)\b|(?P<short>[kmbt])\b)?"
    r"|(?P<kanji>[〇一二三四五六七八九十百千]+[万億兆]?)(?=社|人|割|倍|年間|カ国|か国|件|ドル|円)"
    r"|(?P<word>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy"
    r"|eighty|ninety)\b(?:[\s-](?P<word_scale>thousand|million|billion|trillion)\b)?"
    r")(?![\d]|[.,]\d)"
)
_JA_PART = re.compile(rf"({_DIGITS})([十百千]?)([万億兆]?)")
_RANGE = re.compile(r"\s?(?:-|–|—|~|〜|～|to|から|and)\s?\Z")


@dataclass(frozen=True, slots=True)
class NumberRead:
    """A number and what it counts. `text[start:end]` holds it as written."""

    value: Decimal
    unit: str | None
    """ISO 4217 code of a currency, `percent`, `point` (of percent), `times`; None for a count."""
    start: int
    end: int
    surface: str
    reaches: Decimal | None = None
    """The upper end where it is a range: 3-5 percent."""

    @property
    def key(self) -> str:
        """One spelling for comparing: `14300000000 USD`."""
        top = f"-{_spelt(self.reaches)}" if self.reaches is not None else ""
        return f"{_spelt(self.value)}{top} {self.unit or ''}".strip()


def find_numbers(text: str, lang: str | None = None) -> list[NumberRead]:
    """The numbers of `text` in order, without those that are parts of dates or of names such as GPT-4o.

    `lang` is a BCP 47 tag; both languages' spellings are read in any text, as reports mix them.
    """
    normal, positions = _normal(text)
    dates = [(reading.start, reading.end) for reading in read_dates(normal, lang, date(2000, 1, 1))]
    found: list[NumberRead] = []
    for number in _amounts(normal):
        if not any(start < number.end and number.start < end for start, end in dates):
            _append(found, number, normal)
    return [_at_origin(number, positions, text) for number in found]


def find_dates(text: str, lang: str | None = None, anchor: date | None = None) -> list[DateReading]:
    """The dates of `text` in order, cut to the precision written.

    `anchor` is the day on which the text was published: relative dates (yesterday, 先月) and dates without a year are
    resolved against it and left out where it is None.
    """
    normal, positions = _normal(text)
    readings = read_dates(normal, lang, anchor)
    return [
        DateReading(reading.day, positions[reading.start], positions[reading.end], reading.is_relative)
        for reading in readings
    ]


def _normal(text: str) -> tuple[str, list[int]]:
    """`text` in NFKC and lower case, and for each of its characters, and its end, the index in `text`."""
    pieces: list[str] = []
    positions: list[int] = []
    for index, character in enumerate(text):
        piece = unicodedata.normalize("NFKC", character).lower()
        pieces.append(piece)
        positions.extend([index] * len(piece))
    return "".join(pieces), [*positions, len(text)]


def _amounts(normal: str) -> Iterator[NumberRead]:
    position = 0
    while match := _AMOUNT.search(normal, position):
        value = _value(match)
        unit = _SYMBOLS.get(match["symbol"] or "")
        end = match.end()
        after = _UNIT_AFTER.match(normal, end)
        if after and not (unit and after["unit"] in {"x", "won", "point", "points"}):
            unit, end = _UNITS[after["unit"]], after.end()
            value *= 10 if after["unit"] == "割" else 1
        position = max(end, match.start() + 1)
        if match["short"] and unit is None and not match["symbol"] and match["short"] in "tk":
            continue  # "5k run", "T" and the like say nothing sure
        yield NumberRead(value, unit, match.start(), end, "")


def _value(match: re.Match[str]) -> Decimal:
    if match["ja"]:
        return _japanese_value(match["ja"])
    if match["kanji"]:
        return _kanji_value(match["kanji"])
    if match["word"]:
        return Decimal(_WORDS[match["word"]]) * Decimal(10) ** _EN_SCALES.get(match["word_scale"] or "", 0)
    scale = _EN_SCALES.get(match["scale"] or "", 0) or _SHORT_SCALES.get(match["short"] or "", 0)
    return Decimal(match["digits"].replace(",", "")) * Decimal(10) ** scale


def _japanese_value(written: str) -> Decimal:
    """1億4300万 -> 143000000; 2千億 -> 200000000000."""
    total = Decimal(0)
    for digits, small, large in _JA_PART.findall(written):
        scale = _JA_SCALES.get(small, 0) + _JA_SCALES.get(large, 0)
        total += Decimal(digits.replace(",", "")) * Decimal(10) ** scale
    return total


def _kanji_value(written: str) -> Decimal:
    total = section = digit = 0
    for character in written:
        if character in _KANJI_DIGITS:
            digit = digit * 10 + _KANJI_DIGITS[character]
        elif character in "十百千":
            section += (digit or 1) * 10 ** _JA_SCALES[character]
            digit = 0
        else:
            total += (section + digit or 1) * 10 ** _JA_SCALES[character]
            section = digit = 0
    return Decimal(total + section + digit)


def _append(found: list[NumberRead], number: NumberRead, normal: str) -> None:
    """Add `number`, or make it the upper end of the one before where the two are a range."""
    before = found[-1] if found else None
    if before and before.reaches is None and number.value > before.value:
        joint = normal[before.end : number.start]
        is_between = joint.strip() != "and" or normal[: before.start].rstrip().endswith("between")
        if _RANGE.match(joint) and is_between and before.unit in (None, number.unit):
            low = before.value * _shared_scale(before.value, number.value) if before.unit is None else before.value
            found[-1] = NumberRead(low, number.unit, before.start, number.end, "", number.value)
            return
    found.append(number)


def _shared_scale(low: Decimal, high: Decimal) -> Decimal:
    """In "3 to 5 billion" and 3〜5億 the scale stands once and means both."""
    for power in (12, 9, 8, 6, 4, 3):
        scale = Decimal(10) ** power
        if high >= scale and high % (scale / 10) == 0 and low < 1000 and low * scale < high:
            return scale
    return Decimal(1)


def _at_origin(number: NumberRead, positions: list[int], text: str) -> NumberRead:
    start, end = positions[number.start], positions[number.end]
    surface = text[start:end]
    start += len(surface) - len(surface.lstrip())
    return NumberRead(number.value, number.unit, start, end, surface.strip(), number.reaches)


def _spelt(value: Decimal) -> str:
    return f"{value.normalize():f}"
