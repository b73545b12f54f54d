"""The fetcher against a loopback server that does what hostile and broken servers do."""

import asyncio
import gzip
import os
import zlib
from contextlib import suppress
from datetime import timedelta

import httpx
import pytest
from aiohttp import web

from bot.errors import (
    AddressRefused,
    BadStatus,
    BadUrl,
    FetchTimeout,
    Gone,
    TooLarge,
    TooManyRedirects,
    Unreachable,
)
from bot.ingest.fetcher import Fetcher, open_http
from tests.integration.ingest_site import open_site, settings_for

LIMIT = 100_000


@pytest.fixture
async def site():
    async with open_site() as opened:
        yield opened


@pytest.fixture
async def fetcher(site):
    settings = settings_for(site, fetch_timeout=1.0)
    async with open_http(settings) as http:
        yield Fetcher(http, settings)


async def test_a_page_with_its_headers(site, fetcher):
    url = site.put("/a", "hello", "text/plain", etag='"v1"', Last_Modified="Tue, 15 Jul 2025 10:00:00 GMT")
    fetched = await fetcher.fetch(url, max_bytes=LIMIT)
    assert (fetched.url, fetched.status, fetched.body) == (url, 200, b"hello")
    assert (fetched.etag, fetched.last_modified) == ('"v1"', "Tue, 15 Jul 2025 10:00:00 GMT")
    assert fetched.content_type == "text/plain"
    agent = site.requests[0].headers["User-Agent"]
    assert agent.startswith("Kawaraban/")
    assert fetcher.settings.contact in agent


async def test_an_unchanged_page_is_not_sent_again(site, fetcher):
    url = site.put("/a", "hello", etag='"v1"')
    fetched = await fetcher.fetch(url, max_bytes=LIMIT, etag='"v1"')
    assert fetched.not_modified
    assert fetched.body == b""


async def test_redirects_are_followed_and_permanent_ones_remembered(site, fetcher):
    site.put("/final", "here")
    site.redirect("/moved", "/final", 301)
    site.redirect("/temporary", "final", 302)
    assert (await fetcher.fetch(site.url("/moved"), max_bytes=LIMIT)).permanent_url == site.url("/final")
    fetched = await fetcher.fetch(site.url("/temporary"), max_bytes=LIMIT)
    assert fetched.url == site.url("/final")
    assert fetched.permanent_url == site.url("/temporary")


async def test_a_redirect_loop_ends(site, fetcher):
    site.redirect("/a", "/b")
    site.redirect("/b", "/a")
    with pytest.raises(TooManyRedirects):
        await fetcher.fetch(site.url("/a"), max_bytes=LIMIT)
    assert len(site.requests) == 6


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1:1/",
        "http://localhost/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:127.0.0.1]/",
        "http://2130706433/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "file:///etc/passwd",
        "ftp://outlet.example/",
        "//user:secret@outlet.example/",
    ],
)
async def test_a_redirect_into_the_private_network_is_refused(site, fetcher, location):
    site.redirect("/a", location)
    with pytest.raises(AddressRefused):
        await fetcher.fetch(site.url("/a"), max_bytes=LIMIT)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://metadata.google.internal/",
        "http://[::1]/",
        "http://[::ffff:a00:1]/",
        "http://10.0.0.1/",
        "http://100.100.100.200/",
        "http://0/",
        "http://0x7f000001/",
        "https://192.168.1.1/",
        "http://8.8.8.8:22/",
    ],
)
async def test_a_private_address_is_refused(fetcher, url):
    with pytest.raises(AddressRefused):
        await fetcher.fetch(url, max_bytes=LIMIT)


async def test_only_the_admitted_port_of_a_private_host_is_open(site, fetcher):
    async with open_site() as other:
        other.put("/a", "secret")
        with pytest.raises(AddressRefused):
            await fetcher.fetch(other.url("/a"), max_bytes=LIMIT)
        assert other.requests == []


async def test_a_name_that_resolves_to_a_private_address_is_refused(fetcher, monkeypatch):
    async def answer(*_, **__):
        return [(2, 1, 6, "", ("93.184.216.34", 80)), (2, 1, 6, "", ("10.0.0.7", 80))]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", answer)
    with pytest.raises(AddressRefused):
        await fetcher.fetch("http://rebinding.example/", max_bytes=LIMIT)


