"""The conductor of briefs: reads a story's articles that a server may see, has both briefs written once, keeps them."""

import asyncio
import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.briefs.abstractive import StoryRead
from bot.briefs.extractive import Told, write_briefs
from bot.briefs.follow_up import choose_units, led_by_news
from bot.briefs.gist import People
from bot.briefs.grounding import check_brief, grounded
from bot.briefs.keyed_locks import KeyedLocks
from bot.briefs.model_author import ModelAuthor
from bot.briefs.passages import read_passages
from bot.briefs.translated import translate_originals
from bot.domain.article import Article
from bot.domain.brief import LOCAL_ENGINE, Brief
from bot.domain.language import LANGS, Lang
from bot.domain.source import HOUSE
from bot.domain.statement import Provenance, Speaker, Statement
from bot.domain.story import Story
from bot.errors import UnknownStory
from bot.knowledge.catalogue import Catalogue
from bot.knowledge.companies import CompanyIndex
from bot.ports import Clock
from bot.storage.articles import ArticleStore
from bot.storage.briefs import BriefStore
from bot.storage.stories import StoryStore
from bot.text.embedding import Embedder
from bot.text.translation import Translator

log = logging.getLogger(__name__)

# The record also has words of posts: "Meta spokesperson".
_PERSONS_NAME = re.compile(r"[A-Z][^\s,]*(?: (?:[A-Z][^\s,]*|[a-z]{1,3}))* [A-Z][^\s,]*")


class Composer:
    """Writes briefs. A brief is written once per set of articles, whichever server asks first."""

    def __init__(
        self,
        articles: ArticleStore,
        stories: StoryStore,
        briefs: BriefStore,
        catalogue: Catalogue,
        clock: Clock,
        embedder: Embedder | None = None,
        model: ModelAuthor | None = None,
        translator: Translator | None = None,
    ) -> None:
        self._articles = articles
        self._stories = stories
        self._briefs = briefs
        self._catalogue = catalogue
        self._clock = clock
        self._embedder = embedder
        self._model = model
        self._translator = translator
        # One at a time: writing is work for the processor, and two servers that ask for one story shall share it.
        self._writing = asyncio.Lock()
        # A model's answer takes long, and waiting for one is no work: here one at a time for each evidence.
        self._asking = KeyedLocks[tuple[int, ...]]()

    async def brief_story(self, story_id: int, lang: Lang, guild_id: int = HOUSE, *, new: Sequence[int] = ()) -> Brief:
        """The story as this server may read it. Raises UnknownStory where it sees none of its articles."""
        return await self.brief(await self._stories.get_story(story_id, guild_id), lang, guild_id, new=new)

    async def brief(self, story: Story, lang: Lang, guild_id: int = HOUSE, *, new: Sequence[int] = ()) -> Brief:
        """The brief of `story`, which holds what its readers may see; `new` are the articles that make it an update."""
        led_by = frozenset(new) & frozenset(story.article_ids)
        found = await self._find(story, lang, guild_id, led_by)
        if found is None:
            async with self._asking.of((story.story_id, *story.article_ids, *sorted(led_by))):
                found = await self._find(story, lang, guild_id, led_by)
                found = found or (await self._write(story, guild_id, led_by))[lang]
        # The revision counts articles that other servers see as well, so it is this moment's, not the stored one.
        return replace(found, revision=story.revision)

    async def briefs(
        self, stories: Sequence[tuple[Story, Sequence[int]]], lang: Lang, guild_id: int = HOUSE
    ) -> list[Brief]:
        """As `brief` for each (story, new), in that order: those that are written are read together."""
        engine = self._model.engine if self._model is not None else LOCAL_ENGINE
        wanted = [
            (story.story_id, story.article_ids, frozenset(new) & frozenset(story.article_ids)) for story, new in stories
        ]
        found = await self._briefs.find_briefs(lang, engine, wanted)

        async def one(story: Story, new: Sequence[int], held: Brief | None) -> Brief:
            return replace(held, revision=story.revision) if held else await self.brief(story, lang, guild_id, new=new)

        # Together: of a brief by a model, most of the time is waiting.
        return await asyncio.gather(*(one(story, new, held) for (story, new), held in zip(stories, found, strict=True)))

    async def _find(self, story: Story, lang: Lang, guild_id: int, new: frozenset[int]) -> Brief | None:
        """The model's brief, or the local engine's where the model has none and is not to be asked now."""
        if self._model is not None:
            found = await self._briefs.find_brief(story.story_id, lang, self._model.engine, story.article_ids, new)
            if found is not None or await self._model.may_write(story, guild_id):
                return found
        return await self._briefs.find_brief(story.story_id, lang, LOCAL_ENGINE, story.article_ids, new)

    async def _write(self, story: Story, guild_id: int, new: frozenset[int]) -> dict[Lang, Brief]:
        async with self._writing:
            read = await self._read(story, new)
        if self._model is not None and await self._model.may_write(story, guild_id):

            def led(written: Mapping[Lang, Brief]) -> dict[Lang, Brief]:
                return {lang: led_by_news(brief, new) or read.local[lang] for lang, brief in written.items()}

            async def save(written: Mapping[Lang, Brief]) -> None:
                await self._save(led(written))

            written = await self._model.write(read, guild_id, save)
            if written is not None:
                return led(written)
        return dict(read.local)

    async def _read(self, story: Story, new: frozenset[int]) -> StoryRead:
        """The story with its brief by the local engine, which is kept before anybody else is asked."""
        articles = await self._articles.get_articles(story.article_ids)
        if not articles:
            raise UnknownStory(story=story.story_id)
        index = await self._catalogue.index()
        statements = await self._catalogue.statements()
        executives = frozenset(
            name
            for statement in statements
            if statement.company in story.companies and statement.speaker
            if statement.provenance is Provenance.EXECUTIVE_QUOTE
            for name in names_of(statement.speaker)
        )
        read = await asyncio.to_thread(
            read_story, story, articles, index, executives, self._embedder, new, people_of(statements)
        )
        if self._translator is not None:
            local = {
                lang: await translate_originals(brief, read.texts, index.find_mentions, self._translator)
                for lang, brief in read.local.items()
            }
            read = replace(read, local=local)
        await self._save(read.local)
        return read

    async def _save(self, briefs: Mapping[Lang, Brief]) -> None:
        for lang in LANGS:
            await self._briefs.save_brief(briefs[lang], self._clock.now())
        told = briefs["en"]
        log.info(
            "brief.written story=%d engine=%s articles=%d points=%d",
            told.story_id,
            told.engine,
            len(told.article_ids),
            len(told.points),
        )


