"""How well a material update is told from the same news in other words: stories by parts, oldest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.evaluation.clustering import article_of
from bot.stories.features import lead_of
from bot.stories.updates import Report, what_is_new
from bot.text.embedding import Embedder

SETS = Path(__file__).parent / "sets"
PARTS = ("dev", "test")
"""Rules may be tuned on `dev` alone."""
_COLUMNS = ("lang", "at", "outlet", "title", "text", "role")


@dataclass(frozen=True, slots=True)
class FollowUpScores:
    part: str
    reports: int
    updates: int
    """That are material in truth."""
    found: int
    hits: int

    def numbers(self) -> dict[str, object]:
        precision = self.hits / self.found if self.found else 1.0
        recall = self.hits / self.updates if self.updates else 1.0
        return {
            "updates": self.part,
            "later_reports": self.reports,
            "material": self.updates,
            "found": self.found,
            "precision": round(precision, 3),
            "recall": round(recall, 3),
        }


def measure_follow_ups(part: str, embedder: Embedder) -> FollowUpScores:
    """Of one of PARTS: every report after a story's first, judged against all before it."""
    events = yaml.safe_load((SETS / f"follow-ups-{part}.yaml").read_text(encoding="utf-8"))
    judged = [pair for event in events for pair in _judge(event["articles"], embedder)]
    return FollowUpScores(
        part,
        reports=len(judged),
        updates=sum(wanted for wanted, _ in judged),
        found=sum(found for _, found in judged),
        hits=sum(wanted and found for wanted, found in judged),
    )


def _judge(rows: Sequence[Sequence[str]], embedder: Embedder) -> list[tuple[bool, bool]]:
    """(material in truth, found to be) of each report but the first."""
    named = [dict(zip(_COLUMNS, row, strict=True)) for row in rows]
    articles = [article_of(number, row) for number, row in enumerate(named, start=1)]
    vectors = embedder.embed_passages([lead_of(one) for one in articles], [one.lang for one in articles])
    reports = [Report(article, vector) for article, vector in zip(articles, vectors, strict=True)]
    return [
        (named[n]["role"] == "update", what_is_new([reports[n]], reports[:n]).is_material)
        for n in range(1, len(reports))
    ]
