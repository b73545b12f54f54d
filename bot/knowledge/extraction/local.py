"""The local extractor: each sentence is read for its voice, its company and its words on openness."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.article import Article
from bot.domain.statement import Modality, PartialDate, Provenance, Stance
from bot.knowledge.companies import CompanyIndex, Mention
from bot.knowledge.extraction import stances
from bot.knowledge.extraction.candidate import Candidate
from bot.knowledge.extraction.voices import (
    Person,
    Voice,
    find_person,
    goes_on,
    quotes_in,
    voice_of,
    without_quotes,
)
from bot.text.numbers_and_dates import find_dates
from bot.text.sentences import SentenceSpan, sentence_spans

_MAX_SENTENCES = 400
_MAX_SENTENCE = 1500
_I = re.IGNORECASE
_QUESTION = re.compile(r"[?？]\s*$|(?:だろうか|のか|でしょうか)[。」]?\s*$")
_IRONY = re.compile(r"pigs (?:will |can )?fly|\bjoked?\b|\bjokingly\b|\bsatir\w+|豚も空を|冗談|皮肉交じり|エープリルフール|April Fool", _I)
_UNREAL = re.compile(r"^if\b.{0,120}\b(?:had|were)\b|would have|^もし.{0,200}(?:たら|れば|なら)|ていただろう", _I)
_RELEASED = re.compile(
    r"\b(?:has |have )?(?:released|published|uploaded|open-?sourced|opened)\b|\bis releasing\b|now available for download|公開した|公開している|"
    r"提供を始めた|アップロードした|オープンソース化した|公開し、",
    _I,
)
_CAN_BE_HAD = re.compile(
    r"weights|download|open[- ]?(?:weight|source)|licen[cs]e|hugging face|重み|オープン(?:ウェイト|ソース)|ライセンス|ダウンロード", _I
)
_FOREIGN_MAKER = re.compile(r"\bindependent developer|not involved|\bcompared\b|built (?:\w+ ){0,4}on\b|を使い|比べ", _I)
_REPORTING = re.compile(r"\b(?:in|on|back in) |年|wrote|書い|述べていた|投稿し", _I)
_LOOKS_AHEAD = re.compile(r"\b(?:will|next|by|until|to be)\b[^\"]{0,40}$|まで|予定", _I)

_PROVENANCE = {
    Voice.PERSON: Provenance.EXECUTIVE_QUOTE,
    Voice.SPOKESPERSON: Provenance.OFFICIAL_STATEMENT,
    Voice.ORGANISATION: Provenance.OFFICIAL_STATEMENT,
    Voice.UNNAMED: Provenance.ANONYMOUS_REPORT,
    Voice.OUTSIDER: Provenance.THIRD_PARTY_ANALYSIS,
}


@dataclass(slots=True)
class _Thread:
    """What earlier sentences leave for later ones to refer to."""

    company: str | None = None
    person: Person | None = None
    voice: Voice = Voice.NOBODY
    is_attack: bool = False


def extract_candidates(article: Article, index: CompanyIndex) -> list[Candidate]:
    """What the article tells of anybody's stance on openness, in order; one per company, provenance and stance.

    Quotes are verbatim parts of `article.text`. Pure: the same article and index give the same candidates.
    """
    headline = index.find_mentions(article.title)
    thread = _Thread(company=headline[0].company_id if len({m.company_id for m in headline}) == 1 else None)
    thread.is_attack = stances.is_critical(article.title)
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
    person = find_person(text, lang)
    voice = voice_of(text, person)
    if goes_on(text) and thread.person is not None:
        person, voice = person or thread.person, thread.voice
    elif voice is Voice.ORGANISATION and quotes_in(text) and thread.voice is Voice.SPOKESPERSON:
        voice = Voice.SPOKESPERSON
    speaking, about = _parties(outside, mentions, thread, voice)
    attack = stances.is_critical(outside) or (thread.is_attack and about != speaking)
    company = about if voice is Voice.OUTSIDER else speaking
    _remember(thread, speaking, person, voice)
    if company is None or _is_unreal(text, outside):
        return None
    products = _names_of(index, company)
    if not stances.is_about_openness(text, products):
        return None
    provenance = _provenance(text, outside, voice)
    if provenance is None:
        return None
    is_criticism = provenance.is_own_word and about is not None and about != company and (attack or bool(quotes_in(text)))
    stance = Stance.UNDECLARED if is_criticism else stances.stance_of(text)
    if stance is Stance.UNDECLARED and not is_criticism:
        return None
    return Candidate(
        company=company,
        speaker=person.name if person and provenance in (Provenance.EXECUTIVE_QUOTE, Provenance.THIRD_PARTY_ANALYSIS) else None,
        role=person.role if person and provenance is Provenance.EXECUTIVE_QUOTE else None,
        provenance=provenance,
        modality=Modality.DESCRIPTION
        if provenance is Provenance.RELEASE
        else stances.modality_of(text, is_condition=stance is Stance.GATED_OR_STAGED, is_criticism=is_criticism),
        scope=stances.scope_of(text),
        stance=stance,
        quote=_quote(text, products) if provenance.is_own_word else None,
        said_on=_said_on(outside, lang, published_on),
        passage=text,
        start=span.start,
        end=span.end,
    )


def _remember(thread: _Thread, company: str | None, person: Person | None, voice: Voice) -> None:
    thread.company = company or thread.company
    if voice is not Voice.NOBODY:
        thread.person, thread.voice = person, voice


def _parties(
    outside: str, mentions: Sequence[Mention], thread: _Thread, voice: Voice
) -> tuple[str | None, str | None]:
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


def _is_unreal(text: str, outside: str) -> bool:
    return bool(_QUESTION.search(text) or _IRONY.search(text) or _UNREAL.search(outside) or _FOREIGN_MAKER.search(outside))


def _provenance(text: str, outside: str, voice: Voice) -> Provenance | None:
    if _RELEASED.search(outside) and _CAN_BE_HAD.search(text) and voice in (Voice.NOBODY, Voice.ORGANISATION):
        return Provenance.RELEASE
    return _PROVENANCE.get(voice)


def _quote(text: str, products: Sequence[str]) -> str | None:
    """The longest words in quotation marks that are no mere name."""
    names = {name.casefold() for name in products}
    quoted = [quote for quote in quotes_in(text) if quote.casefold() not in names and len(quote) > 6]
    return max(quoted, key=len, default=None)


def _said_on(outside: str, lang: str, published_on: date) -> PartialDate:
    """The first date of the sentence that is not to come; the day of publication where none is told."""
    for mention in find_dates(outside, lang, published_on):
        if mention.day.latest <= published_on or mention.day.earliest <= published_on and len(mention.day.text) == 10:
            return mention.day
    return PartialDate(published_on.isoformat())


def _names_of(index: CompanyIndex, company: str) -> list[str]:
    return [name for product in index.get(company).products for name in (product.name, product.name_ja)]


def _one_per_statement(found: Sequence[Candidate]) -> list[Candidate]:
    """Of several sentences that tell the same, the one with the speaker's own words, else the first."""
    kept: dict[tuple[str, Provenance], Candidate] = {}
    for candidate in found:
        key = (candidate.company, candidate.provenance)
        held = kept.get(key)
        if held is None:
            kept[key] = candidate
        elif held.quote is None and candidate.quote is not None and held.speaker in (None, candidate.speaker):
            said_on = min(held.said_on, candidate.said_on, key=lambda day: day.earliest)
            stance = held.stance if held.stance is not Stance.OPEN_WEIGHTS else candidate.stance
            kept[key] = replace(candidate, said_on=said_on, stance=stance)
    return list(kept.values())
