"""Countries, regions and cities in both languages: 米 is the United States, Polish is of Poland, 堺 is Sakai."""

import re
from functools import cache
from pathlib import Path

from bot.text.normalise import lowered

_FILE = Path(__file__).parent / "places.txt"
_KATAKANA_ONLY = re.compile(r"[ァ-ヺー]+")
_START, _EDGE = r"(?<![ァ-ヺー])", r"(?![ァ-ヺー])"


@cache
def _rows() -> tuple[list[str], ...]:
    """Of each place its English words, its Japanese ones and, of a town or region, its country."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return tuple(line.split("|") for line in lines if not line.startswith("#"))


@cache
def _tables() -> tuple[dict[str, str], dict[str, str], re.Pattern[str], re.Pattern[str]]:
    english: dict[str, str] = {}
    japanese: dict[str, str] = {}
    for left, right, *_ in _rows():
        place = left.split(",")[0]
        english |= dict.fromkeys(left.split(","), place)
        japanese |= dict.fromkeys(right.split(","), place)
    long_en = sorted(english, key=len, reverse=True)
    long_ja = sorted((word for word in japanese if len(word) > 1), key=len, reverse=True)
    # A lone character is a country only where news puts it: before a name, or in 日米, 対中.
    lone = "".join(word for word in japanese if len(word) == 1)
    short = (
        rf"(?<![一-龥々ァ-ヶー])[{lone}](?=[ァ-ヶA-Z])|(?<![一-龥々ァ-ヶー])[米英独仏豪韓](?=[一-龥])(?![米英独仏豪韓中日]|[作飯語国立自占身断教典気])|"
        rf"(?<=対)[{lone}]|(?<=[日米英中欧韓])[{lone}](?=両|関係)"
    )
    return (
        english,
        japanese,
        re.compile(rf"(?<![A-Za-z])(?:{'|'.join(map(re.escape, long_en))})(?![A-Za-z])", re.IGNORECASE),
        re.compile(rf"(?:{'|'.join(map(_whole, long_ja))})|{short}"),
    )


@cache
def _countries() -> dict[str, str]:
    return {row[0].split(",")[0]: row[2] for row in _rows() if len(row) > 2}


def country_of(place: str) -> str | None:
    """The country that a town or region (an id of `places_in`) lies in, where the table says so."""
    return _countries().get(place)


def _whole(word: str) -> str:
    """ドイツ is no country in ドイツテレコム, nor インド in マインド."""
    return _START + re.escape(word) + _EDGE if _KATAKANA_ONLY.fullmatch(word) else re.escape(word)


def places_in(text: str) -> dict[str, str]:
    """The places that `text` names, in either language: id -> the words as written."""
    english, japanese, latin, kana = _tables()
    found: dict[str, str] = {}
    for match in latin.finditer(text):
        word = match.group()
        if word[0].isupper() and not (word in ("Us", "Un") or (word == "US" and text.isupper())):
            found.setdefault(english[lowered(word)], word)
    for match in kana.finditer(text):
        found.setdefault(japanese[match.group()], match.group())
    return found
