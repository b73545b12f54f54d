"""The ways in which a message leaves: acknowledged at once, measured against the limits, silent towards everybody."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any

import discord

from bot.discord_app.cards.layout import Card
from bot.discord_app.haste import Haste
from bot.discord_app.limits import message_faults
from bot.discord_app.translator import lang_of
from bot.domain.language import Lang
from bot.domain.source import HOUSE

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
    """The server whose sources and record the presser may see; the operator's public ones in a direct message."""
    return interaction.guild_id or HOUSE


def checked(card: Card) -> Card:
    """`card`, which Discord will accept. Raises OverLimits."""
    components: list[dict[str, Any]] = card.to_components()  # type: ignore[no-untyped-call]
    if faults := message_faults(components):
        raise OverLimits("; ".join(faults))
    return card


async def show(interaction: discord.Interaction[Any], work: Work, *, private: bool = False) -> None:
    """Acknowledge, do the work, and put its card in the place of "thinking…".

    Also private where the server wants that in this channel.
    """
    ephemeral = private or bool(interaction.extras.get("private"))
    await interaction.response.defer(ephemeral=ephemeral, thinking=True)
    await _let_others_be_acknowledged(interaction)
    await _finish(interaction, work)


async def replace(interaction: discord.Interaction[Any], work: Work) -> None:
    """Acknowledge a press, do the work, and put its card in the place of the message that was pressed."""
    await interaction.response.defer()
    await _finish(interaction, work)


async def _let_others_be_acknowledged(interaction: discord.Interaction[Any]) -> None:
    haste: Haste | None = interaction.extras.get("haste")
    if haste is not None:
        haste.acknowledged(interaction.id)
        await haste.calm()


async def _finish(interaction: discord.Interaction[Any], work: Work) -> None:
    # What an admin does is written down around the work: before its effect, and before the effect is told.
    around: Callable[[], AbstractAsyncContextManager[None]] = interaction.extras.get("around", nullcontext)
    async with around(), asyncio.timeout(PATIENCE):
        card = await work()
    if card.files:
        await interaction.edit_original_response(view=checked(card), attachments=card.files)
    else:
        await interaction.edit_original_response(view=checked(card))


async def tell(interaction: discord.Interaction[Any], card: Card) -> None:
    """Send a private card, whether or not the interaction was answered before."""
    if interaction.response.is_done():
        await interaction.followup.send(view=checked(card), ephemeral=True)
    else:
        await interaction.response.send_message(view=checked(card), ephemeral=True)
