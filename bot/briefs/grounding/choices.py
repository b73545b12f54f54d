"""What is chosen and what is passed over keep their places: Graz rather than Bratislava, ソフトではなく人."""

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.briefs.grounding.evidence import Evidence
from bot.briefs.grounding.faults import Fault
from bot.briefs.grounding.nearness import cosine
from bot.text.places import places_in

_CHOICES_EN = (
    re.compile(
        r"(?P<taken>\S+(?: \S+){0,2}),? (?:rather than|instead of|and not|but not) "
        r"(?P<left>[^\s,.;]+(?: [^\s,.;]+){0,2})"
    ),
    re.compile(r"\bnot (?P<left>\S+(?: \S+){0,3}),? but (?P<taken>[^\s,.;]+(?: [^\s,.;]+){0,2})"),
)
_CHOICES_JA = (
    re.compile(r"(?P<left>[^、。はがをに「」]{1,12}?)(?:で|に)?は?なく、?(?P<taken>[^、。はがをにで「」]{1,12})"),
)
_PREPOSITION = re.compile(r"(?:in|to|by|for|from|with|at|on|of) ")
_MORE_LIKE = 0.12
"""By how much the exchanged pairs must be more alike than the pairs as told."""


def check_choices(text: str, lang: str, evidence: Evidence) -> Iterator[tuple[Fault, str]]:
    for taken, left in choices_in(text, lang):
        for passage in evidence.passages:
            held = choices_in(passage.text, passage.lang)
            turned = [_is_turned((taken, left), lang, one, passage.lang) for one in held]
            if turned and all(turned):
                yield Fault.DIRECTION, f"{taken} / {left}"
                return


def _is_turned(ours: tuple[str, str], lang: str, theirs: tuple[str, str], their_lang: str) -> bool:
    # Places and names tell by themselves which of the two is meant.
    if _is_one(ours[0], theirs[0]) or _is_one(ours[1], theirs[1]):
        return False
    if _is_one(ours[0], theirs[1]) or _is_one(ours[1], theirs[0]):
        return True
    straight = sum(cosine(a, lang, b, their_lang) for a, b in zip(ours, theirs, strict=True))
    crossed = cosine(ours[0], lang, theirs[1], their_lang) + cosine(ours[1], lang, theirs[0], their_lang)
    return crossed > straight + _MORE_LIKE


def _is_one(ours: str, theirs: str) -> bool:
    return bool(set(places_in(ours)) & set(places_in(theirs)))


@lru_cache(maxsize=2048)
def choices_in(text: str, lang: str) -> tuple[tuple[str, str], ...]:
    """(what is taken, what is left) of each choice that `text` tells."""
    patterns = _CHOICES_JA if lang in ("ja", "zh") else _CHOICES_EN
    found = ((match["taken"], match["left"]) for pattern in patterns for match in pattern.finditer(text))
    return tuple(_without_preposition(taken, left) for taken, left in found)


def _without_preposition(taken: str, left: str) -> tuple[str, str]:
    """ "its plant in Graz rather than in Bratislava": Graz and Bratislava."""
    preposition = _PREPOSITION.match(left)
    if preposition is None:
        return taken, left
    return taken.rpartition(preposition.group())[2], left[preposition.end() :]
