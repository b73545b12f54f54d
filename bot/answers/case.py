"""A question held against the record: which statements may count at all, by company, day, speaker and name."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.answers.aspects import Aspect
from bot.answers.names import NamedThing, find_named, is_denied, is_subject
from bot.answers.question import Question
from bot.answers.record import Entry, Record
from bot.domain.statement import Statement
from bot.knowledge.file_format import CJK
from bot.knowledge.timeline import may_be_said_by, when
from bot.text.normalise import fold

GOOD = 0.5
"""Which part of what a question is about a statement must speak of to answer it, by weight of terms."""
FAIR = 0.34
"""The same where other demands (a name, a speaker, a reason) are met already."""
SURE = 0.6
"""The same where nothing else is demanded, not even a company."""
_SCOPE_BONUS = 0.3
"""For a statement that is labelled as being about what is asked, before one that only touches it."""
# In these a "by <day>" is what was promised or claimed, not the day on which the record is read.
_DAY_IS_CONTENT = frozenset({Aspect.KEPT, Aspect.WHO, Aspect.OFFICIAL, Aspect.REASON, Aspect.FUTURE})
_ASKS_FOR_DEEDS = frozenset({Aspect.RELEASE, Aspect.LICENCE, Aspect.FUTURE})
MODIFIERS = frozenset({"c:flagship", "c:small", "c:sovereignty"})
"""Terms that say which models are meant rather than what is said of them."""
ENDINGS = frozenset({"c:abandon", "c:withhold"})
"""Terms that only say which way it went with what is asked about."""
_SHORTEST_UNMARKED = 8
_NEARLY_ALL = 0.7
_MOST = 0.6
_NEARLY_WHOLE = 0.85
_SLACK = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Case:
    question: Question
    record: Record
    as_of: date
    """The day on which the record is read: the caller's, or an earlier one that the question names."""
    companies: tuple[str, ...]
    pool: tuple[Entry, ...]
    """Statements of the companies (of everybody, where none is named) by `as_of`, newest first."""
    named: tuple[Entry, ...] = ()
    """Those of the pool that speak of the names in the question; empty where it names nothing."""
    names: tuple[NamedThing, ...] = ()

    @property
    def name(self) -> str:
        """The names as the question writes them, for the first line of an answer."""
        return " / ".join(dict.fromkeys(thing.surface for thing in self.names))

    @property
    def focus(self) -> tuple[Entry, ...]:
        return self.named or self.pool

    def ranked(self, entries: Iterable[Entry], wanted: frozenset[str] | None = None) -> list[tuple[float, Entry]]:
        """The entries with their coverage of `wanted` (the question's terms by default), best first, newest first."""
        terms = self.question.terms if wanted is None else wanted
        scored = []
        for entry in entries:
            score = self.record.coverage(terms, entry)
            # The label never opens a gate that the words do not open.
            bonus = _SCOPE_BONUS * (score >= GOOD and entry.is_of(terms))
            scored.append((score + bonus + self.quote_bonus(entry), entry))
        return sorted(scored, key=lambda pair: (-round(pair[0], 6), *_newest(pair[1])))

    def quote_bonus(self, entry: Entry) -> float:
        """1 for a statement that holds a phrase that the question quotes (or the other way round), else 0.

        A phrase may be a translation of the words, which a summary has; there it must be longer to count.
        """
        for phrase in self.question.quoted:
            folded = fold(phrase).strip(".。,、!?")
            quote = entry.folded_quote.strip(".。,、!?")
            if quote and len(folded) >= 6 and (folded in quote or quote in folded):
                return 1.0
            if len(folded) >= (3 if CJK.search(folded) else 8) and folded in entry.folded_summaries + quote:
                return 1.0
        return 1.0 if self._says_it_unmarked(entry) else 0.0

    def _says_it_unmarked(self, entry: Entry) -> bool:
        """Whether "who said …" has nearly all of the very words, without quotation marks."""
        if self.question.aspect is not Aspect.WHO:
            return False
        quote, asked = entry.folded_quote, fold(self.question.text)
        if len(quote) >= _SHORTEST_UNMARKED and _share_of(quote, asked) >= _NEARLY_ALL:
            return True
        said = _SAID_CLAIM.search(self.question.text)
        if said is not None and _share_of(fold(said.group(1)).rstrip("?.!"), quote) >= _NEARLY_WHOLE:
            return True
        # Japanese may give the words as the summary does: 「…する、と誰が言った？」
        claim = _CLAIM.match(self.question.text)
        return claim is not None and _share_of(fold(claim.group(1)), entry.folded_summaries) >= _MOST

    def within(self, entries: Sequence[Entry]) -> list[Entry]:
        """Those of the span that the question names ("in July 2025") or since a day; all where it names none."""
        dates = self.question.dates
        found = list(entries)
        if dates.within:
            first, last = dates.within
            slack = max(_SLACK if last - first <= timedelta(days=45) else timedelta(0), dates.slack)
            found = [
                e for e in found
                if e.statement.said_on.latest >= first - slack and e.statement.said_on.earliest <= last + slack
            ]  # fmt: skip
        if dates.since:
            found = [e for e in found if e.statement.said_on.latest >= dates.since]
        return found

    def nearest(self, n: int = 2) -> tuple[Statement, ...]:
        """What comes closest without being an answer: by name, then by terms, then the newest."""
        ranked = [entry for _, entry in self.ranked(self.focus)]
        if self.question.aspect in _ASKS_FOR_DEEDS:
            ranked.sort(key=lambda entry: not entry.is_release)
        return statements(ranked[:n])

    def of_subject(self, entries: Sequence[Entry]) -> list[Entry]:
        """Those whose subject is what the question names, where there are any; else all."""
        if not self.names:
            return list(entries)
        return [e for e in entries if any(is_subject(thing, e) for thing in self.names)] or list(entries)

    def affirms(self, entry: Entry) -> bool:
        """Whether the entry speaks of what the question names otherwise than to say that it is not open."""
        return not self.names or any(not is_denied(thing, entry) for thing in self.names)

    def with_pool(self, pool: Iterable[Entry]) -> "Case":
        kept = tuple(pool)
        ids = {entry.statement.statement_id for entry in kept}
        return replace(self, pool=kept, named=tuple(e for e in self.named if e.statement.statement_id in ids))

    def with_names(self, names: Sequence[NamedThing]) -> "Case":
        """With `named` filled: what speaks of all the names, or else of any."""
        found = [find_named(thing, self.pool) for thing in names]
        ids = [{entry.statement.statement_id for entry in entries} for entries in found]
        both = set.intersection(*ids) if ids else set()
        kept = both or set().union(*ids)
        return replace(self, names=tuple(names), named=tuple(e for e in self.pool if e.statement.statement_id in kept))


