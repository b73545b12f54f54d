"""The composer on a real store: what a server sees, written once and kept."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.briefs.composer import Composer, names_of
from bot.domain.article import Article, Extent, NewArticle
from bot.domain.brief import LOCAL_ENGINE
from bot.domain.language import Lang
from bot.domain.source import SourceKind
from bot.domain.statement import Speaker
from bot.errors import UnknownStory
from bot.knowledge.catalogue import Catalogue
from bot.ports import FixedClock
from bot.storage.articles import ArticleStore
from bot.storage.briefs import BriefStore
from bot.storage.database import open_database, sqlite_url
from bot.storage.sources import SourceStore
from bot.storage.statements import StatementStore
from bot.storage.stories import StoryStore
from bot.text.embedding import open_embedder

NOW = datetime(2025, 9, 5, 0, 0, tzinfo=UTC)
GUILD, OTHER, STRANGER = 11, 22, 33

EN = (
    "Norrland AI has raised $450 million in a funding round, the Swedish AI start-up announced on Thursday.\n"
    'Chief executive Signe Halvorsen said: "Europe needs models it can run at home."'
)
JA = (
    "スウェーデンのAI新興企業ノールランドAIは4日、4億5000万ドルを調達したと発表した。\n"
    "シグネ・ハルヴォルセンCEOは「欧州には自前で動かせるモデルが必要だ」と述べた。"
)


@dataclass
class House:
    composer: Composer
    sources: SourceStore
    articles: ArticleStore
    stories: StoryStore
    briefs: BriefStore

    async def publish(self, n: int, lang: str, title: str, text: str, at: datetime, guilds: tuple[int, ...]) -> Article:
        url = f"https://outlet{n}.example/a"
        source = await self.sources.add_source(
            f"https://outlet{n}.example/feed", f"Outlet {n}", lang, SourceKind.FEED, NOW
        )
        for guild in guilds:
            await self.sources.follow(guild, source.source_id, NOW)
        new = NewArticle(None, url, url, f"Outlet {n}", lang, title, text, at, NOW, Extent.FULL)
        [article] = await self.articles.add_articles(source.source_id, [new], [[f"url:{url}"]], NOW)
        return article

    async def tell(self, first: Article, *others: Article) -> int:
        story = await self.stories.create_story(
            first, vector=None, model=None, signature=None, companies=(), titles=titles_of(first), now=NOW
        )
        for article in others:
            await self.join(story.story_id, article)
        return story.story_id

    async def join(self, story_id: int, article: Article) -> None:
        await self.stories.join_story(
            story_id,
            article,
            vector=None,
            model=None,
            signature=None,
            companies=(),
            story_companies=(),
            titles=titles_of(article),
            now=NOW,
        )


def titles_of(article: Article) -> dict[Lang, str]:
    return {"ja": article.title} if article.lang == "ja" else {"en": article.title}


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    clock = FixedClock(NOW)
    async with open_database(sqlite_url(tmp_path / "k.db"), now=NOW) as database:
        articles, stories, briefs = ArticleStore(database), StoryStore(database), BriefStore(database)
        catalogue = Catalogue(StatementStore(database), clock)
        composer = Composer(articles, stories, briefs, catalogue, clock, open_embedder())
        yield House(composer, SourceStore(database), articles, stories, briefs)


@pytest.fixture
async def funding(house: House) -> int:
    yesterday = NOW - timedelta(hours=10)
    english = await house.publish(1, "en", "Norrland AI raises $450 million", EN, yesterday, (GUILD, OTHER))
    japanese = await house.publish(2, "ja", "ノールランドAI、4億5000万ドルを調達", JA, yesterday, (GUILD,))
    return await house.tell(english, japanese)


async def test_both_languages_are_written_at_once_and_kept(house: House, funding: int):
    english = await house.composer.brief_story(funding, "en", GUILD)
    kept = await house.briefs.find_brief(funding, "ja", LOCAL_ENGINE, english.article_ids)
    assert kept is not None
    assert await house.composer.brief_story(funding, "ja", GUILD) == kept
    assert await house.composer.brief_story(funding, "en", GUILD) == english
    assert [point.lang for point in english.points + kept.points] == [None] * (len(english.points) + len(kept.points))
    assert {source.lang for source in english.sources} == {"en", "ja"}


async def test_a_server_sees_no_word_from_a_source_that_it_does_not_follow(house: House, funding: int):
    brief = await house.composer.brief_story(funding, "ja", OTHER)
    assert {source.outlet for source in brief.sources} == {"Outlet 1"}
    assert len(brief.article_ids) == 1
    assert "シグネ" not in "".join(point.text for point in brief.points)
    with pytest.raises(UnknownStory):
        await house.composer.brief_story(funding, "ja", STRANGER)
    with pytest.raises(UnknownStory):
        await house.composer.brief_story(funding + 99, "ja", GUILD)


async def test_a_new_article_makes_a_new_brief(house: House, funding: int):
    before = await house.composer.brief_story(funding, "en", GUILD)
    update = "Norrland AI said on Friday that it had hired 40 engineers for its AI data centre in Kiruna."
    article = await house.publish(3, "en", "Norrland AI hires", update, NOW - timedelta(hours=1), (GUILD,))
    await house.join(funding, article)
    after = await house.composer.brief_story(funding, "en", GUILD)
    assert after.revision == before.revision + 1
    assert set(after.article_ids) > set(before.article_ids)


def test_a_speakers_names_are_those_that_news_use():
    speaker = Speaker("Signe Halvorsen", "シグネ・ハルヴォルセン", "CEO", "最高経営責任者")
    assert names_of(speaker) == ("Signe Halvorsen", "Halvorsen", "シグネ・ハルヴォルセン", "ハルヴォルセン")
