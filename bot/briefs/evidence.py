"""Chooses what a story's briefs tell, once for both languages: units of evidence, each a fact told in both.

A unit is a cluster of sentences that say the same thing. Briefs show a unit by a sentence of their own language, so the
Japanese and the English brief tell the same events and cite the same reports.
"""

import re
from collections.abc import Sequence

import numpy as np

from bot.briefs.alignment import cluster, likeness, paired
from bot.briefs.choosing import select, unit_overlap
from bot.briefs.passages import Passage, is_from_column
from bot.briefs.quoted import outside_quotes
from bot.briefs.units import READER_LANGS, Unit
from bot.domain.brief import PointKind
from bot.text.similarity import cosine_matrix, lexrank_of

_NOTHING_TO_CHECK = 0.15
"""Off a sentence of the reporter's own without a figure, a date or a product."""
_ASIDE = 0.25
"""A sentence whose names stand in fewer of the story's sentences than this is beside the point."""
_NEAR_THE_BEST = 0.6
"""A report begins with its news: what opens one leads the brief from this share of the best on."""
_NO_ANSWER = 0.2
"""Off a sentence that says that somebody said nothing."""
_ILLUSTRATES = 0.3
_AS_HEADED = 0.2
"""For a sentence in the words of its article's own headline, which says what the news is."""
_OF_ITS_OPENING = 0.2
"""Counts as the names of a sentence that names nobody but goes on from one that does."""

# A report that names its footing in the sentence itself, not 「…が分かった」.
_ATTRIBUTED = re.compile(
    r"\b(?:reported|citing|according to|people familiar|unnamed|told)\b|報じ|関係者|匿名|によると", re.IGNORECASE
)
# What a release quotes its executives with, whoever they are: it tells nothing.
_FLUFF = re.compile(
    r"\b(?:thrilled|excited|proud|delighted|honou?red|game[- ]changer|game[- ]changing|second to none|look forward|"
    r"our mission|world-class)\b|うれしく思|誇りに|光栄|喜ばしく|貢献してまいり|お使いいただ",
    re.IGNORECASE,
)
_SILENT = re.compile(
    r"\b(?:declined|refused) to (?:comment|answer|say)\b|\bdid not (?:immediately |yet )?(?:respond|reply|answer)\b|"
    r"コメント(?:は|を)?(?:差し?)?(?:控え|しな)|回答(?:は|が)?(?:得られ|なかった)",
    re.IGNORECASE,
)
# What illustrates is no news.
_EXAMPLE = re.compile(r"\bfor (?:example|instance)\b|たとえば|例えば", re.IGNORECASE)
_VOICED = {
    PointKind.REPORTED: 0.16,
    PointKind.OFFICIAL: 0.20,
    PointKind.EXECUTIVE: 0.16,
    PointKind.RELEASE: 0.12,
    PointKind.FACT: 0.0,
    PointKind.OPINION: -0.25,
}


def choose_evidence(passages: Sequence[Passage], vectors: np.ndarray | None = None) -> list[Unit]:
    """The two to four units that the story's briefs tell, in the order to tell them in; fewer where there is no more.

    `vectors` [n, d], unit length and centred by language, compare sentences across languages; without them, names,
    numbers, dates and topics do.
    """
    units, overlap = weigh_units(passages, vectors)
    return in_telling_order([units[i] for i in select(units, overlap)])


def weigh_units(passages: Sequence[Passage], vectors: np.ndarray | None = None) -> tuple[list[Unit], np.ndarray]:
    """All units of the story, and how far two of them tell the same, [units, units]."""
    if not passages:
        return [], np.zeros((0, 0))
    words = cosine_matrix([passage.shown for passage in passages])
    alike = likeness(passages, words, vectors)
    worth = _worth(passages, words)
    groups = paired(cluster(alike), passages, alike, None if vectors is None else vectors @ vectors.T)
    units = [_unit(passages, group, alike, worth) for group in groups]
    return units, unit_overlap(units, passages, alike, vectors)


