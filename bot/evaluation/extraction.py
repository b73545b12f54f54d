"""How well statements are found in articles: precision, recall and F1 on (company, provenance, stance)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path

import yaml

from bot.domain.article import Article, Extent
from bot.knowledge.companies import CompanyIndex
from bot.knowledge.extraction.candidate import Candidate
from bot.knowledge.extraction.local import extract_candidates
from bot.knowledge.seed import SHIPPED, load_data_set

SETS = Path(__file__).parent / "sets"
PARTS = (
    "dev", "test", "fable-dev", "phrases-dev", "long-dev", "news-dev", "days-dev", "press-dev", "fable-test",
    "days-test",
)  # fmt: skip
"""Rules may be tuned on the `dev` parts alone; the `test` parts were written before them."""

Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Labelled:
    article: Article
    row_id: str
    expected: frozenset[Triple]
    said_on: Mapping[Triple, str]
    """The day on which it was said, where the set tells it."""


@dataclass(frozen=True, slots=True)
class ExtractionScores:
    part: str
    articles: int
    expected: int
    found: int
    right: int
    dates: int
    right_dates: int
    verbatim: bool
    """Whether every quote stands letter by letter in its article."""
    missed: tuple[str, ...]
    """Ids of the articles with anything missing or too much."""

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def numbers(self) -> dict[str, object]:
        return {
            "extraction": self.part,
            "articles": self.articles,
            "statements": self.expected,
            "found": self.found,
            "precision": round(self.precision, 3),
            "recall": round(self.recall, 3),
            "f1": round(self.f1, 3),
            "dates": f"{self.right_dates}/{self.dates}",
            "verbatim": self.verbatim,
        }


def load_articles(part: str) -> list[Labelled]:
    """The labelled articles of one of PARTS."""
    rows = yaml.safe_load((SETS / f"extraction-{part}.yaml").read_text(encoding="utf-8"))
    return [_labelled(number, row) for number, row in enumerate(rows, start=1)]


@cache
def made_up_and_real() -> CompanyIndex:
    """The shipped companies and the made-up ones of the question sets, together."""
    sets = (load_data_set(SHIPPED), *(load_data_set(SETS / name) for name in ("fiction", "fable", "legend")))
    return CompanyIndex([company for one in sets for company in one.companies])


def measure_extraction(part: str) -> ExtractionScores:
    index = made_up_and_real()
    expected = found = right = dates = right_dates = 0
    verbatim, missed = True, []
    for labelled in load_articles(part):
        candidates = extract_candidates(labelled.article, index)
        triples = {triple_of(candidate): candidate for candidate in candidates}
        hits = labelled.expected & triples.keys()
        expected, found, right = expected + len(labelled.expected), found + len(triples), right + len(hits)
        if labelled.expected != triples.keys():
            missed.append(labelled.row_id)
        told = [triple for triple in hits if triple in labelled.said_on]
        dates += len(told)
        right_dates += sum(str(triples[triple].said_on) == labelled.said_on[triple] for triple in told)
        verbatim &= all(c.quote is None or c.quote in labelled.article.text for c in candidates)
    return ExtractionScores(
        part, len(load_articles(part)), expected, found, right, dates, right_dates, verbatim, tuple(missed)
    )


def triple_of(candidate: Candidate) -> Triple:
    return candidate.company, candidate.provenance.value, candidate.stance.value


def _labelled(number: int, row: Sequence[object]) -> Labelled:
    row_id, lang, published, title, text, expected = row
    if not isinstance(expected, list):
        raise TypeError(f"{row_id}: the sixth column is a list")
    days: dict[Triple, str] = {}
    triples: list[Triple] = []
    for each in expected:
        words, _, day = str(each).partition("@")
        company, provenance, stance = words.split("/")
        triples.append((company, provenance, stance))
        if day:
            days[company, provenance, stance] = day
    at = datetime.combine(datetime.fromisoformat(str(published)), time(9), UTC)
    url = f"https://news.example/{row_id}"
    article = Article(number, url, url, "Example News", str(lang), str(title), str(text), at, at, Extent.FULL)
    return Labelled(article, str(row_id), frozenset(triples), days)
