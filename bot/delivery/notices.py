"""What an alert says, as the server that is told may read it."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from bot.domain.alert import Notice
from bot.domain.brief import Brief
from bot.domain.language import Lang
from bot.domain.statement import Statement
from bot.errors import UnknownStory
from bot.knowledge.timeline import ChangeKind, changes

Subject = Mapping[str, str | int]


class Record(Protocol):
    async def statements(
        self, company: str | None = None, *, guild_id: int = 0, as_of: date | None = None
    ) -> list[Statement]: ...


class BriefWriter(Protocol):
    async def brief_story(self, story_id: int, lang: Lang, guild_id: int = 0) -> Brief: ...


class NoticeWriter:
    def __init__(self, record: Record, briefs: BriefWriter) -> None:
        self._record = record
        self._briefs = briefs

    async def write(self, subject: Subject, lang: Lang, guild_id: int) -> Notice | None:
        """None where it no longer holds: the words were taken back, or the server sees the story no more."""
        if "story" in subject:
            return await self._breaking(subject, lang, guild_id)
        return await self._turn(subject, lang, guild_id)

    async def _turn(self, subject: Subject, lang: Lang, guild_id: int) -> Notice | None:
        held = await self._record.statements(guild_id=guild_id)
        after = next((one for one in held if one.statement_id == subject["after"]), None)
        if after is None:
            return None
        for change in changes(held, after.company):
            if (change.before.statement_id, change.after.statement_id) == (subject["before"], subject["after"]):
                return Notice(
                    guild_id, lang, subject, change.before, change.after, change.scopes,
                    is_reversal=change.kind is ChangeKind.REVERSAL,
                )  # fmt: skip
        return None

    async def _breaking(self, subject: Subject, lang: Lang, guild_id: int) -> Notice | None:
        try:
            brief = await self._briefs.brief_story(int(subject["story"]), lang, guild_id)
        except UnknownStory:
            return None
        return Notice(guild_id, lang, subject, brief=brief) if brief.points else None
