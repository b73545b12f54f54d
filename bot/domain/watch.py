"""What a server tracks: companies of the record and keywords of its own."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class WatchKind(StrEnum):
    COMPANY = "company"
    KEYWORD = "keyword"


class Coverage(StrEnum):
    """Which stories a server's editions hold."""

    ALL = "all"
    """Everything on the AI industry; what is tracked leads."""
    TRACKED = "tracked"
    """Only stories about tracked companies and keywords."""


@dataclass(frozen=True, slots=True)
class WatchEntry:
    """One thing that a server tracks."""

    kind: WatchKind
    value: str
    """The company's id, or the keyword as it was typed."""
    added_at: datetime
    added_by: int | None = None
    """The Discord user, where one added it."""


@dataclass(frozen=True, slots=True)
class Watch:
    """All that one server tracks. `Watch()` is that of a server that tracks nothing."""

    companies: frozenset[str] = frozenset()
    keywords: tuple[str, ...] = ()
    coverage: Coverage = Coverage.ALL

    @property
    def is_empty(self) -> bool:
        return not self.companies and not self.keywords

    @property
    def tracked_only(self) -> bool:
        """Whether other stories stay out. A server that tracks nothing yet still gets its news."""
        return self.coverage is Coverage.TRACKED and not self.is_empty
