"""The one place that turns what went wrong into a reply in the reader's language, or into a line of the log."""

import logging
import secrets
from collections.abc import Mapping
from typing import Any

import discord
from discord import app_commands

from bot.discord_app.cards.layout import Card
from bot.discord_app.cards.settings import error_card
from bot.discord_app.replying import reader_lang, tell
from bot.discord_app.sanitise import plain
from bot.domain.language import Lang
from bot.errors import KawarabanError
from bot.i18n.catalog import Value, text
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


class ChannelLacks(KawarabanError):
    """The bot lacks permissions in the channel that was chosen."""

    key = "discord-channel-lacks"


class ChannelUnknown(KawarabanError):
    key = "discord-channel-unknown"


async def reply_to_error(interaction: discord.Interaction[Any], error: BaseException) -> None:
    """Tell the reader what went wrong and what to do. Never raises: a reply that cannot be sent is logged."""
    cause = _cause(error)
    if _is_dead(cause):
        log.warning("discord.interaction_dead id=%s error=%s", interaction.id, cause)
        return
    card = _card(interaction, cause, reader_lang(interaction))
    try:
        await tell(interaction, card)
    except discord.HTTPException as problem:
        log.warning("discord.error_reply_failed id=%s status=%s code=%s", interaction.id, problem.status, problem.code)


def _cause(error: BaseException) -> BaseException:
    if isinstance(error, app_commands.CommandInvokeError):
        return error.original
    if isinstance(error, app_commands.TransformerError) and isinstance(error.__cause__, KawarabanError):
        return error.__cause__
    return error


def _is_dead(error: BaseException) -> bool:
    return isinstance(error, discord.HTTPException) and error.code in _DEAD


def _card(interaction: discord.Interaction[Any], error: BaseException, lang: Lang) -> Card:
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
        log.warning("discord.too_slow id=%s", interaction.id)
        return error_card(text("discord-error-too-slow", lang), lang)
    error_id = secrets.token_hex(4)
    log.error("discord.failed id=%s error_id=%s", interaction.id, error_id, exc_info=error)
    return error_card(text("error-unexpected", lang), lang, error_id)


def error_sentence(error: KawarabanError, lang: Lang) -> str:
    """The error's sentence with its values made inert: they may be what a stranger typed or a server answered."""
    return text(error.sentence or error.key, lang, **_inert(error.values))


def refusal_sentence(error: KawarabanError, lang: Lang) -> str:
    """The same, as exactly as the error knows why an address cannot be followed: for those who manage sources."""
    return text(reason_key(error), lang, **_inert(refusal_values(error)))


def _inert(values: Mapping[str, Value]) -> dict[str, Value]:
    return {name: plain(one, _LONGEST_VALUE) if isinstance(one, str) else one for name, one in values.items()}
