"""Who follows what: adds a source after reading it once, lists, pauses and removes sources of one server."""

from concurrent.futures import Executor
from functools import partial

from bot.domain.source import Source, SourceKind
from bot.errors import BadUrl, FetchError, NoArticle, NotAFeed, UnknownSource
from bot.ingest.canonical_url import host_of, parse_web_url
from bot.ingest.fetcher import Fetched, Fetcher
from bot.ingest.worker import run_in
from bot.ports import Clock
from bot.sources.discovery import Finding, examine
from bot.storage.sources import SourceStore


class Registry:
    """What the sources commands call, in the terminal and in Discord."""

    def __init__(self, sources: SourceStore, fetcher: Fetcher, clock: Clock, pool: Executor | None = None) -> None:
        self._sources = sources
        self._fetcher = fetcher
        self._clock = clock
        self._pool = pool

    async def add(self, url: str, guild_id: int, *, added_by: int | None = None) -> Source:
        """Follow the feed at `url`, the feed that the page at `url` names, or the single article that it is.

        A source that is followed already, by whomever, is not read again. Raises BadUrl or FetchError with the reason.
        """
        url = parse_web_url(url)
        source = await self._sources.find_source_by_url(url)
        if source is None or source.error:
            source = await self._read_and_add(url)
        await self._sources.follow(guild_id, source.source_id, self._clock.now(), added_by=added_by)
        return await self._sources.find_source(source.source_id, guild_id) or source

    async def add_page(self, url: str, guild_id: int) -> Source:
        """Follow the single article at `url`, never a feed: what anybody may ask for, not only who manages sources.

        Raises BadUrl or FetchError with the reason; NoArticle where a feed or a front page stands there.
        """
        url = parse_web_url(url)
        source = await self._sources.find_source_by_url(url)
        if source is None or source.error:
            _, finding = await self._examine(url)
            if finding.article is None:
                raise NoArticle(f"not one article: {url}")
            source = await self._add(url, finding.article.title, finding.article.lang, SourceKind.PAGE)
        if source.kind is not SourceKind.PAGE:
            raise NoArticle(f"source {source.source_id} is a {source.kind}")
        await self._sources.follow(guild_id, source.source_id, self._clock.now())
        return source

    async def list(self, guild_id: int) -> list[Source]:
        """What this server follows."""
        return await self._sources.list_sources(guild_id)

    async def remove(self, guild_id: int, ref: str) -> Source:
        """Stop following. `ref` is the source's id or URL. Raises UnknownSource."""
        source = await self._get(guild_id, ref)
        await self._sources.unfollow(guild_id, source.source_id)
        return source

    async def pause(self, guild_id: int, ref: str, paused: bool = True) -> Source:
        """Stop or go on fetching for this server. `ref` is the source's id or URL. Raises UnknownSource."""
        source = await self._get(guild_id, ref)
        await self._sources.set_paused(guild_id, source.source_id, paused)
        return await self._get(guild_id, str(source.source_id))

    async def _get(self, guild_id: int, ref: str) -> Source:
        ref = ref.strip()
        found = None
        if ref.isascii() and ref.isdigit() and len(ref) < 19:
            found = await self._sources.find_source(int(ref), guild_id)
        else:
            try:
                by_url = await self._sources.find_source_by_url(parse_web_url(ref))
            except BadUrl:
                by_url = None
            found = by_url and await self._sources.find_source(by_url.source_id, guild_id)
        if found is None:
            raise UnknownSource(ref[:200], source=ref[:200])
        return found

    async def _read_and_add(self, url: str) -> Source:
        fetched, finding = await self._examine(url)
        for candidate in finding.candidates:
            known = await self._sources.find_source_by_url(candidate)
            if known and not known.error:
                return known
            try:
                fetched, finding = await self._examine(candidate)
            except FetchError:
                continue
            if finding.feed:
                break
        if finding.feed:
            title = finding.feed.title or host_of(fetched.permanent_url)
            return await self._add(fetched.permanent_url, title, finding.feed.lang, SourceKind.FEED)
        if finding.article:
            # The address as given: it is what the admin knows it by, and it is read once only.
            return await self._add(url, finding.article.title, finding.article.lang, SourceKind.PAGE)
        raise NotAFeed(f"none of {len(finding.candidates)} feeds that the page names could be read")

    async def _add(self, url: str, title: str, lang: str | None, kind: SourceKind) -> Source:
        return await self._sources.add_source(url, title, lang, kind, self._clock.now())

    async def _examine(self, url: str) -> tuple[Fetched, Finding]:
        settings = self._fetcher.settings
        fetched = await self._fetcher.fetch(url, max_bytes=max(settings.feed_max_bytes, settings.page_max_bytes))
        work = partial(examine, url=fetched.url, content_type=fetched.content_type)
        return fetched, await run_in(self._pool, work, fetched.body)
