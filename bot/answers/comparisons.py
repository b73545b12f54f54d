"""Selects for questions about more than one: comparisons, which need evidence for each side, and lists of companies."""

import re
from dataclasses import replace

from bot.answers.aspects import Aspect, read_aspect
from bot.answers.case import GOOD, MODIFIERS, Case, newest_first, statements
from bot.answers.finding import Finding, Lead, abstain
from bot.answers.lexicon import phrase, table
from bot.answers.names import find_named
from bot.answers.people import Person
from bot.answers.record import Entry
from bot.answers.releases import select_licence, select_release
from bot.answers.stances import found_doubts, select_stance
from bot.answers.terms import question_terms
from bot.domain.answer import AnswerKind
from bot.domain.statement import Company, Provenance, Scope, Stance, Statement
from bot.knowledge.doubts import Doubts
from bot.knowledge.timeline import MODEL_SCOPES, is_own_position, reading

_TELLS_OF_DEEDS = re.compile(r"released\b|published|put out|opened|came out|した|出した|された", re.IGNORECASE)
_WITH_MODELS = re.compile(r"weights?\b|models?\b|\bwith\b|\bincluded\b|重み|モデル|まで|ごと", re.IGNORECASE)
_MAX_LISTED = 8
_LESS_OPEN = {Stance.CLOSED, Stance.GATED_OR_STAGED, Stance.MIXED}
_EITHER = re.compile(r"\bor\b|\band\b|\beither\b|または|もしくは|あるいは|か、|や|と", re.IGNORECASE)
_IS_OPEN = (Stance.OPEN_SOURCE, Stance.OPEN_WEIGHTS)
_OBJECTS = {"c:data": Scope.DATA, "c:code": Scope.CODE, "c:papers": Scope.RESEARCH}
_STANCE_WORDS = (
    (
        Stance.MIXED,
        re.compile(
            r"小[型さ][^。]{0,12}公開[^。]{0,12}大(?:型|き)[^。]{0,8}(?:非公開|閉)|公開と非公開|一部(?:だけ|のみ)を?公開"
            r"|\bopen\b[^.?]{0,30}\b(?:and|but|while)\b[^.?]{0,30}\bclosed\b",
            re.IGNORECASE,
        ),
    ),
    (Stance.OPEN_SOURCE, re.compile(r"fully open|truly open|open data|完全(?:な|に)?(?:オープン|公開)", re.IGNORECASE)),
    (
        Stance.GATED_OR_STAGED,
        re.compile(
            r"gated|stag(?:ed|es)|condition\w*|phased|step by step|gradual\w*|vetted|restricted to"
            r"|条件|段階|審査|申請制|順次",
            re.IGNORECASE,
        ),
    ),
    (Stance.MIXED, re.compile(r"\bmixed\b|both open and closed|併用|使い分け", re.IGNORECASE)),
    (
        Stance.CLOSED,
        re.compile(
            r"closed|proprietary|cautious|reluctant|wary|against open|oppos|\block|shut|withh(?:o|e)ld|secret"
            r"|to themselves"
            r"|(?:n[o'’]t|never|without|refus\w+ to|no) (?:\w+ ){0,3}(?:open|releas|publish|shar|weights|give|giving)"
            r"|クローズド|非公開|反対|慎重|消極|後ろ向き|囲い込|閉鎖|閉じ|独占|秘密"
            r"|(?:公開|開放|オープンに|配布|提供)は?(?:し|され|してい?|されてい?|でき)?(?:な|ませ)"
            r"|出(?:さ|してい?)な|出さず|公開せず",
            re.IGNORECASE,
        ),
    ),
    (Stance.OPEN_WEIGHTS, re.compile(r"open|オープン|公開|開放", re.IGNORECASE)),
)


def select_comparison(case: Case) -> Finding:
    """One finding for each side, by the aspect that is compared. A side without evidence makes it an abstention."""
    sides = _sides(case)
    found: list[tuple[str, Finding]] = []
    for label, side in sides:
        found.append((label, _of_side(side, case)))
    missing = [label for label, finding in found if finding.kind is AnswerKind.ABSTENTION]
    if missing or len(found) < 2:
        nearest = tuple(s for _, finding in found for s in finding.shown[:1])
        return abstain(Lead.NO_SIDE, case.companies, nearest[:3], name=missing[0] if missing else "")
    is_of_words = any(finding.evidence for _, finding in found)
    return Finding(
        AnswerKind.ANSWER,
        Lead.COMPARED if is_of_words else Lead.COMPARED_TERMS,
        companies=case.companies,
        cited_in_lead=tuple(finding.cited_in_lead[0] for _, finding in found),
        evidence=tuple(s for _, finding in found for s in finding.evidence),
        released=tuple(s for _, finding in found for s in finding.released),
        reported=() if is_of_words else tuple(s for _, finding in found for s in finding.reported),
        name=" / ".join(label for label, _ in found) if len(case.companies) < 2 else "",
        doubts={key: doubts for _, finding in found for key, doubts in finding.doubts.items()},
        stances=tuple(finding.stance or Stance.UNDECLARED for _, finding in found),
    )


