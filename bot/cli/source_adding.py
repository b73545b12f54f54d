"""The verbs that bring sources in: sources preview, add, test, starter."""

from collections.abc import Sequence
from typing import Annotated

import typer

from bot.cli.documents import outcome_document
from bot.cli.invocation import GuildOption, Invocation
from bot.cli.source_documents import (
    added_document,
    checkup_document,
    import_status,
    imported_document,
    prospect_document,
    refusal_document,
)
from bot.cli.verb import as_verb
from bot.domain.source import HOUSE, IngestOutcome, IngestStatus
from bot.errors import KawarabanError, UsageError
from bot.i18n.catalog import text
from bot.sources.offers import Added, Offer, Prospect
from bot.sources.refusals import refusal_text
from bot.sources.starter import Pack, find_pack, follows_of_pack, read_starter, sources_of_pack
from bot.sources.wording import added_text, choice_line, facts, instant, is_warning, shown_lang, verdict_text

FeedOption = Annotated[
    str | None,
    typer.Option(
        "--feed", metavar="N|URL", help="Which of the feeds found: its number or address.", show_default=False
    ),
]


@as_verb
async def preview(call: Invocation, url: Annotated[str, typer.Argument(metavar="URL")]) -> None:
    """Show what an address leads to, and whether it is worth following; nothing is added."""
    async with call.open_app() as app:
        try:
            prospect = await app.registry.look(url)
        except KawarabanError as error:
            _refuse(call, url, error)
            raise typer.Exit(error.exit_code) from None
    if call.as_json:
        call.put_json(prospect_document(prospect))
    else:
        put_lines(call, prospect_lines(call, prospect))


@as_verb
async def add(
    call: Invocation,
    urls: Annotated[list[str] | None, typer.Argument(metavar="URL...", show_default=False)] = None,
    feed: FeedOption = None,
    starter: Annotated[
        str | None,
        typer.Option("--starter", metavar="PACK", help="A pack of the starter catalogue.", show_default=False),
    ] = None,
    guild: GuildOption = HOUSE,
) -> None:
    """Follow feeds, sites (their feed is found) or single articles, and show what they hold."""
    if not (urls or starter) or (feed and len(urls or ()) != 1):
        raise UsageError("no URL, or --feed without exactly one")
    if starter:
        await follow_pack(call, find_pack(starter), guild)
    if urls:
        await _add_all(call, urls, feed, guild)


async def _add_all(call: Invocation, urls: Sequence[str], feed: str | None, guild: int) -> None:
    problems: list[KawarabanError] = []
    async with call.open_app() as app:
        for url in urls:
            try:
                added = await app.registry.add_choice(url, guild, feed=feed)
            except KawarabanError as error:
                problems.append(error)
                _refuse(call, url, error)
            else:
                _put_added(call, added)
    if len(problems) == len(urls):
        raise typer.Exit(max(problem.exit_code for problem in problems) if len(problems) == 1 else 1)


def _refuse(call: Invocation, url: str, error: KawarabanError) -> None:
    """One sentence on stderr; a document of the contract on stdout."""
    if call.as_json:
        outcome = outcome_document(IngestOutcome(None, url, IngestStatus.FAILED, None, 0, error.key))
        unknown = {"title": None, "lang": None, "state": None, "kind": None}
        call.put_json(outcome | unknown | refusal_document(url, error))
    line = text("sources-not-added", call.lang, url=url[:200], reason=refusal_text(error, call.lang))
    call.err.print(line, markup=False, highlight=False, soft_wrap=True)


def _put_added(call: Invocation, added: Added) -> None:
    if call.as_json:
        call.put_json(added_document(added))
        return
    lines = offer_lines(call, added.offer) if added.offer else []
    lines.append(added_text(added, call.lang))
    if added.others:
        lines.append(text("sources-choose", call.lang, n=len(added.others)))
        lines += [f"  {n}  {choice_line(one, call.lang)}\n     {one.preview.url}" for n, one in added.others]
    put_lines(call, lines)


@as_verb
async def check(
    call: Invocation, ref: Annotated[str, typer.Argument(metavar="ID|URL")], guild: GuildOption = HOUSE
) -> None:
    """Look at a followed source now and say what is wrong with it."""
    async with call.open_app() as app:
        checkup = await app.registry.check(guild, ref)
    lang = call.lang
    if call.as_json:
        call.put_json(checkup_document(checkup))
    else:
        source = checkup.source
        lines = [f"{source.source_id}  {source.title}", f"  {source.url}"]
        if source.error:
            lines.append(f"  {verdict_text(checkup.judgement, lang)}")
        if checkup.problem:
            lines.append(text("sources-test-fails", lang, reason=refusal_text(checkup.problem, lang)))
        else:
            lines += offer_lines(call, checkup.offer)[2:] if checkup.offer else []
            lines.append(text("sources-test-works-again" if source.failures else "sources-test-works", lang))
        put_lines(call, lines)
    if checkup.problem:
        raise typer.Exit(1)


