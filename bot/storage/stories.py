"""Stories: the articles about one event, with what is needed to decide whether the next article belongs to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from sqlalchemy import Connection, Row, delete, exists, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.article import Article
from bot.domain.language import LANGS, Lang
from bot.domain.story import Story
from bot.errors import UnknownStory
from bot.storage.chunks import chunks
from bot.storage.database import Database
from bot.storage.story_history import RevisionKind, name_companies, record_revision, resolve
from bot.storage.tables import articles, placements, stories, story_companies, unplaced
from bot.storage.visibility import is_visible, visible_placements


@dataclass(frozen=True, slots=True, eq=False)
class Placement:
    """An article in its story, with its features."""

    article_id: int
    story_id: int
    published_at: datetime
    lang: str
    title: str
    vector: np.ndarray | None
    """float32, read-only; only vectors of one `model` can be compared."""
    signature: bytes | None
    companies: tuple[str, ...]
    model: str | None = None


class StoryStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def database(self) -> Database:
        return self._database

    async def list_placements(
        self, since: datetime, until: datetime | None = None, *, placed_since: datetime | None = None
    ) -> list[Placement]:
        """Placed articles published since then (and not after `until`), oldest first.

        `placed_since`: only those placed, or moved to another story, since that instant.
        """
        query = (
            select(placements, articles.c.published_at, articles.c.lang, articles.c.title)
            .join(articles, articles.c.id == placements.c.article_id)
            .where(articles.c.published_at >= since)
            .order_by(articles.c.published_at, articles.c.id)
        )
        if until is not None:
            query = query.where(articles.c.published_at <= until)
        if placed_since is not None:
            query = query.where(placements.c.placed_at >= placed_since)
        async with self._database.reader() as connection:
            return [_placement(row) for row in await connection.execute(query)]

    async def list_vectors(self, article_ids: Sequence[int]) -> tuple[str | None, dict[int, np.ndarray]]:
        """The model that made most of the vectors of headline and lead, and those that it made, by article."""
        found: dict[str | None, dict[int, np.ndarray]] = {}

        def read(connection: Connection) -> None:
            for portion in chunks(list(dict.fromkeys(article_ids))):
                query = select(placements.c.article_id, placements.c.vector, placements.c.vector_model)
                query = query.where(placements.c.article_id.in_(portion), placements.c.vector.is_not(None))
                for row in connection.execute(query):
                    found.setdefault(row.vector_model, {})[row.article_id] = np.frombuffer(row.vector, dtype="<f4")

        await self._database.read(read)
        return max(found.items(), key=lambda made: len(made[1]), default=(None, {}))

    async def create_story(
        self,
        article: Article,
        *,
        vector: bytes | None,
        model: str | None,
        signature: bytes | None,
        companies: Sequence[str],
        titles: dict[Lang, str],
        now: datetime,
    ) -> Story:
        """A story of this one article; the story that it is in, where it is placed already."""
        features = _features(vector, model, signature, companies, now)
        placed = await self.find_story_of(article.article_id)
        if placed:
            return placed
        new = {"titles": titles, "companies": list(companies), "first_seen_at": now, "updated_at": now, "revision": 1}
        try:
            async with self._database.writer() as connection:
                insert = self._database.insert(stories).values(new).returning(stories.c.id)
                story_id = (await connection.execute(insert)).scalar_one()
                await self._place(connection, story_id, article.article_id, features)
                await name_companies(connection, story_id, companies)
                await record_revision(
                    connection, story_id, 1, RevisionKind.OPENED, [article.article_id], now, is_material=True, news={}
                )
                return await _get(connection, story_id)
        except IntegrityError:
            # Somebody placed it between our look and our transaction, which is gone with its empty story.
            placed = await self.find_story_of(article.article_id)
            if placed is None:
                raise
            return placed

    async def join_story(
        self,
        story_id: int,
        article: Article,
        *,
        vector: bytes | None,
        model: str | None,
        signature: bytes | None,
        companies: Sequence[str],
        story_companies: Sequence[str],
        titles: dict[Lang, str],
        now: datetime,
        is_material: bool = False,
        news: Mapping[str, Any] | None = None,
    ) -> Story:
        """The story with this article in it and one revision more; the article's story, where it is placed already.

        `companies` are the article's, `story_companies` and `titles` replace the story's; `is_material` and `news`
        say what it brought. An old id leads to the story that it went into. Raises UnknownStory.
        """
        features = _features(vector, model, signature, companies, now)
        grown = {
            "titles": titles,
            "companies": list(story_companies),
            "updated_at": now,
            "revision": stories.c.revision + 1,
        }
        placed = await self.find_story_of(article.article_id)
        if placed:
            return placed
        try:
            async with self._database.writer() as connection:
                story_id = await resolve(connection, story_id)
                change = update(stories).where(stories.c.id == story_id).values(grown).returning(stories.c.revision)
                revision = (await connection.execute(change)).scalar_one_or_none()
                if revision is None:
                    raise UnknownStory(story=story_id)
                await self._place(connection, story_id, article.article_id, features)
                await name_companies(connection, story_id, story_companies)
                await record_revision(
                    connection, story_id, revision, RevisionKind.JOINED, [article.article_id], now,
                    is_material=is_material, news=news or {},
                )  # fmt: skip
                return await _get(connection, story_id)
        except IntegrityError:
            placed = await self.find_story_of(article.article_id)
            if placed is None:
                raise
            return placed

    async def _place(
        self, connection: AsyncConnection, story_id: int, article_id: int, features: dict[str, Any]
    ) -> None:
        values = {"article_id": article_id, "story_id": story_id} | features
        await connection.execute(self._database.insert(placements).values(values))
        await connection.execute(delete(unplaced).where(unplaced.c.article_id == article_id))

    async def get_story(self, story_id: int, guild_id: int | None = None) -> Story:
        """For a server: what it may see of the story, as list_stories gives it. Raises UnknownStory.

        An id from before a merge gives the story that it went into.
        """
        async with self._database.reader() as connection:
            story_id = await resolve(connection, story_id)
            if guild_id is None:
                return await _get(connection, story_id)
            found = (await connection.execute(select(stories).where(stories.c.id == story_id))).all()
            seen = await connection.run_sync(_as_seen_by, guild_id, found)
            if not seen:
                raise UnknownStory(story=story_id)
            return seen[0]

    async def find_story_of(self, article_id: int) -> Story | None:
        query = select(placements.c.story_id).where(placements.c.article_id == article_id)
        async with self._database.reader() as connection:
            story_id = (await connection.execute(query)).scalar_one_or_none()
            return await _get(connection, story_id) if story_id is not None else None

    async def list_stories(
        self,
        guild_id: int | None = None,
        since: datetime | None = None,
        company: str | None = None,
        limit: int | None = None,
    ) -> list[Story]:
        """Updated since then, the latest first.

        For a server: stories with an article that it may read, and of each only such articles and their headlines.
        """
        query = select(stories).order_by(stories.c.updated_at.desc(), stories.c.id.desc()).limit(limit)
        if since is not None:
            query = query.where(stories.c.updated_at >= since)
        if company is not None:
            named = select(story_companies.c.story_id).where(story_companies.c.company == company)
            query = query.where(stories.c.id.in_(named))
        if guild_id is not None:
            query = query.where(_has_visible_article(guild_id))

        # Every edition of every server begins with it: in one go, not with a way to a thread for each statement.
        def read(connection: Connection) -> list[Story]:
            found = connection.execute(query).all()
            if guild_id is not None:
                return _as_seen_by(connection, guild_id, found)
            members = _members(connection, [row.id for row in found])
            return [_story(row, members.get(row.id, ())) for row in found]

        return await self._database.read(read)


def _has_visible_article(guild_id: int) -> Any:
    inside = select(placements.c.article_id).join(articles, articles.c.id == placements.c.article_id)
    return exists(inside.where(placements.c.story_id == stories.c.id, is_visible(guild_id)).correlate(stories))


def _features(
    vector: bytes | None, model: str | None, signature: bytes | None, companies: Sequence[str], now: datetime
) -> dict[str, Any]:
    if vector is not None and len(vector) % 4:
        raise ValueError("a vector is stored as float32 values of four bytes each")
    return {
        "vector": vector,
        "vector_model": model,
        "signature": signature,
        "companies": list(companies),
        "placed_at": now,
    }


async def _get(connection: AsyncConnection, story_id: int) -> Story:
    row = (await connection.execute(select(stories).where(stories.c.id == story_id))).first()
    if row is None:
        raise UnknownStory(story=story_id)
    members = await connection.run_sync(_members, [story_id])
    return _story(row, members.get(story_id, ()))


def _members(connection: Connection, story_ids: Sequence[int]) -> dict[int, list[int]]:
    """Article ids of each story, in order of publication."""
    members: dict[int, list[int]] = {}
    for portion in chunks(story_ids):
        query = (
            select(placements.c.story_id, placements.c.article_id)
            .join(articles, articles.c.id == placements.c.article_id)
            .where(placements.c.story_id.in_(portion))
            .order_by(articles.c.published_at, articles.c.id)
        )
        for story_id, article_id in connection.execute(query):
            members.setdefault(story_id, []).append(article_id)
    return members


def _as_seen_by(connection: Connection, guild_id: int, found: Sequence[Row[Any]]) -> list[Story]:
    """The stories reduced to what this server may read; those of which nothing is left are left out."""
    seen: dict[int, list[Row[Any]]] = {}
    for portion in chunks([row.id for row in found]):
        query = visible_placements(guild_id).where(placements.c.story_id.in_(portion))
        for member in connection.execute(query):
            seen.setdefault(member.story_id, []).append(member)
    return [
        _story(row, [member.id for member in seen[row.id]], _visible_titles(row.titles, seen[row.id]))
        for row in found
        if row.id in seen
    ]


def _visible_titles(titles: dict[Lang, str], members: Sequence[Row[Any]]) -> dict[Lang, str]:
    """The story's headlines, each replaced by the first visible one of its language where it is not a visible one."""
    visible: dict[Lang, str] = {}
    for lang in LANGS:
        own = [member.title for member in members if member.lang == lang]
        if own:
            visible[lang] = titles[lang] if titles.get(lang) in own else own[0]
    return visible or {"en": members[0].title}


def _story(row: Row[Any], article_ids: Sequence[int], titles: dict[Lang, str] | None = None) -> Story:
    return Story(
        story_id=row.id,
        titles=row.titles if titles is None else titles,
        article_ids=tuple(article_ids),
        companies=tuple(row.companies),
        first_seen_at=row.first_seen_at,
        updated_at=row.updated_at,
        revision=row.revision,
    )


def _placement(row: Row[Any]) -> Placement:
    return Placement(
        article_id=row.article_id,
        story_id=row.story_id,
        published_at=row.published_at,
        lang=row.lang,
        title=row.title,
        vector=None if row.vector is None else np.frombuffer(row.vector, dtype="<f4"),
        signature=row.signature,
        companies=tuple(row.companies),
        model=row.vector_model,
    )
