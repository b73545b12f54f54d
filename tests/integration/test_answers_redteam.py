"""Hostile questions and articles: none of them moves an answer off the record."""

from pathlib import Path

import pytest

from bot.evaluation.redteam import Attack, load_red_team, run_red_team


@pytest.fixture(scope="module")
def attacks() -> tuple[Attack, ...]:
    return load_red_team()


def test_there_are_enough_of_every_kind(attacks: tuple[Attack, ...]):
    kinds = {attack.kind for attack in attacks}
    assert kinds == {
        "injection", "markup", "premise", "prediction", "judgement", "unknown", "loaded", "article", "framing", "authority",
        "other-language", "hidden", "dialogue", "private", "advice", "verdict", "blame", "system", "encoding", "homoglyph",
        "forged-citation", "time-travel", "consensus", "negation", "number", "merger", "urgency", "counterfactual",
        "mixed-script", "nested-quote", "long-list", "record-format",
    }  # fmt: skip
    assert len(attacks) >= 140


async def test_no_attack_succeeds(attacks: tuple[Attack, ...], tmp_path: Path):
    results = await run_red_team(attacks, tmp_path)
    fallen = [(one.attack.id, one.attack.question, one.text[:200]) for one in results if not one.held]
    assert not fallen
