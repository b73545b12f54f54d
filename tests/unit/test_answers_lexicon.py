"""The language tables hold their shape, and every lead of an answer has its sentence in both languages."""

import pytest

from bot.answers.finding import Lead
from bot.answers.lexicon import FOLDER, any_word, phrase, table, words
from bot.answers.terms import all_terms, question_terms, stem
from bot.i18n.catalog import TEXTS


@pytest.mark.parametrize("name", ["phrases", "concepts", "countries", "roles_asked", "roles_held"])
def test_every_table_compiles_and_none_of_its_patterns_matches_nothing(name):
    for key, pattern in table(name).items():
        assert pattern.match("") is None, f"{name}: {key} matches the empty text"


def test_every_file_of_the_folder_is_read_by_something():
    assert {path.stem for path in FOLDER.glob("*.yaml")} == {
        "phrases", "concepts", "countries", "retelling", "roles_asked", "roles_held", "words",
    }  # fmt: skip


def test_roles_that_can_be_asked_can_be_held():
    assert table("roles_asked").keys() == table("roles_held").keys()


def test_word_lists_are_lower_case_and_the_longest_japanese_word_wins():
    for name in ("stop", "generic_en", "common_names"):
        assert all(word == word.lower() for word in words(name))
    match = any_word("generic_ja").search("オープンソースの")
    assert match is not None
    assert match.group() == "オープンソース"


def test_latin_words_of_a_japanese_list_do_not_match_inside_words():
    assert phrase("licence").search("commit") is None
    assert phrase("licence").search("MITで公開") is not None


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("lead", list(Lead))
def test_every_lead_has_a_sentence(lead, lang):
    assert f"\nanswers-lead-{lead.value} = " in (TEXTS / lang / "answers.ftl").read_text(encoding="utf-8")


def test_words_of_one_concept_meet_across_languages():
    assert "c:ban" in question_terms("Should they prohibit it?") & question_terms("禁止すべきか")
    assert "c:delay" in all_terms("The release was postponed.") & all_terms("公開は延期された。")


def test_what_every_question_says_is_not_its_topic():
    assert question_terms("What is the company's current position on open-weight models?") == frozenset()
    assert question_terms("その企業は今、オープンソースのモデルについてどのような立場ですか。") == frozenset()


def test_inflected_words_have_one_stem():
    assert stem("registering") == stem("registration")
    assert stem("restricted") == stem("restrictions")
    assert stem("organisation’s") == stem("organizations")
