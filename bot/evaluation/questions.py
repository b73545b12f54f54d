"""Runs sets of questions through the responder and counts what came back, to judge a change of the rules by."""

import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Literal, Protocol

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.domain.answer import Answer, AnswerKind
from bot.domain.language import Lang, other
from bot.domain.statement import Stance
from bot.errors import DataSetError

SETS = Path(__file__).parent / "sets"


class QuestionEntry(BaseModel):
    """One question with the statements that a good answer cites, as the files hold it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    lang: Lang
    aspect: str
    companies: tuple[str, ...]
    as_of: date
    question: str
    expected: tuple[str, ...] | Literal["abstain"]
    also: tuple[str, ...] = ()
    """Statements that fit as well: not missed where they are not cited, and no fault where they are."""
    after: tuple[str, ...] = ()
    """What was asked before in the same thread."""
    stance: Stance | None = None
    """The reading that the answer must give, where the set says so."""
    forbidden: tuple[str, ...] = ()
    """Words that may stand in neither language's answer: what would be a false claim."""
    note: str | None = None

    @property
    def is_answerable(self) -> bool:
        return self.expected != "abstain"


class QuestionSet(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    record: str = ""
    """Name of the folder beside the sets that holds the record to ask; empty: the shipped record."""
    questions: tuple[QuestionEntry, ...] = Field(min_length=1)


class Answering(Protocol):
    """What answers a question: the responder."""

    async def answer(
        self, question: str, *, lang: Lang | None = None, as_of: date | None = None, thread: str | None = None
    ) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question and what came back."""

    id: str
    kind: str
    expected: tuple[str, ...] | Literal["abstain"]
    cited: tuple[str, ...]
    cited_all: bool
    """Answered, with every expected statement among the citations."""
    cited_any: bool
    is_right: bool
    """Answerable: `cited_all`. Not answerable: an abstention or a correction."""
    fitting: int
    """How many of the citations are expected or fit as well."""
    false_claim: bool
    """It says what the set forbids, or gives another stance, in either language."""
    same_in_both: bool
    """The answer in the other language is of the same kind and cites the same statements under the same numbers."""
    elapsed_ms: float


@dataclass(frozen=True, slots=True)
class Scores:
    """Counts and shares of one set; shares are 0 to 1, and 1 where there is nothing to count."""

    name: str
    questions: int
    answerable: int
    cited_all: int
    cited_any: int
    unanswerable: int
    abstained: int
    """Unanswerable questions that met an abstention or a correction."""
    abstained_wrongly: int
    """Answerable questions that met an abstention."""
    abstention_recall: float
    abstention_precision: float
    correctness: float
    """Share of all questions that are right."""
    citation_precision: float
    """Share of expected statements, and of those that fit as well, among all that were cited for answerable questions.
    Strict: a citation that fits but that the set does not name counts as wrong."""
    citation_recall: float
    """Share of the expected statements that were cited."""
    abstention_f1: float
    false_claims: int
    same_in_both: float
    mean_ms: float
    slowest_ms: float
    outcomes: tuple[Outcome, ...]

    def document(self) -> dict[str, object]:
        """The same as JSON-able values."""
        return asdict(self)


def load_question_set(path: Path) -> QuestionSet:
    """Read one file of questions. Raises DataSetError."""
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        if not isinstance(raw, dict):
            raise DataSetError(f"{path.name}: is not a mapping", reason=f"{path.name}: is not a mapping")
        return QuestionSet(name=path.stem.removeprefix("questions-"), **raw)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError, TypeError) as problem:
        reason = f"{path.name}: {problem}"
        raise DataSetError(reason, reason=reason) from None


def shipped_question_sets() -> list[QuestionSet]:
    """All sets that are kept beside this module, by name; each is asked of the record that it names."""
    return [load_question_set(path) for path in sorted(SETS.glob("questions-*.yaml"))]


def record_folder(question_set: QuestionSet) -> Path | None:
    """The folder of the made-up record that the set asks; None for the shipped record."""
    return SETS / question_set.record if question_set.record else None


async def run_questions(responder: Answering, sets: Sequence[QuestionSet]) -> list[Scores]:
    """Ask every question as of its day, in its own language and in the other one."""
    return [_score(each.name, [await _ask(responder, entry) for entry in each.questions]) for each in sets]


async def _ask(responder: Answering, entry: QuestionEntry) -> Outcome:
    answer = await _answer(responder, entry, entry.lang)
    twin = await _answer(responder, entry, other(entry.lang))
    cited = tuple(citation.statement_id for citation in answer.citations)
    expected = set() if entry.expected == "abstain" else set(entry.expected)
    answered = answer.kind is not AnswerKind.ABSTENTION
    cited_all = entry.is_answerable and answered and expected <= set(cited)
    false_claim = any(_claims_falsely(entry, one) for one in (answer, twin))
    return Outcome(
        id=entry.id,
        kind=answer.kind.value,
        expected=entry.expected,
        cited=cited,
        cited_all=cited_all,
        cited_any=entry.is_answerable and answered and bool(expected & set(cited)),
        is_right=(cited_all if entry.is_answerable else answer.kind is not AnswerKind.ANSWER) and not false_claim,
        fitting=len(set(cited) & (expected | set(entry.also))),
        false_claim=false_claim,
        same_in_both=twin.kind is answer.kind and tuple(c.statement_id for c in twin.citations) == cited,
        elapsed_ms=answer.elapsed_ms,
    )


async def _answer(responder: Answering, entry: QuestionEntry, lang: Lang) -> Answer:
    """Each question has a thread of its own, in which what goes before it is asked first."""
    thread = f"eval {entry.id} {lang}" if entry.after else None
    for before in entry.after:
        await responder.answer(before, lang=lang, as_of=entry.as_of, thread=thread)
    return await responder.answer(entry.question, lang=lang, as_of=entry.as_of, thread=thread)


def _claims_falsely(entry: QuestionEntry, answer: Answer) -> bool:
    wrong_stance = answer.kind is AnswerKind.ANSWER and entry.stance is not None and answer.stance is not entry.stance
    return wrong_stance or any(words in answer.text for words in entry.forbidden)


def _score(name: str, outcomes: Sequence[Outcome]) -> Scores:
    answerable = [outcome for outcome in outcomes if outcome.expected != "abstain"]
    unanswerable = [outcome for outcome in outcomes if outcome.expected == "abstain"]
    abstained = sum(outcome.kind != AnswerKind.ANSWER.value for outcome in unanswerable)
    wrongly = sum(outcome.kind == AnswerKind.ABSTENTION.value for outcome in answerable)
    told = [outcome for outcome in answerable if outcome.kind != AnswerKind.ABSTENTION.value]
    found = sum(len(set(outcome.cited) & set(outcome.expected)) for outcome in told)
    precision, recall = _share(abstained, abstained + wrongly), _share(abstained, len(unanswerable))
    return Scores(
        name=name,
        questions=len(outcomes),
        answerable=len(answerable),
        cited_all=sum(outcome.cited_all for outcome in answerable),
        cited_any=sum(outcome.cited_any for outcome in answerable),
        unanswerable=len(unanswerable),
        abstained=abstained,
        abstained_wrongly=wrongly,
        abstention_recall=recall,
        abstention_precision=precision,
        correctness=_share(sum(outcome.is_right for outcome in outcomes), len(outcomes)),
        citation_precision=_share(sum(one.fitting for one in told), sum(len(one.cited) for one in told)),
        citation_recall=_share(found, sum(len(outcome.expected) for outcome in answerable)),
        abstention_f1=round(2 * precision * recall / (precision + recall), 3) if precision + recall else 0.0,
        false_claims=sum(outcome.false_claim for outcome in outcomes),
        same_in_both=_share(sum(outcome.same_in_both for outcome in outcomes), len(outcomes)),
        mean_ms=round(statistics.fmean(outcome.elapsed_ms for outcome in outcomes), 1),
        slowest_ms=max(outcome.elapsed_ms for outcome in outcomes),
        outcomes=tuple(outcomes),
    )


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 1.0
