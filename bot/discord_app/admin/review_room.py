"""/review: what was found in articles waits here. Until somebody approves it, no answer and no brief speaks of it."""

from collections.abc import Mapping, Sequence
from typing import Any

import discord

from bot.app import App
from bot.discord_app.admin.presses import AdminAction, AdminPress
from bot.discord_app.admin.review_form import read_edit, reading_form, words_form
from bot.discord_app.admin.room import Handler, Room, change, here
from bot.discord_app.cards.layout import Card
from bot.discord_app.cards.review import (
    PER_PAGE,
    batch_card,
    batch_done_card,
    done_card,
    item_card,
    queue_card,
    reviewer,
)
from bot.discord_app.desk import Desk
from bot.discord_app.replying import replace
from bot.domain.language import Lang
from bot.domain.server import Area
from bot.domain.statement import Statement, StatementStatus
from bot.errors import UnknownStatement
from bot.i18n.catalog import text

QUEUE_KEPT = 200
"""Statements that one kept queue goes through; a new one is made by the command."""
_QUEUE, _BATCH = "review-queue", "review-batch"
_DECISIONS = {
    AdminAction.REVIEW_APPROVE: StatementStatus.APPROVED,
    AdminAction.REVIEW_REJECT: StatementStatus.REJECTED,
    AdminAction.BATCH_APPROVE: StatementStatus.APPROVED,
    AdminAction.BATCH_REJECT: StatementStatus.REJECTED,
}


