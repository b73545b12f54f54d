"""What the commands for server admins share: Manage Server, asked for twice, and a line in the audit."""

from typing import Any

import discord
from discord import app_commands

from bot.discord_app.auditing import audit_command
from bot.discord_app.gate import may_manage
from bot.discord_app.translator import label

__all__ = ["AdminGroup", "check_admin", "for_admins", "may_manage", "server_of"]


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
        return check_admin(interaction)


def for_admins(command: app_commands.Command[Any, ..., Any]) -> app_commands.Command[Any, ..., Any]:
    """The same for a command that stands alone."""
    command.guild_only = True
    command.default_permissions = discord.Permissions(manage_guild=True)
    command.add_check(check_admin)
    return command


def check_admin(interaction: discord.Interaction[Any]) -> bool:
    """Raises MissingPermissions for whoever may not manage the server; else the command goes into the audit."""
    if not may_manage(interaction):
        raise app_commands.MissingPermissions(["manage_guild"])
    audit_command(interaction)
    return True


def server_of(interaction: discord.Interaction[Any]) -> discord.Guild:
    """Raises NoPrivateMessage."""
    if interaction.guild is None:
        raise app_commands.NoPrivateMessage
    return interaction.guild
