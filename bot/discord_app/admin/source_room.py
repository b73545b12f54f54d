"""/source: preview and confirm, the list and what can be done to each source, lists from elsewhere, packs."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from typing import Any

import discord

from bot.discord_app.admin.presses import AdminAction, AdminPress
from bot.discord_app.admin.room import Handler, Room, change, here
from bot.discord_app.cards.layout import Card
from bot.discord_app.cards.settings import notice_card
from bot.discord_app.cards.source_panels import (
    RefusedRow,
    export_card,
    import_card,
    list_card,
    pack_card,
    packs_card,
    preview_card,
    source_card,
)
from bot.discord_app.cards.sources import added_card
from bot.discord_app.error_replies import SourceRefused, refusal_sentence
from bot.discord_app.replying import replace
from bot.discord_app.sanitise import link, plain
from bot.domain.language import Lang
from bot.domain.server import Area
from bot.domain.source import Followed, SourceKind
from bot.errors import FetchError, UnknownSource
from bot.i18n.catalog import text
from bot.sources.health import Judgement, needs_care
from bot.sources.offers import Added, Imported
from bot.sources.opml import FeedList, RefusedLine, read_feed_list, write_opml
from bot.sources.starter import find_pack, follows_of_pack, read_starter, sources_of_pack
from bot.sources.wording import is_warning, verdict_text

EXPORT_NAME = "kawaraban-sources.opml"
REFUSED_KEPT = 300
"""Lines of an import whose reasons can be paged through."""
_HERE = {"sources-line-link": "admin-import-bookmark"}
"""Reasons that name what to do in the terminal, by those that name it here."""
_PREVIEW, _IMPORT = "source-preview", "source-import"


class SourceRoom(Room):
    area = Area.SOURCES

    def handlers(self) -> Mapping[AdminAction, Handler]:
        return {
            AdminAction.SOURCE_ADD: self._add,
            AdminAction.SOURCE_LIST: self._list,
            AdminAction.SOURCE_OPEN: self._open,
            AdminAction.SOURCE_TEST: self._test,
            AdminAction.SOURCE_PAUSE: self._pause,
            AdminAction.SOURCE_RESUME: self._pause,
            AdminAction.SOURCE_REMOVE: self._remove,
            AdminAction.IMPORT_PAGE: self._import_page,
            AdminAction.STARTER_OPEN: self._open_pack,
            AdminAction.STARTER_FOLLOW: self._follow_pack,
        }

    async def preview(self, url: str, guild_id: int, lang: Lang) -> Card:
        """What the address leads to, to be confirmed. Raises BadUrl, SourceRefused."""
        try:
            prospect = await self._app.registry.look(url)
        except FetchError as error:
            raise SourceRefused(error) from error
        feeds = [offer.preview.url for offer in prospect.offers]
        body = {"url": url, "feeds": feeds, "is_article": prospect.article is not None}
        followed = frozenset(one.source_id for one in await self._app.registry.list(guild_id))
        return preview_card(prospect, await self.keep(_PREVIEW, guild_id, body), lang, followed)

    async def list_page(self, guild_id: int, page: int, lang: Lang) -> Card:
        listed = await self._app.registry.list_followed(guild_id)
        # What fails stands on top, then what is to be said against; the order of addition stays otherwise.
        listed.sort(key=lambda one: (not needs_care(one[1]), not is_warning(one[1])))
        return list_card(listed, page, lang)

    async def removed(self, guild_id: int, ref: str, lang: Lang) -> Card:
        removed = await self._app.registry.remove(guild_id, ref)
        words = text("discord-source-removed", lang, source=link(removed.title, removed.url))
        return notice_card(text("discord-source-removed-title", lang), [words], lang)

    async def paused(self, guild_id: int, ref: str, lang: Lang, *, paused: bool, page: int = 0) -> Card:
        source = await self._app.registry.pause(guild_id, ref, paused=paused)
        note = text("admin-source-paused" if paused else "admin-source-resumed", lang)
        return await self._card_of(guild_id, source.source_id, page, lang, note)

    async def tested(self, guild_id: int, ref: str, lang: Lang, *, page: int = 0) -> Card:
        """How the source does now, looked at whatever its next time is."""
        checkup = await self._app.registry.check(guild_id, ref)
        if checkup.problem:
            note = text("sources-test-fails", lang, reason=refusal_sentence(checkup.problem, lang))
        else:
            note = text("sources-test-works-again" if checkup.source.failures else "sources-test-works", lang)
            judged = checkup.offer.judgements if checkup.offer else ()
            against = [verdict_text(one, lang, plain) for one in judged if is_warning(one) and not one.source]
            note = "\n".join([note, *(f"-# {words}" for words in against)])
        return await self._card_of(guild_id, checkup.source.source_id, page, lang, note)

    async def imported(self, document: bytes, guild_id: int, added_by: int, lang: Lang) -> Card:
        """Follow every feed of another reader's list. Raises BadOpml and its kinds."""
        # Off the loop: ten thousand lines take a second.
        listed = await asyncio.to_thread(read_feed_list, document)
        outcomes = await self._app.registry.follow_unread(listed.feeds, guild_id, added_by=added_by)
        return await self._import_card(listed, outcomes, guild_id, lang)

    async def exported(self, guild_id: int, lang: Lang) -> Card:
        listed = [followed for followed, _ in await self._app.registry.list_followed(guild_id)]
        n = sum(1 for one in listed if one.source.kind is SourceKind.FEED)
        if not n:
            return notice_card(text("admin-export-title", lang), [text("discord-sources-none", lang)], lang)
        return export_card(write_opml(listed), EXPORT_NAME, n, lang)

    async def starter(self, pack: str | None, lang: Lang) -> Card:
        """The packs, or one of them. Raises UnknownPack."""
        if not pack:
            return packs_card(read_starter(), lang)
        found = find_pack(pack)
        return pack_card(found, sources_of_pack(found), lang)

    async def follow_pack(self, pack_id: str, guild_id: int, added_by: int, lang: Lang) -> Card:
        outcomes = await self._app.registry.follow_unread(
            follows_of_pack(find_pack(pack_id), lang), guild_id, added_by=added_by
        )
        return await self._import_card(FeedList((), (), is_damaged=False), outcomes, guild_id, lang)

    async def _add(self, interaction: discord.Interaction[Any], press: AdminPress) -> None:
        guild_id, lang = here(interaction)
        body = await self.kept(_PREVIEW, press.id, guild_id)
        feeds: list[str] = body["feeds"]
        wanted = feeds[press.number - 1] if 1 <= press.number <= len(feeds) else None
        # An address that leads to one feed is added as it was given: it may be known under that address already.
        feed = wanted if wanted and (body["is_article"] or len(feeds) > 1) else None

        async def work() -> Card:
            try:
                added: Added = await self._app.registry.add_choice(
                    body["url"], guild_id, feed=feed, added_by=interaction.user.id
                )
            except FetchError as error:
                raise SourceRefused(error) from error
            return added_card(added, lang)

        doing = text("cards-working-feed", lang)
        await change(interaction, "source add", {"url": wanted or body["url"]}, work, doing=doing)

    async def _list(self, interaction: discord.Interaction[Any], press: AdminPress) -> None:
        guild_id, lang = here(interaction)
        await replace(interaction, lambda: self.list_page(guild_id, press.id, lang))

    async def _open(self, interaction: discord.Interaction[Any], press: AdminPress) -> None:
        guild_id, lang = here(interaction)
        chosen = int(press.chosen[0]) if press.chosen and press.chosen[0].isdecimal() else press.id
        await replace(interaction, lambda: self._card_of(guild_id, chosen, press.number, lang))

    async def _test(self, interaction: discord.Interaction[Any], press: AdminPress) -> None:
        guild_id, lang = here(interaction)
        ref = str(press.id)
        await change(
            interaction, "source test", {"source": ref}, lambda: self.tested(guild_id, ref, lang, page=press.number)
        )

    async def _pause(self, interaction: discord.Interaction[Any], press: AdminPress) -> None:
        guild_id, lang = here(interaction)
        paused, ref = press.action is AdminAction.SOURCE_PAUSE, str(press.id)
        await change(
            interaction,
            "source pause" if paused else "source resume",
            {"source": ref},
            lambda: self.paused(guild_id, ref, lang, paused=paused, page=press.number),
        )

    async def _remove(self, interaction: discord.Interaction[Any], press: AdminPress) -> None:
        guild_id, lang = here(interaction)
        ref = str(press.id)
        await change(interaction, "source remove", {"source": ref}, lambda: self.removed(guild_id, ref, lang))

    async def _import_page(self, interaction: discord.Interaction[Any], press: AdminPress) -> None:
        guild_id, lang = here(interaction)
        body = await self.kept(_IMPORT, press.id, guild_id)
        refused = [RefusedRow(**row) for row in body["refused"]]
        counts, is_damaged = body["counts"], body["is_damaged"]

        async def work() -> Card:
            return import_card(counts, refused, press.number, press.id, lang, is_damaged=is_damaged)

        await replace(interaction, work)

    async def _open_pack(self, interaction: discord.Interaction[Any], press: AdminPress) -> None:
        _, lang = here(interaction)
        await replace(interaction, lambda: self.starter(press.chosen[0] if press.chosen else None, lang))

    async def _follow_pack(self, interaction: discord.Interaction[Any], press: AdminPress) -> None:
        guild_id, lang = here(interaction)
        await change(
            interaction,
            "source starter",
            {"pack": press.arg},
            lambda: self.follow_pack(press.arg, guild_id, interaction.user.id, lang),
        )

    async def _card_of(self, guild_id: int, source_id: int, page: int, lang: Lang, note: str | None = None) -> Card:
        followed, judged = await self._find(guild_id, source_id)
        return source_card(followed, judged, page, lang, note)

    async def _find(self, guild_id: int, source_id: int) -> tuple[Followed, Judgement]:
        for followed, judged in await self._app.registry.list_followed(guild_id):
            if followed.source.source_id == source_id:
                return followed, judged
        raise UnknownSource(str(source_id), source=str(source_id))

    async def _import_card(self, listed: FeedList, outcomes: list[Imported], guild_id: int, lang: Lang) -> Card:
        counts = Counter(_status(one) for one in outcomes)
        counts["refused"] += len(listed.refused)
        refused = [
            RefusedRow(one.wanted.title[:200], one.wanted.url[:500], refusal_sentence(one.problem, lang))
            for one in outcomes
            if one.problem
        ]
        refused += [RefusedRow(one.title[:200], one.url[:500], _line_reason(one, lang)) for one in listed.refused]
        told = {name: counts[name] for name in ("taken", "known", "refused")}
        kept = refused[:REFUSED_KEPT]
        body = {
            "counts": told,
            "refused": [{"title": one.title, "url": one.url, "reason": one.reason} for one in kept],
            "is_damaged": listed.is_damaged,
        }
        reply_id = await self.keep(_IMPORT, guild_id, body)
        return import_card(told, kept, 0, reply_id, lang, is_damaged=listed.is_damaged)


def _status(imported: Imported) -> str:
    if imported.source is None:
        return "refused"
    return "known" if imported.was_followed else "taken"


def _line_reason(line: RefusedLine, lang: Lang) -> str:
    return text(
        _HERE.get(line.reason, line.reason),
        lang,
        url=plain(line.url, 120),
        scheme=plain(line.url.partition(":")[0], 20),
    )
