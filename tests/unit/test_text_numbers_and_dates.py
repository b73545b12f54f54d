"""The same amounts and days read the same in both languages."""

from datetime import date

import pytest

from bot.text.numbers_and_dates import find_dates, find_numbers

ANCHOR = date(2025, 7, 16)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("It paid $14.3 billion.", ["14300000000 USD"]),
        ("It paid 14.3 billion dollars.", ["14300000000 USD"]),
        ("143億ドルを支払った", ["14300000000 USD"]),
        ("１４３億米ドルを支払った", ["14300000000 USD"]),
        ("14,300,000,000ドル", ["14300000000 USD"]),
        ("a US$1.5bn deal", ["1500000000 USD"]),
        ("a $250m round", ["250000000 USD"]),
        ("1億4300万円", ["143000000 JPY"]),
        ("2兆5000億円", ["2500000000000 JPY"]),
        ("3万5000人", ["35000"]),
        ("2千億円", ["200000000000 JPY"]),
        ("25%増", ["25 percent"]),
        ("25パーセント", ["25 percent"]),
        ("25 percent", ["25 percent"]),
        ("３割を削減", ["30 percent"]),
        ("grew 2.5 percentage points", ["2.5 point"]),
        ("a 70B model", ["70000000000"]),
        ("700億パラメーター", ["70000000000"]),
        ("it is 3x faster", ["3 times"]),
        ("3倍速い", ["3 times"]),
        ("ten-fold growth", ["10 times"]),
        ("two million users", ["2000000"]),
        ("三社が参加", ["3"]),
        ("二十五人", ["25"]),
        ("between 3 and 5 percent", ["3-5 percent"]),
        ("3〜5億円", ["300000000-500000000 JPY"]),
        ("3 to 5 billion euros", ["3000000000-5000000000 EUR"]),
        ("GPT-4o and Qwen2.5 in v1.2.3", []),
        ("on July 15, 2025 and 2025年7月14日", []),
        ("元社員5人", ["5"]),
        ("5元社員", ["5"]),
        ("", []),
    ],
)
def test_numbers(text, keys):
    assert [number.key for number in find_numbers(text)] == keys


def test_numbers_point_at_their_words():
    text = "米Ａ社は１４３億ドルと25%を"
    assert [text[n.start : n.end] for n in find_numbers(text)] == ["１４３億ドル", "25%"]
    assert [n.surface for n in find_numbers(text)] == ["１４３億ドル", "25%"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2025-07-15", ["2025-07-15"]),
        ("July 15, 2025", ["2025-07-15"]),
        ("on 15 July 2025", ["2025-07-15"]),
        ("2025年7月15日", ["2025-07-15"]),
        ("２０２５年７月", ["2025-07"]),
        ("in March 2024", ["2024-03"]),
        ("in 2023", ["2023"]),
        ("7月15日に発表", ["2025-07-15"]),
        ("on Jul. 15", ["2025-07-15"]),
        ("12月30日", ["2025-12-30"]),
        ("14日に発表", ["2025-07-14"]),
        ("said yesterday", ["2025-07-15"]),
        ("昨日発表した", ["2025-07-15"]),
        ("on Monday", ["2025-07-14"]),
        ("on Wednesday", ["2025-07-16"]),
        ("last Wednesday", ["2025-07-09"]),
        ("next Friday", ["2025-07-18"]),
        ("月曜日に", ["2025-07-14"]),
        ("last month", ["2025-06"]),
        ("来月3日", ["2025-08-03"]),
        ("昨年12月", ["2024-12"]),
        ("last year", ["2024"]),
        ("前年比25%増", []),
        ("3日間", []),
        ("2025-02-30", []),
        ("Mayor May said it may", []),
    ],
)
def test_dates(text, days):
    assert [str(reading.day) for reading in find_dates(text, None, ANCHOR)] == days


def test_without_an_anchor_only_full_dates_are_read():
    readings = find_dates("昨日と7月15日と2025年7月14日 and yesterday, July 3", None, None)
    assert [str(reading.day) for reading in readings] == ["2025-07-14"]
    assert not readings[0].is_relative


def test_dates_point_at_their_words():
    text = "米Ａ社は７月１５日に"
    (reading,) = find_dates(text, "ja", ANCHOR)
    assert text[reading.start : reading.end] == "７月１５日"
    assert reading.is_relative


def test_the_year_turns_with_the_anchor():
    assert str(find_dates("12月30日", "ja", date(2026, 1, 3))[0].day) == "2025-12-30"
    assert str(find_dates("29日", "ja", date(2025, 7, 2))[0].day) == "2025-06-29"
    assert str(find_dates("January 2", "en", date(2025, 12, 30))[0].day) == "2026-01-02"
