"""Chooses among units: the most valuable first, then what adds most to what is told by then."""

import re
from collections.abc import Collection, Sequence

import numpy as np

from bot.briefs.passages import Passage
from bot.briefs.quoted import outside_quotes
from bot.briefs.units import READER_LANGS, Unit
from bot.domain.brief import PointKind
from bot.text.similarity import cosine_matrix

MOST_UNITS = 4
FEWEST_UNITS = 2
_WORTH_TELLING = 0.12
"""A further unit must be worth this share of the first."""
_REPETITION = 0.75
_APART, _AFRESH = 0.4, 2.0
"""Sentences of one language above this cosine share what they tell; how fast that grows."""
_NOTHING_NEW, _RETOLD = 0.4, 0.25
"""Off a unit without a figure, a date or a name that is not told yet, and how alike to what is told it has to be."""
_RETOLD_BY_ITSELF = 0.45
"""The same where a company or one of its people speaks: their words are worth more, but not twice."""
_OF_OTHERS = 0.5
_STRONG = 0.75
"""A unit that one language alone tells goes in beside shared ones from this share of the best on."""


# What a company leaves open is news, though it names nothing new: "did not say which part".
_UNTOLD = re.compile(
    r"\b(?:did|does|has|have) not (?:say|said|disclosed?|named?|given?|decided?|released?|published?)\b|"
    r"\bremains? unclear\b|"
    r"(?:明らかに|公表|公開|開示)(?:して|されて)いない|(?:明かさ|示さ|触れ|答え)(?:なかった|ていない|れていない)|不明だ"
)


def unit_overlap(
    units: Sequence[Unit], passages: Sequence[Passage], alike: np.ndarray, vectors: np.ndarray | None
) -> np.ndarray:
    """How far two units tell the same, [units, units]; also one that tells a part of the other, or the same afresh."""
    rows = {(passage.article.article_id, passage.place): i for i, passage in enumerate(passages)}
    # Only what would be shown counts: what else a unit holds is told by nobody.
    members = [
        [rows[p.article.article_id, p.place] for lang in READER_LANGS if (p := unit.best_in(lang))]
        or [rows[p.article.article_id, p.place] for p in unit.passages[:1]]
        for unit in units
    ]
    words = cosine_matrix([" ".join(p.shown for p in unit.passages[:2]) for unit in units])
    overlap = np.zeros((len(units), len(units)))
    for i, left in enumerate(members):
        for j, right in enumerate(members):
            overlap[i, j] = max(float(alike[np.ix_(left, right)].max()), float(words[i, j]))
            if vectors is not None and i != j:
                near = _nearest(left, right, passages, vectors)
                overlap[i, j] = max(overlap[i, j], _AFRESH * (near - _APART))
    return overlap


def _nearest(left: Sequence[int], right: Sequence[int], passages: Sequence[Passage], vectors: np.ndarray) -> float:
    """The highest cosine of two sentences of one language, 0 where they share none."""
    pairs = [(i, j) for i in left for j in right if passages[i].lang == passages[j].lang]
    return max((float(vectors[i] @ vectors[j]) for i, j in pairs), default=0.0)


def select(
    units: Sequence[Unit],
    overlap: np.ndarray,
    *,
    among: Collection[int] | None = None,
    told: Sequence[int] = (),
    most: int = MOST_UNITS,
) -> list[int]:
    """Places of the chosen units. Greedy: the most valuable unit that repeats the chosen ones least, with a place for
    the official response.

    `among`: places that may be chosen, all by default. `told`: places chosen before, which the result begins with.
    """
    both = [lang for lang in READER_LANGS if any(unit.best_in(lang) for unit in units)]
    allowed = [i for i in range(len(units)) if (among is None or i in among) and i not in told]
    shared = [i for i in allowed if units[i].is_told_in(both)]
    # Where both languages report, only what both of them tell goes in, as long as that makes a brief.
    everything = len(both) == 1 or len(shared) + len(told) < FEWEST_UNITS
    left = allowed if everything else shared + [i for i in _strong_alone(units, shared) if i in allowed]
    chosen = list(told)
    left = [i for i in left if not (len(both) > 1 and _is_second_alone(units[i], [units[j] for j in chosen]))]
    while left and len(chosen) < most:
        before = [units[i] for i in chosen]
        gains = {i: _gain(i, chosen, units, overlap) for i in left if _is_introduced(units[i], before)}
        if not gains:
            break
        best = max(gains, key=lambda i: (gains[i], -i))
        if chosen and gains[best] < _WORTH_TELLING * units[chosen[0]].score and len(chosen) >= FEWEST_UNITS:
            break
        chosen.append(best)
        left = [
            i
            for i in left
            if i != best and not (len(both) > 1 and _is_second_alone(units[i], [units[j] for j in chosen]))
        ]
    return chosen


