"""Shares, bounds, units and stretches of time read alike in both languages."""

from datetime import date
from decimal import Decimal

import pytest

from bot.text.bounds import Bound
from bot.text.date_spans import find_spans
from bot.text.kanji_readings import looks_romanised, may_read
from bot.text.periods import periods_in
from bot.text.places import places_in
from bot.text.quantities import find_quantities
from bot.text.transcription import sounds_alike
from bot.text.units import Unit

ANCHOR = date(2026, 3, 5)  # a Thursday


@pytest.mark.parametrize(("text", "value", "unit", "bound"), [
    ("約9000万ドル", 90_000_000, Unit.USD, Bound.ABOUT),
    ("about $90 million", 90_000_000, Unit.USD, Bound.ABOUT),
    ("6割5分", 65, Unit.PERCENT, Bound.EXACT),
    ("three in ten firms", 30, Unit.PERCENT, Bound.EXACT),
    ("半数に満たない", 50, Unit.PERCENT, Bound.UNDER),
    ("fewer than half of them", 50, Unit.PERCENT, Bound.UNDER),
    ("100メガワットを超える", 100_000_000, Unit.WATT, Bound.OVER),
    ("more than 100 megawatts", 100_000_000, Unit.WATT, Bound.OVER),
    ("2000社近く", 2000, Unit.COMPANY, Bound.NEARLY),
    ("at least 16 sites", 16, None, Bound.AT_LEAST),
    ("2年半", Decimal("2.5"), Unit.YEAR, Bound.EXACT),
    ("two and a half years", Decimal("2.5"), Unit.YEAR, Bound.EXACT),
    ("a trillion-parameter model", 10**12, Unit.PARAMETER, Bound.EXACT),
    ("27Bと呼ぶ", 27 * 10**9, None, Bound.EXACT),
])  # fmt: skip
def test_an_amount(text, value, unit, bound):
    (read,) = find_quantities(text)
    assert (read.value, read.unit, read.bound) == (value, unit, bound)


def test_a_change_has_a_start_and_an_outcome():
    roles = [read.role for read in find_quantities("作成時間は5.2時間から3.1時間に減った")]
    assert roles == ["from", "to"]
    assert [read.role for read in find_quantities("it fell from 5.2 to 3.1 hours")] == ["from", "to"]


def test_periods_are_told_apart():
    assert periods_in("月額3万円") == periods_in("30,000 yen a month") == {"month"}
    assert periods_in("$12 per user a year") == {"year"}
    assert not periods_in("up 3% from a year earlier")


@pytest.mark.parametrize(("text", "days"), [
    ("said Wednesday it would", [("2026-03-04", "2026-03-04")]),
    ("来月末までに", [("2026-04-01", "2026-04-30")]),
    ("by the end of next month", [("2026-04-01", "2026-04-30")]),
    ("this autumn", [("2026-09-01", "2026-11-30")]),
    ("来秋", [("2027-09-01", "2027-11-30")]),
    ("in the third quarter of 2028", [("2028-07-01", "2028-09-30")]),
    ("2028年7〜9月期", [("2028-07-01", "2028-09-30")]),
    ("令和9年4月1日", [("2027-04-01", "2027-04-01")]),
    ("fiscal 2027", [("2027-04-01", "2028-03-31")]),
    ("2027年度", [("2027-04-01", "2028-03-31")]),
    ("early 2027", [("2027-01-01", "2027-04-30")]),
    ("between April 10 and 18", [("2026-04-10", "2026-04-10"), ("2026-04-18", "2026-04-18")]),
    ("6月1日から同月末まで", [("2026-06-01", "2026-06-01"), ("2026-06-01", "2026-06-30")]),
    ("last April", [("2025-04-01", "2025-04-30")]),
    ("the drug may fail", []),
    ("最短3日で届く", []),
])  # fmt: skip
def test_a_stretch_of_time(text, days):
    assert [(str(span.earliest), str(span.latest)) for span in find_spans(text, ANCHOR)] == days


@pytest.mark.parametrize(("latin", "katakana"), [
    ("Brindlewick", "ブリンドルウィック"), ("Huang", "フアン"), ("Halvorsen", "ハルヴォルセン"), ("Duarte", "ドゥアルテ"),
    ("Quimby", "クインビー"), ("Voss", "ヴォス"), ("Tsai", "ツァイ"),
])  # fmt: skip
def test_a_transcription_is_heard(latin, katakana):
    assert sounds_alike(latin, katakana)


@pytest.mark.parametrize(("latin", "katakana"), [
    ("Brindlewick", "ハルヴォルセン"), ("Altman", "ブロックマン"), ("Norvane", "ターンロボ"), ("Google", "アップル"),
])  # fmt: skip
def test_another_name_is_not(latin, katakana):
    assert not sounds_alike(latin, katakana)


def test_kanji_names_are_read():
    assert may_read("田中", "Tanaka")
    assert may_read("田中", "Nakata") is False
    assert may_read("大野", "Ohno")
    assert looks_romanised("Kobayashi")
    assert not looks_romanised("Brindlewick")


def test_places_are_one_in_both_languages():
    assert set(places_in("英オカドはブラジルに")) == set(places_in("Britain's Ocado in Brazil"))
    assert "germany" not in places_in("ドイツテレコム")
    assert not places_in("独自の半導体")


@pytest.mark.parametrize(
    ("text", "share"),
    [("About a third went to fisheries.", "33"), ("It misreads one label in every 20 crates.", "5")],
)
def test_a_part_is_read_whatever_follows_it(text: str, share: str) -> None:
    assert [f"{one.value:.0f}" for one in find_quantities(text)] == [share]
