"""The rule by which a stance is read, what it leaves out, and where it turned."""

from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.statement import (
    Modality,
    PartialDate,
    Provenance,
    Scope,
    Speaker,
    Stance,
    Statement,
    StatementStatus,
)
from bot.knowledge.seed import SHIPPED, load_data_set
from bot.knowledge.timeline import (
    ChangeKind,
    Rule,
    because,
    changes,
    history,
    is_own_position,
    is_said_by,
    may_be_said_by,
    reading,
    readings_by_scope,
)

DAY = date(2026, 11, 23)
OFFICIAL, EXECUTIVE = Provenance.OFFICIAL_STATEMENT, Provenance.EXECUTIVE_QUOTE
REPORT, ANALYSIS, RELEASE = Provenance.ANONYMOUS_REPORT, Provenance.THIRD_PARTY_ANALYSIS, Provenance.RELEASE


def said(on: str, stance: Stance = Stance.OPEN_WEIGHTS, **given: Any) -> Statement:
    slug = given.pop("slug", "s")
    values: dict[str, Any] = {
        "statement_id": f"acme-{on[:7]}-{slug}",
        "company": "acme",
        "said_on": PartialDate(on),
        "speaker": Speaker("A B", "AB", "CEO", "CEO"),
        "provenance": OFFICIAL,
        "modality": Modality.POSITION,
        "scope": (Scope.FRONTIER_MODELS,),
        "stance": stance,
        "quote": None,
        "quote_lang": None,
        "summary": {"en": "It did.", "ja": "した。"},
        "publisher": "P",
        "article_title": "T",
        "url": None,
        "verified": False,
    }
    return Statement(**values | given)


def test_the_newest_own_word_decides():
    old, new = said("2025-01-02", Stance.CLOSED), said("2026-01-02", Stance.OPEN_WEIGHTS)
    found = reading([new, old], "acme", DAY)
    assert (found.stance, found.basis) == (Stance.OPEN_WEIGHTS, (new,))
    assert because([new, old], "acme", DAY).rule is Rule.NEWEST_OWN_WORD
    assert because([new, old], "acme", DAY).before is old


def test_the_basis_is_the_run_of_equal_own_words():
    run = [said("2026-03-01", slug="c"), said("2026-02-01", slug="b")]
    older = [said("2026-01-01", Stance.CLOSED), said("2025-12-01")]
    assert reading([*older, *run], "acme", DAY).basis == tuple(run)


@pytest.mark.parametrize("provenance", [REPORT, ANALYSIS, RELEASE])
def test_reports_analysis_and_releases_never_move_a_reading(provenance):
    word = said("2025-01-01", Stance.CLOSED)
    other = said("2026-01-01", Stance.OPEN_SOURCE, provenance=provenance)
    found = reading([word, other], "acme", DAY)
    assert (found.stance, found.basis) == (Stance.CLOSED, (word,))
    assert (other in found.reported, other in found.released) == (provenance is not RELEASE, provenance is RELEASE)
    assert reading([other], "acme", DAY).stance is Stance.UNDECLARED


@pytest.mark.parametrize(
    "left_out",
    [
        said("2026-01-01", Stance.CLOSED, modality=Modality.CRITICISM_OF_OTHERS),
        said("2026-01-01", Stance.UNDECLARED),
        said("2026-01-01", Stance.CLOSED, status=StatementStatus.CANDIDATE),
        said("2026-01-01", Stance.CLOSED, status=StatementStatus.REJECTED),
        said("2026-01-01", Stance.CLOSED, status=StatementStatus.RETRACTED),
        said("2026-01-01", Stance.CLOSED, company="other"),
        said("2026-11-24", Stance.CLOSED),
    ],
)
def test_what_does_not_count(left_out):
    word = said("2025-01-01")
    assert reading([word, left_out], "acme", DAY).basis == (word,)
    assert reading([left_out], "acme", DAY).stance is Stance.UNDECLARED
    assert because([left_out], "acme", DAY).rule is Rule.NO_OWN_WORD


def test_models_go_before_work_and_work_before_policy():
    model = said("2024-01-01", Stance.CLOSED)
    work = said("2025-01-01", Stance.OPEN_SOURCE, scope=(Scope.CODE,))
    policy = said("2026-01-01", Stance.OPEN_WEIGHTS, scope=(Scope.POLICY,))
    assert reading([model, work, policy], "acme", DAY).basis == (model,)
    assert reading([work, policy], "acme", DAY).basis == (work,)
    assert because([work, policy], "acme", DAY).rule is Rule.ONLY_WORK
    assert because([policy], "acme", DAY).rule is Rule.ONLY_POLICY


def test_one_scope_can_be_asked_for():
    big = said("2026-01-01", Stance.CLOSED)
    small = said("2025-01-01", Stance.OPEN_WEIGHTS, scope=(Scope.SMALL_MODELS,))
    assert reading([big, small], "acme", DAY, Scope.SMALL_MODELS).stance is Stance.OPEN_WEIGHTS
    by_scope = readings_by_scope([big, small], "acme", DAY)
    assert {scope: found.stance for scope, found in by_scope.items()} == {
        Scope.FRONTIER_MODELS: Stance.CLOSED,
        Scope.SMALL_MODELS: Stance.OPEN_WEIGHTS,
    }


