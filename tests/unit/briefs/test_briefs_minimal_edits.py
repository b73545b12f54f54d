"""A right point passes, and the same point with one thing of it changed does not: speakers, choices, names, votes, asides."""

from datetime import UTC, datetime

import pytest

from bot.briefs.grounding import Fault, check_brief
from bot.briefs.grounding.axes import cells_of
from bot.briefs.grounding.choices import choices_in
from bot.briefs.grounding.clauses import without_asides
from bot.briefs.grounding.pairs import votes_in
from bot.briefs.grounding.speech import said_in, speakers_of
from bot.domain.brief import Brief, BriefPoint, BriefSource
from bot.domain.language import Lang
from bot.text.kanji_readings import may_read
from bot.text.places import country_of

AT = datetime(2026, 5, 20, 12, tzinfo=UTC)
VOTE = "The board in Utrecht adopted the rule on Tuesday with 22 members in favour and four against."
LAB = (
    "Tarnfield will build its plant in Graz rather than in Bratislava, chief executive Amara Okoye said. "
    "The union, which had asked for talks, called the plan rushed. Residents welcomed it."
)
CARE = "介護器具のヒナタ器具は、移乗ロボット「ツムギ5号」を11月に発売する。労組は人員が減るとして再考を求めている。"


def _faults(text: str, told_in: Lang, passage: str, lang: str) -> set[Fault]:
    source = BriefSource(1, 1, "https://a.example/1", "Ledger", lang, AT, passage)
    brief = Brief(1, told_in, "", (BriefPoint(text, (1,)),), (source,), "model:test", 1, (1,))
    return {failure.fault for failure in check_brief(brief)}


@pytest.mark.parametrize(
    ("told_in", "right", "wrong", "fault", "passage", "lang"),
    [
        (
            "ja",
            "工場はブラチスラバではなくグラーツに建てる。",
            "工場はグラーツではなくブラチスラバに建てる。",
            Fault.DIRECTION,
            LAB,
            "en",
        ),
        ("en", "Residents welcomed the plan.", "The union welcomed the plan.", Fault.SPEAKER, LAB, "en"),
        ("en", "Hinata Kigu will sell Tsumugi 5.", "Hinata Kigu will sell Tsumugi 6.", Fault.NAME, CARE, "ja"),
        (
            "en",
            "Of the members 22 were in favour and four against.",
            "Of the members four were in favour and 22 against.",
            Fault.DIRECTION,
            VOTE,
            "en",
        ),
    ],
)
def test_one_change_makes_a_right_point_wrong(
    told_in: Lang, right: str, wrong: str, fault: Fault, passage: str, lang: str
) -> None:
    assert _faults(right, told_in, passage, lang) == set()
    assert fault in _faults(wrong, told_in, passage, lang)


def test_a_court_of_a_dutch_town_is_a_dutch_court() -> None:
    assert country_of("utrecht") == "netherlands"
    assert Fault.NAME not in _faults("A Dutch board adopted the rule.", "en", VOTE, "en")
    assert Fault.NAME in _faults("A Danish board adopted the rule.", "en", VOTE, "en")


def test_a_count_in_braces_parts_no_cell() -> None:
    assert cells_of(r"cut (?:\w+ ){0,4}jobs,layoff", ",") == [r"cut (?:\w+ ){0,4}jobs", "layoff"]


def test_speakers_are_known_by_kind_and_by_name() -> None:
    assert speakers_of("The supplier, Facegate of Coimbra, said the images were safe.", "en").names == (
        "Facegate of Coimbra",
    )
    assert speakers_of("会社側は4000人に満たないとしている。", "ja").groups == {"company"}
    assert speakers_of("保護者からは、不安だとの声も出ている。", "ja").groups == {"parents"}
    assert speakers_of("An actors' guild welcomed it.", "en").groups == {"actors"}


def test_what_is_said_stands_without_who_says_it() -> None:
    assert said_in("Nurses said the machines were slow.", "en") == "the machines were slow"
    assert said_in("組合は4000人に届かないとしている。", "ja") == "4000人に届かない"


def test_an_aside_is_a_part_of_its_own() -> None:
    assert without_asides("Corvane, which sells the model, denied it.", "en") == (
        "Corvane denied it.",
        "Corvane sells the model",
    )
    assert without_asides("利用を取りやめた市役所には、賠償は命じられなかった。", "ja") == (
        "市役所には、賠償は命じられなかった。",
        "利用を取りやめた市役所",
    )


def test_a_choice_has_two_sides() -> None:
    assert choices_in("It was made by software rather than people.", "en")[0] == ("made by software", "people")
    assert choices_in("ソフトではなく人が訳した。", "ja") == (("人", "ソフト"),)


def test_votes_for_and_against_are_kept_apart() -> None:
    assert votes_in("with 22 countries in favour and four against") == {(22, 1), (4, -1)}
    assert votes_in("賛成22カ国、反対4カ国") == {(22, 1), (4, -1)}


@pytest.mark.parametrize(("kanji", "word"), [("紅花", "Benibana"), ("楽器", "Gakki"), ("酒造", "Shuzo")])
def test_a_reading_changes_in_a_compound(kanji: str, word: str) -> None:
    assert may_read(kanji, word)


def test_a_clipped_reading_is_not_any_reading() -> None:
    assert may_read("楽器", "Gatta") is False
