"""Articles as extracted, which sources carried them, and which entries were seen."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, or_, select, true, update

from bot.domain.article import Article, Extent, NewArticle
from bot.storage.bulk import insert_returning, insert_rows
from bot.storage.chunks import chunks
from bot.storage.columns import digest, page_digest, storable
from bot.storage.database import Database
from bot.storage.gathering import Gathering
from bot.storage.tables import article_sources, articles, entries, placements, story_companies, unplaced
from bot.storage.visibility import is_visible

_TOGETHER = 4
"""Turns whose articles one transaction takes at most: what it changes has to find room in the store's memory."""


@dataclass(frozen=True, slots=True)
class _Brought:
    """What one turn found, article by article in the order given."""

    source_id: int | None
    new: Sequence[NewArticle]
    identities: Sequence[Sequence[str]]
    now: datetime


class ArticleStore:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._turns = Gathering(self._add_together, most=_TOGETHER)

    async def add_articles(
        self, source_id: int | None, new: Sequence[NewArticle], identities: Sequence[Sequence[str]], now: datetime
    ) -> list[Article]:
        """Store articles and mark their entries seen in one transaction, so that a crash loses both or neither.

        `identities[i]` ("guid:…", "url:…") are those of the entry that `new[i]` came from. An article whose page is
        stored already is only linked to the source; a feed's own text is an article of its own unless the page's is
        there, so that no feed exposes or replaces what another one gave under the same address (ADR 0008). Without a
        source the article belongs to the house. Returns the articles that were not stored before, in the order given.
        What several turns bring at a time may share the transaction; an article is new to one of them.
        """
        if len(new) != len(identities):
            raise ValueError(f"{len(new)} articles but identities of {len(identities)} entries")
        return await self._turns.add(_Brought(source_id, new, identities, now))

    async def _add_together(self, turns: Sequence[_Brought]) -> list[list[Article]]:
        return await self._database.write(lambda connection: self._add(connection, turns))

    def _add(self, connection: Connection, turns: Sequence[_Brought]) -> list[list[Article]]:
        feeds_words = [article.canonical_url for turn in turns for article in turn.new if article.is_from_feed]
        pages = _pages_among(connection, feeds_words)
        firsts = [_firsts(turn.new, pages) for turn in turns]
        of_house = {key for turn, first in zip(turns, firsts, strict=True) if turn.source_id is None for key in first}
        added = self._insert(connection, _merged(firsts), of_house)
        self._link(connection, [(turn.source_id, first) for turn, first in zip(turns, firsts, strict=True)], added)
        self._mark(connection, _seen(turns))
        # Of two turns that bring one article, it is new to the first.
        return [[added.pop(key) for key in first if key in added] for first in firsts]

    def _insert(
        self, connection: Connection, first_of: Mapping[bytes, NewArticle], of_house: Collection[bytes]
    ) -> dict[bytes, Article]:
        """Those of the articles, by their key, that were not stored before; they wait to be placed in a story."""
        # Every process stores a batch in the same order, so two of them cannot wait for each other in a circle.
        in_order = sorted(first_of.items(), key=lambda item: (item[1].published_at, item[0]))
        rows = [_row_of(article, key, of_house=key in of_house) for key, article in in_order]
        # Only what the store gave comes back: having every text back costs as much as handing it over.
        inserted = insert_returning(connection, articles, rows, ("canonical_digest", "id"))
        added = {key: _stored(first_of[key], article_id) for key, article_id in inserted}
        waiting = [{"article_id": one.article_id, "published_at": one.published_at} for one in added.values()]
        insert_rows(connection, unplaced, waiting)
        return added

    def _link(
        self,
        connection: Connection,
        brought: Sequence[tuple[int | None, Iterable[bytes]]],
        added: Mapping[bytes, Article],
    ) -> None:
        """`added` are those articles that are new; the others are looked up."""
        known = {key: one.article_id for key, one in added.items()}
        for portion in chunks(sorted({key for _, keys in brought for key in keys if key not in added})):
            found = connection.execute(
                select(articles.c.canonical_digest, articles.c.id).where(articles.c.canonical_digest.in_(portion))
            )
            known |= {row.canonical_digest: row.id for row in found}
        held = [(known[key], source_id, key in added) for source_id, keys in brought for key in keys if key in known]
        of_house = sorted({article_id for article_id, source_id, is_new in held if source_id is None and not is_new})
        for ids in chunks(of_house):
            connection.execute(update(articles).where(articles.c.id.in_(ids)).values(of_house=True))
        links = sorted({(article_id, source_id) for article_id, source_id, _ in held if source_id is not None})
        rows = [{"article_id": article_id, "source_id": source_id} for article_id, source_id in links]
        insert_rows(connection, article_sources, rows)

    async def mark_seen(self, source_id: int, identities: Sequence[str], now: datetime) -> None:
        """Remember entries that brought no article, so that they are not fetched again."""

        def mark(connection: Connection) -> None:
            self._mark(connection, {(source_id, digest(identity)): now for identity in identities})

        await self._database.write(mark)

    def _mark(self, connection: Connection, seen: Mapping[tuple[int, bytes], datetime]) -> None:
        """`seen`: source and the digest of an identity, to the time of the turn."""
        rows = [
            {"source_id": source_id, "identity_digest": key, "seen_at": at}
            for (source_id, key), at in sorted(seen.items())
        ]
        insert_rows(connection, entries, rows)

    async def get_articles(self, article_ids: Sequence[int]) -> list[Article]:
        """In the order asked; those that do not exist are left out."""

        def read(connection: Connection) -> dict[int, Article]:
            portions = chunks(list(dict.fromkeys(article_ids)))
            rows = [connection.execute(select(articles).where(articles.c.id.in_(portion))) for portion in portions]
            return {row.id: to_article(row) for portion in rows for row in portion}

        found = await self._database.read(read)
        return [found[article_id] for article_id in article_ids if article_id in found]

    async def find_by_url(self, url: str, guild_id: int | None = None) -> Article | None:
        """By canonical URL, else by the URL that it was fetched from (the newest, where several were).

        For a server: only one that it may read.
        """
        key = page_digest(url)
        query = (
            select(articles)
            .where(or_(articles.c.canonical_digest == key, articles.c.url_digest == key))
            .where(true() if guild_id is None else is_visible(guild_id))
            .order_by((articles.c.canonical_digest == key).desc(), articles.c.id.desc())
            .limit(1)
        )
        async with self._database.reader() as connection:
            row = (await connection.execute(query)).first()
            return to_article(row) if row else None

    async def find_of_source(self, source_id: int) -> Article | None:
        """The newest that this source brought: of a page, the page itself."""
        query = select(articles).join(article_sources, article_sources.c.article_id == articles.c.id)
        query = query.where(article_sources.c.source_id == source_id).order_by(articles.c.id.desc()).limit(1)
        return next(iter(await self._list(query)), None)

    async def list_articles(
        self, guild_id: int | None = None, since: datetime | None = None, limit: int | None = None
    ) -> list[Article]:
        """Published since then, newest first. For a server: only what it may read. None: everything."""
        query = select(articles).order_by(articles.c.published_at.desc(), articles.c.id.desc()).limit(limit)
        if since is not None:
            query = query.where(articles.c.published_at >= since)
        if guild_id is not None:
            query = query.where(is_visible(guild_id))
        return await self._list(query)

    async def list_on_companies(
        self, companies: Sequence[str], guild_id: int, *, until: datetime, limit: int
    ) -> list[Article]:
        """Of the stories about these companies, what this server may read: published by `until`, newest first."""
        stories = select(story_companies.c.story_id).where(story_companies.c.company.in_(list(companies)))
        placed = select(placements.c.article_id).where(placements.c.story_id.in_(stories))
        query = select(articles).where(articles.c.id.in_(placed), articles.c.published_at <= until)
        query = query.where(is_visible(guild_id))
        return await self._list(query.order_by(articles.c.published_at.desc(), articles.c.id.desc()).limit(limit))

    async def list_unplaced(self, limit: int = 500) -> list[Article]:
        """Articles in no story yet, oldest first: what a crash between storing and clustering left behind."""
        waiting = select(articles).join(unplaced, unplaced.c.article_id == articles.c.id)
        return await self._list(waiting.order_by(unplaced.c.published_at, unplaced.c.article_id).limit(limit))

    async def _list(self, query: Any) -> list[Article]:
        async with self._database.reader() as connection:
            return [to_article(row) for row in await connection.execute(query)]

    async def visible_ids(self, guild_id: int, article_ids: Iterable[int]) -> set[int]:
        """Those that this server may read."""
        visible: set[int] = set()
        async with self._database.reader() as connection:
            for portion in chunks(list(article_ids)):
                query = select(articles.c.id).where(articles.c.id.in_(portion), is_visible(guild_id))
                visible.update(await connection.scalars(query))
        return visible


