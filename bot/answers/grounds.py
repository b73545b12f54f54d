"""Selects what answers "why" and "is it official": the organisation's own reason, and whose word a claim is."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.answers.aspects import Aspect
from bot.answers.case import ENDINGS, FAIR, GOOD, SURE, Case, newest_first, statements
from bot.answers.finding import Finding, Lead, abstain
from bot.answers.lexicon import phrase
from bot.answers.question import Question
from bot.answers.record import Entry
from bot.answers.stances import select_stance
from bot.answers.terms import question_terms
from bot.domain.answer import AnswerKind
from bot.domain.statement import Modality, Stance

_CLOSED = (Stance.CLOSED, Stance.GATED_OR_STAGED)
_OPEN = (Stance.OPEN_SOURCE, Stance.OPEN_WEIGHTS)
_PUT_OFF = frozenset({"c:delay", "c:withhold"})
_ANNOUNCED = re.compile(
    r"announc|confirm|declar|\bsa(?:y|id)\b|発表|公表|認め|表明|宣言|言っ|報道|報じ|噂|うわさ", re.IGNORECASE
)
_RESPONSE = timedelta(days=30)
_CONFIRMED = timedelta(days=180)
_ARGUES = (Modality.POSITION, Modality.DENIAL, Modality.CRITICISM_OF_OTHERS)


def claims_closed(text: str) -> bool:
    return bool(phrase("claims_closed").search(text))


def claims_open(text: str) -> bool:
    return bool(phrase("claims_open").search(text)) and not claims_closed(text)


def _asks_why_not(text: str) -> bool:
    """Why it is not open, or what stood in the way of that."""
    return claims_closed(text) or bool(phrase("hindrance").search(text))


def select_reason(case: Case) -> Finding:
    """A reason that the organisation itself gave. A reason that others see in it is shown only as nearest."""
    question = case.question
    if phrase("outside_view").search(question.text):
        return abstain(Lead.NO_REASON, case.companies, case.nearest(), name=case.name)
    entries = [entry for entry in case.within(case.focus) if entry.is_own and entry.gives_reason]
    entries = [entry for entry in entries if _fits_claim(question.text, entry)]
    hits: list[tuple[float, Entry]] = []
    for terms in _wordings(question):
        question = replace(question, terms=terms)
        case = replace(case, question=question)
        hits = [(score, entry) for score, entry in case.ranked(entries) if score >= _floor(case)]
        if hits:
            break
    if case.named and not hits and len(question.terms) <= 1:
        hits = [(0.0, entry) for entry in entries]
    if not hits and (argued := _argued(case)):
        return argued
    if not hits or not (
        case.named or question.terms or question.roles or question.speakers or question.continues or len(entries) == 1
    ):
        return abstain(Lead.NO_REASON, case.companies, case.nearest(), name=case.name)
    chosen = newest_first([entry for score, entry in hits if score >= 0.75 * hits[0][0]][:2])
    return Finding(
        AnswerKind.ANSWER,
        Lead.REASON,
        companies=case.companies,
        cited_in_lead=statements(chosen[:1]),
        evidence=statements(chosen),
        stance=chosen[0].statement.stance,
        name=case.name,
    )


def _floor(case: Case) -> float:
    """What of the question a reason must speak of.

    Where nobody on record ever spoke of a part of it, and no name ties the rest, that part may be a false premise: "Why
    did they fire the safety team?" is not about safety tests.
    """
    question = case.question
    if not question.terms:
        return 0.0
    is_tied = bool(case.named or question.speakers or question.continues)
    return FAIR if is_tied or all(map(case.record.has, question.terms)) else GOOD


def _wordings(question: Question) -> Iterable[frozenset[str]]:
    """What it is about, with and without the words for closing: that is a matter of the stance, whatever the words.

    What stood in the way of something is told where that was put off or held back, whichever words the question has.
    """
    if phrase("hindrance").search(question.text):
        kept = question.terms - _PUT_OFF - ENDINGS
        yield from (kept | {put_off} for put_off in sorted(_PUT_OFF))
        yield kept
        return
    if not claims_closed(question.text):
        yield question.terms
        return
    kept = question.terms - {"c:withhold", "c:abandon"}
    if "c:delay" in kept:
        yield kept
    spent = question_terms("\n".join(found.group() for found in phrase("claims_closed").finditer(question.text)))
    yield kept - spent


def _argued(case: Case) -> Finding | None:
    """An argument on the very matter, or the words with which a speaker turned: shown as that, not as a reason."""
    question = case.question
    own = [
        entry for entry in case.within(case.focus)
        if entry.is_own and entry.statement.modality in _ARGUES and _fits_claim(question.text, entry)
    ]  # fmt: skip
    hits = [entry for score, entry in case.ranked(own) if score >= SURE] if question.terms else []
    if not question.terms and not case.named and _asks_why_not(question.text):
        hits = [entry for entry in newest_first(own) if entry.statement.stance in _CLOSED]
    elif not question.terms and not case.named and claims_open(question.text):
        hits = [entry for entry in newest_first(own) if entry.statement.stance in _OPEN]
    elif not question.terms and phrase("change").search(question.text):
        hits = [entry for entry in newest_first(own) if "c:wrong" in entry.terms or "c:abandon" in entry.terms]
    if not hits:
        return None
    return Finding(
        AnswerKind.ANSWER, Lead.ARGUED, companies=case.companies or (hits[0].statement.company,),
        cited_in_lead=statements(hits[:1]), evidence=statements(hits[:1]), stance=hits[0].statement.stance,
        name=case.name,
    )  # fmt: skip


def _fits_claim(text: str, entry: Entry) -> bool:
    """Whether a reason for closing is not given for a question about opening, or the other way round."""
    if _asks_why_not(text):
        return entry.statement.stance not in _OPEN
    if claims_open(text):
        return entry.statement.stance not in _CLOSED
    return True


def select_official(case: Case) -> Finding:
    """Whether it is the organisation's own word or only reported, with its answer to the report where there is one."""
    # That it was denied is one way of its being answered, not what is claimed.
    terms = case.question.terms - {"c:deny"}
    case = replace(case, question=replace(case.question, terms=terms))
    if phrase("denied").search(case.question.text) and (denied := _denied(case)):
        return denied
    ranked = case.ranked(case.within(case.focus))
    claimed = [pair for pair in ranked if _is_claimed(case.question.text, pair[1])]
    if case.named and ranked and not claimed:
        return _contradicted(case, [entry for _, entry in ranked])
    plainly = [pair for pair in claimed if _is_plainly_claimed(case.question.text, pair[1])]
    ranked = plainly or claimed or ranked
    if not case.question.terms and not case.named and not claims_closed(case.question.text):
        ranked = [pair for pair in ranked if pair[1].is_reported][:1]  # only that there was a report is said of it
    floor = 0.25 if case.named else FAIR
    hits = [(score, entry) for score, entry in ranked if score >= floor or not case.question.terms]
    if not hits and _is_on_stance(case):
        return select_stance(case)
    if not hits:
        return abstain(Lead.NO_SUCH_REPORT, case.companies, case.nearest(), name=case.name)
    best = hits[0][0]
    close = [entry for score, entry in hits if score >= 0.7 * best]
    reports = [entry for entry in close if entry.is_reported]
    reports += _told_elsewhere(case, reports)
    own = [entry for entry in close if not entry.is_reported]
    is_denied = bool(own) and own[0].statement.modality is Modality.DENIAL
    if reports and (not own or hits[0][1].is_reported or is_denied):
        answers = responses_to(case, reports)
        confirmed = [] if answers else _confirming(case, reports[0])
        lead = Lead.REPORTED_THEN_ANNOUNCED if confirmed else Lead.ONLY_REPORTED
        answers = answers or confirmed
        return Finding(
            AnswerKind.ANSWER,
            Lead.REPORTED_AND_ANSWERED if answers and not confirmed else lead,
            companies=case.companies,
            cited_in_lead=statements([*reports[:1], *answers[:1]]),
            evidence=statements(answers),
            reported=statements(reports[:3]),
            name=case.name,
        )
    lead = Lead.FACT if is_denied else Lead.OFFICIAL
    return Finding(
        AnswerKind.ANSWER,
        Lead.LEAKED if "c:leak" in own[0].terms else lead,
        companies=case.companies,
        cited_in_lead=statements(own[:1]),
        evidence=statements(entry for entry in own[:2] if entry.is_own),
        released=statements(entry for entry in own[:2] if entry.is_release),
        reported=statements(reports[:1]),
        stance=own[0].statement.stance,
        name=case.name,
    )


