"""Acknowledges before it works: while commands wait for their acknowledgement, nobody's work is begun.

Discord gives up after three seconds. When hundreds of commands come at once, the work of the first would keep the loop
from acknowledging the last.
"""

import asyncio
import time
from contextlib import suppress

LONGEST_WAIT = 2.0
"""Seconds that work waits for others at most: they must not be able to keep it waiting for ever."""
GIVEN_UP = 3.0
"""Seconds after which Discord waits no more for an acknowledgement, so nobody here does either."""


class Haste:
    def __init__(self) -> None:
        self._since: dict[int, float] = {}
        self._calm = asyncio.Event()
        self._calm.set()

    @property
    def waiting(self) -> int:
        """Commands that came and are not acknowledged."""
        return len(self._since)

    def arrived(self, interaction_id: int) -> None:
        self._since[interaction_id] = time.monotonic()
        self._calm.clear()

    def acknowledged(self, interaction_id: int) -> None:
        """It was, or it failed before that. Safe to call twice."""
        self._since.pop(interaction_id, None)
        self._forget_the_lost()

    async def calm(self) -> None:
        """Wait until everything that came is acknowledged, within bounds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_WAIT):
                await self._calm.wait()

    def _forget_the_lost(self) -> None:
        oldest = time.monotonic() - GIVEN_UP
        for interaction_id in [one for one, since in self._since.items() if since < oldest]:
            del self._since[interaction_id]
        if not self._since:
            self._calm.set()
