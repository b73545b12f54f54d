"""Whether a model's opening stands: the grounding of briefs over the cited statements, and what answers ask beyond it.

One fault anywhere and none of it is used: the local wording says the same, and says it safely.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Protocol

from bot.answers.lexicon import table
from bot.answers.retelling import MOST_SENTENCES, AnswerReply, Sentence, Shown, Told
from bot.domain.brief import Brief, BriefPoint, BriefSource
from bot.domain.language import Lang
from bot.domain.statement import Provenance, Stance
from bot.knowledge.companies import Mention
from bot.text.date_spans import find_spans
from bot.text.sentences import sentence_spans

_MOST_CITED = 4
_LONGEST: dict[Lang, int] = {"ja": 160, "en": 320}
"""Characters of one sentence; of all of them, twice as many."""
_QUOTED = re.compile(r'"([^"]+)"|“([^”]+)”|「([^」]+)」|『([^』]+)』')
_POLITE = re.compile(r"(?:です|ます|ました|ません|でした)[。」』）)]*$")
_ENDED = {"ja": re.compile(r"。$"), "en": re.compile(r"[.!?][\"”')]*$")}
_NAME = re.compile(r"[A-Z0-9][\w.+-]*(?:[ -][A-Z0-9][\w.+-]*){0,3}", re.ASCII)
_TERM = re.compile(r"[^ぁ-ん]{1,20}")
_FRONT = re.compile(r"(?:(?:On|In|Back in|As of)\s+)?")
_BEHIND_DATE = re.compile(r"(?:には?|の時点で)?[、,]?\s*")
# Which stances a named one may stand for: mixed and gated ones have an open and a closed side.
_STANCES: dict[str, frozenset[Stance]] = {
    "stance_open_source": frozenset({Stance.OPEN_SOURCE}),
    "stance_open_weights": frozenset({Stance.OPEN_WEIGHTS}),
    "stance_gated": frozenset({Stance.GATED_OR_STAGED}),
    "stance_mixed": frozenset({Stance.MIXED}),
    "stance_closed": frozenset({Stance.CLOSED}),
}
_NEVER = {
    "foretells": "It foretells or guesses. Say only what the cited statements say.",
    "judges": "It judges or draws a conclusion. Say only what the cited statements say.",
}


class Ungrounded(Protocol):
    """One fault that the grounding found."""

    @property
    def place(self) -> int | None: ...
    @property
    def reason(self) -> str: ...


class CheckGrounding(Protocol):
    """The grounding of briefs (`bot.briefs.grounding.check_brief`): it stands beside this package and is handed in."""

    def __call__(
        self, brief: Brief, *, find_mentions: Callable[[str], Sequence[Mention]] | None = None
    ) -> Sequence[Ungrounded]: ...


@dataclass(frozen=True, slots=True)
class Objection:
    """`place` is the index of the sentence, None the whole."""

    place: int | None
    fault: str
    reason: str

    def for_model(self) -> dict[str, object]:
        """As the second request tells it: sentences count from 1, the whole is 0."""
        return {"sentence": 0 if self.place is None else self.place + 1, "reason": self.reason}


def object_to(reply: AnswerReply, told: Told, engine: str, check: CheckGrounding) -> list[Objection]:
    """Everything that is wrong with the reply (`tidied`); nothing, where it may be shown. Slow: tenths of a second."""
    found = list(_whole(reply, told))
    by_number = {each.n: each for each in told.shown}
    for place, sentence in enumerate(reply.sentences):
        found += [Objection(place, *fault) for fault in _sentence(sentence, by_number, told)]
    if not found:
        # Only what has its form is worth the dearer look.
        failures = check(_as_brief(reply, told, engine), find_mentions=told.index.find_mentions)
        found += [Objection(failure.place, "grounding", failure.reason) for failure in failures]
    return found


def _whole(reply: AnswerReply, told: Told) -> Iterator[Objection]:
    if not 1 <= len(reply.sentences) <= MOST_SENTENCES:
        yield Objection(None, "count", f"Write one to {MOST_SENTENCES} sentences.")
        return
    if sum(len(one.text) for one in reply.sentences) > 2 * _LONGEST[told.lang]:
        yield Objection(None, "too_long", f"Together at most {2 * _LONGEST[told.lang]} characters.")
    if told.leading and not told.leading & set(reply.sentences[0].citations):
        yield Objection(0, "lead", "The first sentence must tell of a statement that leads.")
    texts = [_folded(one.text) for one in reply.sentences]
    if len(set(texts)) < len(texts) or any(text and text in _folded(told.opening) for text in texts):
        yield Objection(None, "repetition", "It says the same again.")


def _sentence(sentence: Sentence, by_number: dict[int, Shown], told: Told) -> Iterator[tuple[str, str]]:
    text, lang = sentence.text, told.lang
    if not text or len(text) > _LONGEST[lang]:
        yield "too_long", f"A sentence has at most {_LONGEST[lang]} characters, and at least some."
        return
    if len(sentence_spans(text, lang)) > 1 or not _ENDED[lang].search(text):
        yield "form", "It is not exactly one sentence with a full stop at its end."
    if lang == "ja" and not _POLITE.search(text):
        yield "style", "Write です・ます, and end the sentence so."
    if not sentence.citations or len(sentence.citations) > _MOST_CITED:
        yield "uncited", f"A sentence cites one to {_MOST_CITED} statements."
        return
    unknown = [n for n in sentence.citations if n not in by_number]
    if unknown:
        yield "unknown_source", f"There is no statement {unknown[0]}."
        return
    cited = [by_number[n] for n in sentence.citations]
    yield from _voice(text, cited)
    yield from _quotes(text, cited)
    yield from _claims(text, cited)


def _voice(text: str, cited: Sequence[Shown]) -> Iterator[tuple[str, str]]:
    """Own words, reports, outside views and releases each stand in sentences of their own, and are told as such."""
    classes = {_class_of(each.statement.provenance) for each in cited}
    if len(classes) > 1:
        yield "blended", "One sentence cites own words, reports, outside views or releases together. Part them."
        return
    [held] = classes
    words = table("retelling")
    publishers = [each.statement.publisher for each in cited]
    names_publisher = any(one and one.casefold() in text.casefold() for one in publishers)
    if held is Provenance.ANONYMOUS_REPORT and not (words["told_as_reported"].search(text) or names_publisher):
        yield "provenance", "It is a report from unnamed sources and must be told as one."
    elif held is Provenance.THIRD_PARTY_ANALYSIS and not (
        words["told_as_outside_view"].search(text) or names_publisher
    ):
        yield "provenance", "It is an outsider's view and must be told as one."
    elif held in (Provenance.OFFICIAL_STATEMENT, Provenance.RELEASE):
        rumour = words["told_as_rumour"].search(text)
        if rumour and not words["told_as_rumour"].search(_held(cited)):
            yield "provenance", f"It is no report from unnamed sources: “{rumour.group()}”."


def _class_of(provenance: Provenance) -> Provenance:
    return Provenance.OFFICIAL_STATEMENT if provenance.is_own_word else provenance


def _quotes(text: str, cited: Sequence[Shown]) -> Iterator[tuple[str, str]]:
    """Between quotation marks stand words of the record's quotes, what a summary itself quotes, and names."""
    spoken = _folded(" ".join(each.statement.quote or "" for each in cited))
    summaries = " ".join(summary for each in cited for summary in each.statement.summary.values())
    quoted = {_folded(words) for words in _quoted_in(summaries)}
    held = _folded(summaries)
    for words in _quoted_in(text):
        key = _folded(words)
        is_name = bool(_NAME.fullmatch(words) or _TERM.fullmatch(words)) and key in held
        if key and key not in spoken and key not in quoted and not is_name:
            yield "quote", f"“{words[:80]}” does not stand in a cited quote. Say it without quotation marks."


