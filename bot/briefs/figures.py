"""The amounts of a gist: those whose unit both languages have a word for, with "about" and "more than" as told."""

from collections.abc import Sequence

from bot.briefs.deeds import CURRENCIES
from bot.briefs.passages import Passage
from bot.briefs.wording import format_number
from bot.domain.language import Lang
from bot.i18n.catalog import text
from bot.text.bounds import Bound
from bot.text.normalise import plain
from bot.text.quantities import Quantity, find_quantities
from bot.text.units import Unit

_SHOWN_UNITS = frozenset(
    {Unit.PERCENT, Unit.TIMES, Unit.HOUR, Unit.DAY, Unit.PERSON, Unit.COMPANY, Unit.COUNTRY,
     Unit.GPU, Unit.TOKEN, Unit.PARAMETER, *(Unit(currency) for currency in CURRENCIES)}
)  # fmt: skip
_SHOWN_BOUNDS = {Bound.EXACT: "exact", Bound.ABOUT: "about", Bound.OVER: "over", Bound.AT_LEAST: "least"}
_SHOWN_BOUNDS |= {Bound.UNDER: "under", Bound.UP_TO: "most", Bound.NEARLY: "nearly"}
"""Names of the texts for what stands before or behind an amount."""
_OLD_AND_NEW = 2
_OF_NOW = ("", "to", "by")
_FEWEST_OF = {Unit.PERSON: 10, Unit.HOUR: 2, Unit.DAY: 2, Unit.COMPANY: 2, Unit.COUNTRY: 2}
"""Fewer are seldom a figure of the story: "two people familiar with"."""


def figures_of(passages: Sequence[Passage], lang: Lang) -> list[str]:
    """The amounts of these sentences in `lang`, money first."""
    found = [
        each
        for passage in passages
        for each in find_quantities(plain(passage.shown))
        if each.unit in _SHOWN_UNITS and each.reaches is None and not each.is_ordinal and not each.others
        # What something costs or measures no longer is no figure of the news: 2400円から.
        if each.value >= _FEWEST_OF.get(each.unit, 0) and each.role in _OF_NOW
    ]
    money = [one for one in found if one.unit in CURRENCIES]
    return list(dict.fromkeys(_amount(one, lang) for one in [*money, *(one for one in found if one not in money)]))


def change_of(passage: Passage, event: str | None, lang: Lang) -> str:
    """Of a price the old and the new one, where the sentence has just these; else nothing."""
    found = [one for one in find_quantities(plain(passage.shown)) if one.unit in CURRENCIES]
    is_change = event in ("price-rise", "price-cut") and len(found) == _OLD_AND_NEW
    return " → ".join(_amount(one, lang) for one in found) if is_change else ""


def _amount(one: Quantity, lang: Lang) -> str:
    unit = one.unit.value if one.unit else ""
    words = text("gist-figure", lang, unit=unit, number=format_number(one.value, lang))
    return text("gist-bound", lang, bound=_SHOWN_BOUNDS[one.bound], figure=words)
