"""Answers a question from the record: read it, find the evidence, put it into words: the way of a question."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from bot.answers.conversation import SHORT, Threads, Topic, continued
from bot.answers.evidence import find_evidence, find_stance
from bot.answers.finding import Finding
from bot.answers.instructions import asks, without_instructions
from bot.answers.misspellings import Mended, Spellings, with_apostrophes
from bot.answers.model_wording import ModelWording
from bot.answers.news import may_be_news, select_passages, word_news
from bot.answers.people import SpeakerDirectory
from bot.answers.question import Question, check_length, detect_lang, read_question
from bot.answers.record import Record
from bot.answers.retelling import may_be_retold, told_of
from bot.answers.wording import Opening, word
from bot.domain.answer import Answer, AnswerKind, AnswerLine, Section
from bot.domain.language import LANGS, Lang
from bot.domain.source import HOUSE
from bot.domain.statement import Statement
from bot.errors import UnknownCompany
from bot.i18n.catalog import text
from bot.knowledge.catalogue import Catalogue
from bot.knowledge.companies import CompanyIndex
from bot.knowledge.vocabulary import Vocabulary, shipped_vocabulary
from bot.ports import Clock
from bot.storage.articles import ArticleStore

_MAX_CACHED = 16
_MAX_ARTICLES = 2000
_REHEARSED: Mapping[Lang, Sequence[str]] = {
    "en": ("Which companies are open, and since when?", "Why did they change it, and who said so in May 2025?"),
    "ja": ("オープンな企業はどこですか。いつからですか。", "なぜ変わったのですか。2025年5月に誰がそう言いましたか。"),
}
"""Asked of the record at the start; nobody sees the answers."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A record made ready for questions, and the index by which it is known to be stale."""

    index: CompanyIndex
    record: Record
    speakers: SpeakerDirectory
    spellings: Spellings


class Responder:
    """The conductor of answers. Deterministic: the same record, question and day give the same answer."""

    def __init__(
        self,
        catalogue: Catalogue,
        clock: Clock,
        articles: ArticleStore | None = None,
        model_wording: ModelWording | None = None,
    ) -> None:
        """`articles`: where news is looked for when the record is silent; None leaves news out.

        `model_wording`: who words openings where a language model is configured; None leaves all to the local wording.
        """
        self._catalogue = catalogue
        self._model_wording = model_wording
        self._articles = articles
        self._clock = clock
        self._vocabulary = shipped_vocabulary()
        # The catalogue gives the same index until the record changes, so the index tells whether a record is stale.
        self._records: OrderedDict[int, Prepared] = OrderedDict()
        self._reading = asyncio.Lock()
        self._threads = Threads()

    async def answer(
        self,
        question: str,
        *,
        lang: Lang | None = None,
        as_of: date | None = None,
        guild_id: int = HOUSE,
        thread: str | None = None,
        after: Sequence[str] = (),
        with_news: bool = True,
    ) -> Answer:
        """Answer in `lang`, or in the question's own language; as of `as_of`, today by default.

        `thread` names a conversation of this server: what it leaves unsaid is taken from the question before it there.
        `after`: the questions before it (`Answer.after`), for the same answer again outside of its thread.
        `with_news`: whether articles may answer where the record is silent.

        Raises EmptyQuestion and QuestionTooLong.
        """
        started = time.perf_counter()
        cleaned = check_length(question)
        ready = await self._record(guild_id)
        record = ready.record
        day = as_of or self._clock.now().date()
        now = self._clock.now()
        topic = self._threads.find(guild_id, thread, now)
        for before in after:
            topic = _follow(check_length(before), ready, topic, day=day, lang=lang).topic
        done = _follow(cleaned, ready, topic, day=day, lang=lang)
        self._threads.keep(guild_id, thread, done.topic, now)
        read, finding, mended = done.read, done.finding, done.mended
        answer = word(
            finding, question=question, lang=read.lang, as_of=done.read_on, index=record.index,
            vocabulary=self._vocabulary,
        )  # fmt: skip
        answer = await self._retold(answer, finding, done.topic.asked, record, guild_id)
        answer = replace(answer, after=done.topic.asked[:-1])
        if with_news and may_be_news(read, finding):
            answer = await self._with_news(answer, read, finding, record, guild_id)
        if mended:
            note = text("answers-note-read-as", read.lang, typed=mended.typed[:60], meant=mended.meant)
            answer = replace(answer, lines=(*answer.lines, AnswerLine(Section.NOTE, note)))
        return replace(answer, elapsed_ms=round((time.perf_counter() - started) * 1000, 2))

    async def _retold(
        self, answer: Answer, finding: Finding, asked: Sequence[str], record: Record, guild_id: int
    ) -> Answer:
        """The answer with its opening in the model's words; the very answer where those cannot be had."""
        if self._model_wording is None or not may_be_retold(finding):
            return answer
        bare = [without_instructions(each)[0] for each in asked]
        told = told_of(finding, answer, bare, record.index, self._vocabulary)
        sentences = await self._model_wording.word(told, guild_id)
        if sentences is None:
            return answer
        return word(
            finding,
            question=answer.question,
            lang=answer.lang,
            as_of=answer.as_of,
            index=record.index,
            vocabulary=self._vocabulary,
            opening=Opening(tuple((one.text, one.citations) for one in sentences), self._model_wording.engine),
        )

    async def _with_news(
        self, answer: Answer, read: Question, finding: Finding, record: Record, guild_id: int
    ) -> Answer:
        """The answer from this server's own articles, where one of them says what the record does not."""
        if self._articles is None:
            return answer
        until = datetime.combine(answer.as_of, datetime.max.time(), UTC)
        found = await self._articles.list_on_companies(finding.companies, guild_id, until=until, limit=_MAX_ARTICLES)
        passages = await asyncio.to_thread(select_passages, read, record, finding.companies, found)
        name = record.index.get(finding.companies[0]).names[answer.lang]
        return word_news(answer, passages, name) if passages else answer

    async def prepare(self) -> None:
        """Make ready what the first question would wait for, off the event loop: the record and every word list."""
        ready = await self._record(HOUSE)
        day = self._clock.now().date()
        await asyncio.to_thread(_rehearse, ready, day, self._vocabulary)

    async def stance(
        self, company_name: str, *, lang: Lang | None = None, as_of: date | None = None, guild_id: int = HOUSE
    ) -> Answer:
        """The stance of one company, by any of its names. Raises EmptyQuestion, QuestionTooLong and UnknownCompany."""
        started = time.perf_counter()
        name = check_length(company_name)
        lang = lang or detect_lang(name)
        record = (await self._record(guild_id)).record
        company = record.index.resolve(name)
        if company is None:
            close = text("answers-or", lang).join(near.names[lang] for near in record.index.suggest(name))
            raise UnknownCompany(name=name[:80], suggestions=close)
        day = as_of or self._clock.now().date()
        finding = find_stance(record, company.company_id, day)
        answer = word(
            finding, question=company_name, lang=lang, as_of=day, index=record.index, vocabulary=self._vocabulary
        )
        return replace(answer, elapsed_ms=round((time.perf_counter() - started) * 1000, 2))

    async def _record(self, asked_in: int) -> Prepared:
        guild_id = await self._catalogue.record_in(asked_in)
        index = await self._catalogue.index()
        cached = self._records.get(guild_id)
        if cached is not None and cached.index is index:
            self._records.move_to_end(guild_id)
            return cached
        # Reading the whole record takes some tenths of a second: once for all who wait, and off the event loop.
        async with self._reading:
            cached = self._records.get(guild_id)
            if cached is None or cached.index is not index:
                statements = await self._catalogue.statements(guild_id=guild_id)
                # A server's own record differs from the house's in a few entries: the others are ready already.
                older = cached or self._records.get(HOUSE)
                cached = await asyncio.to_thread(_read, index, statements, older.record if older else None)
                self._records[guild_id] = cached
                if len(self._records) > _MAX_CACHED:
                    self._records.popitem(last=False)
        return cached


