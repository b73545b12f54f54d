"""Answers from the third made-up record: since when, denials, reports that came true, promises met otherwise."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.answers.responder import Responder
from bot.domain.answer import Answer, AnswerKind
from bot.domain.language import Lang
from bot.evaluation.questions import SETS, load_question_set, run_questions
from tests.responders import open_responder

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
async def responder(tmp_path: Path) -> AsyncIterator[Responder]:
    async with open_responder(tmp_path, "legend", NOW) as opened:
        yield opened


def cited(answer: Answer) -> list[str]:
    return [citation.statement_id for citation in answer.citations]


@pytest.mark.parametrize(("name", "correct"), [("dev", 0.95), ("more", 0.95), ("wild", 0.95), ("test", 0.85)])
async def test_questions_of_other_kinds(responder: Responder, name: str, correct: float):
    (scores,) = await run_questions(responder, [load_question_set(SETS / f"questions-legend-{name}.yaml")])
    assert scores.correctness >= correct
    assert scores.citation_precision >= 0.92
    assert scores.same_in_both == 1.0


@pytest.mark.parametrize("lang", ["en", "ja"])
async def test_since_when_is_the_first_day_of_what_holds_now(responder: Responder, lang: Lang):
    thread = f"since {lang}"
    await responder.answer("What is Fjordlys AI's stance?", lang=lang, thread=thread)
    answer = await responder.answer("Since when?", lang=lang, thread=thread)
    assert cited(answer) == ["fjordlys-2022-08-charter", "fjordlys-2025-12-solheim-never"]
    assert "2022" in answer.lines[0].text
    assert "2025" not in answer.lines[0].text


async def test_since_when_starts_anew_with_a_turn(responder: Responder):
    answer = await responder.answer("オーラリーはいつから今の方針ですか")
    assert cited(answer) == ["orrery-2026-05-mini"]


async def test_since_when_something_can_be_had_is_told_by_its_release(responder: Responder):
    answer = await responder.answer("Since when can anybody download Falena?")
    assert cited(answer) == ["monteluna-2026-02-falena-all"]


async def test_since_when_of_what_is_not_so_is_corrected(responder: Responder):
    answer = await responder.answer("Since when are the weights of Thistle available?")
    assert answer.kind is AnswerKind.CORRECTION


async def test_a_report_that_was_announced_later_is_both(responder: Responder):
    answer = await responder.answer("Was the API-only plan for Astrolabe 2 official or just a rumour?")
    assert cited(answer)[:2] == ["orrery-2025-02-report", "orrery-2025-03-curtain"]
    assert "2025-02-17" in answer.lines[0].text
    assert "2025-03-20" in answer.lines[0].text


@pytest.mark.parametrize("text", ["Did Qingluo deny the story on Luozhou Max?", "青螺智能は螺舟Maxの件を否定した？"])
async def test_whether_something_was_denied_is_answered_by_the_denial(responder: Responder, text: str):
    assert set(cited(await responder.answer(text))) == {"qingluo-2025-09-report", "qingluo-2025-09-deny"}


async def test_words_against_others_are_found_by_whatever_verb(responder: Responder):
    for text in ("How did Ironbell's boss put down closed models?", "アイアンベルのCEOがこき下ろした言葉は？"):
        assert cited(await responder.answer(text)) == ["ironbell-2025-04-vandermeer"]


async def test_a_day_told_by_its_distance_is_not_meant_to_the_day(responder: Responder):
    answer = await responder.answer("What did Dandolo say about researchers two years ago?")
    assert cited(answer) == ["monteluna-2024-10-gates"]


async def test_what_has_no_release_is_not_released_on_any_day(responder: Responder):
    answer = await responder.answer("玉霧テックが霧笛2の重みを公開した日はいつ")
    assert answer.kind is AnswerKind.CORRECTION


async def test_a_japanese_rendering_of_foreign_words_finds_who_said_them(responder: Responder):
    answer = await responder.answer("モデルを閉じる日が来たら自分は去る、と誰が言いましたか")
    assert cited(answer) == ["fjordlys-2025-12-solheim-never"]
