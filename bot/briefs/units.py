"""A unit of evidence: the sentences of a story, in whatever language, that tell one thing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.briefs.passages import Passage
from bot.domain.brief import PointKind

READER_LANGS = ("ja", "en")


@dataclass(frozen=True, slots=True)
class Unit:
    """Sentences that tell one thing, the best first. `kind` is the voice of all of them, or of the best."""

    passages: tuple[Passage, ...]
    kind: PointKind
    is_background: bool
    score: float

    def best_in(self, lang: str) -> Passage | None:
        """The sentence that shows the unit in `lang`."""
        return next((passage for passage in self.passages if passage.lang == lang), None)

    def needs(self) -> frozenset[tuple[int, str]]:
        """(article id, sentence) of what has to be told before it, for the sentences that show it."""
        shown = [one for one in (self.best_in(lang) for lang in READER_LANGS) if one is not None]
        return frozenset((one.article.article_id, one.leans_on) for one in shown if one.follows and one.leans_on)

    def holds(self, needed: Collection[tuple[int, str]]) -> bool:
        """Whether it tells one of these sentences, or what one of them tells."""
        return any((one.article.article_id, one.text) in needed for one in self.passages)

    def is_told_in(self, langs: Sequence[str]) -> bool:
        return all(self.best_in(lang) for lang in langs)

    @property
    def first_at(self) -> float:
        """When it was first reported, in seconds since 1970."""
        return min(passage.article.published_at.timestamp() for passage in self.passages)
