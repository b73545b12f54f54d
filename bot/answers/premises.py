"""Finds what a question takes for granted and the record contradicts: licence, speaker, company, openness."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answers.aspects import Aspect
from bot.answers.case import ENDINGS, FAIR, GOOD, MODIFIERS, Case, newest_first, statements
from bot.answers.finding import Finding, Lead
from bot.answers.grounds import claims_closed, claims_open, responses_to
from bot.answers.lexicon import phrase
from bot.answers.names import find_named
from bot.answers.record import Entry
from bot.answers.terms import question_terms
from bot.answers.withdrawals import find_withdrawal
from bot.domain.answer import AnswerKind
from bot.domain.statement import Modality, Provenance, Stance

_LICENCES: dict[str, re.Pattern[str]] = {
    "MIT": re.compile(r"(?<![A-Za-z])MIT(?![A-Za-z])"),
    "Apache": re.compile(r"(?<![A-Za-z])Apache(?![A-Za-z])", re.IGNORECASE),
    "GPL": re.compile(r"(?<![A-Za-z])A?L?GPL", re.IGNORECASE),
    "BSD": re.compile(r"(?<![A-Za-z])BSD(?![A-Za-z])"),
    "CC BY-NC": re.compile(r"CC[- ]BY[- ]NC", re.IGNORECASE),
    "CC BY": re.compile(r"CC[- ]BY(?![- ]?NC)", re.IGNORECASE),
    "OpenRAIL": re.compile(r"RAIL", re.IGNORECASE),
}
# Terms of the organisation's own making, which are none of the licences above.
_OWN_TERMS = re.compile(
    r"(?:[A-Z][\w.-]+ ){1,4}Licen[cs]e|\b(?:under|with) (?:a|an|its own) (?:\w+ )?licen[cs]e (?:that|which)"
    r"|\bresearch only\b|研究用途に限",
)
_OPEN = (Stance.OPEN_SOURCE, Stance.OPEN_WEIGHTS)
_OF_DEEDS = (Aspect.RELEASE, Aspect.LICENCE, Aspect.FUTURE, Aspect.SINCE)
_ATTRIBUTES = (Aspect.SAID, Aspect.REASON, Aspect.WHO, Aspect.STANCE)


def find_correction(case: Case) -> Finding | None:
    """The correction of a false premise, or None where the record does not contradict the question."""
    for check in (_never_released, _other_licence, _open_or_closed, _not_announced, _company_turned):
        found = check(case)
        if found is not None:
            return found
    return None


def find_other_speaker(case: Case, everyone: Sequence[Entry]) -> Finding | None:
    """The question gives words that are on record, but of another speaker or company than it says."""
    if case.question.aspect not in _ATTRIBUTES or not (
        case.question.people or case.companies or case.question.strangers or case.question.other_names
    ):
        return None
    if not case.question.quoted and case.question.speakers:
        return _words_of_another(case, everyone)
    if not case.question.quoted or any(case.quote_bonus(entry) for entry in case.pool):
        return None
    hits = [entry for entry in everyone if case.quote_bonus(entry) or _says_it(case, entry)]
    return _correct(case, Lead.OTHER_SPEAKER, hits[:1], own=True) if hits else None


def _words_of_another(case: Case, everyone: Sequence[Entry]) -> Finding | None:
    """When or why somebody said what that person did not say, and one other speaker did, by words that are rare."""
    question = case.question
    telling = frozenset(term for term in question.terms if not term.startswith("c:"))
    if not (question.turns.asks_when or question.aspect is Aspect.REASON) or not telling:
        return None
    if any(telling & entry.terms for entry in case.pool):
        return None
    said = [entry for entry in everyone if entry.is_own and entry.statement.speaker and telling <= entry.terms]
    speakers = {entry.statement.speaker for entry in said}
    return _correct(case, Lead.OTHER_SPEAKER, said[:1], own=True) if len(speakers) == 1 else None


def _says_it(case: Case, entry: Entry) -> bool:
    """Whether a quoted phrase, in whatever language, is plainly what the statement says."""
    wanted = question_terms(" ".join(case.question.quoted))
    return len(wanted) >= 3 and case.record.coverage(wanted, entry) >= 0.8


def find_other_company(case: Case, everyone: Sequence[Entry]) -> Finding | None:
    """The question gives a company a product that belongs to another, and its own record knows nothing of it."""
    named = case.question.named
    if not named or case.question.aspect in (Aspect.COMPARISON, Aspect.LIST):
        return None
    told = [entry for entry in case.pool if entry.statement.company in named]
    for thing in case.question.products:
        if thing.owner and thing.owner not in named and not find_named(thing, told):
            theirs = find_named(thing, [entry for entry in everyone if entry.statement.company == thing.owner])
            if theirs:
                return _correct(case, Lead.OTHER_COMPANY, newest_first(theirs)[:1], own=False)
    return None


def _other_licence(case: Case) -> Finding | None:
    """It names a licence for a thing of which the record names others only."""
    if not case.named or len(case.names) != 1:
        return None
    asked = {name for name, pattern in _LICENCES.items() if pattern.search(case.question.text)}
    entries = [entry for entry in case.named if not entry.is_reported]
    known = {name for entry in entries for name, pattern in _LICENCES.items() if pattern.search(entry.text)}
    known |= {"own" for entry in entries if entry.is_release and _OWN_TERMS.search(entry.text)}
    if (
        not asked
        or not known
        or asked & known
        or case.question.aspect not in (Aspect.REASON, Aspect.RELEASE, Aspect.LICENCE, Aspect.SAID)
    ):
        return None
    proof = [entry for entry in entries if any(p.search(entry.text) for n, p in _LICENCES.items() if n in known)]
    proof = proof or [entry for entry in entries if entry.is_release and _OWN_TERMS.search(entry.text)]
    if case.question.turns.is_yes_no:
        said_no = _correct(case, Lead.NOT_THAT_LICENCE, newest_first(proof)[:2], own=False)
        return replace(said_no, kind=AnswerKind.ANSWER)
    return _correct(case, Lead.OTHER_LICENCE, newest_first(proof)[:2], own=False)


def _never_released(case: Case) -> Finding | None:
    """It asks about the release of a thing that the record names only to say that it is not open."""
    asks = case.question.aspect in _OF_DEEDS and not case.question.turns.is_yes_no
    firm = [entry for entry in case.named if not entry.is_reported]
    if not asks or not firm or any(case.affirms(entry) for entry in firm):
        return None
    return _correct(case, Lead.IS_CLOSED, newest_first(firm)[:1], own=False)


def _open_or_closed(case: Case) -> Finding | None:
    """It takes a thing for closed of which an open release is on record and nothing else, or the other way round."""
    question = case.question
    if (
        not case.named
        or len(case.names) != 1
        or question.turns.is_yes_no
        or question.aspect
        not in (Aspect.REASON, Aspect.RELEASE, Aspect.FUTURE, Aspect.FACT, Aspect.STANCE, Aspect.CHANGE, Aspect.SINCE)
    ):
        return None
    if question.aspect is not Aspect.REASON and not question.turns.asks_when:
        return None
    if "c:licence" in question.terms:
        return None  # terms are asked about, not whether it came out
    firm = [entry for entry in case.named if not entry.is_reported and case.affirms(entry)]
    opened = [entry for entry in firm if entry.is_release and entry.statement.stance in _OPEN]
    shut = [e for e in firm if e.statement.stance in (Stance.CLOSED, Stance.GATED_OR_STAGED, Stance.MIXED)]
    if opened and phrase("ends_open").search(question.text):
        # What was not open before it was opened is no end of its openness.
        border = max(entry.statement.said_on.latest for entry in opened)
        shut = [entry for entry in shut if entry.statement.said_on.earliest > border]
    if claims_closed(question.text) and opened and not shut:
        return _correct(case, Lead.IS_OPEN, opened[:1], own=False)
    closed = [e for e in case.named if not e.is_reported and e.statement.stance is Stance.CLOSED]
    if claims_open(question.text) and closed and not opened and question.aspect is not Aspect.FUTURE:
        return _correct(case, Lead.IS_CLOSED, closed[:1], own=False)
    return None


def _of_claimed_stance(case: Case) -> list[Entry]:
    if claims_closed(case.question.text):
        return [entry for entry in case.focus if entry.statement.stance is Stance.CLOSED]
    if claims_open(case.question.text):
        return [entry for entry in case.focus if entry.statement.stance in _OPEN]
    return []


def _company_turned(case: Case) -> Finding | None:
    """It asks why or when a company closed (opened) of which the record holds only open (closed) words and deeds."""
    question = case.question
    if case.names or question.turns.is_yes_no or len(case.companies) != 1 or question.speakers:
        return None
    if question.aspect is not Aspect.REASON and not question.turns.asks_when:
        return None
    if question.terms - MODIFIERS - ENDINGS - {"c:ban"}:
        return None
    firm = [e for e in case.pool if not e.is_reported and e.statement.modality is not Modality.CRITICISM_OF_OTHERS]
    opened = [entry for entry in firm if entry.statement.stance in _OPEN]
    others = [entry for entry in firm if entry.statement.stance not in (*_OPEN, Stance.UNDECLARED)]
    shut = [
        entry for entry in others if entry.statement.stance is Stance.CLOSED and find_withdrawal(entry, firm) is None
    ]
    others = [entry for entry in others if find_withdrawal(entry, firm) is None]
    if phrase("ends_open").search(question.text):
        # Of an end of openness staged release is no proof.
        others = [entry for entry in others if entry.statement.stance is not Stance.GATED_OR_STAGED]
    if claims_closed(question.text) and opened and not others:
        return _correct(case, Lead.COMPANY_IS_OPEN, newest_first(opened)[:1], own=True)
    if claims_open(question.text) and shut and len(shut) == len(others) and not opened:
        return _correct(case, Lead.COMPANY_IS_CLOSED, newest_first(shut)[:1], own=True)
    return None


def _not_announced(case: Case) -> Finding | None:
    """It takes for announced what the record knows from unnamed sources only."""
    question = case.question
    if (
        question.turns.is_yes_no
        or question.aspect not in (Aspect.REASON, Aspect.OFFICIAL, Aspect.SAID)
        or (question.aspect is Aspect.SAID and not question.turns.asks_when)
        or not question.turns.gives_premise
    ):
        return None
    if not re.search(r"officially|announc|confirm|公式|正式|発表", question.text, re.IGNORECASE):
        return None
    claimed = _of_claimed_stance(case)
    if case.named and claimed and all(entry.is_reported for entry in claimed):
        answers = statements(responses_to(case, claimed[:1]))
        return Finding(
            AnswerKind.CORRECTION, Lead.NOT_ANNOUNCED, companies=case.companies,
            cited_in_lead=statements(claimed[:1]), evidence=answers, reported=statements(claimed[:1]),
        )  # fmt: skip
    ranked = case.ranked(case.focus)
    if not ranked or ranked[0][0] < (FAIR if case.named else GOOD):
        return None
    if ranked[0][1].statement.provenance is not Provenance.ANONYMOUS_REPORT:
        return None
    return Finding(
        AnswerKind.CORRECTION, Lead.NOT_ANNOUNCED, companies=case.companies,
        cited_in_lead=statements([ranked[0][1]]), reported=statements([ranked[0][1]]),
    )  # fmt: skip


def _correct(case: Case, lead: Lead, proof: Sequence[Entry], *, own: bool) -> Finding:
    name = " / ".join(dict.fromkeys(thing.surface for thing in case.names)) or (
        case.question.products[0].surface if case.question.products else ""
    )
    if lead is Lead.OTHER_COMPANY:
        wrong = {thing.surface for thing in case.question.products if thing.owner == proof[0].statement.company}
        name = " / ".join(sorted(wrong)) or name
    return Finding(
        AnswerKind.CORRECTION,
        lead,
        companies=tuple(dict.fromkeys(entry.statement.company for entry in proof)) if not own else case.companies,
        cited_in_lead=statements(proof),
        evidence=statements(entry for entry in proof if entry.is_own),
        released=statements(entry for entry in proof if entry.is_release),
        reported=statements(entry for entry in proof if entry.is_reported),
        name=name,
    )
