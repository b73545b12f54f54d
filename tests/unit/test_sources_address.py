"""What people paste for an address, and what is never opened."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import AddressRefused, BadUrl, PasswordInUrl, UnsupportedScheme
from bot.ingest.canonical_url import parse_web_url
from bot.sources.address import check_public, read_address, spellings


@pytest.mark.parametrize(
    ("pasted", "url"),
    [
        ("https://a.example/feed", "https://a.example/feed"),
        (" <https://a.example/> ", "https://a.example/"),
        ("「https://a.example/」", "https://a.example/"),
        ("“https://a.example/x”", "https://a.example/x"),
        ("feed:https://a.example/x", "https://a.example/x"),
        ("feed:feed:http://a.example/x", "http://a.example/x"),
        ("view-source:https://a.example/", "https://a.example/"),
        ("ttps://a.example/x", "https://a.example/x"),
        ("ttp://a.example/x", "http://a.example/x"),
        ("ｈｔｔｐｓ：／／ａ．ｅｘａｍｐｌｅ／ｘ", "https://a.example/x"),
        ("HTTPS://A.Example", "https://a.example/"),
        ("@nao@social.example", "https://social.example/@nao"),
    ],
)
def test_what_is_meant(pasted: str, url: str):
    assert (read_address(pasted).url, read_address(pasted).or_else) == (url, None)


@pytest.mark.parametrize("pasted", ["a.example/x", "//a.example/x", "feed://a.example/x", "rss://a.example/x"])
def test_without_a_scheme_the_safe_one_is_tried_first(pasted: str):
    address = read_address(pasted)
    assert (address.url, address.or_else) == ("https://a.example/x", "http://a.example/x")


@pytest.mark.parametrize("pasted", ["localhost:8080/feed", "a.example:8080/feed", "[::1]:8080/feed"])
def test_a_port_is_no_scheme(pasted: str):
    assert read_address(pasted).url == f"https://{pasted}"


@pytest.mark.parametrize(
    ("pasted", "error"),
    [
        ("", BadUrl),
        ("harbour wire", BadUrl),
        ("harbour", BadUrl),
        ("http://", BadUrl),
        ("https:///x", BadUrl),
        ("https://a.example/\x00", BadUrl),
        ("https://a.example/" + "x" * 3_000, BadUrl),
        ("view-source:" * 150 + "x", BadUrl),
        ("mailto:nao@a.example", UnsupportedScheme),
        ("javascript:alert(1)", UnsupportedScheme),
        ("file:///etc/passwd", UnsupportedScheme),
        ("data:text/xml,<rss/>", UnsupportedScheme),
        ("feed:javascript:alert(1)", UnsupportedScheme),
        ("https://nao:hunter2@a.example/", PasswordInUrl),
        ("https://nao@a.example/", PasswordInUrl),
    ],
)
def test_what_is_no_address(pasted: str, error: type[BadUrl]):
    with pytest.raises(error) as caught:
        read_address(pasted)
    assert "hunter2" not in str(caught.value) + str(caught.value.values)


@given(st.text(max_size=60))
def test_whatever_is_pasted_becomes_a_web_address_or_is_refused(pasted: str):
    try:
        address = read_address(pasted)
    except BadUrl:
        return
    assert parse_web_url(address.url) == address.url
    assert address.url.startswith(("http://", "https://"))


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://10.0.0.1/feed",
        "http://[::1]/",
        "http://169.254.169.254/latest",
        "http://localhost/",
        "http://printer.local/",
        "https://a.example:8443/feed",
    ],
)
def test_an_address_that_is_plainly_private_needs_no_look_up(url: str):
    with pytest.raises(AddressRefused):
        check_public(parse_web_url(url), ())


def test_the_operator_may_admit_a_private_host():
    check_public("http://127.0.0.1:8123/feed", ("127.0.0.1:8123",))
    check_public("https://a.example/feed", ())


def test_spellings_of_one_feed():
    assert set(spellings("https://www.a.example/feed/?utm_source=x")) >= {
        "https://www.a.example/feed/?utm_source=x",
        "http://a.example/feed",
        "https://a.example/feed/",
    }
    assert "https://a.example/feed?page=2" not in spellings("https://a.example/feed")
    assert all("www." not in one for one in spellings("http://127.0.0.1:8123/feed"))
