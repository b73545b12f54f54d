"""One turn of one source: fetch it if it changed, find what is new, read those pages, store them, then move on.

The order makes it safe to kill at any instant: articles and "seen" are one transaction, and the source's validators
move only after the last of them, so that an interrupted turn is simply taken again.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial
from hashlib import sha256
from typing import Any

from bot.domain.article import NewArticle
from bot.domain.source import Entry, IngestOutcome, IngestStatus, ParsedFeed, Source, SourceKind
from bot.errors import (
    AddressRefused,
    FetchError,
    Gone,
    UsageError,
)
from bot.ingest.article_extractor import ExtractedPage, extract_article
from bot.ingest.canonical_url import canonical_url
from bot.ingest.fetcher import Fetched, Fetcher
from bot.ingest.new_entries import NewEntry, article_from_page, choose, read_entries
from bot.ingest.outcomes import identities_of, is_given_up, may_pass, outcome_of
from bot.ingest.polling import LONGEST, NEVER_AGAIN, adapted_interval, entry_gap, next_due_at
from bot.ingest.public_network import is_admitted_url
from bot.ingest.worker import run_in
from bot.ports import Clock
from bot.settings import Settings
from bot.storage.articles import ArticleStore
from bot.storage.sources import SourceStore
from bot.text.redaction import redact, redact_url

log = logging.getLogger(__name__)

End = Callable[[], Coroutine[Any, Any, IngestOutcome]]
"""What is left of a turn; it gives the outcome."""

BATCH = 10
"""Pages that are read before their articles are stored: what a crash can cost is fetching these again."""
AT_ONCE = 500_000
"""Bytes whose digest is taken on the event loop: a millisecond, and the way to a thread costs a tenth of one."""
TELLING_FAILURES = 3
"""Failures in a row after which admins are told."""


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
        return await (await self.take_turn(source))()

    async def take_turn(self, source: Source) -> End:
        """The source's turn but for the last row of an unchanged one, which the end writes when it is called.

        Nothing is fetched for that row, so whoever counts turns under way need not count it. Raises StoreError.
        """
        try:
            if source.kind is SourceKind.PAGE:
                return partial(_told, await self._refresh_page(source))
            return await self._refresh_feed(source)
        except (FetchError, UsageError) as problem:
            return partial(_told, await self._failed(source, problem))

    async def _refresh_feed(self, source: Source) -> End:
        fetched = await self._fetcher.fetch(
            source.url,
            max_bytes=self._settings.feed_max_bytes,
            etag=source.etag,
            last_modified=source.last_modified,
        )
        if fetched.not_modified:
            return partial(self._unchanged, source, fetched, source.etag, source.last_modified)
        body_digest = await _digest(fetched.body)
        if body_digest == source.body_digest:
            # Servers that know no validators send the same document for ever.
            return partial(self._unchanged, source, replace(fetched, body=b""), fetched.etag, fetched.last_modified)
        work = partial(
            read_entries,
            content_type=fetched.content_type,
            url=fetched.url,
            source_url=source.url,
            now=self._clock.now(),
        )
        feed, entries = await run_in(self._pool, work, fetched.body)
        identities = [identity for entry in entries for identity in entry.identities]
        known = await self._sources.find_known_identities(source.source_id, identities)
        chosen, skipped, is_unfinished = choose(entries, known)
        if skipped:
            # Before the others: a turn that dies halfway must not find the archive new at the next one.
            await self._mark(source, skipped)
        article_ids, is_complete = await self._take(source, feed, chosen)
        is_unfinished = is_unfinished or not is_complete
        if known and fetched.permanent_url != source.url:
            # Only when the new address gave entries that we know from the old one: a site that sends a dead feed's
            # readers to its front page, or anywhere else, does not move it.
            source = await self._moved(source, fetched.permanent_url)
        await self._succeeded(source, feed, entries, fetched, None if is_unfinished else body_digest)
        return partial(_told, outcome_of(source, IngestStatus.OK, fetched.status, article_ids))

    async def _unchanged(
        self, source: Source, fetched: Fetched, etag: str | None, last_modified: str | None
    ) -> IngestOutcome:
        if fetched.permanent_url != source.url:
            # The new address sent, or knew by its validator, the very document that we have from the old one.
            source = await self._moved(source, fetched.permanent_url)
        now = self._clock.now()
        quiet_for = now - source.changed_at if source.changed_at else None
        interval = adapted_interval(
            self._settings.poll_interval, entry_gap=None, quiet_for=quiet_for, wish=fetched.kept_for
        )
        interval = max(interval, source.interval or interval)
        await self._sources.record_success(
            source.source_id,
            etag=etag,
            last_modified=last_modified,
            title=None,
            lang=None,
            now=now,
            next_due_at=next_due_at(now, interval, key=source.url),
            body_digest=source.body_digest,
        )
        status = IngestStatus.NOT_MODIFIED if fetched.not_modified else IngestStatus.OK
        return outcome_of(source, status, fetched.status)

    async def _moved(self, source: Source, url: str) -> Source:
        source_id = await self._sources.move_source(source.source_id, url)
        log.warning("ingest.moved source=%s to=%s url=%s", source.source_id, source_id, redact_url(url))
        return await self._sources.find_source(source_id) or source

    async def _take(self, source: Source, feed: ParsedFeed, chosen: Sequence[NewEntry]) -> tuple[list[int], bool]:
        """Store the articles of the chosen entries. Returns the ids of the new ones, and whether none is left over."""
        waiting = [new for new in chosen if not new.is_whole]
        article_ids = await self._keep(source, [(new.from_feed, new) for new in chosen if new.is_whole])
        is_complete = True
        for start in range(0, len(waiting), BATCH):
            read = await asyncio.gather(*(self._read(source, feed, new) for new in waiting[start : start + BATCH]))
            article_ids += await self._keep(source, [(article, new) for article, new, is_final in read if is_final])
            is_complete = is_complete and all(is_final for *_, is_final in read)
        return article_ids, is_complete

    async def _keep(self, source: Source, taken: Sequence[tuple[NewArticle | None, NewEntry]]) -> list[int]:
        """Articles in one transaction with what was seen; entries without one are only marked. Ids of the new ones."""
        if dropped := [new for article, new in taken if article is None]:
            await self._mark(source, dropped)
        kept = [(article, new) for article, new in taken if article is not None]
        if not kept:
            return []
        stored = await self._articles.add_articles(
            source.source_id,
            [article for article, _ in kept],
            [identities_of(article, new) for article, new in kept],
            self._clock.now(),
        )
        return [article.article_id for article in stored]

    async def _read(self, source: Source, feed: ParsedFeed, new: NewEntry) -> tuple[NewArticle | None, NewEntry, bool]:
        """The entry's article, from its page or else from the feed; whether that is final."""
        assert new.entry.url is not None
        try:
            fetched, page = await self._page(new.entry.url, new.entry.lang or feed.lang)
        except (FetchError, UsageError) as problem:
            log.info("ingest.page source=%s error=%s", source.source_id, problem.key)
            # A title alone is no article; the page may answer next time.
            return new.from_feed, new, new.from_feed is not None or not may_pass(problem)
        article = article_from_page(
            new,
            feed,
            page,
            fetched.url,
            self._clock.now(),
            source_url=source.url,
            trusted=self._is_trusted(fetched.url),
        )
        return article, new, True

    async def _refresh_page(self, source: Source) -> IngestOutcome:
        """A page is read once; later turns find it read."""
        canonical = canonical_url(source.url)
        if await self._sources.find_known_identities(source.source_id, [f"url:{canonical}"]):
            await self._page_read(source)
            return outcome_of(source, IngestStatus.NOT_MODIFIED, None)
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
            source.source_id, [article], [identities_of(article, new)], self._clock.now()
        )
        await self._page_read(source, page)
        return outcome_of(source, IngestStatus.OK, fetched.status, [one.article_id for one in stored])

    async def _page(self, url: str, declared_lang: str | None) -> tuple[Fetched, ExtractedPage]:
        fetched = await self._fetcher.fetch(url, max_bytes=self._settings.page_max_bytes, obeys_robots=True)
        work = partial(extract_article, url=fetched.url, content_type=fetched.content_type, declared_lang=declared_lang)
        return fetched, await run_in(self._pool, work, fetched.body)

    def _is_trusted(self, url: str) -> bool:
        return is_admitted_url(url, self._settings.allow_hosts)

    async def _mark(self, source: Source, entries: Sequence[NewEntry]) -> None:
        identities = [identity for entry in entries for identity in entry.identities]
        await self._articles.mark_seen(source.source_id, identities, self._clock.now())

    async def _succeeded(
        self, source: Source, feed: ParsedFeed, entries: Sequence[NewEntry], fetched: Fetched, body_digest: bytes | None
    ) -> None:
        """`body_digest` is None while something is left to fetch: an unchanged feed must not hide that."""
        now = self._clock.now()
        wishes = [wish for wish in (fetched.kept_for, feed.ttl) if wish is not None]
        interval = adapted_interval(
            self._settings.poll_interval,
            entry_gap=entry_gap(new.entry.published_at or new.entry.updated_at for new in entries),
            quiet_for=None,
            wish=max(wishes, default=None),
        )
        wait = interval if body_digest else min(interval, self._settings.poll_interval)
        await self._sources.record_success(
            source.source_id,
            etag=fetched.etag if body_digest else None,
            last_modified=fetched.last_modified if body_digest else None,
            title=feed.title,
            lang=feed.lang,
            now=now,
            next_due_at=next_due_at(now, wait, key=source.url),
            interval=interval,
            changed_at=now,
            body_digest=body_digest,
        )

    async def _page_read(self, source: Source, page: ExtractedPage | None = None) -> None:
        """A page is read once."""
        now = self._clock.now()
        await self._sources.record_success(
            source.source_id,
            etag=None,
            last_modified=None,
            title=page.title if page else None,
            lang=page.lang if page else None,
            now=now,
            next_due_at=now + NEVER_AGAIN,
        )

    async def _failed(self, source: Source, problem: FetchError | UsageError) -> IngestOutcome:
        now = self._clock.now()
        is_refused = isinstance(problem, AddressRefused | UsageError)
        failures = source.failures + 1
        is_retired = isinstance(problem, Gone) or is_given_up(problem, source.failing_since, now)
        wait = next_due_at(
            now,
            LONGEST if is_refused else self._settings.poll_interval,
            failures=failures,
            retry_after=getattr(problem, "retry_after", None),
            key=source.url,
        )
        await self._sources.record_failure(
            source.source_id, error=problem.key, now=now, next_due_at=wait, gone=is_retired
        )
        if is_retired or failures == TELLING_FAILURES:
            event = "retired" if is_retired else "failing"
            log.warning("ingest.%s source=%s error=%s failures=%d", event, source.source_id, problem.key, failures)
        status = IngestStatus.GONE if is_retired else IngestStatus.REFUSED if is_refused else IngestStatus.FAILED
        http_status = getattr(problem, "http_status", None)
        return replace(outcome_of(source, status, http_status), error=problem.key, detail=redact(str(problem)))


async def _told(outcome: IngestOutcome) -> IngestOutcome:
    """The end of a turn that has written everything."""
    return outcome


async def _digest(body: bytes) -> bytes:
    """What an unchanged document is known by; of a large one in a thread, for it takes some ten milliseconds."""
    if len(body) <= AT_ONCE:
        return sha256(body).digest()
    return (await asyncio.to_thread(sha256, body)).digest()
