"""How often a feed itself asks to be read: RSS's `ttl` and the syndication module."""

import re
from datetime import timedelta

_TTL = re.compile(r"<ttl(?:\s[^<>]*)?>\s*(\d{1,6})\s*<", re.IGNORECASE)
_PERIOD = re.compile(r"<(?:[\w.-]+:)?updatePeriod(?:\s[^<>]*)?>\s*(\w{1,10})\s*<", re.IGNORECASE)
_FREQUENCY = re.compile(r"<(?:[\w.-]+:)?updateFrequency(?:\s[^<>]*)?>\s*(\d{1,4})\s*<", re.IGNORECASE)
_PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}


def wished_interval(head: str) -> timedelta | None:
    """The pause that the channel's elements ask for, or None.

    `ttl` is in minutes (https://www.rssboard.org/rss-specification#ltttlgtSubelementOfLtchannelgt); the module means
    `updateFrequency` times in an `updatePeriod` (https://web.resource.org/rss/1.0/modules/syndication/).
    """
    ttl = _TTL.search(head)
    if ttl and int(ttl[1]):
        return timedelta(minutes=int(ttl[1]))
    period = _PERIOD.search(head)
    length = _PERIODS.get(period[1].lower()) if period else None
    if length is None:
        return None
    frequency = _FREQUENCY.search(head)
    return length / max(int(frequency[1]), 1) if frequency else length
