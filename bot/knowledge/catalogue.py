"""The record: loads data sets into the store, and reads companies, statements and stances from it, as of a day."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

from bot.domain.reader import record_of
from bot.domain.source import HOUSE
from bot.domain.statement import Reading, Statement, StatementStatus
from bot.errors import UnknownCompany
from bot.knowledge.collisions import find_collisions
from bot.knowledge.companies import CompanyIndex
from bot.knowledge.export import company_yaml
from bot.knowledge.seed import SHIPPED, DataSet, load_data_set
from bot.knowledge.timeline import StanceChange, changes, may_be_said_by, reading, when
from bot.ports import Clock
from bot.storage.statements import LoadOutcome, StatementStore

log = logging.getLogger(__name__)

# The store remembers which set it stands on, so that a newer version of ours is merged into an older one of ours, and
# a set that the operator put in its place stays.
_OURS = "shipped:"
_THEIRS = "loaded:"
_MAX_CACHED_GUILDS = 64


class Catalogue:
    """The conductor of the record. Reads are cached until the store's revision moves."""

    def __init__(self, statements: StatementStore, clock: Clock) -> None:
        self._store = statements
        self._clock = clock
        self._revision: int | None = None
        self._index: CompanyIndex | None = None
        self._approved: dict[int, tuple[Statement, ...]] = {}
        self._apart: set[int] | None = None

    async def load_seed(self, folder: Path = SHIPPED) -> LoadOutcome | None:
        """Load the shipped data set at the first start, and merge it when it is newer than the one that was loaded.

        None where there is nothing to do. Local edits stay. Raises DataSetError.
        """
        stored = await self._store.data_set_version()
        if stored is not None and not stored.startswith(_OURS):
            return None
        data = await asyncio.to_thread(load_data_set, folder)
        if stored is not None and not _is_newer(data.version, stored.removeprefix(_OURS)):
            return None
        return await self._load(data, version=_OURS + data.version, replace=False)

    async def load(self, folder: Path, replace: bool = False) -> LoadOutcome:
        """Merge an operator's data set into the record by id, or put it in the record's place (`replace`).

        Raises DataSetError naming file and field; nothing is loaded then.
        """
        data = await asyncio.to_thread(load_data_set, folder)
        for warning in data.warnings:
            log.warning("knowledge.data_set_warning %s", warning)
        if replace:
            return await self._load(data, version=_THEIRS + data.version, replace=True)
        await self.load_seed()
        stored = await self._store.data_set_version()
        outcome = await self._load(data, version=stored or _THEIRS + data.version, replace=False)
        for collision in find_collisions(await self._store.list_companies()):
            log.warning("knowledge.shared_spelling %s", collision)
        return outcome

    async def export(self, folder: Path) -> list[Path]:
        """Write one file per organisation with its approved statements; `load` reads them again. Returns the files.

        Files of the same names are overwritten, others are left alone. Raises OSError.
        """
        by_company: dict[str, list[Statement]] = {}
        for statement in await self.statements():
            by_company.setdefault(statement.company, []).append(statement)
        index = await self.index()
        texts = {
            f"{company.company_id}.yaml": company_yaml(company, by_company.get(company.company_id, ()))
            for company in index
        }
        return await asyncio.to_thread(_write, folder, texts)

    async def index(self) -> CompanyIndex:
        """All companies of the record."""
        revision = await self._refresh()
        if self._index is not None:
            return self._index
        index = await asyncio.to_thread(CompanyIndex, await self._store.list_companies())
        if revision == self._revision:
            self._index = index
        return index

    async def record_in(self, asked_in: int) -> int:
        """Whose record holds where it is asked: a server's that decided something itself, or else the house's.

        Thousands of servers share the house's, so it is read and made ready once, not once for each.
        """
        guild_id = record_of(asked_in)
        revision = await self._refresh()
        apart = self._apart
        if apart is None:
            apart = await self._store.list_guilds_apart()
            if revision == self._revision:
                self._apart = apart
        return guild_id if guild_id in apart else HOUSE

    async def statements(
        self, company: str | None = None, *, guild_id: int = HOUSE, as_of: date | None = None
    ) -> list[Statement]:
        """Approved statements that had, or may have, been said by `as_of`, oldest first."""
        approved = await self._approved_in(guild_id)
        return [
            statement
            for statement in approved
            if (company is None or statement.company == company) and (as_of is None or may_be_said_by(statement, as_of))
        ]

    async def all_statements(self, *, status: StatementStatus | None = None, guild_id: int = HOUSE) -> list[Statement]:
        """Statements in any state, for review; not cached."""
        return sorted(await self._store.list_statements(status=status, guild_id=guild_id), key=when)

    async def reading(self, company: str, as_of: date | None = None, guild_id: int = HOUSE) -> Reading:
        """The stance of a company on a day, today by default. Raises UnknownCompany for an id that is not on record."""
        await self._check(company)
        day = as_of or self._clock.now().date()
        return reading(await self._approved_in(guild_id), company, day)

    async def changes(self, company: str, as_of: date | None = None, guild_id: int = HOUSE) -> list[StanceChange]:
        """Where the company's own words turned, oldest first. Raises UnknownCompany."""
        await self._check(company)
        return changes(await self._approved_in(guild_id), company, as_of)

    async def review(
        self, statement_ids: Sequence[str], status: StatementStatus, by: str, guild_id: int = HOUSE
    ) -> int:
        """Approve, reject or retract statements, for one server or (HOUSE) everywhere. Returns how many there were."""
        changed = await self._store.set_status(statement_ids, status, guild_id=guild_id, by=by, now=self._clock.now())
        log.info("knowledge.review status=%s guild=%s by=%s count=%d", status, guild_id, by, changed)
        return changed

    async def _load(self, data: DataSet, *, version: str, replace: bool) -> LoadOutcome:
        # A set that covers days after ours (the clock was set back) cannot have been known before its own last day.
        last_day = datetime.combine(data.as_of or date.min, time.min, UTC)
        known_at = max(self._clock.now(), last_day)
        outcome = await self._store.load(
            data.companies, data.statements, version=version, now=known_at, replace=replace
        )
        log.info("knowledge.load version=%s replace=%s outcome=%s", version, replace, outcome)
        return outcome

    async def _approved_in(self, asked_in: int) -> tuple[Statement, ...]:
        guild_id = await self.record_in(asked_in)
        revision = await self._refresh()
        if guild_id in self._approved:
            return self._approved[guild_id]
        found = await self._store.list_statements(status=StatementStatus.APPROVED, guild_id=guild_id)
        approved = tuple(sorted(found, key=when))
        # Another task may have seen a newer revision while we waited: what we read then must not stay.
        if revision == self._revision:
            if len(self._approved) >= _MAX_CACHED_GUILDS:
                self._approved.clear()
            self._approved[guild_id] = approved
        return approved

    async def _refresh(self) -> int:
        revision = await self._store.revision()
        if revision != self._revision:
            self._revision, self._index, self._apart = revision, None, None
            self._approved.clear()
        return revision

    async def _check(self, company: str) -> None:
        try:
            (await self.index()).get(company)
        except KeyError:
            raise UnknownCompany(company, name=company, suggestions="") from None


def _is_newer(ours: str, stored: str) -> bool:
    """Whether our version replaces the stored one: other contents, and not of an earlier day."""
    return ours != stored and ours.partition("+")[0] >= stored.partition("+")[0]


def _write(folder: Path, texts: dict[str, str]) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in texts]
