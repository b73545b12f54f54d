"""The way of a slot through the house: claim it, compose its edition, post it once, record what became of it.

A slot is claimed under a unique key before anything is composed, so one dispatcher wins however many there are. Each
language is one message with a nonce of its own; whatever was left unfinished is looked for in the channel before it is
posted again, and goes on with the message at which it stopped.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Protocol

from bot.delivery import ledger
from bot.delivery.ledger import Reason, Step
from bot.delivery.schedule import local_day, slots_back_from
from bot.domain.brief import Edition
from bot.domain.delivery import Delivery, DeliveryState, Schedule
from bot.domain.language import Lang
from bot.errors import BadTimezone, PublishFailed, PublishRefused, StoreError
from bot.ports import Clock, Publisher
from bot.storage.deliveries import DeliveryStore
from bot.storage.schedules import ScheduleStore

log = logging.getLogger(__name__)

AT_ONCE = 8
"""Deliveries under way at the same time: one slow channel must not hold up the others."""


class EditionWriter(Protocol):
    """Writes what a server is told on one day."""

    async def edition(self, guild_id: int, lang: Lang, *, on: date, top: int = 5) -> Edition: ...


@dataclass
class _Work:
    """One delivery being worked on, and which of its messages are in the channel by now."""

    delivery: Delivery
    schedule: Schedule
    since: datetime
    """When it was last touched: a message that is found in the channel was posted about then."""
    posted: dict[Lang, int] = field(default_factory=dict)

    @property
    def message_ids(self) -> list[int]:
        return [self.posted[lang] for lang in self.schedule.langs if lang in self.posted]

    @property
    def missing(self) -> list[Lang]:
        return [lang for lang in self.schedule.langs if lang not in self.posted]


_Way = Callable[[_Work], Awaitable[Delivery]]


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
        self._composer = composer
        self._publisher = publisher
        self._clock = clock
        self._grace = grace
        self._under_way = asyncio.Semaphore(AT_ONCE)
        self._recorded: dict[int, datetime] = {}  # schedule id -> a slot up to which the ledger is complete

    async def tick(self) -> list[Delivery]:
        """Go on with what was left unfinished, then post what has come due. Returns the records that changed.

        Raises StoreError where the store cannot be read; a fault of one delivery stays with that delivery.
        """
        now = self._clock.now()
        unfinished = await self._deliveries.list_unfinished(now)
        resumed = await self._all(self._resume(delivery, now) for delivery in unfinished)
        schedules = await self._schedules.list_schedules()
        return resumed + await self._all(self._deliver_due(schedule, now) for schedule in schedules)

    async def deliver(self, schedule: Schedule, slot_at: datetime) -> Delivery | None:
        """Claim this slot and post it, or record why not. None where somebody else has claimed it."""
        now = self._clock.now()
        delivery = await self._deliveries.claim(schedule, slot_at, now)
        if delivery is None:
            return None
        if not ledger.is_in_time(slot_at, now, self._grace):
            return await self._record(_Work(delivery, schedule, now), DeliveryState.SKIPPED, Reason.MISSED)
        return await self._attempt(_Work(delivery, schedule, now), self._post_missing)

    async def _deliver_due(self, schedule: Schedule, now: datetime) -> list[Delivery]:
        unrecorded = await self._list_unrecorded(schedule, now)
        missed, due = ledger.split_due(unrecorded, now, self._grace)
        changed = [await self._record_missed(schedule, slot_at, now) for slot_at in missed]
        if due is not None:
            changed.append(await self.deliver(schedule, due))
        if unrecorded:
            self._recorded[schedule.schedule_id] = unrecorded[0]
        return [delivery for delivery in changed if delivery is not None]

    async def _list_unrecorded(self, schedule: Schedule, now: datetime) -> list[datetime]:
        """The owed slots since the last one on record, newest first."""
        unrecorded: list[datetime] = []
        try:
            for slot_at in islice(slots_back_from(schedule, now), ledger.BACKLOG):
                if self._recorded.get(schedule.schedule_id) == slot_at:
                    break
                if await self._deliveries.find_delivery(schedule.schedule_id, slot_at):
                    self._recorded[schedule.schedule_id] = slot_at
                    break
                unrecorded.append(slot_at)
        except BadTimezone as problem:  # the host's zone data changed since the schedule was set
            log.error("delivery.bad_timezone schedule=%s %s", schedule.schedule_id, problem.detail)
        return unrecorded

    async def _record_missed(self, schedule: Schedule, slot_at: datetime, now: datetime) -> Delivery | None:
        delivery = await self._deliveries.claim(schedule, slot_at, now)
        if delivery is None:
            return None
        return await self._record(_Work(delivery, schedule, now), DeliveryState.SKIPPED, Reason.MISSED)

    async def _resume(self, delivery: Delivery, now: datetime) -> list[Delivery]:
        every = await self._schedules.list_schedules(delivery.guild_id, active_only=False)
        schedule = next((one for one in every if one.schedule_id == delivery.schedule_id), None)
        if schedule is None:  # the server left since the list was read
            return []
        step = ledger.next_step(delivery, now, self._grace, wanted=schedule.active)
        if step is Step.WAIT:
            return []
        ours = await self._deliveries.take_over(delivery, now)
        if ours is None:
            return []
        log.info("delivery.resumed id=%s state=%s step=%s", delivery.delivery_id, delivery.state, step.name)
        way = self._look_then_post if step is Step.RESUME else self._look_then_close
        done = await self._attempt(_Work(ours, schedule, delivery.updated_at), way, is_last=step is Step.CLOSE)
        return [done] if done else []

    async def _attempt(self, work: _Work, way: _Way, *, is_last: bool = False) -> Delivery | None:
        """Walk one way with a delivery, within the time that an attempt may take, and record what stopped it."""
        try:
            async with asyncio.timeout(ledger.ATTEMPT_LIMIT.total_seconds()):
                return await way(work)
        except PublishRefused as problem:
            log.warning("delivery.refused id=%s %s", work.delivery.delivery_id, problem)
            return await self._record(work, DeliveryState.FAILED, Reason.REFUSED)
        except (PublishFailed, TimeoutError) as problem:
            log.warning("delivery.not_posted id=%s %r", work.delivery.delivery_id, problem)
        except StoreError:
            # Nothing can be recorded either: the record stays as it is and is taken over later.
            log.exception("delivery.store_failed id=%s", work.delivery.delivery_id)
            return None
        except Exception:
            log.exception("delivery.broke id=%s", work.delivery.delivery_id)
        if is_last:
            return await self._close(work)
        return await self._record(work, DeliveryState.COMPOSED, Reason.RETRYING)

    async def _look_then_post(self, work: _Work) -> Delivery:
        await self._look(work)
        return await self._post_missing(work)

    async def _look_then_close(self, work: _Work) -> Delivery:
        await self._look(work)
        return await self._close(work)

    async def _look(self, work: _Work) -> None:
        for lang in work.schedule.langs:
            found = await self._publisher.find_published(
                work.delivery.channel_id, nonce=ledger.nonce(work.delivery, lang), langs=[lang]
            )
            if found:
                work.posted[lang] = found[0]

    async def _post_missing(self, work: _Work) -> Delivery:
        delivery, schedule = work.delivery, work.schedule
        if not work.missing:
            return await self._confirm(work, posted_at=work.since)
        on = local_day(schedule, delivery.slot_at)
        editions = [
            await self._composer.edition(schedule.guild_id, lang, on=on, top=schedule.top) for lang in work.missing
        ]
        told = [edition for edition in editions if edition.briefs]
        if not told and not work.posted:
            return await self._record(work, DeliveryState.SKIPPED, Reason.QUIET)
        await self._record(work, DeliveryState.COMPOSED, None)
        for edition in told:
            ids = await self._publisher.publish(
                delivery.channel_id, [edition], nonce=ledger.nonce(delivery, edition.lang)
            )
            work.posted[edition.lang] = ids[0]
            await self._record(work, DeliveryState.POSTED, None)
        return await self._confirm(work, posted_at=self._clock.now() if told else work.since)

    async def _confirm(self, work: _Work, *, posted_at: datetime) -> Delivery:
        late = ledger.outcome_when_posted(work.delivery.slot_at, posted_at)
        return await self._record(work, DeliveryState.CONFIRMED, late)

    async def _close(self, work: _Work) -> Delivery:
        if not work.missing:
            return await self._confirm(work, posted_at=work.since)
        state, reason = ledger.outcome_when_closed(
            work.delivery, parts_found=len(work.posted), wanted=work.schedule.active
        )
        return await self._record(work, state, reason)

    async def _record(self, work: _Work, state: DeliveryState, reason: Reason | None) -> Delivery:
        known = work.message_ids or None
        work.delivery = await self._deliveries.record_state(
            work.delivery.delivery_id, state, reason=reason, message_ids=known, now=self._clock.now()
        )
        if state not in (DeliveryState.COMPOSED, DeliveryState.POSTED) or reason:
            log.info(
                "delivery.%s id=%s guild=%s slot=%s reason=%s messages=%d",
                state, work.delivery.delivery_id, work.delivery.guild_id, work.delivery.slot_at.isoformat(),
                reason, len(work.message_ids),
            )  # fmt: skip
        return work.delivery

    async def _all(self, turns: Iterable[Awaitable[list[Delivery]]]) -> list[Delivery]:
        """Take these turns, AT_ONCE together. A turn that breaks is logged and ends alone."""

        async def take(turn: Awaitable[list[Delivery]]) -> Sequence[Delivery]:
            async with self._under_way:
                try:
                    return await turn
                except Exception:
                    log.exception("delivery.turn_broke")
                    return ()

        return [delivery for done in await asyncio.gather(*map(take, turns)) for delivery in done]
