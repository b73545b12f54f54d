"""What is known of the running program: which parts are up, how long things take, what became of what it did."""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.app import App
from bot.delivery.clockwork import Clockwork, JobHealth
from bot.domain.source import IngestOutcome
from bot.errors import StoreError
from bot.ops.metrics import Counter, Histogram, Labels, counter_lines, gauge_lines, labels
from bot.ops.model_metrics import model_lines

BEAT = 0.25
"""Seconds between two looks at how late the event loop is."""
REMEMBERED = 240
STALLED_AFTER = 15 * 60.0
"""Seconds that one call of a job may take before it counts as stuck."""
FAILING_AFTER = 3
LATENESS_OF = timedelta(days=1)
LATE_SECONDS = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 1800.0, 7200.0)


@dataclass
class Vitals:
    """Filled by the parts themselves; read by the monitor."""

    commands: Histogram = field(default_factory=Histogram)
    ingested: Counter = field(default_factory=Counter)
    invalid_requests: Counter = field(default_factory=Counter)
    """Answers of Discord's that count towards a ban of our address."""
    restarts: Counter = field(default_factory=Counter)
    lateness: Histogram = field(default_factory=lambda: Histogram(LATE_SECONDS))
    """Of what was posted since the start: from the slot, or from what happened, to the message."""
    gateway_error: str | None = None
    """The kind of what ended the gateway's last connection for good."""
    gateway_is_ready: Callable[[], bool] = lambda: False
    deliveries_under_way: Callable[[], int] = lambda: 0
    alerts_under_way: Callable[[], int] = lambda: 0
    requests_waiting: Callable[[], int] = lambda: 0
    jobs: Mapping[str, JobHealth] = field(default_factory=dict)
    loop_delays: deque[float] = field(default_factory=lambda: deque(maxlen=REMEMBERED))

    def watch(self, clockwork: Clockwork) -> None:
        self.jobs = clockwork.health

    def count_outcomes(self, outcomes: Iterable[IngestOutcome]) -> None:
        for one in outcomes:
            self.ingested.add(status=one.status.value)

    def count_posted(self, kind: str, slot_at: datetime, posted_at: datetime | None) -> None:
        """`kind`: brief or alert."""
        if posted_at is not None:
            self.lateness.observe(max(0.0, (posted_at - slot_at).total_seconds()), kind=kind)

    def lose_gateway(self, problem: Exception) -> None:
        """It ended and will be started anew."""
        self.gateway_error = type(problem).__name__
        self.restarts.add(part="gateway")

    async def measure_loop(self) -> None:
        """Until cancelled: how much later than asked the event loop comes back."""
        while True:
            begun = time.monotonic()
            await asyncio.sleep(BEAT)
            self.loop_delays.append(max(0.0, time.monotonic() - begun - BEAT))

    def parts(self) -> dict[str, str]:
        """The state of each part: up, failing, or stuck; of the gateway, up or away."""
        found = {name: _state_of(health) for name, health in self.jobs.items()}
        return {"gateway": "up" if self.gateway_is_ready() else "away", **found}

    def errors(self) -> dict[str, str]:
        """Of each part that fails, the kind of its last failure."""
        found = {name: health.error for name, health in self.jobs.items() if health.error}
        if self.gateway_error and not self.gateway_is_ready():
            found["gateway"] = self.gateway_error
        return found

    async def is_ready(self, app: App) -> tuple[bool, dict[str, str]]:
        """Whether briefs can be posted now, and what each part says."""
        parts = self.parts()
        try:
            await app.database.check()
            parts["store"] = "up"
        except StoreError:
            parts["store"] = "away"
        return all(state == "up" for state in parts.values()), parts

    def is_alive(self) -> bool:
        """False where only a restart of the program can help: a job that never comes to its end."""
        return "stuck" not in self.parts().values()

    async def metrics(self, app: App) -> str:
        """Everything in Prometheus' text form. Raises StoreError."""
        outcomes = await app.deliveries.count_outcomes()
        late = await app.deliveries.list_lateness(app.clock.now() - LATENESS_OF)
        delivered: dict[Labels, float] = {
            labels(state=state.value, reason=reason or ""): float(n) for (state, reason), n in outcomes.items()
        }
        alerted = {
            labels(kind=kind.value, state=state.value, reason=reason or ""): float(n)
            for (kind, state, reason), n in (await app.alerts.count_outcomes()).items()
        }
        unfinished = sum(n for (state, _), n in outcomes.items() if state.value in ("claimed", "composed", "posted"))
        parts = {labels(part=name): float(state == "up") for name, state in self.parts().items()}
        failures = {labels(part=name): float(health.failures) for name, health in self.jobs.items()}
        queues = {
            labels(queue="deliveries"): float(self.deliveries_under_way()),
            labels(queue="unfinished"): float(unfinished),
            labels(queue="alerts"): float(self.alerts_under_way()),
            labels(queue="requests"): float(self.requests_waiting()),
        }
        lateness = {labels(quantile=share): _quantile(late, share) for share in (0.5, 0.99, 1.0)}
        lines = [
            *gauge_lines("kawaraban_deliveries", "Slots on record by state and reason", delivered),
            *gauge_lines("kawaraban_alerts", "Alerts on record by kind, state and reason", alerted),
            *self.lateness.lines("kawaraban_posted_late_seconds", "From a slot or an event to its message"),
            *gauge_lines("kawaraban_delivery_lateness_seconds", "Slot to last message, of a day", lateness),
            *gauge_lines("kawaraban_queue_depth", "What waits or is under way", queues),
            *gauge_lines("kawaraban_part_up", "1 where a part works", parts),
            *gauge_lines("kawaraban_part_failures", "Failed calls of a part since the start", failures),
            *counter_lines("kawaraban_part_restarts_total", "Parts that were started anew", self.restarts),
            *counter_lines("kawaraban_ingest_outcomes_total", "Looks at a source by what became of it", self.ingested),
            *counter_lines(
                "kawaraban_discord_invalid_requests_total", "Answers 401, 403 and 429", self.invalid_requests
            ),
            *gauge_lines(
                "kawaraban_loop_delay_seconds", "Longest of the last minute", max(self.loop_delays, default=0.0)
            ),
            *await model_lines(app),
            *self.commands.lines("kawaraban_command_seconds", "From a command's arrival to the end of its answer"),
        ]
        return "\n".join(lines) + "\n"


def _state_of(health: JobHealth) -> str:
    if health.begun_at is not None and time.monotonic() - health.begun_at > STALLED_AFTER:
        return "stuck"
    return "failing" if health.failures_in_row >= FAILING_AFTER else "up"


def _quantile(ordered: list[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))] if ordered else 0.0
