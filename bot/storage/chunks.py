"""Long lists of ids in bounded portions: each store limits how many values one query may carry."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
SIZE = 500


def chunks(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """`items` in order, at most SIZE at a time; nothing for none."""
    for start in range(0, len(items), SIZE):
        yield items[start : start + SIZE]
