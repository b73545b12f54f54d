"""What people type into options is read as they mean it, or refused by name; late interactions; the synced commands."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from bot.discord_app.client import LATE_SECONDS, Lateness
from bot.discord_app.commands.choices import past_choices, zone_choices
from bot.discord_app.commands.options import read_day, read_langs, read_time, read_zone
from bot.discord_app.sync_memory import FileMemory
from bot.errors import BadDate, BadTime, BadTimezone


@pytest.mark.parametrize(
    "typed",
    [
        "2025-07-05",
        " 2025-7-5 ",
        "2025/7/5",
        "2025.07.05",
        "2025年7月5日",
        "２０２５年７月５日",
        "２０２５－０７－０５",
    ],
)
def test_days(typed: str):
    assert read_day(typed) == date(2025, 7, 5)


def test_no_day():
    assert read_day(None) is None


@pytest.mark.parametrize(
    ("typed", "on"), [("今日", 16), ("today", 16), ("Yesterday", 15), ("きのう", 15), ("一昨日", 14), ("2025-07-01", 1)]
)
def test_days_as_seen_from_today(typed: str, on: int):
    assert read_day(typed, date(2025, 7, 16)) == date(2025, 7, on)


def test_days_to_look_back_from_are_offered():
    today = date(2025, 7, 16)
    assert [one.value for one in past_choices("ja", "", today)][:2] == ["2025-07-16", "2025-07-09"]
    assert past_choices("ja", "1年前", today)[0].name == "1年前 · 2024年7月16日（火）"
    assert [one.value for one in past_choices("en", "2024/5/13", today)] == ["2024-05-13"]
    assert past_choices("en", "half a", today)[0].value == "2025-01-17"
    assert past_choices("en", "nonsense", today) == []


@pytest.mark.parametrize(
    "typed", ["", "today", "2025", "2025-07", "2025-02-30", "2025-13-01", "05-07-2025", "2025-07-05T00:00"]
)
def test_what_is_no_day(typed: str):
    with pytest.raises(BadDate) as refused:
        read_day(typed)
    assert refused.value.values == {"value": typed}


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("8:05", time(8, 5)),
        ("０８：０５", time(8, 5)),
        ("23時59分", time(23, 59)),
        ("8時", time(8)),
        ("20時半", time(20, 30)),
        ("午後8時半", time(20, 30)),
        ("午前0時", time(0)),
        ("8 am", time(8)),
        ("8:05 PM", time(20, 5)),
        ("12 am", time(0)),
        ("12 pm", time(12)),
    ],
)
def test_times(typed: str, at: time):
    assert read_time(typed) == at


@pytest.mark.parametrize("typed", ["", "8", "24:00", "8:60", "8:5", "13 pm", "午後8時 pm", "-1:00", "8.05", "半"])
def test_what_is_no_time(typed: str):
    with pytest.raises(BadTime):
        read_time(typed)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("asia/tokyo", "Asia/Tokyo"),
        (" America/New York ", "America/New_York"),
        ("utc", "UTC"),
        ("Ａｓｉａ／Ｔｏｋｙｏ", "Asia/Tokyo"),
        ("Tokyo", "Asia/Tokyo"),
        ("new york", "America/New_York"),
        ("JST", "Asia/Tokyo"),
        ("日本時間", "Asia/Tokyo"),
    ],
)
def test_zones(typed: str, name: str):
    assert read_zone(typed) == name


@pytest.mark.parametrize("typed", ["", "Atlantis", "PST", "../etc/passwd", "/etc/localtime", "Asia/"])
def test_what_is_no_zone(typed: str):
    with pytest.raises(BadTimezone):
        read_zone(typed)


def test_languages():
    assert read_langs(None) == read_langs("both") == ("ja", "en")
    assert read_langs("en") == ("en",)


def test_zones_show_the_offset_of_the_day():
    winter = zone_choices("en", "new_york", datetime(2025, 1, 15, tzinfo=UTC))
    summer = zone_choices("en", "new_york", datetime(2025, 7, 15, tzinfo=UTC))
    assert [one.name for one in (*winter, *summer)] == ["America/New_York (UTC-05:00)", "America/New_York (UTC-04:00)"]


def test_an_interaction_is_late_against_the_quickest_ones():
    lateness = Lateness()
    assert not lateness.is_late(0.2)
    assert not lateness.is_late(LATE_SECONDS)
    assert lateness.is_late(0.2 + LATE_SECONDS)


@pytest.mark.parametrize("skew", [-3600.0, 0.0, 3600.0])
def test_a_wrong_clock_makes_nothing_late(skew: float):
    lateness = Lateness()
    assert not any(lateness.is_late(skew + age) for age in (0.5, 0.1, 0.3, 1.0))
    assert lateness.is_late(skew + 5)


def test_what_was_synced_is_remembered(tmp_path: Path):
    memory = FileMemory(tmp_path / "commands")
    assert memory.recall() is None
    memory.remember("abc")
    assert FileMemory(tmp_path / "commands").recall() == "abc"


def test_a_memory_that_cannot_be_kept_is_none(tmp_path: Path):
    memory = FileMemory(tmp_path / "missing" / "commands")
    memory.remember("abc")
    assert memory.recall() is None
    (tmp_path / "broken").write_bytes(b"\xff\xfe")
    assert FileMemory(tmp_path / "broken").recall() is None
