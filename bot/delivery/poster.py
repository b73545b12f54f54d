"""One delivery's way from its claim to its outcome: compose, post each message once, record every step.

Whatever was left unfinished is looked for in the channel before it is posted again, and goes on with the message at
which it stopped. Every record is written under the token of the claim, the one right before a post included: whoever
was taken over meanwhile stops there.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.delivery import ledger
from bot.delivery.ledger import Reason, Step
from bot.delivery.prepared import EditionWriter
from bot.delivery.schedule import local_day
from bot.domain.brief import Edition
from bot.domain.delivery import TOGETHER, Delivery, DeliveryState, Schedule
from bot.domain.edition import Given, Readers
from bot.domain.language import LANGS, Lang
from bot.errors import PublishFailed, PublishRefused, StoreError
from bot.ports import Clock, Publisher
from bot.storage.deliveries import DeliveryStore
from bot.storage.schedules import ScheduleStore

log = logging.getLogger(__name__)

SEARCH_MARGIN = timedelta(hours=1)
"""How much earlier than the claim a lost message is looked for: clocks differ, and are set."""


@dataclass
class Work:
    """One delivery being worked on, and which of its messages are in the channel by now."""

    delivery: Delivery
    schedule: Schedule
    posted: dict[str, int] = field(default_factory=dict)
    posted_at: datetime | None = None
    """When the newest of them was posted."""
    was_searched: bool = False
    was_tried: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        return self.delivery.parts or self.schedule.parts

    @property
    def message_ids(self) -> list[int]:
        return list(dict.fromkeys(self.posted[part] for part in self.parts if part in self.posted))

    @property
    def missing(self) -> list[str]:
        return [part for part in self.parts if part not in self.posted]

    def add(self, part: str, message_id: int, posted_at: datetime) -> None:
        self.posted[part] = message_id
        self.posted_at = max(posted_at, self.posted_at or posted_at)


_Way = Callable[[Work], Awaitable[Delivery]]


class Poster:
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

    async def post(self, delivery: Delivery, schedule: Schedule) -> Delivery | None:
        """Post a delivery that was just claimed. None where it could not even be recorded what became of it."""
        return await self._attempt(Work(delivery, schedule), self._post_missing)

    async def resume(self, delivery: Delivery, schedule: Schedule) -> Delivery | None:
        """Go on with a delivery that was left unfinished, if it is time and it is still ours; else None."""
        now = self._clock.now()
        step = ledger.next_step(delivery, now, self._grace, wanted=schedule.active)
        if step is Step.WAIT:
            return None
        ours = await self._deliveries.take_over(delivery, now)
        if ours is None:
            return None
        log.info("delivery.resumed id=%s state=%s step=%s", delivery.delivery_id, delivery.state, step.name)
        work = Work(ours, schedule, was_tried=delivery.state is not DeliveryState.CLAIMED)
        # Messages are posted in the order of the parts, and so were those that are on record.
        work.posted = dict(zip(work.parts, ours.message_ids, strict=False))
        work.posted_at = ours.posted_at
        way = self._look_then_post if step is Step.RESUME else self._look_then_close
        return await self._attempt(work, way, is_last=step is Step.CLOSE)

    async def post_now(self, schedule: Schedule) -> int:
        """Post what would go out now, beside every slot and record. Returns how many messages; 0 on a quiet day.

        Raises PublishRefused, PublishFailed, TimeoutError.
        """
        now = self._clock.now()
        async with asyncio.timeout(ledger.ATTEMPT_LIMIT.total_seconds()):
            editions = await self._compose(schedule, schedule.readers_at(now), schedule.parts)
            told = [part for part in schedule.parts if any(one.briefs for one in _held(part, editions))]
            for part in told:
                await self._publisher.publish(
                    schedule.channel_id,
                    _held(part, editions),
                    nonce=f"n{schedule.schedule_id:x}-{int(now.timestamp()):x}-{part}"[-ledger.NONCE_LENGTH :],
                    together=part == TOGETHER,
                )
        return len(told)

    async def _compose(self, schedule: Schedule, readers: Readers, parts: tuple[str, ...]) -> dict[Lang, Edition]:
        """The editions that these messages hold. Raises BadTimezone."""
        on = local_day(schedule, readers.slot_at)
        langs = LANGS if TOGETHER in parts else [lang for lang in LANGS if lang in parts]
        return {
            lang: await self._composer.edition(schedule.guild_id, lang, on=on, top=schedule.top, readers=readers)
            for lang in langs
        }

    async def _attempt(self, work: Work, way: _Way, *, is_last: bool = False) -> Delivery | None:
        """Walk one way with a delivery, within the time that an attempt may take, and record what stopped it."""
        try:
            async with asyncio.timeout(ledger.ATTEMPT_LIMIT.total_seconds()):
                return await way(work)
        except asyncio.CancelledError:
            await asyncio.shield(self._hand_back(work))
            raise
        except PublishRefused as problem:
            log.warning("delivery.refused id=%s %s", work.delivery.delivery_id, problem)
            return await self._refused(work)
        except (PublishFailed, TimeoutError) as problem:
            log.warning("delivery.not_posted id=%s %r", work.delivery.delivery_id, problem)
        except StoreError as problem:
            # Nothing can be recorded: the store is away, or somebody else has taken it over and records it.
            log.warning("delivery.not_recorded id=%s %s", work.delivery.delivery_id, problem)
            return None
        except Exception:
            log.exception("delivery.broke id=%s", work.delivery.delivery_id)
        return await self._put_off(work, is_last=is_last)

    async def _put_off(self, work: Work, *, is_last: bool) -> Delivery | None:
        try:
            if is_last:
                return await self._close(work)
            return await self._record(work, DeliveryState.COMPOSED, Reason.RETRYING)
        except StoreError as problem:
            log.warning("delivery.not_recorded id=%s %s", work.delivery.delivery_id, problem)
            return None

    async def _refused(self, work: Work) -> Delivery | None:
        """Nothing can be posted there: say so once, and ask no more until an admin sets the schedule again."""
        reason = ledger.outcome_when_refused(parts_found=len(work.posted))
        try:
            done = await self._record(work, DeliveryState.FAILED, reason)
            if await self._schedules.stop(work.schedule.schedule_id, Reason.REFUSED):
                told = await self._publisher.tell_stopped(
                    work.schedule.guild_id, work.delivery.channel_id, Reason.REFUSED
                )
                log.warning("delivery.schedule_stopped schedule=%s told=%s", work.schedule.schedule_id, told)
        except StoreError as problem:
            log.warning("delivery.not_recorded id=%s %s", work.delivery.delivery_id, problem)
            return None
        return done

    async def _hand_back(self, work: Work) -> None:
        """The program stops: whoever runs next may go on at once."""
        try:
            await self._record(work, DeliveryState.COMPOSED, Reason.HANDED_BACK)
        except Exception as problem:
            log.warning("delivery.not_handed_back id=%s %r", work.delivery.delivery_id, problem)

    async def _look_then_post(self, work: Work) -> Delivery:
        await self._look(work)
        return await self._post_missing(work)

    async def _look_then_close(self, work: Work) -> Delivery:
        if work.was_tried:
            await self._look(work)
        return await self._close(work)

    async def _look(self, work: Work) -> None:
        """Find what was posted but not recorded. Raises PublishFailed where the search did not come to its end."""
        delivery = work.delivery
        since = min(delivery.claimed_at, delivery.slot_at, self._clock.now()) - SEARCH_MARGIN
        for part in work.missing:
            found = await self._publisher.find_published(
                delivery.channel_id, nonce=ledger.nonce(delivery, part), since=since
            )
            if found:
                work.add(part, found.message_id, found.posted_at)
        work.was_searched = True

    async def _post_missing(self, work: Work) -> Delivery:
        if not work.missing:
            return await self._confirm(work)
        readers = work.schedule.readers_at(work.delivery.slot_at)
        editions = await self._compose(work.schedule, readers, tuple(work.missing))
        is_quiet = not any(edition.briefs for edition in editions.values()) and not work.posted
        if is_quiet and not work.schedule.tells_quiet:
            return await self._record(work, DeliveryState.SKIPPED, Reason.QUIET)
        # Of two messages, one in a language without news is left out; a quiet day's is there to say so.
        told = [part for part in work.missing if is_quiet or any(one.briefs for one in _held(part, editions))]
        # What it holds is on record before it is posted: after a crash in between it counts as soon as it is found.
        await self._record(work, DeliveryState.COMPOSED, None, given=_given(editions))
        for part in told:
            await self._post(work, part, _held(part, editions))
            if part != told[-1]:
                await self._record(work, DeliveryState.POSTED, None)
        return await self._confirm(work, Reason.QUIET_TOLD if is_quiet else None)

    async def _post(self, work: Work, part: str, editions: list[Edition]) -> None:
        delivery, now = work.delivery, self._clock.now()
        work.was_tried, work.was_searched = True, False
        ids = await self._publisher.publish(
            delivery.channel_id,
            editions,
            nonce=ledger.nonce(delivery, part),
            together=part == TOGETHER,
            late_for=delivery.slot_at if ledger.is_late(delivery.slot_at, now) else None,
        )
        work.add(part, ids[0], self._clock.now())

    async def _confirm(self, work: Work, reason: Reason | None = None) -> Delivery:
        posted_at = work.posted_at or work.delivery.updated_at
        late = ledger.outcome_when_posted(work.delivery.slot_at, posted_at)
        return await self._record(work, DeliveryState.CONFIRMED, late or reason)

    async def _close(self, work: Work) -> Delivery:
        if not work.missing:
            return await self._confirm(work)
        state, reason = ledger.outcome_when_closed(
            parts_found=len(work.posted),
            wanted=work.schedule.active,
            was_searched=work.was_searched,
            was_tried=work.was_tried,
        )
        return await self._record(work, state, reason)

    async def _record(
        self, work: Work, state: DeliveryState, reason: Reason | None, given: list[Given] | None = None
    ) -> Delivery:
        work.delivery = await self._deliveries.record_state(
            work.delivery.delivery_id,
            state,
            reason=reason,
            message_ids=work.message_ids or None,
            now=self._clock.now(),
            token=work.delivery.token,
            posted_at=work.posted_at,
            given=given,
        )
        if state not in (DeliveryState.COMPOSED, DeliveryState.POSTED) or reason:
            log.info(
                "delivery.%s id=%s guild=%s slot=%s reason=%s messages=%d",
                state, work.delivery.delivery_id, work.delivery.guild_id, work.delivery.slot_at.isoformat(),
                reason, len(work.message_ids),
            )  # fmt: skip
        return work.delivery


def _held(part: str, editions: dict[Lang, Edition]) -> list[Edition]:
    """What one message holds."""
    return [edition for lang, edition in editions.items() if part in (lang, TOGETHER)]


def _given(editions: dict[Lang, Edition]) -> list[Given]:
    """The stories of these editions, each once."""
    briefs = [brief for edition in editions.values() for brief in edition.briefs]
    return list({brief.story_id: Given(brief.story_id, brief.revision, brief.article_ids) for brief in briefs}.values())
