"""Composes what readers leaf through: lists of stories, one story's way, comparisons, timelines; and leafs on."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.answers.timeline_chart import chart_in_words, timeline_chart
from bot.app import App
from bot.briefs.topics import TOPICS, topics_of
from bot.charts.drawing import draw_chart
from bot.discord_app.cards.companies import chart_card, comparison_card
from bot.discord_app.cards.deeds import page_count
from bot.discord_app.cards.layout import Card
from bot.discord_app.cards.personal import links_card
from bot.discord_app.cards.stories import STORIES_ON_PAGE, Listed, stories_card, story_card
from bot.discord_app.dates import day_in_words
from bot.discord_app.desk import ANSWER, EDITION, STANCE, STORIES_TODAY, Desk
from bot.discord_app.error_replies import ReplyGone
from bot.discord_app.sanitise import plain
from bot.domain.article import Article
from bot.domain.brief import Edition
from bot.domain.language import Lang
from bot.domain.statement import Company
from bot.domain.story import Story
from bot.errors import NothingFound, TooFewCompanies, TooManyCompanies, UnknownCompany
from bot.i18n.catalog import text
from bot.stories.topic import about_ai
from bot.text.normalise import fold

STORIES, COMPARISON, CHART, LINKS = "stories", "comparison", "chart", "links"
"""Kinds of kept replies, beside those of the desk."""
MOST_COMPARED = 4
MOST_DRAWN = 8
LISTED_MOST = 200
RECENT = timedelta(days=7)
"""How far back a list goes where no day is named."""


class ReadingDesk:
    """Every method takes the server that asks: nothing is shown that its own sources and record do not hold."""

    def __init__(self, app: App, desk: Desk) -> None:
        self._app = app
        self._desk = desk

    async def lang_in(self, guild_id: int, reader: Lang) -> Lang:
        """The language of what everybody sees there: the one that the server chose, else the reader's own."""
        return (await self._app.steward.settings(guild_id)).language or reader

    async def company(self, name: str, lang: Lang) -> Company:
        """By any of its names. Raises UnknownCompany with those that are close."""
        index = await self._app.catalogue.index()
        found = index.resolve(name)
        if found is None:
            close = text("answers-or", lang).join(near.names[lang] for near in index.suggest(name))
            raise UnknownCompany(name=name[:80], suggestions=close)
        return found

    async def stories(
        self, guild_id: int, lang: Lang, *, company: str | None = None, day: date | None = None, days: int = 1
    ) -> Card:
        """The first page of what is told: about a company, or of one day of this server's and the `days` up to it.

        Raises UnknownCompany.
        """
        found = await self.company(company, lang) if company else None
        body = {
            "company": found.company_id if found else None,
            "day": day.isoformat() if day else None,
            "days": days,
        }
        reply_id = await self._desk.keep(STORIES, guild_id, body)
        return await self._stories_page(body, reply_id, guild_id, lang, 1)

    async def stories_of_edition(self, reply_id: int, guild_id: int, lang: Lang) -> Card:
        """All stories of the day of a kept edition. Raises ReplyGone."""
        body = (await self._desk.find(reply_id, guild_id, EDITION)).body
        # An edition tells of the last 24 hours, which began the day before.
        return await self.stories(guild_id, lang, day=date.fromisoformat(body["on"]), days=2)

    async def edition_about(
        self, guild_id: int, lang: Lang, *, company: str | None = None, topic: str | None = None
    ) -> Card:
        """The latest stories about a company or a topic in short. Raises UnknownCompany and NothingFound."""
        found = await self.company(company, lang) if company else None
        stories = await self._list(guild_id, lang, company=found.company_id if found else None)
        if topic:
            stories = [one for one in stories if _is_about(one.story, topic)]
        name = found.names[lang] if found else topic_in_words(topic or "", lang)
        if not stories:
            raise NothingFound(name=name[:80])
        briefs = [
            await self._app.composer.brief_story(one.story.story_id, lang, guild_id) for one in stories[:STORIES_TODAY]
        ]
        on = await self._desk.today(guild_id, lang)
        edition = Edition(guild_id, on, lang, tuple(brief for brief in briefs if brief.points))
        if not edition.briefs:
            raise NothingFound(name=name[:80])
        known = "t" if topic in TOPICS else "w"
        about = f"c:{found.company_id}" if found else f"{known}:{topic}"
        return await self._desk.card_of(edition, about=about)

    async def story(self, story_id: int, lang: Lang, guild_id: int) -> Card:
        """How a story went on. Raises UnknownStory."""
        story = await self._app.stories.get_story(story_id, guild_id)
        brief = await self._app.composer.brief_story(story_id, lang, guild_id)
        reports = await self._app.articles.get_articles(story.article_ids)
        return story_card(brief, reports, await self._desk.names())

    async def comparison(
        self, names: Sequence[str], lang: Lang, as_of: date | None, guild_id: int, *, private: bool = False
    ) -> Card:
        """Raises UnknownCompany, TooFewCompanies and TooManyCompanies."""
        companies = await self._companies(names, lang, MOST_COMPARED)
        if len(companies) < 2:
            raise TooFewCompanies
        day = as_of or await self._desk.today(guild_id, lang)
        body = {"companies": [one.company_id for one in companies], "as_of": day.isoformat()}
        reply_id = await self._desk.keep(COMPARISON, guild_id, body)
        return await self._comparison(companies, day, reply_id, guild_id, lang, private=private)

    async def chart(
        self,
        names: Sequence[str],
        lang: Lang,
        guild_id: int,
        *,
        since: date | None = None,
        with_picture: bool = True,
        private: bool = False,
        on_drawing: Callable[[], None] | None = None,
    ) -> Card:
        """`on_drawing` is called before the picture is drawn. Raises UnknownCompany and TooManyCompanies."""
        companies = await self._companies(names, lang, MOST_DRAWN)
        day = await self._desk.today(guild_id, lang)
        body: dict[str, Any] = {
            "companies": [one.company_id for one in companies],
            "as_of": day.isoformat(),
            "since": since.isoformat() if since else None,
            "picture": with_picture,
        }
        reply_id = await self._desk.keep(CHART, guild_id, body)
        return await self._chart(companies, body, reply_id, guild_id, lang, private=private, on_drawing=on_drawing)

    async def again(self, reply_id: int, lang: Lang, guild_id: int, page: int = 1, *, private: bool = False) -> Card:
        """A kept reply once more, in either language, at a page. Raises ReplyGone."""
        kept = await self._desk.find(reply_id, guild_id, STORIES, COMPARISON, CHART, EDITION, ANSWER, STANCE)
        if kept.kind == STORIES:
            return await self._stories_page(kept.body, reply_id, guild_id, lang, page)
        if kept.kind == EDITION:
            return await self._desk.edition_again(reply_id, lang, guild_id, page)
        if kept.kind in (ANSWER, STANCE):
            return await self._desk.answer_again(reply_id, lang, guild_id, private=private)
        index = await self._app.catalogue.index()
        try:
            companies = [index.get(one) for one in kept.body["companies"]]
        except KeyError:
            raise ReplyGone(f"reply {reply_id}: a company left the record") from None
        if kept.kind == CHART:
            return await self._chart(companies, kept.body, reply_id, guild_id, lang, private=private)
        day = date.fromisoformat(kept.body["as_of"])
        return await self._comparison(companies, day, reply_id, guild_id, lang, private=private)

    async def links(self, urls: Sequence[str], lang: Lang, guild_id: int, user_id: int) -> Card:
        reply_id = await self._desk.keep(LINKS, guild_id, {"urls": list(urls)}, user_id)
        return links_card(urls, reply_id, lang)

    async def link(self, reply_id: int, n: str | None, guild_id: int) -> str:
        """The link that was chosen. Raises ReplyGone."""
        urls = (await self._desk.find(reply_id, guild_id, LINKS)).body["urls"]
        if n is None or not n.isdecimal() or int(n) >= len(urls):
            raise ReplyGone(f"reply {reply_id} has no link {n}")
        return str(urls[int(n)])

    async def companies_of(self, reply_id: int, guild_id: int) -> list[str]:
        """What a kept comparison or timeline is about: company ids; nothing for another reply."""
        kept = await self._desk.find(reply_id, guild_id, COMPARISON, CHART, ANSWER, STANCE, STORIES, EDITION)
        return list(kept.body.get("companies", ()))

    async def _companies(self, names: Sequence[str], lang: Lang, most: int) -> list[Company]:
        found = {one.company_id: one for one in [await self.company(name, lang) for name in names]}
        if len(found) > most:
            raise TooManyCompanies(n=len(found), most=most)
        return list(found.values())

    async def _list(
        self, guild_id: int, lang: Lang, *, company: str | None = None, day: date | None = None, days: int = 1
    ) -> list[Listed]:
        """What the server's sources tell of the AI industry, the latest report first: of the last week, or of `day`
        and the `days` up to it."""
        now = self._app.clock.now()
        start, end = now - RECENT, datetime.max.replace(tzinfo=UTC)
        if day is not None:
            start = datetime.combine(day, time(), ZoneInfo(await self._desk.zone(guild_id, lang)))
            start, end = start - timedelta(days=days - 1), start + timedelta(days=1)
        found = await self._app.stories.list_stories(guild_id, start, company, LISTED_MOST)
        ids = [article_id for story in found for article_id in story.article_ids]
        articles = {one.article_id: one for one in await self._app.articles.get_articles(ids)}
        return await asyncio.to_thread(told_between, found, articles, start, end)

    async def _stories_page(self, body: dict[str, Any], reply_id: int, guild_id: int, lang: Lang, page: int) -> Card:
        day = date.fromisoformat(body["day"]) if body["day"] else None
        found = await self._list(guild_id, lang, company=body["company"], day=day, days=body.get("days", 1))
        names = await self._desk.names()
        heading = text("reader-stories", lang)
        if body["company"]:
            heading = text("reader-stories-of", lang, name=plain(names.company(body["company"], lang), 80))
        if day:
            heading = f"{heading} · {day_in_words(day, lang)}"
        page = min(max(page, 1), page_count(len(found), STORIES_ON_PAGE))
        shown = found[(page - 1) * STORIES_ON_PAGE : page * STORIES_ON_PAGE]
        return stories_card(shown, len(found), page, heading, reply_id, lang, names)

    async def _comparison(
        self, companies: Sequence[Company], day: date, reply_id: int, guild_id: int, lang: Lang, *, private: bool
    ) -> Card:
        responder = self._app.responder
        answers = [await responder.stance(one.company_id, lang=lang, as_of=day, guild_id=guild_id) for one in companies]
        return comparison_card(answers, day, reply_id, lang, await self._desk.names(), private=private)

    async def _chart(
        self,
        companies: Sequence[Company],
        body: dict[str, Any],
        reply_id: int,
        guild_id: int,
        lang: Lang,
        *,
        private: bool,
        on_drawing: Callable[[], None] | None = None,
    ) -> Card:
        until = date.fromisoformat(str(body["as_of"]))
        since = date.fromisoformat(body["since"]) if body["since"] else None
        catalogue = self._app.catalogue
        statements = await catalogue.statements(guild_id=guild_id, as_of=until)
        chart = timeline_chart(companies, statements, lang, until=until, since=since)
        if on_drawing is not None:
            on_drawing()
        picture = await asyncio.to_thread(draw_chart, chart) if body.get("picture", True) else None
        turned = {one.company_id: await catalogue.changes(one.company_id, until, guild_id) for one in companies}
        now = {one.company_id: row.now for one, row in zip(companies, chart.rows, strict=True)}
        alt = chart_in_words(chart, lang)
        return chart_card(companies, now, turned, picture, alt, until, reply_id, lang, private=private)


def told_between(
    stories: Sequence[Story], articles: Mapping[int, Article], start: datetime, end: datetime
) -> list[Listed]:
    """The stories of the AI industry with a report published in that time, the latest report first."""
    companies = {article_id: story.companies for story in stories for article_id in story.article_ids}
    telling = about_ai(articles, companies)
    listed = []
    for story in stories:
        reports = [articles[one].published_at for one in story.article_ids if one in telling]
        within = [at for at in reports if start <= at < end]
        if within:
            listed.append(Listed(story, max(within)))
    return sorted(listed, key=lambda one: (one.told_at, one.story.story_id), reverse=True)


def topic_in_words(topic: str, lang: Lang) -> str:
    """The name of a known topic, else the words as they were typed."""
    return text("reader-topic", lang, topic=topic) if topic in TOPICS else topic


def _is_about(story: Story, topic: str) -> bool:
    """Whether a headline touches a known topic, or holds the words."""
    if topic in TOPICS:
        return any(topic in topics_of(title, lang) for lang, title in story.titles.items())
    wanted = fold(topic)
    return bool(wanted) and any(wanted in fold(title) for title in story.titles.values())
