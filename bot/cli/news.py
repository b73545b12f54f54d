"""The verbs that bring news in and tell it: ingest, articles, stories, brief."""

from collections.abc import Sequence
from typing import Annotated

import typer

from bot.app import App
from bot.briefs.plain_text import brief_lines
from bot.cli.documents import article_document, brief_document, outcome_document, story_document, why_document
from bot.cli.invocation import (
    GuildOption,
    Invocation,
    LangOption,
    read_instant,
    read_lang,
)
from bot.cli.lookup import find_company
from bot.cli.options import CompanyOption
from bot.cli.terminal import outcome_line, page_progress, progress
from bot.cli.verb import as_verb
from bot.domain.brief import Brief
from bot.domain.source import HOUSE, IngestStatus
from bot.domain.story import Story
from bot.errors import UsageError
from bot.i18n.catalog import text
from bot.pipeline import PageStep

WhyOption = Annotated[bool, typer.Option("--why", help="Say why each story is in, or not in, an edition of now.")]
SinceOption = Annotated[str | None, typer.Option("--since", metavar="ISO8601", show_default=False)]
BROKEN = (IngestStatus.FAILED, IngestStatus.REFUSED)


@as_verb
async def ingest(
    call: Invocation,
    urls: Annotated[list[str] | None, typer.Argument(metavar="[URL]...", show_default=False)] = None,
    guild: GuildOption = HOUSE,
) -> None:
    """One cycle over the sources that are due, or over these feeds, sites or articles."""
    async with call.open_app() as app:
        with progress(call.err, shown=not call.as_json) as tell:
            outcomes = await app.pipeline.ingest_urls(urls, guild, tell) if urls else await app.pipeline.run_cycle(tell)
            await app.pipeline.finish()
    for outcome in outcomes:
        if call.as_json:
            call.put_json(outcome_document(outcome))
        else:
            call.out.print(outcome_line(outcome, call.lang), markup=False, highlight=False, soft_wrap=True)
    if not outcomes and not call.as_json:
        call.out.print(text("cli-nothing-due", call.lang))
    # One source's failure is a line of the outcome; only a call in which nothing worked has failed.
    if outcomes and all(outcome.status in BROKEN for outcome in outcomes):
        raise typer.Exit(1)


@as_verb
async def articles(call: Invocation, guild: GuildOption = HOUSE, since: SinceOption = None) -> None:
    """The stored articles, newest first."""
    start = read_instant(since) if since else None
    async with call.open_app() as app:
        stored = await app.articles.list_articles(guild, start)
    call.put_rows(map(article_document, stored), ("article_id", "published_at", "lang", "outlet", "title"))


@as_verb
async def stories(
    call: Invocation,
    guild: GuildOption = HOUSE,
    since: SinceOption = None,
    company: CompanyOption = None,
    why: WhyOption = False,
) -> None:
    """The stories, the newest first."""
    start = read_instant(since) if since else None
    async with call.open_app() as app:
        company_id = (await find_company(app, company)).company_id if company else None
        listed = await app.stories.list_stories(guild, start, company_id)
        reasons = await _reasons(app, guild, listed) if why else {}
        for story in listed:
            reason = reasons.get(story.story_id)
            if call.as_json:
                members = await app.articles.get_articles(story.article_ids)
                document = story_document(story, [article.url for article in members])
                call.put_json({**document, "why": reason} if reason else document)
            else:
                count = text("cli-reports", call.lang, n=len(story.article_ids))
                line = f"{story.story_id}\t{story.updated_at:%Y-%m-%d %H:%M}\t{count}\t{story.title(call.lang)}"
                call.out.print(line, markup=False, highlight=False, soft_wrap=True)
                if reason:
                    call.out.print(f"\t{reason[call.lang]}", markup=False, highlight=False, soft_wrap=True)


async def _reasons(app: App, guild: int, stories: Sequence[Story]) -> dict[int, dict[str, object]]:
    """Why each of these is in, or not in, an edition of now, by story id."""
    index = await app.catalogue.index()
    return {
        verdict.story.story_id: why_document(verdict, index) for verdict in await app.editor.judge(guild, also=stories)
    }


@as_verb
async def brief(
    call: Invocation,
    story: Annotated[int | None, typer.Option("--story", metavar="ID", show_default=False)] = None,
    url: Annotated[str | None, typer.Option("--url", metavar="URL", show_default=False)] = None,
    top: Annotated[int | None, typer.Option("--top", metavar="N", min=1, max=20, show_default=False)] = None,
    lang: LangOption = None,
    guild: GuildOption = HOUSE,
    why: WhyOption = False,
) -> None:
    """One story's brief (`--story`, `--url`), or today's edition (`--top`, 5 stories where nothing is said)."""
    wanted = read_lang(lang) or call.lang
    if sum(option is not None for option in (story, url, top)) > 1:
        raise UsageError("more than one of --story, --url and --top")
    async with call.open_app() as app:
        if story is not None:
            shown: list[Brief] = [await app.composer.brief_story(story, wanted, guild)]
        elif url is not None:
            with page_progress(call.err, wanted, shown=not call.as_json) as tell:
                read = await app.pipeline.read_page(url, guild, tell)
                tell(PageStep.WRITING)
                shown = [await app.composer.brief_story(read.story_id, wanted, guild)]
        else:
            today = app.clock.now().date()
            edition = await app.editor.edition(guild, wanted, on=today, top=top or 5)
            shown = list(edition.briefs)
        told = [await app.stories.get_story(one.story_id, guild) for one in shown] if why else []
        reasons = await _reasons(app, guild, told) if why else {}
    for one in shown:
        reason = reasons.get(one.story_id)
        if call.as_json:
            document = brief_document(one)
            call.put_json({**document, "why": reason} if reason else document)
        else:
            if reason:
                call.out.print(str(reason[wanted]), markup=False, highlight=False, soft_wrap=True)
            call.out.print("\n".join(brief_lines(one, wanted)), markup=False, highlight=False, soft_wrap=True)
            call.out.print()
    if not shown and not call.as_json:
        call.out.print(text("cli-no-stories", call.lang))
