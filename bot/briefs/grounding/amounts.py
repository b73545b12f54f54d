"""Whether two amounts are one: values in days or as shares, units that may stand for each other, and bounds."""

from decimal import Decimal

from bot.text.bounds import Bound
from bot.text.quantities import Quantity
from bot.text.units import Unit

_HARD_CLASH = {
    frozenset({Unit.PERSON, Unit.COMPANY}),
    frozenset({Unit.COUNTRY, Unit.PERSON}),
    frozenset({Unit.COUNTRY, Unit.COMPANY}),
}
_DAYS = {
    Unit.HOUR: Decimal(1) / 24,
    Unit.DAY: Decimal(1),
    Unit.WEEK: Decimal(7),
    Unit.MONTH: Decimal(30),
    Unit.YEAR: Decimal(360),
}
TIME = frozenset({*_DAYS, Unit.MINUTE, Unit.SECOND})


def same_value(told: Quantity, one: Quantity) -> bool:
    if told.reaches is not None and one.reaches is not None:
        return (told.value, told.reaches) == (one.value, one.reaches)
    if one.reaches is not None:
        return told.value in (one.value, one.reaches) or (
            told.bound is not Bound.EXACT and one.value <= told.value <= one.reaches
        )
    ours, theirs = _in_days(told), _in_days(one)
    if told.reaches is not None:
        return False
    if told.is_fraction and one.unit is Unit.TIMES and one.value > 1:
        return abs(told.value - 100 / one.value) <= 1
    if ours == theirs or (told.value == one.value and not (told.unit in TIME and one.unit in TIME)):
        return True
    if _both_shares(told, one):
        if abs(_share(told) - _share(one)) <= _slack(told, one):
            return True
        ours, theirs = _share(told), _share(one)
    if theirs <= 0 or not units_agree(told.unit, one.unit):
        return False
    ratio = ours / theirs
    match told.bound:
        case Bound.OVER | Bound.AT_LEAST:
            return Decimal("0.8") <= ratio < 1 and one.bound.direction >= 0
        case Bound.UNDER | Bound.UP_TO | Bound.NEARLY:
            return 1 < ratio <= Decimal("1.2") and one.bound.direction <= 0
        case Bound.ABOUT:
            return abs(ratio - 1) <= Decimal("0.05")
    digits = len(told.value.normalize().as_tuple().digits)
    return digits <= 3 and one.value > 100 and _is_rounded(ours, theirs)


def _slack(told: Quantity, one: Quantity) -> Decimal:
    """Percentage points by which two shares may differ: 約3割 for "about a third", 33% for a third."""
    if told.is_fraction and told.bound is Bound.ABOUT:
        return Decimal("3.4")
    return Decimal("1.6") if told.is_fraction or one.is_fraction or told.bound is Bound.ABOUT else Decimal("0.5")


def _is_rounded(ours: Decimal, theirs: Decimal) -> bool:
    """$14.3 billion for $14.28 billion: the same in the figures told."""
    return abs(ours / theirs - 1) <= Decimal("0.004")


def _in_days(one: Quantity) -> Decimal:
    return one.value * _DAYS[one.unit] if one.unit in _DAYS else one.value


def _both_shares(told: Quantity, one: Quantity) -> bool:
    kinds = {told.unit, one.unit}
    return kinds == {Unit.PERCENT} or (kinds == {Unit.PERCENT, Unit.TIMES} and min(told.value, one.value) < 1)


def _share(one: Quantity) -> Decimal:
    return one.value * 100 if one.unit is Unit.TIMES else one.value


def units_agree(told: Unit | None, held: Unit | None, *, is_fraction: bool = False) -> bool:
    if {told, held} == {Unit.PERCENT, Unit.TIMES}:
        return is_fraction
    if told is held or told is None or held is None:
        return told is held or (told or held) is None or (told or held or Unit.POINT).is_loose or told is None
    if told in _DAYS and held in _DAYS:
        return True
    if Unit.KILO in (told, held):
        return {told, held} <= {Unit.KILO, Unit.METRE, Unit.GRAM}
    if frozenset({told, held}) in _HARD_CLASH:
        return False
    return bool(told.is_loose and held.is_loose)


def bounds_clash(told: Quantity, one: Quantity) -> bool:
    if told.value != one.value and _in_days(told) != _in_days(one) and not _both_shares(told, one):
        return False
    if _both_shares(told, one) and _share(told) != _share(one):
        over = _share(one) - _share(told)
        return (told.bound in (Bound.OVER, Bound.AT_LEAST) and over < -1) or (told.bound is Bound.UNDER and over > 1)
    if told.bound.direction and one.bound.direction:
        return told.bound.direction != one.bound.direction
    return (
        told.bound in (Bound.OVER, Bound.UNDER)
        and one.bound is Bound.EXACT
        and one.reaches is None
        and not one.is_fraction
    )
