"""Finds what stored articles say where the record is silent, and marks it as news: never as record, never as a stance.

Company, name and day come first, as for the record; only then how much of the question a sentence speaks of.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.answers.aspects import Aspect
from bot.answers.case import GOOD
from bot.answers.finding import Finding, Lead
from bot.answers.lexicon import phrase, table
from bot.answers.question import Question
from bot.answers.record import Record
from bot.answers.terms import all_terms
from bot.answers.wording import found_day
from bot.domain.answer import Answer, AnswerKind, AnswerLine, Citation, Section
from bot.domain.article import Article
from bot.i18n.catalog import text
from bot.text.sentences import split_sentences

NEWS = "news"
"""What stands as the provenance of a citation that is no statement."""
_SILENT = frozenset(
    {Lead.NO_TOPIC, Lead.NO_POSITION, Lead.NO_RELEASE, Lead.NO_LICENCE, Lead.NO_REASON, Lead.NAME_NOT_ON_RECORD,
     Lead.UNKNOWN_NAME, Lead.NOTHING_IN_PERIOD, Lead.NO_SUCH_REPORT}
)  # fmt: skip
_MAX_PASSAGES = 2
_MAX_SENTENCES = 60
_MAX_READ = 40
_MAX_LENGTH = 300


@dataclass(frozen=True, slots=True)
class NewsPassage:
    """One sentence of an article, as it stands there."""

    article: Article
    words: str
    score: float


def may_be_news(read: Question, finding: Finding) -> bool:
    """Whether news may answer: the record is silent on a known company, and nobody's words or future is asked for."""
    asks_for_words = bool(read.speakers or read.strangers or read.roles or read.quoted)
    return (
        finding.kind is AnswerKind.ABSTENTION
        and finding.lead in _SILENT
        and bool(finding.companies)
        and read.aspect is not Aspect.FUTURE
        and not read.turns.asks_judgement
        and not asks_for_words
    )


def select_passages(
    read: Question, record: Record, companies: Sequence[str], articles: Iterable[Article]
) -> list[NewsPassage]:
    """At most two sentences, newest first, each of another article; none where nothing speaks of the very matter."""
    found = []
    for article in _worth_reading(read, record, articles):
        best = max(_sentences(read, record, companies, article), key=lambda one: one.score, default=None)
        if best is not None:
            found.append(best)
    found.sort(key=lambda one: (-one.score, -one.article.published_at.timestamp()))
    chosen = found[:_MAX_PASSAGES]
    return sorted(chosen, key=lambda one: one.article.published_at, reverse=True)


def _worth_reading(read: Question, record: Record, articles: Iterable[Article]) -> list[Article]:
    """The newest with enough of the question's words anywhere: to read each sentence of all would take too long."""
    finders = [(_finder(term), record.weight(term)) for term in sorted(read.terms)]
    total = sum(weight for _, weight in finders)
    kept: list[Article] = []
    for article in articles:
        if not _is_in_span(read, article):
            continue
        there = sum(weight for finder, weight in finders if finder.search(article.text))
        if there >= GOOD * total:
            kept.append(article)
        if len(kept) == _MAX_READ:
            break
    return kept


@lru_cache(maxsize=2000)
def _finder(term: str) -> re.Pattern[str]:
    """What finds a term of a question in running text."""
    kind, _, word = term.partition(":")
    if kind == "c":
        return table("concepts")[word]
    if kind == "w":
        return re.compile(rf"(?<![A-Za-z]){re.escape(word)}", re.IGNORECASE)
    return re.compile(re.escape(word))


def _is_in_span(read: Question, article: Article) -> bool:
    day = article.published_at.date()
    if read.dates.since and day < read.dates.since:
        return False
    return read.dates.within is None or read.dates.within[0] <= day <= read.dates.within[1]


def _sentences(read: Question, record: Record, companies: Sequence[str], article: Article) -> Iterable[NewsPassage]:
    about = set(companies)
    title_names = _named_in(article.title, record)
    before = title_names
    for words in split_sentences(article.text, article.lang)[:_MAX_SENTENCES]:
        here = _named_in(words, record)
        # A sentence without a name goes on about whom the one before it named.
        named = here or before
        before = named
        if len(words) > _MAX_LENGTH or phrase("instruction").search(words):
            continue
        if about & named and (score := _score(read, record, words)) >= GOOD:
            yield NewsPassage(article, words, score)


def _named_in(words: str, record: Record) -> set[str]:
    return {mention.company_id for mention in record.index.find_mentions(words)}


def _score(read: Question, record: Record, words: str) -> float:
    """How much of the question the sentence speaks of: 0 where it lacks a name, or, for a reason, gives none."""
    for thing in (*read.products, *read.other_names):
        if not any(pattern.search(words) for pattern in thing.patterns):
            return 0.0
    if read.aspect is Aspect.REASON and not phrase("gives_reason").search(words):
        return 0.0
    if not read.terms:
        speaks_of_it = bool(phrase("openness").search(words)) and bool(phrase("said").search(words))
        return 1.0 if read.products or read.other_names or speaks_of_it else 0.0
    there = all_terms(words)
    weights = {term: record.weight(term) for term in read.terms}
    total = sum(weights.values())
    return sum(weight for term, weight in weights.items() if term in there) / total if total else 0.0


def word_news(answer: Answer, passages: Sequence[NewsPassage], company: str) -> Answer:
    """The abstention turned into an answer from news, in the same language; the words stay in the article's own.

    `company`: the name of who is asked about, in that language.
    """
    lang = answer.lang
    citations = tuple(
        Citation(
            n=n,
            statement_id=f"article-{one.article.article_id}",
            url=one.article.url,
            said_on=one.article.published_at.date().isoformat(),
            speaker=one.article.outlet,
            provenance=NEWS,
            quote=one.words,
            quote_lang=one.article.lang,
            publisher=one.article.outlet,
            title=one.article.title,
            company=answer.companies[0] if answer.companies else "",
        )
        for n, one in enumerate(passages, 1)
    )
    newest = passages[0].article
    lead = text("answers-lead-news", lang, date=found_day(newest.published_at.date(), lang), publisher=newest.outlet)
    lines = [AnswerLine(Section.LEAD, lead, tuple(one.n for one in citations))]
    for n, one in enumerate(passages, 1):
        said = text("answers-quote", lang, quote=one.words)
        day = found_day(one.article.published_at.date(), lang)
        line = text("answers-line-news", lang, date=day, publisher=one.article.outlet, said=said)
        lines.append(AnswerLine(Section.NEWS, line, (n,)))
    lines.append(AnswerLine(Section.NOTE, text("answers-note-news", lang, company=company)))
    return replace(answer, kind=AnswerKind.ANSWER, lines=tuple(lines), citations=citations, stance=None)
