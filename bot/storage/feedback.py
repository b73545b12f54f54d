"""What readers think of replies: one opinion per reader and reply, the newest."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update

from bot.domain.language import Lang
from bot.domain.reader import Fault, Feedback, Rating
from bot.storage.database import Database
from bot.storage.tables import feedback


class FeedbackStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def give(
        self,
        guild_id: int,
        user_id: int,
        subject: str,
        rating: Rating,
        *,
        lang: Lang,
        engine: str,
        revision: int | None,
        now: datetime,
    ) -> None:
        """Keep it in the place of what the reader thought before; a reason given then goes with it."""
        opinion: dict[str, Any] = {
            "rating": rating,
            "fault": None,
            "lang": lang,
            "engine": engine,
            "revision": revision,
        }
        opinion["given_at"] = now
        insert = self._database.insert(feedback).values(guild_id=guild_id, user_id=user_id, subject=subject, **opinion)
        key = [feedback.c.user_id, feedback.c.guild_id, feedback.c.subject]
        async with self._database.writer() as connection:
            await connection.execute(insert.on_conflict_do_update(index_elements=key, set_=opinion))

    async def give_reason(self, guild_id: int, user_id: int, subject: str, fault: Fault) -> bool:
        """Whether there was a bad opinion of this reader's to give the reason of."""
        this = (
            feedback.c.guild_id == guild_id,
            feedback.c.user_id == user_id,
            feedback.c.subject == subject,
            feedback.c.rating == Rating.BAD,
        )
        async with self._database.writer() as connection:
            return bool((await connection.execute(update(feedback).where(*this).values(fault=fault))).rowcount)

    async def list_feedback(
        self, guild_id: int | None = None, *, rating: Rating | None = None, limit: int = 100
    ) -> list[Feedback]:
        """Of one server or of all, the newest first."""
        query = select(feedback).order_by(feedback.c.given_at.desc(), feedback.c.id.desc()).limit(limit)
        if guild_id is not None:
            query = query.where(feedback.c.guild_id == guild_id)
        if rating is not None:
            query = query.where(feedback.c.rating == rating)
        async with self._database.reader() as connection:
            return [_feedback(row) for row in await connection.execute(query)]


def _feedback(row: Row[Any]) -> Feedback:
    return Feedback(
        feedback_id=row.id,
        guild_id=row.guild_id,
        user_id=row.user_id,
        subject=row.subject,
        rating=Rating(row.rating),
        fault=Fault(row.fault) if row.fault else None,
        lang=row.lang,
        engine=row.engine,
        revision=row.revision,
        given_at=row.given_at,
    )
