"""How questions are understood: who and what they name, and what they ask for. On organisations that do not exist."""

from datetime import date
from pathlib import Path

import pytest

from bot.answers.aspects import Aspect
from bot.answers.people import SpeakerDirectory
from bot.answers.question import MAX_CHARACTERS, Question, check_length, detect_lang, read_question
from bot.answers.record import Record
from bot.errors import EmptyQuestion, QuestionTooLong
from bot.knowledge.companies import CompanyIndex
from bot.knowledge.seed import load_data_set

KB = Path(__file__).parents[1] / "fixtures" / "kb"
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def record():
    data = load_data_set(KB)
    return Record(CompanyIndex(data.companies), data.statements)


@pytest.fixture(scope="module")
def ask(record):
    speakers = SpeakerDirectory.of(record.entries)

    def read(text: str) -> Question:
        return read_question(check_length(text), record, speakers, today=TODAY, lang=None)

    return read


@pytest.mark.parametrize("text", ["", "   ", "\u200b\n", "??", "。。。"])
def test_a_question_without_a_word_is_empty(text):
    with pytest.raises(EmptyQuestion):
        check_length(text)


def test_a_question_may_have_500_characters_and_no_more():
    assert len(check_length("a" * MAX_CHARACTERS)) == MAX_CHARACTERS
    for text in ("a" * (MAX_CHARACTERS + 1), "あ" * 100_000):
        with pytest.raises(QuestionTooLong):
            check_length(text)


def test_width_and_control_characters_do_not_matter():
    assert check_length("ｸｲﾛﾝ\u202eは\n今?") == "クイロン は 今?"


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Quillonの立場は?", "ja"),
        ("What does 藍海 say?", "ja"),
        ("Who said 「重みを公開します」?", "en"),
        ("What is Quillon's stance?", "en"),
    ],
)
def test_the_language_of_a_question_is_that_of_its_own_words(text, lang):
    assert detect_lang(text) == lang


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("What is Quillon's current stance?", Aspect.STANCE),
        ("クイロンは公開に賛成ですか", Aspect.STANCE),
        ("What did Odette Marchetti say about leaks?", Aspect.SAID),
        ("水野社長は届け出制について何と述べましたか", Aspect.SAID),
        ("Who at Quillon promised that?", Aspect.WHO),
        ("そう言ったのは誰ですか", Aspect.WHO),
        ("How has Quillon's policy changed?", Aspect.CHANGE),
        ("クイロンの姿勢はどう変わりましたか", Aspect.CHANGE),
        ("Compare Quillon and Aokai.", Aspect.COMPARISON),
        ("クイロンと藍海テックの違いは何ですか", Aspect.COMPARISON),
        ("Under which licence is Brindle 1?", Aspect.LICENCE),
        ("潮騒3は商用で使えますか", Aspect.LICENCE),
        ("What was published with Shiosai 2?", Aspect.RELEASE),
        ("Brindle 2はもう公開されましたか", Aspect.RELEASE),
        ("Is Brindle 1 open source?", Aspect.RELEASE),
        ("Why is Tessera closed?", Aspect.REASON),
        ("Tesseraを公開しない理由は?", Aspect.REASON),
        ("What is holding up Tessera?", Aspect.REASON),
        ("What stands in the way of Quillon's weights?", Aspect.REASON),
        ("Tesseraが出せないのは何のせいですか", Aspect.REASON),
        ("What was Quillon criticised for?", Aspect.FACT),
        ("クイロンは何を批判された?", Aspect.FACT),
        ("What did Quillon criticise?", Aspect.SAID),
        ("Was that officially announced?", Aspect.OFFICIAL),
        ("それは公式発表ですか、それとも報道ですか", Aspect.OFFICIAL),
        ("Did Quillon keep its promise?", Aspect.KEPT),
        ("クイロンは約束を守りましたか", Aspect.KEPT),
        ("When will Quillon release Tessera?", Aspect.FUTURE),
        ("Tesseraはいつ公開される予定ですか", Aspect.FUTURE),
        ("Which companies are closed?", Aspect.LIST),
        ("クローズドな企業はどこですか", Aspect.LIST),
    ],
)
def test_what_is_asked_for(ask, text, aspect):
    assert ask(text).aspect is aspect


def test_products_carry_their_version_and_stand_for_their_company(ask):
    question = ask("Under which licence was Brindle 2 70B released?")
    assert question.companies == ("quillon-labs",)
    assert question.named == ()
    assert [thing.surface for thing in question.products] == ["Brindle 2 70B"]


def test_the_maker_of_a_product_is_the_company_and_not_the_product(ask):
    assert ask("What is the stance of the company behind Tessera?").products == ()
    assert ask("Tesseraの開発元はどんな立場ですか").products == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("What did Marchetti say?", "Odette Marchetti"),
        ("what did odette marchetti say", "Odette Marchetti"),
        ("マルケッティ氏は何と言いましたか", "Odette Marchetti"),
        ("オデット・マルケッティは何と言いましたか", "Odette Marchetti"),
        ("水野社長の発言は?", "Haruka Mizuno"),
        ("田辺さんは何を約束しましたか", "Rui Tanabe"),
        ("What has Tanabe Rui promised?", "Rui Tanabe"),
    ],
)
def test_speakers_by_their_usual_spellings(ask, text, name):
    assert ask(text).speakers == {name}


@pytest.mark.parametrize(
    "text", ["グレタ・ホルム氏は何と言いましたか", "佐々木社長は何と言いましたか", "ホルムCEOの発言は?"]
)
def test_strangers_are_seen_as_people(ask, text):
    question = ask(text)
    assert question.strangers
    assert not question.people


def test_names_that_nobody_taught_are_kept(ask):
    assert [t.surface for t in ask("Is Zephyros like Brindle 1?").other_names] == ["Zephyros"]
    assert [t.surface for t in ask("Zephyros 3はどうですか").other_names] == ["Zephyros 3"]


def test_a_headline_in_capitals_does_not_make_names(ask):
    assert ask("How Has Quillon Changed Its Mind On Openness").other_names == ()


def test_governments_are_known_by_their_country_whether_on_record_or_not(ask):
    assert ask("What does the Norwegian government say?").governments
    assert ask("ノルウェー政府の方針は?").governments
    assert not ask("What does the Government of Ravenia say?").governments


def test_of_two_companies_the_one_spoken_of_is_the_topic(ask):
    question = ask("What has Aokai said about Quillon Labs?")
    assert question.companies == ("aokai-tech",)
    assert question.topics == ("quillon-labs",)
    question = ask("クイロンについて藍海テックは何と言いましたか")
    assert question.companies == ("aokai-tech",)
    both = ask("What have Aokai and Quillon said about data?")
    assert set(both.companies) == {"aokai-tech", "quillon-labs"}


def test_what_stands_after_about_is_the_topic(ask):
    assert ask("What does Marchetti think about copyright?").about == {"c:copyright"}
    assert ask("マルケッティ氏は著作権についてどう考えていますか").about == {"c:copyright"}
    assert ask("What does Marchetti think about open models?").about == frozenset()
