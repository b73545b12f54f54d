"""`python -m benchmarks [NAME …]`: everything, or the measurements whose names are given."""

import sys
import time

from benchmarks import (
    answers,
    busy_acks,
    clustering_cost,
    cold_start,
    fan_out,
    idle_memory,
    ingest_cycle,
    machine,
    warm_answers,
)
from benchmarks.table import Row, render

MEASUREMENTS = {
    "cold-start": cold_start.measure,
    "memory": idle_memory.measure,
    "answers": answers.measure,
    "warm-answers": warm_answers.measure,
    "clustering": clustering_cost.measure,
    "ingest": ingest_cycle.measure,
    "fan-out": fan_out.measure,
    "busy-acks": busy_acks.measure,
}


def main(names: list[str]) -> int:
    if unknown := [name for name in names if name not in MEASUREMENTS]:
        print(f"unknown: {', '.join(unknown)}. There are: {', '.join(MEASUREMENTS)}", file=sys.stderr)
        return 2
    print(machine.facts(), flush=True)
    begun, rows = time.perf_counter(), list[Row]()
    for name in names or MEASUREMENTS:
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        rows += MEASUREMENTS[name]()
    print(render(rows))
    print(f"Medians (lowest-highest); {time.perf_counter() - begun:.0f} s in all.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
