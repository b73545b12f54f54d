"""Courtesy to one host: at most two requests at a time, and a pause between the starts of any two."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic

PER_HOST = 2
"""Connections that one host sees from us at a time."""
_REMEMBERED = 4_096
"""Hosts above which those that nobody waits for are forgotten."""


@dataclass(slots=True)
class _Host:
    turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(PER_HOST))
    free_at: float = 0.0
    held_until: float = 0.0
    wanted: int = 0

    def is_wanted(self, now: float) -> bool:
        return self.wanted > 0 or max(self.free_at, self.held_until) > now


class HostPace:
    """Gives out turns, in order of asking, whoever asks. A slow host holds up nobody else."""

    def __init__(
        self,
        pause: float,
        *,
        now: Callable[[], float] = monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._pause = pause
        self._now = now
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, host: str, *, delay: float = 0.0) -> AsyncIterator[None]:
        """One request to `host` (name and port); `delay` is the pause that the host asks for, in seconds."""
        one = self._hosts.get(host) or self._add(host)
        one.wanted += 1
        try:
            async with one.turns:
                now = self._now()
                starts_at = max(now, one.free_at)
                one.free_at = starts_at + max(self._pause, delay)
                if starts_at > now:
                    await self._sleep(starts_at - now)
                yield
        finally:
            one.wanted -= 1

    def hold(self, host: str, seconds: float) -> None:
        """Leave the host alone for so long, as it asked."""
        one = self._hosts.get(host) or self._add(host)
        one.held_until = max(one.held_until, self._now() + seconds)

    def held(self, host: str) -> float:
        """Seconds for which the host is still to be left alone; 0 where it is not."""
        one = self._hosts.get(host)
        return max(0.0, one.held_until - self._now()) if one else 0.0

    def _add(self, host: str) -> _Host:
        if len(self._hosts) >= _REMEMBERED:
            now = self._now()
            self._hosts = {
                name: one for name, one in self._hosts.items() if one.wanted or max(one.free_at, one.held_until) > now
            }
        return self._hosts.setdefault(host, _Host())
