"""Where a brief may be posted (a text or announcement channel, a thread, a forum), and what is needed there."""

from collections.abc import Sequence

import discord

from bot.errors import KawarabanError, PublishRefused

Place = discord.TextChannel | discord.Thread | discord.ForumChannel

_ALSO = ("embed_links", "read_message_history")
"""The last one is for finding our own post again after a crash: without it a brief could be posted twice."""


class ChannelUnknown(KawarabanError):
    """No place of this server that we can see."""

    key = "discord-channel-unknown"


class PlaceLacks(PublishRefused):
    """We lack these permissions in this channel: names as discord.py has them."""

    def __init__(self, channel_name: str, missing: Sequence[str], detail: str = "") -> None:
        super().__init__(detail or f"#{channel_name} lacks {', '.join(missing)}")
        self.channel_name = channel_name
        self.missing = tuple(missing)


def needed(place: discord.abc.GuildChannel | discord.Thread) -> tuple[str, ...]:
    """Names of the permissions that a scheduled brief needs there."""
    if isinstance(place, discord.Thread):
        # A locked thread takes messages from its moderators only.
        return ("view_channel", "send_messages_in_threads", *_ALSO, *(["manage_threads"] if place.locked else []))
    return ("view_channel", "send_messages", *_ALSO)


def lacking(place: discord.abc.GuildChannel | discord.Thread, member: discord.Member) -> list[str]:
    """Of the needed permissions, those that the member does not have, as Discord has told us of roles and channels."""
    granted = place.permissions_for(member)
    return [name for name in needed(place) if not getattr(granted, name)]


async def find_place(bot: discord.Client, channel_id: int, guild_id: int | None = None) -> Place:
    """The place, where everything needed is allowed. Raises PublishRefused, without asking Discord where it is plain.

    A refused request counts towards a ban of our address, for all servers: what is known is not asked. Where the
    server is named, it alone is looked through at first, not thousands of them.
    """
    guild = bot.get_guild(guild_id) if guild_id else None
    place = (guild and guild.get_channel_or_thread(channel_id)) or bot.get_channel(channel_id)
    # A thread that is archived is not known until it is asked for; everything else of a server is.
    place = place or await bot.fetch_channel(channel_id)
    if not isinstance(place, Place):
        raise PublishRefused(f"channel {channel_id} is no place for posts")
    if missing := lacking(place, place.guild.me):
        raise PlaceLacks(place.name, missing, f"channel {channel_id} lacks {', '.join(missing)}")
    return place


def postable_channel(guild: discord.Guild, channel_id: int | None) -> Place:
    """The place, if everything that a scheduled brief needs is allowed there. Raises ChannelUnknown, PlaceLacks."""
    channel = guild.get_channel_or_thread(channel_id or 0)
    if not isinstance(channel, Place):
        raise ChannelUnknown(f"channel {channel_id}")
    if missing := lacking(channel, guild.me):
        raise PlaceLacks(channel.name, missing)
    return channel
