"""The buttons and lists that readers use for themselves: asking on, following, rating, paging, sharing, deleting.

As with the other buttons, the id holds everything: `v1:<deed>:<subject>:<lang>` and, after a dash, a number (a page, a
revision). An id is only a reference; whoever presses, it is looked up with the presser's own rights.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol, Self, cast

import discord

from bot.discord_app.limits import BUTTON_LABEL, CHOICE_TEXT, CUSTOM_ID, cut
from bot.domain.language import Lang


class Deed(StrEnum):
    ABOUT = "about"
    """Ask a question about this story, reply or company."""
    FOLLOW = "follow"
    AGREE = "agree"
    """Follow it, and agree to direct messages."""
    STOP = "stop"
    STOP_ALL = "stop-all"
    GOOD = "good"
    BAD = "bad"
    REASON = "reason"
    """Choose what is wrong with a reply that was rated bad."""
    STORY = "story"
    """Show how this story went on, to the presser only."""
    DAY = "day"
    """Show all stories of the days of this edition, to the presser only."""
    PAGE = "page"
    """Show this page of a kept reply."""
    SHARE = "share"
    """Post what only the presser sees for everybody."""
    PICK = "pick"
    """Choose one of the links of a message."""
    HELP = "help"
    FORGET_ME = "forget-me"
    FORGET_ME_NOW = "forget-me-now"
    FORGET_SERVER = "forget-server"
    FORGET_SERVER_NOW = "forget-server-now"


ASKED = "asked"
"""What the form of ABOUT is sent back under."""

_SUBJECT = r"[srf][0-9]{1,18}|c\.[a-z0-9-]{1,64}|t\.[a-z]{1,20}|-"
_REST = rf"(?P<subject>{_SUBJECT}):(?P<lang>ja|en)(?:-(?P<n>[0-9]{{1,9}}))?"
_LISTS = (Deed.REASON, Deed.PICK, Deed.HELP)
_BUTTON_ID = re.compile(rf"v1:(?P<deed>{'|'.join(deed for deed in Deed if deed not in _LISTS)}):{_REST}")
_LIST_ID = re.compile(rf"v1:(?P<deed>{'|'.join(_LISTS)}):{_REST}")
_FORM_ID = re.compile(rf"v1:(?P<deed>{ASKED}):{_REST}")

NOTHING = "-"
"""The subject of a deed that needs none."""


def story_subject(story_id: int) -> str:
    return f"s{story_id}"


def reply_subject(reply_id: int) -> str:
    return f"r{reply_id}"


def company_subject(company_id: str) -> str:
    return f"c.{company_id}"


@dataclass(frozen=True, slots=True)
class ReaderPress:
    deed: Deed
    subject: str
    lang: Lang
    n: int | None = None
    chosen: str | None = None
    """What was chosen from a list."""

    @property
    def custom_id(self) -> str:
        return f"v1:{self.deed}:{self.subject}:{self.lang}" + (f"-{self.n}" if self.n is not None else "")

    @property
    def kind(self) -> str:
        """`s` a story, `r` a kept reply, `f` a follow, `c` a company, `t` a topic of the help, `-` nothing."""
        return self.subject[0]

    @property
    def number(self) -> int:
        return int(self.subject[1:])

    @property
    def name(self) -> str:
        return self.subject[2:]


class ReaderPressReceiver(Protocol):
    """What the client must offer for these to work."""

    async def receive_reader_press(self, interaction: discord.Interaction[Any], press: ReaderPress) -> None: ...


def _press_of(found: re.Match[str], deed: Deed, chosen: str | None = None) -> ReaderPress:
    n = found["n"]
    return ReaderPress(deed, found["subject"], cast("Lang", found["lang"]), None if n is None else int(n), chosen)


def read_press(custom_id: str) -> ReaderPress | None:
    """What a button's id stands for, or None where it is not one of these."""
    found = _BUTTON_ID.fullmatch(custom_id)
    return _press_of(found, Deed(found["deed"])) if found else None


def read_question_form(interaction: discord.Interaction[Any]) -> ReaderPress | None:
    """What a sent form is about, or None where it is not one of ours."""
    if interaction.type is not discord.InteractionType.modal_submit:
        return None
    found = _FORM_ID.fullmatch(str(cast("dict[str, Any]", interaction.data or {}).get("custom_id", "")))
    return _press_of(found, Deed.ABOUT) if found else None


class ReaderButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=_BUTTON_ID):
    def __init__(
        self, press: ReaderPress, label: str, style: discord.ButtonStyle = discord.ButtonStyle.secondary
    ) -> None:
        button: discord.ui.Button[Any] = discord.ui.Button(
            label=cut(label, BUTTON_LABEL), style=style, custom_id=press.custom_id[:CUSTOM_ID]
        )
        super().__init__(button)
        self.press = press

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        button = cast("discord.ui.Button[Any]", item)
        return cls(_press_of(match, Deed(match["deed"])), button.label or "?", button.style)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await cast("ReaderPressReceiver", interaction.client).receive_reader_press(interaction, self.press)


class ReaderList(discord.ui.DynamicItem[discord.ui.Select[Any]], template=_LIST_ID):
    """A list to choose one from."""

    def __init__(self, press: ReaderPress, placeholder: str, options: Sequence[tuple[str, str]]) -> None:
        """`options`: (label, value) each."""
        select: discord.ui.Select[Any] = discord.ui.Select(
            custom_id=press.custom_id,
            placeholder=cut(placeholder, 150),
            options=[discord.SelectOption(label=cut(label, CHOICE_TEXT), value=value) for label, value in options],
        )
        super().__init__(select)
        self.press = press

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        select = cast("discord.ui.Select[Any]", item)
        chosen = (cast("dict[str, Any]", interaction.data or {}).get("values") or [None])[0]
        options = [(one.label, one.value) for one in select.options] or [("?", "?")]
        return cls(_press_of(match, Deed(match["deed"]), chosen), select.placeholder or "?", options)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await cast("ReaderPressReceiver", interaction.client).receive_reader_press(interaction, self.press)


class AboutForm(discord.ui.Modal):
    """The form in which a question about what is shown is written. It is read where it arrives, not here: so a form
    that was opened before a restart still works."""

    def __init__(self, press: ReaderPress, title: str, label: str, placeholder: str) -> None:
        super().__init__(title=cut(title, 45), custom_id=f"v1:{ASKED}:{press.subject}:{press.lang}")
        field: discord.ui.TextInput[Any] = discord.ui.TextInput(
            style=discord.TextStyle.paragraph,
            placeholder=cut(placeholder, 100),
            min_length=1,
            max_length=500,
            custom_id="question",
        )
        self.add_item(discord.ui.Label(text=cut(label, 45), component=field))


def question_in(data: Any) -> str:
    """The text of the one field of a sent form."""
    for part in _walk((data or {}).get("components") or []):
        if part.get("custom_id") == "question":
            return str(part.get("value") or "")
    return ""


def _walk(parts: Sequence[Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for part in parts:
        found.append(part)
        inner = part.get("components") or ([part["component"]] if part.get("component") else [])
        found += _walk(inner)
    return found