def _claims(text: str, cited: Sequence[Shown]) -> Iterator[tuple[str, str]]:
    """No stance that the cited statements do not name, no forecast, no verdict, nothing about what is not there."""
    held, words = _held(cited), table("retelling")
    stances = {each.statement.stance for each in cited}
    for name, meant in _STANCES.items():
        found = words[name].search(text)
        if found and not stances & meant and not words[name].search(held):
            yield "stance", f"The cited statements do not say “{found.group()}”."
    for name, reason in _NEVER.items():
        known = {match.group().casefold() for match in words[name].finditer(held)}
        strange = next((m.group() for m in words[name].finditer(text) if m.group().casefold() not in known), None)
        if strange:
            yield name, f"{reason} (“{strange}”)"
    if silence := words["speaks_of_silence"].search(text):
        yield "silence", f"What the record lacks is not yours to say: “{silence.group()}”."


def _held(cited: Sequence[Shown]) -> str:
    """What the cited statements say, in both languages."""
    parts = [[*each.statement.summary.values(), each.statement.quote or ""] for each in cited]
    return "\n".join(words for part in parts for words in part)


def _undated(sentence: Sentence, by_number: dict[int, Shown]) -> str:
    """The sentence without the day of its statement at its front.

    The grounding compares a day with the clause that tells the same, and the day of a statement stands beside its
    summary, not in it. Here it is compared with the statement itself.
    """
    said = [by_number[n].statement.said_on for n in sentence.citations if n in by_number]
    days = {(one.earliest, one.latest) for one in said}
    for anchor in {one.earliest for one in said}:
        for span in find_spans(sentence.text, anchor):
            front = _FRONT.fullmatch(sentence.text[: span.start])
            if front and not span.is_relative and (span.earliest, span.latest) in days:
                rest = sentence.text[span.end :]
                bare = rest[match.end() :] if (match := _BEHIND_DATE.match(rest)) else rest
                return bare[:1].upper() + bare[1:]
    return sentence.text


def _as_brief(reply: AnswerReply, told: Told, engine: str) -> Brief:
    """The opening in the shape that the grounding reads: each statement is a passage of its publisher."""
    by_number = {each.n: each for each in told.shown}
    return Brief(
        story_id=0,
        lang=told.lang,
        headline="",
        points=tuple(BriefPoint(_undated(one, by_number), one.citations) for one in reply.sentences),
        sources=tuple(_as_source(each, told.lang) for each in told.shown),
        engine=engine,
        revision=0,
        article_ids=(),
    )


def _as_source(shown: Shown, lang: Lang) -> BriefSource:
    said = shown.statement.said_on.earliest
    return BriefSource(
        n=shown.n,
        article_id=shown.n,
        url=shown.statement.url or "",
        outlet=shown.statement.publisher,
        lang=lang,
        published_at=datetime.combine(said, time(12), UTC),
        passage=shown.passage,
    )


def _quoted_in(text: str) -> list[str]:
    return [next(group for group in match.groups() if group) for match in _QUOTED.finditer(text)]


def _folded(words: str) -> str:
    plain = unicodedata.normalize("NFKC", words).casefold().replace("’", "'").replace("‘", "'")
    return re.sub(r"[\s,.。、…]+", "", plain)
