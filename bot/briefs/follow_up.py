"""Chooses what an update tells: first what the new reports bring, then what a reader needs of what went before."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from bot.briefs.choosing import MOST_UNITS, select
from bot.briefs.evidence import after_what_they_need, in_telling_order, weigh_units
from bot.briefs.passages import Passage
from bot.briefs.units import Unit
from bot.domain.brief import Brief

MOST_NEW = 3
_OPENING = 2
"""A report begins with its news: the first sentences of a new one are, also where they take up what was told."""
_OF_THE_BEST = 0.4
"""What else only new reports tell is news from this share of the story's best on."""


def choose_units(
    passages: Sequence[Passage], vectors: np.ndarray | None, new: frozenset[int] = frozenset()
) -> list[Unit]:
    """As choose_evidence; with `new` (ids of the articles that make it an update) what only they tell comes first.

    What an update digs up of earlier days is not its news, and stands with the rest.
    """
    units, overlap = weigh_units(passages, vectors)
    if not new or all(passage.article.article_id in new for passage in passages):
        return in_telling_order([units[i] for i in select(units, overlap)])
    units = [_newest_first(unit, new) for unit in units]
    fresh = {i for i, unit in enumerate(units) if all(one.article.article_id in new for one in unit.passages)}
    worth = max(unit.score for unit in units)
    news = {
        i
        for i, unit in enumerate(units)
        if not unit.is_background
        and (_opens(unit.passages[0], new) or (i in fresh and unit.score >= _OF_THE_BEST * worth))
    }
    led = select(units, overlap, among=news, most=MOST_NEW)
    known = set(range(len(units))) - fresh
    both = select(units, overlap, among=known, told=led, most=max(MOST_UNITS, len(led) + 1))
    # The units that lead stay in front: in the order of importance, what is old would often win.
    order = [*in_telling_order([units[i] for i in led]), *in_telling_order([units[i] for i in both[len(led) :]])]
    # Over both parts: what goes on from a sentence never stands before it.
    return after_what_they_need(order)


def _newest_first(unit: Unit, new: frozenset[int]) -> Unit:
    """A unit that opens a new report is shown in that one's words: they say how things stand by now."""
    opening = [one for one in unit.passages if _opens(one, new)]
    if not opening:
        return unit
    rest = [one for one in unit.passages if one not in opening]
    return replace(unit, passages=(*opening, *rest), kind=opening[0].kind)


def _opens(passage: Passage, new: frozenset[int]) -> bool:
    return passage.article.article_id in new and passage.place < _OPENING


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
