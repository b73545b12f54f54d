"""Decides whether the record answers a question, and with which statements.

Entity first, then day, speaker and name, then the aspect, and only then the wording. Each gate that does not open is an
abstention that says which one it was; no score opens a gate.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.answers import comparisons, grounds, promises, releases, said, since, stances
from bot.answers.aspects import Aspect
from bot.answers.case import GOOD, SURE, Case, day_of, entries_of
from bot.answers.events import Event, find_event
from bot.answers.finding import Finding, Lead, abstain
from bot.answers.grounds import claims_open
from bot.answers.lexicon import phrase
from bot.answers.names import NamedThing, find_named
from bot.answers.numbers_asked import lacks_number
from bot.answers.premises import find_correction, find_other_company, find_other_speaker
from bot.answers.question import Question
from bot.answers.record import Entry, Record
from bot.answers.withdrawals import with_withdrawals
from bot.domain.statement import Statement
from bot.knowledge.extraction.voices import is_of_spokesperson
from bot.knowledge.timeline import may_be_said_by

_SELECTORS: dict[Aspect, Callable[[Case], Finding]] = {
    **stances.SELECTORS,
    **said.SELECTORS,
    **since.SELECTORS,
    **releases.SELECTORS,
    **promises.SELECTORS,
    **grounds.SELECTORS,
    Aspect.COMPARISON: comparisons.select_comparison,
    Aspect.LIST: comparisons.select_list,
}
# What can be looked for in the whole record when no company is named: words that somebody said.
_OPEN_TO_ALL = (Aspect.WHO, Aspect.OFFICIAL, Aspect.FACT, Aspect.SAID)


def find_evidence(
    question: Question, record: Record, speakers: dict[str, frozenset[str]], as_of: date
) -> tuple[Finding, date]:
    """What the record says to `question`, and the day on which it was read: `as_of` or an earlier one that it names.

    `speakers`: who speaks on which companies' record.
    """
    if question.only_orders:
        case = Case(question, record, as_of, question.companies, entries_of(record, question.companies, as_of))
        return abstain(Lead.INSTRUCTION, question.companies, case.nearest() if question.companies else ()), as_of
    question, event = _with_event(question, record)
    question = _with_speakers_companies(question, speakers)
    if event and event.is_end and question.aspect is Aspect.FACT and not question.terms:
        question = replace(question, aspect=Aspect.STANCE)
    names = _names(question, event)
    day = min(day_of(question, as_of), event.on) if event and event.is_end else day_of(question, as_of)
    unknown = _unknown_entity(question, record)
    companies = question.companies or _companies_of_names(names, record, day)
    pool = entries_of(record, companies, day)
    case = Case(question, record, day, companies, tuple(e for e in pool if _may_count(e, question)))
    everyone = entries_of(record, (), day)
    if question.turns.asks_judgement and unknown:
        return abstain(Lead.JUDGEMENT, companies, _near(case, companies)), day
    if unknown:
        wrong = find_other_speaker(replace(case, pool=()), everyone)
        return wrong or abstain(Lead.UNKNOWN_NAME, companies, _near(case, companies), name=unknown), day
    if question.aspect is Aspect.LIST and question.turns.asks_judgement:
        return abstain(Lead.JUDGEMENT), day
    if question.aspect is Aspect.LIST:
        return comparisons.select_list(case), day
    if not companies and not _may_search_all(case):
        return _without_company(case, names), day
    return _gate(case, names, everyone), day


def _may_count(entry: Entry, question: Question) -> bool:
    return not question.only or entry.statement.statement_id in question.only


def find_stance(record: Record, company: str, as_of: date) -> Finding:
    """The stance of one company, as if asked in a plain question."""
    question = Question("", "en", Aspect.STANCE, companies=(company,), named=(company,))
    case = Case(question, record, as_of, (company,), entries_of(record, (company,), as_of))
    return stances.select_stance(case) if case.pool else _before_first(case)


def _gate(case: Case, names: Sequence[NamedThing], everyone: Sequence[Entry]) -> Finding:
    question, companies = case.question, case.companies
    if companies and not case.pool:
        return _before_first(case)
    if question.turns.asks_judgement or _lies_ahead(case):
        return abstain(Lead.JUDGEMENT, companies, case.nearest())
    wrong = find_other_speaker(_spoken(case) if question.speakers else case, everyone)
    if wrong:
        return wrong
    if companies:
        wrong = find_other_company(case, everyone)
        if wrong:
            return wrong
    narrowed = _narrow(case)
    if isinstance(narrowed, Finding):
        return narrowed
    named = _demand_names(narrowed, names)
    if isinstance(named, Finding):
        return named
    case = named
    correction = find_correction(case)
    if correction:
        return correction
    if question.dates.within and companies and not case.within(case.pool) and _is_bound_to_span(question):
        return abstain(Lead.NOTHING_IN_PERIOD, companies, case.nearest())
    found = _select(case)
    return found if found.companies or not companies else replace(found, companies=companies)


def _select(case: Case) -> Finding:
    question = case.question
    found = _SELECTORS[_aspect_of(case)](case)
    if question.aspect is Aspect.SAID and found.lead is Lead.NO_POSITION and case.named:
        found = _released_instead(case, found)
    if found.lead is Lead.NO_TOPIC and question.speakers:
        found = replace(found, lead=Lead.NO_TOPIC_BY, name=question.people[0].surface)
    if lacks_number(found, question):
        return abstain(Lead.NO_TOPIC, case.companies, case.nearest())
    return with_withdrawals(found, case.pool)


def _aspect_of(case: Case) -> Aspect:
    """The question's aspect; for several companies a comparison, since each has a stance of its own."""
    question = case.question
    is_of_each = question.aspect in (Aspect.STANCE, Aspect.CHANGE) and not question.speakers
    if question.aspect is Aspect.FACT and question.is_on_openness and not question.speakers and not case.names:
        is_of_each = not any(term.startswith("c:") for term in question.terms)
    return Aspect.COMPARISON if is_of_each and len(case.companies) > 1 else question.aspect


