"""Which story an article belongs to: a pure decision over what was placed in the window around it.

An article is compared with its nearest neighbours by wording, by meaning, by whom it is about, and by the amounts and
names that it states. A pair's margin says how far it is above the bar for being of one event; a story's is that of its
nearest members, so that a long story is not drowned by its older parts.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from bot.stories.features import Features
from bot.stories.near_duplicates import SAME_TEXT, similarity

WINDOW = timedelta(days=8)
"""How far apart in time an article and the nearest part of its story may lie."""

# Cosines of centred vectors. Two reports in one language of different events still share its turns of phrase, so
# their bar is higher than that of a Japanese and an English report. `python -m bot eval` prints how well they do.
_SAME_COMPANY = (0.50, 0.40)
"""Bars (within one language, across languages) where the two are first of all about the same company."""
_SHARED_COMPANY = (0.54, 0.45)
_SHARED_NAME = (0.52, 0.43)
"""No company of the record, but a name that both headlines hold, and not alone: one name is in look-alikes too."""
_COMPANY_UNKNOWN = (0.55, 0.46)
_OTHER_COMPANIES = (0.68, 0.60)

_SAME_AMOUNT = 0.06
_MOST_AMOUNTS = 2
_SAME_AMOUNT_ABROAD = 0.09
"""Two languages share no turn of phrase by which reports of one day look alike: an amount says more there."""
_AT_ONCE = timedelta(hours=36)
_OTHER_AMOUNTS = 0.08
_SAME_NAME = 0.02
_MOST_NAMES = 3
_FADE_PER_DAY = 0.006

_SERIES = 0.5
_ONE_FORM = 0.65
"""Share of two headlines' letters, from both ends, that are the same in issues of one series."""
_ISSUES_APART = timedelta(hours=12)
_SAME_ISSUE = 0.8
"""Likeness from which even two pieces of a series are one text, published again."""
_DIGITS = re.compile(r"\d+")

_WEAK_SECOND = 0.10
"""How much one near member outweighs the doubts of a second."""


@dataclass(frozen=True, slots=True)
class Member:
    """An article that is placed already."""

    article_id: int
    story_id: int
    lang: str
    features: Features


@dataclass(frozen=True, slots=True)
class Decision:
    story_id: int | None
    """None: it opens a story of its own."""
    reason: str
    """One line for logs: what spoke for it, or how near the nearest story was."""


@dataclass(frozen=True, slots=True)
class _Pair:
    margin: float
    why: str
    is_at_once: bool = False
    """Whether the two are of about the same day."""


def choose_story(article: Features, lang: str, neighbours: Sequence[Member]) -> Decision:
    """The story that `article` (in language `lang`) joins, or None.

    `neighbours` are the members of the window worth a look; their vectors must come from the model of the article's.
    """
    by_story: dict[int, list[_Pair]] = defaultdict(list)
    for member in neighbours:
        if _apart(article, member.features) > WINDOW:
            continue
        likeness = similarity(article.signature, member.features.signature)
        if likeness >= (_SAME_ISSUE if is_series(article, member.features) else SAME_TEXT):
            return Decision(member.story_id, f"same text as article {member.article_id} ({likeness:.2f})")
        by_story[member.story_id].append(_compare(article, member.features, lang == member.lang))
    if not by_story:
        return Decision(None, "nothing near it")
    margins = {story: _margin_to(pairs) for story, pairs in by_story.items()}
    best = max(margins, key=lambda story: (margins[story], -story))
    why = max(by_story[best], key=lambda pair: pair.margin).why
    if margins[best] < 0:
        return Decision(None, f"nearest story {best} is {-margins[best]:.2f} below the bar: {why}")
    return Decision(best, f"{margins[best]:.2f} above the bar: {why}")


