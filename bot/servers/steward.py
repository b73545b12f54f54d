"""Keeps what a server chose, and sees servers come, go and be forgotten: the conductor of what is a server's own."""

import asyncio
import logging
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.server import AuditOutcome, AuditWay, ServerSettings
from bot.ports import Clock
from bot.storage.audit import AuditStore
from bot.storage.guilds import GuildStore

log = logging.getLogger(__name__)

FRESH_SECONDS = 10.0
"""How long settings are taken from memory: another process of ours may have changed them."""
_MOST_KEPT = 5_000
LEFT, RETURNED = "server left", "server returned"
"""Names of the two events in the audit."""


@dataclass(frozen=True, slots=True)
class Census:
    """What a look at all our servers found: those that left or came back while we were away."""

    left: tuple[int, ...]
    returned: tuple[int, ...]


class Steward:
    def __init__(self, guilds: GuildStore, audit: AuditStore, clock: Clock, *, grace: timedelta) -> None:
        """`grace`: how long what is a server's own is kept after it removed us."""
        self._guilds = guilds
        self._audit = audit
        self._clock = clock
        self.grace = grace
        self._settings: dict[int, tuple[float, ServerSettings]] = {}
        self._reading: dict[int, asyncio.Future[ServerSettings]] = {}
        self._saves = 0

    async def settings(self, guild_id: int) -> ServerSettings:
        """What its admins chose. Asked at every command, so it is kept in memory for some seconds."""
        kept = self._settings.get(guild_id)
        if kept is not None and time.monotonic() - kept[0] < FRESH_SECONDS:
            return kept[1]
        # Hundreds of commands may come at once: they read once, and together.
        reading = self._reading.get(guild_id)
        if reading is None:
            reading = self._reading[guild_id] = asyncio.ensure_future(self._read(guild_id))
        return await asyncio.shield(reading)

    async def _read(self, guild_id: int) -> ServerSettings:
        saves = self._saves
        try:
            chosen = await self._guilds.settings(guild_id)
        finally:
            del self._reading[guild_id]
        # What was saved meanwhile is newer than what was read.
        if saves == self._saves:
            self._keep(guild_id, chosen)
        return chosen

    async def save_settings(self, guild_id: int, chosen: ServerSettings) -> None:
        await self._guilds.save_settings(guild_id, chosen, self._clock.now())
        self._saves += 1
        self._keep(guild_id, chosen)

    async def left(self, guild_id: int) -> int:
        """The server removed us: nothing more is posted or fetched for it. Returns how many schedules stopped."""
        entry = await self._audit.begin(guild_id, None, LEFT, {}, AuditWay.EVENT, self._clock.now())
        stopped = await self._guilds.leave(guild_id, self._clock.now())
        await self._audit.finish(entry, AuditOutcome.DONE)
        log.info("servers.left guild=%s schedules_off=%d", guild_id, stopped)
        return stopped

    async def joined(self, guild_id: int) -> int | None:
        """The server has us. How many schedules go on where it was here before and its data is still kept; None
        where it is new."""
        resumed = await self._guilds.come_back(guild_id, self._clock.now())
        if resumed is None:
            return None
        entry = await self._audit.begin(guild_id, None, RETURNED, {}, AuditWay.EVENT, self._clock.now())
        await self._audit.finish(entry, AuditOutcome.DONE)
        log.info("servers.returned guild=%s schedules_on=%d", guild_id, resumed)
        return resumed

    async def take_census(self, present: Collection[int], is_ours: Callable[[int], bool]) -> Census:
        """Compare what is kept with the servers that we are in: being removed is not told to who was not connected.

        `is_ours` says of which servers this process would know.
        """
        here = frozenset(present)
        gone = [one for one in await self._guilds.list_known() if is_ours(one) and one not in here]
        away = frozenset(await self._guilds.list_left(self._clock.now()))
        back = [one for one in sorted(here & away) if is_ours(one)]
        for one in gone:
            await self.left(one)
        for one in back:
            await self.joined(one)
        return Census(tuple(gone), tuple(back))

    async def purge_due(self) -> int:
        """Forget every server that left longer ago than the grace. Returns how many; safe to repeat and to race."""
        until = self._clock.now() - self.grace
        purged = 0
        for guild_id in await self._guilds.list_left(until):
            if await self._guilds.forget(guild_id, left_by=until):
                purged += 1
                self._settings.pop(guild_id, None)
                log.info("servers.purged guild=%s", guild_id)
        return purged

    def _keep(self, guild_id: int, chosen: ServerSettings) -> None:
        if len(self._settings) >= _MOST_KEPT:
            self._settings.clear()
        self._settings[guild_id] = (time.monotonic(), chosen)
