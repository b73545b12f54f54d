"""What every card is made of: one coloured container of fitted texts, and a row of buttons below them."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any, Protocol

import discord

from bot.discord_app.buttons import Action, CardButton, Press
from bot.discord_app.limits import MESSAGE_TEXT, Part, fit, length
from bot.domain.language import Lang, other
from bot.i18n.catalog import text

HEADLINE = 240
LINE = 500
"""How much of one untrusted line a card shows, in UTF-16 units."""


class Accent(IntEnum):
    """Colour of a card's edge. Every colour's meaning also stands in words on the card."""

    NEWS = 0x2F6DB5
    ANSWER = 0x2E8B6F
    ABSTENTION = 0x8A8F98
    CORRECTION = 0xC98A1B
    SETTINGS = 0x6B5FB0
    PROBLEM = 0xC0463C


class Names(Protocol):
    """The names of companies and of the vocabulary's terms in the reader's language."""

    def company(self, company_id: str, lang: Lang) -> str: ...

    def stance(self, stance: str, lang: Lang) -> str: ...

    def provenance(self, provenance: str, lang: Lang) -> str: ...


Group = Sequence[Part]
"""Parts that stand under each other in one text; a thin line separates groups."""


class Card(discord.ui.LayoutView):
    """A message of ours. It never times out: its buttons are found again by their ids."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.files: list[discord.File] = []
        """Sent with it; each is shown by a component that names it."""


def card(
    groups: Sequence[Group],
    lang: Lang,
    accent: Accent,
    buttons: Sequence[discord.ui.Item[Any]] = (),
    more_buttons: Sequence[discord.ui.Item[Any]] = (),
) -> Card:
    """A card of `groups`, without the least important parts where they do not fit (it then says so).

    `more_buttons` stand in a row of their own below `buttons`; each row takes five.
    """
    view = Card()
    container: discord.ui.Container[Any] = discord.ui.Container(accent_colour=int(accent))
    for i, words in enumerate(fit_groups(groups, lang)):
        if i:
            container.add_item(discord.ui.Separator())
        container.add_item(discord.ui.TextDisplay(words))
    view.add_item(container)
    for row in (buttons, more_buttons):
        if row:
            view.add_item(discord.ui.ActionRow(*row))
    return view


def fit_groups(groups: Sequence[Group], lang: Lang, budget: int = MESSAGE_TEXT) -> list[str]:
    """One text per group that has something to show, all together within `budget` UTF-16 units."""
    parts = [part for group in groups for part in group]
    note = text("discord-shortened", lang)
    shown = fit(parts, budget)
    if not all(shown):
        shown = fit(parts, budget - length(note) - 1)
    keep = iter(shown)
    texts = ["\n".join(part.text for part in group if next(keep)) for group in groups]
    texts = [words for words in texts if words]
    if not all(shown):
        texts[-1] += f"\n{note}"
    return texts


def marks(citations: Sequence[int]) -> str:
    """The numbers behind a line. The space in front keeps them from joining a stranger's last word."""
    return "".join(f" [{n}]" for n in sorted(citations))


def toggle(action: Action, id: int, shown: Lang) -> CardButton:  # noqa: A002 - it is the id
    """The button that shows the same card in the other language, labelled in that language."""
    return CardButton(Press(action, id, other(shown)), text("discord-button-this-language", other(shown)))
