"""Who did what in one sentence, where its wording leaves no doubt: a gist tells this and nothing that it would guess.

A deed is read only if the organisation opens the sentence as its subject and the verb is that clause's own. A verb with
"not", another subject in between, or a report of somebody else's words gives no deed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.briefs.passages import Passage
from bot.domain.brief import PointKind
from bot.text.numbers_and_dates import NumberRead

CURRENCIES = ("USD", "EUR", "JPY", "CNY", "GBP")


class Act(StrEnum):
    RELEASE = "release"
    WITHHOLD = "withhold"
    DELAY = "delay"
    LICENCE = "licence"
    RAISE = "raise"
    INVEST = "invest"
    SUE = "sue"
    DENY = "deny"
    PARTNER = "partner"
    BUY = "buy"
    HIRE = "hire"
    RULES = "rules"


@dataclass(frozen=True, slots=True)
class Deed:
    """`actor`, `other` and `person` are as the sentence spells them; `thing`: `weights`, `model`, `code`, `data`."""

    actor: str
    act: Act
    is_planned: bool = False
    is_own_word: bool = False
    """Whether the actor announced it."""
    thing: str | None = None
    name: str | None = None
    """The product that it is done to."""
    amount: NumberRead | None = None
    other: str | None = None
    person: str | None = None


_THINGS = (
    ("weights", re.compile(r"\bweights\b|重み", re.IGNORECASE)),
    ("code", re.compile(r"\bcode\b|コード", re.IGNORECASE)),
    ("data", re.compile(r"\bdata ?sets?\b|\bdata\b|データ", re.IGNORECASE)),
    ("model", re.compile(r"\bmodels?\b|モデル|LLM", re.IGNORECASE)),
)
_NEEDS = {
    Act.RELEASE: ("thing", "name"),
    Act.WITHHOLD: ("thing", "name"),
    Act.RAISE: ("amount",),
    Act.INVEST: ("amount",),
    Act.SUE: ("other",),
    Act.PARTNER: ("other",),
    Act.BUY: ("other",),
    Act.HIRE: ("person",),
}
"""A deed without any of these says too little to be told as one."""

_WHEN_EN = r"(?:\s+on (?:\w+day|[A-Z][a-z]+ \d{1,2}(?:, \d{4})?)|\s+(?:this|last) \w+|\s+(?:also|now|later|formally))?"
_OPENING_EN = (
    r"^(?:(?:On|In) [^,]{3,30}, )?(?:(?:An?|The) )?(?:[A-Z][a-z]+'s )?"
    r"(?:(?:[A-Z][a-z]+ )?(?:[a-z-]+ ){0,3}(?:start-?up|company|firm|developer|lab|chipmaker|maker|app|provider) )?"
)
_RELEASE_STEM = r"(?:releas|publish|open-?sourc|upload)"
_ENGLISH: tuple[tuple[Act, str, str], ...] = (
    # (act, what was done, the same as an infinitive)
    (
        Act.RULES,
        (
            r"(?:published|publishes|issue[ds]|adopt(?:ed|s)|set out|proposed) [^.;]{0,40}"
            r"\b(?:rules|guidelines?|polic(?:y|ies))\b"
        ),
        r"(?:publish|issue|adopt|propose) [^.;]{0,40}\b(?:rules|guidelines?)\b",
    ),
    (Act.RELEASE, rf"{_RELEASE_STEM}(?:e[ds]|ed|es|s)\b", rf"{_RELEASE_STEM}e?\b"),
    (
        Act.DELAY,
        r"(?:postpone[ds]|delay(?:ed|s)|pushe[ds] back|puts? off)\b",
        r"(?:postpone|delay|push back|put off)\b",
    ),
    (
        Act.LICENCE,
        r"(?:adopt(?:ed|s)|change[ds]|switche[ds]) [^.;]{0,40}\blicen[cs]e",
        r"(?:adopt|change) [^.;]{0,40}\blicen[cs]e",
    ),
    (Act.RAISE, r"(?:raise[ds]|secure[ds])\b", r"raise\b"),
    (Act.INVEST, r"invest(?:ed|s)\b", r"invest\b"),
    (
        Act.SUE,
        r"(?:sue[ds]|file[ds] (?:a |an )?(?:law)?suit against|file[ds] a complaint against)\b",
        r"sue\b",
    ),
    (Act.DENY, r"den(?:ied|ies)\b", r"\0"),
    (
        Act.PARTNER,
        (
            r"(?:partner(?:ed|s)|(?:signe?[ds]?|announce[ds]) an? (?:[\w-]+ ){0,2}"
            r"(?:agreement|deal|partnership|contract)) with\b"
        ),
        r"partner with\b",
    ),
    (Act.BUY, r"(?:acquire[ds]|bought|buys)\b", r"(?:acquire|buy)\b"),
    (Act.HIRE, r"(?:hire[ds]|appoint(?:ed|s)|recruit(?:ed|s))\b", r"(?:hire|appoint|recruit)\b"),
)
_HAS = r"(?:has |have |had )?(?:also |now |formally )?"
_WILL = r"(?:will |would |plans? to |intends? to |is to |aims to |agreed to )(?:also |soon )?"
_SAID_IT = r"(?:said|says|announced|confirmed)" + _WHEN_EN + r" (?:that )?(?:it|the company) "
_WITHHOLD = re.compile(rf"(?:will|would|does|do) not {_RELEASE_STEM}e?\b")
_OFFICIAL_TAIL = re.compile(r", the (?:company|firm|start-?up) (?:said|announced|confirmed)\b", re.IGNORECASE)
_OBJECT_EN = re.compile(r"^[^,;]{0,90}?(?=,|;|\.$|\.\s| under | on [A-Z]| with | in (?:[A-Z\d]|a\b)|$)")
# What comes after these is not what is released: "a paper on its models".
_BESIDES_EN = re.compile(
    r"\b(?:on|about|describing|comparing|for|from|papers?|reports?|letters?|results?|benchmarks?|stud(?:y|ies)|posts?|"
    r"plans?|statements?|videos?|apps?)\b"
)
_PERSON_EN = re.compile(r"^\s*([A-Z][\w'’-]+(?: [A-Z]\.)?(?: [A-Z][\w'’-]+){1,2})")

_SAYS_JA = re.compile(
    r"と(?:正式に)?(?:発表|表明|公表|説明)し(?:た|ている)$|(?:ことを|と)明らかにした$|と(?:述べた|している|した)$"
)
_JAPANESE: tuple[tuple[Act, str, str], ...] = (
    # (act, done, planned): each ends the clause
    (
        Act.RELEASE,
        r"を(?:[^、。をがに]{1,24}で)?(?:一般)?(?:公開|リリース)(?:した|している)$",
        r"を(?:[^、。をが]{1,16}(?:に|で))?(?:公開|リリース)する(?:予定|方針|計画|考え)?(?:だ)?$",
    ),
    (Act.WITHHOLD, r"\0", r"を公開しない(?:方針|考え)?(?:だ)?$"),
    (Act.DELAY, r"を延期した$", r"を延期する$"),
    (
        Act.LICENCE,
        r"ライセンス(?:条件)?(?:を採用|を変更|に変更|に切り替え|に改め)(?:し)?た$",
        r"ライセンスを(?:変更|採用)する$",
    ),
    (Act.RAISE, r"を調達した$", r"を調達する$"),
    (Act.INVEST, r"を(?:[^、。をが]{1,12}に)?(?:出資した|投資した|投じた)$", r"を(?:出資|投資)する$"),
    (Act.SUE, r"(?:を|に対し)[^、。]{0,12}(?:提訴した|訴えた|訴訟を起こした)$", r"\0"),
    (Act.DENY, r"と(?:の報道を)?否定した$|を否定した$", r"\0"),
    (
        Act.PARTNER,
        r"と[^、。と]{0,10}(?:提携|契約を締結|提携で合意)した$|と[^、。と]{0,6}提携し、.*$",
        r"と[^、。と]{0,10}提携する$",
    ),
    (Act.BUY, r"を(?:完全)?買収した$", r"を(?:完全)?買収する$"),
    (Act.HIRE, r"(?:に|として)(?:採用|起用|任命)した$|に迎えた$|を採用した$", r"(?:に|として)(?:採用|起用)する$"),
    (
        Act.RULES,
        r"(?:指針|ガイドライン|規則|方針)(?:案)?を(?:定めた|公表した|示した|まとめた|策定した)$",
        r"(?:指針|ガイドライン|規則)(?:案)?を(?:定める|公表する|まとめる|策定する)(?:方針|予定)?(?:だ)?$",
    ),
)
# 「モデルに関する論文を公開した」 releases no model.
_ENDS_AS_THING_JA = re.compile(r"(?:重み|モデル|コード|データ(?:セット)?|LLM|[A-Za-z\d]」?|」)$")
# The head of a firm speaks for it: 「Xの久我社長は…公開すると表明した」.
_HEAD_JA = r"の[^、。はがを「」]{1,20}(?:社長|会長|代表|CEO|最高[^、。は（）]{2,14}責任者)(?:（[^）]{1,12}）)?"
_OTHER_SUBJECT_JA = re.compile(r"[ァ-ヶー一-龥A-Za-z0-9）」]が(?=[^、。])")
_LICENCE_NAME = re.compile(r"^\s*の?\s*(?:ライセンス|licen[cs]e)", re.IGNORECASE)
_PERSON_JA = re.compile(r"([一-龥ァ-ヶー・]{2,20})氏を")


def deed_in(passage: Passage) -> Deed | None:
    """The deed that the sentence tells in its own voice; None for a report, an opinion, or where it is unclear."""
    if passage.kind in (PointKind.REPORTED, PointKind.OPINION) or passage.is_background:
        return None
    found = _read_ja(passage) if passage.lang == "ja" else _read_en(passage) if passage.lang == "en" else None
    if found is None:
        return None
    needed = _NEEDS.get(found.act, ())
    return found if not needed or any(getattr(found, field) is not None for field in needed) else None


def actor_of(passage: Passage) -> str | None:
    """The organisation that opens the sentence as its subject, as spelt there."""
    found = _subject_ja(passage) if passage.lang == "ja" else _subject_en(passage)
    return found[0] if found else None


def _subject_en(passage: Passage) -> tuple[str, int] | None:
    """(organisation, where its verb begins)."""
    for name in sorted(passage.organisations, key=len, reverse=True):
        pattern = (
            rf"{_OPENING_EN}{re.escape(name)}(?: (?:spokes\w+|executives))?"
            rf"(?:, (?:the|an?|which|who|whose|led) [^,]{{2,80}},| \([^)]{{1,40}}\))?{_WHEN_EN}\s+"
        )
        if found := re.match(pattern, passage.shown):
            return name, found.end()
    return None


def _read_en(passage: Passage) -> Deed | None:
    subject = _subject_en(passage)
    if subject is None:
        return None
    actor, start = subject
    said = re.match(_SAID_IT, passage.shown[start:])
    start += said.end() if said else 0
    rest = passage.shown[start:]
    own_word = said is not None or passage.kind is PointKind.OFFICIAL or bool(_OFFICIAL_TAIL.search(rest))
    if withheld := _WITHHOLD.match(rest):
        return _filled_en(
            passage, Deed(actor, Act.WITHHOLD, is_planned=True, is_own_word=own_word), start + withheld.end()
        )
    for act, done, planned in _ENGLISH:
        for pattern, is_planned in ((rf"{_HAS}{done}", False), (rf"{_WILL}{planned}", True)):
            if found := re.match(pattern, rest):
                begins = start + (found.start() if act is Act.LICENCE else found.end())
                return _filled_en(passage, Deed(actor, act, is_planned, own_word), begins)
    return None


def _filled_en(passage: Passage, deed: Deed, start: int) -> Deed:
    rest = passage.shown[start:]
    found = _OBJECT_EN.match(rest)
    stretch = found.group() if found else ""
    person = _PERSON_EN.match(rest) if deed.act is Act.HIRE else None
    is_near = deed.act in (Act.SUE, Act.BUY, Act.PARTNER)
    return Deed(
        deed.actor,
        deed.act,
        deed.is_planned,
        deed.is_own_word,
        _thing(_BESIDES_EN.split(stretch)[0]),
        _product(passage, stretch if deed.act is not Act.RELEASE else _BESIDES_EN.split(stretch)[0]),
        _amount(passage, start, start + len(stretch)),
        next((name for name in passage.organisations if rest.lstrip().startswith(name)), None) if is_near else None,
        person.group(1) if person else None,
    )


def _subject_ja(passage: Passage) -> tuple[str, int] | None:
    for name in sorted(passage.organisations, key=len, reverse=True):
        # 「…が主導するXは」: what stands before は's name describes it, and is no second subject as in 「YとXは」.
        described = r"(?:[米英仏独加中韓蘭]|[^、。は]{1,24}(?:の|る|た))?"
        pattern = rf"^{described}{re.escape(name)}(?:（[^）]{{1,40}}）)?(?:の広報(?:担当者)?|(?P<head>{_HEAD_JA}))?は"
        found = re.match(pattern, passage.shown)
        if found and (not found["head"] or _SAYS_JA.search(passage.shown.rstrip("。"))):
            return name, found.end()
    return None


def _read_ja(passage: Passage) -> Deed | None:
    subject = _subject_ja(passage)
    if subject is None:
        return None
    actor, start = subject
    clause = passage.shown.rstrip("。")[start:]
    said = _SAYS_JA.search(clause)
    clause = clause[: said.start()] if said else clause
    if _OTHER_SUBJECT_JA.search(clause):
        return None
    own_word = said is not None or passage.kind is PointKind.OFFICIAL
    for act, done, planned in _JAPANESE:
        for pattern, is_planned in ((done, False), (planned, True)):
            if found := re.search(pattern, clause):
                ends = found.start() + (len(found.group()) if act is Act.LICENCE else 0)
                return _filled_ja(passage, Deed(actor, act, is_planned, own_word), clause[:ends], start)
    return None


def _filled_ja(passage: Passage, deed: Deed, before: str, start: int) -> Deed:
    stretch = re.split(r"[、。]", before)[-1]
    begins = start + len(before) - len(stretch)
    person = _PERSON_JA.search(f"{before}を") if deed.act is Act.HIRE else None
    is_near = deed.act in (Act.SUE, Act.BUY, Act.PARTNER)
    is_thing = deed.act not in (Act.RELEASE, Act.WITHHOLD) or bool(_ENDS_AS_THING_JA.search(stretch))
    return Deed(
        deed.actor,
        deed.act,
        deed.is_planned,
        deed.is_own_word,
        _thing(stretch) if is_thing else None,
        _product(passage, stretch) if is_thing else None,
        _amount(passage, begins, start + len(before)),
        next((name for name in passage.organisations if stretch.endswith(name)), None) if is_near else None,
        person.group(1) if person else None,
    )


def _thing(stretch: str) -> str | None:
    return next((thing for thing, pattern in _THINGS if pattern.search(stretch)), None)


def _product(passage: Passage, stretch: str) -> str | None:
    """The first name in Latin letters that is neither an organisation's nor a licence's."""
    for name in passage.facts.spelt_names:
        at = stretch.find(name)
        is_other = any(name in organisation or organisation in name for organisation in passage.organisations)
        if at >= 0 and not is_other and not _LICENCE_NAME.match(stretch[at + len(name) :]):
            return name
    return None


def _amount(passage: Passage, start: int, end: int) -> NumberRead | None:
    """The one amount of money in `shown[start:end]`; of several, none is sure to be the one meant."""
    amounts: Sequence[NumberRead] = [
        read for read in passage.facts.numbers if read.unit in CURRENCIES and start <= read.start and read.end <= end
    ]
    return amounts[0] if len(amounts) == 1 else None