class ReviewRoom(Room):
    area = Area.REVIEW

    def __init__(self, app: App, desk: Desk) -> None:
        super().__init__(app)
        self._desk = desk

    def handlers(self) -> Mapping[AdminAction, Handler]:
        return {
            AdminAction.REVIEW_QUEUE: self._page,
            AdminAction.REVIEW_PICK: self._pick,
            AdminAction.REVIEW_OPEN: self._open,
            AdminAction.REVIEW_APPROVE: self._decide,
            AdminAction.REVIEW_REJECT: self._decide,
            AdminAction.REVIEW_UNDO: self._undo,
            AdminAction.REVIEW_EDIT: self._show_form,
            AdminAction.REVIEW_WORDS: self._show_form,
            AdminAction.REVIEW_SAVE: self._save,
            AdminAction.BATCH_APPROVE: self._decide_all,
            AdminAction.BATCH_REJECT: self._decide_all,
            AdminAction.BATCH_UNDO: self._undo_all,
        }

    async def queue(self, guild_id: int, company: str | None, lang: Lang) -> Card:
        """What waits for this server's reviewers, the newest said first."""
        waiting = await self._app.review.queue(guild_id, company=company)
        ids = [one.statement_id for one in waiting[:QUEUE_KEPT]]
        reply_id = await self.keep(_QUEUE, guild_id, {"ids": ids, "left_out": len(waiting) - len(ids)})
        return await self._queue_card(ids, len(waiting) - len(ids), 0, reply_id, guild_id, lang)

    async def _page(self, interaction: discord.Interaction[Any], press: AdminPress) -> None:
        guild_id, lang = here(interaction)
        body = await self.kept(_QUEUE, press.id, guild_id)
        await replace(
            interaction,
            lambda: self._queue_card(body["ids"], body["left_out"], press.number, press.id, guild_id, lang),
        )

    async def _pick(self, interaction: discord.Interaction[Any], press: AdminPress) -> None:
        guild_id, lang = here(interaction)
        ids: list[str] = (await self.kept(_QUEUE, press.id, guild_id))["ids"]
        picked = [int(one) for one in press.chosen if one.isdecimal() and int(one) < len(ids)]

        async def work() -> Card:
            if len(picked) == 1:
                return await self._item_card(ids, picked[0], press.id, guild_id, lang)
            chosen = [ids[index] for index in picked]
            reply_id = await self.keep(_BATCH, guild_id, {"ids": chosen})
            return batch_card(await self._waiting(chosen, guild_id), reply_id, lang, await self._desk.names())

        await replace(interaction, work)

    async def _open(self, interaction: discord.Interaction[Any], press: AdminPress) -> None:
        guild_id, lang = here(interaction)
        ids = (await self.kept(_QUEUE, press.id, guild_id))["ids"]
        await replace(interaction, lambda: self._item_card(ids, press.number, press.id, guild_id, lang))

    async def _decide(self, interaction: discord.Interaction[Any], press: AdminPress) -> None:
        guild_id, lang = here(interaction)
        ids = (await self.kept(_QUEUE, press.id, guild_id))["ids"]
        statement_id, status = _at(ids, press.number), _DECISIONS[press.action]

        async def work() -> Card:
            item = await self._app.review.item(statement_id, guild_id)
            if item.statement.status is not StatementStatus.CANDIDATE:
                note = text("admin-review-decided-before", lang)
                return await self._item_card(ids, press.number, press.id, guild_id, lang, note=note)
            by = reviewer(interaction.user.id)
            await self._app.review.decide([statement_id], status, guild_id=guild_id, by=by)
            company = (await self._desk.names()).company(item.statement.company, lang)
            note = text("admin-review-decided", lang, decision=status.value, company=company)
            return await self._next_card(ids, press.number, press.id, guild_id, lang, note)

        await change(interaction, f"review {status.value}", {"statement": statement_id}, work)

    async def _undo(self, interaction: discord.Interaction[Any], press: AdminPress) -> None:
        guild_id, lang = here(interaction)
        ids = (await self.kept(_QUEUE, press.id, guild_id))["ids"]
        statement_id = _at(ids, press.number)

        async def work() -> Card:
            by = reviewer(interaction.user.id)
            done = await self._app.review.undo([statement_id], guild_id=guild_id, by=by)
            note = text("admin-review-undone" if done else "admin-review-nothing-to-undo", lang, n=done)
            return await self._item_card(ids, press.number, press.id, guild_id, lang, note=note)

        await change(interaction, "review undo", {"statement": statement_id}, work)

    async def _show_form(self, interaction: discord.Interaction[Any], press: AdminPress) -> None:
        guild_id, lang = here(interaction)
        ids = (await self.kept(_QUEUE, press.id, guild_id))["ids"]
        item = await self._app.review.item(_at(ids, press.number), guild_id)
        fill = words_form if press.action is AdminAction.REVIEW_WORDS else reading_form
        form = fill(item.statement, AdminPress(AdminAction.REVIEW_SAVE, press.id, press.arg), lang)
        # Ours, not discord.py's: what it stores is lost in a restart while somebody types.
        form.stop()
        await interaction.response.send_modal(form)

    async def _save(self, interaction: discord.Interaction[Any], press: AdminPress) -> None:
        guild_id, lang = here(interaction)
        ids = (await self.kept(_QUEUE, press.id, guild_id))["ids"]
        statement_id = _at(ids, press.number)
        edit = read_edit(press.typed or {})

        async def work() -> Card:
            by = reviewer(interaction.user.id)
            await self._app.review.edit(statement_id, edit, guild_id=guild_id, by=by)
            note = text("admin-review-edited", lang)
            return await self._item_card(ids, press.number, press.id, guild_id, lang, note=note)

        await change(interaction, "review edit", {"statement": statement_id}, work)

    async def _decide_all(self, interaction: discord.Interaction[Any], press: AdminPress) -> None:
        guild_id, lang = here(interaction)
        ids, status = (await self.kept(_BATCH, press.id, guild_id))["ids"], _DECISIONS[press.action]

        async def work() -> Card:
            waiting = [one.statement_id for one in await self._waiting(ids, guild_id)]
            by = reviewer(interaction.user.id)
            n = await self._app.review.decide(waiting, status, guild_id=guild_id, by=by) if waiting else 0
            note = text("admin-review-batch-decided", lang, decision=status.value, n=n)
            reply_id = await self.keep(_BATCH, guild_id, {"ids": waiting})
            return batch_done_card(note, reply_id, lang, may_undo=n > 0)

        await change(interaction, f"review {status.value}", {"statements": ", ".join(ids)[:200]}, work)

    async def _undo_all(self, interaction: discord.Interaction[Any], press: AdminPress) -> None:
        guild_id, lang = here(interaction)
        ids = (await self.kept(_BATCH, press.id, guild_id))["ids"]

        async def work() -> Card:
            n = await self._app.review.undo(ids, guild_id=guild_id, by=reviewer(interaction.user.id))
            return (
                batch_card(await self._waiting(ids, guild_id), press.id, lang, await self._desk.names())
                if n
                else (batch_done_card(text("admin-review-nothing-to-undo", lang), press.id, lang, may_undo=False))
            )

        await change(interaction, "review undo", {"statements": ", ".join(ids)[:200]}, work)

    async def _queue_card(
        self, ids: Sequence[str], left_out: int, page: int, reply_id: int, guild_id: int, lang: Lang
    ) -> Card:
        shown: list[tuple[int, Statement]] = []
        first = page * PER_PAGE
        for index, statement_id in enumerate(ids[first : first + PER_PAGE], first):
            try:
                shown.append((index, (await self._app.review.item(statement_id, guild_id)).statement))
            except UnknownStatement:
                continue  # the server has stopped following the source that gave it
        names = await self._desk.names()
        return queue_card(shown, page, len(ids), left_out, reply_id, lang, names)

    async def _item_card(
        self, ids: Sequence[str], index: int, reply_id: int, guild_id: int, lang: Lang, *,
        note: str | None = None, undo: int | None = None,
    ) -> Card:  # fmt: skip
        item = await self._app.review.item(_at(ids, index), guild_id)
        names = await self._desk.names()
        return item_card(item, index, len(ids), reply_id, lang, names, note=note, undo=undo)

    async def _next_card(
        self, ids: Sequence[str], decided: int, reply_id: int, guild_id: int, lang: Lang, note: str
    ) -> Card:
        """The next statement of the kept queue that still waits, also from its start."""
        for index in (*range(decided + 1, len(ids)), *range(decided)):
            if await self._waiting([ids[index]], guild_id):
                return await self._item_card(ids, index, reply_id, guild_id, lang, note=note, undo=decided)
        return done_card(note, reply_id, decided, lang)

    async def _waiting(self, ids: Sequence[str], guild_id: int) -> list[Statement]:
        """Those of them that still wait; what this server may no longer read is left out."""
        waiting = []
        for statement_id in ids:
            try:
                statement = (await self._app.review.item(statement_id, guild_id)).statement
            except UnknownStatement:
                continue
            if statement.status is StatementStatus.CANDIDATE:
                waiting.append(statement)
        return waiting


def _at(ids: Sequence[str], index: int) -> str:
    """Raises UnknownStatement for a number that no card of ours has."""
    if index >= len(ids):
        raise UnknownStatement(str(index), id=str(index))
    return ids[index]