def _is_on_stance(case: Case) -> bool:
    """Whether nothing is claimed but that the organisation is open: then its own words answer."""
    question = case.question
    is_plain = not question.terms and not case.named and len(case.companies) == 1
    is_claim = claims_closed(question.text) or bool(_ANNOUNCED.search(question.text))
    return is_plain and question.is_on_openness and not is_claim


def _denied(case: Case) -> Finding | None:
    """The denial that is asked for, with the report that it answers."""
    denials = [entry for entry in case.focus if entry.is_own and entry.statement.modality is Modality.DENIAL]
    if case.question.terms:
        denials = [entry for score, entry in case.ranked(denials) if score >= FAIR or case.named]
    if not denials:
        return None
    denial = newest_first(denials)[0]
    said = denial.statement.said_on
    reports = [
        entry for entry in case.focus
        if entry.is_reported and said.earliest - _RESPONSE <= entry.statement.said_on.earliest <= said.latest
    ]  # fmt: skip
    return Finding(
        AnswerKind.ANSWER, Lead.REPORTED_AND_ANSWERED if reports else Lead.FACT, companies=case.companies,
        cited_in_lead=statements([*reports[:1], denial]), evidence=statements([denial]),
        reported=statements(reports[:1]), stance=denial.statement.stance, name=case.name,
    )  # fmt: skip


