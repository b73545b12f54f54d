"""The list of articles that a model is asked about, in both stores: one turn for each, kept replies first."""

import asyncio
from datetime import timedelta

from bot.domain.article import Extent, NewArticle
from bot.domain.source import SourceKind
from bot.storage.articles import ArticleStore
from bot.storage.brief_writings import Effort
from bot.storage.candidates import CandidateStore
from bot.storage.database import Database
from bot.storage.minings import MiningStore
from bot.storage.sources import SourceStore
from tests.conftest import NOW

ENGINE = "model:tiny@statements.en-1"
LATER = NOW + timedelta(minutes=5)


async def noted(database: Database, count: int) -> MiningStore:
    """With articles 1 to `count` on the list."""
    source = await SourceStore(database).add_source("https://n.example/feed", "News", "en", SourceKind.FEED, NOW)
    urls = [f"https://n.example/{n}" for n in range(count)]
    new = [NewArticle(None, url, url, "News", "en", "T", "Text.", NOW, NOW, Extent.FULL) for url in urls]
    articles = await ArticleStore(database).add_articles(source.source_id, new, [[f"url:{url}"] for url in urls], NOW)
    store = MiningStore(database)
    for article in articles:
        await store.note(article.article_id, ENGINE, NOW)
    return store


async def test_each_article_has_one_turn_at_a_time(database: Database) -> None:
    store = await noted(database, 3)
    turns = await asyncio.gather(*(store.take_turn(ENGINE, NOW, until=LATER) for _ in range(3)))
    # Two that reach for the same row at once: one goes without, and none shares.
    taken = [turn.article_id for turn in turns if turn is not None]
    assert len(set(taken)) == len(taken) > 0
    rest = [await store.take_turn(ENGINE, NOW, until=LATER) for _ in range(4)]
    assert sorted([*taken, *(turn.article_id for turn in rest if turn is not None)]) == [1, 2, 3]
    assert await store.take_turn("model:other@statements.en-1", NOW, until=LATER) is None
    assert await store.take_turn(ENGINE, LATER, until=LATER + timedelta(minutes=5)) is not None


async def test_a_kept_reply_goes_first_and_nobody_is_asked_for_it(database: Database) -> None:
    store = await noted(database, 2)
    assert await store.take_turn(ENGINE, NOW, until=LATER, only_answered=True) is None
    first = await store.take_turn(ENGINE, NOW, until=NOW)
    assert first is not None
    await store.keep_reply(first, ENGINE, "{\x00}", Effort(1, 10, 5, 7, 0.5))
    again = await store.take_turn(ENGINE, NOW, until=LATER, only_answered=True)
    assert again is not None
    assert (again.article_id, again.tries, again.reply) == (first.article_id, 2, "{\ufffd}")
    await store.settle(again, ENGINE, "read", NOW, kept=1)
    await store.note(first.article_id, ENGINE, LATER)
    mining = await store.find(first.article_id, ENGINE)
    assert mining is not None
    assert (mining.outcome, mining.again_at, mining.requests, mining.input_tokens) == ("read", None, 1, 10)
    # Whoever lost the turn changes nothing any more.
    await store.give_back(first, ENGINE, again_at=NOW)
    assert await store.find(first.article_id, ENGINE) == mining


async def test_an_attempt_that_asked_nobody_is_none(database: Database) -> None:
    store = await noted(database, 1)
    turn = await store.take_turn(ENGINE, NOW, until=LATER)
    assert turn is not None
    await store.give_back(turn, ENGINE, again_at=NOW, counts=False)
    again = await store.take_turn(ENGINE, NOW, until=LATER)
    assert again is not None
    assert again.tries == 1


async def test_nothing_was_found_in_an_article_without_candidates(database: Database) -> None:
    await noted(database, 1)
    assert await CandidateStore(database).list_found_in(1) == []
