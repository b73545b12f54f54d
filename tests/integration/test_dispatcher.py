"""A slot's whole way on a real store: once whatever happens, with a record that says what happened."""

import asyncio
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.delivery import schedule as rules
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.ledger import ATTEMPT_LIMIT, FIRST_WAIT, LEASE, Reason
from bot.domain.brief import LOCAL_ENGINE, Brief, Edition
from bot.domain.delivery import DeliveryState
from bot.domain.watch import Watch
from bot.errors import BadTimezone, PublishFailed, PublishRefused
from bot.ports import Posted
from bot.storage.database import open_database, sqlite_url
from bot.storage.deliveries import DeliveryStore
from bot.storage.schedules import ScheduleStore

GUILD, CHANNEL = 2000, 3000
CREATED_AT = datetime(2025, 7, 15, 12, tzinfo=UTC)
SLOT = datetime(2025, 7, 15, 23, tzinfo=UTC)  # 08:00 on the 16th in Tokyo
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
GRACE = timedelta(hours=2)


class Died(BaseException):
    """The process ends here: nothing may catch it, as nothing catches a kill."""


class HandSetClock:
    def __init__(self, instant):
        self.instant = instant

    def now(self):
        return self.instant


class Channel:
    """What Discord holds, and the faults of the way to it. Like Discord, it knows a nonce for minutes only."""

    def __init__(self, clock):
        self.clock = clock
        self.messages = []  # (id, channel, language, nonce, posted_at)
        self.before = []  # faults raised instead of posting
        self.after = []  # faults raised when the message is already in the channel
        self.blind = []  # faults of looking
        self.calls = 0
        self.looks = 0
        self.late_for = []
        self.told = []

    async def publish(self, channel_id, editions, *, nonce, together=False, late_for=None):
        self.calls += 1
        self.late_for.append(late_for)
        await asyncio.sleep(0)
        if self.before and (fault := self.before.pop(0)):
            raise fault
        ids = []
        for part, edition in enumerate(editions[:1] if together else editions):
            key = f"{nonce}-{part}"
            known = [m[0] for m in self.messages if m[3] == key and self.clock.now() - m[4] < 3 * MINUTE]
            if not known:
                known = [len(self.messages) + 1]
                self.messages.append((known[0], channel_id, edition.lang, key, self.clock.now()))
            ids += known
        if self.after and (fault := self.after.pop(0)):
            raise fault
        return tuple(ids)

    async def find_published(self, channel_id, *, nonce, since):
        self.looks += 1
        if self.blind and (fault := self.blind.pop(0)):
            raise fault
        found = [m for m in self.messages if m[1] == channel_id and m[3].startswith(nonce) and m[4] >= since]
        return Posted(found[0][0], found[0][4]) if found else None

    async def tell_stopped(self, guild_id, channel_id, reason):
        self.told.append((guild_id, channel_id, reason))
        return True

    @property
    def langs(self):
        return [message[2] for message in self.messages]


class Writer:
    """Writes editions of one line; counts them, and can break."""

    def __init__(self):
        self.asked = []
        self.stories = 1
        self.faults = []

    async def edition(self, guild_id, lang, *, on, top=5, readers=None):
        self.asked.append((guild_id, lang, on, top))
        await asyncio.sleep(0)
        if self.faults and (fault := self.faults.pop(0)):
            raise fault
        brief = Brief(1, lang, "headline", (), (), LOCAL_ENGINE, 1, (1,))
        return Edition(guild_id, on, lang, (brief,) * self.stories)


class House:
    """One store and channel; processes come and go."""

    def __init__(self, database):
        self.clock = HandSetClock(SLOT)
        self.channel, self.writer = Channel(self.clock), Writer()
        self.schedules, self.deliveries = ScheduleStore(database), DeliveryStore(database)
        self.dispatcher = self.start()

    def start(self):
        return Dispatcher(self.schedules, self.deliveries, self.writer, self.channel, self.clock, grace=GRACE)

    async def tick(self, at=None):
        if at is not None:
            self.clock.instant = at
        return await self.dispatcher.tick()

    async def prepared(self):
        """All that comes near is written."""
        while self.dispatcher.preparing:  # noqa: ASYNC110 -- it ends by itself
            await asyncio.sleep(0.001)

    async def ledger(self):
        rows = await self.deliveries.list_deliveries(GUILD, 100)
        return [(row.slot_at, row.state, row.reason) for row in reversed(rows)]

    async def schedule(self, *, langs=("ja", "en"), channel=CHANNEL, at=time(8), zone="Asia/Tokyo"):
        return await self.schedules.save_schedule(GUILD, channel, at, zone, langs, 3, CREATED_AT)


