"""The page for operators names every reason of the ledger, every metric and every part."""

import inspect
import re
from pathlib import Path

from bot.delivery.ledger import Reason
from bot.discord_app import runner
from bot.ops import vitals

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/operations.md").read_text(encoding="utf-8")


def test_every_reason_has_its_row():
    assert [reason for reason in Reason if f"`{reason}`" not in PAGE] == []


def test_every_metric_has_its_row():
    named = set(re.findall(r'"(kawaraban_[a-z_]+)"', inspect.getsource(vitals)))
    assert named
    assert [name for name in sorted(named) if f"`{name}`" not in PAGE] == []


def test_every_test_that_it_names_exists():
    named = set(re.findall(r"`(test_[a-z_]+)`", PAGE))
    written = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    assert len(named) > 10
    assert [name for name in sorted(named) if f"def {name}(" not in written] == []


def test_every_part_has_its_row():
    parts = set(re.findall(r'_clockwork\.every\(\w+, "(\w+)"', inspect.getsource(runner)))
    assert parts
    assert [name for name in sorted(parts) if f"| `{name}` |" not in PAGE] == []
