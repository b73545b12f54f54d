"""Which of a model's statements stand in the article: words, speaker, organisation, source, day. The rest is dropped.

A statement that fails is dropped whole; of a quotation without marks, a post, a day that is too exact, or a summary,
only that is.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.domain.statement import Modality, PartialDate, Provenance, Scope, Stance
from bot.knowledge.companies import CompanyIndex
from bot.knowledge.extraction import openness
from bot.knowledge.extraction.candidate import Candidate
from bot.knowledge.extraction.days import DaysTold, said_on
from bot.knowledge.extraction.model import Reading, speak_of_openness, speaks_to_machines
from bot.knowledge.extraction.model_summaries import SummaryGiven, grounded_summary
from bot.knowledge.extraction.speakers import is_named_near, speaks_for_another
from bot.knowledge.extraction.voices import Person, Voice, is_of_spokesperson, quotes_in, voice_of, without_quotes
from bot.text.numbers_and_dates import find_dates

SENTENCES_BEFORE, SENTENCES_AFTER = 4, 1
"""How far from a cited sentence its speaker and organisation may be named."""
_MOST_CITED = 12
_MARKS = "\"'“”‘’「」『』 \n"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why something of the reply was dropped. `n` counts the reply's statements from 1."""

    n: int
    reason: str
    is_whole: bool = True
    """The statement is gone, and not only a part of it."""


@dataclass(frozen=True, slots=True)
class Grounded:
    candidates: tuple[Candidate, ...]
    faults: tuple[Fault, ...]

    @property
    def dropped(self) -> int:
        return sum(fault.is_whole for fault in self.faults)


class ReplyStatement(BaseModel):
    """One statement as the prompt asks for it. Surplus keys are ignored: they reach nobody."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    company: str
    sentences: tuple[int, ...] = Field(min_length=1, max_length=_MOST_CITED)
    speaker: str | None = Field(max_length=120)
    role: str | None = Field(max_length=200)
    provenance: Provenance
    modality: Modality
    scope: tuple[Scope, ...] = Field(min_length=1, max_length=len(Scope))
    stance: Stance
    said_on: str
    quote: str | None = Field(max_length=1_500)
    summary: SummaryGiven


class _Unfounded(Exception):
    """A statement that does not stand; its text is the reason."""


def ground(said: Sequence[Any], reading: Reading, index: CompanyIndex) -> Grounded:
    """What stands of a reply's statements, each once, in the order of the reply."""
    kept: list[Candidate] = []
    faults: list[Fault] = []
    for n, raw in enumerate(said, start=1):
        try:
            one = ReplyStatement.model_validate(raw)
        except ValidationError as problem:
            place = problem.errors(include_input=False, include_url=False)[0]["loc"]
            faults.append(Fault(n, f"malformed_{place[0]}" if place else "malformed"))
            continue
        try:
            candidate, partial = _Judge(one, reading, index).judge()
        except _Unfounded as problem:
            faults.append(Fault(n, str(problem)))
            continue
        faults.extend(Fault(n, reason, is_whole=False) for reason in partial)
        if any(_is_one(candidate, other) for other in kept):
            faults.append(Fault(n, "told_twice"))
        else:
            kept.append(candidate)
    return Grounded(tuple(kept), tuple(faults))


