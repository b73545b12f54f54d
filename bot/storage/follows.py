"""Sources from the side of the server that follows them: its folders and names, its limit, many at once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.source import Followed, NewFollow, Source, SourceKind, SourceState
from bot.storage.chunks import chunks
from bot.storage.columns import digest
from bot.storage.database import Database
from bot.storage.sources import sources_of, to_source
from bot.storage.tables import article_sources, articles, follows, sources

Folders = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Following:
    """What became of one wish to follow: whether the server did already, or has no room left (then no source)."""

    source: Source | None
    was_followed: bool


class FollowStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def follow(
        self,
        guild_id: int,
        source_id: int,
        now: datetime,
        *,
        limit: int,
        added_by: int | None = None,
        home_url: str | None = None,
    ) -> bool | None:
        """True if the server did not follow it before, None where it already follows `limit` others."""
        async with self._database.writer() as connection:
            if await self._is_followed(connection, guild_id, source_id):
                return False
            if await _count(connection, guild_id) >= limit:
                return None
            row = {"guild_id": guild_id, "source_id": source_id, "paused": False, "followed_at": now}
            await connection.execute(
                self._database.insert(follows)
                .values(row | {"added_by": added_by, "home_url": home_url})
                .on_conflict_do_nothing()
            )
            return True

    async def follow_all(
        self, guild_id: int, wanted: Sequence[NewFollow], now: datetime, *, limit: int, added_by: int | None = None
    ) -> list[Following]:
        """Follow feeds that nobody has read yet; those that are new are due at once. All in one transaction, in the
        order given, each URL once. Folders and names join what the server has; a name that it chose stays."""
        async with self._database.writer() as connection:
            mine = await _follows_of(connection, guild_id)
            known = await _find_sources(connection, wanted)
            followed = [digest(one.url) in known and known[digest(one.url)].source_id in mine for one in wanted]
            # What there is no room for leaves no source behind that nobody follows.
            room = iter(range(max(0, limit - await _count(connection, guild_id))))
            taken = [was or next(room, None) is not None for was in followed]
            lines = list(zip(wanted, followed, taken, strict=True))
            await self._add_sources(connection, [one for one, _, is_taken in lines if is_taken], now)
            found = await _find_sources(connection, wanted)
            new = [(found[digest(one.url)].source_id, one) for one, was, is_taken in lines if is_taken and not was]
            await self._insert_follows(connection, guild_id, new, now, added_by)
            for one, was, _ in lines:
                if was:
                    await _join_details(connection, mine[found[digest(one.url)].source_id], one)
            return [Following(found[digest(one.url)] if is_taken else None, was) for one, was, is_taken in lines]

    async def _add_sources(self, connection: AsyncConnection, wanted: Sequence[NewFollow], now: datetime) -> None:
        for portion in chunks(wanted):
            rows = [
                {
                    "url": one.url,
                    "url_digest": digest(one.url),
                    "title": one.title or one.url,
                    "lang": one.lang,
                    "kind": SourceKind.FEED,
                    "state": SourceState.ACTIVE,
                    "failures": 0,
                    "next_due_at": now,
                    "added_at": now,
                }
                for one in portion
            ]
            await connection.execute(self._database.insert(sources).on_conflict_do_nothing(), rows)

    async def _insert_follows(
        self,
        connection: AsyncConnection,
        guild_id: int,
        new: Sequence[tuple[int, NewFollow]],
        now: datetime,
        added_by: int | None,
    ) -> None:
        for portion in chunks(new):
            rows = [
                {
                    "guild_id": guild_id,
                    "source_id": source_id,
                    "paused": False,
                    "added_by": added_by,
                    "followed_at": now,
                    "title": one.title or None,
                    "home_url": one.home_url,
                    "folders": [list(path) for path in one.folders] or None,
                }
                for source_id, one in portion
            ]
            await connection.execute(self._database.insert(follows).on_conflict_do_nothing(), rows)

    async def _is_followed(self, connection: AsyncConnection, guild_id: int, source_id: int) -> bool:
        query = select(follows.c.source_id).where(follows.c.guild_id == guild_id, follows.c.source_id == source_id)
        return (await connection.execute(query)).first() is not None

    async def is_followed(self, guild_id: int, source_id: int) -> bool:
        async with self._database.reader() as connection:
            return await self._is_followed(connection, guild_id, source_id)

    async def count(self, guild_id: int) -> int:
        """How many feeds the server follows, paused ones among them."""
        async with self._database.reader() as connection:
            return await _count(connection, guild_id)

    async def list_followed(self, guild_id: int) -> list[Followed]:
        """What the server follows, in order of addition, with its folders and each one's newest article."""
        newest = _newest_articles(guild_id).subquery()
        query = (
            sources_of(guild_id)
            .add_columns(follows.c.folders, follows.c.home_url, newest.c.newest_at)
            .outerjoin(newest, newest.c.source_id == sources.c.id)
            .order_by(sources.c.id)
        )
        async with self._database.reader() as connection:
            rows = await connection.execute(query)
            return [Followed(to_source(row), _paths(row.folders), row.home_url, row.newest_at) for row in rows]

    async def find_by_urls(self, urls: Collection[str]) -> list[Source]:
        """Sources at any of these addresses, the oldest first."""
        found: list[Source] = []
        async with self._database.reader() as connection:
            for keys in chunks([digest(url) for url in urls]):
                rows = await connection.execute(select(sources).where(sources.c.url_digest.in_(keys)))
                found += [to_source(row) for row in rows]
        return sorted(found, key=lambda source: source.source_id)

    async def make_due(self, source_id: int, now: datetime) -> None:
        """Look at the source in the next cycle, retired or not; how often it failed stays known."""
        change = update(sources).where(sources.c.id == source_id)
        async with self._database.writer() as connection:
            await connection.execute(change.values(state=SourceState.ACTIVE, next_due_at=now))


