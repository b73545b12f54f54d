"""Words stay with the one who said them: the subject of the verb of saying, in point and passage, is one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.briefs.grounding.clauses import sentences_of
from bot.briefs.grounding.evidence import Evidence
from bot.briefs.grounding.faults import Fault
from bot.briefs.grounding.names import reads
from bot.briefs.grounding.nearness import Stretch, nearest, nearest_sentences, stretches_of
from bot.briefs.grounding.relations import NAME_EN, NAME_JA, is_actor, same_name

_SAYS_EN = (
    r"(?:said|says?(?! in\b)|told|argue|predict|believe|expect|fear|complain|warn|deny|insist|predict(?:s|ed)|"
    r"estimat(?:es|ed)|argue[sd]|warn(?:s|ed)|claim(?:s|ed)|complain(?:s|ed)"
    r"|insist(?:s|ed)|add(?:s|ed)|called (?:it|the)|calls (?:it|the)|denie[sd]|believe[sd]|expect(?:s|ed)|fear(?:s|ed)"
    r"|promise[sd]|vow(?:s|ed)|stress(?:es|ed)|wrote|want(?:s|ed)|urge[sd]|demand(?:s|ed)"
    r"|call(?:s|ed) for|ask(?:s|ed) for)"
)
_SUBJECT_EN = re.compile(rf"(?P<before>(?:[^\s,;]+\s){{1,9}}?)(?:\w+ly\s|had\s|has\s|have\s)?{_SAYS_EN}\b")
_SUBJECT_BEHIND_EN = re.compile(
    rf",[\"”]?\s(?P<before>[^,;\"“”]{{2,60}}?)\s{_SAYS_EN}\b|[,\"”]\s(?:said|says)\s(?P<behind>[^,.;]{{2,50}})"
    r"|\baccording to\s(?P<source>[^,.;]{2,50})"
)
_SAYS_JA = (
    r"(?:述べ|語[っり]|話し|話す|説明し|予測(?:し|す)|予想(?:し|す)|批判し|反論|指摘|主張|と(?:して)いる|とする|コメントし|訴え|強調|表明|声明"
    r"|警告|約束|求め|要望|要請|反対|懸念|みている|不満)"
)
_SUBJECT_JA = re.compile(
    rf"(?P<subject>[^。「」、]{{1,30}}?)(?:は|が)(?=[^。]*{_SAYS_JA})|(?P<source>[^。「」、]{{1,30}}?)によると"
)
_GROUPS = (
    ("union", r"\bunions?\b", "労組|労働組合|組合(?!員)"),
    ("government", r"\bgovernments?\b", "政府"),
    ("customers", r"\b(?:customers?|clients?)\b", "顧客|取引先"),
    ("users", r"\b(?:users?|subscribers?|consumers?)\b", "利用者|ユーザー|消費者(?!庁)"),
    ("players", r"\bplayers?\b", "選手|プレーヤー"),
    ("lawmakers", r"\b(?:lawmakers?|senators?|MPs?|MEPs?|legislators?)\b", "議員"),
    ("publishers", r"\bpublishers?\b", "出版社"),
    ("rivals", r"\b(?:rivals?|competitors?)\b", "競合|ライバル"),
    ("analysts", r"\banalysts?\b", "アナリスト"),
    ("investors", r"\b(?:investors?|shareholders?)\b", "投資家|株主"),
    ("workers", r"\b(?:workers?|employees?|staff)\b", "従業員|社員"),
    ("prosecutors", r"\bprosecutors?\b", "検察"),
    ("police", r"\bpolice\b", "警察"),
    ("court", r"\b(?:judges?|court)\b", "裁判所|裁判官|地裁|高裁|最高裁"),
    ("lawyers", r"\b(?:bar association|lawyers' (?:group|association))\b", "弁護士会"),
    ("guild", r"\b(?:guild|association|federation|trade body|group of \w+)\b", "協会|ギルド|団体|連盟"),
    ("residents", r"\bresidents?\b", "住民"),
    ("parents", r"\bparents?\b", "保護者"),
    ("teachers", r"\bteachers?\b", "教員|教師"),
    ("students", r"\bstudents?\b", "学生|生徒"),
    ("authors", r"\b(?:authors?|writers?)\b", "作家|著者"),
    ("operators", r"\b(?:operators?|providers?|carriers?)\b", "事業者"),
    ("actors", r"\bactors?\b", "俳優|声優"),
    (
        "artists",
        r"\b(?:artists?|illustrators?|musicians?|animators?|creators?)\b",
        "画家|イラストレーター|音楽家|アニメーター|クリエーター",
    ),
    ("members", r"\bmembers? of (?:the|an?)\b", "委員から|委員は|委員が"),
    ("experts", r"\bexperts?\b", "専門家|有識者"),
    ("fans", r"\b(?:fans|viewers|gamers|audiences?)\b", "ファン(?!ド)|視聴者"),
    ("farmers", r"\b(?:farmers?|growers?)\b", "農家"),
    ("doctors", r"\b(?:doctors?|physicians?|nurses?)\b", "医師|看護師"),
    ("patients", r"\bpatients?\b", "患者"),
    ("drivers", r"\b(?:drivers?|couriers?)\b", "運転手|配達員|ドライバー"),
    ("engineers", r"\b(?:engineers?|developers?|researchers?|scientists?)\b", "技術者|開発者|研究者|科学者"),
    ("suppliers", r"\b(?:suppliers?|vendors?)\b", "供給業者|仕入れ先"),
    ("opposition", r"\bopposition\b", "野党"),
    ("critics", r"\b(?:critics?|campaigners?|activists?)\b", "批判派|活動家|市民団体"),
    ("defendants", r"\bdefendants?\b", "被告"),
    ("plaintiffs", r"\bplaintiffs?\b", "原告"),
    ("panel", r"\b(?:panel|expert committee|council)\b", "有識者会議|審議会|検討会"),
)
_READ = [(key, re.compile(english, re.IGNORECASE), re.compile(japanese)) for key, english, japanese in _GROUPS]
_RELATED = 0.3
_SEGMENT = re.compile(r";\s|,?\s(?:but|while|whereas|although|though)\s|(?<=が)、|(?<=一方)、?|(?<=のに対し)、")
_ATTRIBUTION_ONLY = re.compile(
    r"(?:[\w.'’-]+ ){1,9}(?:said|says|told \w+|complained|argued?s?|predicts?|warned|stressed|announced)(?: on \w+)?|"
    r"[^、。]{1,40}(?:は|が|によると)",
    re.IGNORECASE,
)


_OF_A_THING = re.compile(
    r"^[ァ-ヶーA-Za-z・0-9]+の(?=[一-龥ぁ-ん]+$)(?![^の]*(?:氏|社長|会長|代表|創業者|広報|幹部|役員|者|員|側|省|庁|会)$)"
)
_KANJI_ONLY = re.compile(r"[一-龥々]+")
_PERSON_JA = re.compile(r"[一-龥々]{2,4}(?=(?:C[EFOT]O|副?社長|会長|氏|市長|知事|教授|監督|代表))")


@dataclass(frozen=True, slots=True)
class _Speakers:
    names: tuple[str, ...]
    groups: frozenset[str]


def check_attributions(text: str, lang: str, evidence: Evidence) -> Iterator[tuple[Fault, str]]:
    for sentence in (part for one in sentences_of(text, lang) for part in _SEGMENT.split(one) if part):
        ours = speakers_of(sentence, lang)
        if not ours.names and not ours.groups:
            continue
        theirs = [one for each in _retold(sentence, lang, evidence) for one in _speakers_at(each, evidence)]
        if not theirs:
            theirs = _speakers_beside(sentence, lang, evidence, ours)
        if theirs and all(_is_other(ours, one) for one in theirs) and _is_known(ours, evidence):
            yield Fault.SPEAKER, ", ".join(ours.names or sorted(ours.groups))
            return


def _retold(sentence: str, lang: str, evidence: Evidence) -> tuple[Stretch, ...]:
    """The stretches that the words said retell: those nearest to the part of `sentence` that is no attribution."""
    parts = [one for one in stretches_of(sentence, lang) if not _ATTRIBUTION_ONLY.fullmatch(one.text)]
    scored = [nearest(one, evidence) for one in parts or [Stretch(sentence, lang)]]
    likeness, near = max(scored, key=lambda each: each[0], default=(0.0, ()))
    return near if likeness >= _RELATED else ()


def _speakers_at(one: Stretch, evidence: Evidence) -> list[_Speakers]:
    """Who says what `one` says: the speaker of its own part of the sentence, else of the sentence as a whole."""
    found = []
    for passage in evidence.passages:
        for sentence in sentences_of(passage.text, passage.lang):
            if passage.lang != one.lang or one.text[:10] not in sentence:
                continue
            segments = [each for each in _SEGMENT.split(sentence) if each and one.text[:10] in each]
            speakers = [speakers_of(each, one.lang) for each in (*segments, sentence)]
            found += [each for each in speakers if each.names or each.groups][:1]
    return found


def _speakers_beside(sentence: str, lang: str, evidence: Evidence, ours: _Speakers) -> list[_Speakers]:
    likeness, near = nearest_sentences(Stretch(sentence, lang), evidence)
    if likeness < _RELATED:
        return []
    named = [name for one in near for name in _names_in(one.text, one.lang)]
    if any(same_name(a, b) for a in ours.names for b in named):
        return []
    return [one for one in (speakers_of(each.text, each.lang) for each in near) if one.names or one.groups]


def _is_other(ours: _Speakers, theirs: _Speakers) -> bool:
    return not ours.groups & theirs.groups and not any(_same(a, b) for a in ours.names for b in theirs.names)


def _same(ours: str, theirs: str) -> bool:
    """後藤芳光 is Yoshimitsu Goto: of a person in kanji a part that may be read so is enough."""
    kanji, latin = (ours, theirs) if theirs.isascii() else (theirs, ours)
    return same_name(ours, theirs) or (
        latin.isascii()
        and _KANJI_ONLY.fullmatch(kanji) is not None
        and any(reads(kanji, word) is not False for word in latin.split())
    )


def _is_known(ours: _Speakers, evidence: Evidence) -> bool:
    """Whether the passages speak of the one told as the speaker: a strange name is another rule's business."""
    if ours.groups & groups_in(evidence.text):
        return True
    if any(name in evidence.text for name in ours.names):
        return True
    held = [name for passage in evidence.passages for name in _names_in(passage.text, passage.lang)]
    return any(same_name(a, b) for a in ours.names for b in held)


