"""`python -m tests.faults.ingest_kills [KILLS] [SEED]`: kill -9 an ingest at random instants, then count what is left."""

import asyncio
import random
import sqlite3
import sys
import tempfile
import time
from asyncio.subprocess import DEVNULL, PIPE
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.app import DATABASE_FILE
from tests.faults.shifting_site import BEGUN, ENTRIES, ShiftingSite, open_shifting_site, story

FEEDS = 8
LONGEST_LIFE = 2.0
"""Seconds before a kill, at most."""
_START_SECONDS = 300.0
"""A machine that does much else starts a process slowly, which is not what is tried here."""
_LAST_SECONDS = 900.0
"""The last run has all to place that the killed ones had no time for."""


@dataclass(frozen=True, slots=True)
class Aftermath:
    kills: int
    cycles: int
    """Whole cycles that ended before a kill."""
    interrupted: int
    """Kills after which a part of the newest entries was stored and the others were not."""
    offered: int
    lost: tuple[str, ...]
    doubled: tuple[str, ...]
    altered: tuple[str, ...]
    unplaced: int
    damaged: str
    seconds: float

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.doubled or self.altered or self.unplaced or self.damaged)

    def lines(self) -> list[str]:
        return [
            f"kills                     {self.kills}",
            f"  with whole cycles       {self.kills - self.interrupted}",
            f"  with a part of one      {self.interrupted}",
            f"whole cycles              {self.cycles}",
            f"articles offered          {self.offered}",
            f"articles lost             {len(self.lost)}",
            f"articles twice            {len(self.doubled)}",
            f"articles altered          {len(self.altered)}",
            f"articles in no story      {self.unplaced}",
            f"damage to the store       {self.damaged or 'none'}",
            f"seconds                   {self.seconds:.0f}",
        ]


async def run(kills: int, seed: int, folder: Path) -> Aftermath:
    """Kill so many ingests over one store, let a last one finish, and compare the store with what the feeds offered."""
    begun, chance = time.monotonic(), random.Random(seed)
    cycles = interrupted = 0
    async with open_shifting_site(FEEDS) as site:
        environment = _environment(folder, site)
        await _run_once(environment)
        _follow(folder, site)
        for kill in range(kills):
            # Every other one lives through a first cycle, which is slow: its workers start.
            cycles += await _kill_one(environment, chance.random() * LONGEST_LIFE, is_warm=kill % 2 == 1)
            interrupted += _stored(folder) % (FEEDS * ENTRIES) != 0
        site.is_changing = False
        await _run_once(environment, cycles=3)
        return _inspect(folder, site, kills, cycles, interrupted, time.monotonic() - begun)


def _environment(folder: Path, site: ShiftingSite) -> dict[str, str]:
    import os

    return os.environ | {
        "KAWARABAN_DATA_DIR": str(folder),
        "KAWARABAN_ALLOW_HOSTS": f"127.0.0.1:{site.port}",
        "KAWARABAN_LOG_LEVEL": "ERROR",
    }


async def _start(environment: Mapping[str, str], cycles: int) -> asyncio.subprocess.Process:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.faults.ingest_victim", str(cycles), env=environment, stdout=PIPE, stderr=DEVNULL
    )
    assert process.stdout
    async with asyncio.timeout(_START_SECONDS):
        line = await process.stdout.readline()
    assert line.strip() == b"begun", line
    return process


async def _run_once(environment: Mapping[str, str], cycles: int = 0) -> None:
    process = await _start(environment, cycles)
    async with asyncio.timeout(_LAST_SECONDS):
        await process.communicate()
    assert process.returncode == 0


async def _kill_one(environment: Mapping[str, str], life: float, *, is_warm: bool) -> int:
    """Whole cycles of a run that is killed so many seconds after its begin, or after its first cycle."""
    process = await _start(environment, 1_000_000)
    assert process.stdout
    warm = 0
    if is_warm:
        async with asyncio.timeout(_START_SECONDS):
            warm = (await process.stdout.readline()).count(b"cycle")
    await asyncio.sleep(life)
    process.kill()
    said, _ = await process.communicate()
    return warm + said.count(b"cycle")


def _follow(folder: Path, site: ShiftingSite) -> None:
    """The rows of an admin who follows every feed, written directly: adding would fetch them."""
    with sqlite3.connect(folder / DATABASE_FILE) as connection:
        from bot.storage.columns import digest

        at = BEGUN.isoformat(sep=" ").removesuffix("+00:00") + ".000000"
        for number, url in enumerate(site.feed_urls(), start=1):
            connection.execute(
                "INSERT INTO sources (id, url, url_digest, title, kind, state, failures, next_due_at, added_at) "
                "VALUES (?, ?, ?, '', 'feed', 'active', 0, ?, ?)",
                (number, url, digest(url), at, at),
            )
            connection.execute(
                "INSERT INTO follows (guild_id, source_id, paused, followed_at) VALUES (0, ?, 0, ?)", (number, at)
            )


def _stored(folder: Path) -> int:
    with sqlite3.connect(folder / DATABASE_FILE) as connection:
        counted: int = connection.execute("SELECT count(*) FROM articles").fetchone()[0]
        return counted


def _inspect(folder: Path, site: ShiftingSite, kills: int, cycles: int, interrupted: int, seconds: float) -> Aftermath:
    with sqlite3.connect(folder / DATABASE_FILE) as connection:
        rows = connection.execute("SELECT url, text FROM articles").fetchall()
        unplaced = connection.execute(
            "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article_id FROM placements)"
        ).fetchone()[0]
        verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
        strays = connection.execute("PRAGMA foreign_key_check").fetchall()
    found, expected = Counter(url for url, _ in rows), site.expected_urls()
    return Aftermath(
        kills=kills,
        cycles=cycles,
        interrupted=interrupted,
        offered=len(expected),
        lost=tuple(sorted(expected - found.keys())),
        doubled=tuple(url for url, times in found.items() if times > 1 or url not in expected),
        altered=tuple(url for url, text in rows if not _is_whole(url.removeprefix(site.base), text)),
        unplaced=unplaced,
        damaged="" if verdict == "ok" and not strays else f"{verdict} {strays[:3]}",
        seconds=seconds,
    )


def _is_whole(path: str, text: str) -> bool:
    return all(sentence in text for sentence in story(path))


def main(kills: int = 100, seed: int = 1) -> int:
    with tempfile.TemporaryDirectory(prefix="kawaraban-kills-") as folder:
        aftermath = asyncio.run(run(kills, seed, Path(folder)))
    print("\n".join(aftermath.lines()))
    return 0 if aftermath.is_clean else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
