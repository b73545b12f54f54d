"""Who did what to whom stays: the buyer, the sued, the speaker and the one who apologised keep their places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.briefs.grounding.clauses import sentences_of
from bot.briefs.grounding.evidence import Evidence
from bot.briefs.grounding.faults import Fault
from bot.briefs.grounding.glossary import Term, terms_in
from bot.briefs.grounding.ordinary_words import is_loanword, is_ordinary_english, says_nothing
from bot.text.kanji_readings import may_read
from bot.text.places import places_in
from bot.text.transcription import sounds_alike

NAME_EN = re.compile(r"[A-ZÀ-Ž][\w.&’'-]*(?:\s+(?:of\s|de\s|van\s|von\s)?[A-ZÀ-Ž][\w.&’'-]*)*|(?<![a-z])[a-z][A-Z]\w+")
NAME_JA = re.compile(
    r"[ァ-ヺー][ァ-ヺー・=]+(?:[一-龥]{0,3})|[A-Z][A-Za-z0-9.&-]*(?:\s[A-Z][A-Za-z0-9.&-]*)*|[一-龥々]{2,}"
)
_PASSIVE_EN = re.compile(r"\b(?:is|are|was|were|been|being|be|got)\s+(?:\w+\s+)?$")
_AGENTS = re.compile(
    r"(?:社|氏|側|銀行|グループ|など[^、。]{0,12})?(?:（[^）]*）)?(?:[^、。はがをに]{0,6})?(?:は|が)(?!なく)"
)
_DEEDS = frozenset(
    re.findall(
        r"\S+",
        "acquire invest sue supply lead appoint resign beat trail license appeal apologise win deny admit agree sign "
        "cancel ban fine_deed partner build join oppose approve abstain move train argue hire",
    )
)

_BROUGHT_SUIT = re.compile(
    r"([A-Z][\w.&-]*(?:\s[A-Z][\w.&-]*)*)\s(?:has |had )?(?:brought|filed|brings|files|won|"
    r"lost)\s(?:[\w-]+\s){0,4}?against\s([A-Z][\w.&-]*)"
)
_OWN_SUIT = re.compile(
    r"([A-Z][\w.&-]*(?:\s[A-Z][\w.&-]*)*)['’]s?\s(?:[a-z]+\s)?(?:lawsuit|suit|case|complaint|action|claim)s?\sagainst\s([A-Z][\w.&-]*)"
)
_OWN = frozenset(re.findall(r"\S+", "apologise appeal deny sue lead resign oppose abstain acquire invest argue"))
"""Deeds whose doer the passages name, so that another doer is wrong."""


@dataclass(frozen=True, slots=True)
class Deed:
    term: str
    agents: tuple[str, ...]
    patients: tuple[str, ...]


def check_relations(text: str, lang: str, evidence: Evidence) -> Iterator[tuple[Fault, str]]:
    held = [(deed, passage.lang) for passage in evidence.passages for deed in deeds_in(passage.text, passage.lang)]
    for told in deeds_in(text, lang):
        if not told.agents:
            continue
        same = [deed for deed, _ in held if deed.term == told.term]
        bare = [deed for deed in same if not deed.agents and deed.patients]
        if bare and len(bare) == len(same) and all(_meet(told.agents, deed.patients) for deed in bare):
            yield Fault.DIRECTION, told.agents[0]
            return
        if any(_meet(told.patients, deed.agents) and not _meet(told.agents, deed.agents) for deed in same):
            yield Fault.DIRECTION, told.agents[0]
            return
        same = [deed for deed in same if deed.agents]
        # 同社 may be any of them.
        if any(name.startswith(("同", "両")) for deed in same for name in deed.agents):
            continue
        if not same:
            continue
        if any(_meet(told.agents, deed.agents) for deed in same):
            continue
        swapped = any(_meet(told.agents, deed.patients) for deed in same)
        if swapped:
            yield Fault.DIRECTION, told.agents[0]
            return
        if told.term in _OWN:
            yield Fault.SPEAKER, told.agents[0]
            return


def actors_in(text: str, lang: str) -> list[str]:
    """Names of firms and people in `text`, in order."""
    pattern = NAME_JA if lang in ("ja", "zh") else NAME_EN
    return [name for name in pattern.findall(text) if is_actor(name)]


@lru_cache(maxsize=2048)
def deeds_in(text: str, lang: str) -> tuple[Deed, ...]:
    found = []
    for sentence in sentences_of(text, lang):
        found += _of_japanese(sentence) if lang in ("ja", "zh") else _of_english(sentence)
    return tuple(found)


def _of_english(sentence: str) -> list[Deed]:
    names = [(m.start(), m.end(), m.group()) for m in NAME_EN.finditer(sentence) if is_actor(m.group())]
    found = [Deed("sue", (match.group(1),), (match.group(2),)) for match in _BROUGHT_SUIT.finditer(sentence)]
    found += [Deed("sue", (match.group(1),), (match.group(2),)) for match in _OWN_SUIT.finditer(sentence)]
    for term in terms_in(sentence, "en"):
        if (
            term.term not in _DEEDS
            or (term.term == "sue" and "su" not in sentence[term.start : term.start + 2].lower())
            or sentence[term.start : term.end].lower() in ("lawsuit", "suit", "lawsuits")
        ):
            continue
        if term.term == "appeal" and sentence[term.end :].startswith(" court"):
            continue
        before = [name for start, end, name in names if end <= term.start]
        after = [name for start, end, name in names if start >= term.end]
        by = re.search(
            r"\bby\s+(?:\w+\s+){0,4}?([A-ZÀ-Ž][\w.&-]*(?:\s[A-ZÀ-Ž][\w.&-]*)*)", sentence[term.end : term.end + 60]
        )
        word = sentence[term.start : term.end].lower()
        is_passive = (bool(_PASSIVE_EN.search(sentence[: term.start])) and not word.endswith("ing")) or (
            by is not None and word.endswith(("ed", "ought", "by", "won", "led by"))
        )
        if word.endswith(" by") and after:
            found.append(Deed(term.term, (after[0],), tuple(before[-1:])))
        elif is_passive and by:
            found.append(Deed(term.term, (by.group(1),), tuple(before[-1:])))
        elif not is_passive and not before and after and word.endswith("ed"):
            found.append(Deed(term.term, (), tuple(after[:1])))
        elif not is_passive and before:
            found.append(Deed(term.term, _subjects(before, sentence, term.start), tuple(after[:2])))
    return found


def _subjects(before: list[str], sentence: str, verb: int) -> tuple[str, ...]:
    """The names before the verb in its own clause; where there are none the sentence's first."""
    head = re.split(r";\s|\s(?:but|while|after|because|although)\s|,\sand\s", sentence[:verb])[-1]
    own = tuple(name for name in before if name in head)
    return own or (before[0],)


