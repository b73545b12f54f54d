"""Reads the body of an answer within a limit that holds after decompression, so that a bomb is never unpacked."""

import asyncio
import zlib
from collections.abc import AsyncIterator, Iterator

from bot.errors import BadStatus, TooLarge

ACCEPTED_ENCODINGS = "gzip, deflate"
"""Only what can be unpacked piece by piece with a limit on the output."""

_ENCODINGS = {"": None, "identity": None, "gzip": 47, "x-gzip": 47, "deflate": 47}
"""zlib's window bits: 47 reads gzip and zlib streams, telling them apart by their header."""
_RAW_DEFLATE = -15
_GZIP = b"\x1f\x8b"
_PIECE = 512 * 1024
"""Bytes that are unpacked at a time: a millisecond or two."""


async def read_body(chunks: AsyncIterator[bytes], *, encoding: str, max_bytes: int) -> bytes:
    """The unpacked body of at most `max_bytes`.

    Raises TooLarge, or BadStatus where the body is not in the `Content-Encoding` that it claims.
    """
    name = encoding.strip().lower()
    if name not in _ENCODINGS:
        raise BadStatus(f"content-encoding {name[:40]!r} was not asked for")
    bits = _ENCODINGS[name]
    whole = bytearray()
    unpacker: _Unpacker | None = None
    async for chunk in chunks:
        if unpacker is None:
            unpacker = _Unpacker(_bits_for(bits, chunk))
        for piece in unpacker.unpack(chunk):
            whole += piece
            if len(whole) > max_bytes:
                raise TooLarge(f"more than {max_bytes} bytes")
            if len(piece) >= _PIECE:
                await asyncio.sleep(0)  # a chunk of some kilobytes may hold megabytes: the loop has others to serve
    return bytes(whole)


def _bits_for(bits: int | None, first: bytes) -> int | None:
    """Some servers send raw deflate, and some claim a packing that they do not apply."""
    if bits is None or first[:2] == _GZIP or (first[:1] == b"\x78" and int.from_bytes(first[:2], "big") % 31 == 0):
        return bits
    return None if first[:1] in (b"<", b"{", b" ", b"\n", b"\r", b"\xef") else _RAW_DEFLATE


class _Unpacker:
    def __init__(self, bits: int | None) -> None:
        self._bits = bits
        self._held = b""
        self._zlib = zlib.decompressobj(bits) if bits is not None else None

    def unpack(self, chunk: bytes) -> Iterator[bytes]:
        """The unpacked chunk, in pieces that are unpacked one at a time: the caller stops where it has enough."""
        if self._zlib is None or self._bits is None:
            yield chunk
            return
        chunk, self._held = self._held + chunk, b""
        is_more = True
        while is_more:
            if self._zlib.eof:
                if chunk == _GZIP[:1]:
                    self._held = chunk  # perhaps the first half of another part's mark
                if chunk[:2] != _GZIP:
                    break  # padding after the end
                self._zlib = zlib.decompressobj(self._bits)
            try:
                piece = self._zlib.decompress(chunk, _PIECE)
            except zlib.error as problem:
                raise BadStatus(f"body is not what its content-encoding says: {problem}") from problem
            yield piece
            chunk = self._zlib.unconsumed_tail or self._zlib.unused_data
            # All of the chunk may be taken in while some of what it says is still held back for want of room.
            is_more = bool(chunk) or len(piece) == _PIECE
