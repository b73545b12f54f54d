"""One spelling for names: what a company is called differs by width, case, spaces and dots, never by what it names."""

import re
import unicodedata

# The prolonged sound mark "ー" is a letter, not a dash: "データ" keeps it.
_DROPPED = re.compile(
    r"[\s\u00ad\u00b7\u200b-\u200f\u2060\ufeff"  # spaces, soft hyphen, middle dot, zero-width marks
    r"\u2022\u2027\u2219\u22c5\u30fb"  # bullets, hyphenation point, dot operators, katakana middle dot
    r"\-\u2010-\u2015\u2212\u2043\u30a0]"  # hyphens, dashes, minus
)
_HALF_WIDTH_MARKS = "\uff9e\uff9f"
_QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"'})
_BLANKS = re.compile(r"[^\S\n]+")


def fold(text: str) -> str:
    """`text` for matching names: NFKC, casefolded, without spaces, middle dots and hyphens."""
    return _DROPPED.sub("", _fold_width(text))


def fold_with_positions(text: str) -> tuple[str, list[int]]:
    """`fold(text)` and, for each of its characters, the index in `text` of the character that it came from."""
    folded: list[str] = []
    positions: list[int] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and _continues(text[end]):
            end += 1
        cluster = fold(text[start:end])
        folded.append(cluster)
        positions.extend([start] * len(cluster))
        start = end
    return "".join(folded), positions


def plain(text: str) -> str:
    """`text` for reading rules: NFKC, straight quotes, single blanks; case, dashes and newlines stay."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFKC", text).translate(_QUOTES)).strip()


def lowered(text: str) -> str:
    """`plain` text in lower case, letter for letter: positions stay."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(each.lower() if len(each.lower()) == 1 else each for each in text)


def _fold_width(text: str) -> str:
    # Casefolding can undo NFKC ("ﬀ" and some accented letters), so the second pass makes the result stable.
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).translate(_QUOTES).casefold())


def _continues(character: str) -> bool:
    """Whether it forms one letter with the one before it: combining accents and half-width voicing marks."""
    return character in _HALF_WIDTH_MARKS or unicodedata.combining(character) != 0
