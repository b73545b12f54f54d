"""Names whom "the company" and 同社 mean, where the sentence before leaves no doubt.

The name stands in brackets, [Corvid] or 〔ノールランドAI〕, as editors mark their own words; the sentence that it comes
from is cited as well.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

NEAR = 2
"""How many sentences back the name may stand."""

_COMPANY_EN = re.compile(
    r"\b[Tt]he (?:company|firm|start-?up|laboratory|lab|group)\b(?! (?:of|that|which|behind|led)\b)"
)
_COMPANY_JA = re.compile(r"同社")
_DROPPED_JA = re.compile(r"[0-9０-９]|「")


@dataclass(frozen=True, slots=True)
class Antecedent:
    """The one organisation that a sentence names, and where."""

    name: str
    text: str
    """The sentence, exactly as the article has it."""
    place: int


def antecedent_in(sentence: str, place: int, organisations: Collection[str]) -> Antecedent | None:
    """The antecedent for what follows `sentence`; None where it names no organisation, or more than one."""
    longest = [name for name in organisations if not any(name != other and name in other for other in organisations)]
    return Antecedent(longest[0], sentence, place) if len(longest) == 1 else None


def named(shown: str, lang: str, before: Antecedent | None, place: int) -> str | None:
    """`shown` with the first "the company" or 同社 replaced by its bracketed name, or None where that is not sure."""
    if before is None or place - before.place > NEAR:
        return None
    pattern, name = (_COMPANY_JA, f"〔{before.name}〕") if lang == "ja" else (_COMPANY_EN, f"[{before.name}]")
    found = pattern.search(shown)
    if found is None or before.name in shown[: found.start()]:
        return None
    return shown[: found.start()] + name + shown[found.end() :]


def is_continued(shown: str, before: Antecedent | None, place: int) -> bool:
    """Whether a Japanese sentence without a subject goes on about the organisation of the sentence right before.

    Japanese leaves the subject out where it is plain. Only a sentence with a figure or a quote is worth that.
    """
    return before is not None and place - before.place == 1 and _DROPPED_JA.search(shown) is not None
