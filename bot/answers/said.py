"""Selects what answers "what did they say" and "who said it": by subject where there is one, else the newest."""

import re
from collections.abc import Sequence
from datetime import timedelta

from bot.answers.aspects import Aspect
from bot.answers.case import ENDINGS, FAIR, GOOD, MODIFIERS, Case, newest_first, oldest_first, statements
from bot.answers.finding import Finding, Lead, abstain
from bot.answers.grounds import claims_closed, claims_open, responses_to, select_official
from bot.answers.lexicon import phrase
from bot.answers.names import find_named
from bot.answers.question import Question
from bot.answers.record import Entry
from bot.domain.answer import AnswerKind
from bot.domain.statement import Modality, Provenance, Stance
from bot.knowledge.timeline import is_own_position, is_said_by, may_be_said_by

_OPEN = (Stance.OPEN_SOURCE, Stance.OPEN_WEIGHTS)
_CLOSED = (Stance.CLOSED,)
_WHEN_SAID = re.compile(
    r"^\W*(?:(?:and|so|but|ok|okay)\W+)?(?:when|on (?:what|which) day)\b|いつ(?!も|か)", re.IGNORECASE
)
_SAME_YEAR = timedelta(days=365)
_MAX_OWN = 3
_CLEAR = 3
"""How many of its terms show that a quotation, perhaps a translated one, is meant."""
_VENUES = frozenset({"c:testimony", "c:interview", "c:earnings", "c:email", "c:letter", "c:essay"})
"""Where something was said: words said elsewhere do not answer."""


def select_said(case: Case) -> Finding:
    """What was said, by a person or a company: on the topic where there is one, else the newest."""
    question = case.question
    # A named analyst's words are not the company's: they count only where that person is asked about.
    own = [e for e in case.within(case.focus) if e.is_own or (question.speakers and e.statement.speaker)]
    if question.turns.wants_quote:
        own = [entry for entry in own if entry.statement.quote] or own
    if (otherwise := _never_promised(case, own) or _never_said(case, own)) is not None:
        return otherwise
    if (phrase("to_report").search(question.text) or not own) and (answered := _answer_to_report(case)):
        return answered
    if not own and (told := _told_of_outsider(case)):
        return told
    own = _of_kind(question, own)
    if not own and question.turns.is_yes_no and any(entry.is_reported for entry in case.within(case.focus)):
        return select_official(case)
    if not own:
        return abstain(
            Lead.NOTHING_IN_PERIOD if question.dates.within else Lead.NO_POSITION, case.companies, case.nearest()
        )
    topic = question.about or (question.terms if _gives_claim(question) else frozenset())
    if topic or question.quoted:
        hits = [(score, entry) for score, entry in case.ranked(own, topic) if score >= (FAIR if case.named else GOOD)]
        if not hits:
            return abstain(Lead.NO_TOPIC, case.companies, case.nearest())
        close = [entry for score, entry in hits if score >= 0.75 * hits[0][0]]
        return _said(case, newest_first(close[: 1 if question.turns.wants_quote else _MAX_OWN]), on_topic=True)
    known = frozenset(term for term in question.terms if case.record.has(term))
    fitting = [(score, entry) for score, entry in case.ranked(own, known) if score >= GOOD]
    if not fitting and question.terms & _VENUES:
        return abstain(Lead.NO_TOPIC, case.companies, case.nearest())
    if fitting:
        return _said(
            case, newest_first([e for score, e in fitting if score >= 0.8 * fitting[0][0]][:_MAX_OWN]), on_topic=True
        )
    if question.turns.is_from_start:
        return _said(case, oldest_first(own)[:1], on_topic=True)
    return _said(case, _newest_said(case, own), on_topic=False)


def _gives_claim(question: Question) -> bool:
    """Whether it asks if or when something was said: then all of that must have been said."""
    return question.turns.is_yes_no or bool(question.quoted) or bool(_WHEN_SAID.search(question.text))


