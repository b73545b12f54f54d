"""The way of an alert through the house: something happened, every rule that wants it is claimed, told once, recorded.

The discipline is that of deliveries: a row under a unique key before the post, a nonce made from it, and after a crash
a look into the channel before anything is posted again. Finding is safe to repeat, so nothing remembers how far it got:
what was found before has its rows.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from bot.delivery import alerting, ledger
from bot.delivery.finder import Finder
from bot.delivery.ledger import Reason, Step
from bot.delivery.notices import NoticeWriter
from bot.domain.alert import Alert, AlertEvent, AlertRule
from bot.domain.delivery import DeliveryState
from bot.errors import PublishFailed, PublishRefused, StoreError
from bot.ports import AlertPublisher, Clock
from bot.storage.alert_rules import AlertRuleStore
from bot.storage.alerts import AlertStore

log = logging.getLogger(__name__)

AT_ONCE = 16
STARTED_MOST = 256
LINKED_WITHIN = timedelta(days=7)
SEARCH_MARGIN = timedelta(hours=1)


class Alerter:
    """Tells servers at once what they asked to be told. Safe to run in any number of processes on one store."""

    def __init__(
        self,
        rules: AlertRuleStore,
        alerts: AlertStore,
        finder: Finder,
        notices: NoticeWriter,
        publisher: AlertPublisher,
        clock: Clock,
        *,
        grace: timedelta,
    ) -> None:
        self._rules = rules
        self._alerts = alerts
        self._finder = finder
        self._notices = notices
        self._publisher = publisher
        self._clock = clock
        self._grace = grace
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._under_way: dict[int, asyncio.Task[Alert | None]] = {}
        self._is_closing = False

    @property
    def under_way(self) -> int:
        """Alerts started and not ended."""
        return len(self._under_way)

    async def tick(self) -> list[Alert]:
        """A beat and all that it started, to the end. Returns the records that changed. Raises as `beat`."""
        done = await asyncio.gather(*await self.beat())
        return [alert for alert in done if alert]

    async def beat(self) -> list[asyncio.Task[Alert | None]]:
        """Claim what happened for all who want to be told, and start telling; go on with what was left.

        Returns what it started. Raises StoreError; a fault of one alert stays with that alert.
        """
        if self._is_closing:
            return []
        now = self._clock.now()
        rules = {rule.rule_id: rule for rule in await self._rules.list_rules()}
        started = [
            self._start(one.alert_id, lambda one=one: self._resume(one))  # type: ignore[misc]
            for one in await self._alerts.list_unfinished()
            if one.alert_id not in self._under_way and now >= ledger.due_again_at(one, now)
        ]
        for event, wanting in await self._finder.find(list(rules.values()), now):
            started += [
                self._start(one.alert_id, lambda one=one: self._tell(one, rules[one.rule_id]))  # type: ignore[misc]
                for one in await self._claim(event, wanting, now)
            ]
        self._finder.settle()
        await self._alerts.link_to_briefs(now - LINKED_WITHIN)
        return [task for task in started if task]

    async def close(self, patience: timedelta) -> None:
        """Start nothing more; let what is under way end within `patience`, then have it handed back."""
        self._is_closing = True
        if self._under_way:
            _, late = await asyncio.wait(self._under_way.values(), timeout=patience.total_seconds())
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _claim(self, event: AlertEvent, rules: Sequence[AlertRule], now: datetime) -> list[Alert]:
        """The claims that are ours to tell. An event that comes too late, or too much, gets its row all the same."""
        owed = [rule for rule in rules if alerting.is_owed(rule, event)]
        known = await self._alerts.keys_on_record([rule.rule_id for rule in owed], event.key) if owed else frozenset()
        claimed = []
        for rule in owed:
            if rule.rule_id in known:
                continue
            left_out = None
            if not ledger.is_in_time(event.happened_at, now, self._grace):
                left_out = Reason.ALERT_MISSED
            elif alerting.is_crowded(
                await self._alerts.told_at(rule.guild_id, now - timedelta(days=1), but=event.key), now
            ):
                left_out = Reason.CROWDED
            state = DeliveryState.SKIPPED if left_out else DeliveryState.CLAIMED
            alert = await self._alerts.claim(rule, event, now, state=state, reason=left_out)
            if alert and left_out:
                log.info("alert.left_out guild=%s event=%s reason=%s", rule.guild_id, event.key, left_out)
            elif alert:
                claimed.append(alert)
        return claimed

    async def _tell(self, alert: Alert, rule: AlertRule) -> Alert | None:
        return await self._attempt(alert, lambda: self._post(alert, rule))

    async def _resume(self, alert: Alert) -> Alert | None:
        now = self._clock.now()
        rule = await self._rules.find_rule(alert.rule_id)
        if rule is None:
            return None
        step = ledger.next_step(alert, now, self._grace, wanted=rule.active)
        ours = await self._alerts.take_over(alert, now) if step is not Step.WAIT else None
        if ours is None:
            return None
        log.info("alert.resumed id=%s state=%s step=%s", alert.alert_id, alert.state, step.name)
        return await self._attempt(ours, lambda: self._go_on(ours, rule, step), is_last=step is Step.CLOSE)

    async def _go_on(self, alert: Alert, rule: AlertRule, step: Step) -> Alert:
        if alert.attempts:
            since = min(alert.claimed_at, alert.slot_at, self._clock.now()) - SEARCH_MARGIN
            found = await self._publisher.find_published(alert.channel_id, nonce=nonce(alert), since=since)
            if found:
                return await self._confirm(alert, found.message_id, found.posted_at)
        if step is Step.RESUME:
            return await self._post(alert, rule)
        return await self._record(
            alert, DeliveryState.SKIPPED, Reason.ALERT_MISSED if rule.active else Reason.TURNED_OFF
        )

    async def _post(self, alert: Alert, rule: AlertRule) -> Alert:
        notice = await self._notices.write(alert.event.subject, rule.lang, alert.guild_id)
        if notice is None:
            return await self._record(alert, DeliveryState.SKIPPED, Reason.TAKEN_BACK)
        alert = await self._record(alert, DeliveryState.COMPOSED, None)
        posted = await self._publisher.publish_alert(alert.channel_id, notice, nonce=nonce(alert))
        return await self._confirm(alert, posted.message_id, self._clock.now())

    async def _confirm(self, alert: Alert, message_id: int, posted_at: datetime) -> Alert:
        reason = Reason.ALERT_LATE if ledger.is_late(alert.slot_at, posted_at) else None
        return await self._record(alert, DeliveryState.CONFIRMED, reason, message_id=message_id, posted_at=posted_at)

    async def _attempt(
        self, alert: Alert, way: Callable[[], Awaitable[Alert]], *, is_last: bool = False
    ) -> Alert | None:
        """Walk one way within the time that an attempt may take, and record what stopped it."""
        try:
            async with asyncio.timeout(ledger.ATTEMPT_LIMIT.total_seconds()):
                return await way()
        except asyncio.CancelledError:
            await asyncio.shield(self._recorded(alert, DeliveryState.COMPOSED, Reason.HANDED_BACK))
            raise
        except PublishRefused as problem:
            log.warning("alert.refused id=%s %s", alert.alert_id, problem)
            return await self._refused(alert)
        except (PublishFailed, TimeoutError) as problem:
            log.warning("alert.not_posted id=%s %r", alert.alert_id, problem)
        except StoreError as problem:
            log.warning("alert.not_recorded id=%s %s", alert.alert_id, problem)
            return None
        except Exception:
            log.exception("alert.broke id=%s", alert.alert_id)
        if is_last:
            return await self._recorded(alert, DeliveryState.FAILED, Reason.UNSURE)
        return await self._recorded(alert, DeliveryState.COMPOSED, Reason.RETRYING)

    async def _refused(self, alert: Alert) -> Alert | None:
        """Nothing can be posted there: say so once, and ask no more until an admin sets the rule again."""
        done = await self._recorded(alert, DeliveryState.FAILED, Reason.REFUSED)
        if done and await self._rules.stop(alert.rule_id, Reason.REFUSED):
            told = await self._publisher.tell_stopped(alert.guild_id, alert.channel_id, Reason.REFUSED, what="alert")
            log.warning("alert.rule_stopped rule=%s told=%s", alert.rule_id, told)
        return done

    async def _recorded(self, alert: Alert, state: DeliveryState, reason: Reason) -> Alert | None:
        """As `_record`, where the store being away must not hide what went wrong before."""
        try:
            return await self._record(alert, state, reason)
        except StoreError as problem:
            log.warning("alert.not_recorded id=%s %s", alert.alert_id, problem)
            return None

    async def _record(
        self,
        alert: Alert,
        state: DeliveryState,
        reason: Reason | None,
        *,
        message_id: int | None = None,
        posted_at: datetime | None = None,
    ) -> Alert:
        done = await self._alerts.record_state(
            alert, state, reason=reason, now=self._clock.now(), message_id=message_id, posted_at=posted_at
        )
        if state is not DeliveryState.COMPOSED or reason:
            log.info(
                "alert.%s id=%s guild=%s event=%s reason=%s",
                state, alert.alert_id, alert.guild_id, alert.event.key, reason,
            )  # fmt: skip
        return done

    def _start(self, alert_id: int, turn: Callable[[], Awaitable[Alert | None]]) -> asyncio.Task[Alert | None] | None:
        """Take this turn as a task, AT_ONCE together. What finds no room stays claimed and is resumed."""
        if alert_id in self._under_way or len(self._under_way) >= STARTED_MOST:
            return None

        async def take() -> Alert | None:
            try:
                async with self._at_once:
                    return await turn()
            except Exception:
                log.exception("alert.turn_broke id=%s", alert_id)
                return None
            finally:
                del self._under_way[alert_id]

        task = self._under_way[alert_id] = asyncio.create_task(take(), name=f"alert {alert_id}")
        return task


def nonce(alert: Alert) -> str:
    """At most 20 characters that name this alert; no delivery's ends like it."""
    minute = int(alert.slot_at.timestamp()) // 60
    return f"{alert.alert_id:x}-{minute:x}-al"
