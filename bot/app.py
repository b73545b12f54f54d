"""The composition root: builds the whole house from settings and seams, and closes everything it opened.

It stands below discord_app: the bot is one way to reach the app, the command line another; neither is known here.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answers.model_wording import ModelWording
from bot.answers.responder import Responder
from bot.briefs.composer import Composer
from bot.briefs.editor import Editor
from bot.briefs.grounding import check_brief
from bot.briefs.model_author import ModelAuthor
from bot.delivery.alerts import Alerter
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.finder import Finder
from bot.delivery.notices import NoticeWriter
from bot.delivery.teller import Teller
from bot.errors import StoreUnwritable
from bot.ingest.fetcher import Fetcher, open_http
from bot.ingest.refresher import Refresher
from bot.ingest.web import Web
from bot.ingest.worker import ParserPool
from bot.knowledge.catalogue import Catalogue
from bot.knowledge.keeper import Keeper
from bot.knowledge.model_miner import ModelMiner
from bot.knowledge.recorder import Recorder
from bot.knowledge.review import ReviewDesk
from bot.llm.asker import Asker
from bot.llm.model import open_model
from bot.llm.prompt_library import PromptLibrary, load_prompts
from bot.pipeline import Pipeline
from bot.ports import AlertPublisher, Clock, Messenger, Publisher, SystemClock, TextModel
from bot.servers.steward import Steward
from bot.settings import Settings
from bot.sources.registry import Registry
from bot.storage.alert_rules import AlertRuleStore
from bot.storage.alerts import AlertStore
from bot.storage.articles import ArticleStore
from bot.storage.audit import AuditStore
from bot.storage.brief_writings import BriefWritingStore
from bot.storage.briefs import BriefStore
from bot.storage.candidates import CandidateStore
from bot.storage.database import Database, open_database, sqlite_url
from bot.storage.deliveries import DeliveryStore
from bot.storage.given import GivenStore
from bot.storage.guilds import GuildStore
from bot.storage.happenings import HappeningStore
from bot.storage.minings import MiningStore
from bot.storage.model_calls import ModelCallStore
from bot.storage.personal_follows import PersonalFollowStore
from bot.storage.schedules import ScheduleStore
from bot.storage.sources import SourceStore
from bot.storage.statements import StatementStore
from bot.storage.stories import StoryStore
from bot.storage.watches import WatchStore
from bot.stories.clusterer import Clusterer
from bot.text.embedding import Embedder, open_embedder
from bot.text.translation import Translator
from bot.watches.watchlist import Watchlist

if TYPE_CHECKING:
    import httpx

DATABASE_FILE = "kawaraban.db"


@dataclass(frozen=True, slots=True)
class App:
    """Everything that a way in (command line, Discord, tests) may call."""

    settings: Settings
    clock: Clock
    database: Database
    sources: SourceStore
    articles: ArticleStore
    stories: StoryStore
    briefs: BriefStore
    statements: StatementStore
    schedules: ScheduleStore
    deliveries: DeliveryStore
    alert_rules: AlertRuleStore
    alerts: AlertStore
    guilds: GuildStore
    audit: AuditStore
    steward: Steward
    registry: Registry
    refresher: Refresher
    clusterer: Clusterer
    pipeline: Pipeline
    catalogue: Catalogue
    review: ReviewDesk
    composer: Composer
    editor: Editor
    responder: Responder
    notices: NoticeWriter
    finder: Finder
    watchlist: Watchlist
    model_calls: ModelCallStore
    asker: Asker | None
    """The way to the language model; None where none is configured."""
    prompts: PromptLibrary

    def dispatcher_for(self, publisher: Publisher) -> Dispatcher:
        """The deliverer of due slots through `publisher`."""
        return Dispatcher(
            self.schedules, self.deliveries, self.editor, publisher, self.clock, grace=self.settings.delivery_grace
        )

    def teller_for(self, messenger: Messenger) -> Teller:
        """Who tells readers of the news that they follow, through `messenger`."""
        return Teller(PersonalFollowStore(self.database), self.stories, self.articles, messenger, self.clock)

    def alerter_for(self, publisher: AlertPublisher) -> Alerter:
        """The teller of what happens through `publisher`."""
        return Alerter(
            self.alert_rules, self.alerts, self.finder, self.notices, publisher, self.clock,
            grace=self.settings.delivery_grace,
        )  # fmt: skip


def database_url(settings: Settings) -> str:
    """Where the store is: the URL of the settings, else the SQLite file in the data directory, which is made."""
    if settings.database_url is not None:
        return settings.database_url.get_secret_value()
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise StoreUnwritable(str(problem), path=str(settings.data_dir)) from problem
    return sqlite_url(settings.data_dir / DATABASE_FILE)


@asynccontextmanager
async def open_app(
    settings: Settings,
    *,
    clock: Clock | None = None,
    http: "Web | httpx.AsyncClient | None" = None,
    embedder: Embedder | None = None,
    model: TextModel | None = None,
    translator: Translator | None = None,
) -> AsyncIterator[App]:
    """Open the store (migrating it), load the shipped record where it is newer, and put the house together.

    The seams default to the real ones; the model, to that of the settings, which may be none. Raises StoreError,
    BadSettings where the settings name a model that cannot be opened, and PromptError.
    """
    clock = clock or SystemClock()
    async with AsyncExitStack() as stack:
        prompts = load_prompts()
        model = model or await stack.enter_async_context(open_model(settings))
        database = await stack.enter_async_context(open_database(database_url(settings), now=clock.now()))
        if http is None:
            http = await stack.enter_async_context(open_http(settings))
        pool = ParserPool()
        stack.callback(pool.shutdown, wait=True, cancel_futures=True)

        sources, articles, stories = SourceStore(database), ArticleStore(database), StoryStore(database)
        briefs, statements = BriefStore(database), StatementStore(database)
        candidates = CandidateStore(database)
        guilds, audit = GuildStore(database), AuditStore(database)
        catalogue = Catalogue(statements, clock)
        await catalogue.load_seed()
        index = await catalogue.index()

        fetcher = Fetcher(http, settings)
        registry = Registry(sources, fetcher, clock, pool)
        refresher = Refresher(fetcher, sources, articles, clock, settings, pool)
        embedder = embedder or open_embedder()
        model_calls = ModelCallStore(database)
        asker = Asker(model, model_calls, clock, settings) if model else None
        author = ModelAuthor(asker, prompts, BriefWritingStore(database), clock, settings) if asker else None
        wording = (
            ModelWording(asker, prompts, check_brief, clock, settings) if asker and settings.model_answers else None
        )
        keeper = Keeper(statements, candidates, clock)
        miner = (
            ModelMiner(asker, prompts, catalogue, articles, candidates, MiningStore(database), keeper, clock, settings)
            if asker
            else None
        )
        if miner is not None:
            stack.push_async_callback(miner.close)
        clusterer = Clusterer(stories, articles, embedder, index.rank_companies, clock)
        pipeline = Pipeline(
            sources=sources,
            articles=articles,
            registry=registry,
            refresher=refresher,
            clusterer=clusterer,
            recorder=Recorder(catalogue, keeper, miner),
            clock=clock,
            concurrency=settings.fetch_concurrency,
        )
        if translator is None and settings.translation_dir is not None:
            translator = Translator(settings.translation_dir)
            stack.callback(translator.close)
        composer = Composer(articles, stories, briefs, catalogue, clock, embedder, author, translator)
        watches = WatchStore(database)
        watchlist = Watchlist(watches, catalogue, clock)
        yield App(
            settings=settings,
            clock=clock,
            database=database,
            sources=sources,
            articles=articles,
            stories=stories,
            briefs=briefs,
            statements=statements,
            schedules=ScheduleStore(database),
            deliveries=DeliveryStore(database),
            alert_rules=AlertRuleStore(database),
            alerts=AlertStore(database),
            guilds=guilds,
            audit=audit,
            steward=Steward(guilds, audit, clock, grace=settings.purge_grace),
            registry=registry,
            refresher=refresher,
            clusterer=clusterer,
            pipeline=pipeline,
            catalogue=catalogue,
            review=ReviewDesk(statements, candidates, clock),
            composer=composer,
            editor=Editor(articles, stories, GivenStore(database), watches, catalogue, composer, clock),
            responder=Responder(catalogue, clock, articles, wording),
            notices=NoticeWriter(catalogue, composer),
            finder=Finder(HappeningStore(database), statements, watchlist.watch_of),
            watchlist=watchlist,
            model_calls=model_calls,
            asker=asker,
            prompts=prompts,
        )
