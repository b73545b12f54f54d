"""What the commands for server admins share: Manage Server or a role in charge, asked for twice, and a line in the
audit."""

from typing import Any

import discord
from discord import app_commands

from bot.discord_app.auditing import audit_command
from bot.discord_app.gate import AREA, may_administer, may_manage
from bot.discord_app.translator import label
from bot.domain.server import Area

__all__ = ["AdminGroup", "check_admin", "for_admins", "may_administer", "may_manage", "server_of"]


class AdminGroup(app_commands.Group):
    """A group that needs Manage Server, or a role in charge of its `area`. Discord hides it from everybody else until
    an admin shows it to more: so we check too."""

    def __init__(self, key: str, area: Area | None = None) -> None:
        super().__init__(
            name=label(key),
            description=label(f"{key}-about"),
            guild_only=True,
            default_permissions=discord.Permissions(manage_guild=True),
            extras={AREA: area},
        )
        self.area = area

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        return await check_admin(interaction, self.area)


def for_admins(
    command: app_commands.Command[Any, ..., Any], area: Area | None = None
) -> app_commands.Command[Any, ..., Any]:
    """The same for a command that stands alone."""

    async def check(interaction: discord.Interaction[Any]) -> bool:
        return await check_admin(interaction, area)

    command.guild_only = True
    command.default_permissions = discord.Permissions(manage_guild=True)
    command.extras[AREA] = area
    command.add_check(check)
    return command


async def check_admin(interaction: discord.Interaction[Any], area: Area | None) -> bool:
    """Raises MissingPermissions or NotInCharge for whoever may not do this; else the command goes into the audit."""
    await interaction.client.gate.check_charge(interaction, area)
    audit_command(interaction)
    return True


def server_of(interaction: discord.Interaction[Any]) -> discord.Guild:
    """Raises NoPrivateMessage."""
    if interaction.guild is None:
        raise app_commands.NoPrivateMessage
    return interaction.guild
