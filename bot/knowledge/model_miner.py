"""Asks a language model for the statements of articles that speak of openness, one after the other, in the background.

It never stands in the way: what the local extractor found is in the queue before, and stays where the model fails.
"""

import asyncio
import contextlib
import logging
import secrets
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.domain.article import Article
from bot.domain.model_call import Purpose
from bot.domain.source import HOUSE
from bot.domain.statement import Statement
from bot.errors import ModelBudgetSpent, ModelError, ModelPaused, ModelRefused, ModelReplyUnusable
from bot.knowledge.catalogue import Catalogue
from bot.knowledge.companies import CompanyIndex
from bot.knowledge.drafting import draft
from bot.knowledge.extraction.candidate import Candidate
from bot.knowledge.extraction.model import PROMPT, Reading, build_request, read_article, read_reply
from bot.knowledge.extraction.model_grounding import Grounded, ground
from bot.knowledge.keeper import Keeper
from bot.llm.asker import Asker
from bot.llm.prompt_library import PromptLibrary
from bot.ports import Clock
from bot.settings import Settings
from bot.storage.articles import ArticleStore
from bot.storage.brief_writings import Effort
from bot.storage.candidates import CandidateStore
from bot.storage.minings import MiningStore, Turn

log = logging.getLogger(__name__)

READ, GONE, BROKEN = "read", "gone", "broken"
"""Outcomes: a whole reply was judged; the article, or whom it names, is no longer there; a fault of ours on the way."""
MOST_TRIES = 3
"""Of an article that no reply came for. One that came is never asked for again."""
SHARE_OF_BRIEFS = 0.5
"""Of the day's tokens: so much is left to briefs, which readers wait for."""
_SPARE = timedelta(minutes=2)
"""Behind two deadlines: from then on a miner that said nothing counts as gone."""


