"""How well entries on the AI industry are told from all others that general feeds carry."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.stories.topic import is_about_ai
from bot.text.embedding import Embedder

SETS = Path(__file__).parent / "sets"
PARTS = ("dev", "test")
"""Rules may be tuned on `dev` alone."""


@dataclass(frozen=True, slots=True)
class TopicScores:
    part: str
    lang: str
    entries: int
    hits: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.hits / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.hits / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def numbers(self) -> dict[str, object]:
        return {
            "topic": f"{self.part} {self.lang}",
            "entries": self.entries,
            "about_ai": self.wanted,
            "found": self.found,
            "precision": round(self.precision, 3),
            "recall": round(self.recall, 3),
            "f1": round(self.f1, 3),
        }


def measure_topic(part: str, embedder: Embedder, find_companies: Callable[[str], tuple[str, ...]]) -> list[TopicScores]:
    """Of one of PARTS: English, Japanese, and both."""
    rows: list[list[Any]] = yaml.safe_load((SETS / f"topic-{part}.yaml").read_text(encoding="utf-8"))
    vectors = embedder.embed_passages([f"{row[2]}\n{row[3]}" for row in rows], [row[1] for row in rows])
    judged = [
        (lang, bool(wanted), is_about_ai(title, lead, find_companies(f"{title}\n{lead}"), vector, embedder.name))
        for (wanted, lang, title, lead), vector in zip(rows, vectors, strict=True)
    ]
    return [_scores(part, lang, [one for one in judged if lang in (one[0], "both")]) for lang in ("en", "ja", "both")]


def _scores(part: str, lang: str, judged: Sequence[tuple[str, bool, bool]]) -> TopicScores:
    return TopicScores(
        part,
        lang,
        entries=len(judged),
        hits=sum(wanted and found for _, wanted, found in judged),
        found=sum(found for _, _, found in judged),
        wanted=sum(wanted for _, wanted, _ in judged),
    )
