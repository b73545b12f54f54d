"""Who may use which command where, and who sees the reply: rules on a server's settings."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TypeVar

from bot.domain.server import Area, ServerSettings

_Key = TypeVar("_Key", bound=str)


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
    return replace(chosen, roles=_given(chosen.roles, command, role_id, allowed=allowed))


def is_in_charge(chosen: ServerSettings, area: Area, role_ids: Collection[int]) -> bool:
    """Whether somebody with these roles may do an admin's work in this area."""
    return not chosen.in_charge.get(area, frozenset()).isdisjoint(role_ids)


def with_charge(chosen: ServerSettings, area: Area, role_id: int | None, *, allowed: bool) -> ServerSettings:
    """With this role in charge of the area, or no longer; without a role, nobody but admins any more."""
    return replace(chosen, in_charge=_given(chosen.in_charge, area, role_id, allowed=allowed))


def _given(
    roles: Mapping[_Key, frozenset[int]], key: _Key, role_id: int | None, *, allowed: bool
) -> dict[_Key, frozenset[int]]:
    others = {name: ids for name, ids in roles.items() if name != key}
    if role_id is None:
        return others
    known = roles.get(key, frozenset())
    left = known | {role_id} if allowed else known - {role_id}
    return {**others, key: left} if left else others
