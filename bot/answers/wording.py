"""Puts a finding into sentences. The first line answers; then what it rests on, each line with its citation."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.answers.citations import Numbering
from bot.answers.doubt_wording import doubt_list, doubt_sentences, doubt_side
from bot.answers.finding import Finding, Lead
from bot.domain.answer import Answer, AnswerKind, AnswerLine, Section
from bot.domain.language import Lang
from bot.domain.statement import Provenance, Stance, Statement
from bot.i18n.catalog import text
from bot.knowledge.companies import CompanyIndex
from bot.knowledge.doubts import Doubt, Doubts
from bot.knowledge.vocabulary import Vocabulary

ENGINE = "local"
_STOPS = (".", "。", "!", "?", "！", "？")
# Speakers whom the record knows by their office only: no 氏, and no role that says it twice.
_UNNAMED = re.compile(r"spokes|\bteam\b|representative|広報|報道担当|担当者|チーム", re.IGNORECASE)
_OLD_DAYS = 180
_MAX_NAME = 60
# Their evidence are turns: each with what it reads as; those between the first and the last without their quotes.
_TURNS = (Lead.CHANGED, Lead.CHANGED_BACK, Lead.UNCHANGED)
# The lead already gives the summary of its statement; these leads do not.
_LEADS_WITHOUT_SUMMARY = frozenset(
    {Lead.STANCE, Lead.STANCE_BY_CRITICISM, Lead.CHANGED, Lead.UNCHANGED, Lead.CHANGED_BACK, Lead.COMPARED, Lead.LIST,
     Lead.LIST_ON_TOPIC, Lead.KEPT, Lead.DONE_OTHERWISE, Lead.NOT_ON_RECORD_AS_DONE, Lead.REPORTED_AND_ANSWERED,
     Lead.REPORTED_THEN_ANNOUNCED, Lead.WHO, Lead.WHO_COMPANY, Lead.SINCE}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Opening:
    """What somebody else wrote in the place of the first line's summary, with the numbers that the answer gives."""

    sentences: tuple[tuple[str, tuple[int, ...]], ...]
    engine: str


def word(
    finding: Finding,
    *,
    question: str,
    lang: Lang,
    as_of: date,
    index: CompanyIndex,
    vocabulary: Vocabulary,
    opening: Opening | None = None,
) -> Answer:
    """The answer in one language. Both languages of one finding cite the same statements under the same numbers.

    With an `opening` the first line keeps what it claims, and its sentences stand where the summary did.
    """
    writer = _Writer(finding, lang, as_of, index, vocabulary)
    lines = writer.lines(opening)
    return Answer(
        kind=finding.kind,
        lang=lang,
        question=question,
        lines=lines,
        citations=writer.numbering.citations(index, lang),
        companies=finding.companies,
        as_of=as_of,
        stance=finding.stance if finding.kind is AnswerKind.ANSWER else None,
        engine=opening.engine if opening else ENGINE,
    )


@dataclass(frozen=True, slots=True)
class Frame:
    """What stays ours around an opening that somebody else writes."""

    lead: str
    """The first line without its summary: what it claims."""
    passages: tuple[str, ...]
    """What the evidence shows of each statement, and its summary: what may be told of it."""


def frame_of(
    finding: Finding,
    statements: Sequence[Statement],
    *,
    lang: Lang,
    as_of: date,
    index: CompanyIndex,
    vocabulary: Vocabulary,
) -> Frame:
    writer = _Writer(finding, lang, as_of, index, vocabulary)
    return Frame(writer.lead_without_summary(), tuple(writer.passage(statement) for statement in statements))