def _newest_articles(guild_id: int) -> Select[Any]:
    followed = select(follows.c.source_id).where(follows.c.guild_id == guild_id)
    return (
        select(article_sources.c.source_id, func.max(articles.c.published_at).label("newest_at"))
        .join(articles, articles.c.id == article_sources.c.article_id)
        .where(article_sources.c.source_id.in_(followed))
        .group_by(article_sources.c.source_id)
    )


async def _count(connection: AsyncConnection, guild_id: int) -> int:
    """Feeds only: an article is followed by whoever asks for its brief, and must not fill a server's list."""
    query = (
        select(func.count())
        .select_from(follows.join(sources))
        .where(follows.c.guild_id == guild_id, sources.c.kind == SourceKind.FEED)
    )
    return int((await connection.execute(query)).scalar_one())


async def _find_sources(connection: AsyncConnection, wanted: Sequence[NewFollow]) -> dict[bytes, Source]:
    found: dict[bytes, Source] = {}
    for keys in chunks([digest(one.url) for one in wanted]):
        rows = await connection.execute(select(sources).where(sources.c.url_digest.in_(keys)))
        found.update((row.url_digest, to_source(row)) for row in rows)
    return found


async def _follows_of(connection: AsyncConnection, guild_id: int) -> dict[int, Row[Any]]:
    rows = await connection.execute(select(follows).where(follows.c.guild_id == guild_id))
    return {row.source_id: row for row in rows}


async def _join_details(connection: AsyncConnection, known: Row[Any], one: NewFollow) -> None:
    """Folders join those that there are; the name and home page are only filled where there is none."""
    folders = list(dict.fromkeys((*_paths(known.folders), *one.folders)))
    values = {
        "folders": [list(path) for path in folders] or None,
        "title": known.title or one.title or None,
        "home_url": known.home_url or one.home_url,
    }
    if any(getattr(known, name) != value for name, value in values.items()):
        this = (follows.c.guild_id == known.guild_id, follows.c.source_id == known.source_id)
        await connection.execute(update(follows).where(*this).values(values))


def _paths(stored: Any) -> Folders:
    return tuple(tuple(str(name) for name in path) for path in stored or ())
