"""The verbs about the record: ask, stance, timeline, kb."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel, ConfigDict, ValidationError

from bot.cli.documents import answer_document, reading_document, reasons_document, statement_document
from bot.cli.invocation import (
    GuildOption,
    Invocation,
    LangOption,
    read_day,
    read_instant,
    read_lang,
)
from bot.cli.lookup import find_company
from bot.cli.options import CompanyOption
from bot.cli.pictures import draw_timeline
from bot.cli.terminal import answer_lines
from bot.cli.verb import as_verb
from bot.domain.source import HOUSE
from bot.domain.statement import StatementStatus
from bot.errors import KawarabanError, UsageError
from bot.i18n.catalog import error_text, text
from bot.knowledge.doubts import Doubt, doubts_of
from bot.knowledge.flat_export import statement_row, statements_csv
from bot.knowledge.timeline import because
from bot.knowledge.vocabulary import shipped_vocabulary

kb_verbs = typer.Typer(no_args_is_help=True, help="The record: what was said about openness, by whom, when.")
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="YYYY-MM-DD", help="Answer as of this day.", show_default=False)
]
STATEMENT_COLUMNS = ("statement_id", "said_on", "provenance", "stance", "speaker", "quote")


class BatchRow(BaseModel):
    """One line of `ask --batch`."""

    model_config = ConfigDict(extra="forbid")

    id: str | None = None
    question: str
    lang: str | None = None
    as_of: str | None = None
    thread: str | None = None
    """Rows of one thread follow each other: what one leaves unsaid is taken from the one before it."""


@as_verb
async def ask(
    call: Invocation,
    question: Annotated[str | None, typer.Argument(show_default=False)] = None,
    batch: Annotated[
        Path | None, typer.Option("--batch", metavar="FILE.jsonl", help="Rows {id, question, lang, as_of, thread}.")
    ] = None,
    lang: LangOption = None,
    as_of: AsOfOption = None,
    guild: GuildOption = HOUSE,
) -> None:
    """Answer a question about stated openness from the record, with citations, or say that it is not on record."""
    if (question is None) == (batch is None):
        raise UsageError("give a question or --batch, one of them")
    if batch is not None:
        await _ask_batch(call, _read_batch(batch), guild)
        return
    wanted, day = read_lang(lang), read_day(as_of)
    async with call.open_app() as app:
        answer = await app.responder.answer(question or "", lang=wanted, as_of=day, guild_id=guild)
    if call.as_json:
        call.put_json(answer_document(answer))
    else:
        call.out.print("\n".join(answer_lines(answer)), markup=False, highlight=False, soft_wrap=True)


async def _ask_batch(call: Invocation, rows: list[BatchRow], guild: int) -> None:
    async with call.open_app() as app:
        for row in rows:
            try:
                answer = await app.responder.answer(
                    row.question,
                    lang=read_lang(row.lang),
                    as_of=read_day(row.as_of),
                    guild_id=guild,
                    thread=row.thread,
                )
            except KawarabanError as error:
                # One row's fault stays with that row: the others are still answered.
                call.put_json({"id": row.id, "error": error.key, "message": error_text(error, call.lang)})
            else:
                call.put_json(answer_document(answer, row.id))


def _read_batch(file: Path) -> list[BatchRow]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
        return [BatchRow.model_validate(json.loads(line)) for line in lines if line.strip()]
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, ValidationError) as problem:
        raise UsageError(f"{file}: {problem}") from problem


@as_verb
async def stance(
    call: Invocation,
    company: Annotated[str, typer.Argument(metavar="COMPANY")],
    as_of: AsOfOption = None,
    lang: LangOption = None,
    guild: GuildOption = HOUSE,
) -> None:
    """The stance of one company, today or as of a day, with the statements that it rests on."""
    wanted, day = read_lang(lang) or call.lang, read_day(as_of)
    async with call.open_app() as app:
        found = await find_company(app, company)
        on = day or app.clock.now().date()
        if call.as_json:
            read = await app.catalogue.reading(found.company_id, on, guild)
            said = await app.catalogue.statements(found.company_id, guild_id=guild)
            call.put_json(reading_document(read) | reasons_document(said, found.company_id, on))
            return
        answer = await app.responder.stance(company, lang=wanted, as_of=day, guild_id=guild)
        said = await app.catalogue.statements(found.company_id, guild_id=guild)
    reason, doubts = because(said, found.company_id, on), doubts_of(said, found.company_id, on)
    decided_by = reason.deciding.statement_id if reason.deciding else ""
    why = [text(f"review-because-{reason.rule.value}", wanted, id=decided_by)]
    if doubts.release:
        why.append(text("review-because-done_otherwise", wanted, id=doubts.release.statement_id))
    if Doubt.OLD in doubts.kinds:
        why.append(text("review-because-old", wanted))
    call.out.print("\n".join([*answer_lines(answer), *why]), markup=False, highlight=False, soft_wrap=True)


@as_verb
async def timeline(
    call: Invocation,
    companies: Annotated[list[str], typer.Argument(metavar="COMPANY...")],
    png: Annotated[
        Path | None, typer.Option("--png", metavar="FILE", help="Draw up to 8 companies as a picture, too.")
    ] = None,
    lang: LangOption = None,
    guild: GuildOption = HOUSE,
) -> None:
    """Every statement of these companies in order of time, and where the stance changed."""
    wanted = read_lang(lang) or call.lang
    async with call.open_app() as app:
        vocabulary = shipped_vocabulary()
        for name in companies:
            company = await find_company(app, name)
            said = await app.catalogue.statements(company.company_id, guild_id=guild, as_of=app.clock.now().date())
            turned = await app.catalogue.changes(company.company_id, guild_id=guild)
            turns = {change.after.statement_id: change for change in turned}
            if call.as_json:
                call.put_json(
                    {
                        "company": company.company_id,
                        "statements": [statement_document(statement) for statement in said],
                        "changes": [
                            {"before": turn.before.statement_id, "after": turn.after.statement_id}
                            for turn in turns.values()
                        ],
                        "stance_changes": [
                            {
                                "after": turn.after.statement_id,
                                "kind": turn.kind.value,
                                "scope": [scope.value for scope in turn.scopes],
                            }
                            for turn in turned
                        ],
                    }
                )
                continue
            call.out.print(company.names[wanted], style="bold", markup=False)
            for statement in said:
                mark = "→" if statement.statement_id in turns else " "
                label = vocabulary.name("stance", statement.stance, wanted)
                source = vocabulary.name("provenance", statement.provenance, wanted)
                line = f"{mark} {statement.said_on!s:<10}  [{label}] {statement.summary[wanted]} ({source})"
                call.out.print(line, markup=False, highlight=False, soft_wrap=True)

        if png is not None:
            await draw_timeline(call, app, companies, png, wanted, guild)


@kb_verbs.command("load")
@as_verb
async def kb_load(
    call: Invocation,
    folder: Annotated[Path, typer.Argument(metavar="DIR", file_okay=False)],
    replace: Annotated[bool, typer.Option("--replace", help="Drop what this folder does not hold.")] = False,
) -> None:
    """Merge a data set (files as in bot/knowledge/data/companies) into the record, by id."""
    async with call.open_app() as app:
        outcome = await app.catalogue.load(folder, replace=replace)
    counts = {
        "added": outcome.added,
        "updated": outcome.updated,
        "unchanged": outcome.unchanged,
        "kept_local": outcome.kept_local,
    }
    if call.as_json:
        call.put_json(counts)
    else:
        call.out.print(text("cli-kb-loaded", call.lang, **counts), markup=False)


@kb_verbs.command("export")
@as_verb
async def kb_export(
    call: Invocation,
    folder: Annotated[Path | None, typer.Argument(metavar="DIR", file_okay=False, show_default=False)] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="One table of statements on stdout instead.")] = False,
) -> None:
    """Write the record as a data set that `kb load` reads; without DIR its statements as --csv or --json on stdout."""
    if (folder is None) != (as_csv or (folder is None and call.as_json)):
        raise UsageError("give a folder, or one of --csv and --json without a folder")
    async with call.open_app() as app:
        if folder is None:
            said = await app.catalogue.statements()
            if as_csv:
                sys.stdout.write(statements_csv(said))
            else:
                call.put_rows(map(statement_row, said), STATEMENT_COLUMNS)
            return
        count = len(await app.catalogue.export(folder))
    if call.as_json:
        call.put_json({"companies": count, "folder": str(folder)})
    else:
        call.out.print(text("cli-kb-exported", call.lang, n=count, folder=str(folder)), markup=False)


@kb_verbs.command("statements")
@as_verb
async def kb_statements(
    call: Invocation,
    company: CompanyOption = None,
    status: Annotated[StatementStatus | None, typer.Option("--status", show_default=False)] = None,
    known_at: Annotated[
        str | None,
        typer.Option(
            "--known-at", metavar="ISO8601", help="The record as it was held then, edits undone.", show_default=False
        ),
    ] = None,
    guild: GuildOption = HOUSE,
) -> None:
    """The statements on record, in order of company and time."""
    instant = read_instant(known_at) if known_at else None
    if instant and status not in (None, StatementStatus.APPROVED):
        raise UsageError("--known-at shows what was approved then; leave --status out")
    async with call.open_app() as app:
        company_id = (await find_company(app, company)).company_id if company else None
        if instant:
            held = await app.review.known_at(instant, guild)
            held = [one for one in held if company_id in (None, one.company)]
            call.put_rows(map(statement_document, held), STATEMENT_COLUMNS)
            return
        found = await app.statements.list_statements(company=company_id, status=status, guild_id=guild)
    call.put_rows(map(statement_document, found), STATEMENT_COLUMNS)


@kb_verbs.command("review")
@as_verb
async def kb_review(
    call: Invocation,
    words: Annotated[list[str], typer.Argument(metavar="[ID]... approve|reject")],
    everything: Annotated[bool, typer.Option("--all", help="Every candidate.")] = False,
    guild: GuildOption = HOUSE,
) -> None:
    """Approve or reject statements: only approved ones are spoken as the record."""
    *ids, verdict = words
    verdicts = {"approve": StatementStatus.APPROVED, "reject": StatementStatus.REJECTED}
    if verdict not in verdicts or everything == bool(ids):
        raise UsageError("expected ids or --all, then approve or reject")
    async with call.open_app() as app:
        if everything:
            waiting = await app.statements.list_statements(status=StatementStatus.CANDIDATE, guild_id=guild)
            ids = [statement.statement_id for statement in waiting]
        count = await app.catalogue.review(ids, verdicts[verdict], by="operator", guild_id=guild)
    if call.as_json:
        call.put_json({"reviewed": count, "status": verdicts[verdict].value})
    else:
        call.out.print(text("cli-kb-reviewed", call.lang, n=count), markup=False)
