"""The verbs about scheduled briefs: schedules list, set, off, preview; deliveries, with the reason of every slot."""

from typing import Annotated, Literal

import typer

from bot.briefs.plain_text import brief_lines
from bot.cli.documents import Document, brief_document, why_document
from bot.cli.invocation import GuildOption, Invocation
from bot.cli.options import ChannelOption, LimitOption, ServerOption
from bot.cli.verb import as_verb
from bot.delivery.schedule import local_day, next_slot
from bot.discord_app.commands.options import read_langs, read_time, read_weekdays, read_zone
from bot.domain.delivery import Delivery, Schedule
from bot.domain.language import Lang
from bot.domain.source import HOUSE
from bot.errors import UnknownSchedule
from bot.i18n.catalog import has_text, text

verbs = typer.Typer(no_args_is_help=True, help="Scheduled briefs: list, set, off, preview.")

IdArgument = Annotated[int, typer.Argument(metavar="ID")]
_SCHEDULE = (
    "schedule_id", "guild_id", "channel_id", "at", "timezone", "weekdays", "langs", "topics", "state", "next_slot_at",
)  # fmt: skip
_DELIVERY = ("slot_at", "guild_id", "channel_id", "state", "lateness_seconds", "why")


@verbs.command("list")
@as_verb
async def show(call: Invocation, guild: GuildOption = HOUSE) -> None:
    """The schedules of a server, or of all with --guild 0."""
    async with call.open_app() as app:
        found = await app.schedules.list_schedules(guild or None, active_only=False)
        call.put_rows((_schedule_document(one, call) for one in found), _SCHEDULE)


@verbs.command("set")
@as_verb
async def set_(
    call: Invocation,
    guild: ServerOption,
    channel: ChannelOption,
    at: Annotated[str, typer.Option("--at", metavar="HH:MM", help="Local time of day.")],
    timezone: Annotated[str, typer.Option("--timezone", metavar="ZONE", help="IANA zone.")] = "Asia/Tokyo",
    weekdays: Annotated[
        str | None, typer.Option("--weekdays", metavar="mon,wed|12345", help="Every day if left out.")
    ] = None,
    langs: Annotated[Literal["ja", "en", "both"], typer.Option("--lang", help="Languages of the brief.")] = "both",
    top: Annotated[int, typer.Option("--top", metavar="N", min=1, max=8, help="Stories at most.")] = 5,
    together: Annotated[bool, typer.Option("--one-message", help="Both languages in one message.")] = False,
    tells_quiet: Annotated[bool, typer.Option("--quiet-note", help="Say so on a day without news.")] = False,
    topic: Annotated[
        list[str] | None,
        typer.Option("--topic", metavar="NAME", help="A company or keyword of its own instead of the server's list."),
    ] = None,
    only: Annotated[bool, typer.Option("--only", help="Only stories about these topics.")] = False,
) -> None:
    """Set the one schedule of this channel at this time: what is left out is as its help says."""
    zone, days = read_zone(timezone), read_weekdays(weekdays)
    async with call.open_app() as app:
        watch = await app.watchlist.topics(topic or (), only=only)
        saved = await app.schedules.save_schedule(
            guild, channel, read_time(at), zone, read_langs(langs), top, call.clock.now(),
            weekdays=days, together=together, tells_quiet=tells_quiet, watch=watch,
        )  # fmt: skip
        call.put_rows([_schedule_document(saved, call)], _SCHEDULE)


@verbs.command("off")
@as_verb
async def off(call: Invocation, schedule_id: IdArgument) -> None:
    """Switch one schedule off."""
    async with call.open_app() as app:
        found = await app.schedules.find_schedule(schedule_id)
        if found is None:
            raise UnknownSchedule(str(schedule_id), schedule=str(schedule_id))
        await app.schedules.turn_off(found.guild_id, schedule_id, call.clock.now())
        changed = await app.schedules.find_schedule(schedule_id) or found
        call.put_rows([_schedule_document(changed, call)], _SCHEDULE)


