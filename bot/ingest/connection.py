"""The bytes of one connection, read ahead no further than a bound, so that a server cannot fill our memory."""

import asyncio

_AHEAD = 128 * 1024
"""Bytes above which the server has to wait until we have read some."""
_PIECE = 64 * 1024


class Connection(asyncio.Protocol):
    """One reader at a time. What the server does unasked while nobody reads is seen by `is_quiet`."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._unread = bytearray()
        self._is_over = False
        self._problem: Exception | None = None
        self._reader: asyncio.Future[None] | None = None
        self.has_answered = False
        """Whether a byte has come since the last `send`."""

    def send(self, request: bytes) -> None:
        """Hand over a request; small enough that nobody has to wait for it."""
        self.has_answered = False
        if self._transport is not None:
            self._transport.write(request)

    async def read(self) -> bytes:
        """What has come, at most 64 KiB; nothing at the end. Raises OSError."""
        while not self._unread:
            if self._problem is not None:
                raise self._problem
            if self._is_over:
                return b""
            self._reader = self._loop.create_future()
            try:
                await self._reader
            finally:
                self._reader = None
        piece = bytes(self._unread[:_PIECE])
        del self._unread[:_PIECE]
        if self._transport is not None and len(self._unread) <= _AHEAD and not self._is_over:
            self._transport.resume_reading()
        return piece

    @property
    def is_quiet(self) -> bool:
        """Whether it is open with nothing unread, as it is left by a server that keeps to the protocol."""
        return not (self._unread or self._is_over or self._transport is None or self._transport.is_closing())

    def close(self) -> None:
        """At once: nothing of ours is left to send, and a server that does not say goodbye is not waited for."""
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self.has_answered = True
        self._unread += data
        if len(self._unread) > _AHEAD and self._transport is not None:
            self._transport.pause_reading()
        self._wake()

    def eof_received(self) -> None:
        self._is_over = True
        self._wake()

    def connection_lost(self, exc: Exception | None) -> None:
        self._is_over = True
        self._problem = self._problem or exc
        self._wake()

    def _wake(self) -> None:
        if self._reader is not None and not self._reader.done():
            self._reader.set_result(None)