def _confirming(case: Case, report: Entry) -> list[Entry]:
    """The first own words after a report that say of the same thing what it told."""
    said = report.statement.said_on
    alike = [entry for entry in case.pool if entry.is_own and entry.statement.stance is report.statement.stance]
    if not case.named and any(entry.statement.said_on.earliest <= said.latest for entry in alike):
        return []  # it said so before: the report told of something else
    later = [
        entry for entry in case.named or case.pool
        if entry.is_own and entry.statement.company == report.statement.company
        and entry.statement.stance is report.statement.stance
        and said.latest < entry.statement.said_on.earliest <= said.latest + _CONFIRMED
    ]  # fmt: skip
    return later[-1:]


def _is_claimed(text: str, entry: Entry) -> bool:
    """Whether the entry says what the question asks about: of a closing, one that reads as closed."""
    if claims_closed(text):
        return entry.statement.stance in (*_CLOSED, Stance.MIXED)
    if claims_open(text):
        return entry.statement.stance not in _CLOSED
    return True


def _is_plainly_claimed(text: str, entry: Entry) -> bool:
    return not claims_closed(text) or entry.statement.stance in (Stance.CLOSED, Stance.MIXED)


def _contradicted(case: Case, entries: Sequence[Entry]) -> Finding:
    """Neither announced nor reported: all that is on record of the thing says the opposite."""
    firm = newest_first(entry for entry in entries if not entry.is_reported)[:1]
    if not firm:
        return abstain(Lead.NO_SUCH_REPORT, case.companies, case.nearest(), name=case.name)
    return Finding(
        AnswerKind.CORRECTION, Lead.IS_OPEN if claims_closed(case.question.text) else Lead.IS_CLOSED,
        companies=case.companies, cited_in_lead=statements(firm),
        evidence=statements(entry for entry in firm if entry.is_own),
        released=statements(entry for entry in firm if entry.is_release), name=case.name,
    )  # fmt: skip


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


def responses_to(case: Case, reports: Iterable[Entry]) -> list[Entry]:
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


SELECTORS = {
    Aspect.REASON: select_reason,
    Aspect.OFFICIAL: select_official,
}
