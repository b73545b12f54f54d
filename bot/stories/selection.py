"""Which stories make an edition, in what order, and why each of the others does not: a pure decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

import numpy as np

from bot.domain.article import Article
from bot.domain.edition import GivenTo
from bot.domain.story import Story
from bot.domain.watch import Watch
from bot.stories.features import FindCompanies
from bot.stories.ranking import Merits, Novelty, merits_of
from bot.stories.topic import about_ai
from bot.stories.tracking import tracked_in
from bot.stories.updates import NOTHING_NEW, News, Report, what_is_new

CLOCKS_APART = timedelta(hours=1)
"""How far an outlet's clock may run ahead of ours before its date counts as a mistake."""
_SAME_OPENING = 0.80
"""Cosine of two openings in one language from which an article repeats one of another story that was given."""


class Standing(StrEnum):
    """What became of a story in an edition."""

    CHOSEN = "chosen"
    BELOW = "below"
    """Fit for it, but others lead and there is no more room."""
    TOLD = "told"
    """Told to these readers before, and nothing material came since."""
    NOT_TRACKED = "not_tracked"
    """The server wants tracked stories only."""
    OFF_TOPIC = "off_topic"
    OLD = "old"
    """No report within the edition's window."""


@dataclass(frozen=True, slots=True)
class Verdict:
    story: Story
    standing: Standing
    merits: Merits | None = None
    """None where it stays out before it is weighed."""
    place: int | None = None
    """From 1 among those fit for the edition."""
    news: News = NOTHING_NEW
    """What came since these readers were told it, where they were."""
    told_at: datetime | None = None

    @property
    def is_update(self) -> bool:
        return self.merits is not None and self.merits.novelty is Novelty.UPDATE


@dataclass(frozen=True, slots=True)
class Situation:
    """All that the decision needs to know. Only what the server may read is in it."""

    now: datetime
    start: datetime
    """Of the edition's window."""
    articles: Mapping[int, Article]
    find_companies: FindCompanies
    watch: Watch = field(default_factory=Watch)
    given: Sequence[GivenTo] = ()
    """Before this edition, the latest first."""
    channel_id: int | None = None
    """Whose readers the edition is for. None: it was asked for, and what was given before is shown again."""
    given_articles: Mapping[int, Article] = field(default_factory=dict)
    """Those of `given`: compared with, never shown."""
    vectors: Mapping[int, np.ndarray] = field(default_factory=dict)
    model: str | None = None
    """Whose the vectors are."""


def select(stories: Sequence[Story], top: int, situation: Situation) -> list[Verdict]:
    """A verdict on every story: the edition's in their order, then what is next, then what stays out."""
    companies = {article_id: story.companies for story in stories for article_id in story.article_ids}
    on_topic = about_ai(situation.articles, companies, situation.vectors, situation.model)
    judged = [_judge(story, on_topic, situation) for story in stories]
    fit = [verdict for verdict in judged if verdict.merits is not None and verdict.standing is Standing.BELOW]
    fit.sort(key=_order)
    ranked = [
        replace(verdict, standing=Standing.CHOSEN if place <= top else Standing.BELOW, place=place)
        for place, verdict in enumerate(fit, start=1)
    ]
    out = [verdict for verdict in judged if verdict.standing is not Standing.BELOW]
    return ranked + sorted(out, key=_order)


def _order(verdict: Verdict) -> tuple[float, float, int]:
    score = verdict.merits.score if verdict.merits else -1.0
    return (-score, -verdict.story.updated_at.timestamp(), verdict.story.story_id)


def _judge(story: Story, on_topic: frozenset[int], situation: Situation) -> Verdict:
    """BELOW stands here for: fit to be ranked."""
    members = [situation.articles[one] for one in story.article_ids if one in situation.articles]
    fresh = [one for one in members if situation.start <= one.published_at <= situation.now + CLOCKS_APART]
    if not fresh:
        return Verdict(story, Standing.OLD)
    if not any(one.article_id in on_topic for one in members):
        return Verdict(story, Standing.OFF_TOPIC)
    tracked = tracked_in(members, situation.watch, situation.find_companies)
    if situation.watch.tracked_only and not any(tracked):
        return Verdict(story, Standing.NOT_TRACKED)

    past = _past_of(story, members, fresh, situation)
    news = past.news
    material = [one for one in members if news.is_material and one.article_id in news.article_ids]
    merits = merits_of(
        story, members, situation.now, companies=tracked[0], keywords=tracked[1], novelty=past.novelty, news=material
    )
    stays_out = past.novelty is Novelty.TOLD and situation.channel_id is not None
    return Verdict(story, Standing.TOLD if stays_out else Standing.BELOW, merits, news=news, told_at=past.told_at)


