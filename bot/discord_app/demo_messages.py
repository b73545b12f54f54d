"""Direct messages in the simulated Discord: its page shows one channel, so what one reader is sent stands there, with a
line that says so."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import discord

from bot.app import App
from bot.delivery.personal import FRESH
from bot.discord_app.cards.personal import news_card
from bot.discord_app.client import KawarabanBot
from bot.discord_app.replying import checked
from bot.discord_app.sanitise import plain
from bot.domain.reader import PersonalFollow, PersonalNotice
from bot.errors import PublishFailed
from bot.i18n.catalog import text
from bot.ports import PersonalNews
from bot.storage.personal_follows import PersonalFollowStore


class ShownMessenger:
    """`names`: the readers' names by their ids."""

    def __init__(self, bot: KawarabanBot, channel_id: int, names: Mapping[int, str]) -> None:
        self._bot = bot
        self._channel_id = channel_id
        self._names = names

    async def tell(self, notice: PersonalNotice, news: PersonalNews) -> None:
        """See bot.ports.Messenger."""
        channel = self._bot.get_channel(self._channel_id)
        if not isinstance(channel, discord.TextChannel):
            raise PublishFailed("the channel is gone")
        lang = news.follow.lang
        brief = await self._bot.app.composer.brief_story(notice.story_id, lang, notice.guild_id)
        card = news_card(brief, await self._bot.desk.names(), news.follow, is_last=news.is_last_today)
        told = text("cards-demo-direct", lang, name=plain(self._names.get(notice.user_id, "?"), 60))
        card.add_item(discord.ui.TextDisplay(f"-# {told}"))
        await channel.send(view=checked(card))


class OnlyFollows(PersonalFollowStore):
    """The follows of the simulated server's readers.

    The samples bring nothing new, so for a new follow the last day's news count as such, the oldest of them alone.
    """

    def __init__(self, app: App, guild_id: int) -> None:
        super().__init__(app.database)
        self._guild_id = guild_id
        self._new: set[int] = set()
        self._told: set[int] = set()

    async def list_active(self) -> list[PersonalFollow]:
        follows = [one for one in await super().list_active() if one.guild_id == self._guild_id]
        self._new = {one.follow_id for one in follows} - self._told
        return [
            replace(one, followed_at=one.followed_at - FRESH) if one.follow_id in self._new else one for one in follows
        ]

    async def claim(
        self, follow: PersonalFollow, story_id: int, article_id: int, now: datetime
    ) -> PersonalNotice | None:
        if follow.follow_id in self._new and follow.follow_id in self._told:
            return None
        self._told.add(follow.follow_id)
        return await super().claim(follow, story_id, article_id, now)
