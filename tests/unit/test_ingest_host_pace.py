"""Courtesy to one host, on a clock that only moves when somebody sleeps."""

import asyncio

from bot.ingest.host_pace import PER_HOST, HostPace


class Time:
    def __init__(self):
        self.at = 0.0

    def now(self):
        return self.at

    async def sleep(self, seconds):
        wakes_at = self.at + seconds
        await asyncio.sleep(0)
        self.at = max(self.at, wakes_at)


async def starts(pace, time, hosts, *, delay=0.0):
    begun = []

    async def ask(host):
        async with pace.turn(host, delay=delay):
            begun.append((host, time.at))

    await asyncio.gather(*(ask(host) for host in hosts))
    return begun


async def test_a_pause_stands_between_two_requests_to_one_host():
    time = Time()
    begun = await starts(HostPace(2.0, now=time.now, sleep=time.sleep), time, ["a"] * 4)
    assert [at for _, at in begun] == [0.0, 2.0, 4.0, 6.0]


async def test_other_hosts_do_not_wait():
    time = Time()
    begun = await starts(HostPace(9.0, now=time.now, sleep=time.sleep), time, ["a", "a", "b", "c:81"])
    assert {host: at for host, at in begun if host != "a"} == {"b": 0.0, "c:81": 0.0}


async def test_the_longer_of_our_pause_and_the_hosts_wish_counts():
    time = Time()
    begun = await starts(HostPace(2.0, now=time.now, sleep=time.sleep), time, ["a", "a"], delay=5.0)
    assert [at for _, at in begun] == [0.0, 5.0]


async def test_no_more_than_two_at_a_time():
    pace, under_way, most = HostPace(0.0), 0, 0

    async def ask():
        nonlocal under_way, most
        async with pace.turn("a"):
            under_way += 1
            most = max(most, under_way)
            await asyncio.sleep(0)
            under_way -= 1

    await asyncio.gather(*(ask() for _ in range(20)))
    assert most == PER_HOST


async def test_a_request_that_fails_or_is_given_up_frees_its_turn():
    time = Time()
    pace = HostPace(0.0, now=time.now, sleep=time.sleep)
    for _ in range(PER_HOST + 1):
        try:
            async with pace.turn("a"):
                raise ConnectionError
        except ConnectionError:
            pass
    assert await starts(pace, time, ["a"]) == [("a", 0.0)]


async def test_a_host_that_asks_for_rest_gets_it_and_no_longer():
    time = Time()
    pace = HostPace(0.0, now=time.now, sleep=time.sleep)
    pace.hold("a", 60.0)
    pace.hold("a", 5.0)
    assert (pace.held("a"), pace.held("b")) == (60.0, 0.0)
    time.at = 61.0
    assert pace.held("a") == 0.0


async def test_hosts_are_forgotten_when_nobody_waits_for_them():
    time = Time()
    pace = HostPace(1.0, now=time.now, sleep=time.sleep)
    for number in range(5_000):
        time.at += 2.0
        async with pace.turn(f"host-{number}"):
            pass
    assert len(pace._hosts) < 4_200
