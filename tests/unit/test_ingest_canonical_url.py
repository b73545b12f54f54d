"""One spelling per address, one address per article."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.article import page_key
from bot.errors import BadUrl
from bot.ingest.canonical_url import URL_LIMIT, absolute_url, canonical_url, host_of, parse_web_url


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTPS://Outlet.EXAMPLE", "https://outlet.example/"),
        ("  https://outlet.example/a#part ", "https://outlet.example/a"),
        ("http://outlet.example:80/", "http://outlet.example/"),
        ("https://outlet.example:443/", "https://outlet.example/"),
        ("http://outlet.example:8080/", "http://outlet.example:8080/"),
        ("https://outlet.example./a", "https://outlet.example/a"),
        ("https://例え.jp/記事?q=日本", "https://xn--r8jz45g.jp/%E8%A8%98%E4%BA%8B?q=%E6%97%A5%E6%9C%AC"),
        ("https://outlet.example/%7euser/%e3%81%82", "https://outlet.example/~user/%E3%81%82"),
        ("https://outlet.example/100%", "https://outlet.example/100%25"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
        ("http://2130706433/", "http://127.0.0.1/"),
        ("http://0177.0.0.1/", "http://127.0.0.1/"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
    ],
)
def test_normal_spelling(url, expected):
    assert parse_web_url(url) == expected
    assert parse_web_url(expected) == expected


@pytest.mark.parametrize(
    "url",
    [
        "",
        "outlet.example",
        "ftp://outlet.example/",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "http://",
        "http:///path",
        "http://user@outlet.example/",
        "http://user:secret@outlet.example/",
        "http://outlet.example:99999/",
        "http://outlet.example:0/",
        "http://out let.example/",
        "http://outlet..example/",
        "http://[::1/",
        "http://1.2.3.4.5/",
        "http://999.1.1.1/",
        "http://outlet.example/\x00",
        "http://outlet.example/\nHost: evil",
        "http://" + "a" * 300 + ".example/",
        "http://outlet.example/" + "a" * URL_LIMIT,
    ],
)
def test_what_is_no_web_address(url):
    with pytest.raises(BadUrl) as caught:
        parse_web_url(url)
    assert "secret" not in str(caught.value.values) + str(caught.value)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://o.example/a?utm_source=x&utm_medium=y", "https://o.example/a"),
        ("https://o.example/a?id=7&fbclid=z#comments", "https://o.example/a?id=7"),
        ("https://o.example/a?b=2&a=1", "https://o.example/a?a=1&b=2"),
        ("https://o.example/a?ref=rss", "https://o.example/a"),
        ("https://o.example/a?ref=v2", "https://o.example/a?ref=v2"),
        ("https://o.example/a/amp/", "https://o.example/a"),
        ("https://o.example/a.amp.html", "https://o.example/a.html"),
        ("https://o.example/a?amp=1", "https://o.example/a"),
        ("https://o.example/amp", "https://o.example/amp"),
        ("https://o.example/amp/marshall-dsl40", "https://o.example/amp/marshall-dsl40"),
        ("https://o.example/amp/2025/07/a", "https://o.example/2025/07/a"),
        ("https://o.example/a/amp/amp", "https://o.example/a"),
        ("https://o.example/a.amp.amp.html", "https://o.example/a.html"),
        ("https://o.example/a/print/", "https://o.example/a"),
        ("https://o.example/a?print=1", "https://o.example/a"),
        ("https://o.example/a?output=amp", "https://o.example/a"),
        ("https://o.example/a?view=print&id=4", "https://o.example/a?id=4"),
        ("https://o.example/a?print=42", "https://o.example/a?print=42"),
        ("https://o.example/?p=123", "https://o.example/?p=123"),
    ],
)
def test_variants_of_one_article_fold_into_one(url, expected):
    assert canonical_url(url) == expected


@pytest.mark.parametrize(
    ("url", "claimed", "expected"),
    [
        ("https://o.example/a?page=2", "/a", "https://o.example/a"),
        ("https://m.o.example/a", "https://www.o.example/a", "https://www.o.example/a"),
        ("https://o.example/a", "https://o.example/", "https://o.example/a"),  # a template's mistake
        ("https://evil.example/a", "https://o.example/a", "https://evil.example/a"),  # taking a stranger's place
        ("https://o.example/a", "javascript:alert(1)", "https://o.example/a"),
        ("https://o.example/a", "http://[", "https://o.example/a"),
        ("https://o.example/a", "", "https://o.example/a"),
    ],
)
def test_a_page_may_claim_another_address_of_its_own_site(url, claimed, expected):
    assert canonical_url(url, claimed) == expected


def test_a_host_that_the_operator_admitted_may_speak_for_any_site():
    assert canonical_url("http://127.0.0.1:8/a", "https://o.example/a", trusted=True) == "https://o.example/a"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("/b", "https://o.example/b"),
        ("b", "https://o.example/x/b"),
        ("//p.example/b", "https://p.example/b"),
        ("mailto:a@o.example", None),
        ("", None),
        (None, None),
        ("http://[", None),
    ],
)
def test_links_as_pages_give_them(link, expected):
    assert absolute_url("https://o.example/x/y", link) == expected


def test_host_of():
    assert host_of("https://www.outlet.example:8080/a") == "outlet.example"


HOSTS = st.sampled_from(["o.example", "WWW.O.example", "例え.jp", "127.0.0.1:8000", "[::1]", "o.example:443"])


@given(HOSTS, st.text(max_size=40), st.text(max_size=40))
def test_spelling_twice_changes_nothing(host, path, query):
    try:
        once = canonical_url(f"https://{host}/{path}?{query}")
    except BadUrl:
        return
    assert canonical_url(once) == once
    assert once.isascii()


MARKERS = st.lists(st.sampled_from(["amp", "print", ".amp", "a", "b.amp.html", "c.amp", "x.html", ""]), max_size=6)


@given(MARKERS)
def test_markers_in_any_order_are_taken_off_at_once(parts):
    once = canonical_url("https://o.example/" + "/".join(parts))
    assert canonical_url(once) == once


@pytest.mark.parametrize(
    "other",
    [
        "http://o.example/a?id=1",
        "https://www.o.example/a?id=1",
        "https://m.o.example/a?id=1",
        "https://amp.o.example/a?id=1",
    ],
)
def test_addresses_of_one_page_have_one_key(other):
    assert page_key(canonical_url(other)) == page_key(canonical_url("https://o.example/a?id=1"))


@pytest.mark.parametrize(
    "other", ["https://o.example/b", "https://news.o.example/a", "https://o.example/a?id=1", "https://o.example:8443/a"]
)
def test_addresses_of_two_pages_have_two(other):
    assert page_key(canonical_url(other)) != page_key(canonical_url("https://o.example/a"))


def test_a_host_is_never_reduced_to_its_top_level():
    assert page_key("https://m.example/a") != page_key("https://example/a")


@given(st.text(max_size=200))
def test_no_text_breaks_it(text):
    with suppress(BadUrl):
        assert parse_web_url(text).startswith(("http://", "https://"))
    absolute_url("https://o.example/", text)


@given(
    st.sampled_from(["http", "https"]),
    st.from_regex(r"[a-z0-9][a-z0-9.:\[\]@-]{0,20}", fullmatch=True),
    st.from_regex(r"[/?#;][!-~]{0,60}|", fullmatch=True),
)
def test_a_whole_link_is_what_joining_it_to_its_feed_gives(scheme, host, rest):
    link = f"{scheme}://{host}{rest}"
    # With a blank before it, it goes the long way.
    for base in ("http://feed.example/a/b?c=d", "https://feed.example/"):
        assert absolute_url(base, link) == absolute_url(base, f" {link}")
