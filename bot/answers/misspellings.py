"""Reads a mistyped name as the one on record that it is all but equal to, and says so; far names stay unknown."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.answers.lexicon import words
from bot.answers.people import SpeakerDirectory
from bot.answers.question import Question
from bot.answers.record import Record
from bot.knowledge.companies import CompanyIndex
from bot.text.normalise import fold

_LIKE = 0.82
_SHORTEST = 5
_SHORTEST_KANA = 4
_LATIN_WORDS = re.compile(r"(?<![\w.])[A-Za-z][A-Za-z'’-]{4,}(?![\w])")
_KANA_WORDS = re.compile(r"[ァ-ヺー・]{4,}")


@dataclass(frozen=True, slots=True)
class Mended:
    text: str
    """The question with the name put right."""
    typed: str
    meant: str


_PLURAL_LIKE = re.compile(r"(?<![\w'’.-])([A-Za-z][A-Za-z-]{2,})s(?![\w'’-])")


def with_apostrophes(text: str, index: CompanyIndex) -> str:
    """`Acmes position` as `Acme's position`, where only that names an organisation."""
    return _PLURAL_LIKE.sub(
        lambda match: f"{match[1]}'s" if index.resolve(match[1]) and not index.resolve(match[0]) else match[0], text
    )


class Spellings:
    """All names on record by their folded form, for one record; built once."""

    def __init__(self, record: Record, speakers: SpeakerDirectory) -> None:
        self._names: dict[str, str] = {}
        self._owners: dict[str, str] = {}
        self._ambiguous: set[str] = set()
        for name, owner in _names(record, speakers):
            folded = fold(name)
            if self._owners.setdefault(folded, owner) != owner:
                self._ambiguous.add(folded)
            self._names.setdefault(folded, name)

    def mend(self, text: str, read: Question) -> Mended | None:
        """The question with its first unknown name read as a close one; None where none is close to one owner only."""
        for typed in _candidates(text, read):
            meant = self._closest(typed)
            if meant:
                return Mended(text.replace(typed, meant), typed, meant)
        return None

    def _closest(self, typed: str) -> str | None:
        folded = fold(typed)
        shortest = _SHORTEST if folded.isascii() else _SHORTEST_KANA
        if len(folded) < shortest or folded in self._names or re.search(r"\d", folded):
            return None
        near = [
            (difflib.SequenceMatcher(None, folded, name).ratio(), name)
            for name in self._names
            if name[0] == folded[0] and abs(len(name) - len(folded)) <= 2
        ]
        close = sorted((one for one in near if one[0] >= _LIKE), reverse=True)
        if not close or close[0][1] in self._ambiguous:
            return None
        owners = {self._owners[name] for ratio, name in close if ratio >= close[0][0] - 0.02}
        return self._names[close[0][1]] if len(owners) == 1 else None


def _names(record: Record, speakers: SpeakerDirectory) -> Iterable[tuple[str, str]]:
    """(name, whose it is) of companies, their product families and speakers, where long enough to be told apart."""
    for company in record.index:
        owned = [*company.names.values(), *company.aliases]
        owned += [part for product in company.products for name in (product.name, product.name_ja)
                  for part in (name, *re.split(r"[\s\d-]+", name))]  # fmt: skip
        for name in owned:
            if len(fold(name)) >= (_SHORTEST if name.isascii() else _SHORTEST_KANA):
                yield name, company.company_id
    for entry in record.entries:
        speaker = entry.statement.speaker
        if speaker is None or speaker.name not in speakers.companies:
            continue
        for name in (speaker.name, *speaker.name.split(" "), speaker.name_ja, *speaker.name_ja.split("・")):
            if len(fold(name)) >= (_SHORTEST if name.isascii() else _SHORTEST_KANA):
                yield name, speaker.name


def _candidates(text: str, read: Question) -> Iterable[str]:
    for thing in read.other_names:
        yield thing.surface
        if not thing.is_versioned:
            yield from thing.surface.split(" ")
    yield from (person.surface for person in read.strangers)
    if read.companies or read.people:
        return
    for match in _LATIN_WORDS.finditer(text):
        word = match.group().lower()
        if word not in words("stop") and word not in words("generic_en") and word not in words("common_names"):
            yield re.sub(r"['’]s$", "", match.group())
    for match in _KANA_WORDS.finditer(text):
        word = match.group().strip("・")
        if word not in words("generic_ja"):
            yield word
