"""Selects what answers questions on deeds: releases, licences, plans, promises kept, reasons, official or reported."""

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta

from bot.answers.aspects import Aspect
from bot.answers.case import FAIR, GOOD, Case, newest_first, oldest_first, statements
from bot.answers.finding import Finding, Lead, abstain
from bot.answers.lexicon import phrase
from bot.answers.record import Entry
from bot.domain.answer import AnswerKind
from bot.domain.statement import Modality, Provenance, Stance

_LICENCE_TERMS = frozenset({"c:licence", "c:commercial"})
_LICENCE_NAME = re.compile(
    r"\bMIT\b|\bApache\b|\bCC[- ]BY|\bA?GPL|\bBSD\b|\bOpenRAIL|licen[cs]e|ライセンス", re.IGNORECASE
)
_OBJECTS = frozenset({"c:data", "c:code", "c:papers", "c:checkpoints", "c:logs", "c:patents"})
_CLOSED = (Stance.CLOSED, Stance.GATED_OR_STAGED)
_OPEN = (Stance.OPEN_SOURCE, Stance.OPEN_WEIGHTS)
_RESPONSE = timedelta(days=30)


def claims_closed(text: str) -> bool:
    return bool(phrase("claims_closed").search(text))


def claims_open(text: str) -> bool:
    return bool(phrase("claims_open").search(text)) and not claims_closed(text)


def select_release(case: Case) -> Finding:
    """What was released: by name, on the topic, or the newest. One that is announced and not out is said to be so."""
    entries = [
        entry for entry in case.within(case.focus) if entry.statement.provenance is not Provenance.ANONYMOUS_REPORT
    ]
    wanted = case.question.terms & _OBJECTS
    releases = [entry for entry in entries if entry.is_release and case.affirms(entry)]
    if wanted and case.record.coverage(wanted, _best_of(case, releases or entries, wanted)) < GOOD:
        return abstain(Lead.NO_RELEASE, case.companies, case.nearest(), name=_name(case))
    if not releases:
        return _without_release(case, entries)
    if case.named:
        chosen = [entry for score, entry in case.ranked(releases)][:3]
    else:
        fitting = [entry for score, entry in case.ranked(releases) if score >= GOOD]
        if case.question.terms and not fitting and not _is_flagship_only(case):
            return abstain(Lead.NO_RELEASE, case.companies, case.nearest(), name=_name(case))
        chosen = fitting[:4] or list(newest_first(releases)[: 4 if case.question.dates.within else 2])
    chosen = list(newest_first(chosen))
    return Finding(
        AnswerKind.ANSWER,
        Lead.RELEASED,
        companies=case.companies,
        cited_in_lead=statements(chosen[:1]),
        released=statements(chosen),
        stance=chosen[0].statement.stance,
        name=_name(case),
    )


def _is_flagship_only(case: Case) -> bool:
    return case.question.terms <= {"c:flagship", "c:small", "c:licence", "c:commercial"}


def _without_release(case: Case, entries: Sequence[Entry]) -> Finding:
    """An own word about the very thing: that it is coming, or how it is offered."""
    own = [entry for entry in entries if entry.is_own]
    if case.named:
        own = [entry for entry in case.named if entry in own]
    else:
        own = [entry for score, entry in case.ranked(own) if score >= GOOD]
    ahead = [entry for entry in own if entry.looks_ahead]
    if ahead or (case.named and own):
        chosen = newest_first(ahead or own)[:2]
        lead = Lead.NOT_YET_RELEASED if ahead else Lead.FACT
        return Finding(
            AnswerKind.ANSWER, lead, companies=case.companies, cited_in_lead=statements(chosen[:1]),
            evidence=statements(chosen), stance=chosen[0].statement.stance, name=_name(case),
        )  # fmt: skip
    others = [entry for entry in entries if entry.is_reported and (case.named or case.ranked([entry])[0][0] >= GOOD)]
    closed = [entry for entry in others if entry.statement.modality is Modality.DESCRIPTION]
    if closed:
        return _reported_fact(case, closed[:2])
    return abstain(Lead.NO_RELEASE, case.companies, case.nearest(), name=_name(case))


