"""Selects what answers questions on deeds: what was released and under which terms; and on any other fact."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answers.aspects import Aspect
from bot.answers.case import ENDINGS, FAIR, GOOD, MODIFIERS, Case, newest_first, oldest_first, statements
from bot.answers.concepts import find_concepts
from bot.answers.finding import Finding, Lead, abstain
from bot.answers.lexicon import phrase
from bot.answers.names import NamedThing
from bot.answers.record import Entry
from bot.answers.stances import select_stance
from bot.domain.answer import AnswerKind
from bot.domain.statement import Modality, Provenance, Stance
from bot.knowledge.timeline import WORK_SCOPES

_OPEN = (Stance.OPEN_SOURCE, Stance.OPEN_WEIGHTS)
_LICENCE_TERMS = frozenset({"c:licence", "c:commercial"})
_LICENCE_NAME = re.compile(
    r"\bresearch only\b|研究用途|研究目的|非商用|\bnon-?commercial"
    r"|\bMIT\b|\bApache\b|\bCC[- ]BY|\bA?GPL|\bBSD\b|\bOpenRAIL|licen[cs]e|ライセンス",
    re.IGNORECASE,
)
# Parts of a release that may be asked for one by one.
OBJECTS = frozenset({"c:data", "c:code", "c:papers", "c:checkpoints", "c:logs", "c:patents"})


def select_release(case: Case) -> Finding:
    """What was released: by name, on the topic, or the newest. One that is announced and not out is said to be so."""
    entries = [
        entry for entry in case.within(case.focus) if entry.statement.provenance is not Provenance.ANONYMOUS_REPORT
    ]
    wanted = case.question.terms & OBJECTS
    releases = [entry for entry in entries if entry.is_release and case.affirms(entry)]
    told = [entry for entry in entries if entry.is_own and entry.is_of(wanted) and entry.statement.stance in _OPEN]
    if wanted and told and not any(wanted & entry.terms for entry in releases):
        return _fact(case, newest_first(told)[:1])
    if wanted and case.record.coverage(wanted, _best_of(case, releases or entries, wanted)) < GOOD:
        return abstain(Lead.NO_RELEASE, case.companies, case.nearest(), name=case.name)
    if not releases and case.named and case.question.turns.is_yes_no and any(e.is_release for e in entries):
        releases = [entry for entry in entries if entry.is_release]  # whether it is open: no, and this is how it is
    if not releases:
        return _opened_work(case, entries) or _without_release(case, entries)
    kept = [entry for entry in releases if _keeps_back(entry, wanted)]
    if kept and len(kept) == len(case.of_subject(releases)) and not case.question.turns.is_yes_no:
        return Finding(
            AnswerKind.CORRECTION, Lead.NOT_GIVEN, companies=case.companies, cited_in_lead=statements(kept[:1]),
            released=statements(kept[:1]), name=case.name,
        )  # fmt: skip
    if case.named:
        chosen = [entry for score, entry in case.ranked(case.of_subject(releases))][:3]
        if case.question.turns.is_from_start:
            chosen = list(oldest_first(chosen))[:1]
    else:
        releases = [entry for entry in releases if not _is_of_other_size(case.question.terms, entry)]
        fitting = [entry for score, entry in case.ranked(releases) if score >= GOOD]
        if not releases:
            return abstain(Lead.NO_RELEASE, case.companies, case.nearest(), name=case.name)
        if case.question.terms and not fitting and not _is_flagship_only(case):
            return abstain(Lead.NO_RELEASE, case.companies, case.nearest(), name=case.name)
        if not fitting and phrase("was_released").search(case.question.text):
            # Of weights that came out a service without them is no example.
            opened = [entry for entry in releases if entry.statement.stance in _OPEN]
            if not opened and (told := [e for e in entries if e.is_own and _tells_of_opened_work(e)]):
                return _fact(case, newest_first(told)[:1])
            releases = opened or releases
        chosen = fitting[:4] or list(newest_first(releases)[: 4 if case.question.dates.within else 2])
    chosen = list(newest_first(chosen))
    return Finding(
        AnswerKind.ANSWER,
        Lead.RELEASED,
        companies=case.companies,
        cited_in_lead=statements(chosen[:1]),
        released=statements(chosen),
        stance=chosen[0].statement.stance,
        name=case.name,
    )


def _opened_work(case: Case, entries: Sequence[Entry]) -> Finding | None:
    """For "what did it open?" without a word of models: data, code or papers that it says are open."""
    question = case.question
    if case.named or question.terms - OBJECTS or _WEIGHTS.search(question.text):
        return None
    opened = [entry for entry in entries if entry.is_own and _tells_of_opened_work(entry)]
    return _fact(case, newest_first(opened)[:1]) if opened else None


def _tells_of_opened_work(entry: Entry) -> bool:
    """Whether it announces that data, code or papers are open."""
    return entry.statement.stance in _OPEN and WORK_SCOPES.issuperset(entry.statement.scope)


def _is_of_other_size(wanted: frozenset[str], entry: Entry) -> bool:
    """Whether large models are asked about and it is of small ones alone, or the other way round."""
    return any(
        asked in wanted and other not in wanted and other in entry.terms and asked not in entry.terms
        for asked, other in (("c:flagship", "c:small"), ("c:small", "c:flagship"))
    )


def _keeps_back(entry: Entry, wanted: frozenset[str]) -> bool:
    """Whether the release says that the very part asked for, data or code, is not in it."""
    denied = {f"c:{hit.name}" for text in _WITHOUT.findall(entry.text) for hit in find_concepts("".join(text))}
    return bool(wanted) and wanted <= denied


_WEIGHTS = re.compile(r"weights?\b|\bmodels?\b|重み|ウェイト|モデル", re.IGNORECASE)
_WITHOUT = re.compile(
    r"(\bwithout (?:any |the |its )?[\w ]{0,24}|\bno (?:training )?(?:data|code|corpus)\b|\bneither [\w ]{0,40}"
    r"|\b(?:data|code|corpus)\b[\w ]{0,20}\b(?:not|withheld|secret)\b)"
    r"|([^、。]{1,16}は(?:公開|提供|配布|開示)(?:せず|し(?:なかった|ていない|ない))|[^、。]{1,12}なしで"
    r"|[^、。]{1,16}[はも](?:含まれ(?:ず|な|てい(?:な|ま))|含ま(?:ず|な)|付属しな|付属せず|つかな|添えられ))",
    re.IGNORECASE,
)


def _is_flagship_only(case: Case) -> bool:
    return case.question.terms <= {"c:flagship", "c:small", "c:licence", "c:commercial"}


def _without_release(case: Case, entries: Sequence[Entry]) -> Finding:
    """An own word about the very thing: that it is coming, or how it is offered."""
    own = [entry for entry in entries if entry.is_own and entry.statement.stance is not Stance.UNDECLARED]
    if case.named:
        own = [entry for entry in case.named if entry in own]
    else:
        own = [entry for score, entry in case.ranked(own) if score >= GOOD]
    if (
        not case.named
        and not case.question.terms - MODIFIERS
        and case.question.turns.is_yes_no
        and len(case.companies) == 1
    ):
        return select_stance(case)
    ahead = [entry for entry in own if entry.looks_ahead]
    takes_for_granted = case.question.turns.asks_when and bool(case.named) and not case.question.turns.is_yes_no
    if ahead or (case.named and own):
        chosen = newest_first(ahead or own)[:2]
        is_coming = ahead and chosen[0].statement.stance is not Stance.CLOSED
        lead = Lead.NOT_YET_RELEASED if is_coming else Lead.FACT
        is_corrected = lead is Lead.NOT_YET_RELEASED and takes_for_granted
        return Finding(
            AnswerKind.CORRECTION if is_corrected else AnswerKind.ANSWER, lead, companies=case.companies,
            cited_in_lead=statements(chosen[:1]), evidence=statements(chosen), stance=chosen[0].statement.stance,
            name=case.name,
        )  # fmt: skip
    others = [entry for entry in entries if entry.is_reported and (case.named or case.ranked([entry])[0][0] >= GOOD)]
    closed = [entry for entry in others if entry.statement.modality is Modality.DESCRIPTION]
    if closed and takes_for_granted and closed[0].statement.stance is Stance.CLOSED:
        return replace(_reported_fact(case, closed[:1]), kind=AnswerKind.CORRECTION, lead=Lead.IS_CLOSED)
    if closed:
        return _reported_fact(case, closed[:2])
    return abstain(Lead.NO_RELEASE, case.companies, case.nearest(), name=case.name)


def _fact(case: Case, entries: Sequence[Entry]) -> Finding:
    """Own words that tell of what was opened, where no release of it is on record."""
    return Finding(
        AnswerKind.ANSWER, Lead.FACT, companies=case.companies, cited_in_lead=statements(entries[:1]),
        evidence=statements(entries), stance=entries[0].statement.stance, name=case.name,
    )  # fmt: skip


def _reported_fact(case: Case, entries: Sequence[Entry]) -> Finding:
    return Finding(
        AnswerKind.ANSWER, Lead.ONLY_REPORTED, companies=case.companies, cited_in_lead=statements(entries[:1]),
        reported=statements(entries), name=case.name,
    )  # fmt: skip


def select_licence(case: Case) -> Finding:
    """Under which terms: releases and official words that speak of a licence or of commercial use."""
    entries = [entry for entry in _by_span(case) if _speaks_of_licence(entry) and case.affirms(entry)]
    if not entries:
        entries = [e for e in case.within(case.pool) if _speaks_of_licence(e) and _is_family(case, e)]
        entries = [entry for entry in entries if entry.is_release] or entries
    extra = (
        case.question.terms
        - _LICENCE_TERMS
        - {"c:flagship", "c:small", "c:permission", "c:users", "c:threshold", "c:fund"}
    )
    firm = [entry for entry in entries if entry.is_release or entry.is_own]
    if not case.named:
        firm = [entry for score, entry in case.ranked(firm, extra) if score >= GOOD] if extra else firm
        entries = [entry for score, entry in case.ranked(entries, extra) if score >= GOOD] if extra else entries
    if not firm and case.named and not _asks_for_terms(case.question.text):
        return select_release(case)
    if not firm:
        told = [entry for entry in entries if entry.statement.provenance is Provenance.THIRD_PARTY_ANALYSIS]
        if told:
            return _reported_fact(case, told[:2])
        return abstain(Lead.NO_LICENCE, case.companies, case.nearest(), name=case.name)
    meant = case.question.terms & MODIFIERS
    firm = [entry for entry in firm if meant & entry.terms] or firm
    chosen = newest_first(_best_terms(case, case.of_subject(_in_force(firm)), extra))[:3]
    return Finding(
        AnswerKind.ANSWER,
        Lead.LICENCE,
        companies=case.companies,
        cited_in_lead=statements(chosen[:1]),
        released=statements(entry for entry in chosen if entry.is_release),
        evidence=statements(entry for entry in chosen if not entry.is_release),
        stance=chosen[0].statement.stance,
        name=case.name,
    )


def _by_span(case: Case) -> list[Entry]:
    """What was said in the span that the question names, else all by its end: terms hold until they are changed."""
    within, named = case.question.dates.within, list(case.focus)
    if within is None:
        return case.within(named)
    inside = [entry for entry in named if within[0] <= entry.statement.said_on.earliest <= within[1]]
    return inside or [entry for entry in named if entry.statement.said_on.earliest <= within[1]]


def _asks_for_terms(text: str) -> bool:
    return bool(_LICENCE_NAME.search(text)) or bool(re.search(r"\bterms\b|commercial|規約|商用|営利|許諾", text, re.I))


def _in_force(firm: Sequence[Entry]) -> list[Entry]:
    """The releases, and own words that changed the terms since the newest of them; own words alone without any."""
    releases = newest_first(entry for entry in firm if entry.is_release)
    if not releases:
        return list(firm)
    border = releases[0].statement.said_on.latest
    return [*releases, *(e for e in firm if not e.is_release and e.statement.said_on.earliest > border)]


def _best_terms(case: Case, entries: Sequence[Entry], wanted: frozenset[str]) -> list[Entry]:
    ranked = case.ranked(entries, wanted)
    best = ranked[0][0]
    return [entry for score, entry in ranked if score >= 0.5 * best]


def _is_family(case: Case, entry: Entry) -> bool:
    return bool(case.names) and all(_is_of_family(thing, entry) for thing in case.names)


def _is_of_family(thing: NamedThing, entry: Entry) -> bool:
    """Whether it speaks of the family that a thing without a version names, or that it belongs to."""
    if thing.loose is not None and thing.loose.search(entry.text):
        return True
    versions = rf"(?<![A-Za-z]){re.escape(thing.surface)}(?![A-Za-z])"
    return not thing.is_versioned and bool(re.search(versions, entry.text))


def _speaks_of_licence(entry: Entry) -> bool:
    return bool(entry.terms & _LICENCE_TERMS) or bool(_LICENCE_NAME.search(entry.text))


def select_fact(case: Case) -> Finding:
    """Anything else: the statement that speaks of most of it, whoever it is from, with its provenance in front."""
    if not case.question.terms and not case.question.quoted and not case.named:
        if case.question.dates.within:
            return _in_period(case)
        if len(case.companies) == 1 and _asks_what_it_is(case):
            return select_stance(case)  # "Soukyu?" can only mean what this record is about
        return abstain(Lead.NO_TOPIC, case.companies, case.nearest())
    floor = FAIR if case.named else GOOD
    wanted = case.question.terms - ENDINGS or case.question.terms
    hits = [
        (s, e)
        for s, e in case.ranked(case.within(case.focus), wanted)
        if s >= floor or (case.named and not case.question.terms)
    ]
    if not hits and _is_on_stance(case):
        return select_stance(case)
    if not hits:
        return abstain(Lead.NO_TOPIC, case.companies, case.nearest())
    if case.question.about and not case.named:
        # "Fjord on sharing data?" asks for what it says of it.
        hits = [(score, entry) for score, entry in hits if entry.is_own] or hits
    chosen = newest_first([entry for score, entry in hits if score >= 0.8 * hits[0][0]][:2])
    chosen = tuple(entry for entry in chosen if not entry.is_reported) or chosen
    told = [entry for entry in chosen if entry.is_reported]
    return Finding(
        AnswerKind.ANSWER,
        Lead.FACT if len(told) < len(chosen) else Lead.ONLY_REPORTED,
        companies=case.companies or tuple(dict.fromkeys(e.statement.company for e in chosen)),
        cited_in_lead=statements(e for e in chosen if not told or len(told) == len(chosen) or e not in told)[:1],
        evidence=statements(entry for entry in chosen if entry.is_own),
        reported=statements(told),
        released=statements(entry for entry in chosen if entry.is_release),
        stance=chosen[0].statement.stance if chosen[0].is_own else None,
        name=case.name,
    )


def _asks_what_it_is(case: Case) -> bool:
    """Not a day, and yes or no only where it says what of: openness."""
    turns = case.question.turns
    return not turns.asks_when and (not turns.is_yes_no or case.question.is_on_openness)


def _is_on_stance(case: Case) -> bool:
    """It says that it is about openness, of one company, and nothing by which it could be about something else."""
    question = case.question
    is_plain = not case.named and len(case.companies) == 1 and not question.speakers and not question.quoted
    return is_plain and question.is_on_openness and not any(term.startswith("c:") for term in question.terms)


def _in_period(case: Case) -> Finding:
    """Whatever is on record of the span, where the question asks for nothing else."""
    entries = newest_first(case.within(case.pool))[:4]
    if not entries or not case.companies:
        return abstain(Lead.NOTHING_IN_PERIOD, case.companies, case.nearest())
    return Finding(
        AnswerKind.ANSWER,
        Lead.IN_PERIOD,
        companies=case.companies,
        cited_in_lead=statements(entries[:1]),
        evidence=statements(entry for entry in entries if entry.is_own),
        reported=statements(entry for entry in entries if entry.is_reported),
        released=statements(entry for entry in entries if entry.is_release),
    )


def _best_of(case: Case, entries: Sequence[Entry], wanted: frozenset[str]) -> Entry:
    ranked = case.ranked(entries or case.pool, wanted)
    return ranked[0][1]


SELECTORS = {
    Aspect.RELEASE: select_release,
    Aspect.LICENCE: select_licence,
    Aspect.FACT: select_fact,
}