def _sides(case: Case) -> list[tuple[str, Case]]:
    """By company where there are two or more; else by the names in the question."""
    if len(case.companies) >= 2:
        sides = []
        for company in case.companies:
            own = _spoken([entry for entry in case.pool if entry.statement.company == company], case)
            things = [thing for thing in case.names if thing.owner == company or find_named(thing, own)]
            side = replace(case, companies=(company,), pool=tuple(own), named=(), names=())
            sides.append((company, side.with_names(things) if things else side))
        return sides
    people = case.question.people
    if len(people) >= 2:
        return [(person.surface, _of_person(case, person)) for person in people]
    return [(thing.surface, replace(case, named=(), names=()).with_names([thing])) for thing in case.names]


def _of_person(case: Case, person: Person) -> Case:
    """What one of several people said, and nothing else."""
    spoken = [e for e in case.pool if e.statement.speaker and e.statement.speaker.name in person.names]
    bare = replace(case, named=(), names=()).with_pool(spoken)
    named = [thing for thing in case.names if find_named(thing, spoken)]
    return bare.with_names(named) if named else bare


def _spoken(entries: list[Entry], case: Case) -> list[Entry]:
    """Only what the people named said, where they speak for this company."""
    names = case.question.speakers
    spoken = [entry for entry in entries if entry.statement.speaker and entry.statement.speaker.name in names]
    return spoken or entries


def _of_side(side: Case, whole: Case) -> Finding:
    question = whole.question
    aspect = read_aspect(question.text, turns=question.turns, sides=1, has_person=bool(question.people))
    if aspect is Aspect.RELEASE and not (side.names or question.dates.within or _TELLS_OF_DEEDS.search(question.text)):
        aspect = Aspect.STANCE  # "when it comes to releasing weights"
    if side.names and not side.named:
        return abstain(Lead.NAME_NOT_ON_RECORD, side.companies, name=side.names[0].surface)
    if aspect in (Aspect.LICENCE, Aspect.RELEASE, Aspect.KEPT, Aspect.FUTURE) or (side.named and aspect is Aspect.FACT):
        found = select_licence(side) if aspect is Aspect.LICENCE else select_release(side)
        if found.kind is AnswerKind.ANSWER or aspect is Aspect.LICENCE:
            return found
    return _stance_of(side)


def _stance_of(side: Case) -> Finding:
    """The topic narrows where it can; a side that says nothing of the topic still has its stance."""
    found = select_stance(side, max_own=2, max_released=1)
    if found.kind is AnswerKind.ANSWER:
        return found
    bare = replace(side.question, terms=frozenset(), about=frozenset())
    if _is_demanding(side):
        return found
    again = select_stance(replace(side, question=bare), max_own=2, max_released=1)
    if again.kind is AnswerKind.ANSWER:
        return again
    releases = [entry for entry in side.focus if entry.is_release]
    if not releases:
        return again
    newest = newest_first(releases)[:2]
    return Finding(
        AnswerKind.ANSWER, Lead.RELEASED, companies=side.companies, cited_in_lead=statements(newest[:1]),
        released=statements(newest), stance=newest[0].statement.stance,
    )  # fmt: skip


def _is_demanding(side: Case) -> bool:
    """Whether the topic is far from everything on record: then a general stance would not be an answer."""
    topic = side.question.about
    return bool(topic) and all(side.record.coverage(topic, entry) < 0.2 for entry in side.record.entries)


