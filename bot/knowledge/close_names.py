"""Finds names that look or sound like a mistyped one, in letters and in kana."""

import difflib
import re
from collections.abc import Sequence

from bot.knowledge.spellings import key_of

_CUTOFF = 0.72
# Long marks, small ッ and ヴ are where two writers of one foreign name differ most.
_SOUNDS = (
    (re.compile("ヴァ"), "バ"),
    (re.compile("ヴィ"), "ビ"),
    (re.compile("ヴェ"), "ベ"),
    (re.compile("ヴォ"), "ボ"),
    (re.compile("ヴ"), "ブ"),
    (re.compile("[ーッ]"), ""),
)
_LARGE = str.maketrans("ァィゥェォャュョヮ", "アイウエオヤユヨワ")
_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}


class CloseNames:
    """Spellings by their sound, and whose they are."""

    def __init__(self, spellings: Sequence[tuple[str, str]]) -> None:
        self._owners: dict[str, list[str]] = {}
        for text, company_id in spellings:
            owners = self._owners.setdefault(_sound(text), [])
            if company_id not in owners:
                owners.append(company_id)

    def find(self, name: str, n: int) -> list[str]:
        """Ids of up to `n` companies, the closest first; none where nothing is close."""
        sound = _sound(name)
        if not sound:
            return []
        close = difflib.get_close_matches(sound, self._owners, n=4 * n, cutoff=_CUTOFF)
        return list(dict.fromkeys(owner for match in close for owner in self._owners[match]))[:n]


def _sound(text: str) -> str:
    sound = key_of(text).translate(_TO_KATAKANA)
    for pattern, plain in _SOUNDS:
        sound = pattern.sub(plain, sound)
    return sound.translate(_LARGE)
