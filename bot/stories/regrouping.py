"""What later evidence changes: two stories that are of one event, or one story that holds two. Pure decisions.

Both ask for more than a single link: an article between two events is near to both, and joins neither to the other.
"""

from collections.abc import Sequence

import numpy as np

from bot.stories.clustering import Member, pair_margin, story_margin

MOST_MEMBERS = 24
"""Articles of a story that are looked at, the newest: the work stays the same however long a story runs."""

_ONE_EVENT = 0.08
"""Margin to the other story that every article of the shorter one must have: more than joining it would have asked for,
since the article between the two is near to both."""
_HELD_TOGETHER = 0.06
_APART = -0.08
"""Mean margin between two halves of a story below which they are of two events, each held together by itself."""


def is_one_event(one: Sequence[Member], other: Sequence[Member]) -> bool:
    """Whether two stories are of one event: every article of the shorter one has its like in the longer one."""
    shorter, longer = sorted((newest(one), newest(other)), key=len)
    if not shorter:
        return False
    margins = [story_margin([pair_margin(a, b) for b in longer]) for a in shorter]
    return min(margins) >= _ONE_EVENT


def find_second_event(members: Sequence[Member]) -> list[Member]:
    """The smaller part of a story that is of another event; nothing where it is of one. A part has two articles or
    more: one alone proves nothing."""
    seen = newest(members)
    if len(seen) < 4 or len(members) > MOST_MEMBERS:
        return []
    margins = np.asarray([[pair_margin(a, b) if a is not b else 0.0 for b in seen] for a in seen])
    halves = _halves(margins)
    if min(map(len, halves)) < 2:
        return []
    across = float(margins[np.ix_(*halves)].mean())
    within = min(_mean_within(margins, half) for half in halves)
    if across > _APART or within < _HELD_TOGETHER:
        return []
    smaller = min(halves, key=lambda half: (len(half), -min(half)))
    return [seen[i] for i in smaller]


def newest(members: Sequence[Member]) -> list[Member]:
    """Those of a story's articles that are looked at, in the order of publication."""
    in_order = sorted(members, key=lambda one: (one.features.published_at, one.article_id))
    return in_order[-MOST_MEMBERS:]


def _halves(margins: np.ndarray) -> tuple[list[int], list[int]]:
    """The two groups that average linkage ends with."""
    groups = [[i] for i in range(len(margins))]
    while len(groups) > 2:
        pairs = [(i, j) for i in range(len(groups)) for j in range(i + 1, len(groups))]
        i, j = max(pairs, key=lambda pair: (float(margins[np.ix_(groups[pair[0]], groups[pair[1]])].mean()), -pair[0]))
        groups[i] += groups.pop(j)
    return groups[0], groups[1]


def _mean_within(margins: np.ndarray, group: list[int]) -> float:
    inside = margins[np.ix_(group, group)]
    return float(inside.sum() / (len(group) * (len(group) - 1)))
