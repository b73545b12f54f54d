"""The one place that turns what went wrong into a reply in the reader's language, or into a line of the log."""

import logging
import secrets
from collections.abc import Mapping, Sequence
from typing import Any, cast

import discord
from discord import app_commands

from bot.discord_app.cards.layout import Card
from bot.discord_app.cards.settings import error_card
from bot.discord_app.gate import NotForYourRole
from bot.discord_app.places import PlaceLacks, needed
from bot.discord_app.replying import reader_lang, tell
from bot.discord_app.sanitise import plain
from bot.domain.language import Lang
from bot.errors import KawarabanError
from bot.i18n.catalog import Value, has_text, text
from bot.sources.refusals import reason_key, refusal_values

log = logging.getLogger(__name__)

UNKNOWN_INTERACTION = 10062
UNKNOWN_WEBHOOK = 10015
ALREADY_ACKNOWLEDGED = 40060
_DEAD = (UNKNOWN_INTERACTION, UNKNOWN_WEBHOOK, ALREADY_ACKNOWLEDGED)
"""The interaction is too old or its token has ended: nobody can be answered any more."""
_LONGEST_VALUE = 200


class ReplyGone(KawarabanError):
    """A button of a message whose record is not ours, not this server's, or no longer kept."""

    key = "discord-error-reply-gone"


class NothingToRate(KawarabanError):
    """A reason was given for an opinion that is not there (any more)."""

    key = "discord-nothing-to-rate"


class TooManyFollows(KawarabanError):
    key = "discord-too-many-follows"


class NotFollowed(KawarabanError):
    """Nothing of this name or number is among what the reader follows."""

    key = "cards-error-not-followed"


class OneAtATime(KawarabanError):
    """More than one thing to be briefed on was named."""

    key = "cards-error-one-at-a-time"


class UnknownCommand(KawarabanError):
    """No command for members has this name."""

    key = "admin-error-unknown-command"


class EverybodyInCharge(KawarabanError):
    """An admin's work was to be given to everybody."""

    key = "cards-error-everybody-in-charge"


class SourceRefused(KawarabanError):
    """An address cannot be followed, for the reason that is told as exactly as it is known."""

    def __init__(self, error: KawarabanError) -> None:
        super().__init__(error.detail)
        self.key = error.key
        self.error = error


async def reply_to_error(interaction: discord.Interaction[Any], error: BaseException) -> None:
    """Tell the reader what went wrong and what to do. Never raises: a reply that cannot be sent is logged."""
    cause = _cause(error)
    if _is_dead(cause):
        log.warning("discord.interaction_dead id=%s error=%s", interaction.id, cause)
        return
    error_id = secrets.token_hex(4)
    card = _card(interaction, cause, reader_lang(interaction), error_id)
    try:
        await tell(interaction, card)
    except discord.HTTPException as problem:
        log.warning("discord.error_reply_failed id=%s status=%s code=%s", interaction.id, problem.status, problem.code)
    if not _is_told_on_purpose(cause):
        await _keep_report(interaction, error_id)


def _is_told_on_purpose(error: BaseException) -> bool:
    return isinstance(error, KawarabanError | app_commands.AppCommandError | discord.Forbidden)


async def _keep_report(interaction: discord.Interaction[Any], error_id: str) -> None:
    """Let the server's admins find the number in /status; a store that fails must not hide the first fault."""
    command = interaction.command
    data = cast("Mapping[str, Any]", interaction.data or {})
    action = command.qualified_name if command else str(data.get("custom_id", ""))[:60]
    try:
        app = interaction.client.app
        if interaction.guild_id is not None:
            await app.audit.report_error(interaction.guild_id, error_id, action, app.clock.now())
    except Exception:
        log.exception("discord.error_report_failed error_id=%s", error_id)


def _cause(error: BaseException) -> BaseException:
    if isinstance(error, app_commands.CommandInvokeError):
        return error.original
    if isinstance(error, app_commands.TransformerError) and isinstance(error.__cause__, KawarabanError):
        return error.__cause__
    return error


def _is_dead(error: BaseException) -> bool:
    return isinstance(error, discord.HTTPException) and error.code in _DEAD


def _card(interaction: discord.Interaction[Any], error: BaseException, lang: Lang, error_id: str) -> Card:
    if isinstance(error, PlaceLacks):
        return error_card(lacking_sentence(error.channel_name, error.missing, lang), lang)
    if isinstance(error, discord.Forbidden):
        log.warning("discord.forbidden id=%s code=%s text=%s", interaction.id, error.code, error.text)
        return error_card(_forbidden_sentence(interaction, lang), lang)
    if isinstance(error, SourceRefused):
        log.info("discord.source_refused id=%s error=%s detail=%.200s", interaction.id, error.key, error.detail)
        return error_card(refusal_sentence(error.error, lang), lang)
    if isinstance(error, NotForYourRole):
        names = interaction.client.admin_desk.server.names
        return error_card(text(error.key, lang, command=names.shown(error.command, lang)), lang)
    if isinstance(error, KawarabanError):
        log.info("discord.refused id=%s error=%s detail=%.200s", interaction.id, error.key, error.detail)
        return error_card(error_sentence(error, lang), lang)
    if isinstance(error, app_commands.MissingPermissions):
        names = text("discord-list-join", lang).join(
            text("discord-permission", lang, permission=one) for one in error.missing_permissions
        )
        return error_card(text("discord-you-lack", lang, permission=names), lang)
    if isinstance(error, app_commands.NoPrivateMessage):
        return error_card(text("discord-only-in-server", lang), lang)
    if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        return error_card(text("discord-error-outdated", lang), lang)
    if isinstance(error, TimeoutError):
        log.warning("discord.too_slow id=%s error_id=%s", interaction.id, error_id)
        return error_card(text("discord-error-too-slow", lang), lang, error_id)
    log.error("discord.failed id=%s error_id=%s", interaction.id, error_id, exc_info=error)
    return error_card(text("error-unexpected", lang), lang, error_id)


def lacking_sentence(channel_name: str, missing: Sequence[str], lang: Lang) -> str:
    """Which permissions we lack in a channel, by the names that Discord shows in this language, and where to set
    them."""
    names = text("discord-list-join", lang).join(
        text("discord-quoted", lang, quote=text("discord-permission", lang, permission=name)) for name in missing
    )
    return text("discord-channel-lacks", lang, channel=plain(f"#{channel_name}"), permissions=names)


def _forbidden_sentence(interaction: discord.Interaction[Any], lang: Lang) -> str:
    """Discord refused what a command asked of it: name what is missing here, where that can be told."""
    channel = interaction.channel
    if isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        missing = [name for name in needed(channel) if not getattr(interaction.app_permissions, name)]
        if missing:
            return lacking_sentence(channel.name, missing, lang)
    return text("admin-error-forbidden", lang)


def error_sentence(error: KawarabanError, lang: Lang) -> str:
    """The error's sentence with its values made inert: they may be what a stranger typed or a server answered.

    Where the terminal and Discord must say different things (a list, a command), Discord has a sentence of its own.
    """
    key = error.sentence or error.key
    own = f"cards-{key}"
    return text(own if has_text(own, lang) else key, lang, **_inert(error.values))


def refusal_sentence(error: KawarabanError, lang: Lang) -> str:
    """The same, as exactly as the error knows why an address cannot be followed: for those who manage sources."""
    return text(reason_key(error), lang, **_inert(refusal_values(error)))


def _inert(values: Mapping[str, Value]) -> dict[str, Value]:
    return {name: plain(one, _LONGEST_VALUE) if isinstance(one, str) else one for name, one in values.items()}
