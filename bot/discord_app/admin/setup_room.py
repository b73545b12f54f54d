"""The set-up guide: one card with everything chosen already, kept with every change, so that nothing is lost."""

from collections.abc import Mapping, Sequence
from dataclasses import replace as changed
from typing import Any

import discord

from bot.delivery.schedule import next_slot
from bot.discord_app.admin.presses import AdminAction, AdminPress
from bot.discord_app.admin.room import Handler, Room, change, here
from bot.discord_app.cards.layout import Card
from bot.discord_app.cards.server import setup_card, setup_done_card
from bot.discord_app.commands.admin import server_of
from bot.discord_app.commands.choices import zone_choices
from bot.discord_app.commands.options import read_time, read_zone
from bot.discord_app.desk import record_names
from bot.discord_app.error_replies import lacking_sentence
from bot.discord_app.places import ChannelUnknown, PlaceLacks, postable_channel
from bot.discord_app.replying import replace
from bot.discord_app.translator import lang_of
from bot.domain.language import LANGS, Lang
from bot.domain.server import SetupDraft
from bot.i18n.catalog import text
from bot.sources.starter import find_pack, follows_of_pack, read_starter

TIMES = tuple(f"{hour:02}:{minute:02}" for hour in range(6, 18) for minute in (0, 30))
"""Two dozen usual times, as many as a select takes beside one of another kind; /schedule set takes any."""
STORIES = 5
_FIRST_TIME = "08:00"
_FIRST_PACK = {"ja": "starter-ja", "en": "starter-en"}
_FIRST_ZONE = {"ja": "Asia/Tokyo", "en": "UTC"}


class SetupRoom(Room):
    def handlers(self) -> Mapping[AdminAction, Handler]:
        return {
            AdminAction.SETUP_CHANNEL: self._choose,
            AdminAction.SETUP_TIME: self._choose,
            AdminAction.SETUP_ZONE: self._choose,
            AdminAction.SETUP_LANGS: self._choose,
            AdminAction.SETUP_PACKS: self._choose,
            AdminAction.SETUP_FINISH: self._finish,
        }

    async def guide(self, guild: discord.Guild, lang: Lang, *, channel_id: int | None) -> Card:
        """The guide as far as it is, begun where there was none or where it was finished. `channel_id` is proposed
        where no channel was chosen yet."""
        draft = await self._app.guilds.find_setup(guild.id)
        if draft is None or draft.is_done:
            draft = first_draft(lang_of(guild.preferred_locale), None)
        if draft.channel_id is None and _lack_note(guild, channel_id or 0, lang) is None:
            draft = changed(draft, channel_id=channel_id)
        await self._app.guilds.save_setup(guild.id, draft, self._app.clock.now())
        return self._card(draft, guild, lang)

    async def _choose(self, interaction: discord.Interaction[Any], press: AdminPress) -> None:
        guild, lang = server_of(interaction), _lang(press, interaction)

        async def work() -> Card:
            draft = _with(await self._draft(guild), press)
            # Kept before it is shown: whatever happens next, the guide goes on from here.
            await self._app.guilds.save_setup(guild.id, draft, self._app.clock.now())
            return self._card(draft, guild, lang)

        await replace(interaction, work)

    async def _finish(self, interaction: discord.Interaction[Any], press: AdminPress) -> None:
        guild, lang = server_of(interaction), _lang(press, interaction)
        draft = await self._draft(guild)

        async def work() -> Card:
            place = postable_channel(guild, draft.channel_id)
            now = self._app.clock.now()
            at, zone = read_time(draft.time), read_zone(draft.timezone)
            schedule = await self._app.schedules.save_schedule(guild.id, place.id, at, zone, draft.langs, STORIES, now)
            taken = 0
            for pack_id in draft.packs:
                wanted = follows_of_pack(find_pack(pack_id), lang)
                outcomes = await self._app.registry.follow_unread(wanted, guild.id, added_by=interaction.user.id)
                taken += sum(1 for one in outcomes if one.source and not one.was_followed)
            await self._app.guilds.save_setup(guild.id, changed(draft, is_done=True), now)
            every = await self._app.schedules.list_schedules(guild.id)
            others = sum(one.channel_id == place.id for one in every) - 1
            names = await record_names(self._app)
            return setup_done_card(schedule, next_slot(schedule, now), taken, others, lang, names)

        details = {"channel": str(draft.channel_id), "time": draft.time, "timezone": draft.timezone}
        details |= {"languages": ", ".join(draft.langs), "packs": ", ".join(draft.packs)}
        await change(interaction, "setup", details, work)

    async def _draft(self, guild: discord.Guild) -> SetupDraft:
        found = await self._app.guilds.find_setup(guild.id)
        return found or first_draft(lang_of(guild.preferred_locale), None)

    def _card(self, draft: SetupDraft, guild: discord.Guild, lang: Lang) -> Card:
        likely = lang_of(guild.preferred_locale)
        offered = zone_choices(lang, "", self._app.clock.now(), likely=likely)
        zones = (
            {one.value: one.name for one in offered}
            if draft.timezone in {one.value for one in offered}
            else {draft.timezone: draft.timezone, **{one.value: one.name for one in offered[:-1]}}
        )
        note = _lack_note(guild, draft.channel_id, lang)
        times: Sequence[str] = TIMES if draft.time in TIMES else (draft.time, *TIMES)
        return setup_card(draft, times, list(zones.items()), read_starter(), lang, note=note)


def first_draft(lang: Lang, channel_id: int | None) -> SetupDraft:
    """What a server of this language most likely wants: one press finishes it."""
    return SetupDraft(channel_id, _FIRST_TIME, _FIRST_ZONE[lang], (lang,), (_FIRST_PACK[lang],))


def _with(draft: SetupDraft, press: AdminPress) -> SetupDraft:
    """The draft with what was chosen; a value that no card of ours offers changes nothing."""
    chosen = press.chosen[0] if press.chosen else ""
    match press.action:
        case AdminAction.SETUP_CHANNEL if chosen.isdecimal():
            return changed(draft, channel_id=int(chosen), is_done=False)
        case AdminAction.SETUP_TIME:
            return changed(draft, time=f"{read_time(chosen):%H:%M}", is_done=False)
        case AdminAction.SETUP_ZONE:
            return changed(draft, timezone=read_zone(chosen), is_done=False)
        case AdminAction.SETUP_LANGS:
            langs = tuple(lang for lang in LANGS if lang in chosen.split(","))
            return changed(draft, langs=langs or draft.langs, is_done=False)
        case AdminAction.SETUP_PACKS:
            return changed(draft, packs=tuple(find_pack(one).id for one in press.chosen), is_done=False)
    return draft


def _lack_note(guild: discord.Guild, channel_id: int | None, lang: Lang) -> str | None:
    """What is missing in the channel that was chosen, told at once and not only at the end."""
    if channel_id is None:
        return None
    try:
        postable_channel(guild, channel_id)
    except PlaceLacks as problem:
        return lacking_sentence(problem.channel_name, problem.missing, lang)
    except ChannelUnknown:
        return text("discord-channel-unknown", lang)
    return None


def _lang(press: AdminPress, interaction: discord.Interaction[Any]) -> Lang:
    """The guide keeps its language: it may stand in a channel for everybody."""
    return press.arg if press.arg in ("ja", "en") else here(interaction)[1]  # type: ignore[return-value]
