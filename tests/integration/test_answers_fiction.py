"""Answers from two records of made-up organisations: what is right there was not written into any rule."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.answers.responder import Responder
from bot.domain.answer import AnswerKind
from bot.evaluation.questions import SETS, load_question_set, run_questions, shipped_question_sets
from bot.knowledge.seed import load_data_set
from tests.responders import open_responder

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
async def responder(tmp_path: Path) -> AsyncIterator[Responder]:
    async with open_responder(tmp_path, "fiction", NOW) as opened:
        yield opened


@pytest.fixture
async def fabled(tmp_path: Path) -> AsyncIterator[Responder]:
    """The second record: changes of mind, withdrawn words, executives who disagree, a parent and its arm."""
    async with open_responder(tmp_path, "fable", NOW) as opened:
        yield opened


@pytest.mark.parametrize(
    ("name", "correct"),
    [("dev", 0.95), ("more", 0.95), ("gates", 0.95), ("asked", 0.92), ("plain", 0.95), ("test", 0.88)],
)
async def test_questions_of_very_different_people(fabled: Responder, name: str, correct: float):
    (scores,) = await run_questions(fabled, [load_question_set(SETS / f"questions-fable-{name}.yaml")])
    assert scores.correctness >= correct
    assert scores.citation_precision >= 0.95
    assert scores.same_in_both == 1.0
    assert scores.false_claims == 0


@pytest.mark.parametrize(("name", "correct"), [("dev", 0.95), ("desk", 0.95), ("test", 0.88)])
async def test_questions_on_made_up_organisations(responder: Responder, name: str, correct: float):
    (scores,) = await run_questions(responder, [load_question_set(SETS / f"questions-fiction-{name}.yaml")])
    assert scores.correctness >= correct
    assert scores.citation_precision >= 0.94
    assert scores.abstention_recall >= 0.9
    assert scores.same_in_both == 1.0
    assert scores.false_claims == 0


def test_the_sets_are_as_mixed_as_they_say():
    sets = shipped_question_sets()
    languages = {
        statement.statement_id: statement.quote_lang
        for folder in (SETS / "fiction", SETS / "fable", SETS / "legend", Path("bot/knowledge/data"))
        for statement in load_data_set(folder).statements
        if statement.quote_lang
    }
    asked = [entry for one in sets for entry in one.questions]
    unanswerable = [entry for entry in asked if not entry.is_answerable]
    quoted = [(e.lang, {languages[one] for one in e.expected if one in languages}) for e in asked if e.is_answerable]
    crossing = [lang for lang, of_quotes in quoted if of_quotes - {lang}]
    assert len(asked) >= 150
    assert len(unanswerable) >= 0.25 * len(asked)
    assert len(crossing) >= 0.4 * sum(bool(of_quotes) for _, of_quotes in quoted)


async def test_a_follow_up_is_understood_in_its_thread_and_nowhere_else(responder: Responder):
    await responder.answer("What is Corvane's stance on open weights?", guild_id=1, thread="a")
    followed = await responder.answer("And Norrland?", guild_id=1, thread="a")
    assert followed.companies == ("norrland",)
    assert (await responder.answer("Since when?", guild_id=1, thread="a")).companies == ("norrland",)
    for guild_id, thread in ((1, "b"), (2, "a"), (1, None)):
        elsewhere = await responder.answer("その前は？", guild_id=guild_id, thread=thread)
        assert elsewhere.kind is AnswerKind.ABSTENTION
        assert not elsewhere.companies


async def test_a_follow_up_can_be_answered_again_in_the_other_language(responder: Responder):
    await responder.answer("What is Corvane's stance on open weights?", thread="a")
    followed = await responder.answer("And Norrland?", thread="a")
    again = await responder.answer("And Norrland?", lang="ja", after=followed.after)
    assert [one.statement_id for one in again.citations] == [one.statement_id for one in followed.citations]


async def test_before_that_goes_back_in_time(responder: Responder):
    await responder.answer("ノールランドの今の立場は？", thread="a")
    answer = await responder.answer("その前は？", thread="a")
    assert [one.statement_id for one in answer.citations][:1] == ["norrland-2024-01-closed"]
    assert answer.as_of < date(2025, 10, 9)


async def test_a_mistyped_name_is_read_as_the_one_on_record_and_said_so(responder: Responder):
    answer = await responder.answer("Where does Corvain stand on open weights?")
    assert answer.companies == ("corvane",)
    assert "“Corvain” is not on record; it is read as “Corvane”." in answer.text
    far = await responder.answer("Where does Corbenic stand on open weights?")
    assert far.kind is AnswerKind.ABSTENTION


async def test_a_company_that_never_closed_is_not_said_to_have(responder: Responder):
    answer = await responder.answer("Why did Baobab go closed?")
    assert answer.kind is AnswerKind.CORRECTION
    assert answer.text.startswith("The record contradicts the question")


async def test_words_that_were_taken_back_are_shown_with_their_withdrawal(fabled: Responder):
    answer = await fabled.answer("アロンドラ2が非公開になる件は公式？")
    assert [one.statement_id for one in answer.citations] == ["calandria-2026-02-urena", "calandria-2026-02-retract"]
    assert answer.text.startswith("2026年2月2日の発言は、2026年2月4日に撤回または否定されています。")


async def test_a_number_is_answered_only_where_one_is_on_record(fabled: Responder):
    held = await fabled.answer("How many days may the Tasman ministry's assessment take?")
    assert held.kind is AnswerKind.ANSWER
    assert [one.statement_id for one in held.citations] == ["tasman-ministry-2026-07-rule"]
    silent = await fabled.answer("How many people downloaded Wren 2?")
    assert silent.kind is AnswerKind.ABSTENTION


async def test_a_possessive_without_its_apostrophe_names_the_company(fabled: Responder):
    answer = await fabled.answer("Halcyras position on Wren Edge?")
    assert [one.statement_id for one in answer.citations] == ["halcyra-2026-03-edge"]


async def test_an_unknown_name_beside_a_known_one_is_not_left_out(fabled: Responder):
    answer = await fabled.answer("カランドリア財団とゼフィロス、どちらが公開に積極的？")
    assert answer.kind is AnswerKind.ABSTENTION
    assert "ゼフィロス" in answer.text


async def test_the_very_words_of_what_was_just_shown(fabled: Responder):
    await fabled.answer("Did Zhanqiao deny that Dengta 3 would be closed?", thread="q")
    words = await fabled.answer("in what words exactly?", thread="q")
    assert [one.statement_id for one in words.citations] == ["zhanqiao-2025-10-denial"]
