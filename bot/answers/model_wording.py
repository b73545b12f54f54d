"""The author of an answer's opening that is a language model: asks at most twice, within a reader's patience.

It never stands in the way of an answer: whatever goes wrong, None comes back and the local wording stands.
"""

import asyncio
import logging
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from weakref import WeakValueDictionary

from bot.answers.retelling import PROMPT, AnswerReply, Sentence, Told, build_request, read_reply, tidied
from bot.answers.retelling_checks import CheckGrounding, Objection, object_to
from bot.domain.model_call import Purpose
from bot.errors import ModelBudgetSpent, ModelError, ModelPaused, ModelReplyUnusable, ModelUnreachable
from bot.llm.asker import Asker
from bot.llm.patience import Circuit
from bot.llm.prompt_library import PromptLibrary
from bot.ports import Clock
from bot.settings import Settings

log = logging.getLogger(__name__)

_MOST_KEPT = 512
_MOST_TOKENS = 1_000
"""Of a reply: three sentences have some hundred, and a reader waits."""
_LEAST_SECONDS = 1.0
"""What must be left for a second try to be worth its cost."""
_UNUSABLE = Objection(
    None, "unusable", "The reply was not the JSON object that was asked for, whole and with all its keys."
)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What came of one question on one evidence. None: it was not worded, and is not asked again until then."""

    sentences: tuple[Sentence, ...] | None
    until: datetime | None = None


class ModelWording:
    def __init__(
        self,
        asker: Asker,
        prompts: PromptLibrary,
        check: CheckGrounding,
        clock: Clock,
        settings: Settings,
        *,
        new_mark: Callable[[], str] = lambda: f"record-{secrets.token_hex(12)}",
        seconds: Callable[[], float] = monotonic,
    ) -> None:
        """`check`: the grounding of briefs, which stands beside this package."""
        self._asker = asker
        self._prompt = prompts.get(PROMPT, settings.model_prompts)
        self._check = check
        self._clock = clock
        self._patience = settings.model_answer_seconds
        self._reply_tokens = min(settings.model_reply_tokens, _MOST_TOKENS)
        self._pause = settings.model_pause
        self._new_mark = new_mark
        self._seconds = seconds
        # Beside the asker's: a model that is good for briefs may be too slow for people who wait.
        self._circuit = Circuit()
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._claims: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @property
    def engine(self) -> str:
        """As answers name it: the model and the prompt that it was asked with."""
        return f"model:{self._asker.name}@{self._prompt.ref}"

    async def word(self, told: Told, guild_id: int) -> tuple[Sentence, ...] | None:
        """The opening's sentences, each of which stands; None where the local wording has to. Raises StoreError alone.

        Whoever asks the same while it is being worded waits for the first, and is given the same.
        """
        key = told.key
        claim = self._claims.setdefault(key, asyncio.Lock())
        async with claim:
            kept = self._kept.get(key)
            if kept is not None and (kept.until is None or self._clock.now() < kept.until):
                self._kept.move_to_end(key)
                return kept.sentences
            if not self._asker.may_ask(guild_id) or not self._circuit.may_ask(self._seconds()):
                return None
            try:
                return await self._worded(told, key, guild_id)
            finally:
                self._circuit.let_go()

    async def _worded(self, told: Told, key: str, guild_id: int) -> tuple[Sentence, ...] | None:
        begun = self._seconds()
        sentences: tuple[Sentence, ...] | None = None
        outcome, faults = "worded", ""
        try:
            sentences, objections = await self._attempt(told, guild_id, begun + self._patience)
            self._circuit.succeed()
            if sentences is None:
                outcome, faults = "rejected", ",".join(sorted({one.fault for one in objections}))
            self._keep(key, _Kept(sentences, None if sentences else self._clock.now() + self._pause))
        except ModelError as problem:
            outcome = problem.outcome
            if isinstance(problem, ModelUnreachable):
                self._circuit.fail(self._seconds())
            elif not isinstance(problem, ModelBudgetSpent | ModelPaused):
                self._keep(key, _Kept(None, self._clock.now() + self._pause))
        seconds = self._seconds() - begun
        log.info("answer.model outcome=%s seconds=%.1f faults=%s", outcome, seconds, faults)
        return sentences

    async def _attempt(
        self, told: Told, guild_id: int, ends: float
    ) -> tuple[tuple[Sentence, ...] | None, list[Objection]]:
        """The sentences, or what was wrong with the last reply."""
        failed: tuple[AnswerReply | None, list[dict[str, object]]] | None = None
        objections: list[Objection] = []
        for _ in range(2):
            left = ends - self._seconds()
            if left < min(_LEAST_SECONDS, self._patience / 2):
                break
            request = build_request(self._prompt, told, self._new_mark(), self._reply_tokens, failed)
            asked = await self._asker.ask(request, guild_id=guild_id, purpose=Purpose.ANSWER, within=left)
            reply, objections = await self._judged(asked.text, told)
            if reply is not None and not objections:
                return reply.sentences, []
            failed = reply, [one.for_model() for one in objections]
        return None, objections

    async def _judged(self, text: str, told: Told) -> tuple[AnswerReply | None, list[Objection]]:
        try:
            reply = read_reply(text)
        except ModelReplyUnusable:
            return None, [_UNUSABLE]
        reply = tidied(reply)
        return reply, await asyncio.to_thread(object_to, reply, told, self.engine, self._check)

    def _keep(self, key: str, kept: _Kept) -> None:
        self._kept[key] = kept
        self._kept.move_to_end(key)
        while len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)
