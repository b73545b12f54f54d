"""What a point may rest on: its cited passages with the headline, outlet and day of their articles, read once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from typing import Protocol

from bot.briefs.grounding.clauses import Clause, clauses_of
from bot.domain.brief import BriefSource
from bot.text.date_spans import DateSpan, find_spans
from bot.text.normalise import plain
from bot.text.quantities import Quantity, find_quantities


class Mentioned(Protocol):
    """A place in a text that names a company or its product."""

    @property
    def company_id(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


FindMentions = Callable[[str], Sequence[Mentioned]]

MOST = 3000
"""Characters of a passage that are read: no news passage is longer, and a hostile one shall cost little."""
_EAST, _WEST = timedelta(hours=9), timedelta(hours=-8)


@dataclass(frozen=True)
class Passage:
    """One cited passage. `text` and `title` are in their plain form (`normalise.plain`)."""

    text: str
    title: str
    outlet: str
    lang: str
    published_at: datetime

    @property
    def anchor(self) -> date:
        return self.published_at.date()

    @property
    def anchors(self) -> frozenset[date]:
        """The day of publication, and as it was where the article is read: "today" is either."""
        return frozenset({self.anchor, (self.published_at + (_EAST if self.lang == "ja" else _WEST)).date()})

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        return clauses_of(self.text, self.lang)

    @cached_property
    def title_clauses(self) -> tuple[Clause, ...]:
        return clauses_of(self.title, self.lang) if self.title else ()

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        return quantities_of(self.text) + quantities_of(self.title)

    @cached_property
    def spans(self) -> tuple[DateSpan, ...]:
        return tuple(span for anchor in sorted(self.anchors) for span in spans_of(self.text, anchor))


@dataclass(frozen=True)
class Evidence:
    passages: tuple[Passage, ...]
    find_mentions: FindMentions | None = None

    @cached_property
    def text(self) -> str:
        return "\n".join(passage.text for passage in self.passages)

    @cached_property
    def known(self) -> str:
        """Passages, headlines and outlets: where a name may stand."""
        return "\n".join("\n".join((passage.text, passage.title, passage.outlet)) for passage in self.passages)

    @cached_property
    def langs(self) -> frozenset[str]:
        return frozenset(passage.lang for passage in self.passages)

    @cached_property
    def clauses(self) -> tuple[tuple[int, Clause], ...]:
        return tuple((n, clause) for n, passage in enumerate(self.passages) for clause in passage.clauses)

    @cached_property
    def companies(self) -> frozenset[str]:
        return companies_in(self.known, self.find_mentions)


def evidence_of(
    cited: Sequence[BriefSource], titles: Mapping[int, str], find_mentions: FindMentions | None
) -> Evidence:
    passages = tuple(
        Passage(
            plain(source.passage[:MOST]), plain(titles.get(source.article_id, "")[:MOST]), plain(source.outlet),
            source.lang,
            source.published_at,
        )
        for source in cited
    )  # fmt: skip
    return Evidence(passages, find_mentions)


def companies_in(text: str, find_mentions: FindMentions | None) -> frozenset[str]:
    return frozenset(mention.company_id for mention in find_mentions(text)) if find_mentions else frozenset()


@lru_cache(maxsize=2048)
def quantities_of(text: str) -> tuple[Quantity, ...]:
    return tuple(find_quantities(text))


@lru_cache(maxsize=2048)
def spans_of(text: str, anchor: date) -> tuple[DateSpan, ...]:
    return tuple(find_spans(text, anchor))