def _never_promised(case: Case, own: Sequence[Entry]) -> Finding | None:
    """For whether or when it was promised, where nothing on record of it looks ahead."""
    text = case.question.text
    asks = case.question.turns.is_yes_no or _WHEN_SAID.search(text)
    if not asks or not phrase("promised").search(text) or any(entry.looks_ahead for entry in own):
        return None
    return abstain(Lead.NO_SUCH_PROMISE, case.companies, case.nearest(), name=case.name)


def _of_kind(question: Question, own: list[Entry]) -> list[Entry]:
    """Words against others where these are asked for; of openness, those that take a position, where there are any."""
    if phrase("criticism").search(question.text):
        return [entry for entry in own if entry.statement.modality is Modality.CRITICISM_OF_OTHERS] or own
    if question.is_on_openness:
        return [entry for entry in own if entry.statement.stance is not Stance.UNDECLARED] or own
    return own


def _newest_said(case: Case, own: Sequence[Entry]) -> tuple[Entry, ...]:
    """The newest words, and the ones before them where these are of the same year and not the very words asked for.

    What may have been said after the day asked about is left out where something certain is on record.
    """
    ordered = newest_first([entry for entry in own if is_said_by(entry.statement, case.as_of)] or own)
    border = ordered[0].statement.said_on.earliest - _SAME_YEAR
    near = [entry for entry in ordered[1:2] if entry.statement.said_on.latest >= border]
    return ordered[:1] if case.question.turns.wants_quote else (ordered[0], *near)


def _told_of_outsider(case: Case) -> Finding | None:
    """What a person said whom the record knows from a report's words alone."""
    question = case.question
    names = [person.surface for person in question.strangers] + [thing.surface for thing in question.other_names]
    hits = [entry for entry in case.focus if entry.is_reported and any(name in entry.text for name in names)]
    if not hits:
        return None
    return Finding(
        AnswerKind.ANSWER, Lead.ONLY_REPORTED, companies=case.companies or (hits[0].statement.company,),
        cited_in_lead=statements(hits[:1]), reported=statements(hits[:1]), name=case.name,
    )  # fmt: skip


def _never_said(case: Case, own: Sequence[Entry]) -> Finding | None:
    """For "did it ever say that it would close (open)?" where its words read the other way: that, and those words."""
    text = case.question.text
    if not case.question.turns.is_yes_no or case.question.speakers or case.named or case.question.quoted:
        return None
    if case.question.terms - MODIFIERS - ENDINGS or not phrase("ever_said").search(text):
        return None
    wanted = _CLOSED if claims_closed(text) else _OPEN if claims_open(text) else ()
    positions = [entry for entry in own if is_own_position(entry.statement)]
    if not wanted or not positions or any(entry.statement.stance in wanted for entry in positions):
        return None
    speaking = [entry for entry in positions if entry.statement.stance in _OPEN and claims_closed(entry.text)]
    chosen = newest_first(speaking or positions)[:1]
    return Finding(
        AnswerKind.ANSWER, Lead.NEVER_SAID, companies=case.companies, cited_in_lead=statements(chosen),
        evidence=statements(chosen), stance=chosen[0].statement.stance,
    )  # fmt: skip


def _answer_to_report(case: Case) -> Finding | None:
    """For "how did it answer the report?" and what only a report tells of: the organisation's own words on it."""
    answers = newest_first(responses_to(case, [entry for entry in case.focus if entry.is_reported]))
    return _said(case, tuple(answers[:1]), on_topic=True) if answers else None


def _said(case: Case, chosen: tuple[Entry, ...], *, on_topic: bool) -> Finding:
    return Finding(
        AnswerKind.ANSWER,
        Lead.ON_TOPIC if on_topic else Lead.SAID,
        companies=case.companies or tuple(dict.fromkeys(e.statement.company for e in chosen)),
        cited_in_lead=statements(chosen[:1]),
        evidence=statements(chosen),
        stance=chosen[0].statement.stance,
    )


