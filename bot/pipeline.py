"""The way of an article through the house, top to bottom: refresh a source, store its articles, place them in stories.

Each step is safe to repeat: a source is refreshed on its own validators, an article is stored once by its canonical
URL, and an article that was stored but not placed (a crash in between) is placed by the next cycle. Briefs are not
written here but when somebody asks or a slot is due, from whatever stands in the stories by then.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterable, Sequence
from enum import StrEnum
from typing import Any

from bot.domain.article import Article
from bot.domain.source import HOUSE, IngestOutcome, IngestStatus, Source
from bot.domain.story import Story
from bot.errors import AddressRefused, FetchError, FetchTimeout, Gone, KawarabanError, NoArticle, PageTooSlow
from bot.ingest.canonical_url import canonical_url, parse_web_url
from bot.ingest.refresher import Refresher
from bot.knowledge.recorder import Recorder
from bot.ports import Clock
from bot.sources.registry import Registry
from bot.storage.articles import ArticleStore
from bot.storage.sources import SourceStore
from bot.stories.clusterer import Clusterer

log = logging.getLogger(__name__)

PATIENCE = 7.0
"""Seconds that somebody waits for a page: what is left of ten is for placing the story and writing its brief."""

OnOutcome = Callable[[IngestOutcome], None]


class PageStep(StrEnum):
    """What reading one page is at."""

    FETCHING = "fetching"
    PLACING = "placing"
    WRITING = "writing"


OnStep = Callable[[PageStep], None]


class Pipeline:
    """Runs ingest cycles, one at a time."""

    def __init__(
        self,
        *,
        sources: SourceStore,
        articles: ArticleStore,
        registry: Registry,
        refresher: Refresher,
        clusterer: Clusterer,
        recorder: Recorder,
        clock: Clock,
        concurrency: int,
    ) -> None:
        self._sources = sources
        self._articles = articles
        self._registry = registry
        self._refresher = refresher
        self._clusterer = clusterer
        self._recorder = recorder
        self._clock = clock
        self._slots = asyncio.Semaphore(concurrency)
        self._one_cycle = asyncio.Lock()

    async def run_cycle(self, on_outcome: OnOutcome | None = None) -> list[IngestOutcome]:
        """Refresh every source that is due, then place the new articles. One outcome per source, never an exception
        for a source's fault."""
        async with self._one_cycle:
            due = await self._sources.list_due(self._clock.now())
            outcomes = await self.refresh_sources(due, on_outcome)
            await self.place_articles()
            return outcomes

    async def refresh_sources(
        self, sources: Sequence[Source], on_outcome: OnOutcome | None = None
    ) -> list[IngestOutcome]:
        """Refresh these, due or not, and store what is new; its place in the stories waits for `place_articles`.

        Raises StoreError, which ends the turns of all of them: the next cycle takes them again.
        """
        return await _together(self._refresh(source, on_outcome) for source in sources)

    async def ingest_urls(
        self, urls: Sequence[str], guild_id: int = HOUSE, on_outcome: OnOutcome | None = None
    ) -> list[IngestOutcome]:
        """Follow these feeds, sites or articles for `guild_id` and refresh them now, due or not."""
        async with self._one_cycle:
            outcomes = await _together(self._ingest_url(url, guild_id, on_outcome) for url in urls)
            await self.place_articles()
            return outcomes

    async def read_page(
        self, url: str, guild_id: int = HOUSE, on_step: OnStep | None = None, *, patience: float = PATIENCE
    ) -> Story:
        """The story of the one article at `url`, which is read now unless this server may read it already.

        It waits for no cycle, and for the page no longer than `patience` seconds; `on_step` is told what is begun.
        Raises BadUrl or FetchError (NoArticle for a feed or a front page, PageTooSlow for one that does not arrive).
        """
        tell = on_step or (lambda _: None)
        article = await self._find_readable(url, guild_id)
        if article is None:
            tell(PageStep.FETCHING)
            try:
                async with asyncio.timeout(patience):
                    article = await self._read_page(url, guild_id)
            except (TimeoutError, FetchTimeout) as problem:
                raise PageTooSlow(f"no page within {patience} s", url=url, seconds=round(patience)) from problem
        tell(PageStep.PLACING)
        await self._recorder.mine([article])
        story = await self._clusterer.place(article)
        self._recorder.read_on()
        return story

    async def _find_readable(self, url: str, guild_id: int) -> Article | None:
        for known in dict.fromkeys((parse_web_url(url), canonical_url(url))):
            if article := await self._articles.find_by_url(known, guild_id):
                return article
        return None

    async def _read_page(self, url: str, guild_id: int) -> Article:
        source = await self._registry.add_page(url, guild_id)
        # Not in the slots of the cycles: somebody waits.
        outcome = _told(await self._refresher.refresh(source), None)
        article = await self._articles.find_of_source(source.source_id)
        if article is None and outcome.error == FetchTimeout.key:
            raise FetchTimeout(outcome.detail, url=url)
        if article is None:
            problem = FetchError(outcome.detail, http_status=outcome.http_status, url=url)
            problem.key = outcome.error or NoArticle.key
            raise problem
        return article

    async def place_articles(self) -> None:
        """Place every stored article that is in no story yet, oldest first."""
        while unplaced := await self._articles.list_unplaced():
            # Before they are placed: after a crash in between they are mined again, to the same rows.
            await self._recorder.mine(unplaced)
            await self._clusterer.place_all(unplaced)
        self._recorder.read_on()

    async def finish(self) -> None:
        """Wait for what goes on behind the cycles: a program that ends after one of them would cut it off."""
        await self._recorder.finish()

    async def _ingest_url(self, url: str, guild_id: int, on_outcome: OnOutcome | None) -> IngestOutcome:
        try:
            async with self._slots:
                source = await self._registry.add(url, guild_id)
        except KawarabanError as error:
            return _told(_outcome_of(url, error), on_outcome)
        return await self._refresh(source, on_outcome)

    async def _refresh(self, source: Source, on_outcome: OnOutcome | None) -> IngestOutcome:
        async with self._slots:
            end = await self._refresher.take_turn(source)
        # Outside the slot: the next fetch begins while this row waits for the writer, and many wait together.
        return _told(await end(), on_outcome)


