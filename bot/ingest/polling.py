"""When a source is looked at again: as often as it changes while it answers, ever more rarely while it does not."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from statistics import median

LONGEST = timedelta(days=1)
NEVER_AGAIN = timedelta(days=36_500)
"""A single page is read once."""
OFTENEST = timedelta(minutes=10)
LIVELY = timedelta(hours=6)
"""The longest wait for a source that still changes."""
LOOKS_PER_ENTRY = 8
"""Looks between two entries of a regular source: news is found when an eighth of the usual gap has gone by."""
QUIET_SHARE = 16
"""Looks in a silence of any length: after a day without change every hour and a half, after sixteen days once a day."""
LONGEST_WISH = timedelta(hours=6)
"""How long a server's caching headers or a feed's own `ttl` may keep us away: some name a year by mistake."""
_SEEN = 20
"""Newest entries that the rhythm is read from."""
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


def adapted_interval(
    base: timedelta,
    *,
    entry_gap: timedelta | None,
    quiet_for: timedelta | None,
    wish: timedelta | None = None,
) -> timedelta:
    """How long to wait for a source that answers, between OFTENEST (or `base`, if shorter) and LONGEST.

    `base` is the operator's usual interval, taken where nothing is known. `entry_gap` is the usual time between two
    entries, `quiet_for` how long its document has not changed, `wish` what the server or the feed asks for.
    """
    least = min(base, OFTENEST)
    wait = base
    if entry_gap is not None:
        wait = min(entry_gap / LOOKS_PER_ENTRY, max(LIVELY, base))
    if quiet_for is not None:
        wait = max(wait, quiet_for / QUIET_SHARE)
    if wish is not None:
        wait = max(wait, min(wish, LONGEST_WISH))
    return min(max(wait, least), max(LONGEST, base))


def entry_gap(dates: Iterable[datetime | None]) -> timedelta | None:
    """The median time between the newest dated entries of a feed; None where fewer than three are dated."""
    newest = sorted((date for date in dates if date is not None), reverse=True)[:_SEEN]
    gaps = [(later - earlier).total_seconds() for later, earlier in pairwise(newest)]
    return timedelta(seconds=median(gaps)) if len(gaps) > 1 else None
