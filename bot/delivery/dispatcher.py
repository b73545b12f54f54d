"""The way of a slot through the house: it comes near and is composed, it comes due and is claimed, posted, recorded.

A slot is claimed under a unique key before anything is posted, so one dispatcher wins however many there are. Each
delivery is a task of its own: a channel that hangs holds up nobody else, and a beat only looks at what there is to do.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from itertools import takewhile

from bot.delivery import ledger
from bot.delivery.ledger import Reason
from bot.delivery.poster import Poster
from bot.delivery.prepared import EditionWriter, PreparedEditions
from bot.delivery.preparer import Preparer
from bot.delivery.schedule import next_slot, slots_back_from
from bot.domain.delivery import Delivery, Schedule
from bot.errors import BadTimezone
from bot.ports import Clock, Publisher
from bot.storage.deliveries import DeliveryStore
from bot.storage.schedules import ScheduleStore

log = logging.getLogger(__name__)

AT_ONCE = 32
"""Deliveries under way at the same time: one slow channel must not hold up the others."""
STARTED_MOST = 256
"""Deliveries started and not ended, waiting for their turn included."""
FILLED_UP_FROM = STARTED_MOST // 2
"""Room for so many has the schedules read again: read each second, hundreds of them would cost as much as posting."""
LISTED_MOST = 2 * STARTED_MOST
"""Schedules read at a beat: those that are started already are among them."""
BAD_ZONE_PAUSE = timedelta(hours=1)
"""How long a schedule is left alone whose zone the host does not know."""

Turn = Callable[[], Awaitable[list[Delivery]]]


class Dispatcher:
    """Posts due editions. Every public method may run at any time, in any number of processes, on one store."""

    def __init__(
        self,
        schedules: ScheduleStore,
        deliveries: DeliveryStore,
        composer: EditionWriter,
        publisher: Publisher,
        clock: Clock,
        *,
        grace: timedelta,
    ) -> None:
        self._schedules = schedules
        self._deliveries = deliveries
        self._clock = clock
        self._grace = grace
        self._prepared = PreparedEditions(composer)
        self._preparer = Preparer(schedules, self._prepared, clock)
        self._poster = Poster(schedules, deliveries, self._prepared, publisher, clock, grace=grace)
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._under_way: dict[tuple[str, int], asyncio.Task[list[Delivery]]] = {}
        self._left_alone: dict[int, datetime] = {}
        """Until when, by schedule. It is then worked out anew, so that no slot of that time goes without a record."""
        self._is_closing = False

    @property
    def under_way(self) -> int:
        """Deliveries started and not ended."""
        return len(self._under_way)

    @property
    def preparing(self) -> bool:
        """Whether editions are being composed ahead."""
        return self._preparer.is_busy

    async def tick(self) -> list[Delivery]:
        """A beat and all that it started, to the end. Returns the records that changed. Raises as `beat`."""
        done = await asyncio.gather(*await self.beat())
        return [delivery for changed in done for delivery in changed]

    async def beat(self) -> list[asyncio.Task[list[Delivery]]]:
        """Start what there is to do: go on with what was left, post what has come due, prepare what comes near.

        Returns the deliveries that it started. Raises StoreError where the store cannot be read; a fault of one
        delivery stays with that delivery.
        """
        if self._is_closing:
            return []
        now = self._clock.now()
        started = [
            self._start(("delivery", one.delivery_id), lambda one=one: self._resume(one))  # type: ignore[misc]
            for one in await self._deliveries.list_unfinished()
            if ("schedule", one.schedule_id) not in self._under_way and now >= ledger.due_again_at(one, now)
        ]
        room = STARTED_MOST - len(self._under_way)
        if room >= FILLED_UP_FROM:
            known = await self._with_due_slots(await self._schedules.list_due(now, LISTED_MOST), now)
            started += [
                self._start(("schedule", one.schedule_id), lambda one=one: self._deliver_due(one))  # type: ignore[misc]
                for one in [one for one in known if _is_due(one, now)][:room]
            ]
        self._preparer.wake(now)
        return [task for task in started if task]

    async def deliver(self, schedule: Schedule, slot_at: datetime) -> Delivery | None:
        """Claim this slot and post it, or record why not. None where somebody else has claimed it."""
        now = self._clock.now()
        if not ledger.is_in_time(slot_at, now, self._grace):
            missed = await self._deliveries.record_missed(schedule, [(slot_at, Reason.MISSED)], now)
            return missed[0] if missed else None
        delivery = await self._deliveries.claim(schedule, slot_at, now, due_at=next_slot(schedule, slot_at))
        done = await self._poster.post(delivery, schedule) if delivery else None
        self._prepared.drop_after(slot_at, schedule.channel_id)
        return done

    async def post_now(self, schedule: Schedule) -> int:
        """Post what would go out now without using up a slot. Returns how many messages; raises PublishError."""
        return await self._poster.post_now(schedule)

    async def forget_due(self) -> None:
        """At a start: zone data, clock and store may be others than those that the due slots were worked out with."""
        await self._schedules.forget_due()

    async def close(self, patience: timedelta) -> None:
        """Start nothing more; let what is under way end within `patience`, then have it handed back."""
        self._is_closing = True
        await self._preparer.close()
        if self._under_way:
            _, late = await asyncio.wait(self._under_way.values(), timeout=patience.total_seconds())
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _deliver_due(self, schedule: Schedule) -> list[Delivery]:
        """Put every slot that has come since the last one on record: the newest posted, if it is in time."""
        now = self._clock.now()
        first = schedule.due_at or now
        try:
            unrecorded = list(takewhile(lambda slot_at: slot_at >= first, slots_back_from(schedule, now)))
        except BadTimezone as problem:
            self._leave_alone(schedule, problem, now)
            await self._schedules.set_due([(schedule, None)])
            return []
        left_out, due = ledger.split_due(unrecorded, now, self._grace)
        changed: list[Delivery] = []
        if left_out:
            changed += await self._deliveries.record_missed(schedule, left_out, now)
        if due is None:
            await self._schedules.set_due([(schedule, next_slot(schedule, now))])
        elif done := await self.deliver(schedule, due):
            changed.append(done)
        return changed

    async def _with_due_slots(self, schedules: list[Schedule], now: datetime) -> list[Schedule]:
        """The schedules, those too of which it was not known yet when they are due."""
        unknown = [one for one in schedules if one.due_at is None and self._left_alone.get(one.schedule_id, now) <= now]
        if not unknown:
            return schedules
        last = await self._deliveries.last_slots(one.schedule_id for one in unknown)
        worked_out: list[tuple[Schedule, datetime | None]] = []
        for one in unknown:
            try:
                worked_out.append((one, _first_unrecorded(one, last.get(one.schedule_id), now)))
                self._left_alone.pop(one.schedule_id, None)
            except BadTimezone as problem:  # the host's zone data changed since the schedule was set
                self._leave_alone(one, problem, now)
        await self._schedules.set_due(worked_out)
        ids = {one.schedule_id for one in schedules}
        return [one for one in await self._schedules.list_due(now, len(schedules)) if one.schedule_id in ids]

    def _leave_alone(self, schedule: Schedule, problem: BadTimezone, now: datetime) -> None:
        log.error("delivery.bad_timezone schedule=%s %s", schedule.schedule_id, problem.detail)
        self._left_alone[schedule.schedule_id] = now + BAD_ZONE_PAUSE

    async def _resume(self, delivery: Delivery) -> list[Delivery]:
        schedule = await self._schedules.find_schedule(delivery.schedule_id)
        # None: the server left since the list was read.
        done = await self._poster.resume(delivery, schedule) if schedule else None
        self._prepared.drop_after(delivery.slot_at, delivery.channel_id)
        return [done] if done else []

    def _start(self, key: tuple[str, int], turn: Turn) -> asyncio.Task[list[Delivery]] | None:
        """Take this turn as a task, AT_ONCE together; one that is under way is not taken twice."""
        if key in self._under_way:
            return None

        async def take() -> list[Delivery]:
            try:
                async with self._at_once:
                    return await turn()
            except Exception:
                log.exception("delivery.turn_broke")
                return []
            finally:
                del self._under_way[key]

        task = self._under_way[key] = asyncio.create_task(take(), name=f"deliver {key}")
        return task


def _is_due(schedule: Schedule, now: datetime) -> bool:
    return schedule.due_at is not None and schedule.due_at <= now


def _first_unrecorded(schedule: Schedule, last: datetime | None, now: datetime) -> datetime:
    """The first slot after the last one on record. Raises BadTimezone."""
    oldest = None
    for oldest in takewhile(lambda slot_at: last is None or slot_at > last, slots_back_from(schedule, now)):  # noqa: B007
        pass  # the last of them
    return oldest or next_slot(schedule, max(now, last) if last else now)
