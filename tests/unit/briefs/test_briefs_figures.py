"""Numbers, dates and names of both languages in one spelling."""

from datetime import date
from decimal import Decimal

import pytest

from bot.briefs.facts import facts_of
from bot.briefs.figures import dates_in, numbers_in
from bot.briefs.name_sounds import sounds_in
from bot.briefs.topics import topics_of
from bot.briefs.wording import format_date, format_number

ANCHOR = date(2025, 7, 16)


@pytest.mark.parametrize(("lang", "text", "keys"), [
    ("en", "on July 14, 2025", ["2025-07-14"]),
    ("en", "on 14 July", ["2025-07-14"]),
    ("en", "in March 2024", ["2024-03"]),
    ("en", "since 2021", ["2021"]),
    ("en", "on Monday", ["2025-07-14"]),
    ("en", "in December 25 last", ["2024-12-25"]),
    ("ja", "2025年7月14日", ["2025-07-14"]),
    ("ja", "7月14日に", ["2025-07-14"]),
    ("ja", "14日、発表した", ["2025-07-14"]),
    ("ja", "30日に", ["2025-06-30"]),
    ("ja", "2024年3月", ["2024-03"]),
    ("ja", "3日間で30日以内", []),
    ("en", "on February 30, 2025", []),
    ("en", "the model may be large", []),
])  # fmt: skip
def test_dates(lang, text, keys):
    assert [read.key for read in dates_in(text, lang, ANCHOR)] == keys


@pytest.mark.parametrize(("lang", "text", "values"), [
    ("en", "raised $14.3 billion", ["14300000000"]),
    ("ja", "143億ドルを調達", ["14300000000"]),
    ("ja", "1億2000万人", ["120000000"]),
    ("ja", "１，２００社", ["1200"]),
    ("en", "100 million users", ["100000000"]),
    ("en", "fell 6% to 1,250", ["6", "1250"]),
    ("en", "GPT-2 and the 405B model on July 14, 2025", []),
    ("ja", "2025年7月14日に405Bを公開", []),
])  # fmt: skip
def test_numbers(lang, text, values):
    assert [read.value for read in numbers_in(text, lang)] == [Decimal(value) for value in values]


def test_units_are_read_where_they_are_written():
    assert [read.unit for read in numbers_in("$3.2 billion, 6%, 40 people, €2 million", "en")] == [
        "usd", "percent", "", "eur",
    ]  # fmt: skip
    assert [read.unit for read in numbers_in("32億ドル、6％、40人、500億円", "ja")] == ["usd", "percent", "", "jpy"]


def test_figures_are_written_as_each_language_writes_them():
    assert format_number(Decimal("14300000000"), "ja") == "143億"
    assert format_number(Decimal("14300000000"), "en") == "14.3 billion"
    assert format_number(Decimal("12345"), "en") == "12,345"
    [read] = dates_in("on July 14, 2025", "en", ANCHOR)
    assert (format_date(read, "ja"), format_date(read, "en")) == ("2025年7月14日", "July 14, 2025")


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
