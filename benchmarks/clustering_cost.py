"""What placing one more article costs when 1,000 articles are stored, 10,000 and 100,000, over 100 days; and what one
more report of a story costs that holds 10 reports, and 1,000.

The stored ones are written straight into the tables with made-up vectors; only the next twelve are placed, each in
full: read, embedded, compared and written. The time of writing the stored ones is not measured.
"""

import asyncio
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import Connection, insert

from benchmarks.table import Row
from bot.domain.article import Article, Extent, NewArticle
from bot.ports import FixedClock
from bot.storage import tables
from bot.storage.articles import ArticleStore
from bot.storage.columns import digest
from bot.storage.database import open_database, sqlite_url
from bot.storage.stories import StoryStore
from bot.stories.clusterer import Clusterer
from bot.text.embedding import Embedder, open_embedder

NOW = datetime(2025, 7, 16, tzinfo=UTC)
FEW, SOME, MANY = 1_000, 10_000, 100_000
SPREAD = timedelta(days=100)
PLACED = 12
OLD = NOW - timedelta(days=1)
SHORT_STORY, LONG_STORY = 10, 1_000
_PORTION = 2_000


def measure() -> Iterator[Row]:
    embedder = open_embedder()
    embedding = _embedding_ms(embedder)
    few, some, many = (asyncio.run(_placing_ms(embedder, held)) for held in (FEW, SOME, MANY))
    yield Row(f"placing one article among {FEW:,}", "ms", few, embedding, "embedding it alone")
    yield Row(f"placing one article among {SOME:,}", "ms", some, few, f"among {FEW:,}")
    yield Row(f"placing one article among {MANY:,}", "ms", many, few, f"among {FEW:,}")
    short, long = (asyncio.run(_joining_ms(embedder, held)) for held in (SHORT_STORY, LONG_STORY))
    yield Row(f"one more report of a story with {SHORT_STORY}", "ms", short, embedding, "embedding it alone")
    yield Row(f"one more report of a story with {LONG_STORY:,}", "ms", long, short, f"with {SHORT_STORY}")


def _embedding_ms(embedder: Embedder) -> list[float]:
    taken = []
    for n in range(PLACED + 1):
        begun = time.perf_counter()
        embedder.embed_passages([f"{_title(n)}\n{_body(n)}"], ["en"])
        taken.append((time.perf_counter() - begun) * 1000)
    return taken[1:]


async def _placing_ms(embedder: Embedder, held: int) -> list[float]:
    with tempfile.TemporaryDirectory() as folder:
        async with open_database(sqlite_url(Path(folder) / "bench.db"), now=NOW) as database:
            articles, stories = ArticleStore(database), StoryStore(database)
            await database.write(lambda connection: _fill(connection, embedder, held))
            clusterer = Clusterer(stories, articles, embedder, lambda _text: ("acme",), FixedClock(NOW))
            taken = []
            for article in await _add(articles, range(held, held + PLACED), held):
                begun = time.perf_counter()
                await clusterer.place(article)
                taken.append((time.perf_counter() - begun) * 1000)
            # The first one reads the window of days, which is then kept.
            return taken[1:]


async def _joining_ms(embedder: Embedder, held: int) -> list[float]:
    """Each of the same event in other words, days after its first report."""
    with tempfile.TemporaryDirectory() as folder:
        async with open_database(sqlite_url(Path(folder) / "bench.db"), now=NOW) as database:
            articles, stories = ArticleStore(database), StoryStore(database)
            clusterer = Clusterer(stories, articles, embedder, lambda _text: ("acme",), FixedClock(NOW))
            [first] = await _reports(articles, range(1))
            story = await clusterer.place(first)
            vector = embedder.embed_passages([f"{first.title}\n{first.text}"], ["en"])[0]
            await database.write(lambda connection: _lengthen(connection, embedder, story.story_id, vector, held))
            taken = []
            for article in await _reports(articles, range(held, held + PLACED)):
                begun = time.perf_counter()
                joined = await clusterer.place(article)
                taken.append((time.perf_counter() - begun) * 1000)
                assert joined.story_id == story.story_id, joined
            return taken[1:]


