"""Finds who is asked about as a speaker: people on record by any usual spelling, roles, and strangers to the record."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.answers.lexicon import table
from bot.answers.record import Entry

_HONORIFIC = (
    "(?:氏|さん|様|博士|教授|議員|大統領|首相|大臣|長官|知事|社長|会長|取締役|報道官|最高経営責任者|最高技術責任者"
    "|CEO|CTO|COO|CFO)"
)
_HAN = "[一-鿿々ヶヵ]"
_HAN_PERSON = re.compile(rf"(?<!{_HAN})({_HAN}{{2,5}}?)(?:{_HONORIFIC})")
_KANA_PERSON = re.compile(rf"([ァ-ヺー]{{2,}}(?:[・=＝\s][ァ-ヺー]{{2,}})*)(?:{_HONORIFIC})")
_NOT_A_PERSON = re.compile(
    r"共同|創業|最高|代表|取締|経営|暫定|現職|前任|歴代|日本|米国|中国|韓国|政府|報道|広報|両|同社|各社|副|執行|担当|名誉|研究所|大学|企業|会社|グループ"
)
_SAYS = re.compile(
    r"\b(?:did|does|do|has|have|had) +((?:[a-z][a-z'’-]+ +){1,3})"
    r"(?:say|said|think|thought|argue|argued|claim|claimed|promise|promised|tell|told|state|stated|describe|described|believe)\b",
    re.IGNORECASE,
)
_PRONOUNS = frozenset(
    [
        "he",
        "she",
        "they",
        "it",
        "we",
        "you",
        "i",
        "the",
        "its",
        "his",
        "her",
        "their",
        "who",
        "what",
        "that",
        "this",
        "company",
        "lab",
        "firm",
        "government",
        "anyone",
        "anybody",
        "everyone",
        "everybody",
        "each",
        "both",
        "either",
        "neither",
        "all",
        "some",
        "others",
        "people",
        "somebody",
        "someone",
        "nobody",
        "these",
        "those",
        "there",
        "boss",
    ]
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in the question."""

    surface: str
    start: int
    end: int
    names: frozenset[str] = frozenset()
    """`Speaker.name` of the people on record that it can mean; empty for somebody who is not a speaker on record."""


@dataclass(frozen=True, slots=True)
class _Form:
    pattern: re.Pattern[str]
    name: str
    is_full: bool


@dataclass(frozen=True, slots=True)
class SpeakerDirectory:
    """All spellings of everybody who speaks in the record."""

    forms: tuple[_Form, ...] = field(repr=False)
    companies: dict[str, frozenset[str]]
    """`Speaker.name` to the companies on whose record the person speaks."""

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> "SpeakerDirectory":
        """Built once per record."""
        companies: dict[str, set[str]] = {}
        forms: dict[tuple[str, str], _Form] = {}
        for entry in entries:
            speaker = entry.statement.speaker
            if speaker is None:
                continue
            companies.setdefault(speaker.name, set()).add(entry.statement.company)
            for form in _forms(speaker.name, speaker.name_ja):
                forms[form.pattern.pattern, form.name] = form
        ordered = sorted(forms.values(), key=lambda form: (-form.is_full, -len(form.pattern.pattern)))
        return cls(tuple(ordered), {name: frozenset(ids) for name, ids in companies.items()})

    def find(self, text: str, companies: Sequence[str]) -> list[Person]:
        """The speakers named in `text`, left to right. A surname that several have means those of `companies`."""
        taken: list[Person] = []
        for full in (True, False):
            hits: dict[tuple[int, int], set[str]] = {}
            for form in self.forms:
                if form.is_full is not full:
                    continue
                for match in form.pattern.finditer(text):
                    if not any(p.start < match.end() and match.start() < p.end for p in taken):
                        hits.setdefault(match.span(), set()).add(form.name)
            for (start, end), names in hits.items():
                here = {name for name in names if self.companies[name].intersection(companies)}
                taken.append(Person(text[start:end], start, end, frozenset(here or names)))
        return sorted(taken, key=lambda person: person.start)


def find_strangers(text: str, *, is_japanese: bool) -> list[Person]:
    """People and other speakers who are named as such (氏, CEO, "did … say") in text without known names."""
    if is_japanese:
        found = [Person(m.group(1), m.start(1), m.end(1)) for m in _KANA_PERSON.finditer(text)]
        found += [
            Person(m.group(1), m.start(1), m.end(1))
            for m in _HAN_PERSON.finditer(text)
            if not _NOT_A_PERSON.search(m.group(1))
        ]
        return found
    strangers = []
    for match in _SAYS.finditer(text):
        words = match.group(1).strip()
        if not _PRONOUNS.intersection(words.lower().split()) and not _is_common(words):
            strangers.append(Person(words, match.start(1), match.start(1) + len(words)))
    return strangers


def _is_common(words: str) -> bool:
    return bool(
        re.search(
            r"\b(?:executives?|leaders?|founders?|officials?|ministers?|chairman|president|ceo|spokes\w+|researchers?|engineers?"
            r"|company|companies|labs?|people|regulators?|governments?|ever|actually|really|publicly|officially|reason|reasons|not"
            r"|also|first|just|recently|previously|others?|anyone|someone|somebody|all|both|only|exactly|originally|once|already)\b",
            words,
            re.IGNORECASE,
        )
    )


def read_roles(text: str, people: Iterable[Person]) -> list[re.Pattern[str]]:
    """Patterns for the roles asked about ("the founder", 経営陣) where no name says who holds them."""
    near = [(person.start - 24, person.end + 16) for person in people]
    return [
        table("roles_held")[role]
        for role, asked in table("roles_asked").items()
        for match in [asked.search(text)]
        if match and not any(start <= match.start() <= end for start, end in near)
    ]


def _forms(name: str, name_ja: str) -> Iterable[_Form]:
    if re.search(r"spokes", name, re.IGNORECASE):
        return
    words = [word for word in re.findall(r"[^\W\d_][\w.'’-]*", name) if len(word.rstrip(".")) > 1]
    yield _Form(re.compile(rf"(?<![A-Za-z]){_spaced(name)}(?![A-Za-z])", re.IGNORECASE), name, True)
    if len(words) >= 2:
        turned = " ".join([words[-1], *words[:-1]])
        yield _Form(re.compile(rf"(?<![A-Za-z]){_spaced(turned)}(?![A-Za-z])", re.IGNORECASE), name, True)
        for word in (words[0], words[-1]):
            flags = re.IGNORECASE if len(word) >= 6 else 0
            yield _Form(re.compile(rf"(?<![A-Za-z]){re.escape(word)}(?=['’]s|[^A-Za-z]|$)", flags), name, False)
    parts = [part for part in re.split(r"[・=＝\s]", name_ja) if part]
    yield _Form(re.compile(r"[・=＝\s]?".join(map(re.escape, parts))), name, True)
    if len(parts) >= 2:
        for part in (parts[0], parts[-1]):
            if len(part) >= 2:
                yield _Form(re.compile(rf"(?<![ァ-ヺー・]){re.escape(part)}(?![ァ-ヺー・])"), name, False)
    elif re.fullmatch(rf"{_HAN}{{2,7}}", name_ja):
        # Where the family name ends is not written; one character of given name is the least.
        for size in range(1, min(4, len(name_ja) - 1) + 1):
            surname = re.escape(name_ja[:size])
            yield _Form(re.compile(rf"(?<!{_HAN}){surname}(?={_HONORIFIC})"), name, False)


def _spaced(name: str) -> str:
    return r"[\s\-]?".join(map(re.escape, re.split(r"[\s\-]+", name)))
