"""The verbs about what is followed: sources list, pause, remove; the others of this group stand in source_adding and
source_files."""

from collections.abc import Sequence
from typing import Annotated

import typer

from bot.cli import source_adding, source_files
from bot.cli.documents import source_document
from bot.cli.invocation import GuildOption, Invocation
from bot.cli.source_adding import put_lines
from bot.cli.source_documents import health_document
from bot.cli.verb import as_verb
from bot.domain.language import Lang
from bot.domain.source import HOUSE, Followed
from bot.i18n.catalog import text
from bot.sources.health import Judgement, last_success_at, needs_care
from bot.sources.wording import verdict_text

verbs = typer.Typer(no_args_is_help=True, help="What is followed, by a server or by the operator (--guild 0).")

verbs.command("preview")(source_adding.preview)
verbs.command("add")(source_adding.add)
verbs.command("test")(source_adding.check)
verbs.command("starter")(source_adding.starter)
verbs.command("import")(source_files.import_opml)
verbs.command("export")(source_files.export_opml)

RefArgument = Annotated[str, typer.Argument(metavar="ID|URL")]


@verbs.command("list")
@as_verb
async def show(call: Invocation, guild: GuildOption = HOUSE) -> None:
    """What is followed, with how each source does and why it fails."""
    async with call.open_app() as app:
        listed = await app.registry.list_followed(guild)
    if call.as_json:
        call.put_rows((health_document(*one) for one in listed), ())
    else:
        put_lines(call, list_lines(listed, call.lang))


@verbs.command("pause")
@as_verb
async def pause(
    call: Invocation,
    ref: RefArgument,
    resume: Annotated[bool, typer.Option("--resume", help="Follow it again.")] = False,
    guild: GuildOption = HOUSE,
) -> None:
    """Stop looking at a source for a while, without forgetting it."""
    async with call.open_app() as app:
        await app.registry.pause(guild, ref, paused=not resume)
        listed = await app.registry.list_followed(guild)
    if call.as_json:
        call.put_rows((health_document(*one) for one in listed), ())
    else:
        put_lines(call, list_lines(listed, call.lang))


@verbs.command("remove")
@as_verb
async def remove(call: Invocation, ref: RefArgument, guild: GuildOption = HOUSE) -> None:
    """Stop following a source."""
    async with call.open_app() as app:
        source = await app.registry.remove(guild, ref)
        if call.as_json:
            call.put_json(source_document(source) | {"state": "removed"})
        else:
            call.out.print(text("cli-removed", call.lang, title=source.title, url=source.url), markup=False)


def list_lines(listed: Sequence[tuple[Followed, Judgement]], lang: Lang) -> list[str]:
    """What is followed, for a person: two lines for each source, and what needs a look at the end."""
    if not listed:
        return [text("sources-none", lang)]
    lines = []
    for followed, judgement in listed:
        source = followed.source
        facts = [
            text("sources-state", lang, state=source.state.value),
            text("sources-kind", lang, kind=source.kind.value),
            source.lang or "?",
        ]
        facts += [_read_words(followed, lang), _newest_words(followed, lang)]
        lines.append(f"{source.source_id}  {source.title}  {source.url}")
        lines.append(f"   {' · '.join(facts)} · {verdict_text(judgement, lang)}")
    care = sum(1 for _, judgement in listed if needs_care(judgement))
    return [*lines, text("sources-need-care", lang, n=care)] if care else lines


def _read_words(followed: Followed, lang: Lang) -> str:
    if followed.source.last_fetched_at is None:
        return text("sources-read-never", lang)
    at = last_success_at(followed.source)
    return text("sources-read-at", lang, when=f"{at:%Y-%m-%d %H:%M}") if at else text("sources-read-unknown", lang)


def _newest_words(followed: Followed, lang: Lang) -> str:
    if followed.newest_at is None:
        return text("sources-newest-none", lang)
    return text("sources-newest", lang, when=f"{followed.newest_at:%Y-%m-%d %H:%M}")
