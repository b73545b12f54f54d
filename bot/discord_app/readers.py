"""What a press on a reader's button does. Every press is judged anew by who it is and where."""

from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import app_commands

from bot.app import App
from bot.discord_app.cards.layout import Card
from bot.discord_app.cards.personal import (
    confirm_card,
    help_card,
    privacy_card,
    reason_card,
)
from bot.discord_app.cards.settings import notice_card
from bot.discord_app.desk import Desk
from bot.discord_app.error_replies import NothingToRate, ReplyGone
from bot.discord_app.following import Following
from bot.discord_app.gate import may_manage
from bot.discord_app.progress import say_page_step
from bot.discord_app.reader_buttons import AboutForm, Deed, ReaderPress, question_in, read_press
from bot.discord_app.reading import ReadingDesk
from bot.discord_app.replying import guild_of, put, reader_lang, replace, show
from bot.discord_app.sanitise import plain
from bot.domain.brief import LOCAL_ENGINE
from bot.domain.language import Lang
from bot.domain.reader import Fault, Rating, Topic, is_room
from bot.i18n.catalog import text
from bot.storage.feedback import FeedbackStore
from bot.storage.personal_data import PersonalDataStore

_Answer = Callable[[discord.Interaction[Any], ReaderPress], Awaitable[None]]


