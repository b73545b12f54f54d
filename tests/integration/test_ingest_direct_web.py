"""The way to the web on the level of bytes: what servers say by the book, by mistake and on purpose, one by one."""

import asyncio
import gzip
import ssl
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from bot.errors import AddressRefused, BadStatus, FetchTimeout, TooLarge, Unreachable
from bot.ingest.direct_web import KEPT, DirectWeb
from bot.ingest.web import Answer

LIMIT = 300_000
OK = b"HTTP/1.1 200 OK\r\n"
HANG = None
"""The answer of a server that says no more and stays on the line."""


@dataclass
class Server:
    """Says the next of its scripts to each connection: the pieces that answer its first request, its second, and on."""

    scripts: list[Sequence[bytes | None]]
    port: int = 0
    requests: list[list[bytes]] = field(default_factory=list)
    """What each connection asked, in order."""
    open_now: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/feed?a=1"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked: list[bytes] = []
        self.requests.append(asked)
        self.open_now += 1
        try:
            for answer in self.scripts.pop(0):
                asked.append(await reader.readuntil(b"\r\n\r\n"))
                if answer is None:
                    await reader.read()
                    break
                writer.write(answer)
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self.open_now -= 1
            writer.close()

    async def until_left(self, *, but: int = 0) -> None:
        """Until no more connections than that are open."""
        async with asyncio.timeout(5):
            while self.open_now > but:  # noqa: ASYNC110 - the kernel closes the other end, no task does
                await asyncio.sleep(0.01)


Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def listening(serve: Serve, tls: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    """The port at which `serve` answers. At the end every connection must be closed by those who opened it."""
    served: list[asyncio.Task[None]] = []

    async def noted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        served.append(asyncio.current_task())  # type: ignore[arg-type]
        await serve(reader, writer)

    server = await asyncio.start_server(noted, "127.0.0.1", 0, ssl=tls)
    async with server:
        yield server.sockets[0].getsockname()[1]
        async with asyncio.timeout(5):
            await asyncio.gather(*served)


@asynccontextmanager
async def server_of(*scripts: Sequence[bytes | None], tls: ssl.SSLContext | None = None) -> AsyncIterator[Server]:
    server = Server(list(scripts))
    async with listening(server.serve, tls) as server.port:
        yield server


@asynccontextmanager
async def web_to(*hosts: str, verify: ssl.SSLContext | None = None, seconds: float = 5.0) -> AsyncIterator[DirectWeb]:
    web = DirectWeb(hosts, verify or ssl.create_default_context(), connect_seconds=seconds)
    try:
        yield web
    finally:
        await web.close()


async def answer_of(*pieces: bytes, max_bytes: int = LIMIT) -> Answer:
    """What one request gets from a server that says this and hangs up."""
    async with server_of([b"".join(pieces)]) as server, web_to(f"127.0.0.1:{server.port}") as web:
        async with asyncio.timeout(5):
            return await web.get(server.url, {"Accept": "text/xml"}, max_bytes)


async def test_what_is_asked():
    async with (
        server_of([OK + b"Content-Length: 2\r\n\r\nok"]) as server,
        web_to(f"127.0.0.1:{server.port}") as web,
    ):
        answer = await web.get(server.url, {"User-Agent": "Kawaraban/1", "If-None-Match": '"v1"'}, LIMIT)
    assert (answer.status, answer.body) == (200, b"ok")
    lines = server.requests[0][0].split(b"\r\n")
    assert lines[0] == b"GET /feed?a=1 HTTP/1.1"
    assert lines[1:-2] == [
        b"Host: 127.0.0.1:%d" % server.port,
        b"User-Agent: Kawaraban/1",
        b'If-None-Match: "v1"',
    ]


PACKED = gzip.compress(b"<rss/>" * 50)


@pytest.mark.parametrize(
    ("said", "body"),
    [
        ([OK, b"Content-Length: 5\r\n\r\nhello"], b"hello"),
        ([OK, b"Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;note=x\r\nlo\r\n0\r\nTrailer: x\r\n\r\n"], b"hello"),
        ([OK, b"\r\nuntil the end"], b"until the end"),
        ([b"HTTP/1.0 200 OK\r\n\r\nold"], b"old"),
        ([b"HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nold"], b"old"),
        ([b"HTTP/1.1 200 \r\nContent-Length: 2\r\n\r\nok"], b"ok"),
        ([b"HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok"], b"ok"),
        ([b"HTTP/1.1 200 OK\nContent-Length: 2\n\nok"], b"ok"),
        ([b"HTTP/1.1 100 Continue\r\n\r\n", OK, b"Content-Length: 2\r\n\r\nok"], b"ok"),
        ([b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" * 3, OK, b"Content-Length: 2\r\n\r\nok"], b"ok"),
        ([OK, b"Content-Length: 0\r\n\r\n"], b""),
        ([b"HTTP/1.1 204 No Content\r\n\r\n"], b""),
        ([OK, b"Content-Length: 2, 2\r\n\r\nok"], b"ok"),
        ([OK, b"Content-Length: 2\r\n\r\nok and what was not announced"], b"ok"),
        ([OK, b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(PACKED), PACKED], b"<rss/>" * 50),
        ([OK, b"Content-Encoding: DEFLATE\r\n\r\n", zlib.compress(b"<rss/>")], b"<rss/>"),
        ([OK, b"Transfer-Encoding: chunked\r\nContent-Length: 900\r\n\r\n2\r\nok\r\n0\r\n\r\n"], b"ok"),
    ],
)
async def test_bodies_are_read_to_their_end_and_no_further(said, body):
    assert (await answer_of(*said)).body == body


@pytest.mark.parametrize(
    "said",
    [
        [],
        [b"\r\n\r\n"],
        [b"220 mail ready\r\n\r\n"],
        [b"<html>no head at all</html>"],
        [b"HTTP/1.1 OK\r\n\r\n"],
        [b"HTTP/1.1 2000 OK\r\n\r\n"],
        [b"HTTP/1.1 099 Odd\r\n\r\n"],
        [b"HTTP/2 200\r\n\r\n"],
        [b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"],
        [OK, b"Content-Len"],
        [OK, b"Content-Length: 10\r\n\r\nhello"],
        [OK, b"Content-Length: -1\r\n\r\n"],
        [OK, b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello"],
        [OK, b"Content-Length: 99999999999999999999999\r\n\r\nhello"],
        [OK, b"Content-Length: five\r\n\r\nhello"],
        [OK, b"Transfer-Encoding: chunked\r\n\r\n5\r\nhel"],
        [OK, b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"],
        [OK, b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n"],
        [OK, b"Transfer-Encoding: chunked\r\n\r\n" + b"0" * 200_000 + b"5\r\nhello\r\n0\r\n\r\n"],
        [OK, b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"],
        [OK, b"Bad Name: x\r\nContent-Length: 2\r\n\r\nok"],
        [OK, b"X: a\x00b\r\nContent-Length: 2\r\n\r\nok"],
        [b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n", OK, b"Content-Length: 2\r\n\r\nok"],
        [b"HTTP/1.1 100 Continue\r\n\r\n" * 1_000, OK, b"Content-Length: 2\r\n\r\nok"],
        [b"HTTP/1.1 100 Continue\r\n\r\n"],
        [OK, b"X-Long: ", b"a" * 400_000, b"\r\nContent-Length: 2\r\n\r\nok"],
        [b"HTTP/1.1 200 ", b"O" * 400_000],
    ],
)
async def test_what_is_no_whole_answer_is_an_error_and_never_half_a_body(said):
    with pytest.raises((Unreachable, TooLarge)):
        await answer_of(*said)


@pytest.mark.parametrize("size", [1, 2, 7])
async def test_where_the_network_cuts_an_answer_makes_no_difference(size):
    chunks = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (PACKED[:9], PACKED[9:])) + b"0\r\n\r\n"
    said = b"HTTP/1.1 103 Early\r\n\r\n" + OK + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        for start in range(0, len(said), size):
            writer.write(said[start : start + size])
            await asyncio.sleep(0)
        await reader.read()
        writer.close()

    async with listening(serve) as port, web_to(f"127.0.0.1:{port}") as web:
        answer = await web.get(f"http://127.0.0.1:{port}/", {}, LIMIT)
    assert answer.body == b"<rss/>" * 50


@pytest.mark.parametrize("encoding", [b"br", b"zstd", b"gzip, gzip", b"compress"])
async def test_a_packing_that_was_not_asked_for(encoding):
    with pytest.raises(BadStatus):
        await answer_of(OK, b"Content-Encoding: " + encoding + b"\r\nContent-Length: 3\r\n\r\nxyz")


async def test_a_body_beyond_the_limit_is_left_where_it_is():
    with pytest.raises(TooLarge):
        await answer_of(OK, b"Content-Length: 301\r\n\r\n", b"x" * 301, max_bytes=300)
    with pytest.raises(TooLarge):
        await answer_of(OK, b"\r\n", b"x" * 2_000_000, max_bytes=300)
    with pytest.raises(TooLarge):
        await answer_of(OK, b"Content-Encoding: gzip\r\n\r\n", gzip.compress(b"\0" * 5_000_000))
    assert len((await answer_of(OK, b"\r\n", b"x" * 250_000)).body) == 250_000


async def test_headers_of_one_name_are_joined_and_their_letters_kept():
    answer = await answer_of(
        OK, b'X-A: 1\r\nx-a: 2\r\nETag: "\xe7\x93\xa6"\r\nX-Old: caf\xe9\r\nContent-Length: 0\r\n\r\n'
    )
    assert answer.headers == {"x-a": "1, 2", "etag": '"瓦"', "x-old": "café", "content-length": "0"}


async def test_the_body_of_an_error_is_not_waited_for():
    async with (
        server_of([b"HTTP/1.1 404 Not Found\r\nContent-Length: 1000\r\n\r\nno", HANG]) as server,
        web_to(f"127.0.0.1:{server.port}") as web,
    ):
        assert (await web.get(server.url, {}, LIMIT)).status == 404
        # The rest of it never comes, so this connection is of no more use.
        await server.until_left()


WHOLE = OK + b"Content-Length: 2\r\n\r\nok"
UNCHANGED = b'HTTP/1.1 304 Not Modified\r\nETag: "v1"\r\n\r\n'
MISSING = b"HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno"


async def test_a_connection_serves_the_next_request_to_its_host():
    async with (
        server_of([WHOLE, UNCHANGED, MISSING, WHOLE]) as server,
        web_to(f"127.0.0.1:{server.port}") as web,
    ):
        assert [(await web.get(server.url, {}, LIMIT)).status for _ in range(4)] == [200, 304, 404, 200]
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "first",
    [
        OK + b"Connection: close\r\nContent-Length: 2\r\n\r\nok",
        b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
        WHOLE + b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nsmuggled!",
        WHOLE + b"garbage",
        UNCHANGED + b"<html>a body that a 304 does not have</html>",
    ],
)
async def test_a_connection_on_which_more_or_nothing_may_come_is_not_used_again(first):
    async with server_of([first, HANG], [WHOLE]) as server, web_to(f"127.0.0.1:{server.port}") as web:
        await web.get(server.url, {}, LIMIT)
        assert (await web.get(server.url, {}, LIMIT)).body == b"ok"
    assert [len(asked) for asked in server.requests] == [1, 1]


async def test_what_a_server_says_into_a_pause_is_no_answer():
    said = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(WHOLE)
        if not said.is_set():
            await writer.drain()
            await asyncio.sleep(0.05)
            writer.write(OK + b"Content-Length: 7\r\n\r\nplanted")
            await writer.drain()
            await asyncio.sleep(0.05)
            said.set()
            await reader.read()
        writer.close()

    async with listening(serve) as port, web_to(f"127.0.0.1:{port}") as web:
        await web.get(f"http://127.0.0.1:{port}/", {}, LIMIT)
        await said.wait()
        assert (await web.get(f"http://127.0.0.1:{port}/", {}, LIMIT)).body == b"ok"


async def test_a_connection_that_the_server_let_go_of_is_opened_again():
    async with server_of([WHOLE], [WHOLE]) as server, web_to(f"127.0.0.1:{server.port}") as web:
        assert (await web.get(server.url, {}, LIMIT)).body == b"ok"
        await server.until_left()
        assert (await web.get(server.url, {}, LIMIT)).body == b"ok"


async def test_a_connection_that_is_closed_on_the_next_request_is_opened_again_once():
    async with server_of([WHOLE, b""], [b""], [WHOLE]) as server, web_to(f"127.0.0.1:{server.port}") as web:
        assert (await web.get(server.url, {}, LIMIT)).body == b"ok"
        with pytest.raises(Unreachable):
            await web.get(server.url, {}, LIMIT)
        assert [len(asked) for asked in server.requests] == [2, 1]


async def test_an_answer_that_breaks_off_is_not_asked_for_again():
    half = OK + b"Content-Length: 9\r\n\r\nhalf"
    async with server_of([WHOLE, half], [WHOLE]) as server, web_to(f"127.0.0.1:{server.port}") as web:
        await web.get(server.url, {}, LIMIT)
        with pytest.raises(Unreachable):
            await web.get(server.url, {}, LIMIT)
    assert len(server.requests) == 1


async def test_no_more_than_so_many_connections_lie_idle(named):
    names = [f"{number}.outlet.example" for number in range(KEPT + 5)]
    async with server_of(*[[WHOLE, HANG]] * len(names)) as server:
        async with web_to(*(f"{name}:{server.port}" for name in names)) as web:
            for name in names:
                await web.get(f"http://{name}:{server.port}/", {}, LIMIT)
            await server.until_left(but=KEPT)
            assert server.open_now == KEPT
        await server.until_left()


async def test_a_request_that_is_given_up_closes_its_connection():
    async with server_of([HANG]) as server, web_to(f"127.0.0.1:{server.port}") as web:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1):
                await web.get(server.url, {}, LIMIT)
        await server.until_left()


async def test_a_server_that_sends_faster_than_we_read_has_to_wait():
    sent = 0

    async def flood(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 404 Not Found\r\n\r\n")
        with suppress(ConnectionError):
            for _ in range(2_000):
                writer.write(b"x" * 10_000)
                await writer.drain()
                sent += 10_000
        writer.close()

    async with listening(flood) as port, web_to(f"127.0.0.1:{port}") as web:
        assert (await web.get(f"http://127.0.0.1:{port}/", {}, LIMIT)).status == 404
    assert sent < 20_000_000


async def test_a_port_and_an_address_that_are_not_open_to_us():
    async with web_to() as web:
        for url in ("http://127.0.0.1/", "http://[::1]/", "http://8.8.8.8:8080/", "https://localhost/"):
            with pytest.raises(AddressRefused):
                await web.get(url, {}, LIMIT)


def _certificate(folder: Path, *names: x509.GeneralName) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's context whose certificate is for these names, and a client's that believes it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "test")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = folder / "server.pem"
    pem.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pem)
    return server, ssl.create_default_context(cafile=str(pem))


@pytest.fixture
async def named(monkeypatch):
    """`outlet.example` and its subdomains are names of this machine."""

    async def answer(host, port, **_):
        assert host.endswith("outlet.example")
        return [(2, 1, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", answer)


async def test_a_secure_connection_is_for_the_host_that_was_asked_for(tmp_path, named):
    server_tls, believing = _certificate(tmp_path, x509.DNSName("outlet.example"))
    asked: list[str] = []
    server_tls.sni_callback = lambda _socket, name, _context: asked.append(name)
    async with server_of([WHOLE, UNCHANGED], tls=server_tls) as server:
        host = f"outlet.example:{server.port}"
        async with web_to(host, verify=believing) as web:
            assert (await web.get(f"https://{host}/", {}, LIMIT)).body == b"ok"
            assert (await web.get(f"https://{host}/", {}, LIMIT)).status == 304
    assert asked == ["outlet.example"]
    assert len(server.requests) == 1


@pytest.mark.parametrize("name", [x509.DNSName("other.example"), x509.IPAddress(ip_address("127.0.0.1"))])
async def test_a_certificate_for_another_host_is_refused(tmp_path, named, name):
    server_tls, believing = _certificate(tmp_path, name)
    async with (
        server_of([WHOLE], tls=server_tls) as server,
        web_to(f"outlet.example:{server.port}", verify=believing) as web,
    ):
        with pytest.raises(Unreachable, match="CertVerification"):
            await web.get(f"https://outlet.example:{server.port}/", {}, LIMIT)
    assert server.requests == []


async def test_a_certificate_of_nobody_we_know_is_refused(tmp_path, named):
    server_tls, _ = _certificate(tmp_path, x509.DNSName("outlet.example"))
    async with server_of([WHOLE], tls=server_tls) as server, web_to(f"outlet.example:{server.port}") as web:
        with pytest.raises(Unreachable):
            await web.get(f"https://outlet.example:{server.port}/", {}, LIMIT)


async def test_a_port_that_says_nothing_of_tls_is_left_in_time(named):
    async def mute(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    async with listening(mute) as port, web_to(f"outlet.example:{port}", seconds=0.2) as web:
        with pytest.raises(FetchTimeout):
            await web.get(f"https://outlet.example:{port}/", {}, LIMIT)


async def test_connections_are_not_shared_between_schemes_or_ports(named):
    begun: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        begun.append(await reader.read(4))
        if begun[-1] == b"GET ":
            writer.write(WHOLE)
            await reader.read()
        writer.close()

    async with listening(serve) as first, listening(serve) as second:
        hosts = [f"outlet.example:{port}" for port in (first, second)]
        async with web_to(*hosts) as web:
            for host in hosts:
                await web.get(f"http://{host}/", {}, LIMIT)
            with pytest.raises(Unreachable):
                await web.get(f"https://{hosts[0]}/", {}, LIMIT)
    assert begun[:2] == [b"GET ", b"GET "]
    assert begun[2][:2] == b"\x16\x03"
