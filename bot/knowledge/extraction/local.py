"""The local extractor: each sentence is read for its voice, its company and its words on openness."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bot.domain.article import Article
from bot.domain.statement import Company, Modality, PartialDate, Provenance, Stance
from bot.knowledge.companies import CompanyIndex, Mention
from bot.knowledge.extraction import manner, openness, stances
from bot.knowledge.extraction.candidate import Candidate
from bot.knowledge.extraction.days import DaysTold, said_on
from bot.knowledge.extraction.provenance import provenance_of
from bot.knowledge.extraction.voices import (
    Person,
    Voice,
    find_person,
    goes_on,
    quotes_in,
    says_nobody_new,
    surname_of,
    voice_of,
    without_quotes,
)
from bot.text.sentences import SentenceSpan, sentence_spans

_MAX_SENTENCES = 400
_MAX_SENTENCE = 1500
_MAX_SCANNED = 4000
_I = re.IGNORECASE
_QUESTION = re.compile(r"[?？]\s*$|(?:だろうか|のか|でしょうか)[。」]?\s*$")
_IRONY = re.compile(
    r"pigs (?:will |can )?fly|\bjoked?\b|\bjokingly\b|\bsatir\w+|豚も空を|冗談|皮肉交じり|エープリルフール|April Fool",
    _I,
)
_UNREAL = re.compile(
    r"^if\b.{0,120}\b(?:had|were)\b|would have|^もし.{0,200}(?:たら|れば|なら)|ていただろう"
    r"|^(?:had|were)\b.{0,120}\b(?:would|could|might)\b",
    _I,
)
_FOREIGN_MAKER = re.compile(
    r"\bindependent developer|not involved|\bcompared\b|built (?:\w+ ){0,4}on\b|を使い|比べ", _I
)
_OWN = re.compile(r"\b(?:we|our|us|ours)\b|当社|弊社|我々|われわれ|私たち|自社", _I)
_ADVICE = re.compile(r"\b(?:should|must|ought to)\b(?! not be called| be called)|べき(?!で(?:は)?ない)", _I)
_VERSION = re.compile(r"[\s\-]*(?:[vV]?\d[\w.]*|[IVX]{1,4})$")
# An organisation that plans something says so, whatever the verb: "Acme plans to …", 「アクメは…する方針だ」.
_PLANS = re.compile(
    r"^(?:'s?|’s?)?,?\s*(?:also |now |still )?(?:plans?|intends?|aims?|wants?|vows?|refuses?|declines?"
    r"|rules? out|will|won't|has (?:decided|ruled out|no plans)"
    r"|is (?:planning|preparing|set|going)|remains? committed|does not plan)\b",
    _I,
)
_PLANS_JA = re.compile(r"(?:方針|予定|計画|考え|構え|意向|見通し)(?:だ|である|を(?:決め|固め|示し))")
_OWN_VOICES = (Voice.PERSON, Voice.SPOKESPERSON)


@dataclass(slots=True)
class _Thread:
    """What earlier sentences leave for later ones to refer to."""

    company: str | None = None
    person: Person | None = None
    voice: Voice = Voice.NOBODY
    is_attack: bool = False
    attacked: str | None = None
    """Whom the sentence before spoke against."""
    outsiders: set[str] = field(default_factory=set)
    """Names of experts and other outsiders: later sentences call them by name alone."""
    seen: Person | None = None
    """Whom the sentence before named, whether or not it gave words."""
    persons: dict[str, Person] = field(default_factory=dict)
    """Everybody named so far, by surname."""
    told: dict[str, Stance] = field(default_factory=dict)
    """What the sentence before told of a company's openness."""
    days: DaysTold = field(default_factory=DaysTold)
    day: PartialDate | None = None
    """The day of the words of the sentence before."""


def extract_candidates(article: Article, index: CompanyIndex) -> list[Candidate]:
    """What the article tells of anybody's stance on openness, in order; one per company, provenance and stance.

    Quotes are verbatim parts of `article.text`. Pure: the same article and index give the same candidates.
    """
    headline = index.find_mentions(article.title)
    # Of a text that names one organisation only, a speaker without another is that one's.
    all_named = {m.company_id for m in headline} or {
        m.company_id for m in index.find_mentions(article.text[:_MAX_SCANNED])
    }
    thread = _Thread(company=min(all_named) if len(all_named) == 1 else None)
    thread.is_attack = manner.is_critical(article.title)
    published_on = article.published_at.date()
    found: list[Candidate] = []
    for span in sentence_spans(article.text, article.lang)[:_MAX_SENTENCES]:
        if len(span.text) <= _MAX_SENTENCE:
            candidate = _read(span, article.lang, published_on, index, thread)
            if candidate is not None:
                found.append(candidate)
    return _one_per_statement(found)


