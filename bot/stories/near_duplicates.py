"""Finds copies by their wording: MinHash signatures over character 4-grams estimate how much two texts share."""

import re
import unicodedata

import numpy as np
from rensa import RMinHash

SAME_TEXT = 0.40
"""Likeness from which two texts are versions of one text: measured between edited copies and shared boilerplate."""

_SIZE = 128
_SEED = 7
_GRAM = 4
_LONGEST_TEXT = 20_000
# Shorter texts have so few grams that two headlines of one form look like copies.
_SHORTEST_TEXT = 80
_NOT_LETTERS = re.compile(r"[\W_]+")


def signature(text: str) -> bytes:
    """128 little-endian uint32; empty bytes for a text too short to tell copies from look-alikes."""
    letters = _NOT_LETTERS.sub("", unicodedata.normalize("NFKC", text[:_LONGEST_TEXT]).casefold())
    if len(letters.encode()) < _SHORTEST_TEXT:
        return b""
    minhash = RMinHash(num_perm=_SIZE, seed=_SEED)
    minhash.update([letters[start : start + _GRAM] for start in range(len(letters) - _GRAM + 1)])
    return np.asarray(minhash.digest(), dtype="<u4").tobytes()


def similarity(a: bytes | None, b: bytes | None) -> float:
    """Estimated Jaccard similarity of the texts' 4-grams, 0 to 1; 0 where a text has no comparable signature."""
    if not a or not b or len(a) != len(b):
        return 0.0
    return float(np.mean(np.frombuffer(a, dtype="<u4") == np.frombuffer(b, dtype="<u4")))
