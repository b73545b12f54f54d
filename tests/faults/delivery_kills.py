"""`python -m tests.faults.delivery_kills [--runs 200] [--seed 1] [--rigs 1]`: the real bot under every fault of a delivery.

Each run gives one slot to a bot process over the same store, against the loopback Discord, and ends with kill -9. The
next run's process finds what was left. A run's clock is 200 s ahead of the one before (every lease ends), and Discord has
forgotten its nonces by then. At the end every slot is counted: its messages, its record, its lateness.
"""

import argparse
import asyncio
import multiprocessing
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from bot.app import DATABASE_FILE, open_app
from bot.domain.article import Extent, NewArticle
from bot.domain.source import SourceKind
from bot.settings import Settings
from tests.faults.delivery_victim import OffsetClock, Victim
from tests.faults.ingest_victim import QuickEmbedder
from tests.wire import payloads
from tests.wire.fake_discord import FakeDiscord, serve_discord
from tests.wire.rest import Fault

STEP = 200.0
"""Seconds between the clocks of two runs: more than a lease."""
LEAD = 0.7
"""Seconds from the setting of a schedule to its slot."""
LONGEST = 12.0
GUILD, CHANNEL = int(payloads.GUILD), int(payloads.CHANNEL)
POSTS = f"/channels/{CHANNEL}/messages"
LIMITED = {"message": "You are being rate limited.", "retry_after": 1.0, "global": False}
KINDS = (
    "killed at a random instant",
    "before the claim",
    "after the claim",
    "composing",
    "between post and record",
    "between two parts",
    "killed while it shuts down",
    "store locked",
    "Discord 5xx",
    "Discord 429",
    "connection dropped",
    "clock set forward",
    "clock set back",
    "two processes",
)


