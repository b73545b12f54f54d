"""The rules of an answer's opening in a model's words: what the model is given, and how its reply is read.

What the first line claims (stance, day, correction, what the record lacks) stays the local wording, and so does
everything behind the opening. The model tells what the cited statements say, in one to three sentences.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.answers.finding import Finding
from bot.answers.wording import frame_of
from bot.domain.answer import Answer, AnswerKind, Section
from bot.domain.language import Lang
from bot.domain.statement import Statement
from bot.errors import ModelReplyUnusable
from bot.knowledge.companies import CompanyIndex
from bot.knowledge.vocabulary import Vocabulary
from bot.llm.prompt_library import INSTRUCTIONS, MESSAGE, Prompt
from bot.llm.quoting import as_json, as_lines
from bot.llm.replies import read_object
from bot.ports import TextRequest

PROMPT = "answer"
AGAIN = "again"
MOST_STATEMENTS = 12
"""What three sentences can tell; the others are shown below them anyway."""
MOST_SENTENCES = 3
MOST_ASKED = 3
"""Of a conversation: the question and what it follows up."""
_LANGUAGES: dict[Lang, str] = {"ja": "Japanese", "en": "English"}
_WORDED = (AnswerKind.ANSWER, AnswerKind.CORRECTION)


class Sentence(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    text: str = Field(max_length=2_000)
    citations: tuple[int, ...] = Field(max_length=MOST_STATEMENTS)


class AnswerReply(BaseModel):
    """The reply as the prompt asks for it. Surplus keys are ignored: they reach nobody."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    sentences: tuple[Sentence, ...] = Field(max_length=10)


@dataclass(frozen=True, slots=True)
class Shown:
    """One statement as the answer numbers and shows it."""

    n: int
    statement: Statement
    passage: str
    """Date, speaker, provenance, words and summary, in the reader's language: what a sentence may rest on."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be worded: a finding with its local wording, as far as a model hears of it."""

    asked: tuple[str, ...]
    """The question without orders, behind the ones that it follows up."""
    lang: Lang
    opening: str
    """The first line as it stays, without the summary that the model's words replace."""
    shown: tuple[Shown, ...]
    leading: frozenset[int]
    """Numbers of the statements that the first line rests on."""
    index: CompanyIndex
    vocabulary: Vocabulary

    @property
    def key(self) -> str:
        """The same for the same question on the same evidence, whoever asks."""
        held = [
            self.asked,
            self.lang,
            self.opening,
            [(each.n, repr(each.statement), each.passage) for each in self.shown],
        ]
        return sha256(json.dumps(held, ensure_ascii=False).encode()).hexdigest()


def may_be_retold(finding: Finding) -> bool:
    """Whether there is anything to tell: an abstention is never put into a model's hands."""
    return finding.kind in _WORDED and bool(finding.cited_in_lead or finding.evidence)


def told_of(
    finding: Finding, answer: Answer, asked: Sequence[str], index: CompanyIndex, vocabulary: Vocabulary
) -> Told:
    """`answer` is the local wording of `finding`, whose numbers are kept; `asked` as `Told` has it."""
    numbered = _numbered(finding, answer)
    frame = frame_of(
        finding,
        [statement for _, statement in numbered],
        lang=answer.lang,
        as_of=answer.as_of,
        index=index,
        vocabulary=vocabulary,
    )
    return Told(
        asked=tuple(asked[-MOST_ASKED:]),
        lang=answer.lang,
        opening=frame.lead,
        shown=tuple(Shown(n, one, words) for (n, one), words in zip(numbered, frame.passages, strict=True)),
        leading=frozenset(n for line in answer.lines if line.section is Section.LEAD for n in line.citations),
        index=index,
        vocabulary=vocabulary,
    )


def _numbered(finding: Finding, answer: Answer) -> list[tuple[int, Statement]]:
    """What may be told of, under the numbers of the answer: what leads first. Never the nearest record."""
    held = (*finding.cited_in_lead, *finding.evidence, *finding.reported, *finding.released)
    statements = {statement.statement_id: statement for statement in held}
    numbers = {citation.statement_id: citation.n for citation in answer.citations}
    told = [(numbers[key], statement) for key, statement in statements.items() if key in numbers]
    return told[:MOST_STATEMENTS]


def build_request(
    prompt: Prompt,
    told: Told,
    mark: str,
    max_tokens: int,
    failed: "tuple[AnswerReply | None, Sequence[dict[str, object]]] | None" = None,
) -> TextRequest:
    """The request; with `failed`, the second one, which says what was wrong with the first reply."""
    message = [
        prompt.render(
            MESSAGE,
            mark=mark,
            language=_LANGUAGES[told.lang],
            asked=as_json(told.asked, mark),
            opening=as_json(told.opening, mark),
            statements=as_lines([_as_row(each, told, mark) for each in told.shown]),
        )
    ]
    if failed is not None:
        reply, faults = failed
        draft = as_json(reply.model_dump() if reply else None, mark)
        rows = as_lines([as_json(fault, mark) for fault in faults])
        message.append(prompt.render(AGAIN, mark=mark, draft=draft, faults=rows))
    return prompt.request(max_tokens, prompt.render(INSTRUCTIONS), *message)


def read_reply(text: str) -> AnswerReply:
    """Raises ModelReplyUnusable where it is not what was asked for."""
    try:
        return AnswerReply.model_validate(read_object(text))
    except ValidationError as problem:
        first = problem.errors(include_input=False, include_url=False)[0]
        raise ModelReplyUnusable(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None


def tidied(reply: AnswerReply) -> AnswerReply:
    """In one line each, every number once."""
    return AnswerReply(
        sentences=tuple(
            Sentence(text=" ".join(one.text.split()), citations=tuple(dict.fromkeys(one.citations)))
            for one in reply.sentences
        )
    )


def _as_row(shown: Shown, told: Told, mark: str) -> str:
    one, lang = shown.statement, told.lang
    row = {
        "n": shown.n,
        "leads": shown.n in told.leading,
        "date": one.said_on.text,
        "organisation": told.index.get(one.company).names[lang],
        "speaker": one.speaker.name_in(lang) if one.speaker else None,
        "role": one.speaker.role_in(lang) if one.speaker else None,
        "published_by": one.publisher,
        "provenance": told.vocabulary.name("provenance", one.provenance.value, lang),
        "stance": told.vocabulary.name("stance", one.stance.value, lang),
        "quote": one.quote,
        "quote_language": one.quote_lang,
        "summary": one.summary[lang],
    }
    return as_json(row, mark)
