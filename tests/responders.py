"""Opens a responder over the shipped record, or over one of the made-up ones that the question sets ask about."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from bot.answers.responder import Responder
from bot.evaluation.questions import SETS
from bot.knowledge.catalogue import Catalogue
from bot.ports import FixedClock
from bot.storage.database import open_database, sqlite_url
from bot.storage.statements import StatementStore


@asynccontextmanager
async def open_responder(folder: Path, record: str | None, now: datetime) -> AsyncIterator[Responder]:
    """`record`: the name of a made-up one; None is the shipped one."""
    async with open_database(sqlite_url(folder / f"{record or 'shipped'}.db"), now=now) as database:
        clock = FixedClock(now)
        catalogue = Catalogue(StatementStore(database), clock)
        await (catalogue.load(SETS / record, replace=True) if record else catalogue.load_seed())
        yield Responder(catalogue, clock)
