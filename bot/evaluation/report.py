"""What `eval` shows: the tables of all sets, run on a fresh store with the shipped record, not on the user's."""

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.answers.responder import Responder
from bot.domain.language import Lang
from bot.evaluation.briefs import BriefScores, faults_of, measure_briefs, shipped_parts
from bot.evaluation.clustering import PARTS, ClusteringReport, measure
from bot.evaluation.extraction import PARTS as EXTRACTION_PARTS
from bot.evaluation.extraction import ExtractionScores, measure_extraction
from bot.evaluation.follow_ups import PARTS as FOLLOW_UP_PARTS
from bot.evaluation.follow_ups import FollowUpScores, measure_follow_ups
from bot.evaluation.grounding import GroundingReport, measure_grounding, shipped_grounding_sets
from bot.evaluation.questions import QuestionSet, Scores, record_folder, run_questions, shipped_question_sets
from bot.evaluation.redteam import measure_red_team
from bot.evaluation.topic import PARTS as TOPIC_PARTS
from bot.evaluation.topic import TopicScores, measure_topic
from bot.i18n.catalog import text
from bot.knowledge.catalogue import Catalogue
from bot.knowledge.companies import CompanyIndex
from bot.ports import FixedClock
from bot.settings import Settings
from bot.storage.database import open_database, sqlite_url
from bot.storage.statements import StatementStore
from bot.text.embedding import open_embedder

