"""Articles out of pages of several builds, and what such pages say about themselves."""

import json
import pickle
from contextlib import suppress
from datetime import UTC, datetime

import pytest

from bot.errors import NoArticle
from bot.ingest.article_extractor import extract_article, find_feeds

URL = "https://www.outlet.example/ai/oakvale-larkspur"
EN = [
    "Oakvale Systems said on Tuesday that it will publish the weights of its Larkspur 2 language model this autumn.",
    "“We will release the weights under the Apache 2.0 licence,” chief executive Ines Verhaegen wrote in a blog post.",
    "The training data will stay private, she added, because of agreements with publishers in three countries.",
    "Developers in Belgium have asked for the weights since the first model appeared behind an API in 2024.",
]
JA = [
    "オークベール社は15日、大規模言語モデル「ラークスパー2」の重みを今秋に公開すると発表した。研究者や企業が無償で使えるようにする。",
    "イネス・フェルハーヘン最高経営責任者は自社のブログで「アパッチ2.0ライセンスで重みを公開する」と述べた。",
    "学習に使ったデータは、出版社との契約を理由に公開しない。同社は3月に1億4000万ユーロを調達している。",
]
NAV = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/ai'>AI</a></li><li><a href='/sub'>Subscribe</a></li></ul></nav>"
COOKIES = (
    "<div id='cookie-consent' class='cookie-banner'><p>We use cookies to improve your experience. By clicking accept you "
    "agree to our use of cookies and to our privacy policy.</p><button>Accept all</button></div>"
)
SHARE = "<div class='share-bar'><a href='#'>Share on X</a> <a href='#'>Facebook</a> <a href='#'>Email this</a></div>"
RELATED = (
    "<aside class='related'><h2>Related articles</h2><ul>"
    + "<li><a href='/r'>Another story about chips</a></li>" * 6
    + "</ul></aside>"
)
FOOTER = "<footer><p>© 2026 Harbour Wire. All rights reserved.</p><a href='/terms'>Terms</a></footer>"


def paragraphs(lines, tag="p"):
    return "".join(f"<{tag}>{line}</{tag}>" for line in lines)


def extract(body, head="<title>Oakvale to open Larkspur 2</title>", lang="en", **kwargs):
    html = f"<!doctype html><html lang='{lang}'><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"
    return extract_article(html.encode(), **({"url": URL, "content_type": "text/html"} | kwargs))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"{COOKIES}{NAV}<main><article><h1>Oakvale</h1>{SHARE}{paragraphs(EN)}</article>{RELATED}</main>{FOOTER}", EN),
        (f"{NAV}<div id=wrap><div class=content><h1>Oakvale</h1>{SHARE}<div class=post-body>{paragraphs(EN)}</div></div>"
         f"<div class=sidebar>{RELATED}</div></div>{FOOTER}", EN),
        (f"<h1>Oakvale</h1>{paragraphs(EN)}", EN),
        (f"<article><h1>Oakvale</h1>{paragraphs(EN[:2])}</article>", EN[:2]),
        (f"<article>{paragraphs(EN, 'div')}</article>", EN),
        (f"<article><h1>Oakvale</h1>{'<br><br>'.join(EN)}</article>", EN),
        (f"<article>{paragraphs(EN[:3])}<ul><li>Seventy billion parameters</li><li>Eleven weeks of training</li></ul></article>",
         [*EN[:3], "Seventy billion parameters", "Eleven weeks of training"]),
        (f"<article>{paragraphs([line.replace(' ', chr(10), 3) for line in EN])}</article>", EN),
        (f"<article>{paragraphs([*EN, 'It is 5 &lt; 6 &amp; 7 &gt; 3, or &lt;b&gt; in markup, the company wrote.'])}</article>",
         [*EN, "It is 5 < 6 & 7 > 3, or <b> in markup, the company wrote."]),
        (f"<article><h1>重み</h1>{paragraphs(JA)}<p><a href=/s>この記事は会員限定です。登録すると続きをお読みいただけます。</a></p></article>{RELATED}", JA),
        (f"<div class=gnav><a href=/>ホーム</a></div><div id=main><h1>重み</h1><p class=date>2025年7月15日 10時30分</p>"
         f"<div class=body>{'<br><br>'.join(JA)}</div></div><div class=pickup><h3>関連記事</h3><ul>"
         f"<li><a href=/1>別の記事の見出しその一</a></li></ul></div><div class=copy>Copyright 電算日報</div>", JA),
    ],
)  # fmt: skip
def test_the_article_and_nothing_else(body, expected):
    assert extract(body).text.split("\n") == expected


