"""Discord on loopback for every test here, which ends by looking at everything that was sent to it."""

import pytest

from tests.contract.openapi_check import DiscordSpec
from tests.wire.fake_discord import serve_discord


@pytest.fixture(scope="session")
def spec():
    return DiscordSpec()


@pytest.fixture
async def wire(spec):
    async with serve_discord(spec) as fake:
        yield fake
    assert fake.rest.violations() == []
    assert fake.rest.invalid < 10, "Discord bans an address for too many of these"
