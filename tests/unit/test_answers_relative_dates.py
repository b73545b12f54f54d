"""Days that only "now" gives a meaning."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.dates import read_dates
from bot.answers.relative_dates import find_relative

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("as of last spring", date(2026, 3, 1), date(2026, 5, 31)),
        ("last winter", date(2025, 12, 1), date(2026, 2, 28)),
        ("last autumn", date(2026, 9, 1), date(2026, 11, 30)),
        ("昨年の夏", date(2025, 6, 1), date(2025, 8, 31)),
        ("一昨年の秋", date(2024, 9, 1), date(2024, 11, 30)),
        ("去年7月", date(2025, 7, 1), date(2025, 7, 31)),
        ("昨年末", date(2025, 12, 1), date(2025, 12, 31)),
        ("late last year", date(2025, 10, 1), date(2025, 12, 31)),
        ("last July", date(2026, 7, 1), date(2026, 7, 31)),
        ("last December", date(2025, 12, 1), date(2025, 12, 31)),
        ("six months ago", date(2026, 5, 23), date(2026, 5, 23)),
        ("半年前", date(2026, 5, 23), date(2026, 5, 23)),
        ("3年前", date(2023, 11, 23), date(2023, 11, 23)),
        ("二カ月前", date(2026, 9, 23), date(2026, 9, 23)),
        ("先週", date(2026, 11, 16), date(2026, 11, 22)),
        ("yesterday", date(2026, 11, 22), date(2026, 11, 22)),
    ],
)
def test_a_relative_day(text: str, first: date, last: date):
    assert next(find_relative(text, TODAY))[2:] == (first, last)


def test_as_of_last_spring_bounds_the_record():
    assert read_dates("What was the line as of last spring?", today=TODAY).until == date(2026, 5, 31)
    assert read_dates("去年の春の時点で", today=TODAY).until == date(2025, 5, 31)


@given(st.text("去年昨一半の前0123456789月週日年カ春秋 aglstyerwimonhpfu", max_size=40), st.dates())
def test_no_text_and_no_day_breaks_it(text: str, today: date):
    for start, end, first, last in find_relative(text, today):
        assert 0 <= start < end <= len(text)
        assert first <= last
