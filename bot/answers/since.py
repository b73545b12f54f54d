"""Selects what answers "since when?": the first statement of the run of like ones that holds now."""

from collections.abc import Sequence
from itertools import takewhile

from bot.answers.aspects import Aspect
from bot.answers.case import ENDINGS, GOOD, MODIFIERS, Case, newest_first
from bot.answers.finding import Finding, Lead, abstain
from bot.answers.lexicon import phrase
from bot.answers.record import Entry
from bot.answers.withdrawals import find_withdrawal
from bot.domain.answer import AnswerKind
from bot.domain.statement import Modality, Stance, Statement
from bot.knowledge.timeline import is_own_position, reading

_OPEN = (Stance.OPEN_SOURCE, Stance.OPEN_WEIGHTS)


def select_since(case: Case) -> Finding:
    """The day from which it holds without a turn, by own words; by releases where the question is about deeds."""
    told = _told(case)
    if told is None:
        return abstain(Lead.NO_TOPIC, case.companies, case.nearest())
    own = _own_run(case, told)
    deeds = _run([entry for entry in told if entry.is_release])
    if deeds and (not own or _is_about_deeds(case, own[0])):
        return _since(case, Lead.SINCE_DEED, [deeds[-1].statement])
    if not own:
        return abstain(Lead.NO_POSITION, case.companies, case.nearest(), name=case.name)
    return _since(case, Lead.SINCE, list(own))


def _since(case: Case, lead: Lead, run: Sequence[Statement]) -> Finding:
    """`run`: newest first; its first and its newest statement are shown."""
    first, shown = run[-1], list(dict.fromkeys([run[-1], run[0]]))
    return Finding(
        AnswerKind.ANSWER, lead, companies=case.companies or (first.company,), cited_in_lead=(first,),
        evidence=tuple(one for one in shown if one.provenance.is_own_word),
        released=tuple(one for one in shown if not one.provenance.is_own_word),
        stance=first.stance, name=case.name,
    )  # fmt: skip


def _told(case: Case) -> list[Entry] | None:
    """What may count, newest first; None where the question has a subject on which nothing is on record."""
    firm = [
        entry for entry in case.focus
        if not entry.is_reported and entry.statement.stance is not Stance.UNDECLARED
        and entry.statement.modality is not Modality.CRITICISM_OF_OTHERS and find_withdrawal(entry, case.pool) is None
    ]  # fmt: skip
    topic = case.question.terms - MODIFIERS - ENDINGS
    if topic:
        fitting = [entry for score, entry in case.ranked(firm, topic) if score >= GOOD]
        if not fitting and (not case.question.is_on_openness or any(term.startswith("c:") for term in topic)):
            return None
        firm = fitting or firm
    return list(newest_first(firm))


def _own_run(case: Case, told: Sequence[Entry]) -> tuple[Statement, ...]:
    """The own words that read as the newest does, back to the first of them, newest first."""
    own = [entry.statement for entry in told if is_own_position(entry.statement)]
    if case.named or len(case.companies) != 1:
        return tuple(takewhile(lambda one: one.stance is own[0].stance, own))
    return reading(own, case.companies[0], case.as_of).basis


def _run(entries: Sequence[Entry]) -> list[Entry]:
    """Open releases as far back as no closed one stands between them; of closed ones the same."""
    if not entries:
        return []
    is_open = entries[0].statement.stance in _OPEN
    return list(takewhile(lambda entry: (entry.statement.stance in _OPEN) is is_open, entries))


def _is_about_deeds(case: Case, newest: Statement) -> bool:
    """Whether it asks since when something can be had, not since when somebody says so."""
    text = case.question.text
    asks = phrase("release").search(text) or phrase("claims_open").search(text) or phrase("was_released").search(text)
    speaks = phrase("stance").search(text) or phrase("said").search(text)
    return bool(asks) and not speaks and newest.stance in _OPEN


SELECTORS = {Aspect.SINCE: select_since}
