"""Whether a stretch of text that reads like a name is one: where words end, capitals, and words that only look alike.

The rules know scripts and grammar, never a company: a name counts only where the script around it lets it stand alone.
"""

import re
from collections.abc import Callable

_LATIN_OR_DIGIT = re.compile(r"[A-Za-z0-9\u00c0-\u024f]")
_KATAKANA = re.compile(r"[ァ-ヺー]")
_KANJI = re.compile(r"[\u3400-\u9fff々〆]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_HIRAGANA = re.compile(r"[ぁ-ん]")

# What may follow a katakana name directly and still leave it a name: 「グーグルジャパン」 is Google's.
_KATAKANA_TAIL = re.compile(
    r"(?:グループ|ジャパン|ホールディングス|コーポレーション|インク|クラウド|リサーチ|モデル|シリーズ|チーム|ユーザー)"
    r"(?![ァ-ヺー])"
)
# A short katakana word before kanji is more often a prefix (「メタ分析」) than a name, unless a company's word follows.
_COMPANY_WORD = re.compile(
    r"[社製側内外系発初元前現新旧最株対並以同両各等間氏米日独仏英中]|傘下|幹部|首脳|会長|本社|支社|創業|共同|広報|従業|"
    r"経営|出身|向け|買収|提供|開発|独自|主導|自身|自体|公式|研究[所者部チ]|陣営|提訴|訴訟|発表|公開|関係|関連|決算|"
    r"日本|親会|子会|担当|技術者|責任|代表|社員|職員|次[世期]|勢|版|流|も|及び|含む"
)
_PARTICLE = re.compile(r"[はがのをとにでもやへ]")
_HANGUL_PARTICLE = re.compile(
    r"(?:에서|에게|으로|이라|라고|는|은|이|가|의|를|을|와|과|도|에|로|측|사|및)(?![\uac00-\ud7a3]{3})"
)
_KANJI_NUMERAL = re.compile(r"[一二三四五六七八九十百千万数何幾0-9]")
_NUMERAL_START = re.compile(r"[一二三四五六七八九十百千万]")
_MANNER = re.compile(r"的|主義|家(?![電族庭])")
_PERSON = re.compile(r"・[ァ-ヺー]+(?:氏|さん|博士|教授|監督|選手|作|の絵)")
# A name that is also a plant, an animal, a place or a thing is that thing when one of these follows.
_THING_EN = re.compile(
    r" (?:pie|juice|cider|sauce|trees?|orchards?|crumble|tarts?|rain ?forests?|river|basin|jungle|toast|farms?|"
    r"panels?|eclipse|countertops?|wind)\b",
    re.IGNORECASE,
)
_THING_JA = re.compile(r"川|河|熱帯|雨林|流域|盆地|奥地|先住民|果汁|栽培|農園|牧場|の木|の実|の皮")
_PARTICIPLE = re.compile(r"-(?:[a-z]+ed|led|run|made|built|style|like|own|wide|first|only|era|born|to|and|or)\b")
_GENERIC_AFTER_AI = re.compile(
    r" (?:models?|systems?|weights|development|research|software|source|ecosystem|communit|tools?|infrastructure|"
    r"startups?|companies|labs|licen[cs]|releases|movement|advocates|standards|innovation|stack)",
    re.IGNORECASE,
)
_KATAKANA_NOUN = re.compile(r"[ァ-ヺー]{2}")


def stands_alone(text: str, start: int, end: int, *, is_product: bool) -> bool:
    """Whether `text[start:end]` is not a part of a longer word. Plural and possessive endings do not count as one."""
    if end - start == 1 and _KANJI.match(text[start]) and _touches_kanji(text, start):
        return False
    return _left_is_free(text, start) and _right_is_free(text, start, end, is_product=is_product)


def _touches_kanji(text: str, at: int) -> bool:
    return any(_KANJI.match(letter) for letter in (text[max(at - 1, 0) : at], text[at + 1 : at + 2]))


def is_like_a_thing(text: str, end: int) -> bool:
    """Whether what follows says that the word is a plant, a place or another person: `Apple pie`, 「アマゾン川」."""
    after = text[end : end + 24]
    return bool(_THING_EN.match(after) or _THING_JA.match(after) or _PERSON.match(after))


def is_split_before_noun(text: str, start: int, end: int, spelling: str) -> bool:
    """Whether `… AI` here may be two words: `Open AI models` and 「オープンAIモデル」 need not name a company.

    Only for names that are properly written as one word.
    """
    surface = text[start:end]
    if not surface.endswith("AI"):
        return False
    after = text[end : end + 16]
    if _KATAKANA.match(surface):
        return bool(_KATAKANA_NOUN.match(after))
    return " " in surface and surface != spelling and bool(_GENERIC_AFTER_AI.match(after))


def case_fits(spelling: str, surface: str, *, any_case: bool) -> bool:
    """Whether the letters' case lets `surface` be `spelling`.

    In running text a name that could be a plain word (`Meta`, `Step`) needs its capital, and an abbreviation (`FAIR`)
    all of them; a name of a shape that no plain word has (`OpenAI`, `gpt-oss`) may be written in any case.
    """
    if any_case or surface == spelling:
        return True
    shape = [word for word in re.split(r"[^A-Za-z0-9\u00c0-\u024f]+", spelling) if re.search(r"[A-Za-z]", word)]
    written = [word for word in re.split(r"[^A-Za-z0-9\u00c0-\u024f]+", surface) if re.search(r"[A-Za-z]", word)]
    if not shape or not written:
        return True
    if len(written) == 1 and len(shape) == 1:
        return _word_fits(shape[0], written[0])
    if len(written) == 1:
        # Written together (`huggingface`): no plain word looks like that.
        return written[0][0].isupper() or len(written[0]) >= 6
    if len(shape) == 1:
        return all(word[0].isupper() for word in written) or shape[0].islower()
    return len(shape) != len(written) or all(map(_word_fits, shape, written))


def _word_fits(shape: str, written: str) -> bool:
    letters = re.sub(r"[^A-Za-z\u00c0-\u024f]", "", shape)
    if shape == written or letters.islower():
        return True
    if letters.isupper() and len(letters) > 1:
        return written.isupper() or (written.istitle() and len(letters) >= 4) or len(letters) >= 6
    if letters[0].isupper() and letters[1:].islower():
        return written[0].isupper()
    # Inner capitals or digits.
    return written[0].isupper() == shape[0].isupper() or len(letters) >= 5


def _left_is_free(text: str, start: int) -> bool:
    if start == 0:
        return True
    before, first = text[start - 1], text[start]
    if _LATIN_OR_DIGIT.match(first):
        inside_host = before in "./" and start > 1 and text[start - 2].isalnum() and text[start - 2].isascii()
        return not _LATIN_OR_DIGIT.match(before) and not (inside_host and before == ".")
    if _KATAKANA.match(first):
        return not _KATAKANA.match(before)
    if _HANGUL.match(first):
        return not _HANGUL.match(before)
    if _HIRAGANA.match(first):
        return not _HIRAGANA.match(before) or bool(_PARTICLE.match(before))
    if _NUMERAL_START.match(first) and _KANJI_NUMERAL.match(before):
        return False
    return not (first == "米" and before in "南北中全")


def _right_is_free(text: str, start: int, end: int, *, is_product: bool) -> bool:
    if end == len(text):
        return True
    last, after = text[end - 1], text[end]
    for script, is_free in _RIGHT:
        if script.match(last):
            return is_free(text, start, end, after, is_product)
    return True


def _latin_is_free(text: str, start: int, end: int, after: str, is_product: bool) -> bool:
    if text[end - 1].isdigit():
        return not _LATIN_OR_DIGIT.match(after) and not re.match(r"\.\d", text[end : end + 2])
    if is_product and after == "s" and not _LATIN_OR_DIGIT.match(text[end + 1 : end + 2] or " "):
        return True
    if after.isdigit() and is_product:
        return True
    if _LATIN_OR_DIGIT.match(after):
        return False
    if re.fullmatch(r"[A-Z]?[a-z]+", text[start:end]) and re.match(r"-[a-z]", text[end : end + 2]):
        return bool(_PARTICIPLE.match(text[end : end + 20]))
    return True


def _katakana_is_free(text: str, start: int, end: int, after: str, is_product: bool) -> bool:
    length = end - start
    if _KATAKANA.match(after):
        return length >= 4 and bool(_KATAKANA_TAIL.match(text, end))
    if length <= 3 and _KANJI.match(after):
        return bool(_COMPANY_WORD.match(text, end))
    # 「メタな」「メタい」: the word used as an adjective.
    return not (length <= 2 and after in "ないく" and not is_product and text[end : end + 2] not in ("など", "なら"))


def _kanji_is_free(text: str, start: int, end: int, after: str, is_product: bool) -> bool:
    if text[end - 1] == "研" and after == "究":
        return False
    return not (end - start <= 3 and _MANNER.match(text, end))


def _hangul_is_free(text: str, start: int, end: int, after: str, is_product: bool) -> bool:
    return not _HANGUL.match(after) or bool(_HANGUL_PARTICLE.match(text, end))


def _hiragana_is_free(text: str, start: int, end: int, after: str, is_product: bool) -> bool:
    return not _HIRAGANA.match(after) or bool(_PARTICLE.match(after))


_RIGHT: tuple[tuple[re.Pattern[str], Callable[[str, int, int, str, bool], bool]], ...] = (
    (_LATIN_OR_DIGIT, _latin_is_free),
    (_KATAKANA, _katakana_is_free),
    (_KANJI, _kanji_is_free),
    (_HANGUL, _hangul_is_free),
    (_HIRAGANA, _hiragana_is_free),
)
