"""What the registry answers with: feeds on offer, what became of a wish to follow, and how a source does now."""

from dataclasses import dataclass

from bot.domain.source import NewFollow, Source
from bot.errors import BadUrl, FetchError, UnknownFeed, UsageError
from bot.sources.address import read_address
from bot.sources.health import Judgement
from bot.sources.preview import Preview
from bot.sources.scout import PageLook


@dataclass(frozen=True, slots=True)
class Offer:
    """A feed that may be followed, and what is to be said of it."""

    preview: Preview
    judgements: tuple[Judgement, ...]
    twin: Source | None
    """The source that would be followed instead."""

    @property
    def is_duplicate(self) -> bool:
        """Whether the feed is there under another address."""
        return self.twin is not None and self.twin.url != self.preview.url


@dataclass(frozen=True, slots=True)
class Prospect:
    """What following an address would mean, before anything is followed."""

    url: str
    offers: tuple[Offer, ...]
    """Best first."""
    article: PageLook | None
    """Where the address is one article's: that is what would be followed, unless a feed is chosen."""
    named: tuple[str, ...]
    """Further feeds of the page, unread."""


@dataclass(frozen=True, slots=True)
class Added:
    source: Source
    was_followed: bool
    """The server followed it before."""
    was_known: bool
    """The source was there before, for this or another server."""
    offer: Offer | None
    """What was read on the way; None where the source was known by its address."""
    offers: tuple[Offer, ...] = ()
    """All feeds that were found, best first, the chosen one among them."""

    @property
    def others(self) -> list[tuple[int, Offer]]:
        """The feeds that were not chosen, with the number by which each can be."""
        return [(n, one) for n, one in enumerate(self.offers, 1) if one is not self.offer]


@dataclass(frozen=True, slots=True)
class Checkup:
    """How a source does when it is looked at now."""

    source: Source
    judgement: Judgement
    """By what is stored."""
    offer: Offer | None
    """What stands there now; None where it could not be read or is a single page."""
    problem: FetchError | UsageError | None


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one line of a list."""

    wanted: NewFollow
    source: Source | None
    was_followed: bool
    problem: UsageError | FetchError | None


def choose(prospect: Prospect, feed: str | None) -> Offer:
    """The best offer, or the one that `feed` names by its number from 1 or its address. Raises UnknownFeed."""
    if not prospect.offers:
        raise UnknownFeed("the page names no feed", feed=feed or "1", n=0)
    if feed is None:
        return prospect.offers[0]
    if feed.isascii() and feed.isdigit():
        if 1 <= int(feed[:6]) <= len(prospect.offers):
            return prospect.offers[int(feed[:6]) - 1]
    else:
        wanted = _spelt(feed)
        for offer in prospect.offers:
            if {offer.preview.url, offer.preview.landed_url} & wanted:
                return offer
    raise UnknownFeed(f"{len(prospect.offers)} feeds", feed=feed[:200], n=len(prospect.offers))


def _spelt(address: str) -> set[str | None]:
    try:
        read = read_address(address)
    except BadUrl:
        return set()
    return {read.url, read.or_else}
