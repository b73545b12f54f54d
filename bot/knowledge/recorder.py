"""Mines articles for statements: candidates go to the review queue, known statements get a further appearance."""

import asyncio
import logging
from collections.abc import Sequence

from bot.domain.article import Article
from bot.domain.statement import Statement, StatementStatus
from bot.knowledge.catalogue import Catalogue
from bot.knowledge.drafting import draft, find_same
from bot.knowledge.extraction.candidate import Candidate
from bot.knowledge.extraction.local import extract_candidates
from bot.ports import Clock
from bot.storage.candidates import CandidateStore
from bot.storage.statements import StatementStore

log = logging.getLogger(__name__)

ENGINE = "local"
_READ = ("ja", "en")


class Recorder:
    """The conductor of extraction. Safe to repeat: the same article gives the same rows."""

    def __init__(
        self, catalogue: Catalogue, statements: StatementStore, candidates: CandidateStore, clock: Clock
    ) -> None:
        self._catalogue = catalogue
        self._statements = statements
        self._candidates = candidates
        self._clock = clock

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
                    added += await self._keep(statement, candidate, article)
        if added:
            log.info("knowledge.mined articles=%d candidates=%d", len(articles), added)
        return added

    async def _keep(self, statement: Statement, candidate: Candidate, article: Article) -> bool:
        known = await self._statements.list_statements(company=statement.company)
        same = [one for one in find_same(statement, known) if one.statement_id != statement.statement_id]
        for one in same:
            if await self._may_share(one, article.article_id):
                await self._candidates.attach(
                    one.statement_id, article.article_id, candidate.passage, now=self._clock.now()
                )
                return False
        return await self._candidates.add(
            statement, article.article_id, candidate.passage, by=ENGINE, now=self._clock.now()
        )

    async def _may_share(self, known: Statement, article_id: int) -> bool:
        """Whether all who may read the new article may see the known statement: else it stays theirs alone."""
        if known.status is StatementStatus.APPROVED:
            return True
        origin = (await self._candidates.origins([known.statement_id])).get(known.statement_id)
        if origin is None:
            return False
        return await self._candidates.audience(article_id) <= await self._candidates.audience(origin)
