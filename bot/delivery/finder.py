"""Finds what happened that servers asked to be told at once, and who asked: the same again until it is too old."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from itertools import groupby

from bot.delivery import alerting
from bot.domain.alert import AlertEvent, AlertKind, AlertRule, Approval
from bot.domain.source import HOUSE
from bot.domain.statement import StatementStatus
from bot.domain.watch import Watch
from bot.storage.happenings import HappeningStore
from bot.storage.statements import StatementStore

WatchOf = Callable[[int], Awaitable[Watch]]
"""What a server tracks."""

Found = tuple[AlertEvent, Sequence[AlertRule]]


class Finder:
    """Reads only. What is found here is claimed elsewhere, under a unique key."""

    def __init__(self, happenings: HappeningStore, statements: StatementStore, watch_of: WatchOf) -> None:
        self._happenings = happenings
        self._statements = statements
        self._watch_of = watch_of
        self._seen: tuple[object, ...] = ()
        self._looked_at: tuple[object, ...] = ()

    async def find(self, rules: Sequence[AlertRule], now: datetime) -> list[Found]:
        """Events with the rules that want them; nothing where nothing moved since `settle`. Raises StoreError."""
        if not rules:
            return []
        held = frozenset((rule.rule_id, rule.created_at, rule.kinds) for rule in rules)
        self._looked_at = (
            await self._statements.revision(),
            await self._happenings.last_placed(),
            held,
            now.date(),
        )
        if self._looked_at == self._seen:
            return []
        return [*await self._turns(rules, now), *await self._stories(rules, now)]

    def settle(self) -> None:
        """What was found last is on record: it need not be found again."""
        self._seen = self._looked_at

    async def _turns(self, rules: Sequence[AlertRule], now: datetime) -> list[Found]:
        wanting = [rule for rule in rules if AlertKind.STANCE in rule.kinds]
        if not wanting:
            return []
        by_company = defaultdict[str, list[Approval]](list)
        for approval in await self._happenings.list_approved(now - alerting.LOOKED_BACK):
            by_company[approval.company].append(approval)
        found: list[Found] = []
        for company, approvals in by_company.items():
            # Almost every server reads the house's record of a company: it is worked out once for all of them.
            apart = await self._happenings.guilds_of_their_own(company)
            sharing = [rule for rule in wanting if rule.guild_id not in apart]
            found += [(event, sharing) for event in await self._turns_in(HOUSE, company, approvals, now)]
            for rule in wanting:
                if rule.guild_id in apart:
                    found += [(event, [rule]) for event in await self._turns_in(rule.guild_id, company, approvals, now)]
        return found

    async def _turns_in(
        self, guild_id: int, company: str, approvals: Sequence[Approval], now: datetime
    ) -> list[AlertEvent]:
        """By the record as it holds in this server, and by the decisions that count there."""
        here = {one.statement_id: one for one in approvals if one.guild_id in (HOUSE, guild_id)}
        if not here:
            return []
        held = await self._statements.list_statements(
            company=company, status=StatementStatus.APPROVED, guild_id=guild_id
        )
        return alerting.turns(held, company, here, now)

    async def _stories(self, rules: Sequence[AlertRule], now: datetime) -> list[Found]:
        wanting = defaultdict[int, list[AlertRule]](list)
        for rule in rules:
            if AlertKind.BREAKING in rule.kinds:
                wanting[rule.guild_id].append(rule)
        if not wanting:
            return []
        reports = await self._happenings.list_reports(
            wanting, now - alerting.FAST_WITHIN, now + alerting.CLOCKS_APART, outlets=alerting.FAST_OUTLETS
        )
        found: list[Found] = []
        ordered = sorted(reports, key=lambda one: (one.story_id, one.guild_id))
        for (story_id, guild_id), group in groupby(ordered, key=lambda one: (one.story_id, one.guild_id)):
            told = list(group)
            if not alerting.is_fast(one.outlet for one in told):
                continue
            titles = [one.title for one in told]
            if alerting.is_watched(told[0].companies, titles, await self._watch_of(guild_id)):
                grown_at = min(now, max(one.placed_at for one in told))
                found.append((alerting.story_event(story_id, grown_at), wanting[guild_id]))
        return found
