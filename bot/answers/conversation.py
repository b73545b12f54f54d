"""What a thread has spoken of last, so that "and in Japan?" or 「その前は？」 is understood there and nowhere else."""

import re
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.answers.aspects import Aspect
from bot.answers.case import GOOD
from bot.answers.dates import DateSpan
from bot.answers.finding import Finding
from bot.answers.lexicon import phrase, table
from bot.answers.names import NamedThing, blank, find_sibling
from bot.answers.question import Question
from bot.answers.record import Record
from bot.answers.releases import OBJECTS
from bot.answers.subjects import find_own_subject, is_on_record

KEPT = timedelta(minutes=30)
"""How long a thread is remembered after its last question."""
_MAX_THREADS = 2000
_MAX_ASKED = 6
SHORT = 48
"""Characters up to which a question may leave its subject to the one before it, whatever it would find alone."""


@dataclass(frozen=True, slots=True)
class Topic:
    """The last question of a thread as it was understood, and the first day of what was answered to it."""

    question: Question
    companies: tuple[str, ...]
    first_on: date | None
    asked: tuple[str, ...] = ()
    """The questions that lead to it, as they were written, its own last; no more than the newest few."""
    shown: tuple[str, ...] = ()
    """Ids of the own words that were shown as evidence."""

    @classmethod
    def of(cls, question: Question, finding: Finding, asked: tuple[str, ...] = ()) -> "Topic":
        days = [statement.said_on.earliest for statement in finding.cited_in_lead]
        shown = tuple(dict.fromkeys(one.statement_id for one in finding.evidence if one.provenance.is_own_word))
        companies = question.companies or finding.companies
        return cls(question, companies, min(days) if days else None, asked[-_MAX_ASKED:], shown)


class Threads:
    """The topics of threads, each under its server's id; the oldest are forgotten first."""

    def __init__(self) -> None:
        self._topics: OrderedDict[tuple[int, str], tuple[datetime, Topic]] = OrderedDict()

    def find(self, guild_id: int, thread: str | None, now: datetime) -> Topic | None:
        if thread is None or (found := self._topics.get((guild_id, thread))) is None:
            return None
        if now - found[0] > KEPT:
            del self._topics[guild_id, thread]
            return None
        return found[1]

    def keep(self, guild_id: int, thread: str | None, topic: Topic, now: datetime) -> None:
        if thread is None:
            return
        self._topics[guild_id, thread] = (now, topic)
        self._topics.move_to_end((guild_id, thread))
        while len(self._topics) > _MAX_THREADS:
            self._topics.popitem(last=False)


def continued(read: Question, topic: Topic | None, record: Record) -> Question:
    """`read` with what it leaves unsaid taken from the topic; itself where there is none or it stands alone."""
    if topic is None:
        return read
    if (sibling := _find_sibling(read, topic, record)) is not None:
        return replace(_of_same_company(read, topic, record), products=(sibling,), other_names=())
    if _names_something(read):
        return _same_question(read, topic) if _is_elliptic(read) else read
    if subject := find_own_subject(read, record):
        # Whoever is only spoken of in the record has no words of its own there: then the question stands alone.
        return read if is_on_record(subject, record) else replace(read, other_names=(subject,))
    countries = {code for code, pattern in table("countries").items() if pattern.search(read.text)}
    if countries and (read.aspect is Aspect.FACT or _is_elliptic(read)):
        return _elsewhere(read, topic, record, countries)
    if read.aspect is Aspect.LIST or not topic.companies:
        return read
    return _of_same_company(read, topic, record)


def _find_sibling(read: Question, topic: Topic, record: Record) -> NamedThing | None:
    """The other model of the same family, where the question names nothing but a part of its name."""
    known = topic.question.products
    names_other = read.companies or read.people or read.products or read.strangers or read.governments
    if len(known) != 1 or known[0].owner is None or names_other or len(read.text) > SHORT:
        return None
    return find_sibling(blank(read.text, read.dates.spans), known[0], record.index.get(known[0].owner).products)


def _names_something(read: Question) -> bool:
    return bool(
        read.companies or read.people or read.products or read.other_names or read.strangers or read.governments
    )


