"""A cycle over many feeds, new and then unchanged, against lemon24's `reader` on the same feeds in the same run.

`python -m benchmarks ingest` is the whole of it; `python -m benchmarks.ingest_cycle FEEDS` one run with fewer feeds and
without the growth, for those who work on it.
"""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from benchmarks.machine import facts, proportional_mb
from benchmarks.table import Row, render

FEEDS, ENTRIES = 1_000, 20
GROWTH = (100, 10_000)
RUNS = 3
CYCLES = (("first", "all new"), ("unchanged", "unchanged"))
Runs = Sequence[dict[str, float]]
AGAINST = "reader (lemon24), 8 workers"


def measure() -> Iterator[Row]:
    yield from _compared(FEEDS, RUNS)
    yield from _growth()


def _compared(feeds: int, runs: int) -> Iterator[Row]:
    with serving(feeds, ENTRIES) as port:
        found = [[_run(which, feeds, port) for which in ("ours", "reader", "direct", "httpx")] for _ in range(runs)]
    ours, theirs, direct, httpx = zip(*found, strict=True)
    what = f"{feeds:,} feeds of {ENTRIES} entries"

    def row(key: str, name: str, unit: str, mine: Runs, others: Runs, against: str) -> Row:
        return Row(f"{what}, {name}", unit, [one[key] for one in mine], [one[key] for one in others], against)

    for key, name in CYCLES:
        yield row(key, name, "s", ours, theirs, AGAINST)
    for key, name in CYCLES:
        yield row(f"cpu_{key}", f"{name}, processor time", "s", ours, theirs, AGAINST)
    yield row("peak_mb", "peak memory", "MB", ours, theirs, AGAINST)
    for key, name in CYCLES:
        yield row(key, name, "s", ours, direct, "floor: its requests alone, 8 at a time, by the client that it uses")
    for key, name in CYCLES:
        yield row(key, f"{name}, requests alone", "s", direct, httpx, "floor of httpx: the same requests by httpx")
    delays = [one["delay_ms"] for one in ours]
    yield Row("event loop's delay meanwhile, p99", "ms", delays, [50.0], "the 50 ms that it may be")


def _growth() -> Iterator[Row]:
    """Per feed, so that a ratio of 1 means that ten thousand feeds cost a hundred times what a hundred do."""
    found = []
    for feeds in GROWTH:
        with serving(feeds, 5) as port:
            found.append((feeds, _run("ours", feeds, port)))
    (few, base), (many, grown) = found
    for key, name in (("first", "all new"), ("unchanged", "unchanged")):
        yield Row(
            f"per feed of {many:,}, {name}", "ms", [grown[key] / many * 1e3], [base[key] / few * 1e3], f"of {few:,}"
        )
    yield Row(f"peak memory, {many:,} feeds", "MB", [grown["peak_mb"]], [base["peak_mb"]], f"{few:,} feeds")


@contextmanager
def serving(feeds: int, entries: int) -> Iterator[int]:
    command = [sys.executable, "-m", "benchmarks.feed_server", str(feeds), str(entries)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        assert server.stdin
        try:
            yield int(server.stdout.readline())
        finally:
            server.stdin.close()


def _run(which: str, feeds: int, port: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.ingest_worker", which, str(feeds), str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        weighed = _Weighed(process)
        said, problem = process.communicate()
    if process.returncode:
        raise RuntimeError(problem[-2_000:])
    measured: dict[str, float] = json.loads(said)
    if measured["entries"] != feeds * (measured["entries"] // feeds) or not measured["entries"]:
        raise RuntimeError(f"{which} lost entries: {measured}")
    return measured | {"peak_mb": weighed.peak}


class _Weighed:
    """The most memory that the process and its children held at a time, looked at ten times a second.

    Proportional (PSS): what processes share, the interpreter and its libraries, would otherwise count several times.
    """

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.peak = 0.0
        self._process = process
        threading.Thread(target=self._weigh, daemon=True).start()

    def _weigh(self) -> None:
        while self._process.poll() is None:
            with suppress(OSError, StopIteration, ValueError):  # it ended between two looks
                self.peak = max(self.peak, proportional_mb(self._process.pid))
            time.sleep(0.1)


if __name__ == "__main__":
    print(facts())
    print(render(list(_compared(int(sys.argv[1]), 1))))
