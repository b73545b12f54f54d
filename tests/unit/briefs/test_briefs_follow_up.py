"""An update is led by its news: not by what it digs up, and not by what it says again in passing."""

import pytest

from bot.briefs.follow_up import choose_units
from bot.briefs.passages import read_passages

FIRST = (
    "Tarn AI published the weights of Fjord 3 on September 2, 2025 under the Apache 2.0 licence.\n"
    "Tarn AI said the model has 70 billion parameters.\n"
)
LATER = (
    "Tarn AI withdrew the weights of Fjord 3 on September 5, 2025 after a security researcher found leaked keys.\n"
    "In March 2024, chief executive Signe Halvorsen said that Tarn AI would stay closed.\n"
    "The company's policy on openness has moved more than once.\n"
)


@pytest.fixture
def story(article):
    return [article(1, "en", "Tarn AI opens Fjord 3", FIRST), article(2, "en", "Tarn AI withdraws Fjord 3", LATER)]


def test_an_update_is_led_by_the_opening_of_its_new_report(story, index):
    shown = _shown(choose_units(read_passages(story, index.find_mentions), None, frozenset({2})))
    assert shown[0].startswith("Tarn AI withdrew")
    assert any(words.startswith("Tarn AI published") for words in shown), "what went before is told behind it"


def test_what_an_update_digs_up_of_earlier_days_does_not_lead(story, index):
    shown = _shown(choose_units(read_passages(story, index.find_mentions), None, frozenset({2})))
    old = [place for place, words in enumerate(shown) if words.startswith("In March 2024")]
    assert all(place > 0 for place in old)


def test_what_else_is_new_comes_before_what_is_old(article, index):
    later = LATER + "Tarn AI will release a new version of Fjord 3 on September 20, 2025.\n"
    told = [article(1, "en", "Tarn AI opens Fjord 3", FIRST), article(2, "en", "Tarn AI withdraws Fjord 3", later)]
    shown = _shown(choose_units(read_passages(told, index.find_mentions), None, frozenset({2})))
    new = next(place for place, words in enumerate(shown) if "September 20" in words)
    assert new < next(place for place, words in enumerate(shown) if "published the weights" in words)


def test_without_news_the_most_important_leads(story, index):
    passages = read_passages(story, index.find_mentions)
    assert _shown(choose_units(passages, None)) == _shown(choose_units(passages, None, frozenset({1, 2})))


def _shown(units):
    return [unit.passages[0].shown for unit in units]
