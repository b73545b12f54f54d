"""Who follows what: shows a source before it is added, adds, imports, lists, checks, pauses and removes."""

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import replace

from bot.domain.source import Followed, NewFollow, Source, SourceKind
from bot.errors import BadUrl, FetchError, NoArticle, NotAFeed, TooManySources, UnknownSource, UsageError
from bot.ingest.canonical_url import parse_web_url
from bot.ingest.fetcher import Fetcher
from bot.ports import Clock
from bot.sources.address import check_public
from bot.sources.health import Judgement, judge_feed, judge_source
from bot.sources.offers import Added, Checkup, Imported, Offer, Prospect, choose
from bot.sources.scout import Scout, Survey, understand
from bot.sources.twins import Twins
from bot.storage.follows import FollowStore
from bot.storage.source_samples import SampleStore
from bot.storage.sources import SourceStore


class Registry:
    """What the sources commands call, in the terminal and in Discord."""

    def __init__(self, sources: SourceStore, fetcher: Fetcher, clock: Clock, pool: Executor | None = None) -> None:
        self._sources = sources
        self._follows = FollowStore(sources.database)
        self._samples = SampleStore(sources.database)
        self._twins = Twins(sources, self._follows, self._samples)
        self._scout = Scout(fetcher, clock, pool)
        self._settings = fetcher.settings
        self._clock = clock

    async def look(self, pasted: str) -> Prospect:
        """What `pasted` leads to, read now and judged; nothing is followed. Raises BadUrl or FetchError."""
        return await self._judged(await self._scout.survey(pasted, with_feeds_of_article=True))

    async def add(self, url: str, guild_id: int, *, added_by: int | None = None) -> Source:
        """Follow the feed at `url`, the feed that the page at `url` leads to, or the single article that it is.

        A source that is followed already, by whomever, is not read again; no other is taken for it, for who names an
        address to be read means this one. Raises BadUrl, TooManySources or FetchError with the reason.
        """
        return (await self._add_choice(url, guild_id, feed=None, added_by=added_by, fold=False)).source

    async def add_choice(
        self, pasted: str, guild_id: int, *, feed: str | None = None, added_by: int | None = None
    ) -> Added:
        """As `add`, with what was seen on the way. `feed` chooses among those found: a number from 1, or an address.

        The twin of a source that is there is not added: that source is followed. Raises UnknownFeed as well.
        """
        return await self._add_choice(pasted, guild_id, feed=feed, added_by=added_by, fold=True)

    async def _add_choice(
        self, pasted: str, guild_id: int, *, feed: str | None, added_by: int | None, fold: bool
    ) -> Added:
        known = None if feed else await self._find_known(pasted)
        if known:
            return await self._followed(known, guild_id, added_by, was_known=True)
        await self._check_room(guild_id)
        survey = await self._scout.survey(pasted, with_feeds_of_article=feed is not None)
        if survey.article and feed is None:
            # The address as given: it is what the admin knows it by, and it is read once only.
            source, was_known = await self._add(survey.url, survey.article.title, survey.article.lang, SourceKind.PAGE)
            return await self._followed(source, guild_id, added_by, was_known=was_known)
        prospect = await self._judged(survey, fold=fold)
        offer = choose(prospect, feed)
        return await self._follow_offer(offer, prospect.offers, guild_id, added_by)

    async def _follow_offer(
        self, offer: Offer, offers: tuple[Offer, ...], guild_id: int, added_by: int | None
    ) -> Added:
        preview = offer.preview
        if offer.twin:
            return await self._followed(offer.twin, guild_id, added_by, was_known=True, offer=offer, offers=offers)
        source, was_known = await self._add(preview.url, preview.title, preview.lang, SourceKind.FEED)
        await self._samples.keep_sample(source.source_id, preview.keys)
        return await self._followed(source, guild_id, added_by, was_known=was_known, offer=offer, offers=offers)

    async def add_page(self, url: str, guild_id: int) -> Source:
        """Follow the single article at `url`, never a feed: what anybody may ask for, not only who manages sources.

        Raises BadUrl or FetchError with the reason; NoArticle where a feed or a front page stands there.
        """
        url = parse_web_url(url)
        source = await self._sources.find_source_by_url(url)
        if source is None or source.error:
            survey = await self._survey_page(url)
            if survey.article is None:
                raise NoArticle(f"not one article: {url}")
            source, _ = await self._add(url, survey.article.title, survey.article.lang, SourceKind.PAGE)
        if source.kind is not SourceKind.PAGE:
            raise NoArticle(f"source {source.source_id} is a {source.kind}")
        await self._sources.follow(guild_id, source.source_id, self._clock.now())
        return source

    async def _survey_page(self, url: str) -> Survey:
        try:
            return await self._scout.survey_page(url)
        except NotAFeed as problem:
            raise NoArticle(str(problem)) from problem

    async def follow_unread(
        self, wanted: Sequence[NewFollow], guild_id: int, *, added_by: int | None = None
    ) -> list[Imported]:
        """Follow many feeds without reading them: each is due at once, and its first fetch shows what it is worth.

        All that can be taken is taken in one transaction; repeating it changes nothing. One outcome per line.
        """
        problems = [self._unfit(one) for one in wanted]
        limit = self._settings.max_sources
        fit = [one for one, problem in zip(wanted, problems, strict=True) if problem is None]
        address_of = await self._twins.one_spelling([one.url for one in fit])
        merged: dict[str, NewFollow] = {}
        for one in fit:
            url = address_of[one.url]
            folders = merged[url].folders if url in merged else ()
            first = merged.get(url, replace(one, url=url))
            merged[url] = replace(first, folders=tuple(dict.fromkeys((*folders, *one.folders))))
        taken = await self._follows.follow_all(
            guild_id, list(merged.values()), self._clock.now(), limit=limit, added_by=added_by
        )
        following = dict(zip(merged, taken, strict=True))
        outcomes: list[Imported] = []
        told: set[str] = set()
        for one, problem in zip(wanted, problems, strict=True):
            if problem:
                outcomes.append(Imported(one, None, was_followed=False, problem=problem))
                continue
            url = address_of[one.url]
            no_room = None if following[url].source else TooManySources(limit=limit)
            outcomes.append(Imported(one, following[url].source, following[url].was_followed or url in told, no_room))
            told.add(url)
        return outcomes

    async def list_followed(self, guild_id: int) -> list[tuple[Followed, Judgement]]:
        """What this server follows, with how each source does."""
        now = self._clock.now()
        return [(one, judge_source(one, now)) for one in await self._follows.list_followed(guild_id)]

    async def judge(self, guild_id: int) -> dict[int, Judgement]:
        """How each source that this server follows does, by its id."""
        return {followed.source.source_id: judgement for followed, judgement in await self.list_followed(guild_id)}

    async def list(self, guild_id: int) -> list[Source]:
        """What this server follows."""
        return await self._sources.list_sources(guild_id)

    async def check(self, guild_id: int, ref: str) -> Checkup:
        """Look at a followed source now, whatever its next time is. One that works again is due at once, were it
        retired or held back. `ref` is the source's id or URL. Raises UnknownSource."""
        source = await self._get(guild_id, ref)
        judgement = (await self.judge(guild_id)).get(source.source_id)
        if judgement is None:
            raise UnknownSource(ref[:200], source=ref[:200])
        offer: Offer | None = None
        problem: FetchError | UsageError | None = None
        try:
            preview = await self._scout.read(source.url)
            if preview:
                offer = Offer(preview, judge_feed(preview, self._clock.now()), None)
            elif source.kind is SourceKind.FEED:
                problem = NotAFeed("a page stands where the feed was")
        except (FetchError, UsageError) as error:
            problem = error
        if problem is None and source.failures:
            await self._follows.make_due(source.source_id, self._clock.now())
        return Checkup(source, judgement, offer, problem)

    async def remove(self, guild_id: int, ref: str) -> Source:
        """Stop following. `ref` is the source's id or URL. Raises UnknownSource."""
        source = await self._get(guild_id, ref)
        await self._sources.unfollow(guild_id, source.source_id)
        return source

    async def pause(self, guild_id: int, ref: str, paused: bool = True) -> Source:
        """Stop or go on fetching for this server. `ref` is the source's id or URL. Raises UnknownSource."""
        source = await self._get(guild_id, ref)
        await self._sources.set_paused(guild_id, source.source_id, paused)
        return await self._get(guild_id, str(source.source_id))

    async def _get(self, guild_id: int, ref: str) -> Source:
        ref = ref.strip()
        found = None
        if ref.isascii() and ref.isdigit() and len(ref) < 19:
            found = await self._sources.find_source(int(ref), guild_id)
        else:
            try:
                address = understand(ref)
            except BadUrl:
                address = None
            for url in (address.url, address.or_else) if address else ():
                by_url = await self._sources.find_source_by_url(url) if url and found is None else None
                found = found or (by_url and await self._sources.find_source(by_url.source_id, guild_id))
        if found is None:
            raise UnknownSource(ref[:200], source=ref[:200])
        return found

    async def _judged(self, survey: Survey, *, fold: bool = True) -> Prospect:
        """The feeds found, judged; with `fold`, each beside the source that it is or belongs to."""
        now = self._clock.now()
        offers = []
        for preview in survey.feeds:
            twin, larger = await self._twins.find(preview) if fold else (None, None)
            offers.append(Offer(preview, judge_feed(preview, now, twin=twin, larger=larger), twin))
        return Prospect(survey.url, tuple(offers), survey.article, survey.named)

    async def _find_known(self, pasted: str) -> Source | None:
        """The working source at just this address."""
        address = understand(pasted)
        for url in (address.url, address.or_else):
            source = await self._sources.find_source_by_url(url) if url else None
            if source and not source.error:
                return source
        return None

    async def _check_room(self, guild_id: int) -> None:
        """Before anything is read: who has no room left should not make us fetch."""
        limit = self._settings.max_sources
        if await self._follows.count(guild_id) >= limit:
            raise TooManySources(limit=limit)

    async def _followed(
        self,
        source: Source,
        guild_id: int,
        added_by: int | None,
        *,
        was_known: bool,
        offer: Offer | None = None,
        offers: tuple[Offer, ...] = (),
    ) -> Added:
        home_url = offer.preview.home_url if offer else None
        limit = self._settings.max_sources
        is_new = await self._follows.follow(
            guild_id, source.source_id, self._clock.now(), limit=limit, added_by=added_by, home_url=home_url
        )
        if is_new is None:
            raise TooManySources(limit=limit)
        as_followed = await self._sources.find_source(source.source_id, guild_id) or source
        return Added(as_followed, not is_new, was_known, offer, offers)

    async def _add(self, url: str, title: str, lang: str | None, kind: SourceKind) -> tuple[Source, bool]:
        """The source at `url`, and whether it was there."""
        known = await self._sources.find_source_by_url(url)
        source = await self._sources.add_source(url, title, lang, kind, self._clock.now())
        if known and known.failures:
            # It has just been read: it works again.
            await self._follows.make_due(source.source_id, self._clock.now())
        return source, known is not None

    def _unfit(self, wanted: NewFollow) -> UsageError | FetchError | None:
        try:
            check_public(parse_web_url(wanted.url), self._settings.allow_hosts)
        except (UsageError, FetchError) as problem:
            return problem
        return None
