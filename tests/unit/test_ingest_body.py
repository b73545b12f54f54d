"""Bodies are unpacked in pieces, whole whatever their size, and no further than their limit."""

import gzip
import tracemalloc
import zlib
from collections.abc import AsyncIterator

import pytest

from bot.errors import TooLarge
from bot.ingest.body import read_body

PIECE = 512 * 1024


async def pieces(body: bytes, size: int) -> AsyncIterator[bytes]:
    for start in range(0, len(body), size):
        yield body[start : start + size]


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, lambda data: gzip.compress(data) + gzip.compress(data)])
@pytest.mark.parametrize("more", [-258, -1, 0, 1, 2, 100, 257, 258, 259, 600])
@pytest.mark.parametrize("size", [7, 65_536])
async def test_a_body_comes_out_whole_whatever_falls_on_the_edge_of_a_piece(pack, more, size):
    for data in (b"a" * (PIECE + more), b"ab<>" * ((2 * PIECE + more) // 4) + b"end"):
        packed = pack(data)
        encoding = "gzip" if packed[:2] == b"\x1f\x8b" else "deflate"
        body = await read_body(pieces(packed, size), encoding=encoding, max_bytes=8 * PIECE)
        assert body in (data, data + data)
        assert len(body) == (2 if pack not in (gzip.compress, zlib.compress) else 1) * len(data)


async def test_a_limit_holds_to_the_byte():
    packed = gzip.compress(b"x" * 700_000)
    assert len(await read_body(pieces(packed, 100), encoding="gzip", max_bytes=700_000)) == 700_000
    with pytest.raises(TooLarge):
        await read_body(pieces(packed, 100), encoding="gzip", max_bytes=699_999)


async def test_a_bomb_takes_no_more_room_than_its_limit_and_a_piece():
    bomb = gzip.compress(b"\0" * 100_000_000)
    tracemalloc.start()
    with pytest.raises(TooLarge):
        await read_body(pieces(bomb, 65_536), encoding="gzip", max_bytes=1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8_000_000