class _Writer:
    def __init__(self, finding: Finding, lang: Lang, as_of: date, index: CompanyIndex, vocabulary: Vocabulary) -> None:
        self.finding = finding
        self.lang = lang
        self.as_of = as_of
        self.index = index
        self.vocabulary = vocabulary
        self.numbering = Numbering()

    def lines(self, opening: Opening | None = None) -> tuple[AnswerLine, ...]:
        found = self.finding
        told = found.cited_in_lead[:1] if found.lead not in _LEADS_WITHOUT_SUMMARY else ()
        if found.lead is Lead.COMPARED_TERMS:
            told = found.cited_in_lead
        lead = self.lead_without_summary() if opening else self._lead()
        lines = [AnswerLine(Section.LEAD, lead, self.numbering.mark(found.cited_in_lead))]
        if opening:
            lines += [AnswerLine(Section.LEAD, words, numbers) for words, numbers in opening.sentences]
            told = ()
        lines += self._section(Section.EVIDENCE, found.evidence, told)
        lines += self._section(Section.REPORTED, found.reported, told)
        lines += self._section(Section.RELEASED, found.released, told)
        lines += self._section(Section.NEAREST, found.nearest, ())
        lines += [AnswerLine(Section.NOTE, note) for note in self._notes()]
        return tuple(lines)

    def lead_without_summary(self) -> str:
        return self._stopped(self._lead(with_summary=False))

    def passage(self, statement: Statement) -> str:
        """Who, when, how and what as sentences of their own."""
        head = text(
            "answers-line-evidence",
            self.lang,
            date=_said_on(statement, self.lang),
            who=self._who(statement),
            label=self._label(statement),
            said="",
        )
        quoted = text("answers-quote", self.lang, quote=statement.quote) if statement.quote else ""
        parts = [self._stopped(part) for part in (head, quoted, self._summary(statement)) if part]
        return text("answers-join", self.lang).join(parts)

    def _stopped(self, words: str) -> str:
        bare = words.rstrip(" :：")
        return bare if bare.endswith(_STOPS) else bare + text("answers-stop", self.lang)

    def _lead(self, *, with_summary: bool = True) -> str:
        found = self.finding
        first = found.cited_in_lead[0] if found.cited_in_lead else None
        last = found.cited_in_lead[-1] if found.cited_in_lead else None
        values: dict[str, str | int] = {
            "company": self._companies(),
            "name": found.name[:_MAX_NAME],
            "named": "yes" if found.name else "no",
            "known": "yes" if found.companies else "no",
            "today": found_day(self.as_of, self.lang),
            "day": found_day(found.day or self.as_of, self.lang),
            "stance": self._stance(found.stance),
            "count": len(found.cited_in_lead),
        }
        if first and last:
            values |= {
                "date": _said_on(first, self.lang),
                "summary": self._summary(first) if with_summary else "",
                "who": self._who(first),
                "first_date": _said_on(first, self.lang),
                "last_date": _said_on(last, self.lang),
                "publisher": first.publisher,
                "label": self._label(first),
            }
        if found.stances:
            values |= {"before": self._stance(found.stances[0]), "after": self._stance(found.stances[-1])}
        if found.lead in (Lead.COMPARED, Lead.COMPARED_TERMS):
            told_by_sides = with_summary or found.lead is Lead.COMPARED
            values["sides"] = self._sides() if told_by_sides else ""
        if found.lead is Lead.LIST and found.doubts:
            return self._list_with_doubts(values)
        words = text(f"answers-lead-{found.lead.value}", self.lang, **values).rstrip()
        if found.lead is Lead.STANCE and first and (doubts := found.doubts.get(first.statement_id)):
            words += doubt_sentences(doubts, self.lang, first, self.as_of, self._released(doubts))
        return words

    def _released(self, doubts: Doubts) -> tuple[str, str]:
        release = doubts.release
        return (self._stance(release.stance), _said_on(release, self.lang)) if release else ("", "")

    def _list_with_doubts(self, values: dict[str, str | int]) -> str:
        """Those with firm words first; then, apart, those on thin ground with the reason."""
        found = self.finding
        names = {one.statement_id: self.index.get(one.company).names[self.lang] for one in found.cited_in_lead}
        firm = [name for key, name in names.items() if key not in found.doubts]
        joined = text("answers-and" if len(firm) < 3 else "answers-list", self.lang).join(firm)
        values |= {"company": joined, "count": len(firm)}
        first = text("answers-lead-list" if firm else "doubts-list-none", self.lang, **values).rstrip()
        apart = [(name, found.doubts[key]) for key, name in names.items() if key in found.doubts]
        return text("answers-join", self.lang).join(part for part in (first, doubt_list(apart, self.lang)) if part)

    def _sides(self) -> str:
        sides = [
            text(
                "answers-side",
                self.lang,
                side=self._side_name(n, statement),
                stance=self._stance(stance),
                date=_said_on(statement, self.lang),
                doubts=doubt_side(doubts, self.lang),
            )
            if self.finding.lead is Lead.COMPARED
            else text(
                "answers-side-terms", self.lang, side=self._side_name(n, statement), summary=self._summary(statement)
            )
            for n, (statement, stance) in enumerate(zip(self.finding.cited_in_lead, self.finding.stances, strict=True))
            for doubts in [self.finding.doubts.get(statement.statement_id, Doubts())]
        ]
        return text("answers-side-join" if self.finding.lead is Lead.COMPARED else "answers-join", self.lang).join(
            sides
        )

    def _side_name(self, n: int, statement: Statement) -> str:
        names = self.finding.name.split(" / ") if self.finding.name else []
        return names[n][:_MAX_NAME] if n < len(names) else self.index.get(statement.company).names[self.lang]

    def _section(
        self, section: Section, statements: Sequence[Statement], told: Sequence[Statement]
    ) -> list[AnswerLine]:
        return [
            AnswerLine(
                section,
                self._line(section, statement, is_told=_is_in(statement, told)),
                self.numbering.mark([statement]),
            )
            for statement in _once(statements)
        ]

    def _line(self, section: Section, statement: Statement, *, is_told: bool) -> str:
        is_turn = section is Section.EVIDENCE and self.finding.lead in _TURNS
        is_between = is_turn and statement not in (self.finding.evidence[0], self.finding.evidence[-1])
        quoted = text("answers-quote", self.lang, quote=statement.quote) if statement.quote and not is_between else ""
        summary = "" if is_told else self._summary(statement)
        said = text("answers-join", self.lang).join(part for part in (quoted, summary) if part)
        line = text(
            "doubts-line-turn" if is_turn else f"answers-line-{section.value}",
            self.lang,
            date=_said_on(statement, self.lang),
            stance=self._stance(statement.stance),
            who=self._who(statement),
            label=self._label(statement),
            said=said,
        )
        # What the first line tells already is not told again: who and when stand alone.
        return line if said else line.rstrip(" :：")

    def _notes(self) -> list[str]:
        found = self.finding
        notes = []
        # Of a stance it is the words that grow old, whatever was released since.
        of_words = found.lead is Lead.STANCE
        own = [*found.evidence, *(() if of_words else found.released)]
        own = [statement for statement in own if statement.provenance is not Provenance.ANONYMOUS_REPORT]
        if found.kind is AnswerKind.ANSWER and own:
            newest = max(own, key=lambda statement: statement.said_on.latest)
            days = (self.as_of - newest.said_on.latest).days
            is_told = any(Doubt.OLD in doubts.kinds for doubts in found.doubts.values())
            if days > _OLD_DAYS and not is_told and found.lead in (Lead.STANCE, Lead.SAID, Lead.PLAN, Lead.ON_TOPIC):
                key = "answers-note-old-words" if of_words else "answers-note-old"
                notes.append(text(key, self.lang, date=_said_on(newest, self.lang), months=max(1, days // 30)))
        if found.more:
            key = "doubts-more-turns" if found.lead in _TURNS else "doubts-more"
            notes.append(text(key, self.lang, count=found.more))
        if any(s.provenance is Provenance.ANONYMOUS_REPORT for s in found.reported):
            notes.append(text("answers-note-reported", self.lang))
        if found.kind is AnswerKind.ABSTENTION:
            today = found_day(self.as_of, self.lang)
            is_told = today in self._lead()
            notes.append(text("answers-note-ask" if is_told else "answers-note-checked", self.lang, today=today))
        return notes

    def _companies(self) -> str:
        names = [self.index.get(company).names[self.lang] for company in self.finding.companies]
        is_list = self.finding.lead in (Lead.LIST, Lead.LIST_ON_TOPIC)
        return text("answers-and" if not is_list or len(names) < 3 else "answers-list", self.lang).join(
            names if is_list else names[:4]
        )

    def _stance(self, stance: Stance | None) -> str:
        return self.vocabulary.name("stance", (stance or Stance.UNDECLARED).value, self.lang)

    def _label(self, statement: Statement) -> str:
        return self.vocabulary.name("provenance", statement.provenance.value, self.lang)

    def _summary(self, statement: Statement) -> str:
        return statement.summary[self.lang]

    def _who(self, statement: Statement) -> str:
        company = self.index.get(statement.company).names[self.lang]
        speaker = statement.speaker
        if speaker is None:
            is_told = statement.provenance in (Provenance.ANONYMOUS_REPORT, Provenance.THIRD_PARTY_ANALYSIS)
            return text("answers-teller", self.lang, publisher=statement.publisher) if is_told else company
        if _UNNAMED.search(f"{speaker.name} {speaker.name_ja}"):
            return text("answers-speaker-unnamed", self.lang, name=speaker.name_in(self.lang), company=company)
        return text(
            "answers-speaker",
            self.lang,
            name=speaker.name_in(self.lang),
            role=speaker.role_in(self.lang),
            company=company,
        )


def found_day(day: date, lang: Lang) -> str:
    return text("answers-day", lang, year=str(day.year), month=day.month, day=day.day, iso=day.isoformat())


def _said_on(statement: Statement, lang: Lang) -> str:
    """The date as precise as it is known."""
    parts = statement.said_on.text.split("-")
    if len(parts) == 3:
        return found_day(statement.said_on.earliest, lang)
    if len(parts) == 2:
        return text("answers-month", lang, year=parts[0], month=int(parts[1]), iso=statement.said_on.text)
    return text("answers-year", lang, year=parts[0])


def _once(statements: Sequence[Statement]) -> list[Statement]:
    return list({statement.statement_id: statement for statement in statements}.values())


def _is_in(statement: Statement, others: Sequence[Statement]) -> bool:
    return any(other.statement_id == statement.statement_id for other in others)
