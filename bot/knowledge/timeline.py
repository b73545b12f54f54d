"""Reads a company's stance on a day from its own words, and finds where it changed.

The rule, in full:

1. Only own words count: approved official statements and executives' quotes that take a position on openness. A
   criticism of others says nothing about the critic. Reports, analysis and releases never move a reading; they stand
   beside it.
2. Only what had been said counts. A date known to the month or year counts once its last day is over, or once we hold
   it; until then it *may* have been said, and is used only where nothing certain is on record.
3. What a company says of its models goes before what it says of its papers, data and code, and that before what it
   wants of governments: open code does not make a model open, and a call for open rules is not a practice.
4. Of what is left the newest decides.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise, takewhile

from bot.domain.statement import Modality, Provenance, Reading, Scope, Stance, Statement, StatementStatus

MODEL_SCOPES = frozenset({Scope.FRONTIER_MODELS, Scope.SMALL_MODELS, Scope.UNSPECIFIED})
WORK_SCOPES = frozenset({Scope.RESEARCH, Scope.DATA, Scope.CODE})
POLICY_SCOPES = frozenset({Scope.POLICY})
_TIERS = (MODEL_SCOPES, WORK_SCOPES, POLICY_SCOPES)

_OPEN = frozenset({Stance.OPEN_SOURCE, Stance.OPEN_WEIGHTS})
_REPORTED = frozenset({Provenance.ANONYMOUS_REPORT, Provenance.THIRD_PARTY_ANALYSIS})


class Rule(StrEnum):
    """Why a reading is what it is: the `because` that is shown with it."""

    NEWEST_OWN_WORD = "newest_own_word"
    ONLY_WORK = "only_work"
    """Nothing is said of models; the reading rests on papers, data or code."""
    ONLY_POLICY = "only_policy"
    """Nothing is said of its own practice; the reading is what it wants of governments."""
    ONLY_UNCERTAIN = "only_uncertain"
    """All that counts may have been said after the day asked about."""
    NO_OWN_WORD = "no_own_word"


@dataclass(frozen=True, slots=True)
class Because:
    """The reason of a reading, as data."""

    rule: Rule
    deciding: Statement | None
    """The statement that decided; None only for NO_OWN_WORD."""
    before: Statement | None
    """The newest older own word of the same kind that reads otherwise, if there is one."""


class ChangeKind(StrEnum):
    PARTIAL = "partial"
    """A step: into or out of mixed or staged release, or between fully open and open weights."""
    REVERSAL = "reversal"
    """From open to closed, or from closed to open."""


@dataclass(frozen=True, slots=True)
class StanceChange:
    """Two readings that follow each other in one company and scope and differ, with both statements."""

    company: str
    scopes: tuple[Scope, ...]
    before: Statement
    after: Statement
    kind: ChangeKind


def reading(statements: Iterable[Statement], company: str, as_of: date, scope: Scope | None = None) -> Reading:
    """The stance of `company` on `as_of` by the rule above; within `scope` only, where one is given.

    `basis` holds the deciding statement and the run of older own words that read the same, newest first.
    """
    said = said_by(_of(statements, company), as_of)
    if scope is not None:
        said = [statement for statement in said if scope in statement.scope]
    decisive, _ = _decisive(said, as_of)
    stance = decisive[0].stance if decisive else Stance.UNDECLARED
    return Reading(
        company=company,
        as_of=as_of,
        stance=stance,
        basis=tuple(takewhile(lambda statement: statement.stance is stance, decisive)),
        reported=tuple(statement for statement in said if statement.provenance in _REPORTED),
        released=tuple(statement for statement in said if statement.provenance is Provenance.RELEASE),
    )


def because(statements: Iterable[Statement], company: str, as_of: date, scope: Scope | None = None) -> Because:
    """Why `reading`, called with the same arguments, reads as it does."""
    said = said_by(_of(statements, company), as_of)
    if scope is not None:
        said = [statement for statement in said if scope in statement.scope]
    decisive, rule = _decisive(said, as_of)
    if not decisive:
        return Because(rule, None, None)
    others = (statement for statement in decisive if statement.stance is not decisive[0].stance)
    return Because(rule, decisive[0], next(others, None))


def readings_by_scope(statements: Sequence[Statement], company: str, as_of: date) -> dict[Scope, Reading]:
    """A reading for each scope in which an own word is on record by then, in the order of the vocabulary."""
    readings = {scope: reading(statements, company, as_of, scope) for scope in Scope}
    return {scope: found for scope, found in readings.items() if found.basis}


def changes(statements: Iterable[Statement], company: str, as_of: date | None = None) -> list[StanceChange]:
    """Where the company's own words turned, oldest first; one change per pair of statements, with all its scopes."""
    own = [statement for statement in _of(statements, company) if is_own_position(statement)]
    if as_of is not None:
        own = [statement for statement in own if may_be_said_by(statement, as_of)]
    own.sort(key=when)
    scopes_of: dict[tuple[str, str], list[Scope]] = {}
    pairs: dict[tuple[str, str], tuple[Statement, Statement]] = {}
    for scope in Scope:
        for before, after in pairwise(statement for statement in own if scope in statement.scope):
            if before.stance is not after.stance:
                key = (before.statement_id, after.statement_id)
                pairs[key] = (before, after)
                scopes_of.setdefault(key, []).append(scope)
    found = [
        StanceChange(company, tuple(scopes_of[key]), before, after, _kind(before.stance, after.stance))
        for key, (before, after) in pairs.items()
    ]
    return sorted(found, key=lambda change: (when(change.after), when(change.before)))


