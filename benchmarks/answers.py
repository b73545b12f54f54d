"""How long an answer takes with 100,000 passages stored, and how often news is found where the record is silent.

Every organisation of the made-up record has one article on each of eight matters of which its record says nothing, in
one of the two languages; each is asked for in both. The rest is filler on the same organisations and on other matters.
"""

import asyncio
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from benchmarks.table import Row, percentile
from bot.app import DATABASE_FILE, App, open_app
from bot.domain.article import Extent, NewArticle
from bot.domain.language import Lang
from bot.domain.statement import Company
from bot.evaluation.questions import SETS, load_question_set
from bot.settings import Settings
from bot.text.embedding import open_embedder
from bot.text.tokens import tokens

PASSAGES = 100_000
SENTENCES = 8
BEST = 5
START = datetime(2024, 1, 1, tzinfo=UTC)
MATTERS: tuple[tuple[str, str, str, str], ...] = (
    ("patents", "特許", "{} filed nine patents on its training method", "{}は学習方法について9件の特許を出願した"),
    ("energy use", "電力の消費", "{} will halve the electricity of its halls", "{}は計算施設の電力を半減させる"),
    ("jobs", "雇用", "{} will add two hundred jobs in the north", "{}は北部で200人の雇用を生む"),
    ("military use", "軍事利用", "{} sells nothing to the military", "{}は軍事目的には何も販売していない"),
    ("children", "子ども", "{} lets no children open an account", "{}は子どもの登録を認めていない"),
    ("copyright", "著作権", "{} settled a copyright suit with two poets", "{}は詩人2人との著作権訴訟で和解した"),
    ("translation", "翻訳", "{} opened a translation service for harbours", "{}は港湾向けの翻訳サービスを始めた"),
    ("culture", "文化", "{} gave a museum money for culture", "{}は美術館に文化支援を行った"),
)
FILLER = (
    "{} moved its offices to a quieter street.", "{}は本社を静かな通りに移した。", "{} named a new head of sales.",
    "{}は春の催しに出展した。", "Analysts wrote that {} grew in the autumn.", "{}の利用者は増えている。",
    "{} held a dinner for its partners.", "{}は新しい画面の色を選んだ。",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Passage:
    company: str
    lang: Lang
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    lang: Lang
    text: str
    wanted: int
    """Which passage answers it."""


def measure() -> Iterator[Row]:
    yield from asyncio.run(_measure())


async def _measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with open_app(Settings(data_dir=folder)) as app:
            await app.catalogue.load(SETS / "fiction", replace=True)
            companies = list(await app.catalogue.index())
            passages, asked = _corpus(companies)
            await _store(app, folder / DATABASE_FILE, companies, passages)
            return [*await _speed(app, asked, passages), *await _recall(app, asked, passages)]


def _corpus(companies: Sequence[Company]) -> tuple[list[Passage], list[Asked]]:
    """All passages, `SENTENCES` to an article, the golden ones spread among them."""
    passages: list[Passage] = []
    golden: list[tuple[Company, int]] = [(company, n) for company in companies for n in range(len(MATTERS))]
    every = PASSAGES // SENTENCES // len(golden)
    asked: list[Asked] = []
    for article in range(PASSAGES // SENTENCES):
        gold, rest = divmod(article, every)
        here = golden[gold] if rest == every // 2 and gold < len(golden) else None
        company = here[0] if here else companies[article % len(companies)]
        first = len(passages)
        for n in range(SENTENCES):
            words = FILLER[(article + n) % len(FILLER)]
            lang: Lang = "en" if words.isascii() else "ja"
            passages.append(Passage(company.company_id, lang, words.format(company.names[lang])))
        if here:
            asked += _plant(passages, first + SENTENCES // 2, company, here[1], "ja" if gold % 2 else "en")
    return passages, asked


def _plant(passages: list[Passage], at: int, company: Company, matter: int, lang: Lang) -> list[Asked]:
    en, ja, words_en, words_ja = MATTERS[matter]
    words = f"{words_en}." if lang == "en" else f"{words_ja}。"
    passages[at] = Passage(company.company_id, lang, words.format(company.names[lang]))
    return [
        Asked("en", f"What did {company.names['en']} say about {en}?", at),
        Asked("ja", f"{company.names['ja']}は{ja}について何と言っていますか。", at),
    ]


async def _store(app: App, file: Path, companies: Sequence[Company], passages: Sequence[Passage]) -> None:
    """Articles through the store; their places in one story for each organisation beside it, which is quicker."""
    new: dict[str, list[NewArticle]] = {company.company_id: [] for company in companies}
    for first in range(0, len(passages), SENTENCES):
        of = passages[first : first + SENTENCES]
        url = f"https://outlet.example/{first}"
        text = " ".join(one.text for one in of)
        at = START + timedelta(minutes=first // SENTENCES)
        new[of[0].company].append(
            NewArticle(None, url, url, "Outlet", of[SENTENCES // 2].lang, "In brief", text, at, at, Extent.FULL)
        )
    for company, articles in new.items():
        stored = await app.articles.add_articles(None, articles, [[one.url] for one in articles], START)
        story = await app.stories.create_story(
            stored[0], vector=None, model=None, signature=None, companies=[company],
            titles={"en": "In brief", "ja": "短信"}, now=START,
        )  # fmt: skip
        rest = [(one.article_id, story.story_id, stored[0].article_id) for one in stored[1:]]
        await asyncio.to_thread(_place, file, rest)


def _place(file: Path, rows: Sequence[tuple[int, int, int]]) -> None:
    connection = sqlite3.connect(file)
    with connection:
        connection.executemany(
            "INSERT INTO placements (article_id, story_id, companies, placed_at) "
            "SELECT ?, ?, companies, placed_at FROM placements WHERE article_id = ?",
            rows,
        )
    connection.close()


async def _speed(app: App, asked: Sequence[Asked], passages: Sequence[Passage]) -> list[Row]:
    """The made-up set's own questions with one in ten that only news answers, against plain full-text search."""
    questions = [(one.lang, one.question) for one in load_question_set(SETS / "questions-fiction-dev.yaml").questions]
    questions += [(one.lang, one.text) for one in asked[: len(questions) // 10]]
    search = _full_text(passages)
    ours: list[list[float]] = []
    baseline: list[list[float]] = []
    for _ in range(4):  # the first loads what is loaded once
        ours.append([await _answer_ms(app, lang, text) for lang, text in questions])
        baseline.append([_find_ms(search, text) for _, text in questions])
    against = f"SQLite FTS5, best {BEST} of {len(passages)} passages"
    return [
        Row(
            f"answer with {len(passages)} passages, {name} of {len(questions)}", "ms",
            [percentile(one, share) for one in ours[1:]], [percentile(one, share) for one in baseline[1:]], against,
        )
        for name, share in (("p50", 0.5), ("p99", 0.99))
    ]  # fmt: skip


async def _recall(app: App, asked: Sequence[Asked], passages: Sequence[Passage]) -> list[Row]:
    found = [await _found(app, one, passages) for one in asked]
    search = _full_text(passages)
    plain = [one.wanted in _find(search, one.text) for one in asked]
    exact = await asyncio.to_thread(_exact, asked, passages)
    share = sum(found) / len(asked)
    what = f"news found, recall@{BEST} of {len(asked)}"
    return [
        Row(what, "", [share], [sum(plain) / len(plain)], "SQLite FTS5 over all passages"),
        Row(what, "", [share], [sum(exact) / len(exact)], "exact search of all embeddings"),
    ]


async def _found(app: App, one: Asked, passages: Sequence[Passage]) -> bool:
    answer = await app.responder.answer(one.text, lang=one.lang)
    return any(citation.quote == passages[one.wanted].text for citation in answer.citations[:BEST])


def _exact(asked: Sequence[Asked], passages: Sequence[Passage]) -> list[bool]:
    """Equal sentences have equal vectors: each is embedded once, and counts once."""
    embedder = open_embedder()
    unique = list({(one.text, one.lang): None for one in passages})
    vectors = embedder.embed_passages([text for text, _ in unique], [lang for _, lang in unique])
    hits = []
    for one in asked:
        best = np.argsort(-(vectors @ embedder.embed_query(one.text, one.lang)))[:BEST]
        hits.append(any(unique[n][0] == passages[one.wanted].text for n in best))
    return hits


def _full_text(passages: Sequence[Passage]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE news USING fts5(words)")
    rows = ((n, " ".join(tokens(one.text))) for n, one in enumerate(passages))
    connection.executemany("INSERT INTO news (rowid, words) VALUES (?, ?)", rows)
    return connection


def _find(connection: sqlite3.Connection, question: str) -> list[int]:
    wanted = " OR ".join(f'"{token}"' for token in tokens(question) if '"' not in token)
    query = "SELECT rowid FROM news WHERE news MATCH ? ORDER BY bm25(news) LIMIT ?"
    return [row[0] for row in connection.execute(query, (wanted or '""', BEST))]


async def _answer_ms(app: App, lang: Lang, question: str) -> float:
    begun = time.perf_counter()
    await app.responder.answer(question, lang=lang)
    return (time.perf_counter() - begun) * 1000


def _find_ms(connection: sqlite3.Connection, question: str) -> float:
    begun = time.perf_counter()
    _find(connection, question)
    return (time.perf_counter() - begun) * 1000
