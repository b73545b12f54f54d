"""Terms for comparing texts by their words: Latin words and numbers, and character bigrams of Japanese."""

import re
import unicodedata
from collections.abc import Sequence

_WORD = re.compile(r"[^\W_]+(?:[.'-][^\W_]+)*")
_CJK = re.compile(r"[\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]{2,}")
_HIRAGANA_ONLY = re.compile(r"[\u3041-\u3096]+")
_POSSESSIVE = re.compile(r"'s?\Z")


def tokens(text: str) -> list[str]:
    """Terms of `text` in order, casefolded: Latin words whole (`gpt-4.1`), Japanese as overlapping character pairs.

    Pairs of hiragana alone are inflection and particles and are left out; a lone Japanese character is a term itself.
    """
    normal = unicodedata.normalize("NFKC", text).replace("\u2019", "'").casefold()
    found: list[str] = []
    position = 0
    for match in _CJK.finditer(normal):
        found.extend(_words(normal[position : match.start()]))
        found.extend(_bigrams(match.group()))
        position = match.end()
    found.extend(_words(normal[position:]))
    return found


def katakana_words(text: str) -> list[str]:
    """Runs of katakana of two letters and more: in Japanese news mostly loanwords and foreign names."""
    return _KATAKANA.findall(unicodedata.normalize("NFKC", text))


def _words(text: str) -> Sequence[str]:
    return [_POSSESSIVE.sub("", word) or word for word in _WORD.findall(text)]


def _bigrams(run: str) -> list[str]:
    if len(run) == 1:
        return [run] if not _HIRAGANA_ONLY.fullmatch(run) else []
    pairs = (run[index : index + 2] for index in range(len(run) - 1))
    return [pair for pair in pairs if not _HIRAGANA_ONLY.fullmatch(pair)]
