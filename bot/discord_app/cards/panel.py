"""The frame of the admins' cards: texts as on every card, below them rows of buttons and selects, and pages."""

from collections.abc import Sequence
from typing import Any

import discord

from bot.discord_app.admin.presses import AdminAction, AdminPress, button
from bot.discord_app.cards.layout import Accent, Card, Group, card
from bot.domain.language import Lang
from bot.i18n.catalog import text

Row = Sequence[discord.ui.Item[Any]]


def panel(groups: Sequence[Group], lang: Lang, rows: Sequence[Row], accent: Accent = Accent.SETTINGS) -> Card:
    """A card with rows below it; an empty row is left out."""
    view = card(groups, lang, accent)
    for row in rows:
        if row:
            view.add_item(discord.ui.ActionRow(*row))
    return view


def pages(n: int, size: int) -> int:
    """How many pages of this size there are; at least one."""
    return max(1, -(-n // size))


def pager(action: AdminAction, reply_id: int, page: int, last: int, lang: Lang) -> Row:
    """The buttons to the page before and after; none where there is one page. Pages are counted from 0.

    With a kept reply, the page stands in `arg`; without one (0), it is the id.
    """
    if last == 0:
        return []

    def to(wanted: int) -> AdminPress:
        return AdminPress(action, reply_id, str(wanted)) if reply_id else AdminPress(action, wanted)

    before, after = max(0, page - 1), min(last, page + 1)
    # At an end both buttons would name the same page, and no id may stand twice.
    row = [button(to(before), text("admin-page-before", lang))] if before != page else []
    return [*row, button(to(after), text("admin-page-after", lang))] if after != page else row
