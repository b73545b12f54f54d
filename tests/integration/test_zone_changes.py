"""Zones whose rules change under a running schedule, and admins who move one: no slot twice, none lost without a word."""

from collections import Counter
from datetime import UTC, datetime, time, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.delivery import schedule as rules
from bot.delivery.dispatcher import Dispatcher
from bot.domain.delivery import DeliveryState
from bot.storage.database import open_database, sqlite_url
from bot.storage.deliveries import DeliveryStore
from bot.storage.schedules import ScheduleStore
from tests.integration.test_dispatcher import Channel, HandSetClock, Writer

BEGUN = datetime(2026, 3, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
GUILD, CHANNEL = 2000, 3000
ZONES = ("Asia/Tokyo", "America/New_York", "Europe/Lisbon", "Australia/Lord_Howe", "Pacific/Apia")


class House:
    def __init__(self, database, begun=BEGUN):
        self.clock = HandSetClock(begun)
        self.channel = Channel(self.clock)
        self.schedules, self.deliveries = ScheduleStore(database), DeliveryStore(database)
        self.start()

    def start(self):
        self.dispatcher = Dispatcher(
            self.schedules, self.deliveries, Writer(), self.channel, self.clock, grace=2 * HOUR
        )

    async def restart(self):
        self.start()
        await self.dispatcher.forget_due()

    async def pass_hours(self, hours, step=timedelta(minutes=20)):
        end = self.clock.instant + hours * HOUR
        while self.clock.instant < end:
            await self.dispatcher.tick()
            self.clock.instant += step

    async def set(self, at, zone):
        return await self.schedules.save_schedule(GUILD, CHANNEL, at, zone, ("ja",), 3, self.clock.now())

    async def slots(self):
        return [(one.slot_at, one.state) for one in reversed(await self.deliveries.list_deliveries(GUILD, 1_000))]


@pytest.fixture
async def house(tmp_path):
    async with open_database(sqlite_url(tmp_path / "zones.db"), now=BEGUN) as database:
        yield House(database)


@pytest.mark.parametrize("hours", [-2, -1, 1, 2])
async def test_a_zone_that_gets_other_rules_is_followed_from_the_next_start(house, monkeypatch, hours):
    await house.set(time(8), "Asia/Tokyo")
    await house.pass_hours(26)
    before = await house.slots()
    # A government moves its clocks, and the host's zone data is brought up to date: 08:00 is another instant now.
    monkeypatch.setattr(rules, "zone", lambda _: timezone(timedelta(hours=9 + hours)))
    await house.restart()
    await house.pass_hours(48)
    after = (await house.slots())[len(before) :]
    assert all(state is DeliveryState.CONFIRMED for _, state in after)
    by_new_rules = (8 - 9 - hours) % 24
    assert {slot.hour for slot, _ in after} == {by_new_rules}
    assert all(late - early == 24 * HOUR for (early, _), (late, _) in pairwise(after))
    assert max(Counter(house.channel.messages).values()) == 1


moves = st.tuples(st.sampled_from(ZONES), st.integers(0, 23), st.integers(1, 40))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1)),  # noqa: DTZ001
    st.lists(moves, min_size=1, max_size=4),
    st.lists(st.integers(-26, 26), max_size=3),
)
async def test_whatever_is_set_and_however_the_clock_jumps_no_slot_is_posted_twice(
    tmp_path_factory, begun, plan, jumps
):
    folder = tmp_path_factory.mktemp("zones")
    async with open_database(sqlite_url(folder / "zones.db"), now=BEGUN) as database:
        house = House(database, begun.replace(tzinfo=UTC))
        for zone, hour, hours in plan:
            await house.schedules.turn_off(GUILD, None, house.clock.now())
            await house.set(time(hour, 30), zone)
            await house.pass_hours(hours, HOUR)
            if jumps:
                house.clock.instant += jumps.pop() * HOUR
            await house.restart()
        await house.pass_hours(50, HOUR)
        rows = await house.deliveries.list_deliveries(GUILD, 1_000)
        assert len({(one.schedule_id, one.slot_at) for one in rows}) == len(rows)
        assert all(one.state in (DeliveryState.CONFIRMED, DeliveryState.SKIPPED) for one in rows)
        assert all(one.reason for one in rows if one.state is DeliveryState.SKIPPED)
        nonces = Counter(message[3] for message in house.channel.messages)
        assert not nonces or max(nonces.values()) == 1
        assert len(nonces) == sum(one.state is DeliveryState.CONFIRMED for one in rows)
