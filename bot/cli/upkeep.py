"""The verbs for whoever hosts it: doctor, eval, db."""

from pathlib import Path
from typing import Annotated

import typer

from bot.app import database_url
from bot.cli.invocation import Invocation
from bot.cli.verb import as_verb
from bot.i18n.catalog import error_text, text
from bot.ops.health import run_checks
from bot.storage.backup import backup, restore
from bot.storage.database import open_database

db_verbs = typer.Typer(no_args_is_help=True, help="The store: upgrade, backup, restore.")


@as_verb
async def doctor(
    call: Invocation,
    ask_model: Annotated[
        bool, typer.Option("--ask-model/--no-ask-model", help="Ask the language model one short thing.")
    ] = True,
) -> None:
    """Check everything that can be checked from here; exit 1 where something is wrong."""
    # discord.py takes longer to import than every other check together.
    from bot.discord_app.doctor import run_discord_checks

    checks = await run_checks(call.settings, call.clock, asks_model=ask_model)
    checks += await run_discord_checks(call.settings, call.clock)
    if call.as_json:
        call.put_json(
            {
                "ok": all(check.ok for check in checks),
                "checks": [{"name": check.name, "ok": check.ok, "detail": check.detail} for check in checks],
            }
        )
    else:
        for check in checks:
            mark = text("cli-doctor-ok" if check.ok else "cli-doctor-bad", call.lang)
            shown = error_text(check.error, call.lang) if check.error else check.detail
            call.out.print(f"{mark}  {check.name}: {shown}", markup=False, highlight=False, soft_wrap=True)
    if not all(check.ok for check in checks):
        raise typer.Exit(1)


@as_verb
async def evaluate(call: Invocation) -> None:
    """Run the question sets and the clustering set, and print the tables."""
    from bot.evaluation.report import run_evaluations

    report = await run_evaluations(call.settings)
    if call.as_json:
        call.put_json(report.document())
    else:
        call.out.print("\n".join(report.lines()), markup=False, highlight=False, soft_wrap=True)


@db_verbs.command("upgrade")
@as_verb
async def upgrade(call: Invocation) -> None:
    """Bring the store to this version. Every other verb does it too, at its start."""
    async with open_database(database_url(call.settings), now=call.clock.now()) as database:
        await database.check()
        if call.as_json:
            call.put_json({"ok": True, "dialect": database.dialect})
        else:
            call.out.print(text("cli-db-upgraded", call.lang, dialect=database.dialect), markup=False)


@db_verbs.command("backup")
@as_verb
async def db_backup(call: Invocation, file: Annotated[Path, typer.Argument(metavar="FILE", dir_okay=False)]) -> None:
    """Copy the store into a file, while it is in use."""
    async with open_database(database_url(call.settings), now=call.clock.now()) as database:
        await backup(database, file)
    _done(call, "cli-db-backed-up", file)


@db_verbs.command("restore")
@as_verb
async def db_restore(call: Invocation, file: Annotated[Path, typer.Argument(metavar="FILE", dir_okay=False)]) -> None:
    """Put a backup in the place of the store. Stop the bot first."""
    await restore_into(call, file)
    _done(call, "cli-db-restored", file)


async def restore_into(call: Invocation, file: Path) -> None:
    """Raises StoreError where the store is not a SQLite file, or the backup is not one of ours."""
    await restore(file, database_url(call.settings))


def _done(call: Invocation, key: str, file: Path) -> None:
    if call.as_json:
        call.put_json({"ok": True, "file": str(file)})
    else:
        call.out.print(text(key, call.lang, file=str(file)), markup=False, soft_wrap=True)
