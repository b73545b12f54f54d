"""One feed, one source: what is followed already is recognised under another address, and what only resembles it is not."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from bot.app import App, open_app
from bot.domain.source import HOUSE, NewFollow
from bot.errors import TooManySources
from bot.ports import FixedClock
from bot.sources.health import Verdict
from tests.integration.ingest_site import Site, open_site, settings_for

NOW = datetime(2025, 7, 16, tzinfo=UTC)
GUILD, OTHER = 42, 43
RSS = "application/rss+xml"
WORDS = "The lab said on Tuesday that it would keep the weights of its next model to itself for now. " * 30


def feed(
    numbers: range, *, title: str = "Harbour Wire", self_url: str = "", host: str = "harbour.example", n: str = "news"
) -> str:
    link = f'<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" href="{self_url}"/>' if self_url else ""
    items = "".join(
        f"<item><title>{n} {i}</title><link>http://{host}/{n}/{i}</link><guid>{n}-{i}</guid>"
        f"<pubDate>{format_datetime(NOW - timedelta(hours=100 - i))}</pubDate>"
        f"<description>{i} {WORDS}</description></item>"
        for i in numbers
    )
    return f'<rss version="2.0"><channel><title>{title}</title>{link}<language>en</language>{items}</channel></rss>'


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with open_site() as opened:
        yield opened


class NoEmbedder:
    name, dimensions = "none", 4

    def embed_passages(self, texts, langs):
        import numpy as np

        return np.ones((len(texts), 4), dtype=np.float32) / 2

    def embed_query(self, text, lang):
        return self.embed_passages([text], [lang])[0]


@pytest.fixture
async def app(site: Site, tmp_path) -> AsyncIterator[App]:
    settings = settings_for(site, data_dir=tmp_path, max_sources=4)
    async with open_app(settings, clock=FixedClock(NOW), embedder=NoEmbedder()) as opened:
        yield opened


async def added(app: App, url: str, guild: int = GUILD):
    return await app.registry.add_choice(url, guild)


async def test_the_same_entries_at_another_address_are_the_same_source(app, site):
    first = await added(app, site.put("/feed", feed(range(20)), RSS))
    again = await added(app, site.put("/other", feed(range(3, 23)), RSS), OTHER)
    assert again.source.source_id == first.source.source_id
    assert (again.was_known, again.was_followed) == (True, False)
    assert again.offer.judgements[0].verdict is Verdict.DUPLICATE
    assert again.offer.twin.source_id == first.source.source_id
    assert len(await app.sources.list_sources(None)) == 1
    assert [one.source_id for one in await app.registry.list(OTHER)] == [first.source.source_id]


async def test_a_preview_of_what_is_followed_says_so(app, site):
    await added(app, site.put("/feed", feed(range(20)), RSS))
    [offer] = (await app.registry.look(site.url("/feed"))).offers
    assert (offer.judgements[0].verdict, offer.is_duplicate) == (Verdict.KNOWN, False)


async def test_a_feed_that_was_read_long_ago_is_recognised_by_its_articles(app, site):
    url = site.put("/feed", feed(range(20)), RSS)
    first = await added(app, url)
    await app.pipeline.run_cycle()
    site.put("/feed", feed(range(18, 40)), RSS)
    await app.pipeline.ingest_urls([url], GUILD)
    again = await added(app, site.put("/other", feed(range(20, 40)), RSS))
    assert again.source.source_id == first.source.source_id


async def test_spellings_and_redirects_are_no_other_feed(app, site):
    first = await added(app, site.put("/feed", feed(range(20)), RSS))
    site.put("/feed/", feed(range(50, 70)), RSS)
    site.redirect("/short", "/feed", 302)
    for url in (site.url("/feed/"), site.url("/feed?utm_source=x"), site.url("/short")):
        assert (await added(app, url)).source.source_id == first.source.source_id


async def test_a_category_is_followed_beside_the_main_feed_which_is_named(app, site):
    first = await added(app, site.put("/feed", feed(range(30)), RSS))
    part = await added(app, site.put("/chips", feed(range(0, 30, 3), title="Chips"), RSS))
    assert part.source.source_id != first.source.source_id
    judged = part.offer.judgements[0]
    assert (judged.verdict, judged.source.source_id) == (Verdict.OVERLAP, first.source.source_id)


async def test_a_feed_with_the_same_title_and_short_ids_is_another(app, site):
    first = await added(app, site.put("/feed", feed(range(20)), RSS))
    other = await added(app, site.put("/other", feed(range(20), host="elsewhere.example"), RSS))
    assert other.source.source_id != first.source.source_id
    assert other.offer.judgements[0].verdict is Verdict.OK


async def test_feeds_of_an_entry_or_two_are_twins_by_their_name_too(app, site):
    first = await added(app, site.put("/feed", feed(range(2)), RSS))
    same = await added(app, site.put("/other", feed(range(2)), RSS))
    named = await added(app, site.put("/third", feed(range(2), title="Another"), RSS))
    assert same.source.source_id == first.source.source_id
    assert named.source.source_id != first.source.source_id


async def test_who_names_an_address_to_be_read_means_this_one(app, site):
    urls = [site.put(path, feed(range(20)), RSS) for path in ("/feed", "/other")]
    outcomes = await app.pipeline.ingest_urls(urls, GUILD)
    assert [one.url for one in outcomes] == urls
    assert len({one.source_id for one in outcomes}) == 2


async def test_what_a_feed_calls_itself_is_believed_only_of_a_source_that_nobody_read(app, site):
    site.put("/feed", feed(range(20)), RSS)
    [imported] = await app.registry.follow_unread([NewFollow(site.url("/feed"), "Imported")], GUILD)
    claimed = feed(range(50, 70), n="other", self_url=site.url("/feed"))
    assert (await added(app, site.put("/mirror", claimed, RSS))).source.source_id == imported.source.source_id
    await app.pipeline.run_cycle()
    assert (await added(app, site.url("/mirror"))).source.source_id != imported.source.source_id


async def test_a_dead_source_does_not_stand_in_the_way_of_its_new_address(app, site):
    first = await added(app, site.put("/feed", feed(range(20)), RSS))
    for _ in range(3):
        await app.sources.record_failure(
            first.source.source_id, error="error-unreachable", now=NOW, next_due_at=NOW, gone=False
        )
    assert (await added(app, site.put("/new", feed(range(20)), RSS))).source.source_id != first.source.source_id


async def test_a_server_has_a_limit_and_hears_of_it_before_anything_is_read(app, site):
    for n in range(4):
        await added(app, site.put(f"/{n}", feed(range(5), n=f"f{n}"), RSS))
    asked = len(site.requests)
    with pytest.raises(TooManySources):
        await added(app, site.put("/4", feed(range(5), n="f4"), RSS))
    assert len(site.requests) == asked
    assert (await added(app, site.url("/0"))).was_followed
    assert (await added(app, site.url("/4"), OTHER)).source.url == site.url("/4")


async def test_a_list_is_followed_unread_and_read_by_the_next_cycle(app, site):
    wanted = [
        NewFollow(
            site.put("/a", feed(range(3), n="a"), RSS), "My name for it", (("AI", "Labs"),), "http://home.example/"
        ),
        NewFollow(site.url("/missing"), "Gone"),
        NewFollow("http://169.254.169.254/feed", "Private"),
    ]
    outcomes = await app.registry.follow_unread(wanted, HOUSE)
    assert site.requests == []
    assert [(one.source is not None, one.problem.key if one.problem else None) for one in outcomes] == [
        (True, None),
        (True, None),
        (False, "error-address-refused"),
    ]
    assert [judged.verdict for _, judged in await app.registry.list_followed(HOUSE)] == [Verdict.UNREAD] * 2
    await app.pipeline.run_cycle()
    (one, fine), (_, failed) = await app.registry.list_followed(HOUSE)
    assert (one.source.title, one.folders, one.home_url) == (
        "My name for it",
        (("AI", "Labs"),),
        "http://home.example/",
    )
    assert (fine.verdict, failed.verdict) == (Verdict.OK, Verdict.SHAKY)
    again = await app.registry.follow_unread(wanted, HOUSE)
    assert [one.was_followed for one in again] == [True, True, False]


async def test_a_list_names_what_is_there_by_another_spelling(app, site):
    first = await added(app, site.put("/feed", feed(range(5)), RSS))
    wanted = [
        NewFollow(site.url("/feed/?utm_source=reader"), "Mine", (("AI",),)),
        NewFollow("http://a.example/rss", "A", (("One",),)),
        NewFollow("https://www.a.example/rss/", "A again", (("Two",),)),
    ]
    outcomes = await app.registry.follow_unread(wanted, GUILD)
    assert [one.was_followed for one in outcomes] == [True, False, True]
    assert outcomes[0].source.source_id == first.source.source_id
    assert outcomes[1].source == outcomes[2].source
    assert [one.folders for one, _ in await app.registry.list_followed(GUILD)] == [(("AI",),), (("One",), ("Two",))]


async def test_single_articles_do_not_fill_a_servers_list(app, site):
    words = f"<html><head><meta property='og:type' content='article'></head><body><p>{WORDS}</p></body></html>"
    for n in range(6):
        await app.registry.add_page(site.put(f"/2025/{n}", words), GUILD)
    assert (await added(app, site.put("/feed", feed(range(5)), RSS))).source.source_id == 7


async def test_a_list_beyond_the_limit_is_taken_as_far_as_there_is_room(app):
    wanted = [NewFollow(f"https://s{n}.example/feed", f"S{n}") for n in range(6)]
    outcomes = await app.registry.follow_unread(wanted, GUILD)
    assert [one.source is not None for one in outcomes] == [True] * 4 + [False] * 2
    assert {type(one.problem) for one in outcomes[4:]} == {TooManySources}
    assert len(await app.sources.list_sources(None)) == 4
