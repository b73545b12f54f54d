"""Chooses what an update tells: first what the new reports bring, then what a reader needs of what went before."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from bot.briefs.choosing import MOST_UNITS
from bot.briefs.evidence import choose_evidence, in_telling_order
from bot.briefs.passages import Passage
from bot.briefs.units import Unit
from bot.domain.brief import Brief

MOST_NEW = 3
_WORTH_ALONE = 0.8
"""Share of the best that a unit needs which not all languages of the new reports tell."""
_TOLD_ALREADY = 0.72
"""Cosine from which a sentence of a new report repeats one of an earlier report."""


def choose_units(
    passages: Sequence[Passage], vectors: np.ndarray | None, new: frozenset[int] = frozenset()
) -> list[Unit]:
    """As choose_evidence; with `new` (ids of the articles that make it an update) what only they tell comes first."""
    rows = [i for i, passage in enumerate(passages) if passage.article.article_id in new]
    if not rows or len(rows) == len(passages):
        return choose_evidence(passages, vectors)
    fresh = {_key(passages[i]) for i in _unsaid(rows, passages, vectors) or rows}
    chosen = choose_evidence([passages[i] for i in rows], None if vectors is None else vectors[rows])
    langs = sorted({passages[i].lang for i in rows})
    # What the new reports of both languages tell is their news, even where it comes near to what was told.
    led = [
        unit
        for unit in chosen
        if any(_key(one) in fresh for one in unit.passages) or (len(langs) > 1 and unit.is_told_in(langs))
    ] or chosen
    best = max(unit.score for unit in led) if led else 0.0
    led = [unit for unit in led if unit.is_told_in(langs) or unit.score >= _WORTH_ALONE * best][:MOST_NEW]
    told = {_key(one) for unit in led for one in unit.passages}
    rest = [
        unit
        for unit in choose_evidence(passages, vectors)
        if not any(_key(one) in told for one in unit.passages)
        and not all(one.article.article_id in new for one in unit.passages)
    ]
    # The units that lead stay in front: in the order of importance, what is old would often win.
    return [*in_telling_order(led), *rest[: max(1, MOST_UNITS - len(led))]][:MOST_UNITS]


def _key(passage: Passage) -> tuple[int, int]:
    return passage.article.article_id, passage.place


def led_by_news(brief: Brief, new: frozenset[int]) -> Brief | None:
    """A brief that somebody wrote, with what is new in front; None where nothing in it is of the `new` articles."""
    if not new:
        return brief
    article_of = {source.n: source.article_id for source in brief.sources}
    fresh = {id(point) for point in brief.points if any(article_of.get(n) in new for n in point.citations)}
    if not any(id(point) in fresh for point in brief.points if not point.kind.is_notice):
        return None
    points = sorted(brief.points, key=lambda point: (not point.kind.is_notice, id(point) not in fresh))
    return replace(brief, points=tuple(points), new_article_ids=tuple(sorted(new)))


def _unsaid(rows: Sequence[int], passages: Sequence[Passage], vectors: np.ndarray | None) -> list[int]:
    """Those of the new sentences that say what no earlier report says."""
    earlier = [i for i in range(len(passages)) if i not in set(rows)]
    if vectors is None or not earlier:
        return list(rows)
    nearest = (vectors[list(rows)] @ vectors[earlier].T).max(axis=1)
    return [row for row, cosine in zip(rows, nearest, strict=True) if cosine < _TOLD_ALREADY]
