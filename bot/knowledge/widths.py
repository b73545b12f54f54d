"""Brings a text to one width and one set of marks while keeping the way back to the original positions.

Unlike `bot.text.normalise.fold` it drops no blanks: the rules on names look at what stands around them.
"""

import re
import unicodedata

_SAME_LENGTH = str.maketrans(
    {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | {0x3000: " ", 0xA0: " ", 0x2009: " ", 0x202F: " "}
    | dict.fromkeys((8208, 8209, 8210, 8211, 8722), "-")
    | {0x2019: "'", 0x2018: "'", 0xB7: "・", 0x2022: "・", 0xFF65: "・"}
)
# Half-width kana with their voicing marks, letters with combining marks (no language stacks more than a few), and
# marks of no width.
_OTHER_LENGTH = re.compile(
    r"[\uff66-\uff9f]+|[^\s\u0300-\u036f\u3099\u309a][\u0300-\u036f\u3099\u309a]{1,8}|[\u00ad\u200b-\u200d\u2060\ufeff]+"
)
_WIDTHLESS = re.compile(r"[\u00ad\u200b-\u200d\u2060\ufeff]")


class Plain:
    """A text at one width, and for each of its positions the one in the original."""

    __slots__ = ("_origin", "lowered", "text")

    def __init__(self, original: str) -> None:
        self._origin: list[tuple[int, int]] | None = None
        text = original
        if _OTHER_LENGTH.search(original):
            text, self._origin = _shorten(original)
        self.text = text.translate(_SAME_LENGTH)
        self.lowered = _lower(self.text)

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the original that `text[start:end]` (not empty) came from, with the marks of its last letter."""
        if self._origin is None:
            return start, end
        return self._origin[start][0], self._origin[end - 1][1]


def _shorten(original: str) -> tuple[str, list[tuple[int, int]]]:
    """The text, and for each of its letters the span that it came from."""
    pieces: list[str] = []
    origin: list[tuple[int, int]] = []
    at = 0
    for match in _OTHER_LENGTH.finditer(original):
        pieces.append(original[at : match.start()])
        origin.extend((here, here + 1) for here in range(at, match.start()))
        for start, end in _letters(original, match.start(), match.end()):
            letter = _WIDTHLESS.sub("", unicodedata.normalize("NFKC", original[start:end]))
            pieces.append(letter)
            origin.extend([(start, end)] * len(letter))
        at = match.end()
    pieces.append(original[at:])
    origin.extend((here, here + 1) for here in range(at, len(original)))
    return "".join(pieces), origin


def _letters(original: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the letters between: each with the marks that belong to it."""
    spans: list[tuple[int, int]] = []
    for at in range(start, end):
        belongs = original[at] in "\uff9e\uff9f" or unicodedata.combining(original[at])
        if belongs and spans:
            spans[-1] = (spans[-1][0], at + 1)
        else:
            spans.append((at, at + 1))
    return spans


def _lower(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    # "İ" grows when lowered; positions matter more than that letter.
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
