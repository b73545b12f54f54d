"""The conductor of editions: gathers what a server may read, what it tracks and what it was given; lets rules choose.

Writing is the composer's work: it is asked for one brief after the other until the edition is full.
"""

import asyncio
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.briefs.composer import Composer
from bot.briefs.why import why_line
from bot.domain.brief import Brief, Edition
from bot.domain.edition import GivenTo, Readers
from bot.domain.language import Lang
from bot.domain.source import HOUSE
from bot.domain.story import Story
from bot.knowledge.catalogue import Catalogue
from bot.ports import Clock
from bot.storage.articles import ArticleStore
from bot.storage.given import GivenStore
from bot.storage.stories import StoryStore
from bot.storage.watches import WatchStore
from bot.stories.selection import Situation, Standing, Verdict, select

EDITION_WINDOW = timedelta(hours=24)
_REMEMBERED = timedelta(days=30)
"""For how long a server's readers are taken to know what they were given."""


class Editor:
    """Every method takes the server that asks: it judges by what that server may read."""

    def __init__(
        self,
        articles: ArticleStore,
        stories: StoryStore,
        given: GivenStore,
        watches: WatchStore,
        catalogue: Catalogue,
        composer: Composer,
        clock: Clock,
    ) -> None:
        self._articles = articles
        self._stories = stories
        self._given = given
        self._watches = watches
        self._catalogue = catalogue
        self._composer = composer
        self._clock = clock

    async def edition(
        self,
        guild_id: int,
        lang: Lang,
        *,
        on: date,
        top: int = 5,
        since: datetime | None = None,
        readers: Readers | None = None,
    ) -> Edition:
        """The leading stories with an article published since `since` (24 hours ago), at most `top` of them.

        For `readers`, what they were given before stays out unless material news came; an edition that somebody asks
        for has none, and shows it again.
        """
        verdicts = await self.judge(guild_id, top=top, since=since, readers=readers)
        ranked = [verdict for verdict in verdicts if verdict.place is not None]
        briefs: list[Brief] = []
        while ranked and len(briefs) < top:
            turn, ranked = ranked[: top - len(briefs)], ranked[top - len(briefs) :]
            written = await self._composer.briefs([(one.story, _new(one)) for one in turn], lang, guild_id)
            briefs += [brief for brief in written if brief.points]
        untracked = any(verdict.standing is Standing.NOT_TRACKED for verdict in verdicts)
        return Edition(guild_id, on, lang, tuple(briefs), left_untracked=untracked)

    async def judge(
        self,
        guild_id: int = HOUSE,
        *,
        top: int = 5,
        since: datetime | None = None,
        readers: Readers | None = None,
        also: Sequence[Story] = (),
    ) -> list[Verdict]:
        """A verdict on every story of the window, and on `also`: the edition's first, in their order.

        Readers of a schedule with topics of its own are judged by those, all others by what the server tracks.
        """
        now = self._clock.now()
        start = since or now - EDITION_WINDOW
        stories = {story.story_id: story for story in await self._stories.list_stories(guild_id, start)}
        stories |= {story.story_id: story for story in also}
        own = readers.watch if readers else None
        watch = await self._watches.watch_of(guild_id) if own is None else own
        index = await self._catalogue.index()
        before = readers.slot_at if readers else None
        given = await self._given.list_given(guild_id, now - _REMEMBERED, before=before)
        ids = [article_id for story in stories.values() for article_id in story.article_ids]
        articles = {one.article_id: one for one in await self._articles.get_articles(ids)}
        told = _near(given, set(ids), now)
        given_articles = {one.article_id: one for one in await self._articles.get_articles(told)}
        model, vectors = await self._stories.list_vectors([*articles, *given_articles])
        situation = Situation(
            now=now,
            start=start,
            articles=articles,
            find_companies=index.rank_companies,
            watch=watch,
            given=given,
            channel_id=readers.channel_id if readers else None,
            given_articles=given_articles,
            vectors=vectors,
            model=model,
        )
        # Signatures and names of some hundred articles: work for the processor.
        return await asyncio.to_thread(select, list(stories.values()), top, situation)

    async def why(
        self, guild_id: int, story_id: int, lang: Lang, *, top: int = 5, readers: Readers | None = None
    ) -> str:
        """One line on why this story is in, or not in, the edition of now: what is asked for, or that of `readers`.
        Raises UnknownStory."""
        verdict = await self.verdict_on(guild_id, story_id, top=top, readers=readers)
        index = await self._catalogue.index()
        return why_line(verdict, lang, lambda company: index.get(company).names[lang])

    async def verdict_on(
        self, guild_id: int, story_id: int, *, top: int = 5, readers: Readers | None = None
    ) -> Verdict:
        """Raises UnknownStory where the server sees none of its articles."""
        story = await self._stories.get_story(story_id, guild_id)
        verdicts = await self.judge(guild_id, top=top, readers=readers, also=[story])
        return next(verdict for verdict in verdicts if verdict.story.story_id == story.story_id)


def _new(verdict: Verdict) -> tuple[int, ...]:
    return verdict.news.article_ids if verdict.is_update else ()


def _near(given: Sequence[GivenTo], ids: set[int], now: datetime) -> list[int]:
    """Articles that were given: all of the last days, and of older ones those of stories that are in question."""
    days = timedelta(days=5)
    return sorted(
        {
            article_id
            for one in given
            if now - one.slot_at <= days or ids & set(one.given.article_ids)
            for article_id in one.given.article_ids
        }
    )