def _is_elliptic(read: Question) -> bool:
    """「ノールランドは？」: it says whom it asks about and nothing else."""
    return len(read.text) <= SHORT and read.aspect is Aspect.FACT and not read.terms and not read.quoted


def _same_question(read: Question, topic: Topic) -> Question:
    asked = topic.question
    return replace(
        read,
        text=f"{asked.text}\n{read.text}",
        aspect=asked.aspect if asked.aspect is not Aspect.LIST else Aspect.STANCE,
        turns=asked.turns,
        terms=asked.terms,
        about=asked.about,
        dates=_dates(read, topic),
    )


def _elsewhere(read: Question, topic: Topic, record: Record, countries: set[str]) -> Question:
    """The same for another country: its government after a government, else the list of its organisations."""
    states = {company.company_id: company.country for company in record.index if company.kind == "government"}
    if set(topic.companies) & set(states) and (there := [c for c, code in states.items() if code in countries]):
        return _same_question(replace(read, companies=tuple(there), named=tuple(there), terms=frozenset()), topic)
    asked = topic.question
    if asked.aspect is not Aspect.LIST:
        return replace(read, aspect=Aspect.LIST, terms=frozenset(), dates=_dates(read, topic))
    before = asked.text
    for pattern in table("countries").values():
        before = pattern.sub(" ", before)
    return replace(
        read, text=f"{before}\n{read.text}", aspect=Aspect.LIST, terms=asked.terms, dates=_dates(read, topic)
    )


def _of_same_company(read: Question, topic: Topic, record: Record) -> Question:
    asked = topic.question
    goes_back = bool(phrase("before_that").search(read.text)) and topic.first_on is not None
    if goes_back:
        asked = _as_far_as_told(asked, topic, record)
    asks_for_words = (read.turns.wants_quote or read.aspect is Aspect.WHO) and not read.terms
    is_new_time = goes_back or read.dates != DateSpan() or bool(re.search(_NOW, read.text, re.IGNORECASE))
    aspect = read.aspect
    if aspect is Aspect.FACT and not read.terms:
        aspect = Aspect.STANCE if is_new_time and asked.aspect in _OF_ALL_TIME else asked.aspect
    if aspect is Aspect.FACT and asked.aspect in (Aspect.RELEASE, Aspect.LICENCE) and read.terms <= OBJECTS:
        aspect = Aspect.RELEASE  # "and the data?"
    dates = DateSpan(until=topic.first_on - timedelta(days=1)) if goes_back and topic.first_on else _dates(read, topic)
    return replace(
        read,
        # Why it is so is not asked of what the question before it took for granted.
        text=read.text if aspect is Aspect.REASON else f"{asked.text}\n{read.text}",
        continues=True,
        only=topic.shown if asks_for_words else (),
        aspect=Aspect.STANCE if aspect is Aspect.LIST else aspect,
        companies=topic.companies,
        named=asked.named or topic.companies,
        people=asked.people,
        products=asked.products,
        other_names=asked.other_names,
        topics=asked.topics,
        terms=read.terms or asked.terms,
        about=read.about or (asked.about if not read.terms else frozenset()),
        dates=dates,
    )


def _as_far_as_told(asked: Question, topic: Topic, record: Record) -> Question:
    """The question before, without the person or subject on which nothing older is on record."""
    older = [
        entry
        for entry in record.entries
        if entry.statement.company in topic.companies
        and topic.first_on is not None
        and entry.statement.said_on.earliest < topic.first_on
    ]
    spoke = [e for e in older if e.statement.speaker and e.statement.speaker.name in asked.speakers]
    if asked.people and not spoke:
        asked = replace(asked, people=(), roles=())
    if asked.terms and not any(record.coverage(asked.terms, entry) >= GOOD for entry in spoke or older):
        asked = replace(asked, terms=frozenset(), about=frozenset(), aspect=Aspect.STANCE)
    return asked


_OF_ALL_TIME = (Aspect.CHANGE, Aspect.KEPT)
_NOW = r"\bnow\b|\btoday\b|currently|現在|今は|いまは"


def _dates(read: Question, topic: Topic) -> DateSpan:
    if read.dates != DateSpan() or re.search(_NOW, read.text, re.IGNORECASE):
        return read.dates
    return replace(topic.question.dates, spans=())