class TestPartialDates:
    def test_a_month_is_certain_when_it_is_over(self):
        word = said("2025-07")
        assert not may_be_said_by(word, date(2025, 6, 30))
        assert may_be_said_by(word, date(2025, 7, 1))
        assert not is_said_by(word, date(2025, 7, 30))
        assert is_said_by(word, date(2025, 7, 31))

    def test_what_we_hold_was_said(self):
        word = said("2025", recorded_at=datetime(2025, 8, 1, tzinfo=UTC))
        assert not is_said_by(word, date(2025, 7, 31))
        assert is_said_by(word, date(2025, 8, 1))
        assert not is_said_by(said("2026", recorded_at=datetime(2025, 8, 1, tzinfo=UTC)), date(2025, 12, 1))

    def test_an_uncertain_word_decides_only_where_nothing_certain_is_on_record(self):
        unsure, sure = said("2025", Stance.CLOSED), said("2024-05-05")
        assert reading([unsure, sure], "acme", date(2025, 6, 1)).basis == (sure,)
        assert reading([unsure], "acme", date(2025, 6, 1)).basis == (unsure,)
        assert because([unsure], "acme", date(2025, 6, 1)).rule is Rule.ONLY_UNCERTAIN
        assert reading([unsure, sure], "acme", date(2026, 1, 1)).basis == (unsure,)


class TestChanges:
    def test_a_reversal_and_a_step(self):
        first, second, third = (
            said("2024-01-01", Stance.OPEN_SOURCE),
            said("2025-01-01", Stance.CLOSED),
            said("2026-01-01", Stance.MIXED),
        )
        found = changes([third, first, second], "acme")
        assert [(change.before, change.after, change.kind) for change in found] == [
            (first, second, ChangeKind.REVERSAL),
            (second, third, ChangeKind.PARTIAL),
        ]

    def test_scopes_do_not_mix_and_one_pair_is_one_change(self):
        both = (Scope.FRONTIER_MODELS, Scope.SMALL_MODELS)
        before, after = said("2024-01-01", scope=both), said("2025-01-01", Stance.CLOSED, scope=both)
        elsewhere = said("2024-06-01", Stance.CLOSED, scope=(Scope.POLICY,))
        (change,) = changes([before, elsewhere, after], "acme")
        assert (change.scopes, change.before, change.after) == (both, before, after)

    def test_reports_criticism_and_the_future_make_no_change(self):
        word = said("2024-01-01")
        report = said("2025-01-01", Stance.CLOSED, provenance=REPORT)
        criticism = said("2025-02-01", Stance.CLOSED, modality=Modality.CRITICISM_OF_OTHERS)
        later = said("2026-01-01", Stance.CLOSED)
        assert changes([word, report, criticism], "acme") == []
        assert changes([word, later], "acme", date(2025, 12, 31)) == []
        assert len(changes([word, later], "acme", date(2026, 1, 1))) == 1


def test_history_is_in_order_of_time_and_holds_every_kind():
    words = [said("2025", slug="year"), said("2025-01-01"), said("2025-12-31", provenance=REPORT)]
    assert [str(each.said_on) for each in history(words, "acme")] == ["2025-01-01", "2025", "2025-12-31"]
    assert [str(each.said_on) for each in history(words, "acme", date(2025, 6, 1))] == ["2025-01-01", "2025"]


STATEMENTS = st.lists(
    st.builds(
        said,
        st.sampled_from(["2023", "2024-02", "2024-02-29", "2025-07-11", "2026-01-01", "2027-03-03"]),
        st.sampled_from(Stance),
        slug=st.uuids().map(str),
        provenance=st.sampled_from(Provenance),
        modality=st.sampled_from(Modality),
        scope=st.lists(st.sampled_from(Scope), min_size=1, max_size=3, unique=True).map(tuple),
        status=st.sampled_from(StatementStatus),
    ),
    max_size=12,
)


@given(STATEMENTS, st.dates(date(2022, 1, 1), date(2028, 1, 1)), st.randoms())
def test_a_reading_rests_on_own_words_said_by_then_whatever_their_order(statements, as_of, random):
    found = reading(statements, "acme", as_of)
    assert all(is_own_position(each) and may_be_said_by(each, as_of) for each in found.basis)
    assert all(each.stance is found.stance for each in found.basis)
    assert (found.stance is Stance.UNDECLARED) == (not found.basis)
    assert because(statements, "acme", as_of).deciding == (found.basis[0] if found.basis else None)
    shuffled = list(statements)
    random.shuffle(shuffled)
    assert reading(shuffled, "acme", as_of) == found
    assert changes(shuffled, "acme") == changes(statements, "acme")


@given(STATEMENTS)
def test_every_change_joins_two_different_own_words_of_one_scope(statements):
    for change in changes(statements, "acme"):
        assert change.before.stance is not change.after.stance
        assert is_own_position(change.before)
        assert is_own_position(change.after)
        assert set(change.scopes) <= set(change.before.scope) & set(change.after.scope)


def test_the_shipped_record_reads_and_turns():
    data = load_data_set(SHIPPED)
    for company in data.companies:
        assert reading(data.statements, company.company_id, DAY).company == company.company_id
        turned = changes(data.statements, company.company_id)
        for scope in Scope:
            chain = [change for change in turned if scope in change.scopes]
            assert all(a.after.stance is b.before.stance for a, b in pairwise(chain)), company.company_id
