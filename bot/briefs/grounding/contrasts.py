"""What the passages put one way is not put the other way: each stretch is compared on the axes that both speak of."""

import re
from collections.abc import Iterator

from bot.briefs.grounding.axes import Place, places_on_axes
from bot.briefs.grounding.evidence import Evidence
from bot.briefs.grounding.faults import Fault
from bot.briefs.grounding.nearness import MARGIN, Stretch, nearest, stretches_of

_RELATED = 0.16
"""Below this cosine two stretches speak of different things."""
_BEFORE = re.compile(
    r"ていたが$|\bhad (?:been )?\w+ed\b|(?:ば|場合|場合は|場合に|たら|限り)$|^(?:if|unless|should)\b", re.IGNORECASE
)
"""How things stood before what the passages tell, or on what it depends."""
_HEADLINE_MARGIN = 0.25


def check_contrasts(
    text: str, lang: str, evidence: Evidence, *, is_headline: bool = False
) -> Iterator[tuple[Fault, str]]:
    # A headline tells of any of the passages: of a report and of its denial, which are near each other, of either.
    margin = _HEADLINE_MARGIN if is_headline else MARGIN
    for told in stretches_of(text, lang):
        if _BEFORE.search(told.text):
            continue
        verdicts = _verdicts(told, evidence, margin)
        # A cue of several axes, as 認める is, is contrary only where none of its senses is borne out.
        borne_out = {place.cue for place, agrees in verdicts if agrees}
        is_contrary = any(not agrees and place.cue not in borne_out for place, agrees in verdicts)
        if is_contrary:
            yield Fault.DIRECTION, told.text
            return


def is_borne_out(told: Stretch, evidence: Evidence) -> bool:
    """Whether `told` stands on the lesser side of an axis as what it retells does, and differs on none."""
    verdicts = _verdicts(told, evidence)
    return all(agrees for _, agrees in verdicts) and any(place.sign < 0 for place, _ in verdicts)


def _verdicts(told: Stretch, evidence: Evidence, margin: float = MARGIN) -> list[tuple[Place, bool]]:
    """Each place of `told` on an axis that it shares, and whether a stretch that it may retell agrees."""
    ours = places_on_axes(told.text, told.lang)
    if not ours:
        return []
    likeness, near = nearest(told, evidence, margin)
    if likeness <= _RELATED:
        return []
    theirs: dict[str, set[int]] = {}
    for one in near:
        for place in places_on_axes(one.text, one.lang):
            theirs.setdefault(place.axis, set()).add(place.sign)
    return [(place, place.sign in theirs[place.axis]) for place in ours if place.axis in theirs]
