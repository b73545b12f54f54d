"""Names in kanji and quoted hiragana meet their Latin spelling by how they are read, whole and not by a part."""

import pytest

from bot.text.kanji_readings import readings_of
from bot.text.read_names import read_name_keys, short_name_keys


@pytest.mark.parametrize(
    ("japanese", "english"),
    [
        ("児玉精機、介護ロボットを回収", "Kodama Seiki recalls care robots"),
        ("青葉山人工知能研、言語モデルを公開", "The Aobayama Institute opens a model"),
        ("新しいモデル「ことのは」を公開", "A new model, Kotonoha, is out"),
        ("対話AI「ちょうちょう」を公開", "The chatbot Chocho is out"),
    ],
)
def test_both_scripts_have_a_reading_in_common(japanese, english):
    assert read_name_keys(japanese) & read_name_keys(english)


@pytest.mark.parametrize(
    ("japanese", "english"),
    [
        ("児玉精機、介護ロボットを回収", "Kodaira Seimitsu recalls care robots"),
        ("新しいモデル「ことのは」を公開", "A new model, Kotono, is out"),
        ("新しいモデルをきのう公開", "Kinou opens a model"),
    ],
)
def test_other_names_and_words_outside_of_quotes_do_not_meet(japanese, english):
    assert not read_name_keys(japanese) & read_name_keys(english)


def test_a_name_of_few_consonants_is_known_by_its_reading_within_one_language():
    assert short_name_keys("The hospital left Izumi.") == short_name_keys("医療モデル「いずみ」") == {"=izumi"}
    assert short_name_keys("Kodama and Kotonoha have sounds enough.") == frozenset()


def test_the_readings_of_a_name_are_bounded_and_none_are_guessed():
    assert "kodama" in readings_of("児玉", 24)
    assert len(readings_of("一二三上中下", 24)) <= 24
    assert readings_of("児𠮟", 24) == []
