"""Finds the source that is there already for a feed that somebody names by another address."""

from collections.abc import Sequence

from bot.domain.source import Source, SourceState
from bot.sources.address import spellings
from bot.sources.health import LEAST_SHARED, TOLD_AT, is_part, is_twin
from bot.sources.preview import Preview, address_key
from bot.storage.follows import FollowStore
from bot.storage.source_samples import SAMPLE, SampleStore
from bot.storage.sources import SourceStore


class Twins:
    def __init__(self, sources: SourceStore, follows: FollowStore, samples: SampleStore) -> None:
        self._sources = sources
        self._follows = follows
        self._samples = samples

    async def find(self, preview: Preview) -> tuple[Source | None, Source | None]:
        """(the source that is this feed, one that carries all of it and more); a source that fails counts as neither,
        for the new address may be its remedy."""
        twin = await self._by_address(preview)
        larger: Source | None = None
        for source_id, shared, size in await self._shares(preview) if twin is None else ():
            source = await self._sources.find_source(source_id)
            if source is None or not _is_alive(source) or source.url == preview.url:
                continue
            # One or two entries are soon the same by chance, so that the feed's name has to be the same as well.
            is_told = shared >= LEAST_SHARED or source.title == preview.title
            if is_told and is_twin(shared, len(preview.keys), size):
                return source, None
            if larger is None and is_part(shared, len(preview.keys)):
                larger = source
        return twin, larger

    async def one_spelling(self, urls: Sequence[str]) -> dict[str, str]:
        """For each address the one to use: that of a source which is there under another spelling of it, else of the
        first among `urls` that is a spelling of the same."""
        spelt = {url: spellings(url) for url in dict.fromkeys(urls)}
        there: dict[str, str] = {}
        for source in await self._follows.find_by_urls({one for several in spelt.values() for one in several}):
            if _is_alive(source):
                there[source.url] = source.url
        chosen: dict[str, str] = {}
        for url, several in spelt.items():
            known = next((there[one] for one in several if one in there), url)
            chosen[url] = known
            there.update((one, known) for one in several if one not in there)
        return chosen

    async def _by_address(self, preview: Preview) -> Source | None:
        """By another spelling of the address, where its redirects lead, or what the feed calls itself. That last one
        is only believed of a source nobody has read yet: templates copy it from one feed to the next."""
        own = dict.fromkeys((*spellings(preview.url), *spellings(preview.landed_url)))
        for source in await self._follows.find_by_urls(own):
            if _is_alive(source):
                return source
        claimed = spellings(preview.self_url) if preview.self_url else ()
        for source in await self._follows.find_by_urls(claimed):
            if (
                _is_alive(source)
                and source.last_fetched_at is None
                and not await self._samples.has_sample(source.source_id)
            ):
                return source
        return None

    async def _shares(self, preview: Preview) -> list[tuple[int, int, int]]:
        """(source id, shared entries, entries compared with), by the samples kept, then by articles of that time."""
        found = await self._samples.list_sharing(preview.keys)
        since, until = preview.oldest_judged_at, preview.newest_at
        if since is None or until is None:
            return found
        keys = set(preview.keys[:SAMPLE])
        for source_id in await self._samples.list_carriers(preview.addresses):
            theirs = {address_key(url) for url in await self._samples.list_addresses(source_id, since, until)}
            found.append((source_id, len(keys & theirs), len(theirs)))
        return found


def _is_alive(source: Source) -> bool:
    return source.state is not SourceState.GONE and source.failures < TOLD_AT
