"""Which story an article joins: decided over values, each kind of evidence weighed by itself."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from bot.stories.clustering import WINDOW, Member, choose_story
from bot.stories.features import Features, telling_numbers
from bot.stories.near_duplicates import signature
from bot.stories.window import NEAREST, Window

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
TEXT = "The mill at the river ground grain for four villages until the winter flood took its wheel and broke the race."


def at_angle(cosine: float) -> np.ndarray:
    """A unit vector with this cosine to (1, 0)."""
    return np.array([cosine, np.sqrt(1 - cosine**2)], dtype=np.float32)


def features(cosine=1.0, *, hours=0, companies=("acme",), numbers=(), names=(), text="", vector=True):
    return Features(
        NOON + timedelta(hours=hours),
        at_angle(cosine) if vector else None,
        signature(text),
        tuple(companies),
        frozenset(numbers),
        frozenset(names),
    )


def member(story_id, article_id=None, lang="en", **given):
    return Member(article_id or story_id, story_id, lang, features(**given))


def test_the_first_article_opens_a_story():
    decision = choose_story(features(), "en", [])
    assert decision.story_id is None
    assert decision.reason


@pytest.mark.parametrize(
    ("cosine", "other_lang", "joins"),
    [(0.60, "en", True), (0.45, "en", False), (0.45, "ja", True), (0.35, "ja", False)],
)
def test_reports_in_two_languages_need_to_be_less_alike(cosine, other_lang, joins):
    decision = choose_story(features(), "en", [member(7, lang=other_lang, cosine=cosine)])
    assert (decision.story_id == 7) is joins


def test_the_same_words_about_another_company_stay_apart():
    assert choose_story(features(), "en", [member(7, cosine=0.6, companies=("acme", "bolt"))]).story_id == 7
    assert choose_story(features(), "en", [member(7, cosine=0.6, companies=("bolt",))]).story_id is None


def test_amounts_decide_between_look_alikes():
    article = features(numbers=["120000000 USD"])
    same = member(1, cosine=0.46, numbers=["120000000 USD", "400"])
    other = member(2, cosine=0.55, numbers=["90 percent"])
    decision = choose_story(article, "en", [same, other])
    assert decision.story_id == 1
    assert "same amount 120000000 USD" in decision.reason
    assert choose_story(article, "en", [other]).story_id is None
    assert choose_story(features(), "en", [other]).story_id == 2


def test_names_in_common_tip_the_scale():
    article = features(companies=(), names=["krks", "ndn"])
    assert choose_story(article, "en", [member(1, cosine=0.53, companies=(), names=["krks", "ndn"])]).story_id == 1
    assert choose_story(article, "en", [member(1, cosine=0.53, companies=())]).story_id is None


def test_a_copy_joins_whatever_else_differs():
    article = features(companies=(), text=TEXT, vector=False)
    decision = choose_story(article, "en", [member(3, companies=("bolt",), text=TEXT.replace("four", "five"))])
    assert decision.story_id == 3
    assert "same text" in decision.reason


def test_beyond_the_window_nothing_joins():
    old = WINDOW.total_seconds() / 3600 + 1
    assert choose_story(features(text=TEXT), "en", [member(3, hours=-old, text=TEXT)]).story_id is None


def test_the_nearer_story_wins_and_time_breaks_a_tie():
    near, far = member(1, cosine=0.7, hours=-2), member(2, cosine=0.7, hours=-90)
    assert choose_story(features(), "en", [far, near]).story_id == 1


def test_one_near_member_is_enough_but_a_doubtful_second_weighs():
    close, doubtful = member(1, 11, cosine=0.75), member(1, 12, cosine=0.1)
    assert choose_story(features(), "en", [close, doubtful]).story_id == 1
    assert choose_story(features(), "en", [member(1, 11, cosine=0.55), doubtful]).story_id is None
    assert choose_story(features(), "en", [member(1, 11, cosine=0.55)]).story_id == 1


def test_without_vectors_only_wording_joins():
    assert choose_story(features(vector=False), "en", [member(1)]).story_id is None


def test_telling_numbers_agree_across_languages():
    english = telling_numbers("It raised $14.3 billion for 3 models, up 25 percent in 2025.", "en")
    japanese = telling_numbers("3つのモデルに143億ドルを調達、2025年は25%増。", "ja")
    assert english == japanese == {"14300000000 USD", "25 percent"}


def test_the_window_finds_the_nearest_and_copies_only():
    window = Window(member(n, cosine=0.9 - n / 100) for n in range(1, NEAREST + 20))
    window.add(member(900, cosine=-0.9, text=TEXT))
    window.add(member(901, cosine=1.0, hours=24 * 9))
    found = [each.article_id for each in window.near(features(text=TEXT))]
    assert found == [*range(1, NEAREST + 1), 900]
    assert window.story_of(900) == 900
    assert window.story_of(1000) is None
    assert [each.article_id for each in window.members_of(5)] == [5]


def test_an_empty_window_has_no_neighbours():
    assert Window().near(features(text=TEXT)) == []


def test_an_amount_in_common_says_more_of_two_languages_on_one_day():
    article = features(companies=(), numbers=["12000"])
    at_once = member(1, lang="ja", cosine=0.38, companies=(), numbers=["12000"])
    later = member(2, lang="ja", cosine=0.38, hours=60, companies=(), numbers=["12000"])
    assert choose_story(article, "en", [at_once]).story_id == 1
    assert choose_story(article, "en", [later]).story_id is None


def test_what_a_story_has_gone_on_to_counts_though_its_first_reports_are_far():
    first = [member(7, number, cosine=0.3, hours=-96) for number in (1, 2)]
    assert choose_story(features(), "en", [*first, member(7, 3, cosine=0.51)]).story_id == 7
    assert choose_story(features(), "en", [*first, member(7, 3, cosine=0.51, hours=-90)]).story_id is None


def test_a_reading_is_a_name_in_common_across_languages_only():
    def named(lang, number, cosine):
        given = replace(features(cosine, companies=()), readings=frozenset({"=kodama", "=sasae"}))
        return Member(number, number, lang, replace(given, title_readings=frozenset({"=kodama"})))

    article = named("en", 1, 1.0).features
    assert choose_story(article, "en", [named("ja", 2, 0.42)]).story_id == 2
    assert choose_story(article, "en", [named("en", 3, 0.54)]).story_id is None


def test_how_many_work_for_a_firm_is_no_amount_of_an_event():
    assert telling_numbers("The company employs 210 people and withdrew 40 devices.", "en") == {"40"}
    assert telling_numbers("従業員は210人。装置40台を回収した。", "ja") == telling_numbers("装置40台を回収した。", "ja")
