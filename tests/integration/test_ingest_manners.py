"""How we behave towards sites, and what becomes of a source that moves, falls silent or goes."""

import asyncio
import logging
from datetime import timedelta

import pytest

from bot.domain.article import Extent
from bot.domain.source import HOUSE, IngestStatus, SourceKind, SourceState
from bot.errors import BadStatus, RobotsForbidden
from bot.ingest.fetcher import Fetcher, open_http
from bot.ingest.host_pace import HostPace
from tests.integration.ingest_site import settings_for
from tests.integration.test_ingest_refresher import START, house, item, page, rss

__all__ = ["house"]
NO_PROGRAMS = "User-agent: *\nDisallow: /private\nAllow: /"
WORDS = "The lab said that it would keep the weights of its next model to itself. " * 3


def put_robots(house, text):
    return house.site.put("/robots.txt", text, "text/plain")


async def source_of(house, source_id):
    source = await house.sources.find_source(source_id)
    assert source is not None
    return source


async def test_a_forbidden_page_is_not_opened_and_the_feeds_words_are_kept(house):
    put_robots(house, NO_PROGRAMS)
    house.put_page("/private/1", "A")
    link = house.site.url("/private/1")
    source_id = await house.follow(house.put_feed(item(link, "A", "g1", description=WORDS)))
    outcome = await house.turn(source_id)
    assert (outcome.status, outcome.new_articles) == (IngestStatus.OK, 1)
    assert (await house.stored())["A"].extent is Extent.SUMMARY
    assert house.site.asked("/private/1") == 0
    assert house.site.asked("/robots.txt") == 1


async def test_a_feed_that_an_admin_named_is_read_whatever_robots_says(house):
    put_robots(house, "User-agent: *\nDisallow: /")
    source_id = await house.follow(house.put_feed(item("", "A", "g1", description=WORDS)))
    assert (await house.turn(source_id)).new_articles == 1
    assert house.site.asked("/feed") == 1


async def test_a_single_page_obeys_and_says_why(house):
    put_robots(house, NO_PROGRAMS)
    outcome = await house.turn(await house.follow(house.put_page("/private/1", "A"), SourceKind.PAGE))
    assert (outcome.status, outcome.error) == (IngestStatus.FAILED, "error-robots")


async def test_a_page_waits_while_the_rules_cannot_be_read(house):
    house.site.put("/robots.txt", status=500)
    source_id = await house.follow(house.put_feed(item(house.put_page("/1", "A"), "A", "g1")))
    assert (await house.turn(source_id)).new_articles == 0
    assert not (await source_of(house, source_id)).etag
    assert house.site.asked("/1") == 0


async def test_a_redirect_is_asked_of_the_rules_as_well(house):
    put_robots(house, NO_PROGRAMS)
    house.put_page("/private/1", "A")
    async with open_http(settings_for(house.site)) as http:
        fetcher = Fetcher(http, settings_for(house.site))
        start = house.site.redirect("/1", "/private/1")
        with pytest.raises(RobotsForbidden):
            await fetcher.fetch(start, max_bytes=100_000, obeys_robots=True)
        assert (await fetcher.fetch(start, max_bytes=100_000)).status == 200


async def test_a_host_that_asks_for_rest_is_not_asked_again(house):
    async with open_http(settings_for(house.site)) as http:
        fetcher = Fetcher(http, settings_for(house.site))
        url = house.site.put("/busy", status=429, Retry_After="120")
        for _ in range(3):
            with pytest.raises(BadStatus) as caught:
                await fetcher.fetch(url, max_bytes=100)
            assert caught.value.retry_after is not None
            assert caught.value.retry_after > timedelta(seconds=100)
        assert house.site.asked("/busy") == 1


async def test_requests_to_one_host_are_a_pause_apart(house):
    asked: list[float] = []

    async def sleep(seconds):
        asked.append(seconds)

    settings = settings_for(house.site)
    async with open_http(settings) as http:
        # A clock that stands still, so that what is asked for does not depend on the machine.
        fetcher = Fetcher(http, settings, pace=HostPace(0.25, now=lambda: 100.0, sleep=sleep))
        url, other = house.site.put("/a", "x"), house.site.put("/b", "x")
        await asyncio.gather(*(fetcher.fetch(one, max_bytes=100) for one in (url, other, url, other)))
    assert asked == [0.25, 0.5, 0.75]
    assert len(house.site.requests) == 4


async def test_the_same_document_again_is_not_read_again(house, monkeypatch):
    source_id = await house.follow(house.put_feed(item("", "A", "g1", description=WORDS)))
    await house.turn(source_id)
    monkeypatch.setattr("bot.ingest.refresher.read_entries", None)
    outcome = await house.turn(source_id)
    assert (outcome.status, outcome.http_status, outcome.new_articles) == (IngestStatus.OK, 200, 0)


async def test_a_rhythm_is_learnt_from_the_entries_and_slows_in_silence(house):
    dates = [f"{day:02} Jul 2025 10:00:00 GMT" for day in range(10, 15)]
    source_id = await house.follow(
        house.put_feed(
            *(item("", f"T{n}", f"g{n}", date=d, description=WORDS) for n, d in enumerate(dates)), etag='"1"'
        )
    )
    await house.turn(source_id)
    first = await source_of(house, source_id)
    assert first.interval == timedelta(hours=3)
    assert timedelta(hours=3) <= first.next_due_at - START <= timedelta(hours=3.3)
    house.clock.instant = START + timedelta(days=20)
    await house.turn(source_id)
    later = await source_of(house, source_id)
    assert later.changed_at == START
    assert timedelta(hours=24) <= later.next_due_at - house.clock.instant <= timedelta(hours=26.5)