def _released_instead(case: Case, found: Finding) -> Finding:
    """For a thing on which nobody of the company said anything: what was released, and that this is all."""
    done = releases.select_release(case)
    return replace(done, lead=Lead.DONE_WITHOUT_WORDS) if done.lead is Lead.RELEASED else found


def _lies_ahead(case: Case) -> bool:
    """Whether it asks what will be at a day that has not come."""
    span = case.question.dates.within
    until = case.question.dates.until
    if until and until - case.as_of > _NOT_LONG and case.question.aspect in _OF_THE_DAY:
        return True
    if span and span[0] > case.as_of and case.question.aspect in _OF_THE_DAY:
        return True
    if phrase("disposed").search(case.question.text):
        return False  # what it is ready for is a matter of its stance
    asks = case.question.turns.looks_ahead and case.question.aspect in (Aspect.STANCE, Aspect.COMPARISON, Aspect.CHANGE)
    return asks and (span is None or span[0] > case.as_of) and case.question.turns.says_will


_NOT_LONG = timedelta(days=60)
"""How far ahead a day "as of" which it asks may lie: "by the end of the year" is as good as today."""
_OF_THE_DAY = (Aspect.STANCE, Aspect.COMPARISON, Aspect.CHANGE, Aspect.RELEASE, Aspect.LIST, Aspect.FACT)


_OF_ALL_TIMES = (Aspect.STANCE, Aspect.SINCE, Aspect.CHANGE, Aspect.COMPARISON, Aspect.KEPT, Aspect.FUTURE)


def _is_bound_to_span(question: Question) -> bool:
    return question.aspect not in _OF_ALL_TIMES


