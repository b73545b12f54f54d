"""Every way of being refused has its own sentence in both languages, and none of them shows a key or a placeholder."""

import socket
import ssl

import pytest

from bot.domain.language import LANGS
from bot.errors import (
    AddressRefused,
    BadStatus,
    BotCheck,
    EmptyFeed,
    ErrorPage,
    FetchTimeout,
    Gone,
    KawarabanError,
    LoginWall,
    NoFeedNamed,
    NotAFeed,
    OtherDocument,
    PasswordInUrl,
    ServiceWithoutFeeds,
    TooLarge,
    TooManyRedirects,
    TooManySources,
    Unreachable,
    UnsupportedScheme,
)
from bot.sources.discovery import examine
from bot.sources.refusals import reason_key, refusal_text


def because(cause: BaseException) -> Unreachable:
    error = Unreachable("ConnectError: x")
    error.__cause__ = OSError("wrapped")
    error.__cause__.__cause__ = cause
    return error


ERRORS: list[KawarabanError] = [
    *(BadStatus(f"status {n}", http_status=n) for n in (401, 402, 403, 404, 429, 451, 418, 500, 503)),
    because(ssl.SSLCertVerificationError("certificate verify failed")),
    because(socket.gaierror(-2, "Name or service not known")),
    because(ConnectionRefusedError(111, "refused")),
    Unreachable("ConnectError: other"),
    FetchTimeout(), TooLarge(), TooManyRedirects(), Gone(http_status=410), AddressRefused(), EmptyFeed(), NotAFeed(),
    NoFeedNamed(), LoginWall(), BotCheck(), ErrorPage(),
    *(OtherDocument(kind=kind) for kind in ("json", "xml", "text", "file")),
    UnsupportedScheme(url="mailto:x", scheme="mailto"), PasswordInUrl(url="https://…@a.example"),
    ServiceWithoutFeeds(service="Larkspur"), TooManySources(limit=3),
]  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
def test_each_reason_has_its_own_sentence(lang):
    sentences = [refusal_text(error, lang) for error in ERRORS]
    repeated = {one for one in sentences if sentences.count(one) > 1}
    # Two server faults differ by their number only, which the sentence names.
    assert repeated == set()
    assert all("{" not in one and "$" not in one and "error-" not in one for one in sentences)


def test_the_key_that_machines_know_stays_the_general_one():
    assert {NoFeedNamed().key, LoginWall().key, BotCheck().key} == {"error-not-a-feed"}
    assert UnsupportedScheme(url="x", scheme="y").key == "error-bad-url"
    assert reason_key(BadStatus(http_status=404)) == "sources-refused-not-found"


@pytest.mark.parametrize(
    ("body", "content_type", "error"),
    [
        ('{"items": []}', "application/json", OtherDocument),
        ("%PDF-1.7 …", "application/pdf", OtherDocument),
        ("just words", "text/plain", OtherDocument),
        ('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url/></urlset>', "text/xml", OtherDocument),
    ],
)
def test_documents_of_another_kind(body: str, content_type: str, error: type[NotAFeed]):
    with pytest.raises(error):
        examine(body.encode(), url="https://a.example/x", content_type=content_type)


@pytest.mark.parametrize(
    ("html", "error"),
    [
        ("<title>Just a moment...</title><p>Checking</p>", BotCheck),
        ("<title>Oakvale</title><p>Please verify you are a human</p>", BotCheck),
        ("<title>ログイン</title><form><input name=p type=password></form>", LoginWall),
        ("<title>404 Not Found</title><p>Sorry</p>", ErrorPage),
        ("<title>ページが見つかりません</title><p>x</p>", ErrorPage),
        ("<title>Oakvale</title><p>Welcome</p>", NoFeedNamed),
    ],
)
def test_pages_that_are_none(html: str, error: type[NotAFeed]):
    found = examine(f"<html><body>{html}</body></html>".encode(), url="https://a.example/", content_type="text/html")
    assert type(found.problem) is error