def read_story(
    story: Story,
    articles: Sequence[Article],
    index: CompanyIndex,
    executives: frozenset[str],
    embedder: Embedder | None,
    new: frozenset[int] = frozenset(),
    people: People | None = None,
) -> StoryRead:
    """A story's passages, the choice among them, and both briefs by the local engine. Takes up to seconds."""
    passages = read_passages(articles, index.find_mentions, executives)
    vectors = None
    if embedder is not None and len(passages) > 1:
        vectors = embedder.embed_passages(
            [passage.shown for passage in passages], [passage.lang for passage in passages]
        )
    units = choose_units(passages, vectors, new)
    briefs = write_briefs(
        Told(story, articles, units, new, people or {}),
        lambda company, lang: index.get(company).names[lang],
    )
    texts = {article.article_id: f"{article.title}\n{article.text}" for article in articles}
    for lang, brief in briefs.items():
        for failure in check_brief(brief, texts, find_mentions=index.find_mentions):
            log.warning("brief.ungrounded story=%d lang=%s fault=%s", story.story_id, lang, failure.fault)
    local = {lang: grounded(brief, texts, find_mentions=index.find_mentions) for lang, brief in briefs.items()}
    return StoryRead(story, articles, passages, units, index, local)


def names_of(speaker: Speaker) -> tuple[str, ...]:
    """A speaker's name in both languages, in full and the family name as news use it after the first mention."""
    return (speaker.name, speaker.name.split()[-1], speaker.name_ja, speaker.name_ja.split("・")[-1])


def people_of(statements: Sequence[Statement]) -> People:
    """Everybody on record by each spelling of the full name; a family name counts only where one person has it."""
    known: dict[str, dict[Lang, str]] = {}
    unsure: set[str] = set()
    for speaker in (statement.speaker for statement in statements if statement.speaker):
        if not _PERSONS_NAME.fullmatch(speaker.name):
            continue
        names: dict[Lang, str] = {"en": speaker.name, "ja": speaker.name_ja}
        for spelt in names_of(speaker):
            if spelt in known and known[spelt]["en"] != speaker.name:
                unsure.add(spelt)
            known[spelt] = names
    return {spelt: names for spelt, names in known.items() if spelt and spelt not in unsure}
