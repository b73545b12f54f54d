"""Editions written ahead: given out once, never more than fit, and never of what a channel was told meanwhile."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.delivery.prepared import PreparedEditions
from bot.domain.brief import Edition
from bot.domain.edition import Readers
from bot.domain.watch import Watch

SLOT = datetime(2025, 7, 15, 23, tzinfo=UTC)
DAY = date(2025, 7, 16)


class Writer:
    def __init__(self) -> None:
        self.written = 0
        self.goes_on = asyncio.Event()
        self.goes_on.set()

    async def edition(self, guild_id, lang, *, on, top=5, readers=None):
        self.written += 1
        await self.goes_on.wait()
        return Edition(guild_id, on, lang, ())


def readers(channel: int, minutes: int = 0, watch: Watch | None = None) -> Readers:
    return Readers(channel, SLOT + timedelta(minutes=minutes), watch)


async def prepare(editions: PreparedEditions, whose: Readers) -> None:
    await editions.prepare(7, "ja", on=DAY, top=5, readers=whose)


async def test_it_is_given_out_once_and_only_for_what_it_was_written_for():
    writer = Writer()
    editions = PreparedEditions(writer)
    await prepare(editions, readers(1))
    await prepare(editions, readers(1))
    assert (writer.written, len(editions)) == (1, 1)
    await editions.edition(7, "ja", on=DAY, readers=readers(1, watch=Watch(keywords=("chips",))))
    assert (writer.written, len(editions)) == (2, 1), "other topics are another edition"
    await editions.edition(7, "ja", on=DAY, readers=readers(1))
    assert (writer.written, len(editions)) == (2, 0)
    await editions.edition(7, "ja", on=DAY, readers=readers(1))
    assert writer.written == 3


async def test_what_was_written_for_later_is_forgotten_when_the_channel_is_told_something():
    writer = Writer()
    editions = PreparedEditions(writer)
    for whose in (readers(1), readers(1, 1), readers(2, 1)):
        await prepare(editions, whose)
    editions.drop_after(SLOT, 1)
    assert len(editions) == 2, "its own slot's, which may still have a part to post, and another channel's, stay"
    editions.drop_before(SLOT + timedelta(seconds=1))
    assert len(editions) == 1
    editions.drop_before(SLOT + timedelta(minutes=2))
    assert len(editions) == 0


async def test_what_is_being_written_while_the_channel_is_told_something_is_not_kept():
    writer = Writer()
    writer.goes_on.clear()
    editions = PreparedEditions(writer)
    writing = asyncio.create_task(prepare(editions, readers(1, 1)))
    await asyncio.sleep(0)
    editions.drop_after(SLOT, 1)
    writer.goes_on.set()
    await writing
    assert len(editions) == 0


async def test_no_more_is_kept_than_fits(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("bot.delivery.prepared.KEPT_MOST", 2)
    editions = PreparedEditions(Writer())
    for channel in range(5):
        await prepare(editions, readers(channel))
    assert (len(editions), editions.is_full) == (2, True)
    editions.drop_before(SLOT + timedelta(minutes=1))
    assert (len(editions), editions.is_full) == (0, False)
