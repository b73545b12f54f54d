"""How stories grew, and where the ids of those went that later evidence put together or took apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.language import Lang
from bot.storage.database import Database
from bot.storage.tables import placements, stories, story_companies, story_redirects, story_revisions


class RevisionKind(StrEnum):
    OPENED = "opened"
    JOINED = "joined"
    MERGED = "merged"
    """Another story turned out to be of the same event; `news["story_id"]` was its id."""
    SPLIT = "split"
    """A part turned out to be of another event; `news["story_id"]` is the other part's id."""


@dataclass(frozen=True, slots=True)
class Revision:
    story_id: int
    revision: int
    kind: RevisionKind
    article_ids: tuple[int, ...]
    """Those that came with it."""
    is_material: bool
    news: Mapping[str, Any]
    """What was new: `amounts` and `turns` of events, as the rules read them."""
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Shape:
    """What a story is called and whom it is about."""

    titles: dict[Lang, str]
    companies: tuple[str, ...]


class StoryHistory:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def list_revisions(self, story_id: int) -> list[Revision]:
        """Of this story (of the one that it went into, for an old id), the first one first."""
        async with self._database.reader() as connection:
            current = await resolve(connection, story_id)
            query = select(story_revisions).where(story_revisions.c.story_id == current)
            return [
                Revision(
                    row.story_id, row.revision, RevisionKind(row.kind), tuple(row.article_ids), row.is_material,
                    row.news, row.made_at,
                )
                for row in await connection.execute(query.order_by(story_revisions.c.revision))
            ]  # fmt: skip

    async def merge(self, kept: int, gone: int, shape: Shape, now: datetime) -> bool:
        """Put the articles of `gone` into `kept` as a new revision; the id `gone` leads to `kept` from now on.

        One transaction. False where either is no story any more: somebody was faster.
        """
        async with self._database.writer() as connection:
            found = await _locked(connection, (kept, gone))
            if len(found) < 2 or kept == gone:
                return False
            moved = list(
                await connection.scalars(
                    select(placements.c.article_id)
                    .where(placements.c.story_id == gone)
                    .order_by(placements.c.article_id)
                )
            )
            await connection.execute(
                update(placements).where(placements.c.story_id == gone).values(story_id=kept, placed_at=now)
            )
            await connection.execute(
                update(story_redirects).where(story_redirects.c.story_id == gone).values(story_id=kept)
            )
            await connection.execute(insert(story_redirects).values(old_id=gone, story_id=kept, redirected_at=now))
            first = min(found[kept].first_seen_at, found[gone].first_seen_at)
            await _grow(connection, found[kept], RevisionKind.MERGED, moved, gone, shape, now, first)
            # Its companies, revisions and briefs go with it: briefs are written again from the articles.
            await connection.execute(delete(stories).where(stories.c.id == gone))
            return True

    async def split(self, story_id: int, leaving: Sequence[int], left: Shape, new: Shape, now: datetime) -> int | None:
        """Put `leaving` (article ids) into a story of their own and return its id; the others keep the old id.

        One transaction. None where these are not all in the story, or are all of it: somebody was faster.
        """
        async with self._database.writer() as connection:
            found = await _locked(connection, (story_id,))
            members = set(
                await connection.scalars(select(placements.c.article_id).where(placements.c.story_id == story_id))
            )
            if not found or not set(leaving) < members or not leaving:
                return None
            row = {"titles": new.titles, "companies": list(new.companies), "revision": 1}
            row |= {"first_seen_at": found[story_id].first_seen_at, "updated_at": now}
            new_id = int((await connection.execute(insert(stories).values(row).returning(stories.c.id))).scalar_one())
            moving = update(placements).where(placements.c.article_id.in_(list(leaving)))
            await connection.execute(moving.values(story_id=new_id, placed_at=now))
            await name_companies(connection, new_id, new.companies)
            await record_revision(
                connection, new_id, 1, RevisionKind.SPLIT, leaving, now, is_material=False, news={"story_id": story_id}
            )
            await _grow(connection, found[story_id], RevisionKind.SPLIT, [], new_id, left, now)
            return new_id


async def resolve(connection: AsyncConnection, story_id: int) -> int:
    """The id of the story that `story_id` leads to: itself, but for one that went into another."""
    query = select(story_redirects.c.story_id).where(story_redirects.c.old_id == story_id)
    led_to = (await connection.execute(query)).scalar_one_or_none()
    return story_id if led_to is None else int(led_to)


async def record_revision(
    connection: AsyncConnection,
    story_id: int,
    revision: int,
    kind: RevisionKind,
    article_ids: Sequence[int],
    now: datetime,
    *,
    is_material: bool,
    news: Mapping[str, Any],
) -> None:
    """In the caller's transaction."""
    row = {"kind": kind.value, "article_ids": list(article_ids), "is_material": is_material, "news": dict(news)}
    await connection.execute(insert(story_revisions).values(story_id=story_id, revision=revision, made_at=now, **row))


async def name_companies(connection: AsyncConnection, story_id: int, companies: Sequence[str]) -> None:
    """Make these the story's companies. In the caller's transaction."""
    await connection.execute(delete(story_companies).where(story_companies.c.story_id == story_id))
    rows = [{"company": company, "story_id": story_id} for company in dict.fromkeys(companies)]
    if rows:
        await connection.execute(insert(story_companies), rows)


async def _locked(connection: AsyncConnection, story_ids: Sequence[int]) -> dict[int, Any]:
    """The rows of these stories, held until the end of the transaction; always taken in one order."""
    query = select(stories).where(stories.c.id.in_(story_ids)).order_by(stories.c.id).with_for_update()
    return {row.id: row for row in await connection.execute(query)}


async def _grow(
    connection: AsyncConnection,
    row: Any,
    kind: RevisionKind,
    article_ids: Sequence[int],
    other: int,
    shape: Shape,
    now: datetime,
    first_seen_at: datetime | None = None,
) -> None:
    change = {
        "titles": shape.titles,
        "companies": list(shape.companies),
        "first_seen_at": first_seen_at or row.first_seen_at,
        "updated_at": now,
        "revision": row.revision + 1,
    }
    await connection.execute(update(stories).where(stories.c.id == row.id).values(change))
    await name_companies(connection, row.id, shape.companies)
    await record_revision(
        connection, row.id, row.revision + 1, kind, article_ids, now, is_material=False, news={"story_id": other}
    )
