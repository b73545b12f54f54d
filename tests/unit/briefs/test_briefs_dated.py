"""Days that an older report names by weekday or number get their date; quotes, plans and fresh reports stay."""

from datetime import date

import pytest

from bot.briefs.dated import dated

SATURDAY = date(2026, 5, 30)
TUESDAY = date(2026, 6, 2)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("Orrin Labs said on Friday it had sued.", "Orrin Labs said on Friday (May 29) it had sued."),
        ("The vote took place on Saturday.", "The vote took place on Saturday (May 30)."),
        ("Orrin Labs sued on Friday, May 29.", "Orrin Labs sued on Friday, May 29."),
        ("Orrin Labs will open the site on Monday.", "Orrin Labs will open the site on Monday."),
        ("“We met on Friday,” Orrin Labs said.", "“We met on Friday,” Orrin Labs said."),
    ],
)
def test_an_english_weekday_of_an_older_report_gets_its_date(shown, expected):
    assert dated(shown, "en", SATURDAY, TUESDAY) == expected


def test_a_day_of_the_newest_report_or_the_day_before_stays():
    words = "Orrin Labs said on Friday it had sued."
    assert dated(words, "en", SATURDAY, SATURDAY) == words
    assert dated(words, "en", SATURDAY, date(2026, 5, 31)) == words


def test_a_japanese_day_gets_its_month_once_the_story_has_gone_into_another():
    words = "オリン研究所は29日、「30日に話す」と発表した。"
    assert dated(words, "ja", SATURDAY, TUESDAY) == "オリン研究所は5月29日、「30日に話す」と発表した。"
    assert dated(words, "ja", SATURDAY, SATURDAY) == words
    assert dated("審査は30日間続く。", "ja", SATURDAY, TUESDAY) == "審査は30日間続く。"
