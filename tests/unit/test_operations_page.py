"""The page for operators names every reason of the ledger, every metric and every part."""

import inspect
import re
from pathlib import Path

from bot.delivery.ledger import Reason
from bot.discord_app import runner
from bot.ops import vitals

PAGE = (Path(__file__).parents[2] / "docs/operations.md").read_text(encoding="utf-8")


def test_every_reason_has_its_row():
    assert [reason for reason in Reason if f"`{reason}`" not in PAGE] == []


def test_every_metric_has_its_row():
    named = set(re.findall(r'"(kawaraban_[a-z_]+)"', inspect.getsource(vitals)))
    assert named
    assert [name for name in sorted(named) if f"`{name}`" not in PAGE] == []


def test_every_part_has_its_row():
    parts = set(re.findall(r'_clockwork\.every\(\w+, "(\w+)"', inspect.getsource(runner)))
    assert parts
    assert [name for name in sorted(parts) if f"| `{name}` |" not in PAGE] == []
