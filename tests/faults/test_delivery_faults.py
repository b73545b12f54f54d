"""A few of the kills of `python -m tests.faults.delivery_kills`, on every run of the tests."""

import pytest

from tests.faults import alert_kills, delivery_kills

FEW = ("between post and record", "between two parts", "composing", "killed at a random instant")


@pytest.mark.slow
async def test_a_bot_that_is_killed_posts_every_slot_once(tmp_path):
    tallies = await delivery_kills.run(len(FEW), 7, tmp_path, FEW)
    assert sum(one.kills for one in tallies.values()) == len(FEW)
    for kind, one in tallies.items():
        assert (kind, one.slots, one.duplicates, one.losses, one.unrecorded) == (kind, 1, 0, 0, 0)


@pytest.mark.slow
async def test_a_bot_that_is_killed_tells_of_every_turn_once(tmp_path):
    few = ("alert: between post and record", "alert: after the claim")
    tallies = await alert_kills.run(len(few), 7, tmp_path, few)
    assert sum(one.kills for one in tallies.values()) == len(few)
    for kind, one in tallies.items():
        assert (kind, one.turns, one.duplicates, one.losses) == (kind, 1, 0, 0)
