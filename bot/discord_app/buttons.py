"""The buttons of the cards. Their ids hold everything that a press needs, so they work after a restart, for months.

`v1:<action>:<id>:<arg>`: `id` is a story or a kept reply, `arg` the language and, after a dash, the revision shown.
An id is only a reference: whoever presses, the app looks it up with the rights of the server that the press came from.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol, Self, cast

import discord

from bot.discord_app.limits import BUTTON_LABEL, cut
from bot.domain.language import Lang


class Action(StrEnum):
    BRIEF = "brief"
    """Show this story's brief, in place."""
    OPEN = "open"
    """Show this story's brief to the presser only."""
    SOURCES = "sources"
    """Show the sources of this story's brief to the presser only."""
    EDITION = "edition"
    """Show this kept edition, in place."""
    ANSWER = "answer"
    """Show this kept answer, in place."""
    CITATIONS = "citations"
    """Show what this kept answer cites to the presser only."""
    ALERT = "alert"
    """Show this kept alert, in place."""


@dataclass(frozen=True, slots=True)
class Press:
    action: Action
    id: int
    lang: Lang
    revision: int | None = None
    """Of the story that the card showed."""

    @property
    def custom_id(self) -> str:
        arg = self.lang if self.revision is None else f"{self.lang}-{self.revision}"
        return f"v1:{self.action}:{self.id}:{arg}"


class PressReceiver(Protocol):
    """What the client must offer for its buttons to work."""

    async def receive_press(self, interaction: discord.Interaction[Any], press: Press) -> None: ...


_CUSTOM_ID = re.compile(
    rf"v1:(?P<action>{'|'.join(Action)}):(?P<id>[0-9]{{1,18}}):(?P<lang>ja|en)(?:-(?P<revision>[0-9]{{1,9}}))?"
)


def read_press(custom_id: str) -> Press | None:
    """The press that a custom id stands for, or None where it is not one of ours."""
    found = _CUSTOM_ID.fullmatch(custom_id)
    return _press_of(found) if found else None


def _press_of(found: re.Match[str]) -> Press:
    revision = found["revision"]
    return Press(
        Action(found["action"]),
        int(found["id"]),
        cast("Lang", found["lang"]),
        None if revision is None else int(revision),
    )


class CardButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=_CUSTOM_ID):
    """One class for every button of every card: discord.py finds it again by its id alone."""

    def __init__(self, press: Press, label: str, style: discord.ButtonStyle = discord.ButtonStyle.secondary) -> None:
        button: discord.ui.Button[Any] = discord.ui.Button(
            label=cut(label, BUTTON_LABEL), style=style, custom_id=press.custom_id
        )
        super().__init__(button)
        self.press = press

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        button = cast("discord.ui.Button[Any]", item)
        return cls(_press_of(match), button.label or "?", button.style)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await cast("PressReceiver", interaction.client).receive_press(interaction, self.press)
