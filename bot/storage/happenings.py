"""What happened lately that an alert may tell of: approvals, and stories that several outlets report."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, or_, select

from bot.domain.alert import Approval, Report
from bot.domain.source import HOUSE
from bot.domain.statement import StatementStatus
from bot.storage.database import Database
from bot.storage.record_change import BY_DATA_SET
from bot.storage.tables import (
    article_sources,
    articles,
    follows,
    placements,
    reviews,
    statement_events,
    statements,
    stories,
)


class HappeningStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def list_approved(self, since: datetime) -> list[Approval]:
        """Statements approved since then, by reviewers and by data sets, in that order of time."""
        event = statement_events.c
        by_people = (
            select(event.statement_id, statements.c.company, event.guild_id, event.changed_at, event.changed_by)
            .join(statements, statements.c.id == event.statement_id)
            .where(
                event.changed_at >= since,
                event.new_status == StatementStatus.APPROVED,
                or_(event.old_status.is_(None), event.old_status != StatementStatus.APPROVED),
            )
        )
        by_data_sets = select(statements.c.id, statements.c.company, statements.c.recorded_at).where(
            statements.c.recorded_at >= since,
            statements.c.is_local.is_(False),
            statements.c.status == StatementStatus.APPROVED,
        )
        async with self._database.reader() as connection:
            found = [
                Approval(
                    row.statement_id, row.company, row.guild_id, row.changed_at,
                    by_data_set=row.changed_by == BY_DATA_SET,
                )
                for row in await connection.execute(by_people)
            ]  # fmt: skip
            found += [
                Approval(row.id, row.company, HOUSE, row.recorded_at, by_data_set=True)
                for row in await connection.execute(by_data_sets)
            ]
        return sorted(found, key=lambda one: (one.approved_at, one.statement_id))

    async def guilds_of_their_own(self, company: str) -> frozenset[int]:
        """Servers in which the company's record is not the house's: they decided, or hold statements, themselves."""
        decided = (
            select(reviews.c.guild_id)
            .join(statements, statements.c.id == reviews.c.statement_id)
            .where(statements.c.company == company)
        )
        holding = select(statements.c.guild_id).where(statements.c.company == company, statements.c.guild_id != HOUSE)
        async with self._database.reader() as connection:
            return frozenset(await connection.scalars(decided.union(holding)))

    async def last_placed(self) -> tuple[datetime | None, int | None]:
        """Differs from before whenever a new article has joined a story: when one did last, and the highest id."""
        query = select(func.max(placements.c.placed_at).label("at"), func.max(placements.c.article_id).label("id"))
        async with self._database.reader() as connection:
            row = (await connection.execute(query)).one()
            return row.at, row.id

    async def list_reports(
        self, guild_ids: Iterable[int], since: datetime, until: datetime, *, outlets: int
    ) -> list[Report]:
        """Reports published then, of the stories that at least so many outlets report, as these servers see them.

        What was published before a server followed the source does not count for it: a new source brings old news.
        """
        fresh = (articles.c.published_at >= since, articles.c.published_at <= until)
        fast = (
            select(placements.c.story_id)
            .join(articles, articles.c.id == placements.c.article_id)
            .where(*fresh)
            .group_by(placements.c.story_id)
            .having(func.count(articles.c.outlet.distinct()) >= outlets)
        )
        query = (
            select(
                follows.c.guild_id, placements.c.story_id, placements.c.placed_at, stories.c.companies,
                articles.c.outlet, articles.c.title, articles.c.published_at,
            )
            .join(articles, articles.c.id == placements.c.article_id)
            .join(article_sources, article_sources.c.article_id == articles.c.id)
            .join(follows, follows.c.source_id == article_sources.c.source_id)
            .join(stories, stories.c.id == placements.c.story_id)
            .where(*fresh, placements.c.story_id.in_(fast), articles.c.published_at >= follows.c.followed_at)
            .order_by(placements.c.story_id, articles.c.published_at)
        )  # fmt: skip
        wanted = set(guild_ids)
        async with self._database.reader() as connection:
            return [
                Report(
                    row.guild_id,
                    row.story_id,
                    tuple(row.companies),
                    row.outlet,
                    row.title,
                    row.published_at,
                    row.placed_at,
                )
                for row in await connection.execute(query)
                if row.guild_id in wanted
            ]  # fmt: skip
