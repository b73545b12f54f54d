"""How sure it is stays: what is weighed is not decided, what is planned is not done, what may be is not."""

from collections.abc import Iterator, Sequence

from bot.briefs.grounding.alignment import aligned_sentences, best_clauses
from bot.briefs.grounding.clauses import Clause, clauses_of, moods_of
from bot.briefs.grounding.evidence import Evidence
from bot.briefs.grounding.faults import Fault

_HEDGES = frozenset({"considered", "possible", "called for"})


def check_moods(text: str, lang: str, evidence: Evidence) -> Iterator[tuple[Fault, str]]:
    told = moods_of(text, lang)
    near_sentences = aligned_sentences(text, lang, evidence)
    around = frozenset[str]().union(*(moods_of(sentence, evidence.passages[n].lang) for n, sentence in near_sentences))
    for clause in clauses_of(text, lang):
        near = [one for _, one in best_clauses(clause, evidence)]
        if near and _is_off(clause, near, told, around):
            yield Fault.MODALITY, clause.text
            return


def _is_off(clause: Clause, near: Sequence[Clause], told: frozenset[str], around: frozenset[str]) -> bool:
    if all("considered" in one.moods for one in near) and not (told & _HEDGES):
        return True
    if "considered" in clause.moods and not (around & _HEDGES):
        return True
    if all("possible" in one.moods for one in near) and not (told & _HEDGES) and not all(one.is_negative for one in near):
        return True
    if all("called for" in one.moods and "must" not in one.moods for one in near) and "must" in clause.moods and "called for" not in told:
        return True
    return _is_done_early(clause, near, told)


def _is_done_early(clause: Clause, near: Sequence[Clause], told: frozenset[str]) -> bool:
    shared = [one for one in near if clause.affirmed & one.deeds]
    if not shared or "planned" in told or told & _HEDGES:
        return False
    return "done" in clause.moods and all("planned" in one.moods and "done" not in one.moods for one in shared)
