"""From a pasted address to the feeds of a site, over HTTP on loopback: what is found, in which order, how politely."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest

from bot.domain.source import SourceKind
from bot.errors import (
    AddressRefused,
    BadStatus,
    BotCheck,
    EmptyFeed,
    FetchError,
    Gone,
    LoginWall,
    NoFeedNamed,
    NotAFeed,
    OtherDocument,
    ServiceWithoutFeeds,
    UnknownFeed,
    Unreachable,
)
from bot.ingest.fetcher import Fetcher, open_http
from bot.ports import FixedClock
from bot.settings import Settings
from bot.sources.health import Verdict
from bot.sources.registry import Registry
from bot.sources.scout import PROBES
from bot.storage.database import open_database, sqlite_url
from bot.storage.sources import SourceStore
from tests.integration.ingest_site import Site, open_site, settings_for

NOW = datetime(2025, 7, 16, tzinfo=UTC)
GUILD = 42
RSS = "application/rss+xml"


def feed(title: str = "Harbour Wire", *, about: str = "news", n: int = 5, lang: str = "en", age: float = 0) -> str:
    items = "".join(
        f"<item><title>The {about} number {i} of the day</title><link>http://harbour.example/{about}/{i}</link>"
        f"<pubDate>{format_datetime(NOW - timedelta(days=age, hours=i * 6))}</pubDate>"
        "<description>The lab said that it would keep the weights of its next model to itself.</description></item>"
        for i in range(n)
    )
    return f'<rss version="2.0"><channel><title>{title}</title><language>{lang}</language>{items}</channel></rss>'


def names(*paths: str, kind: str = RSS) -> str:
    return "".join(f'<link rel="alternate" type="{kind}" href="{path}">' for path in paths)


def page(head: str = "", body: str = "<p>Welcome</p>", title: str = "Harbour") -> str:
    return f"<html lang='en'><head><title>{title}</title>{head}</head><body>{body}</body></html>"


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with open_site() as opened:
        yield opened


@pytest.fixture
async def store(tmp_path) -> AsyncIterator[SourceStore]:
    async with open_database(sqlite_url(tmp_path / "t.db"), now=NOW) as database:
        yield SourceStore(database)


@pytest.fixture
async def registry(site: Site, store: SourceStore) -> AsyncIterator[Registry]:
    settings = settings_for(site, max_sources=5)
    async with open_http(settings) as http:
        yield Registry(store, Fetcher(http, settings), FixedClock(NOW))


class Whole(httpx.AsyncByteStream):
    """A body that is there at once."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._body


async def test_a_preview_adds_nothing(site, registry):
    site.put("/feed.xml", feed(), RSS)
    site.put("/", page(names("/feed.xml")))
    prospect = await registry.look(site.url("/"))
    [offer] = prospect.offers
    assert (offer.preview.title, offer.preview.lang, offer.preview.entries) == ("Harbour Wire", "en", 5)
    assert [one.title for one in offer.preview.newest] == [f"The news number {i} of the day" for i in range(3)]
    assert offer.preview.rhythm == timedelta(hours=6)
    assert [one.verdict for one in offer.judgements] == [Verdict.OK]
    assert await registry.list(GUILD) == []


async def test_an_address_without_a_scheme_falls_back_to_plain_http(site, registry):
    site.put("/feed.xml", feed(), RSS)
    assert (await registry.add(f"{site.host}/feed.xml", GUILD)).url == site.url("/feed.xml")
    assert (await registry.remove(GUILD, f"{site.host}/feed.xml")).url == site.url("/feed.xml")


async def test_several_feeds_are_offered_best_first_and_one_may_be_chosen(site, registry):
    site.put("/comments/feed", feed("Comments", about="comment"), RSS)
    site.put("/tag/chips/feed", feed("Chips", about="chips"), RSS)
    site.put("/old/feed", feed("Old", about="old", age=900), RSS)
    site.put("/feed", feed(), RSS)
    site.put("/", page(names("/comments/feed", "/old/feed", "/tag/chips/feed", "/feed", "/dead")))
    prospect = await registry.look(site.url("/"))
    assert [one.preview.title for one in prospect.offers] == ["Harbour Wire", "Chips", "Old", "Comments"]
    assert (await registry.add_choice(site.url("/"), GUILD, feed="2")).source.title == "Chips"
    assert (await registry.add_choice(site.url("/"), GUILD, feed=site.url("/comments/feed"))).source.title == "Comments"
    for wrong in ("0", "9", "-1", "https://elsewhere.example/feed", "99999999999999999999"):
        with pytest.raises(UnknownFeed):
            await registry.add_choice(site.url("/"), GUILD, feed=wrong)
    assert len(await registry.list(GUILD)) == 2


