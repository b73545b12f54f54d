"""Calls the regular jobs of the running program (dispatcher ticks, ingest cycles), each at its own interval.

APScheduler only says when; what is due stands in our tables, so a missed or doubled call does no harm.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

log = logging.getLogger(__name__)

Job = Callable[[], Awaitable[object]]

_CANCELLED_WITHIN = 1.0
LONGEST_PAUSE = timedelta(seconds=30)
"""Between two calls of a job that fails again and again; a shorter interval doubles up to this."""


@dataclass(slots=True)
class JobHealth:
    """How a job does. Instants are seconds of the monotonic clock."""

    interval: float
    failures_in_row: int = 0
    failures: int = 0
    ended_at: float | None = None
    """When a call last ended well."""
    begun_at: float | None = None
    """When the running call began; None where none runs."""
    error: str | None = None
    """Kind of the last failure, while it fails."""
    paused_until: float = 0.0


class Clockwork:
    """Starts with `start`, ends with `stop`. A job never overlaps itself, and one that fails is called again."""

    def __init__(self) -> None:
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._running: set[asyncio.Task[None]] = set()
        self._health: dict[str, JobHealth] = {}

    @property
    def health(self) -> Mapping[str, JobHealth]:
        """Of every job, by its name."""
        return self._health

    def every(self, interval: timedelta, name: str, job: Job) -> None:
        """Call `job` at once and then at this interval, measured from start to start; late calls become one.

        One that fails is called at doubling pauses until it works again.
        """
        self._health[name] = JobHealth(interval.total_seconds())
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
            if late:
                # A job that does not let itself be cancelled is left: the program ends all the same.
                await asyncio.wait(late, timeout=_CANCELLED_WITHIN)
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def _call(self, name: str, job: Job) -> None:
        health, now = self._health[name], time.monotonic()
        if now < health.paused_until:
            return
        task = asyncio.current_task()
        assert task is not None
        self._running.add(task)
        health.begun_at = now
        try:
            await job()
        except Exception as problem:
            health.failures += 1
            health.failures_in_row += 1
            health.error = type(problem).__name__
            pause = min(health.interval * 2 ** min(health.failures_in_row, 20), LONGEST_PAUSE.total_seconds())
            health.paused_until = time.monotonic() + pause
            log.exception("clockwork.job_failed name=%s in_row=%d", name, health.failures_in_row)
        else:
            health.failures_in_row, health.error, health.ended_at = 0, None, time.monotonic()
        finally:
            health.begun_at = None
            self._running.discard(task)