def _firsts(new: Iterable[NewArticle], pages: Collection[bytes]) -> dict[bytes, NewArticle]:
    """Of articles with one key, the first."""
    firsts: dict[bytes, NewArticle] = {}
    for article in new:
        page = page_digest(article.canonical_url)
        firsts.setdefault(page if page in pages else _key_of(article), article)
    return firsts


def _merged(firsts: Iterable[Mapping[bytes, NewArticle]]) -> dict[bytes, NewArticle]:
    merged: dict[bytes, NewArticle] = {}
    for one in firsts:
        merged = {**one, **merged}
    return merged


def _seen(turns: Iterable[_Brought]) -> dict[tuple[int, bytes], datetime]:
    return {
        (turn.source_id, digest(identity)): turn.now
        for turn in turns
        if turn.source_id is not None
        for identities in turn.identities
        for identity in identities
    }


def _pages_among(connection: Connection, urls: Sequence[str]) -> set[bytes]:
    """Digests of those canonical URLs whose page is stored."""
    found: set[bytes] = set()
    for portion in chunks(sorted({page_digest(url) for url in urls})):
        found.update(connection.scalars(_keys_among(), {"among": portion}))
    return found


@cache
def _keys_among() -> Select[Any]:
    """Building it takes longer than carrying it out."""
    return select(articles.c.canonical_digest).where(
        articles.c.canonical_digest.in_(bindparam("among", expanding=True))
    )


