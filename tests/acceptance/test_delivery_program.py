"""The command line about scheduled briefs, on a real store."""

import json
from datetime import UTC, datetime, time, timedelta

import pytest
from typer.testing import CliRunner

from bot.app import DATABASE_FILE
from bot.cli.program import program
from bot.storage.database import open_database, sqlite_url
from bot.storage.deliveries import DeliveryStore
from bot.storage.schedules import ScheduleStore

NOW = datetime(2025, 7, 16, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    import asyncio

    async def fill():
        async with open_database(sqlite_url(tmp_path / DATABASE_FILE), now=NOW) as database:
            made = await ScheduleStore(database).save_schedule(7, 8, time(8), "Asia/Tokyo", ["ja"], 3, NOW)
            slots = [(NOW - timedelta(hours=1), "delivery-missed")]
            await DeliveryStore(database).record_missed(made, slots, NOW)

    asyncio.run(fill())
    return tmp_path


def rows(store, *words):
    done = CliRunner().invoke(program, [*words, "--json", "--data-dir", str(store), "--now", NOW.isoformat()])
    return done.exit_code, [json.loads(line) for line in done.stdout.splitlines()]


def test_the_schedules_and_their_ledger_can_be_read_and_one_be_ended(store):
    code, (one,) = rows(store, "schedules", "list")
    assert code == 0
    assert (one["at"], one["next_slot_at"]) == ("08:00", "2025-07-16T23:00:00+00:00")
    code, (slot,) = rows(store, "deliveries", "--guild", "7")
    assert (code, slot["state"], slot["reason"]) == (0, "skipped", "delivery-missed")
    assert "not running" in slot["why"]
    assert rows(store, "schedules", "preview", str(one["schedule_id"])) == (0, [])
    code, (ended,) = rows(store, "schedules", "off", str(one["schedule_id"]))
    assert (code, ended["state"]) == (0, "off")
    code, (wrong,) = rows(store, "schedules", "off", "999")
    assert (code, wrong["error"]) == (2, "error-unknown-schedule")


def test_a_schedule_is_set_with_topics_of_its_own(store):
    options = (
        "--guild",
        "7",
        "--channel",
        "9",
        "--at",
        "18:30",
        "--timezone",
        "Europe/Berlin",
        "--weekdays",
        "mon,fri",
    )
    code, (one,) = rows(store, "schedules", "set", *options, "--topic", "アンソロピック", "--topic", "chips", "--only")
    assert (code, one["at"], one["weekdays"], one["langs"]) == (0, "18:30", [1, 5], ["ja", "en"])
    assert one["topics"] == {"companies": ["anthropic"], "keywords": ["chips"], "stories": "tracked"}
    code, listed = rows(store, "schedules", "list", "--guild", "7")
    assert [row["topics"] for row in listed] == [None, one["topics"]]
    code, (again,) = rows(store, "schedules", "set", *options, "--lang", "en")
    assert (again["schedule_id"], again["topics"], again["langs"]) == (one["schedule_id"], None, ["en"])
    assert rows(store, "schedules", "preview", str(one["schedule_id"]), "--why") == (0, [])


@pytest.mark.parametrize(
    ("over", "error"),
    [
        (("--only",), "error-only-without-topics"),
        (("--topic", "愛"), "error-keyword-too-short"),
        (("--at", "25:00"), "error-bad-time"),
        (("--timezone", "Nowhere/At_All"), "error-bad-timezone"),
        (("--weekdays", "someday"), "error-bad-weekdays"),
    ],
)
def test_what_cannot_be_set_is_refused_by_name(store, over, error):
    code, (wrong,) = rows(store, "schedules", "set", "--guild", "7", "--channel", "9", "--at", "8:00", *over)
    assert (code, wrong["error"]) == (2, error)
    assert len(rows(store, "schedules", "list")[1]) == 1


def test_a_preview_in_the_terminal_says_that_it_is_one(store):
    words = ["schedules", "preview", "1", "--data-dir", str(store), "--now", NOW.isoformat()]
    done = CliRunner().invoke(program, words)
    assert done.exit_code == 0
    assert "Preview of schedule 1" in done.stdout
    assert "Nothing was posted" in done.stdout
    assert "no news for this schedule" in done.stdout