def pair_margin(a: Member, b: Member) -> float:
    """How far two articles are above the bar for being of one event; below zero they are not."""
    likeness = similarity(a.features.signature, b.features.signature)
    same = _SAME_ISSUE if is_series(a.features, b.features) else SAME_TEXT
    return likeness if likeness >= same else _compare(a.features, b.features, a.lang == b.lang).margin


def story_margin(margins: Sequence[float]) -> float:
    """An article's margin to a story, from its margins to the members."""
    nearest = sorted(margins, reverse=True)[:2]
    return max(nearest[0] - _WEAK_SECOND, sum(nearest) / 2) if len(nearest) > 1 else nearest[0]


def _margin_to(pairs: Sequence[_Pair]) -> float:
    """The margin to a story. Of one that goes on, a report resembles the newest: its first ones leave no doubt."""
    at_once = [pair.margin for pair in pairs if pair.is_at_once]
    whole = story_margin([pair.margin for pair in pairs])
    return max(whole, story_margin(at_once)) if at_once else whole


def _compare(a: Features, b: Features, is_same_language: bool) -> _Pair:
    if a.vector is None or b.vector is None:
        return _Pair(-1.0, "no vectors to compare")
    cosine = float(np.dot(a.vector, b.vector))
    names, titled = a.names & b.names, a.title_names & b.title_names
    if not is_same_language:
        names |= a.readings & b.readings
        titled |= a.title_readings & b.title_readings
    bars, relation = _relation(a, b, is_named=bool(titled) and len(names) > 1)
    evidence, told = _evidence(a, b, len(names), is_same_language=is_same_language)
    if is_series(a, b):
        evidence, told = evidence - _SERIES, f"{told}, two of a series"
    days = _apart(a, b) / timedelta(days=1)
    margin = cosine + evidence - (bars[0] if is_same_language else bars[1]) - _FADE_PER_DAY * days
    return _Pair(margin, f"cosine {cosine:.2f}, {relation}{told}, {days:.1f} days apart", _apart(a, b) <= _AT_ONCE)


def is_series(a: Features, b: Features) -> bool:
    """Whether two pieces are issues of one series (market reports, weekly round-ups): one outlet, one form of headline
    on different days, no amount in common."""
    if not a.title or a.outlet != b.outlet or _apart(a, b) < _ISSUES_APART or a.numbers & b.numbers:
        return False
    one, other = (_DIGITS.sub("0", title) for title in (a.title, b.title))
    longest = max(len(one), len(other))
    front = _shared_front(one, other)
    back = _shared_front(one[front:][::-1], other[front:][::-1])
    return front + back >= _ONE_FORM * longest


def _shared_front(one: str, other: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _relation(one: Features, other: Features, *, is_named: bool) -> tuple[tuple[float, float], str]:
    a, b = one.companies, other.companies
    if not a or not b:
        if is_named:
            return _SHARED_NAME, "a name in both headlines"
        return _COMPANY_UNKNOWN, "no known company"
    if a[0] == b[0]:
        return _SAME_COMPANY, f"both about {a[0]}"
    if set(a) & set(b):
        return _SHARED_COMPANY, "a company in common"
    return _OTHER_COMPANIES, "other companies"


def _evidence(a: Features, b: Features, names: int, *, is_same_language: bool) -> tuple[float, str]:
    """What amounts and the `names` in common add to the cosine, or take from it."""
    weight, told = 0.0, ""
    amounts = a.numbers & b.numbers
    if amounts:
        each = _SAME_AMOUNT if is_same_language or _apart(a, b) > _AT_ONCE else _SAME_AMOUNT_ABROAD
        weight += each * min(len(amounts), _MOST_AMOUNTS)
        told += f", same amount {min(amounts)}"
    elif a.numbers and b.numbers:
        weight -= _OTHER_AMOUNTS
        told += ", other amounts"
    if names:
        weight += _SAME_NAME * min(names, _MOST_NAMES)
        told += f", {names} names in common"
    return weight, told


def _apart(a: Features, b: Features) -> timedelta:
    return abs(a.published_at - b.published_at)
