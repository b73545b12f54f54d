"""The record: a data set merges into it, decisions hold where they were made, and nothing local is ever overwritten."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.domain.statement import (
    Company,
    Modality,
    PartialDate,
    Product,
    Provenance,
    Scope,
    Speaker,
    Stance,
    Statement,
    StatementStatus,
)
from bot.errors import DataSetError
from bot.storage.database import Database, open_database
from bot.storage.guilds import GuildStore
from bot.storage.statements import LoadOutcome, StatementStore
from bot.storage.tables import reviews, statement_events
from tests.conftest import NOW

LATER = NOW + timedelta(days=3)
APPROVED, REJECTED, CANDIDATE = StatementStatus.APPROVED, StatementStatus.REJECTED, StatementStatus.CANDIDATE


def company(name: str = "norvel", **fields) -> Company:
    base = Company(
        name, "lab", "NO", "https://norvel.example", {"en": "Norvel", "ja": "ノーベル研"}, ("NVL",), ("North",),
        (Product("Fjord", "フィヨルド"),),
    )  # fmt: skip
    return replace(base, **fields)


def statement(name: str = "norvel-2025-fjord", **fields) -> Statement:
    base = Statement(
        statement_id=name,
        company="norvel",
        said_on=PartialDate("2025-03"),
        speaker=Speaker("Ada Berg", "アーダ・ベルグ", "CEO", "最高経営責任者"),
        provenance=Provenance.EXECUTIVE_QUOTE,
        modality=Modality.INTENTION,
        scope=(Scope.FRONTIER_MODELS, Scope.CODE),
        stance=Stance.OPEN_WEIGHTS,
        quote="we will open Fjord",
        quote_lang="en",
        summary={"en": "Norvel will open Fjord.", "ja": "ノーベル研はフィヨルドを公開する。"},
        publisher="The Paper",
        article_title="Norvel opens",
        url="https://paper.example/1",
        verified=True,
        note=None,
    )
    return replace(base, **fields)


@pytest.fixture
def store(database: Database) -> StatementStore:
    return StatementStore(database)


async def _history(database: Database) -> list[tuple[object, ...]]:
    events = statement_events.c
    query = select(events.statement_id, events.guild_id, events.old_status, events.new_status, events.changed_by)
    async with database.reader() as connection:
        return [tuple(row) for row in await connection.execute(query.order_by(events.id))]


async def _only(store: StatementStore, guild_id: int = 0) -> Statement:
    [one] = await store.list_statements(guild_id=guild_id)
    return one


async def test_what_is_loaded_comes_back_the_same(store: StatementStore):
    plain = statement("norvel-2024-x", said_on=PartialDate("2024"), speaker=None, quote=None, quote_lang=None, url=None)
    assert await store.load([company()], [statement(), plain], version="1", now=NOW) == LoadOutcome(2, 0, 0, 0)
    assert await store.list_companies() == [company()]
    stored = await store.list_statements()
    assert stored == [replace(plain, recorded_at=NOW), replace(statement(), recorded_at=NOW)]
    assert await store.data_set_version() == "1"


async def test_nothing_is_there_before_the_first_load(store: StatementStore):
    assert (await store.data_set_version(), await store.revision()) == (None, 0)
    assert (await store.list_companies(), await store.list_statements()) == ([], [])


async def test_loading_again_changes_nothing(store: StatementStore):
    await store.load([company()], [statement()], version="1", now=NOW)
    before = await store.revision()
    assert await store.load([company()], [statement()], version="1", now=LATER) == LoadOutcome(0, 0, 1, 0)
    assert await store.revision() == before


async def test_a_newer_data_set_corrects_but_does_not_move_when_we_learnt_of_it(store: StatementStore):
    await store.load([company()], [statement()], version="1", now=NOW)
    before = await store.revision()
    corrected = statement(stance=Stance.MIXED, said_on=PartialDate("2025-03-04"))
    outcome = await store.load([company(aliases=("NV",))], [corrected], version="2", now=LATER)
    assert outcome == LoadOutcome(0, 1, 0, 0)
    assert await _only(store) == replace(corrected, recorded_at=NOW)
    assert (await store.list_companies())[0].aliases == ("NV",)
    assert await store.data_set_version() == "2"
    assert await store.revision() > before


async def test_a_changed_company_alone_moves_the_revision(store: StatementStore):
    await store.load([company()], [], version="1", now=NOW)
    before = await store.revision()
    await store.load([company(kind="nonprofit")], [], version="1", now=NOW)
    assert await store.revision() > before


async def test_a_retraction_in_a_data_set_is_history(store: StatementStore, database: Database):
    await store.load([company()], [statement()], version="1", now=NOW)
    await store.load([company()], [statement(status=StatementStatus.RETRACTED)], version="2", now=LATER)
    assert (await _only(store)).status is StatementStatus.RETRACTED
    assert await _history(database) == [("norvel-2025-fjord", 0, "approved", "retracted", "data set")]


@pytest.mark.parametrize("replacing", [False, True])
async def test_what_was_decided_here_is_never_overwritten(store: StatementStore, replacing: bool):
    await store.load([company()], [statement()], version="1", now=NOW)
    await store.set_status(["norvel-2025-fjord"], REJECTED, by="operator", now=NOW)
    outcome = await store.load(
        [company()], [statement(stance=Stance.CLOSED)], version="2", now=LATER, replace=replacing
    )
    assert outcome == LoadOutcome(0, 0, 0, 1)
    assert await _only(store) == replace(statement(), status=REJECTED, recorded_at=NOW)


async def test_replace_drops_what_is_no_longer_there_but_nothing_local(store: StatementStore):
    decided, dropped, kept = (statement(f"norvel-2025-{name}") for name in ("decided", "dropped", "kept"))
    await store.load([company(), company("other"), company("third")], [decided, dropped, kept], version="1", now=NOW)
    await store.set_status([decided.statement_id], REJECTED, by="operator", now=NOW)
    await store.add_statements([statement("other-2025-found", company="other")], by="operator", now=NOW)
    outcome = await store.load([company()], [kept], version="2", now=LATER, replace=True)
    assert outcome == LoadOutcome(0, 0, 1, 0, dropped=1)
    left = {one.statement_id for one in await store.list_statements()}
    assert left == {decided.statement_id, kept.statement_id, "other-2025-found"}
    assert [one.company_id for one in await store.list_companies()] == ["norvel", "other"]


async def test_dropping_a_silent_company_moves_the_revision(store: StatementStore):
    await store.load([company(), company("other")], [statement()], version="1", now=NOW)
    before = await store.revision()
    await store.load([company()], [statement()], version="1", now=NOW, replace=True)
    assert await store.revision() > before


async def test_without_replace_nothing_is_dropped(store: StatementStore):
    await store.load([company()], [statement()], version="1", now=NOW)
    await store.load([company()], [statement("norvel-2025-next")], version="2", now=LATER)
    assert len(await store.list_statements()) == 2


@pytest.mark.parametrize(
    "wrong", [[statement(company="nobody")], [statement(), statement(stance=Stance.CLOSED)]], ids=["company", "twice"]
)
async def test_a_data_set_that_does_not_hold_together_changes_nothing(store: StatementStore, wrong):
    with pytest.raises(DataSetError) as caught:
        await store.load([company()], wrong, version="1", now=NOW)
    assert "norvel-2025-fjord" in str(caught.value.values["reason"])
    assert await store.list_companies() == []
    assert await store.data_set_version() is None


async def test_filters(store: StatementStore):
    await store.load(
        [company(), company("other")],
        [statement(), statement("other-1", company="other"), statement("other-2", company="other", status=CANDIDATE)],
        version="1",
        now=NOW,
    )
    assert [one.statement_id for one in await store.list_statements(company="other")] == ["other-1", "other-2"]
    assert [one.statement_id for one in await store.list_statements(status=CANDIDATE)] == ["other-2"]
    assert await store.list_statements(company="norvel", status=CANDIDATE) == []


async def test_a_servers_decision_holds_in_that_server_only(store: StatementStore, database: Database):
    await store.load([company()], [statement(status=CANDIDATE)], version="1", now=NOW)
    before = await store.revision()
    assert await store.set_status(["norvel-2025-fjord"], APPROVED, guild_id=7, by="mei", now=NOW) == 1
    assert (await _only(store, 7)).status is APPROVED
    assert (await _only(store, 8)).status is CANDIDATE
    assert (await _only(store)).status is CANDIDATE
    assert [one.status for one in await store.list_statements(status=APPROVED, guild_id=7)] == [APPROVED]
    assert await store.list_statements(status=CANDIDATE, guild_id=7) == []
    assert await store.revision() > before
    await store.set_status(["norvel-2025-fjord"], REJECTED, guild_id=7, by="ken", now=LATER)
    assert (await _only(store, 7)).status is REJECTED
    assert await _history(database) == [
        ("norvel-2025-fjord", 7, "candidate", "approved", "mei"),
        ("norvel-2025-fjord", 7, "approved", "rejected", "ken"),
    ]


async def test_the_houses_decision_holds_everywhere_else(store: StatementStore):
    await store.load([company()], [statement(status=CANDIDATE)], version="1", now=NOW)
    await store.set_status(["norvel-2025-fjord"], REJECTED, guild_id=7, by="mei", now=NOW)
    await store.set_status(["norvel-2025-fjord"], APPROVED, by="operator", now=NOW)
    assert [(await _only(store, guild)).status for guild in (0, 7, 8)] == [APPROVED, REJECTED, APPROVED]


async def test_deciding_the_same_twice_is_one_change(store: StatementStore, database: Database):
    await store.load([company()], [statement()], version="1", now=NOW)
    ids = ["norvel-2025-fjord", "norvel-2025-fjord", "no-such-statement"]
    assert await store.set_status(ids, REJECTED, by="a", now=NOW) == 1
    before = await store.revision()
    assert await store.set_status(ids, REJECTED, by="b", now=NOW) == 0
    assert await store.revision() == before
    assert len(await _history(database)) == 1


async def test_thousands_are_decided_at_once(store: StatementStore):
    many = [statement(f"norvel-{number}") for number in range(1300)]
    await store.load([company()], many, version="1", now=NOW)
    ids = [one.statement_id for one in many]
    assert await store.set_status(ids, REJECTED, by="operator", now=NOW) == 1300
    assert len(await store.list_statements(status=REJECTED)) == 1300


async def test_what_a_server_found_is_its_own(store: StatementStore):
    await store.load([company()], [], version="1", now=NOW)
    found = statement(status=CANDIDATE)
    assert await store.add_statements([found], guild_id=7, by="miner", now=NOW) == 1
    assert await store.add_statements([found], guild_id=7, by="miner", now=NOW) == 0
    assert await store.list_statements() == []
    assert await store.list_statements(guild_id=8) == []
    assert await _only(store, 7) == replace(found, recorded_at=NOW)
    assert await store.set_status([found.statement_id], APPROVED, by="operator", now=NOW) == 0
    assert await store.set_status([found.statement_id], APPROVED, guild_id=8, by="stranger", now=NOW) == 0
    assert await store.set_status([found.statement_id], APPROVED, guild_id=7, by="mei", now=NOW) == 1
    assert (await _only(store, 7)).status is APPROVED


async def test_a_forgotten_server_takes_its_decisions_with_it(store: StatementStore, database: Database):
    await store.load([company()], [statement()], version="1", now=NOW)
    await store.add_statements([statement("norvel-2025-own")], guild_id=7, by="miner", now=NOW)
    for guild in (7, 8):
        await store.set_status(["norvel-2025-fjord"], REJECTED, guild_id=guild, by="mei", now=NOW)
    before = await store.revision()
    await GuildStore(database).forget(7)
    assert (await _only(store, 7)).status is APPROVED
    assert (await _only(store, 8)).status is REJECTED
    assert {row[1] for row in await _history(database)} == {8}
    assert await store.revision() > before


async def test_a_dropped_statement_takes_its_reviews_with_it(store: StatementStore, database: Database):
    await store.load([company()], [statement()], version="1", now=NOW)
    await store.set_status(["norvel-2025-fjord"], REJECTED, guild_id=7, by="mei", now=NOW)
    await store.load([company()], [], version="2", now=NOW, replace=True)
    async with database.reader() as connection:
        assert (await connection.execute(select(reviews))).all() == []
    assert len(await _history(database)) == 1


async def test_two_processes_that_load_at_once_load_once(database_url: str):
    many = [statement(f"norvel-{number}") for number in range(100)]

    async def load() -> LoadOutcome:
        async with open_database(database_url, now=NOW) as database:
            return await StatementStore(database).load([company()], many, version="1", now=NOW)

    outcomes = await asyncio.gather(*(load() for _ in range(3)))
    assert sorted(outcome.added for outcome in outcomes) == [0, 0, 100]
    assert sum(outcome.unchanged for outcome in outcomes) == 200
