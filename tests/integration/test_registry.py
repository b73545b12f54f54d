"""Adding, listing, pausing and removing sources, on a real store and a loopback site."""

from datetime import UTC, datetime

import pytest

from bot.domain.source import HOUSE, SourceKind, SourceState
from bot.errors import AddressRefused, BadStatus, BadUrl, EmptyFeed, Gone, NotAFeed, UnknownSource, Unreachable
from bot.ingest.fetcher import Fetcher, open_http
from bot.ports import FixedClock
from bot.sources.registry import Registry
from bot.storage.database import open_database, sqlite_url
from bot.storage.sources import SourceStore
from tests.integration.ingest_site import open_site, settings_for

NOW = datetime(2025, 7, 16, tzinfo=UTC)
GUILD = 42
FEED = """<rss version="2.0"><channel><title>Harbour Wire</title><language>en</language>
<item><title>A</title><link>http://outlet.example/1</link></item></channel></rss>"""
BODY = "".join(
    f"<p>{one}</p>"
    for one in (
        "The lab said on Tuesday that it would keep the weights of its next model to itself for now, citing safety.",
        "A spokesperson told reporters that the decision was not final and that researchers would be consulted.",
    )
)
NAMES_FEED = '<link rel="alternate" type="application/rss+xml" href="feed.xml">'


def page(head: str = "", body: str = BODY, title: str = "Lab keeps weights") -> str:
    return f"<!doctype html><html lang='en'><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{body}</body></html>"


@pytest.fixture
async def site():
    async with open_site() as opened:
        opened.put("/feed.xml", FEED, "application/rss+xml")
        yield opened


@pytest.fixture
async def registry(site, tmp_path):
    settings = settings_for(site)
    async with open_database(sqlite_url(tmp_path / "t.db"), now=NOW) as database, open_http(settings) as http:
        yield Registry(SourceStore(database), Fetcher(http, settings), FixedClock(NOW))


async def test_a_feed_is_added_under_its_own_title(site, registry):
    source = await registry.add(site.url("/feed.xml"), GUILD, added_by=7)
    assert (source.url, source.title, source.lang) == (site.url("/feed.xml"), "Harbour Wire", "en")
    assert (source.kind, source.state, source.next_due_at) == (SourceKind.FEED, SourceState.ACTIVE, NOW)
    assert await registry.list(GUILD) == [source]
    assert await registry.list(HOUSE) == []


async def test_adding_twice_is_adding_once_and_reads_once(site, registry):
    first = await registry.add(site.url("/feed.xml"), GUILD)
    again = await registry.add(site.url("/feed.xml"), GUILD)
    other = await registry.add(site.url("/feed.xml#x"), HOUSE)
    assert first.source_id == again.source_id == other.source_id
    assert site.asked("/feed.xml") == 1
    assert len(await registry.list(GUILD)) == 1


@pytest.mark.parametrize("path", ["/", "/news/", "/en/"])
async def test_a_sites_page_leads_to_its_feed(site, registry, path):
    site.put(path, page('<link rel="alternate" type="application/rss+xml" href="/feed.xml">'))
    source = await registry.add(site.url(path), GUILD)
    assert (source.url, source.kind) == (site.url("/feed.xml"), SourceKind.FEED)


async def test_the_comments_feed_is_not_the_sites_feed(site, registry):
    site.put("/comments/feed", FEED.replace("Harbour Wire", "Comments"), "application/rss+xml")
    head = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="{href}">' for href in ("/comments/feed", "/feed.xml")
    )
    site.put("/", page(head))
    assert (await registry.add(site.url("/"), GUILD)).title == "Harbour Wire"


async def test_a_dead_feed_among_several_is_passed_over(site, registry):
    head = "".join(
        f'<link rel="alternate" type="application/atom+xml" href="{href}">' for href in ("/dead", "/feed.xml")
    )
    site.put("/", page(head))
    assert (await registry.add(site.url("/"), GUILD)).url == site.url("/feed.xml")


async def test_a_site_whose_only_feed_is_dead(site, registry):
    del site.pages["/feed.xml"]
    site.put("/", page('<link rel="alternate" type="application/atom+xml" href="/dead">'))
    with pytest.raises(NotAFeed):
        await registry.add(site.url("/"), GUILD)


