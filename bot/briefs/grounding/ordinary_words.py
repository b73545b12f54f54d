"""Words that name nobody: loanwords in katakana, common words that English capitalises, abbreviations of the trade."""

import re
from functools import cache, lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "words"
_SUFFIXES = re.compile(
    r"[a-z]{2,}(?:ings?|tions?|sions?|ments?|ity|ities|ness|ly|ers|ors|ists?|isms?|ances?|ences?|ships?|ware|ous|ful|"
    r"less|ible|able|ical|ative|ees|ages|ures|phones|makers?)"
)


@lru_cache(maxsize=4096)
def is_loanword(run: str) -> bool:
    """Whether a katakana run is made of loanwords alone."""
    return _loanwords().fullmatch(run) is not None


def is_one_loanword(run: str) -> bool:
    """Unlike テラドローン, which two loanwords make and a firm bears."""
    return run in _words("loanwords")


def says_nothing(word: str) -> bool:
    """Abbreviations of the trade, which any text may use."""
    return word in _words("abbreviations")


@lru_cache(maxsize=4096)
def is_ordinary_english(word: str) -> bool:
    low = word.casefold().replace("’", "'")
    known = _words("ordinary")
    return low in known or low.removesuffix("s") in known or low.removesuffix("'s") in known


@lru_cache(maxsize=4096)
def looks_ordinary(word: str) -> bool:
    """By its ending a common word rather than a name; only asked of a word that opens a sentence."""
    return _SUFFIXES.fullmatch(word.casefold()) is not None


@cache
def _loanwords() -> re.Pattern[str]:
    longest = sorted(map(re.escape, _words("loanwords")), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(longest)})+")


@cache
def _words(name: str) -> frozenset[str]:
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
