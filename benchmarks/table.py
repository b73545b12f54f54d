"""One measured row: ours and its baseline, in the same unit, as medians of several runs with their spread."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Row:
    what: str
    unit: str
    ours: Sequence[float]
    baseline: Sequence[float]
    against: str
    """What the baseline is."""

    @property
    def ratio(self) -> float:
        return median(self.ours) / median(self.baseline)


HEADINGS = ("measured", "ours", "baseline", "ratio", "against")


def render(rows: Sequence[Row]) -> str:
    """The rows as a table of text; a number is followed by the lowest and highest of its runs."""
    cells = [HEADINGS, *map(_cells, rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(HEADINGS))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def _cells(row: Row) -> tuple[str, str, str, str, str]:
    return (row.what, _shown(row.ours, row.unit), _shown(row.baseline, row.unit), f"{row.ratio:.2f}x", row.against)


def _shown(values: Sequence[float], unit: str) -> str:
    middle = f"{median(values):.3g} {unit}"
    return f"{middle} ({min(values):.3g}-{max(values):.3g})" if len(values) > 1 else middle
