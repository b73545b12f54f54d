"""Words in quotation marks are somebody's very words, in the language in which they were said or written."""

import re
import unicodedata
from collections.abc import Iterator

from bot.briefs.grounding.evidence import Evidence
from bot.briefs.grounding.faults import Fault

_QUOTED = re.compile(r'"([^"]{3,}?)[,.]?"|“([^”]{3,}?)[,.]?”|「([^」]{2,})」|『([^』]{2,})』')
_NAME_LIKE = re.compile(r"[\wァ-ヶー・ .+&'’/-]{1,40}", re.ASCII)
_MARKED = re.compile(
    r"[（(](?:[^（）()]{0,12})?(?:訳|仮訳|翻訳|translated|translation)[^（）()]{0,12}[）)]|\btranslated\b|趣旨|という意味",
    re.IGNORECASE,
)
_IN_TITLES = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "by",
        "de",
        "for",
        "from",
        "ga",
        "in",
        "la",
        "le",
        "ni",
        "no",
        "of",
        "on",
        "the",
        "to",
        "wa",
        "wo",
    ]
)
_NO_VERB = re.compile(r"[^ぁ-ん]{1,14}|[^ぁ-ん]{1,10}の[^ぁ-ん]{1,10}")


def check_quotes(text: str, evidence: Evidence) -> Iterator[tuple[Fault, str]]:
    held = folded(evidence.known)
    for match in _QUOTED.finditer(text):
        quote = next(group for group in match.groups() if group)
        if folded(quote) in held or _is_name(quote) or _MARKED.search(text):
            continue
        if _parts_held(quote, held):
            continue
        yield Fault.QUOTE, quote


def quotes_in(text: str) -> list[str]:
    found = (next(group for group in match.groups() if group) for match in _QUOTED.finditer(text))
    return [quote for quote in found if not _is_name(quote)]


def _parts_held(quote: str, held: str) -> bool:
    """A quote with words left out ("…") is verbatim where every part is."""
    parts = [folded(part) for part in re.split(r"…|\.\.\.|\[[^\]]*\]", quote)]
    return len(parts) > 1 and all(part in held for part in parts)


def _is_name(quote: str) -> bool:
    """「富岳」, 「Claude」: a name or a term in marks; what it names is checked as a name."""
    if re.search(r"[ぁ-ん]", quote):
        return bool(re.fullmatch(r"[^ぁ-ん]{1,8}の[^ぁ-ん]{1,8}|[ぁ-ん]{2,6}", quote))
    if re.search(r"[一-龥]", quote):
        return bool(_NO_VERB.fullmatch(quote))
    words = quote.split()
    is_title = (quote[:1].isupper() or quote[:1].isdigit()) and all(
        word[:1].isupper() or word[:1].isdigit() or word in _IN_TITLES for word in words
    )
    return is_title or bool(re.fullmatch(r"[ァ-ヶー・ ]+[ \d.]*", quote))


def folded(words: str) -> str:
    plain = unicodedata.normalize("NFKC", words).casefold().replace("’", "'").replace("‘", "'")
    return re.sub(r"[\s,.。、]+", "", plain)