def _read(span: SentenceSpan, lang: str, published_on: date, index: CompanyIndex, thread: _Thread) -> Candidate | None:
    text = span.text
    mentions = index.find_mentions(text)
    outside = without_quotes(text)
    person, voice = _who(text, lang, mentions, thread)
    speaking, about = _parties(outside, mentions, thread, voice)
    goes_on_attacking = (
        voice in _OWN_VOICES
        and about == speaking
        and bool(quotes_in(text))
        and not _OWN.search(text)
        and thread.attacked not in (None, speaking)
    )
    if goes_on_attacking:
        about = thread.attacked
    attack = goes_on_attacking or manner.is_critical(outside) or (thread.is_attack and about != speaking)
    company = about if voice is Voice.OUTSIDER else speaking
    thread.attacked = about if attack and about != speaking else None
    day = said_on(outside, published_on, thread.days)
    if voice is thread.voice and not re.search(r"\w", outside):
        day = thread.day or day  # words that go on were said when those before them were
    _remember(thread, speaking, person, voice)
    thread.day = day if voice is not Voice.NOBODY else None
    if company is None or _is_unreal(text, outside):
        return None
    products = names_of(index.get(company))
    stance = _stance(text, products, voice, thread, company=company, about=about, is_attack=attack)
    if stance is None:
        return None
    provenance = provenance_of(text, voice, stance, mentions)
    if provenance is None or (voice is Voice.OUTSIDER and _ADVICE.search(outside)):
        return None
    is_criticism = provenance.is_own_word and _is_of_another(text, company, about, index, is_attack=attack)
    if is_criticism:
        stance = Stance.UNDECLARED
    elif stance is Stance.UNDECLARED:
        return None
    return Candidate(
        company=company,
        speaker=person.name
        if person and provenance in (Provenance.EXECUTIVE_QUOTE, Provenance.THIRD_PARTY_ANALYSIS)
        else None,
        role=person.role if person and provenance is Provenance.EXECUTIVE_QUOTE else None,
        provenance=provenance,
        modality=Modality.DESCRIPTION
        if provenance is Provenance.RELEASE
        else manner.modality_of(
            text,
            is_condition=stance is Stance.GATED_OR_STAGED,
            is_criticism=is_criticism,
            is_refusal=stances.refuses(text),
        ),
        scope=manner.scope_of(text),
        stance=stance,
        quote=_quote(text, products) if provenance.is_own_word else None,
        said_on=day,
        passage=text,
        start=span.start,
        end=span.end,
    )


def _who(text: str, lang: str, mentions: Sequence[Mention], thread: _Thread) -> tuple[Person | None, Voice]:
    """Who speaks in the sentence, where it leaves that to an earlier one: the same as there."""
    person = find_person(text, lang, [mention.surface for mention in mentions], thread.persons)
    voice = voice_of(text, person)
    if goes_on(text) and thread.voice is not Voice.NOBODY:
        return person or thread.person, thread.voice
    if person is None and not re.search(r"\w", without_quotes(text)) and quotes_in(text):
        # A quotation and nothing else goes on with whoever spoke, or was presented, in the sentence before.
        return (thread.person, thread.voice) if thread.voice is not Voice.NOBODY else (thread.seen, _voice(thread.seen))
    if person is not None and person.name in thread.outsiders:
        return person, Voice.OUTSIDER
    if voice is Voice.ORGANISATION:
        if lang == "ja" and thread.voice is Voice.PERSON and says_nobody_new(text, person):
            return thread.person, thread.voice
        if quotes_in(text) and thread.voice is Voice.SPOKESPERSON:
            return person, Voice.SPOKESPERSON
    if voice is Voice.NOBODY and _plans(without_quotes(text), mentions, lang):
        return person, Voice.ORGANISATION
    return person, voice


def _voice(person: Person | None) -> Voice:
    return Voice.PERSON if person is not None and person.role else Voice.NOBODY


def _stance(
    text: str,
    products: Sequence[str],
    voice: Voice,
    thread: _Thread,
    *,
    company: str,
    about: str | None,
    is_attack: bool,
) -> Stance | None:
    """What the sentence says of openness or bears out of the one before it; None where it is about other things."""
    quotes = quotes_in(text)
    told = thread.told.get(company)
    thread.told.clear()
    is_on_openness = openness.is_about_openness(text, products, is_told=voice is not Voice.NOBODY) or (
        is_attack and about != company and any(map(openness.is_barred, quotes))
    )
    stance = stances.stance_told(text, quotes) if is_on_openness else Stance.UNDECLARED
    if stance is not Stance.UNDECLARED and not is_attack:
        thread.told[company] = stance
    elif told and about == company and _bears_out(text, voice, quotes, is_on_openness=is_on_openness):
        return told
    return stance if is_on_openness else None