async def test_two_formats_of_one_feed_are_one_offer(site, registry):
    items = [{"id": str(i), "url": f"http://harbour.example/news/{i}", "title": "x"} for i in range(5)]
    document = {"version": "https://jsonfeed.org/version/1.1", "title": "Harbour", "items": items}
    site.put("/feed", feed(), RSS)
    site.put("/feed.json", json.dumps(document), "application/feed+json")
    site.put("/", page(names("/feed") + names("/feed.json", kind="application/feed+json")))
    assert len((await registry.look(site.url("/"))).offers) == 1


async def test_a_link_that_looks_like_a_feed(site, registry):
    site.put("/news/index.rdf", feed(), RSS)
    site.put("/", page(body='<a href="/news/index.rdf">RSS</a> <a href="/about">About</a>'))
    assert (await registry.add(site.url("/"), GUILD)).url == site.url("/news/index.rdf")


async def test_a_page_about_the_sites_feeds_is_read_for_them(site, registry):
    site.put("/data/all.rdf", feed(), RSS)
    site.put("/rss/", page(body='<ul><li><a href="/data/all.rdf">All news</a></ul>'))
    site.put("/", page(body='<a href="/rss/">RSS</a>'))
    assert (await registry.add(site.url("/"), GUILD)).url == site.url("/data/all.rdf")


@pytest.mark.parametrize(
    "path", ["/feed", "/rss.xml", "/atom.xml", "/index.xml", "/feed.xml", "/index.rdf", "/feed.json"]
)
async def test_usual_places_are_asked_one_after_the_other_until_one_answers(site, registry, path):
    site.put("/", page())
    site.put(path, feed(), RSS)
    assert (await registry.add(site.url("/"), GUILD)).url == site.url(path)
    assert site.requests[-1].path == path
    assert len(site.requests) <= PROBES + 1
    assert site.most_under_way == 1


async def test_the_place_that_the_sites_software_uses_is_asked_first(site, registry):
    site.put("/", page('<meta name="generator" content="Drupal 10">'))
    site.put("/rss.xml", feed(), RSS)
    await registry.add(site.url("/"), GUILD)
    assert [request.path for request in site.requests] == ["/", "/rss.xml"]


async def test_a_sections_own_feed_comes_before_the_sites(site, registry):
    site.put("/blog/", page())
    site.put("/blog/feed", feed("Blog"), RSS)
    site.put("/feed", feed("Site"), RSS)
    assert (await registry.add(site.url("/blog/"), GUILD)).title == "Blog"


async def test_a_text_at_a_sections_address_is_an_article_where_there_is_no_feed(site, registry):
    words = "<p>The lab said on Tuesday that it would keep the weights of its next model to itself for now.</p>" * 3
    url = site.put("/news/", page(body=words))
    assert (await registry.add(url, GUILD)).kind is SourceKind.PAGE
    site.put("/blog/", page(body=words))
    site.put("/blog/feed", feed(), RSS)
    assert (await registry.add(site.url("/blog/"), GUILD)).url == site.url("/blog/feed")


async def test_a_site_that_answers_every_address_with_its_front_page_has_no_feed(site, registry):
    async def always(request):
        from aiohttp import web

        return web.Response(text=page(), content_type="text/html")

    site.pages = type("Every", (dict,), {"get": lambda self, path, default=None: always})()
    with pytest.raises(NoFeedNamed):
        await registry.add(site.url("/"), GUILD)
    assert len(site.requests) <= PROBES + 1


@pytest.mark.parametrize("status", [403, 429, 503])
async def test_a_site_that_wants_to_be_left_alone_is_not_asked_on(site, registry, status):
    site.put("/", page())
    site.put("/feed", status=status)
    with pytest.raises(NoFeedNamed):
        await registry.add(site.url("/"), GUILD)
    assert len(site.requests) == 2


async def test_a_page_of_ten_thousand_feeds_costs_a_handful_of_requests(site, registry):
    site.put("/", page(names(*(f"/c{n}/feed" for n in range(10_000)))))
    site.put("/c0/feed", feed(), RSS)
    prospect = await registry.look(site.url("/"))
    assert len(prospect.offers) == 1
    assert len(site.requests) <= 6


