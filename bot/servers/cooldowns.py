"""How often commands may be used, by a person and by a server: generous for people, dull for scripts.

A bucket holds so many uses and fills again evenly; its state is one number, so a rule on values is enough.
"""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Allowance:
    uses: int
    """At once, at most."""
    seconds: float
    """In which all of them come back."""


USER = Allowance(20, 60.0)
USER_COSTLY = Allowance(6, 60.0)
"""Of what makes us fetch from the web or post."""
SERVER = Allowance(600, 60.0)
SERVER_COSTLY = Allowance(60, 60.0)
_MOST_KEPT = 20_000


def use(full_at: float, allowance: Allowance, now: float) -> tuple[float, float]:
    """(when the bucket is full again after this use, seconds to wait). With a wait above 0 nothing was used.

    `full_at` is when it is full again before this use; times in seconds of any clock that only goes forward.
    """
    per_use = allowance.seconds / allowance.uses
    after = max(full_at, now) + per_use
    wait = after - now - allowance.seconds
    return (full_at, wait) if wait > 1e-6 else (after, 0.0)


class Cooldowns:
    """The buckets of everybody who used something lately. In memory: a restart forgives."""

    def __init__(self) -> None:
        self._full_at: OrderedDict[Hashable, float] = OrderedDict()

    def wait(self, guild_id: int | None, user_id: int, now: float, *, costly: bool = False) -> float:
        """Count one use by this person in this server; the seconds to wait where it is one too many, else 0.

        What must wait uses up nothing.
        """
        wanted: list[tuple[Hashable, Allowance]] = [(("user", user_id), USER)]
        if costly:
            wanted.append((("costly", user_id), USER_COSTLY))
        if guild_id is not None:
            wanted.append((("server", guild_id), SERVER))
            if costly:
                wanted.append((("server costly", guild_id), SERVER_COSTLY))
        used = [(key, *use(self._full_at.get(key, 0.0), allowance, now)) for key, allowance in wanted]
        longest = max(wait for _, _, wait in used)
        if longest > 0:
            return longest
        for key, full_at, _ in used:
            self._full_at[key] = full_at
            self._full_at.move_to_end(key)
        while len(self._full_at) > _MOST_KEPT:
            self._full_at.popitem(last=False)
        return 0.0
