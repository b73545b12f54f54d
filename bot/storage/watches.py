"""What each server tracks, and whether it wants that alone."""

from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from bot.domain.watch import Coverage, Watch, WatchEntry, WatchKind
from bot.storage.database import Database
from bot.storage.tables import watch_options, watches
from bot.text.keywords import fold_keyword


class WatchStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, guild_id: int, entry: WatchEntry, *, limit: int) -> bool | None:
        """Track it. False where the server does so already; None where it tracks `limit` things and this is one more.

        Two spellings of one keyword are one: the first stays.
        """
        own = watches.c.guild_id == guild_id
        row = {
            "guild_id": guild_id,
            "kind": entry.kind.value,
            "key": _key(entry.kind, entry.value),
            "value": entry.value,
            "added_by": entry.added_by,
            "added_at": entry.added_at,
        }
        async with self._database.writer() as connection:
            same = own & (watches.c.kind == row["kind"]) & (watches.c.key == row["key"])
            if (await connection.execute(select(watches.c.key).where(same))).first():
                return False
            held = (await connection.execute(select(func.count()).select_from(watches).where(own))).scalar_one()
            if held >= limit:
                return None
            done = await connection.execute(self._database.insert(watches).values(row).on_conflict_do_nothing())
            return bool(done.rowcount)

    async def remove(self, guild_id: int, kind: WatchKind, value: str) -> bool:
        """Stop tracking it. False where the server did not."""
        one = (watches.c.guild_id == guild_id) & (watches.c.kind == kind.value) & (watches.c.key == _key(kind, value))
        async with self._database.writer() as connection:
            return bool((await connection.execute(delete(watches).where(one))).rowcount)

    async def list_entries(self, guild_id: int) -> list[WatchEntry]:
        """Companies first, then keywords, each in the order in which they were added."""
        query = (
            select(watches)
            .where(watches.c.guild_id == guild_id)
            .order_by(watches.c.kind, watches.c.added_at, watches.c.key)
        )
        async with self._database.reader() as connection:
            return [
                WatchEntry(WatchKind(row.kind), row.value, row.added_at, row.added_by)
                for row in await connection.execute(query)
            ]

    async def watch_of(self, guild_id: int) -> Watch:
        """All that the server tracks; `Watch()` where it tracks nothing."""
        chosen = select(watch_options.c.coverage).where(watch_options.c.guild_id == guild_id)
        tracked = select(watches.c.kind, watches.c.value).where(watches.c.guild_id == guild_id)

        def read(connection: Connection) -> tuple[list[tuple[str, str]], str | None]:
            rows = connection.execute(tracked.order_by(watches.c.added_at, watches.c.key))
            return [(row.kind, row.value) for row in rows], connection.execute(chosen).scalar_one_or_none()

        rows, coverage = await self._database.read(read)
        return Watch(
            companies=frozenset(value for kind, value in rows if kind == WatchKind.COMPANY),
            keywords=tuple(value for kind, value in rows if kind == WatchKind.KEYWORD),
            coverage=Coverage(coverage) if coverage else Coverage.ALL,
        )

    async def set_coverage(self, guild_id: int, coverage: Coverage, now: datetime) -> None:
        chosen = {"coverage": coverage.value, "updated_at": now}
        insert = self._database.insert(watch_options).values(guild_id=guild_id, **chosen)
        async with self._database.writer() as connection:
            await connection.execute(
                insert.on_conflict_do_update(index_elements=[watch_options.c.guild_id], set_=chosen)
            )


def _key(kind: WatchKind, value: str) -> str:
    return value if kind is WatchKind.COMPANY else fold_keyword(value)
