"""Denials stay denials, plans stay plans, and what rose did not fall."""

import re
from collections.abc import Iterator, Sequence

from bot.briefs.grounding.alignment import best_clauses, likeness, signs_of
from bot.briefs.grounding.clauses import Clause, clauses_of
from bot.briefs.grounding.contradiction import agrees
from bot.briefs.grounding.evidence import Evidence
from bot.briefs.grounding.faults import Fault
from bot.briefs.grounding.glossary import opposites_of

# Deeds whose denial is told in so many ways, or that are so common, that they say little alone.
_WEAK = frozenset(
    re.findall(
        r"\S+",
        "plan expect aim use more less continue include make run judge_rule decide early late speak charge_double "
        "halve on_sale call_for cover_apply check agree lead",
    )
)
_DENIED_THINGS = frozenset({"permission", "law_penalty"})
_CLOSE = 3.0
_SOFT = re.compile(
    r"\b(?:only|absent|missing|rather than|instead|withh\w+|held back|hold back|excluding|except|limited|settled|"
    r"favou?rs?|apart from|un[a-z]{4,}ed|undone|conditional|before|unless|without)\b|"
    r"だけ|のみ|限ら|限定|とどま|とどめ|対象外|"
    r"除[いく]|控え|"
    r"見送|以外|捨て",
    re.IGNORECASE,
)
_TURNING = frozenset(
    re.findall(
        r"\S+",
        "rise fall beat trail open_site close_site openness closedness delay bring_forward hire layoff ban allow "
        "lift_ban approve reject pause resume "
        "appoint resign win lose charge_double halve early late acquire sell oppose favour sign cancel launch "
        "discontinue more less expand scale_back",
    )
)


_STRONG = frozenset(
    re.findall(
        r"\S+",
        "charge free add remove accept rebut praise criticise tighten loosen improve worsen profit_made loss_made "
        "merge split import_goods export_goods legal illegal guilty acquit optimistic pessimistic "
        "go_ahead resume pause hire "
        "layoff win lose ban lift_ban",
    )
)
"""Deeds whose opposite is plain wherever in the passages it stands."""


def check_polarity(text: str, lang: str, evidence: Evidence) -> Iterator[tuple[Fault, str]]:
    for clause in clauses_of(text, lang):
        faults = list(_check(clause, [one for _, one in best_clauses(clause, evidence)], evidence))
        if faults and not agrees(clause.text, lang, evidence):
            yield from faults


def _check(clause: Clause, near: Sequence[Clause], evidence: Evidence) -> Iterator[tuple[Fault, str]]:
    verdicts = [_verdict(clause, one) for one in near]
    if verdicts and all(verdict is not None for verdict in verdicts):
        fault = next(verdict for verdict in verdicts if verdict is not None)
        yield fault, clause.text
        return
    denied = _denied_deed(clause, near, evidence)
    if denied:
        yield Fault.NEGATION, clause.text
    turned = _turned_deed(clause, near, evidence)
    if turned:
        yield Fault.DIRECTION, clause.text


def _verdict(clause: Clause, one: Clause) -> Fault | None:
    """What is wrong if `clause` retells `one`; None where the two agree."""
    opposing = _opposing(clause, one)
    opposed = bool(opposing)
    shared = (clause.deeds & one.deeds) - _WEAK
    if not opposed and shared and not any((deed in clause.negated) != (deed in one.negated) for deed in shared):
        return None
    if not opposed and not shared:
        is_bare = not clause.deeds - _WEAK
        if not is_bare or likeness(signs_of(clause.text, clause.lang), signs_of(one.text, one.lang)) < _CLOSE:
            return None
    opposites = frozenset(op for deed in opposing for op in opposites_of(deed)) & one.deeds
    # A word that is both a denial and a deed ("refused to", やめる) counts once, as what the other text has it.
    ours = clause.is_negative != bool(clause.denying_terms & (opposing | (one.deeds - one.denying_terms)))
    theirs = one.is_negative != bool(one.denying_terms & (opposites | (clause.deeds - clause.denying_terms)))
    if (ours != theirs) == opposed or (ours != theirs and _is_soft(clause, one)):
        return None
    if opposed and not clause.is_negative:
        return Fault.DIRECTION
    return Fault.NEGATION


def _is_soft(clause: Clause, *others: Clause) -> bool:
    """Whether the text that does not deny outright has a word that denies in part: "only", "rather than", 対象外."""
    mild = [clause] if not clause.is_negative else others
    return any(_SOFT.search(one.text) for one in mild)


def _opposing(clause: Clause, one: Clause) -> frozenset[str]:
    """Deeds of `clause` whose opposites `one` tells."""
    ours = clause.deeds - one.deeds
    theirs = one.deeds - clause.deeds
    return frozenset(deed for deed in ours if opposites_of(deed) & theirs)


def _denied_deed(clause: Clause, near: Sequence[Clause], evidence: Evidence) -> bool:
    """One deed that the passages speak of only the other way round."""
    pool = [one for _, one in evidence.clauses]
    for term in clause.terms:
        deed = term.term
        if deed in _WEAK:
            continue
        is_denied = deed in clause.negated
        if not term.is_deed and not (is_denied and deed in _DENIED_THINGS):
            continue
        if near and _is_soft(clause, *near):
            continue
        telling = [one for one in pool if deed in {each.term for each in one.terms}]
        contrary = [(deed in one.negated) != is_denied and one.is_negative != clause.is_negative for one in telling]
        if contrary and all(contrary) and not _explained(deed, clause, near):
            return True
    return False


def _explained(deed: str, clause: Clause, pool: Sequence[Clause]) -> bool:
    """Another word of the clause carries the denial: "bars" for "does not allow"."""
    others = clause.deeds - {deed}
    return any(opposites_of(deed) & {term.term for term in one.terms} for one in pool) or any(
        opposites_of(other) & one.deeds for other in others for one in pool
    )


def _turned_deed(clause: Clause, near: Sequence[Clause], evidence: Evidence) -> bool:
    """A rise told where the passages have only the fall."""
    sentences = {one.sentence for one in near}
    pool = [one for _, one in evidence.clauses if one.sentence in sentences] or list(near)
    held = {term.term for one in pool for term in one.terms}
    everywhere = {term.term for _, one in evidence.clauses for term in one.terms}
    for deed in clause.affirmed & (_TURNING | _STRONG):
        reach = everywhere if deed in _STRONG else held
        opposite = (opposites_of(deed) & reach & (_TURNING | _STRONG)) - clause.deeds
        starts = {term.start for term in clause.terms if term.term == deed}
        twins = {term.term for term in clause.terms if term.start in starts}
        if (
            opposite
            and not (twins & held)
            and deed not in everywhere
            and not any(op in one.negated for op in opposite for one in pool)
        ):
            return True
    return False
