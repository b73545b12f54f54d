"""Names that Japanese writes in kanji or hiragana and English as read: 児玉精機 is Kodama, 「いずみ」 is Izumi.

Keys are whole readings, so that they meet only where both scripts name the same; `names` compares katakana by sound.
"""

import re
import unicodedata

from bot.text.kanji_readings import looks_romanised, readings_of, settled
from bot.text.names import has_sound

_SHORTEST = 5
"""Letters of a reading: shorter ones are syllables of anything."""
_MOST_RUNS, _MOST_READINGS = 2, 32
"""Of a headline the runs of kanji that may be names, and how many readings of each beginning are kept."""
_KANJI_RUN = re.compile(r"(?:^|[、。「『　\s・])([一-龥々]{2,8})")
_HIRAGANA_NAME = re.compile(r"[「『]([ぁ-ゖー]{3,10})")
_LATIN_NAME = re.compile(r"(?<![A-Za-z])[A-Z][a-z]{4,}(?![A-Za-z])")
_VOWELS = "aiueo"
_ROWS = {
    "": "あいうえお", "k": "かきくけこ", "g": "がぎぐげご", "s": "さしすせそ", "z": "ざじずぜぞ", "t": "たちつてと",
    "d": "だぢづでど", "n": "なにぬねの", "h": "はひふへほ", "b": "ばびぶべぼ", "p": "ぱぴぷぺぽ", "m": "まみむめも",
    "r": "らりるれろ",
}  # fmt: skip
_KANA = {kana: row + vowel for row, letters in _ROWS.items() for kana, vowel in zip(letters, _VOWELS, strict=True)}
_KANA |= {
    "し": "shi", "ち": "chi", "つ": "tsu", "ふ": "fu", "じ": "ji", "ぢ": "ji", "づ": "zu", "や": "ya", "ゆ": "yu",
    "よ": "yo", "わ": "wa", "を": "o", "ん": "n", "ー": "",
}  # fmt: skip
_SMALL = {"ゃ": "ya", "ゅ": "yu", "ょ": "yo"}


def short_name_keys(text: str) -> frozenset[str]:
    """Readings of the names in `text` that have no sound key: quoted hiragana, and Latin words of few consonants."""
    plain = _plain(text)
    keys = {_romanised(name) for name in _HIRAGANA_NAME.findall(plain)}
    keys |= {settled(word) for word in _LATIN_NAME.findall(plain) if looks_romanised(word) and not has_sound(word)}
    return _marked(keys)


def read_name_keys(headline: str, text: str = "") -> frozenset[str]:
    """Readings of the names in `headline`, in kanji, and in `headline` and `text`, in Latin letters or quoted hiragana.

    Kanji have many readings, and all that fit count; nothing is said of a name with a character that has no entry.
    """
    headline, both = _plain(headline), _plain(f"{headline}\n{text}")
    keys = {_romanised(name) for name in _HIRAGANA_NAME.findall(both)}
    keys |= {settled(word) for word in _LATIN_NAME.findall(both) if looks_romanised(word)}
    for run in _KANJI_RUN.findall(headline)[:_MOST_RUNS]:
        for length in range(2, min(4, len(run)) + 1):
            keys.update(readings_of(run[:length], _MOST_READINGS))
    return _marked(keys)


def _marked(keys: set[str]) -> frozenset[str]:
    return frozenset(f"={key}" for key in keys if len(key) >= _SHORTEST)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _romanised(kana: str) -> str:
    words = ""
    for at, letter in enumerate(kana):
        if letter in _SMALL and words.endswith("i"):
            stem = words[:-1]
            words = stem + (_SMALL[letter][1:] if stem.endswith(("sh", "ch", "j")) else _SMALL[letter])
        elif letter == "っ":
            following = _KANA.get(kana[at + 1 : at + 2], "")
            words += "t" if following.startswith("ch") else following[:1]
        else:
            words += _KANA.get(letter, "")
    return settled(words)
