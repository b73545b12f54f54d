"""The words of a text that say what it is about, in either language, to hold a question against a statement.

A term is a concept (`c:data`), an English stem (`w:foundat`), a katakana word (`k:タグ`), a pair of han characters
(`h:出典`) or the start of a hangul word. Words that every question on the subject uses are not terms of a question.
"""

import re
import unicodedata
from functools import cache

from bot.answers.concepts import find_concepts
from bot.answers.lexicon import any_word, words

_LATIN = re.compile(r"[A-Za-z][A-Za-z'’]*|\d+(?:[.,]\d+)*%?")
_KATAKANA = re.compile(r"[ァ-ヺー]{2,}")
_HAN = re.compile(r"[一-鿿々]{2,}")
_HANGUL = re.compile(r"[가-힣]{2,}")
_SUFFIXES = ("ingly", "edly", "ations", "ation", "ements", "ement", "ings", "ing", "ities", "ity", "ness", "ies", "ied",
             "ers", "er", "ed", "es", "ly", "s", "e", "y")  # fmt: skip
# What the aspect of a question already says, or who is asked about.
_GENERIC_CONCEPTS = frozenset({"government", "hope"})


def stem(word: str) -> str:
    """A crude English stem: enough to join `restricted` and `restrictions`; short words are left whole."""
    word = word.lower().replace("’", "'").removesuffix("'s").replace("'", "").replace("isation", "ization")
    if len(word) <= 4 or word[0].isdigit():
        return word.removesuffix("s") if len(word) == 4 and not word.endswith("ss") else word
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)][:6]
    return word[:6]


def all_terms(text: str) -> frozenset[str]:
    """Every term of a statement's text, generic ones too."""
    text = unicodedata.normalize("NFKC", text)
    found = {f"c:{hit.name}" for hit in find_concepts(text)}
    found |= {f"w:{stem(word)}" for word in _LATIN.findall(text) if word.lower() not in words("stop")}
    return frozenset(found | _cjk_terms(text))


def question_terms(text: str) -> frozenset[str]:
    """The terms of a question (names and dates already blanked out) that are not generic: what it is about."""
    text = unicodedata.normalize("NFKC", text)
    hits = find_concepts(text)
    rest = list(text)
    for hit in hits:
        rest[hit.start : hit.end] = "\n" * (hit.end - hit.start)
    remaining = any_word("generic_ja").sub("\n", "".join(rest))
    found = {f"c:{hit.name}" for hit in hits if hit.name not in _GENERIC_CONCEPTS}
    for word in _LATIN.findall(remaining):
        bare = word.lower().replace("’", "'").removesuffix("'s")
        if bare.endswith("n't"):
            continue
        if bare not in words("stop") and stem(bare) not in _generic_stems() and len(bare) > 1:
            found.add(f"w:{stem(bare)}")
    return frozenset(found | _cjk_terms(remaining))


@cache
def _generic_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in words("generic_en"))


def _cjk_terms(text: str) -> set[str]:
    found = {f"k:{word}" for word in _KATAKANA.findall(text)}
    found |= {f"h:{run[at : at + 2]}" for run in _HAN.findall(text) for at in range(len(run) - 1)}
    return found | {f"g:{word[:2]}" for word in _HANGUL.findall(text)}
