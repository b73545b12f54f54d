"""Who may use a command here and now: roles and cooldowns, asked before anything is done; and who sees the reply."""

import time
from typing import Any

import discord
from discord import app_commands

from bot.domain.language import Lang
from bot.domain.server import Area, ServerSettings
from bot.errors import KawarabanError
from bot.servers.access import is_in_charge, is_private, may_use
from bot.servers.cooldowns import Cooldowns
from bot.servers.steward import Steward

COSTLY = "costly"
"""Set in a command's extras: it fetches from the web or posts, so it may be used less often."""
AREA = "area"
"""Set in the extras of an admin's command or group: the area that a role can be put in charge of."""


class CoolingDown(KawarabanError):
    """Used too often; `until` is when it is free again, as Unix seconds."""

    key = "admin-error-cooling-down"


class NotForYourRole(KawarabanError):
    key = "admin-error-not-for-your-role"

    def __init__(self, command: str) -> None:
        """`command`: its name without subcommands."""
        super().__init__(command, command=command)
        self.command = command


class NotInCharge(KawarabanError):
    """Neither may they manage the server, nor has one of their roles been put in charge of this."""

    key = "cards-error-not-in-charge"


class Gate:
    def __init__(self, steward: Steward) -> None:
        self._steward = steward
        self._cooldowns = Cooldowns()

    async def admit(self, interaction: discord.Interaction[Any]) -> None:
        """Let a command through, or raise CoolingDown or NotForYourRole. What the server chose goes into `extras`.

        What completes an option is let through: it offers nothing of an admin's to others (see `may_administer`).
        """
        command = interaction.command
        area = _area_of(command)
        if area is not None and interaction.guild_id is not None:
            interaction.extras["in_charge"] = await self.is_in_charge(interaction, area)
        if interaction.type is not discord.InteractionType.application_command:
            return
        costly = bool(command and command.extras.get(COSTLY))
        self.use(interaction, costly=costly)
        if interaction.guild_id is None or command is None:
            return
        chosen = await self._steward.settings(interaction.guild_id)
        root = command_root(command)
        if not may_use(chosen, root, role_ids(interaction), is_admin=may_manage(interaction)):
            raise NotForYourRole(root)
        interaction.extras["private"] = is_private(chosen, *_channel_ids(interaction))
        interaction.extras["lang"] = _lang_of_channel(chosen, interaction)

    async def is_in_charge(self, interaction: discord.Interaction[Any], area: Area) -> bool:
        """Whether one of the person's roles was put in charge of this area of the server."""
        if interaction.guild_id is None:
            return False
        chosen = await self._steward.settings(interaction.guild_id)
        return is_in_charge(chosen, area, role_ids(interaction))

    async def check_charge(self, interaction: discord.Interaction[Any], area: Area | None) -> None:
        """Raises MissingPermissions or NotInCharge for whoever may not do an admin's work in this area; where there is
        none, it takes Manage Server."""
        if may_manage(interaction):
            return
        if area is None or interaction.guild_id is None:
            raise app_commands.MissingPermissions(["manage_guild"])
        if await self.is_in_charge(interaction, area):
            return
        if (await self._steward.settings(interaction.guild_id)).in_charge.get(area):
            raise NotInCharge(area)
        raise app_commands.MissingPermissions(["manage_guild"])

    def use(self, interaction: discord.Interaction[Any], *, costly: bool = False) -> None:
        """Count one use of a command or button. Raises CoolingDown."""
        wait = self._cooldowns.wait(interaction.guild_id, interaction.user.id, time.monotonic(), costly=costly)
        if wait > 0:
            until = int(discord.utils.utcnow().timestamp() + wait) + 1
            raise CoolingDown(f"{wait:.1f} s", until=str(until))


def may_administer(interaction: discord.Interaction[Any]) -> bool:
    """Whether the person may use this admin's command, as far as the gate has seen it."""
    return may_manage(interaction) or bool(interaction.extras.get("in_charge"))


def may_manage(interaction: discord.Interaction[Any]) -> bool:
    """Whether the person may manage the server, by what Discord sent with the interaction."""
    return interaction.permissions.manage_guild or interaction.permissions.administrator


def command_root(command: app_commands.Command[Any, ..., Any] | app_commands.ContextMenu) -> str:
    """Its name without subcommands: what roles are given for. A menu's name may hold spaces."""
    name = command.qualified_name
    return name if isinstance(command, app_commands.ContextMenu) else name.split(" ")[0]


def _area_of(command: app_commands.Command[Any, ..., Any] | app_commands.ContextMenu | None) -> Area | None:
    """Of an admin's command that a role can be put in charge of; it stands with the whole group."""
    if not isinstance(command, app_commands.Command):
        return None
    root = command.root_parent or command
    area: Area | None = root.extras.get(AREA)
    return area


def role_ids(interaction: discord.Interaction[Any]) -> list[int]:
    return [role.id for role in interaction.user.roles] if isinstance(interaction.user, discord.Member) else []


def _channel_ids(interaction: discord.Interaction[Any]) -> tuple[int | None, ...]:
    """Of the channel, and of the one that a thread belongs to."""
    return interaction.channel_id, getattr(interaction.channel, "parent_id", None)


def _lang_of_channel(chosen: ServerSettings, interaction: discord.Interaction[Any]) -> Lang | None:
    """The language of what everybody sees; None where it is the asker's own."""
    return None if interaction.extras["private"] else chosen.language
