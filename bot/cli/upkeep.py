"""The verbs for whoever hosts it: doctor, eval, db."""

from pathlib import Path
from typing import Annotated

import typer

from bot.app import database_url
from bot.cli.invocation import DataDirOption, Invocation, JsonOption, NowOption, run_verb
from bot.i18n.catalog import error_text, text
from bot.ops.health import run_checks
from bot.storage.backup import backup, restore
from bot.storage.database import open_database

db_verbs = typer.Typer(no_args_is_help=True, help="The store: upgrade, backup, restore.")


def doctor(
    ask_model: Annotated[
        bool, typer.Option("--ask-model/--no-ask-model", help="Ask the language model one short thing.")
    ] = True,
    as_json: JsonOption = False,
    data_dir: DataDirOption = None,
    now: NowOption = None,
) -> None:
    """Check everything that can be checked from here; exit 1 where something is wrong."""

    async def verb(call: Invocation) -> None:
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

    run_verb(verb, as_json=as_json, data_dir=data_dir, now=now)


def evaluate(as_json: JsonOption = False, data_dir: DataDirOption = None, now: NowOption = None) -> None:
    """Run the question sets and the clustering set, and print the tables."""

    async def verb(call: Invocation) -> None:
        from bot.evaluation.report import run_evaluations

        report = await run_evaluations(call.settings)
        if call.as_json:
            call.put_json(report.document())
        else:
            call.out.print("\n".join(report.lines()), markup=False, highlight=False, soft_wrap=True)

    run_verb(verb, as_json=as_json, data_dir=data_dir, now=now)


@db_verbs.command("upgrade")
def upgrade(as_json: JsonOption = False, data_dir: DataDirOption = None, now: NowOption = None) -> None:
    """Bring the store to this version. Every other verb does it too, at its start."""

    async def verb(call: Invocation) -> None:
        async with open_database(database_url(call.settings), now=call.clock.now()) as database:
            await database.check()
            if call.as_json:
                call.put_json({"ok": True, "dialect": database.dialect})
            else:
                call.out.print(text("cli-db-upgraded", call.lang, dialect=database.dialect), markup=False)

    run_verb(verb, as_json=as_json, data_dir=data_dir, now=now)


@db_verbs.command("backup")
def db_backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", dir_okay=False)],
    as_json: JsonOption = False,
    data_dir: DataDirOption = None,
    now: NowOption = None,
) -> None:
    """Copy the store into a file, while it is in use."""

    async def verb(call: Invocation) -> None:
        async with open_database(database_url(call.settings), now=call.clock.now()) as database:
            await backup(database, file)
        _done(call, "cli-db-backed-up", file)

    run_verb(verb, as_json=as_json, data_dir=data_dir, now=now)


@db_verbs.command("restore")
def db_restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", dir_okay=False)],
    as_json: JsonOption = False,
    data_dir: DataDirOption = None,
    now: NowOption = None,
) -> None:
    """Put a backup in the place of the store. Stop the bot first."""

    async def verb(call: Invocation) -> None:
        await restore_into(call, file)
        _done(call, "cli-db-restored", file)

    run_verb(verb, as_json=as_json, data_dir=data_dir, now=now)


async def restore_into(call: Invocation, file: Path) -> None:
    """Raises StoreError where the store is not a SQLite file, or the backup is not one of ours."""
    await restore(file, database_url(call.settings))


def _done(call: Invocation, key: str, file: Path) -> None:
    if call.as_json:
        call.put_json({"ok": True, "file": str(file)})
    else:
        call.out.print(text(key, call.lang, file=str(file)), markup=False, soft_wrap=True)
