"""Mines articles for statements: candidates go to the review queue, known statements get a further appearance."""

import asyncio
import logging
from collections.abc import Sequence

from bot.domain.article import Article
from bot.knowledge.catalogue import Catalogue
from bot.knowledge.drafting import draft
from bot.knowledge.extraction.local import extract_candidates
from bot.knowledge.keeper import Keeper
from bot.knowledge.model_miner import ModelMiner

log = logging.getLogger(__name__)

ENGINE = "local"
_READ = ("ja", "en")


class Recorder:
    """The conductor of extraction. Safe to repeat: the same article gives the same rows.

    What the local extractor finds is kept at once; where there is a model, it reads the articles that speak of
    openness afterwards, and nobody here waits for it.
    """

    def __init__(self, catalogue: Catalogue, keeper: Keeper, miner: ModelMiner | None = None) -> None:
        self._catalogue = catalogue
        self._keeper = keeper
        self._miner = miner

    async def mine(self, articles: Sequence[Article]) -> int:
        """Keep what these articles tell of openness. Returns how many new candidates there are."""
        index = await self._catalogue.index()
        added = 0
        for article in articles:
            if article.lang in _READ:
                try:
                    found = await asyncio.to_thread(extract_candidates, article, index)
                except Exception:  # no article of a stranger's may hold up the others
                    log.exception("knowledge.not_mined article=%d", article.article_id)
                    continue
                for candidate in found:
                    statement = draft(candidate, article, index.get(candidate.company))
                    added += await self._keeper.keep(statement, article, candidate.passage, ENGINE)
                if self._miner is not None:
                    await self._miner.note(article, index, is_told=bool(found))
        if added:
            log.info("knowledge.mined articles=%d candidates=%d", len(articles), added)
        return added

    def read_on(self) -> None:
        """Let the model read what waits for it, in the background; nothing where there is no model."""
        if self._miner is not None:
            self._miner.start()

    async def finish(self) -> None:
        """Wait until the model has read what it can read now."""
        if self._miner is not None:
            await self._miner.finish()
