"""Numbers for Prometheus: counters, gauges and one kind of histogram, in its text form. Nothing is sent anywhere."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

SECONDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Upper bounds of a histogram's buckets."""

Labels = tuple[tuple[str, str], ...]


def labels(**values: object) -> Labels:
    return tuple((name, str(value)) for name, value in sorted(values.items()))


@dataclass(slots=True)
class Counter:
    counts: dict[Labels, float] = field(default_factory=lambda: defaultdict(float))

    def add(self, n: float = 1, **values: object) -> None:
        self.counts[labels(**values)] += n


@dataclass(slots=True)
class Histogram:
    """How many took how long, by label."""

    bounds: Sequence[float] = SECONDS
    _buckets: dict[Labels, list[int]] = field(default_factory=dict)
    _sums: dict[Labels, float] = field(default_factory=lambda: defaultdict(float))

    def observe(self, seconds: float, **values: object) -> None:
        key = labels(**values)
        buckets = self._buckets.setdefault(key, [0] * (len(self.bounds) + 1))
        buckets[next((i for i, bound in enumerate(self.bounds) if seconds <= bound), len(self.bounds))] += 1
        self._sums[key] += seconds

    def lines(self, name: str, about: str) -> list[str]:
        lines = _head(name, about, "histogram")
        for key, buckets in self._buckets.items():
            reached = 0
            for bound, n in zip((*map(str, self.bounds), "+Inf"), buckets, strict=True):
                reached += n
                lines.append(f"{name}_bucket{_shown((*key, ('le', bound)))} {reached}")
            lines += [f"{name}_sum{_shown(key)} {self._sums[key]:.6f}", f"{name}_count{_shown(key)} {reached}"]
        return lines


def counter_lines(name: str, about: str, counter: Counter) -> list[str]:
    return [*_head(name, about, "counter"), *(f"{name}{_shown(key)} {n:g}" for key, n in counter.counts.items())]


def gauge_lines(name: str, about: str, values: Mapping[Labels, float] | float) -> list[str]:
    found = values.items() if isinstance(values, Mapping) else [((), values)]
    return [*_head(name, about, "gauge"), *(f"{name}{_shown(key)} {value:g}" for key, value in found)]


def _head(name: str, about: str, kind: str) -> list[str]:
    return [f"# HELP {name} {about}", f"# TYPE {name} {kind}"]


def _shown(key: Iterable[tuple[str, str]]) -> str:
    inner = ",".join(f'{name}="{_escaped(value)}"' for name, value in key)
    return f"{{{inner}}}" if inner else ""


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
