"""Reads one address of the open web: within limits of time, size and redirects, without cookies, saying who we are."""

import asyncio
import os
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import certifi

from bot import __version__
from bot.errors import AddressRefused, BadStatus, BadUrl, FetchTimeout, Gone, TooManyRedirects
from bot.ingest.body import ACCEPTED_ENCODINGS
from bot.ingest.cache_hints import kept_for
from bot.ingest.canonical_url import parse_web_url
from bot.ingest.decoding import decode
from bot.ingest.direct_web import DirectWeb
from bot.ingest.host_pace import HostPace
from bot.ingest.robots import AGENT, Robots
from bot.ingest.web import Answer, Web
from bot.settings import Settings

if TYPE_CHECKING:
    import httpx

MAX_REDIRECTS = 5
LONGEST_HOLD = timedelta(hours=1)
"""How long a host that sent a `Retry-After` is left alone altogether; its feeds wait longer where it says so."""

_CONNECT_SECONDS = 10.0
_PERMANENT = {301, 308}
_REDIRECTS = {301, 302, 303, 307, 308}
_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, text/html;q=0.9, "
    "application/xhtml+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.1"
)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What the server gave: a body, or (304) that ours is still the newest."""

    url: str
    """Where the redirects ended."""
    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes
    permanent_url: str
    """The address to use next time: where the permanent redirects at the start of the way led."""

    @property
    def not_modified(self) -> bool:
        return self.status == HTTPStatus.NOT_MODIFIED

    @property
    def kept_for(self) -> timedelta | None:
        """How long the server lets the answer be kept."""
        return kept_for(self.headers)

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "")

    @property
    def etag(self) -> str | None:
        return _short(self.headers.get("etag"))

    @property
    def last_modified(self) -> str | None:
        return _short(self.headers.get("last-modified"))


@asynccontextmanager
async def open_http(settings: Settings) -> AsyncIterator[Web]:
    """The web of public addresses (and `allow_hosts`) only. Proxies of the environment are not used: they would connect
    for us, unchecked."""
    web = DirectWeb(settings.allow_hosts, _trusted(), connect_seconds=min(_CONNECT_SECONDS, settings.fetch_timeout))
    try:
        yield web
    finally:
        await web.close()


def _trusted() -> ssl.SSLContext:
    """Mozilla's authorities, or those that the operator names in OpenSSL's own variables."""
    file, folder = os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")
    return ssl.create_default_context(cafile=file or (None if folder else certifi.where()), capath=folder)


def user_agent(contact: str) -> str:
    """Who we are and whom to write to."""
    return f"{AGENT}/{__version__} (+{contact})".encode("ascii", "replace").decode("ascii")


class Fetcher:
    """Fetches with the limits of `settings`, and with courtesy to each host, whoever asks."""

    def __init__(self, http: "Web | httpx.AsyncClient", settings: Settings, *, pace: HostPace | None = None) -> None:
        """`http` is what `open_http` gives, or a client that does its own checks (a test's)."""
        self.settings = settings
        self._web = http if isinstance(http, Web) else _web_of(http)
        self._headers = {
            "User-Agent": user_agent(settings.contact),
            "Accept": _ACCEPT,
            "Accept-Encoding": ACCEPTED_ENCODINGS,
        }
        self._pace = pace or HostPace(settings.host_pause)
        self._robots = Robots(self._read_text)
        self._slots = asyncio.Semaphore(settings.fetch_concurrency * 2)

    async def fetch(
        self,
        url: str,
        *,
        max_bytes: int,
        etag: str | None = None,
        last_modified: str | None = None,
        obeys_robots: bool = False,
    ) -> Fetched:
        """GET `url`, following redirects. `max_bytes` counts after decompression.

        With `etag` or `last_modified` the server may answer 304 (`not_modified`). The time limit covers all hops.
        `obeys_robots`: every hop is asked of the site's robots.txt first, as is due for pages.
        Raises BadUrl, AddressRefused, Unreachable, FetchTimeout, TooLarge, TooManyRedirects, BadStatus, Gone or
        RobotsForbidden.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = self._headers | {name: value for name, value in conditions.items() if value}
        time_left = _TimeLeft(self.settings.fetch_timeout)
        here = permanent = parse_web_url(url)
        is_permanent = True
        for _ in range(MAX_REDIRECTS + 1):
            delay = await self._robots.check(here) if obeys_robots else 0.0
            answer = await self._hop(here, headers, max_bytes, time_left, delay)
            if answer.status not in _REDIRECTS:
                _check_status(answer)
                return Fetched(here, answer.status, answer.headers, answer.body, permanent)
            is_permanent = is_permanent and answer.status in _PERMANENT
            here = _target(here, answer)
            permanent = here if is_permanent else permanent
        raise TooManyRedirects(f"more than {MAX_REDIRECTS} redirects")

    async def _hop(
        self, url: str, headers: Mapping[str, str], max_bytes: int, time_left: "_TimeLeft", delay: float
    ) -> Answer:
        host = urlsplit(url).netloc
        if (held := self._pace.held(host)) > 0:
            raise BadStatus(f"{host} asked to be left alone", http_status=429, retry_after=timedelta(seconds=held))
        # The host's own queue first: a slow host must not hold the slots of the others. Waiting is our doing, not the
        # server's, and does not count as its time.
        async with self._pace.turn(host, delay=delay), self._slots, time_left.running():
            answer = await self._web.get(url, headers, max_bytes)
        if (wait := _asked_wait(answer)) is not None:
            self._pace.hold(host, min(wait, LONGEST_HOLD).total_seconds())
        return answer

    async def _read_text(self, url: str, max_bytes: int) -> str:
        fetched = await self.fetch(url, max_bytes=max_bytes)
        return decode(fetched.body, fetched.content_type)


def _web_of(client: "httpx.AsyncClient") -> Web:
    # The library is read only where somebody brings its client: it is 16 MB.
    from bot.ingest.client_web import ClientWeb

    return ClientWeb(client)


class _TimeLeft:
    """The time that one fetch may still take; runs only while a request is under way."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Raises FetchTimeout when the time is used up."""
        loop = asyncio.get_running_loop()
        started = loop.time()
        try:
            async with asyncio.timeout(self._seconds):
                yield
        except TimeoutError as problem:
            raise FetchTimeout("no complete answer in time") from problem
        finally:
            self._seconds -= loop.time() - started


def _target(url: str, answer: Answer) -> str:
    location = answer.headers.get("location", "")
    if not location:
        raise BadStatus("redirect without a location", http_status=answer.status)
    try:
        return parse_web_url(urljoin(url, location))
    except (BadUrl, ValueError) as problem:
        raise AddressRefused(f"redirect to {location[:100]!r}") from problem


def _check_status(answer: Answer) -> None:
    if answer.status == HTTPStatus.GONE:
        raise Gone("410", http_status=answer.status)
    if answer.status != HTTPStatus.NOT_MODIFIED and not 200 <= answer.status < 300:
        raise BadStatus(f"status {answer.status}", http_status=answer.status, retry_after=_asked_wait(answer))


def _asked_wait(answer: Answer) -> timedelta | None:
    """How long a server that refuses for now asks us to wait."""
    if answer.status != HTTPStatus.TOO_MANY_REQUESTS and answer.status < 500:
        return None
    return _retry_after(answer.headers.get("retry-after", ""), answer.headers.get("date", ""))


def _retry_after(value: str, date: str) -> timedelta | None:
    """Seconds, or a date that is read against the server's own clock."""
    if value.strip().isdigit():
        return timedelta(seconds=min(int(value.strip()[:9]), 31 * 86_400))
    try:
        return max(parsedate_to_datetime(value) - parsedate_to_datetime(date), timedelta())
    except (ValueError, TypeError, OverflowError):
        return None


def _short(validator: str | None) -> str | None:
    """A validator is sent back as it came or not at all: a server may send one that no request could carry."""
    return (
        validator if validator and len(validator) <= 1_000 and validator.isascii() and validator.isprintable() else None
    )
