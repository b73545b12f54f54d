"""Column types that behave the same on SQLite and PostgreSQL, and the digest that stands for long keys."""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator

from bot.domain.article import page_key

RowId = BigInteger().with_variant(Integer, "sqlite")
"""SQLite gives row ids of its own only to a column whose type reads INTEGER."""


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant. SQLite keeps no zone, so UTC is written and put back; naive values are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError(f"a naive datetime cannot be stored: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        stored: datetime = value
        return stored.replace(tzinfo=UTC) if stored.tzinfo is None else stored.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Text from anywhere. NUL and lone surrogates, which no store takes in text, become U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else storable(value)


def storable(text: str) -> str:
    """`text` with what the stores refuse replaced by U+FFFD."""
    if "\x00" not in text and _is_valid(text):
        return text
    return text.replace("\x00", "\ufffd").encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _is_valid(text: str) -> bool:
    """Whether it holds no lone surrogate: nearly all texts, and looking is much faster than mending."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def page_digest(url: str) -> bytes:
    """The digest under which a page is found, whichever of its addresses `url` is."""
    return digest(page_key(url))


def digest(text: str) -> bytes:
    """32 bytes that stand for `text` in a key: PostgreSQL indexes no value over 2.7 kB, and URLs may be longer."""
    return sha256(storable(text).encode()).digest()