@pytest.mark.parametrize(
    "head",
    [
        "",
        NAMES_FEED + '<meta property="og:type" content="article">',
        NAMES_FEED + '<meta property="article:published_time" content="2025-07-15T10:00:00Z">',
        NAMES_FEED
        + '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Lab keeps weights"}</script>',
    ],
)
async def test_an_article_is_followed_as_a_page_although_it_names_its_sites_feed(site, registry, head):
    url = site.put("/2025/lab-keeps-weights", page(head))
    source = await registry.add(url, GUILD)
    assert (source.url, source.kind, source.title) == (url, SourceKind.PAGE, "Lab keeps weights")


async def test_a_front_page_without_a_feed_is_not_taken_for_an_article(site, registry):
    del site.pages["/feed.xml"]
    with pytest.raises(NotAFeed):
        await registry.add(site.put("/", page()), GUILD)


async def test_a_feed_that_moved_for_good_is_followed_where_it_is(site, registry):
    site.redirect("/old", "/feed.xml", 301)
    assert (await registry.add(site.url("/old"), GUILD)).url == site.url("/feed.xml")


async def test_a_feed_that_moved_for_now_is_followed_where_it_was(site, registry):
    site.redirect("/short", "/feed.xml", 302)
    assert (await registry.add(site.url("/short"), GUILD)).url == site.url("/short")


@pytest.mark.parametrize(
    ("body", "status", "error"),
    [
        ("<html><body><p>Hi</p></body></html>", 200, NotAFeed),
        ("words", 200, NotAFeed),
        ('<rss version="2.0"><channel><title>T</title></channel></rss>', 200, EmptyFeed),
        ("", 404, BadStatus),
        ("", 410, Gone),
    ],
)
async def test_the_reason_of_a_refusal(site, registry, body, status, error):
    del site.pages["/feed.xml"]
    with pytest.raises(error):
        await registry.add(site.put("/x", body, status=status), GUILD)
    assert await registry.list(GUILD) == []


@pytest.mark.parametrize(
    ("url", "error"),
    [
        ("harbour wire", BadUrl),
        ("file:///etc/passwd", BadUrl),
        ("http://169.254.169.254/latest/", AddressRefused),
        ("http://localhost/feed", AddressRefused),
    ],
)
async def test_addresses_that_are_not_followed(registry, url, error):
    with pytest.raises(error):
        await registry.add(url, GUILD)


async def test_an_unreachable_server(tmp_path, site):
    settings = settings_for(site, allow_hosts=("127.0.0.1:1",))
    async with open_database(sqlite_url(tmp_path / "u.db"), now=NOW) as database, open_http(settings) as http:
        with pytest.raises(Unreachable):
            await Registry(SourceStore(database), Fetcher(http, settings), FixedClock(NOW)).add(
                "http://127.0.0.1:1/feed", GUILD
            )


async def test_removing_by_id_and_by_address(site, registry):
    source = await registry.add(site.url("/feed.xml"), GUILD)
    assert (await registry.remove(GUILD, str(source.source_id))).url == source.url
    assert await registry.list(GUILD) == []
    await registry.add(site.url("/feed.xml"), GUILD)
    await registry.remove(GUILD, f" {site.url('/feed.xml')}#top ")
    assert await registry.list(GUILD) == []


async def test_pausing_is_one_servers_own(site, registry):
    for guild in (GUILD, HOUSE):
        source = await registry.add(site.url("/feed.xml"), guild)
    assert (await registry.pause(GUILD, str(source.source_id))).state is SourceState.PAUSED
    assert (await registry.list(HOUSE))[0].state is SourceState.ACTIVE
    assert (await registry.pause(GUILD, source.url, paused=False)).state is SourceState.ACTIVE


@pytest.mark.parametrize("ref", ["999", "", "https://outlet.example/other", "９", "x' OR 1=1 --", "9" * 40])
async def test_an_unknown_source(site, registry, ref):
    await registry.add(site.url("/feed.xml"), GUILD)
    with pytest.raises(UnknownSource):
        await registry.remove(GUILD, ref)


async def test_no_server_touches_anothers_source(site, registry):
    source = await registry.add(site.url("/feed.xml"), HOUSE)
    for touch in (registry.remove, registry.pause):
        with pytest.raises(UnknownSource):
            await touch(GUILD, str(source.source_id))
    assert await registry.list(HOUSE) == [source]
