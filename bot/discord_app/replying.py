"""The ways in which a message leaves: acknowledged at once, measured against the limits, silent towards everybody."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, nullcontext, suppress
from typing import Any

import discord

from bot.discord_app.cards.layout import Card
from bot.discord_app.haste import Haste
from bot.discord_app.limits import message_faults
from bot.discord_app.progress import Progress, Tell
from bot.discord_app.translator import lang_of
from bot.domain.language import Lang
from bot.domain.reader import room_of
from bot.i18n.catalog import text

Work = Callable[[], Awaitable[Card]]

PATIENCE = 13 * 60.0
"""Seconds after which work is stopped: the token that a reply needs lives 15 minutes."""


class OverLimits(Exception):
    """A card of ours that Discord would refuse: a fault of ours, found before it is sent."""


def reader_lang(interaction: discord.Interaction[Any]) -> Lang:
    return lang_of(interaction.locale)


def channel_lang(interaction: discord.Interaction[Any]) -> Lang:
    """The language of a reply that everybody in the channel sees: the server's, where it chose one."""
    chosen: Lang | None = interaction.extras.get("lang")
    return chosen or reader_lang(interaction)


def guild_of(interaction: discord.Interaction[Any]) -> int:
    """The server whose sources and record may be seen there; else the room of the reader who brought the bot along.

    Where the bot was installed by a person and not by the server, the server is none of ours. A press there has the
    rights of whoever's command made the message.
    """
    owners = interaction._integration_owners
    if interaction.guild_id is not None and (not owners or 0 in owners):
        return interaction.guild_id
    return room_of(int(owners.get(1, interaction.user.id)))


def checked(card: Card) -> Card:
    """`card`, which Discord will accept. Raises OverLimits."""
    components: list[dict[str, Any]] = card.to_components()  # type: ignore[no-untyped-call]
    if faults := message_faults(components):
        raise OverLimits("; ".join(faults))
    return card


async def show(
    interaction: discord.Interaction[Any], work: Work, *, private: bool = False, doing: str | None = None
) -> None:
    """Acknowledge, do the work, and put its card in the place of "thinking…".

    Also private where the server wants that in this channel. Work that takes long is told of there: `doing` words it
    until it tells its own steps (`bot.discord_app.progress`).
    """
    ephemeral = private or bool(interaction.extras.get("private"))
    await interaction.response.defer(ephemeral=ephemeral, thinking=True)

    async def tell_in_place(card: Card) -> None:
        interaction.extras["told_in_place"] = True
        await interaction.edit_original_response(view=checked(card))

    await _finish(interaction, work, tell_in_place, doing)


async def replace(interaction: discord.Interaction[Any], work: Work, *, doing: str | None = None) -> None:
    """Acknowledge a press, do the work, and put its card in the place of the message that was pressed.

    The message stays as it is meanwhile; work that takes long is told of below it, to the presser alone.
    """
    await interaction.response.defer()
    below: list[discord.WebhookMessage] = []

    async def tell_below(card: Card) -> None:
        if below:
            await below[0].edit(view=checked(card))
        else:
            below.append(await interaction.followup.send(view=checked(card), ephemeral=True, wait=True))

    try:
        await _finish(interaction, work, tell_below, doing)
    finally:
        for message in below:
            with suppress(discord.HTTPException):
                await message.delete()


async def _let_others_be_acknowledged(interaction: discord.Interaction[Any]) -> None:
    haste: Haste | None = interaction.extras.get("haste")
    if haste is not None:
        haste.acknowledged(interaction.id)
        await haste.calm()


async def _finish(interaction: discord.Interaction[Any], work: Work, tell: Tell, doing: str | None) -> None:
    lang = reader_lang(interaction)
    progress = Progress(tell, lang, doing or text("cards-working", lang))
    interaction.extras["progress"] = progress
    # What an admin does is written down around the work: before its effect, and before the effect is told.
    around: Callable[[], AbstractAsyncContextManager[None]] = interaction.extras.get("around", nullcontext)
    async with progress.told():
        await _let_others_be_acknowledged(interaction)
        async with around(), asyncio.timeout(PATIENCE):
            card = await work()
    await put(interaction, card)


async def put(interaction: discord.Interaction[Any], card: Card) -> None:
    """Put the card in the place of the message that was acknowledged, with its pictures."""
    if card.files:
        await interaction.edit_original_response(view=checked(card), attachments=card.files)
    else:
        await interaction.edit_original_response(view=checked(card))


async def tell(interaction: discord.Interaction[Any], card: Card) -> None:
    """Send a private card, whether or not the interaction was answered before; where the work was told of, it takes
    the place of that."""
    if interaction.extras.get("told_in_place"):
        await interaction.edit_original_response(view=checked(card))
    elif interaction.response.is_done():
        await interaction.followup.send(view=checked(card), ephemeral=True)
    else:
        await interaction.response.send_message(view=checked(card), ephemeral=True)
