"""The HTTP client that model libraries get from us: our limits on time and size, and nothing from the environment."""

from collections.abc import AsyncIterator
from typing import cast

import httpx2

MOST_BYTES = 2_000_000
"""Of one reply's body: the longest reply that a setting allows is a tenth of it."""
_CONNECT_SECONDS = 10.0


class ReplyTooLarge(httpx2.TransportError):
    """The body of a reply went on for more than MOST_BYTES."""


class _CappedBody(httpx2.AsyncByteStream):
    def __init__(self, body: httpx2.AsyncByteStream) -> None:
        self._body = body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        read = 0
        async for chunk in self._body:
            read += len(chunk)
            if read > MOST_BYTES:
                raise ReplyTooLarge(f"more than {MOST_BYTES} bytes")
            yield chunk

    async def aclose(self) -> None:
        await self._body.aclose()


class _CappedTransport(httpx2.AsyncHTTPTransport):
    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        response = await super().handle_async_request(request)
        response.stream = _CappedBody(cast("httpx2.AsyncByteStream", response.stream))
        return response


def open_model_http(timeout: float, connections: int) -> httpx2.AsyncClient:
    """A client whose requests take at most `timeout` seconds for each of sending and receiving. Close it."""
    limits = httpx2.Limits(max_connections=connections, max_keepalive_connections=connections)
    return httpx2.AsyncClient(
        timeout=httpx2.Timeout(timeout, connect=min(timeout, _CONNECT_SECONDS)),
        transport=_CappedTransport(limits=limits, trust_env=False),
        follow_redirects=False,
        trust_env=False,
    )
