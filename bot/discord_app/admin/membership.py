"""The bot's coming and going: a guide for a server that is new, what was kept for one that is back."""

import logging
from typing import Any

import aiohttp
import discord

from bot.discord_app.cards.layout import Card
from bot.discord_app.cards.server import returned_card
from bot.discord_app.replying import checked
from bot.discord_app.translator import lang_of
from bot.errors import KawarabanError

log = logging.getLogger(__name__)

_TO_WRITE = ("view_channel", "send_messages")


async def welcome(bot: Any, guild: discord.Guild) -> None:
    """Greet a server that invited us, in its language, where we may write; where we may nowhere, wait for a command.

    Never raises: whatever cannot be posted, /setup shows.
    """
    try:
        card, channel = await _greeting(bot, guild)
        if channel is None:
            log.info("discord.no_place_to_greet guild=%s", guild.id)
            return
        await channel.send(view=checked(card))
    except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError, KawarabanError) as problem:
        log.warning("discord.greeting_failed guild=%s error=%s", guild.id, problem)


async def _greeting(bot: Any, guild: discord.Guild) -> tuple[Card, discord.TextChannel | None]:
    app = bot.app
    resumed = await app.steward.joined(guild.id)
    lang = lang_of(guild.preferred_locale)
    channel = writable_channel(guild)
    sources = len(await app.registry.list(guild.id)) if resumed is not None else 0
    if resumed or sources:
        return returned_card(resumed or 0, sources, lang), channel
    # What is chosen is kept before anything is shown: after a crash in between, /setup goes on from it.
    return await bot.admin_desk.setup.guide(guild, lang, channel_id=channel.id if channel else None), channel


def writable_channel(guild: discord.Guild) -> discord.TextChannel | None:
    """The channel for notices, else the one for admins' notices, else the first of the list in which we may write."""
    for channel in (guild.system_channel, guild.public_updates_channel, *guild.text_channels):
        if channel is None:
            continue
        granted = channel.permissions_for(guild.me)
        if all(getattr(granted, name) for name in _TO_WRITE):
            return channel
    return None


async def take_census(bot: Any) -> None:
    """See which servers came and went while we were not connected: Discord does not tell that later.

    A server that is merely unavailable is named at the login, too, so it is not taken for gone.
    """
    shards = frozenset(bot.shards)
    count = bot.shard_count or 1
    present = [guild.id for guild in bot.guilds]
    census = await bot.app.steward.take_census(present, lambda guild_id: (guild_id >> 22) % count in shards)
    if census.left or census.returned:
        log.info("discord.census left=%d returned=%d", len(census.left), len(census.returned))
