"""Says where a reading stands on thin ground: old words, words on something else than models, deeds that differ since.

A doubt never moves a reading. It is said with it, and a list of who holds a stance names the doubtful ones apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.statement import Provenance, Stance, Statement
from bot.knowledge.timeline import MODEL_SCOPES, Rule, because, is_said_by, said_by, when

OLD = timedelta(days=365)
_OPEN = frozenset({Stance.OPEN_SOURCE, Stance.OPEN_WEIGHTS})
_NOT_CLOSED = _OPEN | {Stance.MIXED}


class Doubt(StrEnum):
    """Why a reading stands on thin ground; the gravest first."""

    DONE_OTHERWISE = "done_otherwise"
    """It reads as closed, and the newest release on models since is open, at least in part; or the other way round."""
    ONLY_WORK = "only_work"
    """The words are on papers, data or code."""
    ONLY_POLICY = "only_policy"
    """The words are on what governments should do."""
    OLD = "old"
    """The words are more than a year older than the day asked about."""


@dataclass(frozen=True, slots=True)
class Doubts:
    """All doubts of one reading, the gravest first; none where it is firm."""

    kinds: tuple[Doubt, ...] = ()
    release: Statement | None = None
    """The release that differs, for DONE_OTHERWISE."""
    deciding: Statement | None = None
    """The words that the reading stands on; none where nothing is read."""

    def __bool__(self) -> bool:
        return bool(self.kinds)


def doubts_of(statements: Iterable[Statement], company: str, as_of: date) -> Doubts:
    """The doubts of `reading`, called with the same arguments; none where nothing is read."""
    known = list(statements)
    reason = because(known, company, as_of)
    deciding = reason.deciding
    if deciding is None:
        return Doubts()
    release = _differing_release(known, deciding, as_of)
    found = {
        Doubt.DONE_OTHERWISE: release is not None,
        Doubt.ONLY_WORK: reason.rule is Rule.ONLY_WORK,
        Doubt.ONLY_POLICY: reason.rule is Rule.ONLY_POLICY,
        Doubt.OLD: as_of - deciding.said_on.latest > OLD,
    }
    return Doubts(tuple(kind for kind in Doubt if found[kind]), release, deciding)


def _differing_release(known: Iterable[Statement], deciding: Statement, as_of: date) -> Statement | None:
    """The newest release on models since the words, where it contradicts them."""
    since = (
        one
        for one in said_by(known, as_of)
        if one.company == deciding.company
        and one.provenance is Provenance.RELEASE
        and MODEL_SCOPES.intersection(one.scope)
        and is_said_by(one, as_of)
        and when(one) > when(deciding)
    )
    newest = next(since, None)
    return newest if newest is not None and _differs(deciding.stance, newest.stance) else None


def _differs(said: Stance, done: Stance) -> bool:
    return (said is Stance.CLOSED and done in _NOT_CLOSED) or (said in _OPEN and done is Stance.CLOSED)
