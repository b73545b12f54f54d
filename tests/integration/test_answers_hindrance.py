"""What stood in the way of a release, and what something was criticised for: answered from the record, or not at all."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.answers.responder import Responder
from bot.domain.answer import Answer, AnswerKind
from tests.responders import open_responder

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
async def legend(tmp_path: Path) -> AsyncIterator[Responder]:
    async with open_responder(tmp_path, "legend", NOW) as opened:
        yield opened


@pytest.fixture
async def shipped(tmp_path: Path) -> AsyncIterator[Responder]:
    async with open_responder(tmp_path, None, NOW) as opened:
        yield opened


def cited(answer: Answer) -> list[str]:
    return [citation.statement_id for citation in answer.citations]


@pytest.mark.parametrize(
    "asked",
    [
        "What is holding up Muteki 2?",
        "What stood in the way of Tamagiri's weights?",
        "Tamagiri's weights - what's the sticking point?",
        "玉霧テックがMuteki 2を出せないのは何のせい？",
        "玉霧テックの重みのネックは？",
    ],
)
async def test_what_stood_in_the_way_is_told_by_what_was_put_off(legend: Responder, asked: str):
    answer = await legend.answer(asked)
    assert answer.kind is AnswerKind.ANSWER
    assert cited(answer) == ["tamagiri-2026-03-delay"]


@pytest.mark.parametrize(
    "asked", ["What is holding up Tamagiri's Muteki 9?", "What kept Fjordlys from opening its models?"]
)
async def test_what_nobody_put_off_has_nothing_in_its_way(legend: Responder, asked: str):
    assert (await legend.answer(asked)).kind is AnswerKind.ABSTENTION


@pytest.mark.parametrize(
    "asked",
    [
        "楽天のAI 3.0で問題になったのは？",
        "What was Rakuten AI 3.0 criticised for?",
        "楽天は何を批判された？",
        "楽天のAI 3.0はなぜ批判を浴びた？",
    ],
)
async def test_what_it_was_criticised_for_is_no_matter_of_its_own_words(shipped: Responder, asked: str):
    answer = await shipped.answer(asked)
    assert answer.kind is AnswerKind.ANSWER
    assert cited(answer) == ["rakuten-2026-03-ai3-licence"]


async def test_who_was_never_criticised_is_not_answered_with_its_newest_words(legend: Responder):
    assert (await legend.answer("What was Tamagiri criticised for?")).kind is AnswerKind.ABSTENTION
    assert (await legend.answer("玉霧テックは何を批判された？")).kind is AnswerKind.ABSTENTION


@pytest.mark.parametrize(
    "asked",
    [
        "Why did OpenAI fire its safety team?",
        "オープンAIはなぜ安全チームを解雇したのですか",
        "Why did OpenAI sell its safety laboratory in Dublin?",
    ],
)
async def test_a_reason_for_one_thing_is_none_for_another_that_shares_a_word(shipped: Responder, asked: str):
    assert (await shipped.answer(asked)).kind is AnswerKind.ABSTENTION
