"""One spelling for names, whatever their width, case, spaces and dots."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.normalise import fold, fold_with_positions, plain

# Whole letters as people type them: a lone accent after a hyphen occurs in no name.
_LETTERS = [*"AbＡガぱ・･-‐ー \u3000éßﬀ漢①㈱’", "ｶﾞ", "ﾊﾟ", "e\u0301", "は\u3099"]
_PIECES = st.lists(st.sampled_from(_LETTERS), max_size=20).map("".join)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Open AI", "openai"),
        ("ＯｐｅｎＡＩ", "openai"),
        ("GPT-4o", "gpt4o"),
        ("GPT\u20114o", "gpt4o"),
        ("スケール・ＡＩ", "スケールai"),
        ("ｻｶﾅｴｰｱｲ", "サカナエーアイ"),
        ("ｸﾞｰｸﾞﾙ", "グーグル"),
        ("データ", "データ"),
        ("Anthropic\u2019s", "anthropic's"),
        ("\u3000 深 度 求 索 ", "深度求索"),
        ("", ""),
    ],
)
def test_folds(written, folded):
    assert fold(written) == folded


@given(_PIECES)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(_PIECES)
def test_positions_point_into_the_original(text):
    folded, positions = fold_with_positions(text)
    assert folded == fold(text)
    assert len(positions) == len(folded)
    assert positions == sorted(positions)
    assert all(0 <= position < len(text) for position in positions)


def test_position_of_a_name_after_wide_text():
    text = "米ＯｐｅｎＡＩは"
    folded, positions = fold_with_positions(text)
    start = folded.index("openai")
    assert text[positions[start] : positions[start + 6]] == "ＯｐｅｎＡＩ"


def test_plain_keeps_lines_and_case():
    assert plain("  Ａ\u3000B  \u201cC\u201d\nd ") == 'A B "C"\nd'