@pytest.fixture
async def house(tmp_path):
    async with open_database(sqlite_url(tmp_path / "kawaraban.db"), now=CREATED_AT) as database:
        house = House(database)
        await house.schedule()
        yield house


async def test_a_due_slot_is_posted_once_in_each_language_and_confirmed(house):
    (done,) = await house.tick(SLOT)
    assert house.channel.langs == ["ja", "en"]
    assert (done.state, done.reason, done.message_ids) == (DeliveryState.CONFIRMED, None, (1, 2))
    assert house.writer.asked == [(GUILD, "ja", date(2025, 7, 16), 3), (GUILD, "en", date(2025, 7, 16), 3)]
    for minutes in range(0, 180, 7):
        assert await house.tick(SLOT + minutes * MINUTE) == []
    assert len(house.channel.messages) == 2
    assert house.channel.looks == 0, "a delivery without trouble costs one request per message"


async def test_nothing_is_posted_before_the_slot_nor_for_slots_before_the_schedule(house):
    assert await house.tick(SLOT - timedelta(seconds=1)) == []
    await house.schedule(channel=CHANNEL + 1, at=time(20, 59))  # 11:59 UTC: a minute before it was made
    assert await house.tick(CREATED_AT + MINUTE) == []
    assert await house.ledger() == []


async def test_days_follow_each_other(house):
    for day in range(5):
        await house.tick(SLOT + day * DAY)
    assert await house.ledger() == [(SLOT + day * DAY, DeliveryState.CONFIRMED, None) for day in range(5)]
    assert len(house.channel.messages) == 10


async def test_a_late_post_says_so(house):
    (done,) = await house.tick(SLOT + 30 * MINUTE)
    assert (done.state, done.reason) == (DeliveryState.CONFIRMED, Reason.LATE)


async def test_a_slot_beyond_the_grace_is_skipped_and_never_posted(house):
    (done,) = await house.tick(SLOT + GRACE + MINUTE)
    assert (done.state, done.reason) == (DeliveryState.SKIPPED, Reason.MISSED)
    assert house.channel.calls == 0


async def test_after_a_downtime_the_latest_slot_is_posted_and_the_missed_ones_are_on_record(house):
    await house.tick(SLOT)
    house.dispatcher = house.start()
    await house.tick(SLOT + 4 * DAY + MINUTE)
    missed = [(SLOT + day * DAY, DeliveryState.SKIPPED, Reason.MISSED) for day in (1, 2, 3)]
    assert await house.ledger() == [
        (SLOT, DeliveryState.CONFIRMED, None),
        *missed,
        (SLOT + 4 * DAY, DeliveryState.CONFIRMED, None),
    ]
    assert len(house.channel.messages) == 4


async def test_after_a_very_long_downtime_every_slot_has_its_record(house):
    await house.tick(SLOT)
    house.dispatcher = house.start()
    await house.tick(SLOT + 400 * DAY)
    rows = await house.deliveries.list_deliveries(GUILD, 1000)
    assert [row.slot_at for row in reversed(rows)] == [SLOT + day * DAY for day in range(401)]
    assert {(row.state, row.reason) for row in rows[1:-1]} == {(DeliveryState.SKIPPED, Reason.MISSED)}
    assert len(house.channel.messages) == 4


async def test_a_quiet_day_posts_nothing_and_says_so(house):
    house.writer.stories = 0
    (done,) = await house.tick(SLOT)
    assert (done.state, done.reason) == (DeliveryState.SKIPPED, Reason.QUIET)
    house.writer.stories = 1
    assert await house.tick(SLOT + MINUTE) == []
    assert house.channel.messages == []


async def test_a_refusal_is_final(house):
    house.channel.before = [PublishRefused("403")]
    (done,) = await house.tick(SLOT)
    assert (done.state, done.reason) == (DeliveryState.FAILED, Reason.REFUSED)
    for minutes in range(1, 120):
        assert await house.tick(SLOT + minutes * MINUTE) == []
    assert house.channel.calls == 1, "a channel that refuses is not asked again for this slot"


