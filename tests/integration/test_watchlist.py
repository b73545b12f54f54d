"""What people type becomes a company or a keyword of the list, in both languages."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.domain.watch import WatchKind
from bot.errors import (
    EmptyKeyword,
    KeywordTooLong,
    KeywordTooShort,
    NotWatched,
    TooManyWatches,
    UnknownCompany,
)
from bot.knowledge.catalogue import Catalogue
from bot.ports import FixedClock
from bot.storage.database import open_database, sqlite_url
from bot.storage.statements import StatementStore
from bot.storage.watches import WatchStore
from bot.watches.watchlist import MOST_WATCHES, Watchlist

NOW = datetime(2026, 4, 20, 12, tzinfo=UTC)
GUILD = 7


@pytest.fixture
async def watchlist(tmp_path: Path) -> AsyncIterator[Watchlist]:
    clock = FixedClock(NOW)
    async with open_database(sqlite_url(tmp_path / "k.db"), now=NOW) as database:
        catalogue = Catalogue(StatementStore(database), clock)
        await catalogue.load_seed()
        yield Watchlist(WatchStore(database), catalogue, clock)


@pytest.mark.parametrize("typed", ["Anthropic", "anthropic", "アンソロピック", "Anthropic社", "Anthropic, Inc."])
async def test_a_company_by_any_of_its_names(watchlist: Watchlist, typed: str):
    named, is_new = await watchlist.add(GUILD, typed)
    assert is_new
    assert (named.entry.kind, named.entry.value) == (WatchKind.COMPANY, "anthropic")
    assert await watchlist.add(GUILD, "Anthropic") == (named, False)
    assert (await watchlist.watch_of(GUILD)).companies == {"anthropic"}


@pytest.mark.parametrize("typed", ["Claude", "Anthropic lawsuit", "輸出規制", "「量子計算」", "著作権　訴訟"])
async def test_products_phrases_and_other_words_are_keywords(watchlist: Watchlist, typed: str):
    named, _ = await watchlist.add(GUILD, typed)
    assert named.entry.kind is WatchKind.KEYWORD
    assert (await watchlist.watch_of(GUILD)).keywords == (named.entry.value,)
    assert "「" not in named.entry.value


async def test_a_kind_may_be_asked_for(watchlist: Watchlist):
    named, _ = await watchlist.add(GUILD, "Anthropic", kind=WatchKind.KEYWORD)
    assert named.entry.kind is WatchKind.KEYWORD
    named, _ = await watchlist.add(GUILD, "Claude", kind=WatchKind.COMPANY)
    assert named.entry.value == "anthropic"
    with pytest.raises(UnknownCompany):
        await watchlist.add(GUILD, "Anthropik", kind=WatchKind.COMPANY)


async def test_removed_by_another_name_than_it_was_added_by(watchlist: Watchlist):
    await watchlist.add(GUILD, "Anthropic")
    await watchlist.add(GUILD, "Open Source")
    assert (await watchlist.remove(GUILD, "アンソロピック")).name("en") == "Anthropic"
    assert (await watchlist.remove(GUILD, "open-source")).name("ja") == "Open Source"
    assert await watchlist.list(GUILD) == []
    with pytest.raises(NotWatched):
        await watchlist.remove(GUILD, "Anthropic")


@pytest.mark.parametrize(
    ("typed", "error"),
    [("  ", EmptyKeyword), ("「」", EmptyKeyword), ("愛", KeywordTooShort), ("z" * 61, KeywordTooLong)],
)
async def test_what_cannot_be_tracked_is_refused(watchlist: Watchlist, typed: str, error: type[Exception]):
    with pytest.raises(error):
        await watchlist.add(GUILD, typed)


async def test_a_list_has_an_end(watchlist: Watchlist):
    for n in range(MOST_WATCHES):
        await watchlist.add(GUILD, f"keyword {n}")
    with pytest.raises(TooManyWatches):
        await watchlist.add(GUILD, "one more")
