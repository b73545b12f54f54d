"""httpx over httpcore on our own network layer: httpx offers no way to put one under its stock transport."""

import ssl
from collections.abc import AsyncIterator, Collection

import httpcore
import httpx

from bot.ingest.public_network import PublicNetwork

_MAX_CONNECTIONS = 64
_KEPT_CONNECTIONS = 8
"""Idle ones: enough for a site whose pages follow its feed. httpcore looks through all of them at every request."""
_IDLE_SECONDS = 15.0

# Most specific first: httpcore's errors are unknown to those who only know httpx.
_ERRORS: tuple[tuple[type[Exception], type[httpx.TransportError]], ...] = (
    (httpcore.ConnectTimeout, httpx.ConnectTimeout),
    (httpcore.PoolTimeout, httpx.PoolTimeout),
    (httpcore.TimeoutException, httpx.ReadTimeout),
    (httpcore.ConnectError, httpx.ConnectError),
    (httpcore.NetworkError, httpx.ReadError),
    (httpcore.ProtocolError, httpx.RemoteProtocolError),
    (httpcore.UnsupportedProtocol, httpx.UnsupportedProtocol),
)
_CAUGHT = tuple(theirs for theirs, _ in _ERRORS)


class CheckedTransport(httpx.AsyncBaseTransport):
    """HTTP/1.1 connections that PublicNetwork opens, kept alive for a moment. Raises its AddressRefused unchanged."""

    def __init__(self, allow_hosts: Collection[str], verify: ssl.SSLContext) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=verify,
            max_connections=_MAX_CONNECTIONS,
            max_keepalive_connections=_KEPT_CONNECTIONS,
            keepalive_expiry=_IDLE_SECONDS,
            network_backend=PublicNetwork(allow_hosts),
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        assert isinstance(request.stream, httpx.AsyncByteStream)
        try:
            response = await self._pool.handle_async_request(
                httpcore.Request(
                    method=request.method,
                    url=httpcore.URL(
                        scheme=request.url.raw_scheme,
                        host=request.url.raw_host,
                        port=request.url.port,
                        target=request.url.raw_path,
                    ),
                    headers=request.headers.raw,
                    content=request.stream,
                    extensions=request.extensions,
                )
            )
        except _CAUGHT as problem:
            raise _as_httpx(problem, request) from problem
        return httpx.Response(
            status_code=response.status,
            headers=response.headers,
            stream=_Body(response, request),
            extensions=response.extensions,
        )

    async def aclose(self) -> None:
        await self._pool.aclose()


class _Body(httpx.AsyncByteStream):
    def __init__(self, response: httpcore.Response, request: httpx.Request) -> None:
        self._response = response
        self._request = request

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for chunk in self._response.aiter_stream():
                yield chunk
        except _CAUGHT as problem:
            raise _as_httpx(problem, self._request) from problem

    async def aclose(self) -> None:
        await self._response.aclose()


def _as_httpx(problem: Exception, request: httpx.Request) -> httpx.TransportError:
    kind = next(ours for theirs, ours in _ERRORS if isinstance(problem, theirs))
    return kind(str(problem), request=request)
