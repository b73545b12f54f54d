"""Places articles in stories, oldest first. The conductor of this feature: it reads and writes the store."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np

from bot.domain.article import Article, Extent
from bot.domain.language import LANGS, Lang
from bot.domain.story import Story
from bot.ports import Clock
from bot.storage.articles import ArticleStore
from bot.storage.stories import Placement, StoryStore
from bot.storage.story_history import Shape, StoryHistory
from bot.stories.clustering import WINDOW, Member, choose_story, pair_margin
from bot.stories.features import Features, FindCompanies, companies_of, features_of, lead_of
from bot.stories.regrouping import MOST_MEMBERS, find_second_event, is_one_event, newest
from bot.stories.updates import Report, what_is_new
from bot.stories.window import Window
from bot.text.embedding import Embedder, EmbeddingFailed

log = logging.getLogger(__name__)

_RUN_SPAN = timedelta(days=4)
_RUN_LENGTH = 200
"""Articles are placed in runs of this length and span, so that a feed with years of entries never loads them all."""

_REMEMBERED = 4_000
_FIRST_COMPARED, _LAST_COMPARED = 20, 80
"""Reports of a story that one more is compared with: thousands of them would each cost a reading."""
_KEPT_SLACK = timedelta(days=2)
_KEPT_MOST = 120_000
"""Articles of a kept window, at two kilobytes each."""
_CLOCKS_APART = timedelta(minutes=10)
"""How far the clocks of several processes may differ before one misses what another placed."""


@dataclass
class _Kept:
    """A window that is used again, and what of the store it shows."""

    since: datetime
    until: datetime
    read_at: datetime
    window: Window


class Clusterer:
    """Safe to repeat: an article that is placed already keeps its story."""

    def __init__(
        self,
        stories: StoryStore,
        articles: ArticleStore,
        embedder: Embedder,
        find_companies: FindCompanies,
        clock: Clock,
    ) -> None:
        self._stories = stories
        self._history = StoryHistory(stories.database)
        self._articles = articles
        self._embedder = embedder
        self._find_companies = find_companies
        self._clock = clock
        self._one_at_a_time = asyncio.Lock()
        self._kept: _Kept | None = None
        self._facts: OrderedDict[int, Features] = OrderedDict()
        """Amounts and names of the articles looked at last; the store holds no more than vectors and signatures."""

    async def place(self, article: Article) -> Story:
        """The story of `article`, which it joins or opens."""
        [story] = await self.place_all([article])
        return story

    async def place_all(self, articles: Sequence[Article]) -> list[Story]:
        """Place all, in the order of publication; the stories come in the order of the articles given."""
        in_order = sorted(articles, key=lambda article: (article.published_at, article.article_id))
        placed: dict[int, Story] = {}
        for run in _runs(in_order):
            ready = await asyncio.to_thread(self._read, run)
            async with self._one_at_a_time:
                window = await self._window(run)
                for article, features in zip(run, ready, strict=True):
                    placed[article.article_id] = await self._place(article, features, window)
        return [placed[article.article_id] for article in articles]

    def _read(self, run: Sequence[Article]) -> list[Features]:
        """Features of the articles; it takes some milliseconds each, so it runs in a thread."""
        vectors: Iterable[np.ndarray | None]
        try:
            vectors = self._embedder.embed_passages([lead_of(article) for article in run], [a.lang for a in run])
        except EmbeddingFailed as problem:
            # Stories are then told by their wording alone: less joined, nothing joined wrongly, nothing waits.
            log.warning("embedding_failed model=%s reason=%s", self._embedder.name, problem)
            vectors = [None] * len(run)
        return [
            features_of(article, vector, companies_of(article, self._find_companies))
            for article, vector in zip(run, vectors, strict=True)
        ]

    async def _window(self, run: Sequence[Article]) -> Window:
        """What was placed around the run. That around today is kept from run to run: reading it anew for every article
        would take longer the more there are."""
        since, until, now = run[0].published_at - WINDOW, run[-1].published_at + WINDOW, self._clock.now()
        kept = self._kept
        if kept and kept.since <= since <= kept.since + _KEPT_SLACK and until <= kept.until:
            changed = await self._stories.list_placements(
                kept.since, kept.until, placed_since=kept.read_at - _CLOCKS_APART
            )
            kept.read_at = now
            for placement in changed:
                if kept.window.story_of(placement.article_id) is None:
                    kept.window.add(_member(placement, self._embedder.name))
                else:
                    kept.window.move([placement.article_id], placement.story_id)
            return kept.window
        is_of_today = abs(run[-1].published_at - now) <= WINDOW
        slack = _KEPT_SLACK if is_of_today else timedelta()
        placements = await self._stories.list_placements(since - slack / 2, until + slack)
        window = Window([_member(placement, self._embedder.name) for placement in placements])
        if is_of_today and len(window) <= _KEPT_MOST:
            self._kept = _Kept(since - slack / 2, until + slack, now, window)
        return window

    async def _place(self, article: Article, features: Features, window: Window) -> Story:
        known = window.story_of(article.article_id)
        if known is not None:
            return await self._stories.get_story(known)
        neighbours = await self._with_facts(window.near(features))
        decision = choose_story(features, article.lang, neighbours)
        log.debug("article_placed article=%d story=%s why=%s", article.article_id, decision.story_id, decision.reason)
        if decision.story_id is None:
            story = await self._open(article, features)
        else:
            story = await self._join(decision.story_id, article, features, window)
        self._remember(article.article_id, features)
        member = Member(article.article_id, story.story_id, article.lang, features)
        window.add(member)
        return await self._regroup(story, [one for one in neighbours if pair_margin(member, one) >= 0], window)

    async def _regroup(self, story: Story, linked: Sequence[Member], window: Window) -> Story:
        """What the newest article shows about the stories around it: two that are one, or one that is two."""
        members = window.members_of(story.story_id)
        own = await self._with_facts(newest(members))
        for other in dict.fromkeys(member.story_id for member in linked):
            if other == story.story_id:
                continue
            theirs = await self._with_facts(newest(window.members_of(other)))
            if is_one_event(own, theirs):
                return await self._merge(story, other, window)
        is_seen_whole = len(members) == len(story.article_ids) <= MOST_MEMBERS
        leaving = find_second_event(own) if is_seen_whole else []
        return await self._split(story, leaving, window) if leaving else story

    async def _merge(self, story: Story, other: int, window: Window) -> Story:
        kept, gone = sorted((story.story_id, other))
        ids = [*story.article_ids, *(await self._stories.get_story(other)).article_ids]
        if await self._history.merge(kept, gone, await self._shape(ids, window), self._clock.now()):
            window.move([member.article_id for member in window.members_of(gone)], kept)
            log.info("story.merged story=%d into=%d", gone, kept)
        return await self._stories.get_story(kept)

    async def _split(self, story: Story, leaving: Sequence[Member], window: Window) -> Story:
        ids = [member.article_id for member in leaving]
        left = [article_id for article_id in story.article_ids if article_id not in ids]
        shapes = await self._shape(left, window), await self._shape(ids, window)
        new_id = await self._history.split(story.story_id, ids, *shapes, self._clock.now())
        if new_id is not None:
            window.move(ids, new_id)
            log.info("story.split story=%d new=%d articles=%d", story.story_id, new_id, len(ids))
        return await self._stories.get_story(story.story_id)

    async def _shape(self, article_ids: Sequence[int], window: Window) -> Shape:
        articles = await self._articles.get_articles(article_ids)
        named = [member.features.companies for member in window.members(article_ids)]
        return Shape(leading_titles(articles), leading_companies(named, ()))

    async def _open(self, article: Article, features: Features) -> Story:
        return await self._stories.create_story(
            article,
            vector=_stored(features.vector),
            model=self._embedder.name,
            signature=features.signature,
            companies=features.companies,
            titles=leading_titles([article]),
            now=self._clock.now(),
        )

    async def _join(self, story_id: int, article: Article, features: Features, window: Window) -> Story:
        story = await self._stories.get_story(story_id)
        members = await self._articles.get_articles(_compared(story.article_ids))
        placed = window.members_of(story_id)
        named = [member.features.companies for member in placed]
        vectors = {member.article_id: member.features.vector for member in placed}
        news = await asyncio.to_thread(
            what_is_new,
            [Report(article, features.vector)],
            [Report(one, vectors.get(one.article_id)) for one in members],
        )
        titles = leading_titles([*members, article])
        if len(members) < len(story.article_ids):
            titles = {**titles, **story.titles}  # a report that is not compared may have given one its headline
        return await self._stories.join_story(
            story_id,
            article,
            vector=_stored(features.vector),
            model=self._embedder.name,
            signature=features.signature,
            companies=features.companies,
            story_companies=leading_companies([*named, features.companies], story.companies),
            titles=titles,
            now=self._clock.now(),
            is_material=news.is_material,
            news={"amounts": list(news.amounts), "turns": list(news.turns), "score": round(news.score, 2)},
        )

    async def _with_facts(self, neighbours: Sequence[Member]) -> list[Member]:
        """`neighbours` with their amounts and names, read again from the text where they are not remembered."""
        unread = [member.article_id for member in neighbours if member.article_id not in self._facts]
        if unread:
            found = await self._articles.get_articles(unread)
            for article, features in zip(found, await asyncio.to_thread(_read_again, found), strict=True):
                self._remember(article.article_id, features)
        complete = []
        for member in neighbours:
            facts = self._facts.get(member.article_id)
            held = member.features
            if facts:
                held = replace(facts, vector=held.vector, signature=held.signature, companies=held.companies)
            complete.append(replace(member, features=held))
        return complete

    def _remember(self, article_id: int, features: Features) -> None:
        self._facts[article_id] = replace(features, vector=None, signature=None)
        while len(self._facts) > _REMEMBERED:
            self._facts.popitem(last=False)


def leading_titles(articles: Sequence[Article]) -> dict[Lang, str]:
    """Each language's leading headline: that of the first report in it, of the first held in full where there is one.

    The first rather than the most central one, so that a story keeps its name while it grows.
    """
    in_order = sorted(articles, key=lambda one: (one.extent is not Extent.FULL, one.published_at, one.article_id))
    titles: dict[Lang, str] = {}
    for lang in LANGS:
        headlines = [article.title for article in in_order if article.lang == lang]
        if headlines:
            titles[lang] = headlines[0]
    return titles or {"en": in_order[0].title}


def leading_companies(named: Sequence[tuple[str, ...]], known: tuple[str, ...]) -> tuple[str, ...]:
    """Company ids of a story, the ones that most of its articles are about first."""
    weights: dict[str, float] = dict.fromkeys(known, 0.0)
    for companies in named:
        for place, company in enumerate(companies):
            weights[company] = weights.get(company, 0.0) + 1 / (1 + place)
    return tuple(sorted(weights, key=lambda company: -weights[company]))


def _compared(article_ids: Sequence[int]) -> Sequence[int]:
    if len(article_ids) <= _FIRST_COMPARED + _LAST_COMPARED:
        return article_ids
    return [*article_ids[:_FIRST_COMPARED], *article_ids[-_LAST_COMPARED:]]


def _read_again(articles: Sequence[Article]) -> list[Features]:
    return [features_of(article, None, ()) for article in articles]


def _runs(in_order: Sequence[Article]) -> Iterable[list[Article]]:
    run: list[Article] = []
    for article in in_order:
        if run and (len(run) >= _RUN_LENGTH or article.published_at - run[0].published_at > _RUN_SPAN):
            yield run
            run = []
        run.append(article)
    if run:
        yield run


def _member(placement: Placement, model: str) -> Member:
    # Vectors of another model, from before an upgrade, cannot be compared; the wording still can.
    vector = placement.vector if placement.model == model else None
    features = Features(placement.published_at, vector, placement.signature, placement.companies)
    return Member(placement.article_id, placement.story_id, placement.lang, features)


def _stored(vector: np.ndarray | None) -> bytes | None:
    return None if vector is None else vector.astype("<f4").tobytes()
