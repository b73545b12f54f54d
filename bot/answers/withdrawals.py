"""Words that were taken back: shown only together with what took them back, and no proof of a turn."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.answers.finding import Finding, Lead
from bot.answers.record import Entry
from bot.domain.answer import AnswerKind
from bot.domain.statement import Modality

# Leads that would let words stand as they were said.
_STANDS_AS_TRUE = (Lead.OFFICIAL, Lead.FACT, Lead.NOT_YET_RELEASED, Lead.PLAN, Lead.ARGUED)
_TAKEN_BACK = timedelta(days=60)


def find_withdrawal(entry: Entry, entries: Sequence[Entry]) -> Entry | None:
    """The denial by the same speaker, or by the organisation, that took the words back within weeks."""
    said = entry.statement
    if not entry.is_own or said.modality is Modality.DENIAL:
        return None
    for other in entries:
        later = other.statement
        if (
            other.is_own
            and later.company == said.company
            and later.modality is Modality.DENIAL
            and later.stance is not said.stance
            and (later.speaker is None or later.speaker == said.speaker)
            and timedelta(0) <= later.said_on.earliest - said.said_on.earliest <= _TAKEN_BACK
        ):
            return other
    return None


def with_withdrawals(found: Finding, pool: Sequence[Entry]) -> Finding:
    """The finding with what took any of its words back, where `pool`, the statements by the day, holds it."""
    if found.kind is not AnswerKind.ANSWER:
        return found
    shown = {statement.statement_id for statement in found.shown}
    leading = {statement.statement_id for statement in found.cited_in_lead}
    for entry in pool:
        if entry.statement.statement_id not in shown or (taken := find_withdrawal(entry, pool)) is None:
            continue
        if taken.statement.statement_id not in shown:
            found = replace(found, evidence=(*found.evidence, taken.statement))
            shown.add(taken.statement.statement_id)
        if found.lead in _STANDS_AS_TRUE and entry.statement.statement_id in leading:
            found = replace(
                found, lead=Lead.WITHDRAWN, cited_in_lead=(entry.statement, taken.statement),
                stance=taken.statement.stance,
            )  # fmt: skip
    return found
