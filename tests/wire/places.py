"""Threads and forums as Discord sends them, and a channel in which somebody took a permission from the bot."""

from tests.wire import payloads
from tests.wire.payloads import JOINED, Payload

FORUM, THREAD = "3100", "3200"
DENY_SEND, DENY_VIEW = str(1 << 11), str(1 << 10)


def forum() -> Payload:
    return payloads.channel(FORUM) | {
        "type": 15,
        "name": "briefs",
        "available_tags": [],
        "default_reaction_emoji": None,
        "default_sort_order": None,
        "default_forum_layout": 0,
        "flags": 0,
    }


def thread(
    thread_id: str = THREAD, parent: str = payloads.CHANNEL, *, archived: bool = False, locked: bool = False
) -> Payload:
    return {
        "id": thread_id,
        "guild_id": payloads.GUILD,
        "parent_id": parent,
        "owner_id": payloads.APPLICATION,
        "type": 11,
        "name": "daily",
        "last_message_id": None,
        "message_count": 0,
        "member_count": 1,
        "rate_limit_per_user": 0,
        "flags": 0,
        "total_message_sent": 0,
        "applied_tags": [],
        "thread_metadata": {
            "archived": archived,
            "auto_archive_duration": 1440,
            "archive_timestamp": JOINED,
            "locked": locked,
            "create_timestamp": JOINED,
        },
    }


def channel_without(denied: str) -> Payload:
    overwrite = {"id": payloads.APPLICATION, "type": 1, "allow": "0", "deny": denied}
    return payloads.channel() | {"permission_overwrites": [overwrite]}


def guild_without_administrators() -> Payload:
    """A server whose everyone may post but manage nothing: what a channel denies is denied."""
    guild = payloads.guild()
    allowed = (1 << 10) | (1 << 11) | (1 << 14) | (1 << 16) | (1 << 38)
    guild["roles"] = [guild["roles"][0] | {"permissions": str(allowed)}]
    guild["owner_id"] = "4999"
    return guild
