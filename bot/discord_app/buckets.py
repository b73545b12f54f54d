"""Sweeps discord.py's rate-limit buckets once a minute, not with every new one.

From the 256th bucket on, discord.py looks through all of them whenever a request opens a new one. A bot that posts to
thousands of channels at one minute opens one with each post, so each post costs more than the one before.
"""

import time
from collections.abc import Callable

from discord.http import HTTPClient

SWEPT_EVERY = 60.0
"""Seconds. A bucket is dropped after 300 seconds without a request, so it stays a fifth longer at most."""
_SWEEP = "_try_clear_expired_ratelimits"


def sweep_seldom(http: HTTPClient, clock: Callable[[], float] = time.monotonic) -> None:
    """Have this client's own sweep run at most once in SWEPT_EVERY seconds.

    Raises AttributeError where discord.py has no such sweep any more: then this module has no purpose.
    """
    sweep: Callable[[], None] = getattr(http, _SWEEP)
    swept_at = clock()

    def seldom() -> None:
        nonlocal swept_at
        if clock() - swept_at >= SWEPT_EVERY:
            sweep()
            swept_at = clock()

    setattr(http, _SWEEP, seldom)
