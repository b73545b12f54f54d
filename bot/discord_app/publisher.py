"""Posts editions into channels: the Publisher port over Discord."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.discord_app.buttons import Action, read_press
from bot.discord_app.cards.layout import Card
from bot.discord_app.cards.settings import notice_card
from bot.discord_app.limits import NONCE
from bot.discord_app.places import Place, find_place, lacking
from bot.discord_app.replying import checked
from bot.discord_app.translator import lang_of
from bot.domain.alert import Notice
from bot.domain.brief import Edition
from bot.errors import PublishFailed, PublishRefused
from bot.i18n.catalog import text
from bot.ports import Posted

if TYPE_CHECKING:  # its commands post, too
    from bot.discord_app.client import KawarabanBot

SEARCHED_MOST = 2_000
"""Messages of a channel that a search for our own reads at most: twenty requests."""
THREAD_NAME = 100
FORUM_POSTS = 50
READY_WITHIN = 30.0
"""Seconds to wait for the connection before a post is put off."""


class DiscordPublisher:
    """`bot` may be exchanged for a new one while the program runs: nothing of the old one is kept."""

    def __init__(self, bot: "KawarabanBot | None" = None) -> None:
        self.bot = bot

    async def publish(
        self,
        channel_id: int,
        editions: Sequence[Edition],
        *,
        nonce: str,
        together: bool = False,
        late_for: datetime | None = None,
    ) -> tuple[int, ...]:
        """See bot.ports.Publisher."""
        async with _translated():
            bot = await self._connected()
            place = await find_place(bot, channel_id, editions[0].guild_id if editions else None)
            posted = []
            for part, held in enumerate([editions] if together else [[edition] for edition in editions]):
                part_nonce = _part_nonce(nonce, part)
                card = checked(await bot.desk.card_of(*held, nonce=part_nonce, late_for=late_for))
                title = text("discord-edition-title", held[0].lang, day=held[0].on.isoformat())
                posted.append((await _send(place, card, part_nonce, title)).message_id)
            return tuple(posted)

    async def publish_alert(self, channel_id: int, notice: Notice, *, nonce: str) -> Posted:
        """See bot.ports.AlertPublisher."""
        async with _translated():
            bot = await self._connected()
            place = await find_place(bot, channel_id)
            part_nonce = _part_nonce(nonce, 0)
            card = checked(await bot.desk.alert(notice, part_nonce))
            return await _send(place, card, part_nonce, text("alert-post-title", notice.lang))

    async def find_published(self, channel_id: int, *, nonce: str, since: datetime) -> Posted | None:
        """See bot.ports.Publisher.

        Discord keeps a nonce for minutes only, so a post is also known by its language button: the reply behind it
        remembers the nonce.
        """
        wanted, read = _part_nonce(nonce, 0), 0
        async with _translated():
            bot = await self._connected()
            place = await find_place(bot, channel_id)
            for channel in await _searched(place, since):
                async for message in channel.history(limit=SEARCHED_MOST):  # the newest first
                    if message.created_at < since:
                        break
                    read += 1
                    is_ours = bot.user is not None and message.author.id == bot.user.id
                    if is_ours and await _nonce_of(bot, message) == wanted:
                        return Posted(message.id, message.created_at)
        if read >= SEARCHED_MOST:
            raise PublishFailed(f"channel {channel_id} has more messages since {since.isoformat()} than are read")
        return None

    async def tell_stopped(self, guild_id: int, channel_id: int, reason: str, *, what: str = "delivery") -> bool:
        """See bot.ports.Publisher. In the channel that the server named for notices to its admins, else in the one
        for notices to all; what is allowed there is known, so nothing is asked for in vain."""
        bot = self.bot
        guild = bot.get_guild(guild_id) if bot else None
        if bot is None or guild is None:
            return False
        lang = lang_of(guild.preferred_locale)
        words = text(f"{what}-stopped", lang, channel=f"<#{channel_id}>", reason=text(reason, lang))
        for channel in (guild.public_updates_channel, guild.system_channel):
            if channel is None or channel.id == channel_id or lacking(channel, guild.me):
                continue
            with suppress(discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError):
                await channel.send(view=checked(notice_card(text(f"{what}-stopped-title", lang), [words], lang)))
                return True
        return False

    async def _connected(self) -> "KawarabanBot":
        if self.bot is None or self.bot.is_closed():
            raise PublishFailed("not connected")
        async with asyncio.timeout(READY_WITHIN):
            await self.bot.wait_until_ready()
        return self.bot


async def _send(place: Place, card: Card, nonce: str, title: str) -> Posted:
    """Post it: as a message, or as a new post of a forum, which has a title."""
    if isinstance(place, discord.ForumChannel):
        # Discord gives no nonce to the first message of a post: after a crash it is known by its button alone.
        created = await place.create_thread(name=title[:THREAD_NAME], view=card)
        return Posted(created.message.id, created.message.created_at)
    if isinstance(place, discord.Thread) and place.archived:
        await place.edit(archived=False)
    sent = await place.send(view=card, nonce=nonce)
    return Posted(sent.id, sent.created_at)


async def _searched(place: Place, since: datetime) -> Sequence[discord.abc.Messageable]:
    """Where a message of ours may stand: the place itself, or the posts of a forum made since then."""
    if not isinstance(place, discord.ForumChannel):
        return [place]
    posts = {one.id: one for one in place.threads}
    async for one in place.archived_threads(limit=FORUM_POSTS):
        posts.setdefault(one.id, one)
    return [one for one in posts.values() if discord.utils.snowflake_time(one.id) >= since]


async def _nonce_of(bot: "KawarabanBot", message: discord.Message) -> str | None:
    if message.nonce is not None:
        return str(message.nonce)
    presses = map(read_press, _custom_ids(message))
    press = next((one for one in presses if one and one.action in (Action.EDITION, Action.ALERT)), None)
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
