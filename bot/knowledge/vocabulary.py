"""The controlled vocabularies with their names and definitions in both languages, as the data set words them."""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.domain.language import Lang
from bot.errors import DataSetError
from bot.knowledge.file_format import NamesEntry
from bot.knowledge.yaml_files import read_yaml, reason_of

Kind = Literal["stance", "provenance", "modality", "scope"]

SHIPPED_VOCABULARY = Path(__file__).parent / "data" / "vocabulary.yaml"


class Term(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    name: NamesEntry
    definition: NamesEntry


class _Terms(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    stance: list[Term]
    provenance: list[Term]
    modality: list[Term]
    scope: list[Term]


class Vocabulary:
    """Names and definitions of the terms. Unknown ids raise KeyError: they are faults of ours, not of a reader's."""

    def __init__(self, terms: _Terms) -> None:
        self._terms: dict[Kind, dict[str, Term]] = {
            "stance": {term.id: term for term in terms.stance},
            "provenance": {term.id: term for term in terms.provenance},
            "modality": {term.id: term for term in terms.modality},
            "scope": {term.id: term for term in terms.scope},
        }

    def name(self, kind: Kind, term_id: str, lang: Lang) -> str:
        """The display name, as `Open weights`."""
        entry = self._terms[kind][term_id].name
        return entry.ja if lang == "ja" else entry.en

    def definition(self, kind: Kind, term_id: str, lang: Lang) -> str:
        """One line that says what the term means."""
        entry = self._terms[kind][term_id].definition
        return entry.ja if lang == "ja" else entry.en

    def ids(self, kind: Kind) -> tuple[str, ...]:
        """The ids in the order of the file, which is the order to show them in."""
        return tuple(self._terms[kind])


def load_vocabulary(path: Path) -> Vocabulary:
    """Read a vocabulary file. Raises DataSetError."""
    try:
        return Vocabulary(_Terms.model_validate(read_yaml(path)))
    except ValidationError as problem:
        reason = f"{path.name}: {reason_of(problem)}"
        raise DataSetError(reason, reason=reason) from None


@cache
def shipped_vocabulary() -> Vocabulary:
    """The vocabulary of the shipped data set, read once."""
    return load_vocabulary(SHIPPED_VOCABULARY)
