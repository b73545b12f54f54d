"""Selects what answers "what is the stance" and "did it change"."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.answers.aspects import Aspect
from bot.answers.case import ENDINGS, GOOD, MODIFIERS, SURE, Case, newest_first, oldest_first, statements
from bot.answers.finding import Finding, Lead, abstain
from bot.answers.lexicon import phrase
from bot.answers.question import Question
from bot.answers.record import OBJECT_CONCEPTS, Entry
from bot.domain.answer import AnswerKind
from bot.domain.statement import Modality, Stance, Statement
from bot.knowledge.doubts import Doubt, Doubts, doubts_of
from bot.knowledge.timeline import WORK_SCOPES, is_own_position, reading, when

_FRESH = timedelta(days=200)
_MAX_OWN = 3
_MAX_TURNS = 5
_VENUES = frozenset({"c:testimony", "c:interview", "c:earnings", "c:email", "c:letter", "c:essay"})
"""Where something was said: words said elsewhere do not answer."""
_OPENNESS = {
    Stance.OPEN_SOURCE: 4.0,
    Stance.OPEN_WEIGHTS: 3.0,
    Stance.MIXED: 2.0,
    Stance.GATED_OR_STAGED: 1.5,
    Stance.CLOSED: 0.0,
}


def select_stance(case: Case, *, max_own: int = _MAX_OWN, max_released: int = 1) -> Finding:
    """The newest own words on openness (on the topic, where the question has one), releases beside them."""
    question = case.question
    topic = (question.about or (question.terms if question.turns.is_yes_no else frozenset())) - MODIFIERS
    if topic - ENDINGS:
        topic -= ENDINGS
    own = [entry for entry in case.focus if entry.is_own]
    if topic:
        hits = [(score, entry) for score, entry in case.ranked(own, topic) if score >= GOOD]
        if not hits and (not question.is_on_openness or any(term.startswith("c:") for term in topic)):
            return abstain(Lead.NO_TOPIC, case.companies, case.nearest())
    if topic and hits:
        close = [entry for score, entry in hits if score >= 0.8 * hits[0][0]]
        return _on_topic(case, newest_first(close[:max_own]))
    positions = [entry for entry in own if entry.statement.stance is not Stance.UNDECLARED]
    if not positions and _asks_whether_open(question):
        return _only_done(case)
    if not positions:
        return abstain(Lead.NO_POSITION, case.companies, case.nearest())
    fitting = [entry for score, entry in case.ranked(positions) if score >= SURE]
    chosen = newest_first(fitting)[:max_own] if fitting else _newest_run(positions, max_own)
    return _with_reading(case, chosen, max_released)


def _asks_whether_open(question: Question) -> bool:
    """Yes or no on its models themselves, which a release can answer, not on what it thinks."""
    is_plain = question.turns.is_yes_no and question.is_on_openness and not question.terms
    return is_plain and not phrase("stance").search(question.text)


def _only_done(case: Case) -> Finding:
    """Whether its models are open, of an organisation that says nothing of it: what it released."""
    released = newest_first(entry for entry in case.focus if entry.is_release)[:1]
    if not released:
        return abstain(Lead.NO_POSITION, case.companies, case.nearest())
    return Finding(
        AnswerKind.ANSWER, Lead.DONE_WITHOUT_WORDS, companies=case.companies, cited_in_lead=statements(released),
        released=statements(released), stance=released[0].statement.stance,
    )  # fmt: skip


def _newest_run(positions: Sequence[Entry], limit: int) -> tuple[Entry, ...]:
    """The newest own words: those close in time to the newest, a third one only of the same day."""
    ordered = newest_first(_on_models(positions))
    border = ordered[0].statement.said_on.earliest - _FRESH
    fresh = [entry for entry in ordered if entry.statement.said_on.latest >= border]
    chosen = fresh[:2]
    same_day = [entry for entry in fresh[2:] if entry.statement.said_on == ordered[0].statement.said_on]
    return tuple([*chosen, *same_day][:limit])


def _on_models(positions: Sequence[Entry]) -> list[Entry]:
    """Without what is said of papers, data or code alone, where there is more: open tools are no evidence of models."""
    wider = [entry for entry in positions if not WORK_SCOPES.issuperset(entry.statement.scope)]
    return wider or list(positions)


def _with_reading(case: Case, chosen: tuple[Entry, ...], max_released: int) -> Finding:
    company = case.companies[0] if len(case.companies) == 1 else chosen[0].statement.company
    of_case = [entry.statement for entry in case.focus]
    read = reading(of_case, company, case.as_of)
    own = list(statements(chosen))
    lead = Lead.STANCE
    stance = read.stance
    if read.basis:
        deciding = read.basis[0]
        own = [deciding, *(one for one in own if one != deciding)][: max(2, len(own))]
        if deciding.modality is Modality.DENIAL:
            # That something is not so tells little without the newest words that say what is.
            plain = [one for one in read.basis if one.modality is not Modality.DENIAL][:1]
            own += [one for one in plain if one not in own]
    else:
        lead, stance = Lead.STANCE_BY_CRITICISM, own[0].stance
        deciding = own[0]
    newest = chosen[0].statement.said_on
    released = _recent_releases(case, max_released, is_on_models=not WORK_SCOPES.issuperset(deciding.scope))
    reported = [e for e in case.focus if e.is_reported and e.statement.said_on.earliest > newest.latest]
    return Finding(
        AnswerKind.ANSWER,
        lead,
        companies=case.companies,
        cited_in_lead=(deciding,),
        evidence=tuple(own),
        reported=statements(reported[:1]),
        released=released,
        stance=stance,
        doubts=found_doubts(case, of_case, company),
    )


def found_doubts(case: Case, of_case: Sequence[Statement], company: str) -> dict[str, Doubts]:
    """The doubts of the company's reading, by the id of its deciding statement. A state's words are on rules anyway."""
    found = doubts_of(of_case, company, case.as_of)
    if case.record.index.get(company).kind == "government":
        found = replace(found, kinds=tuple(kind for kind in found.kinds if kind is not Doubt.ONLY_POLICY))
    return {found.deciding.statement_id: found} if found and found.deciding else {}


def _recent_releases(case: Case, limit: int, *, is_on_models: bool) -> tuple[Statement, ...]:
    """The newest deeds beside the words; of words on models an opened tool is none."""
    releases = [entry for entry in case.focus if entry.is_release]
    if is_on_models:
        releases = [entry for entry in releases if not WORK_SCOPES.issuperset(entry.statement.scope)]
    return statements(newest_first(releases)[:limit])


def _on_topic(case: Case, chosen: tuple[Entry, ...]) -> Finding:
    return Finding(
        AnswerKind.ANSWER,
        Lead.ON_TOPIC,
        companies=case.companies,
        cited_in_lead=statements(chosen[:1]),
        evidence=statements(chosen),
        stance=chosen[0].statement.stance,
    )


def select_change(case: Case) -> Finding:
    """Where own words and releases turned, oldest first, at most five of them; and how many others lie between."""
    dates = case.question.dates
    told = _narrowed(case, _told(case, case.focus))
    if len(told) < 2:
        fitting = [entry for score, entry in case.ranked(case.pool) if score >= GOOD]
        told = _told(case, fitting)
    since = dates.since or (dates.within[0] if dates.within else None)
    if since and not case.question.turns.is_from_start:
        told = [entry for entry in told if entry.statement.said_on.latest >= since]
    told = _from_occasion(case, told)
    ordered = oldest_first(told)
    if len(ordered) < 2:
        return abstain(Lead.NO_CHANGE, case.companies, case.nearest())
    turns = _turns(case, ordered)
    own_turns = [entry for entry in turns if is_own_position(entry.statement)] or list(turns)
    first, last = turns[0].statement, turns[-1].statement
    lead = Lead.UNCHANGED
    if len({entry.statement.stance for entry in turns}) > 1:
        last = _runs(turns)[-1].statement  # the day of the turn, not of whatever was said since
        lead = Lead.CHANGED if first.stance is not last.stance else Lead.CHANGED_BACK
    return Finding(
        AnswerKind.ANSWER,
        lead,
        companies=case.companies,
        cited_in_lead=(first, last),
        evidence=statements(turns),
        stance=own_turns[-1].statement.stance,
        stances=(first.stance, last.stance),
        more=len(ordered) - len(turns),
    )


def _from_occasion(case: Case, told: list[Entry]) -> list[Entry]:
    """From the letter, interview or testimony on, where the question dates itself by one: "since the 2024 letter"."""
    venues = case.question.terms & _VENUES
    dates = case.question.dates
    if not venues or not (dates.since or dates.within) or case.question.turns.is_from_start:
        return told
    occasion = next((entry for entry in oldest_first(told) if entry.is_own and venues <= entry.terms), None)
    if occasion is None:
        return told
    since = occasion.statement.said_on.earliest
    return [entry for entry in told if entry.statement.said_on.latest >= since]


def _narrowed(case: Case, told: list[Entry]) -> list[Entry]:
    """What the person asked about said, and what speaks of the data, code or rules asked about, if enough."""
    names, objects = case.question.speakers, case.question.terms & OBJECT_CONCEPTS
    if names and not phrase("since_then").search(case.question.text):
        told = _if_enough([e for e in told if e.statement.speaker and e.statement.speaker.name in names], told)
    if objects:
        told = _if_enough([entry for entry in told if objects & entry.terms], told)
    return told


def _if_enough(fewer: list[Entry], all_of_them: list[Entry]) -> list[Entry]:
    return fewer if len(fewer) >= 2 else all_of_them


def _told(case: Case, entries: Sequence[Entry]) -> list[Entry]:
    return [e for e in entries if (e.is_own or e.is_release) and e.statement.stance is not Stance.UNDECLARED]


def _turns(case: Case, ordered: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The first, the last, and between them where the stance differs from what came before; the largest turns stay."""
    own = [entry for entry in ordered if entry.is_own]
    runs = _runs(ordered)
    last = runs[-1].statement
    # The deed that bears out the last turn; that nothing turned is shown by the first and the newest words.
    deed = [
        e for e in ordered if e.is_release and e.statement.stance is last.stance and when(e.statement) >= when(last)
    ]
    starts = [*_runs(own), *runs, *(deed[:1] if len(runs) > 1 else (own or ordered)[-1:])]
    ids = {entry.statement.statement_id for entry in starts}
    kept = [entry for entry in ordered if entry.statement.statement_id in ids]
    while len(kept) > _MAX_TURNS:
        del kept[min(range(1, len(kept) - 1), key=lambda at: _loss(case, kept, at))]
    return tuple(kept)


def _runs(ordered: Sequence[Entry]) -> list[Entry]:
    """The first of each run of one stance."""
    return [e for n, e in enumerate(ordered) if n == 0 or e.statement.stance is not ordered[n - 1].statement.stance]


def _loss(case: Case, kept: list[Entry], at: int) -> float:
    """How much of the story goes when the turn is left out; own words and what the question speaks of weigh more."""
    before, here, after = (_OPENNESS[kept[n].statement.stance] for n in (at - 1, at, at + 1))
    weight = abs(here - (before + after) / 2) + 0.3 * kept[at].is_own
    if {"c:wrong", "c:abandon"} & kept[at].terms:
        weight += 1.0
    return weight + case.record.coverage(case.question.terms, kept[at])


SELECTORS = {
    Aspect.STANCE: select_stance,
    Aspect.CHANGE: select_change,
}
