"""The verbs about scheduled briefs: schedules list, off, preview; deliveries, with the reason of every slot."""

from typing import Annotated

import typer

from bot.briefs.plain_text import brief_lines
from bot.cli.documents import Document, brief_document
from bot.cli.invocation import DataDirOption, GuildOption, Invocation, JsonOption, NowOption, run_verb
from bot.delivery.schedule import local_day, next_slot
from bot.domain.delivery import Delivery, Schedule
from bot.domain.edition import Readers
from bot.domain.language import Lang
from bot.domain.source import HOUSE
from bot.errors import UnknownSchedule
from bot.i18n.catalog import has_text, text

verbs = typer.Typer(no_args_is_help=True, help="Scheduled briefs: list, off, preview.")

IdArgument = Annotated[int, typer.Argument(metavar="ID")]
_SCHEDULE = ("schedule_id", "guild_id", "channel_id", "at", "timezone", "weekdays", "langs", "state", "next_slot_at")
_DELIVERY = ("slot_at", "guild_id", "channel_id", "state", "lateness_seconds", "why")


@verbs.command("list")
def show(
    guild: GuildOption = HOUSE, as_json: JsonOption = False, data_dir: DataDirOption = None, now: NowOption = None
) -> None:
    """The schedules of a server, or of all with --guild 0."""

    async def verb(call: Invocation) -> None:
        async with call.open_app() as app:
            found = await app.schedules.list_schedules(guild or None, active_only=False)
            call.put_rows((_schedule_document(one, call) for one in found), _SCHEDULE)

    run_verb(verb, as_json=as_json, data_dir=data_dir, now=now)


@verbs.command("off")
def off(
    schedule_id: IdArgument, as_json: JsonOption = False, data_dir: DataDirOption = None, now: NowOption = None
) -> None:
    """Switch one schedule off."""

    async def verb(call: Invocation) -> None:
        async with call.open_app() as app:
            found = await app.schedules.find_schedule(schedule_id)
            if found is None:
                raise UnknownSchedule(str(schedule_id), schedule=str(schedule_id))
            await app.schedules.turn_off(found.guild_id, schedule_id, call.clock.now())
            changed = await app.schedules.find_schedule(schedule_id) or found
            call.put_rows([_schedule_document(changed, call)], _SCHEDULE)

    run_verb(verb, as_json=as_json, data_dir=data_dir, now=now)


@verbs.command("preview")
def preview(
    schedule_id: IdArgument, as_json: JsonOption = False, data_dir: DataDirOption = None, now: NowOption = None
) -> None:
    """What this schedule would post now."""

    async def verb(call: Invocation) -> None:
        async with call.open_app() as app:
            found = await app.schedules.find_schedule(schedule_id)
            if found is None:
                raise UnknownSchedule(str(schedule_id), schedule=str(schedule_id))
            on, readers = local_day(found, call.clock.now()), Readers(found.channel_id, call.clock.now())
            for lang in found.langs:
                edition = await app.editor.edition(found.guild_id, lang, on=on, top=found.top, readers=readers)
                for brief in edition.briefs:
                    if call.as_json:
                        call.put_json(brief_document(brief))
                    else:
                        call.out.print("\n".join(brief_lines(brief, lang)), markup=False, highlight=False)

    run_verb(verb, as_json=as_json, data_dir=data_dir, now=now)


def deliveries(
    guild: GuildOption = HOUSE,
    limit: Annotated[int, typer.Option("--limit", min=1, max=10_000, help="How many, the latest first.")] = 20,
    as_json: JsonOption = False,
    data_dir: DataDirOption = None,
    now: NowOption = None,
) -> None:
    """What became of every slot, and why, of a server or of all with --guild 0."""

    async def verb(call: Invocation) -> None:
        async with call.open_app() as app:
            found = await app.deliveries.list_deliveries(guild or None, limit)
            call.put_rows((_delivery_document(one, call.lang) for one in found), _DELIVERY)

    run_verb(verb, as_json=as_json, data_dir=data_dir, now=now)


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
        "state": "active" if one.active else "off",
        "reason": one.stopped,
        "next_slot_at": next_slot(one, call.clock.now()).isoformat() if one.active else None,
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
