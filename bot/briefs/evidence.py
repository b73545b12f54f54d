"""Chooses what a story's briefs tell, once for both languages: units of evidence, each a fact told in both.

A unit is a cluster of sentences that say the same thing. Briefs show a unit by a sentence of their own language, so the
Japanese and the English brief tell the same events and cite the same reports.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from bot.briefs.alignment import cluster, likeness, paired
from bot.briefs.passages import Passage, is_from_column
from bot.domain.brief import PointKind
from bot.text.similarity import cosine_matrix, lexrank_of

MOST_UNITS = 4
FEWEST_UNITS = 2
_WORTH_TELLING = 0.12
"""A further unit must be worth this share of the first."""
_REPETITION = 0.75
_APART, _AFRESH = 0.4, 2.0
"""Sentences of one language above this cosine share what they tell; how fast that grows."""
_NOTHING_NEW, _RETOLD = 0.6, 0.25
"""Off a unit without a figure, a date or a name that is not told yet, and how alike to what is told it has to be."""
_STRONG = 0.75
"""A unit that one language alone tells goes in beside shared ones from this share of the best on."""
_ASIDE = 0.25
"""A sentence whose names stand in fewer of the story's sentences than this is beside the point."""
_OF_ITS_OPENING = 0.2
"""Counts as the names of a sentence that names nobody but goes on from one that does."""

# A report that names its footing in the sentence itself, not 「…が分かった」.
_ATTRIBUTED = re.compile(
    r"\b(?:reported|citing|according to|people familiar|unnamed|told)\b|報じ|関係者|匿名|によると", re.IGNORECASE
)
_VOICED = {
    PointKind.REPORTED: 0.16,
    PointKind.OFFICIAL: 0.20,
    PointKind.EXECUTIVE: 0.16,
    PointKind.RELEASE: 0.12,
    PointKind.FACT: 0.0,
    PointKind.OPINION: -0.25,
}
_READER_LANGS = ("ja", "en")


@dataclass(frozen=True, slots=True)
class Unit:
    """Sentences that tell one thing, the best first. `kind` is the voice of all of them, or of the best."""

    passages: tuple[Passage, ...]
    kind: PointKind
    is_background: bool
    score: float

    def best_in(self, lang: str) -> Passage | None:
        """The sentence that shows the unit in `lang`."""
        return next((passage for passage in self.passages if passage.lang == lang), None)

    def needs(self) -> frozenset[tuple[int, str]]:
        """(article id, sentence) of what has to be told before it, for the sentences that show it."""
        shown = [one for one in (self.best_in(lang) for lang in _READER_LANGS) if one is not None]
        return frozenset((one.article.article_id, one.leans_on) for one in shown if one.follows and one.leans_on)

    def holds(self, needed: Collection[tuple[int, str]]) -> bool:
        """Whether it tells one of these sentences, or what one of them tells."""
        return any((one.article.article_id, one.text) in needed for one in self.passages)

    def is_told_in(self, langs: Sequence[str]) -> bool:
        return all(self.best_in(lang) for lang in langs)


def choose_evidence(passages: Sequence[Passage], vectors: np.ndarray | None = None) -> list[Unit]:
    """The two to four units that the story's briefs tell, in the order to tell them in; fewer where there is no more.

    `vectors` [n, d], unit length and centred by language, compare sentences across languages; without them, names,
    numbers, dates and topics do.
    """
    if not passages:
        return []
    words = cosine_matrix([passage.shown for passage in passages])
    alike = likeness(passages, words, vectors)
    worth = _worth(passages, words)
    groups = paired(cluster(alike), passages, alike, None if vectors is None else vectors @ vectors.T)
    units = [_unit(passages, group, alike, worth) for group in groups]
    return in_telling_order(_select(units, _unit_overlap(units, passages, alike, vectors)))