async def test_a_failure_is_tried_again_with_pauses_until_it_works(house):
    house.channel.before = [PublishFailed("502")] * 5
    posted_at = None
    for seconds in range(0, 3600, 15):
        if any(row.state is DeliveryState.CONFIRMED for row in await house.tick(SLOT + timedelta(seconds=seconds))):
            posted_at = seconds
    assert house.channel.langs == ["ja", "en"]
    assert house.channel.calls == 5 + 2
    assert posted_at is not None
    assert FIRST_WAIT.total_seconds() * 8 < posted_at <= 600
    assert (await house.ledger())[0][1:] == (DeliveryState.CONFIRMED, Reason.LATE)


async def test_a_failure_to_the_end_is_skipped_with_its_reason_and_few_requests(house):
    house.channel.before = [PublishFailed("502")] * 1000
    for seconds in range(0, int(GRACE.total_seconds()) + 900, 15):
        await house.tick(SLOT + timedelta(seconds=seconds))
    assert await house.ledger() == [(SLOT, DeliveryState.SKIPPED, Reason.EXPIRED)]
    assert 12 <= house.channel.calls <= 40
    assert house.channel.messages == []


@pytest.mark.parametrize("lost", [PublishFailed("connection lost"), TimeoutError(), Exception("a fault of ours")])
async def test_a_lost_response_does_not_post_twice(house, lost):
    house.channel.after = [lost]
    for seconds in range(0, 1800, 15):
        await house.tick(SLOT + timedelta(seconds=seconds))
    assert house.channel.langs == ["ja", "en"]
    ((_, state, reason),) = await house.ledger()
    assert (state, reason) == (DeliveryState.CONFIRMED, None)


@pytest.mark.parametrize("minutes", [2, 10, 60])
async def test_a_crash_between_post_and_record_does_not_post_twice(house, minutes):
    house.channel.after = [Died()]
    with pytest.raises(Died):
        await house.tick(SLOT)
    assert house.channel.langs == ["ja"]
    house.dispatcher = house.start()
    await house.tick(SLOT + minutes * MINUTE)
    assert house.channel.langs == ["ja", "en"]
    (row,) = await house.deliveries.list_deliveries(GUILD)
    assert (row.state, row.message_ids) == (DeliveryState.CONFIRMED, (1, 2))


async def test_a_crash_between_two_parts_goes_on_with_the_second(house):
    house.channel.before = [None, Died()]
    with pytest.raises(Died):
        await house.tick(SLOT)
    house.dispatcher = house.start()
    await house.tick(SLOT + 30 * MINUTE)
    assert house.channel.langs == ["ja", "en"]
    assert house.writer.asked[-1][1] == "en"
    assert len(house.writer.asked) == 3, "the first part was not written again"


async def test_a_crash_while_composing_is_resumed(house):
    house.writer.faults = [Died()]
    with pytest.raises(Died):
        await house.tick(SLOT)
    assert [row[1] for row in await house.ledger()] == [DeliveryState.CLAIMED]
    house.dispatcher = house.start()
    assert await house.tick(SLOT + LEASE - timedelta(seconds=1)) == [], "whoever claimed it may still be at work"
    (done,) = await house.tick(SLOT + LEASE)
    assert done.state is DeliveryState.CONFIRMED
    assert house.channel.langs == ["ja", "en"]


async def test_a_crash_right_after_the_claim_and_a_long_downtime_leave_a_reason(house):
    house.writer.faults = [Died()]
    with pytest.raises(Died):
        await house.tick(SLOT)
    house.dispatcher = house.start()
    await house.tick(SLOT + GRACE + MINUTE)
    assert await house.ledger() == [(SLOT, DeliveryState.SKIPPED, Reason.EXPIRED)]


async def test_what_was_posted_before_a_long_downtime_is_confirmed_not_called_skipped(house):
    house.channel.after = [None, Died()]
    with pytest.raises(Died):
        await house.tick(SLOT)
    house.dispatcher = house.start()
    await house.tick(SLOT + GRACE + MINUTE)
    assert await house.ledger() == [(SLOT, DeliveryState.CONFIRMED, None)]


