"""The conductor of the watch list: reads what a person typed with the record's names, and keeps it for the server."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.statement import Company
from bot.domain.watch import Coverage, Watch, WatchEntry, WatchKind
from bot.errors import NotWatched, TooManyWatches, UnknownCompany
from bot.knowledge.catalogue import Catalogue
from bot.knowledge.companies import CompanyIndex
from bot.ports import Clock
from bot.storage.watches import WatchStore
from bot.text.keywords import fold_keyword
from bot.watches.naming import clean_keyword, find_company_named
from bot.watches.topics import read_topics

MOST_WATCHES = 100
"""Things that one server may track."""


@dataclass(frozen=True, slots=True)
class Named:
    """An entry with its company, where it is one that the record still holds."""

    entry: WatchEntry
    company: Company | None = None

    def name(self, lang: str) -> str:
        """How it is shown in `lang`."""
        if self.company is not None:
            return self.company.names["ja" if lang == "ja" else "en"]
        return self.entry.value


class Watchlist:
    def __init__(self, store: WatchStore, catalogue: Catalogue, clock: Clock) -> None:
        self._store = store
        self._catalogue = catalogue
        self._clock = clock

    async def add(
        self, guild_id: int, typed: str, *, kind: WatchKind | None = None, added_by: int | None = None
    ) -> tuple[Named, bool]:
        """Track what was typed: a company where it is a company's name in either language, else a keyword.

        `kind` decides instead where it is given. The flag says whether it is new. Raises UnknownCompany (with what is
        close), EmptyKeyword, KeywordTooShort, KeywordTooLong, TooManyWatches.
        """
        index = await self._catalogue.index()
        company = None if kind is WatchKind.KEYWORD else find_company_named(index, typed)
        if company is None and kind is WatchKind.COMPANY:
            # Asked for as a company, a product or a longer phrase may stand for one.
            company = index.resolve(typed)
            if company is None:
                close = " / ".join(one.names["en"] for one in index.suggest(typed))
                raise UnknownCompany(name=typed, suggestions=close)
        now = self._clock.now()
        if company is not None:
            entry = WatchEntry(WatchKind.COMPANY, company.company_id, now, added_by)
        else:
            entry = WatchEntry(WatchKind.KEYWORD, clean_keyword(typed), now, added_by)
        is_new = await self._store.add(guild_id, entry, limit=MOST_WATCHES)
        if is_new is None:
            raise TooManyWatches(limit=MOST_WATCHES)
        return Named(entry, company), is_new

    async def remove(self, guild_id: int, typed: str) -> Named:
        """Stop tracking what was typed: a keyword of the list, or a company by any of its names. Raises NotWatched."""
        index = await self._catalogue.index()
        wanted = fold_keyword(typed)
        company = find_company_named(index, typed) or index.resolve(typed)
        for entry in await self._store.list_entries(guild_id):
            is_keyword = entry.kind is WatchKind.KEYWORD
            if (is_keyword and fold_keyword(entry.value) == wanted) or (
                not is_keyword and (entry.value == typed.strip() or (company and entry.value == company.company_id))
            ):
                await self._store.remove(guild_id, entry.kind, entry.value)
                return _named(entry, index)
        raise NotWatched(typed, name=typed)

    async def list(self, guild_id: int) -> "list[Named]":
        """What the server tracks, companies first."""
        index = await self._catalogue.index()
        return [_named(entry, index) for entry in await self._store.list_entries(guild_id)]

    async def watch_of(self, guild_id: int) -> Watch:
        return await self._store.watch_of(guild_id)

    async def topics(self, typed: Sequence[str], *, only: bool) -> Watch | None:
        """What these pieces mean as one schedule's own topics; None where there are none. Raises as `read_topics`."""
        return read_topics(await self._catalogue.index(), typed, only=only)

    async def set_coverage(self, guild_id: int, coverage: Coverage) -> None:
        await self._store.set_coverage(guild_id, coverage, self._clock.now())


def _named(entry: WatchEntry, index: CompanyIndex) -> Named:
    if entry.kind is WatchKind.KEYWORD:
        return Named(entry)
    try:
        return Named(entry, index.get(entry.value))
    except KeyError:
        return Named(entry)  # dropped from the record since: its id still says who is meant
