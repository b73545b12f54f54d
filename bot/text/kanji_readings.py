"""Whether a name in Latin letters can be a name in kanji read aloud: Tanaka is 田中, Nakata is not.

The readings are those that names of people, places and firms use. A character without an entry may read as anything,
so that an unknown name is never called wrong.
"""

from functools import lru_cache
from pathlib import Path


def _read() -> dict[str, tuple[str, ...]]:
    lines = (Path(__file__).parent / "kanji_readings.txt").read_text(encoding="utf-8").splitlines()
    entries = (line.split(" ") for line in lines if not line.startswith("#"))
    return {kanji: tuple(readings.split(",")) for kanji, readings in entries}


_READINGS = _read()
_LONGEST = max(map(len, _READINGS))
_LONGEST_NAME = 24
_VOICED = (
    ("sh", "j"), ("ch", "j"), ("ts", "z"), ("k", "g"), ("s", "z"), ("t", "d"), ("h", "b"), ("f", "b"), ("h", "p"),
    ("f", "p"),
)  # fmt: skip
_CLIPPED = ("tsu", "chi", "ku", "ki")
"""Ends of a reading that a consonant behind them swallows and doubles."""


@lru_cache(maxsize=4096)
def may_read(kanji: str, romaji: str) -> bool | None:
    """Whether `romaji` (one word) can be how `kanji` is read: True, False, or None where characters are unknown."""
    word = settled(romaji)
    if not word or not kanji or len(kanji) > _LONGEST_NAME or len(word) > _LONGEST_NAME:
        return None
    if _reads(kanji, word, can_guess=False):
        return True
    has_known = any(character in _READINGS for character in kanji)
    return None if has_known and _reads(kanji, word, can_guess=True) else False


def readings_of(kanji: str, most: int) -> list[str]:
    """Up to `most` ways to read `kanji` aloud, long vowels short; none where a character has no entry."""
    found = [""]
    by_place: list[list[str]] = [found, *([] for _ in kanji)]
    for place in range(len(kanji)):
        for length in range(1, min(_LONGEST, len(kanji) - place) + 1):
            for reading in _READINGS.get(kanji[place : place + length], ()):
                for heard in dict.fromkeys((reading, _voiced(reading) if place else reading)):
                    room = most - len(by_place[place + length])
                    by_place[place + length] += [f"{before}{heard}" for before in by_place[place][: max(0, room)]]
    return list(dict.fromkeys(settled(reading) for reading in by_place[-1]))


def _voiced(reading: str) -> str:
    """As it may be heard behind another: tama in Kodama, hana in Ikebana."""
    found = next((each for each in _VOICED if reading.startswith(each[0])), None)
    return found[1] + reading[len(found[0]) :] if found else reading


@lru_cache(maxsize=4096)
def is_readable(kanji: str) -> bool:
    """Whether every character has an entry, so that a reading that does not fit is wrong."""
    return all(character in _READINGS for character in kanji)


@lru_cache(maxsize=4096)
def looks_romanised(word: str) -> bool:
    """Whether a word is spelt as Japanese is in Latin letters: syllables that end in a vowel or n."""
    rest = settled(word)
    if len(rest) < 3:
        return False
    syllable = ("sh", "ch", "ts", "ky", "gy", "ny", "hy", "by", "py", "my", "ry", *"kgsztdnhbpmrywjf", "")
    position = 0
    while position < len(rest):
        for onset in syllable:
            end = position + len(onset)
            if rest.startswith(onset, position) and end < len(rest) and rest[end] in "aiueo":
                position = end + 1
                break
        else:
            if rest[position] == "n" or (position + 1 < len(rest) and rest[position] == rest[position + 1]):
                position += 1
            else:
                return False
    return True


def settled(word: str) -> str:
    """Long vowels are written in many ways: Ōno, Ohno, Oono, Ono."""
    lower = word.casefold().replace("-", "").replace("'", "")
    for long, short in (
        ("ō", "o"),
        ("ū", "u"),
        ("ā", "a"),
        ("oh", "o"),
        ("ou", "o"),
        ("oo", "o"),
        ("uu", "u"),
        ("si", "shi"),
    ):
        lower = lower.replace(long, short) if long != "oh" else _without_h(lower)
    return lower.replace("sshi", "shi")


def _without_h(word: str) -> str:
    return "".join(
        letter
        for at, letter in enumerate(word)
        if not (letter == "h" and at and word[at - 1] == "o" and (at + 1 == len(word) or word[at + 1] not in "aiueo"))
    )


def _heard(reading: str, word: str, start: int, *, is_later: bool) -> set[int]:
    """How many letters of `word` the reading takes: as it is, voiced (花 in 紅花), or clipped (楽 in 楽器)."""
    ways = [reading]
    if is_later:
        ways += [voiced + reading[len(plain) :] for plain, voiced in _VOICED if reading.startswith(plain)]
    sizes = {len(way) for way in ways if word.startswith(way, start)}
    for way in ways:
        clipped = next((way.removesuffix(end) for end in _CLIPPED if way.endswith(end) and len(way) > len(end)), "")
        at = start + len(clipped)
        doubled = word[at : at + 1] == word[at + 1 : at + 2] or word[at : at + 3] == "tch"
        if clipped and doubled and word.startswith(clipped, start) and word[at : at + 1] in tuple("kstp"):
            sizes.add(len(clipped) + 1)
    return sizes


def _reads(kanji: str, word: str, *, can_guess: bool) -> bool:
    ends: set[int] = {0}
    by_place: list[set[int]] = [ends, *(set() for _ in kanji)]
    for place in range(len(kanji)):
        for start in by_place[place]:
            for length in range(1, min(_LONGEST, len(kanji) - place) + 1):
                part = kanji[place : place + length]
                for reading in _READINGS.get(part, ()):
                    by_place[place + length] |= {
                        start + size for size in _heard(reading, word, start, is_later=place > 0)
                    }
            if can_guess and kanji[place] not in _READINGS:
                by_place[place + 1] |= set(range(start + 1, min(start + 8, len(word)) + 1))
            if kanji[place] in "々ヶケノ之":
                by_place[place + 1] |= set(range(start, min(start + 5, len(word)) + 1))
    return len(word) in by_place[-1]
