"""Fixtures that every test may use. Sockets beyond loopback are blocked by pytest-socket (see pyproject.toml)."""

from datetime import UTC, datetime

import pytest

from bot.ports import FixedClock

NOW = datetime(2025, 7, 16, 0, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)
