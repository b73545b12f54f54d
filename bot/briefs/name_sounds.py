"""Names of people and firms that are on no record, compared by sound: ベルトリックス is Veltrix.

Japanese keeps a foreign name's consonants and adds vowels, so what is left without vowels, and without the l and r
that it cannot tell apart or drops, is nearly the same. Coarse, but it only ever compares the sentences of one story.
"""

import re

SHORTEST = 3
"""Consonants that a name needs: shorter ones meet by chance."""

_ROWS = {
    "k": "カキクケコ", "g": "ガギグゲゴ", "s": "サシスセソ", "z": "ザジズゼゾ", "t": "タチツテト", "d": "ダヂヅデド",
    "n": "ナニヌネノン", "h": "ハヒヘホ", "f": "フ", "b": "バビブベボヴ", "p": "パピプペポ", "m": "マミムメモ",
}  # fmt: skip
_KANA = {kana: consonant for consonant, row in _ROWS.items() for kana in row}
_SPELT = (
    ("ph", "f"), ("sch", "s"), ("sh", "s"), ("th", "s"), ("tch", "t"), ("ch", "t"), ("ck", "k"), ("qu", "k"),
    ("x", "ks"), ("ce", "se"), ("ci", "si"), ("cy", "sy"), ("c", "k"), ("q", "k"), ("v", "b"), ("j", "z"),
    ("dg", "z"), ("mb", "nb"), ("mp", "np"),
)  # fmt: skip
_KATAKANA_NAME = re.compile(r"[ァ-ヴー]{3,}")
_LATIN_WORD = re.compile(r"(?<![A-Za-z])[A-Z][a-z]{3,}(?![a-z])|(?<![A-Za-z])[A-Z][a-z]+[A-Z][a-z]+")


def sounds_in(text: str, lang: str) -> frozenset[str]:
    """Keys of the names in `text` that are long enough to compare: katakana in Japanese, capitalised words else."""
    if lang == "ja":
        keys = (_key_of_kana(name) for name in _KATAKANA_NAME.findall(text))
    else:
        keys = (_key_of_latin(name) for name in _LATIN_WORD.findall(text))
    return frozenset(key for key in keys if len(key) >= SHORTEST)


def _key_of_kana(name: str) -> str:
    return _without_repeats("".join(_KANA.get(kana, "") for kana in name).replace("mb", "nb").replace("mp", "np"))


def _key_of_latin(name: str) -> str:
    word = name.lower()
    for spelt, sound in _SPELT:
        word = word.replace(spelt, sound)
    return _without_repeats(re.sub(r"[aeiouywlr]|[^a-z]", "", word))


def _without_repeats(consonants: str) -> str:
    """An h counts at the beginning only: elsewhere one side or the other leaves it out."""
    return re.sub(r"(.)\1+", r"\1", consonants[:1] + consonants[1:].replace("h", ""))