@dataclass
class Tally:
    """What became of the slots of one kind of fault."""

    slots: int = 0
    kills: int = 0
    duplicates: int = 0
    losses: int = 0
    unrecorded: int = 0
    lateness: list[float] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        for name in ("slots", "kills", "duplicates", "losses", "unrecorded"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.lateness += other.lateness

    def cells(self, kind: str) -> str:
        late = sorted(self.lateness) or [0.0]
        p50, p99 = late[len(late) // 2], late[min(len(late) - 1, round(0.99 * (len(late) - 1)))]
        return (
            f"| {kind} | {self.slots} | {self.kills} | {self.duplicates} | {self.losses} | {self.unrecorded} "
            f"| {p50:.1f} | {p99:.1f} |"
        )


class Rig:
    def __init__(self, folder: Path, wire: FakeDiscord, chance: random.Random) -> None:
        self.folder, self.wire, self.chance = folder, wire, chance
        self.offset = 0.0
        self.slots: list[tuple[str, datetime]] = []
        self.kills: Counter[str] = Counter()
        self.nonces: Counter[str] = Counter()
        self._counted = 0
        # Discord's clock is the host's, as the clock of this run shows it.
        payloads.time = SimpleNamespace(  # type: ignore[assignment,attr-defined]
            time=lambda: time.time() + self.offset,
            strftime=time.strftime,
            gmtime=lambda: time.gmtime(time.time() + self.offset),
        )

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.offset)

    async def run(self, kind: str) -> None:
        self.wire.rest.window, self.wire.rest.faults = 0.05, []
        armed = self.folder / "armed"
        armed.unlink(missing_ok=True)
        point = {"clock set forward": "jump=95", "clock set back": "jump=-600"}.get(kind, kind)
        bots = [await self._start(point)]
        if kind == "two processes":
            bots.append(await self._start(""))
        async with asyncio.timeout(240):
            while self._unfinished():  # noqa: ASYNC110 -- it is another process that finishes them
                await asyncio.sleep(0.05)
        armed.touch()
        slot_at = self._set_schedule(kind)
        self._trouble(kind)
        try:
            await self._end(kind, bots, slot_at)
        finally:
            for bot in bots:
                if bot.returncode is None:
                    bot.kill()
                await bot.wait()
                self.kills[kind] += bot.returncode == -signal.SIGKILL
        self._pass_time()

    async def settle(self) -> None:
        """A last bot, that nothing troubles, until nothing is unfinished any more."""
        self.wire.rest.faults = []
        (self.folder / "armed").unlink(missing_ok=True)
        bot = await self._start("")
        async with asyncio.timeout(240):
            while self._unfinished():  # noqa: ASYNC110 -- it is another process that finishes them
                await asyncio.sleep(0.2)
        bot.send_signal(signal.SIGTERM)
        async with asyncio.timeout(40):
            await bot.wait()
        self._pass_time()

    async def _start(self, point: str) -> Victim:
        before = len(self.wire.gateway.identifies)
        # In a thread: the first start waits for the process that all others are forked from.
        bot = await asyncio.to_thread(Victim, self.folder, self.wire.base.removesuffix("/api/v10"), self.offset, point)
        async with asyncio.timeout(240):
            while len(self.wire.gateway.identifies) == before and bot.returncode is None:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        return bot

    def _set_schedule(self, kind: str) -> datetime:
        slot_at = (self.now() + timedelta(seconds=LEAD)).replace(microsecond=0) + timedelta(seconds=1)
        with sqlite3.connect(self.folder / DATABASE_FILE, timeout=30) as store:
            # The one story is news to every slot: else all but the first would be quiet ones, with nothing to lose.
            store.execute("DELETE FROM given_stories")
            store.execute(
                "INSERT INTO schedules (guild_id, channel_id, at, timezone, langs, top, active, created_at) "
                "VALUES (?, ?, ?, 'UTC', '[\"ja\", \"en\"]', 3, 1, ?)",
                (
                    GUILD,
                    CHANNEL,
                    f"{slot_at:%H:%M:%S}.000000",
                    f"{self.now() - timedelta(seconds=5):%Y-%m-%d %H:%M:%S}.000000",
                ),
            )
        self.slots.append((kind, slot_at))
        return slot_at

    def _trouble(self, kind: str) -> None:
        carried_out = self.chance.random() < 0.5
        faults = {
            "Discord 5xx": [Fault("POST", POSTS, 503, {"message": "busy", "code": 0}, carried_out=carried_out)] * 7,
            "Discord 429": [Fault("POST", POSTS, 429, LIMITED, {"X-RateLimit-Scope": "user"})],
            "connection dropped": [Fault("POST", POSTS, carried_out=carried_out, dropped=True)],
        }
        self.wire.rest.faults = list(faults.get(kind, []))

    async def _end(self, kind: str, bots: list[Victim], slot_at: datetime) -> None:
        """Let the run come to its end: killed at its point, by chance, or when its slot is done."""
        lock = None
        if kind == "store locked":
            lock = sqlite3.connect(self.folder / DATABASE_FILE, timeout=30, isolation_level=None)
            lock.execute("BEGIN IMMEDIATE")
        to_slot = (slot_at - self.now()).total_seconds()
        if kind in ("killed at a random instant", "two processes"):
            await asyncio.sleep(max(0.0, to_slot - 0.3 + self.chance.random() * 1.8))
            return
        if kind == "killed while it shuts down":
            await asyncio.sleep(max(0.0, to_slot + self.chance.random() * 1.2))
            bots[0].send_signal(signal.SIGTERM)
            await asyncio.sleep(self.chance.random() * 0.6)
            return
        until = time.monotonic() + to_slot + LONGEST / 2
        while time.monotonic() < until and bots[0].returncode is None and (lock or self._unsettled(slot_at)):
            if lock and time.monotonic() > until - LONGEST / 2 + 2:
                lock.execute("ROLLBACK")
                lock.close()
                lock = None
            await asyncio.sleep(0.05)
        if lock:
            lock.close()

    def _pass_time(self) -> None:
        for message in self.wire.rest.messages[self._counted :]:
            self.nonces[str(message.get("nonce"))] += 1
        self._counted = len(self.wire.rest.messages)
        self.wire.rest.forget_nonces()
        self.offset += STEP

    def _rows(self, query: str, *values: Any) -> list[Any]:
        with sqlite3.connect(f"file:{self.folder / DATABASE_FILE}?mode=ro", uri=True, timeout=30) as store:
            return store.execute(query, values).fetchall()

    def _unfinished(self) -> int:
        owed = sum(1 for _, slot_at in self.slots if not self._record(slot_at))
        return owed + int(
            self._rows("SELECT count(*) FROM deliveries WHERE state IN ('claimed', 'composed', 'posted')")[0][0]
        )

    def _unsettled(self, slot_at: datetime) -> bool:
        record = self._record(slot_at)
        return record is None or record[1] not in ("confirmed", "failed", "skipped")

    def _record(self, slot_at: datetime) -> Any:
        found = self._rows(
            "SELECT id, state, reason, posted_at FROM deliveries WHERE slot_at = ?",
            f"{slot_at:%Y-%m-%d %H:%M:%S}.000000",
        )
        return found[0] if found else None

    def tallies(self) -> dict[str, Tally]:
        found: dict[str, Tally] = defaultdict(Tally)
        for kind, slot_at in self.slots:
            tally = found[kind]
            tally.slots += 1
            tally.kills = self.kills[kind]
            record = self._record(slot_at)
            if record is None:
                tally.unrecorded += 1
                tally.losses += 1
                continue
            prefix = f"{record[0]:x}-{int(slot_at.timestamp()) // 60:x}-"
            posted = {nonce: n for nonce, n in self.nonces.items() if nonce.startswith(prefix)}
            tally.duplicates += sum(n - 1 for n in posted.values())
            tally.losses += record[1] != "confirmed" or len(posted) != 2
            if record[3]:
                posted_at = datetime.fromisoformat(record[3]).replace(tzinfo=UTC)
                tally.lateness.append((posted_at - slot_at).total_seconds())
        return found


async def seed_store(folder: Path) -> None:
    """A store with one story that the server follows."""
    clock = OffsetClock(0)
    async with open_app(Settings(data_dir=folder), clock=clock, embedder=QuickEmbedder()) as app:
        at = clock.now() - timedelta(hours=1)
        source = await app.sources.add_source("https://wire.example/feed", "Example Wire", "en", SourceKind.FEED, at)
        await app.sources.follow(GUILD, source.source_id, at)
        url, title = "https://wire.example/a", "Acorn Labs releases the weights of a small model"
        body = "Acorn Labs released the weights of a small model on Tuesday. The model has 3 billion parameters."
        new = NewArticle(None, url, url, "Example Wire", "en", title, body, at, at, Extent.FULL)
        await app.clusterer.place_all(await app.articles.add_articles(source.source_id, [new], [[f"url:{url}"]], at))
        # Nothing is fetched: the feed is never due.
    with sqlite3.connect(folder / DATABASE_FILE) as store:
        store.execute("UPDATE sources SET next_due_at = '2099-01-01 00:00:00.000000'")


async def run(
    runs: int, seed: int, folder: Path, kinds: tuple[str, ...] = KINDS, minutes: float = 600.0
) -> dict[str, Tally]:
    """So many runs, or as many as begin within these minutes."""
    until = time.monotonic() + 60 * minutes
    await seed_store(folder)
    real = payloads.time  # type: ignore[attr-defined]
    async with serve_discord() as wire:
        rig = Rig(folder, wire, random.Random(seed))
        try:
            try:
                for n in range(runs):
                    if time.monotonic() > until:
                        break
                    await rig.run(kinds[n % len(kinds)])
                await rig.settle()
            except TimeoutError:
                # What was seen until then is counted all the same: what is open counts as lost.
                print(f"seed {seed}: nothing ended any more after {len(rig.slots)} slots", file=sys.stderr)
            return rig.tallies()
        finally:
            payloads.time = real  # type: ignore[attr-defined]


def run_rig(runs: int, seed: int, minutes: float) -> dict[str, Tally]:
    with tempfile.TemporaryDirectory(prefix="kawaraban-deliveries-") as folder:
        return asyncio.run(run(runs, seed, Path(folder), minutes=minutes))


def run_rigs(rigs: int, runs: int, seed: int, minutes: float) -> dict[str, Tally]:
    """The runs shared out to rigs side by side, each with a store, a Discord and a seed of its own."""
    shares = [len(range(n, runs, rigs)) for n in range(rigs)]
    with ProcessPoolExecutor(rigs, multiprocessing.get_context("spawn")) as pool:
        parts = list(pool.map(run_rig, shares, range(seed, seed + rigs), [minutes] * rigs))
    found: dict[str, Tally] = defaultdict(Tally)
    for part in parts:
        for kind, tally in part.items():
            found[kind].add(tally)
    return found


def table(tallies: dict[str, Tally]) -> str:
    whole = Tally()
    for one in tallies.values():
        whole.add(one)
    head = "| fault | slots | kill -9 | duplicates | losses | without a record | late p50 (s) | late p99 (s) |"
    rows = [tally.cells(kind) for kind, tally in tallies.items()]
    return "\n".join([head, "|---|--:|--:|--:|--:|--:|--:|--:|", *rows, whole.cells("**all**")])


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--minutes", type=float, default=600.0, help="Begin no run after so many.")
    options.add_argument("--rigs", type=int, default=1, help="Share the runs out to so many, side by side.")
    given = options.parse_args()
    begun = time.monotonic()
    tallies = run_rigs(given.rigs, given.runs, given.seed, given.minutes)
    print(table(tallies))
    done = sum(one.slots for one in tallies.values())
    print(f"{done} runs in {given.rigs} rigs, seed {given.seed}, {time.monotonic() - begun:.0f} s")
    return any(one.duplicates or one.losses or one.unrecorded for one in tallies.values())


if __name__ == "__main__":
    sys.exit(main())