def _key_of(article: NewArticle) -> bytes:
    """What two articles may not have in common: the page's address, or address and words where they are a feed's."""
    if not article.is_from_feed:
        return page_digest(article.canonical_url)
    return digest(f"{article.canonical_url}\n{article.title}\n{article.text}")


def _row_of(article: NewArticle, key: bytes, *, of_house: bool) -> dict[str, Any]:
    return {
        "url": article.url,
        # A feed's text does not hold the key of its address, and is found by that all the same.
        "url_digest": page_digest(article.canonical_url if article.is_from_feed else article.url),
        "canonical_url": article.canonical_url,
        "canonical_digest": key,
        "outlet": article.outlet,
        "lang": article.lang,
        "title": article.title,
        "text": article.text,
        "published_at": article.published_at,
        "updated_at": article.updated_at,
        "fetched_at": article.fetched_at,
        "extent": article.extent,
        "of_house": of_house,
    }


def _stored(new: NewArticle, article_id: int) -> Article:
    """The article as reading it back would give it."""
    return Article(
        article_id=article_id,
        url=storable(new.url),
        canonical_url=storable(new.canonical_url),
        outlet=storable(new.outlet),
        lang=storable(new.lang),
        title=storable(new.title),
        text=storable(new.text),
        published_at=new.published_at.astimezone(UTC),
        fetched_at=new.fetched_at.astimezone(UTC),
        extent=new.extent,
        updated_at=new.updated_at.astimezone(UTC) if new.updated_at else None,
    )


def to_article(row: Row[Any]) -> Article:
    """A row that holds all columns of `articles`."""
    return Article(
        article_id=row.id,
        url=row.url,
        canonical_url=row.canonical_url,
        outlet=row.outlet,
        lang=row.lang,
        title=row.title,
        text=row.text,
        published_at=row.published_at,
        fetched_at=row.fetched_at,
        extent=Extent(row.extent),
        updated_at=row.updated_at,
    )