def in_telling_order(units: Sequence[Unit]) -> list[Unit]:
    """`units` as they were chosen, which is by what each adds; a report before the answer to it, background last."""
    rest = sorted(units, key=lambda unit: (unit.is_background, unit.kind is PointKind.OPINION))
    reported = [i for i, unit in enumerate(rest) if unit.kind is PointKind.REPORTED and not unit.is_background]
    own = [i for i, unit in enumerate(rest) if unit.kind in (PointKind.OFFICIAL, PointKind.EXECUTIVE)]
    if reported and own and own[0] < reported[0] and _first_at(rest[reported[0]]) < _first_at(rest[own[0]]):
        rest.insert(own[0], rest.pop(reported[0]))
    return _after_what_they_need(rest)


def _after_what_they_need(units: Sequence[Unit]) -> list[Unit]:
    """A sentence that goes on from another comes right behind that."""
    order = [unit for unit in units if not unit.needs()]
    for unit in units:
        if needed := unit.needs():
            places = [place for place, other in enumerate(order) if other.holds(needed)]
            order.insert(places[-1] + 1 if places else len(order), unit)
    return order


def _first_at(unit: Unit) -> float:
    return min(passage.article.published_at.timestamp() for passage in unit.passages)


def _worth(passages: Sequence[Passage], words: np.ndarray) -> np.ndarray:
    """How much each sentence is worth telling, from what it says and where it stands."""
    worth = np.zeros(len(passages))
    leading = _leading_names(passages)
    for lang in {passage.lang for passage in passages}:
        rows = [i for i, passage in enumerate(passages) if passage.lang == lang]
        central = lexrank_of(words[np.ix_(rows, rows)])
        central = central / central.max()
        for row, weight in zip(rows, central, strict=True):
            worth[row] = 0.35 * weight + _merits(passages[row], leading)
    return worth


def _leading_names(passages: Sequence[Passage]) -> dict[str, float]:
    """The names that the story is about, each with its share of the sentences."""
    seen: dict[str, int] = {}
    for passage in passages:
        for key in passage.facts.companies | passage.facts.names:
            seen[key] = seen.get(key, 0) + 1
    return {key: n / len(passages) for key, n in seen.items() if n > 1}


def _merits(passage: Passage, leading: dict[str, float]) -> float:
    facts = passage.facts
    about = max((leading.get(key, 0.0) for key in facts.companies | facts.names), default=0.0)
    if passage.follows:
        about = _OF_ITS_OPENING
    merits = 0.22 / (1 + 0.5 * passage.place) + 0.25 * min(1.0, 2 * about) + _VOICED[passage.kind]
    if about < _ASIDE and (facts.companies or facts.names):
        merits -= 0.15
    merits += 0.09 * min(2, len(facts.numbers) + len(facts.dates)) + 0.03 * min(3, len(facts.names))
    if passage.kind is PointKind.REPORTED and _ATTRIBUTED.search(passage.shown):
        merits += 0.1
    room = 90 if passage.lang == "ja" else 200
    merits -= 0.0015 * max(0, len(passage.shown) - room) * (200 / room)
    if is_from_column(passage):
        merits -= 0.15
    return merits - (0.22 if passage.is_background else 0.0)


def _unit(passages: Sequence[Passage], group: list[int], alike: np.ndarray, worth: np.ndarray) -> Unit:
    order = _best_first(passages, group, alike, worth)
    langs = [lang for lang in _READER_LANGS if any(passages[i].lang == lang for i in group)]
    tops = [max(float(worth[i]) for i in group if passages[i].lang == lang) for lang in langs] or [
        float(worth[order[0]])
    ]
    outlets = {passages[i].article.outlet for i in group}
    score = sum(tops) / len(tops) + 0.08 * np.log(len(outlets)) + (0.15 if len(langs) > 1 else 0.0)
    best = passages[order[0]]
    return Unit(tuple(passages[i] for i in order), best.kind, best.is_background, float(score))


