"""Editions composed shortly before their slot, so that nothing but the post is left to do when it comes."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Protocol

from bot.domain.brief import Edition
from bot.domain.edition import Readers
from bot.domain.language import Lang

KEPT_MOST = 20_000
"""Editions; one takes about 2 KB, since the briefs in it are shared."""

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
        self._kept: dict[int, dict[_Key, tuple[datetime, Edition]]] = {}
        """By channel: what one channel is given changes what it may be told next."""
        self._count = 0
        self._composing: int | None = None
        """The channel whose edition is being written, as long as it is told nothing else meanwhile."""

    def __len__(self) -> int:
        return self._count

    @property
    def is_full(self) -> bool:
        return self._count >= KEPT_MOST

    async def prepare(self, guild_id: int, lang: Lang, *, on: date, top: int, readers: Readers) -> None:
        """Write it now and keep it for this slot; do nothing where it is kept, or as much as fits is. One at a time."""
        key = (guild_id, lang, on, top, readers)
        if key not in self._kept.get(readers.channel_id, {}) and not self.is_full:
            self._composing = readers.channel_id
            edition = await self._writer.edition(guild_id, lang, on=on, top=top, readers=readers)
            if self._composing == readers.channel_id:
                self._kept.setdefault(readers.channel_id, {})[key] = (readers.slot_at, edition)
                self._count += 1

    async def edition(
        self, guild_id: int, lang: Lang, *, on: date, top: int = 5, readers: Readers | None = None
    ) -> Edition:
        held = self._kept.get(readers.channel_id, {}) if readers else {}
        kept = held.pop((guild_id, lang, on, top, readers), None)
        if kept is None:
            return await self._writer.edition(guild_id, lang, on=on, top=top, readers=readers)
        self._count -= 1
        return kept[1]

    def drop_before(self, instant: datetime) -> None:
        """Forget what was kept for slots before this: their schedules were changed or switched off meanwhile."""
        for channel_id in list(self._kept):
            self._keep(channel_id, lambda slot_at: slot_at >= instant)

    def drop_after(self, slot_at: datetime, channel_id: int) -> None:
        """Forget what was written for later slots of a channel that was just told something else."""
        if self._composing == channel_id:
            self._composing = None
        self._keep(channel_id, lambda kept_for: kept_for <= slot_at)

    def _keep(self, channel_id: int, is_wanted: Callable[[datetime], bool]) -> None:
        held = self._kept.pop(channel_id, {})
        wanted = {key: kept for key, kept in held.items() if is_wanted(kept[0])}
        self._count -= len(held) - len(wanted)
        if wanted:
            self._kept[channel_id] = wanted
