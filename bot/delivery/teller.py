"""Tells readers of news that they follow, by direct message, once each: the row is written, then the message is sent.

A reader whose direct messages are closed is asked no more, one message after the other is sent, and nobody gets more
than DAILY_LIMIT in a day. What was being sent when the program ended is not sent again.
"""

import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.delivery.personal import FRESH, RETRY_WITHIN, News, find_news, room_today
from bot.domain.reader import NoticeState, PersonalFollow, PersonalNotice
from bot.domain.story import Story
from bot.errors import MessagesClosed, PublishFailed, PublishRefused, UnknownStory
from bot.ports import Clock, Messenger
from bot.storage.articles import ArticleStore
from bot.storage.personal_follows import PersonalFollowStore
from bot.storage.stories import StoryStore

log = logging.getLogger(__name__)

SENT_MOST = 20
"""Messages of one turn: many direct messages at once look like spam to Discord."""


class Teller:
    """`tick` may run at any time; one process is enough."""

    def __init__(
        self,
        follows: PersonalFollowStore,
        stories: StoryStore,
        articles: ArticleStore,
        messenger: Messenger,
        clock: Clock,
    ) -> None:
        self._follows = follows
        self._stories = stories
        self._articles = articles
        self._messenger = messenger
        self._clock = clock
        self._mine: set[int] = set()
        """Notices that this process has claimed and may try again; those of an earlier one may have been sent."""

    async def tick(self) -> int:
        """Tell what there is to tell. Returns how many messages were sent. Raises StoreError."""
        follows = await self._follows.list_active()
        await self._try_again(follows)
        if not follows:
            return 0
        now = self._clock.now()
        readers = sorted({one.user_id for one in follows})
        told: dict[int, list[PersonalNotice]] = defaultdict(list)
        for known in await self._follows.list_notices(readers, now - FRESH):
            told[known.user_id].append(known)
        stories = {guild_id: await self._news_in(guild_id) for guild_id in {one.guild_id for one in follows}}
        ids = {article_id for found in stories.values() for story in found for article_id in story.article_ids}
        articles = {one.article_id: one for one in await self._articles.get_articles(sorted(ids))}
        sent = 0
        closed: set[int] = set()
        for follow in follows:
            if follow.user_id in closed:
                continue
            for news in find_news(follow, stories[follow.guild_id], articles, told[follow.user_id], now):
                room = room_today(told[follow.user_id], now)
                if not room or sent >= SENT_MOST:
                    break
                notice = await self._follows.claim(follow, news.story.story_id, news.article_id, now)
                if notice is None:
                    continue
                told[follow.user_id].append(notice)
                self._mine.add(notice.notice_id)
                sent += 1
                if not await self._send(notice, replace(news, is_last_today=room == 1)):
                    closed.add(follow.user_id)
                    break
        return sent

    async def _news_in(self, guild_id: int) -> Sequence[Story]:
        return await self._stories.list_stories(guild_id, self._clock.now() - FRESH, limit=500)

    async def _send(self, notice: PersonalNotice, news: News) -> bool:
        """Whether more may be sent to this reader now."""
        try:
            await self._messenger.tell(notice, news)
        except MessagesClosed:
            # They said no in the one way that Discord has. They can agree again, and nothing was lost: /stories.
            await self._end(notice, NoticeState.FAILED)
            await self._follows.close(notice.user_id, self._clock.now())
            log.info("personal.closed notice=%d", notice.notice_id)
            return False
        except (PublishRefused, UnknownStory) as problem:
            # The server or the reader's place in it is gone: so is what they asked to be told there.
            await self._end(notice, NoticeState.FAILED)
            if isinstance(problem, PublishRefused):
                await self._follows.stop(notice.follow_id, notice.user_id)
            log.info("personal.refused notice=%d detail=%.200s", notice.notice_id, problem.detail)
            return True
        except PublishFailed as problem:
            log.warning("personal.failed notice=%d detail=%.200s", notice.notice_id, problem.detail)
            return False
        await self._end(notice, NoticeState.SENT)
        return True

    async def _end(self, notice: PersonalNotice, state: NoticeState) -> None:
        await self._follows.record(notice.notice_id, state)
        self._mine.discard(notice.notice_id)

    async def _try_again(self, follows: Sequence[PersonalFollow]) -> None:
        """Claimed and not ended: once more within minutes, given up then; a tick apart, so nobody is hammered."""
        by_id: Mapping[int, PersonalFollow] = {one.follow_id: one for one in follows}
        now = self._clock.now()
        for notice in await self._follows.list_claimed():
            follow = by_id.get(notice.follow_id)
            in_time = timedelta() <= now - notice.claimed_at <= RETRY_WITHIN
            if follow is None or notice.notice_id not in self._mine or not in_time:
                await self._end(notice, NoticeState.FAILED)
                continue
            try:
                story = await self._stories.get_story(notice.story_id, notice.guild_id)
            except UnknownStory:
                await self._end(notice, NoticeState.FAILED)
                continue
            await self._send(notice, News(follow, story, notice.article_id))
