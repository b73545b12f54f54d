"""How long a server lets its answer be kept (RFC 9111, 4.2), in the headers that servers really send."""

import re
from collections.abc import Mapping
from datetime import timedelta
from email.utils import parsedate_to_datetime

_MAX_AGE = re.compile(r"(?:^|[,\s])(s-maxage|max-age)\s*=\s*\"?(\d{1,10})", re.IGNORECASE)
_NEVER = re.compile(r"(?:^|[,\s])(?:no-cache|no-store|must-revalidate\s*,\s*max-age=0)(?:[,\s=]|$)", re.IGNORECASE)


def kept_for(headers: Mapping[str, str]) -> timedelta | None:
    """What is left of the answer's freshness; zero where it must not be kept, None where nothing is said.

    `headers` have names in lower case. `max-age` counts before `Expires`, which is read against the server's own clock.
    """
    control = headers.get("cache-control", "")
    if _NEVER.search(control):
        return timedelta()
    if ages := {name.lower(): int(seconds) for name, seconds in _MAX_AGE.findall(control)}:
        # s-maxage speaks to shared caches; a reader for many servers is one.
        lifetime = ages.get("s-maxage", ages.get("max-age", 0))
        return max(timedelta(seconds=lifetime - _age(headers)), timedelta())
    try:
        return max(parsedate_to_datetime(headers["expires"]) - parsedate_to_datetime(headers["date"]), timedelta())
    except (KeyError, ValueError, TypeError, OverflowError):
        return None


def _age(headers: Mapping[str, str]) -> int:
    age = headers.get("age", "").strip()
    return int(age) if age.isdigit() and len(age) <= 10 else 0