def _of_japanese(sentence: str) -> list[Deed]:
    found = []
    names = [(m.start(), m.end(), m.group()) for m in NAME_JA.finditer(sentence) if is_actor(m.group())]
    for term in terms_in(sentence, "ja"):
        if term.term not in _DEEDS or (
            term.term == "sue" and not sentence.startswith(("提訴", "訴えた", "訴える", "訴え、"), term.start)
        ):
            continue
        tail = sentence[term.end : term.end + 8]
        is_passive = tail.startswith(("され", "られ", "を受け", "を得", "をもら", "を仰"))
        topics = [
            name
            for start, end, name in names
            if end <= term.start
            and _AGENTS.match(sentence, end)
            and not _is_embedded(sentence, end, term.start)
            and not _is_said_of_others(sentence, end, term)
        ]
        objects = [
            name
            for start, end, name in names
            if end <= term.start
            and re.match(r"(?:社|氏|側|[^、。はがを]{0,16})?(?:を|に|から)", sentence[end:])
            and name not in topics
        ]
        if is_passive:
            if topics and objects:
                found.append(Deed(term.term, tuple(objects[-1:]), tuple(topics[-1:])))
        elif objects and not topics and not tail.startswith("を"):
            found.append(Deed(term.term, (), tuple(objects[-1:])))
        elif topics:
            found.append(Deed(term.term, tuple(topics), tuple(objects[-2:])))
    return found


