"""What the end of a turn means: whether to come again, to give up, and what it is called."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.article import NewArticle
from bot.domain.source import IngestOutcome, IngestStatus, Source
from bot.errors import BadStatus, FetchError, FetchTimeout, RobotsForbidden, Unreachable, UsageError
from bot.ingest.new_entries import NewEntry

MISSING_FOR = timedelta(days=30)
"""How long a feed may be missing (404) before it is given up."""


def is_given_up(problem: FetchError | UsageError, failing_since: datetime | None, now: datetime) -> bool:
    """A feed that was not found for a month was taken down by somebody who did not know of 410."""
    is_missing = getattr(problem, "http_status", None) == 404
    return is_missing and failing_since is not None and now - failing_since >= MISSING_FOR


def identities_of(article: NewArticle, new: NewEntry) -> tuple[str, ...]:
    """Those of the entry, and the address under which the page turned out to be stored."""
    return tuple(dict.fromkeys((*new.identities, f"url:{article.canonical_url}")))


def may_pass(problem: FetchError | UsageError) -> bool:
    """Whether the same request may succeed later."""
    if isinstance(problem, RobotsForbidden):
        return problem.is_passing
    if isinstance(problem, BadStatus):
        return problem.http_status is None or problem.http_status >= 500 or problem.http_status in (408, 425, 429)
    return isinstance(problem, FetchTimeout | Unreachable)


def outcome_of(
    source: Source, status: IngestStatus, http_status: int | None, article_ids: Sequence[int] = ()
) -> IngestOutcome:
    return IngestOutcome(
        source.source_id, source.url, status, http_status, len(article_ids), None, article_ids=tuple(article_ids)
    )
