"""The articles about one event, with revisions over days."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.language import Lang


@dataclass(frozen=True, slots=True)
class Story:
    story_id: int
    titles: dict[Lang, str] = field(hash=False)
    """The leading headline of each language that the story has reports in: one or both keys."""
    article_ids: tuple[int, ...]
    """In order of publication."""
    companies: tuple[str, ...]
    """Company ids, the most mentioned first."""
    first_seen_at: datetime
    updated_at: datetime
    revision: int
    """1 at first; one more whenever a new article joins."""

    def title(self, lang: Lang) -> str:
        """The headline in `lang`, or in the other language where the story has none in it."""
        return self.titles.get(lang) or next(iter(self.titles.values()), "")
