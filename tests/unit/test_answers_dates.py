"""Dates in questions: how each turn of phrase is read, in both languages."""

from datetime import date

import pytest

from bot.answers.dates import DateSpan, read_dates

TODAY = date(2026, 11, 23)


def read(text: str) -> DateSpan:
    return read_dates(text, today=TODAY)


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("2025年5月時点で", date(2025, 5, 31)),
        ("2025年8月末の時点で", date(2025, 8, 31)),
        ("2024年末までに", date(2024, 12, 31)),
        ("2024年2月29日現在", date(2024, 2, 29)),
        ("2025年以前に", date(2024, 12, 31)),
        ("as of May 2025", date(2025, 5, 31)),
        ("As of mid-2024, what", date(2024, 6, 30)),
        ("by the end of 2022", date(2022, 12, 31)),
        ("until 2025-07-15", date(2025, 7, 15)),
        ("before 2025", date(2024, 12, 31)),
        ("before 3 March 2024", date(2024, 3, 2)),
        ("by July 15, 2025", date(2025, 7, 15)),
    ],
)
def test_a_day_up_to_which_the_record_counts(text, until):
    assert read(text).until == until
    assert read(text).within is None


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("in July 2025", (date(2025, 7, 1), date(2025, 7, 31))),
        ("In mid-2023, was", (date(2023, 1, 1), date(2023, 6, 30))),
        ("2019年2月に", (date(2019, 2, 1), date(2019, 2, 28))),
        ("2025年7月中旬に", (date(2025, 7, 1), date(2025, 7, 20))),
        ("in Q2 2025", (date(2025, 4, 1), date(2025, 6, 30))),
        ("昨年", (date(2025, 1, 1), date(2025, 12, 31))),
        ("last month", (date(2026, 10, 1), date(2026, 10, 31))),
        ("2025/7/15に", (date(2025, 7, 15), date(2025, 7, 15))),
        ("in 2024 and in 2025", (date(2024, 1, 1), date(2025, 12, 31))),
        ("on New Year's Day 2025, that is 1 January 2025", (date(2025, 1, 1), date(2025, 1, 1))),
    ],
)
def test_a_span_in_which_something_was_said(text, within):
    assert read(text).within == within
    assert read(text).until is None


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("since March 2024", date(2024, 3, 1)),
        ("2023年から", date(2023, 1, 1)),
        ("2024年7月以降", date(2024, 7, 1)),
        ("after 2025-01-20", date(2025, 1, 20)),
    ],
)
def test_a_day_from_which_on(text, since):
    assert read(text).since == since


@pytest.mark.parametrize("text", ["model 2024x", "version 3.2025", "2025-13", "2025年13月時点", "GPT-2025", "no date"])
def test_numbers_that_are_no_dates(text):
    found = read(text)
    assert (found.since, found.within) == (None, None)
    assert found.until is None


def test_the_places_of_dates_are_told_for_other_rules():
    text = "What did they say in July 2025?"
    (start, end) = read(text).spans[0]
    assert text[start:end] == "July 2025"
