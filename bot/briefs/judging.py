"""Decides which points of a model's reply stand: grounded in both languages, alike in both, in the shape of a brief."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.briefs.extractive import LIMITS, brief_length
from bot.briefs.grounding import check_brief
from bot.briefs.grounding.evidence import FindMentions
from bot.briefs.grounding.numbers import own_quantities
from bot.briefs.headlines import LONGEST
from bot.briefs.passages import Passage
from bot.briefs.point_kinds import voice_of
from bot.domain.brief import Brief, PointKind
from bot.domain.language import Lang
from bot.text.normalise import plain
from bot.text.quantities import Quantity
from bot.text.sentences import sentence_spans
from bot.text.similarity import cosine_matrix

_REPETITION = 0.75
"""Likeness of two points from which on the second says the first again."""
_POLITE = re.compile(r"(?:です|ます|ました|ません|でした|でしょう|ください)[。」]?$")
_CAUTIOUS = (
    PointKind.REPORTED,
    PointKind.OPINION,
    PointKind.EXECUTIVE,
    PointKind.OFFICIAL,
    PointKind.RELEASE,
    PointKind.FACT,
)
"""Whose word it is where passages differ: the first of these that one of them has claims the least."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with one part of a reply. `place` is the index of a point, None the headline or the whole."""

    place: int | None
    lang: Lang | None
    fault: str
    reason: str

    def for_model(self) -> dict[str, object]:
        """As the second request tells it: points count from 1, the headline is 0."""
        point = 0 if self.place is None else self.place + 1
        return {"point": point, "language": self.lang or "both", "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Judged:
    """`drafts` hold the whole reply, each point with the kind that its passages bear out."""

    drafts: Mapping[Lang, Brief]
    kept: tuple[int, ...]
    is_headline_grounded: bool
    complaints: tuple[Complaint, ...]

    @property
    def dropped(self) -> int:
        return len(self.drafts["en"].points) - len(self.kept)


def judge(
    drafts: Mapping[Lang, Brief], passages: Sequence[Passage], texts: Mapping[int, str], find_mentions: FindMentions
) -> Judged:
    """`drafts` are the reply in each language over all `passages`, whose numbers it cites."""
    complaints = _repetitions(drafts) + _figures(drafts) + _shapes(drafts) + _strange_speakers(drafts, passages)
    kinds: list[PointKind] = []
    for point in drafts["en"].points:
        cited = [passages[n - 1] for n in point.citations if 0 < n <= len(passages)]
        kinds.append(_kind(point.kind, point.text, cited))
    drafts = {
        lang: replace(draft, points=tuple(replace(p, kind=k) for p, k in zip(draft.points, kinds, strict=True)))
        for lang, draft in drafts.items()
    }
    for lang, draft in drafts.items():
        for failure in check_brief(draft, texts, find_mentions=find_mentions, check_headline=True):
            complaints.append(Complaint(failure.place, lang, failure.fault.value, failure.reason))
    failed = {complaint.place for complaint in complaints}
    kept = tuple(place for place in range(len(kinds)) if place not in failed)
    # The whole is no part of it: what is too long is cut from the end.
    complaints += _lengths(drafts)
    return Judged(drafts, kept, None not in failed, tuple(complaints))


def _kind(claimed: PointKind, words: str, cited: Sequence[Passage]) -> PointKind:
    """Whose word a point is, as its passages have it.

    How the point is worded, and then what the model claims, only choose among theirs: a report cannot come out with the
    label of the company's own word because a model says so.
    """
    held = {passage.kind for passage in cited}
    for kind in (voice_of(words, "en").kind, claimed):
        if kind in held and kind is not PointKind.FACT:
            return kind
    return next((kind for kind in _CAUTIOUS if kind in held), PointKind.FACT)


def _repetitions(drafts: Mapping[Lang, Brief]) -> list[Complaint]:
    found = []
    for lang, draft in drafts.items():
        words = [point.text for point in draft.points]
        if len(words) < 2 or not all(words):
            continue
        alike = cosine_matrix(words)
        for place in range(1, len(words)):
            before = next((other for other in range(place) if alike[place, other] > _REPETITION), None)
            if before is not None:
                found.append(Complaint(place, lang, "repetition", f"It says again what point {before + 1} says."))
    return found


def _figures(drafts: Mapping[Lang, Brief]) -> list[Complaint]:
    """Amounts with a unit that one language tells and the other does not. A unit may be told by the noun before it
    (パラメーター数は70億), so the other side is searched for the bare amount."""
    found = []
    for place, (ja, en) in enumerate(zip(drafts["ja"].points, drafts["en"].points, strict=True)):
        told_ja, told_en = own_quantities(plain(ja.text)), own_quantities(plain(en.text))
        odd = _lacking(told_ja, told_en) | _lacking(told_en, told_ja)
        if odd:
            shown = ", ".join(f"{value.normalize():f}" for value in sorted(odd)[:3])
            found.append(Complaint(place, None, "figures", f"One language has a figure that the other lacks: {shown}."))
    return found


def _lacking(told: Sequence[Quantity], there: Sequence[Quantity]) -> set[Decimal]:
    # "One of" and ordinals are ways of speaking, which languages do not share.
    wanted = {one.value for one in told if one.unit is not None and not one.is_ordinal and one.value > 1}
    return wanted - {one.value for one in there} - {one.reaches for one in there if one.reaches is not None}


def _strange_speakers(drafts: Mapping[Lang, Brief], passages: Sequence[Passage]) -> list[Complaint]:
    """An executive of the story who says what the cited passages have somebody else say: headlines hold the name, so
    that it is no strange name, and a spokesperson's words are easily put into that mouth."""
    executives = {passage.speaker for passage in passages if passage.speaker}
    found = []
    for lang, draft in drafts.items():
        for place, point in enumerate(draft.points):
            cited = [passages[n - 1] for n in point.citations if 0 < n <= len(passages)]
            held = " ".join(f"{one.text} {one.shown} {one.leans_on or ''}" for one in cited)
            strange = [name for name in executives if name in point.text and name not in held]
            if strange and voice_of(point.text, lang, executives=strange).kind is PointKind.EXECUTIVE:
                reason = f"The cited passages do not have {max(strange, key=len)} say this."
                found.append(Complaint(place, lang, "speaker", reason))
    return found


def _shapes(drafts: Mapping[Lang, Brief]) -> list[Complaint]:
    found = []
    for lang, draft in drafts.items():
        if not draft.headline:
            found.append(Complaint(None, lang, "empty", "There is no headline."))
        elif len(draft.headline) > LONGEST[lang]:
            most = LONGEST[lang]
            found.append(Complaint(None, lang, "too_long", f"The headline is longer than {most} characters."))
        for place, point in enumerate(draft.points):
            if not point.text:
                found.append(Complaint(place, lang, "empty", "There is no sentence."))
            elif len(sentence_spans(point.text, lang)) > 1:
                found.append(Complaint(place, lang, "sentences", "It is more than one sentence."))
            elif lang == "ja" and _POLITE.search(point.text):
                found.append(Complaint(place, lang, "style", "Write である調, not です・ます."))
    return found


def _lengths(drafts: Mapping[Lang, Brief]) -> list[Complaint]:
    return [
        Complaint(None, lang, "too_long", f"Headline and points are longer than {LIMITS[lang]} characters together.")
        for lang, draft in drafts.items()
        if brief_length(draft) > LIMITS[lang]
    ]


def reasons_of(complaints: Collection[Complaint]) -> str:
    """For the log: how often what was wrong."""
    counted: dict[str, int] = {}
    for one in complaints:
        counted[one.fault] = counted.get(one.fault, 0) + 1
    return ",".join(f"{fault}:{n}" for fault, n in sorted(counted.items()))
