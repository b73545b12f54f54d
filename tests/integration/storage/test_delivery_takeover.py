"""Going on with a delivery that somebody left: of everybody who tries, one may, on both stores."""

import asyncio
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.domain.delivery import Delivery, DeliveryState
from bot.errors import StoreError
from bot.storage.database import Database, open_database
from bot.storage.deliveries import DeliveryStore
from bot.storage.schedules import ScheduleStore
from tests.conftest import NOW

SLOT = datetime(2025, 7, 16, 8, tzinfo=UTC)
LATER = NOW + timedelta(minutes=2, microseconds=7)


@pytest.fixture
def store(database: Database) -> DeliveryStore:
    return DeliveryStore(database)


@pytest.fixture
async def left(database: Database, store: DeliveryStore) -> Delivery:
    schedule = await ScheduleStore(database).save_schedule(7, 8, time(8), "UTC", ["ja"], 5, NOW)
    claimed = await store.claim(schedule, SLOT, NOW)
    assert claimed is not None
    return await store.record_state(claimed.delivery_id, DeliveryState.COMPOSED, reason="why", message_ids=[9], now=NOW)


async def test_it_keeps_what_is_known_and_is_seen_as_being_worked_on(store: DeliveryStore, left: Delivery):
    ours = await store.take_over(left, LATER)
    assert ours is not None
    assert (ours.delivery_id, ours.state, ours.message_ids) == (left.delivery_id, DeliveryState.COMPOSED, (9,))
    assert (ours.reason, ours.updated_at) == (None, LATER)
    assert await store.list_unfinished() == [ours]


async def test_what_anybody_touched_since_it_was_read_is_left_to_them(store: DeliveryStore, left: Delivery):
    await store.record_state(left.delivery_id, DeliveryState.CONFIRMED, now=LATER)
    assert await store.take_over(left, LATER) is None
    found = await store.find_delivery(left.schedule_id, SLOT)
    assert found is not None
    assert found.state is DeliveryState.CONFIRMED


async def test_of_many_processes_one_takes_it(database_url: str, left: Delivery):
    async def take() -> Delivery | None:
        async with open_database(database_url, now=NOW) as database:
            return await DeliveryStore(database).take_over(left, LATER)

    taken = await asyncio.gather(*(take() for _ in range(6)))
    assert len([one for one in taken if one]) == 1


async def test_whoever_was_taken_over_can_write_no_more(store: DeliveryStore, left: Delivery):
    ours = await store.take_over(left, LATER)
    assert ours is not None
    assert ours.token != left.token
    with pytest.raises(StoreError, match="that is ours"):
        await store.record_state(left.delivery_id, DeliveryState.FAILED, now=LATER, token=left.token)
    kept = await store.record_state(ours.delivery_id, DeliveryState.CONFIRMED, now=LATER, token=ours.token)
    assert kept.state is DeliveryState.CONFIRMED
