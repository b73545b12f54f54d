"""The stories beside the prompt `brief`, put into a real store, and a composer that has a model."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from bot.briefs.composer import Composer
from bot.briefs.editor import Editor
from bot.briefs.model_author import ModelAuthor
from bot.domain.article import Article, Extent, NewArticle
from bot.domain.language import Lang
from bot.domain.source import HOUSE, SourceKind
from bot.knowledge.catalogue import Catalogue
from bot.knowledge.companies import CompanyIndex
from bot.llm.asker import Asker
from bot.llm.model import open_model
from bot.llm.prompt_library import Case, load_prompts
from bot.settings import Settings
from bot.storage.articles import ArticleStore
from bot.storage.brief_writings import BriefWritingStore
from bot.storage.briefs import BriefStore
from bot.storage.database import Database, open_database, sqlite_url
from bot.storage.given import GivenStore
from bot.storage.model_calls import ModelCallStore
from bot.storage.sources import SourceStore
from bot.storage.statements import StatementStore
from bot.storage.stories import StoryStore
from bot.storage.watches import WatchStore


class _ArticleGiven(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    outlet: str
    lang: Lang
    published: datetime
    title: str
    text: str


class Given(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    articles: tuple[_ArticleGiven, ...]


class Expected(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    tells: dict[Lang, list[str]]
    never: dict[Lang, list[str]]


def story_cases() -> dict[str, Case]:
    return {case.id: case for case in load_prompts().cases["brief"]}


@dataclass
class SetClock:
    """Stands where it is set."""

    instant: datetime

    def now(self) -> datetime:
        return self.instant

    def set(self, instant: datetime) -> None:
        self.instant = instant


@dataclass
class Newsroom:
    """One store with the program's own parts around it."""

    database: Database
    clock: SetClock
    settings: Settings
    composer: Composer
    editor: Editor
    writings: BriefWritingStore
    calls: ModelCallStore
    asker: Asker | None
    index: CompanyIndex

    async def tell(self, case: Case, guilds: tuple[int, ...] = (HOUSE,)) -> int:
        """Put the case's articles into one story that these servers may read; its id."""
        articles = [await self._publish(n, one, case.id, guilds) for n, one in enumerate(_given(case).articles)]
        stories = StoryStore(self.database)
        companies = tuple(self.index.rank_companies("\n".join(f"{one.title}\n{one.text}" for one in articles)))
        first, *others = sorted(articles, key=lambda one: one.published_at)
        story = await stories.create_story(
            first,
            vector=None,
            model=None,
            signature=None,
            companies=companies,
            titles=_titles(first),
            now=self.clock.now(),
        )
        for article in others:
            await stories.join_story(
                story.story_id,
                article,
                vector=None,
                model=None,
                signature=None,
                companies=companies,
                story_companies=companies,
                titles=_titles(article),
                now=self.clock.now(),
            )
        return story.story_id

    async def articles_of(self, story_id: int) -> list[Article]:
        story = await StoryStore(self.database).get_story(story_id, HOUSE)
        return list(await ArticleStore(self.database).get_articles(story.article_ids))

    async def _publish(self, n: int, one: _ArticleGiven, case_id: str, guilds: tuple[int, ...]) -> Article:
        sources, now = SourceStore(self.database), self.clock.now()
        url = f"https://{case_id}-{n}.example/a"
        source = await sources.add_source(
            f"https://{case_id}-{n}.example/feed", one.outlet, one.lang, SourceKind.FEED, now
        )
        for guild_id in guilds:
            await sources.follow(guild_id, source.source_id, now)
        new = NewArticle(
            None, url, url, one.outlet, one.lang, one.title, one.text.strip(), one.published, now, Extent.FULL
        )
        [article] = await ArticleStore(self.database).add_articles(source.source_id, [new], [[f"url:{url}"]], now)
        return article


def _given(case: Case) -> Given:
    return Given.model_validate(case.given)


def expected(case: Case) -> Expected:
    return Expected.model_validate(case.expect)


def last_published(case: Case) -> datetime:
    return max(one.published for one in _given(case).articles)


def _titles(article: Article) -> dict[Lang, str]:
    return {"ja": article.title} if article.lang == "ja" else {"en": article.title}


@asynccontextmanager
async def open_newsroom(folder: Path, settings: Settings, now: datetime) -> AsyncIterator[Newsroom]:
    """With the shipped record, and the model of the settings where they name one."""
    clock = SetClock(now)
    async with (
        open_database(sqlite_url(folder / "k.db"), now=now) as database,
        open_model(settings) as model,
    ):
        catalogue = Catalogue(StatementStore(database), clock)
        await catalogue.load_seed()
        writings, calls = BriefWritingStore(database), ModelCallStore(database)
        asker = Asker(model, calls, clock, settings) if model else None
        author = (
            ModelAuthor(asker, load_prompts(), writings, clock, settings, new_mark=lambda: "MARK-0123456789ab")
            if asker
            else None
        )
        composer = Composer(
            ArticleStore(database), StoryStore(database), BriefStore(database), catalogue, clock, None, author
        )
        index = await catalogue.index()
        editor = Editor(
            ArticleStore(database), StoryStore(database), GivenStore(database), WatchStore(database), catalogue,
            composer, clock,
        )  # fmt: skip
        yield Newsroom(database, clock, settings, composer, editor, writings, calls, asker, index)


HOURS_LATER = timedelta(hours=2)
