"""The order of an edition, and what stays out of it."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.article import Article
from bot.domain.story import Story
from bot.stories.near_duplicates import SAME_TEXT, signature, similarity
from bot.stories.topic import about_ai

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
_WATCHED = 1.0
_BOTH_LANGUAGES = 0.4
_KNOWN_COMPANY = 0.3
_RECENCY = 1.0


@dataclass(frozen=True, slots=True)
class Ranked:
    story: Story
    score: float
    why: str
    """What gave it its place, as `name=value` parts for logs and for the operator."""


def rank(
    stories: Sequence[Story],
    articles: Mapping[int, Article],
    now: datetime,
    watched: frozenset[str] = frozenset(),
) -> list[Ranked]:
    """The stories for an edition, the leading one first; those that are not about the AI industry are left out.

    `articles` holds the articles that the reader's server may see, by id; others are not counted. `watched` are
    company ids.
    """
    companies = {article_id: story.companies for story in stories for article_id in story.article_ids}
    on_topic = about_ai(articles, companies)
    ranked = []
    for story in stories:
        members = [articles[article_id] for article_id in story.article_ids if article_id in articles]
        if any(one.article_id in on_topic for one in members):
            ranked.append(_ranked(story, members, now, watched))
    return sorted(ranked, key=lambda one: (-one.score, -one.story.updated_at.timestamp(), one.story.story_id))


def count_independent(articles: Sequence[Article]) -> int:
    """How many outlets report in their own words: copies of one text count once, and so does one outlet."""
    voices: list[tuple[str, bytes]] = []
    for article in articles:
        own = signature(f"{article.title}\n{article.text}")
        if not any(article.outlet == outlet or similarity(own, other) >= SAME_TEXT for outlet, other in voices):
            voices.append((article.outlet, own))
    return len(voices)


def _ranked(story: Story, members: Sequence[Article], now: datetime, watched: frozenset[str]) -> Ranked:
    outlets = count_independent(members)
    official = any(_OFFICIAL.search(article.text) for article in members)
    languages = len({article.lang for article in members})
    named = sorted(watched & set(story.companies))
    hours = max(0.0, (now - max(article.published_at for article in members)).total_seconds() / 3600)
    score = (
        _OUTLETS * math.log2(1 + outlets)
        + _OFFICIAL_WORDS * official
        + _WATCHED * bool(named)
        + _BOTH_LANGUAGES * (languages > 1)
        + _KNOWN_COMPANY * bool(story.companies)
        + _RECENCY * 0.5 ** (hours / _HALF_LIFE_HOURS)
    )
    why = f"outlets={outlets} languages={languages} official={'yes' if official else 'no'} hours={hours:.0f}"
    return Ranked(story, score, f"{why} watched={','.join(named)}" if named else why)