def _lengthen(connection: Connection, embedder: Embedder, story_id: int, vector: np.ndarray, held: int) -> None:
    random = np.random.default_rng(7)
    numbers = range(1, held)
    near = vector + random.standard_normal((len(numbers), len(vector))) * 0.01
    near /= np.linalg.norm(near, axis=1, keepdims=True)
    connection.execute(insert(tables.articles), [_article_row(n, held) | _report(n) for n in numbers])
    rows = [
        {
            "article_id": n + 1, "story_id": story_id, "vector": one.astype("<f4").tobytes(),
            "vector_model": embedder.name, "signature": random.bytes(512), "companies": ["acme"], "placed_at": OLD,
        }
        for n, one in zip(numbers, near, strict=True)
    ]  # fmt: skip
    connection.execute(insert(tables.placements), rows)


def _report(n: int) -> dict[str, Any]:
    return {
        "title": f"Acme's laboratory in Oakfield opens, says report {n}",
        "text": f"Acme opened its laboratory in Oakfield on Monday, desk {n} reports. It cost $340 million. {_body(n)}",
        "outlet": f"Desk {n}",
        "published_at": OLD + timedelta(seconds=n),
    }


async def _reports(articles: ArticleStore, numbers: range) -> list[Article]:
    urls = [f"https://news.example/{n}" for n in numbers]
    told = [_report(n) for n in numbers]
    new = [
        NewArticle(
            None, url, url, one["outlet"], "en", one["title"], one["text"],
            one["published_at"], NOW - timedelta(minutes=1), Extent.FULL,
        )
        for one, url in zip(told, urls, strict=True)
    ]  # fmt: skip
    return await articles.add_articles(None, new, [[f"url:{url}"] for url in urls], NOW)


def _fill(connection: Connection, embedder: Embedder, held: int) -> None:
    """Articles of as many different events, with vectors as far apart as unrelated articles are; straight into the
    tables, for a hundred thousand."""
    random = np.random.default_rng(7)
    for first in range(0, held, _PORTION):
        numbers = range(first, min(held, first + _PORTION))
        vectors = random.standard_normal((len(numbers), embedder.dimensions))
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        connection.execute(insert(tables.articles), [_article_row(n, held) for n in numbers])
        connection.execute(insert(tables.stories), [_story_row(n) for n in numbers])
        rows = [
            {
                "article_id": n + 1, "story_id": n + 1, "vector": vector.astype("<f4").tobytes(),
                "vector_model": embedder.name, "signature": random.bytes(512), "companies": ["acme"], "placed_at": OLD,
            }
            for n, vector in zip(numbers, vectors, strict=True)
        ]  # fmt: skip
        connection.execute(insert(tables.placements), rows)


def _article_row(n: int, held: int) -> dict[str, object]:
    url = f"https://news.example/{n}"
    return {
        "url": url, "url_digest": digest(url), "canonical_url": url, "canonical_digest": digest(url),
        "outlet": "Example Wire", "lang": "en", "title": _title(n), "text": _body(n), "published_at": _at(n, held),
        "fetched_at": OLD, "extent": Extent.FULL.value, "of_house": True,
    }  # fmt: skip


def _story_row(n: int) -> dict[str, object]:
    seen = {"first_seen_at": OLD, "updated_at": OLD}
    return {"titles": {"en": _title(n)}, "companies": ["acme"], "revision": 1, **seen}


async def _add(articles: ArticleStore, numbers: range, held: int) -> list[Article]:
    urls = [f"https://news.example/{n}" for n in numbers]
    new = [
        NewArticle(
            None, url, url, "Example Wire", "en", _title(n), _body(n),
            _at(n, held), NOW - timedelta(minutes=1), Extent.FULL,
        )
        for n, url in zip(numbers, urls, strict=True)
    ]  # fmt: skip
    return await articles.add_articles(None, new, [[f"url:{url}"] for url in urls], NOW)


def _at(n: int, held: int) -> datetime:
    return NOW - SPREAD * ((n * 7919 % MANY) / MANY) if n < held else NOW - timedelta(minutes=5)


def _title(n: int) -> str:
    return f"Acme opens laboratory number {n} in district {n * 37 % 991}"


def _body(n: int) -> str:
    return (
        f"Acme said on Tuesday that laboratory {n} will employ {n * 13 % 777} people and test {n * 17 % 389} models. "
        * 4
    )
