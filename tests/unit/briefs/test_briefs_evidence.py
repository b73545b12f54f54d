"""What a story's briefs tell: the same units in both languages, voices apart, background dated and last."""

import numpy as np
import pytest

from bot.briefs.alignment import cluster
from bot.briefs.choosing import FEWEST_UNITS, MOST_UNITS
from bot.briefs.evidence import choose_evidence, weigh_units
from bot.briefs.headlines import clean_title
from bot.briefs.passages import MOST_PASSAGES, read_passages
from bot.domain.brief import PointKind


def test_units_of_a_story_in_both_languages_are_told_in_both(sale, index):
    units = choose_evidence(read_passages(sale, index.find_mentions))
    assert FEWEST_UNITS <= len(units) <= MOST_UNITS
    for unit in units:
        assert unit.best_in("ja"), unit
        assert unit.best_in("en"), unit


def test_the_report_comes_before_the_answer_and_neither_holds_the_other(sale, index):
    units = choose_evidence(read_passages(sale, index.find_mentions))
    kinds = [unit.kind for unit in units]
    assert kinds.index(PointKind.REPORTED) < kinds.index(PointKind.OFFICIAL)
    for unit in units:
        voices = {passage.kind for passage in unit.passages}
        assert not (PointKind.REPORTED in voices and len(voices) > 1)


def test_passages_leave_out_what_leans_commands_or_blends(sale, index):
    shown = [passage.shown for passage in read_passages(sale, index.find_mentions)]
    assert shown
    for words in shown:
        assert not words.startswith(("He ", "They ", "The people", "Photo", "Ignore", "同"))
        assert "newsletter" not in words
        assert "会員登録" not in words


def test_every_passage_stands_in_its_article_word_for_word(sale, index):
    for passage in read_passages(sale, index.find_mentions):
        assert passage.text in passage.article.text
        if passage.leans_on is None:
            assert passage.shown in " ".join(passage.text.split())
        else:
            assert passage.leans_on in passage.article.text


def test_an_old_statement_is_background_and_a_vague_one_is_left_out(article, index):
    text = (
        "Tarn AI published the weights of Fjord 3 on September 2, 2025.\n"
        "In March 2024, chief executive Signe Halvorsen said that Tarn AI would stay closed.\n"
        "Last year Tarn AI chief executive Signe Halvorsen said that openness was a mistake."
    )
    passages = read_passages([article(1, "en", "Tarn AI opens Fjord 3", text)], index.find_mentions)
    assert [passage.is_background for passage in passages] == [False, True]
    assert all("Last year" not in passage.shown for passage in passages)
    units = choose_evidence(passages)
    assert [unit.is_background for unit in units] == [False, True]
    assert units[1].passages[0].speaker == "Signe Halvorsen"


def test_dates_that_disagree_keep_look_alikes_apart(article, index):
    articles = [
        article(1, "en", "Tarn AI opens Fjord 2", "Tarn AI published the weights of Fjord on July 1, 2025."),
        article(2, "en", "Tarn AI opens Fjord 3", "Tarn AI published the weights of Fjord on August 20, 2025."),
    ]
    units = choose_evidence(read_passages(articles, index.find_mentions))
    assert len(units) == 2


def test_the_same_sentence_of_two_outlets_is_one_unit(article, index):
    text = "Tarn AI published the weights of Fjord 3 under Apache 2.0 on September 2, 2025."
    articles = [article(n, "en", "Tarn AI opens Fjord 3", text) for n in (1, 2, 3)]
    [unit] = choose_evidence(read_passages(articles, index.find_mentions))
    assert len(unit.passages) == 3


def test_nothing_to_tell_gives_no_unit(article, index):
    assert choose_evidence(read_passages([article(1, "en", "x", "Read more.")], index.find_mentions)) == []
    assert read_passages([], index.find_mentions) == []


def test_the_choice_is_the_same_every_time(sale, index):
    first = choose_evidence(read_passages(sale, index.find_mentions))
    again = choose_evidence(read_passages(list(reversed(sale)), index.find_mentions))
    assert [unit.passages[0].shown for unit in first] == [unit.passages[0].shown for unit in again]


def test_groups_are_average_linked():
    alike = np.eye(5)
    for i, j, value in [(0, 1, 0.9), (1, 2, 0.8), (0, 2, 0.1), (3, 4, 0.5)]:
        alike[i, j] = alike[j, i] = value
    # 2 is near to 1 but far from 0: on average just alike enough to join the two.
    assert sorted(map(sorted, cluster(alike))) == [[0, 1, 2], [3, 4]]
    alike[0, 2] = alike[2, 0] = 0.0
    assert sorted(map(sorted, cluster(alike))) == [[0, 1], [2], [3, 4]]
    assert cluster(np.zeros((0, 0))) == []