@verbs.command("preview")
@as_verb
async def preview(
    call: Invocation,
    schedule_id: IdArgument,
    why: Annotated[
        bool, typer.Option("--why", help="Of every story of the last day, why it is in or not, instead of the briefs.")
    ] = False,
) -> None:
    """What this schedule would post now. Nothing is posted."""
    async with call.open_app() as app:
        found = await app.schedules.find_schedule(schedule_id)
        if found is None:
            raise UnknownSchedule(str(schedule_id), schedule=str(schedule_id))
        _say(call, text("schedule-preview-head", call.lang, schedule=str(schedule_id)))
        on, readers = local_day(found, call.clock.now()), found.readers_at(call.clock.now())
        if why:
            index = await app.catalogue.index()
            for verdict in await app.editor.judge(found.guild_id, top=found.top, readers=readers):
                story, reason = verdict.story, why_document(verdict, index)
                if call.as_json:
                    call.put_json({"story_id": story.story_id, "title": story.title(call.lang), "why": reason})
                else:
                    _say(call, f"{story.story_id}\t{story.title(call.lang)}\n\t{reason[call.lang]}")
            return
        editions = [
            await app.editor.edition(found.guild_id, lang, on=on, top=found.top, readers=readers)
            for lang in found.langs
        ]
    for edition in editions:
        for brief in edition.briefs:
            if call.as_json:
                call.put_json(brief_document(brief))
            else:
                _say(call, "\n".join(brief_lines(brief, edition.lang)))
    if not any(edition.briefs for edition in editions):
        _say(call, text("schedule-preview-none", call.lang))


@as_verb
async def deliveries(call: Invocation, guild: GuildOption = HOUSE, limit: LimitOption = 20) -> None:
    """What became of every slot, and why, of a server or of all with --guild 0."""
    async with call.open_app() as app:
        found = await app.deliveries.list_deliveries(guild or None, limit)
        call.put_rows((_delivery_document(one, call.lang) for one in found), _DELIVERY)


def _say(call: Invocation, words: str) -> None:
    """For people only."""
    if not call.as_json:
        call.out.print(words, markup=False, highlight=False, soft_wrap=True)


def _schedule_document(one: Schedule, call: Invocation) -> Document:
    return {
        "schedule_id": one.schedule_id,
        "guild_id": one.guild_id,
        "channel_id": one.channel_id,
        "at": f"{one.at:%H:%M}",
        "timezone": one.timezone,
        "weekdays": list(one.weekdays),
        "langs": list(one.langs),
        "together": one.together,
        "tells_quiet": one.tells_quiet,
        "top": one.top,
        "topics": _topics_document(one),
        "state": "active" if one.active else "off",
        "reason": one.stopped,
        "next_slot_at": next_slot(one, call.clock.now()).isoformat() if one.active else None,
    }


def _topics_document(one: Schedule) -> Document | None:
    """None where it goes by what its server tracks."""
    if one.watch is None:
        return None
    return {
        "companies": sorted(one.watch.companies),
        "keywords": list(one.watch.keywords),
        "stories": one.watch.coverage.value,
    }


def _delivery_document(one: Delivery, lang: Lang) -> Document:
    late = (one.posted_at - one.slot_at).total_seconds() if one.posted_at else None
    return {
        "delivery_id": one.delivery_id,
        "schedule_id": one.schedule_id,
        "guild_id": one.guild_id,
        "channel_id": one.channel_id,
        "slot_at": one.slot_at.isoformat(),
        "state": one.state.value,
        "reason": one.reason,
        "why": text(one.reason, lang) if one.reason and has_text(one.reason, lang) else one.reason,
        "posted_at": one.posted_at.isoformat() if one.posted_at else None,
        "lateness_seconds": late,
        "message_ids": list(one.message_ids),
    }
