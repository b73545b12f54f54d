"""Finds names that a text uses as organisations', for those that are on no record."""

import re
from collections.abc import Collection

_WORD = r"[A-Z][\w&.-]*\w"
_RUN = rf"{_WORD}(?: {_WORD}){{0,2}}"
_KIND = (
    r"(?:maker|start-?up|company|firm|laborator(?:y|ies)|lab|developer|designer|provider|institute|agency|publisher|"
    r"operator|group|nonprofit|foundation|chipmaker|newspaper|unit)"
)
_SUFFIX = (
    r"(?:Systems|Labs?|AI|Inc|Corp|Ltd|Technologies|Group|Research|Institute|Foundation|Networks|Software|Robotics|"
    r"Computing|Studios?|Intelligence|Compute|Dynamics|Semiconductor|Association|University|Mind|Commission|Department)"
)
_ENGLISH = re.compile(
    rf"\b({_RUN})(?:'s)? (?:spokes\w+|shares|employees|executives|customers|users|stock)\b|"
    rf"\b((?:{_WORD} ){{1,2}}{_SUFFIX})\b|"
    rf"\b((?:University|Institute|Academy|College|Bank|Ministry) of (?:{_WORD})(?: {_WORD})?)|"
    rf"\b({_RUN}),\s(?:the|a|an)\s[^,.]{{0,60}}?\b{_KIND}\b|"
    rf"\b(?:start-?up|company|chipmaker|laboratory|chip designer|developer|maker) ({_RUN})\b"
)
_VERBS = (
    r"(?:said|says|announced|raised|raises|released|published|declined|denied|agreed|bought|launched|confirmed|will|"
    r"plans|has|had|is|expects|did not|cut|opened|unveiled)"
)
_ACTING = re.compile(rf"(?:^|[.\n”\"]\s*|, )({_WORD}),? {_VERBS}\b")
_LONG_ACTING = re.compile(
    rf"(?:^|[.\n]\s*|, |'s )({_WORD}(?: {_WORD}){{1,2}}),? (?:has |have |will |plans to |agreed to |to )?(?:also )?"
    r"(?:raise[ds]?|release[ds]?|launche[ds]|invest(?:ed|s)?|acquire[ds]?|unveil(?:ed|s)?|install(?:ed|s)?|"
    r"buy|bought|sign(?:ed|s)?|suppl(?:y|ied|ies))\b"
)
_KANA = r"[ァ-ヶー・A-Za-z0-9]"
_JAPANESE = re.compile(
    rf"((?:(?!米|英|仏|独|蘭|加|韓)[一-龥]){{0,6}}{_KANA}{{2,30}})(?:の広報|の株価|の(?:従業員|社長|会長)|"
    rf"の(?:[一-龥]{{2,6}}|[ァ-ヶー・=＝]{{2,20}})(?:社長|会長|代表|CEO|最高[^、。「」（）\s]{{2,10}}責任者|広報)|社(?:は|が|の)|"
    r"(?:（[^）]{1,40}）)?(?:は|が)(?:\d{1,2}日、?)?[^。]{0,80}(?:発表|公表|説明し|明らかにし|としている|調達し|提訴|公開し))|"
    rf"(?:株式会社|米国?の?|英国?の?|仏|独|蘭|加|新興企業の?|開発会社の?|運営する|開発する|設計する)"
    rf"({_KANA}{{3,30}})(?=は|が|の|を|に|と|、)|"
    r"株式会社([^、。（）「」\s]{2,20}?)(?=（|は[、0-9０-９]|と[、一-龥]|が[、一-龥]|、)|"
    r"(?:運営|開発|展開|提供|販売)する([^、。（）「」\s]{2,20}?)(?=（[^）]{1,20}[都道府県市区町村]）)|"
    r"以下[、]?「([^「」]{2,20})」|"
    r"([一-龥ァ-ヶー]{2,12}(?:連盟|協会|機構|研究所|大学|委員会|財団|学会|組合|総務省|省|庁))(?=は|が|の|を|に)"
)
_ENDS_AS_PERSON = re.compile(r"(?:CEO|CTO|COO|CFO|氏|社長|会長|教授|所長|さん)$")
_BEFORE_NAME = re.compile(r"^.*(?:会社|企業|大手|新興|メーカー|団体|業界|研究所|運営|開発)(?=[ァ-ヶA-Za-z])")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_NOT_ORGANISATIONS = _words(
    "The Its Their His Her Some Many Other All This That These Those They It He She We You In On At But And If When "
    "While After Before As For From To By No Not There Here What Who How Why Critics Analysts People Researchers Two "
    "Three January February March April May June July August September October November December Monday Tuesday "
    "Wednesday Thursday Friday Saturday Sunday AI CEO US UK EU Shares Employees Director Chief Japan China"
)
_KINDS_ALONE = _words("University Institute Academy College Bank Ministry")
"""No names by themselves."""
_ONCE_IS_CHANCE = 2


def organisations_in(text: str, lang: str, people: Collection[str] = ()) -> frozenset[str]:
    """Organisations as `text` spells them. `people` are names of persons, which act and speak alike."""
    if lang == "ja":
        found = {next(group for group in match.groups() if group) for match in _JAPANESE.finditer(text)}
        names = {_BEFORE_NAME.sub("", name) for name in found}
        names = {name for name in names if not _ENDS_AS_PERSON.search(name)}
        return frozenset(name for name in names if len(name) > 1 and name not in people)
    names = {next(group for group in match.groups() if group) for match in _ENGLISH.finditer(text)}
    for match in _ACTING.finditer(text):
        name = match.group(1)
        is_surname = re.search(rf"\b[A-Z][a-z]+ (?:[A-Z]\. )?{re.escape(name)}\b", text)
        if not is_surname and name not in people and text.count(name) >= _ONCE_IS_CHANCE:
            names.add(name)
    # Of two or three words, and named again: Sumire Medical will invest.
    names |= {match.group(1) for match in _LONG_ACTING.finditer(text) if text.count(match.group(1)) >= _ONCE_IS_CHANCE}
    names = {_without_opener(name) for name in names}
    return frozenset(name for name in names if name and name not in _NOT_ORGANISATIONS | _KINDS_ALONE | {*people})


def _without_opener(name: str) -> str:
    """ "The Lumora AI" is Lumora AI; the AI of "Lumora AI" is part of its name."""
    words = name.split()
    while words and words[0] in _NOT_ORGANISATIONS:
        words.pop(0)
    return " ".join(words)
