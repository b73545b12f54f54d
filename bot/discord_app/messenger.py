"""Sends readers the news that they follow as direct messages: the Messenger port over Discord."""

import asyncio
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.discord_app.cards.personal import news_card
from bot.discord_app.limits import NONCE
from bot.discord_app.replying import checked
from bot.domain.reader import PersonalNotice
from bot.domain.source import HOUSE
from bot.errors import MessagesClosed, PublishFailed, PublishRefused
from bot.ports import PersonalNews

if TYPE_CHECKING:  # its commands use what stands here, too
    from bot.discord_app.client import KawarabanBot

CANNOT_MESSAGE = 50007
NO_MUTUAL_SERVER = 50278
_CLOSED = (CANNOT_MESSAGE, NO_MUTUAL_SERVER)
"""The reader takes no direct messages from us, or shares no place with us any more."""
WITHIN = 30.0


class DiscordMessenger:
    """`bot` may be exchanged for a new one while the program runs."""

    def __init__(self, bot: "KawarabanBot | None" = None) -> None:
        self.bot = bot

    async def tell(self, notice: PersonalNotice, news: PersonalNews) -> None:
        """See bot.ports.Messenger."""
        bot = self.bot
        if bot is None or not bot.is_ready():
            raise PublishFailed("not connected")
        try:
            async with asyncio.timeout(WITHIN):
                await _check_membership(bot, notice)
                brief = await bot.app.composer.brief_story(notice.story_id, news.follow.lang, notice.guild_id)
                card = checked(news_card(brief, await bot.desk.names(), news.follow, is_last=news.is_last_today))
                # The channel's own send would ask for the user first; this opens the conversation and nothing else.
                reader = discord.Object(notice.user_id)
                channel = await bot.create_dm(reader)
                await channel.send(view=card, nonce=f"p{notice.notice_id:x}"[:NONCE])
        except discord.Forbidden as problem:
            if problem.code in _CLOSED:
                raise MessagesClosed(f"{problem.status} {problem.code}") from problem
            raise PublishRefused(f"{problem.status} {problem.code} {problem.text}") from problem
        except discord.NotFound as problem:
            raise MessagesClosed(f"{problem.status} {problem.code}") from problem
        except discord.HTTPException as problem:
            if problem.code in _CLOSED:
                raise MessagesClosed(f"{problem.status} {problem.code}") from problem
            raise PublishFailed(f"{problem.status} {problem.code} {problem.text}") from problem
        except (discord.DiscordException, aiohttp.ClientError, TimeoutError, OSError) as problem:
            raise PublishFailed(f"{type(problem).__name__}: {problem}") from problem


async def _check_membership(bot: "KawarabanBot", notice: PersonalNotice) -> None:
    """Whoever left a server hears nothing more of what it reads. Raises PublishRefused."""
    if notice.guild_id <= HOUSE:
        return
    guild = bot.get_guild(notice.guild_id)
    if guild is None:
        raise PublishRefused(f"not in server {notice.guild_id}")
    try:
        await guild.fetch_member(notice.user_id)
    except discord.NotFound as problem:
        raise PublishRefused(f"left server {notice.guild_id}") from problem
