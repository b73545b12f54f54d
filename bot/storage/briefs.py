"""Written briefs, each under the set of articles that its writer read: written once, however many servers read it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import select

from bot.domain.brief import Brief
from bot.domain.language import Lang
from bot.storage.columns import digest
from bot.storage.database import Database
from bot.storage.tables import briefs

_BODY = TypeAdapter(Brief)
_Key = tuple[int, Lang, str, bytes]
KNOWN_MOST = 512
"""Briefs kept as they were read: thousands of editions at one minute hold the same few stories."""


class BriefStore:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[_Key, tuple[object, Brief]] = {}
        """What was read last, the least recently used first."""

    async def find_brief(
        self, story_id: int, lang: Lang, engine: str, article_ids: Iterable[int], new: Iterable[int] = ()
    ) -> Brief | None:
        """The brief of this story that was written from exactly these articles, in whatever order.

        `new`: those of them that made it an update.
        """
        [found] = await self.find_briefs(lang, engine, [(story_id, article_ids, new)])
        return found

    async def find_briefs(
        self, lang: Lang, engine: str, wanted: Sequence[tuple[int, Iterable[int], Iterable[int]]]
    ) -> list[Brief | None]:
        """As `find_brief` for each (story, articles, new), in one read and in that order."""
        keys = [(story_id, articles_key(article_ids, new)) for story_id, article_ids, new in wanted]
        query = select(briefs.c.story_id, briefs.c.articles_digest, briefs.c.body).where(
            briefs.c.story_id.in_([story_id for story_id, _ in keys]),
            briefs.c.lang == lang,
            briefs.c.engine == engine,
            briefs.c.articles_digest.in_([key for _, key in keys]),
        )
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        found = {
            (row.story_id, digest): self._brief((row.story_id, lang, engine, digest), row.body)
            for row in rows
            for digest in [bytes(row.articles_digest)]
        }
        return [found.get(key) for key in keys]

    def _brief(self, key: _Key, body: object) -> Brief:
        """The brief of this body: the same object for all servers that are told it, as long as it stays the same."""
        known = self._known.pop(key, None)
        held = known if known is not None and known[0] == body else (body, _BODY.validate_python(body))
        self._known[key] = held
        if len(self._known) > KNOWN_MOST:
            del self._known[next(iter(self._known))]
        return held[1]

    async def save_brief(self, brief: Brief, now: datetime) -> None:
        """Keep it. One under the same key is replaced, so that writing again is safe."""
        body = {"body": _BODY.dump_python(brief, mode="json"), "written_at": now}
        insert = self._database.insert(briefs).values(
            story_id=brief.story_id,
            lang=brief.lang,
            engine=brief.engine,
            articles_digest=articles_key(brief.article_ids, brief.new_article_ids),
            **body,
        )
        async with self._database.writer() as connection:
            await connection.execute(
                insert.on_conflict_do_update(index_elements=list(briefs.primary_key.columns), set_=body)
            )


def articles_key(article_ids: Iterable[int], new: Iterable[int] = ()) -> bytes:
    """What stands for a set of articles in a key, in whatever order they come; `new` as in find_brief."""
    read, led_by = (",".join(map(str, sorted(set(ids)))) for ids in (article_ids, new))
    return digest(f"{read}|{led_by}" if led_by else read)