async def test_feeds_at_private_addresses_are_not_opened(site, registry):
    site.put(
        "/",
        page(names("http://169.254.169.254/feed", "http://localhost/feed", "http://[::1]/feed", "file:///etc/passwd")),
    )
    site.redirect("/feed", "http://10.0.0.1/feed")
    with pytest.raises(NoFeedNamed):
        await registry.add(site.url("/"), GUILD)


async def test_a_redirect_to_a_private_address_is_refused(site, registry):
    site.redirect("/x", "http://169.254.169.254/latest")
    with pytest.raises(AddressRefused):
        await registry.look(site.url("/x"))


async def test_of_an_article_the_sites_feeds_are_offered_but_the_article_is_meant(site, registry):
    words = "<p>The lab said on Tuesday that it would keep the weights of its next model to itself for now.</p>" * 3
    site.put("/feed", feed(), RSS)
    url = site.put("/2025/a", page(names("/feed") + '<meta property="og:type" content="article">', words))
    prospect = await registry.look(url)
    assert prospect.article
    assert [one.preview.title for one in prospect.offers] == ["Harbour Wire"]
    assert (await registry.add_choice(url, GUILD, feed="1")).source.url == site.url("/feed")
    assert (await registry.add(url, GUILD)).url == url


async def test_a_plain_article_with_a_feed_link_at_its_foot_is_still_an_article(site, registry):
    words = "<p>The lab said on Tuesday that it would keep the weights of its next model to itself for now.</p>" * 3
    site.put("/feed", feed(), RSS)
    url = site.put("/2025/b", page(body=words + '<footer><a href="/feed">RSS</a></footer>'))
    assert (await registry.add(url, GUILD)).url == url
    assert [one.preview.url for one in (await registry.look(url)).offers] == [site.url("/feed")]


@pytest.mark.parametrize(
    ("body", "kind", "status", "error"),
    [
        ("", "text/html", 403, BadStatus),
        ("", "text/html", 404, BadStatus),
        ("", "text/html", 410, Gone),
        ('{"a": 1}', "application/json", 200, OtherDocument),
        ("<html><title>Just a moment...</title><body>x</body></html>", "text/html", 200, BotCheck),
        ("<html><body><form><input type='password'></form></body></html>", "text/html", 200, LoginWall),
        ('<rss version="2.0"><channel><title>T</title></channel></rss>', RSS, 200, EmptyFeed),
        (b"\x89PNG\r\n\x1a\n", "image/png", 200, OtherDocument),
    ],
)
async def test_reasons(site, registry, body, kind, status, error):
    with pytest.raises(error):
        await registry.look(site.put("/x", body, kind, status=status))


async def test_a_service_without_feeds_is_refused_without_a_request(site, registry):
    with pytest.raises(ServiceWithoutFeeds):
        await registry.add("https://x.com/oakvale", GUILD)
    assert site.requests == []


async def test_nobody_answers_in_either_scheme(registry):
    with pytest.raises((Unreachable, AddressRefused)):
        await registry.look("127.0.0.1:1/feed")


CHANNEL = "UCabcdefghij0123456789_-"


@pytest.mark.parametrize(
    ("pasted", "pages", "expected"),
    [
        (
            "https://www.youtube.com/@oakvale",
            {
                "/@oakvale": f'<html><body><script>{{"externalId":"{CHANNEL}"}}</script></body></html>',
                "/feeds/videos.xml": feed(),
            },
            f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}",
        ),
        (
            "github.com/oakvale/larkspur",
            {
                "/oakvale/larkspur/releases.atom": '<feed xmlns="http://www.w3.org/2005/Atom"><title>none</title></feed>',
                "/oakvale/larkspur/tags.atom": feed(),
            },
            "https://github.com/oakvale/larkspur/tags.atom",
        ),
        ("r/LocalModels", {"/r/LocalModels/.rss": feed()}, "https://www.reddit.com/r/LocalModels/.rss"),
        ("@nao@social.example", {"/@nao": page(), "/@nao.rss": feed()}, "https://social.example/@nao.rss"),
        ("https://social.example/@nao", {"/@nao.rss": feed()}, "https://social.example/@nao.rss"),
        ("https://openai.com/news/", {"/news/rss.xml": feed()}, "https://openai.com/news/rss.xml"),
    ],
)
async def test_pages_of_known_services(store, pasted, pages, expected):
    """The services themselves are out of reach of a test: their answers are made up, the way to them is not."""

    def answer(request: httpx.Request) -> httpx.Response:
        body = pages.get(request.url.path)
        if body is None:
            return httpx.Response(404, stream=Whole(b""))
        kind = "text/html" if body.startswith("<html") else RSS
        return httpx.Response(200, stream=Whole(body.encode()), headers={"Content-Type": kind})

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http:
        registry = Registry(store, Fetcher(http, Settings()), FixedClock(NOW))
        assert (await registry.add(pasted, GUILD)).url == expected


