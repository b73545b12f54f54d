"""Who may use a command here and now: roles and cooldowns, asked before anything is done; and who sees the reply."""

import time
from typing import Any

import discord
from discord import app_commands

from bot.domain.language import Lang
from bot.domain.server import ServerSettings
from bot.errors import KawarabanError
from bot.servers.access import is_private, may_use
from bot.servers.cooldowns import Cooldowns
from bot.servers.steward import Steward

COSTLY = "costly"
"""Set in a command's extras: it fetches from the web or posts, so it may be used less often."""


class CoolingDown(KawarabanError):
    """Used too often; `until` is when it is free again, as Unix seconds."""

    key = "admin-error-cooling-down"


class NotForYourRole(KawarabanError):
    key = "admin-error-not-for-your-role"


class Gate:
    def __init__(self, steward: Steward) -> None:
        self._steward = steward
        self._cooldowns = Cooldowns()

    async def admit(self, interaction: discord.Interaction[Any]) -> None:
        """Let a command through, or raise CoolingDown or NotForYourRole. What the server chose goes into `extras`."""
        if interaction.type is not discord.InteractionType.application_command:
            return
        command = interaction.command
        costly = bool(command and command.extras.get(COSTLY))
        self.use(interaction, costly=costly)
        if interaction.guild_id is None or command is None:
            return
        chosen = await self._steward.settings(interaction.guild_id)
        root = command_root(command)
        if not may_use(chosen, root, _role_ids(interaction), is_admin=may_manage(interaction)):
            raise NotForYourRole(root, command=root)
        interaction.extras["private"] = is_private(chosen, *_channel_ids(interaction))
        interaction.extras["lang"] = _lang_of_channel(chosen, interaction)

    def use(self, interaction: discord.Interaction[Any], *, costly: bool = False) -> None:
        """Count one use of a command or button. Raises CoolingDown."""
        wait = self._cooldowns.wait(interaction.guild_id, interaction.user.id, time.monotonic(), costly=costly)
        if wait > 0:
            until = int(discord.utils.utcnow().timestamp() + wait) + 1
            raise CoolingDown(f"{wait:.1f} s", until=str(until))


def may_manage(interaction: discord.Interaction[Any]) -> bool:
    """Whether the person may manage the server, by what Discord sent with the interaction."""
    return interaction.permissions.manage_guild or interaction.permissions.administrator


def command_root(command: app_commands.Command[Any, ..., Any] | app_commands.ContextMenu) -> str:
    """Its name without subcommands: what roles are given for. A menu's name may hold spaces."""
    name = command.qualified_name
    return name if isinstance(command, app_commands.ContextMenu) else name.split(" ")[0]


def _role_ids(interaction: discord.Interaction[Any]) -> list[int]:
    return [role.id for role in interaction.user.roles] if isinstance(interaction.user, discord.Member) else []


def _channel_ids(interaction: discord.Interaction[Any]) -> tuple[int | None, ...]:
    """Of the channel, and of the one that a thread belongs to."""
    return interaction.channel_id, getattr(interaction.channel, "parent_id", None)


def _lang_of_channel(chosen: ServerSettings, interaction: discord.Interaction[Any]) -> Lang | None:
    """The language of what everybody sees; None where it is the asker's own."""
    return None if interaction.extras["private"] else chosen.language
