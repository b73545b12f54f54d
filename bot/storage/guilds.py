"""What a server chose for itself, when it left, and the way to forget it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, delete, select, union, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.language import Lang
from bot.domain.server import Area, ServerSettings, SetupDraft
from bot.domain.source import HOUSE
from bot.storage.database import Database
from bot.storage.tables import alert_rules, catalogue_state, guilds, metadata, model_calls, schedules

LEFT = "servers-left"
"""Why a schedule is off while its server is away; with the server it comes back."""


HANDED_OVER = (model_calls,)
"""Of a forgotten server these rows stay as the operator's own: what was spent in a day was spent, whoever asked."""


def tables_of_guilds() -> list[Table]:
    """Every table with a guild_id, in an order that no foreign key objects to: a new one cannot be forgotten."""
    return [table for table in reversed(metadata.sorted_tables) if "guild_id" in table.c]


class GuildStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def language(self, guild_id: int) -> Lang | None:
        """The language that the server chose; None where it did not."""
        return (await self.settings(guild_id)).language

    async def set_language(self, guild_id: int, lang: Lang | None, now: datetime) -> None:
        await self._save(guild_id, {"language": lang}, now)

    async def settings(self, guild_id: int) -> ServerSettings:
        """What its admins chose; the defaults where they did not."""
        query = select(guilds.c.language, guilds.c.settings).where(guilds.c.id == guild_id)
        async with self._database.reader() as connection:
            row = (await connection.execute(query)).one_or_none()
        return _settings(row.language, row.settings or {}) if row else ServerSettings()

    async def save_settings(self, guild_id: int, chosen: ServerSettings, now: datetime) -> None:
        body = {
            "answers_private": chosen.answers_private,
            "other_channels": sorted(chosen.other_channels),
            "roles": {command: sorted(roles) for command, roles in sorted(chosen.roles.items())},
            "news_answers": chosen.news_answers,
            "in_charge": {area.value: sorted(roles) for area, roles in sorted(chosen.in_charge.items())},
        }
        await self._save(guild_id, {"language": chosen.language, "settings": body}, now)

    async def find_setup(self, guild_id: int) -> SetupDraft | None:
        """How far the set-up guide is; None where it was never shown."""
        query = select(guilds.c.setup).where(guilds.c.id == guild_id)
        async with self._database.reader() as connection:
            body = (await connection.execute(query)).scalar_one_or_none()
        return _draft(body) if body else None

    async def save_setup(self, guild_id: int, draft: SetupDraft, now: datetime) -> None:
        body = {
            "channel_id": draft.channel_id,
            "time": draft.time,
            "timezone": draft.timezone,
            "langs": list(draft.langs),
            "packs": list(draft.packs),
            "is_done": draft.is_done,
        }
        await self._save(guild_id, {"setup": body}, now)

    async def leave(self, guild_id: int, now: datetime) -> int:
        """The server removed us: its schedules and alerts stop in the same moment. Returns how many schedules were on.

        Whoever left before keeps the day of then.
        """
        insert = self._database.insert(guilds).values(id=guild_id, updated_at=now, left_at=now)
        gone = insert.on_conflict_do_update(
            index_elements=[guilds.c.id], set_={"left_at": now, "updated_at": now}, where=guilds.c.left_at.is_(None)
        )
        stop = update(schedules).where(schedules.c.guild_id == guild_id, schedules.c.active)
        silence = update(alert_rules).where(alert_rules.c.guild_id == guild_id, alert_rules.c.active)
        async with self._database.writer() as connection:
            await connection.execute(gone)
            await connection.execute(silence.values(active=False, stopped=LEFT))
            return (await connection.execute(stop.values(active=False, stopped=LEFT))).rowcount

    async def come_back(self, guild_id: int, now: datetime) -> int | None:
        """The server has us again: what stopped because it left goes on, owing nothing of the meantime.

        Returns how many schedules do; None where it was not away.
        """
        back = update(guilds).where(guilds.c.id == guild_id, guilds.c.left_at.is_not(None))
        resume = update(schedules).where(schedules.c.guild_id == guild_id, schedules.c.stopped == LEFT)
        tell = update(alert_rules).where(alert_rules.c.guild_id == guild_id, alert_rules.c.stopped == LEFT)
        resumed = {"active": True, "stopped": None, "created_at": now}
        async with self._database.writer() as connection:
            if not (await connection.execute(back.values(left_at=None, updated_at=now))).rowcount:
                return None
            await connection.execute(tell.values(resumed))
            return (await connection.execute(resume.values(resumed | {"due_at": None}))).rowcount

    async def list_known(self) -> list[int]:
        """Every server of which anything is kept and that is not known to have left."""
        ids = union(*(select(table.c.guild_id) for table in tables_of_guilds()), select(guilds.c.id)).subquery()
        away = select(guilds.c.id).where(guilds.c.left_at.is_not(None))
        # The house is 0, and what is nobody's below that.
        known = select(ids.c[0]).where(ids.c[0] > HOUSE, ids.c[0].not_in(away)).order_by(ids.c[0])
        async with self._database.reader() as connection:
            return [int(one) for one in await connection.scalars(known)]

    async def list_left(self, until: datetime) -> list[int]:
        """The servers that left by then and did not come back, the longest gone first."""
        query = select(guilds.c.id).where(guilds.c.left_at <= until).order_by(guilds.c.left_at, guilds.c.id)
        async with self._database.reader() as connection:
            return list(await connection.scalars(query))

    async def forget(self, guild_id: int, *, left_by: datetime | None = None) -> bool:
        """Remove everything that is this server's. What it shares with others (sources, articles, briefs) stays.

        With `left_by` only where it left by then and is still away; False where it is not. Raises ValueError for the
        house, which owns the record that every server reads.
        """
        if guild_id == HOUSE:
            raise ValueError("the house is not a server and cannot be forgotten")
        async with self._database.writer() as connection:
            # Taking the row away first decides a race with a return: whoever comes second finds nothing.
            row = delete(guilds).where(guilds.c.id == guild_id)
            if left_by is not None:
                gone = await connection.execute(row.where(guilds.c.left_at <= left_by))
                if not gone.rowcount:
                    return False
            await connection.execute(row)
            await _forget_rows(connection, guild_id)
            return True

    async def _save(self, guild_id: int, values: Mapping[str, Any], now: datetime) -> None:
        chosen = {**values, "updated_at": now}
        insert = self._database.insert(guilds).values(id=guild_id, **chosen)
        async with self._database.writer() as connection:
            await connection.execute(insert.on_conflict_do_update(index_elements=[guilds.c.id], set_=chosen))


async def _forget_rows(connection: AsyncConnection, guild_id: int) -> None:
    for table in tables_of_guilds():
        own = table.c.guild_id == guild_id
        change = update(table).values(guild_id=HOUSE) if table in HANDED_OVER else delete(table)
        await connection.execute(change.where(own))
    await connection.execute(catalogue_state.update().values(revision=catalogue_state.c.revision + 1))


def _settings(language: str | None, body: Mapping[str, Any]) -> ServerSettings:
    return ServerSettings(
        language=cast("Lang | None", language),
        answers_private=bool(body.get("answers_private", False)),
        other_channels=frozenset(body.get("other_channels", ())),
        roles={command: frozenset(roles) for command, roles in body.get("roles", {}).items()},
        news_answers=bool(body.get("news_answers", True)),
        in_charge={Area(area): frozenset(roles) for area, roles in body.get("in_charge", {}).items()},
    )


def _draft(body: Mapping[str, Any]) -> SetupDraft:
    langs: Sequence[Lang] = body["langs"]
    return SetupDraft(
        body["channel_id"], body["time"], body["timezone"], tuple(langs), tuple(body["packs"]), body["is_done"]
    )
