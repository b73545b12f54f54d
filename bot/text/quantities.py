"""Amounts as a text claims them: value, unit, per what, and on which side of the value the truth lies.

Wider than `find_numbers`: fractions (three in ten, 3分の2, 6割5分, half, twice), bounds (more than, 未満), and units.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from bot.text.bounds import Bound, bound_of
from bot.text.date_words import read_dates
from bot.text.normalise import lowered
from bot.text.units import UNIT_AFTER, UNITS, Unit

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_EN_SCALES = {"thousand": 3, "million": 6, "mln": 6, "mn": 6, "billion": 9, "bln": 9, "bn": 9}
_EN_SCALES |= {"trillion": 12, "trln": 12, "tn": 12}
_SHORT_SCALES = {"k": 3, "m": 6, "b": 9, "t": 12}
_JA_SCALES = {"十": 1, "百": 2, "千": 3, "万": 4, "億": 8, "兆": 12}
_KANJI_DIGITS = {digit: n for n, digit in enumerate("〇一二三四五六七八九")}
_ONES = re.findall(
    r"\w+",
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
)
_TENS = re.findall(r"\w+", "twenty thirty forty fifty sixty seventy eighty ninety")
_WORDS = {word: n for n, word in enumerate(_ONES, start=1)} | {word: 10 * n for n, word in enumerate(_TENS, start=2)}
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
    "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "eighth": 8, "eighths": 8, "tenth": 10,
    "tenths": 10,
}  # fmt: skip
_ORDINALS = {"third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
_PART = "|".join(sorted(_PARTS, key=len, reverse=True))
_CURRENCIES = {
    "$": Unit.USD,
    "us$": Unit.USD,
    "€": Unit.EUR,
    "£": Unit.GBP,
    "¥": Unit.JPY,
    "₩": Unit.KRW,
    "₹": Unit.INR,
}

_COUNTER = (
    r"社|人|名|割|倍|年|カ月|か月|ヶ月|ヵ月|週|日間|時間|分の|カ国|か国|ヶ国|件|ドル|円|個|台|基|機|枚|校|点|カ所|か所|"
    r"箇所|ヶ所|団体|大学|棟|拠点|本|冊|回|つ|頭|種|言語|都市|県|州|市|億|万|者|日|月|曲|問|店|行|部門|層|組|牧場"
)
# "for the quarter" is a stretch of time, no share.
_BEFORE_A_SPAN = (
    "the", "this", "last", "next", "each", "per", "every", "prior", "previous", "latest", "current", "first", "second",
    "third", "fourth", "final",
)  # fmt: skip
_SPAN_QUARTERS = "".join(rf"(?<!\b{word} quarter)" for word in _BEFORE_A_SPAN)
_AMOUNT = re.compile(
    rf"(?P<fraction>(?P<den>\d+|[二三四五六七八九十]+)分の(?P<num>\d+|[一二三四五六七八九十]+))"
    rf"|(?P<wari>(?P<w1>\d+(?:\.\d+)?|[一二三四五六七八九])割(?:(?P<w2>\d|[一二三四五六七八九])分)?(?![引合り増安]))"
    rf"|(?P<of_people>(?P<all>\d+)(?P<each>[人社校件語枚回台本])に(?P<some>\d+)(?P=each))"
    rf"|(?P<ratio>(?<![.\w-])(?P<some_en>{_WORD}|\d+)\s(?:[a-z]+\s(?=in every\s))?(?:in|out of)\s(?:every\s)?"
    rf"(?P<all_en>{_WORD}|\d+)\b(?!\s(?:million|billion|months?|years?)))"
    rf"|(?P<parts>\b(?:(?P<many>an?|{_WORD}|\d)[\s-])?(?P<part>{_PART})\b(?<!\btwo quarters){_SPAN_QUARTERS}"
    rf"(?=\s(?:of|the|that|as|what|its|went|goes|came|said|say|was|were|is|are|had|have)\b|\s?,|"
    rf"\s?\.|$|\sless|\smore|\scheaper))"
    rf"|(?P<twice>\b(?:twice|doubl(?:e|ed|es|ing)|two-?fold)\b|倍増|倍に|2倍)"
    rf"|(?P<thrice>\b(?:tripl(?:e|ed|es|ing)|thrice|three-?fold)\b)"
    rf"|(?P<fold>\b(?P<folds>{_WORD})-?fold\b)"
    rf"|(?P<and_half>\ban? (?P<and_half_unit>year|month|week|day|hour|minute) and a half\b)"
    rf"|(?P<half_scale>\bhalf an? (?P<half_of>million|billion|trillion|dozen)\b)"
    rf"|(?P<ordinal>\b(?:{'|'.join(_ORDINALS)})\b)"
    rf"|(?P<halved>\b(?:halv(?:e|ed|es|ing)|half)\b|半分|半減|半額|半数|過半(?:数)?)"
    rf"|(?P<half_time>半年|半世紀|半日)"
    rf"|(?P<dozen>\b(?:a\s)?dozen\b)"
    rf"|(?<![a-z0-9_.])(?<![a-z0-9][-.,])(?P<symbol>us\$|[$€£¥₩₹])?\s?(?:"
    rf"(?P<ja>(?:(?:{_DIGITS})(?:[十百千]?[万億兆]|[十百千](?=[^\W\d_]|$|\s))\s?)+(?:\d[\d,]*)?)"
    rf"|(?P<digits>{_DIGITS})(?:[\s-]?(?P<scale>thousand|million|mln|mn|billion|bln|bn|trillion|trln|tn)(?:(?=th\b)|(?![a-z0-9]))|"
    rf"(?P<short>[kmbt])(?![a-z0-9]))?"
    rf"|(?P<kanji>[〇一二三四五六七八九十百千]+[万億兆]?)(?={_COUNTER})"
    rf"|(?P<word>\b(?:{'|'.join(_TENS)})-(?:{'|'.join(_ONES[:9])})|\b(?:{_WORD})\b)(?:[\s-](?P<word_scale>hundred|"
    rf"thousand|million|billion|trillion)\b)?"
    rf"|(?P<bare_scale>\ba\s(?:hundred|thousand|million|billion|trillion)\b|(?<=per )(?:million|billion)\b|"
    rf"\b(?:million|billion|trillion)(?=-[a-z]))"
    r")(?![\d]|[.,]\d)"
)  # fmt: skip
_JA_PART = re.compile(rf"({_DIGITS})([十百千]?)([万億兆]?)")
_RANGE = re.compile(r"\s?(?:-|–|—|~|〜|～|to|から|and|,?\splus or minus)\s?\Z")
_ORDINAL_AFTER = re.compile(
    r"(?:st|nd|rd|th)\b|番目|位(?!置)|代目|度目|世代|[社人回件個台校例作期年カ所か国]{1,3}目(?![標指的前下])"
)
_ORDINAL_BEFORE = re.compile(r"第\s?\Z")


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount; `text[start:end]` holds it with its unit. A share (half, 3割) is in percent."""

    value: Decimal
    unit: Unit | None
    bound: Bound
    start: int
    end: int
    reaches: Decimal | None = None
    """The upper end of a range."""
    is_fraction: bool = False
    """Told as a part (two thirds) and so true of a rounded percentage too."""
    is_ordinal: bool = False
    role: str = ""
    """`from` or `to` where the text says that something went from this amount to that one."""
    others: bool = False
    """"two others": one more than that where the rest is named."""