class ModelMiner:
    def __init__(
        self,
        asker: Asker,
        prompts: PromptLibrary,
        catalogue: Catalogue,
        articles: ArticleStore,
        candidates: CandidateStore,
        minings: MiningStore,
        keeper: Keeper,
        clock: Clock,
        settings: Settings,
        *,
        new_mark: Callable[[], str] = lambda: f"article-{secrets.token_hex(12)}",
    ) -> None:
        self._asker = asker
        self._prompt = prompts.get(PROMPT, settings.model_prompts)
        self._catalogue = catalogue
        self._articles = articles
        self._candidates = candidates
        self._minings = minings
        self._keeper = keeper
        self._clock = clock
        self._reply_tokens = settings.model_reply_tokens
        self._kept_for_briefs = int(settings.model_daily_tokens * SHARE_OF_BRIEFS)
        self._pause = settings.model_pause
        self._patience = timedelta(seconds=2 * settings.model_deadline) + _SPARE
        self._new_mark = new_mark
        self._task: asyncio.Task[None] | None = None
        self._wanted = False

    @property
    def engine(self) -> str:
        """As the history of candidates names it: the model and the prompt that it was asked with."""
        return f"model:{self._asker.name}@{self._prompt.ref}"

    async def note(self, article: Article, index: CompanyIndex, *, is_told: bool) -> None:
        """Put the article on the list if it speaks of openness, by its words or because the local extractor found
        something in it (`is_told`). An article that is on the list stays as it is."""
        try:
            reading = await asyncio.to_thread(read_article, article, index, is_told=is_told)
        except Exception:  # no article of a stranger's may hold up the others
            log.exception("knowledge.not_noted article=%d", article.article_id)
            return
        if reading is not None:
            await self._minings.note(article.article_id, self.engine, self._clock.now())

    def start(self) -> None:
        """Begin to read what waits, unless that is under way; then it looks once more at its end."""
        self._wanted = True
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._read_all(), name="model-miner")

    async def finish(self) -> None:
        """Wait for what was begun."""
        if self._task is not None:
            await asyncio.wait([self._task])

    async def close(self) -> None:
        """Leave what is under way: its rows say so, and the next start takes it up."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _read_all(self) -> None:
        try:
            while self._wanted:
                self._wanted = False
                while await self._read_next():
                    pass
        except Exception:  # the store may be gone: the next cycle starts again
            log.exception("knowledge.miner_stopped")

    async def _read_next(self) -> bool:
        """Read one article; False where none waits, or the model may not be asked now."""
        now = self._clock.now()
        may_ask = self._asker.may_ask(HOUSE) and (await self._asker.left_today()).tokens > self._kept_for_briefs
        turn = await self._minings.take_turn(self.engine, now, until=now + self._patience, only_answered=not may_ask)
        if turn is None:
            return False
        try:
            return await self._read(turn)
        except ModelError as problem:
            return await self._put_off(turn, problem)
        except Exception:
            log.exception("knowledge.miner_broken article=%d", turn.article_id)
            await self._minings.settle(turn, self.engine, BROKEN, self._clock.now())
            return True

    async def _read(self, turn: Turn) -> bool:
        index = await self._catalogue.index()
        articles = await self._articles.get_articles([turn.article_id])
        # It was noted because it speaks of openness.
        reading = await asyncio.to_thread(read_article, articles[0], index, is_told=True) if articles else None
        if reading is None:
            await self._minings.settle(turn, self.engine, GONE, self._clock.now())
            return True
        reply = turn.reply if turn.reply is not None else await self._ask(turn, reading)
        grounded = await asyncio.to_thread(ground, read_reply(reply), reading, index)
        kept = await self._keep(grounded.candidates, reading.article, index)
        # Behind the candidates: after a crash in between, the kept reply gives the same rows again.
        await self._minings.settle(
            turn, self.engine, READ, self._clock.now(), kept=len(grounded.candidates), dropped=grounded.dropped
        )
        log.info(
            "knowledge.model_read article=%d statements=%d new=%d dropped=%d faults=%s",
            turn.article_id, len(grounded.candidates), kept, grounded.dropped, _reasons_of(grounded),
        )  # fmt: skip
        return True

    async def _ask(self, turn: Turn, reading: Reading) -> str:
        request = build_request(self._prompt, reading, self._new_mark(), self._reply_tokens)
        asked = await self._asker.ask(request, guild_id=HOUSE, purpose=Purpose.EXTRACTION)
        effort = Effort(asked.requests, asked.input_tokens, asked.output_tokens, asked.microdollars, asked.seconds)
        # Before anything is done with it: it is paid for.
        await self._minings.keep_reply(turn, self.engine, asked.text, effort)
        return asked.text

    async def _put_off(self, turn: Turn, problem: ModelError) -> bool:
        """After a failure. Whether the next article may be tried."""
        now = self._clock.now()
        log.info("knowledge.model_failed article=%d outcome=%s %s", turn.article_id, problem.outcome, problem.detail)
        is_of_key = isinstance(problem, ModelRefused) and problem.is_lasting
        if is_of_key or isinstance(problem, ModelPaused | ModelBudgetSpent):
            # Nobody was asked, or nobody would be heard: it says nothing about the article.
            await self._minings.give_back(turn, self.engine, again_at=now, counts=False)
            return False
        if isinstance(problem, ModelReplyUnusable) or turn.tries >= MOST_TRIES:
            await self._minings.settle(turn, self.engine, problem.outcome, now)
        else:
            await self._minings.give_back(turn, self.engine, again_at=now + self._pause, requests=problem.requests)
        return True

    async def _keep(self, candidates: Sequence[Candidate], article: Article, index: CompanyIndex) -> int:
        """How many of them are new. Where the local extractor told the same from this article, the model's words
        take its place under the same id, unless somebody decided about it."""
        told = [(draft(each, article, index.get(each.company)), each.passage) for each in candidates]
        pairs = pair_up(told, await self._candidates.list_found_in(article.article_id))
        new = 0
        for (statement, passage), held in zip(told, pairs, strict=True):
            if held is None:
                new += await self._keeper.keep(statement, article, passage, self.engine)
                continue
            worded = replace(statement, statement_id=held.statement_id, recorded_at=held.recorded_at)
            if worded != held:
                await self._candidates.word_anew(worded, by=self.engine, now=self._clock.now())
        return new


def pair_up(told: Sequence[tuple[Statement, str]], held: Sequence[tuple[Statement, str]]) -> list[Statement | None]:
    """For each statement that the model tells, the one held of the same article that it is; both with their passages.

    One statement where the organisation is the same, and the reading and the day, or else the sentence. The first goes
    before the second: of two statements in one sentence each finds its own.
    """
    found: list[Statement | None] = [None] * len(told)
    left = list(held)
    for is_same in (_reads_the_same, _stands_in_the_same):
        for n, (new, passage) in enumerate(told):
            match = next((each for each in left if is_same((new, passage), each)), None)
            if found[n] is None and match is not None:
                found[n] = match[0]
                left.remove(match)
    return found


def _reads_the_same(new: tuple[Statement, str], held: tuple[Statement, str]) -> bool:
    mine, theirs = ((one.company, one.provenance, one.stance, one.said_on) for one, _ in (new, held))
    return mine == theirs


def _stands_in_the_same(new: tuple[Statement, str], held: tuple[Statement, str]) -> bool:
    return (new[0].company, new[1]) == (held[0].company, held[1])


def _reasons_of(grounded: Grounded) -> str:
    counts = Counter(fault.reason for fault in grounded.faults)
    return ",".join(f"{reason}:{count}" for reason, count in sorted(counts.items())) or "none"
