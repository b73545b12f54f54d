"""`run`: the bot where there is a token; else a show of what it does, and a simulated Discord in the browser."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot.app import App, open_app
from bot.briefs.plain_text import brief_lines
from bot.cli.documents import answer_document, brief_document
from bot.cli.invocation import DataDirOption, Invocation, JsonOption, NowOption, run_verb
from bot.cli.terminal import answer_lines, outcome_line, progress
from bot.domain.language import LANGS
from bot.domain.source import HOUSE
from bot.errors import LoginRefused
from bot.i18n.catalog import text
from bot.ports import ShiftedClock
from bot.samples.questions import SAMPLE_QUESTIONS

_TOKEN_PARTS = 3

READERS_ZONE = ZoneInfo("Asia/Tokyo")
"""The day that a printed edition is dated with, where no server and so no time zone is known."""


def run(
    once: Annotated[bool, typer.Option("--once", help="End after printing; no simulated Discord.")] = False,
    source: Annotated[
        list[str] | None, typer.Option("--source", metavar="URL", help="Your own feeds instead of the samples.")
    ] = None,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Of the simulated Discord; 0: any.")] = 0,
    top: Annotated[int, typer.Option("--top", min=1, max=20, help="Stories of the printed edition.")] = 5,
    as_json: JsonOption = False,
    data_dir: DataDirOption = None,
    now: NowOption = None,
) -> None:
    """The bot, when DISCORD_TOKEN is set; else today's brief, cited answers, and the simulated Discord."""

    async def verb(call: Invocation) -> None:
        if call.settings.discord_token is not None:
            await _run_bot(call, call.settings.discord_token.get_secret_value())
        elif source:
            async with call.open_app() as app:
                await _ingest(call, app, source)
                await _show(call, app, top)
                await _serve(call, app, port, once=once)
        else:
            await _run_samples(call, port, top, once=once)

    run_verb(verb, as_json=as_json, data_dir=data_dir, now=now, is_service=True)


async def _run_bot(call: Invocation, token: str) -> None:
    # A bot token is three dot-separated parts (https://docs.discord.com/developers/reference#authentication): what is
    # plainly none needs no journey to be refused.
    if len([part for part in token.strip().split(".") if part]) != _TOKEN_PARTS:
        raise LoginRefused("the token does not have three parts")
    # discord.py is imported by the verb that needs it: `ask` and the others start faster without.
    from bot.discord_app.runner import run_bot

    async with call.open_app() as app:
        await run_bot(app, token.strip())


async def _run_samples(call: Invocation, port: int, top: int, *, once: bool) -> None:
    # A folder of its own, made anew each time: the samples never mix with what somebody really follows, and every
    # run shows the whole way of an article, over HTTP.
    from bot.samples.server import serve_samples

    folder = call.settings.data_dir / "samples"
    shutil.rmtree(folder, ignore_errors=True)
    async with serve_samples() as site:
        settings = call.settings.model_copy(
            update={
                "data_dir": folder,
                "database_url": None,
                "allow_hosts": (*call.settings.allow_hosts, site.host),
                "host_pause": 0.0,
            }
        )
        sampled = replace(call, settings=settings, clock=ShiftedClock(site.sample_now))
        async with open_app(settings, clock=sampled.clock) as app:
            if not call.as_json:
                call.out.print(text("cli-samples-clock", call.lang, day=f"{site.sample_now:%Y-%m-%d %H:%M %Z}"))
            await _ingest(sampled, app, site.feed_urls)
            await _show(sampled, app, top)
            await _serve(sampled, app, port, once=once)


async def _ingest(call: Invocation, app: App, urls: Sequence[str]) -> None:
    with progress(call.err, shown=True, total=len(urls)) as tell:
        outcomes = await app.pipeline.ingest_urls(urls, HOUSE, tell)
    for outcome in outcomes:
        call.err.print(outcome_line(outcome, call.lang), markup=False, highlight=False, soft_wrap=True)


async def _show(call: Invocation, app: App, top: int) -> None:
    """Print the day's edition in both languages, then the sample questions with what the record answers."""
    today = app.clock.now().astimezone(READERS_ZONE).date()
    editions = [await app.editor.edition(HOUSE, lang, on=today, top=top) for lang in LANGS]
    answers = [await app.responder.answer(question, lang=lang) for lang, question in SAMPLE_QUESTIONS]
    if call.as_json:
        call.put_json(
            {
                "on": today.isoformat(),
                "editions": {edition.lang: [brief_document(one) for one in edition.briefs] for edition in editions},
                "answers": [answer_document(answer) for answer in answers],
            }
        )
        return
    for edition in editions:
        call.out.rule(text("cli-edition-title", edition.lang, day=today.isoformat()), characters="═")
        if not edition.briefs:
            call.out.print(text("cli-no-stories", edition.lang))
        for brief in edition.briefs:
            _print_lines(call, brief_lines(brief, edition.lang))
    for answer in answers:
        call.out.rule(text("cli-question-title", answer.lang), characters="─")
        _print_lines(call, [f"> {answer.question}", "", *answer_lines(answer)])


def _print_lines(call: Invocation, lines: Sequence[str]) -> None:
    call.out.print("\n".join(lines), markup=False, highlight=False)
    call.out.print()


async def _serve(call: Invocation, app: App, port: int, *, once: bool) -> None:
    if once:
        return
    from bot.discord_app.demo import serve_demo

    def announce(url: str) -> None:
        call.err.print(text("cli-demo-url", call.lang, url=url), markup=False, highlight=False, soft_wrap=True)

    await serve_demo(app, port=port, on_url=announce)
