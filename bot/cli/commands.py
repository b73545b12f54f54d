"""The verb that describes the Discord commands: as docs/commands.md holds them, or as Discord is told of them."""

import logging
import sys

from bot.cli.invocation import Invocation
from bot.cli.verb import as_verb


@as_verb
async def commands(call: Invocation) -> None:
    """Print the reference of the Discord commands in Markdown; with --json, what Discord is told of them."""
    from bot.discord_app.client import KawarabanBot
    from bot.discord_app.command_reference import reference

    logging.getLogger("discord").setLevel(logging.ERROR)  # it warns of voice, which is not used
    async with call.open_app() as app:
        payload = await KawarabanBot(app).describe_commands()
    if call.as_json:
        call.put_json(payload)
    else:
        sys.stdout.write(reference(payload))
