"""Editions composed shortly before their slot, so that nothing but the post is left to do when it comes."""

from datetime import date, datetime
from typing import Protocol

from bot.domain.brief import Edition
from bot.domain.edition import Readers
from bot.domain.language import Lang

KEPT_MOST = 4_000
"""Editions; a server's edition in one language holds some kilobytes."""

_Key = tuple[int, Lang, date, int, Readers | None]


class EditionWriter(Protocol):
    """Writes what a server is told on one day."""

    async def edition(
        self, guild_id: int, lang: Lang, *, on: date, top: int = 5, readers: Readers | None = None
    ) -> Edition: ...


class PreparedEditions:
    """A writer that gives out once what it was made to write ahead, and writes everything else when it is asked."""

    def __init__(self, writer: EditionWriter) -> None:
        self._writer = writer
        self._kept: dict[_Key, tuple[datetime, Edition]] = {}

    def __len__(self) -> int:
        return len(self._kept)

    async def prepare(self, guild_id: int, lang: Lang, *, on: date, top: int, readers: Readers) -> None:
        """Write it now and keep it for this slot; do nothing where it is kept, or as much as fits is."""
        key = (guild_id, lang, on, top, readers)
        if key not in self._kept and len(self._kept) < KEPT_MOST:
            edition = await self._writer.edition(guild_id, lang, on=on, top=top, readers=readers)
            self._kept[key] = (readers.slot_at, edition)

    async def edition(
        self, guild_id: int, lang: Lang, *, on: date, top: int = 5, readers: Readers | None = None
    ) -> Edition:
        kept = self._kept.pop((guild_id, lang, on, top, readers), None)
        return kept[1] if kept else await self._writer.edition(guild_id, lang, on=on, top=top, readers=readers)

    def drop_before(self, instant: datetime) -> None:
        """Forget what was kept for slots before this: their schedules were changed or switched off meanwhile."""
        self._kept = {key: kept for key, kept in self._kept.items() if kept[0] >= instant}
