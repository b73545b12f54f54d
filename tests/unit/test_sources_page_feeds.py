"""The feeds that pages name, in every way in which they do it."""

import pytest

from bot.sources.page_feeds import MAX_NAMED, looks_like_feed, read_page_feeds

PAGE = "https://harbour.example/en/news"


def read(head: str = "", body: str = "", lang: str = "en") -> tuple[list[str], list[str]]:
    html = f"<html lang='{lang}'><head><title>Harbour</title>{head}</head><body>{body}</body></html>"
    found = read_page_feeds(html.encode(), url=PAGE, content_type="text/html; charset=utf-8")
    assert found is not None
    return [one.url for one in found.linked], [one.url for one in found.pointed]


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="alternate" type="application/rss+xml" href="/feed.xml">',
        '<LINK REL="Alternate" TYPE="Application/RSS+XML" HREF="/feed.xml">',
        '<link rel="alternate" type="application/rss+xml; charset=utf-8" href="/feed.xml">',
        '<link rel="nofollow alternate" type="application/atom+xml" href="https://harbour.example/feed.xml">',
        '<link rel="alternate" type="application/feed+json" href="../feed.xml">',
        '<link rel="alternate" type="text/xml" href="/feed.xml">',
        '<link rel="alternate" type="application/x-rss+xml" href="/feed.xml">',
        '<link rel="alternate" type="application/rdf+xml" href="/feed.xml">',
        '<link rel="feed" href="/feed.xml">',
        '<link rel="alternate" href="/feed.xml">',
        '<a rel="alternate" type="application/rss+xml" href="/feed.xml">RSS</a>',
        '<base href="https://harbour.example/"><link rel="alternate" type="application/rss+xml" href="feed.xml">',
    ],
)
def test_link_elements(link: str):
    assert read(link)[0] == ["https://harbour.example/feed.xml"]


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="alternate" hreflang="ja" href="/ja/news">',
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">',
        '<link rel="alternate" type="application/json+oembed" href="/wp-json/oembed/1.0/embed?url=x">',
        '<link rel="alternate" type="text/xml+oembed" href="/wp-json/oembed/1.0/embed?format=xml">',
        '<link rel="alternate stylesheet" type="text/css" href="/feed.css">',
        '<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">',
        '<link rel="alternate" type="application/rss+xml" href="">',
        '<link rel="stylesheet" href="/feed.xml">',
        '<link rel="sitemap" type="application/xml" href="/sitemap.xml">',
    ],
)
def test_what_is_no_feed(link: str):
    assert read(link) == ([], [])


def test_the_pages_news_come_before_comments_podcasts_tags_and_other_languages():
    names = {
        "/comments/feed": "Comments", "/podcast/feed": "Podcast", "/tag/chips/feed": "Tag", "/feed/ja": "News",
        "/feed": "News", "/en/news/feed": "Section",
    }  # fmt: skip
    head = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="{title}" href="{path}"'
        + (' hreflang="ja">' if path.endswith("ja") else ">")
        for path, title in names.items()
    )
    order = [url.removeprefix("https://harbour.example") for url in read(head)[0]]
    assert order == ["/en/news/feed", "/feed", "/feed/ja", "/tag/chips/feed", "/podcast/feed", "/comments/feed"]


def test_ordinary_links_that_look_like_feeds():
    body = """<a href="/rss/">RSS</a> <a href="/about">About</a> <a href="/feedback">Feedback</a>
      <a href="/en/index.rdf">RDF</a> <a href="?format=rss">news</a> <a href="/news-feed-explained.html">no</a>
      <a href="https://reader.example/add?url=https%3A%2F%2Fharbour.example%2Frss">Add to reader</a>
      <a href="javascript:void('/rss')">x</a> <a href="mailto:rss@harbour.example">x</a>"""
    assert set(read(body=body)[1]) == {
        "https://harbour.example/rss/",
        "https://harbour.example/en/index.rdf",
        "https://harbour.example/en/news?format=rss",
    }


@pytest.mark.parametrize(
    "path", ["/feedback", "/atomic-habits", "/rsslike", "/news", "/feed.css", "/sitemap.xml", "/brss"]
)
def test_addresses_that_only_resemble_one(path: str):
    assert not looks_like_feed(f"https://a.example{path}")


def test_ten_thousand_feeds_are_cut_to_a_few():
    head = "".join(f'<link rel="alternate" type="application/rss+xml" href="/c/{n}/feed">' for n in range(10_000))
    assert len(read(head)[0]) == MAX_NAMED


def test_generator_and_language():
    html = b"<html lang='ja-JP'><head><meta name='Generator' content='Hugo 0.1'><title>x</title></head></html>"
    found = read_page_feeds(html, url=PAGE, content_type="text/html")
    assert found is not None
    assert (found.generator, found.lang) == ("Hugo 0.1", "ja")