def find_quantities(text: str) -> list[Quantity]:
    """The amounts of `text` in order, in either language; dates and numbers inside names are left out."""
    normal = lowered(text)
    dates = [(reading.start, reading.end) for reading in read_dates(normal, None, date(2000, 1, 1))]
    found: list[Quantity] = []
    position = 0
    while match := _AMOUNT.search(normal, position):
        read = _read(match, normal)
        position = max(match.end(), match.start() + 1)
        if read is None:
            continue
        position = max(position, read.end)
        if not any(start < read.end and read.start < end for start, end in dates):
            _append(found, read, normal)
    return _with_shared_scale(found, normal)


def _read(match: re.Match[str], normal: str) -> Quantity | None:
    if match["ordinal"] or match["and_half"] or match["half_scale"]:
        return _worded(match)
    # 数百社 is hundreds, and no number.
    if normal[: match.start()].endswith(("数", "何")):
        return None
    share = _share(match)
    if share is not None:
        value, kind = share
        bound, start = bound_of(normal, match.start(), match.end())
        if match["halved"] and match["halved"].startswith("過半"):
            bound = Bound.OVER
        # 従来の4分の1 is a share of what was, not what was.
        role = "" if normal[:start].endswith("の") else _role(normal, start, match.end())
        return Quantity(value, kind, bound, match.start(), match.end(), is_fraction=kind is Unit.PERCENT, role=role)
    if match["half_time"]:
        return (
            Quantity(Decimal(6), Unit.MONTH, Bound.EXACT, match.start(), match.end())
            if match["half_time"] == "半年"
            else None
        )
    return _of_figure(match, normal)


