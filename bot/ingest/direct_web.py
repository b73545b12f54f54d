"""HTTP/1.1 over connections that PublicNetwork opens: h11 speaks it, asyncio carries it, nothing lies in between.

A client that can do everything costs a millisecond of the event loop for each unchanged feed; this one does what a
fetch needs in a quarter of that (ADR 0017). Every request is a GET without a body.
"""

import asyncio
import ssl
from collections import OrderedDict
from collections.abc import AsyncIterator, Collection, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import h11

from bot.errors import FetchTimeout, Unreachable
from bot.ingest.body import read_body
from bot.ingest.connection import Connection
from bot.ingest.public_network import PublicNetwork
from bot.ingest.web import Answer, Web, check_announced

HEADER_BYTES = 100 * 1024
"""The head of an answer, all its lines together."""
MOST_INTERIM = 20
"""Answers 1xx that may come before the one that counts."""
KEPT = 32
"""Idle connections: enough for sites whose pages follow their feeds."""
IDLE_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class _Place:
    """Whom a connection belongs to: it is used for no other host, port or scheme."""

    scheme: str
    host: str
    port: int


class DirectWeb(Web):
    """Raises what Web says; connections are kept alive for a moment, per host."""

    def __init__(self, allow_hosts: Collection[str], verify: ssl.SSLContext, *, connect_seconds: float) -> None:
        self._network = PublicNetwork(allow_hosts)
        self._verify = verify
        self._verify.set_alpn_protocols(["http/1.1"])
        self._connect_seconds = connect_seconds
        self._idle: OrderedDict[Connection, tuple[_Place, asyncio.TimerHandle]] = OrderedDict()
        self._idle_at: dict[_Place, list[Connection]] = {}

    async def get(self, url: str, headers: Mapping[str, str], max_bytes: int) -> Answer:
        parts = urlsplit(url)
        place = _Place(parts.scheme, parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80))
        target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        request = h11.Request(method="GET", target=target, headers=[("Host", parts.netloc), *headers.items()])
        kept = self._take(place)
        if kept is not None:
            try:
                return await self._exchange(place, kept, request, max_bytes)
            except Unreachable:
                if kept.has_answered:
                    raise
                # The server let go of it while it lay idle, before it saw this request: asked again on a new one.
        return await self._exchange(place, await self._open(place), request, max_bytes)

    async def close(self) -> None:
        """Close what lies idle."""
        for connection in list(self._idle):
            self._forget(connection)
        await asyncio.sleep(0)  # for the loop to let go of them

    async def _open(self, place: _Place) -> Connection:
        opened = await self._network.connect(place.host, place.port, self._connect_seconds)
        loop = asyncio.get_running_loop()
        is_secret = place.scheme == "https"
        try:
            async with asyncio.timeout(self._connect_seconds):
                _, connection = await loop.create_connection(
                    Connection,
                    sock=opened,
                    ssl=self._verify if is_secret else None,
                    server_hostname=place.host if is_secret else None,
                )
        except TimeoutError as problem:
            raise FetchTimeout(f"no secure connection to {place.host} in time") from problem
        except OSError as problem:
            raise Unreachable(f"{type(problem).__name__}: {problem}") from problem
        return connection

    async def _exchange(self, place: _Place, connection: Connection, request: h11.Request, max_bytes: int) -> Answer:
        is_kept = False
        try:
            talk = _Talk(connection)
            talk.send(request)
            status, headers = await talk.head()
            body = b""
            if 200 <= status < 300:
                check_announced(status, headers, max_bytes)
                encoding = headers.get("content-encoding", "")
                body = await read_body(talk.body(), encoding=encoding, max_bytes=max_bytes)
            is_kept = talk.is_over()
            return Answer(status, headers, body)
        except (h11.ProtocolError, OSError) as problem:
            raise Unreachable(f"{type(problem).__name__}: {problem}") from problem
        finally:
            if is_kept:
                self._keep(place, connection)
            else:
                connection.close()

    def _take(self, place: _Place) -> Connection | None:
        while kept := self._idle_at.get(place):
            connection = kept[-1]
            is_fit = connection.is_quiet
            self._forget(connection, closes=not is_fit)
            if is_fit:
                return connection
        return None

    def _keep(self, place: _Place, connection: Connection) -> None:
        timer = asyncio.get_running_loop().call_later(IDLE_SECONDS, self._forget, connection)
        self._idle[connection] = (place, timer)
        self._idle_at.setdefault(place, []).append(connection)
        if len(self._idle) > KEPT:
            self._forget(next(iter(self._idle)))

    def _forget(self, connection: Connection, *, closes: bool = True) -> None:
        place, timer = self._idle.pop(connection)
        timer.cancel()
        left = self._idle_at[place]
        left.remove(connection)
        if not left:
            del self._idle_at[place]
        if closes:
            connection.close()


class _Talk:
    """One request and its answer on a connection. Raises h11.ProtocolError and OSError."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._protocol = h11.Connection(h11.CLIENT, max_incomplete_event_size=HEADER_BYTES)

    def send(self, request: h11.Request) -> None:
        said = self._protocol.send(request) or b""
        self._connection.send(said + (self._protocol.send(h11.EndOfMessage()) or b""))

    async def head(self) -> tuple[int, dict[str, str]]:
        """Status and headers of the answer; what a server says in between (1xx) is passed over."""
        for _ in range(MOST_INTERIM + 1):
            event = await self._next()
            if isinstance(event, h11.Response):
                return event.status_code, _said(event.headers)
            if not isinstance(event, h11.InformationalResponse):
                raise h11.RemoteProtocolError("no answer")
        raise h11.RemoteProtocolError(f"more than {MOST_INTERIM} interim answers")

    async def body(self) -> AsyncIterator[bytes]:
        """Its pieces as they come, without their framing. Raises where the body ends before its end."""
        while True:
            event = await self._next()
            if isinstance(event, h11.Data):
                yield bytes(event.data)
            elif isinstance(event, h11.EndOfMessage):
                return
            else:
                raise h11.RemoteProtocolError("the answer breaks off")

    def is_over(self) -> bool:
        """Whether the connection may serve another request: the answer has come to its end and nothing came after it.

        What is left of a body that nobody reads is taken only where it is here already.
        """
        protocol = self._protocol
        try:
            while protocol.their_state is h11.SEND_BODY and isinstance(protocol.next_event(), h11.Data):
                pass
        except h11.ProtocolError:
            return False
        has_ended = protocol.our_state is h11.DONE and protocol.their_state is h11.DONE
        return has_ended and not protocol.trailing_data[0] and self._connection.is_quiet

    async def _next(self) -> object:
        while (event := self._protocol.next_event()) is h11.NEED_DATA:
            self._protocol.receive_data(await self._connection.read())
        return event


def _said(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    said: dict[str, str] = {}
    for raw_name, raw_value in headers:
        name, value = raw_name.decode("ascii"), _text(raw_value)
        said[name] = f"{said[name]}, {value}" if name in said else value
    return said


def _text(value: bytes) -> str:
    """Headers are ASCII by the book, UTF-8 in practice, and Latin-1 where neither holds."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")
