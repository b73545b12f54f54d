"""The verbs of review: what waits, what was found where, and the decisions about it."""

from typing import Annotated

import typer

from bot.cli.documents import statement_document
from bot.cli.invocation import GuildOption, Invocation
from bot.cli.lookup import find_company
from bot.cli.options import CompanyOption
from bot.cli.verb import as_verb
from bot.domain.source import HOUSE
from bot.domain.statement import Modality, PartialDate, Provenance, Scope, Stance, StatementStatus
from bot.errors import BadDate, UsageError
from bot.i18n.catalog import text
from bot.knowledge.review import Edit, Found, Item
from bot.storage.candidates import Event

verbs = typer.Typer(no_args_is_help=True, help="Candidates found in articles: approve, edit, reject, undo.")
COLUMNS = ("statement_id", "said_on", "provenance", "stance", "speaker", "quote")
Ids = Annotated[list[str] | None, typer.Argument(metavar="[ID]...", show_default=False)]
EveryOption = Annotated[bool, typer.Option("--all", help="Everything that waits.")]
ByOption = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides; kept in the history.")]


@verbs.command("list")
@as_verb
async def list_waiting(call: Invocation, company: CompanyOption = None, guild: GuildOption = HOUSE) -> None:
    """What waits for review: the operator sees all, a server what its own sources gave."""
    async with call.open_app() as app:
        company_id = (await find_company(app, company)).company_id if company else None
        waiting = await app.review.queue(guild, company=company_id)
    if waiting or call.as_json:
        call.put_rows(map(statement_document, waiting), COLUMNS)
    else:
        call.out.print(text("review-empty", call.lang), markup=False)


@verbs.command("show")
@as_verb
async def show(
    call: Invocation, statement_id: Annotated[str, typer.Argument(metavar="ID")], guild: GuildOption = HOUSE
) -> None:
    """One statement with its passage in context, and who decided what about it."""
    async with call.open_app() as app:
        item = await app.review.item(statement_id, guild)
    if call.as_json:
        call.put_json(item_document(item))
        return
    call.put_rows([statement_document(item.statement)], COLUMNS)
    for line in _item_lines(call, item):
        call.out.print(line, markup=False, highlight=False, soft_wrap=True)


async def _decide(
    call: Invocation, status: StatementStatus, ids: list[str] | None, everything: bool, guild: int, by: str
) -> None:
    if everything == bool(ids):
        raise UsageError("expected ids or --all")
    async with call.open_app() as app:
        chosen = ids or [statement.statement_id for statement in await app.review.queue(guild)]
        count = await app.review.decide(chosen, status, guild_id=guild, by=by)
    if call.as_json:
        call.put_json({"reviewed": count, "status": status.value})
    else:
        call.out.print(text("review-done", call.lang, n=count), markup=False)


@verbs.command("approve")
@as_verb
async def approve(
    call: Invocation,
    ids: Ids = None,
    everything: EveryOption = False,
    guild: GuildOption = HOUSE,
    by: ByOption = "operator",
) -> None:
    """Make candidates a part of the record: everywhere, or with --guild in that server only."""
    await _decide(call, StatementStatus.APPROVED, ids, everything, guild, by)


@verbs.command("reject")
@as_verb
async def reject(
    call: Invocation,
    ids: Ids = None,
    everything: EveryOption = False,
    guild: GuildOption = HOUSE,
    by: ByOption = "operator",
) -> None:
    """Keep candidates out of the record; they stay in the history."""
    await _decide(call, StatementStatus.REJECTED, ids, everything, guild, by)


@verbs.command("undo")
@as_verb
async def undo(
    call: Invocation,
    ids: Annotated[list[str], typer.Argument(metavar="ID...")],
    guild: GuildOption = HOUSE,
    by: ByOption = "operator",
) -> None:
    """Take back the last decision about these; a second undo does it again."""
    async with call.open_app() as app:
        count = await app.review.undo(ids, guild_id=guild, by=by)
    if call.as_json:
        call.put_json({"undone": count})
    else:
        call.out.print(text("review-undone", call.lang, n=count), markup=False)


@verbs.command("edit")
@as_verb
async def edit(
    call: Invocation,
    statement_id: Annotated[str, typer.Argument(metavar="ID")],
    stance: Annotated[Stance | None, typer.Option("--stance", show_default=False)] = None,
    provenance: Annotated[Provenance | None, typer.Option("--provenance", show_default=False)] = None,
    modality: Annotated[Modality | None, typer.Option("--modality", show_default=False)] = None,
    scope: Annotated[list[Scope] | None, typer.Option("--scope", show_default=False)] = None,
    said_on: Annotated[str | None, typer.Option("--said-on", metavar="YYYY[-MM[-DD]]", show_default=False)] = None,
    quote: Annotated[str | None, typer.Option("--quote", show_default=False)] = None,
    summary_en: Annotated[str | None, typer.Option("--summary-en", show_default=False)] = None,
    summary_ja: Annotated[str | None, typer.Option("--summary-ja", show_default=False)] = None,
    guild: GuildOption = HOUSE,
    by: ByOption = "operator",
) -> None:
    """Correct a statement before or after it is approved; the earlier words stay in its history."""
    changes = Edit(
        stance, provenance, modality, tuple(scope) if scope else None, _day(said_on), quote, summary_en, summary_ja
    )
    if changes == Edit():
        raise UsageError("nothing to change")
    async with call.open_app() as app:
        changed = await app.review.edit(statement_id, changes, guild_id=guild, by=by)
    if call.as_json:
        call.put_json(statement_document(changed))
    else:
        call.out.print(text("review-edited", call.lang, id=statement_id), markup=False)


def _day(value: str | None) -> PartialDate | None:
    try:
        return PartialDate(value) if value else None
    except ValueError as problem:
        raise BadDate(str(problem), value=value or "") from None


def item_document(item: Item) -> dict[str, object]:
    return {
        **statement_document(item.statement),
        "summary": dict(item.statement.summary),
        "found": [_found_document(found) for found in item.found],
        "history": [_event_document(event) for event in item.events],
    }


def _found_document(found: Found) -> dict[str, object]:
    seen = found.appearance
    return {
        "article_url": seen.url,
        "outlet": seen.outlet,
        "title": seen.title,
        "published_at": seen.published_at.isoformat(),
        "before": found.before,
        "passage": seen.passage,
        "after": found.after,
    }


def _event_document(event: Event) -> dict[str, object]:
    return {
        "at": event.changed_at.isoformat(),
        "by": event.changed_by,
        "guild_id": event.guild_id,
        "from": event.old_status.value if event.old_status else None,
        "to": event.new_status.value,
        "edited": event.was_edited,
    }


def _item_lines(call: Invocation, item: Item) -> list[str]:
    lines = []
    for found in item.found:
        seen = found.appearance
        lines.append(text("review-found-in", call.lang, outlet=seen.outlet, title=seen.title))
        lines.append(f"{found.before}→ {seen.passage} ←{found.after}")
    for event in item.events:
        house = event.guild_id == HOUSE
        where = (
            text("review-where-house", call.lang)
            if house
            else text("review-where-guild", call.lang, guild=str(event.guild_id))
        )
        change = text("review-change-edit", call.lang) if event.was_edited else event.new_status.value
        at = event.changed_at.strftime("%Y-%m-%d %H:%M")
        lines.append(text("review-history", call.lang, at=at, by=event.changed_by, where=where, change=change))
    return lines