async def test_a_known_feed_that_is_asked_too_often_is_not_asked_for_its_page(store):
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        return httpx.Response(429, stream=Whole(b""))

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http:
        registry = Registry(store, Fetcher(http, Settings()), FixedClock(NOW))
        with pytest.raises(BadStatus) as caught:
            await registry.add("https://www.reddit.com/r/LocalModels/", GUILD)
    assert (caught.value.http_status, asked) == (429, ["/r/LocalModels/.rss"])


async def test_checking_a_source_now(site, registry):
    source = await registry.add(site.put("/feed", feed(), RSS), GUILD)
    checkup = await registry.check(GUILD, str(source.source_id))
    assert checkup.problem is None
    assert checkup.offer
    site.put("/feed", status=500)
    checkup = await registry.check(GUILD, site.url("/feed"))
    assert isinstance(checkup.problem, BadStatus)
    site.put("/feed", page())
    assert isinstance((await registry.check(GUILD, "1")).problem, NotAFeed)


async def test_a_retired_source_that_works_again_is_due_at_once(site, registry, store):
    source = await registry.add(site.put("/feed", feed(), RSS), GUILD)
    later = NOW + timedelta(days=30)
    await store.record_failure(source.source_id, error="error-gone", now=NOW, next_due_at=later, gone=True)
    [(_, judgement)] = await registry.list_followed(GUILD)
    assert judgement.verdict is Verdict.RETIRED
    assert (await registry.check(GUILD, "1")).problem is None
    assert [one.source_id for one in await store.list_due(NOW)] == [source.source_id]


async def test_hostile_titles_come_out_as_plain_words(site, registry):
    title = "&lt;script&gt;x&lt;/script&gt; \u202eevil \u200b@everyone"
    site.put("/feed", feed(title=title), RSS)
    [offer] = (await registry.look(site.url("/feed"))).offers
    assert not set("\u202e\u200b\x1b") & set(offer.preview.title)


async def test_what_goes_wrong_is_always_one_of_ours(site, registry):
    for n, body in enumerate((b"", b"\x00" * 50, b"<", b"<html", b"[" * 5_000, b"<rss>" * 3_000, "﻿".encode())):
        with pytest.raises(FetchError):
            await registry.look(site.put(f"/deep/{n}/x", body))


async def test_the_pages_language_decides_between_its_feeds(site, registry):
    site.put("/en.xml", feed("Harbour"), RSS)
    words = feed("港ニュース", about="記事", lang="ja").replace(
        "The lab said that it would keep the weights of its next model to itself.",
        "研究所は次のモデルの重みを公開しないと述べた。",
    )
    site.put("/ja.xml", words, RSS)
    site.put("/en/", page(names("/ja.xml", "/en.xml")))
    site.put("/ja/", page(names("/en.xml", "/ja.xml")).replace("lang='en'", "lang='ja'"))
    for path, title in (("/en/", "Harbour"), ("/ja/", "港ニュース")):
        assert (await registry.look(site.url(path))).offers[0].preview.title == title


async def test_a_feed_without_titles_is_shown_by_its_words(site, registry):
    post = (
        "<rss version='2.0'><channel><title>@nao</title>"
        + "".join(
            f"<item><link>https://s.example/{n}</link><description>&lt;p&gt;Post {n} about weights&lt;/p&gt;</description></item>"
            for n in range(4)
        )
        + "</channel></rss>"
    )
    [offer] = (await registry.look(site.put("/nao.rss", post, RSS))).offers
    assert offer.preview.newest[0].title == "Post 0 about weights"
    assert Verdict.UNDATED in [one.verdict for one in offer.judgements]