async def _together(turns: Iterable[Coroutine[Any, Any, IngestOutcome]]) -> list[IngestOutcome]:
    """All turns at a time. What one of them raises (the store is broken for all) ends the others before it is raised:
    none goes on writing behind the back of the next cycle."""
    try:
        async with asyncio.TaskGroup() as group:
            begun = [group.create_task(turn) for turn in turns]
    except BaseExceptionGroup as problems:
        raise _first_of(problems) from problems
    return [turn.result() for turn in begun]


def _first_of(problem: BaseException) -> BaseException:
    return _first_of(problem.exceptions[0]) if isinstance(problem, BaseExceptionGroup) else problem


def _outcome_of(url: str, error: KawarabanError) -> IngestOutcome:
    status = IngestStatus.FAILED
    if isinstance(error, AddressRefused):
        status = IngestStatus.REFUSED
    elif isinstance(error, Gone):
        status = IngestStatus.GONE
    http_status = error.http_status if isinstance(error, FetchError) else None
    return IngestOutcome(None, url, status, http_status, 0, error.key, detail=error.detail)


def _told(outcome: IngestOutcome, on_outcome: OnOutcome | None) -> IngestOutcome:
    log.info(
        "ingest.outcome source=%s status=%s http=%s new=%d error=%s",
        outcome.source_id,
        outcome.status,
        outcome.http_status,
        outcome.new_articles,
        outcome.error,
    )
    if on_outcome:
        on_outcome(outcome)
    return outcome
