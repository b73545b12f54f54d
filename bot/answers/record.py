"""The record as a question sees it: every statement with its terms, and how telling each term is."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.answers.lexicon import phrase
from bot.answers.terms import all_terms
from bot.domain.statement import Modality, Provenance, Scope, Stance, Statement
from bot.knowledge.companies import CompanyIndex
from bot.knowledge.timeline import POLICY_SCOPES, WORK_SCOPES
from bot.text.normalise import fold

_SCOPE_CONCEPTS = {
    Scope.POLICY: "c:regulation",
    Scope.DATA: "c:data",
    Scope.CODE: "c:code",
    Scope.RESEARCH: "c:papers",
    Scope.FRONTIER_MODELS: "c:flagship",
    Scope.SMALL_MODELS: "c:small",
}
OBJECT_CONCEPTS = frozenset(_SCOPE_CONCEPTS[scope] for scope in _SCOPE_CONCEPTS if scope in WORK_SCOPES | POLICY_SCOPES)
"""The terms by which a question asks about data, code, papers or rules rather than models."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement prepared for search."""

    statement: Statement
    terms: frozenset[str]
    text: str
    """Everything that names are looked for in, NFKC: both summaries, quote, title."""
    folded_quote: str
    folded_summaries: str
    gives_reason: bool

    @property
    def is_own(self) -> bool:
        return self.statement.provenance.is_own_word

    @property
    def is_release(self) -> bool:
        return self.statement.provenance is Provenance.RELEASE

    @property
    def is_reported(self) -> bool:
        return self.statement.provenance in (Provenance.ANONYMOUS_REPORT, Provenance.THIRD_PARTY_ANALYSIS)

    def is_of(self, terms: frozenset[str]) -> bool:
        """Whether its scope (data, code, papers, rules) is among the terms."""
        asked = terms & OBJECT_CONCEPTS
        return bool(asked) and any(_SCOPE_CONCEPTS.get(scope) in asked for scope in self.statement.scope)

    @property
    def looks_ahead(self) -> bool:
        """A promise, a plan or a condition: what can be asked whether it was kept."""
        return self.statement.modality in (Modality.COMMITMENT, Modality.INTENTION, Modality.CONDITIONAL)


class Record:
    """Approved statements that one guild may read, whatever their date, and the companies that they belong to."""

    def __init__(self, index: CompanyIndex, statements: Sequence[Statement], known: "Record | None" = None) -> None:
        """`known`: an earlier record, whose prepared entries are used again where the statement is the same."""
        self.index = index
        prepared: dict[str, Entry] = known.by_id if known else {}
        self.entries = [_reuse(prepared.get(s.statement_id), s) or _prepare(s) for s in statements]
        self.by_id: dict[str, Entry] = {entry.statement.statement_id: entry for entry in self.entries}
        counts = Counter(term for entry in self.entries for term in entry.terms)
        total = len(self.entries) + 1
        self._weights = {term: math.log(1 + total / (1 + count)) for term, count in counts.items()}
        self._unseen = math.log(1 + total)

    def has(self, term: str) -> bool:
        """Whether any statement has the term."""
        return term in self._weights

    def weight(self, term: str) -> float:
        """How telling a term is; one that no statement has weighs most."""
        return self._weights.get(term, self._unseen)

    def coverage(self, wanted: Iterable[str], entry: Entry) -> float:
        """Which part of the wanted terms the entry has, by weight: 0 to 1; 0 where nothing is wanted."""
        weights = {term: self.weight(term) for term in wanted}
        total = sum(weights.values())
        return sum(weights[term] for term in weights if term in entry.terms) / total if total else 0.0


def _reuse(entry: Entry | None, statement: Statement) -> Entry | None:
    return entry if entry is not None and entry.statement == statement else None


_WAITS = re.compile(r"\buntil\b|\bonly (?:after|once|when|if)\b|終わるまで|済むまで|整うまで|してから", re.IGNORECASE)


def _is_condition(statement: Statement) -> bool:
    """Whether it says what a release waits for: that is the reason why it is not out."""
    waits = statement.modality is Modality.CONDITIONAL or bool(_WAITS.search("\n".join(statement.summary.values())))
    return waits and statement.stance is Stance.GATED_OR_STAGED


def _prepare(statement: Statement) -> Entry:
    summaries = [statement.summary.get("en", ""), statement.summary.get("ja", "")]
    quote = statement.quote or ""
    text = unicodedata.normalize("NFKC", "\n".join([*summaries, quote, statement.article_title]))
    terms = all_terms(text) | {_SCOPE_CONCEPTS[scope] for scope in statement.scope if scope in _SCOPE_CONCEPTS}
    return Entry(
        statement=statement,
        terms=terms,
        text=text,
        folded_quote=fold(quote),
        folded_summaries=fold("\n".join(summaries)),
        gives_reason=_is_condition(statement) or bool(phrase("gives_reason").search("\n".join([*summaries, quote]))),
    )
