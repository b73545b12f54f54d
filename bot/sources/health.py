"""Whether a feed is worth following, and how one that is followed does: verdicts that each have a sentence."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.language import LANGS
from bot.domain.source import Followed, Source, SourceKind, SourceState
from bot.sources.preview import Carries, Preview
from bot.text.language import UNKNOWN

TOLD_AT = 3
"""Failures in a row from which an admin is told: one or two are the web's ordinary weather."""
LEAST_SHARED = 3
_STALE_LEAST, _STALE_MOST = timedelta(days=30), timedelta(days=180)
_STALE_RHYTHMS = 6
_FEW = 2


class Verdict(StrEnum):
    OK = "ok"
    KNOWN = "known"
    """The very address of a source that is there."""
    DUPLICATE = "duplicate"
    """The feed of a source that is there, under another address."""
    OVERLAP = "overlap"
    """Everything in it also comes through another source that carries more."""
    FOREIGN = "foreign"
    STALE = "stale"
    UNDATED = "undated"
    THIN = "thin"
    FEW = "few"
    # Of a source that is followed:
    UNREAD = "unread"
    PAUSED = "paused"
    SILENT = "silent"
    """It answers, but no article ever came of it."""
    SHAKY = "shaky"
    FAILING = "failing"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One verdict, with what its sentence (`sources-verdict-…`) names."""

    verdict: Verdict
    days: int = 0
    entries: int = 0
    lang: str = ""
    failures: int = 0
    reason: str = ""
    """Message key of the last error."""
    source: Source | None = None
    """The source of which this one is the twin or a part."""


def judge_feed(
    preview: Preview, now: datetime, *, twin: Source | None = None, larger: Source | None = None
) -> tuple[Judgement, ...]:
    """What speaks against following the feed, the weightiest first; OK alone where nothing does."""
    found: list[Judgement] = []
    if twin:
        found.append(Judgement(Verdict.KNOWN if twin.url == preview.url else Verdict.DUPLICATE, source=twin))
    elif larger:
        found.append(Judgement(Verdict.OVERLAP, source=larger))
    if preview.lang not in (*LANGS, UNKNOWN):
        found.append(Judgement(Verdict.FOREIGN, lang=preview.lang))
    limit = stale_after(preview.rhythm)
    if preview.newest_at is not None and now - preview.newest_at > limit:
        found.append(Judgement(Verdict.STALE, days=(now - preview.newest_at).days))
    if preview.dated == 0:
        found.append(Judgement(Verdict.UNDATED))
    if preview.entries < _FEW:
        found.append(Judgement(Verdict.FEW, entries=preview.entries))
    elif preview.carries is Carries.TITLES:
        found.append(Judgement(Verdict.THIN))
    return tuple(found) or (Judgement(Verdict.OK),)


def stale_after(rhythm: timedelta | None) -> timedelta:
    """How long a source may be quiet: six of its usual pauses, but never less than a month or more than half a year."""
    if rhythm is None:
        return _STALE_MOST / 2
    return min(max(rhythm * _STALE_RHYTHMS, _STALE_LEAST), _STALE_MOST)


def judge_source(followed: Followed, now: datetime) -> Judgement:
    """How a followed source does, in one verdict: what an admin has to know first."""
    source = followed.source
    if source.state is SourceState.GONE:
        return Judgement(Verdict.RETIRED, reason=source.error or "", failures=source.failures)
    if source.failures >= TOLD_AT:
        return Judgement(Verdict.FAILING, reason=source.error or "", failures=source.failures)
    if source.state is SourceState.PAUSED:
        return Judgement(Verdict.PAUSED)
    if source.failures:
        return Judgement(Verdict.SHAKY, reason=source.error or "", failures=source.failures)
    if source.last_fetched_at is None:
        return Judgement(Verdict.UNREAD)
    if source.kind is SourceKind.PAGE:
        return Judgement(Verdict.OK)
    if followed.newest_at is None:
        return Judgement(Verdict.SILENT)
    if now - followed.newest_at > stale_after(None):
        return Judgement(Verdict.STALE, days=(now - followed.newest_at).days)
    return Judgement(Verdict.OK)


def needs_care(judgement: Judgement) -> bool:
    """Whether an admin should be told without asking."""
    return judgement.verdict in (Verdict.FAILING, Verdict.RETIRED)


def last_success_at(source: Source) -> datetime | None:
    """When the source last answered as it should; None where that is not known, for every look overwrites the time of
    the one before."""
    return source.last_fetched_at if source.failures == 0 and source.error is None else None


def is_twin(shared: int, ours: int, theirs: int) -> bool:
    """Whether two samples of entries are of one feed, read at different times: most of each is in the other.

    A category's feed is all inside the main one, but not the other way round.
    """
    if shared < LEAST_SHARED:
        return shared > 0 and shared == ours == theirs
    return shared * 10 >= ours * 7 and shared * 10 >= theirs * 7


def is_part(shared: int, ours: int) -> bool:
    """Whether nearly everything of ours is theirs as well."""
    return ours >= 5 and shared * 10 >= ours * 9
