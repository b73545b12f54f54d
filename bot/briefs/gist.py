"""The gist of a story that no report tells in the reader's language: a headline and up to three plain sentences.

Composed by templates from what is typed: who did what (deeds), in whose words, on what, dates, figures and names. What
is not known is left out, and an act is given to nobody but the subject of its own sentence.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.briefs.deeds import CURRENCIES, Act, Deed, actor_of, deed_in
from bot.briefs.passages import Passage
from bot.briefs.topics import TOPICS
from bot.briefs.wording import CompanyName, format_date, format_number, language_name
from bot.domain.brief import PointKind
from bot.domain.language import Lang
from bot.i18n.catalog import text
from bot.text.numbers_and_dates import NumberRead

People = Mapping[str, Mapping[Lang, str]]
"""A person's name as any language's news spell it to the name in each language."""

_MOST_LISTED = 4
# LLM, GPU, API: letters for a thing of the trade, which tell no event from another.
_ABBREVIATION = re.compile(r"[A-Z]{2,4}")
_MOST_TOPICS = 2
_MOST_SUBJECTS = 3
_UNTOLD = frozenset({"unchanged", "letter"})
"""Topics that compare sentences well but say nothing as a subject."""
_WITH_OBJECT = {Act.DELAY, Act.LICENCE}
_PLANNED_HEADLINES = {Act.RELEASE, Act.LICENCE, Act.RAISE, Act.INVEST, Act.PARTNER, Act.BUY, Act.HIRE, Act.RULES}


@dataclass(frozen=True, slots=True)
class Gist:
    headline: str
    text: str


@dataclass(frozen=True, slots=True)
class _Told:
    """A deed in the reader's language."""

    passage: Passage
    deed: Deed
    actor: str
    object: str

    @property
    def voice(self) -> str:
        if self.passage.kind is PointKind.EXECUTIVE:
            return PointKind.EXECUTIVE.value
        # "denied" says by itself whose word it is.
        is_announced = self.deed.is_own_word and self.deed.act is not Act.DENY
        return PointKind.OFFICIAL.value if is_announced else PointKind.FACT.value


def gist_of(passages: Sequence[Passage], lang: Lang, company_name: CompanyName, people: People | None = None) -> Gist:
    """What these sentences, all in another language, tell. `passages` stand in order of importance."""
    writer = _Writer(passages, lang, company_name, people or {})
    return Gist(writer.headline(), writer.body())


def mark_of(source_lang: str, lang: Lang) -> str:
    """The words by which a gist says whose reports it is of; they stand in every gist."""
    return text("gist-press", lang, language=language_name(source_lang, lang))