def _narrow(case: Case) -> Case | Finding:
    """By speaker, role and topic company: who must have said it, and of whom it must speak."""
    question = case.question
    if question.speakers:
        spoken = _spoken(case)
        if not spoken.pool:
            name = question.people[0].surface
            return abstain(Lead.NO_WORDS_OF, case.companies, case.nearest(), name=name)
        if question.aspect in (Aspect.SAID, Aspect.STANCE, Aspect.REASON, Aspect.FACT, Aspect.FUTURE):
            case = spoken
    elif question.roles and case.companies and question.aspect in (
        Aspect.SAID, Aspect.STANCE, Aspect.REASON, Aspect.CHANGE, Aspect.WHO, Aspect.FACT
    ):  # fmt: skip
        held = [entry for entry in case.pool if _holds(entry, question.roles)]
        if not held:
            return abstain(Lead.NO_WORDS_OF, case.companies, case.nearest())
        deeds = [e for e in case.pool if e.is_release] if question.aspect is Aspect.CHANGE else []
        case = case.with_pool(sorted([*held, *deeds], key=case.pool.index))
    if question.topics:
        about = [entry for entry in case.pool if _speaks_of(entry, question.topics, case.record)]
        if not about:
            name = question.people[0].surface if question.speakers else ""
            return abstain(Lead.NO_TOPIC_BY if name else Lead.NO_TOPIC, case.companies, case.nearest(), name=name)
        case = case.with_pool(about)
    return case


def _spoken(case: Case) -> Case:
    names = case.question.speakers
    return case.with_pool(e for e in case.pool if e.statement.speaker and e.statement.speaker.name in names)


def _holds(entry: Entry, roles: Sequence[re.Pattern[str]]) -> bool:
    speaker = entry.statement.speaker
    if not entry.is_own:
        return False
    if speaker is None:
        # "A spokesperson said": the record names the office and nobody.
        told = "\n".join(entry.statement.summary.values())
        return is_of_spokesperson(told) and all(role.search(told) for role in roles)
    return all(role.search(f"{speaker.name} {speaker.role} {speaker.role_ja}") for role in roles)


def _speaks_of(entry: Entry, companies: Sequence[str], record: Record) -> bool:
    named = {mention.company_id for mention in record.index.find_mentions(entry.text)}
    return not named.isdisjoint(companies)


def _demand_names(case: Case, names: Sequence[NamedThing]) -> Case | Finding:
    """Every name must be on record there; one of several is enough only for a thing that is not the subject."""
    if not names:
        return case
    for thing in names:
        if not find_named(thing, case.pool):
            takes_for_released = case.question.turns.asks_when and claims_open(case.question.text)
            lead = Lead.NO_RELEASE if takes_for_released and case.companies else Lead.NAME_NOT_ON_RECORD
            return abstain(lead, case.companies, _near(case, case.companies), name=thing.surface)
    # An outlet or a person that only reports name does not narrow what the organisation said of the thing.
    firm = [thing for thing in names if any(not entry.is_reported for entry in find_named(thing, case.pool))]
    return case.with_names(firm or names)


def _names(question: Question, event: Event | None) -> tuple[NamedThing, ...]:
    things = () if question.only else (*question.products, *question.other_names)
    return tuple(thing for thing in things if event is None or thing != event.thing)


def _unknown_entity(question: Question, record: Record) -> str:
    """A name in the question that the whole record does not have: person, government, company, model, place."""
    if question.governments:
        return question.governments[0]
    for person in question.strangers:
        if not _is_written(person.surface, record):
            return person.surface
    for thing in question.other_names:
        if not find_named(thing, record.entries):
            return thing.surface
    return ""


def _is_written(surface: str, record: Record) -> bool:
    """Whether the record has all parts of the name in one statement, or in the role of one speaker."""
    parts = [part for part in surface.replace("・", " ").split() if len(part) > 1]
    return bool(parts) and any(
        all(part in entry.text or part in _role(entry) for part in parts) for entry in record.entries
    )


