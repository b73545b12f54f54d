"""The verbs about alerts: alerts list, set, off, log."""

from typing import Annotated, Literal

import typer

from bot.cli.documents import Document
from bot.cli.invocation import GuildOption, Invocation
from bot.cli.options import ChannelOption, LimitOption, ServerOption
from bot.cli.verb import as_verb
from bot.domain.alert import ALL_KINDS, Alert, AlertKind, AlertRule
from bot.domain.language import Lang
from bot.domain.source import HOUSE
from bot.errors import UnknownAlert
from bot.i18n.catalog import has_text, text

verbs = typer.Typer(no_args_is_help=True, help="Alerts of stance changes and breaking stories: set, list, off, log.")

_RULE = ("rule_id", "guild_id", "channel_id", "kinds", "lang", "state")
_ALERT = ("happened_at", "guild_id", "channel_id", "kind", "state", "lateness_seconds", "why")


@verbs.command("set")
@as_verb
async def set_(
    call: Invocation,
    guild: ServerOption,
    channel: ChannelOption,
    kind: Annotated[list[AlertKind] | None, typer.Option("--kind", help="What to tell of; both if left out.")] = None,
    lang: Annotated[Literal["ja", "en"], typer.Option("--lang", help="Language of the alerts.")] = "ja",
) -> None:
    """Tell a channel at once."""
    async with call.open_app() as app:
        told_in: Lang = "ja" if lang == "ja" else "en"
        rule = await app.alert_rules.save_rule(guild, channel, kind or ALL_KINDS, told_in, call.clock.now())
        call.put_rows([_rule_document(rule)], _RULE)


@verbs.command("list")
@as_verb
async def show(call: Invocation, guild: GuildOption = HOUSE) -> None:
    """The channels of a server that are told at once, or of all with --guild 0."""
    async with call.open_app() as app:
        found = await app.alert_rules.list_rules(guild or None, active_only=False)
        call.put_rows((_rule_document(one) for one in found), _RULE)


@verbs.command("off")
@as_verb
async def off(call: Invocation, rule_id: Annotated[int, typer.Argument(metavar="ID")]) -> None:
    """Tell this channel no more."""
    async with call.open_app() as app:
        found = await app.alert_rules.find_rule(rule_id)
        if found is None:
            raise UnknownAlert(str(rule_id))
        await app.alert_rules.turn_off(found.guild_id, found.channel_id)
        changed = await app.alert_rules.find_rule(rule_id) or found
        call.put_rows([_rule_document(changed)], _RULE)


@verbs.command("log")
@as_verb
async def log(
    call: Invocation,
    guild: GuildOption = HOUSE,
    limit: LimitOption = 20,
) -> None:
    """What became of every alert, and why, of a server or of all with --guild 0."""
    async with call.open_app() as app:
        found = await app.alerts.list_alerts(guild or None, limit)
        call.put_rows((_alert_document(one, call.lang) for one in found), _ALERT)


def _rule_document(one: AlertRule) -> Document:
    return {
        "rule_id": one.rule_id,
        "guild_id": one.guild_id,
        "channel_id": one.channel_id,
        "kinds": [kind.value for kind in one.kinds],
        "lang": one.lang,
        "state": "active" if one.active else "off",
        "reason": one.stopped,
    }


def _alert_document(one: Alert, lang: Lang) -> Document:
    return {
        "alert_id": one.alert_id,
        "rule_id": one.rule_id,
        "guild_id": one.guild_id,
        "channel_id": one.channel_id,
        "kind": one.event.kind.value,
        "event": one.event.key,
        "subject": dict(one.event.subject),
        "happened_at": one.event.happened_at.isoformat(),
        "state": one.state.value,
        "reason": one.reason,
        "why": text(one.reason, lang) if one.reason and has_text(one.reason, lang) else one.reason,
        "posted_at": one.posted_at.isoformat() if one.posted_at else None,
        "lateness_seconds": (one.posted_at - one.slot_at).total_seconds() if one.posted_at else None,
        "message_id": one.message_id,
        "delivery_id": one.delivery_id,
    }
