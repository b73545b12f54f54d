"""The author that is a language model: claims a story, asks at most twice, keeps what stands, and says when it gave up.

It never stands in the way of an edition: whatever goes wrong, the local engine's brief is there.
"""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.briefs.abstractive import (
    FEWEST_POINTS,
    PROMPT,
    BriefReply,
    Numbered,
    StoryRead,
    assemble,
    build_request,
    choose_passages,
    judge_reply,
    read_reply,
)
from bot.briefs.judging import Complaint, Judged, reasons_of
from bot.domain.brief import Brief
from bot.domain.language import Lang
from bot.domain.model_call import Purpose
from bot.domain.story import Story
from bot.errors import ModelBudgetSpent, ModelError, ModelPaused, ModelReplyUnusable
from bot.llm.asker import Asked, Asker
from bot.llm.prompt_library import PromptLibrary
from bot.ports import Clock
from bot.settings import Settings
from bot.storage.brief_writings import WRITTEN, BriefWritingStore, Effort

log = logging.getLogger(__name__)

SaveBriefs = Callable[[Mapping[Lang, Brief]], Awaitable[None]]

REJECTED = "rejected"
"""Too little of two replies was grounded."""
TOO_LITTLE = "too_little"
"""There is not enough to write from: nobody was asked."""
BROKEN = "broken"
"""A fault of ours on the way."""
_SPARE = timedelta(minutes=2)
"""Behind two deadlines: from then on a writer that said nothing counts as gone."""


@dataclass(slots=True)
class _Work:
    """One attempt: what it took so far, and the best that came of it."""

    numbered: Numbered
    effort: Effort = field(default_factory=Effort)
    best: Judged | None = None
    complaints: tuple[Complaint, ...] = ()
    reply: BriefReply | None = None

    def count(self, asked: Asked) -> None:
        self.effort = Effort(
            self.effort.requests + asked.requests,
            self.effort.input_tokens + asked.input_tokens,
            self.effort.output_tokens + asked.output_tokens,
            self.effort.microdollars + asked.microdollars,
            self.effort.seconds + asked.seconds,
        )


class ModelAuthor:
    def __init__(
        self,
        asker: Asker,
        prompts: PromptLibrary,
        writings: BriefWritingStore,
        clock: Clock,
        settings: Settings,
        *,
        new_mark: Callable[[], str] = lambda: f"passages-{secrets.token_hex(12)}",
    ) -> None:
        self._asker = asker
        self._prompt = prompts.get(PROMPT, settings.model_prompts)
        self._writings = writings
        self._clock = clock
        self._reply_tokens = settings.model_reply_tokens
        self._pause = settings.model_pause
        self._patience = timedelta(seconds=2 * settings.model_deadline) + _SPARE
        self._new_mark = new_mark

    @property
    def engine(self) -> str:
        """As briefs name it: the model and the prompt that it was asked with."""
        return f"model:{self._asker.name}@{self._prompt.ref}"

    async def may_write(self, story: Story, guild_id: int) -> bool:
        """Whether it is worth trying now. Costs a look into the store at most."""
        if not self._asker.may_ask(guild_id):
            return False
        return not await self._writings.is_settled(story, self.engine, self._clock.now())

    async def write(self, read: StoryRead, guild_id: int, save: SaveBriefs) -> dict[Lang, Brief] | None:
        """Both briefs, saved; None where somebody else writes them, or they cannot be had. Raises StoreError alone."""
        numbered = choose_passages(read.passages, read.units)
        now = self._clock.now()
        token = await self._writings.claim(read.story, self.engine, guild_id, now, until=now + self._patience)
        if token is None:
            return None
        if len(numbered.passages) < FEWEST_POINTS:
            # A headline alone, or a story that was withdrawn: nothing to write from, and that stays so.
            await self._writings.settle(read.story, self.engine, token, TOO_LITTLE, Effort(), now)
            return None
        work = _Work(numbered)
        pause = self._pause
        try:
            briefs = await self._attempt(read, work, guild_id)
            outcome = WRITTEN if briefs else REJECTED if work.best else ModelReplyUnusable.outcome
        except ModelError as problem:
            # A first reply of which enough stands is good enough without a second.
            briefs = assemble(work.best, read, self.engine) if work.best else None
            outcome = WRITTEN if briefs else problem.outcome
            work.effort = replace(work.effort, requests=work.effort.requests + problem.requests)
            if isinstance(problem, ModelBudgetSpent | ModelPaused):
                # It says nothing about the story: whoever asks next finds out whether it still holds.
                pause = timedelta()
        except Exception:
            log.exception("brief.model_broken story=%d", read.story.story_id)
            briefs, outcome = None, BROKEN
        if briefs:
            # Before the claim says that they are written: after a crash in between somebody writes them again.
            await save(briefs)
        await self._writings.settle(
            read.story,
            self.engine,
            token,
            outcome,
            work.effort,
            self._clock.now(),
            points_dropped=work.best.dropped if work.best else 0,
            again_at=None if briefs else self._clock.now() + pause,
        )
        log.info(
            "brief.model story=%d outcome=%s requests=%d tokens=%d seconds=%.1f faults=%s",
            read.story.story_id,
            outcome,
            work.effort.requests,
            work.effort.input_tokens + work.effort.output_tokens,
            work.effort.seconds,
            reasons_of(work.complaints),
        )
        return briefs

    async def _attempt(self, read: StoryRead, work: _Work, guild_id: int) -> dict[Lang, Brief] | None:
        await self._ask(read, work, guild_id)
        if work.complaints:
            await self._ask(read, work, guild_id)
        return assemble(work.best, read, self.engine) if work.best else None

    async def _ask(self, read: StoryRead, work: _Work, guild_id: int) -> None:
        """One reply, judged. The better one of two stays; of equals, the later."""
        known = {company.company_id: company.names for company in read.index}
        request = build_request(
            self._prompt,
            work.numbered,
            [known[company] for company in read.story.companies if company in known],
            self._new_mark(),
            self._reply_tokens,
            (work.reply, work.complaints) if work.complaints else None,
        )
        asked = await self._asker.ask(request, guild_id=guild_id, purpose=Purpose.BRIEF)
        work.count(asked)
        try:
            reply = read_reply(asked.text)
        except ModelReplyUnusable as problem:
            complaint = "The reply was not the JSON object that was asked for, whole and with all its keys."
            work.complaints = (*work.complaints, Complaint(None, None, "unusable", complaint))
            log.info("brief.reply_unusable story=%d %s", read.story.story_id, problem.detail)
            return
        judged = await asyncio.to_thread(judge_reply, reply, read, work.numbered, self.engine)
        if work.best is None or _worth(judged) >= _worth(work.best):
            work.best = judged
        work.reply, work.complaints = reply, judged.complaints


def _worth(judged: Judged) -> tuple[bool, int]:
    return judged.is_headline_grounded, len(judged.kept)
