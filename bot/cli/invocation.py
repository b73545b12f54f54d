"""What every verb shares: the three common options, the clock, output as JSON or for a person, errors as exit codes."""

import asyncio
import json
import logging
import sys
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from bot.app import App, open_app
from bot.domain.language import LANGS, Lang
from bot.errors import BadDate, BadLanguage, KawarabanError
from bot.i18n.catalog import error_text
from bot.ops.logging import log_to_stderr
from bot.ports import Clock, FixedClock, SystemClock
from bot.settings import Settings, load_settings

log = logging.getLogger(__name__)

JsonOption = Annotated[bool, typer.Option("--json", help="One JSON document on stdout (JSON Lines for lists).")]
DataDirOption = Annotated[
    Path | None, typer.Option("--data-dir", metavar="DIR", help="Where the database lives.", show_default=False)
]
NowOption = Annotated[
    str | None,
    typer.Option("--now", metavar="ISO8601", help="Run as if it were this instant.", show_default=False),
]
LangOption = Annotated[str | None, typer.Option("--lang", metavar="ja|en", show_default=False)]
GuildOption = Annotated[int, typer.Option("--guild", metavar="ID", help="A server's id; 0 is the operator's own list.")]


@dataclass(frozen=True, slots=True)
class Invocation:
    """One call of the program: its settings, its clock, and how it speaks."""

    settings: Settings
    clock: Clock
    as_json: bool
    out: Console
    """stdout: results only."""
    err: Console
    """stderr: progress, errors, logs."""

    def open_app(self) -> AbstractAsyncContextManager[App]:
        return open_app(self.settings, clock=self.clock)

    @property
    def lang(self) -> Lang:
        return self.settings.language

    def put_json(self, document: object) -> None:
        """One JSON document, or one line of JSON Lines, on stdout."""
        sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")

    def put_rows(self, rows: Iterable[Mapping[str, object]], columns: Iterable[str]) -> None:
        """A list: JSON Lines for machines, one tab-separated line per row for people."""
        wanted = tuple(columns)
        for row in rows:
            if self.as_json:
                self.put_json(row)
            else:
                shown = ("" if row[name] is None else str(row[name]) for name in wanted)
                self.out.print("\t".join(shown), markup=False, highlight=False, soft_wrap=True)


def run_verb(
    verb: Callable[[Invocation], Awaitable[object]],
    *,
    as_json: bool,
    data_dir: Path | None,
    now: str | None,
    is_service: bool = False,
) -> None:
    """Run one verb to its end. A KawarabanError becomes one sentence (or one JSON document) and its exit code."""
    err = Console(stderr=True)
    lang: Lang = "en"
    try:
        settings = load_settings(**({"data_dir": data_dir} if data_dir else {}))
        lang = settings.language
        # Only the running bot logs its ordinary course unasked; everything else speaks through its result.
        is_bot = is_service and settings.discord_token is not None
        level = settings.log_level if is_bot or "log_level" in settings.model_fields_set else "WARNING"
        log_to_stderr(level)
        clock = FixedClock(read_instant(now)) if now else SystemClock()
        asyncio.run(_awaited(verb(Invocation(settings, clock, as_json, Console(), err))))
    except KawarabanError as error:
        _fail(error, lang, err, as_json=as_json)
    except KeyboardInterrupt:
        raise typer.Exit(130) from None
    except BrokenPipeError:
        # The reader (`| head`) left: nothing more to say, and nothing went wrong.
        sys.stderr.close()
        raise typer.Exit(0) from None


async def _awaited(verb: Awaitable[object]) -> None:
    await verb


def _fail(error: KawarabanError, lang: Lang, err: Console, *, as_json: bool) -> NoReturn:
    sentence = error_text(error, lang)
    log.debug("verb failed: %s", error.detail, exc_info=error)
    if as_json:
        sys.stdout.write(json.dumps({"error": error.key, "message": sentence}, ensure_ascii=False) + "\n")
    err.print(sentence, markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(error.exit_code) from None


def read_instant(value: str) -> datetime:
    """An ISO 8601 instant; without a zone it is UTC. Raises BadDate."""
    try:
        instant = datetime.fromisoformat(value)
    except ValueError as problem:
        raise BadDate(str(problem), value=value) from None
    return instant.replace(tzinfo=instant.tzinfo or UTC)


def read_day(value: str | None) -> date | None:
    """A calendar date YYYY-MM-DD. Raises BadDate."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as problem:
        raise BadDate(str(problem), value=value) from None


def read_lang(value: str | None) -> Lang | None:
    """`ja` or `en`. Raises BadLanguage."""
    for lang in LANGS:
        if value == lang:
            return lang
    if value is None:
        return None
    raise BadLanguage(value=value)
