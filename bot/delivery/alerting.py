"""What is worth an alert, and how many a server is told: rules only.

A turn in a company's stance is told when its later words were approved a moment ago and are the newest on record: what
fills in the past is history, not news. A data set brings much at once, so of it only words of the last month count. A
story is told once, when enough outlets have reported it within few hours.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from bot.domain.alert import AlertEvent, AlertKind, AlertRule, Approval
from bot.domain.statement import Statement
from bot.domain.watch import Watch
from bot.knowledge.timeline import StanceChange, changes, is_own_position, may_be_said_by, when
from bot.text.keywords import find_keywords

LOOKED_BACK = timedelta(hours=24)
"""What is older was either told or has its reason on record."""
DATA_SET_WITHIN = timedelta(days=30)
"""How old words may be that a data set brought."""
FAST_WITHIN = timedelta(hours=3)
FAST_OUTLETS = 3
"""So many outlets that a server follows, within FAST_WITHIN, make a story a fast one."""
CLOCKS_APART = timedelta(hours=1)
"""How far an outlet's clock may run ahead of ours."""
MOST_AN_HOUR = 3
MOST_A_DAY = 10


def turns(
    statements: Sequence[Statement], company: str, approvals: Mapping[str, Approval], now: datetime
) -> list[AlertEvent]:
    """The turns of this company that are news, oldest first. `statements` are those that hold where it is told,
    `approvals` those of the last LOOKED_BACK that count there, by statement.

    Words that turn several scopes from different stances are one piece of news: the widest of their turns is told.
    """
    found: dict[str, tuple[StanceChange, AlertEvent]] = {}
    for change in changes(statements, company, now.date()):
        approval = approvals.get(change.after.statement_id)
        if approval is None or not _is_newest(change, statements, now):
            continue
        if approval.by_data_set and (
            approval.approved_at > now or change.after.said_on.latest < (now - DATA_SET_WITHIN).date()
        ):
            continue
        wider = found.get(change.after.statement_id)
        if wider and _width(wider[0]) >= _width(change):
            continue
        known = [approval, *filter(None, [approvals.get(change.before.statement_id)])]
        happened_at = min(now, max(one.approved_at for one in known))
        found[change.after.statement_id] = change, _event(change, happened_at, of_data_set=approval.by_data_set)
    return [event for _, event in found.values()]


def _width(change: StanceChange) -> tuple[int, tuple[int, str]]:
    return len(change.scopes), when(change.before)


def is_fast(reported_by: Iterable[str]) -> bool:
    """Whether a story is, given the outlets that reported it within FAST_WITHIN."""
    return len(set(reported_by)) >= FAST_OUTLETS


def is_watched(companies: Iterable[str], titles: Iterable[str], watch: Watch) -> bool:
    """Whether a fast story is of interest; to a server that tracks nothing, any company of the record is."""
    if watch.is_empty:
        return bool(list(companies))
    return bool(watch.companies.intersection(companies)) or any(find_keywords(one, watch.keywords) for one in titles)


def wants_turn(company: str, watch: Watch) -> bool:
    """Whether a company's turn is of interest: to a server that wants nothing but what it tracks, only then."""
    return not watch.tracked_only or company in watch.companies


def story_event(story_id: int, grown_at: datetime) -> AlertEvent:
    return AlertEvent(AlertKind.BREAKING, f"story:{story_id}", grown_at, {"story": story_id})


def is_owed(rule: AlertRule, event: AlertEvent) -> bool:
    """Whether it happened since the rule was set. What a data set brought must have come later: never with the first
    one."""
    return rule.created_at < event.happened_at or (rule.created_at == event.happened_at and not event.of_data_set)


def is_crowded(told_at: Sequence[datetime], now: datetime) -> bool:
    """Whether a server that was told of events at these instants has been told enough."""
    last_hour = sum(1 for at in told_at if now - at < timedelta(hours=1))
    last_day = sum(1 for at in told_at if now - at < timedelta(days=1))
    return last_hour >= MOST_AN_HOUR or last_day >= MOST_A_DAY


def _is_newest(change: StanceChange, statements: Sequence[Statement], now: datetime) -> bool:
    """Whether nothing newer is on record in at least one of the scopes in which it turned."""
    own = [
        one
        for one in statements
        if one.company == change.company and is_own_position(one) and may_be_said_by(one, now.date())
    ]
    newest = [max((one for one in own if scope in one.scope), key=when) for scope in change.scopes]
    return any(one.statement_id == change.after.statement_id for one in newest)


def _event(change: StanceChange, happened_at: datetime, *, of_data_set: bool) -> AlertEvent:
    # Not by the statements' ids: a new edition of a data set may name the same words differently.
    before, after = change.before, change.after
    key = f"stance:{change.company}:{after.said_on.text}:{before.stance}-{after.stance}"
    subject: dict[str, str | int] = {"before": before.statement_id, "after": after.statement_id}
    return AlertEvent(AlertKind.STANCE, key, happened_at, subject, of_data_set)