async def test_half_an_edition_beyond_the_grace_is_called_so(house):
    house.channel.before = [None, *[PublishFailed("502")] * 1000]
    for seconds in range(0, int(GRACE.total_seconds()) + 900, 15):
        await house.tick(SLOT + timedelta(seconds=seconds))
    assert house.channel.langs == ["ja"]
    assert await house.ledger() == [(SLOT, DeliveryState.FAILED, Reason.PARTIAL)]


async def test_a_channel_that_cannot_be_searched_is_not_posted_into(house):
    house.channel.after = [PublishFailed("connection lost")]
    house.channel.blind = [PublishFailed("503")] * 2
    for seconds in range(0, 1800, 15):
        await house.tick(SLOT + timedelta(seconds=seconds))
    assert house.channel.langs == ["ja", "en"]
    assert house.channel.calls == 2


async def test_an_attempt_that_hangs_is_given_up_and_resumed(house, monkeypatch):
    real, real_timeout, limits = house.channel.publish, asyncio.timeout, []

    def timeout(seconds):
        made = real_timeout(seconds)
        if seconds == ATTEMPT_LIMIT.total_seconds():
            limits.append(made)
        return made

    async def publish(channel_id, editions, **named):
        ids = await real(channel_id, editions, **named)
        if len(limits) == 1:
            # It hangs for good; the limit of its attempt is over in no time, on whatever machine.
            limits[0].reschedule(asyncio.get_running_loop().time())
            await asyncio.Event().wait()
        return ids

    monkeypatch.setattr(asyncio, "timeout", timeout)
    house.channel.publish = publish
    (held,) = await house.tick(SLOT)
    assert (held.state, held.reason) == (DeliveryState.COMPOSED, Reason.RETRYING)
    (done,) = await house.tick(SLOT + MINUTE)
    assert done.state is DeliveryState.CONFIRMED
    assert house.channel.langs == ["ja", "en"]


async def test_a_fault_of_the_writer_stays_with_its_delivery_and_is_retried(house):
    await house.schedule(channel=CHANNEL + 1, langs=("ja",))
    house.writer.faults = [RuntimeError("a fault of ours")]
    await house.tick(SLOT)
    states = sorted(row[1] for row in await house.ledger())
    assert states == [DeliveryState.COMPOSED, DeliveryState.CONFIRMED]
    await house.tick(SLOT + MINUTE)
    assert sorted(house.channel.langs) == ["en", "ja", "ja"]


async def test_a_schedule_turned_off_meanwhile_posts_nothing_more(house):
    house.channel.before = [PublishFailed("502")]
    await house.tick(SLOT)
    await house.schedules.turn_off(GUILD, None, SLOT)
    await house.tick(SLOT + MINUTE)
    assert await house.ledger() == [(SLOT, DeliveryState.SKIPPED, Reason.TURNED_OFF)]
    assert house.channel.messages == []


async def test_two_dispatchers_on_one_store_post_one_edition(tmp_path):
    url = sqlite_url(tmp_path / "kawaraban.db")
    async with open_database(url, now=CREATED_AT) as one, open_database(url, now=CREATED_AT) as other:
        first, second = House(one), House(other)
        second.channel = first.channel
        second.clock = first.clock
        second.dispatcher = second.start()
        for n in range(20):
            await first.schedule(channel=CHANNEL + n)
        for day in range(3):
            first.clock.instant = SLOT + day * DAY
            await asyncio.gather(first.dispatcher.tick(), second.dispatcher.tick())
        posted = [(message[1], message[2], message[4]) for message in first.channel.messages]
        assert len(posted) == len(set(posted)) == 20 * 2 * 3
        assert first.channel.looks == 0
        assert {row[1] for row in await first.ledger()} == {DeliveryState.CONFIRMED}


async def test_two_dispatchers_that_find_an_orphan_do_not_both_adopt_it(tmp_path):
    url = sqlite_url(tmp_path / "kawaraban.db")
    async with open_database(url, now=CREATED_AT) as one, open_database(url, now=CREATED_AT) as other:
        first, second = House(one), House(other)
        second.channel, second.clock = first.channel, first.clock
        second.dispatcher = second.start()
        await first.schedule()
        first.writer.faults = [Died()]
        with pytest.raises(Died):
            await first.tick(SLOT)
        first.clock.instant = SLOT + LEASE
        await asyncio.gather(first.dispatcher.tick(), second.dispatcher.tick())
        assert first.channel.langs == ["ja", "en"]
        assert first.channel.calls == 2, "one of them, not both with Discord's nonce to save them"
        assert len(first.writer.asked) + len(second.writer.asked) == 1 + 2


