"""What is worth an alert, played over records of invented companies."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.alerting import MOST_A_DAY, MOST_AN_HOUR, is_crowded, is_fast, is_watched, turns, wants_turn
from bot.domain.alert import Approval
from bot.domain.statement import Modality, PartialDate, Provenance, Scope, Stance, Statement
from bot.domain.watch import Coverage, Watch

NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def said(statement_id, on, stance, *, scope=(Scope.FRONTIER_MODELS,), provenance=Provenance.OFFICIAL_STATEMENT):
    return Statement(
        statement_id=statement_id,
        company="acorn",
        said_on=PartialDate(on),
        speaker=None,
        provenance=provenance,
        modality=Modality.POSITION,
        scope=scope,
        stance=stance,
        quote=None,
        quote_lang=None,
        summary={"en": "words", "ja": "言葉"},
        publisher="Acorn",
        article_title="Title",
        url="https://acorn.example/a",
        verified=True,
    )


def approved(*ids, at=NOW - HOUR, by_data_set=False):
    return {one: Approval(one, "acorn", 0, at, by_data_set) for one in ids}


OPEN = said("a", "2025-01-10", Stance.OPEN_WEIGHTS)
CLOSED = said("b", "2026-03-09", Stance.CLOSED)


def found(statements, approvals):
    return [(event.subject["before"], event.subject["after"]) for event in turns(statements, "acorn", approvals, NOW)]


def test_newly_approved_words_that_turn_are_told_with_what_they_turned_from():
    [event] = turns([OPEN, CLOSED], "acorn", approved("b"), NOW)
    assert event.subject == {"before": "a", "after": "b"}
    assert event.happened_at == NOW - HOUR


def test_no_turn_no_alert():
    again = said("b", "2026-03-09", Stance.OPEN_WEIGHTS)
    assert found([OPEN, again], approved("b")) == []
    assert found([CLOSED], approved("b")) == [], "first words are no change"


def test_words_approved_long_ago_are_not_told_again():
    assert found([OPEN, CLOSED], {}) == []
    assert found([OPEN, CLOSED], approved("a")) == [], "what was filled in is the past"


def test_the_order_of_approval_does_not_matter():
    both = approved("b", at=NOW - 2 * HOUR) | approved("a", at=NOW - HOUR)
    [event] = turns([OPEN, CLOSED], "acorn", both, NOW)
    assert event.happened_at == NOW - HOUR, "it could not be known before both were approved"


def test_a_turn_in_the_past_is_history():
    middle = said("m", "2025-06-01", Stance.CLOSED)
    later = said("z", "2025-09-01", Stance.OPEN_WEIGHTS)
    assert found([OPEN, middle, later], approved("m")) == []


def test_a_second_voice_on_the_same_side_is_no_second_turn():
    second = said("c", "2026-03-09", Stance.CLOSED, provenance=Provenance.EXECUTIVE_QUOTE)
    events = turns([OPEN, CLOSED, second], "acorn", approved("b", "c"), NOW)
    assert len({event.key for event in events}) <= 1


def test_words_that_turn_several_scopes_are_told_once_by_the_widest_turn():
    narrow = said("n", "2025-06-01", Stance.MIXED, scope=(Scope.SMALL_MODELS,))
    broad = said("w", "2025-05-01", Stance.OPEN_WEIGHTS, scope=(Scope.FRONTIER_MODELS, Scope.CODE))
    every = said("b", "2026-03-09", Stance.CLOSED, scope=(Scope.FRONTIER_MODELS, Scope.CODE, Scope.SMALL_MODELS))
    assert found([narrow, broad, every], approved("b")) == [("w", "b")]


def test_reports_never_make_a_turn():
    report = said("r", "2026-03-09", Stance.CLOSED, provenance=Provenance.ANONYMOUS_REPORT)
    assert found([OPEN, report], approved("r")) == []


@pytest.mark.parametrize(
    ("on", "told"), [("2026-03-09", True), ("2026-02", True), ("2025-11-01", False), ("2025", False)]
)
def test_of_a_data_set_only_what_was_said_lately_is_news(on, told):
    new = said("b", on, Stance.CLOSED)
    assert bool(found([OPEN, new], approved("b", by_data_set=True))) is told
    assert found([OPEN, new], approved("b")) == [("a", "b")], "a reviewer's decision is news whatever its age"


def test_another_name_for_the_same_words_is_the_same_event():
    renamed = said("b-2", "2026-03-09", Stance.CLOSED)
    [one] = turns([OPEN, CLOSED], "acorn", approved("b"), NOW)
    [other] = turns([OPEN, renamed], "acorn", approved("b-2"), NOW)
    assert one.key == other.key


stances = st.sampled_from([Stance.OPEN_WEIGHTS, Stance.MIXED, Stance.CLOSED])
days = st.dates(date(2025, 1, 1), NOW.date())


@given(st.lists(st.tuples(days, stances), max_size=8), st.data())
def test_every_alert_ends_at_newly_approved_words_that_nothing_newer_follows(spoken, data):
    statements = [said(f"s{n}", on.isoformat(), stance) for n, (on, stance) in enumerate(spoken)]
    fresh = data.draw(
        st.sets(st.sampled_from([one.statement_id for one in statements]) if statements else st.nothing())
    )
    events = turns(statements, "acorn", approved(*fresh), NOW)
    assert len(events) <= 1, "one scope turns once"
    for event in events:
        by_id = {one.statement_id: one for one in statements}
        before, after = by_id[event.subject["before"]], by_id[event.subject["after"]]
        assert after.statement_id in fresh
        assert before.stance is not after.stance
        assert all(one.said_on <= after.said_on for one in statements)


@given(st.lists(st.integers(0, 48 * 60), max_size=30))
def test_a_server_is_told_no_more_than_the_limits_allow(minutes):
    told: list[datetime] = []
    for minute in sorted(minutes):
        now = NOW + timedelta(minutes=minute)
        if not is_crowded(told, now):
            told.append(now)
    for one in told:
        assert sum(1 for at in told if one <= at < one + HOUR) <= MOST_AN_HOUR
        assert sum(1 for at in told if one <= at < one + 24 * HOUR) <= MOST_A_DAY


def test_a_story_is_fast_by_its_outlets_not_by_its_articles():
    assert not is_fast(["A", "A", "A", "B"])
    assert is_fast(["A", "B", "A", "C"])


def test_what_a_server_tracks_decides_and_else_any_company():
    assert is_watched(["acorn"], [], Watch())
    assert not is_watched([], ["A title"], Watch())
    tracks = Watch(companies=frozenset({"oak"}), keywords=("重み",))
    assert is_watched(["acorn", "oak"], [], tracks)
    assert is_watched([], ["モデルの重みを公開"], tracks)
    assert not is_watched(["acorn"], ["A title"], tracks)


def test_only_a_server_that_wants_nothing_else_is_spared_the_turns_of_others():
    tracks = Watch(companies=frozenset({"oak"}))
    assert wants_turn("acorn", Watch())
    assert wants_turn("acorn", tracks)
    only = replace(tracks, coverage=Coverage.TRACKED)
    assert wants_turn("oak", only)
    assert not wants_turn("acorn", only)
