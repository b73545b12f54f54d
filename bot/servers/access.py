"""Who may use which command where, and who sees the reply: rules on a server's settings."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from bot.domain.server import ServerSettings


def may_use(chosen: ServerSettings, command: str, role_ids: Collection[int], *, is_admin: bool) -> bool:
    """Whether somebody with these roles may use this command (its name without subcommands)."""
    allowed = chosen.roles.get(command)
    return is_admin or not allowed or not allowed.isdisjoint(role_ids)


def is_private(chosen: ServerSettings, *channel_ids: int | None) -> bool:
    """Whether a reply to a member is for the asker alone. `channel_ids`: the channel, and a thread's own channel."""
    return chosen.answers_private != any(one in chosen.other_channels for one in channel_ids)


def with_answers(chosen: ServerSettings, *, private: bool, channel_id: int | None) -> ServerSettings:
    """With this way of replying in this one channel; without one, everywhere."""
    if channel_id is None:
        return replace(chosen, answers_private=private, other_channels=frozenset())
    others = chosen.other_channels - {channel_id}
    if private != chosen.answers_private:
        others |= {channel_id}
    return replace(chosen, other_channels=others)


def with_role(chosen: ServerSettings, command: str, role_id: int | None, *, allowed: bool) -> ServerSettings:
    """With this role allowed to use the command, or no longer; without a role, everybody may again."""
    roles: Mapping[str, frozenset[int]] = {name: ids for name, ids in chosen.roles.items() if name != command}
    if role_id is None:
        return replace(chosen, roles=roles)
    known = chosen.roles.get(command, frozenset())
    left = known | {role_id} if allowed else known - {role_id}
    return replace(chosen, roles={**roles, command: left} if left else roles)
