"""What a reader is told while work goes on: a first word within two seconds, then each step, at a seemly rate."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import aiohttp
import discord

from bot.discord_app.cards.layout import Card
from bot.discord_app.cards.settings import notice_card
from bot.discord_app.dates import timestamp
from bot.domain.language import Lang
from bot.i18n.catalog import text
from bot.pipeline import PageStep

FIRST_WORD = 1.5
"""Seconds after which a reader is told that the work goes on."""
BETWEEN = 2.5
"""Seconds between two words, at least."""
_LAST_WORD = 5.0
"""Seconds that the reply waits for a word that is under way: it must not arrive behind the reply."""

Tell = Callable[[Card], Awaitable[None]]


class Progress:
    """`step` may be called at any time, from the work itself; what is told is the newest step."""

    def __init__(self, tell: Tell, lang: Lang, doing: str) -> None:
        self._tell = tell
        self.lang = lang
        self._doing = doing
        self._began_at = discord.utils.utcnow()
        self._is_over = False
        self._is_telling = False

    def step(self, doing: str) -> None:
        """`doing`: a sentence in the reader's language."""
        self._doing = doing

    def page_step(self, step: PageStep) -> None:
        """One of the three steps from an address to its brief."""
        self.step(text("cards-page-step", self.lang, step=step.value))

    @asynccontextmanager
    async def told(self) -> AsyncIterator[None]:
        """Tell of the work inside until it ends. A word that cannot be sent is left out."""
        telling = asyncio.create_task(self._run(), name="progress")
        try:
            yield
        finally:
            self._is_over = True
            if not self._is_telling:
                telling.cancel()
            await asyncio.wait({telling}, timeout=_LAST_WORD)
            telling.cancel()

    async def _run(self) -> None:
        told = None
        wait = FIRST_WORD
        while not self._is_over:
            await asyncio.sleep(wait)
            if self._doing != told:
                told = self._doing
                self._is_telling = True
                with suppress(discord.HTTPException, aiohttp.ClientError, OSError):
                    await self._tell(self._card())
                self._is_telling = False
            wait = BETWEEN

    def _card(self) -> Card:
        # The client counts on by itself: it needs no word of ours for that.
        since = text("cards-working-since", self.lang, when=timestamp(self._began_at, "R"))
        return notice_card(text("reader-working", self.lang), [self._doing, f"-# {since}"], self.lang)


def say_step(interaction: discord.Interaction[Any], key: str) -> None:
    """The work that answers this interaction has come to the step that `key` words."""
    progress: Progress | None = interaction.extras.get("progress")
    if progress is not None:
        progress.step(text(key, progress.lang))


def say_page_step(interaction: discord.Interaction[Any]) -> Callable[[PageStep], None]:
    """What the reading of a page tells its steps to."""

    def tell(step: PageStep) -> None:
        progress: Progress | None = interaction.extras.get("progress")
        if progress is not None:
            progress.page_step(step)

    return tell
