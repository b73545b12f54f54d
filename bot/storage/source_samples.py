"""What the entries of a source are known by, so that the same feed is recognised under another address."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, or_, select

from bot.storage.columns import digest, page_digest
from bot.storage.database import Database
from bot.storage.tables import article_sources, articles, source_samples

SAMPLE = 60
"""Entries that are kept of one source."""
_CARRIERS = 20


class SampleStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep_sample(self, source_id: int, keys: Sequence[str]) -> None:
        """Replace what is kept of the source by the first SAMPLE of `keys`, one per entry."""
        digests = sorted({digest(key) for key in keys[:SAMPLE]})
        async with self._database.writer() as connection:
            await connection.execute(source_samples.delete().where(source_samples.c.source_id == source_id))
            if digests:
                rows = [{"source_id": source_id, "identity_digest": one} for one in digests]
                await connection.execute(self._database.insert(source_samples).on_conflict_do_nothing(), rows)

    async def list_sharing(self, keys: Sequence[str]) -> list[tuple[int, int, int]]:
        """(source id, how many of `keys` are in its sample, how large that is), those that share most first."""
        mine = source_samples.alias()
        query = (
            select(
                mine.c.source_id,
                func.count().label("shared"),
                select(func.count())
                .select_from(source_samples)
                .where(source_samples.c.source_id == mine.c.source_id)
                .scalar_subquery()
                .label("size"),
            )
            .where(mine.c.identity_digest.in_([digest(key) for key in keys[:SAMPLE]]))
            .group_by(mine.c.source_id)
            .order_by(func.count().desc(), mine.c.source_id)
            .limit(_CARRIERS)
        )
        async with self._database.reader() as connection:
            return [(row.source_id, row.shared, row.size) for row in await connection.execute(query)]

    async def has_sample(self, source_id: int) -> bool:
        query = select(source_samples.c.source_id).where(source_samples.c.source_id == source_id).limit(1)
        async with self._database.reader() as connection:
            return (await connection.execute(query)).first() is not None

    async def list_carriers(self, canonical_urls: Sequence[str]) -> list[int]:
        """Sources that brought articles at these addresses, those with most of them first."""
        # The key of a feed's own text holds its words as well; its address is the other digest then.
        digests = [page_digest(url) for url in canonical_urls[:SAMPLE]]
        query = (
            select(article_sources.c.source_id)
            .join(articles, articles.c.id == article_sources.c.article_id)
            .where(or_(articles.c.canonical_digest.in_(digests), articles.c.url_digest.in_(digests)))
        )
        async with self._database.reader() as connection:
            counted = Counter(await connection.scalars(query))
        return [source_id for source_id, _ in counted.most_common(_CARRIERS)]

    async def list_addresses(self, source_id: int, since: datetime, until: datetime) -> set[str]:
        """Canonical addresses of the source's newest articles that were published in this time."""
        query = (
            select(articles.c.canonical_url)
            .join(article_sources, article_sources.c.article_id == articles.c.id)
            .where(article_sources.c.source_id == source_id, articles.c.published_at.between(since, until))
            .order_by(articles.c.published_at.desc())
            .limit(SAMPLE)
        )
        async with self._database.reader() as connection:
            return set(await connection.scalars(query))
