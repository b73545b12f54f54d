"""What a question asks for: the aspect, and the turns of phrase that change what counts as an answer."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.answers.lexicon import phrase


class Aspect(StrEnum):
    STANCE = "stance"
    SAID = "said"
    """What somebody said (about something)."""
    WHO = "who"
    """Who said it, and when."""
    CHANGE = "change"
    SINCE = "since"
    """Since when it holds."""
    COMPARISON = "comparison"
    RELEASE = "release"
    LICENCE = "licence"
    REASON = "reason"
    OFFICIAL = "official"
    """Whether it is official or only reported."""
    KEPT = "kept"
    """What was said against what was done."""
    FUTURE = "future"
    LIST = "list"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Turns:
    """Turns of phrase found in a question, each of which narrows what answers it."""

    is_yes_no: bool = False
    asks_when: bool = False
    asks_since: bool = False
    """It wants the first day of what holds now."""
    asks_judgement: bool = False
    """It wants a verdict or a forecast, which a record cannot give."""
    wants_quote: bool = False
    looks_ahead: bool = False
    says_will: bool = False
    is_from_start: bool = False
    """From the beginning on: 設立時から, since its founding."""
    gives_premise: bool = False
    """It takes something for granted (why, when, how come) rather than asking whether it is so."""


_YES_NO = re.compile(
    r"^(?:\s|so|and|but|well|please|,|(?:in|as of|by|at|on) [\w\s-]{3,24},)*"
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|may|might|should)\b",
    re.IGNORECASE,
)
_WH = re.compile(r"誰|だれ|いつ|何|なに|どの|どう|どこ|どれ|なぜ|どんな|いくら|どちら")
_JA_YES_NO = re.compile(r"(?:ですか|ますか|ましたか|でしたか|ませんか|のか|たか|るか|でしょうか)[。?？\s]*$")


def read_turns(text: str) -> Turns:
    asks_wh_ja = bool(_WH.search(text))
    return Turns(
        is_yes_no=bool(_YES_NO.search(text)) or (bool(_JA_YES_NO.search(text)) and not asks_wh_ja),
        asks_when=bool(phrase("when").search(text) or phrase("since_when").search(text)),
        asks_since=bool(phrase("since_when").search(text)),
        asks_judgement=bool(phrase("judgement").search(text)),
        wants_quote=bool(phrase("quote").search(text)),
        looks_ahead=bool(phrase("future").search(text)),
        says_will=bool(_WILL.search(text)),
        is_from_start=bool(phrase("from_start").search(text)),
        gives_premise=bool(phrase("premise").search(text)),
    )


def read_aspect(text: str, *, turns: Turns, sides: int, has_person: bool, models: int = 0) -> Aspect:
    """The aspect of a question. `sides`: how many companies, people or models it names; `models`: of the last."""
    is_criticised = sides == 1 and not has_person and bool(_IS_CRITICISED.search(text))
    ordered = (
        (Aspect.LIST, sides == 0 and not has_person and bool(phrase("list").search(text))),
        (Aspect.SINCE, turns.asks_since and sides <= max(1, models) and not has_person),
        (Aspect.REASON, bool(phrase("reason").search(text) or phrase("hindrance").search(text)) and not is_criticised),
        (Aspect.OFFICIAL, _asks_whose_word(text) and (has_person or not phrase("who").search(_WHO_TOLD.sub("", text)))),
        (Aspect.COMPARISON, sides >= 2 and bool(phrase("compare").search(text))),
        (Aspect.CHANGE, sides <= 1 and bool(phrase("kept").search(text) and phrase("mind").search(text))),
        (Aspect.KEPT, bool(phrase("kept").search(text)) and not _ONCE.search(text)),
        (Aspect.RELEASE, bool(phrase("who_gets").search(text)) and not has_person),
        (Aspect.WHO, bool(phrase("who").search(text)) and not has_person),
        (Aspect.SAID, has_person and bool(phrase("what_said").search(text))),
        (Aspect.COMPARISON, models >= 2 and bool(phrase("change").search(text))),
        (Aspect.CHANGE, bool(phrase("change").search(text)) and not re.search(r"変わらず", text)),
        (Aspect.STANCE, models == 0 and not has_person and bool(phrase("disposed").search(text))),
        (Aspect.FUTURE, _asks_for_plan(text, turns)),
        (Aspect.SAID, turns.wants_quote or (has_person and bool(phrase("said").search(text)))),
        (Aspect.FACT, is_criticised),
        (Aspect.LICENCE, bool(phrase("licence").search(text)) and not _STANCE_JA_ONLY.search(text)),
        (Aspect.STANCE, bool(phrase("stance").search(text))),
        (
            Aspect.SAID,
            has_person
            and models == 0
            and bool(phrase("release").search(text))
            and bool(re.search(r"\babout\b|について", text)),
        ),
        (Aspect.RELEASE, bool(phrase("release").search(text)) and not _is_about_saying(text)),
        (Aspect.SAID, bool(phrase("said").search(text))),
        (Aspect.RELEASE, bool(phrase("release").search(text))),
        (Aspect.WHO, bool(phrase("who").search(text))),
        (Aspect.RELEASE, models > 0 and bool(phrase("openness").search(text))),
        (Aspect.STANCE, sides > 0 and bool(phrase("openness").search(text))),
        (Aspect.SAID, bool(phrase("criticism").search(text))),
    )
    return next((aspect for aspect, applies in ordered if applies), Aspect.FACT)


# What others hold against it, and why, is a matter of the record, not of its own words.
_IS_CRITICISED = re.compile(
    r"\b(?:critici[sz]ed|faulted|slammed|attacked|mocked|ridiculed) (?:for|over)\b"
    r"|(?:批判|非難)(?:され|を浴び|を受け|を招)",
    re.IGNORECASE,
)
# How it was is asked against how it is now: "they used to swear by it. What happened?"
_ONCE = re.compile(r"\bused to\b|\bonce (?:was|were|swore|said)\b|(?:昔|以前|かつて)は[^。]{2,30}(?:のに|けど|が、)")
# When it was said that something is to come, is no question of what is to come.
_SAID_THEN = re.compile(
    r"(?:言|述べ|語)っ?て?い?た(?:よね|の|と|のは|、)|言ってた|\bwhen did .{1,40} (?:say|said|tell)\b", re.IGNORECASE
)
_WHO_TOLD = re.compile(r"\bwho (?:was|is|were) saying (?:so|that|it)\b", re.IGNORECASE)
_STANCE_JA_ONLY = re.compile(r"方針|立場|姿勢|スタンス|\bstances?\b|\bpositions?\b|規制に|\bview\b", re.IGNORECASE)
_SAY_VERB = re.compile(
    r"\bannounce[ds]?(?: \w+){0,3} that\b"
    r"|\b(?:say|said|says|told|argue[ds]?|claim(?:ed|s)?|comment(?:ed)?|think|thought)\b|述べ|言っ|語っ|発言|コメント|主張",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:did|was|were|has|have|had)\b|(?:ました|でした|していた|た)(?:か|。|の)", re.IGNORECASE)
_WILL = re.compile(
    r"\b(?:has|have|needs?) to happen\b|\bmust happen\b"
    r"|\bwill\b|\bwon't\b|\bgoing to\b|\bplan(?:s|ning)? to\b|\bintends? to\b"
    r"|予定|今後|将来|つもり|これから|でしょう|以内に|来(?:年|月|週)",
    re.IGNORECASE,
)


# It tells of a promise and asks for its outcome, whoever told of it.
_OUTCOME = re.compile(r"(?:実際|結局|その後)(?:は|に|のところ)?、?どうな")


def _asks_whose_word(text: str) -> bool:
    return bool(phrase("official").search(text)) and not re.search(r"非公式に", text) and not _OUTCOME.search(text)


def _is_about_saying(text: str) -> bool:
    return bool(_SAY_VERB.search(text))


def _asks_for_plan(text: str, turns: Turns) -> bool:
    if not turns.looks_ahead or (turns.asks_when and _SAID_THEN.search(text)):
        return False
    return bool(_WILL.search(text)) or (not _PAST.search(text) and (turns.asks_when or turns.is_yes_no))


# The words of these aspects say only what is asked for; those of the others ("licence", "publish") are also a topic.
_SPENT = {
    Aspect.LIST: "list", Aspect.REASON: "reason", Aspect.OFFICIAL: "official", Aspect.COMPARISON: "compare",
    Aspect.KEPT: "kept", Aspect.WHO: "who", Aspect.CHANGE: "change", Aspect.SAID: "said", Aspect.STANCE: "stance",
    Aspect.FUTURE: "future", Aspect.SINCE: "since_when",
}  # fmt: skip


def without_phrase(text: str, aspect: Aspect) -> str:
    """`text` without the words by which the aspect was recognised."""
    name = _SPENT.get(aspect)
    if aspect is Aspect.STANCE:
        text = phrase("disposed").sub("\n", text)
    if aspect is Aspect.REASON:
        text = phrase("hindrance").sub("\n", text)
    return phrase(name).sub("\n", text) if name else text
