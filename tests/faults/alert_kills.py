"""`python -m tests.faults.alert_kills [--runs 40] [--seed 1]`: the real bot, killed in the middle of alerts.

In each run a company turns and the turn is approved; a bot process over the same store is to tell one channel of it and
is killed at a point of the way, by chance or not at all. The next run's process goes on. At the end every turn is counted: its
messages and its record.
"""

import argparse
import asyncio
import random
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

from bot.app import App, open_app
from bot.delivery.alerting import MOST_A_DAY, MOST_AN_HOUR
from bot.delivery.alerts import nonce
from bot.domain.alert import ALL_KINDS
from bot.domain.delivery import DeliveryState
from bot.domain.source import HOUSE
from bot.domain.statement import Modality, PartialDate, Provenance, Scope, Stance, Statement, StatementStatus
from bot.settings import Settings
from tests.faults.delivery_victim import OffsetClock, Victim
from tests.faults.ingest_victim import QuickEmbedder
from tests.wire import payloads
from tests.wire.fake_discord import FakeDiscord, serve_discord
from tests.wire.rest import Fault

STEP = 100.0 + max(3_600 / MOST_AN_HOUR, 86_400 / MOST_A_DAY)
"""Seconds between the clocks of two runs: a server is told of so many turns an hour, and a day, only."""
LONGEST, SETTLES_WITHIN = 15.0, 240.0
GUILD, CHANNEL = int(payloads.GUILD), int(payloads.CHANNEL)
POSTS = f"/channels/{CHANNEL}/messages"
KINDS = (
    "alert: killed at a random instant",
    "alert: before the claim",
    "alert: after the claim",
    "alert: before the post",
    "alert: between post and record",
    "alert: Discord 5xx",
    "alert: connection dropped",
    "alert: two processes",
)


