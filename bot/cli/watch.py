"""The verbs of the watch list: what a server tracks, and whether it wants that alone."""

from typing import Annotated

import typer

from bot.cli.invocation import GuildOption, Invocation
from bot.cli.verb import as_verb
from bot.domain.source import HOUSE
from bot.domain.watch import Coverage, WatchKind
from bot.i18n.catalog import text
from bot.watches.watchlist import Named

verbs = typer.Typer(no_args_is_help=True, help="Companies and keywords that a server tracks.")

Names = Annotated[list[str], typer.Argument(metavar="NAME...", show_default=False)]
KindOption = Annotated[
    WatchKind | None,
    typer.Option("--as", help="Take the names as this; a company where it is one's name, else a keyword.",
                 show_default=False),
]  # fmt: skip


@verbs.command("add")
@as_verb
async def add(call: Invocation, names: Names, kind: KindOption = None, guild: GuildOption = HOUSE) -> None:
    """Track companies (by any name, in either language) and keywords."""
    async with call.open_app() as app:
        for typed in names:
            named, is_new = await app.watchlist.add(guild, typed, kind=kind)
            if call.as_json:
                call.put_json({**watch_document(named), "status": "added" if is_new else "known"})
            else:
                key = "watch-added" if is_new else "watch-known"
                _say(call, text(key, call.lang, kind=named.entry.kind.value, name=named.name(call.lang)))


@verbs.command("list")
@as_verb
async def list_(call: Invocation, guild: GuildOption = HOUSE) -> None:
    """What is tracked, companies first."""
    async with call.open_app() as app:
        tracked = await app.watchlist.list(guild)
        watch = await app.watchlist.watch_of(guild)
    if call.as_json:
        call.put_rows(map(watch_document, tracked), ())
        return
    for named in tracked:
        _say(call, text("watch-line", call.lang, kind=named.entry.kind.value, name=named.name(call.lang)))
    _say(call, text("watch-coverage", call.lang, coverage=watch.coverage.value) if tracked
         else text("watch-none", call.lang))  # fmt: skip


@verbs.command("remove")
@as_verb
async def remove(call: Invocation, names: Names, guild: GuildOption = HOUSE) -> None:
    """Stop tracking these."""
    async with call.open_app() as app:
        for typed in names:
            named = await app.watchlist.remove(guild, typed)
            if call.as_json:
                call.put_json({**watch_document(named), "status": "removed"})
            else:
                _say(call, text("watch-removed", call.lang, name=named.name(call.lang)))


@verbs.command("stories")
@as_verb
async def stories(
    call: Invocation,
    coverage: Annotated[Coverage | None, typer.Argument(metavar="[all|tracked]", show_default=False)] = None,
    guild: GuildOption = HOUSE,
) -> None:
    """Whether editions hold all stories (what is tracked leads) or only tracked ones; without a word, what is set."""
    async with call.open_app() as app:
        if coverage is not None:
            await app.watchlist.set_coverage(guild, coverage)
        chosen = (await app.watchlist.watch_of(guild)).coverage
    if call.as_json:
        call.put_json({"stories": chosen.value})
    else:
        _say(call, text("watch-coverage", call.lang, coverage=chosen.value))


def watch_document(named: Named) -> dict[str, object]:
    return {
        "kind": named.entry.kind.value,
        "value": named.entry.value,
        "name": {"ja": named.name("ja"), "en": named.name("en")},
        "added_at": named.entry.added_at.isoformat(),
    }


def _say(call: Invocation, words: str) -> None:
    call.out.print(words, markup=False, highlight=False, soft_wrap=True)