@dataclass(frozen=True, slots=True)
class _Followed:
    """One question of a conversation, as far as it is found and not yet worded."""

    read: Question
    finding: Finding
    read_on: date
    mended: Mended | None
    topic: Topic


def _follow(asked: str, ready: Prepared, topic: Topic | None, *, day: date, lang: Lang | None) -> _Followed:
    """Read it alone, and with what went before it where it leaves its subject to that."""
    record, companies = ready.record, ready.speakers.companies
    read, mended = _understand(asked, ready, today=day, lang=lang)
    finding, read_on = find_evidence(read, record, companies, day)
    full = continued(read, topic, record)
    needs_more = finding.kind is AnswerKind.ABSTENTION or (len(asked) <= SHORT and not read.quoted)
    before: tuple[str, ...] = ()
    if topic is not None and full is not read and needs_more:
        read, before = full, topic.asked
        finding, read_on = find_evidence(read, record, companies, day)
    return _Followed(read, finding, read_on, mended, Topic.of(read, finding, (*before, asked)))


def _understand(asked: str, ready: Prepared, *, today: date, lang: Lang | None) -> tuple[Question, Mended | None]:
    """The question without orders to us, and with a mistyped name put right."""
    record, speakers = ready.record, ready.speakers
    bare, has_orders = without_instructions(with_apostrophes(asked, record.index))
    if has_orders and not asks(bare):
        read = read_question(asked, record, speakers, today=today, lang=lang)
        return replace(read, only_orders=True), None
    read = read_question(bare, record, speakers, today=today, lang=lang or detect_lang(asked))
    mended = ready.spellings.mend(bare, read)
    if mended is None:
        return read, None
    return read_question(mended.text, record, speakers, today=today, lang=read.lang), mended


def _rehearse(ready: Prepared, day: date, vocabulary: Vocabulary) -> None:
    for lang in LANGS:
        for asked in _REHEARSED[lang]:
            done = _follow(asked, ready, None, day=day, lang=lang)
            word(
                done.finding, question=asked, lang=lang, as_of=done.read_on, index=ready.record.index,
                vocabulary=vocabulary,
            )  # fmt: skip


def _read(index: CompanyIndex, statements: Sequence[Statement], older: Record | None) -> Prepared:
    record = Record(index, statements, older)
    speakers = SpeakerDirectory.of(record.entries)
    return Prepared(index, record, speakers, Spellings(record, speakers))
