"""Names that a text holds, in a form in which カリックス and Calyx agree: for unknown companies, people and products.

A name's consonants survive transcription into katakana, its vowels and l/r, b/v, th/s do not.
"""

import re
import unicodedata
from functools import cache

from bot.text.tokens import katakana_words

_SHORTEST_KEY = 3
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-.'][A-Za-z0-9]+)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:。」\n]|[\"“‘(「『])\s*\Z")
_POSSESSIVE = re.compile(r"'s?\Z")

# Capitalised and katakana words that are in too many reports to tell anything.
_EVERYWHERE = (
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December United States America American Japan Japanese China Chinese Europe European "
    "Inc Corp Ltd News Reuters The This Why How What When Researchers Technologies Systems Labs Group Company Business "
    "モデル データ サービス システム サーバー センター データセンター コメント ソフト ソフトウエア ソフトウェア "
    "メーカー ネットワーク アメリカ エージェント オープンソース ライセンス コード パラメーター パラメータ ユーザー "
    "ツール グループ プラットフォーム インターネット クラウド スタートアップ ニュース ロイター テスト ベンチマーク "
    "アプリ プログラミング デジタル コンピューター コスト チーム ビジネス メディア"
)
_ROWS = {
    "k": "カキクケコヵヶ", "g": "ガギグゲゴ", "s": "サシスセソ", "z": "ザズゼゾ", "j": "ジ", "t": "タテト", "c": "チ",
    "d": "ダヂヅデド", "n": "ナニヌネノン", "h": "ハヒヘホ", "f": "フ", "b": "バビブベボヴ", "p": "パピプペポ",
    "m": "マミムメモ", "r": "ラリルレロ",
}  # fmt: skip
_CONSONANT = {kana: letter for letter, row in _ROWS.items() for kana in row} | {"ツ": "ts"}
# ティ and トゥ are t, チャ is ch, クァ is k: small vowels change no consonant here.
_LATIN_SOUNDS = (
    ("tion", "sn"), ("tch", "C"), ("sch", "s"), ("ph", "f"), ("th", "s"), ("sh", "s"), ("ch", "C"), ("ck", "k"),
    ("qu", "k"), ("wh", ""), ("gh", "g"), ("kn", "n"), ("x", "ks"), ("q", "k"), ("v", "b"), ("w", ""),
    ("ce", "s"), ("ci", "s"), ("cy", "s"), ("c", "k"), ("ge", "j"), ("gi", "j"), ("y", ""),
)  # fmt: skip
_SILENT_R = re.compile(r"r(?=[bCdfgjklmnpstz])|r\Z")
_VOWELS = re.compile(r"[aeiou]+")
_TWICE = re.compile(r"(.)\1+")


def name_keys(text: str) -> frozenset[str]:
    """Keys of the names in `text`: Latin words that stand capitalised inside a sentence or in Japanese, and katakana.

    Words of fewer than three consonants are left out: too many others sound like them.
    """
    normal = unicodedata.normalize("NFKC", text).replace("\u2019", "'")
    keys = {_sound(word) for word in _latin_names(normal)}
    keys |= {_katakana_sound(word) for word in katakana_words(normal)}
    return frozenset(key for key in keys if len(key) >= _SHORTEST_KEY) - _common_keys()


def has_sound(word: str) -> bool:
    """Whether a Latin word has consonants enough to be known by its sound key."""
    return len(_sound(word)) >= _SHORTEST_KEY


@cache
def _common_keys() -> frozenset[str]:
    return frozenset(_katakana_sound(word) if katakana_words(word) else _sound(word) for word in _EVERYWHERE.split())


def _latin_names(normal: str) -> list[str]:
    lines = [line for line in normal.split("\n") if line.strip()]
    # A headline in Title Case tells no name from another word; the text below it does.
    read = [line for line in lines if not _is_title_case(line)] or lines
    return [word for number, line in enumerate(read) for word in _names_of_line(line, is_first=number == 0)]


def _names_of_line(line: str, *, is_first: bool) -> list[str]:
    found = []
    for match in _LATIN.finditer(line):
        word, start = match.group(), match.start()
        is_inside = not _SENTENCE_START.search(line[max(0, start - 4) : start]) or (is_first and start == 0)
        if word[0].isupper() and (is_inside or any(each.isupper() or each.isdigit() for each in word[1:])):
            found.append(_POSSESSIVE.sub("", word))
    return found


def _is_title_case(line: str) -> bool:
    words = [word for word in _LATIN.findall(line) if len(word) > 3]
    return len(words) >= 4 and sum(word[0].isupper() for word in words) > 0.7 * len(words) and line[-1] not in ".。"


def _sound(word: str) -> str:
    if any(character.isdigit() for character in word):
        return word.casefold()
    sound = re.sub(r"[^a-z]", "", word.casefold())
    for spelling, heard in _LATIN_SOUNDS:
        sound = sound.replace(spelling, heard)
    return _settled(_VOWELS.sub("", _SILENT_R.sub("", sound)).lower().replace("l", "r"))


def _katakana_sound(word: str) -> str:
    return _settled("".join(_CONSONANT.get(kana, "") for kana in word))


def _settled(sound: str) -> str:
    """Differences that transcription does not keep: doubled letters, m before b and p, h, j and z."""
    return _TWICE.sub(r"\1", sound.replace("h", "").replace("j", "z").replace("mb", "nb").replace("mp", "np"))
