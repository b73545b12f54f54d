"""Puts candidates into the review queue, whoever extracted them: what is known already gets a further appearance."""

from bot.domain.article import Article
from bot.domain.statement import Statement, StatementStatus
from bot.knowledge.drafting import find_same
from bot.ports import Clock
from bot.storage.candidates import CandidateStore
from bot.storage.statements import StatementStore


class Keeper:
    """Safe to repeat: the same statement of the same article gives the same rows."""

    def __init__(self, statements: StatementStore, candidates: CandidateStore, clock: Clock) -> None:
        self._statements = statements
        self._candidates = candidates
        self._clock = clock

    async def keep(self, statement: Statement, article: Article, passage: str, by: str) -> bool:
        """Whether it is a new candidate."""
        known = await self._statements.list_statements(company=statement.company)
        same = [one for one in find_same(statement, known) if one.statement_id != statement.statement_id]
        for one in same:
            if await self._may_share(one, article.article_id):
                await self._candidates.attach(one.statement_id, article.article_id, passage, now=self._clock.now())
                return False
        return await self._candidates.add(statement, article.article_id, passage, by=by, now=self._clock.now())

    async def _may_share(self, known: Statement, article_id: int) -> bool:
        """Whether all who may read the new article may see the known statement: else it stays theirs alone."""
        if known.status is StatementStatus.APPROVED:
            return True
        origin = (await self._candidates.origins([known.statement_id])).get(known.statement_id)
        if origin is None:
            return False
        return await self._candidates.audience(article_id) <= await self._candidates.audience(origin)
