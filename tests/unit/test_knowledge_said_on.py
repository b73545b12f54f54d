"""On which day words were said, where the article tells it by a weekday, a distance or not at all."""

from datetime import date

import pytest

from bot.knowledge.extraction.days import DaysTold, said_on

PUBLISHED = date(2026, 9, 17)  # a Thursday


def read(*sentences: str) -> str:
    told = DaysTold()
    return [str(said_on(sentence, PUBLISHED, told)) for sentence in sentences][-1]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The chief executive said last Friday that the weights would stay closed.", "2026-09-11"),
        ("The chief executive said on Friday of last week that nothing would change.", "2026-09-11"),
        ("Speaking last week on Tuesday, she said that nothing would change.", "2026-09-08"),
        ("She said Monday that the weights would come.", "2026-09-14"),
        ("She said yesterday that the weights would come.", "2026-09-16"),
        ("She said three days ago that the weights would come.", "2026-09-14"),
        ("同社は先週金曜日、重みを公開すると述べた。", "2026-09-11"),
        ("同社は先々週の月曜日、重みを公開すると述べた。", "2026-08-31"),
        ("同社は今週月曜、重みを公開すると述べた。", "2026-09-14"),
        ("社長は前日の会見で、重みを公開すると述べた。", "2026-09-16"),
        ("同社は3日前、重みを公開すると述べた。", "2026-09-14"),
    ],
)
def test_a_day_told_by_its_distance_from_today(sentence: str, day: str):
    assert read(sentence) == day


@pytest.mark.parametrize(
    ("before", "sentence", "day"),
    [
        ("A paper reported it on 7 September.", "Four days after the report, the company denied it.", "2026-09-11"),
        ("A paper reported it on 7 September.", "Two days later, the company denied it.", "2026-09-09"),
        ("A paper reported it on 7 September.", "The next day the company denied it.", "2026-09-08"),
        ("It launched the model on 1 September.", "A week later, its founder said so.", "2026-09"),
        ("ある媒体が7日にそう報じた。", "その3日後、同社は否定した。", "2026-09-10"),
        ("ある媒体が7日にそう報じた。", "同社は翌日、否定した。", "2026-09-08"),
        ("ある媒体が7日にそう報じた。", "発表の2日後の会見で社長は否定した。", "2026-09-09"),
    ],
)
def test_a_day_told_by_its_distance_from_another(before: str, sentence: str, day: str):
    assert read(before, sentence) == day


@pytest.mark.parametrize(
    "sentence",
    [
        "Four days after the report, the company denied it.",
        "その3日後、同社は否定した。",
        "She said last week that the weights would come.",
        "同社は先週、重みを公開すると述べた。",
        "She said earlier this month that the weights would come.",
    ],
)
def test_what_is_not_known_to_the_day_is_given_to_the_month(sentence: str):
    assert read(sentence) == "2026-09"


@pytest.mark.parametrize(
    "sentence",
    [
        "The company said it would publish the weights this year.",
        "The company said it would publish the weights by Monday.",
        "The company said the weights, released on 3 March, would stay online.",
        "The company said it would publish the weights two weeks after the launch.",
        "同社は、年内に重みを公開すると述べた。",
        "同社は、発売の3日後に公開すると述べた。",
        "同社は、2024年に公開したモデルの重みを残すと述べた。",
    ],
)
def test_days_of_something_else_leave_that_of_publication(sentence: str):
    assert read(sentence) == "2026-09-17"


def test_nothing_is_said_on_a_day_to_come():
    assert read("A paper reported it on 16 September.", "Four days later, the company will answer.") == "2026-09-17"
