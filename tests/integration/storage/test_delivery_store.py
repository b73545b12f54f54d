"""The ledger: one delivery for each slot, whoever asks and how many at once."""

import asyncio
from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.domain.delivery import Delivery, DeliveryState, Schedule
from bot.errors import StoreError
from bot.storage.database import Database, open_database
from bot.storage.deliveries import DeliveryStore
from bot.storage.guilds import GuildStore
from bot.storage.schedules import ScheduleStore
from tests.conftest import NOW

SLOT = NOW - timedelta(minutes=1)
LATER = NOW + timedelta(minutes=5)
CHANNEL = 2**62 + 1


@pytest.fixture
def store(database: Database) -> DeliveryStore:
    return DeliveryStore(database)


@pytest.fixture
async def schedule(database: Database) -> Schedule:
    return await _schedule(database)


async def _schedule(database: Database, guild_id: int = 7) -> Schedule:
    return await ScheduleStore(database).save_schedule(guild_id, CHANNEL, time(8), "Asia/Tokyo", ["ja"], 5, NOW)


async def _claim(store: DeliveryStore, schedule: Schedule, slot_at=SLOT, now=NOW) -> Delivery:
    delivery = await store.claim(schedule, slot_at, now)
    assert delivery is not None
    return delivery


async def test_a_claim_is_on_record(store: DeliveryStore, schedule: Schedule):
    claimed = await _claim(store, schedule)
    assert claimed == Delivery(
        claimed.delivery_id, schedule.schedule_id, 7, CHANNEL, SLOT, DeliveryState.CLAIMED, None, (), NOW, NOW, 0,
        claimed.token, ("ja",),
    )  # fmt: skip
    assert claimed.token
    assert await store.find_delivery(schedule.schedule_id, SLOT) == claimed
    assert await store.find_delivery(schedule.schedule_id, NOW) is None


async def test_a_slot_is_claimed_once(store: DeliveryStore, schedule: Schedule):
    await _claim(store, schedule)
    assert await store.claim(schedule, SLOT, LATER) is None
    assert await store.claim(schedule, SLOT + timedelta(days=1), LATER) is not None


async def test_of_many_claims_at_once_one_wins(store: DeliveryStore, schedule: Schedule):
    claims = await asyncio.gather(*(store.claim(schedule, SLOT, NOW) for _ in range(20)))
    assert len([claim for claim in claims if claim]) == 1


async def test_of_many_processes_one_wins(database_url: str):
    async with open_database(database_url, now=NOW) as database:
        schedule = await _schedule(database)

    async def claim() -> Delivery | None:
        async with open_database(database_url, now=NOW) as database:
            return await DeliveryStore(database).claim(schedule, SLOT, NOW)

    claims = await asyncio.gather(*(claim() for _ in range(6)))
    assert len([one for one in claims if one]) == 1


async def test_the_same_instant_in_another_zone_is_the_same_slot(store: DeliveryStore, schedule: Schedule):
    from zoneinfo import ZoneInfo

    await _claim(store, schedule)
    assert await store.claim(schedule, SLOT.astimezone(ZoneInfo("Asia/Tokyo")), NOW) is None


async def test_a_schedule_that_no_longer_exists_claims_nothing(store: DeliveryStore, schedule: Schedule):
    assert await store.claim(replace(schedule, schedule_id=999), SLOT, NOW) is None
    assert await store.list_deliveries(7) == []


async def test_states_attempts_and_messages(store: DeliveryStore, schedule: Schedule):
    claimed = await _claim(store, schedule)
    ids = (2**62, 2**62 + 1)
    composed = await store.record_state(claimed.delivery_id, DeliveryState.COMPOSED, now=LATER)
    assert (composed.attempts, composed.updated_at, composed.claimed_at) == (0, LATER, NOW)
    failed = await store.record_state(
        claimed.delivery_id, DeliveryState.FAILED, reason="error-publish-failed", now=LATER
    )
    assert (failed.attempts, failed.reason) == (1, "error-publish-failed")
    posted = await store.record_state(claimed.delivery_id, DeliveryState.POSTED, message_ids=ids, now=LATER)
    assert (posted.attempts, posted.reason, posted.message_ids) == (2, None, ids)
    confirmed = await store.record_state(claimed.delivery_id, DeliveryState.CONFIRMED, now=LATER)
    assert (confirmed.attempts, confirmed.message_ids) == (2, ids)
    assert await store.find_delivery(schedule.schedule_id, SLOT) == confirmed


async def test_a_delivery_that_is_not_there(store: DeliveryStore):
    with pytest.raises(StoreError, match="no delivery 999"):
        await store.record_state(999, DeliveryState.POSTED, now=NOW)


async def test_what_is_unfinished(store: DeliveryStore, schedule: Schedule):
    states = list(DeliveryState)
    for number, state in enumerate(states):
        delivery = await _claim(store, schedule, SLOT - timedelta(days=number))
        await store.record_state(delivery.delivery_id, state, now=NOW)
    await _claim(store, schedule, SLOT + timedelta(days=1), now=LATER)
    unfinished = await store.list_unfinished()
    assert [delivery.state for delivery in unfinished] == ["posted", "composed", "claimed", "claimed"]
    assert [delivery.slot_at for delivery in unfinished] == sorted(delivery.slot_at for delivery in unfinished)


async def test_the_ledger_of_a_server(store: DeliveryStore, schedule: Schedule, database: Database):
    other = await _schedule(database, 8)
    days = [await _claim(store, schedule, SLOT - timedelta(days=day)) for day in range(4)]
    await _claim(store, other)
    assert await store.list_deliveries(7) == days
    assert await store.list_deliveries(7, limit=2) == days[:2]
    assert await store.list_deliveries(9) == []


async def test_a_number_is_never_given_twice(store: DeliveryStore, schedule: Schedule, database: Database):
    """A message's nonce derives from it, and Discord remembers nonces for minutes."""
    old = await _claim(store, schedule)
    await GuildStore(database).forget(7)
    new = await _claim(store, await _schedule(database))
    assert new.delivery_id > old.delivery_id
    assert new.schedule_id > old.schedule_id
