"""The review of candidates: a queue per server and for the operator; nothing unreviewed is spoken as the record."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.source import HOUSE
from bot.domain.statement import (
    Modality,
    PartialDate,
    Provenance,
    Scope,
    Speaker,
    Stance,
    Statement,
    StatementStatus,
)
from bot.errors import QuoteNotInSource, SpeakerMissing, UnknownStatement
from bot.knowledge.timeline import when
from bot.ports import Clock
from bot.storage.candidates import Appearance, CandidateStore, Event
from bot.storage.statements import StatementStore

log = logging.getLogger(__name__)

_AROUND = 240


@dataclass(frozen=True, slots=True)
class Found:
    """A passage with what stands around it in its article."""

    appearance: Appearance
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Item:
    """One statement as a reviewer sees it."""

    statement: Statement
    found: tuple[Found, ...]
    """The articles that this reviewer may read, the origin first; empty for one from a data set."""
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """What a reviewer corrects; None leaves it as it is. The company, the source and the id stay."""

    stance: Stance | None = None
    provenance: Provenance | None = None
    modality: Modality | None = None
    scope: tuple[Scope, ...] | None = None
    said_on: PartialDate | None = None
    quote: str | None = None
    """A verbatim part of a passage's article."""
    summary_en: str | None = None
    summary_ja: str | None = None
    speaker: Speaker | None = None
    is_nobodys: bool = False
    """The words are the organisation's own: no person said them."""


class ReviewDesk:
    """What reviewers may do. `guild_id` says in whose name: HOUSE decides for everybody, a server for itself.

    Whether the person may review in that server is for the caller to check; `by` is kept with each decision.
    """

    def __init__(self, statements: StatementStore, candidates: CandidateStore, clock: Clock) -> None:
        self._statements = statements
        self._candidates = candidates
        self._clock = clock

    async def queue(self, guild_id: int = HOUSE, *, company: str | None = None) -> list[Statement]:
        """What waits for this reviewer, the newest said first."""
        waiting = await self._statements.list_statements(
            company=company, status=StatementStatus.CANDIDATE, guild_id=guild_id
        )
        return sorted(waiting, key=when, reverse=True)

    async def item(self, statement_id: str, guild_id: int = HOUSE) -> Item:
        """Raises UnknownStatement, also for what this server may not read."""
        statement = await self._get(statement_id, guild_id)
        appearances = await self._candidates.list_appearances(statement_id, guild_id)
        events = await self._candidates.list_events(statement_id, guild_id)
        return Item(statement, tuple(_in_context(each) for each in appearances), tuple(events))

    async def decide(
        self, statement_ids: Sequence[str], status: StatementStatus, *, guild_id: int = HOUSE, by: str
    ) -> int:
        """Approve, reject or retract these, all or none. Returns how many changed. Raises UnknownStatement."""
        for statement_id in statement_ids:
            await self._get(statement_id, guild_id)
        changed = await self._statements.set_status(
            statement_ids, status, guild_id=guild_id, by=by, now=self._clock.now()
        )
        log.info("review.decided status=%s guild=%s count=%d", status, guild_id, changed)
        return changed

    async def edit(self, statement_id: str, edit: Edit, *, guild_id: int = HOUSE, by: str) -> Statement:
        """Correct a statement; what it said before stays in its history.

        Raises UnknownStatement, QuoteNotInSource where the quote does not stand in an article that was read, and
        SpeakerMissing where it would be a person's words without a person.
        """
        statement = await self._get(statement_id, guild_id)
        if edit.quote is not None:
            found = await self._candidates.list_appearances(statement_id, guild_id)
            if not any(edit.quote in appearance.text for appearance in found):
                raise QuoteNotInSource(statement_id)
        changed = _edited(statement, edit)
        if changed.speaker is None and changed.provenance is Provenance.EXECUTIVE_QUOTE:
            raise SpeakerMissing(statement_id)
        await self._candidates.edit(changed, guild_id=guild_id, by=by, now=self._clock.now())
        return changed

    async def undo(self, statement_ids: Sequence[str], *, guild_id: int = HOUSE, by: str) -> int:
        """Take back this server's last decision about each. Returns how many there were to take back."""
        now = self._clock.now()
        done = [await self._candidates.undo(each, guild_id=guild_id, by=by, now=now) for each in statement_ids]
        return sum(done)

    async def known_at(self, at: datetime, guild_id: int = HOUSE) -> list[Statement]:
        """The record as it stood at that instant: what was approved then, in the words that it had then."""
        current = await self._statements.list_statements(guild_id=guild_id)
        events = await self._candidates.list_all_events(guild_id)
        return [
            one for each in current if (one := as_known_at(each, events.get(each.statement_id, ()), at)) is not None
        ]

    async def _get(self, statement_id: str, guild_id: int) -> Statement:
        statement = await self._candidates.find(statement_id, guild_id)
        if statement is None:
            raise UnknownStatement(statement_id, id=statement_id[:80])
        return statement


def as_known_at(current: Statement, events: Sequence[tuple[Event, Statement | None]], at: datetime) -> Statement | None:
    """The statement as it was held at `at`, or None where it was not approved by then.

    `events`: every decision about it that counts here, oldest first, with the words that an edit replaced.
    """
    if current.recorded_at is not None and current.recorded_at > at:
        return None
    held = current
    for event, former in reversed(events):
        if event.changed_at <= at:
            break
        if former is not None:
            held = replace(former, status=held.status, recorded_at=current.recorded_at)
        if event.old_status is None:
            return None
        held = replace(held, status=event.old_status)
    return held if held.status is StatementStatus.APPROVED else None


def _in_context(appearance: Appearance) -> Found:
    start = appearance.text.find(appearance.passage)
    if start < 0:
        # The page changed since: the passage still stands for itself.
        return Found(appearance, "", "")
    end = start + len(appearance.passage)
    return Found(appearance, appearance.text[max(0, start - _AROUND) : start], appearance.text[end : end + _AROUND])


def _edited(statement: Statement, edit: Edit) -> Statement:
    summary = dict(statement.summary)
    if edit.summary_en is not None:
        summary["en"] = edit.summary_en
    if edit.summary_ja is not None:
        summary["ja"] = edit.summary_ja
    return replace(
        statement,
        stance=edit.stance or statement.stance,
        provenance=edit.provenance or statement.provenance,
        modality=edit.modality or statement.modality,
        scope=edit.scope or statement.scope,
        said_on=edit.said_on or statement.said_on,
        quote=edit.quote or statement.quote,
        summary=summary,
        speaker=None if edit.is_nobodys else edit.speaker or statement.speaker,
    )