@as_verb
async def starter(
    call: Invocation,
    pack: Annotated[str | None, typer.Argument(metavar="[PACK]", show_default=False)] = None,
    only_show: Annotated[bool, typer.Option("--show", help="List the pack's sources; follow nothing.")] = False,
    guild: GuildOption = HOUSE,
) -> None:
    """The starter catalogue: list its packs, or follow all sources of one."""
    if pack is None:
        _put_packs(call)
    elif only_show:
        _put_pack(call, find_pack(pack))
    else:
        await follow_pack(call, find_pack(pack), guild)


def _put_packs(call: Invocation) -> None:
    catalogue, lang = read_starter(), call.lang
    if call.as_json:
        for one in catalogue.packs:
            call.put_json(
                {**one.model_dump(), "checked_live": catalogue.checked_live, "written_on": str(catalogue.written_on)}
            )
        return
    lines = [text("sources-starter-about", lang, day=str(catalogue.written_on)), ""]
    for one in catalogue.packs:
        lines.append(text("sources-starter-pack", lang, id=one.id, name=one.name[lang], n=len(one.sources)))
        lines.append(f"    {one.about[lang]}")
    put_lines(call, [*lines, "", text("sources-starter-how", lang)])


def _put_pack(call: Invocation, pack: Pack) -> None:
    lang = call.lang
    for one in sources_of_pack(pack):
        if call.as_json:
            call.put_json(one.model_dump())
            continue
        marks = f" ({text('sources-starter-by-others', lang)})" if one.by_others else ""
        put_lines(call, [f"{one.name[lang]}{marks} · {one.lang}", f"    {one.home}", f"    {one.feed}"])


async def follow_pack(call: Invocation, pack: Pack, guild: int) -> None:
    """Follow every source of the pack, unread, and say what became of each."""
    async with call.open_app() as app:
        outcomes = await app.registry.follow_unread(follows_of_pack(pack, call.lang), guild)
    counts = {"taken": 0, "known": 0, "refused": 0}
    for one in outcomes:
        status = import_status(one)
        counts[status] += 1
        if call.as_json:
            call.put_json(imported_document(one))
            continue
        reason = f"  {refusal_text(one.problem, call.lang)}" if one.problem else ""
        put_lines(call, [f"{text('sources-import-line', call.lang, status=status)}  {one.wanted.title}{reason}"])
    if not call.as_json:
        put_lines(call, [text("sources-imported", call.lang, **counts)])


def prospect_lines(call: Invocation, prospect: Prospect) -> list[str]:
    """What an address leads to, for a person: the best feed in full, the others in short."""
    lang, lines = call.lang, []
    offers = list(enumerate(prospect.offers, 1))
    if prospect.article:
        title, article_lang = prospect.article.title, shown_lang(prospect.article.lang)
        lines += [text("sources-a-page", lang, title=title, lang=article_lang), f"  {prospect.article.url}"]
        shown, heading = offers, text("sources-choose-for-article", lang)
    else:
        lines += offer_lines(call, prospect.offers[0])
        shown, heading = offers[1:], text("sources-others", lang)
    if shown:
        lines.append(heading)
        lines += [f"  {n}  {choice_line(one, lang)}\n     {one.preview.url}" for n, one in shown]
    if prospect.named:
        lines.append(text("sources-more-named", lang, n=len(prospect.named)))
    return lines


def offer_lines(call: Invocation, offer: Offer) -> list[str]:
    """One feed: its facts, its newest entries, and every verdict."""
    one, lang = offer.preview, call.lang
    lines = [one.title, f"  {one.url}", f"  {facts(one, lang)}"]
    for entry in one.newest:
        lines.append(f"  - {instant(entry.published_at, lang)}  {shown_lang(entry.lang)}  {entry.title}")
        if entry.url:
            lines.append(f"      {entry.url}")
    lines += [f"  {'!' if is_warning(judged) else '✓'} {verdict_text(judged, lang)}" for judged in offer.judgements]
    return lines


def put_lines(call: Invocation, lines: Sequence[str]) -> None:
    for line in lines:
        call.out.print(line, markup=False, highlight=False, soft_wrap=True)