async def test_a_server_that_leaves_in_the_middle_ends_quietly(house):
    from bot.storage.guilds import GuildStore

    real = house.writer.edition

    async def edition(*given, **named):
        await GuildStore(house.deliveries._database).forget(GUILD)
        return await real(*given, **named)

    house.writer.edition = edition
    assert await house.tick(SLOT) == []
    assert house.channel.messages == []
    assert await house.tick(SLOT + DAY) == []


# ----------------------------------------------------------------------- what is true of the reasons, tokens, options


async def test_half_an_edition_that_is_then_refused_is_called_partial(house):
    house.channel.before = [None, PublishRefused("403")]
    (done,) = await house.tick(SLOT)
    assert (done.state, done.reason, done.message_ids) == (DeliveryState.FAILED, Reason.PARTIAL, (1,))


async def test_a_refusal_stops_the_schedule_and_tells_an_admin_once(house):
    house.channel.before = [PublishRefused("403")] * 50
    for day in range(5):
        await house.tick(SLOT + day * DAY)
    assert house.channel.calls == 1
    assert house.channel.told == [(GUILD, CHANNEL, Reason.REFUSED)]
    (stopped,) = await house.schedules.list_schedules(GUILD, active_only=False)
    assert (stopped.active, stopped.stopped) == (False, Reason.REFUSED)


async def test_what_may_stand_in_a_channel_that_cannot_be_searched_is_not_called_left_out(house):
    house.channel.after = [PublishFailed("connection lost")]
    house.channel.blind = [PublishFailed("503")] * 1000
    for seconds in range(0, int(GRACE.total_seconds()) + 900, 60):
        await house.tick(SLOT + timedelta(seconds=seconds))
    assert await house.ledger() == [(SLOT, DeliveryState.FAILED, Reason.UNSURE)]
    assert house.channel.calls == 1


async def test_a_post_on_time_that_is_found_late_is_not_called_late(house):
    await house.schedule(langs=("ja",))
    house.channel.after = [PublishFailed("connection lost")]
    house.channel.blind = [PublishFailed("503")] * 4
    for seconds in range(0, 1800, 15):
        await house.tick(SLOT + timedelta(seconds=seconds))
    assert await house.ledger() == [(SLOT, DeliveryState.CONFIRMED, None)]
    (row,) = await house.deliveries.list_deliveries(GUILD)
    assert row.posted_at == SLOT


@pytest.mark.parametrize("jump", [timedelta(seconds=91), timedelta(hours=1)])
async def test_a_clock_that_jumps_while_a_post_is_under_way_lets_nobody_post_twice(tmp_path, jump):
    """The first is asleep between its check and its post; the second takes over and posts; then the first wakes."""
    url = sqlite_url(tmp_path / "kawaraban.db")
    async with open_database(url, now=CREATED_AT) as one, open_database(url, now=CREATED_AT) as other:
        first, second = House(one), House(other)
        second.clock, woken = first.clock, asyncio.Event()
        second.channel = Channel(second.clock)
        second.channel.messages = first.channel.messages
        second.dispatcher = second.start()
        await first.schedule()
        real, asleep = first.channel.publish, asyncio.Event()

        async def publish(*given, **named):
            asleep.set()
            await woken.wait()
            return await real(*given, **named)

        first.channel.publish = publish  # type: ignore[method-assign]
        slow = asyncio.create_task(first.tick(SLOT))
        await asleep.wait()
        await second.tick(SLOT + jump)
        woken.set()
        assert await slow == [], "it lost the delivery, and may not record anything"
        assert sorted(first.channel.langs) == ["en", "ja"]
        ((_, state, _),) = await first.ledger()
        assert state is DeliveryState.CONFIRMED


