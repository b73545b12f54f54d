"""The verbs about what is followed: sources add, list, pause, resume, remove, import, export."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.documents import outcome_document, source_document
from bot.cli.invocation import DataDirOption, GuildOption, Invocation, JsonOption, NowOption, run_verb
from bot.domain.source import HOUSE, IngestOutcome, IngestStatus
from bot.errors import KawarabanError, UsageError
from bot.i18n.catalog import error_text, text
from bot.sources.opml import read_opml, write_opml

verbs = typer.Typer(no_args_is_help=True, help="What is followed, by a server or by the operator (--guild 0).")

COLUMNS = ("source_id", "state", "kind", "lang", "title", "url", "error")
RefArgument = Annotated[str, typer.Argument(metavar="ID|URL")]


async def _add_all(call: Invocation, urls: list[str], guild: int) -> None:
    failed = 0
    async with call.open_app() as app:
        for url in urls:
            try:
                source = await app.registry.add(url, guild)
            except KawarabanError as error:
                failed += 1
                if call.as_json:
                    outcome = IngestOutcome(None, url, IngestStatus.FAILED, None, 0, error.key)
                    document = outcome_document(outcome)
                    call.put_json(document | {"title": None, "lang": None, "state": None, "kind": None})
                call.err.print(f"{url}: {error_text(error, call.lang)}", markup=False, soft_wrap=True)
            else:
                call.put_rows([source_document(source)], COLUMNS)
    if failed == len(urls):
        raise typer.Exit(1)


@verbs.command("add")
def add(
    urls: Annotated[list[str], typer.Argument(metavar="URL...")],
    guild: GuildOption = HOUSE,
    as_json: JsonOption = False,
    data_dir: DataDirOption = None,
    now: NowOption = None,
) -> None:
    """Follow feeds, sites (their feed is found) or single articles."""

    async def verb(call: Invocation) -> None:
        await _add_all(call, urls, guild)

    run_verb(verb, as_json=as_json, data_dir=data_dir, now=now)


@verbs.command("list")
def show(
    guild: GuildOption = HOUSE,
    as_json: JsonOption = False,
    data_dir: DataDirOption = None,
    now: NowOption = None,
) -> None:
    """What is followed, with each source's state and last error."""

    async def verb(call: Invocation) -> None:
        async with call.open_app() as app:
            call.put_rows(map(source_document, await app.registry.list(guild)), COLUMNS)

    run_verb(verb, as_json=as_json, data_dir=data_dir, now=now)


@verbs.command("pause")
def pause(
    ref: RefArgument,
    resume: Annotated[bool, typer.Option("--resume", help="Follow it again.")] = False,
    guild: GuildOption = HOUSE,
    as_json: JsonOption = False,
    data_dir: DataDirOption = None,
    now: NowOption = None,
) -> None:
    """Stop looking at a source for a while, without forgetting it."""

    async def verb(call: Invocation) -> None:
        async with call.open_app() as app:
            await app.registry.pause(guild, ref, paused=not resume)
            call.put_rows(map(source_document, await app.registry.list(guild)), COLUMNS)

    run_verb(verb, as_json=as_json, data_dir=data_dir, now=now)


@verbs.command("remove")
def remove(
    ref: RefArgument,
    guild: GuildOption = HOUSE,
    as_json: JsonOption = False,
    data_dir: DataDirOption = None,
    now: NowOption = None,
) -> None:
    """Stop following a source."""

    async def verb(call: Invocation) -> None:
        async with call.open_app() as app:
            source = await app.registry.remove(guild, ref)
            if call.as_json:
                call.put_json(source_document(source) | {"state": "removed"})
            else:
                call.out.print(text("cli-removed", call.lang, title=source.title, url=source.url), markup=False)

    run_verb(verb, as_json=as_json, data_dir=data_dir, now=now)


@verbs.command("import")
def import_opml(
    file: Annotated[Path, typer.Argument(metavar="FILE.opml", dir_okay=False)],
    guild: GuildOption = HOUSE,
    as_json: JsonOption = False,
    data_dir: DataDirOption = None,
    now: NowOption = None,
) -> None:
    """Follow every feed of an OPML file."""

    async def verb(call: Invocation) -> None:
        try:
            feeds = read_opml(file.read_bytes())
        except OSError as problem:
            raise UsageError(str(problem)) from problem
        await _add_all(call, [url for _, url in feeds], guild)

    run_verb(verb, as_json=as_json, data_dir=data_dir, now=now)


@verbs.command("export")
def export_opml(
    guild: GuildOption = HOUSE,
    as_json: JsonOption = False,
    data_dir: DataDirOption = None,
    now: NowOption = None,
) -> None:
    """Write what is followed to stdout, as OPML (or as JSON Lines with --json)."""

    async def verb(call: Invocation) -> None:
        async with call.open_app() as app:
            followed = await app.registry.list(guild)
        if call.as_json:
            call.put_rows(map(source_document, followed), COLUMNS)
        else:
            sys.stdout.write(write_opml(followed).decode())

    run_verb(verb, as_json=as_json, data_dir=data_dir, now=now)
