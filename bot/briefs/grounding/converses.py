"""Who pays and who is paid: deeds that are told from either side keep each party on its own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from bot.briefs.grounding.axes import cells_of, english_words, japanese_words
from bot.briefs.grounding.evidence import Evidence
from bot.briefs.grounding.faults import Fault
from bot.briefs.grounding.nearness import nearest, stretches_of
from bot.briefs.grounding.relations import NAME_EN, NAME_JA, is_actor, same_name
from bot.briefs.grounding.speech import groups_in

_FILE = Path(__file__).parent / "words" / "converses.txt"
_RELATED = 0.3
_NOT_SUBJECT_EN = re.compile(
    r"\b(?:of|by|to|from|with|for|at|in|on|than|against|and its|its)\s(?:the\s|an?\s|its\s)?\Z"
)
_PASSIVE_EN = re.compile(r"\b(?:is|are|was|were|be|been|being)\s(?:\w+ly\s)?\Z")
_PASSIVE_AFTER_JA = re.compile(r"(?:さ|ら)れ")
_MOST_BETWEEN = 5
"""Words between a subject and its verb."""
_TOPIC_JA = re.compile(
    r"(?:社|氏|側|各社|など[^、。はがをに]{0,8}|[ァ-ヺーA-Za-z・]+|[一-龥]{0,6})?(?:[（(][^）)]*[）)])?(?:は|が|も)(?!り)"
)


@dataclass(frozen=True, slots=True)
class _Side:
    deed: str
    gives: bool
    parties: tuple[str, ...]
    groups: frozenset[str]


def check_converses(text: str, lang: str, evidence: Evidence) -> Iterator[tuple[Fault, str]]:
    for told in stretches_of(text, lang):
        ours = [side for side in sides_of(told.text, lang) if side.parties or side.groups]
        if not ours:
            continue
        likeness, near = nearest(told, evidence)
        if likeness < _RELATED:
            continue
        theirs = [side for one in near for side in sides_of(one.text, one.lang) if side.parties or side.groups]
        for side in ours:
            verdicts = [_is_turned(side, one, evidence) for one in theirs if one.deed == side.deed]
            if verdicts and all(verdicts):
                yield Fault.DIRECTION, ", ".join(side.parties or sorted(side.groups))
                return


def _is_turned(ours: _Side, theirs: _Side, evidence: Evidence) -> bool:
    """The one told stands on the other side in the passages, or another whom they name stands where it is put."""
    is_same = bool(ours.groups & theirs.groups) or any(same_name(a, b) for a in ours.parties for b in theirs.parties)
    if is_same:
        return ours.gives != theirs.gives
    return ours.gives == theirs.gives and bool(ours.parties) and bool(theirs.parties) and _is_known(ours, evidence)


def _is_known(ours: _Side, evidence: Evidence) -> bool:
    if ours.groups & groups_in(evidence.text):
        return True
    held = [name for one in evidence.passages for name in _names(one.text, one.lang)]
    return any(same_name(a, b) for a in ours.parties for b in held)


@lru_cache(maxsize=4096)
def sides_of(text: str, lang: str) -> tuple[_Side, ...]:
    """The side on which the subject of `text` stands, for each deed that it tells."""
    is_japanese = lang in ("ja", "zh")
    found = []
    for deed, gives, gets in _converses():
        for is_giving, patterns in ((True, gives), (False, gets)):
            cue = patterns[is_japanese].search(text)
            if cue is None:
                continue
            parties = _topics(text, cue.start()) if is_japanese else _subjects(text, cue.start())
            groups = frozenset[str]()
            head = text[: cue.start()]
            is_passive = (
                _PASSIVE_AFTER_JA.match(text, cue.end()) if is_japanese else _PASSIVE_EN.search(head)
            ) is not None
            is_passive = is_passive and not cue.group().endswith("ing")
            if not parties:
                groups = groups_in(_topic_words(head) if is_japanese else head)
                groups = groups if len(groups) == 1 else frozenset()
            found.append(_Side(deed, is_giving != is_passive, parties, groups))
    # A deed told from both sides at once says nothing of who stands where.
    return tuple(side for side in found if sum(one.deed == side.deed for one in found) == 1)


def _subjects(text: str, verb: int) -> tuple[str, ...]:
    before = [match for match in NAME_EN.finditer(text[:verb]) if is_actor(match.group())]
    return tuple(
        match.group()
        for match in before
        if not _NOT_SUBJECT_EN.search(text[: match.start()])
        and "," not in text[match.end() : verb]
        and len(text[match.end() : verb].split()) <= _MOST_BETWEEN
    )


def _topics(text: str, verb: int) -> tuple[str, ...]:
    # With both a topic and a subject there are two clauses, and it is open whose the deed is.
    if "は" in text[:verb] and "が" in text[:verb]:
        return ()
    names = [match for match in NAME_JA.finditer(text[:verb]) if is_actor(match.group())]
    return tuple(match.group() for match in names if _TOPIC_JA.match(text, match.end()))


def _topic_words(head: str) -> str:
    topic = re.match(r"[^、。]{1,24}?(?:は|が|も)", head)
    return topic.group() if topic and not ("は" in head and "が" in head) else ""


def _names(text: str, lang: str) -> list[str]:
    return [name for name in (NAME_JA if lang in ("ja", "zh") else NAME_EN).findall(text) if is_actor(name)]


@cache
def _converses() -> tuple[
    tuple[str, tuple[re.Pattern[str], re.Pattern[str]], tuple[re.Pattern[str], re.Pattern[str]]], ...
]:
    found = []
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, *ways = cells_of(line)
            found.append(
                (
                    name,
                    (english_words(ways[0]), japanese_words(ways[1])),
                    (english_words(ways[2]), japanese_words(ways[3])),
                )
            )
    return tuple(found)
