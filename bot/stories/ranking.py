"""What speaks for a story in an edition, as a number and as the facts behind it."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.article import Article
from bot.domain.story import Story
from bot.stories.near_duplicates import SAME_TEXT, signature, similarity

_OFFICIAL = re.compile(
    r"\b(?:spokes(?:person|man|woman|people)|announced|said in an? (?:statement|blog post|e-?mail|filing|post)"
    r"|press release|confirmed|(?:in|on) (?:its|the company's|an official) (?:blog|website))\b"
    r"|広報担当|報道官|発表した|発表によると|公式|声明|表明した|明らかにした|公表した|認めた",
    re.IGNORECASE,
)
_HALF_LIFE_HOURS = 18.0

_OUTLETS = 1.0
"""Per doubling of independent outlets: the strongest sign that something matters."""
_OFFICIAL_WORDS = 0.5
_TRACKED_COMPANY = 1.0
_TRACKED_KEYWORD = 0.8
_BOTH_LANGUAGES = 0.4
_KNOWN_COMPANY = 0.3
_RECENCY = 1.0


class Novelty(StrEnum):
    """What a story is to the readers of an edition."""

    NEW = "new"
    """Nothing of it was told before."""
    UPDATE = "update"
    """Told before, and material news came since."""
    TOLD_ELSEWHERE = "told_elsewhere"
    """Told in another channel of the server, and nothing material came since."""
    TOLD = "told"
    """Told to these readers, and nothing material came since."""


_NOVELTY = {Novelty.NEW: 0.6, Novelty.UPDATE: 0.4, Novelty.TOLD_ELSEWHERE: 0.0, Novelty.TOLD: -0.6}


@dataclass(frozen=True, slots=True)
class Merits:
    """The facts that a story is ranked by."""

    outlets: int
    """Independent ones: copies of one text are one."""
    languages: int
    is_official: bool
    hours: float
    """Since the newest report."""
    has_known_company: bool = False
    companies: tuple[str, ...] = ()
    """Ids of tracked companies that it is about."""
    keywords: tuple[str, ...] = ()
    """Tracked keywords in it."""
    novelty: Novelty = Novelty.NEW

    @property
    def is_tracked(self) -> bool:
        return bool(self.companies or self.keywords)

    @property
    def score(self) -> float:
        score: float = (
            _OUTLETS * math.log2(1 + self.outlets)
            + _OFFICIAL_WORDS * self.is_official
            + _TRACKED_COMPANY * bool(self.companies)
            + _TRACKED_KEYWORD * bool(self.keywords)
            + _BOTH_LANGUAGES * (self.languages > 1)
            + _KNOWN_COMPANY * self.has_known_company
            + _NOVELTY[self.novelty]
            + _RECENCY * 0.5 ** (self.hours / _HALF_LIFE_HOURS)
        )
        return score


def merits_of(
    story: Story,
    members: Sequence[Article],
    now: datetime,
    *,
    companies: Sequence[str] = (),
    keywords: Sequence[str] = (),
    novelty: Novelty = Novelty.NEW,
    news: Sequence[Article] = (),
) -> Merits:
    """`members` are the articles that the reader's server may see, at least one; `news` those that make it an update.

    An update is weighed by what is new in it: the outlets of last week say nothing about today.
    """
    counted = news or members
    return Merits(
        outlets=count_independent(counted),
        languages=len({article.lang for article in counted}),
        is_official=any(_OFFICIAL.search(article.text) for article in counted),
        hours=max(0.0, (now - max(article.published_at for article in counted)).total_seconds() / 3600),
        has_known_company=bool(story.companies),
        companies=tuple(companies),
        keywords=tuple(keywords),
        novelty=novelty,
    )


def count_independent(articles: Sequence[Article]) -> int:
    """How many outlets report in their own words: copies of one text count once, and so does one outlet."""
    voices: list[tuple[str, bytes]] = []
    for article in articles:
        own = signature(f"{article.title}\n{article.text}")
        if not any(article.outlet == outlet or similarity(own, other) >= SAME_TEXT for outlet, other in voices):
            voices.append((article.outlet, own))
    return len(voices)
