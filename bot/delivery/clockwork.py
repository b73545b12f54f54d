"""Calls the regular jobs of the running program (dispatcher ticks, ingest cycles), each at its own interval.

APScheduler only says when; what is due stands in our tables, so a missed or doubled call does no harm.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

log = logging.getLogger(__name__)

Job = Callable[[], Awaitable[object]]


class Clockwork:
    """Starts with `start`, ends with `stop`. A job never overlaps itself, and one that fails is called again."""

    def __init__(self) -> None:
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._running: set[asyncio.Task[None]] = set()

    def every(self, interval: timedelta, name: str, job: Job) -> None:
        """Call `job` at once and then at this interval, measured from start to start; late calls become one."""
        self._scheduler.add_job(
            self._call,
            IntervalTrigger(seconds=interval.total_seconds(), timezone=UTC),
            args=(name, job),
            id=name,
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
            next_run_time=datetime.now(UTC),  # the scheduler's own time: real, whatever clock the jobs read
        )

    def start(self) -> None:
        """Needs a running event loop."""
        self._scheduler.start()

    async def stop(self, patience: timedelta = timedelta(seconds=5)) -> None:
        """Call nothing more; let running jobs end within `patience`, then cancel them."""
        running = set(self._running)
        if self._scheduler.running:
            # Not through shutdown(), which cancels running jobs at once.
            self._scheduler.remove_all_jobs()
        if running:
            _, late = await asyncio.wait(running, timeout=patience.total_seconds())
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def _call(self, name: str, job: Job) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._running.add(task)
        try:
            await job()
        except Exception:
            log.exception("clockwork.job_failed name=%s", name)
        finally:
            self._running.discard(task)
