"""Whether a text holds a reader's keyword: widths, cases, hyphens and middle dots do not matter, word ends do."""

import re
import unicodedata
from functools import lru_cache

_DASHES = r"\s\-\u2010-\u2015\u2212"
_DOTS = re.compile(r"[\u00b7\u2022\u2027\u30fb]")
_BREAKS = re.compile(rf"[{_DASHES}]+")
_MARKS = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"'})
_LATIN = "a-z0-9\u00df-\u00f6\u00f8-\u024f"
_PLURAL_FROM = 4
"""Letters from which an English word may carry an s; shorter ones (new, one) would become other words."""


def fold_keyword(keyword: str) -> str:
    """The spelling by which two keywords are one: NFKC, casefolded, single blanks for blanks and hyphens."""
    return _BREAKS.sub(" ", _folded(keyword)).strip()


def holds_keyword(text: str, keyword: str) -> bool:
    """Whether `keyword` stands in `text`.

    Words in Latin letters must stand alone, beside Japanese too (生成AI holds "AI"), with or without a plural s.
    Japanese has no blanks between words, so a Japanese keyword may stand inside a longer word.
    """
    return _pattern(keyword).search(_folded(text)) is not None


def find_keywords(text: str, keywords: tuple[str, ...]) -> tuple[str, ...]:
    """Those of `keywords` that stand in `text`, in the order given."""
    folded = _folded(text)
    return tuple(keyword for keyword in keywords if _pattern(keyword).search(folded))


def _folded(text: str) -> str:
    return _DOTS.sub("", unicodedata.normalize("NFKC", text).translate(_MARKS).casefold())


@lru_cache(maxsize=4_096)
def _pattern(keyword: str) -> re.Pattern[str]:
    words = [word for word in _BREAKS.split(_folded(keyword)) if word]
    if not words:
        return re.compile(r"(?!)")
    # "open source", "open-source" and "opensource" are one term to whoever tracks it.
    inner = rf"[{_DASHES}]*".join(re.escape(word) for word in words)
    before = rf"(?<![{_LATIN}])" if re.match(f"[{_LATIN}]", words[0]) else ""
    if not re.search(f"[{_LATIN}]$", words[-1]):
        return re.compile(before + inner)
    is_abbreviation = keyword.strip().isupper() and len(words[-1]) > 1
    takes_plural = words[-1].isalpha() and (is_abbreviation or len(words[-1]) >= _PLURAL_FROM)
    return re.compile(f"{before}{inner}{'s?' if takes_plural else ''}(?![{_LATIN}])")
