"""Threads are remembered for a while, each for itself."""

from datetime import UTC, datetime, timedelta

from bot.answers.aspects import Aspect
from bot.answers.conversation import KEPT, Threads, Topic
from bot.answers.question import Question

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TOPIC = Topic(Question("x", "en", Aspect.STANCE), ("corvane",), None)


def test_a_topic_is_found_in_its_own_thread_only():
    threads = Threads()
    threads.keep(1, "a", TOPIC, NOW)
    assert threads.find(1, "a", NOW) is TOPIC
    assert threads.find(1, "b", NOW) is None
    assert threads.find(2, "a", NOW) is None
    assert threads.find(1, None, NOW) is None


def test_a_topic_is_forgotten_after_a_while():
    threads = Threads()
    threads.keep(1, "a", TOPIC, NOW)
    assert threads.find(1, "a", NOW + KEPT) is TOPIC
    assert threads.find(1, "a", NOW + KEPT + timedelta(seconds=1)) is None
    assert threads.find(1, "a", NOW) is None


def test_without_a_thread_nothing_is_kept():
    threads = Threads()
    threads.keep(1, None, TOPIC, NOW)
    assert threads.find(1, None, NOW) is None


def test_the_oldest_thread_is_forgotten_first():
    threads = Threads()
    for n in range(2001):
        threads.keep(1, str(n), TOPIC, NOW)
    assert threads.find(1, "0", NOW) is None
    assert threads.find(1, "2000", NOW) is TOPIC
