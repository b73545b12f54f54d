"""How far two sentences say the same thing, within a language and across the two, and which belong together."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

import numpy as np

from bot.briefs.passages import Passage
from bot.domain.brief import PointKind

SAME = 0.42
"""Average likeness from which two groups of sentences say the same thing."""

_UNVOICED = 0.92
"""Two sentences without a known voice have one thing less in common."""
_TWO_VALUES = 0.15
"""Two numbers or dates in common are seldom chance."""
_ONE_SOUND = 0.08
"""A name shared by sound."""
_ONE_SIDE = 0.06
"""Two words of one organisation on one subject."""
_BOTH_OPEN = 0.1
"""Two reports of a day or two each begin with their news, which in one story is mostly the same."""
_ONE_NEWS = timedelta(hours=36)
_FORGIVING = 0.5
"""Factor for two sentences across languages whose voices are read apart though they may be one."""
_PAIRED = 0.62
"""Likeness and cosine together from which two groups, each the other's best across languages, tell the same."""
_NEAR_ENOUGH = 0.36
_VOICED = (PointKind.REPORTED, PointKind.OFFICIAL, PointKind.EXECUTIVE)
_WIDE = 0.25
"""A name in this share of a story's sentences is the story's own."""
_ALIKE = (
    {PointKind.FACT, PointKind.RELEASE},
    {PointKind.OFFICIAL, PointKind.EXECUTIVE},
    {PointKind.FACT, PointKind.OFFICIAL},
)


def likeness(passages: Sequence[Passage], words: np.ndarray, vectors: np.ndarray | None) -> np.ndarray:
    n = len(passages)
    alike = np.eye(n)
    rarity, wide = _rarity(passages)
    meaning = vectors @ vectors.T if vectors is not None else None
    for i in range(n):
        for j in range(i):
            alike[i, j] = alike[j, i] = _pair(
                passages[i],
                passages[j],
                float(words[i, j]),
                None if meaning is None else float(meaning[i, j]),
                rarity,
                wide,
            )
    return alike


def _pair(
    a: Passage, b: Passage, words: float, meaning: float | None, rarity: dict[str, float], wide: frozenset[str]
) -> float:
    """How far two sentences say the same, 0 to 1. Different voices never do; dates that disagree rule it out."""
    if a.kind is not b.kind and {a.kind, b.kind} not in _ALIKE:
        return 0.0
    if a.is_background is not b.is_background or _dates_disagree(a, b):
        return 0.0
    facts = _shared_facts(a, b, rarity)
    strange = _strangers(a, b, wide)
    if a.lang == b.lang:
        alike = 0.5 * words + 0.25 * facts + 0.25 * (words if meaning is None else max(0.0, meaning))
    else:
        alike = facts if meaning is None else 0.45 * facts + 0.55 * max(0.0, meaning)
    alike *= 1.0 - 0.2 * min(2, strange)
    alike += _ONE_SOUND * min(2, _sounds(a, b))
    if len(a.facts.values & b.facts.values) > 1:
        alike += _TWO_VALUES
    if _both_open(a, b):
        alike += _BOTH_OPEN
    if a.kind in _VOICED and _is_one_side(a, b):
        alike += _ONE_SIDE
    if a.kind is not b.kind:
        return 0.85 * alike
    return alike if a.kind not in (PointKind.FACT, PointKind.OPINION) else _UNVOICED * alike


def _both_open(a: Passage, b: Passage) -> bool:
    is_near = abs(a.article.published_at - b.article.published_at) <= _ONE_NEWS
    return a.lang != b.lang and a.place == b.place == 0 and is_near


def _is_one_side(a: Passage, b: Passage) -> bool:
    shares_name = bool(a.facts.companies & b.facts.companies or a.facts.sounds & b.facts.sounds)
    return shares_name and bool(a.facts.topics & b.facts.topics)


def _rarity(passages: Sequence[Passage]) -> tuple[dict[str, float], frozenset[str]]:
    """Weight of each name, company and value, and those that the whole story names: they tell nothing about one."""
    seen = Counter(key for passage in passages for key in _keys(passage))
    wide = frozenset(key for key, n in seen.items() if n >= _WIDE * len(passages))
    return {key: 1.0 / (1.0 + float(np.log(n))) for key, n in seen.items()}, wide


def _keys(passage: Passage) -> frozenset[str]:
    facts = passage.facts
    return facts.companies | facts.names | facts.values | {f"#{topic}" for topic in facts.topics}


