"""The option that names a channel, a thread or a forum, and whether we may post there."""

from typing import Any

import discord
from discord import app_commands

from bot.discord_app.error_replies import ChannelLacks, ChannelUnknown
from bot.discord_app.places import Place, lacking
from bot.domain.language import Lang
from bot.i18n.catalog import text


class PlaceOption(app_commands.Transformer):
    """A channel, a thread or a forum, by its id."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        kinds = discord.ChannelType
        return [kinds.text, kinds.news, kinds.news_thread, kinds.public_thread, kinds.private_thread, kinds.forum]

    async def transform(self, interaction: discord.Interaction[Any], value: Any, /) -> int:
        return int(value.id)


def postable_channel(guild: discord.Guild, channel_id: int | None, lang: Lang) -> Place:
    """The place, if everything that a scheduled brief needs is allowed there. Raises ChannelUnknown, ChannelLacks."""
    channel = guild.get_channel_or_thread(channel_id or 0)
    if not isinstance(channel, Place):
        raise ChannelUnknown(f"channel {channel_id}")
    missing = lacking(channel, guild.me)
    if missing:
        names = text("discord-list-join", lang).join(
            text("discord-quoted", lang, quote=text("discord-permission", lang, permission=name)) for name in missing
        )
        raise ChannelLacks(", ".join(missing), channel=f"#{channel.name}", permissions=names)
    return channel