class Readers:
    def __init__(self, app: App, desk: Desk, reading: ReadingDesk) -> None:
        self._app = app
        self._desk = desk
        self._reading = reading
        self.following = Following(app, desk)
        self._feedback = FeedbackStore(app.database)
        self._personal_data = PersonalDataStore(app.database)
        self._ways: dict[Deed, _Answer] = {
            Deed.ABOUT: self._open_form,
            Deed.FOLLOW: self._follow,
            Deed.AGREE: self._agree,
            Deed.STOP: self._stop,
            Deed.STOP_ALL: self._stop_all,
            Deed.GOOD: self._rate,
            Deed.BAD: self._rate,
            Deed.REASON: self._give_reason,
            Deed.STORY: self._show_story,
            Deed.DAY: self._show_day,
            Deed.PAGE: self._turn,
            Deed.SHARE: self._share,
            Deed.PICK: self._pick,
            Deed.HELP: self._help,
            Deed.FORGET_ME: self._ask_again,
            Deed.FORGET_SERVER: self._ask_again,
            Deed.FORGET_ME_NOW: self._forget_me,
            Deed.FORGET_SERVER_NOW: self._forget_server,
        }

    async def pressed(self, interaction: discord.Interaction[Any], press: ReaderPress) -> None:
        """Raises what the reader is to be told."""
        await self._ways[press.deed](interaction, press)

    async def room(self, interaction: discord.Interaction[Any], story_id: int | None) -> int:
        """Whose eyes a press sees with. In direct messages a story that we told the reader of is seen as they were
        told of it."""
        guild_id = guild_of(interaction)
        if story_id is not None and is_room(guild_id):
            told_in = await self.following.told_in(interaction.user.id, story_id)
            return guild_id if told_in is None else told_in
        return guild_id

    async def asked(self, interaction: discord.Interaction[Any], press: ReaderPress) -> None:
        """A question about what is shown, as the form was sent. The answer is the asker's to share."""

        async def work() -> Card:
            question = question_in(interaction.data)
            guild_id = await self._room_of(interaction, press)
            lang = reader_lang(interaction)
            after = await self._context(press, guild_id, lang)
            asker = interaction.user.id
            return await self._desk.answer(question, lang, None, guild_id, user_id=asker, after=after, private=True)

        doing = text("reader-working-record", reader_lang(interaction))
        await show(interaction, work, private=True, doing=doing)

    async def privacy(self, interaction: discord.Interaction[Any], lang: Lang) -> Card:
        counts = await self._personal_data.count(interaction.user.id)
        in_server = interaction.guild is not None and may_manage(interaction)
        return privacy_card(counts, lang, may_manage=in_server, grace_days=self._app.steward.grace.days)

    async def _room_of(self, interaction: discord.Interaction[Any], press: ReaderPress) -> int:
        return await self.room(interaction, press.number if press.kind == "s" else None)

    async def _context(self, press: ReaderPress, guild_id: int, lang: Lang) -> list[str]:
        """What a question that leaves its subject unsaid is about: the name of a company, or what was asked before."""
        index = await self._app.catalogue.index()
        companies: list[str] = []
        if press.kind == "c":
            companies = [press.name]
        elif press.kind == "s":
            companies = list((await self._app.stories.get_story(press.number, guild_id)).companies)
        elif press.kind == "r":
            companies = await self._reading.companies_of(press.number, guild_id)
            if not companies:
                _, answer = await self._desk.kept_answer(press.number, lang, guild_id)
                if answer.companies and answer.question not in answer.companies:
                    return [*answer.after, answer.question]
                companies = list(answer.companies)
        known = {one.company_id: one for one in index}
        return [known[one].names[lang] for one in companies[:1] if one in known]

    async def _open_form(self, interaction: discord.Interaction[Any], press: ReaderPress) -> None:
        lang = reader_lang(interaction)
        form = AboutForm(
            ReaderPress(Deed.ABOUT, press.subject, lang),
            text("reader-form-title", lang),
            text("reader-form-label", lang),
            text("reader-form-example", lang),
        )
        await interaction.response.send_modal(form)

    async def _follow(self, interaction: discord.Interaction[Any], press: ReaderPress) -> None:
        lang = reader_lang(interaction)
        await show(interaction, lambda: self.following.follow(interaction, *_topic(press), lang), private=True)

    async def _agree(self, interaction: discord.Interaction[Any], press: ReaderPress) -> None:
        lang = reader_lang(interaction)
        await replace(interaction, lambda: self.following.agree(interaction, *_topic(press), lang))

    async def _stop(self, interaction: discord.Interaction[Any], press: ReaderPress) -> None:
        async def work() -> Card:
            lang = reader_lang(interaction)
            stopped = await self.following.stop(interaction, str(press.number), lang)
            return await self.following.follows(interaction, lang) if press.n else stopped

        # In a direct message the news stay; the reply stands below them.
        await (replace if _is_private(interaction) else _privately)(interaction, work)

    async def _stop_all(self, interaction: discord.Interaction[Any], _: ReaderPress) -> None:
        await replace(interaction, lambda: self.following.stop(interaction, "all", reader_lang(interaction)))

    async def _rate(self, interaction: discord.Interaction[Any], press: ReaderPress) -> None:
        async def work() -> Card:
            lang = reader_lang(interaction)
            guild_id = await self._room_of(interaction, press)
            rating = Rating.GOOD if press.deed is Deed.GOOD else Rating.BAD
            await self._feedback.give(
                guild_id,
                interaction.user.id,
                press.subject,
                rating,
                lang=press.lang,
                engine=await self._engine(press, guild_id),
                revision=press.n,
                now=self._app.clock.now(),
            )
            if rating is Rating.BAD:
                return reason_card(press.subject, lang)
            return notice_card(text("reader-thanks-title", lang), [text("reader-thanks-good", lang)], lang)

        await show(interaction, work, private=True)

    async def _give_reason(self, interaction: discord.Interaction[Any], press: ReaderPress) -> None:
        async def work() -> Card:
            lang = reader_lang(interaction)
            guild_id = await self._room_of(interaction, press)
            try:
                fault = Fault(press.chosen or "")
            except ValueError:
                raise NothingToRate(f"no such fault {press.chosen!r}") from None
            if not await self._feedback.give_reason(guild_id, interaction.user.id, press.subject, fault):
                raise NothingToRate(press.subject)
            chosen = text("reader-fault", lang, fault=fault.value)
            return notice_card(text("reader-thanks-title", lang), [text("reader-thanks-bad", lang, fault=chosen)], lang)

        await replace(interaction, work)

    async def _show_story(self, interaction: discord.Interaction[Any], press: ReaderPress) -> None:
        async def work() -> Card:
            return await self._reading.story(press.number, press.lang, await self._room_of(interaction, press))

        await (replace if press.n and _is_private(interaction) else _privately)(interaction, work)

    async def _show_day(self, interaction: discord.Interaction[Any], press: ReaderPress) -> None:
        room = guild_of(interaction)
        await _privately(interaction, lambda: self._reading.stories_of_edition(press.number, room, press.lang))

    async def _turn(self, interaction: discord.Interaction[Any], press: ReaderPress) -> None:
        """Another page for the presser alone, where others read the message; the other language for everybody."""
        if press.kind == "t":
            await replace(interaction, lambda: _done(help_card(press.name, press.lang)))
            return
        is_private = _is_private(interaction)

        async def work() -> Card:
            room = guild_of(interaction)
            return await self._reading.again(press.number, press.lang, room, press.n or 1, private=is_private)

        same_page = _page_shown(interaction) == (press.n or 1)
        await (replace if is_private or same_page else _privately)(interaction, work)

    async def _share(self, interaction: discord.Interaction[Any], press: ReaderPress) -> None:
        """Post for everybody what only the presser sees, if the presser may post there themselves."""
        if missing := _lacking_to_share(interaction):
            raise app_commands.MissingPermissions(missing)
        await interaction.response.defer(thinking=True)
        guild_id = await self._room_of(interaction, press)
        lang = await self._reading.lang_in(guild_id, press.lang)
        if press.kind == "s":
            card = await self._desk.brief(press.number, lang, guild_id)
        else:
            card = await self._reading.again(press.number, lang, guild_id, press.n or 1)
        who = text("reader-shared-by", lang, name=plain(interaction.user.display_name, 60))
        card.add_item(discord.ui.TextDisplay(f"-# {who}"))
        await put(interaction, card)

    async def _pick(self, interaction: discord.Interaction[Any], press: ReaderPress) -> None:
        async def work() -> Card:
            guild_id = guild_of(interaction)
            url = await self._reading.link(press.number, press.chosen, guild_id)
            return await self._desk.brief_of_url(
                url, reader_lang(interaction), guild_id, private=True, on_step=say_page_step(interaction)
            )

        await show(interaction, work, private=True)

    async def _help(self, interaction: discord.Interaction[Any], press: ReaderPress) -> None:
        await replace(interaction, lambda: _done(help_card(press.chosen or press.name, press.lang)))

    async def _ask_again(self, interaction: discord.Interaction[Any], press: ReaderPress) -> None:
        if press.deed is Deed.FORGET_SERVER:
            _require_manager(interaction)
        await _privately(interaction, lambda: _done(confirm_card(press.deed, reader_lang(interaction))))

    async def _forget_me(self, interaction: discord.Interaction[Any], _: ReaderPress) -> None:
        async def work() -> Card:
            lang = reader_lang(interaction)
            n = await self._personal_data.delete(interaction.user.id)
            return notice_card(text("reader-deleted-title", lang), [text("reader-deleted", lang, n=n)], lang)

        await replace(interaction, work)

    async def _forget_server(self, interaction: discord.Interaction[Any], _: ReaderPress) -> None:
        _require_manager(interaction)

        async def work() -> Card:
            lang = reader_lang(interaction)
            await self._app.guilds.forget(guild_of(interaction))
            return notice_card(text("reader-deleted-title", lang), [text("reader-deleted-server", lang)], lang)

        await replace(interaction, work)

    async def _engine(self, press: ReaderPress, guild_id: int) -> str:
        """Who wrote what is rated. Raises UnknownStory or ReplyGone: nothing is kept about what cannot be seen."""
        if press.kind == "s":
            return (await self._app.composer.brief_story(press.number, press.lang, guild_id)).engine
        try:
            return (await self._desk.kept_answer(press.number, press.lang, guild_id))[1].engine
        except ReplyGone:
            await self._reading.companies_of(press.number, guild_id)  # a comparison, or nothing of this server's
            return LOCAL_ENGINE