def _of_figure(match: re.Match[str], normal: str) -> Quantity | None:
    value = _value(match)
    symbol = match["symbol"] or ""
    unit: Unit | None = _CURRENCIES.get(symbol)
    end = match.end()
    if ordinal := _ORDINAL_AFTER.match(normal, end):
        return Quantity(value, None, Bound.EXACT, match.start(), ordinal.end(), is_ordinal=True)
    if _ORDINAL_BEFORE.search(normal[max(0, match.start() - 2) : match.start()]):
        if normal.startswith("者", end):  # 第三者 is anybody else
            return None
        return Quantity(value, None, Bound.EXACT, match.start(), end, is_ordinal=True)
    if normal.startswith(" and a half", end):
        value, end = value + Decimal("0.5"), end + len(" and a half")
    after = UNIT_AFTER.match(normal, end)
    if after and not (unit and after["unit"] in {"x", "won", "point", "points", "m", "b", "times"}):
        unit, scale = UNITS[after["unit"]]
        value, end = value * scale, after.end()
        if normal.startswith("半", end) and not normal.startswith(("半ば", "半期", "半分"), end):
            value, end = value + scale / 2, end + 1
    is_word = bool(match["word"]) and not match["word_scale"]
    if is_word and value == 1 and unit is None:
        return None
    if match["short"] and unit is None and not symbol and match["short"] in "tk":
        return None
    bound, start = bound_of(normal, match.start(), end)
    others = bool(
        re.match(r"\s(?:others?|more)\b|(?:社|人|カ国)?(?:ほか|以外)", normal[end:])
        or re.match(r"\sother\b", normal[match.end() :])
    )
    return Quantity(value, unit, bound, match.start(), end, role=_role(normal, start, end), others=others)


def _worded(match: re.Match[str]) -> Quantity:
    """The fourth, half a million, a year and a half."""
    if match["ordinal"]:
        value = Decimal(_ORDINALS[match["ordinal"]])
        return Quantity(value, None, Bound.EXACT, match.start(), match.end(), is_ordinal=True)
    if match["half_scale"]:
        word = match["half_of"]
        whole = Decimal(12) if word == "dozen" else Decimal(10) ** _EN_SCALES[word]
        return Quantity(whole / 2, None, Bound.EXACT, match.start(), match.end())
    unit, scale = UNITS[match["and_half_unit"]]
    return Quantity(Decimal("1.5") * scale, unit, Bound.EXACT, match.start(), match.end())


def _share(match: re.Match[str]) -> tuple[Decimal, Unit] | None:
    if match["fraction"]:
        return 100 * _small(match["num"]) / _small(match["den"] or "1"), Unit.PERCENT
    if match["wari"]:
        return 10 * _small(match["w1"]) + (_small(match["w2"]) if match["w2"] else 0), Unit.PERCENT
    if match["of_people"]:
        return 100 * Decimal(match["some"]) / max(Decimal(match["all"]), Decimal(1)), Unit.PERCENT
    if match["ratio"]:
        return 100 * _small(match["some_en"]) / max(_small(match["all_en"]), Decimal(1)), Unit.PERCENT
    if match["parts"]:
        many = match["many"]
        return 100 * (_small(many) if many and many not in ("a", "an") else Decimal(1)) / _PARTS[
            match["part"]
        ], Unit.PERCENT
    if match["twice"]:
        return Decimal(2), Unit.TIMES
    if match["fold"]:
        return Decimal(_WORDS[match["folds"]]), Unit.TIMES
    if match["thrice"]:
        return Decimal(3), Unit.TIMES
    if match["halved"]:
        return Decimal(50), Unit.PERCENT
    return None


def _small(written: str) -> Decimal:
    if written in _WORDS:
        return Decimal(_WORDS[written])
    return _kanji_value(written) if written[0] in "〇一二三四五六七八九十百千" else Decimal(written)


