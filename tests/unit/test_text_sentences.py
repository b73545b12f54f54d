"""Sentences of both languages come out whole: quotes, brackets, numbers and abbreviations do not break them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.sentences import sentence_spans, split_sentences


def parts(marked: str) -> tuple[str, list[str]]:
    """`marked` has a | at every boundary."""
    pieces = marked.split("|")
    return "".join(pieces), [piece.strip() for piece in pieces]


ENGLISH = [
    "Acme raised money. |It will hire.",
    "The U.S. government said no. |Acme Inc. agreed.",
    "It moved to the U.S. |The team followed.",
    "Acme Inc. said so. |Beta Corp. Chief Executive Jo Doe agreed.",
    "Version 3.5 beats 3.0 by 1.2 points. |Nobody was surprised.",
    "Mr. Doe met Dr. J. K. Roe on Jan. 5. |They spoke.",
    'Doe said: "We will ship it. It is ready." |Others doubt that.',
    'He called it "GPT-5." |The name stuck.',
    '"We are done," Doe said. |"It is over." |He left.',
    "“We will open the weights. All of them,” she said. |Nobody asked why.",
    "Tools (e.g. editors, i.e. programs) sell well. |Prices vs. costs fell.",
    "Acme (it declined to comment. Twice.) went on. |Sales rose.",
    "Wait... what? |Yes! |No?! |Fine.",
    "Sales rose… |Then they fell.",
    "Deals worth $1.5bn. |It paid 2.5 percent, i.e. much.",
    "He works at xAI. |xAI confirmed it.",
    "It opens at 9 a.m. on Monday. |It closes at 5 p.m. |The rest is silence.",
    "See example.com for more. |Node.js is a name.",
    "The law (A.I. Act, Art. 5) applies. |It is new.",
    "Acme vs. Beta is Fig. 3. |No. 4 is next.",
    "He said no. |She said yes.",
    "She has a Ph.D. in physics. |He has none.",
    "We chose plan B. |The other plan failed.",
    "Model weights, code, etc. are free. |Data is not.",
    "Smith et al. showed it in 2024. |It holds.",
    '"Is it done?" Doe asked. |"It is!" the founder said.',
    "It isn’t done. |We ‘ship it. Now’ is the motto. |Doe’s team left.",
    "See No. 4 and Figs. 2. |He left.",
    "(The company declined to comment.) |The deal is closed.",
]
JAPANESE = [
    "アクメは資金を調達した。|採用を増やす。",
    "同社は「公開する。すぐにだ。」と述べた。|市場は驚いた。",
    "担当者は「まだ決まっていない」と話した。|詳細は不明だ。",
    "「本当に公開するのか？」という声もある。|同社は答えていない。",
    "売上高は3.5億円だった。|前年は２．８億円だ。",
    "新モデル（名称は未定。年内に公開。）を開発中だ。|価格も未定だ。",
    "米Acme Inc.は提携を発表した。|U.S.市場を狙う。",
    "驚いた！|本当か？|そうだ。",
    "なぜか？と聞かれ、同氏は黙った。|会見は終わった。",
    "同氏は『「開く」と言った。』と書いた。|反響は大きい。",
    "「重みを公開する。」|同社はこう発表した。",
    "準備は進んでいる……。|発表は近い。",
    "米Yahoo!ニュースが伝えた。|詳細は不明だ。",
    "決まった!|そう発表した。",
    "GPT-5.5を試した。|速い。",
    "Acmeは買収した。|The deal is closed. |買収額は非公表だ。",
]


@pytest.mark.parametrize("marked", ENGLISH)
def test_english(marked):
    text, expected = parts(marked)
    assert split_sentences(text, "en") == expected


@pytest.mark.parametrize("marked", JAPANESE)
def test_japanese(marked):
    text, expected = parts(marked)
    assert split_sentences(text, "ja") == expected


@pytest.mark.parametrize("lang", ["en", "ja", None])
def test_a_newline_always_ends_a_sentence(lang):
    assert split_sentences("見出し\n- first point\n- second (open\n本文だ。", lang) == [
        "見出し",
        "- first point",
        "- second (open",
        "本文だ。",
    ]


def test_list_numbers_stay_with_their_item():
    assert split_sentences("1. Open the weights.\n2. Publish them.", "en") == [
        "1. Open the weights.",
        "2. Publish them.",
    ]


def test_an_unclosed_quote_does_not_swallow_the_line():
    assert split_sentences("彼は「公開すると述べた。次の文だ。", "ja") == ["彼は「公開すると述べた。", "次の文だ。"]
    assert split_sentences('He said "yes. Then he left.', "en") == ['He said "yes.', "Then he left."]


def test_blanks_collapse_and_empty_pieces_vanish():
    assert split_sentences("  One \t two. \n\n ---\n。\n", "en") == ["One two."]


@pytest.mark.parametrize("marked", [*ENGLISH, *JAPANESE])
def test_spans_point_at_their_words(marked):
    text, _ = parts(marked)
    for span in sentence_spans(text):
        assert text[span.start : span.end] == span.text


@given(st.text(alphabet="aA .。」「\"'()（）!?！？…\n3ぁ漢", max_size=60))
def test_no_word_is_lost_and_order_is_kept(text):
    kept = "".join(split_sentences(text, "ja"))
    assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]


def test_a_long_line_takes_no_time():
    text = "「" * 5_000 + "』" * 50_000 + "Acme Inc. said so. " * 20_000 + "x. y " * 20_000
    assert len(split_sentences(text, "en")) > 10_000
