"""Where a command can be used: in servers, in direct messages, and wherever a person brings the bot along."""

from collections.abc import Callable
from typing import TypeVar

from discord import app_commands

_Command = TypeVar("_Command")


def everywhere(command: _Command) -> _Command:
    """In every context, whether a server or a person installed the bot."""
    steps: list[Callable[[_Command], _Command]] = [
        app_commands.allowed_installs(guilds=True, users=True),
        app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True),
    ]
    for step in steps:
        command = step(command)
    return command
