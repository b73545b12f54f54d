"""What openness is spoken of in: one concept for all the words that mean it, in either language.

Two words of one concept match each other, so that "prohibit" finds 「禁止」.
"""

from typing import NamedTuple

from bot.answers.lexicon import table


class ConceptHit(NamedTuple):
    name: str
    start: int
    end: int


def find_concepts(text: str) -> list[ConceptHit]:
    """Every place of `text` (NFKC) that speaks of a concept. Places may overlap."""
    return [
        ConceptHit(name, match.start(), match.end())
        for name, pattern in table("concepts").items()
        for match in pattern.finditer(text)
    ]
