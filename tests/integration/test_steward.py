"""What a server chose is read once for many who ask at once, and never older than what was saved."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.server import ServerSettings
from bot.errors import StoreBusy
from bot.ports import FixedClock
from bot.servers.steward import Steward
from bot.storage.audit import AuditStore
from bot.storage.database import open_database, sqlite_url
from bot.storage.guilds import GuildStore
from tests.conftest import NOW


class Counting(GuildStore):
    reads = 0
    problem: Exception | None = None

    async def settings(self, guild_id: int) -> ServerSettings:
        self.reads += 1
        if self.problem:
            raise self.problem
        return await super().settings(guild_id)


@pytest.fixture
async def guilds(tmp_path: Path) -> AsyncIterator[Counting]:
    async with open_database(sqlite_url(tmp_path / "x.db"), now=NOW) as database:
        yield Counting(database)


def steward_of(guilds: Counting) -> Steward:
    return Steward(guilds, AuditStore(guilds._database), FixedClock(NOW), grace=timedelta(days=30))


async def test_many_at_once_read_once(guilds: Counting):
    steward = steward_of(guilds)
    found = await asyncio.gather(*(steward.settings(7) for _ in range(300)))
    assert set(map(id, found)) == {id(found[0])}
    assert guilds.reads == 1
    await steward.settings(8)
    assert guilds.reads == 2


async def test_what_was_saved_while_others_read_is_what_holds(guilds: Counting):
    steward = steward_of(guilds)
    chosen = ServerSettings(news_answers=False)
    await asyncio.gather(steward.settings(7), steward.save_settings(7, chosen), steward.settings(7))
    assert await steward.settings(7) == chosen


async def test_a_read_that_fails_is_tried_again_by_the_next(guilds: Counting):
    steward = steward_of(guilds)
    guilds.problem = StoreBusy("x")
    with pytest.raises(StoreBusy):
        await steward.settings(7)
    guilds.problem = None
    assert await steward.settings(7) == ServerSettings()
