"""What is still to come is not told as done, whatever the words for it are."""

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.briefs.grounding.axes import places_on_axes
from bot.briefs.grounding.denials import stance_of
from bot.briefs.grounding.evidence import Evidence
from bot.briefs.grounding.faults import Fault
from bot.briefs.grounding.nearness import nearest, stretches_of

_RELATED = 0.35
_CALLED_OFF = frozenset({"proceed", "run", "resume", "keep", "early"})
"""Axes on whose lesser side what is announced is as good as done: to say that one ends talks is to end them."""
_TO_COME_EN = re.compile(
    r"\b(?:will|would|may(?! \d)|might|could|shall|plans?|planned|planning|intends?|intended|aims?|hopes?|expects?|"
    r"expected|considering|considers?|weighing|mulling|exploring|in talks|set to|due to|going to|to be|is to|are to|"
    r"about to|ha(?:s|ve|d) (?:still |yet )?to|still to|"
    r"scheduled|proposes?|proposed|seeks?|wants?|yet to|must|should|if|unless|not|n't|no|asked|called for|"
    r"next (?:year|month|week|spring|summer|autumn|winter)|go(?:es)? on sale|(?:open|start|begin)s? (?:on|in))\b|'ll\b"
)
_DONE_EN = re.compile(
    r"\b(?:has|have)\s(?:already\s|now\s|been\s|\w+ly\s)*(?!(?:learned|reported|said)\b)(?:\w+ed|won|bought|sold|built|"
    r"begun|made|left|cut|sent|put|set|"
    r"taken|given|gone|come|done|met|struck|become)\b|\balready\b|\b(?:was|were)\s(?:\w+ly\s)?(?:\w+ed|built|sold|made|"
    r"begun|sent)\b|^(?:[\w'’-]+ ){1,4}?(?!(?:want|need|hop|ask|plan|expect|intend|propos|urg|demand)\w*ed)"
    r"[a-z]{2,}ed (?:it|them|the|its|an?|their|his|her|that)\b"
)
_SAID_JA = re.compile(
    r"、?との?(?:見方|考え|見通し|認識|方針|意向|姿勢)を(?:示し|明らかにし|述べ|表明し)た$|"
    r"、?(?:と)?(?:発表|述べ|明らかに|説明|語|話|表明|して|公表|報じ|強調|伝え|書|記|主張|指摘|訴え|予測|予想|批判|答え|認め)(?:し|っ|い|され|られ)?(?:た|てい[たる]|る)?$"
)
_TO_COME_JA = re.compile(
    r"予定|計画|方針|見通し|見込|目指|考え|意向|検討|可能性|準備|へ$|つもり|協議|交渉|調整|求め|提案|恐れ|"
    r"(?:[うくすつぬむるぐぶ])(?:と|ことで合意|ことを決め|ことを)?$|来(?:年|月|週|春|夏|秋|冬|季)|年内|ない|なかった|ず$"
)
_DONE_JA = re.compile(
    r"(?:した|された|れた|めた|った|いた|えた|けた|げた|んだ|せた|きた|出た|入った|済み|している|されている)$"
)


def check_tenses(text: str, lang: str, evidence: Evidence) -> Iterator[tuple[Fault, str]]:
    for told in stretches_of(text, lang):
        # What was called off was to come before; denials are another rule's business.
        if tense_of(told.text, lang) != "done" or stance_of(told.text, lang).denies:
            continue
        if any(place.axis in _CALLED_OFF and place.sign < 0 for place in places_on_axes(told.text, lang)):
            continue
        likeness, near = nearest(told, evidence)
        if likeness < _RELATED or not near:
            continue
        theirs = {tense_of(one.text, one.lang) for one in near}
        if theirs == {"to come"}:
            yield Fault.MODALITY, told.text
            return


@lru_cache(maxsize=4096)
def tense_of(text: str, lang: str) -> str:
    """`done`, `to come`, or nothing where the words leave it open."""
    if lang in ("ja", "zh"):
        bare = _SAID_JA.sub("", text.rstrip("。 "))
        if _TO_COME_JA.search(bare):
            return "to come"
        return "done" if bare == text.rstrip("。 ") and _DONE_JA.search(bare) else ""
    if _TO_COME_EN.search(text):
        return "" if _DONE_EN.search(text) else "to come"
    return "done" if _DONE_EN.search(text) else ""
