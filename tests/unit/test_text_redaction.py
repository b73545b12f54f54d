"""No secret of an address is shown."""

import logging
import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.errors import UnknownSource
from bot.i18n.catalog import error_text
from bot.ops.logging import RedactingFormatter
from bot.text.redaction import HIDDEN, redact, redact_url

TOKEN = "a81bc81bdead4e5dabff90865d1e13b1"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://me:pa55@feeds.example/a", f"https://{HIDDEN}@feeds.example/a"),
        ("https://feeds.example/a?token=x", f"https://feeds.example/a?token={HIDDEN}"),
        (
            "https://feeds.example/a?user=7&api_key=k&lang=ja",
            f"https://feeds.example/a?user=7&api_key={HIDDEN}&lang=ja",
        ),
        ("https://feeds.example/a?X-Amz-Signature=00", f"https://feeds.example/a?X-Amz-Signature={HIDDEN}"),
        (f"https://feeds.example/private/{TOKEN}/rss", f"https://feeds.example/private/{HIDDEN}/rss"),
        (f"https://feeds.example/a?u={TOKEN}", f"https://feeds.example/a?u={HIDDEN}"),
        (f"https://feeds.example/a?{TOKEN}", f"https://feeds.example/a?{HIDDEN}"),
        ("https://feeds.example/a#access_token=x", f"https://feeds.example/a#{HIDDEN}"),
        ("https://feeds.example/p/Zx9Qw3Er7Ty1Ui5Op2", f"https://feeds.example/p/{HIDDEN}"),
    ],
)
def test_what_is_hidden(url, shown):
    assert redact_url(url) == shown


@pytest.mark.parametrize(
    "url",
    [
        "https://paper.example/2025/07/15/meta-weighs-closed-model-behemoth",
        "https://paper.example/articles/20250715000123456",
        "https://paper.example/a?id=123456789012345678&page=2&utm_source=rss",
        "https://www.video.example/feeds/videos.xml?channel=news",
        "https://paper.example/ニュース/人工知能",
        "http://127.0.0.1:8123/feed.xml",
        "https://paper.example/tag/artificial_intelligence",
    ],
)
def test_ordinary_addresses_stay_readable(url):
    assert redact_url(url) == url
    assert redact(f"fetched {url} twice") == f"fetched {url} twice"


@given(
    st.text(string.ascii_letters + string.digits, min_size=24, max_size=64),
    st.sampled_from(
        [
            "https://u:{}@h.example/",
            "https://{}@h.example/",
            "http://h.example/?token={}",
            "http://h.example/a?b=1&sig={}",
            "http://h.example/f?auth={}#x",
        ]
    ),
    st.sampled_from(["{}", "GET {} failed", "「{}」を開けません", "<{}>", 'url="{}"', "a {} b {}"]),
)
def test_what_is_named_a_secret_never_shows(secret, address, sentence):
    assume(not secret.isalpha() or len(secret) > 8)
    assert secret not in redact(sentence.replace("{}", address.replace("{}", secret)))


@given(st.text(max_size=200))
def test_any_text_is_taken(words):
    redact(words)
    redact_url(words)


@given(st.text(max_size=60))
def test_hiding_twice_changes_nothing(words):
    once = redact(f"https://h.example/{words}?token={words}")
    assert redact(once) == once


def test_log_lines_and_their_tracebacks_show_none():
    url = f"https://feeds.example/a?token={TOKEN}"
    try:
        raise ValueError(f"cannot read {url}")
    except ValueError:
        import sys

        record = logging.LogRecord("bot", logging.ERROR, __file__, 1, "failed: %s", (url,), sys.exc_info())
    line = RedactingFormatter("%(message)s").format(record)
    assert "Traceback" in line
    assert TOKEN not in line


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_errors_show_none(lang):
    assert TOKEN not in error_text(UnknownSource(source=f"https://feeds.example/{TOKEN}"), lang)
