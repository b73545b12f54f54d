"""What a person sees in the terminal while and after something runs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bot.domain.answer import Answer
from bot.domain.language import Lang
from bot.domain.source import IngestOutcome
from bot.i18n.catalog import has_text, text
from bot.pipeline import PageStep


def outcome_line(outcome: IngestOutcome, lang: Lang) -> str:
    """One line per source: what became of it, and what to do where it failed."""
    status = text(f"cli-status-{outcome.status.value.replace('_', '-')}", lang)
    if outcome.error:
        return f"{status}  {outcome.url}  {error_sentence(outcome.error, outcome.url, lang)}"
    return f"{status}  {outcome.url}  {text('cli-new-articles', lang, n=outcome.new_articles)}"


def error_sentence(key: str, url: str, lang: Lang) -> str:
    """The sentence of an error that was kept by its key only."""
    return text(key, lang, url=url) if has_text(key, lang) else text("error-fetch", lang)


@contextmanager
def progress(err: Console, *, shown: bool, total: int | None = None) -> Iterator[Callable[[IngestOutcome], None]]:
    """A bar on stderr that moves by one with every source's outcome; nothing where `shown` is false."""
    if not shown or not err.is_terminal:
        yield lambda outcome: None
        return
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=err,
        transient=True,
    ) as bar:
        task = bar.add_task("", total=total)

        def tell(outcome: IngestOutcome) -> None:
            bar.update(task, advance=1, description=outcome.url[-60:])

        yield tell


@contextmanager
def page_progress(err: Console, lang: Lang, *, shown: bool) -> Iterator[Callable[[PageStep], None]]:
    """What reading a page is at, on stderr while it lasts; nothing where `shown` is false."""
    if not shown or not err.is_terminal:
        yield lambda step: None
        return
    with err.status("") as status:
        yield lambda step: status.update(text("stories-page-step", lang, step=step.value))


def answer_lines(answer: Answer) -> list[str]:
    """An answer as the terminal shows it: its lines, then every citation with its link."""
    lines = answer.text.splitlines()
    if answer.citations:
        lines.append("")
    for citation in answer.citations:
        source = " · ".join(part for part in (citation.said_on, citation.publisher, citation.url) if part)
        lines.append(f"[{citation.n}] {source} ({citation.statement_id})")
    return lines