def _remember(thread: _Thread, company: str | None, person: Person | None, voice: Voice) -> None:
    thread.company = company or thread.company
    if voice is not Voice.NOBODY:
        thread.person, thread.voice = person, voice
    if person is not None and voice is Voice.OUTSIDER:
        thread.outsiders.add(person.name)
    thread.seen = person if person is not None and voice is not Voice.OUTSIDER else None
    if person is not None:
        thread.persons.setdefault(surname_of(person), person)


def _parties(outside: str, mentions: Sequence[Mention], thread: _Thread, voice: Voice) -> tuple[str | None, str | None]:
    """The company whose voice it is, and the one that the words are about."""
    plain = [mention for mention in mentions if mention.surface in outside]
    quoted = [mention for mention in mentions if mention.surface not in outside]
    speaking = plain[0].company_id if plain else thread.company
    if voice is Voice.OUTSIDER:
        subject = (plain or quoted)[0].company_id if mentions else thread.company
        return subject, subject
    others = [mention.company_id for mention in [*quoted, *plain] if mention.company_id != speaking]
    if speaking is None and quoted:
        speaking = quoted[0].company_id
    return speaking, others[0] if others else speaking


_TELLS_IT = re.compile(
    r"明かした|認めた|confirmed (?:it|this|the (?:plan|move|decision))|announced the (?:plan|move"
    r"|decision)",
    _I,
)


def _bears_out(text: str, voice: Voice, quotes: Sequence[str], *, is_on_openness: bool) -> bool:
    """Whether a sentence only says who stands behind what the one before it told of openness."""
    if voice is Voice.UNNAMED or (voice is Voice.PERSON and not quotes and _TELLS_IT.search(text)):
        return not is_on_openness
    return voice in _OWN_VOICES and any(map(openness.carries_on, quotes))


def _plans(outside: str, mentions: Sequence[Mention], lang: str) -> bool:
    """Whether the sentence's first organisation is what plans, refuses or will do something."""
    first = next((mention.surface for mention in mentions if mention.surface in outside), None)
    if first is None:
        return False
    after = outside[outside.index(first) + len(first) :]
    return bool(_PLANS_JA.search(after) if lang == "ja" else _PLANS.match(after))


def _is_unreal(text: str, outside: str) -> bool:
    return bool(
        _QUESTION.search(text) or _IRONY.search(text) or _UNREAL.search(outside) or _FOREIGN_MAKER.search(outside)
    )


def _is_of_another(text: str, company: str, about: str | None, index: CompanyIndex, *, is_attack: bool) -> bool:
    """Whether the words are about another organisation and say nothing of the speaker's own models."""
    if about is None or about == company:
        return False
    quoted = " ".join(quotes_in(text))
    if _OWN.search(quoted):
        return False
    return is_attack or any(mention.company_id == about for mention in index.find_mentions(quoted))


def _quote(text: str, products: Sequence[str]) -> str | None:
    """The longest words in quotation marks that are no mere name."""
    names = {name.casefold() for name in products}
    quoted = [quote for quote in quotes_in(text) if quote.casefold() not in names and len(quote) > 6]
    return max(quoted, key=len, default=None)


def names_of(company: Company) -> list[str]:
    """The models' names and their families': an article may write `Acme` for `Acme 2`."""
    names = [name for product in company.products for name in (product.name, product.name_ja)]
    families = [_VERSION.sub("", name) for name in names]
    return [name for name in dict.fromkeys([*names, *families]) if len(name) > 1]


def _one_per_statement(found: Sequence[Candidate]) -> list[Candidate]:
    """Of several sentences that tell the same, the one with the speaker's own words, else the first.

    What the organisation is said to have said goes into the words of its named speaker, where both read the same.
    """
    kept: dict[tuple[str, Provenance], Candidate] = {}
    for candidate in found:
        key = (candidate.company, candidate.provenance)
        held = kept.get(key)
        if held is None or (manner.is_background(held.passage) and not manner.is_background(candidate.passage)):
            kept[key] = candidate
        elif held.quote is None and candidate.quote is not None and held.speaker in (None, candidate.speaker):
            earlier = min(held.said_on, candidate.said_on, key=lambda day: day.earliest)
            stance = held.stance if held.stance is not Stance.OPEN_WEIGHTS else candidate.stance
            kept[key] = replace(candidate, said_on=earlier, stance=stance)
    return [one for one in kept.values() if not _is_told_by_person(one, kept)]


def _is_told_by_person(one: Candidate, kept: Mapping[tuple[str, Provenance], Candidate]) -> bool:
    person = kept.get((one.company, Provenance.EXECUTIVE_QUOTE))
    if person is None or one.provenance is not Provenance.OFFICIAL_STATEMENT or one.quote is not None:
        return False
    return one.stance is person.stance or Modality.DENIAL in (one.modality, person.modality)
