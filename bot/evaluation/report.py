"""What `eval` shows: the tables of all sets, run on a fresh store with the shipped record, not on the user's."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.answers.responder import Responder
from bot.domain.language import Lang
from bot.evaluation.questions import Scores, run_questions, shipped_question_sets
from bot.i18n.catalog import text
from bot.knowledge.catalogue import Catalogue
from bot.ports import FixedClock
from bot.settings import Settings
from bot.storage.database import open_database, sqlite_url
from bot.storage.statements import StatementStore

_COLUMNS = (
    "set", "questions", "cited_all", "cited_any", "abstention_recall", "abstention_precision", "citation_precision",
    "same_in_both", "mean_ms", "slowest_ms",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    scores: tuple[Scores, ...]
    lang: Lang

    def document(self) -> dict[str, object]:
        """All numbers and every single outcome, as JSON-able values."""
        return {"questions": [scores.document() for scores in self.scores]}

    def lines(self) -> list[str]:
        """A table for the terminal, what its columns mean, and the questions that went wrong."""
        rows = [list(_COLUMNS), *(_row(scores) for scores in self.scores)]
        widths = [max(len(row[at]) for row in rows) for at in range(len(_COLUMNS))]
        table = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
        return [*table, "", text("answers-eval-legend", self.lang), *_missed(self.scores, self.lang)]


async def run_evaluations(settings: Settings) -> Report:
    """Run every shipped set of questions. Only the language of the settings is used, for the words of the report."""
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory(prefix="kawaraban-eval-") as folder:
        async with open_database(sqlite_url(Path(folder) / "eval.db"), now=now) as database:
            clock = FixedClock(now)
            catalogue = Catalogue(StatementStore(database), clock)
            await catalogue.load_seed()
            scores = await run_questions(Responder(catalogue, clock), shipped_question_sets())
    return Report(tuple(scores), settings.language)


def _row(scores: Scores) -> list[str]:
    return [
        scores.name,
        str(scores.questions),
        f"{scores.cited_all}/{scores.answerable}",
        f"{scores.cited_any}/{scores.answerable}",
        f"{scores.abstained}/{scores.unanswerable}",
        f"{scores.abstention_precision:.2f}",
        f"{scores.citation_precision:.2f}",
        f"{scores.same_in_both:.2f}",
        f"{scores.mean_ms:.1f}",
        f"{scores.slowest_ms:.1f}",
    ]


def _missed(all_scores: Sequence[Scores], lang: Lang) -> list[str]:
    missed = [outcome.id for scores in all_scores for outcome in scores.outcomes if not outcome.is_right]
    return [text("answers-eval-missed", lang, ids=", ".join(missed))] if missed else []
