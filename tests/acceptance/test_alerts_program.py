"""The command line about alerts, on a real store."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

import pytest
from typer.testing import CliRunner

from bot.app import DATABASE_FILE
from bot.cli.program import program
from bot.domain.alert import AlertEvent, AlertKind
from bot.domain.delivery import DeliveryState
from bot.storage.alert_rules import AlertRuleStore
from bot.storage.alerts import AlertStore
from bot.storage.database import open_database, sqlite_url

NOW = datetime(2025, 7, 16, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def store(tmp_path):
    return tmp_path


def called(store, *words):
    return CliRunner().invoke(program, ["alerts", *words, "--data-dir", str(store), "--now", NOW.isoformat()])


def rows(store, *words):
    done = called(store, *words, "--json")
    return done.exit_code, [json.loads(line) for line in done.stdout.splitlines()]


def test_a_channel_is_set_listed_and_told_no_more(store):
    code, (one,) = rows(store, "set", "--guild", "7", "--channel", "70")
    assert (code, one["kinds"], one["lang"], one["state"]) == (0, ["stance", "breaking"], "ja", "active")
    code, (same,) = rows(store, "set", "--guild", "7", "--channel", "70", "--kind", "stance", "--lang", "en")
    assert (same["rule_id"], same["kinds"], same["lang"]) == (one["rule_id"], ["stance"], "en")
    rows(store, "set", "--guild", "8", "--channel", "80")
    assert [row["guild_id"] for row in rows(store, "list")[1]] == [7, 8]
    assert [row["guild_id"] for row in rows(store, "list", "--guild", "8")[1]] == [8]
    code, (ended,) = rows(store, "off", str(one["rule_id"]))
    assert (code, ended["state"], ended["reason"]) == (0, "off", None)
    assert [row["state"] for row in rows(store, "list")[1]] == ["off", "active"]


def test_the_ledger_says_of_every_alert_what_became_of_it_and_why(store):
    async def fill():
        async with open_database(sqlite_url(store / DATABASE_FILE), now=NOW) as database:
            rule = await AlertRuleStore(database).save_rule(7, 70, tuple(AlertKind), "ja", NOW)
            alerts = AlertStore(database)
            told = AlertEvent(AlertKind.STANCE, "stance:a", NOW, {"before": "a", "after": "b"})
            left = AlertEvent(AlertKind.BREAKING, "breaking:1", NOW + MINUTE, {"story": "1"})
            claimed = await alerts.claim(rule, told, NOW)
            assert claimed
            await alerts.record_state(
                claimed, DeliveryState.CONFIRMED, reason=None, now=NOW, message_id=5, posted_at=NOW + MINUTE / 2
            )
            await alerts.claim(rule, left, NOW, state=DeliveryState.SKIPPED, reason="alert-crowded")

    asyncio.run(fill())
    code, (left, told) = rows(store, "log", "--guild", "7")
    assert (code, told["state"], told["lateness_seconds"], told["message_id"]) == (0, "confirmed", 30.0, 5)
    assert (left["kind"], left["state"], left["reason"]) == ("breaking", "skipped", "alert-crowded")
    assert "left to the next brief" in left["why"]
    assert [row["alert_id"] for row in rows(store, "log", "--limit", "1")[1]] == [left["alert_id"]]
    assert rows(store, "log", "--guild", "9") == (0, [])
    shown = called(store, "log").stdout.splitlines()
    assert len(shown) == 2
    assert "skipped" in shown[0]


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("off", "999"), "error-unknown-alert"),
        (("set", "--guild", "7"), None),
        (("set", "--guild", "0", "--channel", "70"), None),
        (("set", "--guild", "7", "--channel", "70", "--kind", "weather"), None),
        (("set", "--guild", "7", "--channel", "70", "--lang", "fr"), None),
        (("log", "--limit", "0"), None),
    ],
)
def test_what_cannot_be_is_refused(store, words, error):
    done = called(store, *words, "--json")
    assert done.exit_code == 2
    if error:
        assert json.loads(done.stdout)["error"] == error
    assert rows(store, "list") == (0, [])


def test_every_verb_takes_the_common_options_once():
    for verb in ("set", "list", "off", "log"):
        shown = CliRunner().invoke(program, ["alerts", verb, "--help"], env={"COLUMNS": "200"}).stdout
        assert [shown.count(f"{option} ") for option in ("--json", "--data-dir", "--now")] == [1, 1, 1], verb