class _Writer:
    def __init__(self, passages: Sequence[Passage], lang: Lang, company_name: CompanyName, people: People) -> None:
        self._passages, self._lang, self._company_name, self._people = passages, lang, company_name, people
        self._press = mark_of(passages[0].lang, lang)
        told = [one for passage in passages if (one := self._told(passage)) is not None]
        self._told_deeds = told[:1] + [one for one in told[1:] if one.deed.act is not told[0].deed.act][:1]
        self._lead = passages[0]

    def headline(self) -> str:
        language = language_name(self._lead.lang, self._lang)
        return text("gist-headline-marked", self._lang, headline=self._plain_headline(), language=language)

    def body(self) -> str:
        sentences = self._deed_sentences() or [self._about()]
        told = " ".join(sentences)
        details = [
            text(f"gist-detail-{what}{'s' * (len(items) > 1)}", self._lang, items=self._joined(items))
            for what, all_items in self._details().items()
            if (items := [item for item in all_items if item not in told])
        ]
        if details:
            shown = self._listed(details) if self._lang == "ja" else self._joined(details)
            sentences.append(text("gist-details", self._lang, details=shown))
        return ("" if self._lang == "ja" else " ").join(sentences)

    def _plain_headline(self) -> str:
        if self._told_deeds:
            first = self._told_deeds[0]
            act = first.deed.act.value
            if first.deed.is_planned and first.deed.act in _PLANNED_HEADLINES:
                act += "-planned"
            elif first.object and first.deed.act in _WITH_OBJECT:
                act += "-object"
            return text("gist-headline", self._lang, act=act, actor=first.actor, object=first.object)
        subject, topics = self._subject(), self._topics(self._passages)
        if subject and topics:
            voice = self._lead.kind.value if self._is_subjects_own(self._lead) else PointKind.FACT.value
            return text("gist-headline-about", self._lang, voice=voice, subject=subject, topics=topics)
        words = subject or topics or text("briefs-gist-unnamed", self._lang)
        return words[:1].upper() + words[1:]

    def _deed_sentences(self) -> list[str]:
        sentences = []
        for number, one in enumerate(self._told_deeds):
            act = one.deed.act.value + ("-object" if one.object and one.deed.act in _WITH_OBJECT else "")
            key = "gist-planned" if one.deed.is_planned or self._is_announced_delay(one) else "gist-done"
            clause = text(key, self._lang, act=act, actor=one.actor, object=one.object)
            if number == 0:
                sentences.append(text("gist-lead", self._lang, voice=one.voice, clause=clause, press=self._press))
            else:
                sentences.append(text("gist-then", self._lang, clause=clause))
        return sentences

    def _is_announced_delay(self, one: _Told) -> bool:
        """Who says that it delays has not done it yet: 「延期すると発表した」."""
        return one.deed.act is Act.DELAY and one.voice != PointKind.FACT.value

    def _about(self) -> str:
        """Without a sure deed: who speaks, or whom it is about, and on what."""
        subject, topics = self._subject(), self._topics(self._passages)
        kind = self._lead.kind
        if not subject:
            if not topics:
                return text("gist-lead-bare", self._lang, press=self._press)
            voice = kind.value if kind is PointKind.REPORTED else PointKind.FACT.value
            return text("gist-lead-unnamed", self._lang, voice=voice, press=self._press, topics=topics)
        if not topics:
            return text("gist-lead-plain", self._lang, subject=subject, press=self._press)
        speaker = self._person(self._lead.speaker) if kind is PointKind.EXECUTIVE and self._lead.speaker else None
        if speaker:
            voice = "speaker-of" if self._is_subjects_own(self._lead) else "speaker"
        elif kind in (PointKind.OFFICIAL, PointKind.EXECUTIVE) and not self._is_subjects_own(self._lead):
            voice = PointKind.FACT.value
        else:
            voice = kind.value
        return text(
            "gist-lead-about",
            self._lang,
            voice=voice,
            subject=subject,
            topics=topics,
            press=self._press,
            speaker=speaker or "",
        )

    def _is_subjects_own(self, passage: Passage) -> bool:
        """Whether words of a company's own are surely those of the one company that is named as the subject."""
        if passage.kind not in (PointKind.OFFICIAL, PointKind.EXECUTIVE):
            return True
        return len(self._subjects()) == 1 and len({*passage.organisations}) <= 1

    def _subjects(self) -> list[str]:
        """The company that acts in the most important sentence, else all that it names."""
        for passage in self._passages:
            actor = actor_of(passage)
            name = self._organisation(passage, actor) if actor else None
            if name:
                return [name]
            named = dict.fromkeys(self._organisation(passage, spelt) for spelt, _ in passage.company_ids)
            known = [each for each in named if each]
            known += (
                [self._company_name(one, self._lang) for one in sorted(passage.facts.companies)] if not known else []
            )
            if known:
                return known[:_MOST_SUBJECTS]
        return []

    def _subject(self) -> str:
        return self._joined(self._subjects())

    def _told(self, passage: Passage) -> _Told | None:
        deed = deed_in(passage)
        actor = self._organisation(passage, deed.actor) if deed else None
        if deed is None or actor is None:
            return None
        shown = self._object(passage, deed)
        is_needed = deed.act not in (*_WITH_OBJECT, Act.RULES)
        return _Told(passage, deed, actor, shown) if shown or not is_needed else None

    def _object(self, passage: Passage, deed: Deed) -> str:
        if deed.act in (Act.RAISE, Act.INVEST):
            return self._figure(deed.amount) if deed.amount else ""
        if deed.act in (Act.SUE, Act.BUY, Act.PARTNER):
            return (self._organisation(passage, deed.other) if deed.other else None) or ""
        if deed.act is Act.HIRE:
            return (self._person(deed.person) if deed.person else None) or ""
        if deed.act is Act.DENY:
            return self._topics([passage])
        if deed.act in _WITH_OBJECT:
            return deed.name or ""
        if deed.name:
            return text("gist-thing-named", self._lang, thing=deed.thing or "model", name=deed.name)
        return text("gist-thing", self._lang, thing=deed.thing) if deed.thing else ""

    def _organisation(self, passage: Passage, spelt: str) -> str | None:
        """Its name in the reader's language; None for a name on no record in a script that they may not read."""
        for surface, company in passage.company_ids:
            if surface == spelt:
                return self._company_name(company, self._lang)
        return spelt if spelt.isascii() else None

    def _person(self, spelt: str) -> str | None:
        known = self._people.get(spelt)
        if known is None and not spelt.isascii():
            return None
        name = known[self._lang] if known else spelt
        return text("gist-person", self._lang, name=name)

    def _topics(self, passages: Sequence[Passage]) -> str:
        counts = Counter(topic for passage in passages for topic in passage.facts.topics if topic not in _UNTOLD)
        most = sorted(counts, key=lambda topic: (-counts[topic], TOPICS.index(topic)))
        return self._joined([text("briefs-topic", self._lang, topic=topic) for topic in most[:_MOST_TOPICS]])

    def _details(self) -> dict[str, list[str]]:
        days = {read.day for passage in self._passages for read in passage.facts.dates}
        figures = [
            self._figure(read)
            for passage in self._passages
            for read in passage.facts.numbers
            if read.unit in (*CURRENCIES, "percent") and read.reaches is None
        ]
        return {
            "date": [format_date(day, self._lang) for day in sorted(days)[:_MOST_LISTED]],
            "figure": list(dict.fromkeys(figures))[:_MOST_LISTED],
            "name": list(dict.fromkeys([*self._people_named(), *self._names()]))[:_MOST_LISTED],
        }

    def _people_named(self) -> list[str]:
        """Of those on record, by their full names as the sentences have them."""
        shown = " ".join(passage.shown for passage in self._passages)
        speakers = {passage.speaker for passage in self._passages if passage.speaker}
        spelt = [name for name in self._people if (" " in name or "・" in name or name in speakers) and name in shown]
        names = [self._person(name) for name in sorted(spelt, key=shown.find)]
        return list(dict.fromkeys(name for name in names if name))[:_MOST_LISTED]

    def _names(self) -> list[str]:
        """Names in Latin letters that both languages read; a lone plain word may be a town, and is left out."""
        spelt = [name for passage in self._passages for name in passage.facts.spelt_names]
        organisations = [name for passage in self._passages for name in passage.organisations]
        told = [
            name
            for name in dict.fromkeys(spelt)
            if not _ABBREVIATION.fullmatch(name)
            and (" " in name or any(letter.isupper() or letter.isdigit() for letter in name[1:]))
            and not any(name != other and name in other for other in spelt)
            and not any(name in one or one in name for one in organisations)
            and not any(name in person or person in name for person in self._people)
        ]
        return told[:_MOST_LISTED]

    def _figure(self, read: NumberRead) -> str:
        return text("briefs-figure", self._lang, unit=read.unit or "", number=format_number(read.value, self._lang))

    def _joined(self, items: Sequence[str]) -> str:
        if (self._lang == "ja" and len(items) > 2) or any(" and " in item for item in items):
            return self._listed(items)
        if len(items) < 2:
            return "".join(items)
        return text("gist-and", self._lang, first=self._listed(items[:-1]), last=items[-1])

    def _listed(self, items: Sequence[str]) -> str:
        return ("、" if self._lang == "ja" else ", ").join(items)
