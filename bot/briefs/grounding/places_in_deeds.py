"""Who acts and who is acted on keep their places, whatever the deed is called."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.briefs.grounding.evidence import Evidence
from bot.briefs.grounding.faults import Fault
from bot.briefs.grounding.nearness import Stretch, nearest, stretches_of
from bot.briefs.grounding.relations import NAME_EN, NAME_JA, is_actor, same_name

_AFTER_ACTOR_JA = re.compile(r"(?:社|氏|側|グループ|など[^、。はがをに]{0,8})?(?:[（(][^）)]*[）)])?」?(?:は|が)(?!り)")
_AFTER_GOAL_JA = re.compile(
    r"(?:社|氏|側|など[^、。はがをに]{0,8})?(?:[（(][^）)]*[）)])?」?(?:と[ァ-ヺーA-Za-z・]+)?(?:に|を|へ)(?!よ|つい|関|対し)"
)
_TURNED_JA = re.compile(r"され|られ|から|受け|による|によって|借り|求めに")
_TURNED_EN = re.compile(r"\bby\b|\bfrom\b|\breceiv\w+|\b(?:was|were|is|are|been|be|being)\s(?:\w+\s)?\w+(?:ed|en|t)\b")
_VERB_EN = re.compile(
    r"\s(?:will|would|has|have|had|is|are|was|were|can|may|plans?|said|says|[a-z]+(?:ed|es|s)|bought|sold|won|lost|sued|"
    r"built|cut|led|beat|took|gave|hired|left|paid|sent|met|put|made|agreed|asked|to)\b"
)
_PREPOSED_EN = re.compile(r"\b(?:by|of|to|from|with|at|in|for|against|and|on)\s(?:the\s)?\Z")
_RELATED = 0.35


@dataclass(frozen=True, slots=True)
class _Places:
    actors: tuple[str, ...]
    goals: tuple[str, ...]


def check_places(text: str, lang: str, evidence: Evidence) -> Iterator[tuple[Fault, str]]:
    for told in stretches_of(text, lang):
        ours = places_of(told.text, lang)
        if not ours.actors or not ours.goals or _is_turned(told):
            continue
        likeness, near = nearest(told, evidence)
        if likeness < _RELATED:
            continue
        verdicts = [_verdict(ours, one) for one in near]
        if True in verdicts and False not in verdicts:
            yield Fault.DIRECTION, ours.actors[0]
            return


def _verdict(ours: _Places, one: Stretch) -> bool | None:
    """True where the two are swapped, False where they stand as told, None where `one` does not say."""
    theirs = places_of(one.text, one.lang)
    if not theirs.actors or _is_turned(one):
        return None
    if _meet(ours.actors, theirs.actors):
        return False
    return True if _meet(ours.goals, theirs.actors) else None


def _is_turned(stretch: Stretch) -> bool:
    """Told from the other side: "was bought by", から受けた."""
    return (_TURNED_JA if stretch.lang in ("ja", "zh") else _TURNED_EN).search(stretch.text) is not None


@lru_cache(maxsize=4096)
def places_of(text: str, lang: str) -> _Places:
    """The names that act in `text`, one stretch, and those that the deed is aimed at."""
    if lang in ("ja", "zh"):
        names = [match for match in NAME_JA.finditer(text) if is_actor(match.group())]
        return _Places(
            tuple(match.group() for match in names if _AFTER_ACTOR_JA.match(text, match.end())),
            tuple(match.group() for match in names if _AFTER_GOAL_JA.match(text, match.end())),
        )
    names = [match for match in NAME_EN.finditer(text) if is_actor(match.group())]
    if not names or _PREPOSED_EN.search(text[: names[0].start()]):
        return _Places((), ())
    verb = _VERB_EN.search(text, names[0].end())
    if verb is None:
        return _Places((), ())
    return _Places(
        tuple(match.group() for match in names if match.end() <= verb.start()),
        tuple(match.group() for match in names if match.start() >= verb.end()),
    )


def _meet(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    return any(same_name(a, b) for a in ours for b in theirs)