def select_list(case: Case) -> Finding:
    """The companies whose words say it, or whose reading is the stance asked for; one statement for each."""
    terms = case.question.terms
    wanted = _in_country(case)
    topical = terms - _country_terms(case) - MODIFIERS - _stance_terms(case)
    pool = [entry for entry in case.within(case.pool) if entry.statement.company in wanted]
    asked = [stance for stance, pattern in _STANCE_WORDS if pattern.search(case.question.text)]
    asked_stance = next(iter(asked), None)
    doubts: dict[str, Doubts] = {}
    was_released = phrase("was_released").search(case.question.text) and asked_stance is not Stance.CLOSED
    if not topical and was_released:
        hits = [entry for entry in pool if entry.is_release and entry.statement.stance in _IS_OPEN]
        chosen, lead_stance = _one_each(hits), None
    elif topical:
        if phrase("release").search(case.question.text) and not phrase("stance").search(case.question.text):
            # Of what came out, a description of it is no part.
            pool = [e for e in pool if e.is_release and e.statement.stance is not Stance.UNDECLARED] or pool
        scopes = {scope for concept, scope in _OBJECTS.items() if concept in topical}
        pool = [entry for entry in pool if scopes <= set(entry.statement.scope) or _gives_all(entry)]
        hits = [entry for score, entry in case.ranked(pool, topical) if score >= GOOD]
        if scopes and _WITH_MODELS.search(case.question.text):
            hits.sort(key=lambda entry: MODEL_SCOPES.isdisjoint(entry.statement.scope))
        chosen = _one_each(hits)
        lead_stance = None
    else:
        lead_stance = asked_stance
        if lead_stance is None and not _country_terms(case) and not _wants_states(case):
            return abstain(Lead.NO_LIST)
        also = set(asked) & _LESS_OPEN if _EITHER.search(case.question.text) else set()
        chosen, doubts = _by_reading(case, pool, wanted, lead_stance, also)
    if not chosen:
        return abstain(Lead.NO_LIST)
    shown = chosen[:_MAX_LISTED]
    differing = [doubts[s.statement_id].release for s in shown if s.statement_id in doubts]
    return Finding(
        AnswerKind.ANSWER,
        Lead.LIST if lead_stance else Lead.LIST_ON_TOPIC,
        companies=tuple(dict.fromkeys(s.company for s in shown)),
        cited_in_lead=shown,
        evidence=tuple(s for s in shown if s.provenance.is_own_word),
        released=tuple(s for s in [*shown, *differing] if s and s.provenance is Provenance.RELEASE),
        reported=tuple(s for s in shown if s.provenance.value in ("anonymous_report", "third_party_analysis")),
        stance=lead_stance,
        doubts=doubts if lead_stance else {},
        more=len(chosen) - len(shown) if lead_stance else 0,
    )


def _in_country(case: Case) -> dict[str, Company]:
    companies = {company.company_id: company for company in case.record.index}
    named = {code for code, pattern in table("countries").items() if pattern.search(case.question.text)}
    wants_states = _wants_states(case)
    return {
        company_id: company
        for company_id, company in companies.items()
        if (not named or company.country in named) and (company.kind == "government") == wants_states
    }


def _wants_states(case: Case) -> bool:
    return bool(re.search(r"governments?|countries|ministr|政府|国(?:は|が)|省庁", case.question.text, re.IGNORECASE))


def _country_terms(case: Case) -> frozenset[str]:
    """The terms that only say which country's companies are meant."""
    named = [match.group() for pattern in table("countries").values() for match in pattern.finditer(case.question.text)]
    return question_terms("\n".join(named))


def _gives_all(entry: Entry) -> bool:
    """A model's release that is fully open by the data set's rules: data and code with it, whatever its scope says."""
    is_on_models = bool(MODEL_SCOPES.intersection(entry.statement.scope))
    return entry.is_release and is_on_models and entry.statement.stance is Stance.OPEN_SOURCE


def _stance_terms(case: Case) -> frozenset[str]:
    """The terms that only say which stance is meant: "mixed", 「段階的」."""
    named = [match.group() for _, pattern in _STANCE_WORDS for match in pattern.finditer(case.question.text)]
    return question_terms("\n".join(named))


def _one_each(entries: list[Entry]) -> tuple[Statement, ...]:
    first: dict[str, Statement] = {}
    for entry in entries:
        first.setdefault(entry.statement.company, entry.statement)
    return tuple(first.values())


def _by_reading(
    case: Case, pool: list[Entry], wanted: dict[str, Company], stance: Stance | None, also: set[Stance]
) -> tuple[tuple[Statement, ...], dict[str, Doubts]]:
    """One deciding statement of each company that reads as `stance` or `also`; for None, that has any reading.

    Newest first, those on thin ground last; with their doubts.
    """
    found: list[Statement] = []
    doubts: dict[str, Doubts] = {}
    wanted_stances = {stance, *also}
    if stance is Stance.OPEN_WEIGHTS and not re.search(r"weight|ウェイト|重み", case.question.text, re.IGNORECASE):
        wanted_stances = set(_IS_OPEN)
    told: dict[str, list[Statement]] = {}
    for entry in pool:
        if is_own_position(entry.statement) or entry.is_release:
            told.setdefault(entry.statement.company, []).append(entry.statement)
    for company in wanted:
        read = reading(told.get(company, ()), company, case.as_of)
        if read.basis and (stance is None or read.stance in wanted_stances):
            found.append(read.basis[0])
            doubts |= found_doubts(case, told[company], company)
    found.sort(key=lambda statement: statement.said_on.latest, reverse=True)
    return tuple(sorted(found, key=lambda statement: statement.statement_id in doubts)), doubts
