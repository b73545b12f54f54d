"""The language tables of the answers: what words mean, in files beside the code, both languages together.

They are read once. A table that does not hold its shape fails at the first use, and a test reads them all.
"""

import re
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

FOLDER = Path(__file__).parent / "words"


class Alternatives(BaseModel):
    """Regular expressions: those in Latin letters match whole words, Japanese ones anywhere."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    en: tuple[str, ...]
    ja: tuple[str, ...]

    def compiled(self) -> re.Pattern[str]:
        whole = [*self.en, *(word for word in self.ja if word.isascii())]
        anywhere = [word for word in self.ja if not word.isascii()]
        parts = []
        if whole:
            parts.append(rf"(?<![A-Za-z])(?:{'|'.join(whole)})(?![A-Za-z])")
        if anywhere:
            parts.append(f"(?:{'|'.join(anywhere)})")
        return re.compile("|".join(parts), re.IGNORECASE)


_TABLE = TypeAdapter(dict[str, Alternatives])
_WORDS = TypeAdapter(dict[str, str])


@cache
def phrase(name: str) -> re.Pattern[str]:
    """The pattern of one turn of phrase. Raises KeyError for a name that phrases.yaml does not have."""
    return table("phrases")[name]


@cache
def table(name: str) -> dict[str, re.Pattern[str]]:
    """All patterns of `<name>.yaml`, in its order."""
    entries = _TABLE.validate_python(_read(name))
    return {key: alternatives.compiled() for key, alternatives in entries.items()}


@cache
def words(name: str) -> frozenset[str]:
    """One list of words.yaml. Raises KeyError."""
    return frozenset(_WORDS.validate_python(_read("words"))[name].split())


@cache
def any_word(name: str) -> re.Pattern[str]:
    """What finds any word of a list, the longest first."""
    return re.compile("|".join(map(re.escape, sorted(words(name), key=lambda word: (-len(word), word)))))


@cache
def _read(name: str) -> object:
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
