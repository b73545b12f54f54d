"""One turn of one source: fetch it if it changed, find what is new, read those pages, store them, then move on.

The order makes it safe to kill at any instant: articles and "seen" are one transaction, and the source's validators
move only after the last of them, so that an interrupted turn is simply taken again.
"""

import asyncio
import logging
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial

from bot.domain.article import NewArticle
from bot.domain.source import Entry, IngestOutcome, IngestStatus, ParsedFeed, Source, SourceKind
from bot.errors import AddressRefused, BadStatus, FetchError, FetchTimeout, Gone, Unreachable, UsageError
from bot.ingest.article_extractor import ExtractedPage, extract_article
from bot.ingest.canonical_url import canonical_url
from bot.ingest.feed_parser import parse_feed
from bot.ingest.fetcher import Fetched, Fetcher
from bot.ingest.new_entries import NewEntry, article_from_feed, article_from_page, choose, holds_full_text, identify
from bot.ingest.polling import LONGEST, NEVER_AGAIN, next_due_at
from bot.ingest.public_network import is_admitted_url
from bot.ingest.worker import run_in
from bot.ports import Clock
from bot.settings import Settings
from bot.storage.articles import ArticleStore
from bot.storage.sources import SourceStore

log = logging.getLogger(__name__)

BATCH = 10
"""Pages that are read before their articles are stored: what a crash can cost is fetching these again."""