def _topic(press: ReaderPress) -> tuple[Topic, str]:
    return (Topic.STORY, str(press.number)) if press.kind == "s" else (Topic.COMPANY, press.name)


def _is_private(interaction: discord.Interaction[Any]) -> bool:
    return interaction.message is not None and interaction.message.flags.ephemeral


def _page_shown(interaction: discord.Interaction[Any]) -> int:
    """The page of the list that was pressed, told by its language button; 1 where there is none."""
    message = interaction.message
    view = discord.ui.LayoutView.from_message(message) if message else None
    for item in view.walk_children() if view else ():
        press = read_press(getattr(item, "custom_id", None) or "")
        if press and press.deed is Deed.PAGE and press.n:
            return press.n
    return 1


def _lacking_to_share(interaction: discord.Interaction[Any]) -> list[str]:
    """What the presser lacks to post here themselves."""
    if interaction.guild_id is None:
        return []
    granted = interaction.permissions
    in_thread = isinstance(interaction.channel, discord.Thread)
    needed = ["send_messages_in_threads" if in_thread else "send_messages", "embed_links"]
    if is_room(guild_of(interaction)):
        needed.append("use_external_apps")
    return [name for name in needed if not getattr(granted, name)] if not granted.administrator else []


def _require_manager(interaction: discord.Interaction[Any]) -> None:
    if interaction.guild is None:
        raise app_commands.NoPrivateMessage
    if not may_manage(interaction):
        raise app_commands.MissingPermissions(["manage_guild"])


async def _privately(interaction: discord.Interaction[Any], work: Callable[[], Awaitable[Card]]) -> None:
    await show(interaction, work, private=True)


async def _done(card: Card) -> Card:
    return card