@pytest.mark.timeout(120)
@pytest.mark.slow
def test_a_huge_story_is_told_from_a_bounded_part_of_it(article, index):
    text = "\n".join(
        f"Tarn AI said on September {1 + n % 9}, 2025 that product number {n} of Fjord would be published."
        for n in range(60)
    )
    articles = [article(n, "en", "Tarn AI opens Fjord", text) for n in range(1, 30)]
    passages = read_passages(articles, index.find_mentions)
    assert len(passages) == MOST_PASSAGES
    assert choose_evidence(passages)


# What grows with the square of a page would take hours on these.
@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    "junk", ["ア" * 200_000, "A " * 100_000, "「" * 100_000, "chief executive " * 20_000, "1," * 90_000]
)
def test_a_page_of_junk_gives_nothing(article, index, junk):
    assert read_passages([article(1, "ja", junk, junk), article(2, "en", junk, junk)], index.find_mentions) == []
    assert clean_title(junk + "　" * 100_000) is not None


@pytest.mark.parametrize(
    ("opening", "goes_on_with"),
    [
        ("Tarn AI opened an office in Leeds on Monday, 3 March 2025.", "Tarn AI committed itself to publishing code"),
        ("Chief executive Signe Halvorsen founded the laboratory after leaving Tarn AI in 2025.", None),
        ("Former Tarn AI staff founded the laboratory in 2025.", None),
        ("The laboratory has raised 30 million dollars, Tarn AI said.", "Tarn AI committed itself to publishing code"),
    ],
)
def test_the_company_is_the_one_that_the_sentence_before_is_about(article, index, opening, goes_on_with):
    text = f"{opening} At its launch on February 18, 2025, the company committed itself to publishing code."
    shown = [one.shown for one in read_passages([article(1, "en", "News", text)], index.find_mentions)]
    told = [words for words in shown if "committed itself" in words]
    assert told == ([f"At its launch on February 18, 2025, {goes_on_with}."] if goes_on_with else [])


@pytest.mark.parametrize(
    ("opening", "is_named"),
    [
        ("ターンAIは3月3日、リーズに拠点を開いた。", True),
        ("ターンAIの広報担当者は3月3日、拠点の開設を認めた。", True),
        ("ターンAIを退社したハルヴォルセン氏が3月3日、研究所を設立した。", False),
    ],
)
def test_in_japanese_the_company_is_the_one_that_the_sentence_before_is_about(article, index, opening, is_named):
    text = f"{opening}同社は2025年2月18日、コードの公開を約束した。"
    shown = [one.shown for one in read_passages([article(1, "ja", "話題", text)], index.find_mentions)]
    assert any(words.startswith("ターンAIは2025年2月18日") for words in shown) is is_named


def test_what_opens_a_report_leads_and_an_illustration_does_not(article, index):
    text = (
        "Tarn AI will close its laboratory in Oslo at the end of June 2026.\n"
        "Tarn AI said that 140 engineers in Oslo and Bergen would be offered posts in Trondheim on June 3, 2026.\n"
        "A lab of 20 people in Bergen, for example, would need 12 desks and an Apache 2.0 licence on June 4, 2026.\n"
    )
    units = choose_evidence(read_passages([article(1, "en", "Tarn AI closes Oslo lab", text)], index.find_mentions))
    shown = [unit.passages[0].shown for unit in units]
    assert shown[0].startswith("Tarn AI will close")
    assert all("for example" not in words for words in shown[:2])


def test_the_openings_of_two_languages_are_paired_though_a_later_sentence_shares_a_name(article, index):
    english = article(
        1, "en", "No date for Fjord 3", "Tarn AI has still named no date for its first model since Fjord 2."
    )
    japanese = article(2, "ja", "Fjord 3、日程示されず", (
        "ターンAIが延期した言語モデルについて、3日時点でも新たな公開日は示されていない。\n"
        "公開されれば、Fjord 2以来の言語モデルとなる。\n"
    ))  # fmt: skip
    passages = read_passages([english, japanese], index.find_mentions)
    vectors = np.zeros((len(passages), 2), dtype=np.float32)
    vectors[:] = (0.6, 0.8)
    vectors[0] = (1.0, 0.0)
    unit = next(unit for unit in weigh_units(passages, vectors)[0] if english in [one.article for one in unit.passages])
    japanese_words = [one.shown for one in unit.passages if one.lang == "ja"]
    assert japanese_words[0].startswith("ターンAIが延期した")


def test_no_comment_comes_after_the_words_that_it_is_about(article, index):
    text = (
        "Tarn AI will publish the weights of Fjord 3 by the end of June 2026.\n"
        "Orrin Labs declined to comment on the remarks about Fjord 3.\n"
        'Chief executive Signe Halvorsen of Tarn AI said that "closed rivals of Fjord 3 will not last".\n'
    )
    units = choose_evidence(read_passages([article(1, "en", "Tarn AI to open Fjord 3", text)], index.find_mentions))
    shown = [unit.passages[0].shown for unit in units]
    silent = next((place for place, words in enumerate(shown) if "declined" in words), len(shown))
    assert silent > next(place for place, words in enumerate(shown) if "closed rivals" in words)