def _strong_alone(units: Sequence[Unit], shared: Sequence[int]) -> list[int]:
    """News of the first rank that one language alone has, and later than all that both have: a follow-up."""
    if not shared:
        return []
    best = max(units[i].score for i in shared)
    told_at = max(units[i].first_at for i in shared if units[i].score >= _STRONG * best)
    return [
        i
        for i, unit in enumerate(units)
        if i not in shared and not unit.is_background and unit.score >= _STRONG * best and unit.first_at > told_at
    ]


def _is_introduced(unit: Unit, told: Sequence[Unit]) -> bool:
    """Whether what it goes on from is told already."""
    return all(any(each.holds({one}) for each in told) for one in unit.needs())


def _is_second_alone(unit: Unit, chosen: Sequence[Unit]) -> bool:
    """Told in one language only, of which one such unit is in already: a brief shows one foreign sentence at most."""
    langs = {passage.lang for passage in unit.passages}
    return len(langs) == 1 and any({passage.lang for passage in other.passages} == langs for other in chosen)


def _gain(i: int, chosen: Sequence[int], units: Sequence[Unit], overlap: np.ndarray) -> float:
    unit = units[i]
    gain = unit.score - _REPETITION * max((float(overlap[i, j]) for j in chosen), default=0.0)
    kinds = [units[j].kind for j in chosen]
    own_words = unit.kind in (PointKind.OFFICIAL, PointKind.EXECUTIVE)
    if own_words and not unit.is_background and not {PointKind.OFFICIAL, PointKind.EXECUTIVE} & set(kinds):
        gain += 0.15
    if unit.is_background:
        gain -= 0.3 if not chosen or any(units[j].is_background and units[j].kind is unit.kind for j in chosen) else 0.1
    if unit.kind is not PointKind.FACT and any(_is_same_voice(unit, units[j]) for j in chosen):
        gain -= 0.15
    if unit.kind is PointKind.OPINION and (not chosen or PointKind.OPINION in kinds):
        gain -= 0.3
    retold = max((float(overlap[i, j]) for j in chosen), default=0.0)
    if retold > (_RETOLD_BY_ITSELF if own_words else _RETOLD) and not _is_new(unit, [units[j] for j in chosen]):
        gain -= _NOTHING_NEW
    if chosen and _is_of_others(unit, units[chosen[0]]):
        gain -= _OF_OTHERS
    return gain


def _is_new(unit: Unit, told: Sequence[Unit]) -> bool:
    """Whether a sentence that would show it has a figure, date, name or organisation that no shown one has."""
    for lang in READER_LANGS:
        shown = unit.best_in(lang)
        others = [one for each in told if (one := each.best_in(lang))]
        if shown is None:
            continue
        words = " ".join(one.shown for one in others).lower()
        values = frozenset().union(*(one.facts.values for one in others))
        names = [*shown.facts.names, *(name.lower() for name in shown.organisations)]
        if shown.facts.values - values or any(name not in words for name in names):
            return True
        if _UNTOLD.search(outside_quotes(shown.shown)) and not any(_UNTOLD.search(one.shown) for one in others):
            return True
    return False


def _is_of_others(unit: Unit, lead: Unit) -> bool:
    """Names organisations, and none of those that the story is about."""
    own = {company for passage in unit.passages for company in passage.facts.companies}
    leading = {company for passage in lead.passages for company in passage.facts.companies}
    return bool(own and leading) and not own & leading


def _is_same_voice(a: Unit, b: Unit) -> bool:
    """Two words of one side: the second seldom adds what a reader needs."""
    return a.kind is b.kind and a.is_background is b.is_background and bool(_sides(a) & _sides(b))


def _sides(unit: Unit) -> frozenset[str]:
    """The organisations that it names, by id where they are on record and else as they are spelt."""
    return frozenset().union(*(one.facts.companies | frozenset(one.organisations) for one in unit.passages[:2]))
