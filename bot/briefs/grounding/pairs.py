"""What goes with whom stays: October in one country and early 2027 in the other, 61.8 for one and 66.4 for the next."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bot.briefs.grounding.evidence import Evidence, quantities_of, spans_of
from bot.briefs.grounding.faults import Fault
from bot.briefs.grounding.numbers import own_quantities
from bot.briefs.grounding.relations import actors_in, same_name
from bot.text.places import places_in

_SPLIT = re.compile(r"[;；。]\s?|、|,\s|\s(?:and|while|but|whereas)\s|\.\s")

_VOTES = (
    (1, re.compile(r"賛成(?:は|が|が約)?\Z"), re.compile(r"(?: [a-z]+){0,2} (?:in favou?r|voted for|backed)\b")),
    (-1, re.compile(r"反対(?:は|が|が約)?\Z"), re.compile(r"(?: [a-z]+){0,2} (?:against|opposed|voted against)\b")),
)
_DAY = date(2024, 6, 15)


@dataclass(frozen=True, slots=True)
class _Segment:
    actors: tuple[str, ...]
    things: frozenset[str]


def check_pairs(text: str, lang: str, evidence: Evidence) -> Iterator[tuple[Fault, str]]:
    held_votes = votes_in(evidence.known)
    for number, side in sorted(votes_in(text)):
        if (number, -side) in held_votes and (number, side) not in held_votes:
            yield Fault.DIRECTION, f"{number}"
            return
    for passage in evidence.passages:
        held = segments_of(passage.text, passage.lang)
        for told in segments_of(text, lang):
            if len(told.actors) == 1 and told.things and _is_crossed(told, held):
                yield Fault.DIRECTION, told.actors[0]
                return


@lru_cache(maxsize=1024)
def votes_in(text: str) -> frozenset[tuple[int, int]]:
    """How many are for (1) and against (-1): "22 countries in favour and four against", 賛成22、反対4."""
    found = set()
    for side, before, after in _VOTES:
        for one in quantities_of(text):
            if one.value == one.value.to_integral_value() and (
                before.search(text[: one.start]) or after.match(text, one.end)
            ):
                found.add((int(one.value), side))
    return frozenset(found)


def _is_crossed(told: _Segment, held: tuple[_Segment, ...]) -> bool:
    """All that is told of one is told of another in the passage, which has something of the same kind of this one."""
    named = [one for one in held if len(one.actors) == 1]
    own = [one for one in named if same_name(told.actors[0], one.actors[0])]
    others = [one for one in named if not same_name(told.actors[0], one.actors[0])]
    around = [one for one in held if len(one.actors) != 1]
    if not own or not others or any(told.things & one.things for one in (*own, *around)):
        return False
    kinds = {thing.split()[0] for thing in told.things}
    rivals = [one for one in others if told.things & one.things]
    shared = {thing for one in rivals for thing in told.things & one.things}
    return (
        bool(rivals)
        and 2 * len(shared) >= len(told.things)
        and any(thing.split()[0] in kinds for one in own for thing in one.things)
    )


@lru_cache(maxsize=2048)
def segments_of(text: str, lang: str) -> tuple[_Segment, ...]:
    found = []
    for piece in _SPLIT.split(text):
        if not piece.strip():
            continue
        places = tuple(places_in(piece).values())
        actors = [
            name for name in actors_in(piece, lang) if not any(place in name or name in place for place in places)
        ]
        times = {f"time {span.earliest}" for span in spans_of(piece, _DAY)}
        things = {f"number {one.value.normalize():f}" for one in own_quantities(piece)}
        found.append(_Segment(tuple(dict.fromkeys([*actors, *places])), frozenset(things | times)))
    return tuple(found)
