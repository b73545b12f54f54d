"""Two stories become one, or one becomes two, only where more than a single article says so."""

from datetime import UTC, datetime, timedelta

import numpy as np

from bot.stories.clustering import Member
from bot.stories.features import Features
from bot.stories.regrouping import MOST_MEMBERS, find_second_event, is_one_event

START = datetime(2026, 4, 14, 9, tzinfo=UTC)


def member(article_id: int, degrees: float, story_id: int = 1) -> Member:
    angle = np.deg2rad(degrees)
    vector = np.asarray([np.cos(angle), np.sin(angle)], dtype=np.float32)
    at = START + timedelta(hours=article_id)
    return Member(article_id, story_id, "en", Features(at, vector, b"", ("acme",)))


def test_stories_whose_articles_are_all_alike_are_of_one_event():
    assert is_one_event([member(1, 0), member(2, 10)], [member(3, 5, 2), member(4, 12, 2)])


def test_one_article_between_two_events_joins_neither_to_the_other():
    assert not is_one_event([member(1, 0), member(2, 45)], [member(3, 80, 2), member(4, 120, 2)])
    assert not is_one_event([member(1, 0)], [member(2, 75, 2)])
    assert not is_one_event([member(1, 0)], [])


def test_two_groups_that_hold_together_by_themselves_are_two_events():
    story = [member(1, 0), member(2, 5), member(3, 90), member(4, 95), member(5, 100)]
    assert [one.article_id for one in find_second_event(story)] == [1, 2]


def test_a_story_of_one_event_stays_whole():
    assert find_second_event([member(n, 8 * n) for n in range(6)]) == []
    assert find_second_event([member(1, 0), member(2, 5), member(3, 10), member(4, 100)]) == []
    assert find_second_event([member(1, 0), member(2, 90)]) == []


def test_a_long_story_is_not_taken_apart_by_its_end():
    assert find_second_event([member(n, 90 * (n % 2)) for n in range(MOST_MEMBERS + 1)]) == []