_COLUMNS = (
    "set", "questions", "correct", "cited_all", "cited_any", "citation_precision", "citation_recall",
    "abstention_recall", "abstention_precision", "abstention_f1", "same_in_both", "false_claims", "mean_ms",
    "slowest_ms",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    scores: tuple[Scores, ...]
    clustering: tuple[ClusteringReport, ...]
    lang: Lang
    grounding: tuple[GroundingReport, ...] = ()
    briefs: tuple[BriefScores, ...] = ()
    red_team: tuple[dict[str, object], ...] = ()
    extraction: tuple[ExtractionScores, ...] = ()
    follow_ups: tuple[FollowUpScores, ...] = ()
    topic: tuple[TopicScores, ...] = ()

    def document(self) -> dict[str, object]:
        """All numbers and every single outcome, as JSON-able values."""
        return {
            "questions": [scores.document() for scores in self.scores],
            "clustering": [_clustering_numbers(one) for one in self.clustering],
            "follow_ups": [one.numbers() for one in self.follow_ups],
            "topic": [one.numbers() for one in self.topic],
            "grounding": [one.document() for one in self.grounding],
            "briefs": [one.numbers() for one in self.briefs],
            "extraction": [one.numbers() for one in self.extraction],
            "red_team": list(self.red_team),
            "brief_faults": faults_of(self.briefs),
        }

    def lines(self) -> list[str]:
        """A table for the terminal, what its columns mean, and the questions that went wrong."""
        questions = _table([list(_COLUMNS), *(_row(scores) for scores in self.scores)])
        numbers = [_clustering_numbers(one) for one in self.clustering]
        clustering = _table([list(numbers[0]), *([str(cell) for cell in row.values()] for row in numbers)])
        legend = text("answers-eval-legend", self.lang)
        return [
            *[*questions, "", legend, *_missed(self.scores, self.lang), "", *clustering],
            *self._story_lines(),
            *self._extraction_lines(),
            *self._red_team_lines(),
            *self._grounding_lines(),
            *self._brief_lines(),
        ]

    def _red_team_lines(self) -> list[str]:
        if not self.red_team:
            return []
        rows = [list(self.red_team[0]), *([str(cell) for cell in row.values()] for row in self.red_team)]
        return ["", *_table(rows), "", text("answers-redteam-legend", self.lang)]

    def _story_lines(self) -> list[str]:
        lines: list[str] = []
        for rows in ([one.numbers() for one in self.follow_ups], [one.numbers() for one in self.topic]):
            if rows:
                lines += ["", *_table([list(rows[0]), *([str(cell) for cell in row.values()] for row in rows)])]
        return [*lines, "", text("stories-eval-legend", self.lang)] if lines else []

    def _extraction_lines(self) -> list[str]:
        rows = [one.numbers() for one in self.extraction]
        if not rows:
            return []
        table = _table([list(rows[0]), *([str(cell) for cell in row.values()] for row in rows)])
        return ["", *table, "", text("extraction-eval-legend", self.lang)]

    def _grounding_lines(self) -> list[str]:
        rows = [row for one in self.grounding for row in one.rows()]
        if not rows:
            return []
        table = _table([list(rows[0]), *([str(cell) for cell in row.values()] for row in rows)])
        return ["", *table, "", text("grounding-eval-legend", self.lang)]

    def _brief_lines(self) -> list[str]:
        rows = [one.numbers() for one in self.briefs]
        if not rows:
            return []
        table = _table([list(rows[0]), *([str(cell) for cell in row.values()] for row in rows)])
        return ["", *table, "", text("briefs-eval-legend", self.lang)]


async def run_evaluations(settings: Settings) -> Report:
    """Run every shipped set of questions. Only the language of the settings is used, for the words of the report."""
    scores: list[Scores] = []
    sets = shipped_question_sets()
    for record in sorted(
        {one.record for one in sets}, reverse=True
    ):  # the shipped record last: its index is used below
        asked = [one for one in sets if one.record == record]
        found, index = await _ask_all(asked, record_folder(asked[0]))
        scores = [*found, *scores]
    find_companies, find_mentions = index.rank_companies, index.find_mentions
    embedder = open_embedder()
    clustering = [await asyncio.to_thread(measure, part, embedder, find_companies) for part in PARTS]
    grounding = [await asyncio.to_thread(measure_grounding, one, find_mentions) for one in shipped_grounding_sets()]
    briefs = [await asyncio.to_thread(measure_briefs, part, index, embedder) for part in shipped_parts()]
    return Report(
        tuple(scores),
        tuple(clustering),
        settings.language,
        tuple(grounding),
        tuple(briefs),
        tuple(await measure_red_team()),
        tuple([await asyncio.to_thread(measure_extraction, part) for part in EXTRACTION_PARTS]),
        tuple([await asyncio.to_thread(measure_follow_ups, part, embedder) for part in FOLLOW_UP_PARTS]),
        tuple(
            [
                scores
                for part in TOPIC_PARTS
                for scores in await asyncio.to_thread(measure_topic, part, embedder, find_companies)
            ]
        ),
    )


async def _ask_all(sets: Sequence[QuestionSet], record: Path | None) -> tuple[list[Scores], CompanyIndex]:
    """Ask the sets of one record, on a store of its own."""
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory(prefix="kawaraban-eval-") as folder:
        async with open_database(sqlite_url(Path(folder) / "eval.db"), now=now) as database:
            clock = FixedClock(now)
            catalogue = Catalogue(StatementStore(database), clock)
            await (catalogue.load(record, replace=True) if record else catalogue.load_seed())
            return await run_questions(Responder(catalogue, clock), sets), await catalogue.index()


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _row(scores: Scores) -> list[str]:
    return [
        scores.name,
        str(scores.questions),
        f"{scores.correctness:.2f}",
        f"{scores.cited_all}/{scores.answerable}",
        f"{scores.cited_any}/{scores.answerable}",
        f"{scores.citation_precision:.2f}",
        f"{scores.citation_recall:.2f}",
        f"{scores.abstained}/{scores.unanswerable}",
        f"{scores.abstention_precision:.2f}",
        f"{scores.abstention_f1:.2f}",
        f"{scores.same_in_both:.2f}",
        str(scores.false_claims),
        f"{scores.mean_ms:.1f}",
        f"{scores.slowest_ms:.1f}",
    ]


def _missed(all_scores: Sequence[Scores], lang: Lang) -> list[str]:
    missed = [outcome.id for scores in all_scores for outcome in scores.outcomes if not outcome.is_right]
    return [text("answers-eval-missed", lang, ids=", ".join(missed))] if missed else []


def _clustering_numbers(one: ClusteringReport) -> dict[str, object]:
    return {
        "stories": one.part,
        "articles": one.articles,
        "events": one.events,
        "found": one.stories,
        "bcubed_precision": round(one.bcubed.precision, 3),
        "bcubed_recall": round(one.bcubed.recall, 3),
        "bcubed_f1": round(one.bcubed.f1, 3),
        "cross_language_f1": round(one.cross_language_pairs.f1, 3),
    }
