"""What one reader follows: begun after their yes, listed, and ended; always their own, as their server sees it."""

from typing import Any

import discord

from bot.app import App
from bot.delivery.personal import DAILY_LIMIT, MOST_FOLLOWS
from bot.discord_app.cards.layout import Card
from bot.discord_app.cards.personal import consent_card, followed_card, follows_card
from bot.discord_app.cards.settings import notice_card
from bot.discord_app.desk import Desk
from bot.discord_app.error_replies import NotFollowed, TooManyFollows
from bot.discord_app.replying import guild_of
from bot.discord_app.sanitise import plain
from bot.domain.language import Lang
from bot.domain.reader import PersonalFollow, Topic
from bot.errors import UnknownStory
from bot.i18n.catalog import text
from bot.storage.personal_follows import PersonalFollowStore


class Following:
    def __init__(self, app: App, desk: Desk) -> None:
        self._app = app
        self._desk = desk
        self._follows = PersonalFollowStore(app.database)

    async def told_in(self, user_id: int, story_id: int) -> int | None:
        """The server in whose name the reader was told of this story last."""
        return await self._follows.find_room(user_id, story_id)

    async def follow(self, interaction: discord.Interaction[Any], topic: Topic, subject: str, lang: Lang) -> Card:
        """Follow it at once where the reader has agreed to direct messages; else ask for that first."""
        guild_id = guild_of(interaction)
        name, subject = await self._named(topic, subject, guild_id, lang)
        if not await self._follows.has_agreed(interaction.user.id):
            code = f"s{subject}" if topic is Topic.STORY else f"c.{subject}"
            return consent_card(name, code, lang, DAILY_LIMIT)
        return followed_card(await self._start(interaction, topic, subject, guild_id, lang), name, lang)

    async def follows(self, interaction: discord.Interaction[Any], lang: Lang) -> Card:
        mine = await self._follows.list_of(interaction.user.id)
        named = [(one, await self._name_of(one, lang)) for one in mine]
        is_closed = bool(mine) and not await self._follows.has_agreed(interaction.user.id)
        return follows_card(named, lang, is_closed=is_closed)

    async def stop(self, interaction: discord.Interaction[Any], typed: str, lang: Lang) -> Card:
        """Stop the follow of this number, or all. Raises NotFollowed where it is none of the reader's."""
        if typed == "all":
            n = await self._follows.stop_all(interaction.user.id)
            return notice_card(text("reader-stopped-title", lang), [text("reader-stopped-all", lang, n=n)], lang)
        follow = await self._follows.find(int(typed), interaction.user.id) if typed.isdecimal() else None
        if follow is None:
            raise NotFollowed(f"no follow {typed}", name=typed[:80], known="no" if typed.isdecimal() else "yes")
        name = await self._name_of(follow, lang)
        await self._follows.stop(follow.follow_id, interaction.user.id)
        stopped = text("reader-stopped", lang, name=plain(name, 120))
        return notice_card(text("reader-stopped-title", lang), [stopped], lang)

    async def follow_names(self, interaction: discord.Interaction[Any], lang: Lang) -> list[tuple[str, str]]:
        """(name, number) of what the reader follows, for a list to choose from."""
        mine = await self._follows.list_of(interaction.user.id)
        return [(await self._name_of(one, lang), str(one.follow_id)) for one in mine]

    async def agree(self, interaction: discord.Interaction[Any], topic: Topic, subject: str, lang: Lang) -> Card:
        """Follow it, and take the press for a yes to direct messages. Raises TooManyFollows and UnknownStory."""
        guild_id = guild_of(interaction)
        name, subject = await self._named(topic, subject, guild_id, lang)
        follow = await self._start(interaction, topic, subject, guild_id, lang)
        await self._follows.agree(interaction.user.id, self._app.clock.now())
        return followed_card(follow, name, lang)

    async def _start(
        self, interaction: discord.Interaction[Any], topic: Topic, subject: str, guild_id: int, lang: Lang
    ) -> PersonalFollow:
        """Raises TooManyFollows."""
        follow = await self._follows.follow(
            interaction.user.id, guild_id, topic, subject, lang, self._app.clock.now(), limit=MOST_FOLLOWS
        )
        if follow is None:
            raise TooManyFollows(most=MOST_FOLLOWS)
        return follow

    async def _named(self, topic: Topic, subject: str, guild_id: int, lang: Lang) -> tuple[str, str]:
        """Its name, and its id: of a story that went into another, that one's. Raises UnknownStory where this server
        cannot see the story."""
        if topic is Topic.STORY:
            story = await self._app.stories.get_story(int(subject), guild_id)
            return story.title(lang), str(story.story_id)
        return (await self._desk.names()).company(subject, lang), subject

    async def _name_of(self, follow: PersonalFollow, lang: Lang) -> str:
        try:
            return (await self._named(follow.topic, follow.subject, follow.guild_id, lang))[0]
        except UnknownStory:
            return text("reader-follow-gone", lang)