def _reported_fact(case: Case, entries: Sequence[Entry]) -> Finding:
    return Finding(
        AnswerKind.ANSWER, Lead.ONLY_REPORTED, companies=case.companies, cited_in_lead=statements(entries[:1]),
        reported=statements(entries), name=_name(case),
    )  # fmt: skip


def select_licence(case: Case) -> Finding:
    """Under which terms: releases and official words that speak of a licence or of commercial use."""
    entries = [entry for entry in case.within(case.focus) if _speaks_of_licence(entry) and case.affirms(entry)]
    if not entries:
        entries = [e for e in case.within(case.pool) if _speaks_of_licence(e) and _is_family(case, e)]
    extra = (
        case.question.terms
        - _LICENCE_TERMS
        - {"c:flagship", "c:small", "c:permission", "c:users", "c:threshold", "c:fund"}
    )
    firm = [entry for entry in entries if entry.is_release or entry.is_own]
    if not case.named:
        firm = [entry for score, entry in case.ranked(firm, extra) if score >= GOOD] if extra else firm
        entries = [entry for score, entry in case.ranked(entries, extra) if score >= GOOD] if extra else entries
    if not firm:
        told = [entry for entry in entries if entry.statement.provenance is Provenance.THIRD_PARTY_ANALYSIS]
        if told:
            return _reported_fact(case, told[:2])
        return abstain(Lead.NO_LICENCE, case.companies, case.nearest(), name=_name(case))
    releases = [entry for entry in firm if entry.is_release]
    chosen = newest_first(_best_terms(case, releases or firm, extra))[:3]
    return Finding(
        AnswerKind.ANSWER,
        Lead.LICENCE,
        companies=case.companies,
        cited_in_lead=statements(chosen[:1]),
        released=statements(entry for entry in chosen if entry.is_release),
        evidence=statements(entry for entry in chosen if not entry.is_release),
        stance=chosen[0].statement.stance,
        name=_name(case),
    )


def _best_terms(case: Case, entries: Sequence[Entry], wanted: frozenset[str]) -> list[Entry]:
    ranked = case.ranked(entries, wanted)
    best = ranked[0][0]
    return [entry for score, entry in ranked if score >= 0.5 * best]


def _is_family(case: Case, entry: Entry) -> bool:
    return bool(case.names) and all(thing.loose and thing.loose.search(entry.text) for thing in case.names)


def _speaks_of_licence(entry: Entry) -> bool:
    return bool(entry.terms & _LICENCE_TERMS) or bool(_LICENCE_NAME.search(entry.text))


def select_plan(case: Case) -> Finding:
    """What is planned or promised. Never what will happen: without a stated plan the record does not answer."""
    wanted = case.question.terms - {"c:flagship", "c:small", "c:sovereignty"}
    focus = [entry for entry in case.within(case.focus) if entry.looks_ahead]
    ranked = [
        (score, entry)
        for score, entry in case.ranked(focus, wanted)
        if not wanted or score >= (FAIR if case.named else GOOD)
    ]
    if not case.named and not wanted:
        border = case.as_of - timedelta(days=365)
        ranked = [(score, entry) for score, entry in ranked if entry.statement.said_on.latest >= border]
    own = [entry for _, entry in ranked if entry.is_own]
    told = [entry for _, entry in ranked if entry.is_reported]
    if not own and not told:
        done = [entry for entry in case.named if entry.is_release and case.affirms(entry)]
        if done and not (case.question.terms & _OBJECTS):
            return select_release(case)
        return abstain(Lead.NO_PLAN, case.companies, case.nearest(), name=_name(case))
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
        name=_name(case),
    )