async def test_a_channel_that_hangs_holds_up_no_other(house):
    await house.schedule(channel=CHANNEL + 1)
    real, woken = house.channel.publish, asyncio.Event()

    async def publish(channel_id, *given, **named):
        if channel_id == CHANNEL:
            await woken.wait()
        return await real(channel_id, *given, **named)

    house.channel.publish = publish
    started = await house.dispatcher.beat()
    await asyncio.wait(started, return_when=asyncio.FIRST_COMPLETED)
    await house.schedule(channel=CHANNEL + 2)
    more = await house.dispatcher.beat()
    await asyncio.gather(*more)
    assert {message[1] for message in house.channel.messages} == {CHANNEL + 1, CHANNEL + 2}
    woken.set()
    await asyncio.gather(*started)
    assert len(house.channel.messages) == 6


async def test_what_comes_near_is_composed_ahead_and_nothing_is_left_to_write(house):
    await house.tick(SLOT - MINUTE)
    await house.prepared()
    assert [lang for _, lang, _, _ in house.writer.asked] == ["ja", "en"]
    assert house.channel.calls == 0
    await house.tick(SLOT)
    assert house.channel.langs == ["ja", "en"]
    assert len(house.writer.asked) == 2


async def test_more_than_a_page_is_composed_ahead_each_once_and_the_next_due_first(house, monkeypatch):
    monkeypatch.setattr("bot.delivery.preparer.PAGE", 2)
    for n in range(1, 6):
        await house.schedule(channel=CHANNEL + n, langs=("ja",), at=time(8, 1) if n == 1 else time(8))
    await house.tick(SLOT - MINUTE)
    await house.prepared()
    assert len(house.writer.asked) == 7
    await house.tick(SLOT - MINUTE / 2)
    await house.prepared()
    assert len(house.writer.asked) == 7, "what was come to is not read again"
    await house.tick(SLOT)
    await house.prepared()
    await house.tick(SLOT + MINUTE)
    assert len(house.writer.asked) == 7
    assert len(house.channel.messages) == 7


async def test_no_more_is_composed_ahead_than_is_kept(house, monkeypatch):
    monkeypatch.setattr("bot.delivery.prepared.KEPT_MOST", 3)
    for n in range(1, 6):
        await house.schedule(channel=CHANNEL + n, langs=("ja",))
    await house.tick(SLOT - MINUTE)
    await house.prepared()
    assert len(house.writer.asked) == 3
    await house.tick(SLOT)
    assert len(house.writer.asked) == 7
    assert len(house.channel.messages) == 7


async def test_what_is_composed_ahead_is_found_again_after_the_clock_was_set_back(house):
    await house.schedule(channel=CHANNEL + 1, langs=("ja",), at=time(9))
    await house.tick(SLOT + timedelta(minutes=59))
    await house.prepared()
    wanted = len(house.writer.asked)
    await house.schedule(channel=CHANNEL + 2, langs=("ja",), at=time(8, 30))
    await house.tick(SLOT + timedelta(minutes=29))
    await house.prepared()
    assert len(house.writer.asked) == wanted + 1


async def test_topics_that_were_changed_after_composing_ahead_are_gone_by(house):
    await house.tick(SLOT - MINUTE)
    await house.prepared()
    await house.schedules.save_schedule(
        GUILD, CHANNEL, time(8), "Asia/Tokyo", ("ja", "en"), 3, CREATED_AT, watch=Watch(keywords=("chips",))
    )
    house.writer.asked.clear()
    await house.tick(SLOT)
    assert [lang for _, lang, _, _ in house.writer.asked] == ["ja", "en"]


async def test_a_stop_hands_back_what_is_under_way_and_the_next_start_goes_on_at_once(house):
    real, reached = house.channel.publish, asyncio.Event()

    async def publish(*given, **named):
        ids = await real(*given, **named)
        reached.set()
        await asyncio.sleep(60)
        return ids

    house.channel.publish = publish
    await house.dispatcher.beat()
    await reached.wait()
    await house.dispatcher.close(timedelta(seconds=0.05))
    assert await house.dispatcher.beat() == []
    assert await house.ledger() == [(SLOT, DeliveryState.COMPOSED, Reason.HANDED_BACK)]
    house.channel.publish = real
    house.dispatcher = house.start()
    await house.tick(SLOT + timedelta(seconds=5))
    assert house.channel.langs == ["ja", "en"]
    assert await house.ledger() == [(SLOT, DeliveryState.CONFIRMED, None)]