async def test_the_connection_goes_to_the_address_that_was_checked(site, monkeypatch):
    """A second look-up, which could answer differently, never happens."""
    lookups: list[str] = []
    real = asyncio.get_running_loop().getaddrinfo

    async def answer(host, *args, **kwargs):
        if host != "outlet.example":
            return await real(host, *args, **kwargs)
        lookups.append(host)
        return [(2, 1, 6, "", ("127.0.0.1", site.port))]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", answer)
    settings = settings_for(site, allow_hosts=(f"outlet.example:{site.port}",))
    site.put("/a", "hello")
    async with open_http(settings) as http:
        fetched = await Fetcher(http, settings).fetch(f"http://outlet.example:{site.port}/a", max_bytes=LIMIT)
    assert fetched.body == b"hello"
    assert lookups == ["outlet.example"]
    assert site.requests[0].headers["Host"] == f"outlet.example:{site.port}"


@pytest.mark.parametrize("url", ["ftp://outlet.example/", "file:///etc/passwd", "http://user:pw@outlet.example/", "no"])
async def test_what_is_no_web_address_is_said_so(fetcher, url):
    with pytest.raises(BadUrl) as caught:
        await fetcher.fetch(url, max_bytes=LIMIT)
    assert "pw" not in str(caught.value.values)


async def test_a_host_that_does_not_exist(fetcher, monkeypatch):
    async def fail(*_, **__):
        raise OSError("name or service not known")

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", fail)
    with pytest.raises(Unreachable):
        await fetcher.fetch("http://nowhere.example/", max_bytes=LIMIT)


async def test_a_closed_port(site):
    settings = settings_for(site, allow_hosts=("127.0.0.1:1",))
    async with open_http(settings) as http:
        with pytest.raises(Unreachable):
            await Fetcher(http, settings).fetch("http://127.0.0.1:1/", max_bytes=LIMIT)


@pytest.mark.parametrize(("status", "error"), [(404, BadStatus), (500, BadStatus), (410, Gone), (300, BadStatus)])
async def test_error_answers(site, fetcher, status, error):
    with pytest.raises(error) as caught:
        await fetcher.fetch(site.put("/a", status=status), max_bytes=LIMIT)
    assert caught.value.http_status == status


async def test_how_long_the_server_asks_us_to_wait(site, fetcher):
    with pytest.raises(BadStatus) as caught:
        await fetcher.fetch(site.put("/a", status=429, Retry_After="120"), max_bytes=LIMIT)
    assert caught.value.retry_after == timedelta(minutes=2)


async def test_a_body_that_is_too_large_whether_announced_or_not(site, fetcher):
    async def endless(request):
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(100):
            await response.write(b"x" * 10_000)
        return response

    with pytest.raises(TooLarge):
        await fetcher.fetch(site.put("/announced", b"x" * (LIMIT + 1)), max_bytes=LIMIT)
    with pytest.raises(TooLarge):
        await fetcher.fetch(site.handle("/chunked", endless), max_bytes=LIMIT)
    assert len((await fetcher.fetch(site.put("/fits", b"x" * LIMIT), max_bytes=LIMIT)).body) == LIMIT


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
async def test_a_bomb_is_not_unpacked(site, fetcher, encoding):
    pack = gzip.compress if encoding == "gzip" else zlib.compress
    bomb = pack(b"\0" * 50_000_000)
    assert len(bomb) < LIMIT
    with pytest.raises(TooLarge):
        await fetcher.fetch(site.put("/a", bomb, Content_Encoding=encoding), max_bytes=LIMIT)


def _raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", _raw_deflate),
        ("gzip", lambda data: gzip.compress(data[:500]) + gzip.compress(data[500:])),
        ("gzip", lambda data: b"<plain>" + data),
        ("identity", lambda data: data),
    ],
)
async def test_packed_bodies_are_unpacked(site, fetcher, encoding, pack):
    data = os.urandom(1_000).hex().encode()
    fetched = await fetcher.fetch(site.put("/a", pack(data), Content_Encoding=encoding), max_bytes=LIMIT)
    assert fetched.body.endswith(data)