@pytest.mark.parametrize(
    "head",
    ["By Ines Verhaegen and Tom Oak", "15 July 2025", "4 min read", "取材・文：山田花子", "Oakvale to open Larkspur 2"],
)
def test_what_stands_between_headline_and_text_is_no_sentence(head):
    assert extract(f"<article>{paragraphs([head, *EN])}</article>").text == "\n".join(EN)


def test_a_sentence_that_begins_like_a_byline_stays():
    first = "By autumn the weights of the model will be open to anyone, the company said in its notice."
    assert extract(f"<article>{paragraphs([first, *EN])}</article>").text == "\n".join([first, *EN])


def test_a_text_that_scripts_would_build_is_taken_from_its_description():
    node = {
        "@context": "https://schema.org",
        "@graph": [{"@type": "WebSite"}, {"@type": ["NewsArticle"], "articleBody": " ".join(EN)}],
    }
    head = f"<title>T</title><script type='application/ld+json'>{json.dumps(node)}</script>"
    assert extract("<div id='app'></div>", head).text == " ".join(EN)


@pytest.mark.parametrize(
    ("head", "title", "outlet"),
    [
        ("<title>Oakvale opens up | Harbour Wire</title><meta property='og:site_name' content='Harbour Wire'>",
         "Oakvale opens up", "Harbour Wire"),
        ("<title>Oakvale opens up - Harbour Wire</title>"
         "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"publisher\": {\"name\": \"Harbour Wire\"}}</script>",
         "Oakvale opens up", "Harbour Wire"),
        ("<title>重みを公開へ｜電算日報</title><meta property='og:site_name' content='電算日報'>", "重みを公開へ", "電算日報"),
        ("<title>重みを公開へ（電算日報）</title><meta property='og:site_name' content='電算日報'>", "重みを公開へ", "電算日報"),
        ("<title>x</title><meta property='og:title' content='AT&amp;amp;T &amp;quot;opens&amp;quot; up'>",
         'AT&T "opens" up', "outlet.example"),
        ("<title>Oakvale opens up -- Outlet.example</title>", "Oakvale opens up", "outlet.example"),
        ("<title>Oakvale opens up - Outlet</title>", "Oakvale opens up", "outlet.example"),
        ("<title>重みを公開へ-電算日報</title><meta property='og:site_name' content='電算日報'>", "重みを公開へ", "電算日報"),
        ("<title>An outlet for anger</title>", "An outlet for anger", "outlet.example"),
        ("<title>Open-source - a history</title>", "Open-source - a history", "outlet.example"),
        ("<title>Harbour Wire</title><meta property='og:site_name' content='Harbour Wire'>", "Harbour Wire", "Harbour Wire"),
        (f"<title>{'long ' * 1_000_000}</title>", None, "outlet.example"),
    ],
)  # fmt: skip
def test_title_and_outlet(head, title, outlet):
    page = extract(f"<article>{paragraphs(EN)}</article>", head)
    assert page.outlet == outlet
    assert page.title == title if title else len(page.title) <= 300


