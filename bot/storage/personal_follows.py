"""What readers follow for themselves, whether they agreed to direct messages, and which ones they were sent.

A story may go into another after somebody followed it or was told of it. Rows keep the id of then; what is read here
names the story that it leads to.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, String, and_, cast, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.reader import NoticeState, PersonalFollow, PersonalNotice, Topic
from bot.storage.database import Database
from bot.storage.story_history import resolve
from bot.storage.tables import personal_follows, personal_notices, readers, story_redirects

_of = personal_notices.c
_leads = story_redirects.c
_SAME_STORY = and_(
    personal_follows.c.topic == Topic.STORY.value, personal_follows.c.subject == cast(_leads.old_id, String)
)
_SUBJECT = func.coalesce(cast(_leads.story_id, String), personal_follows.c.subject)
_STORY = func.coalesce(_leads.story_id, _of.story_id)


class PersonalFollowStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def agree(self, user_id: int, now: datetime) -> None:
        """The reader agreed to direct messages, once more where they could not be delivered before."""
        insert = self._database.insert(readers).values(user_id=user_id, consented_at=now, closed_at=None)
        agreed = {"consented_at": now, "closed_at": None}
        async with self._database.writer() as connection:
            await connection.execute(insert.on_conflict_do_update(index_elements=[readers.c.user_id], set_=agreed))

    async def has_agreed(self, user_id: int) -> bool:
        """Whether direct messages may be sent: agreed to, and not found closed since."""
        query = select(readers.c.user_id).where(readers.c.user_id == user_id, readers.c.closed_at.is_(None))
        async with self._database.reader() as connection:
            return (await connection.execute(query)).first() is not None

    async def close(self, user_id: int, now: datetime) -> None:
        """Direct messages do not arrive: none is sent until the reader agrees again."""
        async with self._database.writer() as connection:
            await connection.execute(update(readers).where(readers.c.user_id == user_id).values(closed_at=now))

    async def follow(
        self, user_id: int, guild_id: int, topic: Topic, subject: str, lang: str, now: datetime, *, limit: int
    ) -> PersonalFollow | None:
        """The follow, new or there already; None where the reader follows `limit` others."""
        this = {"user_id": user_id, "guild_id": guild_id, "topic": topic, "subject": subject}
        async with self._database.writer() as connection:
            mine = await _follows(connection, personal_follows.c.user_id == user_id)
            known = next((one for one in mine if _key(one) == (user_id, guild_id, topic, subject)), None)
            if known is not None:
                return known
            if len(_distinct(mine)) >= limit:
                return None
            new = self._database.insert(personal_follows).values(this | {"lang": lang, "followed_at": now})
            await connection.execute(new.on_conflict_do_nothing())
            where = [getattr(personal_follows.c, name) == value for name, value in this.items()]
            return (await _follows(connection, *where))[0]

    async def find(self, follow_id: int, user_id: int) -> PersonalFollow | None:
        """Only one of the reader's own."""
        found = await self._list(personal_follows.c.id == follow_id, personal_follows.c.user_id == user_id)
        return found[0] if found else None

    async def list_of(self, user_id: int) -> list[PersonalFollow]:
        """Each thing once: of two stories that became one, the follow that began first."""
        return _distinct(await self._list(personal_follows.c.user_id == user_id))

    async def list_active(self) -> list[PersonalFollow]:
        """Of all readers who may be sent direct messages, the oldest first."""
        agreed = select(readers.c.user_id).where(readers.c.closed_at.is_(None))
        return await self._list(personal_follows.c.user_id.in_(agreed))

    async def stop(self, follow_id: int, user_id: int) -> bool:
        """Whether there was such a follow of this reader's. What they followed under another id of it ends, too."""
        async with self._database.writer() as connection:
            mine = await _follows(connection, personal_follows.c.user_id == user_id)
            this = next((one for one in mine if one.follow_id == follow_id), None)
            if this is None:
                return False
            ids = [one.follow_id for one in mine if _key(one) == _key(this)]
            await connection.execute(delete(personal_follows).where(personal_follows.c.id.in_(ids)))
            return True

    async def stop_all(self, user_id: int) -> int:
        """Stop every follow and take back the agreement. Returns how many there were."""
        async with self._database.writer() as connection:
            mine = delete(personal_follows).where(personal_follows.c.user_id == user_id)
            stopped = (await connection.execute(mine)).rowcount
            await connection.execute(delete(readers).where(readers.c.user_id == user_id))
            return int(stopped)

    async def claim(
        self, follow: PersonalFollow, story_id: int, article_id: int, now: datetime
    ) -> PersonalNotice | None:
        """The row of a direct message, before it is sent; None where these news were told to the reader before."""
        new = self._database.insert(personal_notices).values(
            user_id=follow.user_id,
            guild_id=follow.guild_id,
            follow_id=follow.follow_id,
            story_id=story_id,
            article_id=article_id,
            state=NoticeState.CLAIMED,
            claimed_at=now,
        )
        async with self._database.writer() as connection:
            row = (await connection.execute(new.on_conflict_do_nothing().returning(personal_notices))).first()
            return _notice(row, story_id) if row else None

    async def record(self, notice_id: int, state: NoticeState) -> None:
        async with self._database.writer() as connection:
            await connection.execute(update(personal_notices).where(_of.id == notice_id).values(state=state))

    async def list_claimed(self) -> list[PersonalNotice]:
        """Written down and neither sent nor given up, the oldest first."""
        return await self._list_notices(_of.state == NoticeState.CLAIMED)

    async def list_notices(self, user_ids: Sequence[int], since: datetime) -> list[PersonalNotice]:
        """Of these readers, since then, the oldest first."""
        return await self._list_notices(_of.user_id.in_(list(user_ids)), _of.claimed_at >= since)

    async def find_room(self, user_id: int, story_id: int) -> int | None:
        """The server in whose name the reader was told of this story last."""
        async with self._database.reader() as connection:
            current = await resolve(connection, story_id)
            query = select(_of.guild_id).outerjoin_from(
                personal_notices, story_redirects, _leads.old_id == _of.story_id
            )
            query = query.where(_of.user_id == user_id, _STORY.in_([current])).order_by(_of.id.desc()).limit(1)
            return (await connection.execute(query)).scalar_one_or_none()

    async def _list(self, *conditions: Any) -> list[PersonalFollow]:
        async with self._database.reader() as connection:
            return await _follows(connection, *conditions)

    async def _list_notices(self, *conditions: Any) -> list[PersonalNotice]:
        query = select(personal_notices, _STORY.label("leads_to")).outerjoin_from(
            personal_notices, story_redirects, _leads.old_id == _of.story_id
        )
        async with self._database.reader() as connection:
            rows = await connection.execute(query.where(*conditions).order_by(_of.id))
            return [_notice(row, row.leads_to) for row in rows]


async def _follows(connection: AsyncConnection, *conditions: Any) -> list[PersonalFollow]:
    """The oldest first."""
    query = select(personal_follows, _SUBJECT.label("leads_to")).outerjoin_from(
        personal_follows, story_redirects, _SAME_STORY
    )
    rows = await connection.execute(query.where(*conditions).order_by(personal_follows.c.id))
    return [_follow(row) for row in rows]


def _key(follow: PersonalFollow) -> tuple[int, int, Topic, str]:
    return follow.user_id, follow.guild_id, follow.topic, follow.subject


def _distinct(follows: Sequence[PersonalFollow]) -> list[PersonalFollow]:
    return list({_key(one): one for one in reversed(follows)}.values())[::-1]


def _follow(row: Row[Any]) -> PersonalFollow:
    return PersonalFollow(
        follow_id=row.id,
        user_id=row.user_id,
        guild_id=row.guild_id,
        topic=Topic(row.topic),
        subject=row.leads_to,
        lang=row.lang,
        followed_at=row.followed_at,
    )


def _notice(row: Row[Any], story_id: int) -> PersonalNotice:
    return PersonalNotice(
        notice_id=row.id,
        user_id=row.user_id,
        guild_id=row.guild_id,
        follow_id=row.follow_id,
        story_id=story_id,
        article_id=row.article_id,
        state=NoticeState(row.state),
        claimed_at=row.claimed_at,
    )