def select_kept(case: Case) -> Finding:
    """What was promised and what was released after it. The record holds a release or does not; it holds no verdict."""
    terms = case.question.terms
    entries = case.focus if case.named else [e for s, e in case.ranked(case.pool) if not terms or s >= FAIR]
    promises = [entry for entry in case.within(entries) if entry.is_own and (entry.looks_ahead or case.named)]
    if case.named and any(entry.looks_ahead for entry in promises):
        promises = [entry for entry in promises if entry.looks_ahead]
    deeds = [entry for entry in entries if entry.is_release and case.affirms(entry)]
    if not promises:
        if not deeds:
            return abstain(Lead.NO_SUCH_PROMISE, case.companies, case.nearest(), name=_name(case))
        shown = newest_first(deeds)[:2]
        return Finding(
            AnswerKind.ANSWER, Lead.ONLY_DONE, companies=case.companies, cited_in_lead=statements(shown[:1]),
            released=statements(shown), stance=shown[0].statement.stance, name=_name(case),
        )  # fmt: skip
    chosen = newest_first([entry for _, entry in case.ranked(promises)][:2])
    earliest = min(entry.statement.said_on.earliest for entry in chosen)
    after = [entry for entry in deeds if entry.statement.said_on.latest >= earliest]
    if not case.named and not after:
        after = [e for e in case.pool if e.is_release and e.statement.said_on.latest >= earliest]
    told = [e for e in case.named if e.is_reported and e.statement.said_on.latest >= earliest]
    lead = Lead.KEPT if after else Lead.NOT_ON_RECORD_AS_DONE
    return Finding(
        AnswerKind.ANSWER,
        lead,
        companies=case.companies,
        cited_in_lead=statements([chosen[0], *newest_first(after)[-1:]]),
        evidence=statements(chosen),
        released=statements(_first_fitting(case, after)[:3]),
        reported=() if after else statements(newest_first(told)[:1]),
        stance=chosen[0].statement.stance,
        name=_name(case),
    )