def _sounds(a: Passage, b: Passage) -> int:
    """Names that the two share by sound alone: those that are on no record."""
    return len(a.facts.sounds & b.facts.sounds) if a.lang != b.lang else 0


def _shared_facts(a: Passage, b: Passage, rarity: dict[str, float]) -> float:
    left, right = _keys(a), _keys(b)
    shared = sum(rarity[key] for key in left & right)
    smaller = min(sum(rarity[key] for key in left), sum(rarity[key] for key in right))
    total = sum(rarity[key] for key in left | right)
    return 0.3 * shared / smaller + 0.7 * shared / total if smaller else 0.0


def _strangers(a: Passage, b: Passage, wide: frozenset[str]) -> int:
    """How many organisations only one of the two names, those that the whole story names left out."""
    return len((a.facts.companies ^ b.facts.companies) - wide)


def _dates_disagree(a: Passage, b: Passage) -> bool:
    """Both name dates, and none of one can be a date of the other."""
    if not a.facts.dates or not b.facts.dates:
        return False
    return not any(
        one.day.earliest <= other.day.latest and other.day.earliest <= one.day.latest
        for one in a.facts.dates
        for other in b.facts.dates
    )


def cluster(alike: np.ndarray) -> list[list[int]]:
    """Average-link groups, each at least SAME alike within; cubic in the worst case, in numpy's inner loops."""
    groups: list[list[int] | None] = [[i] for i in range(len(alike))]
    links = alike.astype(float).copy()
    np.fill_diagonal(links, -1.0)
    while links.size and links.max() > SAME:
        first, second = sorted(int(k) for k in np.unravel_index(int(links.argmax()), links.shape))
        kept, gone = groups[first], groups[second]
        assert kept is not None
        assert gone is not None
        joined = (links[first] * len(kept) + links[second] * len(gone)) / (len(kept) + len(gone))
        links[first], links[:, first] = joined, joined
        links[second], links[:, second] = -1.0, -1.0
        links[first, first] = -1.0
        groups[first], groups[second] = kept + gone, None
        # Rows that are gone stay out: an average with -1 must not bring them back.
        closed = [k for k, group in enumerate(groups) if group is None]
        links[first, closed], links[closed, first] = -1.0, -1.0
    return [group for group in groups if group is not None]


def paired(
    groups: Sequence[list[int]], passages: Sequence[Passage], alike: np.ndarray, meaning: np.ndarray | None
) -> list[list[int]]:
    """`groups` with those put together that one language alone tells and that have each other in the other language.

    What two languages tell differs in detail (one names the ministry, one the amount), so that likeness alone stays
    low; being nearest both ways makes up for that. Without vectors nothing is paired.
    """
    if meaning is None:
        return list(groups)
    alone = {
        lang: [k for k, group in enumerate(groups) if {passages[i].lang for i in group} == {lang}]
        for lang in ("ja", "en")
    }
    near = {
        (ja, en): max(_nearness(i, j, passages, alike, meaning) for i in groups[ja] for j in groups[en])
        for ja in alone["ja"]
        for en in alone["en"]
    }
    into: dict[int, int] = {}
    for (ja, en), value in sorted(near.items(), key=lambda pair: (-pair[1], pair[0])):
        if value < _PAIRED:
            break
        if ja not in into and en not in into.values():
            into[ja] = en
    return [
        [*group, *(i for ja, en in into.items() if en == k for i in groups[ja])]
        for k, group in enumerate(groups)
        if k not in into
    ]


def _nearness(i: int, j: int, passages: Sequence[Passage], alike: np.ndarray, meaning: np.ndarray) -> float:
    a, b = passages[i], passages[j]
    if a.is_background is not b.is_background or (PointKind.REPORTED in {a.kind, b.kind} and a.kind is not b.kind):
        return 0.0
    if alike[i, j] == 0.0 and _dates_disagree(a, b):
        return 0.0
    # Voices that are read apart leave no likeness; the cosine has to be the better for it.
    if meaning[i, j] < _NEAR_ENOUGH:
        return 0.0
    likely = float(alike[i, j]) if alike[i, j] > 0.0 else 0.5 * float(meaning[i, j]) * _FORGIVING
    numbers = 0.1 * min(2, len(a.facts.values & b.facts.values))
    apart = 0.15 if a.facts.values and b.facts.values and not numbers else 0.0
    opens = _BOTH_OPEN if _both_open(a, b) else 0.0
    return likely + float(meaning[i, j]) + numbers + opens - apart