def history(statements: Iterable[Statement], company: str, as_of: date | None = None) -> list[Statement]:
    """All that is on record of the company, oldest first: own words, reports, analysis and releases."""
    own = _of(statements, company)
    if as_of is not None:
        own = [statement for statement in own if may_be_said_by(statement, as_of)]
    return sorted(own, key=when)


def said_by(statements: Iterable[Statement], as_of: date) -> list[Statement]:
    """Those that were, or may have been, said by the end of `as_of`, newest first."""
    return sorted((s for s in statements if may_be_said_by(s, as_of)), key=when, reverse=True)


def is_said_by(statement: Statement, as_of: date) -> bool:
    """Whether it was certainly said by the end of `as_of`: its last possible day is over, or we held it by then."""
    if statement.said_on.latest <= as_of:
        return True
    held_on = statement.recorded_at.date() if statement.recorded_at else None
    return statement.said_on.earliest <= as_of and held_on is not None and held_on <= as_of


def may_be_said_by(statement: Statement, as_of: date) -> bool:
    """Whether it can have been said by the end of `as_of`: its first possible day is not later."""
    return statement.said_on.earliest <= as_of


def is_own_position(statement: Statement) -> bool:
    """Whether it can move a reading: an approved own word that takes a position on the speaker's own openness."""
    return (
        statement.status is StatementStatus.APPROVED
        and statement.provenance.is_own_word
        and statement.stance is not Stance.UNDECLARED
        and statement.modality is not Modality.CRITICISM_OF_OTHERS
    )


def _decisive(said: Sequence[Statement], as_of: date) -> tuple[list[Statement], Rule]:
    """The own words among which the newest decides, newest first, and the rule that chose them."""
    own = [statement for statement in said if is_own_position(statement)]
    certain = [statement for statement in own if is_said_by(statement, as_of)]
    uncertain = not certain
    for tier, rule in zip(_TIERS, (Rule.NEWEST_OWN_WORD, Rule.ONLY_WORK, Rule.ONLY_POLICY), strict=True):
        chosen = [statement for statement in certain or own if tier.intersection(statement.scope)]
        if chosen:
            return chosen, Rule.ONLY_UNCERTAIN if uncertain else rule
    return [], Rule.NO_OWN_WORD


def _of(statements: Iterable[Statement], company: str) -> list[Statement]:
    return [s for s in statements if s.company == company and s.status is StatementStatus.APPROVED]


def when(statement: Statement) -> tuple[int, str]:
    """Order in time. A month or year stands at its middle; on one day the id decides, so that the order is stable."""
    return statement.said_on.earliest.toordinal() + statement.said_on.latest.toordinal(), statement.statement_id


def _kind(before: Stance, after: Stance) -> ChangeKind:
    opened = before is Stance.CLOSED and after in _OPEN
    closed = before in _OPEN and after is Stance.CLOSED
    return ChangeKind.REVERSAL if opened or closed else ChangeKind.PARTIAL
