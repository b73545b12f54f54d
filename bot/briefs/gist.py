"""The gist of a story that no report tells in the reader's language: a headline and up to three plain sentences.

Composed by templates from what is typed: who did what (deeds) or what kind of event it is (events), in whose words,
figures, dates and names. What is not known is left out, and an act is given to nobody but the subject of its sentence.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.briefs.deeds import Act, Deed, actor_of, deed_in
from bot.briefs.events import event_in
from bot.briefs.figures import change_of, figures_of
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
_MOST_STRANGE = 12
"""Letters in Japanese script that an English sentence may have for names."""
_OPENING_NAME = re.compile(
    r"([A-Z][\w&.-]*\w(?: [A-Z][\w&.-]*\w){0,2}) "
    r"(?:plans|has|had|will|would|is|was|said|says|aims|expects|intends|may)\b"
)
_PLAIN_WORDS = re.compile(r"[A-Z]+|[A-Z][a-z'’.]+|U\.S\.?")
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
    subject: str
    """Whom it is about; empty where nobody is named."""
    text: str
    """One sentence, which names the press that it is of."""


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
    return Gist(writer.headline(), writer.subject(), writer.sentence())


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
        self._event = event_in([self._lead.article.title, self._lead.shown], self._lead.lang)

    def headline(self) -> str:
        language = language_name(self._lead.lang, self._lang)
        return text("gist-headline-marked", self._lang, headline=self._plain_headline(), language=language)

    def sentence(self) -> str:
        told = self._deeds() or self._about()
        details = [
            text(f"gist-detail-{what}{'s' * (len(items) > 1)}", self._lang, items=self._joined(items))
            for what, all_items in self._details().items()
            if (items := [item for item in all_items if item not in told])
        ]
        if details:
            shown = self._listed(details) if self._lang == "ja" else self._joined(details)
            told = text("gist-details", self._lang, sentence=told.rstrip("。."), details=shown)
        return told[:1].upper() + told[1:]

    def _plain_headline(self) -> str:
        if self._told_deeds:
            first = self._told_deeds[0]
            act = first.deed.act.value
            if first.deed.is_planned and first.deed.act in _PLANNED_HEADLINES:
                act += "-planned"
            elif first.object and first.deed.act in _WITH_OBJECT:
                act += "-object"
            return text("gist-headline", self._lang, act=act, actor=first.actor, object=first.object)
        subject, event = self.subject(), self._event
        if event:
            voice = "reported" if self._lead.kind is PointKind.REPORTED else "fact"
            label = text("gist-event-label", self._lang, event=event)
            figure = change_of(self._lead, self._event, self._lang) or self._first_figure()
            key = "gist-headline-event" if subject else "gist-headline-event-alone"
            shown = text(key, self._lang, voice=voice, event=label, subject=subject)
            return text("gist-headline-figure", self._lang, headline=shown, figure=figure) if figure else shown
        topics = self._topics(self._passages)
        if subject and topics:
            voice = self._lead.kind.value if self._is_subjects_own(self._lead) else PointKind.FACT.value
            return text("gist-headline-about", self._lang, voice=voice, subject=subject, topics=topics)
        words = subject or topics or text("briefs-gist-unnamed", self._lang)
        return words[:1].upper() + words[1:]

    def _first_figure(self) -> str:
        return next(iter(figures_of([self._lead], self._lang) or figures_of(self._passages, self._lang)), "")

    def _deeds(self) -> str:
        """Up to two deeds in one sentence; empty where none is sure."""
        if not self._told_deeds:
            return ""
        clauses = []
        for one in self._told_deeds:
            act = one.deed.act.value + ("-object" if one.object and one.deed.act in _WITH_OBJECT else "")
            key = "gist-planned" if one.deed.is_planned or self._is_announced_delay(one) else "gist-done"
            clauses.append(text(key, self._lang, act=act, actor=one.actor, object=one.object))
        voices = {one.voice for one in self._told_deeds}
        # Two voices in one sentence: what the press reports of both is true of either.
        voice = voices.pop() if len(voices) == 1 else PointKind.FACT.value
        clause = clauses[0] if len(clauses) == 1 else text("gist-both", self._lang, first=clauses[0], second=clauses[1])
        return text("gist-lead", self._lang, voice=voice, clause=clause, press=self._press)

    def _is_announced_delay(self, one: _Told) -> bool:
        """Who says that it delays has not done it yet: 「延期すると発表した」."""
        return one.deed.act is Act.DELAY and one.voice != PointKind.FACT.value

    def _about(self) -> str:
        """Without a sure deed: who speaks, or whom it is about, and on what."""
        subject, topics = self._written(self.subject()), self._topics(self._passages)
        if self._event:
            topics = text("gist-event", self._lang, event=self._event)
        kind = self._lead.kind
        if subject and self._is_strange(subject):
            subject = ""
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

    def _written(self, names: str) -> str:
        """Names in a script that the reader may not read stand in marks, as a quote from the reports."""
        return names if self._lang == "ja" or names.isascii() else f"「{names}」"

    def _is_strange(self, names: str) -> bool:
        """Whether the names would be too much of an English sentence."""
        return self._lang == "en" and sum(not letter.isascii() for letter in names) > _MOST_STRANGE

    def _is_subjects_own(self, passage: Passage) -> bool:
        """Whether words of a company's own are surely those of the one company that is named as the subject."""
        if passage.kind not in (PointKind.OFFICIAL, PointKind.EXECUTIVE):
            return True
        return len(self._subjects()) == 1 and len({*passage.organisations}) <= 1

    def _subjects(self) -> list[str]:
        """The company that acts in the most important sentence, else all that it names; or of the next sentence."""
        for passage in self._passages:
            actor = actor_of(passage)
            if actor:
                return [self._organisation(passage, actor)]
            known = list(dict.fromkeys(self._organisation(passage, spelt) for spelt, _ in passage.company_ids))
            known = known or [self._company_name(one, self._lang) for one in sorted(passage.facts.companies)]
            known = known[:_MOST_SUBJECTS] or self._strangers(passage)
            if known:
                return known
        return []

    def _strangers(self, passage: Passage) -> list[str]:
        """Without anybody on record: who is named in both headline and sentence, as they are spelt there."""
        title = passage.article.title
        named = [name for name in passage.organisations if name in title] or list(passage.organisations[:1])
        if not named and passage.lang == "en" and (found := _OPENING_NAME.match(passage.shown)) and found[1] in title:
            named = [found[1]]
        return sorted(named, key=lambda name: (title.find(name), name))[: _MOST_SUBJECTS - 1]

    def subject(self) -> str:
        return self._joined(self._subjects())

    def _told(self, passage: Passage) -> _Told | None:
        deed = deed_in(passage)
        if deed is None:
            return None
        actor = self._written(self._organisation(passage, deed.actor))
        shown = self._object(passage, deed)
        is_needed = deed.act not in (*_WITH_OBJECT, Act.RULES)
        is_told = (shown or not is_needed) and not self._is_strange(actor + shown)
        return _Told(passage, deed, actor, shown) if is_told else None

    def _object(self, passage: Passage, deed: Deed) -> str:
        if deed.act in (Act.RAISE, Act.INVEST):
            return self._figure(deed.amount) if deed.amount else ""
        if deed.act in (Act.SUE, Act.BUY, Act.PARTNER):
            return self._written(self._organisation(passage, deed.other)) if deed.other else ""
        if deed.act is Act.HIRE:
            return (self._person(deed.person) if deed.person else None) or ""
        if deed.act is Act.DENY:
            return self._topics([passage])
        if deed.act in _WITH_OBJECT:
            return deed.name or ""
        if deed.name:
            return text("gist-thing-named", self._lang, thing=deed.thing or "model", name=deed.name)
        return text("gist-thing", self._lang, thing=deed.thing) if deed.thing else ""

    def _organisation(self, passage: Passage, spelt: str) -> str:
        """Its name in the reader's language where it is on record, else as the sentence spells it."""
        for surface, company in passage.company_ids:
            if surface == spelt:
                return self._company_name(company, self._lang)
        return spelt

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
        read = {read.day for passage in self._passages for read in passage.facts.dates}
        # "June 2026" beside "June 22, 2026" adds nothing.
        days = [day for day in read if not any(other.text.startswith(f"{day.text}-") for other in read)]
        return {
            "date": [format_date(day, self._lang) for day in sorted(days)[:_MOST_LISTED]],
            "figure": figures_of(self._passages, self._lang)[:_MOST_LISTED],
            "name": list(dict.fromkeys([*self._people_named(), *self._names()]))[:_MOST_LISTED],
        }

    def _people_named(self) -> list[str]:
        """Of those on record, by their full names as the sentences have them."""
        shown = " ".join(passage.shown for passage in self._passages)
        speakers = {passage.speaker for passage in self._passages if passage.speaker}
        spelt = [name for name in self._people if (" " in name or "・" in name or name in speakers) and name in shown]
        spelt += [name for name in speakers if name.isascii() and name not in self._people and " " in name]
        names = [self._person(name) for name in sorted(spelt, key=shown.find)]
        return list(dict.fromkeys(name for name in names if name))[:_MOST_LISTED]

    def _names(self) -> list[str]:
        """Names in Latin letters with a digit or a capital inside: plain capitalised words may be towns and courts."""
        spelt = [name for passage in self._passages for name in passage.facts.spelt_names]
        organisations = [name for passage in self._passages for name in passage.organisations]
        told = [
            name
            for name in dict.fromkeys(spelt)
            if not _ABBREVIATION.fullmatch(name)
            and not all(_PLAIN_WORDS.fullmatch(word) for word in name.split())
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