class _Judge:
    """One statement against the article."""

    def __init__(self, one: ReplyStatement, reading: Reading, index: CompanyIndex) -> None:
        self._one = one
        self._reading = reading
        self._index = index
        self._partial: list[str] = []

    def judge(self) -> tuple[Candidate, list[str]]:
        """The candidate, and what had to be left out of it. Raises _Unfounded."""
        one, reading = self._one, self._reading
        if one.company not in {company.company_id for company in reading.companies}:
            raise _Unfounded("company_not_given")
        if not set(one.sentences) <= set(reading.numbers):
            raise _Unfounded("sentence_not_given")
        near = self._near()
        self._check_topic(near)
        quote, main = self._quote()
        speaker = self._speaker()
        self._check_company(near, main)
        self._check_speaker(speaker, near, main)
        role = self._role(speaker, near)
        self._check_voice(main, speaker, role)
        span = reading.sentences[main - 1]
        candidate = Candidate(
            company=one.company,
            speaker=speaker,
            role=role,
            provenance=one.provenance,
            modality=one.modality,
            scope=tuple(dict.fromkeys(one.scope)),
            stance=self._stance(),
            quote=quote,
            said_on=self._said_on(near),
            passage=span.text,
            start=span.start,
            end=span.end,
        )
        words = [reading.article.title, *(reading.sentences[n - 1].text for n in near)]
        summary = grounded_summary(one.summary, candidate, words, reading.article.published_at.date(), self._index)
        if summary is None:
            self._partial.append("summary")
        return replace(candidate, summary=summary), self._partial

    def _near(self) -> list[int]:
        """Numbers of the sentences in which, or beside which, the words stand."""
        last = len(self._reading.sentences)
        around = {
            n
            for cited in self._one.sentences
            for n in range(max(1, cited - SENTENCES_BEFORE), min(last, cited + SENTENCES_AFTER) + 1)
        }
        return sorted(around)

    def _text(self, n: int) -> str:
        return self._reading.sentences[n - 1].text

    def _check_topic(self, near: Sequence[int]) -> None:
        words = [self._reading.article.title, *map(self._text, near)]
        is_barred = self._one.modality is Modality.CRITICISM_OF_OTHERS and any(
            openness.is_barred(quote) for n in self._one.sentences for quote in quotes_in(self._text(n))
        )
        if not is_barred and not speak_of_openness(words, self._reading.companies):
            raise _Unfounded("not_on_openness")
        if any(speaks_to_machines(self._text(n)) for n in self._one.sentences):
            raise _Unfounded("order_to_a_machine")

    def _quote(self) -> tuple[str | None, int]:
        """The words as the article spells them, and the number of the sentence that counts as the passage."""
        asked = (self._one.quote or "").strip(_MARKS)
        first = self._one.sentences[0]
        if not asked:
            return None, first
        for n in dict.fromkeys(self._one.sentences):
            found = find_verbatim(asked, self._text(n))
            if found is None:
                continue
            if not self._one.provenance.is_own_word:
                return None, n
            if any(found in quoted for quoted in quotes_in(self._text(n))):
                return found, n
            self._partial.append("quote_without_marks")
            return None, n
        raise _Unfounded("quote_not_in_article")

    def _speaker(self) -> str | None:
        name = " ".join((self._one.speaker or "").split())
        # "a spokesperson" is nobody's name.
        if not name or name == name.lower() != name.upper() or is_of_spokesperson(name):
            return None
        return name

    def _check_company(self, near: Sequence[int], main: int) -> None:
        company, reading = self._one.company, self._reading
        named = {mention.company_id for n in near for mention in reading.mentions[n - 1]}
        named |= {mention.company_id for mention in reading.title_mentions}
        if company not in named and len(reading.companies) > 1:
            raise _Unfounded("company_not_near")
        if not self._one.provenance.is_own_word:
            return
        outside = without_quotes(self._text(main))
        plain = {mention.company_id for mention in reading.mentions[main - 1] if mention.surface in outside}
        quoted = {mention.company_id for mention in reading.mentions[main - 1]} - plain
        # Whom somebody speaks of does not speak.
        if plain and company in quoted:
            raise _Unfounded("words_of_another")

    def _check_speaker(self, speaker: str | None, near: Sequence[int], main: int) -> None:
        provenance = self._one.provenance
        # "The Halden chief said" names an office and nobody.
        is_office = speaker is None and voice_of(self._text(main), None) is Voice.PERSON
        if provenance is Provenance.EXECUTIVE_QUOTE and speaker is None and not is_office:
            raise _Unfounded("no_speaker")
        if provenance is Provenance.ANONYMOUS_REPORT and speaker is not None:
            raise _Unfounded("named_and_unnamed")
        if speaker is None:
            return
        if not is_named_near(speaker, self._reading.article.text, [self._text(n) for n in near]):
            raise _Unfounded("speaker_not_near")
        if provenance.is_own_word and speaks_for_another(speaker, self._one.company, self._reading):
            raise _Unfounded("speaker_of_another")

    def _role(self, speaker: str | None, near: Sequence[int]) -> str | None:
        role = " ".join((self._one.role or "").split())
        if not role or speaker is None or self._one.provenance is not Provenance.EXECUTIVE_QUOTE:
            return None
        if any(find_verbatim(role, self._text(n)) is not None for n in near):
            return role
        if find_verbatim(role, self._reading.article.text) is not None:
            return role
        self._partial.append("role")
        return None

    def _check_voice(self, main: int, speaker: str | None, role: str | None) -> None:
        """An unnamed source is never official, and an outsider speaks for nobody."""
        one, text = self._one, self._text(main)
        if not one.provenance.is_own_word:
            return
        voice = voice_of(text, Person(speaker, role) if speaker else None)
        if voice is Voice.UNNAMED:
            is_answer = one.modality is Modality.DENIAL or is_of_spokesperson(text)
            is_named = speaker is not None and is_named_near(speaker, self._reading.article.text, [text])
            if not (is_answer or is_named):
                raise _Unfounded("unnamed_source")
        if voice is Voice.OUTSIDER and role is None:
            raise _Unfounded("outsider")

    def _stance(self) -> Stance:
        if self._one.modality is Modality.CRITICISM_OF_OTHERS and self._one.provenance.is_own_word:
            # What is said of others says nothing of the speaker's own models.
            return Stance.UNDECLARED
        if self._one.stance is Stance.UNDECLARED:
            raise _Unfounded("no_stance")
        return self._one.stance

    def _said_on(self, near: Sequence[int]) -> PartialDate:
        """Told near the words, and cut to what is told there; else the day of publication."""
        try:
            said = PartialDate(self._one.said_on)
        except ValueError:
            raise _Unfounded("malformed_said_on") from None
        published = self._reading.article.published_at.date()
        if said.earliest > published:
            raise _Unfounded("date_to_come")
        told = [published.isoformat()]
        for n in near:
            told += [found.day.text for found in find_dates(self._text(n), self._reading.article.lang, published)]
        told += self._reckoned(near, published)
        if any(day == said.text or day.startswith(f"{said.text}-") for day in told):
            return said
        # "2024-05-01" for "in May 2024"; the year of publication alone would say less than the day of publication.
        coarser = [day for day in told if said.text.startswith(f"{day}-") and day != f"{published.year}"]
        if not coarser:
            raise _Unfounded("date_not_told")
        self._partial.append("date_cut")
        return PartialDate(max(coarser, key=len))

    def _reckoned(self, near: Sequence[int], published: date) -> list[str]:
        """The days of these sentences by weekday or distance from another day: "two days later", 「先週金曜」."""
        days, told = DaysTold(), []
        for n in range(1, max(near, default=0) + 1):
            day = said_on(without_quotes(self._text(n)), published, days)
            if n in near:
                told.append(day.text)
        return told


def find_verbatim(words: str, text: str) -> str | None:
    """The part of `text` that has exactly the characters of `words`, however both compose them (NFC); as `text`
    spells it. None where there is none."""
    if words in text:
        return words
    wanted = unicodedata.normalize("NFC", words)
    pieces: list[str] = []
    starts: list[int] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        piece = unicodedata.normalize("NFC", text[start:end])
        pieces.append(piece)
        starts.extend([start] * len(piece))
        start = end
    at = "".join(pieces).find(wanted)
    if at < 0:
        return None
    after = at + len(wanted)
    return text[starts[at] : starts[after] if after < len(starts) else len(text)]


def _is_one(one: Candidate, other: Candidate) -> bool:
    """Whether two tell one statement: one reading of one organisation, by the sentence or by day and speaker."""
    mine, theirs = ((each.company, each.provenance, each.stance) for each in (one, other))
    if mine != theirs:
        return False
    return one.start == other.start or (one.said_on, one.speaker) == (other.said_on, other.speaker)
