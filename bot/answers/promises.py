"""Selects what answers questions about what was to come: stated plans, and promises held against what followed."""

import re
from collections.abc import Sequence
from datetime import timedelta

from bot.answers.aspects import Aspect
from bot.answers.case import FAIR, GOOD, MODIFIERS, Case, newest_first, oldest_first, statements
from bot.answers.finding import Finding, Lead, abstain
from bot.answers.grounds import claims_closed
from bot.answers.record import Entry
from bot.answers.releases import OBJECTS, select_release
from bot.answers.stances import select_stance
from bot.domain.answer import AnswerKind
from bot.domain.statement import Modality, Stance
from bot.knowledge.timeline import MODEL_SCOPES, WORK_SCOPES, is_own_position

_OPEN = (Stance.OPEN_SOURCE, Stance.OPEN_WEIGHTS)
_GIVEN = (*_OPEN, Stance.GATED_OR_STAGED, Stance.MIXED)
_OF_RULES = frozenset({"c:ban", "c:regulation"})
_NEXT = re.compile(r"\bnext\b|\bsuccessor|\bfollow-?up\b|次の|次期|次回|後継", re.IGNORECASE)


def select_plan(case: Case) -> Finding:
    """What is planned or promised. Never what will happen: without a stated plan the record does not answer."""
    if case.question.turns.is_yes_no and case.question.terms & _OF_RULES:
        return select_stance(case)  # what it wants of the law is a position, not a date
    wanted = case.question.terms - MODIFIERS
    focus = [entry for entry in case.within(case.focus) if entry.looks_ahead]
    ranked = [
        (score, entry)
        for score, entry in case.ranked(focus, wanted)
        if not wanted or score >= (FAIR if case.named else GOOD)
    ]
    if not case.named and not wanted:
        ranked = [(score, entry) for score, entry in ranked if not WORK_SCOPES.issuperset(entry.statement.scope)]
        border = case.as_of - timedelta(days=365)
        ranked = [(score, entry) for score, entry in ranked if entry.statement.said_on.latest >= border]
    own = [entry for _, entry in ranked if entry.is_own]
    told = [entry for _, entry in ranked if entry.is_reported]
    if not own and not told:
        done = [
            entry for entry in case.named
            if entry.is_release and case.affirms(entry) and entry.statement.stance in _GIVEN
        ]  # fmt: skip
        if done and not (case.question.terms & OBJECTS) and not _NEXT.search(case.question.text):
            return select_release(case)
        return abstain(Lead.NO_PLAN, case.companies, case.nearest(), name=case.name)
    chosen = newest_first(own)[:2] or newest_first(told)[:2]
    first = chosen[-1].statement if own else chosen[0].statement
    done = [
        e
        for e in case.named
        if e.is_release and case.affirms(e) and e.statement.said_on.latest >= first.said_on.earliest
    ]
    return Finding(
        AnswerKind.ANSWER,
        Lead.PLAN if own else Lead.PLAN_REPORTED,
        companies=case.companies,
        cited_in_lead=statements(chosen[:1]),
        evidence=statements(chosen) if own else (),
        reported=() if own else statements(chosen),
        released=statements(newest_first(done)[:2]),
        stance=chosen[0].statement.stance,
        name=case.name,
    )


def select_kept(case: Case) -> Finding:
    """What was promised and what was released after it. The record holds a release or does not; it holds no verdict."""
    terms = frozenset(term for term in case.question.terms if case.record.has(term)) or case.question.terms
    entries = case.focus if case.named else [e for s, e in case.ranked(case.pool, terms) if not terms or s >= FAIR]
    # A day may be that of the promise or the one that was promised.
    promises = [entry for entry in entries if entry.is_own and (_promises(entry) or case.named)]
    promises = case.within(promises) or promises
    if case.named and any(_promises(entry) for entry in promises):
        promises = [entry for entry in promises if _promises(entry)]
    deeds = [entry for entry in entries if entry.is_release and case.affirms(entry)]
    if not promises and terms:
        # "It said that …": any own words on the matter, where nothing of it was put as a promise.
        promises = [e for s, e in case.ranked(case.within(case.pool), terms) if e.is_own and s >= GOOD]
    if not promises and not case.named and not terms:
        # Whether it lives up to what it says, where it never put that as a promise: its newest position.
        promises = [entry for entry in newest_first(case.within(case.pool)) if _is_on_models(entry)][:1]
    wanted = (Stance.CLOSED,) if claims_closed(case.question.text) else _GIVEN
    promises = [entry for entry in promises if entry.statement.stance in wanted] or promises
    if not promises:
        if not deeds:
            return abstain(Lead.NO_SUCH_PROMISE, case.companies, case.nearest(), name=case.name)
        shown = newest_first(deeds)[:2]
        return Finding(
            AnswerKind.ANSWER, Lead.ONLY_DONE, companies=case.companies, cited_in_lead=statements(shown[:1]),
            released=statements(shown), stance=shown[0].statement.stance, name=case.name,
        )  # fmt: skip
    ranked = case.ranked(promises, terms)[:2]
    chosen = newest_first([entry for score, entry in ranked if score >= 0.9 * ranked[0][0]])
    released = deeds if case.named or deeds else [entry for entry in case.pool if entry.is_release]
    promise = next((entry for entry in chosen if _following(entry, released)), chosen[0])
    after = _first_fitting(case, _following(promise, released))[: 2 if case.named else 1]
    told = _following(promise, [entry for entry in case.named if entry.is_reported])
    otherwise = oldest_first(_following(promise, [e for e in case.named if e.is_release and not case.affirms(e)]))[:1]
    if after and promise.statement.stance in _OPEN and all(e.statement.stance is Stance.CLOSED for e in after):
        otherwise = after[:1]
    lead = Lead.KEPT if after else Lead.NOT_ON_RECORD_AS_DONE
    if otherwise and after in ((), otherwise):
        lead, after = Lead.DONE_OTHERWISE, otherwise
    return Finding(
        AnswerKind.ANSWER,
        lead,
        companies=case.companies,
        cited_in_lead=statements([promise, *after[:1]]),
        evidence=statements(chosen),
        released=statements(after),
        reported=() if after else statements(newest_first(told)[:1]),
        stance=promise.statement.stance,
        name=case.name,
    )


def _promises(entry: Entry) -> bool:
    """A promise, a plan or a condition; to deny that something will be closed is one too."""
    said = entry.statement
    return entry.looks_ahead or (said.modality is Modality.DENIAL and said.stance in _OPEN)


def _is_on_models(entry: Entry) -> bool:
    return is_own_position(entry.statement) and bool(MODEL_SCOPES.intersection(entry.statement.scope))


def _following(promise: Entry, entries: Sequence[Entry]) -> list[Entry]:
    """Those of the promise's day and later."""
    return [e for e in entries if e.statement.said_on.latest >= promise.statement.said_on.earliest]


def _first_fitting(case: Case, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The releases that follow a promise: those that fit the question best, then the earliest."""
    ranked = case.ranked(entries)
    best = ranked[0][0] if ranked else 0.0
    return oldest_first(entry for score, entry in ranked if score >= 0.5 * best)


SELECTORS = {
    Aspect.FUTURE: select_plan,
    Aspect.KEPT: select_kept,
}