def _value(match: re.Match[str]) -> Decimal:
    if match["ja"]:
        parts = _JA_PART.findall(match["ja"])
        powers = ((digits, _JA_SCALES.get(small, 0) + _JA_SCALES.get(large, 0)) for digits, small, large in parts)
        return sum((Decimal(digits.replace(",", "")) * Decimal(10) ** power for digits, power in powers), Decimal(0))
    if match["kanji"]:
        return _kanji_value(match["kanji"])
    if match["dozen"]:
        return Decimal(12)
    if match["bare_scale"]:
        word = match["bare_scale"].split()[-1]
        return Decimal(10) ** (2 if word == "hundred" else _EN_SCALES[word])
    if match["word"]:
        value = sum(_WORDS[word] for word in match["word"].split("-"))
        scale = match["word_scale"]
        return Decimal(value) * Decimal(10) ** (2 if scale == "hundred" else _EN_SCALES.get(scale or "", 0))
    scale = _EN_SCALES.get(match["scale"] or "", 0) or _SHORT_SCALES.get(match["short"] or "", 0)
    return Decimal(match["digits"].replace(",", "")) * Decimal(10) ** scale


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


def _role(normal: str, start: int, end: int) -> str:
    before = normal[max(0, start - 14) : start]
    if re.search(
        r"\b(?:from|previously|formerly|compared with|against|instead of) (?:the |a |its |previous |about |just |"
        r"some )*\Z|(?:従来|これまで|以前|前回|前年|昨年|もとも?と)(?:の?(?:(?!比)[一-龥ァ-ヶー]){0,5})?"
        r"(?:は|の)?(?:約|平均)?\Z",
        before,
    ) or re.match(r"から(?!$)(?!始)(?!、)", normal[end:]):
        return "from"
    if re.search(r"\bto (?:the |a |only |just )*\Z", before) or re.match(
        r"(?:に|へ|まで)(?:と?(?:増|減|上|下|引|低|高|縮|伸|拡|短|制限|達))", normal[end:]
    ):
        return "to"
    return ""


def _append(found: list[Quantity], one: Quantity, normal: str) -> None:
    """Add `one`, or make it the upper end of the one before where the two are a range."""
    before = found[-1] if found else None
    if before and before.reaches is None and one.value > before.value and not one.is_ordinal and not before.is_ordinal:
        joint = normal[before.end : one.start]
        is_between = joint.strip() != "and" or bool(
            re.search(r"between(?:\sabout|\sroughly)?\s?\Z", normal[: before.start])
        )
        if re.fullmatch(_RANGE.pattern.removesuffix(r"\Z"), joint) and is_between and before.unit in (None, one.unit):
            is_change = joint.strip() in ("to", "から") and (before.role == "from" or before.unit is not None)
            if not is_change:
                low = before.value * _shared_scale(before.value, one.value) if before.unit is None else before.value
                found[-1] = Quantity(low, one.unit, one.bound, before.start, one.end, one.value)
                return
    found.append(one)


def _with_shared_scale(found: list[Quantity], normal: str) -> list[Quantity]:
    """ "2, 8 and 34 billion": the scale stands once, behind the last."""
    scaled = list(found)
    for place in range(len(scaled) - 2, -1, -1):
        one, after = scaled[place], scaled[place + 1]
        joint = normal[one.end : after.start]
        scale = re.search(r"(thousand|million|billion|trillion)", normal[after.start : after.end])
        is_listed = joint == ", " or (
            joint in (" and ", " or ") and place and normal[scaled[place - 1].end : one.start] == ", "
        )
        is_open = one.unit is None and one.value < 1000 and not one.is_ordinal and one.reaches is None
        if is_listed and is_open and (scale or (place + 2 < len(scaled) and scaled[place + 1] is not found[place + 1])):
            power = Decimal(10) ** _EN_SCALES[scale[1]] if scale else after.value / found[place + 1].value
            scaled[place] = replace(one, value=one.value * power, unit=after.unit)
    return scaled


def _shared_scale(low: Decimal, high: Decimal) -> Decimal:
    """In "3 to 5 billion" and 3〜5億 the scale stands once and means both."""
    for power in (12, 9, 8, 6, 4, 3):
        scale = Decimal(10) ** power
        if high >= scale and high % (scale / 10) == 0 and low < 1000 and low * scale < high:
            return scale
    return Decimal(1)
