"""What the passages deny is not affirmed, and the other way round, in whatever words: compared stretch by stretch."""

import re
from collections.abc import Iterator

from bot.briefs.grounding.contrasts import is_borne_out
from bot.briefs.grounding.denials import Stance, stance_of
from bot.briefs.grounding.evidence import Evidence
from bot.briefs.grounding.faults import Fault
from bot.briefs.grounding.nearness import Stretch, nearest, stretches_of

_RELATED = 0.3
"""Below this cosine two stretches speak of different things."""
_CONDITION = re.compile(
    r"(?:ば|場合|場合は|場合に|たら|限り)$|(?:予定|はず|計画|見込み|方針)だった|"
    r"^(?:if|unless|should)\b|\bhad (?!been\b|never\b)\w+ed\b",
    re.IGNORECASE,
)
_SAYING_ONLY = re.compile(
    r"according to\b.*|(?:the |a )?[\w.'-]+(?:,? [\w.'-]+){0,9},? "
    r"(?:said|says|stress\w+|added|told \w+|wrote|announced)"
    r"(?: on \w+)?|[^、]{0,24}(?:によると|によれば|では)|"
    r"[^、。]{0,40}(?:が|は)(?:\d+月)?(?:\d+日)?、?に?(?:述べた|語った|明らかにした|説明した|発表した)",
    re.IGNORECASE,
)


def check_contradiction(text: str, lang: str, evidence: Evidence) -> Iterator[tuple[Fault, str]]:
    for told in stretches_of(text, lang):
        if _SAYING_ONLY.fullmatch(told.text) or _CONDITION.search(told.text):
            continue
        likeness, near = nearest(told, evidence)
        if likeness <= _RELATED:
            continue
        fault = contradicts(stance_of(told.text, lang), [stance_of(one.text, one.lang) for one in near])
        if fault is not None and not is_borne_out(told, evidence):
            yield fault, told.text
            return


def contradicts(ours: Stance, theirs: list[Stance]) -> Fault | None:
    """What is wrong where every stretch that may be retold says the opposite; None where one agrees or says neither."""
    if ours.denies and all(not one.denies and not one.may_deny for one in theirs):
        return Fault.NEGATION
    if not ours.denies and not ours.may_deny and all(one.denies for one in theirs):
        return Fault.NEGATION
    is_growth, is_waning = ours.grows and not ours.denies and not ours.wanes, ours.wanes and not ours.grows
    if is_growth and all(one.denies != one.wanes and not one.grows for one in theirs):
        return Fault.DIRECTION
    if is_waning and not ours.denies and all(one.grows and not one.denies and not one.wanes for one in theirs):
        return Fault.DIRECTION
    return None


def agrees(text: str, lang: str, evidence: Evidence) -> bool:
    """Whether `text` denies, or stands on its axes, as the stretch of the passages does that is nearest to it."""
    told = Stretch(text.strip(" 、。.,"), lang)
    if is_borne_out(told, evidence):
        return True
    likeness, near = nearest(told, evidence)
    ours = stance_of(text, lang)
    if likeness <= _RELATED or (ours.grows and ours.wanes):
        return False
    return ours.denies and any(stance_of(one.text, one.lang).denies for one in near)