@lru_cache(maxsize=4096)
def speakers_of(sentence: str, lang: str) -> _Speakers:
    """Whom the verbs of saying of one sentence have as their subject: names, and kinds of people."""
    bare = re.sub(r"「[^」]*」|\"[^\"]*\"|“[^”]*”", "「」", sentence)
    patterns = (_SUBJECT_JA,) if lang in ("ja", "zh") else (_SUBJECT_EN, _SUBJECT_BEHIND_EN)
    found = [part for pattern in patterns for match in pattern.finditer(bare) for part in match.groups() if part]
    if lang in ("ja", "zh"):
        # The topic says it; what else has は or が is what it is about, and a thing of somebody's is not somebody.
        found = [_OF_A_THING.sub("", part) for part in found[:1]]
    joined = " / ".join(found)
    return _Speakers((*_names_in(joined, lang), *_PERSON_JA.findall(joined)), groups_in(joined))


def _names_in(text: str, lang: str) -> tuple[str, ...]:
    pattern = NAME_JA if lang in ("ja", "zh") else NAME_EN
    return tuple(name for name in pattern.findall(text) if is_actor(name) and not name.startswith(("同", "両")))


def groups_in(text: str) -> frozenset[str]:
    return frozenset(key for key, english, japanese in _READ if english.search(text) or japanese.search(text))