def _best_first(passages: Sequence[Passage], group: list[int], alike: np.ndarray, worth: np.ndarray) -> list[int]:
    """The pair that tells the same best in both languages first, then by worth."""
    order = sorted(group, key=lambda i: (-worth[i], i))
    pairs = [
        (
            float(worth[i] + worth[j] + 0.8 * alike[i, j]) + (0.1 if passages[i].kind is passages[j].kind else 0.0),
            -i,
            -j,
        )
        for i in group
        for j in group
        if passages[i].lang == "ja" and passages[j].lang == "en"
    ]
    if not pairs:
        return order
    _, i, j = max(pairs)
    front = sorted((-i, -j), key=lambda k: (-worth[k], k))
    return front + [k for k in order if k not in front]


def _unit_overlap(
    units: Sequence[Unit], passages: Sequence[Passage], alike: np.ndarray, vectors: np.ndarray | None
) -> np.ndarray:
    """How far two units tell the same, [units, units]; also one that tells a part of the other, or the same afresh."""
    rows = {(passage.article.article_id, passage.place): i for i, passage in enumerate(passages)}
    # Only what would be shown counts: what else a unit holds is told by nobody.
    members = [
        [rows[p.article.article_id, p.place] for lang in _READER_LANGS if (p := unit.best_in(lang))]
        or [rows[p.article.article_id, p.place] for p in unit.passages[:1]]
        for unit in units
    ]
    words = cosine_matrix([" ".join(p.shown for p in unit.passages[:2]) for unit in units])
    overlap = np.zeros((len(units), len(units)))
    for i, left in enumerate(members):
        for j, right in enumerate(members):
            overlap[i, j] = max(float(alike[np.ix_(left, right)].max()), float(words[i, j]))
            if vectors is not None and i != j:
                near = (
                    max(
                        float(vectors[k] @ vectors[m])
                        for k in left
                        for m in right
                        if passages[k].lang == passages[m].lang
                    )
                    if {passages[k].lang for k in left} & {passages[m].lang for m in right}
                    else 0.0
                )
                overlap[i, j] = max(overlap[i, j], _AFRESH * (near - _APART))
    return overlap


def _select(units: Sequence[Unit], overlap: np.ndarray) -> list[Unit]:
    """Greedy: the most valuable unit that repeats the chosen ones least, with a place for the official response."""
    both = [lang for lang in _READER_LANGS if any(unit.best_in(lang) for unit in units)]
    shared = [i for i, unit in enumerate(units) if unit.is_told_in(both)]
    # Where both languages report, only what both of them tell goes in, as long as that makes a brief.
    everything = len(both) == 1 or len(shared) < FEWEST_UNITS
    left = list(range(len(units))) if everything else shared + _strong_alone(units, shared)
    chosen: list[int] = []
    while left and len(chosen) < MOST_UNITS:
        told = [units[i] for i in chosen]
        gains = {i: _gain(i, chosen, units, overlap) for i in left if _is_introduced(units[i], told)}
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
    return [units[i] for i in chosen]


def _strong_alone(units: Sequence[Unit], shared: Sequence[int]) -> list[int]:
    """News of the first rank that one language alone has, and later than all that both have: a follow-up."""
    best = max(units[i].score for i in shared)
    told_at = max(_first_at(units[i]) for i in shared if units[i].score >= _STRONG * best)
    return [
        i
        for i, unit in enumerate(units)
        if i not in shared and not unit.is_background and unit.score >= _STRONG * best and _first_at(unit) > told_at
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
    is_retold = any(float(overlap[i, j]) > _RETOLD for j in chosen)
    if is_retold and not own_words and not _is_new(unit, [units[j] for j in chosen]):
        gain -= _NOTHING_NEW
    if chosen and _is_of_others(unit, units[chosen[0]]):
        gain -= 0.2
    return gain


def _is_new(unit: Unit, told: Sequence[Unit]) -> bool:
    """Whether a sentence that would show it has a figure, date, name or organisation that no shown one has."""
    for lang in _READER_LANGS:
        shown = unit.best_in(lang)
        others = [one for each in told if (one := each.best_in(lang))]
        if shown is None:
            continue
        words = " ".join(one.shown for one in others).lower()
        values = frozenset().union(*(one.facts.values for one in others))
        names = [*shown.facts.names, *(name.lower() for name in shown.organisations)]
        if shown.facts.values - values or any(name not in words for name in names):
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