def select_who(case: Case) -> Finding:
    """Who said it, and when: the one statement whose words the question gives."""
    spoken = [entry for entry in case.within(case.focus) if entry.statement.speaker or entry.is_own]
    ranked = case.ranked(spoken)
    gives_words = case.question.terms or case.question.quoted or (ranked and case.quote_bonus(ranked[0][1]))
    if not gives_words and (attack := _attack_on(case)):
        return _who(case, (attack,))
    if not gives_words:
        return _anybody(case, [entry for _, entry in ranked if entry.statement.speaker])
    floor = FAIR if case.companies else GOOD
    if case.companies and (not ranked or ranked[0][0] < floor):
        # The company may be who is spoken of: "who called Corvane a locked box?"
        ranked = case.ranked(_of_others(case))
    if case.companies and (not ranked or ranked[0][0] < floor) and (attack := _attack_on(case)):
        return _who(case, (attack,))
    if case.question.quoted and ranked and not case.quote_bonus(ranked[0][1]) and len(case.question.terms) < _CLEAR:
        ranked = []  # a word of what is quoted is not the quotation
    if (not ranked or ranked[0][0] < floor) and (told := _told_by_unnamed(case)):
        return told
    if not ranked or ranked[0][0] < floor:
        return abstain(Lead.NO_QUOTE, case.companies, case.nearest() if case.companies else ())
    best = ranked[0][0]
    return _who(case, tuple(entry for score, entry in ranked if score >= 0.95 * best)[:2])


def _told_by_unnamed(case: Case) -> Finding | None:
    """For who told an outlet of it: the report, whose sources have no names."""
    if not case.companies or case.question.quoted or len(case.question.terms) + len(case.names) < 2:
        return None
    reports = [e for e in case.within(case.focus) if e.statement.provenance is Provenance.ANONYMOUS_REPORT]
    ranked = case.ranked(reports)
    if not ranked or ranked[0][0] < GOOD:
        return None
    report = statements([ranked[0][1]])
    return Finding(
        AnswerKind.ANSWER, Lead.ONLY_REPORTED, companies=case.companies, cited_in_lead=report, reported=report,
        name=case.name,
    )  # fmt: skip


def _attack_on(case: Case) -> Entry | None:
    """For who attacked the one asked about: the only words against it, on what the question names, if there is one."""
    if not phrase("criticism").search(case.question.text) or case.question.quoted:
        return None
    against = [e for e in _of_others(case) if e.statement.modality is Modality.CRITICISM_OF_OTHERS]
    if case.names:
        against = [entry for entry in against if any(find_named(thing, [entry]) for thing in case.names)]
    return against[0] if len(against) == 1 else None


def _of_others(case: Case) -> list[Entry]:
    """What other organisations said of the one asked about."""
    index = case.record.index
    return [
        entry for entry in case.record.entries
        if entry.is_own and entry.statement.company not in case.companies
        and may_be_said_by(entry.statement, case.as_of)
        and any(mention.company_id in case.companies for mention in index.find_mentions(entry.text))
    ]  # fmt: skip


def _anybody(case: Case, spoken: Sequence[Entry]) -> Finding:
    """For a question that gives no words of what was said: one speaker only where nobody else can be meant."""
    if phrase("promised").search(case.question.text):
        spoken = [entry for entry in spoken if entry.statement.modality is Modality.COMMITMENT]
    if not spoken or not case.companies:
        return abstain(Lead.NO_QUOTE, case.companies, case.nearest())
    chosen = newest_first(spoken)[:_MAX_OWN]
    return _who(case, chosen) if len(chosen) == 1 else _said(case, chosen, on_topic=False)


def _who(case: Case, chosen: tuple[Entry, ...]) -> Finding:
    first = chosen[0].statement
    return Finding(
        AnswerKind.ANSWER,
        Lead.WHO if first.speaker else Lead.WHO_COMPANY,
        companies=case.companies if first.company in case.companies else (first.company,),
        cited_in_lead=(first,),
        evidence=statements(chosen),
        stance=first.stance,
    )


SELECTORS = {
    Aspect.SAID: select_said,
    Aspect.WHO: select_who,
}
