"""How well reports of one event become one story: B-cubed and cross-language pairs on labelled articles."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

import yaml

from bot.domain.article import Article, Extent
from bot.stories.clustering import Member, choose_story, pair_margin
from bot.stories.features import companies_of, features_of, lead_of
from bot.stories.regrouping import find_second_event, is_one_event
from bot.stories.window import Window
from bot.text.embedding import Embedder

_COLUMNS = ("lang", "at", "outlet", "title", "text")
SETS = Path(__file__).parent / "sets"
SET = SETS / "clustering.yaml"
WIDE_TEST = (SETS / "clustering-wide-test-1.yaml", SETS / "clustering-wide-test-2.yaml")
PARTS = ("dev", "test", "wide-test", "follow-ups-dev", "follow-ups-test", "fresh-dev", "fresh-test")
"""Rules may be tuned on the `dev` parts alone. The firms of the follow-ups and the fresh ones are on no record."""


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
    if part.startswith(("follow-ups", "fresh")):
        name = f"clustering-{part}" if part.startswith("fresh") else part
        events = yaml.safe_load((SETS / f"{name}.yaml").read_text(encoding="utf-8"))
    elif part == "wide-test":
        events = [event for path in WIDE_TEST for event in yaml.safe_load(path.read_text(encoding="utf-8"))]
    else:
        events = yaml.safe_load(SET.read_text(encoding="utf-8"))[part]
    rows = [(event["event"], _named(row)) for event in events for row in event["articles"]]
    return [Labelled(article_of(number, row), event) for number, (event, row) in enumerate(rows, start=1)]


def _named(row: Mapping[str, str] | Sequence[str]) -> Mapping[str, str]:
    """A row by the names of its columns; the wide set leaves them out."""
    return row if isinstance(row, Mapping) else dict(zip(_COLUMNS, row, strict=False))


def cluster(
    labelled: Sequence[Labelled], embedder: Embedder, find_companies: Callable[[str], tuple[str, ...]]
) -> dict[int, int]:
    """Each article's story, decided in time order as the clusterer does, without a store."""
    in_order = sorted((one.article for one in labelled), key=lambda article: (article.published_at, article.article_id))
    vectors = embedder.embed_passages(
        [lead_of(article) for article in in_order], [article.lang for article in in_order]
    )
    window = Window()
    for article, vector in zip(in_order, vectors, strict=True):
        features = features_of(article, vector, companies_of(article, find_companies))
        near = window.near(features)
        story_id = choose_story(features, article.lang, near).story_id or article.article_id
        member = Member(article.article_id, story_id, article.lang, features)
        window.add(member)
        _regroup(window, member, near)
    return {one.article.article_id: window.story_of(one.article.article_id) or 0 for one in labelled}


def _regroup(window: Window, member: Member, near: Sequence[Member]) -> None:
    """What the newest article shows about the stories around it, as the clusterer acts on it."""
    own = window.members_of(member.story_id)
    linked = [one for one in near if one.story_id != member.story_id and pair_margin(member, one) >= 0]
    for other in dict.fromkeys(one.story_id for one in linked):
        theirs = window.members_of(other)
        if is_one_event(own, theirs):
            kept, gone = sorted((member.story_id, other))
            window.move([one.article_id for one in window.members_of(gone)], kept)
            return
    # A new story's id may be any number that no article has.
    window.move([one.article_id for one in find_second_event(own)], -member.article_id)


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


def article_of(number: int, row: Mapping[str, str]) -> Article:
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
