"""One schedule for each channel, that owes nothing from before it was set."""

from datetime import time, timedelta
from typing import Any

import pytest

from bot.domain.delivery import Schedule
from bot.domain.watch import Coverage, Watch
from bot.storage.database import Database
from bot.storage.schedules import ScheduleStore
from tests.conftest import NOW

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def store(database: Database) -> ScheduleStore:
    return ScheduleStore(database)


async def _save(store: ScheduleStore, guild_id: int = 7, channel_id: int = 70, **changes: Any) -> Schedule:
    values: dict[str, Any] = {"at": time(8, 30), "timezone": "Asia/Tokyo", "langs": ["ja", "en"], "top": 5, "now": NOW}
    return await store.save_schedule(guild_id, channel_id, **(values | changes))


async def test_what_is_saved_comes_back(store: ScheduleStore):
    saved = await _save(store, 2**62, 2**61)
    assert saved == Schedule(
        saved.schedule_id, 2**62, 2**61, time(8, 30), "Asia/Tokyo", ("ja", "en"), 5, True, NOW
    )  # fmt: skip
    assert await store.list_schedules() == [saved]


async def test_topics_of_its_own_are_kept_until_it_is_set_without(store: ScheduleStore):
    own = Watch(frozenset({"norvel", "acme"}), ("輸出規制", "open source"), Coverage.TRACKED)
    first = await _save(store, watch=own)
    other = await _save(store, 7, 71)
    assert [one.watch for one in await store.list_schedules(7)] == [own, None]
    assert (await store.find_schedule(first.schedule_id)) == first
    changed = await _save(store, watch=Watch(keywords=("chips",)), now=LATER)
    assert (changed.schedule_id, changed.watch, changed.created_at) == (
        first.schedule_id, Watch(keywords=("chips",)), NOW,
    )  # fmt: skip
    assert (await _save(store)).watch is None
    assert (await store.find_schedule(other.schedule_id)) == other


async def test_saving_the_same_again_changes_nothing(store: ScheduleStore):
    assert await _save(store) == await _save(store, now=LATER)


async def test_other_languages_or_length_keep_what_is_owed(store: ScheduleStore):
    first = await _save(store)
    changed = await _save(store, langs=["en"], top=3, now=LATER)
    assert (changed.schedule_id, changed.langs, changed.top) == (first.schedule_id, ("en",), 3)
    assert changed.created_at == NOW
    assert await store.list_schedules() == [changed]


@pytest.mark.parametrize("other", [{"at": time(7)}, {"timezone": "Europe/Berlin"}])
async def test_a_channel_may_have_several_each_owing_from_its_own_beginning(store: ScheduleStore, other):
    first = await _save(store)
    second = await _save(store, now=LATER, **other)
    assert second.schedule_id != first.schedule_id
    assert second.created_at == LATER
    assert await store.list_schedules(7) == [first, second]


async def test_other_weekdays_owe_nothing_from_before(store: ScheduleStore):
    first = await _save(store)
    assert first.weekdays == (1, 2, 3, 4, 5, 6, 7)
    changed = await _save(store, weekdays=(5, 1, 3), now=LATER)
    assert (changed.schedule_id, changed.weekdays, changed.created_at) == (first.schedule_id, (1, 3, 5), LATER)


async def test_what_is_due_is_told_in_its_order_and_a_change_is_worked_out_anew(store: ScheduleStore):
    unknown, late, early = await _save(store), await _save(store, at=time(1)), await _save(store, at=time(2))
    await store.set_due([(late, LATER), (early, NOW)])
    assert [one.schedule_id for one in await store.list_due(NOW)] == [unknown.schedule_id, early.schedule_id]
    assert [one.due_at for one in await store.list_due(LATER)] == [None, NOW, LATER]
    assert (await _save(store, at=time(2), weekdays=[1], now=LATER)).due_at is None
    await store.set_due([(early, NOW)])
    changed = await store.find_schedule(early.schedule_id)
    assert changed is not None
    assert changed.due_at is None, "worked out from what it was before the change"


async def test_what_comes_is_told_page_by_page_in_its_order(store: ScheduleStore):
    made = [await _save(store, 7, 70 + n) for n in range(5)]
    off = await _save(store, 7, 79)
    dues = [NOW, LATER, LATER, NOW + timedelta(minutes=1), None]
    await store.set_due([*zip(made, dues, strict=True), (off, LATER)])
    await store.turn_off(7, off.schedule_id, NOW)
    coming = [made[3].schedule_id, made[1].schedule_id, made[2].schedule_id]
    page = await store.list_coming(NOW, LATER, limit=2)
    assert [one.schedule_id for one in page] == coming[:2]
    rest = await store.list_coming(NOW, LATER, after=(LATER, page[-1].schedule_id))
    assert [one.schedule_id for one in rest] == coming[2:]
    assert await store.list_coming(NOW, LATER, after=(LATER, coming[-1])) == []
    assert await store.list_coming(LATER, LATER + timedelta(days=1)) == []


async def test_one_that_was_stopped_says_why_until_it_is_set_again(store: ScheduleStore):
    one = await _save(store)
    assert await store.stop(one.schedule_id, "delivery-refused")
    assert not await store.stop(one.schedule_id, "delivery-refused")
    (stopped,) = await store.list_schedules(7, active_only=False)
    assert (stopped.active, stopped.stopped) == (False, "delivery-refused")
    assert (await _save(store, now=LATER)).stopped is None


async def test_a_schedule_that_was_off_owes_nothing_from_that_time(store: ScheduleStore):
    await _save(store)
    await store.turn_off(7, None, NOW)
    again = await _save(store, now=LATER)
    assert (again.active, again.created_at) == (True, LATER)


async def test_each_channel_has_its_own(store: ScheduleStore):
    saved = [await _save(store, 7, 70), await _save(store, 7, 71), await _save(store, 8, 80)]
    assert await store.list_schedules() == saved
    assert await store.list_schedules(7) == saved[:2]
    assert await store.turn_off(8, saved[0].schedule_id, NOW) == 0
    assert await store.turn_off(7, saved[0].schedule_id, NOW) == 1
    assert await store.turn_off(7, saved[0].schedule_id, NOW) == 0
    assert await store.list_schedules(7) == [saved[1]]
    off, on = await store.list_schedules(7, active_only=False)
    assert (off.active, on) == (False, saved[1])
    assert await store.turn_off(7, None, NOW) == 1
    assert await store.list_schedules() == [saved[2]]
