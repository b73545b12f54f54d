"""Amounts agree across languages, scales and spellings, with their unit and the side of the value that is meant."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.briefs.grounding.amounts import TIME, bounds_clash, same_value, units_agree
from bot.briefs.grounding.evidence import Evidence, quantities_of, spans_of
from bot.briefs.grounding.faults import Fault
from bot.text.bounds import Bound
from bot.text.periods import periods_in
from bot.text.quantities import Quantity
from bot.text.units import Unit

_COUNTERS = "枚|本|基|機|両|隻|台|個|件|人|社|万|億|%|カ国|カ所"
# A figure that is a part of a name counts nothing: Llama 3, GPT-4.5, Apache 2.0, GB300, Q3, B2B.
_NAMED = re.compile(
    r"(?<![A-Za-z])(?!(?:About|Some|Only|Over|Up|Nearly|Almost|More|Less|At|In|On|By|From|To|Of|Its|The|And|For|With|"
    r"Under|"
    r"Around|After|Before|Since|Until|Between|Roughly|Version|Top|No|All|Just|US|AU|NZ|HK)\b)"
    r"[A-Z][A-Za-z]*[ -]?[A-Z]?\d[\d.]*[A-Za-z]{0,2}(?![A-Za-z0-9_%]|[.,]\d)(?!\s?(?:%|percent|million|billion|"
    r"trillion|people|employees|staff|companies|years|"
    r"months|days|人|社|件|億|万|円|ドル|年|月|日|割|倍|カ国|台|個|枚|本|基|機|両|隻|店|校|回|種|点|言語|地点|カ所|施設))"
    r"|\b[a-z]+[A-Z][A-Za-z]*[ -]\d[\d.]*(?![A-Za-z0-9_%])|\b[A-Za-z]+-\d[\d.]*[A-Za-z]*(?![A-Za-z0-9-])|"
    r"\b(?:[Vv]ersion|バージョン|[Vv])\s?\d[\d.]*|(?<=[一-龥ァ-ヺ]の)\d号|(?<=[ァ-ヺ])\d+号|\d+(?:\.\d+)?[Bb]\b(?=-)|"
    rf"\b24/7\b|\b[A-Za-z]+\d[A-Za-z\d.]*+(?!\s?(?:{_COUNTERS}))"
)
_WHO = frozenset({Unit.PERSON, Unit.COMPANY, Unit.COUNTRY, None})
"""Of whom "from" says that something comes, not that it was so before."""
_MONEY = frozenset({Unit.USD, Unit.JPY, Unit.EUR, Unit.GBP, Unit.CNY, Unit.KRW, Unit.INR})
_COUNTED = frozenset({Unit.PERSON, Unit.COMPANY, Unit.COUNTRY})
_FEW = 4
_MANY_TIMES = 20
"""From here on "times" counts how often, and multiplies nothing."""
_UP_AFTER = re.compile(
    r"\s(?:more|higher|up\b|faster|increase|growth|above|ahead|rise|gain|longer)|[のもほど]*(?:増|上昇|高|上回|伸び|多|拡大)"
)
_DOWN_AFTER = re.compile(
    r"\s(?:less|lower|fewer|down\b|slower|decrease|decline|drop|below|behind|cheaper|shorter|cut\b|reduction|fall)|"
    r"[のもほど]*(?:減|下落|下が|低|下回|少な|安|短|縮)"
)
_UP_BEFORE = re.compile(
    r"\b(?:rose|up|grew|grown|increased|climbed|jumped|gained|surged|rising|risen|raised)"
    r"(?: by| about| nearly| almost)*\s\Z"
)
_DOWN_BEFORE = re.compile(
    r"\b(?:fell|down|dropped|declined|slipped|decreased|cut|lost|reduced|falling|fallen|lowered|sank)"
    r"(?: by| about| nearly| almost)*\s\Z"
)
_PER_ONE = re.compile(r"[一-龥ァ-ヶー]{0,4}(?:当たり|あたり|につき|ごと)")
_EARLIER = re.compile(
    r"従来|だった|月は|前年|昨年|以前|これまで|から|\bfrom\b|\bprevious|\bearlier\b|\bused to\b|\bhad\b|\bwas\b|"
    r"\bwere\b|"
    r"\binstead\b|代わり"
)
_NOT_ONE = re.compile(r"[件人度回台個社]?も(?!ち)")
"""1件もなかった: none."""
_OF_IT = re.compile(r"の(?:半分|半額|半数|\d+(?:割|分の|%|倍))")
"""What follows says how much of the amount is meant, and bounds that: 4億ドルの半分に満たない."""
_STAYS = re.compile(r"据え置|維持|まま|変え(?:な|ず)|変わら|unchanged|\bke(?:pt|eps?)\b|maintain|\bstay", re.IGNORECASE)
_LESS = re.compile(r"slower|less|lower|smaller|cheaper|fewer|低い|低く|安い|安く|遅い|遅く|少な|小さ")
_COMPARES = re.compile(
    r"上回|下回|下が|上が|開き|短|減|増|差|早|遅|上昇|低下|縮|伸|shorter|longer|less|more|fewer|differen|higher|lower|cut|drop|fell|rose|"
    r"saved?|by "
    r"(?:about )?\d"
)


_FACTORS = (
    (Decimal(2), re.compile(r"\b(?:twice|doubl\w+|half|halv\w+)\b|半分|半額|半減|倍増|半数", re.IGNORECASE)),
    (Decimal(3), re.compile(r"\btripl\w+\b|3分の1", re.IGNORECASE)),
    (Decimal(4), re.compile(r"\bquadrupl\w+\b|\ba quarter of\b|4分の1", re.IGNORECASE)),
    (Decimal(10), re.compile(r"\btenfold\b|10分の1", re.IGNORECASE)),
)
_PLACES = tuple(
    (Decimal(value), re.compile(rf"\b(?:{words})\b(?! (?:half|quarter)\b)|(?<!第){kanji}", re.IGNORECASE))
    for value, words, kanji in (
        (2, "second(?!s)|twice|runner-up", "再び|二度目|二回目|次点"),
        (3, "third(?!s)(?<!-third)(?<!a third)", "三度目|三回目"),
        (4, "fourth", "四度目|四回目"),
        (5, "fifth", "五度目|五回目"),
        (6, "sixth", "六度目"),
        (7, "seventh", "七度目"),
        (8, "eighth", "八度目"),
        (9, "ninth", "九度目"),
        (10, "tenth", "十度目"),
    )
)


def check_numbers(text: str, evidence: Evidence) -> Iterator[tuple[Fault, str]]:
    held = [one for passage in evidence.passages for one in own_quantities(passage.text, passage.title, is_held=True)]
    for one in own_quantities(text):
        counts = one.unit is Unit.TIMES and one.value >= _MANY_TIMES
        told = replace(one, unit=None) if counts else one
        told = replace(told, bound=Bound.EXACT) if _OF_IT.match(text, told.end) else told
        yield from _check(told, text[told.start : told.end], held, text, evidence)
    yield from _check_periods(text, evidence)


def own_quantities(*texts: str, is_held: bool = False) -> list[Quantity]:
    """The amounts in `texts` that are no part of a name or a date; of a passage also those in "two years earlier"."""
    found: list[Quantity] = []
    for text in texts:
        named = [match.span() for match in _NAMED.finditer(text)]
        named += [
            (span.start, span.end)
            for span in spans_of(text, date(2020, 6, 15))
            if not (is_held and text[span.start : span.end].endswith(("earlier", "ago", "前")))
        ]
        found += [one for one in quantities_of(text) if not any(a < one.end and one.start < b for a, b in named)]
    return found


def _check(
    told: Quantity, shown: str, held: Sequence[Quantity], text: str, evidence: Evidence
) -> Iterator[tuple[Fault, str]]:
    if told.is_ordinal:
        if not _is_place_held(told, shown, held, evidence):
            yield Fault.NUMBER, shown
        return
    held = [one for one in held if one.unit is not Unit.TIMES or not told.is_fraction or _LESS.search(evidence.text)]
    is_one_of = (told.unit in TIME) or (told.unit or Unit.USD).is_loose
    if told.value == 1 and (is_one_of or _PER_ONE.match(text, told.end) or _NOT_ONE.match(text, told.end)):
        return
    if _stands_bare(told, evidence):
        return
    near = [one for one in held if same_value(told, one)] or _ends_held(told, held)
    if not near:
        if not _is_inferred(told, held, text, evidence):
            yield Fault.NUMBER, shown
        return
    fitting = [one for one in near if units_agree(told.unit, one.unit, is_fraction=told.is_fraction)]
    if not fitting:
        fitting = [one for one in near if _is_money_understood(told, one, held)]
    if not fitting or _counts_others(told, fitting, held):
        yield Fault.UNIT, shown
        return
    ours = _sign(text, told)
    if ours and {_sign_of(one, evidence) for one in fitting} == {-ours}:
        yield Fault.DIRECTION, shown
        return
    if all(bounds_clash(told, one) for one in fitting):
        yield Fault.NUMBER, shown
    elif _is_turned_round(told, fitting, held, text) and not (_STAYS.search(text) and _STAYS.search(evidence.text)):
        yield Fault.DIRECTION, shown


def _counts_others(told: Quantity, fitting: Sequence[Quantity], held: Sequence[Quantity]) -> bool:
    """Three reports are not three people, where the passages count people as well."""
    is_counted = told.unit in _COUNTED and not told.is_fraction
    is_of_others = all(one.unit not in (told.unit, None) for one in fitting)
    return is_counted and is_of_others and any(one.unit is told.unit for one in held)


def _is_turned_round(told: Quantity, fitting: Sequence[Quantity], held: Sequence[Quantity], text: str) -> bool:
    """What was so before is told as what is so now, or the other way round."""
    return (
        (
            told.role != "from"
            and all(one.role == "from" and one.unit not in _WHO for one in fitting)
            and not _EARLIER.search(text)
        )
        or (told.role == "from" and all(not one.role for one in fitting) and _another_start(told, held))
        or (bool(told.role) and all(one.role and one.role != told.role for one in fitting))
        or _is_the_start(text, told, fitting)
    )


def _is_place_held(told: Quantity, shown: str, held: Sequence[Quantity], evidence: Evidence) -> bool:
    is_figure = any(character.isdigit() for character in shown)
    places = {one.value for one in held if one.is_ordinal} | _places_in_words(evidence.known)
    known = places or {one.value for one in held}
    return not ((is_figure or told.value > 3) and told.value > 1 and told.value not in known)


def _stands_bare(told: Quantity, evidence: Evidence) -> bool:
    """The figure stands with a unit that the point leaves out (10キロ) or in business years (3期連続), or is a year."""
    if told.unit is None and any(told.value == anchor.year for one in evidence.passages for anchor in one.anchors):
        return True
    if told.unit is Unit.YEAR and re.search(rf"[（(]{told.value}[)）]|, {told.value},", evidence.text):
        return True
    if told.unit not in (None, Unit.YEAR) or told.value != told.value.to_integral_value():
        return False
    units = "期" if told.unit is Unit.YEAR else "(?:キロ|期|km|kilomet)"
    return re.search(rf"(?<![\d.,]){int(told.value)} ?{units}", evidence.text) is not None


def _places_in_words(text: str) -> set[Decimal]:
    """ "Its second reduction": which time, or which place, where no figure says so."""
    return {value for value, words in _PLACES if words.search(text)}


def _is_money_understood(told: Quantity, one: Quantity, held: Sequence[Quantity]) -> bool:
    """ "raised 18 million pounds, valuing it at 95 million": the currency stands once."""
    return (
        told.unit in _MONEY and one.unit is None and one.value > 1000 and any(each.unit is told.unit for each in held)
    )


def _another_start(told: Quantity, held: Sequence[Quantity]) -> bool:
    """The passages name another amount as the one before the change."""
    return any(one.role == "from" and one.value != told.value and units_agree(told.unit, one.unit) for one in held)


def _ends_held(told: Quantity, held: Sequence[Quantity]) -> list[Quantity]:
    """Both ends of a range, told apart from each other in the passages."""
    ends = [one for one in held if one.reaches is None and one.value in (told.value, told.reaches)]
    return ends if told.reaches is not None and len({one.value for one in ends}) == 2 else []


def _sign_of(one: Quantity, evidence: Evidence) -> int:
    """Which way the passage that holds `one` says that it went; 0 where it says nothing, or both."""
    found = {
        _sign(words, one)
        for passage in evidence.passages
        for words in (passage.text, passage.title)
        if any(one is each for each in quantities_of(words))
    }
    return found.pop() if len(found) == 1 else 0


def _sign(text: str, one: Quantity) -> int:
    """1 where the text has a rise by or to the amount, -1 for a fall: "up 9%", 9%減."""
    if one.unit not in (Unit.PERCENT, Unit.POINT):
        return 0
    after, before = text[one.end : one.end + 16], text[max(0, one.start - 26) : one.start]
    up = bool(_UP_AFTER.match(after) or _UP_BEFORE.search(before))
    down = bool(_DOWN_AFTER.match(after) or _DOWN_BEFORE.search(before))
    return int(up) - int(down)


def _is_the_start(text: str, told: Quantity, fitting: Sequence[Quantity]) -> bool:
    """Told as the outcome where the passages have it as where things stood before."""
    is_outcome = (
        told.role == "to"
        or re.match(r"(?:に|へ)", text[told.end :]) is not None
        or text[: told.start].rstrip().endswith((" to", " at"))
    )
    return is_outcome and all(one.role == "from" for one in fitting)


def _is_inferred(told: Quantity, held: Sequence[Quantity], text: str, evidence: Evidence) -> bool:
    """Small sums that a reader does without thinking: Adobe and two others are three."""
    if told.value <= _FEW and told.unit in (None, Unit.COMPANY, Unit.PERSON, Unit.COUNTRY):
        if any(one.others and one.value + 1 == told.value for one in held):
            return True
        if (
            told.unit is None
            and told.value == 2
            and re.search(r"\bthe two\b|両|\btwo (?:companies|firms|sides|men|women)\b", text.lower())
        ):
            return True
        return (
            not any(one.unit in (told.unit, None) and one.value <= 10 and not one.is_ordinal for one in held)
            and told.value <= 3
        )
    if told.unit not in TIME and _is_multiple(told, held, evidence):
        return True
    if (told.unit in TIME or told.unit in (Unit.PERCENT, Unit.POINT) or told.value >= 10) and _COMPARES.search(text):
        # "about two hours shorter" for 5.2 and 3.1: the difference of two amounts of one unit.
        pool = [one for one in held if one.role or one.unit is told.unit or _is_share_in_points(told, one)]
        gaps = {abs(a.value - b.value) for a in pool for b in pool if a is not b}
        return any(gap and abs(gap - told.value) <= Decimal("0.06") * told.value for gap in gaps)
    return False


def _is_share_in_points(told: Quantity, one: Quantity) -> bool:
    """58% is 13 points below 71%."""
    return told.unit is Unit.POINT and one.unit is Unit.PERCENT


def _is_multiple(told: Quantity, held: Sequence[Quantity], evidence: Evidence) -> bool:
    """$300 million where $600 million is "twice that of its previous round"."""
    factors = {one.value for one in held if one.unit is Unit.TIMES and one.value > 0}
    factors |= {factor for factor, words in _FACTORS if words.search(evidence.text)}
    bases = [one.value for one in held if one.unit is told.unit and one.value > 0 and not one.is_ordinal]
    return any(
        abs(made / told.value - 1) <= Decimal("0.02")
        for base in bases
        for factor in factors
        for made in (base * factor, base / factor)
        if told.value > 0
    )


def _check_periods(text: str, evidence: Evidence) -> Iterator[tuple[Fault, str]]:
    """$12 a month is not $12 a year."""
    told = periods_in(text)
    held = frozenset[str]().union(*(periods_in(passage.text) for passage in evidence.passages))
    strange = told - held
    if strange and held and not (held & told):
        yield Fault.UNIT, sorted(strange)[0]
