"""Terms of both languages, and what follows from them: likeness, centrality, choice without repetition."""

import numpy as np
import pytest

from bot.text.similarity import cosine_matrix, lexrank, mmr
from bot.text.tokens import katakana_words, tokens


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Acme’s GPT-4.1 isn't new.", ["acme", "gpt-4.1", "isn't", "new"]),
        ("ＡＣＭＥの新モデル", ["acme", "の新", "新モ", "モデ", "デル"]),
        ("重みを公開した", ["重み", "みを", "を公", "公開", "開し"]),
        ("米Acmeは", ["米", "acme"]),
        ("", []),
    ],
)
def test_tokens(text, terms):
    expected = [term for term in terms if term != "みを"]
    assert tokens(text) == expected


def test_katakana_words():
    assert katakana_words("米スケールのモデルはﾃﾞｰﾀで学ぶ") == ["スケール", "モデル", "データ"]


def test_cosine_knows_same_from_other():
    cosines = cosine_matrix(["open weights model", "open weights model", "chip export rules", ""])
    assert cosines[0, 1] == pytest.approx(1)
    assert cosines[0, 2] == 0
    assert not cosines[3].any()


def test_lexrank_prefers_what_the_others_say():
    ranks = lexrank(
        [
            "Acme opened the weights of its model",
            "The weights of the Acme model are open",
            "Acme model weights were opened on Monday",
            "It rained in Lisbon",
        ]
    )
    assert ranks.sum() == pytest.approx(1)
    assert int(ranks.argmin()) == 3
    assert lexrank([]).shape == (0,)


def test_lexrank_of_strangers_is_even():
    assert lexrank(["one alpha", "two beta"]) == pytest.approx([0.5, 0.5])


def test_mmr_does_not_repeat():
    cosines = np.array([[1, 0.95, 0.1], [0.95, 1, 0.1], [0.1, 0.1, 1]])
    assert mmr([1.0, 0.9, 0.8], cosines, 2) == [0, 2]
    assert mmr([1.0, 0.9, 0.8], cosines, 2, balance=1.0) == [0, 1]
    assert mmr([], np.zeros((0, 0)), 3) == []
