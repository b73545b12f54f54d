"""Has the editions that come near written ahead, the next due first, as many as are kept."""

import asyncio
import logging
from datetime import datetime, timedelta

from bot.delivery.prepared import PreparedEditions
from bot.delivery.schedule import local_day
from bot.domain.delivery import Schedule
from bot.ports import Clock
from bot.storage.schedules import ScheduleStore

log = logging.getLogger(__name__)

AHEAD = timedelta(minutes=2)
"""How long before its slot an edition is composed."""
PREPARED_FOR = timedelta(minutes=10)
"""How old a prepared edition may be at most: later, newer news are told."""
PAGE = 256
"""Schedules read at a time."""


class Preparer:
    """One task at a time. It goes on behind the schedule that it came to last, so that a beat reads nothing twice."""

    def __init__(self, schedules: ScheduleStore, editions: PreparedEditions, clock: Clock) -> None:
        self._schedules = schedules
        self._editions = editions
        self._clock = clock
        self._last: tuple[datetime, int] | None = None
        """Slot and schedule that were come to last."""
        self._task: asyncio.Task[None] | None = None

    @property
    def is_busy(self) -> bool:
        return self._task is not None and not self._task.done()

    def wake(self, now: datetime) -> None:
        """Go on, unless it does already."""
        if self.is_busy:
            return
        self._editions.drop_before(now - PREPARED_FOR)
        if self._last is not None and self._last[0] > now + AHEAD:
            self._last = None  # the clock was set back
        self._task = asyncio.create_task(self._write_ahead(), name="prepare")

    async def close(self) -> None:
        """Stop in the middle: nothing of it is needed."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _write_ahead(self) -> None:
        try:
            while not self._editions.is_full:
                now = self._clock.now()
                page = await self._schedules.list_coming(now, now + AHEAD, after=self._last, limit=PAGE)
                for one in page:
                    await self._write(one)
                if len(page) < PAGE:
                    return
        except Exception:
            log.exception("delivery.not_prepared")

    async def _write(self, schedule: Schedule) -> None:
        slot_at = schedule.due_at
        if slot_at is None or slot_at <= self._clock.now():
            return  # it has come meanwhile, and is written by whoever posts it
        self._last = (slot_at, schedule.schedule_id)
        try:
            on, readers = local_day(schedule, slot_at), schedule.readers_at(slot_at)
            for lang in schedule.langs:
                await self._editions.prepare(schedule.guild_id, lang, on=on, top=schedule.top, readers=readers)
        except Exception:
            log.exception("delivery.not_prepared schedule=%s", schedule.schedule_id)
