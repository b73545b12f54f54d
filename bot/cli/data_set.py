"""The verbs for editors of a data set: validate it, and compare two versions."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.invocation import Invocation
from bot.cli.verb import as_verb
from bot.i18n.catalog import text
from bot.knowledge.data_set_diff import differences
from bot.knowledge.seed import SHIPPED, load_data_set

COLUMNS = ("change", "kind", "id", "fields")


@as_verb
async def kb_validate(
    call: Invocation, folder: Annotated[Path, typer.Argument(metavar="DIR", file_okay=False)] = SHIPPED
) -> None:
    """Check a data set (the shipped one by default); exit 1 naming file and field of the first faults."""
    data = load_data_set(folder)
    counts = {"companies": len(data.companies), "statements": len(data.statements)}
    if call.as_json:
        call.put_json({"ok": True, "version": data.version, **counts, "warnings": list(data.warnings)})
        return
    call.out.print(text("review-valid", call.lang, folder=folder.name, **counts), markup=False)
    for warning in data.warnings:
        call.err.print(warning, markup=False, highlight=False, soft_wrap=True)


@as_verb
async def kb_diff(
    call: Invocation,
    old: Annotated[Path, typer.Argument(metavar="OLD", file_okay=False)],
    new: Annotated[Path, typer.Argument(metavar="NEW", file_okay=False)] = SHIPPED,
) -> None:
    """What was added, removed and changed between two data sets, by public id."""
    found = differences(load_data_set(old), load_data_set(new))
    if not found and not call.as_json:
        call.out.print(text("review-diff-same", call.lang), markup=False)
    rows = [
        {"change": one.change, "kind": one.kind, "id": one.name, "fields": " ".join(one.changed_fields)}
        for one in found
    ]
    call.put_rows(rows, COLUMNS)