@pytest.mark.parametrize(
    ("head", "body", "url", "expected"),
    [
        ("<meta property='article:published_time' content='2025-07-15T10:30:00+09:00'>", "", URL, "2025-07-15T01:30"),
        ("<script type='application/ld+json'>[{\"@type\":\"BlogPosting\",\"datePublished\":\"2025-07-15T10:30:00-04:00\"}]</script>"
         "<meta name='date' content='2020-01-01'>", "", URL, "2025-07-15T14:30"),
        ("<script type='application/ld+json'>{broken</script><meta name='date' content='2025-07-15'>", "", URL, "2025-07-15T00:00"),
        ("", "<article><time datetime='2025-07-15T10:30Z'>yesterday</time></article>", URL, "2025-07-15T10:30"),
        ("", "<time>July 15, 2025</time>", URL, "2025-07-15T00:00"),
        ("", "<p class=d>公開日：2025年7月15日 10時30分</p>", URL, "2025-07-15T01:30"),
        ("", "<p class=d>Posted on July 15, 2025 at 10:30 AM</p>", URL, "2025-07-15T10:30"),
        ("", "<span>Last updated: 15 July 2025</span>", URL, "2025-07-15T00:00"),
        ("", "<p>In July 2025 the house was full.</p>", URL, None),
        ("", "", "https://o.example/2025/07/15/oakvale", "2025-07-15T00:00"),
        ("<meta property='article:published_time' content='soon'>", "", URL, None),
        ("", "", URL, None),
    ],
)  # fmt: skip
def test_when_it_was_published(head, body, url, expected):
    page = extract(f"{body}<article>{paragraphs(EN)}</article>", f"<title>T</title>{head}", url=url)
    assert page.published_at == (datetime.fromisoformat(expected).replace(tzinfo=UTC) if expected else None)


def test_a_japanese_page_without_a_zone_means_japans_time():
    head = "<title>重み</title><meta property='article:published_time' content='2025-07-15T10:30:00'>"
    page = extract(f"<article>{paragraphs(JA)}</article>", head, lang="ja")
    assert (page.lang, page.published_at) == ("ja", datetime(2025, 7, 15, 1, 30, tzinfo=UTC))


def test_the_script_of_the_text_beats_a_templates_language():
    assert extract(f"<article>{paragraphs(JA)}</article>", lang="en").lang == "ja"
    assert extract(f"<article>{paragraphs(EN)}</article>", lang="ja").lang == "en"


def test_canonical_address_and_feeds_as_the_page_gives_them():
    head = (
        "<base href='https://www.outlet.example/blog/'><link rel='canonical' href='/ai/oakvale'>"
        "<link rel='alternate' type='application/rss+xml' href='feed.xml'>"
        "<link rel='alternate' type='application/feed+json' href='/feed.json'>"
        "<link rel='alternate' hreflang='ja' href='/ja'><link rel='alternate' type='application/rss+xml' href='javascript:x'>"
    )
    page = extract(f"<article>{paragraphs(EN)}</article>", head)
    assert page.canonical_url == "/ai/oakvale"
    assert page.feeds == ("https://www.outlet.example/blog/feed.xml", "https://www.outlet.example/feed.json")
    assert page.feeds == find_feeds(
        f"<html><head>{head}</head><body>x</body></html>".encode(), url=URL, content_type=""
    )


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "utf-16", "utf-8-sig", "iso2022_jp"])
def test_pages_in_every_encoding(encoding):
    html = f"<html lang=ja><head><title>重み</title></head><body><article>{paragraphs(JA)}</article></body></html>"
    assert extract_article(html.encode(encoding), url=URL, content_type="text/html").text.split("\n") == JA


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", "text/html"),
        (b"words", "text/html"),
        (b"<html><body><p>Page not found.</p></body></html>", "text/html"),
        (b"<html><body>" + NAV.encode() + FOOTER.encode() + b"</body></html>", "text/html"),
        (b"%PDF-1.7\x00\x01", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", ""),
        (b'{"a": 1}', "application/json"),
        (b"<" * 100_000, "text/html"),
        (b"\x00" * 10_000, "text/html"),
    ],
)
def test_what_is_no_article(body, content_type):
    with pytest.raises(NoArticle) as caught:
        extract_article(body, url=URL, content_type=content_type)
    # It has to come back from a worker process.
    assert pickle.loads(pickle.dumps(caught.value)).detail == caught.value.detail


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "piece", ["<div>", "<table><tr><td>", "<a href=x>", "<p><b>", "<script>", "<!--", "&lt;", "<time>"]
)
def test_a_hostile_page_takes_no_harm(piece):
    with suppress(NoArticle):
        extract(piece * 20_000 + f"<article>{paragraphs(EN)}</article>")
