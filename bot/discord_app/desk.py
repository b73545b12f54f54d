"""Composes the cards by calling the app, and keeps what a button must find again after a restart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.answers.news import NEWS
from bot.app import App
from bot.delivery.schedule import local_day
from bot.discord_app.buttons import Action, Press
from bot.discord_app.cards.alerts import alert_card, already_told, subject_of
from bot.discord_app.cards.layout import Card, Names
from bot.discord_app.cards.news import brief_card, brief_sources_card, edition_card, together_card
from bot.discord_app.cards.record import answer_card, citations_card
from bot.discord_app.cards.topics import topics_in_words
from bot.discord_app.dates import timestamp
from bot.discord_app.error_replies import ReplyGone
from bot.discord_app.sanitise import plain
from bot.domain.alert import Notice
from bot.domain.answer import Answer
from bot.domain.brief import Brief, Edition
from bot.domain.delivery import Schedule
from bot.domain.language import Lang
from bot.domain.reader import is_room
from bot.domain.source import HOUSE
from bot.errors import UnknownStory
from bot.i18n.catalog import text
from bot.knowledge.companies import CompanyIndex
from bot.knowledge.vocabulary import Vocabulary, shipped_vocabulary
from bot.storage.replies import Reply, ReplyStore

ZONE_OF = {"ja": "Asia/Tokyo", "en": "UTC"}
"""Whose day "today" is where a server has no schedule that says so."""
STORIES_TODAY = 5
ALERTS_IN_BRIEF, ALERTS_WITHIN = 3, timedelta(hours=36)
"""How many alerts a brief tells of again, and of which time."""
EDITION, ANSWER, STANCE, ALERT = "edition", "answer", "stance", "alert"
"""Kinds of kept replies."""


@dataclass(frozen=True, slots=True)
class RecordNames(Names):
    """Names from the record: companies as they are known now, terms as the data set words them."""

    index: CompanyIndex
    vocabulary: Vocabulary

    def company(self, company_id: str, lang: Lang) -> str:
        try:
            return self.index.get(company_id).names[lang]
        except KeyError:
            return company_id  # dropped from the record since: its id still says who is meant

    def stance(self, stance: str, lang: Lang) -> str:
        return self.vocabulary.name("stance", stance, lang)

    def provenance(self, provenance: str, lang: Lang) -> str:
        if provenance == NEWS:
            return text("answers-provenance-news", lang)
        return self.vocabulary.name("provenance", provenance, lang)


async def record_names(app: App) -> RecordNames:
    """Those of the record as it is now."""
    return RecordNames(await app.catalogue.index(), shipped_vocabulary())


class Desk:
    """Every method takes the server that asks: nothing is shown that its own sources and record do not hold."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._replies = ReplyStore(app.database)

    async def todays_edition(self, guild_id: int, lang: Lang) -> Card:
        on = await self.today(guild_id, lang)
        edition = await self._app.editor.edition(guild_id, lang, on=on, top=STORIES_TODAY)
        return await self.card_of(edition)

    async def card_of(
        self,
        *editions: Edition,
        nonce: str | None = None,
        late_for: datetime | None = None,
        about: str | None = None,
        preview_of: Schedule | None = None,
    ) -> Card:
        """The card of an edition that can be shown in the other language later, or of several in one message.

        `nonce` marks a scheduled post; `late_for` is the slot that it is late for; `about` tells what its
        stories were chosen for (see `_about`), where that is not the day alone; `preview_of` is the schedule that
        would post it.
        """
        first = editions[0]
        body = {
            "on": first.on.isoformat(),
            "stories": [brief.story_id for brief in first.briefs],
            "updates": {str(brief.story_id): list(brief.new_article_ids) for brief in first.briefs if brief.is_update},
            "nonce": nonce,
            "about": about,
            "preview_of": preview_of.schedule_id if preview_of else None,
        }
        notes = [await self._about(about, first.lang)] if about else []
        if preview_of:
            notes += await self._preview_notes(preview_of, first.lang)
        if late_for:
            notes.append(text("delivery-late-note", first.lang, slot=timestamp(late_for, "t")))
        if nonce:
            notes += await self._told_before(first.guild_id, first.lang)
        note = "\n-# ".join(notes) or None
        reply_id = await self.keep(EDITION, first.guild_id, body)
        if len(editions) > 1:
            return together_card(editions, reply_id, note, is_preview=preview_of is not None)
        return edition_card(first, reply_id, note, is_preview=preview_of is not None)

    async def preview(self, schedule: Schedule, lang: Lang) -> Card:
        """What this schedule would post now, marked as a preview; of two messages the one in `lang`."""
        now = self._app.clock.now()
        langs = schedule.langs if schedule.together else [lang if lang in schedule.langs else schedule.langs[0]]
        on, readers = local_day(schedule, now), schedule.readers_at(now)
        editions = [
            await self._app.editor.edition(schedule.guild_id, one, on=on, top=schedule.top, readers=readers)
            for one in langs
        ]
        return await self.card_of(*editions, preview_of=schedule)

    async def alert(self, notice: Notice, nonce: str) -> Card:
        """The card of an alert that can be shown in the other language later. `nonce` marks the post."""
        body = {"subject": dict(notice.subject), "nonce": nonce}
        return alert_card(notice, await self.keep(ALERT, notice.guild_id, body), await self.names())

    async def brief(self, story_id: int, lang: Lang, guild_id: int, *, private: bool = False) -> Card:
        brief = await self._app.composer.brief_story(story_id, lang, guild_id)
        return brief_card(brief, await self.names(), private=private)

    async def brief_of_url(self, url: str, lang: Lang, guild_id: int, *, private: bool = False) -> Card:
        """Read the one article at `url` where it is new here, and show its story. Raises FetchError or BadUrl."""
        story = await self._app.pipeline.read_page(url, guild_id)
        return await self.brief(story.story_id, lang, guild_id, private=private)

    async def answer(
        self,
        question: str,
        lang: Lang,
        as_of: date | None,
        guild_id: int,
        thread: str | None = None,
        *,
        user_id: int | None = None,
        after: Sequence[str] = (),
        private: bool = False,
    ) -> Card:
        """`after`: what was asked or named before it, where it is a question about something that is shown."""
        # The day is kept, so that the reply in the other language is the same answer, months later too.
        day = as_of or await self.today(guild_id, lang)
        answer = await self._app.responder.answer(
            question,
            lang=lang,
            as_of=day,
            guild_id=guild_id,
            thread=thread,
            after=after,
            with_news=await self._wants_news(guild_id),
        )
        body = {"asked": question, "as_of": day.isoformat(), "after": list(answer.after)}
        reply_id = await self.keep(ANSWER, guild_id, body, user_id)
        return answer_card(answer, reply_id, await self.names(), private=private)

    async def stance(self, company: str, lang: Lang, as_of: date | None, guild_id: int) -> Card:
        day = as_of or await self.today(guild_id, lang)
        answer = await self._app.responder.stance(company, lang=lang, as_of=day, guild_id=guild_id)
        reply_id = await self.keep(STANCE, guild_id, {"asked": company, "as_of": day.isoformat()})
        return answer_card(answer, reply_id, await self.names(), asked=False)

    async def pressed(self, press: Press, guild_id: int, *, private: bool = False) -> Card:
        """The card that a press asks for, as this server may see it. Raises UnknownStory or ReplyGone.

        `private`: it is shown to the presser only.
        """
        match press.action:
            case Action.BRIEF | Action.OPEN:
                return await self.brief(press.id, press.lang, guild_id, private=private)
            case Action.SOURCES:
                brief = await self._app.composer.brief_story(press.id, press.lang, guild_id)
                return brief_sources_card(brief, press.revision)
            case Action.EDITION:
                return await self.edition_again(press.id, press.lang, guild_id)
            case Action.ANSWER:
                return await self.answer_again(press.id, press.lang, guild_id, private=private)
            case Action.CITATIONS:
                kind, answer = await self.kept_answer(press.id, press.lang, guild_id)
                return citations_card(answer, await self.names(), asked=kind == ANSWER)
            case Action.ALERT:
                subject = (await self.find(press.id, guild_id, ALERT)).body["subject"]
                notice = await self._app.notices.write(subject, press.lang, guild_id)
                if notice is None:
                    raise ReplyGone(f"alert of {subject}")
                return alert_card(notice, press.id, await self.names())

    async def nonce_of(self, press: Press, guild_id: int) -> str | None:
        """The nonce of the scheduled post that this button belongs to."""
        try:
            kept = await self.find(press.id, guild_id, EDITION, ALERT)
        except ReplyGone:
            return None
        nonce: str | None = kept.body["nonce"]
        return nonce

    async def _about(self, about: str, lang: Lang) -> str:
        """`c:` a company's id, `t:` a topic's, `w:` words as they were typed."""
        kind, _, value = about.partition(":")
        name = value
        if kind == "c":
            name = (await self.names()).company(value, lang)
        elif kind == "t":
            name = text("reader-topic", lang, topic=value)
        return text("reader-edition-about", lang, name=plain(name, 100))

    async def _preview_notes(self, schedule: Schedule, lang: Lang) -> list[str]:
        notes = [text("schedule-preview-note", lang, channel=f"<#{schedule.channel_id}>")]
        if schedule.watch is not None:
            notes.append(topics_in_words(schedule.watch, lang, await self.names()))
        return notes

    async def names(self) -> RecordNames:
        return await record_names(self._app)

    async def edition_again(self, reply_id: int, lang: Lang, guild_id: int, page: int = 1) -> Card:
        """A kept edition in either language. Raises ReplyGone."""
        body = (await self.find(reply_id, guild_id, EDITION)).body
        briefs = await self._briefs(body["stories"], lang, guild_id, body.get("updates", {}))
        edition = Edition(guild_id, date.fromisoformat(body["on"]), lang, tuple(briefs))
        notes = [await self._about(body["about"], lang)] if body.get("about") else []
        is_preview = body.get("preview_of") is not None
        if is_preview:
            schedule = await self._app.schedules.find_schedule(body["preview_of"])
            notes += await self._preview_notes(schedule, lang) if schedule else []
        note = "\n-# ".join(notes) or None
        return edition_card(edition, reply_id, note, page, is_preview=is_preview)

    async def answer_again(self, reply_id: int, lang: Lang, guild_id: int, *, private: bool = False) -> Card:
        """A kept answer or stance in either language. Raises ReplyGone."""
        kind, answer = await self.kept_answer(reply_id, lang, guild_id)
        return answer_card(answer, reply_id, await self.names(), asked=kind == ANSWER, private=private)

    async def _told_before(self, guild_id: int, lang: Lang) -> list[str]:
        """What the server was told of since its last brief: this one is marked as the further report of it."""
        alerts = await self._app.alerts.list_for_brief(guild_id, self._app.clock.now() - ALERTS_WITHIN)
        names = await self.names() if alerts else None
        told = []
        for alert in alerts[-ALERTS_IN_BRIEF:]:
            notice = await self._app.notices.write(alert.event.subject, lang, guild_id)
            if notice is not None and names is not None:
                told.append((alert, subject_of(notice, names)))
        return already_told(told, lang)

    async def _briefs(
        self, story_ids: Sequence[int], lang: Lang, guild_id: int, updates: Mapping[str, Sequence[int]]
    ) -> list[Brief]:
        briefs = []
        for story_id in story_ids:
            new = updates.get(str(story_id), ())
            try:
                briefs.append(await self._app.composer.brief_story(story_id, lang, guild_id, new=new))
            except UnknownStory:
                continue  # the server has stopped following its only source since
        return briefs

    async def kept_answer(self, reply_id: int, lang: Lang, guild_id: int) -> tuple[str, Answer]:
        """The kind of a kept reply, and its answer worked out again. Raises ReplyGone."""
        kept = await self.find(reply_id, guild_id, ANSWER, STANCE)
        asked, as_of = kept.body["asked"], date.fromisoformat(kept.body["as_of"])
        if kept.kind == STANCE:
            stance = await self._app.responder.stance(asked, lang=lang, as_of=as_of, guild_id=guild_id)
            return kept.kind, stance
        after = kept.body.get("after", ())
        answer = await self._app.responder.answer(
            asked, lang=lang, as_of=as_of, guild_id=guild_id, after=after, with_news=await self._wants_news(guild_id)
        )
        return kept.kind, answer

    async def _wants_news(self, guild_id: int) -> bool:
        """Whether the server lets its articles answer where the record is silent."""
        return (await self._app.steward.settings(guild_id)).news_answers

    async def keep(self, kind: str, guild_id: int, body: dict[str, Any], user_id: int | None = None) -> int:
        """Keep what a reply was made from; `user_id` is whose question it answers."""
        return await self._replies.save_reply(kind, guild_id, body, self._app.clock.now(), user_id)

    async def find(self, reply_id: int, guild_id: int, *kinds: str) -> Reply:
        """The kept reply, if it is of one of these kinds and was made for this server. Raises ReplyGone."""
        found = await self._replies.get_reply(reply_id)
        # What was asked in direct messages before readers had rooms of their own was kept for the house.
        theirs = (guild_id, HOUSE) if is_room(guild_id) else (guild_id,)
        if found is None or found.guild_id not in theirs or found.kind not in kinds:
            raise ReplyGone(f"reply {reply_id}")
        return found

    async def zone(self, guild_id: int, lang: Lang = "ja") -> str:
        """The zone whose days this server counts by."""
        schedules = await self._app.schedules.list_schedules(guild_id)
        return schedules[0].timezone if schedules else ZONE_OF[lang]

    async def today(self, guild_id: int, lang: Lang) -> date:
        """The day that it is where the server is."""
        return self._app.clock.now().astimezone(ZoneInfo(await self.zone(guild_id, lang))).date()
