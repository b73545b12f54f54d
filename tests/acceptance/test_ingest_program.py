"""`python -m bot ingest` on feeds and pages that nobody tuned on: right outcomes, then `not_modified`, nothing twice."""

import json

from tests.acceptance.conftest import Program, Site

PARAGRAPHS = {
    "open": (
        "Oakvale Systems said on Tuesday that it will publish the weights of its Larkspur 2 language model this autumn. "
        "The company, based in Ghent, announced the plan in a post on its blog.",
        "“We will release the weights of Larkspur 2 under the Apache 2.0 licence,” chief executive Ines Verhaegen wrote. "
        "The training data will stay private, she added, because of agreements with publishers.",
        "Larkspur 2 has 70 billion parameters and was trained for 11 weeks. Oakvale raised 140 million euros in March.",
        "Developers in Belgium and the Netherlands have asked for the weights since the first Larkspur model appeared "
        "behind an API in 2024, and several universities signed an open letter this spring.",
    ),
    "rumour": (
        "Tamarind AI is discussing whether to close its next model, three people familiar with the matter said. "
        "The talks are at an early stage and no decision has been made.",
        "A spokesperson for Tamarind said that its policy of releasing model weights had not changed.",
        "Tamarind has published the weights of all its models since 2023. The next one, Sable, is due in the winter.",
    ),
}


def page(title: str, paragraphs: tuple[str, ...], lang: str = "en") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="{lang}"><head><title>{title} | Harbour Wire</title>'
        f'<meta property="og:site_name" content="Harbour Wire"><meta property="og:title" content="{title}">'
        '<meta property="article:published_time" content="2026-03-03T09:00:00+01:00"></head>'
        f"<body><nav><a href='/'>Home</a> <a href='/about'>About</a></nav><article><h1>{title}</h1>{body}</article>"
        "<footer>Subscribe to our newsletter. © Harbour Wire</footer></body></html>"
    )


def rss(site: Site) -> str:
    items = "".join(
        f"<item><title>{title}</title><link>{site.url(path)}</link><guid>{path}</guid>"
        "<pubDate>Tue, 03 Mar 2026 09:00:00 +0100</pubDate><description>Short.</description></item>"
        for title, path in (("Oakvale to open Larkspur 2", "/open"), ("Tamarind weighs closing Sable", "/rumour"))
    )
    return f'<rss version="2.0"><channel><title>Harbour Wire</title><language>en</language>{items}</channel></rss>'


def serve(site: Site) -> str:
    site.put("/open", page("Oakvale to open Larkspur 2", PARAGRAPHS["open"]))
    site.put("/rumour", page("Tamarind weighs closing Sable", PARAGRAPHS["rumour"]))
    return site.put("/feed.xml", rss(site), "application/rss+xml")


def test_a_feed_is_read_once_and_then_not_modified(program: Program, site: Site) -> None:
    feed = serve(site)
    first = program("ingest", feed, "--json")
    assert first.code == 0, first.err
    assert first.document == {
        "source_id": 1,
        "url": feed,
        "status": "ok",
        "http_status": 200,
        "new_articles": 2,
        "error": None,
    }
    second = program("ingest", feed, "--json")
    assert (second.code, second.document["status"], second.document["new_articles"]) == (0, "not_modified", 0)

    stored = {row["title"]: row for row in program("articles", "--json").documents}
    assert set(stored) == {"Oakvale to open Larkspur 2", "Tamarind weighs closing Sable"}
    opened = stored["Oakvale to open Larkspur 2"]
    assert (opened["outlet"], opened["lang"]) == ("Harbour Wire", "en")
    assert opened["published_at"] == "2026-03-03T08:00:00+00:00"
    assert "70 billion parameters" in opened["text"]
    assert "newsletter" not in opened["text"]


def test_look_alikes_are_two_stories_and_each_has_a_cited_brief(program: Program, site: Site) -> None:
    program("ingest", serve(site), "--json")
    stories = program("stories", "--json").documents
    assert sorted(len(story["article_ids"]) for story in stories) == [1, 1]
    for story in stories:
        for lang in ("en", "ja"):
            brief = program("brief", "--story", str(story["story_id"]), "--lang", lang, "--json").document
            assert brief["lang"] == lang
            assert brief["points"]
            numbers = {source["n"] for source in brief["sources"]}
            assert all(point["citations"] and set(point["citations"]) <= numbers for point in brief["points"])
    [rumour] = [story for story in stories if "Tamarind" in (story["title"]["en"] or "")]
    brief = program("brief", "--story", str(rumour["story_id"]), "--lang", "en", "--json").document
    kinds = {point["kind"] for point in brief["points"]}
    assert {"reported", "official"} <= kinds, [point["text"] for point in brief["points"]]


def test_a_plain_article_can_be_ingested_and_briefed(program: Program, site: Site) -> None:
    serve(site)
    url = site.url("/open")
    brief = program("brief", "--url", url, "--lang", "en", "--json")
    assert brief.code == 0, brief.err
    assert brief.document["sources"][0]["url"] == url
    again = program("ingest", url, "--json").document
    assert (again["status"], again["new_articles"]) == ("not_modified", 0)


def test_one_broken_source_does_not_end_the_cycle(program: Program, site: Site) -> None:
    feed = serve(site)
    outcome = program("ingest", site.url("/missing.xml"), feed, "--json")
    assert outcome.code == 0
    by_url = {row["url"]: row for row in outcome.documents}
    assert by_url[feed]["new_articles"] == 2
    assert by_url[site.url("/missing.xml")]["status"] == "failed"
    assert by_url[site.url("/missing.xml")]["http_status"] == 404


def test_other_formats_in_japanese(program: Program, site: Site) -> None:
    text = (
        "ミズナラ研究所は3日、独自の大規模言語モデル「ケヤキ3」の重みを公開したと発表した。ライセンスはApache 2.0で、商用利用も認める。"
        "パラメーター数は130億。学習データは公開しない。同研究所は京都市に本部を置き、2024年に設立された。"
        "田辺玲子所長は「国内の開発者が手元で動かせることを重視した」と述べた。公開は4月に予定していたものを前倒しした。"
    )
    item = {
        "id": "x1",
        "url": site.url("/ja"),
        "title": "ミズナラ研究所、「ケヤキ3」の重みを公開",
        "content_text": text * 3,
        "date_published": "2026-03-03T10:00:00+09:00",
    }
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "湊ニュース", "language": "ja", "items": [item]}
    url = site.put("/feed.json", json.dumps(feed), "application/feed+json")
    assert program("ingest", url, "--json").document["new_articles"] == 1
    [article] = program("articles", "--json").documents
    assert (article["lang"], article["outlet"]) == ("ja", "湊ニュース")
    assert "/ja" not in site.requests, "a feed that holds the whole text needs no page"
