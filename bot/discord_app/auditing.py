"""Writes down what admins do: the row stands before the effect, its outcome before the effect is told."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import discord
from discord import app_commands

from bot.domain.server import AuditOutcome, AuditWay
from bot.errors import KawarabanError
from bot.text.redaction import redact

READS = "reads"
"""Set in a command's extras: it only shows something, so there is nothing to write down."""
_LONGEST = 200


def audit_command(interaction: discord.Interaction[Any]) -> None:
    """Have the command written down when its work begins, unless it only shows something."""
    command = interaction.command
    if command is None or command.extras.get(READS):
        return
    details = {name: _in_words(value) for name, value in interaction.namespace if value is not None}
    audit(interaction, command.qualified_name, details, AuditWay.COMMAND)


def audit(
    interaction: discord.Interaction[Any],
    action: str,
    details: Mapping[str, str],
    way: AuditWay = AuditWay.BUTTON,
) -> None:
    """Have this action written down when the interaction's work begins."""
    shown = {name: redact(value)[:_LONGEST] for name, value in details.items()}
    interaction.extras["around"] = partial(_written_down, interaction, action, shown, way)


@asynccontextmanager
async def _written_down(
    interaction: discord.Interaction[Any], action: str, details: Mapping[str, str], way: AuditWay
) -> AsyncIterator[None]:
    app = interaction.client.app
    entry = await app.audit.begin(interaction.guild_id or 0, interaction.user.id, action, details, way, app.clock.now())
    try:
        yield
    except BaseException as error:
        key = (error.sentence or error.key) if isinstance(error, KawarabanError) else KawarabanError.key
        await app.audit.finish(entry, AuditOutcome.FAILED, key)
        raise
    await app.audit.finish(entry, AuditOutcome.DONE)


def _in_words(value: object) -> str:
    if isinstance(value, discord.Attachment):
        return value.filename
    if isinstance(value, app_commands.AppCommandChannel | app_commands.AppCommandThread):
        return f"#{value.name}"
    if isinstance(value, discord.Role):
        return f"@{value.name}"
    return str(value)
