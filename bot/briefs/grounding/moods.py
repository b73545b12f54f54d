"""How sure it is stays: what is weighed is not decided, what is planned is not done, what may be is not."""

import re
from collections.abc import Iterator, Sequence

from bot.briefs.grounding.alignment import aligned_sentences, best_clauses
from bot.briefs.grounding.clauses import Clause, clauses_of, moods_of
from bot.briefs.grounding.evidence import Evidence
from bot.briefs.grounding.faults import Fault
from bot.briefs.grounding.glossary import Term

_ABLE = re.compile(r"\b(?:can|cannot|able to|free to)\b|でき|られる|可能|得る|え[るた](?=。|と|$)")
"""Words of being able or allowed to, which English tells with "may" and "could" as it does what is possible."""
_GUESS = re.compile(r"\b(?:may|might|could) (?!not\b)|\bpossibly\b|\bperhaps\b|可能性が(?:あ|高)|かもしれな")
_PURPOSE = re.compile(r"\b(?:used|us(?:es|ing)|helped|managed|enabled|worked|took)\b[^,;]{0,40}\bto \Z")
_FREE = re.compile(_ABLE.pattern + r"|\blets?\b|\ballow|\bpermi|\bfree\b|使え|認め|許|自由")
"""What may be done is told with "may" as well."""
_PROPOSED = re.compile(r"\bwould\b|\bbill\b|\bdraft\b|案")
"""What a bill obliges to, it does not yet."""
_NTH = re.compile(r"\b(?:first|second|third|fourth|fifth|\d+th|last|latest|only|one)\b[^,;]{0,40}\bto \Z")
"""The third researcher to leave has left."""
_HEDGES = frozenset({"considered", "possible", "called for"})
_SAYING = frozenset(
    re.findall(
        r"\S+",
        "confirm admit deny warn expect aim plan promise disclose decide call_for agree no_comment continue less "
        "more discuss study_consider discontinue cancel delay pause allow ban require approve lift_ban limit",
    )
)

_DONE_AFTER_JA = re.compile(
    r"(?:[ァ-ヶ]{0,4})?(?:を|が|に)?(?:始|開始|終|終了|完了|決|実施|済)?(?:し|さ|せ|め|ま|っ|い|げ|け|え|じ|ら|れ|わ|"
    r"ち|り|き|び|み|得)?(?:れ)?(?:た(?!い|め)|"
    r"てい[たる]|ており|済み)"
)
_PLANNED_AFTER_JA = re.compile(
    r"(?:を|に)?(?:始|開始|終|終了|完了|実施)?(?:する|される|させる|[めまえれけげべせ]?る|[うくぐすつぬむ])(?:。|と|"
    r"$|予定|方針|計画|見通し|見込|考え|意向|つもり|ことで合意|ことを決)|"
    r"[^。、]{0,6}(?:予定|方針|計画|見通し|見込|目指|意向|つもり|準備)|へ(?:$|。)"
)
_PLANNED_BEFORE_EN = re.compile(
    r"\b(?:will|to|would|plans|plan|shall|may|might|could|can|should|must|still|yet|'ll|not|be|being|about to|set "
    r"to)\s+(?:\w+ly\s+)?(?:be\s+)?\Z"
)
_IRREGULAR = frozenset(
    re.findall(
        r"\S+",
        "bought sold won lost sued built cut led fell rose grew took gave left ran held got put set shut hit met "
        "sent spent went began begun chose broke "
        "brought found kept made open",
    )
)


def check_moods(text: str, lang: str, evidence: Evidence) -> Iterator[tuple[Fault, str]]:
    told = moods_of(text, lang)
    near_sentences = aligned_sentences(text, lang, evidence)
    around = frozenset[str]().union(*(moods_of(sentence, evidence.passages[n].lang) for n, sentence in near_sentences))
    is_free = any(_FREE.search(sentence) for _, sentence in near_sentences)
    for clause in clauses_of(text, lang):
        near = [one for _, one in best_clauses(clause, evidence)]
        is_able = _ABLE.search(text) is not None
        if near and _is_off(clause, near, told, around, is_able=is_able, is_free=is_free):
            yield Fault.MODALITY, clause.text
            return
        if _is_out_of_time(clause, near, evidence):
            yield Fault.MODALITY, clause.text
            return


def _is_off(
    clause: Clause,
    near: Sequence[Clause],
    told: frozenset[str],
    around: frozenset[str],
    *,
    is_able: bool,
    is_free: bool,
) -> bool:
    if all("considered" in one.moods for one in near) and not (told & _HEDGES):
        return True
    if "considered" in clause.moods and not (around & _HEDGES):
        return True
    if (
        all("possible" in one.moods for one in near)
        and not (told & _HEDGES or is_able)
        and not all(one.is_negative for one in near)
    ):
        return True
    if near and all("must" in one.moods and "called for" not in one.moods for one in near):
        return "called for" in clause.moods and "must" not in told
    if _GUESS.search(clause.text) and not is_able and not is_free and not (around & _HEDGES):
        return not any(_GUESS.search(one.text) or one.is_negative for one in near)
    return (
        all("called for" in one.moods and "must" not in one.moods for one in near)
        and "must" in clause.moods
        and "called for" not in told
        and not _PROPOSED.search(clause.text)
    )


def _is_out_of_time(clause: Clause, near: Sequence[Clause], evidence: Evidence) -> bool:
    """Done in the point and only planned in every passage that speaks of it, or the other way round."""
    for term in clause.terms:
        if not term.is_deed or term.term in _SAYING or term.term in clause.negated:
            continue
        ours = _time_of(term, clause)
        theirs = {
            _time_of(one, other)
            for _, other in evidence.clauses
            for one in other.terms
            if one.term == term.term and one.term not in other.negated
        }
        if ours == "done" and "planned" in theirs and "done" not in theirs:
            return True
        is_all_done = theirs == {"done"} and near and not any("planned" in one.moods or _is_modal(one) for one in near)
        if ours == "planned" and is_all_done and not _is_modal(clause):
            return True
    return False


def _is_modal(clause: Clause) -> bool:
    return bool(clause.moods & {"possible", "considered", "called for"})


def _time_of(term: Term, clause: Clause) -> str:
    if clause.lang in ("ja", "zh"):
        tail = clause.text[term.end : term.end + 14]
        if _DONE_AFTER_JA.match(tail):
            return "done"
        return "planned" if _PLANNED_AFTER_JA.match(tail) else ""
    word = clause.text[term.start : term.end].lower()
    if _NTH.search(clause.text[max(0, term.start - 60) : term.start].lower()):
        return "done"
    ahead = _PLANNED_BEFORE_EN.search(clause.text[max(0, term.start - 24) : term.start].lower())
    # "used it to find" has found, where nothing else of the clause is still to come.
    if ahead:
        is_purpose = ahead.group().startswith("to ") and _PURPOSE.search(clause.text[: term.start])
        return "" if is_purpose and clause.moods == {"done"} else "planned"
    first = word.split()[0]
    return "done" if first.endswith("ed") or first in _IRREGULAR - {"cut", "put", "set", "shut", "hit", "open"} else ""