@dataclass
class Tally:
    turns: int = 0
    kills: int = 0
    duplicates: int = 0
    losses: int = 0
    lateness: list[float] = field(default_factory=list)

    def cells(self, kind: str) -> str:
        late = sorted(self.lateness) or [0.0]
        p50, p99 = late[len(late) // 2], late[min(len(late) - 1, round(0.99 * (len(late) - 1)))]
        return f"| {kind} | {self.turns} | {self.kills} | {self.duplicates} | {self.losses} | {p50:.1f} | {p99:.1f} |"


class Rig:
    def __init__(self, app: App, clock: OffsetClock, folder: Path, wire: FakeDiscord, chance: random.Random) -> None:
        self.app, self.clock, self.folder, self.wire, self.chance = app, clock, folder, wire, chance
        self.kind_of: dict[str, str] = {}
        self.kills: Counter[str] = Counter()
        self.companies: list[str] = []
        self.nonces: Counter[str] = Counter()
        self._counted = 0
        # Discord's clock is the host's, as the clock of this run shows it.
        payloads.time = SimpleNamespace(  # type: ignore[assignment,attr-defined]
            time=lambda: time.time() + clock.offset.total_seconds(),
            strftime=time.strftime,
            gmtime=lambda: time.gmtime(time.time() + clock.offset.total_seconds()),
        )

    async def run(self, n: int, kind: str) -> None:
        self.wire.rest.faults = []
        (self.folder / "armed").touch()
        bots = [await self._start(kind)]
        if kind.endswith("two processes"):
            bots.append(await self._start(""))
        carried_out = self.chance.random() < 0.5
        if kind.endswith("5xx"):
            busy = Fault("POST", POSTS, 503, {"message": "busy", "code": 0}, carried_out=carried_out)
            self.wire.rest.faults = [busy] * 7
        elif kind.endswith("dropped"):
            self.wire.rest.faults = [Fault("POST", POSTS, carried_out=carried_out, dropped=True)]
        name = await self._turn(n)
        self.kind_of[name] = kind
        await self._end(kind, bots)
        for bot in bots:
            if bot.returncode is None:
                bot.kill()
            await bot.wait()
            self.kills[kind] += bot.returncode == -signal.SIGKILL
        self.clock.offset += timedelta(seconds=200)
        await self._settle()
        self._pass_time()
        self.clock.offset += timedelta(seconds=STEP)

    def _pass_time(self) -> None:
        for message in self.wire.rest.messages[self._counted :]:
            self.nonces[str(message.get("nonce"))] += 1
        self._counted = len(self.wire.rest.messages)
        self.wire.rest.forget_nonces()

    async def _settle(self) -> None:
        """Another process, that nothing troubles, makes good what this one left."""
        self.wire.rest.faults = []
        (self.folder / "armed").unlink(missing_ok=True)
        bot = await self._start("")
        try:
            async with asyncio.timeout(SETTLES_WITHIN):
                while not self.kind_of.keys() <= await self._done():  # noqa: ASYNC110 -- another process finishes them
                    await asyncio.sleep(0.1)
        finally:
            bot.kill()
            await bot.wait()

    async def _done(self) -> set[str]:
        return {
            str(one.event.subject["after"])
            for one in await self.app.alerts.list_alerts(GUILD, 10_000)
            if one.state in (DeliveryState.CONFIRMED, DeliveryState.SKIPPED, DeliveryState.FAILED)
        }

    async def _end(self, kind: str, bots: list[Victim]) -> None:
        if kind.endswith("random instant"):
            await asyncio.sleep(self.chance.random() * 7)
            return
        until = time.monotonic() + LONGEST
        while time.monotonic() < until and bots[0].returncode is None:
            if self.kind_of.keys() <= await self._done():
                return
            await asyncio.sleep(0.1)

    async def _turn(self, n: int) -> str:
        company = self.companies[n % len(self.companies)]
        stance = (await self.app.catalogue.reading(company, self.clock.now().date())).stance
        turned = Stance.OPEN_WEIGHTS if stance is Stance.CLOSED else Stance.CLOSED
        day = PartialDate(self.clock.now().date().isoformat())
        said = Statement(
            f"turn-{n:04}", company, day, None, Provenance.OFFICIAL_STATEMENT, Modality.POSITION, tuple(Scope), turned,
            None, None, {"en": "words", "ja": "言葉"}, "Wire", "Title", "https://wire.example/a", verified=True,
            status=StatementStatus.CANDIDATE,
        )  # fmt: skip
        await self.app.statements.add_statements([said], guild_id=HOUSE, by="local", now=self.clock.now())
        await self.app.review.decide([said.statement_id], StatementStatus.APPROVED, by="rig")
        return said.statement_id

    async def _start(self, point: str) -> Victim:
        before = len(self.wire.gateway.identifies)
        base, offset = self.wire.base.removesuffix("/api/v10"), self.clock.offset.total_seconds()
        bot = await asyncio.to_thread(Victim, self.folder, base, offset, point)
        async with asyncio.timeout(SETTLES_WITHIN):
            while len(self.wire.gateway.identifies) == before and bot.returncode is None:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        return bot

    async def tallies(self) -> dict[str, Tally]:
        found: dict[str, Tally] = defaultdict(Tally)
        by_turn = {str(one.event.subject["after"]): one for one in await self.app.alerts.list_alerts(GUILD, 10_000)}
        for name, kind in self.kind_of.items():
            tally = found[kind]
            tally.turns += 1
            tally.kills = self.kills[kind]
            alert = by_turn.get(name)
            messages = self.nonces[f"{nonce(alert)}-0"] if alert else 0
            tally.duplicates += max(0, messages - 1)
            if not (alert and alert.state is DeliveryState.CONFIRMED and messages):
                tally.losses += 1
                print(f"lost: {name} ({kind}), {messages} messages, record: {alert}", file=sys.stderr)
            if alert and alert.posted_at:
                tally.lateness.append((alert.posted_at - alert.slot_at).total_seconds())
        return found


async def run(runs: int, seed: int, folder: Path, kinds: tuple[str, ...] = KINDS) -> dict[str, Tally]:
    clock = OffsetClock(0)
    real = payloads.time  # type: ignore[attr-defined]
    async with (
        open_app(Settings(data_dir=folder), clock=clock, embedder=QuickEmbedder()) as app,
        serve_discord() as wire,
    ):
        rig = Rig(app, clock, folder, wire, random.Random(seed))
        clock.offset = timedelta(seconds=STEP)
        await app.alert_rules.save_rule(GUILD, CHANNEL, ALL_KINDS, "ja", clock.now())
        rig.companies = [
            one.company_id
            for one in await app.statements.list_companies()
            if (await app.catalogue.reading(one.company_id, clock.now().date())).basis
        ]
        try:
            for n in range(runs):
                await rig.run(n, kinds[n % len(kinds)])
            return await rig.tallies()
        finally:
            payloads.time = real  # type: ignore[attr-defined]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=40)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="kawaraban-alerts-") as folder:
        tallies = asyncio.run(run(given.runs, given.seed, Path(folder)))
    print("| fault | turns | kill -9 | duplicates | losses | late p50 (s) | late p99 (s) |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for kind, tally in tallies.items():
        print(tally.cells(kind))
    print(f"{given.runs} runs, seed {given.seed}, {time.monotonic() - begun:.0f} s")
    return any(one.duplicates or one.losses for one in tallies.values())


if __name__ == "__main__":
    sys.exit(main())
