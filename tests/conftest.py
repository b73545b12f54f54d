"""Fixtures that every test may use. Sockets beyond loopback are blocked by pytest-socket (see pyproject.toml)."""

import os
from datetime import UTC, datetime

import pytest

from bot.ports import FixedClock

# Every site of a test is one loopback host; those that look at the pause set it themselves.
os.environ.setdefault("KAWARABAN_HOST_PAUSE", "0")

NOW = datetime(2025, 7, 16, 0, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)
