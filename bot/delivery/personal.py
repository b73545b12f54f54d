"""Which news a follow is told of: rules only. What is sent stands in `teller`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.article import Article
from bot.domain.reader import PersonalFollow, PersonalNotice, Topic
from bot.domain.story import Story

FRESH = timedelta(hours=24)
"""Older news are told nobody: a new source brings many at once."""
BEFORE_FOLLOW = timedelta(hours=6)
"""An article may be read by us some time after it appeared: such a one still is news to somebody who just followed."""
DAILY_LIMIT = 10
"""Direct messages to one reader in 24 hours."""
MOST_FOLLOWS = 25
RETRY_WITHIN = timedelta(minutes=3)
"""How long a message that failed is tried again: so long Discord knows its nonce, and no second one appears."""


@dataclass(frozen=True, slots=True)
class News:
    """What one follow is told: a story, up to this article."""

    follow: PersonalFollow
    story: Story
    article_id: int
    is_last_today: bool = False


def find_news(
    follow: PersonalFollow,
    stories: Iterable[Story],
    articles: dict[int, Article],
    told: Sequence[PersonalNotice],
    now: datetime,
) -> list[News]:
    """What this follow has not been told yet, the oldest story first.

    A company's follower hears of each story once, a story's follower of each report. `told`: every notice of the
    reader within FRESH, whichever follow it was for.
    """
    heard: dict[int, int] = {}
    for notice in told:
        heard[notice.story_id] = max(notice.article_id, heard.get(notice.story_id, 0))
    found = []
    for story in sorted(stories, key=lambda one: (one.first_seen_at, one.story_id)):
        if not _is_followed(follow, story):
            continue
        newest = max((one for one in story.article_ids if _is_news(articles.get(one), follow, now)), default=None)
        if newest is None or newest <= heard.get(story.story_id, 0):
            continue
        if follow.topic is Topic.COMPANY and (story.story_id in heard or story.first_seen_at < follow.followed_at):
            continue
        found.append(News(follow, story, newest))
    return found


def room_today(told: Sequence[PersonalNotice], now: datetime) -> int:
    """How many more messages the reader may get now."""
    return max(0, DAILY_LIMIT - sum(1 for notice in told if notice.claimed_at > now - timedelta(hours=24)))


def _is_followed(follow: PersonalFollow, story: Story) -> bool:
    if follow.topic is Topic.STORY:
        return str(story.story_id) == follow.subject
    return follow.subject in story.companies


def _is_news(article: Article | None, follow: PersonalFollow, now: datetime) -> bool:
    if article is None or article.fetched_at <= follow.followed_at:
        return False
    return article.published_at >= max(now - FRESH, follow.followed_at - BEFORE_FOLLOW)
