"""What we follow: one row per URL for all servers, and who follows it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    Select,
    Table,
    Update,
    bindparam,
    delete,
    exists,
    func,
    literal,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.source import Source, SourceKind, SourceState
from bot.storage.chunks import chunks
from bot.storage.columns import digest
from bot.storage.database import Database
from bot.storage.gathering import Gathering
from bot.storage.tables import article_sources, entries, follows, guilds, sources

TOGETHER = 64
"""Ends of turns that one transaction takes at most."""
_OF_THIS_TURN = (
    "etag", "last_modified", "body_digest", "state", "error", "failures", "failing_since", "retired_at",
    "last_fetched_at", "next_due_at",
)  # fmt: skip
_LASTING = ("title", "lang", "interval_seconds", "changed_at")
"""Kept where a turn does not say otherwise."""


class SourceStore:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._successes = Gathering(self._write_successes, most=TOGETHER)

    @property
    def database(self) -> Database:
        """For the stores that look at sources from another side."""
        return self._database

    async def add_source(self, url: str, title: str, lang: str | None, kind: SourceKind, now: datetime) -> Source:
        """The source at `url`, new and due at once, or the one that is there. One that was gone is tried again."""
        insert = self._database.insert(sources).values(
            url=url,
            url_digest=digest(url),
            title=title,
            lang=lang,
            kind=kind,
            state=SourceState.ACTIVE,
            failures=0,
            next_due_at=now,
            added_at=now,
        )
        revive = insert.on_conflict_do_update(
            index_elements=[sources.c.url_digest],
            set_={
                "state": SourceState.ACTIVE,
                "failures": 0,
                "error": None,
                "failing_since": None,
                "retired_at": None,
                "next_due_at": now,
            },
            where=sources.c.state == SourceState.GONE,
        )
        async with self._database.writer() as connection:
            await connection.execute(revive)
            found = await connection.execute(select(sources).where(sources.c.url_digest == digest(url)))
            return to_source(found.one())

    async def follow(self, guild_id: int, source_id: int, now: datetime, *, added_by: int | None = None) -> bool:
        """True if the server did not follow it before."""
        insert = self._database.insert(follows).values(
            guild_id=guild_id, source_id=source_id, paused=False, added_by=added_by, followed_at=now
        )
        async with self._database.writer() as connection:
            done = await connection.execute(insert.on_conflict_do_nothing().returning(follows.c.source_id))
            return done.first() is not None

    async def unfollow(self, guild_id: int, source_id: int) -> bool:
        """True if the server followed it until now."""
        async with self._database.writer() as connection:
            done = await connection.execute(delete(follows).where(*_is_follow(guild_id, source_id)))
            return done.rowcount > 0

    async def set_paused(self, guild_id: int, source_id: int, paused: bool) -> bool:
        """True if the server follows it, whether or not that changed anything."""
        async with self._database.writer() as connection:
            change = update(follows).where(*_is_follow(guild_id, source_id)).values(paused=paused)
            return (await connection.execute(change)).rowcount > 0

    async def list_sources(self, guild_id: int | None) -> list[Source]:
        """In order of addition. For a server: those it follows, PAUSED where it paused them. None: all."""
        async with self._database.reader() as connection:
            found = await connection.execute(sources_of(guild_id).order_by(sources.c.id))
            return [to_source(row) for row in found]

    async def find_source(self, source_id: int, guild_id: int | None = None) -> Source | None:
        """For a server: only one that it follows, as list_sources gives it."""
        async with self._database.reader() as connection:
            found = await connection.execute(sources_of(guild_id).where(sources.c.id == source_id))
            row = found.first()
            return to_source(row) if row else None

    async def find_source_by_url(self, url: str) -> Source | None:
        async with self._database.reader() as connection:
            found = await connection.execute(select(sources).where(sources.c.url_digest == digest(url)))
            row = found.first()
            return to_source(row) if row else None

    async def list_due(self, now: datetime, limit: int = 1000) -> list[Source]:
        """Active sources whose time has come and that somebody follows unpaused, the longest waiting first.

        A server that has left waits for nothing."""
        away = select(guilds.c.id).where(guilds.c.left_at.is_not(None))
        wanted = exists().where(
            follows.c.source_id == sources.c.id, follows.c.paused.is_(False), follows.c.guild_id.not_in(away)
        )
        query = (
            select(sources)
            .where(sources.c.state == SourceState.ACTIVE, sources.c.next_due_at <= now, wanted)
            .order_by(sources.c.next_due_at, sources.c.id)
            .limit(limit)
        )
        async with self._database.reader() as connection:
            return [to_source(row) for row in await connection.execute(query)]

    async def record_success(
        self,
        source_id: int,
        *,
        etag: str | None,
        last_modified: str | None,
        title: str | None,
        lang: str | None,
        now: datetime,
        next_due_at: datetime,
        interval: timedelta | None = None,
        changed_at: datetime | None = None,
        body_digest: bytes | None = None,
    ) -> None:
        """Clears error and failures. An empty `title`, `lang`, `interval` or `changed_at` leaves the known one.

        Ends that come at a time are one transaction.
        """
        values: dict[str, Any] = {
            "changed_id": source_id,
            "etag": etag,
            "last_modified": last_modified,
            "body_digest": body_digest,
            "state": SourceState.ACTIVE,
            "error": None,
            "failures": 0,
            "failing_since": None,
            "retired_at": None,
            "last_fetched_at": now,
            "next_due_at": next_due_at,
            "title": title or None,
            "lang": lang or None,
            "interval_seconds": (int(interval.total_seconds()) or None) if interval else None,
            "changed_at": changed_at,
        }
        await self._successes.add(values)

    async def _write_successes(self, rows: Sequence[dict[str, Any]]) -> Sequence[None]:
        # In the order of their ids, so that two processes cannot wait for each other in a circle.
        in_order = sorted(rows, key=itemgetter("changed_id"))
        await self._database.write(lambda connection: connection.execute(_success(), in_order))
        return [None] * len(rows)

    async def record_failure(
        self, source_id: int, *, error: str, now: datetime, next_due_at: datetime, gone: bool
    ) -> None:
        """One more failure in a row, because of `error` (a message key). `gone` retires the source."""
        values: dict[str, Any] = {
            "error": error,
            "failures": sources.c.failures + 1,
            "failing_since": func.coalesce(sources.c.failing_since, now),
            "last_fetched_at": now,
            "next_due_at": next_due_at,
        }
        retired = {"state": SourceState.GONE, "retired_at": now} if gone else {}
        await self._change(source_id, values | retired)

    async def move_source(self, source_id: int, url: str) -> int:
        """The source is at `url` from now on. Where another one is there already, that one takes over who follows it,
        its articles and what was seen. Returns the id of the source that is left."""
        async with self._database.writer() as connection:
            query = select(sources.c.id).where(sources.c.url_digest == digest(url))
            other = (await connection.execute(query)).scalar()
            if other is None:
                own = sources.c.id == source_id
                change = {"url": url, "url_digest": digest(url), "moved_from": sources.c.url}
                await connection.execute(update(sources).where(own).values(change))
                return source_id
            if other != source_id:
                for table in (follows, article_sources, entries):
                    await self._hand_over(connection, table, source_id, other)
                await connection.execute(delete(sources).where(sources.c.id == source_id))
            return int(other)

    async def _hand_over(self, connection: AsyncConnection, table: Table, source_id: int, heir: int) -> None:
        names = [column.name for column in table.columns]
        columns = [literal(heir).label("source_id") if name == "source_id" else table.c[name] for name in names]
        rows = select(*columns).where(table.c.source_id == source_id)
        await connection.execute(self._database.insert(table).from_select(names, rows).on_conflict_do_nothing())

    async def _change(self, source_id: int, values: dict[str, Any]) -> None:
        change = update(sources).where(sources.c.id == source_id).values(values)
        await self._database.write(lambda connection: connection.execute(change))

    async def find_known_identities(self, source_id: int, identities: Sequence[str]) -> set[str]:
        """Those among `identities` that were marked seen for this source."""

        def look_up(connection: Connection) -> set[str]:
            # Here and not before: ten thousand entries' digests would hold up the event loop.
            by_digest = {digest(identity): identity for identity in identities}
            known: set[str] = set()
            for portion in chunks(list(by_digest)):
                found = connection.scalars(_known_entries(), {"of_source": source_id, "among": portion})
                known.update(by_digest[one] for one in found)
            return known

        return await self._database.read(look_up)

    async def count_followers(self, source_id: int) -> int:
        """How many servers follow it, the house among them."""
        query = select(func.count()).select_from(follows).where(follows.c.source_id == source_id)
        async with self._database.reader() as connection:
            return (await connection.execute(query)).scalar_one()


@cache
def _success() -> Update:
    """What the end of a good turn changes of the source `changed_id`. Building it takes longer than carrying it out."""
    given = {name: bindparam(name, type_=sources.c[name].type) for name in (*_OF_THIS_TURN, *_LASTING)}
    lasting = {name: func.coalesce(given[name], sources.c[name]) for name in _LASTING}
    return update(sources).where(sources.c.id == bindparam("changed_id")).values(given | lasting)


@cache
def _known_entries() -> Select[Any]:
    return select(entries.c.identity_digest).where(
        entries.c.source_id == bindparam("of_source"), entries.c.identity_digest.in_(bindparam("among", expanding=True))
    )


def _is_follow(guild_id: int, source_id: int) -> tuple[Any, Any]:
    return follows.c.guild_id == guild_id, follows.c.source_id == source_id


def sources_of(guild_id: int | None) -> Select[Any]:
    if guild_id is None:
        return select(sources)
    return (
        select(sources, follows.c.paused, follows.c.title.label("own_title"))
        .join(follows)
        .where(follows.c.guild_id == guild_id)
    )


def to_source(row: Row[Any]) -> Source:
    state = SourceState(row.state)
    # What is gone stays gone, paused or not: the server has to know.
    if state is SourceState.ACTIVE and getattr(row, "paused", False):
        state = SourceState.PAUSED
    return Source(
        source_id=row.id,
        url=row.url,
        title=getattr(row, "own_title", None) or row.title,
        lang=row.lang,
        kind=SourceKind(row.kind),
        state=state,
        error=row.error,
        failures=row.failures,
        etag=row.etag,
        last_modified=row.last_modified,
        last_fetched_at=row.last_fetched_at,
        next_due_at=row.next_due_at,
        added_at=row.added_at,
        failing_since=row.failing_since,
        retired_at=row.retired_at,
        changed_at=row.changed_at,
        interval=timedelta(seconds=row.interval_seconds) if row.interval_seconds else None,
        body_digest=row.body_digest,
        moved_from=row.moved_from,
    )
