"""Where a reading stands on thin ground: it is never moved by that, and it is always said."""

from datetime import date
from typing import Any

import pytest

from bot.domain.statement import Modality, PartialDate, Provenance, Scope, Stance, Statement
from bot.knowledge.doubts import Doubt, Doubts, doubts_of
from bot.knowledge.timeline import reading

DAY = date(2026, 11, 23)


def said(on: str, stance: Stance, **given: Any) -> Statement:
    values: dict[str, Any] = {
        "statement_id": f"acme-{on}-{stance.value}",
        "company": "acme",
        "said_on": PartialDate(on),
        "speaker": None,
        "provenance": Provenance.OFFICIAL_STATEMENT,
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


def released(on: str, stance: Stance, *scope: Scope) -> Statement:
    return said(on, stance, provenance=Provenance.RELEASE, scope=scope or (Scope.SMALL_MODELS,))


def test_recent_words_on_models_are_firm():
    assert not doubts_of([said("2026-09-01", Stance.CLOSED)], "acme", DAY)


def test_words_of_more_than_a_year_ago_are_old():
    words = [said("2025-11-22", Stance.CLOSED)]
    assert doubts_of(words, "acme", DAY).kinds == (Doubt.OLD,)
    assert not doubts_of(words, "acme", date(2026, 1, 1))


@pytest.mark.parametrize(
    ("words", "deed", "differs"),
    [
        (Stance.CLOSED, Stance.OPEN_WEIGHTS, True),
        (Stance.CLOSED, Stance.MIXED, True),
        (Stance.OPEN_SOURCE, Stance.CLOSED, True),
        (Stance.OPEN_SOURCE, Stance.OPEN_WEIGHTS, False),
        (Stance.GATED_OR_STAGED, Stance.OPEN_WEIGHTS, False),
        (Stance.MIXED, Stance.CLOSED, False),
    ],
)
def test_a_release_since_that_differs_is_said_and_moves_nothing(words: Stance, deed: Stance, *, differs: bool):
    known = [spoken := said("2026-05-01", words), done := released("2026-07-01", deed)]
    found = doubts_of(known, "acme", DAY)
    assert found == (Doubts((Doubt.DONE_OTHERWISE,), done, spoken) if differs else Doubts(deciding=spoken))
    assert reading(known, "acme", DAY).stance is words


def test_a_release_before_the_words_after_the_day_or_of_tools_contradicts_nothing():
    words = said("2026-05-01", Stance.CLOSED)
    others = [
        released("2026-04-01", Stance.OPEN_WEIGHTS),
        released("2026-07-01", Stance.OPEN_SOURCE, Scope.CODE),
        released("2026-11-24", Stance.OPEN_WEIGHTS),
    ]
    assert not doubts_of([words, *others], "acme", DAY)


def test_the_newest_release_decides():
    known = [said("2026-05-01", Stance.CLOSED), released("2026-06-01", Stance.OPEN_WEIGHTS)]
    assert not doubts_of([*known, released("2026-07-01", Stance.CLOSED)], "acme", DAY)


@pytest.mark.parametrize(("scope", "doubt"), [(Scope.DATA, Doubt.ONLY_WORK), (Scope.POLICY, Doubt.ONLY_POLICY)])
def test_words_on_something_else_than_models_are_said_to_be(scope: Scope, doubt: Doubt):
    assert doubts_of([said("2026-05-01", Stance.CLOSED, scope=(scope,))], "acme", DAY).kinds == (doubt,)


def test_nothing_read_has_no_doubts():
    assert not doubts_of([released("2026-06-01", Stance.OPEN_WEIGHTS)], "acme", DAY)
