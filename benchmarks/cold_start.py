"""From nothing to the first answer on the command line, in a new process each time."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence

from benchmarks.table import Row

RUNS = 5
QUESTION = "What is Meta's current stance on open weights?"
IMPORTS = [sys.executable, "-c", "import discord, sqlalchemy, pydantic"]
AGAINST = "importing discord, sqlalchemy, pydantic"


def measure() -> Iterator[Row]:
    imports = [_seconds(IMPORTS) for _ in range(RUNS + 1)][1:]  # the first fills the page cache for all
    first, again = [], []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as folder:
            ask = [sys.executable, "-m", "bot", "ask", QUESTION, "--json", "--data-dir", folder]
            first.append(_seconds(ask))
            again.append(_seconds(ask))
    yield Row("cold start to first answer, new store", "s", first, imports, AGAINST)
    yield Row("cold start to first answer, store exists", "s", again, imports, AGAINST)


def _seconds(command: Sequence[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun
