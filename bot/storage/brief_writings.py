"""Who writes which brief with a language model: one of all who would like to, nobody after a failure."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select, update

from bot.domain.story import Story
from bot.storage.briefs import articles_key
from bot.storage.database import Database
from bot.storage.tables import brief_writings

WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class Writing:
    """One attempt at a story's brief. `outcome` is None as long as it is under way."""

    story_id: int
    engine: str
    outcome: str | None
    requests: int
    input_tokens: int
    output_tokens: int
    microdollars: int
    seconds: float
    points_dropped: int
    began_at: datetime
    again_at: datetime | None


@dataclass(frozen=True, slots=True)
class Effort:
    """What an attempt took."""

    requests: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    microdollars: int = 0
    seconds: float = 0.0


class BriefWritingStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(self, story: Story, engine: str, guild_id: int, now: datetime, *, until: datetime) -> str | None:
        """A token for whoever may write this brief now; None where somebody else does, did, or failed a while ago.

        A writer that says nothing until `until` counts as gone.
        """
        token = secrets.token_hex(8)
        fresh = {
            "guild_id": guild_id,
            "token": token,
            "outcome": None,
            "requests": 0,
            "input_tokens": 0,
            "output_tokens": 0,
            "microdollars": 0,
            "seconds": 0.0,
            "points_dropped": 0,
            "began_at": now,
            "ended_at": None,
            "again_at": until,
        }
        insert = self._database.insert(brief_writings).values(
            story_id=story.story_id, engine=engine, articles_digest=articles_key(story.article_ids), **fresh
        )
        claim = insert.on_conflict_do_update(
            index_elements=list(brief_writings.primary_key.columns),
            set_=fresh,
            where=brief_writings.c.again_at <= now,
        )
        async with self._database.writer() as connection:
            row = (await connection.execute(claim.returning(brief_writings.c.token))).first()
        return token if row is not None and row.token == token else None

    async def settle(
        self,
        story: Story,
        engine: str,
        token: str,
        outcome: str,
        effort: Effort,
        now: datetime,
        *,
        points_dropped: int = 0,
        again_at: datetime | None = None,
    ) -> None:
        """What became of it. `again_at`: when the next may try; never, where it was written."""
        change = (
            update(brief_writings)
            .where(
                brief_writings.c.story_id == story.story_id,
                brief_writings.c.engine == engine,
                brief_writings.c.articles_digest == articles_key(story.article_ids),
                brief_writings.c.token == token,
            )
            .values(
                outcome=outcome,
                requests=effort.requests,
                input_tokens=effort.input_tokens,
                output_tokens=effort.output_tokens,
                microdollars=effort.microdollars,
                seconds=effort.seconds,
                points_dropped=points_dropped,
                ended_at=now,
                again_at=again_at,
            )
        )
        async with self._database.writer() as connection:
            await connection.execute(change)

    async def is_settled(self, story: Story, engine: str, now: datetime) -> bool:
        """Whether a claim would be refused now: a look that writes nothing."""
        query = select(brief_writings.c.story_id).where(
            brief_writings.c.story_id == story.story_id,
            brief_writings.c.engine == engine,
            brief_writings.c.articles_digest == articles_key(story.article_ids),
            or_(brief_writings.c.again_at.is_(None), brief_writings.c.again_at > now),
        )
        async with self._database.reader() as connection:
            return (await connection.execute(query)).first() is not None

    async def list_writings(self, story_id: int) -> list[Writing]:
        """All attempts at a story's briefs, the newest first."""
        query = (
            select(brief_writings)
            .where(brief_writings.c.story_id == story_id)
            .order_by(brief_writings.c.began_at.desc(), brief_writings.c.engine)
        )
        async with self._database.reader() as connection:
            return [
                Writing(
                    row.story_id,
                    row.engine,
                    row.outcome,
                    row.requests,
                    row.input_tokens,
                    row.output_tokens,
                    row.microdollars,
                    row.seconds,
                    row.points_dropped,
                    row.began_at,
                    row.again_at,
                )
                for row in await connection.execute(query)
            ]
