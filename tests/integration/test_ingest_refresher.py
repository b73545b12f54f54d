"""Turns of a source on a real store and a loopback site: what is stored, what is asked again, what a failure leaves."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web

from bot.domain.article import Extent
from bot.domain.source import HOUSE, IngestStatus, SourceKind, SourceState
from bot.ingest.fetcher import Fetcher, open_http
from bot.ingest.new_entries import FIRST_LIMIT
from bot.ingest.refresher import Refresher
from bot.storage.articles import ArticleStore
from bot.storage.database import open_database, sqlite_url
from bot.storage.sources import SourceStore
from tests.integration.ingest_site import open_site, settings_for

START = datetime(2025, 7, 16, tzinfo=UTC)
SENTENCES = (
    "The lab said on Tuesday that it would keep the weights of its next model to itself for now, citing safety reviews.",
    "A spokesperson told reporters that the decision was not final and that researchers would be consulted in autumn.",
    "Developers who had built on the earlier models said that they were disappointed by the change of course.",
)


class Clock:
    def __init__(self):
        self.instant = START

    def now(self):
        return self.instant


def page(title, body=SENTENCES, head="", lang="en"):
    paragraphs = "".join(f"<p>{one}</p>" for one in body)
    return (
        f"<!doctype html><html lang='{lang}'><head><title>{title}</title>{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>{title}</h1>{paragraphs}</article><footer>Subscribe to our newsletter</footer></body></html>"
    )


def item(link="", title="T", guid="", date="Tue, 15 Jul 2025 10:00:00 GMT", description="", content=""):
    parts = {"title": title, "link": link, "guid": guid, "pubDate": date, "description": description}
    tags = "".join(f"<{name}>{value}</{name}>" for name, value in parts.items() if value)
    return f"<item>{tags}{f'<content:encoded><![CDATA[{content}]]></content:encoded>' if content else ''}</item>"


def rss(*items, title="Harbour Wire", lang="en"):
    return (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{title}</title><link>http://outlet.example/</link><language>{lang}</language>{''.join(items)}</channel></rss>"
    )


class House:
    """A refresher on a real store, and the site that it reads."""

    def __init__(self, site, database, http):
        settings = settings_for(site, fetch_timeout=1.0)
        self.site = site
        self.clock = Clock()
        self.sources = SourceStore(database)
        self.articles = ArticleStore(database)
        self.refresher = Refresher(Fetcher(http, settings), self.sources, self.articles, self.clock, settings)

    def put_feed(self, *items, etag=None, **kwargs):
        return self.site.put("/feed", rss(*items, **kwargs), "application/rss+xml", etag=etag)

    def put_page(self, path, *args, **kwargs):
        return self.site.put(path, page(*args, **kwargs))

    async def follow(self, url, kind=SourceKind.FEED):
        source = await self.sources.add_source(url, "t", None, kind, self.clock.now())
        await self.sources.follow(HOUSE, source.source_id, self.clock.now())
        return source.source_id

    async def turn(self, source_id):
        source = await self.sources.find_source(source_id)
        assert source is not None
        return await self.refresher.refresh(source)

    async def stored(self):
        return {article.title: article for article in await self.articles.list_articles()}


@pytest.fixture
async def house(tmp_path):
    async with (
        open_site() as site,
        open_database(sqlite_url(tmp_path / "t.db"), now=START) as database,
        open_http(settings_for(site)) as http,
    ):
        yield House(site, database, http)


async def test_new_entries_become_articles_and_nothing_is_asked_twice(house):
    link = house.put_page("/1", "Lab keeps weights", head="<meta property='og:site_name' content='Harbour Wire'>")
    source_id = await house.follow(house.put_feed(item(link, "Lab keeps weights", "g1"), etag='"1"'))
    outcome = await house.turn(source_id)
    assert (outcome.status, outcome.http_status, outcome.new_articles, outcome.error) == (IngestStatus.OK, 200, 1, None)
    article = (await house.stored())["Lab keeps weights"]
    assert article.text.split("\n") == list(SENTENCES)
    assert (article.outlet, article.lang, article.extent) == ("Harbour Wire", "en", Extent.FULL)
    assert article.published_at == datetime(2025, 7, 15, 10, tzinfo=UTC)
    assert article.url == article.canonical_url == link
    again = await house.turn(source_id)
    assert (again.status, again.http_status, again.new_articles) == (IngestStatus.NOT_MODIFIED, 304, 0)
    assert house.site.asked("/1") == 1


async def test_a_feed_without_validators_is_read_again_but_brings_nothing_new(house):
    link = house.put_page("/1", "A")
    source_id = await house.follow(house.put_feed(item(link, "A", "g1")))
    await house.turn(source_id)
    outcome = await house.turn(source_id)
    assert (outcome.status, outcome.new_articles) == (IngestStatus.OK, 0)
    assert house.site.asked("/1") == 1


async def test_source_learns_title_language_and_next_turn(house):
    source_id = await house.follow(house.put_feed(item(house.put_page("/1", "A"), "A"), lang="ja-JP"))
    await house.turn(source_id)
    source = await house.sources.find_source(source_id)
    assert (source.title, source.lang, source.last_fetched_at) == ("Harbour Wire", "ja", START)
    assert timedelta(minutes=30) <= source.next_due_at - START <= timedelta(minutes=33)


@pytest.mark.parametrize(
    "changed",
    [
        {"guid": "g2"},  # the guid changes, the address does not
        {"path": "/1?utm_source=feed"},  # the address gains a tracking parameter
        {"path": "/renamed"},  # the address changes, the guid does not
        {"date": "Wed, 16 Jul 2025 10:00:00 GMT"},
        {"title": "Another title"},
    ],
)
async def test_an_entry_that_changes_is_not_a_new_one(house, changed):
    house.put_page("/1", "A")
    house.put_page("/renamed", "A")
    entry = {"path": "/1", "title": "A", "guid": "g1", "date": "Tue, 15 Jul 2025 10:00:00 GMT"}
    source_id = await house.follow(house.put_feed(item(house.site.url("/1"), "A", "g1")))
    await house.turn(source_id)
    entry |= changed
    house.put_feed(item(house.site.url(entry["path"]), entry["title"], entry["guid"], entry["date"]))
    assert (await house.turn(source_id)).new_articles == 0


async def test_entries_that_share_a_guid_are_told_apart_by_address(house):
    links = [house.put_page(f"/{n}", f"Title {n}") for n in range(3)]
    source_id = await house.follow(house.put_feed(*(item(links[n], f"Title {n}", "same") for n in range(2))))
    assert (await house.turn(source_id)).new_articles == 2
    house.put_feed(*(item(links[n], f"Title {n}", "same") for n in range(3)))
    assert (await house.turn(source_id)).new_articles == 1


async def test_variants_of_one_page_are_one_article(house):
    house.put_page("/1", "A")
    house.put_page("/print", "A", head="<link rel='canonical' href='/1'>")
    feed = house.put_feed(
        item(house.site.url("/1"), "A"),
        item(house.site.url("/1?utm_source=x"), "A"),
        item(house.site.url("/print"), "A"),
    )
    source_id = await house.follow(feed)
    assert (await house.turn(source_id)).new_articles == 1
    assert (await house.stored())["A"].canonical_url == house.site.url("/1")


async def test_two_sources_with_one_page_share_the_article(house):
    link = house.put_page("/1", "A")
    first = await house.follow(house.put_feed(item(link, "A", "g1")))
    second = await house.follow(house.site.put("/other", rss(item(link, "A", "x")), "text/xml"))
    assert (await house.turn(first)).new_articles == 1
    assert (await house.turn(second)).new_articles == 0
    assert len(await house.stored()) == 1


async def test_a_feed_that_holds_the_full_text_needs_no_pages(house):
    content = "".join(f"<p>{one}</p>" for one in SENTENCES * 3)
    source_id = await house.follow(house.put_feed(item(house.site.url("/1"), "A", "g1", content=content)))
    assert (await house.turn(source_id)).new_articles == 1
    article = (await house.stored())["A"]
    assert article.extent is Extent.FULL
    assert article.text.split("\n") == list(SENTENCES * 3)
    assert house.site.asked("/1") == 0


async def test_a_cut_content_sends_us_to_the_page(house):
    content = "".join(f"<p>{one}</p>" for one in SENTENCES * 3) + "<p><a href='/1'>Read more…</a></p>"
    source_id = await house.follow(house.put_feed(item(house.put_page("/1", "A"), "A", content=content)))
    await house.turn(source_id)
    assert house.site.asked("/1") == 1


SUMMARY = "The lab said on Tuesday that it would keep the weights of its next model to itself for now."


@pytest.mark.parametrize("status", [404, 500, 403])
async def test_when_the_page_fails_the_feeds_words_are_kept(house, status):
    link = house.site.put("/1", status=status)
    source_id = await house.follow(house.put_feed(item(link, "A", "g1", description=SUMMARY), etag='"1"'))
    outcome = await house.turn(source_id)
    assert (outcome.status, outcome.new_articles, outcome.error) == (IngestStatus.OK, 1, None)
    article = (await house.stored())["A"]
    assert (article.extent, article.text, article.outlet) == (Extent.SUMMARY, SUMMARY, "Harbour Wire")
    assert (await house.turn(source_id)).status is IngestStatus.NOT_MODIFIED


async def test_a_title_alone_waits_for_its_page(house):
    """An unchanged feed must not hide an entry whose page failed for the moment."""
    link = house.site.put("/1", status=503)
    source_id = await house.follow(house.put_feed(item(link, "A", "g1"), etag='"1"'))
    assert (await house.turn(source_id)).new_articles == 0
    house.put_page("/1", "A")
    assert (await house.turn(source_id)).new_articles == 1
    assert (await house.turn(source_id)).status is IngestStatus.NOT_MODIFIED


async def test_a_title_alone_whose_page_is_missing_is_let_go(house):
    source_id = await house.follow(house.put_feed(item(house.site.url("/none"), "A", "g1"), etag='"1"'))
    assert (await house.turn(source_id)).status is IngestStatus.OK
    assert (await house.turn(source_id)).status is IngestStatus.NOT_MODIFIED
    assert house.site.asked("/none") == 1


async def test_a_stub_behind_a_wall_does_not_replace_the_feeds_words(house):
    link = house.put_page("/1", "A", body=(SENTENCES[0], "Subscribe to read the rest of this article."))
    long = " ".join(SENTENCES)
    source_id = await house.follow(house.put_feed(item(link, "A", description=long)))
    await house.turn(source_id)
    article = (await house.stored())["A"]
    assert (article.text, article.extent) == (long, Extent.SUMMARY)


async def test_pages_that_are_no_pages(house):
    pdf = house.site.put("/1.pdf", b"%PDF-1.7", "application/pdf")
    private = "http://169.254.169.254/latest/meta-data/"
    feed = house.put_feed(item(pdf, "PDF", description=SUMMARY), item(private, "Private", description=SUMMARY))
    outcome = await house.turn(await house.follow(feed))
    assert outcome.new_articles == 2
    assert {article.extent for article in (await house.stored()).values()} == {Extent.SUMMARY}


async def test_entries_without_link_are_told_from_the_feeds_words(house):
    feed = house.put_feed(item(title="A", description=SUMMARY), item(title="B", description=SUMMARY + " Really."))
    source_id = await house.follow(feed)
    assert (await house.turn(source_id)).new_articles == 2
    assert (await house.turn(source_id)).new_articles == 0
    assert {article.url for article in (await house.stored()).values()} == {"http://outlet.example/"}


async def test_the_first_fetch_takes_the_newest_and_never_the_archive(house):
    def dated(n):
        date = (START - timedelta(hours=n)).strftime("%a, %d %b %Y %H:%M:%S GMT")
        return item(f"http://outlet.example/{n}", f"Title {n}", f"g{n}", date, content="<p>" + SUMMARY * 8 + "</p>")

    archive = [dated(n) for n in range(80)]
    source_id = await house.follow(house.put_feed(*reversed(archive)))
    assert (await house.turn(source_id)).new_articles == FIRST_LIMIT
    assert set(await house.stored()) == {f"Title {n}" for n in range(FIRST_LIMIT)}
    house.put_feed(*archive, item("http://outlet.example/new", "New", "new", content="<p>" + SUMMARY * 8 + "</p>"))
    assert (await house.turn(source_id)).new_articles == 1


async def test_dates_of_the_future_and_missing_ones_are_the_fetch_time(house):
    feed = house.put_feed(
        item(house.put_page("/1", "A"), "A", date="Tue, 15 Jul 2031 10:00:00 GMT"),
        item(house.put_page("/2", "B"), "B", date=""),
        item(house.put_page("/3", "C", head="<meta property='article:published_time' content='2025-07-14T09:00:00+09:00'>"), "C", date=""),
    )  # fmt: skip
    await house.turn(await house.follow(feed))
    stored = await house.stored()
    assert stored["A"].published_at == stored["B"].published_at == START
    assert stored["C"].published_at == datetime(2025, 7, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("body", "status", "expected", "error"),
    [
        (rss(), 200, IngestStatus.FAILED, "error-empty-feed"),
        (page("A page"), 200, IngestStatus.FAILED, "error-not-a-feed"),
        ("", 500, IngestStatus.FAILED, "error-bad-status"),
        ("", 404, IngestStatus.FAILED, "error-bad-status"),
        ("", 410, IngestStatus.GONE, "error-gone"),
    ],
)
async def test_what_goes_wrong_is_an_outcome(house, body, status, expected, error):
    source_id = await house.follow(house.site.put("/feed", body, status=status))
    outcome = await house.turn(source_id)
    assert (outcome.status, outcome.error, outcome.new_articles) == (expected, error, 0)
    assert outcome.http_status == (status if status != 200 else None)
    source = await house.sources.find_source(source_id)
    assert (source.error, source.failures) == (error, 1)
    assert source.state is (SourceState.GONE if status == 410 else SourceState.ACTIVE)


async def test_a_private_feed_is_refused(house):
    outcome = await house.turn(await house.follow("http://10.0.0.1/feed"))
    assert (outcome.status, outcome.error) == (IngestStatus.REFUSED, "error-address-refused")


async def test_failures_double_the_wait_up_to_a_day_and_a_success_ends_it(house):
    source_id = await house.follow(house.site.put("/feed", status=500))
    waits = []
    for _ in range(8):
        await house.turn(source_id)
        waits.append((await house.sources.find_source(source_id)).next_due_at - START)
    for wait, hours in zip(waits, (1, 2, 4, 8, 16, 24, 24, 24), strict=True):
        assert timedelta(hours=hours) <= wait <= timedelta(hours=hours * 1.1)
    house.put_feed(item(house.put_page("/1", "A"), "A"))
    await house.turn(source_id)
    source = await house.sources.find_source(source_id)
    assert (source.error, source.failures) == (None, 0)


async def test_a_server_that_asks_for_patience_gets_it(house):
    source_id = await house.follow(house.site.put("/feed", status=429, Retry_After="36000"))
    await house.turn(source_id)
    assert (await house.sources.find_source(source_id)).next_due_at >= START + timedelta(hours=10)


async def test_a_single_page_is_read_once(house):
    url = house.put_page(
        "/1", "Lab keeps weights", head="<meta property='article:published_time' content='2025-07-15'>"
    )
    source_id = await house.follow(url, SourceKind.PAGE)
    first = await house.turn(source_id)
    assert (first.status, first.new_articles) == (IngestStatus.OK, 1)
    again = await house.turn(source_id)
    assert (again.status, again.new_articles) == (IngestStatus.NOT_MODIFIED, 0)
    assert house.site.asked("/1") == 1
    assert (await house.sources.find_source(source_id)).next_due_at > START + timedelta(days=1000)
    assert (await house.stored())["Lab keeps weights"].published_at == datetime(2025, 7, 15, tzinfo=UTC)


async def test_a_turn_that_is_killed_is_taken_again_without_loss(house):
    """Killed while the second batch of pages is under way: what is stored stays, the rest comes with the next turn."""
    links = [house.put_page(f"/{n}", f"Title {n}") for n in range(25)]
    hang = asyncio.Event()

    async def never(request):
        hang.set()
        await asyncio.sleep(60)
        return web.Response()

    kept = house.site.pages["/15"]
    house.site.handle("/15", never)
    feed = house.put_feed(*(item(links[n], f"Title {n}", f"g{n}", date="") for n in range(25)), etag='"1"')
    source_id = await house.follow(feed)
    turn = asyncio.create_task(house.turn(source_id))
    await hang.wait()
    turn.cancel()
    await asyncio.gather(turn, return_exceptions=True)
    before = await house.stored()
    assert 0 < len(before) < 25
    house.site.handle("/15", kept)
    assert (await house.turn(source_id)).new_articles == 25 - len(before)
    assert len(await house.stored()) == 25


async def test_a_huge_title_is_stored_short(house):
    source_id = await house.follow(house.put_feed(item(house.put_page("/1", "A"), "長い" * 800_000)))
    assert (await house.turn(source_id)).new_articles == 1
    (article,) = (await house.stored()).values()
    assert len(article.title) <= 300


async def test_japanese_pages_in_old_encodings(house):
    words = (
        "複数の関係者によると、同社は次期モデルの重みの公開を見送る方向で検討している。安全性の追加検証に時間がかかるためだという。",
        "同社の広報担当者は取材に対し「方針は変わっていない」と述べた。研究者の間では失望の声が広がっている。",
        "同社はこれまでに公開したモデルについては、引き続き同じ条件で利用できると説明している。次の発表は秋になる見通しだ。",
    )
    html = page(
        "公開を見送りか", words, "<meta http-equiv='Content-Type' content='text/html; charset=Shift_JIS'>", "ja"
    )
    house.site.put("/1", html.encode("cp932"), "text/html")
    feed = rss(item(house.site.url("/1"), "公開を見送りか"), title="電算日報", lang="ja")
    source_id = await house.follow(house.site.put("/feed", feed.encode("euc_jp"), "text/xml; charset=EUC-JP"))
    assert (await house.turn(source_id)).new_articles == 1
    article = (await house.stored())["公開を見送りか"]
    assert (article.lang, article.text.split("\n")) == ("ja", list(words))


async def test_a_turn_is_safe_to_take_twice_at_a_time(house):
    links = [house.put_page(f"/{n}", f"Title {n}") for n in range(5)]
    source_id = await house.follow(house.put_feed(*(item(link, f"Title {n}", f"g{n}") for n, link in enumerate(links))))
    source = await house.sources.find_source(source_id)
    outcomes = await asyncio.gather(house.refresher.refresh(source), house.refresher.refresh(replace(source)))
    assert sum(outcome.new_articles for outcome in outcomes) == 5
    assert len(await house.stored()) == 5
