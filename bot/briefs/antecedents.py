"""Whom and what a sentence means that names nobody: the company, 同社, "the bill", a subject that Japanese leaves out.

Where the sentences before leave no doubt, the company's name takes the place of "the company" and 同社; other such
sentences may be told after the sentence that they go on from, never without it. That sentence is cited as well.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from bot.briefs.quoted import outside_quotes

NEAR = 2
"""How many sentences back the name may stand."""
WITHIN = 6
"""How many sentences below the article's opening one may still go on from it."""

_COMPANY_EN = re.compile(
    r"\b[Tt]he (?:company|firm|start-?up|laboratory|lab|group)\b(?! (?:of|that|which|behind|led)\b)"
)
_COMPANY_JA = re.compile(r"同社")
_SUBJECT_JA = re.compile(
    r"(?:（[^（）]{1,30}）)?(?:社|側)?(?:は|が|も|では|によると|によれば|"
    r"の(?:広報|報道|[^、。はがを元前旧]{0,14}(?:CEO|最高経営責任者|社長|会長|代表|担当者))[^、。はがを]{0,14}(?:は|が))"
)
# What may stand before an English subject, a day and a comma or a kind of firm, and what makes it one: a verb or an
# apposition behind it. "OpenAI staff founded it" and "after leaving OpenAI" are about somebody else.
_DAY = r"(?:On|In|At|Last|Late|Early|Earlier|This|Yesterday|Today)\b[^,;:]{0,40}, "
_KIND = (
    r"(?:(?:The|A|An) )?(?:[A-Z][a-z]+(?:-based)? )?(?:[a-z-]+ ){0,2}"
    r"(?:start-?up|firm|company|lab|laboratory|institute|group|giant|unit|[a-z]*maker|developer|provider|operator) "
)
_BEFORE_EN = re.compile(rf"(?:{_DAY})?(?:[Tt]he |{_KIND})?")
_BEHIND_EN = re.compile(
    r",| (?:also |now |then |later |itself )?(?:[a-z]{2,}ed|says?|said|told|has|had|is|was|will|would|may|can|could|"
    r"plans|wants|makes|made|"
    r"began|sold|bought|put|set|cut|won|lost|took|gave|went|came|spent|built|drew|wrote|held|kept|led|did|does)\b"
)
_SAID_EN = re.compile(r" (?:said|says|told|announced|added|confirmed|wrote|reported)\b")
_FIGURE_OR_QUOTE = re.compile(r"[0-9０-９]|「")
# Of these a reader asks who they are: "the people said", "the two companies".
_PEOPLE_EN = re.compile(
    r"^The\s+(?:\w+\s+){0,2}(?:people|persons?|sources?|latter|former|two|three|pair|duo|same|others?|newspaper|outlet|"
    r"paper|magazine|spokes\w+|executives?|authors?|researchers?|officials?|company|companies|firms?|start-?ups?|lab|laborator(?:y|ies)|institute|"
    r"group|answer|reply|phrase|term|wording|statement|remarks?|words|post|article|headline|sentence|report|move|step|deal|models?|decision|reasoning|"
    r"result|results|findings?)\b"
)
_GOES_ON_EN = re.compile(
    r"^(?:The [a-z]|(?:An? [a-z]|"
    r"(?:About|Around|More than|Nearly|Almost|At least|Up to|Some) [$€£¥]?\d)(?=.*\d)|"
    r"(?!We|I|You|It|He|She|They)[A-Z][a-z]+s would\b)"
)
# Of a study its authors and its findings are known.
_STUDY_EN = re.compile(r"\b(?:researchers|scientists|study|university|institute|preprint|paper in)\b", re.IGNORECASE)
_OF_STUDY_EN = re.compile(r"^The (?:authors?|researchers?|scientists|findings?|results?)\b")
_ASIDE_JA = re.compile(
    r"^(?:今回|次回|結論|筆者|記者|皆|ぜひ|なお|詳し|関係者|一部)|でしょうか|ください|ましょう|[！？!?]"
)


@dataclass(frozen=True, slots=True)
class Antecedent:
    """The one organisation that a sentence names, and where."""

    name: str
    text: str
    """The sentence, exactly as the article has it."""
    place: int


def antecedent_in(sentence: str, place: int, organisations: Collection[str]) -> Antecedent | None:
    """The antecedent for what follows `sentence`; None where it names no organisation, or more than one, or where the
    one that it names is not what it is about: "Murati founded the laboratory after leaving OpenAI. The company …"."""
    longest = [name for name in organisations if not any(name != other and name in other for other in organisations)]
    if len(longest) != 1 or not _is_about(sentence, longest[0]):
        return None
    return Antecedent(longest[0], sentence, place)


def _is_about(sentence: str, name: str) -> bool:
    """Whether it stands where a sentence has its subject: first, but for what introduces it, or before は and が."""
    at = sentence.find(name)
    if at < 0:
        return False
    if _SUBJECT_JA.match(sentence, at + len(name)):
        return True
    behind = sentence[at + len(name) :]
    if sentence[:at].endswith(", ") and _SAID_EN.match(behind):
        return True  # "It has seven billion parameters, Tarn Robotics said."
    is_first = _BEFORE_EN.fullmatch(sentence[:at]) is not None
    return is_first and _BEHIND_EN.match(behind) is not None


def named(shown: str, lang: str, before: Antecedent | None, place: int) -> str | None:
    """`shown` with the first "the company" or 同社 replaced by the name, or None where that is not sure."""
    if before is None or place - before.place > NEAR:
        return None
    found = (_COMPANY_JA if lang == "ja" else _COMPANY_EN).search(shown)
    if found is None or before.name in shown[: found.start()] or found.group() not in outside_quotes(shown):
        return None
    rest = shown[found.end() :]
    if rest[:2] in ("'s", "’s") and before.name.endswith("s"):
        rest = rest[0] + rest[2:]
    return shown[: found.start()] + before.name + rest


def is_continued(shown: str, before: Antecedent | None, place: int) -> bool:
    """Whether a Japanese sentence without a subject goes on about the organisation of the sentence right before.

    Japanese leaves the subject out where it is plain. Only a sentence with a figure or a quote is worth that.
    """
    return before is not None and place - before.place == 1 and _FIGURE_OR_QUOTE.search(shown) is not None


def goes_on(shown: str, lang: str, opening: tuple[int, str] | None, place: int) -> bool:
    """Whether a sentence that names nobody tells more of what the article's opening sentence tells: "The bill …".

    `opening` is that sentence with its place. In Japanese only a sentence with a figure is worth it.
    """
    if opening is None or not 0 < place - opening[0] <= WITHIN:
        return False
    if lang == "ja":
        return re.search(r"[0-9０-９]", shown) is not None and _ASIDE_JA.search(shown) is None
    is_of_study = _OF_STUDY_EN.search(shown) is not None and _STUDY_EN.search(opening[1]) is not None
    return is_of_study or (_GOES_ON_EN.search(shown) is not None and _PEOPLE_EN.search(shown) is None)
