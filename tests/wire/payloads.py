"""What Discord sends, built in one place: discord.py ends a bot on a payload that lacks a key it reads."""

import itertools
import time
from typing import Any

APPLICATION, GUILD, CHANNEL, USER = "1000", "2000", "3000", "4000"
"""The bot's user has the id of its application, as every newer one has."""
JOINED = "2025-01-01T00:00:00+00:00"
EPOCH_MS = 1_420_070_400_000
ALL_PERMISSIONS = str((1 << 52) - 1)

Payload = dict[str, Any]
_counter = itertools.count()


def snowflake() -> str:
    """A new id that carries the present time, as clients read it off an id."""
    return str(((int(time.time() * 1000) - EPOCH_MS) << 22) | (next(_counter) & 0x3FFFFF))


def user(user_id: str = APPLICATION, *, bot: bool = True) -> Payload:
    return {
        "id": user_id,
        "username": "kawaraban" if bot else "sakura",
        "discriminator": "0",
        "avatar": None,
        "global_name": None,
        "bot": bot,
    }


def member(user_id: str, *, bot: bool) -> Payload:
    return {
        "user": user(user_id, bot=bot),
        "roles": [],
        "joined_at": JOINED,
        "deaf": False,
        "mute": False,
        "flags": 0,
    }


def channel(channel_id: str = CHANNEL, guild_id: str = GUILD) -> Payload:
    return {
        "id": channel_id,
        "guild_id": guild_id,
        "type": 0,
        "name": "news",
        "position": 0,
        "permission_overwrites": [],
        "nsfw": False,
        "parent_id": None,
        "topic": None,
    }


def guild(locale: str = "ja", guild_id: str = GUILD, channel_id: str = CHANNEL) -> Payload:
    everyone = {
        "id": guild_id,
        "name": "@everyone",
        "permissions": ALL_PERMISSIONS,
        "position": 0,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }
    lists = ("emojis", "stickers", "features", "threads", "presences", "voice_states", "stage_instances")
    numbers = (
        "verification_level",
        "default_message_notifications",
        "explicit_content_filter",
        "mfa_level",
        "nsfw_level",
        "premium_tier",
        "system_channel_flags",
    )
    return {
        "id": guild_id,
        "name": "Press club",
        "owner_id": USER,
        "roles": [everyone],
        "members": [member(APPLICATION, bot=True)],
        "member_count": 2,
        "channels": [channel(channel_id, guild_id)],
        "preferred_locale": locale,
        "afk_timeout": 60,
        "large": False,
        "unavailable": False,
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
        **{name: [] for name in lists},
        **dict.fromkeys(numbers, 0),
    }


def ready(gateway_url: str, shard: list[int], session: str) -> Payload:
    return {
        "v": 10,
        "user": user(),
        "guilds": [{"id": GUILD, "unavailable": True}] if shard[0] == 0 else [],
        "session_id": session,
        "resume_gateway_url": gateway_url,
        "shard": shard,
        "application": {"id": APPLICATION, "flags": 0},
    }


def application() -> Payload:
    return {
        "id": APPLICATION,
        "name": "Kawaraban",
        "icon": None,
        "description": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "",
        "owner": user(USER, bot=False),
        "team": None,
        "summary": "",
        "flags": 0,
        "hook": True,
    }


def message(message_id: str, channel_id: str, body: Payload, *, edited: bool = False) -> Payload:
    stamp = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime())
    told = {
        "id": message_id,
        "channel_id": channel_id,
        "author": user(),
        "content": body.get("content") or "",
        "timestamp": stamp,
        "edited_timestamp": stamp if edited else None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": body.get("embeds") or [],
        "components": body.get("components") or [],
        "pinned": False,
        "type": 0,
        "flags": body.get("flags") or 0,
    }
    return told | ({"nonce": body["nonce"]} if body.get("nonce") is not None else {})


def interaction(kind: int, data: Payload, *, locale: str, guild_locale: str = "ja", **over: Any) -> Payload:
    """`kind`: 2 a command, 3 a pressed component. Permissions: those of an administrator, for user and bot."""
    interaction_id = snowflake()
    return {
        "id": interaction_id,
        "application_id": APPLICATION,
        "type": kind,
        "token": f"token-{interaction_id}",
        "version": 1,
        "guild_id": GUILD,
        "guild": {"id": GUILD, "features": [], "locale": guild_locale},
        "channel_id": CHANNEL,
        "channel": channel(),
        "locale": locale,
        "guild_locale": guild_locale,
        "app_permissions": ALL_PERMISSIONS,
        "entitlements": [],
        "authorizing_integration_owners": {"0": GUILD},
        "context": 0,
        "attachment_size_limit": 10 << 20,
        "member": member(USER, bot=False) | {"permissions": ALL_PERMISSIONS},
        "data": data,
    } | over


def command(name: str, **options: Any) -> Payload:
    """The data of a chat command; options are given as strings, integers or booleans."""
    kinds = {bool: 5, int: 4, str: 3}
    listed = [{"name": key, "type": kinds[type(value)], "value": value} for key, value in options.items()]
    return {"id": "5000", "name": name, "type": 1, "options": listed}
