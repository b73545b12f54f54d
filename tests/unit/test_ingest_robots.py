"""What robots.txt lets us read, by RFC 9309."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import AddressRefused, BadStatus, FetchTimeout, Gone, RobotsForbidden, TooLarge, Unreachable
from bot.ingest.robots import LONGEST_DELAY, Robots

PAGE = "https://paper.example/news/1?p=2"


class Site:
    """Answers with what it is given, and counts."""

    def __init__(self, answer):
        self.answer = answer
        self.asked = []
        self.at = 0.0

    async def read(self, url, max_bytes):
        self.asked.append(url)
        await asyncio.sleep(0)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def robots(self):
        return Robots(self.read, now=lambda: self.at)


@pytest.mark.parametrize(
    ("text", "is_allowed"),
    [
        ("", True),
        ("<!doctype html><title>Not found</title>", True),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /admin", True),
        ("User-agent: *\nDisallow: /news", False),
        ("User-agent: *\nDisallow: /news\nAllow: /news/1", True),
        ("User-agent: *\nDisallow: /*?p=", False),
        ("User-agent: *\nDisallow: /news$", True),
        ("User-agent: OtherBot\nDisallow: /", True),
        ("User-agent: kawaraban\nDisallow: /", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Kawaraban\nAllow: /", True),
        ("user-agent:*\r\ndisallow:/news\r\n", False),
        ("\ufeffUser-agent: *\nDisallow: /news", False),
    ],
)
async def test_the_rules(text, is_allowed):
    robots = Site(text).robots()
    if is_allowed:
        assert await robots.check(PAGE) == 0.0
    else:
        with pytest.raises(RobotsForbidden) as caught:
            await robots.check(PAGE)
        assert (caught.value.key, caught.value.is_passing) == ("error-robots", False)


@pytest.mark.parametrize(
    ("answer", "is_allowed"),
    [
        (BadStatus("", http_status=404), True),
        (BadStatus("", http_status=403), True),
        (Gone("", http_status=410), True),
        (AddressRefused("redirect to a private address"), True),
        (BadStatus("", http_status=500), False),
        (BadStatus("", http_status=429), False),
        (Unreachable(""), False),
        (FetchTimeout(""), False),
        (TooLarge(""), False),
    ],
)
async def test_a_file_that_cannot_be_had(answer, is_allowed):
    site = Site(answer)
    robots = site.robots()
    if is_allowed:
        assert await robots.check(PAGE) == 0.0
        return
    with pytest.raises(RobotsForbidden) as caught:
        await robots.check(PAGE)
    assert (caught.value.key, caught.value.is_passing) == ("error-robots-unread", True)
    site.answer, site.at = "", 3_601.0
    assert await robots.check(PAGE) == 0.0


async def test_it_is_read_once_a_day_however_many_ask():
    site = Site("User-agent: *\nCrawl-delay: 7")
    robots = site.robots()
    assert await asyncio.gather(*(robots.check(PAGE) for _ in range(5))) == [7.0] * 5
    site.at = 23 * 3600.0
    await robots.check("https://paper.example/other")
    assert site.asked == ["https://paper.example/robots.txt"]
    site.at = 25 * 3600.0
    await robots.check(PAGE)
    assert len(site.asked) == 2


async def test_each_scheme_and_port_is_a_site_of_its_own():
    site = Site("")
    robots = site.robots()
    for url in (PAGE, "http://paper.example/", "https://paper.example:8443/"):
        await robots.check(url)
    assert len(site.asked) == 3


@pytest.mark.parametrize(("wish", "delay"), [("2.5", 2.5), ("86400", LONGEST_DELAY), ("-3", 0.0), ("soon", 0.0)])
async def test_the_delay_that_a_site_may_ask_for(wish, delay):
    assert await Site(f"User-agent: *\nCrawl-delay: {wish}").robots().check(PAGE) == delay


async def test_who_is_cancelled_leaves_the_file_to_the_others():
    site = Site("User-agent: *\nDisallow: /")
    robots = site.robots()
    first = asyncio.create_task(robots.check(PAGE))
    await asyncio.sleep(0)
    first.cancel()
    with pytest.raises(RobotsForbidden):
        await robots.check(PAGE)
    assert len(site.asked) == 1


@given(st.text(max_size=300))
async def test_no_file_breaks_it(text):
    robots = Site(text).robots()
    try:
        delay = await robots.check(PAGE)
    except RobotsForbidden:
        delay = 0.0
    assert 0.0 <= delay <= LONGEST_DELAY
