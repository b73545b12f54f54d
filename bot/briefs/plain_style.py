"""Puts the polite verb forms of a Japanese sentence (です・ます) into the plain style (である調) of briefs.

Only verb endings outside quotes change. A form whose plain one is not sure stays, and `is_polite` still says so.
"""

import re

_QUOTED = re.compile(r"「[^」]*」|『[^』]*』|“[^”]*”|\"[^\"]*\"")
_ENDS = r"(?=[。、！）)」]|が[、。]|ので|と(?!き)|けれど|し、|ものの|$)"
_POLITE = re.compile(
    rf"(?:ます|ました|ません|ませんでした|です|でした|でしょう|ましょう|ください|ございます){_ENDS}|お願い(?:いた)?し"
)


def _compiled(*pairs: tuple[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern + _ENDS), plain) for pattern, plain in pairs)


_BEFORE_VERBS = _compiled(
    (r"(?<=[一-龥ァ-ヶー])(?:いた|致)します", "する"),
    (r"(?<=[一-龥ァ-ヶー])(?:いた|致)しました", "した"),
    (r"(?<=[一-龥ァ-ヶー])(?:いた|致)しません", "しない"),
    (r"(?:こと|旨)を(?:お知らせ|ご報告|ご案内)(?:(?:いた|致)し|し)ます", "ことを明らかにした"),
    (r"でございます", "である"),
    (r"(?:ては|では)ありませんでした", "ではなかった"),
    (r"ではありません", "ではない"),
    (r"ありませんでした", "なかった"),
    (r"ありません", "ない"),
    (r"ております", "ている"),
    (r"でおります", "でいる"),
    (r"ておりました", "ていた"),
    (r"ておりません", "ていない"),
    (r"てまいります", "ていく"),
    (r"てまいりました", "てきた"),
)
_AFTER_VERBS = _compiled(
    (r"んです", "のだ"),
    (r"(?<=[いきしちにびみりじない])ないです", "ない"),
    (r"(?<=[一-龥しただ])(?:い|しい)です", "い"),
    (r"(?<=[なた])いです", "い"),
    (r"たです", "た"),
    (r"です", "だ"),
    (r"でした", "だった"),
    (r"でしょう", "だろう"),
)
_VERB = re.compile(rf"([一-龥々ァ-ヶーぁ-ん])([一-龥ぁ-ん])(ませんでした|ました|ません|ます){_ENDS}")

_E_ROW = "えけせてねへめれげぜでべぺ"
_GODAN = {
    # stem ending: (dictionary form, past, negative)
    "き": ("く", "いた", "かない"), "ぎ": ("ぐ", "いだ", "がない"), "し": ("す", "した", "さない"),
    "ち": ("つ", "った", "たない"), "に": ("ぬ", "んだ", "なない"), "び": ("ぶ", "んだ", "ばない"),
    "み": ("む", "んだ", "まない"), "り": ("る", "った", "らない"), "い": ("う", "った", "わない"),
}  # fmt: skip
# Stems that end as godan verbs do and are none.
_ICHIDAN = re.compile(
    r"(?:でき|起き|生き|尽き|飽き|用い|率い|強い|[てで]い|老い|悔い|試み|顧み|鑑み|省み|足り|借り|降り|懲り|過ぎ|落ち|満ち|"
    r"[一-龥]じ|伸び|浴び|延び|帯び|滅び|詫び|わび)$"
)
_SURU_ONE = "対関属有要発達接適即反面課科欲脱熱愛称介値処服害"
"""Kanji that make a verb with する by themselves."""
_KANJI_ALONE = "見得出来寝経着似煮診看観居"


def plain_style(sentence: str) -> str:
    """The sentence in である調; quotes stay as they were said."""
    parts = []
    at = 0
    for quoted in _QUOTED.finditer(sentence):
        parts += [_plain(sentence[at : quoted.start()]), quoted.group()]
        at = quoted.end()
    return "".join([*parts, _plain(sentence[at:])])


def is_polite(sentence: str) -> bool:
    """Whether a polite form stands outside its quotes."""
    return _POLITE.search(_QUOTED.sub("「」", sentence)) is not None


def _plain(words: str) -> str:
    words = re.sub(r"ご([一-龥]{2,4})いただけます", r"\1できます", words)
    for pattern, plain in _BEFORE_VERBS:
        words = pattern.sub(plain, words)
    words = _VERB.sub(_verb, words)
    for pattern, plain in _AFTER_VERBS:
        words = pattern.sub(plain, words)
    return words


def _verb(found: re.Match[str]) -> str:
    before, last, ending = found.groups()
    stem = before + last
    context = found.string[: found.start()] + stem
    forms = _forms(context, last)
    if forms is None:
        return found.group()
    plain, past, negative = forms
    told = {"ます": plain, "ました": past, "ません": negative, "ませんでした": negative[:-1] + "かった"}[ending]
    return before + told


def _forms(context: str, last: str) -> tuple[str, str, str] | None:
    """(dictionary form, past, negative) that take the place of `last`, the end of a polite form's stem."""
    if last in _E_ROW or _ICHIDAN.search(context):
        return f"{last}る", f"{last}た", f"{last}ない"
    if last == "し" and _is_suru(context[:-1]):
        return "する", "した", "しない"
    if last == "い" and re.search(r"(?:て|で|が|も|は|に)い$", context):
        return "いる", "いた", "いない"
    if last == "き" and re.search(r"行き$|(?:[てで])いき$", context):
        return "く", "った", "かない"
    if last in _GODAN:
        return _GODAN[last]
    if last == "来":
        return None
    return (f"{last}る", f"{last}た", f"{last}ない") if last in _KANJI_ALONE else None


def _is_suru(before: str) -> bool:
    """Whether the し after these words is する's: after a noun of two letters or more, a loan-word, a particle."""
    if re.search(r"目指$", before):
        return False
    if re.search(r"[一-龥々]{2}$|[ァ-ヶーA-Za-z0-9％]$|[をとにへがはでもくう]$", before):
        return True
    return bool(before) and before[-1] in _SURU_ONE