@dataclass(frozen=True, slots=True)
class _Past:
    novelty: Novelty
    news: News = NOTHING_NEW
    told_at: datetime | None = None


def _past_of(story: Story, members: Sequence[Article], fresh: Sequence[Article], situation: Situation) -> _Past:
    ids = {one.article_id for one in members} | set(story.article_ids)
    here, elsewhere = _told(ids, situation, here=True), _told(ids, situation, here=False)
    if here:
        return _since(here, fresh, situation, Novelty.TOLD)
    repeated = _repeats(members, situation)
    if repeated:
        return _since(repeated, fresh, situation, Novelty.TOLD)
    if elsewhere:
        return _since(elsewhere, fresh, situation, Novelty.TOLD_ELSEWHERE)
    earlier = [one for one in members if one.published_at < situation.start]
    if not earlier:
        return _Past(Novelty.NEW)
    # Nobody was given it here, but it was news before this edition's window: what came since is an update, or the
    # same again, which readers who were never told it still get.
    news = what_is_new(_reports(fresh, situation), _reports(earlier, situation))
    return _Past(Novelty.UPDATE, news) if news.is_material else _Past(Novelty.NEW, news)


def _since(told: "_Told", fresh: Sequence[Article], situation: Situation, otherwise: Novelty) -> _Past:
    new = [one for one in fresh if one.article_id not in told.article_ids]
    known = {**situation.articles, **situation.given_articles}
    old = [known[article_id] for article_id in sorted(told.article_ids) if article_id in known]
    news = what_is_new(_reports(new, situation), _reports(old, situation)) if old else NOTHING_NEW
    return _Past(Novelty.UPDATE if news.is_material else otherwise, news, told.at)


@dataclass(frozen=True, slots=True)
class _Told:
    article_ids: frozenset[int]
    at: datetime


def _told(ids: set[int], situation: Situation, *, here: bool) -> _Told | None:
    """What of a story with these articles was given: to these readers, or in the server's other channels."""

    def is_here(one: GivenTo) -> bool:
        return situation.channel_id is None or one.channel_id == situation.channel_id

    return _together([one for one in situation.given if is_here(one) is here and ids & set(one.given.article_ids)])


def _repeats(members: Sequence[Article], situation: Situation) -> _Told | None:
    """What was given of another story that all of `members` tell again in other words."""
    nearest: list[GivenTo] = []
    for article in members:
        near = _nearest_given(article, situation)
        if near is None:
            return None
        nearest.append(near)
    return _together(nearest)


def _nearest_given(article: Article, situation: Situation) -> GivenTo | None:
    own = situation.vectors.get(article.article_id)
    if own is None:
        return None
    best, nearest = _SAME_OPENING, None
    for one in situation.given:
        if situation.channel_id is not None and one.channel_id != situation.channel_id:
            continue
        for article_id in one.given.article_ids:
            other, vector = situation.given_articles.get(article_id), situation.vectors.get(article_id)
            if other is None or vector is None or other.lang != article.lang or vector.shape != own.shape:
                continue
            if abs(other.published_at - article.published_at) > timedelta(days=4):
                continue
            cosine = float(np.dot(own, vector))
            if cosine >= best:
                best, nearest = cosine, one
    return nearest


def _together(given: Sequence[GivenTo]) -> _Told | None:
    if not given:
        return None
    return _Told(
        frozenset(article_id for one in given for article_id in one.given.article_ids),
        max(one.slot_at for one in given),
    )


def _reports(articles: Sequence[Article], situation: Situation) -> list[Report]:
    return [Report(one, situation.vectors.get(one.article_id)) for one in articles]
