"""Whether a word in katakana can be how a Latin one is written in Japanese: アルトマン is Altman, not Altrex.

Compares consonants with costs: Japanese keeps most of them, loses l and r's difference, and adds vowels freely.
"""

import re
from functools import lru_cache

_ROWS = {
    "k": "カキクケコヵヶ", "g": "ガギグゲゴ", "s": "サシスセソ", "z": "ザズゼゾ", "j": "ジヂ", "t": "タテトツ",
    "c": "チ", "d": "ダヅデド", "n": "ナニヌネノン", "h": "ハヒヘホ", "f": "フ", "b": "バビブベボヴ",
    "p": "パピプペポ",
    "m": "マミムメモ", "r": "ラリルレロ", "w": "ワヲ", "y": "ヤユヨ",
}  # fmt: skip
_CONSONANT = {kana: letter for letter, row in _ROWS.items() for kana in row}
_VOWELS_KANA = frozenset("アイウエオ")
_SMALL_AFTER_U = re.compile(r"ウ(?=[ァィェォ])")
_LATIN = (
    ("tion", "sn"), ("sion", "sn"), ("tch", "C"), ("sch", "s"), ("ph", "f"), ("th", "s"), ("sh", "s"), ("ch", "C"),
    ("ck", "k"), ("qu", "k"), ("wh", "w"), ("gh", "g"), ("kn", "n"), ("x", "ks"), ("q", "k"), ("v", "b"), ("ł", "w"),
    ("dge", "j"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("ç", "s"), ("ge", "je"), ("gi", "ji"), ("gy", "ji"),
    ("tz", "t"), ("ts", "t"), ("mc", "mk"), ("l", "r"),
)  # fmt: skip
_ACCENTS = str.maketrans("áàâäãåéèêëíìîïóòôöõøúùûüñćčśšźžýğ", "aaaaaaeeeeiiiioooooouuuunccsszzyg")
_CHEAP = {
    frozenset(pair): cost
    for pair, cost in {
        "sz": 0.15, "st": 0.4, "zj": 0.1, "jg": 0.25, "jy": 0.2, "ct": 0.25, "ck": 0.3, "cs": 0.25, "bp": 0.6,
        "kg": 0.5, "dt": 0.5, "nm": 0.3, "fh": 0.2, "fp": 0.6, "wb": 0.4, "ks": 0.5,
        "dj": 0.25, "zd": 0.5, "bf": 0.4, "jz": 0.1,
        "cj": 0.4, "hk": 0.5, "wh": 0.2, "wg": 0.5, "sj": 0.4, "hg": 0.5, "tz": 0.3,
    }.items()
}  # fmt: skip
_DROPPED = {"r": 0.25, "h": 0.15, "w": 0.15, "y": 0.15, "n": 0.6, "t": 0.5, "g": 0.5, "d": 0.6, "e": 0.0}
_LONGEST = 40


@lru_cache(maxsize=8192)
def sounds_alike(latin: str, katakana: str, *, slack: float = 1.0) -> bool:
    """`latin` is one name without blanks; `katakana` one without dots. Short names must agree closely.

    `slack` above 1 lets more differ, for a name that something else vouches for.
    """
    if not latin or not katakana or len(latin) > _LONGEST or len(katakana) > _LONGEST:
        return False
    ours, theirs = _of_latin(latin), _of_kana(katakana)
    size = max(len(ours.replace("e", "")), len(theirs.replace("e", "")))
    if size <= 1:
        return ours == theirs and _vowels_near(latin, katakana)
    limit = 0.3 if size <= 2 else 0.45 if size == 3 else 0.7 if size <= 5 else 1.0
    limit *= slack
    return any(_distance(sound, theirs, limit) <= limit for sound in {ours, *_of_abroad(latin)})


@lru_cache(maxsize=8192)
def _of_abroad(word: str) -> tuple[str, ...]:
    """How names that are not English may be heard: a Greek th, a French end, a German ch, a Spanish j, a Korean d."""
    low = word.casefold()
    other = {low.replace("th", "t"), low.replace("ch", "k"), low.replace("j", "h"), low.replace("j", "y")}
    other |= {
        re.sub(r"(?<=[a-z]{3})[dtsxp]$", "", low.replace("ch", "sh")),
        low.replace("v", "f"),
        low.replace("w", "b"),
    }
    other |= {low.replace("gh", ""), low.replace("wr", "r"), re.sub("^ps", "s", low), re.sub("^eu", "yu", low)}
    other |= {re.sub("x(?=i|[aeou])", each, low) for each in ("sh", "z", "h")}
    other |= {re.sub("q(?!u)|qu(?=[^aeiou]|$)|q(?=iu)", "ch", low), low.replace("zh", "j"), low.replace("cc", "ch")}
    other |= {re.sub("^ng", "g", low), re.sub("^ci", "ki", low), low.replace("dy", "j"), low.replace("cz", "ch")}
    other.add({"d": "t", "g": "k", "b": "p", "j": "ch"}.get(low[:1], low[:1]) + low[1:])
    return tuple(_of_latin(each) for each in sorted(other - {low}))


def _vowels_near(latin: str, katakana: str) -> bool:
    return abs(len(katakana.replace("ー", "")) - len(latin)) <= 2


@lru_cache(maxsize=8192)
def _of_kana(word: str) -> str:
    """Consonants in order; an `e` in front stands for any vowel that opens the word."""
    word = _SMALL_AFTER_U.sub("ワ", word)
    start = "e" if word[:1] in _VOWELS_KANA else ""
    return start + "".join(_CONSONANT.get(kana, "") for kana in word)


@lru_cache(maxsize=8192)
def _of_latin(word: str) -> str:
    sound = re.sub(r"[^a-zł ]", "", word.casefold().translate(_ACCENTS))
    start = "e" if sound[:1] in tuple("aeiou") else ""
    sound = _settled(re.sub(r"ng\b", "n", sound))
    for spelt, heard in _LATIN:
        sound = sound.replace(spelt, heard)
    # C is the ch of Manchester, which no rule for a plain c may touch.
    sound = re.sub(r"[aeiou ]", "", sound.replace("c", "k").replace("C", "c"))
    return start + sound


def _settled(sound: str) -> str:
    return re.sub(r"(.)\1+", r"\1", sound)


def _distance(ours: str, theirs: str, limit: float) -> float:
    if abs(len(ours) - len(theirs)) > 5:
        return limit + 1
    row = [0.0]
    for letter in theirs:
        row.append(row[-1] + _gap(letter))
    for mine in ours:
        new = [row[0] + _gap(mine)]
        for at, letter in enumerate(theirs):
            same = 0.0 if mine == letter else _CHEAP.get(frozenset((mine, letter)), 1.2)
            new.append(min(row[at] + same, row[at + 1] + _gap(mine), new[at] + _gap(letter)))
        row = new
        if min(row) > limit:
            return limit + 1
    return row[-1]


def _gap(letter: str) -> float:
    return 0.3 if letter == "e" else _DROPPED.get(letter, 0.9)