def in_telling_order(units: Sequence[Unit]) -> list[Unit]:
    """As they were chosen, which is by what each adds; a report before its answer, "no comment" and background last."""
    rest = sorted(units, key=lambda unit: (unit.is_background, unit.kind is PointKind.OPINION or _is_silent(unit)))
    reported = [i for i, unit in enumerate(rest) if unit.kind is PointKind.REPORTED and not unit.is_background]
    own = [i for i, unit in enumerate(rest) if unit.kind in (PointKind.OFFICIAL, PointKind.EXECUTIVE)]
    if reported and own and own[0] < reported[0] and rest[reported[0]].first_at < rest[own[0]].first_at:
        rest.insert(own[0], rest.pop(reported[0]))
    elif (first := _opening_of(rest)) is not None:
        rest.insert(0, rest.pop(first))
    return after_what_they_need(rest)


def _is_silent(unit: Unit) -> bool:
    """Whether it says only that somebody would say nothing, of what others say: that comes after their words."""
    return all(_says_nothing(passage.shown) and not passage.facts.values for passage in unit.passages)


def _says_nothing(words: str) -> bool:
    return _SILENT.search(words) is not None


def _opening_of(units: Sequence[Unit]) -> int | None:
    """The place of the first unit that opens a report, if what stands in front opens none and is not worth far more."""
    first = next((i for i, unit in enumerate(units) if _opens_report(unit)), None)
    return first if first and units[first].score >= _NEAR_THE_BEST * units[0].score else None


def _opens_report(unit: Unit) -> bool:
    is_news = not unit.is_background and unit.kind is not PointKind.OPINION
    return is_news and any(one.place == 0 and not is_from_column(one) for one in unit.passages)


def after_what_they_need(units: Sequence[Unit]) -> list[Unit]:
    """A sentence that goes on from another comes right behind that, and not at all without it."""
    order = [unit for unit in units if not unit.needs()]
    for unit in units:
        if needed := unit.needs():
            places = [place for place, other in enumerate(order) if other.holds(needed)]
            if all(any(other.holds({one}) for other in order) for one in needed):
                order.insert(places[-1] + 1, unit)
    return order


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
    return worth + _AS_HEADED * _headed(passages)


def _headed(passages: Sequence[Passage]) -> np.ndarray:
    """How far each sentence is in the words of its article's headline, [passages]."""
    titles = list(dict.fromkeys(passage.article.title for passage in passages))
    alike = cosine_matrix([*titles, *(passage.shown for passage in passages)])
    columns = [titles.index(passage.article.title) for passage in passages]
    own = alike[len(titles) :, : len(titles)][np.arange(len(passages)), columns]
    return np.asarray([0.0 if is_from_column(p) else value for p, value in zip(passages, own, strict=True)])


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
    merits += 0.08 * bool(facts.topics & {"openness", "closed", "licence"}) - 0.2 * bool(_FLUFF.search(passage.shown))
    if not facts.numbers and not facts.dates and not facts.names and passage.kind is PointKind.FACT:
        merits -= _NOTHING_TO_CHECK
    room = 90 if passage.lang == "ja" else 200
    merits -= 0.0015 * max(0, len(passage.shown) - room) * (200 / room)
    if is_from_column(passage):
        merits -= 0.15
    merits -= _ILLUSTRATES * bool(_EXAMPLE.search(passage.shown))
    if _says_nothing(outside_quotes(passage.shown)) and not facts.values:
        merits -= _NO_ANSWER
    return merits - (0.22 if passage.is_background else 0.0)


def _unit(passages: Sequence[Passage], group: list[int], alike: np.ndarray, worth: np.ndarray) -> Unit:
    order = _best_first(passages, group, alike, worth)
    langs = [lang for lang in READER_LANGS if any(passages[i].lang == lang for i in group)]
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
