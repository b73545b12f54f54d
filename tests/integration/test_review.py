"""The review queue in a real store: who sees a candidate, whose answers a decision changes, undo, edit and history."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from bot.domain.article import Article, Extent
from bot.domain.source import HOUSE
from bot.domain.statement import Stance, StatementStatus
from bot.errors import QuoteNotInSource, UnknownStatement
from bot.knowledge.catalogue import Catalogue
from bot.knowledge.keeper import Keeper
from bot.knowledge.recorder import Recorder
from bot.knowledge.review import Edit, ReviewDesk
from bot.ports import FixedClock
from bot.storage.candidates import CandidateStore
from bot.storage.database import open_database, sqlite_url
from bot.storage.statements import StatementStore
from bot.storage.tables import article_sources, articles, follows, sources

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
MINE, THEIRS = 7, 8
QUOTE = "We will never publish the weights of Claude"
TEXT = f'Anthropic held an event. "{QUOTE}," said Dana Whitlock, its chief policy officer. Lunch was served.'


class House:
    def __init__(self, database, clock) -> None:
        self.database = database
        self.statements, self.candidates = StatementStore(database), CandidateStore(database)
        self.catalogue = Catalogue(self.statements, clock)
        self.desk = ReviewDesk(self.statements, self.candidates, clock)
        self.recorder = Recorder(self.catalogue, Keeper(self.statements, self.candidates, clock))

    async def follow(self, number: int, guild_id: int, text: str = TEXT) -> Article:
        """An article of a source that only this server follows."""
        url = f"https://news.example/{number}"
        key = str(number).encode()
        async with self.database.writer() as connection:
            await connection.execute(insert(sources).values(
                id=number, url=url, url_digest=key, title="News", kind="feed", state="active", failures=0,
                next_due_at=NOW, added_at=NOW))  # fmt: skip
            await connection.execute(insert(follows).values(
                guild_id=guild_id, source_id=number, paused=False, followed_at=NOW))  # fmt: skip
            await connection.execute(insert(articles).values(
                id=number, url=url, url_digest=key, canonical_url=url, canonical_digest=key, outlet="News", lang="en",
                title="An event", text=text, published_at=NOW, fetched_at=NOW, extent="full", of_house=False,
            ))  # fmt: skip
            await connection.execute(insert(article_sources).values(article_id=number, source_id=number))
        return Article(number, url, url, "News", "en", "An event", text, NOW, NOW, Extent.FULL)

    async def spoken(self, guild_id: int) -> set[str]:
        return {one.statement_id for one in await self.catalogue.statements(guild_id=guild_id)}


@asynccontextmanager
async def opened(folder: Path, clock: FixedClock) -> AsyncIterator[House]:
    async with open_database(sqlite_url(folder / "review.db"), now=NOW) as database:
        house = House(database, clock)
        await house.catalogue.load_seed()
        yield house


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with opened(tmp_path, FixedClock(NOW)) as one:
        yield one


async def test_a_candidate_is_seen_by_who_follows_its_source_and_the_operator(house: House) -> None:
    assert await house.recorder.mine([await house.follow(1, MINE)]) == 1
    (found,) = await house.desk.queue(MINE)
    assert (found.company, found.stance, found.quote) == ("anthropic", Stance.CLOSED, QUOTE)
    assert await house.desk.queue(THEIRS) == []
    assert len(await house.desk.queue(HOUSE)) == 1
    with pytest.raises(UnknownStatement):
        await house.desk.item(found.statement_id, THEIRS)
    assert await house.recorder.mine([await _again(1)]) == 0


async def test_a_servers_approval_changes_its_own_answers_only(house: House) -> None:
    await house.recorder.mine([await house.follow(1, MINE)])
    (found,) = await house.desk.queue(MINE)
    await house.desk.decide([found.statement_id], StatementStatus.APPROVED, guild_id=MINE, by="ann")
    assert found.statement_id in await house.spoken(MINE)
    assert found.statement_id not in await house.spoken(THEIRS) | await house.spoken(HOUSE)
    await house.desk.decide([found.statement_id], StatementStatus.APPROVED, by="operator")
    assert found.statement_id in await house.spoken(THEIRS)


async def test_undo_takes_a_decision_back_and_history_keeps_both(house: House) -> None:
    await house.recorder.mine([await house.follow(1, MINE)])
    (found,) = await house.desk.queue(MINE)
    await house.desk.decide([found.statement_id], StatementStatus.REJECTED, guild_id=MINE, by="ann")
    assert await house.desk.queue(MINE) == []
    assert await house.desk.undo([found.statement_id], guild_id=MINE, by="bob") == 1
    assert len(await house.desk.queue(MINE)) == 1
    events = (await house.desk.item(found.statement_id, MINE)).events
    assert [(event.changed_by, event.new_status.value) for event in events] == [
        ("local", "candidate"), ("ann", "rejected"), ("bob", "candidate")]  # fmt: skip


async def test_an_edit_holds_for_its_server_and_is_undone(house: House) -> None:
    await house.recorder.mine([await house.follow(1, MINE)])
    (found,) = await house.desk.queue(MINE)
    await house.desk.edit(found.statement_id, Edit(stance=Stance.MIXED), guild_id=MINE, by="ann")
    assert (await house.desk.item(found.statement_id, MINE)).statement.stance is Stance.MIXED
    assert (await house.desk.item(found.statement_id, HOUSE)).statement.stance is Stance.CLOSED
    await house.desk.undo([found.statement_id], guild_id=MINE, by="ann")
    assert (await house.desk.item(found.statement_id, MINE)).statement.stance is Stance.CLOSED
    with pytest.raises(QuoteNotInSource):
        await house.desk.edit(found.statement_id, Edit(quote="words nobody wrote"), guild_id=MINE, by="ann")


async def test_the_passage_comes_with_its_context(house: House) -> None:
    await house.recorder.mine([await house.follow(1, MINE)])
    (found,) = await house.desk.queue(MINE)
    (seen,) = (await house.desk.item(found.statement_id, MINE)).found
    assert seen.before + seen.appearance.passage + seen.after == TEXT


async def test_a_second_article_is_a_further_appearance_for_its_own_readers_only(house: House) -> None:
    await house.recorder.mine([await house.follow(1, MINE)])
    assert await house.recorder.mine([await house.follow(2, MINE)]) == 0
    assert await house.recorder.mine([await house.follow(3, THEIRS)]) == 1
    (mine,), (theirs,) = await house.desk.queue(MINE), await house.desk.queue(THEIRS)
    assert mine.statement_id != theirs.statement_id
    assert len((await house.desk.item(mine.statement_id, MINE)).found) == 2
    assert theirs.url == "https://news.example/3"


async def test_the_record_is_told_as_it_was_known(tmp_path: Path) -> None:
    async with opened(tmp_path, FixedClock(NOW)) as house:
        await house.recorder.mine([await house.follow(1, MINE)])
        (found,) = await house.desk.queue(MINE)
        later = House(house.database, FixedClock(NOW + timedelta(days=2)))
        await later.desk.decide([found.statement_id], StatementStatus.APPROVED, by="operator")
        before = {one.statement_id for one in await later.desk.known_at(NOW + timedelta(days=1))}
        after = {one.statement_id for one in await later.desk.known_at(NOW + timedelta(days=3))}
        assert after - before == {found.statement_id}


_STEP = st.tuples(st.sampled_from(["approve", "reject", "undo", "edit"]), st.sampled_from([MINE, THEIRS]))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(_STEP, min_size=1, max_size=6))
async def test_no_servers_decisions_reach_another(tmp_path_factory: pytest.TempPathFactory, steps) -> None:
    """Whatever one server does with everything it can name, the other's and the house's record stay as they were."""
    async with opened(tmp_path_factory.mktemp("trust"), FixedClock(NOW)) as house:
        await house.recorder.mine([await house.follow(1, MINE), await house.follow(2, THEIRS)])
        every = [one.statement_id for one in await house.desk.queue(HOUSE)]
        for step, guild in steps:
            others = [HOUSE, THEIRS if guild == MINE else MINE]
            before = [await house.catalogue.all_statements(guild_id=other) for other in others]
            for statement_id in every:
                try:
                    await _do(house, step, statement_id, guild)
                except UnknownStatement:
                    assert statement_id not in {s.statement_id for s in await house.desk.queue(guild)}
            assert [await house.catalogue.all_statements(guild_id=other) for other in others] == before


async def _do(house: House, step: str, statement_id: str, guild: int) -> None:
    if step == "undo":
        await house.desk.undo([statement_id], guild_id=guild, by="x")
    elif step == "edit":
        await house.desk.edit(statement_id, Edit(stance=Stance.OPEN_SOURCE), guild_id=guild, by="x")
    else:
        status = StatementStatus.APPROVED if step == "approve" else StatementStatus.REJECTED
        await house.desk.decide([statement_id], status, guild_id=guild, by="x")


async def _again(number: int) -> Article:
    url = f"https://news.example/{number}"
    return Article(number, url, url, "News", "en", "An event", TEXT, NOW, NOW, Extent.FULL)
