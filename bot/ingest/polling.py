"""When a source is looked at again: regularly while it answers, ever more rarely while it does not."""

from datetime import datetime, timedelta
from hashlib import sha256

LONGEST = timedelta(days=1)
NEVER_AGAIN = timedelta(days=36_500)
"""A single page is read once."""
_JITTER = 0.1


def next_due_at(
    now: datetime,
    interval: timedelta,
    *,
    failures: int = 0,
    retry_after: timedelta | None = None,
    key: str = "",
) -> datetime:
    """The next look after one at `now`.

    `failures` in a row, this one included, double the interval up to a day; a server's `retry_after` is waited for up
    to a day. `key` (the source's URL) spreads sources that were added together by up to a tenth of the interval.
    """
    wait = min(interval * 2 ** min(failures, 20), max(LONGEST, interval)) if failures else interval
    if retry_after is not None:
        wait = max(wait, min(retry_after, LONGEST))
    spread = int.from_bytes(sha256(key.encode()).digest()[:4], "big") / 2**32 if key else 0.0
    return now + wait * (1 + _JITTER * spread)
