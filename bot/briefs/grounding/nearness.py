"""Which stretches of the passages a stretch of a point retells, by sentence vectors: the words need not be known."""

import logging
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log

import numpy as np

from bot.briefs.grounding.alignment import signs_of
from bot.briefs.grounding.axes import places_on_axes
from bot.briefs.grounding.clauses import sentences_of, without_asides
from bot.briefs.grounding.evidence import Evidence, Passage
from bot.text.embedding import Embedder, EmbeddingFailed, open_embedder
from bot.text.transcription import sounds_alike

_log = logging.getLogger(__name__)

MARGIN = 0.06
"""Stretches this near to the nearest may be the one that is retold."""
_WHOLE = 0.02
"""How much nearer a whole sentence must be than its best part to be compared as a whole."""
_ANCHORED, _MOST = 0.05, 0.2
"""What one thing in common adds to a cosine, by how few stretches have it (times its idf), and all of them together."""
_FEW_WORDS, _FEW_CHARACTERS = 3, 6
_SPLIT_EN = re.compile(
    r"[;:—–]\s|,\s(?:but|and|so|or|yet|which|who|whose|where|while|although|though|as|with|adding|saying|whereas|because|"
    r"leaving)\s(?=\S+\s\S+)|,\s(?=(?:down|up|below|above|beating|compared|against|from|after|before|unless|until|less|more)"
    r"\s\S+\s\S+)|"
    r",\s(?=\w{3,}ing\s)|\s(?:but(?! (?:over|by|through|from|of|with)\b)|while|although|though|"
    r"whereas|because|after(?! (?:\w+ ){1,3}(?:hours?|days?|weeks?|months?|years?)\b)|unless|until|(?<!of )which|"
    r"who(?=\s\w+(?:ed|s)\b)|as(?=\s\w+\s(?:had|was|were|is|are)))\s|"
    r"\sand\s(?=(?:will|would|has|have|had|is|are|was|were|does|did|do|said|says|denie[sd]|plans?|no|none|not|never|"
    r"must|can|may|offers?|takes?|keeps?|[a-z]+ed|fell|rose|cut|made|took)\b)|"
    r"(?:(?<=\bsaid)|(?<=\bsays)|(?<=announced)|(?<=added)|(?<=reported)|(?<=confirmed)|(?<=argued)|(?<=warned)|(?<=stressed))"
    r"\sthat\s(?=\w+)"
)
_SPLIT_JA = re.compile(
    r"[;：；]|(?<=[るたいうだすくむぶつぬ]が)、|(?<=[しずてでりくめれげけせえいきちみびぎばと])、|(?<=ものの)、|(?<=一方)、?|(?<=けど)、?|(?<=ため)、|(?<=ので)、|"
    r"(?<=ほか)、|(?<=おり)、|(?<=ことから)、|(?<=受け)、|"
    r"(?<=[たるい])と(?=(?:述べ|発表|明らか|説明|語|話し|判断|否定|発言|主張|みて|みら|する(?=。|$)|してい|強調))"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    text: str
    lang: str


def stretches_of(text: str, lang: str) -> tuple[Stretch, ...]:
    """`text` in parts that each say one thing; finer than clauses, and none too short to be told from others."""
    return tuple(Stretch(part, lang) for sentence in sentences_of(text, lang) for part in _parts(sentence, lang))


@lru_cache(maxsize=4096)
def _parts(sentence: str, lang: str) -> tuple[str, ...]:
    is_japanese = lang in ("ja", "zh")
    wholes = without_asides(sentence, lang)
    split = (_SPLIT_JA if is_japanese else _SPLIT_EN).split
    pieces = [piece.strip(" 、。.,") for whole in wholes for piece in split(whole) if piece]
    joined: list[str] = []
    is_open = False
    for piece in filter(None, pieces):
        is_short = len(piece) < _FEW_CHARACTERS if is_japanese else len(piece.split()) < _FEW_WORDS
        if joined and (is_short or is_open):
            joined[-1] += ("、" if is_japanese else " ") + piece
            is_open = False
        else:
            joined.append(piece)
            is_open = is_short
    return tuple(joined)


def nearest(told: Stretch, evidence: Evidence, margin: float = MARGIN) -> tuple[float, tuple[Stretch, ...]]:
    """How near the nearest stretch of the passages is (a cosine), and those within `margin`, which `told` may retell.

    (0.0, ()) where there is no encoder or nothing to compare.
    """
    if shared_embedder() is None:
        return 0.0, ()
    try:
        return _nearest(told, evidence.passages, margin)
    except EmbeddingFailed:
        _log.warning("grounding_without_vectors", exc_info=True)
        return 0.0, ()


@lru_cache(maxsize=1024)
def _nearest(told: Stretch, passages: tuple[Passage, ...], margin: float) -> tuple[float, tuple[Stretch, ...]]:
    """Kept, since most rules ask the same of a stretch. Raises EmbeddingFailed."""
    held, parts = _held(passages)
    if not held:
        return 0.0, ()
    cosines = np.stack([_vector(one.text, one.lang) for one in held]) @ _vector(told.text, told.lang)
    scores = cosines + _shared(told, held)
    best = float(scores[:parts].max())
    near = [
        one
        for place, (one, score) in enumerate(zip(held, scores, strict=True))
        if (score >= best - margin if place < parts else score >= best + _WHOLE)
    ]
    return float(cosines.max()), tuple(near)


def _shared(told: Stretch, held: list[Stretch]) -> np.ndarray:
    """What each of `held` has in common with `told` besides its vector; what most of them have tells none apart."""
    marks = [[_is_marked(mark, one) for one in held] for mark in _marks_of(told)]
    shared = np.zeros(len(held))
    for places in marks:
        having = sum(places)
        if having:
            shared += np.array(places) * log((len(held) + 1) / having)
    return np.minimum(_ANCHORED * shared, _MOST)


def _marks_of(told: Stretch) -> list[tuple[str, str]]:
    signs = signs_of(told.text, told.lang)
    axes = places_on_axes(told.text, told.lang)
    return [
        *(("axis", place.axis) for place in axes),
        *(("terms", term) for term in signs.terms),
        *(("numbers", number) for number in signs.numbers),
        *(("places", place) for place in signs.places),
        *(("times", when) for when in signs.times),
        *(
            ("words" if told.lang == "en" else "kanji", word)
            for word in (signs.words - signs.names if told.lang == "en" else signs.kanji)
        ),
        *(("name", name) for name in (signs.names if told.lang == "en" else signs.names | signs.katakana)),
    ]


def _is_marked(mark: tuple[str, str], one: Stretch) -> bool:
    kind, value = mark
    if kind == "axis":
        return any(place.axis == value for place in places_on_axes(one.text, one.lang))
    signs = signs_of(one.text, one.lang)
    if kind == "name":
        if value in signs.words or value in signs.katakana:
            return True
        others = signs.katakana if value.isascii() else signs.names
        return any(_sounds(value, other) for other in others)
    found: frozenset[str] = getattr(signs, kind)
    return value in found


@lru_cache(maxsize=16384)
def _sounds(one: str, other: str) -> bool:
    latin, kana = (one, other) if one.isascii() else (other, one)
    return len(latin) > 2 and sounds_alike(latin, kana)


def nearest_sentences(told: Stretch, evidence: Evidence) -> tuple[float, tuple[Stretch, ...]]:
    """As `nearest`, but of whole sentences."""
    held = [
        Stretch(sentence, passage.lang)
        for passage in evidence.passages
        for sentence in sentences_of(passage.text, passage.lang)
    ]
    if not held or shared_embedder() is None:
        return 0.0, ()
    try:
        scores = np.stack([_vector(one.text, one.lang) for one in held]) @ _vector(told.text, told.lang)
    except EmbeddingFailed:
        _log.warning("grounding_without_vectors", exc_info=True)
        return 0.0, ()
    best = float(scores.max())
    return best, tuple(one for one, score in zip(held, scores, strict=True) if score >= best - MARGIN)


def _held(passages: tuple[Passage, ...]) -> tuple[list[Stretch], int]:
    """The stretches of all passages, whole sentences behind them, and how many are parts."""
    parts = [one for passage in passages for one in stretches_of(passage.text, passage.lang)]
    known = {(one.text, one.lang) for one in parts}
    whole = [
        Stretch(sentence, passage.lang)
        for passage in passages
        for sentence in sentences_of(passage.text, passage.lang)
        if (sentence.strip(" 。."), passage.lang) not in known
    ]
    return [*parts, *whole], len(parts)


@cache
def shared_embedder() -> Embedder | None:
    """One for all checks; None where the machine has no encoder, and the checks that need one are left out."""
    try:
        return open_embedder()
    except EmbeddingFailed:
        _log.warning("grounding_without_encoder")
        return None


def cosine(one: str, lang: str, other: str, other_lang: str) -> float:
    """Of two short texts; 0.0 where there is no encoder."""
    if shared_embedder() is None:
        return 0.0
    try:
        return float(_vector(one, lang) @ _vector(other, other_lang))
    except EmbeddingFailed:
        _log.warning("grounding_without_vectors", exc_info=True)
        return 0.0


@lru_cache(maxsize=4096)
def _vector(text: str, lang: str) -> np.ndarray:
    embedder = shared_embedder()
    if embedder is None:
        raise EmbeddingFailed("no encoder")
    vector: np.ndarray = embedder.embed_passages([text], [lang])[0]
    return vector
