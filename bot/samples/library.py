"""The bundled sample articles as they stand in data/: six invented outlets, our own prose about public events."""

from datetime import datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

import yaml
from pydantic import AwareDatetime, BaseModel, ConfigDict, TypeAdapter

from bot.domain.language import Lang

DATA = Path(__file__).parent / "data"
SAMPLE_NOW = datetime(2025, 7, 16, 10, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
"""The samples' own clock: the morning after the last of their articles."""

FeedFormat = Literal["rss2", "rss1", "atom", "jsonfeed"]


class Outlet(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    name: str
    lang: Lang
    feed: FeedFormat
    encoding: Literal["utf-8", "shift_jis", "euc-jp"]
    carries: Literal["summary", "full"]
    """Whether an item of the feed holds the first paragraph or the whole text."""
    tagline: str


class SampleArticle(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    outlet: str
    lang: Lang
    title: str
    published_at: AwareDatetime
    updated_at: AwareDatetime | None = None
    author: str
    paragraphs: tuple[str, ...]

    @property
    def changed_at(self) -> datetime:
        return self.updated_at or self.published_at


def read_outlets() -> list[Outlet]:
    """The outlets in the order of outlets.yaml."""
    rows = yaml.safe_load((DATA / "outlets.yaml").read_text(encoding="utf-8"))
    return TypeAdapter(list[Outlet]).validate_python(rows)


def read_articles() -> list[SampleArticle]:
    """Every article, newest first."""
    articles = [_read_article(path) for path in sorted((DATA / "articles").glob("*.md"))]
    return sorted(articles, key=lambda article: article.published_at, reverse=True)


def _read_article(path: Path) -> SampleArticle:
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    paragraphs = [paragraph.strip() for paragraph in body.split("\n\n") if paragraph.strip()]
    return SampleArticle.model_validate({**yaml.safe_load(head), "paragraphs": paragraphs})
