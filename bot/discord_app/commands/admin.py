"""What the commands for server admins share: Manage Server, asked for twice."""

from typing import Any

import discord
from discord import app_commands

from bot.discord_app.translator import label


class AdminGroup(app_commands.Group):
    """A group that needs Manage Server. Discord hides it by default, but admins can override that: so we check too."""

    def __init__(self, key: str) -> None:
        super().__init__(
            name=label(key),
            description=label(f"{key}-about"),
            guild_only=True,
            default_permissions=discord.Permissions(manage_guild=True),
        )

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        if not may_manage(interaction):
            raise app_commands.MissingPermissions(["manage_guild"])
        return True


def may_manage(interaction: discord.Interaction[Any]) -> bool:
    """Autocomplete must ask this itself: the group's check guards only the commands."""
    return interaction.permissions.manage_guild or interaction.permissions.administrator


def server_of(interaction: discord.Interaction[Any]) -> discord.Guild:
    """Raises NoPrivateMessage."""
    if interaction.guild is None:
        raise app_commands.NoPrivateMessage
    return interaction.guild
