"""How well the checker of briefs tells right points from wrong ones, on labelled points in both languages."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from math import sqrt
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.briefs.grounding import Failure, check_brief
from bot.briefs.grounding.evidence import FindMentions
from bot.domain.brief import Brief, BriefPoint, BriefSource
from bot.domain.language import Lang
from bot.errors import DataSetError

SETS = Path(__file__).parent / "sets"
RIGHT = "ok"
_NONE = "none"


class SourceEntry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    outlet: str
    lang: str
    day: date
    title: str
    passage: str


Label = Literal[
    "ok", "name", "number", "unit", "date", "quote", "negation", "modality", "direction", "speaker", "provenance",
    "citation", "language", "unsafe",
]  # fmt: skip
CaseEntry = tuple[Lang, Label, str] | tuple[Lang, Label, str, str]
"""Language, what is wrong or `ok`, text; and `headline`, or the numbers cited ("1 2", or none)."""


class GroupEntry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    sources: tuple[SourceEntry, ...] = Field(min_length=1)
    cases: tuple[CaseEntry, ...] = Field(min_length=1)


class GroundingSet(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    groups: tuple[GroupEntry, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One labelled point and what the checker found."""

    id: str
    lang: str
    passage_langs: str
    label: str
    failures: tuple[Failure, ...]

    @property
    def is_wrong(self) -> bool:
        return self.label != RIGHT

    @property
    def is_flagged(self) -> bool:
        return bool(self.failures)

    @property
    def is_crossing(self) -> bool:
        """Told in another language than all of its passages."""
        return self.lang not in self.passage_langs.split("+")


@dataclass(frozen=True, slots=True)
class GroundingReport:
    name: str
    outcomes: tuple[Outcome, ...]

    def rows(self) -> list[dict[str, object]]:
        """Recall and precision over all points, by language pair, and recall by kind of error."""
        rows = [_row(self.name, "all", self.outcomes)]
        for lang in ("ja", "en"):
            for is_crossing in (False, True):
                part = [one for one in self.outcomes if one.lang == lang and one.is_crossing is is_crossing]
                rows.append(_row(self.name, f"{lang}, {'other' if is_crossing else 'same'} language", part))
        for label, _ in Counter(one.label for one in self.outcomes if one.is_wrong).most_common():
            rows.append(_row(self.name, label, [one for one in self.outcomes if one.label == label]))
        return rows

    def document(self) -> dict[str, object]:
        """The rows, and which points went wrong, as JSON-able values."""
        return {
            "name": self.name,
            "rows": self.rows(),
            "missed": [one.id for one in self.outcomes if one.is_wrong and not one.is_flagged],
            "false_alarms": [one.id for one in self.outcomes if one.is_flagged and not one.is_wrong],
        }


def load_grounding_set(path: Path) -> GroundingSet:
    """Read one file of labelled points. Raises DataSetError."""
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        return GroundingSet(name=path.stem.removeprefix("grounding-"), **raw)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError, TypeError) as problem:
        reason = f"{path.name}: {problem}"
        raise DataSetError(reason, reason=reason) from None


def shipped_grounding_sets() -> list[GroundingSet]:
    return [load_grounding_set(path) for path in sorted(SETS.glob("grounding-*.yaml"))]


def measure_grounding(labelled: GroundingSet, find_mentions: FindMentions | None) -> GroundingReport:
    outcomes = [
        _judge(group, number, case, find_mentions)
        for group in labelled.groups
        for number, case in enumerate(group.cases, start=1)
    ]
    return GroundingReport(labelled.name, tuple(outcomes))


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95% confidence interval of a share (Wilson's score interval)."""
    if not of:
        return 0.0, 1.0
    z, share = 1.96, hits / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    reach = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def _judge(group: GroupEntry, number: int, case: CaseEntry, find_mentions: FindMentions | None) -> Outcome:
    lang, label, text = case[:3]
    how = case[3] if len(case) == 4 else ""
    sources = tuple(_source(n, entry) for n, entry in enumerate(group.sources, start=1))
    every = tuple(source.n for source in sources)
    cited = every if how in ("", "headline") else () if how == _NONE else tuple(int(n) for n in how.split())
    is_headline = how == "headline"
    points = (BriefPoint(text, cited),) if not is_headline else ()
    brief = Brief(1, lang, text if is_headline else "", points, sources, "model:set", 1, every)
    titles = {source.article_id: entry.title for source, entry in zip(sources, group.sources, strict=True)}
    if is_headline:
        titles = {}
    failures = check_brief(brief, titles=titles, find_mentions=find_mentions, check_headline=is_headline)
    langs = "+".join(sorted({source.lang for source in sources if source.n in cited or not cited}))
    return Outcome(f"{group.id}/{number}", lang, langs, label, tuple(failures))


def _source(n: int, entry: SourceEntry) -> BriefSource:
    at = datetime.combine(entry.day, time(12), UTC)
    return BriefSource(n, n, f"https://news.example/{n}", entry.outlet, entry.lang, at, entry.passage)


def _row(name: str, part: str, outcomes: Sequence[Outcome]) -> dict[str, object]:
    wrong = [one for one in outcomes if one.is_wrong]
    caught = sum(one.is_flagged for one in wrong)
    flagged = sum(one.is_flagged for one in outcomes)
    right = len(outcomes) - len(wrong)
    low, high = wilson(caught, len(wrong))
    return {
        "grounding": name,
        "part": part,
        "wrong": len(wrong),
        "caught": caught,
        "recall": f"{caught / len(wrong):.3f}" if wrong else "-",
        "recall_95": f"{low:.2f}-{high:.2f}" if wrong else "-",
        "right": right,
        "false_alarms": flagged - caught,
        "precision": f"{caught / flagged:.3f}" if flagged and right else "-",
        "precision_95": "{:.2f}-{:.2f}".format(*wilson(caught, flagged)) if flagged and right else "-",
    }
