"""Whom the verbs of saying of a sentence have as their subject: names, and kinds of people and bodies."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from bot.briefs.grounding.axes import cells_of, english_words, japanese_words
from bot.briefs.grounding.relations import NAME_EN, NAME_JA, is_actor

_FILE = Path(__file__).parent / "words" / "speakers.txt"
_SAYS_EN = (
    r"(?:said|says?(?! in\b)|told|tells?|argue|predict|believe|expect|fear|worry|complain|warn|deny|insist|hope"
    r"|predict(?:s|ed)|estimat(?:es|ed)|argue[sd]|warn(?:s|ed)|claim(?:s|ed)?|complain(?:s|ed)"
    r"|insist(?:s|ed)|add(?:s|ed)|called (?:it|the)|calls (?:it|the)|describe[sd]? (?:it|the)|denie[sd]|believe[sd]"
    r"|expect(?:s|ed)|fear(?:s|ed)|worrie[sd]|hope[sd]|promise[sd]|vow(?:s|ed)|stress(?:es|ed)|wrote|want(?:s|ed)"
    r"|urge[sd]?|demand(?:s|ed)?|call(?:s|ed)? for|ask(?:s|ed)? for|accuse[sd]?|dispute[sd]?|object(?:s|ed)"
    r"|welcome[sd]|criticise[sd]|criticize[sd]|blame[sd]|regret(?:s|ted)|spoke of|speaks of|put(?:s)? it down to"
    r"|puts? the \w+ at"
    r"|acknowledge[sd]|admit(?:s|ted)|conclude[sd]|note[sd]|explain(?:s|ed)|disclose[sd]|reveal(?:s|ed)"
    r"|intend(?:s|ed)? to|plan(?:s|ned) to)"
)
_SUBJECT_EN = re.compile(rf"(?P<before>(?:[^\s,;]+\s){{1,9}}?)(?:\w+ly\s|had\s|has\s|have\s|also\s){{0,2}}{_SAYS_EN}\b")
_SUBJECT_BEHIND_EN = re.compile(
    rf",[\"”]?\s(?P<before>[^,;\"“”]{{2,60}}?)\s{_SAYS_EN}\b|[,\"”]\s(?:said|says)\s(?P<behind>[^,.;]{{2,50}})"
    r"|\b[Aa]ccording to\s(?P<source>[^,.;]{2,50})"
)
_APPOSITIVE_EN = re.compile(
    r"(?<=\w),\s(?:the|an?|its|their|which|who|whose|where|\d+)\b[^,;\"“”]{2,90},\s(?=\w)",
)
_NAMED_BETWEEN_EN = re.compile(rf"(?<=[a-z]),\s([A-Z][^,;\"“”]{{2,60}}),\s(?=(?:\w+ly\s)?{_SAYS_EN}\b)")
""" "The supplier, Facegate of Coimbra, said"."""
_SAYS_JA = (
    r"(?:述べ|語[っりる]|話し|話す|説明し|予測(?:し|す)|予想(?:し|す)|批判し|批判す|反論|指摘|主張|と(?:して)いる|とする|コメント|訴え|強調"
    r"|表明|声明|警告|約束|求め|要望|要請|反対|反発|懸念|不安|みている|とみる|不満|評価し|評価す|歓迎|注意を(?:促|呼)|呼びかけ|答え|報告し"
    r"|明らかにし|発表し|発表す|認め[たてる])"
)
_SUBJECT_JA = re.compile(
    rf"(?P<subject>[^。「」、]{{1,30}}?)(?:は|が)(?=[^。]*{_SAYS_JA})|(?P<source>[^。「」、]{{1,30}}?)によると"
    r"|(?P<voices>[^。「」、]{1,24}?)から(?:は|も)?、?(?=[^。]*(?:声|意見|批判|不満|要望|指摘|懸念))"
)
_OF_A_THING = re.compile(
    r"^[ァ-ヶーA-Za-z・0-9]+の(?=[一-龥ぁ-ん]+$)(?![^の]*(?:氏|社長|会長|代表|創業者|広報|幹部|役員|者|員|側|省|庁|会)$)"
)
_PERSON_JA = re.compile(r"[一-龥々]{2,4}(?=(?:C[EFOT]O|副?社長|会長|氏|市長|知事|教授|監督|代表))")
_FRONT_EN = re.compile(rf"^(?:[^\s,;]+\s){{1,9}}?(?:\w+ly\s|had\s|has\s|have\s)?{_SAYS_EN}\s(?:that\s)?")
_END_EN = re.compile(rf",\s(?:[^\s,;]+\s){{1,8}}?{_SAYS_EN}$")
_FRONT_JA = re.compile(r"^[^。「」、]{1,30}?(?:は|が|によると|から(?:は|も))、?")
_END_JA = re.compile(rf"(?:よう|ように|との?)、?[^、。と]{{0,6}}{_SAYS_JA}[^、。]{{0,8}}$|と(?:して|みて)いる$")
_VAGUE = frozenset({"guild", "schools", "officials", "members", "company"})
_FEWEST_LEFT = 6
_LONGEST_KIND = 3
"""Characters of a word that merely says what kind of body it is: 組合, 労組."""


@dataclass(frozen=True, slots=True)
class Speakers:
    names: tuple[str, ...]
    groups: frozenset[str]

    @property
    def is_known(self) -> bool:
        return bool(self.names or self.groups)


@lru_cache(maxsize=4096)
def speakers_of(sentence: str, lang: str) -> Speakers:
    bare = re.sub(r"「[^」]*」|\"[^\"]*\"|“[^”]*”", "「」", sentence)
    is_japanese = lang in ("ja", "zh")
    patterns = (_SUBJECT_JA,) if is_japanese else (_SUBJECT_EN, _SUBJECT_BEHIND_EN)
    if not is_japanese:
        bare = _NAMED_BETWEEN_EN.sub(r" \1 ", _APPOSITIVE_EN.sub(" ", bare))
    found = [part for pattern in patterns for match in pattern.finditer(bare) for part in match.groups() if part]
    if is_japanese:
        # The topic says it; what else has は or が is what it is about, and a thing of somebody's is not somebody.
        found = [_OF_A_THING.sub("", part) for part in found[:1]]
    joined = " / ".join(found)
    kinds = groups_in(f"{joined}は" if is_japanese and joined else joined)
    # A guild of actors are actors; a minister of the government is not the government.
    kinds = kinds - _VAGUE if kinds - _VAGUE else kinds
    names = [name for name in names_in(joined, lang) if len(name) > _LONGEST_KIND or not groups_in(f"{name}は")]
    return Speakers((*names, *_PERSON_JA.findall(joined)), kinds)


@lru_cache(maxsize=4096)
def said_in(sentence: str, lang: str) -> str:
    """`sentence` without who says it; the sentence itself where little would be left."""
    if lang in ("ja", "zh"):
        rest = _END_JA.sub("", _FRONT_JA.sub("", sentence.strip(" 。"))).strip("、 ")
        return rest if len(rest) >= _FEWEST_LEFT else sentence
    rest = _END_EN.sub("", _FRONT_EN.sub("", _APPOSITIVE_EN.sub(" ", sentence.strip(" ."))))
    return rest if len(rest.split()) >= 3 else sentence


def names_in(text: str, lang: str) -> tuple[str, ...]:
    pattern = NAME_JA if lang in ("ja", "zh") else NAME_EN
    return tuple(name for name in pattern.findall(text) if is_actor(name) and not name.startswith(("同", "両")))


@lru_cache(maxsize=4096)
def groups_in(text: str) -> frozenset[str]:
    return frozenset(key for key, _, english, japanese in _kinds() if english.search(text) or japanese.search(text))


def families_of(groups: frozenset[str]) -> frozenset[str]:
    """Two kinds of one family may be the same people by two names: campaigners and critics."""
    return frozenset(family for key, family, _, _ in _kinds() if key in groups)


@cache
def _kinds() -> tuple[tuple[str, str, re.Pattern[str], re.Pattern[str]], ...]:
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    rows = [cells_of(line) for line in lines if line and not line.startswith("#")]
    return tuple((key, family, english_words(en), japanese_words(ja)) for key, family, en, ja in rows)