async def test_a_servers_caching_wish_is_kept(house):
    feed = rss(item("", "A", "g1", description=WORDS))
    source_id = await house.follow(house.site.put("/feed", feed, "application/rss+xml", Cache_Control="max-age=7200"))
    await house.turn(source_id)
    assert (await source_of(house, source_id)).next_due_at - START >= timedelta(hours=2)


async def test_a_feed_that_moved_for_good_is_asked_at_its_new_address(house):
    source_id = await house.follow(house.put_feed(item("", "A", "g1", description=WORDS)))
    await house.turn(source_id)
    new = house.site.put("/new", rss(item("", "A", "g1", description=WORDS), item("", "B", "g2", description=WORDS)))
    old = house.site.redirect("/feed", "/new", 301)
    assert (await house.turn(source_id)).new_articles == 1
    source = await source_of(house, source_id)
    assert (source.url, source.moved_from) == (new, old)
    asked = house.site.asked("/feed")
    await house.turn(source_id)
    assert house.site.asked("/feed") == asked


async def test_a_moved_feed_joins_the_source_that_is_there_already(house):
    both = rss(item("", "A", "g1", description=WORDS))
    new = house.site.put("/new", both)
    other_id = await house.follow(new)
    await house.turn(other_id)
    old = await house.sources.add_source(house.site.put("/feed", both), "t", None, SourceKind.FEED, START)
    await house.sources.follow(77, old.source_id, START, added_by=5)
    await house.turn(old.source_id)
    house.site.redirect("/feed", "/new", 308)
    await house.turn(old.source_id)
    assert await house.sources.find_source(old.source_id) is None
    assert [source.source_id for source in await house.sources.list_sources(77)] == [other_id]
    assert [source.source_id for source in await house.sources.list_sources(HOUSE)] == [other_id]
    assert len(await house.articles.list_articles(77)) >= 1
    assert (await house.turn(other_id)).new_articles == 0


@pytest.mark.parametrize("status", [302, 307])
async def test_a_detour_moves_nothing(house, status):
    source_id = await house.follow(house.put_feed(item("", "A", "g1", description=WORDS)))
    await house.turn(source_id)
    house.site.put("/new", rss(item("", "A", "g1", description=WORDS)))
    old = house.site.redirect("/feed", "/new", status)
    await house.turn(source_id)
    assert (await source_of(house, source_id)).url == old


@pytest.mark.parametrize("target", ["front", "other"])
async def test_a_dead_feed_that_leads_elsewhere_moves_nothing(house, target):
    source_id = await house.follow(house.put_feed(item("", "A", "g1", description=WORDS)))
    await house.turn(source_id)
    house.site.put("/front", page("Harbour Wire"))
    house.site.put("/other", rss(item("", "Z", "z9", description=WORDS), title="Somebody else"))
    old = house.site.redirect("/feed", f"/{target}", 301)
    await house.turn(source_id)
    assert (await source_of(house, source_id)).url == old


async def test_admins_are_told_at_the_third_failure_and_once(house, caplog):
    caplog.set_level(logging.WARNING, "bot.ingest.refresher")
    source_id = await house.follow(house.site.put("/feed", status=500))
    for _ in range(5):
        await house.turn(source_id)
    assert [record.getMessage() for record in caplog.records] == [
        f"ingest.failing source={source_id} error=error-bad-status failures=3"
    ]
    assert (await source_of(house, source_id)).failing_since == START


async def test_a_feed_that_says_it_is_gone_is_retired_with_the_day(house, caplog):
    caplog.set_level(logging.WARNING, "bot.ingest.refresher")
    source_id = await house.follow(house.site.put("/feed", status=410))
    assert (await house.turn(source_id)).status is IngestStatus.GONE
    source = await source_of(house, source_id)
    assert (source.state, source.retired_at) == (SourceState.GONE, START)
    assert "ingest.retired" in caplog.text


async def test_a_feed_that_is_missing_for_a_month_is_retired(house):
    source_id = await house.follow(house.site.put("/feed", status=404))
    await house.turn(source_id)
    house.clock.instant = START + timedelta(days=29)
    assert (await house.turn(source_id)).status is IngestStatus.FAILED
    house.clock.instant = START + timedelta(days=30)
    assert (await house.turn(source_id)).status is IngestStatus.GONE
    house.site.put("/feed", rss(item("", "A", "g1", description=WORDS)))
    revived = await house.sources.add_source(house.site.url("/feed"), "t", None, SourceKind.FEED, house.clock.instant)
    assert (revived.state, revived.failing_since, revived.retired_at) == (SourceState.ACTIVE, None, None)


async def test_a_server_error_for_a_month_is_not_the_end(house):
    source_id = await house.follow(house.site.put("/feed", status=503))
    for days in (0, 40):
        house.clock.instant = START + timedelta(days=days)
        assert (await house.turn(source_id)).status is IngestStatus.FAILED


async def test_outcomes_show_no_secret(house):
    source_id = await house.follow(house.site.redirect("/feed", "http://10.0.0.1/a?token=abcdef0123456789abcdef"))
    assert "abcdef0123456789" not in (await house.turn(source_id)).detail
