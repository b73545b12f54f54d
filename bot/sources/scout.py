"""Goes and looks what stands at an address: reads it, and the feeds that it leads to, with few and polite requests."""

import asyncio
import logging
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.errors import BadStatus, FetchError, FetchTimeout, ServiceWithoutFeeds, Unreachable, UsageError
from bot.ingest.article_extractor import ExtractedPage
from bot.ingest.fetcher import Fetched, Fetcher
from bot.ingest.worker import run_in
from bot.ports import Clock
from bot.sources.address import Address, read_address
from bot.sources.discovery import Finding, examine
from bot.sources.page_feeds import PageFeeds
from bot.sources.preview import Preview, best_first, preview_feed
from bot.sources.site_patterns import KnownPlace, expand_shorthand, known_place, usual_places
from bot.sources.starter import feed_of_home

log = logging.getLogger(__name__)

READ_AT_MOST = 5
"""Feeds of one page that are read to be offered."""
PROBES = 12
"""Usual places that are asked where a page names no feed."""


@dataclass(frozen=True, slots=True)
class PageLook:
    """The single article that stands at an address."""

    url: str
    title: str
    lang: str
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found: feeds, best first, or an article (then its site's feeds, where they were asked for), or both."""

    url: str
    """The address that was asked, before redirects."""
    feeds: tuple[Preview, ...] = ()
    article: PageLook | None = None
    named: tuple[str, ...] = ()
    """Addresses of further feeds that the page names and that were not read."""


@dataclass(frozen=True, slots=True)
class _Seen:
    asked: str
    fetched: Fetched
    finding: Finding

    def preview(self) -> Preview | None:
        feed, marks = self.finding.feed, self.finding.marks
        return preview_feed(feed, marks, self.fetched.permanent_url, self.fetched.url) if feed and marks else None


class Scout:
    def __init__(self, fetcher: Fetcher, clock: Clock, pool: Executor | None = None) -> None:
        self._fetcher = fetcher
        self._clock = clock
        self._pool = pool

    async def survey(self, pasted: str, *, with_feeds_of_article: bool = False) -> Survey:
        """Look at what somebody pasted. `with_feeds_of_article` also reads the feeds that an article's page names.

        Raises BadUrl, ServiceWithoutFeeds, or the FetchError that says why nothing there can be followed.
        """
        address = understand(pasted)
        place = known_place(address.url)
        if place.has_no_feeds:
            raise ServiceWithoutFeeds(address.url, service=place.service)
        if known := await self._first_feed((*place.feeds, *feed_of_home(address.url)), is_known=True):
            return Survey(address.url, (known,))
        try:
            seen = await self._open(address, place)
        except BadStatus as problem:
            # A profile's page may want a login while its feed does not.
            if found := await self._first_feed(place.guesses):
                return Survey(address.url, (found,))
            raise problem
        if feed := seen.preview():
            return Survey(seen.asked, (feed,))
        return await self._of_page(seen, place, with_feeds_of_article)

    async def survey_page(self, url: str) -> Survey:
        """The article at this address, if one stands there; no feed of its site is looked for. Raises FetchError."""
        seen = await self._look(url)
        return Survey(url, article=_look_of(seen.finding.article or seen.finding.article_at_worst, url))

    async def read(self, url: str) -> Preview | None:
        """The feed at this address now, read in full; None where a page stands there instead. Raises FetchError."""
        return (await self._look(url)).preview()

    async def _of_page(self, seen: _Seen, place: KnownPlace, with_feeds_of_article: bool) -> Survey:
        url, finding = seen.fetched.url, seen.finding
        page, article = finding.page, _look_of(finding.article, url)
        if page is None:
            raise finding.problem or FetchError("neither feed nor page")
        named = list(dict.fromkeys((*finding.service_feeds, *(one.url for one in page.linked))))
        if article and not with_feeds_of_article:
            return Survey(seen.asked, article=article, named=tuple(named))
        feeds = await self._feeds_of(named[:READ_AT_MOST])
        feeds = feeds or await self._feeds_pointed_at(page)
        if not feeds and not article:
            feeds = await self._feeds_at_usual_places(page, url, place)
        if not feeds and not article:
            article = _look_of(finding.article_at_worst, url)
        if not feeds and not article:
            raise finding.problem or FetchError("no feed")
        ordered = best_first(feeds, url, page.lang, self._clock.now())
        return Survey(seen.asked, tuple(ordered), article, tuple(named[READ_AT_MOST:]))

    async def _feeds_pointed_at(self, page: PageFeeds) -> list[Preview]:
        """Feeds behind ordinary links; a page about feeds, as many outlets have one, is read for its own links."""
        looks = await self._looks([one.url for one in page.pointed[:READ_AT_MOST]])
        feeds = [feed for one in looks if (feed := one.preview())]
        if feeds:
            return feeds
        about = next((one.finding.page for one in looks if one.finding.page), None)
        if about is None:
            return []
        return await self._feeds_of([one.url for one in (*about.linked, *about.pointed)][:READ_AT_MOST])

    async def _feeds_at_usual_places(self, page: PageFeeds, url: str, place: KnownPlace) -> list[Preview]:
        """The first feed at one of the places where sites usually have theirs, asked one after the other."""
        places = dict.fromkeys((*place.guesses, *usual_places(url, page.generator)))
        found = await self._first_feed(tuple(places)[:PROBES])
        return [found] if found else []

    async def _first_feed(self, urls: Sequence[str], *, is_known: bool = False) -> Preview | None:
        """The first feed among these. Where a host wants to be left alone, no further one is asked; of an address that
        `is_known` to be the feed's, that is the reason for the refusal and raised."""
        for url in urls:
            try:
                found = (await self._look(url)).preview()
            except (FetchError, UsageError) as problem:
                log.debug("sources.probe url=%s error=%s", url, problem.key)
                if _wants_rest(problem) and is_known:
                    raise
                if _wants_rest(problem):
                    return None
                continue
            if found:
                return found
        return None

    async def _feeds_of(self, urls: Sequence[str]) -> list[Preview]:
        return [feed for one in await self._looks(urls) if (feed := one.preview())]

    async def _looks(self, urls: Sequence[str]) -> list[_Seen]:
        """What stands at these addresses, without those that could not be read."""
        seen = await asyncio.gather(*(self._look(url) for url in urls), return_exceptions=True)
        for one in seen:
            if isinstance(one, BaseException) and not isinstance(one, FetchError | UsageError):
                raise one
        return [one for one in seen if isinstance(one, _Seen)]

    async def _open(self, address: Address, place: KnownPlace) -> _Seen:
        try:
            return await self._look(address.url, place)
        except Unreachable:
            if address.or_else is None:
                raise
            return await self._look(address.or_else, place)

    async def _look(self, url: str, place: KnownPlace | None = None) -> _Seen:
        settings = self._fetcher.settings
        fetched = await self._fetcher.fetch(url, max_bytes=max(settings.feed_max_bytes, settings.page_max_bytes))
        work = partial(examine, url=fetched.url, content_type=fetched.content_type, place=place)
        return _Seen(url, fetched, await run_in(self._pool, work, fetched.body))


def understand(pasted: str) -> Address:
    """The address that somebody means, shorthands of services among them. Raises BadUrl."""
    return read_address(expand_shorthand(pasted))


def _look_of(page: ExtractedPage | None, url: str) -> PageLook | None:
    return PageLook(url, page.title, page.lang, page.published_at) if page else None


def _wants_rest(problem: FetchError | UsageError) -> bool:
    """Whether the next question to this host would be one too many."""
    if isinstance(problem, BadStatus):
        return problem.http_status in (401, 403, 429) or (problem.http_status or 0) >= 500
    return isinstance(problem, FetchTimeout | Unreachable)
