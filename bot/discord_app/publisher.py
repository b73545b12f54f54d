"""Posts editions into channels: the Publisher port over Discord."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import aiohttp
import discord

from bot.discord_app.buttons import Action, read_press
from bot.discord_app.client import KawarabanBot
from bot.discord_app.limits import NONCE
from bot.discord_app.replying import checked
from bot.domain.brief import Edition
from bot.domain.language import Lang
from bot.errors import PublishFailed, PublishRefused

SCANNED = 50
"""How many of a channel's newest messages are searched for our own."""
READY_WITHIN = 30.0
"""Seconds to wait for the connection before a post is put off."""


class DiscordPublisher:
    """`bot` may be exchanged for a new one while the program runs: nothing of the old one is kept."""

    def __init__(self, bot: KawarabanBot | None = None) -> None:
        self.bot = bot

    async def publish(self, channel_id: int, editions: Sequence[Edition], *, nonce: str) -> tuple[int, ...]:
        """See bot.ports.Publisher."""
        async with _translated():
            bot = await self._connected()
            channel = await _text_channel(bot, channel_id)
            posted = []
            for part, edition in enumerate(editions):
                part_nonce = _part_nonce(nonce, part)
                card = checked(await bot.desk.card_of(edition, part_nonce))
                message = await channel.send(view=card, nonce=part_nonce)
                posted.append(message.id)
            return tuple(posted)

    async def find_published(self, channel_id: int, *, nonce: str, langs: Sequence[Lang]) -> tuple[int, ...]:
        """See bot.ports.Publisher.

        Discord keeps a nonce for minutes only, so a post is also known by its language button: the reply behind it
        remembers the nonce.
        """
        wanted = [_part_nonce(nonce, part) for part in range(len(langs))]
        found: dict[str, int] = {}
        async with _translated():
            bot = await self._connected()
            channel = await _text_channel(bot, channel_id)
            async for message in channel.history(limit=SCANNED):
                if bot.user is None or message.author.id != bot.user.id:
                    continue
                kept = await _nonce_of(bot, message)
                if kept in wanted:
                    found[kept] = message.id
        return tuple(found[one] for one in wanted if one in found)

    async def _connected(self) -> KawarabanBot:
        if self.bot is None or self.bot.is_closed():
            raise PublishFailed("not connected")
        async with asyncio.timeout(READY_WITHIN):
            await self.bot.wait_until_ready()
        return self.bot


async def _text_channel(bot: KawarabanBot, channel_id: int) -> discord.TextChannel:
    channel = bot.get_channel(channel_id) or await bot.fetch_channel(channel_id)
    if not isinstance(channel, discord.TextChannel):
        raise PublishRefused(f"channel {channel_id} is not a text channel")
    return channel


async def _nonce_of(bot: KawarabanBot, message: discord.Message) -> str | None:
    if message.nonce is not None:
        return str(message.nonce)
    presses = map(read_press, _custom_ids(message))
    press = next((one for one in presses if one and one.action is Action.EDITION), None)
    if press is None or message.guild is None:
        return None
    return await bot.desk.nonce_of(press, message.guild.id)


def _part_nonce(nonce: str, part: int) -> str:
    return f"{nonce}-{part}"[:NONCE]


def _custom_ids(message: discord.Message) -> list[str]:
    view = discord.ui.LayoutView.from_message(message) if message.flags.components_v2 else None
    items = view.walk_children() if view else ()
    return [item.custom_id for item in items if isinstance(item, discord.ui.Button) and item.custom_id]


@asynccontextmanager
async def _translated() -> AsyncIterator[None]:
    """Discord's refusals as our errors: what can never succeed is not tried again, as refused posts are counted."""
    try:
        yield
    except (discord.Forbidden, discord.NotFound) as problem:
        raise PublishRefused(f"{problem.status} {problem.code} {problem.text}") from problem
    except discord.HTTPException as problem:
        raise PublishFailed(f"{problem.status} {problem.code} {problem.text}") from problem
    except (discord.DiscordException, aiohttp.ClientError, TimeoutError, OSError, RuntimeError) as problem:
        raise PublishFailed(f"{type(problem).__name__}: {problem}") from problem
