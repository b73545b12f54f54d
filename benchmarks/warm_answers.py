"""How long an answer takes once everything is loaded, against plain full-text search over the same statements."""

import asyncio
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.table import Row, percentile
from bot.app import App, open_app
from bot.domain.language import Lang
from bot.domain.statement import Statement
from bot.settings import Settings
from bot.text.tokens import tokens

ROUNDS = 3
PATTERNS: tuple[tuple[Lang, str], ...] = (
    ("en", "What is {name}'s current stance on open weights?"),
    ("en", "Who at {name} said that, and when?"),
    ("ja", "{name}は現在、オープンソースについてどのような立場ですか。"),
    ("ja", "{name}の立場は変わりましたか。"),
)
AGAINST = "SQLite FTS5 search, best 5, same statements"


def measure() -> Iterator[Row]:
    ours, baseline = asyncio.run(_measure())
    for name, share in (("p50", 0.5), ("p99", 0.99)):
        ours_at = [percentile(one, share) for one in ours]
        baseline_at = [percentile(one, share) for one in baseline]
        yield Row(f"warm answer, {name} of {len(ours[0])} questions", "ms", ours_at, baseline_at, AGAINST)


async def _measure() -> tuple[list[list[float]], list[list[float]]]:
    with tempfile.TemporaryDirectory() as folder:
        async with open_app(Settings(data_dir=Path(folder))) as app:
            asked = await _questions(app)
            search = _plain_search(await app.catalogue.statements())
            ours, baseline = [], []
            for _ in range(ROUNDS + 1):  # the first loads what is loaded once
                ours.append([await _answer_ms(app, lang, question) for lang, question in asked])
                baseline.append([_search_ms(search, question) for _, question in asked])
            return ours[1:], baseline[1:]


async def _questions(app: App) -> list[tuple[Lang, str]]:
    index = await app.catalogue.index()
    return [(lang, pattern.format(name=company.names[lang])) for company in index for lang, pattern in PATTERNS]


async def _answer_ms(app: App, lang: Lang, question: str) -> float:
    begun = time.perf_counter()
    await app.responder.answer(question, lang=lang)
    return (time.perf_counter() - begun) * 1000


def _plain_search(statements: Sequence[Statement]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE record USING fts5(words)")
    texts = [" ".join((one.company, *one.summary.values(), one.quote or "", one.article_title)) for one in statements]
    connection.executemany("INSERT INTO record VALUES (?)", [(" ".join(tokens(text)),) for text in texts])
    return connection


def _search_ms(connection: sqlite3.Connection, question: str) -> float:
    begun = time.perf_counter()
    wanted = " OR ".join(f'"{token}"' for token in tokens(question))
    connection.execute(
        "SELECT rowid FROM record WHERE record MATCH ? ORDER BY bm25(record) LIMIT 5", (wanted,)
    ).fetchall()
    return (time.perf_counter() - begun) * 1000