def _first_fitting(case: Case, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The releases that follow a promise: those that fit the question best, then the earliest."""
    ranked = case.ranked(entries)
    best = ranked[0][0] if ranked else 0.0
    return oldest_first(entry for score, entry in ranked if score >= 0.5 * best)


def select_reason(case: Case) -> Finding:
    """A reason that the organisation itself gave. A reason that others see in it is shown only as nearest."""
    question = case.question
    entries = [entry for entry in case.within(case.focus) if entry.is_own and entry.gives_reason]
    entries = [entry for entry in entries if _fits_claim(question.text, entry)]
    floor = FAIR if question.terms else 0.0
    hits = [(score, entry) for score, entry in case.ranked(entries) if score >= floor]
    if case.named and not hits and len(question.terms) <= 1:
        hits = [(0.0, entry) for entry in entries]
    if not hits or not (case.named or question.terms or question.roles or question.speakers or len(entries) == 1):
        return abstain(Lead.NO_REASON, case.companies, case.nearest(), name=_name(case))
    chosen = newest_first([entry for score, entry in hits if score >= 0.75 * hits[0][0]][:2])
    return Finding(
        AnswerKind.ANSWER,
        Lead.REASON,
        companies=case.companies,
        cited_in_lead=statements(chosen[:1]),
        evidence=statements(chosen),
        stance=chosen[0].statement.stance,
        name=_name(case),
    )


def _fits_claim(text: str, entry: Entry) -> bool:
    """Whether a reason for closing is not given for a question about opening, or the other way round."""
    if claims_closed(text):
        return entry.statement.stance not in _OPEN
    if claims_open(text):
        return entry.statement.stance not in _CLOSED
    return True


def select_official(case: Case) -> Finding:
    """Whether it is the organisation's own word or only reported, with its answer to the report where there is one."""
    ranked = case.ranked(case.within(case.focus))
    floor = 0.25 if case.named else FAIR
    hits = [(score, entry) for score, entry in ranked if score >= floor or (case.named and not case.question.terms)]
    if not hits:
        return abstain(Lead.NO_SUCH_REPORT, case.companies, case.nearest(), name=_name(case))
    best = hits[0][0]
    close = [entry for score, entry in hits if score >= 0.7 * best]
    reports = [entry for entry in close if entry.is_reported]
    reports += _told_elsewhere(case, reports)
    own = [entry for entry in close if not entry.is_reported]
    if reports and (not own or hits[0][1].is_reported):
        answers = _responses(case, reports)
        return Finding(
            AnswerKind.ANSWER,
            Lead.REPORTED_AND_ANSWERED if answers else Lead.ONLY_REPORTED,
            companies=case.companies,
            cited_in_lead=statements([*reports[:1], *answers[:1]]),
            evidence=statements(answers),
            reported=statements(reports[:3]),
            name=_name(case),
        )
    return Finding(
        AnswerKind.ANSWER,
        Lead.OFFICIAL,
        companies=case.companies,
        cited_in_lead=statements(own[:1]),
        evidence=statements(entry for entry in own[:2] if entry.is_own),
        released=statements(entry for entry in own[:2] if entry.is_release),
        reported=statements(reports[:1]),
        stance=own[0].statement.stance,
        name=_name(case),
    )


def _told_elsewhere(case: Case, reports: Sequence[Entry]) -> list[Entry]:
    """Reports of the same days in other organisations' records that speak of the same: one matter has several sides."""
    if not case.companies or not reports:
        return []
    on = reports[0].statement.said_on
    return [
        entry
        for entry in case.record.entries
        if entry.is_reported
        and entry.statement.company not in case.companies
        and abs((entry.statement.said_on.earliest - on.earliest).days) <= 3
        and case.record.coverage(case.question.terms, entry) >= GOOD
    ][:1]


def _responses(case: Case, reports: Iterable[Entry]) -> list[Entry]:
    """Own words of the weeks after the report that answer it: a spokesperson's, a denial, or words about a report."""
    found = []
    for report in reports:
        said = report.statement.said_on
        for entry in case.pool:
            soon = said.earliest <= entry.statement.said_on.latest <= said.latest + _RESPONSE
            if entry.is_own and entry.statement.company == report.statement.company and soon and _answers(entry):
                found.append(entry)
    return list({entry.statement.statement_id: entry for entry in found}.values())[:2]


def _answers(entry: Entry) -> bool:
    return entry.statement.modality is Modality.DENIAL or bool(
        re.search(r"\breports?\b|\bden(?:y|ied|ies)\b|\brespond|報道|否定|広報", entry.text, re.IGNORECASE)
    )


def select_fact(case: Case) -> Finding:
    """Anything else: the statement that speaks of most of it, whoever it is from, with its provenance in front."""
    if not case.question.terms and not case.question.quoted and not case.named:
        return abstain(Lead.NO_TOPIC, case.companies, case.nearest())
    floor = FAIR if case.named else GOOD
    hits = [
        (s, e)
        for s, e in case.ranked(case.within(case.focus))
        if s >= floor or (case.named and not case.question.terms)
    ]
    if not hits:
        return abstain(Lead.NO_TOPIC, case.companies, case.nearest())
    chosen = newest_first([entry for score, entry in hits if score >= 0.8 * hits[0][0]][:2])
    told = [entry for entry in chosen if entry.is_reported]
    return Finding(
        AnswerKind.ANSWER,
        Lead.FACT if len(told) < len(chosen) else Lead.ONLY_REPORTED,
        companies=case.companies or tuple(dict.fromkeys(e.statement.company for e in chosen)),
        cited_in_lead=statements(e for e in chosen if not told or len(told) == len(chosen) or e not in told)[:1],
        evidence=statements(entry for entry in chosen if entry.is_own),
        reported=statements(told),
        released=statements(entry for entry in chosen if entry.is_release),
        name=_name(case),
    )


def _name(case: Case) -> str:
    return " / ".join(dict.fromkeys(thing.surface for thing in case.names))


def _best_of(case: Case, entries: Sequence[Entry], wanted: frozenset[str]) -> Entry:
    ranked = case.ranked(entries or case.pool, wanted)
    return ranked[0][1]


SELECTORS = {
    Aspect.RELEASE: select_release,
    Aspect.LICENCE: select_licence,
    Aspect.FUTURE: select_plan,
    Aspect.KEPT: select_kept,
    Aspect.REASON: select_reason,
    Aspect.OFFICIAL: select_official,
    Aspect.FACT: select_fact,
}