@pytest.mark.parametrize(("encoding", "body"), [("br", b"xyz"), ("gzip", b"\x1f\x8bnot really"), ("gzip, gzip", b"")])
async def test_a_packing_that_cannot_be_read(site, fetcher, encoding, body):
    with pytest.raises(BadStatus):
        await fetcher.fetch(site.put("/a", body, Content_Encoding=encoding), max_bytes=LIMIT)


async def test_a_server_that_drips_is_left_in_time(site, fetcher):
    async def drip(request):
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(100):
            await response.write(b"x")
            await asyncio.sleep(0.1)
        return response

    with pytest.raises(FetchTimeout):
        await fetcher.fetch(site.handle("/a", drip), max_bytes=LIMIT)


async def test_a_server_that_says_nothing_is_left_in_time(site, fetcher):
    async def sleep(request):
        await asyncio.sleep(5)
        return web.Response()

    with pytest.raises(FetchTimeout):
        await fetcher.fetch(site.handle("/a", sleep), max_bytes=LIMIT)


async def test_slow_redirects_share_one_time_limit(site, fetcher):
    async def slow(request):
        await asyncio.sleep(0.4)
        return web.Response(status=302, headers={"Location": "/a"})

    with pytest.raises(FetchTimeout):
        await fetcher.fetch(site.handle("/a", slow), max_bytes=LIMIT)


async def test_what_is_no_http_is_an_unreachable_server():
    async def babble(reader, writer):
        writer.write(b"220 smtp ready\r\n")
        writer.close()

    server = await asyncio.start_server(babble, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, open_site() as site:
        settings = settings_for(site, allow_hosts=(f"127.0.0.1:{port}",))
        async with open_http(settings) as http:
            with pytest.raises(Unreachable):
                await Fetcher(http, settings).fetch(f"http://127.0.0.1:{port}/", max_bytes=LIMIT)


@pytest.mark.parametrize("piece", [b"X-A: " + b"a" * 200_000 + b"\r\n", b"X-A: a\r\n" * 50_000, b"X-A: a" * 100_000])
async def test_endless_headers_are_refused(piece):
    async def answer(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        with suppress(ConnectionError):
            writer.write(b"HTTP/1.1 200 OK\r\n" + piece + b"Content-Length: 2\r\n\r\nok")
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, open_site() as site:
        settings = settings_for(site, allow_hosts=(f"127.0.0.1:{port}",))
        async with open_http(settings) as http:
            with pytest.raises(Unreachable):
                await Fetcher(http, settings).fetch(f"http://127.0.0.1:{port}/", max_bytes=LIMIT)


async def test_no_cookies_are_kept(site, fetcher):
    url = site.put("/a", "x", Set_Cookie="session=1; Path=/")
    await fetcher.fetch(url, max_bytes=LIMIT)
    await fetcher.fetch(url, max_bytes=LIMIT)
    assert "Cookie" not in site.requests[1].headers


async def test_a_host_sees_at_most_two_requests_at_a_time(site, fetcher):
    async def slow(request):
        await asyncio.sleep(0.05)
        return web.Response(text="x")

    url = site.handle("/a", slow)
    await asyncio.gather(*(fetcher.fetch(url, max_bytes=LIMIT) for _ in range(10)))
    assert site.most_under_way == 2


async def test_waiting_for_a_turn_is_not_the_servers_slowness(site, fetcher):
    async def slow(request):
        await asyncio.sleep(0.4)
        return web.Response(text="x")

    url = site.handle("/a", slow)
    fetched = await asyncio.gather(*(fetcher.fetch(url, max_bytes=LIMIT) for _ in range(8)))
    assert len(fetched) == 8


async def test_a_proxy_of_the_environment_is_not_used(site, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    settings = settings_for(site)
    async with open_http(settings) as http:
        fetched = await Fetcher(http, settings).fetch(site.put("/a", "x"), max_bytes=LIMIT)
    assert fetched.status == httpx.codes.OK
