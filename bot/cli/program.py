"""The program's verbs, put together. `python -m bot --help` lists them."""

import typer

from bot import __version__
from bot.cli import (
    alerts,
    commands,
    data_set,
    deliveries,
    feedback,
    news,
    record,
    review,
    run,
    source_list,
    upkeep,
    watch,
)

program = typer.Typer(
    name="kawaraban",
    help="Kawaraban (瓦版): bilingual, cited briefs on the AI industry, and what companies said about openness.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        print(__version__)
        raise typer.Exit


@program.callback()
def _options(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    """Options of the program itself."""


program.command("run")(run.run)
program.command("ingest")(news.ingest)
program.command("articles")(news.articles)
program.command("stories")(news.stories)
program.command("brief")(news.brief)
program.command("ask")(record.ask)
program.command("stance")(record.stance)
program.command("timeline")(record.timeline)
program.command("doctor")(upkeep.doctor)
program.command("eval")(upkeep.evaluate)
program.command("commands")(commands.commands)
program.command("deliveries")(deliveries.deliveries)
program.add_typer(source_list.verbs, name="sources")
program.add_typer(deliveries.verbs, name="schedules")
program.add_typer(alerts.verbs, name="alerts")
program.add_typer(watch.verbs, name="watch")
record.kb_verbs.command("validate")(data_set.kb_validate)
record.kb_verbs.command("diff")(data_set.kb_diff)
program.add_typer(record.kb_verbs, name="kb")
program.add_typer(review.verbs, name="review")
program.add_typer(feedback.verbs, name="feedback")
program.add_typer(upkeep.db_verbs, name="db")
