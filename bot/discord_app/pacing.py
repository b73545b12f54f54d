"""Keeps our requests under Discord's limit for a whole bot, so that it never has to refuse one.

Discord counts what arrives within a second, we only see what leaves and what comes back. A request's place is therefore
given to the next one a second after its answer came, less the way back: then no second holds too many, however the
network delays them. Answers to interactions are not counted by Discord and do not wait here.
https://docs.discord.com/developers/topics/rate-limits#global-rate-limit
"""

import asyncio
import time
from collections import deque
from types import SimpleNamespace

import aiohttp

MOST = 50
WINDOW = 1.0
"""Seconds in which MOST requests may arrive."""
REMEMBERED = 200
"""Round trips that the shortest way is known from: it may grow, when the network's does."""
_UNCOUNTED = ("webhooks", "interactions")


class Pace:
    """Shared by everything that posts. At most `most` requests arrive within any `window` of seconds."""

    def __init__(self, most: int = MOST, window: float = WINDOW) -> None:
        self._places = asyncio.Semaphore(most)
        self._window = window
        self._trips: deque[float] = deque(maxlen=REMEMBERED)
        self.waiting = 0

    async def take(self) -> None:
        """Wait for a place. Every one that was taken must be given back with `answered`."""
        self.waiting += 1
        try:
            await self._places.acquire()
        finally:
            self.waiting -= 1

    def answered(self, seconds: float | None) -> None:
        """A request was answered after so many seconds; None: it was lost, and nobody knows when it arrived."""
        pause = self._window
        if seconds is not None:
            self._trips.append(seconds)
            pause -= min(self._trips) / 2
        asyncio.get_running_loop().call_later(max(0.0, pause), self._places.release)

    def keep(self, trace: aiohttp.TraceConfig) -> None:
        """Have every request that this trace sees wait for its place, after discord.py let it through its buckets."""
        trace.on_request_start.append(self._started)
        trace.on_request_end.append(self._ended)
        trace.on_request_exception.append(self._failed)

    async def _started(self, _: object, context: SimpleNamespace, told: aiohttp.TraceRequestStartParams) -> None:
        context.sent_at = None
        if _is_counted(told.url.path):
            await self.take()
            context.sent_at = time.monotonic()

    async def _ended(self, _: object, context: SimpleNamespace, __: object) -> None:
        if context.sent_at is not None:
            self.answered(time.monotonic() - context.sent_at)

    async def _failed(self, _: object, context: SimpleNamespace, __: object) -> None:
        if getattr(context, "sent_at", None) is not None:
            self.answered(None)


def _is_counted(path: str) -> bool:
    """`/api/v10/channels/…` is; the gateway's own connection and the answers to interactions are not."""
    match path.split("/"):
        case [_, "api", _, first, *_]:
            return first not in _UNCOUNTED
    return False