class Refresher:
    """Refreshes sources. Idempotent; several turns of different sources may run at a time."""

    def __init__(
        self,
        fetcher: Fetcher,
        sources: SourceStore,
        articles: ArticleStore,
        clock: Clock,
        settings: Settings,
        pool: Executor | None = None,
    ) -> None:
        self._fetcher = fetcher
        self._sources = sources
        self._articles = articles
        self._clock = clock
        self._settings = settings
        self._pool = pool

    async def refresh(self, source: Source) -> IngestOutcome:
        """Take the source's turn. What the source does wrong is in the outcome; only StoreError is raised."""
        try:
            if source.kind is SourceKind.PAGE:
                return await self._refresh_page(source)
            return await self._refresh_feed(source)
        except (FetchError, UsageError) as problem:
            return await self._failed(source, problem)

    async def _refresh_feed(self, source: Source) -> IngestOutcome:
        fetched = await self._fetcher.fetch(
            source.url,
            max_bytes=self._settings.feed_max_bytes,
            etag=source.etag,
            last_modified=source.last_modified,
        )
        if fetched.not_modified:
            await self._succeeded(source, source.etag, source.last_modified)
            return _outcome(source, IngestStatus.NOT_MODIFIED, fetched.status)
        feed = await run_in(
            self._pool, partial(parse_feed, content_type=fetched.content_type, url=fetched.url), fetched.body
        )
        entries = identify(feed, source.url)
        identities = [identity for entry in entries for identity in entry.identities]
        known = await self._sources.find_known_identities(source.source_id, identities)
        chosen, skipped, is_unfinished = choose(entries, known)
        if skipped:
            # Before the others: a turn that dies halfway must not find the archive new at the next one.
            await self._mark(source, skipped)
        article_ids: list[int] = []
        for start in range(0, len(chosen), BATCH):
            stored, is_complete = await self._store(source, feed, chosen[start : start + BATCH])
            article_ids += stored
            is_unfinished = is_unfinished or not is_complete
        # While something is left to fetch, an unchanged feed must not hide it behind a 304.
        etag, modified = (None, None) if is_unfinished else (fetched.etag, fetched.last_modified)
        await self._succeeded(source, etag, modified, feed)
        return _outcome(source, IngestStatus.OK, fetched.status, article_ids)

    async def _store(self, source: Source, feed: ParsedFeed, batch: Sequence[NewEntry]) -> tuple[list[int], bool]:
        """Articles of `batch` in one transaction. Returns the ids of the new ones, and whether no entry has to be tried
        again at the next turn."""
        read = await asyncio.gather(*(self._read(source, feed, new) for new in batch))
        kept = [(article, new) for new, (article, _) in zip(batch, read, strict=True) if article is not None]
        dropped = [new for new, (article, is_final) in zip(batch, read, strict=True) if article is None and is_final]
        if dropped:
            await self._mark(source, dropped)
        stored = []
        if kept:
            stored = await self._articles.add_articles(
                source.source_id,
                [article for article, _ in kept],
                [_identities(article, new) for article, new in kept],
                self._clock.now(),
            )
        return [article.article_id for article in stored], all(is_final for _, is_final in read)

    async def _read(self, source: Source, feed: ParsedFeed, new: NewEntry) -> tuple[NewArticle | None, bool]:
        """The entry's article, from its page or else from the feed; whether that is final."""
        now = self._clock.now()
        from_feed = article_from_feed(new, feed, source.url, now)
        if new.entry.url is None or holds_full_text(new.entry):
            return from_feed, True
        try:
            fetched, page = await self._page(new.entry.url, new.entry.lang or feed.lang)
        except (FetchError, UsageError) as problem:
            log.info("ingest.page source=%s error=%s", source.source_id, problem.key)
            # A title alone is no article; the page may answer next time.
            return from_feed, from_feed is not None or not _may_pass(problem)
        article = article_from_page(
            new, feed, page, fetched.url, now, source_url=source.url, trusted=self._is_trusted(fetched.url)
        )
        return article, True

    async def _refresh_page(self, source: Source) -> IngestOutcome:
        """A page is read once; later turns find it read."""
        canonical = canonical_url(source.url)
        if await self._sources.find_known_identities(source.source_id, [f"url:{canonical}"]):
            await self._succeeded(source, source.etag, source.last_modified)
            return _outcome(source, IngestStatus.NOT_MODIFIED, None)
        fetched, page = await self._page(source.url, source.lang)
        entry = Entry(None, source.url, page.title, "", "", page.published_at, None, page.lang)
        new = NewEntry(entry, canonical, (f"url:{canonical}",))
        article = article_from_page(
            new,
            None,
            page,
            fetched.url,
            self._clock.now(),
            source_url=source.url,
            trusted=self._is_trusted(fetched.url),
        )
        stored = await self._articles.add_articles(
            source.source_id, [article], [_identities(article, new)], self._clock.now()
        )
        await self._succeeded(source, fetched.etag, fetched.last_modified, title=page.title, lang=page.lang)
        return _outcome(source, IngestStatus.OK, fetched.status, [one.article_id for one in stored])

    async def _page(self, url: str, declared_lang: str | None) -> tuple[Fetched, ExtractedPage]:
        fetched = await self._fetcher.fetch(url, max_bytes=self._settings.page_max_bytes)
        work = partial(extract_article, url=fetched.url, content_type=fetched.content_type, declared_lang=declared_lang)
        return fetched, await run_in(self._pool, work, fetched.body)

    def _is_trusted(self, url: str) -> bool:
        return is_admitted_url(url, self._settings.allow_hosts)

    async def _mark(self, source: Source, entries: Sequence[NewEntry]) -> None:
        identities = [identity for entry in entries for identity in entry.identities]
        await self._articles.mark_seen(source.source_id, identities, self._clock.now())

    async def _succeeded(
        self,
        source: Source,
        etag: str | None,
        last_modified: str | None,
        feed: ParsedFeed | None = None,
        *,
        title: str | None = None,
        lang: str | None = None,
    ) -> None:
        now = self._clock.now()
        is_page = source.kind is SourceKind.PAGE
        await self._sources.record_success(
            source.source_id,
            etag=etag,
            last_modified=last_modified,
            title=feed.title if feed else title,
            lang=feed.lang if feed else lang,
            now=now,
            next_due_at=now + NEVER_AGAIN
            if is_page
            else next_due_at(now, self._settings.poll_interval, key=source.url),
        )

    async def _failed(self, source: Source, problem: FetchError | UsageError) -> IngestOutcome:
        now = self._clock.now()
        is_gone, is_refused = isinstance(problem, Gone), isinstance(problem, AddressRefused | UsageError)
        wait = next_due_at(
            now,
            LONGEST if is_refused else self._settings.poll_interval,
            failures=source.failures + 1,
            retry_after=getattr(problem, "retry_after", None),
            key=source.url,
        )
        await self._sources.record_failure(source.source_id, error=problem.key, now=now, next_due_at=wait, gone=is_gone)
        status = IngestStatus.GONE if is_gone else IngestStatus.REFUSED if is_refused else IngestStatus.FAILED
        http_status = getattr(problem, "http_status", None)
        return replace(_outcome(source, status, http_status), error=problem.key, detail=str(problem))


def _identities(article: NewArticle, new: NewEntry) -> tuple[str, ...]:
    """Those of the entry, and the address under which the page turned out to be stored."""
    return tuple(dict.fromkeys((*new.identities, f"url:{article.canonical_url}")))


def _may_pass(problem: FetchError | UsageError) -> bool:
    """Whether the same request may succeed later."""
    if isinstance(problem, BadStatus):
        return problem.http_status is None or problem.http_status >= 500 or problem.http_status in (408, 425, 429)
    return isinstance(problem, FetchTimeout | Unreachable)


def _outcome(
    source: Source, status: IngestStatus, http_status: int | None, article_ids: Sequence[int] = ()
) -> IngestOutcome:
    return IngestOutcome(
        source.source_id, source.url, status, http_status, len(article_ids), None, article_ids=tuple(article_ids)
    )
