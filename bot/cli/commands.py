"""The verb that describes the Discord commands: as docs/commands.md holds them, or as Discord is told of them."""

import logging
import sys

from bot.cli.invocation import DataDirOption, Invocation, JsonOption, NowOption, run_verb


def commands(as_json: JsonOption = False, data_dir: DataDirOption = None, now: NowOption = None) -> None:
    """Print the reference of the Discord commands in Markdown; with --json, what Discord is told of them."""

    async def verb(call: Invocation) -> None:
        from bot.discord_app.client import KawarabanBot
        from bot.discord_app.command_reference import reference

        logging.getLogger("discord").setLevel(logging.ERROR)  # it warns of voice, which is not used
        async with call.open_app() as app:
            payload = await KawarabanBot(app).describe_commands()
        if call.as_json:
            call.put_json(payload)
        else:
            sys.stdout.write(reference(payload))

    run_verb(verb, as_json=as_json, data_dir=data_dir, now=now)
