"""First lines of answers whose readings stand on thin ground: old words, words on data alone, deeds that differ since."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.answers.responder import Responder
from bot.domain.statement import Stance
from tests.responders import open_responder

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
async def saga(tmp_path: Path) -> AsyncIterator[Responder]:
    async with open_responder(tmp_path, "saga", NOW) as opened:
        yield opened


async def test_a_stance_that_deeds_contradict_says_so_at_once(saga: Responder):
    answer = await saga.answer("What is Nimbusworks' stance?")
    assert answer.stance is Stance.CLOSED
    assert "released since reads otherwise: “Open weights” (2026-02-17)" in answer.lines[0].text
    assert "months old" in answer.lines[0].text
    assert "その後に公開されたもの（2026年2月17日）" in (await saga.answer("ニンバスワークスの立場は？")).lines[0].text


async def test_at_a_day_when_nothing_contradicted_it_the_stance_is_firm(saga: Responder):
    answer = await saga.answer("What is Nimbusworks' stance?", as_of=date(2024, 6, 30))
    assert answer.stance is Stance.CLOSED
    assert "otherwise" not in answer.text


async def test_a_list_names_those_on_thin_ground_apart(saga: Responder):
    answer = await saga.answer("Which companies are closed?")
    first = answer.lines[0].text
    assert "no organisation’s recent words on its own models read as “Closed”" in first
    assert "Nimbusworks (what was released since differs)" in first
    cited = [citation.statement_id for citation in answer.citations]
    assert cited == ["nimbusworks-2023-10-brandt", "nimbusworks-2026-02-cirrus3"]
    then = await saga.answer("Which companies are closed?", as_of=date(2024, 6, 30))
    assert then.lines[0].text.startswith("By the record as of 2024-06-30, this is one: Nimbusworks.")


async def test_a_comparison_marks_the_doubtful_side(saga: Responder):
    first = (await saga.answer("Compare Nimbusworks and Hatoba.")).lines[0].text
    assert "Nimbusworks: Closed (record of 2023-10-12; released otherwise since)" in first
    assert "Hatoba Systems: Gated or staged (record of 2026-05-21)" in first
    in_japanese = (await saga.answer("Compare Nimbusworks and Hatoba.", lang="ja")).lines[0].text
    assert "（2023年10月12日の記録、その後の公開とは食い違う）" in in_japanese


async def test_turns_between_the_first_and_the_last_come_without_quotes_and_with_what_they_read_as(saga: Responder):
    answer = await saga.answer("How did Quillon's stance change?")
    turns = [line.text for line in answer.lines if line.citations][1:]
    assert [turn.split(" · ")[-1].split(":")[0] for turn in turns] == [
        "“Fully open source”", "“Closed”", "“Open weights”", "“Open weights”",
    ]  # fmt: skip
    assert "“weights, code and data, always together”" in turns[0]
    assert not any("our servers”" in turn for turn in turns[1:-1])


async def test_what_is_not_on_record_as_released_is_said_to_be_so(saga: Responder):
    first = (await saga.answer("When did Gorse & Vale open-source Heathland?")).lines[0].text
    assert first == "The record holds no such release of “Heathland” as of 2026-11-23."
