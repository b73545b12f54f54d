"""Names, figures and topics of both languages in one spelling."""

from datetime import date
from decimal import Decimal

import pytest

from bot.briefs.facts import facts_of
from bot.briefs.name_sounds import sounds_in
from bot.briefs.topics import topics_of
from bot.briefs.wording import format_date, format_number
from bot.domain.statement import PartialDate

ANCHOR = date(2025, 7, 16)


def test_figures_are_written_as_each_language_writes_them():
    assert format_number(Decimal("14300000000"), "ja") == "143億"
    assert format_number(Decimal("14300000000"), "en") == "14.3 billion"
    assert format_number(Decimal("12345"), "en") == "12,345"
    day = PartialDate("2025-07-14")
    assert (format_date(day, "ja"), format_date(day, "en")) == ("2025年7月14日", "July 14, 2025")
    assert [format_date(PartialDate(text), "ja") for text in ("2025-07", "2025")] == ["2025年7月", "2025年"]
    assert [format_date(PartialDate(text), "en") for text in ("2025-07", "2025")] == ["July 2025", "2025"]


@pytest.mark.parametrize(("japanese", "english"), [
    ("ベルトリックス", "Veltrix"), ("ハルヴォルセン", "Halvorsen"), ("ノードランド・マシンズ", "Nordland Machines"),
    ("ザッカーバーグ", "Zuckerberg"), ("ミッチェルソン", "Mitchellson"),
])  # fmt: skip
def test_a_foreign_name_sounds_alike_in_both_scripts(japanese, english):
    assert sounds_in(japanese, "ja") & sounds_in(english, "en")


def test_different_names_sound_different():
    names = ["Veltrix", "Halvorsen", "Zuckerberg", "Anthropic", "Norrland", "Mitchellson", "Databricks"]
    keys = [next(iter(sounds_in(name, "en")), name) for name in names]
    assert len(set(keys)) == len(names)


def test_topics_meet_across_the_languages():
    english = topics_of("The release was postponed for more safety tests.", "en")
    japanese = topics_of("公開は追加の安全性試験のため延期された。", "ja")
    assert {"delay", "safety"} <= english & japanese


def test_facts_put_a_name_together_and_leave_out_the_opening_word():
    facts = facts_of("Analysts praised Fjord 3 and Dana Okafor in March 2024.", "en", [], ANCHOR)
    assert facts.spelt_names == ("Fjord 3", "Dana Okafor")
    assert facts.is_before(date(2025, 1, 1))
    assert not facts.is_before(date(2024, 3, 31))
    assert facts.has_year


def test_a_month_of_the_same_year_is_not_misdated():
    facts = facts_of("ターンAIは2023年8月と同年11月にモデルを公開した。", "ja", [], ANCHOR)
    assert [read.day.text for read in facts.dates] == ["2023-08"]


def test_values_are_amounts_dates_and_large_counts():
    facts = facts_of("Four days later 800 people paid $3 on July 14, 2025.", "en", [], ANCHOR)
    assert facts.values == {"800", "3", "2025-07-14"}
