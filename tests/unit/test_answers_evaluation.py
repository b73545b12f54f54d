"""How the evaluation counts: on answers that are given, so that each number can be checked by hand."""

from datetime import date
from pathlib import Path

import pytest

from bot.domain.answer import Answer, AnswerKind, Citation
from bot.domain.language import Lang
from bot.errors import DataSetError
from bot.evaluation.questions import QuestionSet, load_question_set, run_questions, shipped_question_sets


def entry(number: int, expected: object, lang: str = "en") -> dict[str, object]:
    return {
        "id": f"q-{number}", "lang": lang, "aspect": "stance", "companies": ["a"], "as_of": "2025-01-01",
        "question": f"question {number}", "expected": expected,
    }  # fmt: skip


class Canned:
    """Answers by the question's text; `odd` cites something else in Japanese."""

    def __init__(self, replies: dict[str, tuple[AnswerKind, list[str]]]) -> None:
        self._replies = replies

    async def answer(
        self, question: str, *, lang: Lang | None = None, as_of: date | None = None, thread: str | None = None
    ) -> Answer:
        kind, cited = self._replies[question]
        if "odd" in cited and lang == "ja":
            cited = ["other"]
        citations = tuple(
            Citation(n, statement_id, None, "2025", None, "release", None) for n, statement_id in enumerate(cited, 1)
        )
        return Answer(kind, lang or "en", question, (), citations, (), as_of or date.max, None, "local", 10.0)


async def test_each_number_counts_what_it_says():
    questions = QuestionSet.model_validate(
        {
            "name": "x",
            "questions": [
                entry(1, ["s1", "s2"]),
                entry(2, ["s1", "s2"]),
                entry(3, ["s1"]),
                entry(4, "abstain"),
                entry(5, "abstain"),
                entry(6, "abstain"),
            ],
        }
    )
    replies = {
        "question 1": (AnswerKind.ANSWER, ["s1", "s2", "s3"]),
        "question 2": (AnswerKind.ANSWER, ["s1"]),
        "question 3": (AnswerKind.ABSTENTION, ["s1"]),
        "question 4": (AnswerKind.ABSTENTION, []),
        "question 5": (AnswerKind.CORRECTION, ["s9"]),
        "question 6": (AnswerKind.ANSWER, ["odd"]),
    }
    (scores,) = await run_questions(Canned(replies), [questions])
    assert (scores.answerable, scores.cited_all, scores.cited_any) == (3, 1, 2)
    assert (scores.unanswerable, scores.abstained, scores.abstained_wrongly) == (3, 2, 1)
    assert scores.abstention_recall == pytest.approx(2 / 3, abs=0.001)
    assert scores.abstention_precision == pytest.approx(2 / 3, abs=0.001)
    assert scores.citation_precision == 0.75
    assert scores.same_in_both == pytest.approx(5 / 6, abs=0.001)
    assert scores.mean_ms == 10.0
    assert [outcome.is_right for outcome in scores.outcomes] == [True, False, False, True, True, False]
    assert scores.document()["name"] == "x"


@pytest.mark.parametrize(
    "text",
    ["", "[]", "questions: []", "questions:\n- id: x", "questions: [", "name: y\nquestions: []", "other: 1"],
)
def test_a_broken_file_is_refused_by_name(tmp_path: Path, text: str):
    path = tmp_path / "questions-x.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataSetError, match=r"questions-x\.yaml"):
        load_question_set(path)


def test_the_shipped_sets_are_large_enough_and_of_both_kinds():
    sets = {question_set.name: question_set for question_set in shipped_question_sets()}
    assert {"dev", "test"} <= sets.keys()
    everything = [question for question_set in sets.values() for question in question_set.questions]
    assert len(everything) >= 150
    assert len({question.id for question in everything}) == len(everything)
    assert sum(not question.is_answerable for question in everything) >= 0.25 * len(everything)
    assert 0.4 <= sum(question.lang == "ja" for question in everything) / len(everything) <= 0.6


def test_no_organisation_of_the_test_set_is_in_the_development_set_alone():
    sets = {question_set.name: question_set for question_set in shipped_question_sets()}
    asked = {
        name: {q.companies for q in sets[name].questions if len(q.companies) == 1 and q.is_answerable}
        for name in ("dev", "test")
    }
    assert not asked["dev"] & asked["test"]
