"""The record in a real store: first start, newer versions, an operator's set, export, review, and its caches."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.domain.statement import Stance, StatementStatus
from bot.errors import DataSetError, UnknownCompany
from bot.knowledge.catalogue import Catalogue
from bot.knowledge.seed import SHIPPED, load_data_set
from bot.ports import FixedClock
from bot.storage.database import Database, open_database, sqlite_url
from bot.storage.statements import StatementStore

TODAY = datetime(2026, 11, 24, 3, tzinfo=UTC)
SERVER = 7
OTHER_SERVER = 8


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with open_database(sqlite_url(tmp_path / "record.db"), now=TODAY) as opened:
        yield opened


@pytest.fixture
def store(database: Database) -> StatementStore:
    return StatementStore(database)


@pytest.fixture
def catalogue(store: StatementStore) -> Catalogue:
    return Catalogue(store, FixedClock(TODAY))


def said(slug: str, on: str, stance: str = "open_weights", **changed: Any) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "id": f"halcyon-{on[:7]}-{slug}",
        "date": on,
        "speaker": None,
        "provenance": "official_statement",
        "modality": "commitment",
        "scope": ["frontier_models"],
        "stance": stance,
        "quote": None,
        "quote_lang": None,
        "summary": {"en": f"Halcyon said {slug} on {on}.", "ja": f"ハルシオンは{on}に{slug}と述べた。"},
        "source": {"publisher": "P", "title": "T", "url": "https://halcyon.example.com/a"},
        "verified": False,
    }
    return entry | changed


def write_set(folder: Path, *statements: dict[str, Any], as_of: str | None = None, **changed: Any) -> Path:
    folder.mkdir(exist_ok=True)
    company: dict[str, Any] = {
        "id": "halcyon",
        "kind": "lab",
        "country": "NO",
        "homepage": "https://halcyon.example.com/",
        "names": {"en": "Halcyon Labs", "ja": "ハルシオン・ラボ"},
        "aliases": [],
        "products": [{"name": "Kestrel", "ja": "ケストレル"}],
        "statements": list(statements),
    }
    text = yaml.safe_dump(company | changed, allow_unicode=True, sort_keys=False)
    (folder / "halcyon.yaml").write_text(text, encoding="utf-8")
    if as_of:
        (folder / "dataset.yaml").write_text(f"title: T\nlicence: CC0\nas_of: '{as_of}'\n", encoding="utf-8")
    return folder


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    return write_set(tmp_path / "theirs", said("open", "2025-01-02"), said("shut", "2026-02-03", "closed"))


class TestSeed:
    async def test_the_first_start_loads_it_and_the_next_does_nothing(self, catalogue, store):
        data = load_data_set(SHIPPED)
        outcome = await catalogue.load_seed()
        assert (outcome.added, outcome.updated) == (len(data.statements), 0)
        assert await catalogue.load_seed() is None
        assert [company.company_id for company in await catalogue.index()] == sorted(
            company.company_id for company in data.companies
        )
        stored = {statement.statement_id for statement in await catalogue.statements()}
        assert stored == {statement.statement_id for statement in data.statements}
        assert (await store.data_set_version()).endswith(data.version)

    async def test_a_newer_version_is_merged_and_an_older_one_is_not(self, catalogue, tmp_path):
        old = write_set(tmp_path / "old", said("a", "2025-01-02"), as_of="2025-06-01")
        new = write_set(tmp_path / "new", said("a", "2025-01-02", "mixed"), said("b", "2025-07-02"), as_of="2025-08-01")
        assert (await catalogue.load_seed(old)).added == 1
        merged = await catalogue.load_seed(new)
        assert (merged.added, merged.updated) == (1, 1)
        assert await catalogue.load_seed(old) is None
        assert len(await catalogue.statements()) == 2

    async def test_a_newer_version_leaves_local_decisions_alone(self, catalogue, tmp_path):
        old = write_set(tmp_path / "old", said("a", "2025-01-02"), as_of="2025-06-01")
        new = write_set(tmp_path / "new", said("a", "2025-01-02", "mixed"), as_of="2025-08-01")
        await catalogue.load_seed(old)
        await catalogue.review(["halcyon-2025-01-a"], StatementStatus.REJECTED, "op")
        assert (await catalogue.load_seed(new)).kept_local == 1
        assert await catalogue.statements() == []

    async def test_a_clock_set_back_makes_no_partial_date_certain(self, store, tmp_path):
        folder = write_set(tmp_path / "set", said("b", "2024-05-05", "closed"), said("a", "2025"), as_of="2026-11-23")
        back = Catalogue(store, FixedClock(datetime(2025, 3, 1, tzinfo=UTC)))
        await back.load_seed(folder)
        assert (await back.reading("halcyon")).stance is Stance.CLOSED
        assert (await back.reading("halcyon", date(2026, 1, 1))).stance is Stance.OPEN_WEIGHTS


class TestOperatorsSet:
    async def test_it_is_merged_into_the_shipped_one(self, catalogue, theirs):
        outcome = await catalogue.load(theirs)
        assert outcome.added == 2
        index = await catalogue.index()
        assert index.get("halcyon").kind == "lab"
        assert len(index) == len(load_data_set(SHIPPED).companies) + 1
        assert index.rank_companies("ハルシオン・ラボとMeta") == ("halcyon", "meta")
        assert await catalogue.load_seed() is None

    async def test_in_the_place_of_ours_it_stays_over_restarts(self, catalogue, store, theirs):
        await catalogue.load_seed()
        await catalogue.index()
        outcome = await catalogue.load(theirs, replace=True)
        assert outcome.dropped == len(load_data_set(SHIPPED).statements)
        again = Catalogue(store, FixedClock(TODAY))
        assert await again.load_seed() is None
        assert [company.company_id for company in await catalogue.index()] == ["halcyon"]
        assert (await catalogue.reading("halcyon")).stance is Stance.CLOSED

    async def test_a_faulty_set_changes_nothing(self, catalogue, store, tmp_path):
        await catalogue.load_seed()
        before = await store.revision(), await store.data_set_version()
        bad = write_set(tmp_path / "bad", said("a", "2025-01-02", "ajar"))
        for replace in (False, True):
            with pytest.raises(DataSetError, match=r"halcyon\.yaml: halcyon-2025-01-a: .*stance"):
                await catalogue.load(bad, replace)
        assert (await store.revision(), await store.data_set_version()) == before

    async def test_loading_twice_changes_nothing(self, catalogue, store, theirs):
        await catalogue.load(theirs, replace=True)
        revision = await store.revision()
        outcome = await catalogue.load(theirs, replace=True)
        assert (outcome.added, outcome.updated, outcome.unchanged) == (0, 0, 2)
        assert await store.revision() == revision

    async def test_a_spelling_that_another_company_has_is_told_and_loaded(self, catalogue, tmp_path, caplog):
        folder = write_set(tmp_path / "set", said("a", "2025-01-02"), aliases=["Facebook"])
        await catalogue.load(folder)
        assert "knowledge.shared_spelling" in caplog.text
        assert "halcyon: Facebook" in caplog.text
        index = await catalogue.index()
        assert index.resolve("Facebook") is None
        assert index.rank_companies("Facebook, the lab behind Halcyon Labs") == ("halcyon",)


class TestExport:
    async def test_what_was_exported_loads_again(self, catalogue, theirs, tmp_path):
        await catalogue.load_seed()
        await catalogue.load(theirs)
        files = await catalogue.export(tmp_path / "out" / "deep")
        again, ours, own = (load_data_set(folder) for folder in (files[0].parent, SHIPPED, theirs))
        assert sorted(file.name for file in files) == sorted(f"{c.company_id}.yaml" for c in again.companies)
        by_id = {statement.statement_id: statement for statement in (*ours.statements, *own.statements)}
        assert {statement.statement_id: statement for statement in again.statements} == by_id
        companies = {company.company_id: company for company in (*ours.companies, *own.companies)}
        assert {company.company_id: company for company in again.companies} == companies

    async def test_only_what_is_approved_is_exported(self, catalogue, theirs, tmp_path):
        await catalogue.load(theirs, replace=True)
        await catalogue.review(["halcyon-2026-02-shut"], StatementStatus.RETRACTED, "op")
        await catalogue.export(tmp_path / "out")
        assert [each.statement_id for each in load_data_set(tmp_path / "out").statements] == ["halcyon-2025-01-open"]


class TestReading:
    async def test_as_of_a_day(self, catalogue, theirs):
        await catalogue.load(theirs, replace=True)
        assert (await catalogue.reading("halcyon")).stance is Stance.CLOSED
        assert (await catalogue.reading("halcyon", date(2025, 6, 1))).stance is Stance.OPEN_WEIGHTS
        assert (await catalogue.reading("halcyon", date(2024, 6, 1))).stance is Stance.UNDECLARED
        assert [str(s.said_on) for s in await catalogue.statements("halcyon")] == ["2025-01-02", "2026-02-03"]
        assert len(await catalogue.statements("halcyon", as_of=date(2025, 6, 1))) == 1
        assert await catalogue.statements("nobody") == []
        (change,) = await catalogue.changes("halcyon")
        assert change.after.stance is Stance.CLOSED
        assert await catalogue.changes("halcyon", date(2025, 6, 1)) == []

    async def test_a_company_that_is_not_on_record(self, catalogue, theirs):
        await catalogue.load(theirs, replace=True)
        with pytest.raises(UnknownCompany):
            await catalogue.reading("meta")
        with pytest.raises(UnknownCompany):
            await catalogue.changes("meta")


class TestReview:
    async def test_a_decision_of_the_house_holds_everywhere(self, catalogue, theirs):
        await catalogue.load(theirs, replace=True)
        assert (await catalogue.reading("halcyon", guild_id=SERVER)).stance is Stance.CLOSED
        assert await catalogue.review(["halcyon-2026-02-shut", "no-such"], StatementStatus.REJECTED, "op") == 1
        for guild in (0, SERVER):
            assert (await catalogue.reading("halcyon", guild_id=guild)).stance is Stance.OPEN_WEIGHTS

    async def test_a_decision_of_a_server_holds_there_only(self, catalogue, theirs):
        await catalogue.load(theirs, replace=True)
        await catalogue.review(["halcyon-2026-02-shut"], StatementStatus.REJECTED, "admin", guild_id=SERVER)
        assert (await catalogue.reading("halcyon", guild_id=SERVER)).stance is Stance.OPEN_WEIGHTS
        assert (await catalogue.reading("halcyon")).stance is Stance.CLOSED
        rejected = await catalogue.all_statements(status=StatementStatus.REJECTED, guild_id=SERVER)
        assert [statement.statement_id for statement in rejected] == ["halcyon-2026-02-shut"]
        assert await catalogue.all_statements(status=StatementStatus.REJECTED) == []

    async def test_servers_share_the_houses_record_until_they_decide_something(self, catalogue, theirs):
        await catalogue.load(theirs, replace=True)
        assert [await catalogue.record_in(guild) for guild in (0, SERVER, OTHER_SERVER)] == [0, 0, 0]
        await catalogue.review(["halcyon-2026-02-shut"], StatementStatus.REJECTED, "admin", guild_id=SERVER)
        assert [await catalogue.record_in(guild) for guild in (0, SERVER, OTHER_SERVER)] == [0, SERVER, 0]

    async def test_an_undone_decision_is_as_if_never_made(self, catalogue, theirs):
        await catalogue.load(theirs, replace=True)
        for status in (StatementStatus.REJECTED, StatementStatus.APPROVED):
            await catalogue.review(["halcyon-2026-02-shut"], status, "op")
        assert (await catalogue.reading("halcyon")).stance is Stance.CLOSED


class TestCache:
    async def test_the_index_is_built_once_until_the_record_changes(self, catalogue, theirs):
        await catalogue.load_seed()
        first = await catalogue.index()
        assert await catalogue.index() is first
        await catalogue.load(theirs)
        assert await catalogue.index() is not first

    async def test_another_process_is_seen(self, catalogue, store, theirs):
        await catalogue.load_seed()
        assert len(await catalogue.statements()) > 200
        await Catalogue(store, FixedClock(TODAY)).load(theirs, replace=True)
        assert len(await catalogue.statements()) == 2
        assert len(await catalogue.index()) == 1

    async def test_many_servers_are_served(self, catalogue, theirs):
        await catalogue.load(theirs, replace=True)
        for guild in range(1, 80):
            assert len(await catalogue.statements(guild_id=guild)) == 2
