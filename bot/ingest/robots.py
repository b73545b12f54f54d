"""What a site's robots.txt lets us read (RFC 9309). It speaks of pages: a feed is made for programs like this one."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import monotonic
from urllib.parse import urlsplit

from protego import Protego

from bot.errors import AddressRefused, BadStatus, FetchError, Gone, RobotsForbidden, UsageError

log = logging.getLogger(__name__)

AGENT = "Kawaraban"
"""Our product token: what a site writes after `User-agent:` to mean us."""
MAX_BYTES = 500 * 1024
"""RFC 9309, 2.5: what a reader must take at least; of a longer file the rest is not read."""
LONGEST_DELAY = 30.0
"""Seconds between two requests that a `Crawl-delay` may ask for; more would keep news for hours."""
_KEPT = 24 * 3600.0
_KEPT_UNREAD = 3600.0
_SITES = 2_048

ReadText = Callable[[str, int], Awaitable[str]]


@dataclass(frozen=True, slots=True)
class _Rules:
    parsed: Protego | None
    """None: the file could not be read, so nothing is allowed (RFC 9309, 2.3.1.4)."""
    until: float

    @property
    def delay(self) -> float:
        wished = self.parsed.crawl_delay(AGENT) if self.parsed else None
        return min(max(float(wished or 0.0), 0.0), LONGEST_DELAY)


class Robots:
    """Knows the rules of the sites that were asked for lately; each is read once a day, however many ask at a time."""

    def __init__(self, read_text: ReadText, *, now: Callable[[], float] = monotonic) -> None:
        """`read_text(url, max_bytes)` gives the file's text; it raises FetchError as Fetcher.fetch does."""
        self._read_text = read_text
        self._now = now
        self._known: OrderedDict[str, asyncio.Task[_Rules]] = OrderedDict()

    async def check(self, url: str) -> float:
        """Seconds to keep between two requests to the site of `url`. Raises RobotsForbidden."""
        parts = urlsplit(url)
        rules = await self._rules_of(f"{parts.scheme}://{parts.netloc}")
        if rules.parsed is None:
            raise RobotsForbidden(f"robots.txt of {parts.netloc} cannot be read", is_passing=True)
        if not rules.parsed.can_fetch(url, AGENT):
            raise RobotsForbidden(f"robots.txt of {parts.netloc}")
        return rules.delay

    async def _rules_of(self, site: str) -> _Rules:
        known = self._known.get(site)
        if known is None or (known.done() and (known.cancelled() or known.result().until <= self._now())):
            known = self._known[site] = asyncio.create_task(self._read(site))
            while len(self._known) > _SITES:
                self._known.popitem(last=False)
        self._known.move_to_end(site)
        # Shielded: whoever asked first may be cancelled, the others still wait for the file.
        return await asyncio.shield(known)

    async def _read(self, site: str) -> _Rules:
        try:
            text = await self._read_text(f"{site}/robots.txt", MAX_BYTES)
        except (BadStatus, Gone) as problem:
            if problem.http_status is not None and 400 <= problem.http_status < 500 and problem.http_status != 429:
                return self._kept("")
            return self._unread(site, problem)
        except (AddressRefused, UsageError):
            # A redirect to where we do not go: there is no file that we may read (RFC 9309, 2.3.1.3).
            return self._kept("")
        except FetchError as problem:
            return self._unread(site, problem)
        return self._kept(text)

    def _kept(self, text: str) -> _Rules:
        return _Rules(Protego.parse(text.lstrip("\ufeff")), self._now() + _KEPT)

    def _unread(self, site: str, problem: FetchError) -> _Rules:
        log.info("ingest.robots_unread site=%s error=%s", site, problem.key)
        return _Rules(None, self._now() + _KEPT_UNREAD)
