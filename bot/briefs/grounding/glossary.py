"""Finds what a text speaks of, in terms that both languages share: the entries of glossary.txt."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.text.normalise import lowered

_NAME_BEFORE = re.compile(r"(?<![.!?] )\b[A-Z][\w&.-]*\s\Z")
_NAME_AFTER = re.compile(r"\s[A-Z]\w")
_TITLE_CASE = re.compile(r"(?:[A-Z0-9][\w'’.-]*,?\s+(?:(?:a|an|the|of|to|in|on|for|and|with|by)\s+){0,2}){4,}")
_EXTREMES, _FIGURE = ("最大", "最小"), re.compile(r"約?\d")
"""最大4000ユーロ bounds an amount and calls nothing large."""
_FILE = Path(__file__).parent / "glossary.txt"


@dataclass(frozen=True, slots=True)
class Term:
    term: str
    is_deed: bool
    """A deed or state, which can be denied; else a thing."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Glossary:
    kinds: dict[str, bool]
    opposites: dict[str, frozenset[str]]
    whole: dict[str, tuple[str, ...]]
    stems: dict[str, tuple[str, ...]]
    japanese: dict[str, tuple[str, ...]]
    latin: re.Pattern[str]
    kana: re.Pattern[str]


def terms_in(text: str, lang: str) -> list[Term]:
    """Every term of `text` in order; one word may stand for several."""
    glossary = _glossary()
    normal = lowered(text)
    if lang in ("ja", "zh"):
        found = [
            (match, glossary.japanese[match.group()])
            for match in glossary.kana.finditer(normal)
            if not (match.group() in _EXTREMES and _FIGURE.match(normal, match.end()))
        ]
    else:
        found = [(match, _english(glossary, match.group())) for match in glossary.latin.finditer(normal)]
    return [
        Term(term, glossary.kinds[term], match.start(), match.end())
        for match, terms in found
        for term in terms
        if not (glossary.kinds[term] and _is_in_name(text, match.start(), match.end()))
    ]


def _is_in_name(text: str, start: int, end: int) -> bool:
    """Atlas Publishing publishes nothing by its name."""
    if not text[start].isupper() or _TITLE_CASE.match(text):
        return False
    return bool(_NAME_BEFORE.search(text[max(0, start - 30) : start]) or (start and _NAME_AFTER.match(text, end)))


def opposites_of(term: str) -> frozenset[str]:
    return _glossary().opposites.get(term, frozenset())


def _english(glossary: _Glossary, word: str) -> tuple[str, ...]:
    found = list(glossary.whole.get(word, ()))
    for end in range(len(word), 2, -1):
        found += glossary.stems.get(word[:end], ())
    return tuple(dict.fromkeys(found))


@cache
def _glossary() -> _Glossary:
    kinds: dict[str, bool] = {}
    opposites: dict[str, set[str]] = {}
    whole: dict[str, list[str]] = {}
    stems: dict[str, list[str]] = {}
    japanese: dict[str, list[str]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        term, kind, opposite, english, written = line.split("|")
        kinds[term] = kind == "v"
        if opposite:
            opposites.setdefault(term, set()).add(opposite)
            opposites.setdefault(opposite, set()).add(term)
        for word in english.split(","):
            (stems if word.endswith("*") else whole).setdefault(word.rstrip("*"), []).append(term)
        for word in written.split(","):
            japanese.setdefault(word, []).append(term)
    forms = [re.escape(word) + r"(?![a-z])" for word in whole] + [re.escape(word) + r"[a-z]*" for word in stems]
    forms.sort(key=len, reverse=True)
    kana = sorted(japanese, key=len, reverse=True)
    return _Glossary(
        kinds,
        {term: frozenset(words) for term, words in opposites.items()},
        {word: tuple(terms) for word, terms in whole.items()},
        {word: tuple(terms) for word, terms in stems.items()},
        {word: tuple(terms) for word, terms in japanese.items()},
        re.compile(rf"(?<![a-z])(?:{'|'.join(forms)})"),
        re.compile("|".join(map(re.escape, kana))),
    )
