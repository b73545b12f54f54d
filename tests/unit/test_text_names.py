"""A name written in Latin letters and in katakana has one key; ordinary words have none."""

import pytest

from bot.text.names import name_keys


@pytest.mark.parametrize(
    ("latin", "katakana"),
    [
        ("Brindlewick", "ブリンドルウィック"),
        ("Ondine", "オンディーヌ"),
        ("Northgate", "ノースゲート"),
        ("Pellucid", "ペルシド"),
        ("Verdant", "バーダント"),
        ("Kitsune", "キツネ"),
        ("Zephyrine", "ゼフィリン"),
    ],
)
def test_both_scripts_give_one_key(latin, katakana):
    english = name_keys(f"A deal was signed by {latin} last week.")
    japanese = name_keys(f"先週、{katakana}が契約を結んだ。")
    assert english == japanese != frozenset()


def test_different_names_differ():
    assert not name_keys("made by Norvane here") & name_keys("ターンロボが作った")


@pytest.mark.parametrize(
    "text",
    [
        "the company said on Monday it was new",
        "Yesterday it ended. Nobody cared.",
        "新しいモデルとデータを公開した",
        "",
    ],
)
def test_ordinary_words_are_no_names(text):
    assert not name_keys(text)


def test_the_headlines_first_word_counts_and_title_case_does_not():
    assert "krks" in name_keys("Calyx sells robots")
    assert name_keys("Calyx Sells Many Robots To Hotels\nIt said that Calyx sells robots.") == {"krks"}


def test_model_numbers_stay_as_written():
    assert "gpt-5" in name_keys("it uses GPT-5 now")
    assert "gpt-5" in name_keys("ＧＰＴ-5を使う")


def test_possessives_are_the_name():
    assert name_keys("about Calyx’s robots") == name_keys("about Calyx")