def _role(entry: Entry) -> str:
    speaker = entry.statement.speaker
    return f"{speaker.role} {speaker.role_ja}" if speaker else ""


def _with_event(question: Question, record: Record) -> tuple[Question, Event | None]:
    event = find_event(question, record)
    if event is None:
        return question, None
    rest = tuple(thing for thing in question.products if thing != event.thing)
    others = tuple(thing for thing in question.other_names if thing != event.thing)
    dates = question.dates if event.is_end else replace(question.dates, since=event.on)
    named = {m.company_id for m in question.mentions if (m.start, m.product) != (event.thing.start, None) and not (
        event.thing.start <= m.start < event.thing.end)}  # fmt: skip
    companies = tuple(company for company in question.companies if company in named) or question.companies
    return replace(question, products=rest, other_names=others, dates=dates, companies=companies), event


def _with_speakers_companies(question: Question, speakers: dict[str, frozenset[str]]) -> Question:
    """A person on record stands for the company; a company on whose record the person is not is the topic."""
    theirs = set().union(*(speakers.get(name, frozenset()) for name in question.speakers))
    if not theirs:
        return question
    if not question.companies:
        ordered = [company for person in question.people for name in person.names for company in speakers.get(name, ())]
        return replace(question, companies=tuple(dict.fromkeys(ordered)))
    if question.aspect is Aspect.COMPARISON:
        return question
    if theirs.isdisjoint(question.companies):
        topics = tuple(dict.fromkeys([*question.topics, *question.companies]))
        return replace(question, companies=tuple(sorted(theirs)), topics=topics)
    return question


def _companies_of_names(names: Sequence[NamedThing], record: Record, day: date) -> tuple[str, ...]:
    """Whose statements speak of the names, where the question names no company."""
    if not names:
        return ()
    found: list[str] = []
    visible = [entry for entry in record.entries if may_be_said_by(entry.statement, day)]
    for thing in names:
        found += [entry.statement.company for entry in find_named(thing, visible)]
    return tuple(dict.fromkeys(found))


def _may_search_all(case: Case) -> bool:
    """Without a company only words that are plainly on record are looked for, never "the" stance."""
    question = case.question
    if question.aspect not in _OPEN_TO_ALL:
        return False
    ranked = case.ranked(case.pool)
    if question.aspect is Aspect.WHO and question.terms:
        sure = [entry for score, entry in ranked if score >= SURE and entry.is_own and entry.statement.speaker]
        if len(sure) == 1:
            return True
    return (
        bool(ranked)
        and ranked[0][0] >= SURE
        and (len(question.terms) >= 2 or bool(question.quoted) or case.quote_bonus(ranked[0][1]) > 0)
    )


def _without_company(case: Case, names: Sequence[NamedThing]) -> Finding:
    if names:
        return abstain(Lead.UNKNOWN_NAME, name=names[0].surface)
    if case.question.turns.asks_judgement:
        return abstain(Lead.JUDGEMENT)
    if case.question.aspect is Aspect.WHO and (case.question.quoted or case.question.terms):
        return abstain(Lead.NO_QUOTE)
    return abstain(Lead.NO_COMPANY)


def _before_first(case: Case) -> Finding:
    """Nothing by then: say when the first entry is."""
    later = entries_of(case.record, case.companies, date.max)
    if not later:
        return abstain(Lead.NO_POSITION, case.companies)
    first = later[-1].statement
    return abstain(Lead.BEFORE_FIRST, case.companies, (first,), day=first.said_on.earliest)


def _near(case: Case, companies: Sequence[str]) -> tuple[Statement, ...]:
    """The nearest record of an abstention: of the companies named, or whatever speaks of most of it."""
    if companies:
        return case.nearest()
    ranked = [(score, entry) for score, entry in case.ranked(case.pool) if score >= GOOD]
    return tuple(entry.statement for _, entry in ranked[:1])
