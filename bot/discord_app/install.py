"""What the bot asks for when it is installed: permissions, and the links that an operator hands out."""

import base64
import binascii
from urllib.parse import urlencode

import discord

PERMISSION_NAMES = (
    "view_channel",
    "send_messages",
    "send_messages_in_threads",
    "embed_links",
    "attach_files",
    "read_message_history",
)
"""Nothing more is used: the last one finds a brief again that was posted just before a crash."""
PERMISSIONS = discord.Permissions(**dict.fromkeys(PERMISSION_NAMES, True))
_AUTHORIZE = "https://discord.com/oauth2/authorize"
_TOKEN_PARTS = 3
_FOR_SERVERS, _FOR_USERS = 0, 1


def application_id(token: str) -> int | None:
    """The application that a token is of, read from its first part; None where it has not the shape of a bot token.

    https://docs.discord.com/developers/reference#authentication
    """
    parts = token.strip().split(".")
    if len(parts) != _TOKEN_PARTS or not all(parts):
        return None
    try:
        decoded = base64.urlsafe_b64decode(parts[0] + "=" * (-len(parts[0]) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        return None
    return int(decoded) if decoded.isdecimal() else None


def server_link(app_id: int | str) -> str:
    """Installs the bot and its commands into a server."""
    return _link(app_id, _FOR_SERVERS, "bot applications.commands", permissions=PERMISSIONS.value)


def user_link(app_id: int | str) -> str:
    """Installs the commands that work anywhere for one person."""
    return _link(app_id, _FOR_USERS, "applications.commands")


def _link(app_id: int | str, kind: int, scope: str, **more: int) -> str:
    return f"{_AUTHORIZE}?{urlencode({'client_id': app_id, 'integration_type': kind, 'scope': scope, **more})}"