async def test_one_message_for_both_languages_and_a_change_meanwhile_does_not_reach_a_claimed_one(house):
    options = {"weekdays": (3,), "together": True}
    await house.schedules.save_schedule(GUILD, CHANNEL, time(8), "Asia/Tokyo", ("ja", "en"), 3, CREATED_AT, **options)
    house.channel.after = [PublishFailed("connection lost")]
    await house.tick(SLOT)  # the 16th is a Wednesday
    assert len(house.channel.messages) == 1
    await house.schedule()
    await house.tick(SLOT + MINUTE)
    assert len(house.channel.messages) == 1
    ((_, state, _),) = await house.ledger()
    assert state is DeliveryState.CONFIRMED


async def test_a_zone_that_the_host_no_longer_knows_holds_up_no_other_and_is_asked_again(house, monkeypatch):
    await house.schedule(channel=CHANNEL + 1, zone="Europe/Berlin", at=time(1))
    known = rules.zone

    def unknown(name):
        if name == "Europe/Berlin":
            raise BadTimezone(name, value=name)
        return known(name)

    monkeypatch.setattr(rules, "zone", unknown)
    await house.tick(SLOT)
    await house.prepared()
    await house.tick(SLOT + 30 * MINUTE)
    assert {message[1] for message in house.channel.messages} == {CHANNEL}
    monkeypatch.setattr(rules, "zone", known)
    await house.tick(SLOT + 61 * MINUTE)
    assert {message[1] for message in house.channel.messages} == {CHANNEL, CHANNEL + 1}
    assert {row[1] for row in await house.ledger()} == {DeliveryState.CONFIRMED}


async def test_only_the_wanted_weekdays_have_slots(house):
    await house.schedules.save_schedule(
        GUILD, CHANNEL, time(8), "Asia/Tokyo", ("ja",), 3, CREATED_AT, weekdays=(1, 2, 3, 4, 5)
    )
    for hours in range(24 * 9):
        await house.tick(SLOT + timedelta(hours=hours))
    days = [slot_at + timedelta(hours=9) for slot_at, _, _ in await house.ledger()]
    assert [day.isoweekday() for day in days] == [3, 4, 5, 1, 2, 3, 4]


async def test_a_quiet_day_is_told_where_that_is_wanted(house):
    house.writer.stories = 0
    await house.schedules.save_schedule(GUILD, CHANNEL, time(8), "Asia/Tokyo", ("ja",), 3, CREATED_AT, tells_quiet=True)
    (done,) = await house.tick(SLOT)
    assert (done.state, done.reason) == (DeliveryState.CONFIRMED, Reason.QUIET_TOLD)
    assert house.channel.langs == ["ja"]


async def test_readers_of_a_late_brief_are_told_its_slot(house):
    await house.tick(SLOT + 30 * MINUTE)
    assert house.channel.late_for == [SLOT, SLOT]
    await house.tick(SLOT + DAY)
    assert house.channel.late_for[2:] == [None, None]


async def test_a_clock_set_back_after_a_jump_posts_nothing_again(house):
    for instant in (SLOT + DAY, SLOT, SLOT + MINUTE, SLOT + DAY, SLOT + DAY + MINUTE):
        house.dispatcher = house.start()
        await house.dispatcher.forget_due()
        await house.tick(instant)
    assert len(house.channel.messages) == 2
    assert [row[0] for row in await house.ledger()] == [SLOT, SLOT + DAY]


async def test_a_week_with_a_restart_each_day_and_a_crash_in_two_of_them(house):
    crashes = {2: [Died()], 5: [None, Died()]}
    for day in range(7):
        for seconds in range(0, 24 * 3600, 900):
            if seconds == 12 * 3600:
                await house.dispatcher.close(timedelta(seconds=1))
                house.dispatcher = house.start()
                await house.dispatcher.forget_due()
            house.channel.after = crashes.pop(day, []) if seconds == 0 else house.channel.after
            try:
                await house.tick(SLOT + day * DAY + timedelta(seconds=seconds))
            except Died:
                house.dispatcher = house.start()
    assert house.channel.langs == ["ja", "en"] * 7
    ledger = await house.ledger()
    assert [slot_at for slot_at, _, _ in ledger] == [SLOT + day * DAY for day in range(7)]
    assert {state for _, state, _ in ledger} == {DeliveryState.CONFIRMED}
    assert [reason for _, _, reason in ledger].count(Reason.LATE) == 1, "the one that a part was missing of"
