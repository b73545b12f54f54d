"""The verbs that exchange lists with other readers: sources import, export."""

import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.documents import Document
from bot.cli.invocation import GuildOption, Invocation
from bot.cli.source_documents import health_document, import_document, import_status, imported_document
from bot.cli.verb import as_verb
from bot.domain.language import LANGS
from bot.domain.source import HOUSE
from bot.errors import UsageError
from bot.i18n.catalog import text
from bot.sources.offers import Imported
from bot.sources.opml import FeedList, RefusedLine, read_feed_list, write_opml
from bot.sources.refusals import refusal_text


@as_verb
async def import_opml(
    call: Invocation,
    file: Annotated[Path, typer.Argument(metavar="FILE.opml", dir_okay=False)],
    guild: GuildOption = HOUSE,
) -> None:
    """Follow every feed of another reader's OPML file. None is read now: the next cycles do that, a few at a time."""
    try:
        listed = read_feed_list(file.read_bytes())
    except OSError as problem:
        raise UsageError(str(problem)) from problem
    async with call.open_app() as app:
        outcomes = await app.registry.follow_unread(listed.feeds, guild)
    _report(call, listed, outcomes)
    if not any(one.source for one in outcomes):
        raise typer.Exit(1)


def _report(call: Invocation, listed: FeedList, outcomes: list[Imported]) -> None:
    """One line for every line of the file, then the sum."""
    counts = Counter(import_status(one) for one in outcomes)
    for one in outcomes:
        if call.as_json:
            call.put_json(imported_document(one))
        else:
            reason = refusal_text(one.problem, call.lang) if one.problem else ""
            _put(call, import_status(one), one.wanted.title, one.wanted.url, reason)
    for line in listed.refused:
        counts["refused"] += 1
        if call.as_json:
            call.put_json(import_document("refused", line.title, line.url, None, _reason_document(line)))
        else:
            _put(call, "refused", line.title, line.url, text(line.reason, call.lang, **_values(line)))
    if call.as_json:
        return
    if not outcomes and not listed.refused:
        call.out.print(text("sources-import-empty", call.lang), markup=False)
        return
    summed = text("sources-imported", call.lang, **{name: counts[name] for name in ("taken", "known", "refused")})
    call.out.print(summed, markup=False, highlight=False, soft_wrap=True)
    if listed.is_damaged:
        call.err.print(text("sources-import-damaged", call.lang), markup=False, soft_wrap=True)


def _put(call: Invocation, status: str, title: str, url: str, reason: str) -> None:
    parts = (text("sources-import-line", call.lang, status=status), title, url, reason)
    call.out.print("  ".join(part for part in parts if part), markup=False, highlight=False, soft_wrap=True)


def _reason_document(line: RefusedLine) -> Document:
    return {
        "error": line.reason,
        "reason": line.reason,
        "message": {lang: text(line.reason, lang, **_values(line)) for lang in LANGS},
    }


def _values(line: RefusedLine) -> dict[str, str]:
    return {"url": line.url, "scheme": line.url.partition(":")[0]}


@as_verb
async def export_opml(call: Invocation, guild: GuildOption = HOUSE) -> None:
    """Write what is followed to stdout, as OPML (or as JSON Lines with --json)."""
    async with call.open_app() as app:
        listed = await app.registry.list_followed(guild)
    if call.as_json:
        call.put_rows((health_document(*one) for one in listed), ())
    else:
        sys.stdout.buffer.write(write_opml([followed for followed, _ in listed]))
        sys.stdout.buffer.flush()
