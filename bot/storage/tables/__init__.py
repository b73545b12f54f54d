"""Every table, its keys and its indexes, by what it is about. Migrations are held equal to this."""

from bot.storage.tables.base import metadata
from bot.storage.tables.deliveries import (
    alert_rules,
    alerts,
    deliveries,
    given_stories,
    schedules,
    watch_options,
    watches,
)
from bot.storage.tables.feeds import article_sources, articles, entries, follows, source_samples, sources, unplaced
from bot.storage.tables.models import minings, model_calls, model_days
from bot.storage.tables.record import appearances, catalogue_state, companies, reviews, statement_events, statements
from bot.storage.tables.servers import (
    audit_entries,
    error_reports,
    feedback,
    guilds,
    personal_follows,
    personal_notices,
    readers,
    replies,
    upgrades,
)
from bot.storage.tables.stories import (
    brief_writings,
    briefs,
    placements,
    stories,
    story_companies,
    story_redirects,
    story_revisions,
)

__all__ = [
    "alert_rules",
    "alerts",
    "appearances",
    "article_sources",
    "articles",
    "audit_entries",
    "brief_writings",
    "briefs",
    "catalogue_state",
    "companies",
    "deliveries",
    "entries",
    "error_reports",
    "feedback",
    "follows",
    "given_stories",
    "guilds",
    "metadata",
    "minings",
    "model_calls",
    "model_days",
    "personal_follows",
    "personal_notices",
    "placements",
    "readers",
    "replies",
    "reviews",
    "schedules",
    "source_samples",
    "sources",
    "statement_events",
    "statements",
    "stories",
    "story_companies",
    "story_redirects",
    "story_revisions",
    "unplaced",
    "upgrades",
    "watch_options",
    "watches",
]
