"""Which clauses of the passages a clause of a point retells: what both speak of decides, not word order."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bot.briefs.grounding.clauses import Clause, clauses_of, sentences_of
from bot.briefs.grounding.evidence import Evidence, quantities_of, spans_of
from bot.briefs.grounding.glossary import opposites_of, terms_in
from bot.text.places import places_in
from bot.text.transcription import sounds_alike

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9.'-]*[A-Za-z0-9]|[A-Za-z]")
_KATAKANA = re.compile(r"[ァ-ヺー]{2,}")
_KANJI = re.compile(r"[一-龥々]{2,}")
_DULL = frozenset(
    re.findall(
        r"\S+",
        "the a an of to in on at by for from with and or but as is are was were be been has have had will would it "
        "its their "
        "his her that this which who said says after before than about more into over under not no new also can may",
    )
)
_ENOUGH = 2.0
_ANY_DAY = date(2024, 6, 15)
"""Times are compared as written here: both texts against one day."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What a stretch of text can be recognised by in another language."""

    terms: frozenset[str]
    deeds: frozenset[str]
    numbers: frozenset[str]
    words: frozenset[str]
    katakana: frozenset[str]
    kanji: frozenset[str]
    places: frozenset[str]
    names: frozenset[str]
    """Words in Latin letters that have a capital or a figure."""
    times: frozenset[str]

    @property
    def weight(self) -> float:
        return (
            1.2 * len(self.deeds)
            + (len(self.terms) - len(self.deeds))
            + 1.5 * len(self.numbers)
            + 0.5 * len(self.words | self.katakana)
        )


@lru_cache(maxsize=4096)
def signs_of(text: str, lang: str) -> Signs:
    terms = terms_in(text, lang)
    return Signs(
        frozenset(term.term for term in terms),
        frozenset(term.term for term in terms if term.is_deed),
        frozenset(f"{one.value.normalize():f}" for one in quantities_of(text)),
        frozenset(word.lower().removesuffix("'s") for word in _WORD.findall(text)) - _DULL,
        frozenset(_KATAKANA.findall(text)),
        frozenset(pair for run in _KANJI.findall(text) for pair in (run[i : i + 2] for i in range(len(run) - 1))),
        frozenset(places_in(text)),
        frozenset(word.lower().removesuffix("'s") for word in _WORD.findall(text) if not word.islower()) - _DULL,
        frozenset(f"{span.kind} {span.earliest}" for span in spans_of(text, _ANY_DAY) if span.kind != "day"),
    )


@lru_cache(maxsize=16384)
def likeness(ours: Signs, theirs: Signs) -> float:
    opposed = sum(1 for deed in ours.deeds - theirs.deeds if opposites_of(deed) & theirs.deeds)
    score = 1.2 * (len(ours.deeds & theirs.deeds) + opposed) + len((ours.terms & theirs.terms) - ours.deeds)
    score += 1.5 * len(ours.numbers & theirs.numbers) + len(ours.places & theirs.places)
    score += (
        0.6 * len(ours.words & theirs.words)
        + 0.6 * len(ours.names & theirs.names)
        + 1.2 * len(ours.times & theirs.times)
        + 0.8 * len(ours.katakana & theirs.katakana)
        + 0.4 * len(ours.kanji & theirs.kanji)
    )
    score += 0.8 * _heard(ours.katakana, theirs.words) + 0.8 * _heard(theirs.katakana, ours.words)
    return score


def _heard(katakana: frozenset[str], words: frozenset[str]) -> int:
    return sum(1 for kana in katakana if any(len(word) > 2 and sounds_alike(word, kana) for word in words))


def best_clauses(clause: Clause, evidence: Evidence, within: float = 0.85) -> list[tuple[int, Clause]]:
    """The clauses of the passages (with the passage's index) that `clause` may retell; [] where none is near."""
    ours = signs_of(clause.text, clause.lang)
    scored = [(likeness(ours, signs_of(one.text, one.lang)), n, one) for n, one in evidence.clauses]
    best = max((score for score, _, _ in scored), default=0.0)
    if best < _ENOUGH:
        return []
    return [(n, one) for score, n, one in scored if score >= within * best]


@lru_cache(maxsize=1024)
def _clauses(text: str, lang: str) -> tuple[Clause, ...]:
    return clauses_of(text, lang)


def aligned_sentences(text: str, lang: str, evidence: Evidence) -> list[tuple[int, str]]:
    """The sentences (with the index of their passage) that `text` as a whole retells, each clause's own included."""
    chosen: dict[tuple[int, str], None] = {}
    pool = [
        (n, sentence, signs_of(sentence, passage.lang))
        for n, passage in enumerate(evidence.passages)
        for sentence in sentences_of(passage.text, passage.lang)
    ]
    if len(pool) == 1:
        return [(pool[0][0], pool[0][1])]
    pieces = [text, *(clause.text for clause in clauses_of(text, lang))]
    for piece in dict.fromkeys(pieces):
        ours = signs_of(piece, lang)
        scored = [(likeness(ours, signs), n, sentence) for n, sentence, signs in pool]
        best = max(score for score, _, _ in scored)
        if best >= _ENOUGH:
            for score, n, sentence in scored:
                if score >= 0.8 * best:
                    chosen[(n, sentence)] = None
    return list(chosen)
