"""A schedule's own topics as people type them into one line."""

import pytest

from bot.domain.watch import Coverage, Watch
from bot.errors import KeywordTooShort, OnlyWithoutTopics, TooManyWatches
from bot.knowledge.companies import CompanyIndex
from bot.watches.topics import MOST_TOPICS, ends_list, read_topics, split_topics
from tests.unit.test_knowledge_companies import company


@pytest.fixture
def index() -> CompanyIndex:
    return CompanyIndex(
        [
            company("acme", "Acme Works", "アクメ工房", aliases=["Acme", "アクメ"]),
            company("norvel", "Norvel Labs", "ノーベル・ラボ"),
        ]
    )


@pytest.mark.parametrize(
    ("typed", "pieces"),
    [
        ("Acme, export control", ["Acme", "export control"]),
        ("アクメ、輸出規制，半導体", ["アクメ", "輸出規制", "半導体"]),
        ("Acme, Inc., Norvel Labs", ["Acme", "Norvel Labs"]),
        ("「A、B」、 “one, two” ", ["A、B", "one, two"]),
        (" , ;; \n", []),
        ("one\ntwo", ["one", "two"]),
        ("don't, o'clock", ["don't", "o'clock"]),
    ],
)
def test_pieces_stand_between_commas_of_either_language(typed: str, pieces: list[str]):
    assert split_topics(typed) == pieces


def test_a_list_goes_on_behind_its_last_comma():
    assert [ends_list(typed) for typed in ("Acme,", "アクメ、 ", "Acme", "")] == [True, True, False, False]


def test_companies_are_known_by_any_name_and_all_else_is_a_keyword(index: CompanyIndex):
    read = read_topics(index, ["アクメ", "Acme", "Open Source", "open-source", "Norvel Labs"], only=False)
    assert read == Watch(frozenset({"acme", "norvel"}), ("Open Source",), Coverage.ALL)
    only = read_topics(index, ["輸出規制"], only=True)
    assert only == Watch(frozenset(), ("輸出規制",), Coverage.TRACKED)
    assert only.tracked_only


def test_without_topics_a_schedule_has_none_and_cannot_hold_them_alone(index: CompanyIndex):
    assert read_topics(index, [], only=False) is None
    with pytest.raises(OnlyWithoutTopics):
        read_topics(index, [], only=True)


def test_what_would_match_everything_or_is_too_much_is_refused(index: CompanyIndex):
    with pytest.raises(KeywordTooShort):
        read_topics(index, ["Acme", "愛"], only=False)
    words = [f"word {n}" for n in range(MOST_TOPICS)]
    assert read_topics(index, words, only=False) is not None
    with pytest.raises(TooManyWatches):
        read_topics(index, [*words, "Acme"], only=False)
