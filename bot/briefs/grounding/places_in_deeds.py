"""Who acts and who is acted on keep their places, whatever the deed is called."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.briefs.grounding.clauses import sentences_of
from bot.briefs.grounding.evidence import Evidence
from bot.briefs.grounding.faults import Fault
from bot.briefs.grounding.nearness import Stretch, nearest, stretches_of
from bot.briefs.grounding.relations import NAME_EN, NAME_JA, is_actor, same_name
from bot.text.places import places_in

_AFTER_ACTOR_JA = re.compile(
    r"(?:社|氏|側|グループ|など[^、。はがをに]{0,8})?(?:[（(][^）)]*[）)])?」?(?:は|が)(?!り|なく)"
)
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
_SAYING_EN = re.compile(
    r"^.{3,60}?\b(?:said|says|confirmed|announced|estimates?|ruled|ruling)\b(?: on \w+day)?,? (?:that )?(?=\S+ \S+)"
)
_PARTY_JA = re.compile(
    r"(?:[一-龥々]{0,6}?(?:政府|当局|労組)|[一-龥々]{1,6}(?:会|連|組合|団体|裁判所|地裁|高裁|投資ファンド))"
)
_PERSON_JA = re.compile(r"[一-龥々]{1,5}氏")
_KANJI_ONLY = re.compile(r"[一-龥々]+")
_RELATED = 0.35
_ALIKE = 0.7
"""Cosine from which the missing doer may be left open."""
_SAME_DEED = 0.5
"""Cosine from which two stretches tell one deed, so that somebody else's doing it is wrong."""


@dataclass(frozen=True, slots=True)
class _Places:
    actors: tuple[str, ...]
    goals: tuple[str, ...]
    names: tuple[str, ...]
    """All names, these included."""
    speakers: tuple[str, ...]


def check_places(text: str, lang: str, evidence: Evidence) -> Iterator[tuple[Fault, str]]:
    whole = [Stretch(sentence, lang) for sentence in sentences_of(text, lang)]
    for told in dict.fromkeys([*stretches_of(text, lang), *whole]):
        ours = places_of(told.text, lang)
        if not ours.actors and not ours.goals:
            continue
        likeness, near = nearest(told, evidence)
        if likeness < _RELATED:
            continue
        verdicts = [_verdict(ours, told, one, likeness, evidence) for one in near]
        if True in verdicts and False not in verdicts:
            yield Fault.DIRECTION, (ours.actors or ours.goals)[0]
            return


def _verdict(ours: _Places, told: Stretch, one: Stretch, likeness: float, evidence: Evidence) -> bool | None:
    """True where places are changed, False where they stand as told, None where `one` does not say."""
    theirs = places_of(one.text, one.lang)
    if not theirs.actors or _is_turned(one) != _is_turned(told):
        return None
    if _meet(ours.actors, theirs.actors):
        return False
    if _meet(ours.actors, theirs.speakers):
        return None
    is_here = _meet(ours.actors, theirs.names)
    if _meet(ours.goals, theirs.actors) and not _meet(ours.goals, theirs.goals):
        return True if is_here or (not ours.actors and told.lang == one.lang and likeness >= _ALIKE) else None
    if is_here and _meet(theirs.actors, ours.names):
        return True
    if is_here or not ours.actors or likeness < _SAME_DEED or _meet(theirs.actors, ours.names):
        return None
    # What offices and associations are called in the other language cannot be compared.
    if told.lang != one.lang and any(map(_KANJI_ONLY.fullmatch, (*ours.actors, *theirs.actors))):
        return None
    return True if _is_known(ours.actors, evidence) else None


def _is_known(actors: tuple[str, ...], evidence: Evidence) -> bool:
    return any(
        _meet(actors, places_of(sentence, passage.lang).names)
        for passage in evidence.passages
        for sentence in sentences_of(passage.text, passage.lang)
    )


def _is_turned(stretch: Stretch) -> bool:
    """Told from the other side: "was bought by", から受けた."""
    return (_TURNED_JA if stretch.lang in ("ja", "zh") else _TURNED_EN).search(stretch.text) is not None


@lru_cache(maxsize=4096)
def places_of(text: str, lang: str) -> _Places:
    """The names that act in `text`, those that the deed is aimed at, and whose word it is."""
    if lang in ("ja", "zh"):
        names = [match for match in NAME_JA.finditer(text) if _is_party(match.group())]
        return _Places(
            tuple(match.group() for match in names if _acts(text, match.end(), names)),
            tuple(match.group() for match in names if _AFTER_GOAL_JA.match(text, match.end())),
            tuple(match.group() for match in names),
            (),
        )
    every = [match for match in NAME_EN.finditer(text) if _is_party(match.group())]
    said = _SAYING_EN.match(text)
    start = said.end() if said else 0
    speakers = tuple(match.group() for match in every if match.end() <= start)
    names = [match for match in every if match.start() >= start]
    everyone = tuple(match.group() for match in every)
    verb = _VERB_EN.search(text, names[0].end()) if names else None
    # A verb, or a preposition, before the first name: somebody without a name acts.
    if verb is None or _PREPOSED_EN.search(text[: names[0].start()]) or _VERB_EN.search(text[start : names[0].start()]):
        return _Places((), (), everyone, speakers)
    return _Places(
        tuple(match.group() for match in names if match.end() <= verb.start()),
        tuple(match.group() for match in names if match.start() >= verb.end()),
        everyone,
        speakers,
    )


def _acts(text: str, end: int, names: list[re.Match[str]]) -> bool:
    """Whether the name that ends there is a topic or subject, alone or in a list: AとBは."""
    if _AFTER_ACTOR_JA.match(text, end):
        return True
    joint = re.match(r"(?:社|氏|側)?(?:と|や|、)", text[end:])
    return joint is not None and any(
        match.start() == end + joint.end() and _AFTER_ACTOR_JA.match(text, match.end()) for match in names
    )


def _is_party(name: str) -> bool:
    if name in places_in(name).values() or name in ("同社", "両社", "当社", "各社", "他社"):
        return False
    return is_actor(name) or any(one.fullmatch(name) for one in (_PARTY_JA, _PERSON_JA))


def _meet(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    return any(same_name(a, b) for a in ours for b in theirs)
