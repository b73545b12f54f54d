"""No query that is asked often reads a whole table that grows with the articles."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from bot.domain.source import HOUSE
from bot.storage.articles import ArticleStore
from bot.storage.database import Database, open_database, sqlite_url
from bot.storage.deliveries import DeliveryStore
from bot.storage.schedules import ScheduleStore
from bot.storage.sources import SourceStore
from bot.storage.stories import StoryStore
from tests.conftest import NOW

GROWING = {
    "articles",
    "article_sources",
    "entries",
    "placements",
    "stories",
    "story_companies",
    "deliveries",
    "schedules",
}
SINCE = NOW - timedelta(days=2)

QUESTIONS: dict[str, Any] = {
    "new entries": lambda db: SourceStore(db).find_known_identities(1, ["guid:1"]),
    "by id": lambda db: ArticleStore(db).get_articles([1, 2]),
    "by url": lambda db: ArticleStore(db).find_by_url("https://paper.example/"),
    "recent articles": lambda db: ArticleStore(db).list_articles(since=SINCE),
    "recent articles of a server": lambda db: ArticleStore(db).list_articles(7, since=SINCE, limit=20),
    "unplaced": lambda db: ArticleStore(db).list_unplaced(),
    "visible": lambda db: ArticleStore(db).visible_ids(7, [1, 2]),
    "visible to the house": lambda db: ArticleStore(db).visible_ids(HOUSE, [1, 2]),
    "placements": lambda db: StoryStore(db).list_placements(SINCE),
    "story of": lambda db: StoryStore(db).find_story_of(1),
    "recent stories": lambda db: StoryStore(db).list_stories(since=SINCE),
    "recent stories of a server": lambda db: StoryStore(db).list_stories(7, since=SINCE, limit=20),
    "stories of a company": lambda db: StoryStore(db).list_stories(company="x"),
    "slot": lambda db: DeliveryStore(db).find_delivery(1, NOW),
    "due": lambda db: ScheduleStore(db).list_due(NOW),
    "coming": lambda db: ScheduleStore(db).list_coming(NOW, NOW, after=(NOW, 7)),
    "unfinished": lambda db: DeliveryStore(db).list_unfinished(),
    "ledger": lambda db: DeliveryStore(db).list_deliveries(7),
}


@pytest.fixture
async def database(tmp_path: Path):
    async with open_database(sqlite_url(tmp_path / "kawaraban.db"), now=NOW) as opened:
        yield opened


@pytest.mark.parametrize("question", QUESTIONS)
async def test_it_searches_and_does_not_scan(database: Database, question: str):
    asked: list[tuple[str, Any]] = []

    def note(_connection, _cursor, sql: str, values: Any, _context, _many) -> None:
        asked.append((sql, values))

    assert database._blocking
    engines = (database._readers.sync_engine, database._blocking._readers)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    await QUESTIONS[question](database)
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)
    selects = [(sql, values) for sql, values in asked if sql.startswith("SELECT")]
    assert selects
    async with database.reader() as connection:
        for sql, values in selects:
            plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
            steps = [str(row.detail) for row in plan]
            assert not [step for step in steps if step.startswith("SCAN") and step.split()[1] in GROWING], steps