def _is_embedded(sentence: str, end: int, deed: int) -> bool:
    """Whether a name marked by が acts in a clause of its own, within the sentence of another topic."""
    marked = re.match(r"[^、。はがをに]{0,8}が", sentence[end:])
    return (
        marked is not None
        and "は" in sentence[:end]
        and re.search(r"[るたう][一-龥ァ-ヶ]", sentence[end:deed]) is not None
    )


def _is_said_of_others(sentence: str, end: int, term: Term) -> bool:
    """組合は約6200人が加わったとする: the topic says it, and others do it."""
    between = sentence[end : term.start]
    return re.match(r"[^、。]{0,8}は[^。]*が", between) is not None and (
        re.match(r"[^、。]{0,8}(?:と|とし)(?:て|た|する|述|発|主|説|み|語|話|明)", sentence[term.end :]) is not None
    )


def is_actor(name: str) -> bool:
    words = name.split()
    if re.fullmatch(r"\d*[社人名]?", name):
        return False
    if all(is_ordinary_english(word) or says_nothing(word) for word in words) or is_loanword(name):
        return False
    return (
        not re.fullmatch(r"[一-龥]{2,}", name)
        or re.search(
            r"(?:社|省|庁|銀行|大学|電機|製作所|財団|協会|市|県|村|通信|委員会|電鉄|鉄道|新聞|証券|製薬|商事|重工|自動車|工業|精工|精密|生命|電力|航空|海運|組合|農協|政府|当局|議会)$",
            name,
        )
        is not None
    )


def _meet(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    return any(same_name(a, b) for a in ours for b in theirs)


@lru_cache(maxsize=4096)
def same_name(ours: str, theirs: str) -> bool:
    """Whether two spellings name one, in whichever script; a part of a name counts."""
    a, b = ours.casefold().replace("・", "").replace(" ", ""), theirs.casefold().replace("・", "").replace(" ", "")
    if a in b or b in a:
        return True
    places, others = places_in(ours), places_in(theirs)
    where = {word for each in (*places.values(), *others.values()) for word in each.casefold().split()} | {"ai", "the"}
    own, their = _words_of(ours) - where, _words_of(theirs) - where
    # Two firms of one country are two, where either has more to its name than that.
    if set(places) & set(others) and not (own and their and ours.isascii() and theirs.isascii()):
        return True
    if own & their:
        return True
    return any(_alike(x, y) or _alike(y, x) for x in _pieces(ours) for y in _pieces(theirs))


def _words_of(name: str) -> set[str]:
    return {re.sub(r"['’]s?$", "", word) for word in name.casefold().split()} - {"of"}


@lru_cache(maxsize=4096)
def _pieces(name: str) -> tuple[str, ...]:
    parts = re.split(r"[\s・=]+", name)
    return tuple(dict.fromkeys([*parts, "".join(parts)]))


def _alike(latin: str, other: str) -> bool:
    if not latin.isascii():
        return False
    kana = re.match(r"[ァ-ヺー]+", other)
    if kana and len(latin) > 1:
        return sounds_alike(latin, kana.group()) or (
            len(kana.group()) > 4 and any(sounds_alike(latin, kana.group()[:n]) for n in range(3, len(kana.group())))
        )
    return (
        bool(re.match(r"[一-龥]", other))
        and may_read(re.sub(r"(?:社|氏|銀行|大学|電機)$", "", other), latin) is not False
    )
