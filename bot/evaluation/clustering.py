"""How well reports of one event become one story: B-cubed and cross-language pairs on labelled articles."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import yaml

from bot.domain.article import Article, Extent
from bot.stories.clustering import Member, choose_story, pair_margin
from bot.stories.features import companies_of, features_of, lead_of
from bot.stories.regrouping import find_second_event, is_one_event
from bot.text.embedding import Embedder

_COLUMNS = ("lang", "at", "outlet", "title", "text")
SETS = Path(__file__).parent / "sets"
SET = SETS / "clustering.yaml"
WIDE_TEST = (SETS / "clustering-wide-test-1.yaml", SETS / "clustering-wide-test-2.yaml")
PARTS = ("dev", "test", "wide-test")
"""Rules may be tuned on `dev` alone. `wide-test` was written before the rules of today were tuned."""


@dataclass(frozen=True, slots=True)
class Score:
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Labelled:
    article: Article
    event: str


@dataclass(frozen=True, slots=True)
class ClusteringReport:
    part: str
    articles: int
    events: int
    stories: int
    bcubed: Score
    cross_language_pairs: Score


def bcubed(expected: Mapping[int, str], found: Mapping[int, int]) -> Score:
    """B-cubed over the items of `expected` (item -> event); `found` gives each one's cluster."""
    precision = recall = 0.0
    for item, event in expected.items():
        cluster = {other for other in expected if found[other] == found[item]}
        same = {other for other in expected if expected[other] == event}
        shared = len(cluster & same)
        precision += shared / len(cluster)
        recall += shared / len(same)
    return Score(precision / len(expected), recall / len(expected)) if expected else Score(1.0, 1.0)


def pair_score(expected: Mapping[int, str], found: Mapping[int, int], pairs: Sequence[tuple[int, int]]) -> Score:
    """Of `pairs` that share a cluster how many share an event (precision), and the other way round (recall)."""
    together = {pair for pair in pairs if found[pair[0]] == found[pair[1]]}
    right = {pair for pair in pairs if expected[pair[0]] == expected[pair[1]]}
    hits = len(together & right)
    return Score(hits / len(together) if together else 1.0, hits / len(right) if right else 1.0)


def load_labelled(part: str) -> list[Labelled]:
    """The articles of one of PARTS, numbered from 1."""
    if part == "wide-test":
        events = [event for path in WIDE_TEST for event in yaml.safe_load(path.read_text(encoding="utf-8"))]
    else:
        events = yaml.safe_load(SET.read_text(encoding="utf-8"))[part]
    rows = [(event["event"], _named(row)) for event in events for row in event["articles"]]
    return [Labelled(_article(number, row), event) for number, (event, row) in enumerate(rows, start=1)]


def _named(row: Mapping[str, str] | Sequence[str]) -> Mapping[str, str]:
    """A row by the names of its columns; the wide set leaves them out."""
    return row if isinstance(row, Mapping) else dict(zip(_COLUMNS, row, strict=True))


def cluster(
    labelled: Sequence[Labelled], embedder: Embedder, find_companies: Callable[[str], tuple[str, ...]]
) -> dict[int, int]:
    """Each article's story, decided in time order as the clusterer does, without a store."""
    in_order = sorted((one.article for one in labelled), key=lambda article: (article.published_at, article.article_id))
    vectors = embedder.embed_passages(
        [lead_of(article) for article in in_order], [article.lang for article in in_order]
    )
    members: list[Member] = []
    for article, vector in zip(in_order, vectors, strict=True):
        features = features_of(article, vector, companies_of(article, find_companies))
        story_id = choose_story(features, article.lang, members).story_id or article.article_id
        members.append(Member(article.article_id, story_id, article.lang, features))
        members = _regrouped(members, story_id, article.article_id)
    return {member.article_id: member.story_id for member in members}


def _regrouped(members: list[Member], story_id: int, article_id: int) -> list[Member]:
    """The stories after a look at what the newest article, which went into `story_id`, shows about them."""
    own = [member for member in members if member.story_id == story_id]
    newest = members[-1]
    linked = [one for one in members if one.story_id != story_id and pair_margin(newest, one) >= 0]
    moved: dict[int, int] = {}
    for other in dict.fromkeys(member.story_id for member in linked):
        theirs = [member for member in members if member.story_id == other]
        if is_one_event(own, theirs):
            kept, gone = sorted((story_id, other))
            moved = {member.article_id: kept for member in members if member.story_id == gone}
            break
    else:
        # A new story's id may be any number that no article has.
        moved = {member.article_id: -article_id for member in find_second_event(own)}
    return [replace(one, story_id=moved.get(one.article_id, one.story_id)) for one in members]


def measure(part: str, embedder: Embedder, find_companies: Callable[[str], tuple[str, ...]]) -> ClusteringReport:
    labelled = load_labelled(part)
    found = cluster(labelled, embedder, find_companies)
    expected = {one.article.article_id: one.event for one in labelled}
    pairs = [
        (a.article.article_id, b.article.article_id)
        for a, b in combinations(labelled, 2)
        if a.article.lang != b.article.lang
    ]
    return ClusteringReport(
        part=part,
        articles=len(labelled),
        events=len(set(expected.values())),
        stories=len(set(found.values())),
        bcubed=bcubed(expected, found),
        cross_language_pairs=pair_score(expected, found, pairs),
    )


def _article(number: int, row: Mapping[str, str]) -> Article:
    at = datetime.strptime(row["at"], "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC)
    url = f"https://news.example/{row.get('id', number)}"
    return Article(
        article_id=number,
        url=url,
        canonical_url=url,
        outlet=row["outlet"],
        lang=row["lang"],
        title=row["title"],
        text=row["text"],
        published_at=at,
        fetched_at=at,
        extent=Extent.FULL,
    )
