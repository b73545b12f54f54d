"""What a passage denies is not affirmed, in whatever words either of them has it."""

import pytest

from bot.briefs.grounding.contradiction import contradicts
from bot.briefs.grounding.denials import stance_of
from bot.briefs.grounding.faults import Fault
from bot.briefs.grounding.nearness import stretches_of


@pytest.mark.parametrize(("words", "lang"), [
    ("The firm turned down the offer.", "en"),
    ("It has yet to publish the data.", "en"),
    ("計画を見送った。", "ja"),
    ("まだ公表していない。", "ja"),
    ("対象外とした。", "ja"),
])  # fmt: skip
def test_a_denial_needs_no_not(words, lang):
    assert stance_of(words, lang).denies


@pytest.mark.parametrize(("words", "lang"), [
    ("Regulators lifted the ban.", "en"),
    ("It costs nothing.", "en"),
    ("禁止を解除した。", "ja"),
    ("10社しか答えていない。", "ja"),
    ("公表しなければならない。", "ja"),
])  # fmt: skip
def test_what_only_sounds_like_a_denial_is_none(words, lang):
    assert not stance_of(words, lang).denies


def test_growth_told_of_what_shrank_is_a_wrong_direction():
    ours, theirs = stance_of("株価は上昇した。", "ja"), stance_of("Shares fell in late trading.", "en")
    assert contradicts(ours, [theirs]) is Fault.DIRECTION
    assert contradicts(theirs, [theirs]) is None


def test_one_stretch_that_agrees_is_enough():
    told = stance_of("料金を引き上げる。", "ja")
    cut, raised = stance_of("It will cut fees.", "en"), stance_of("It will raise fees.", "en")
    assert contradicts(told, [cut]) is Fault.DIRECTION
    assert contradicts(told, [cut, raised]) is None


def test_a_sentence_is_read_in_parts_that_each_say_one_thing():
    parts = [one.text for one in stretches_of("売上高は大きく増えたが、純利益は減り、配当は見送った。", "ja")]
    assert parts == ["売上高は大きく増えたが", "純利益は減り", "配当は見送った"]