_SAID_CLAIM = re.compile(
    r"\bwho (?:said|says|wrote|told|promised|argued|claimed|insisted)(?: that)? (.{10,120})", re.IGNORECASE
)
_CLAIM = re.compile(r"([^?？]{9,120}?)、?(?:と|って|という)[^、。]{0,12}(?:誰|だれ|どなた)")


def _share_of(words: str, text: str) -> float:
    """Which part of the runs of three characters of `words` stands in `text`."""
    pieces = [words[at : at + 3] for at in range(len(words) - 2)]
    return sum(piece in text for piece in pieces) / len(pieces) if pieces else 0.0


def day_of(question: Question, as_of: date) -> date:
    """The day on which the record is read."""
    dates = question.dates
    wanted = [as_of]
    if dates.until and question.aspect not in _DAY_IS_CONTENT:
        wanted.append(dates.until)
    if dates.within and question.aspect in (Aspect.STANCE, Aspect.COMPARISON) and not dates.since:
        wanted.append(dates.within[1])
    return min(wanted)


def entries_of(record: Record, companies: Sequence[str], as_of: date) -> tuple[Entry, ...]:
    """Newest first."""
    wanted = set(companies)
    found = [
        entry
        for entry in record.entries
        if (not wanted or entry.statement.company in wanted) and may_be_said_by(entry.statement, as_of)
    ]
    return newest_first(found)


def newest_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: when(entry.statement), reverse=True))


def oldest_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: when(entry.statement)))


def statements(entries: Iterable[Entry]) -> tuple[Statement, ...]:
    return tuple(entry.statement for entry in entries)


def _newest(entry: Entry) -> tuple[int, str]:
    instant, statement_id = when(entry.statement)
    return -instant, statement_id
