"""Buttons, selects and forms of the admins' cards. As those of everybody's, their ids hold all that a press needs.

`v1:a-<action>:<id>:<arg>`: `id` is a kept reply or a number of ours, `arg` what the action says of it. What is chosen
in a select or typed into a form comes with the press.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol, Self, cast

import discord

from bot.discord_app.limits import BUTTON_LABEL, cut


class AdminAction(StrEnum):
    SOURCE_ADD = "source-add"
    """Follow feed number `arg` of the kept preview; 0: the article itself."""
    SOURCE_LIST = "source-list"
    """Page `id` of the list."""
    SOURCE_OPEN = "source-open"
    """The source that was chosen, or number `id`; `arg` is the page to go back to."""
    SOURCE_TEST = "source-test"
    SOURCE_PAUSE = "source-pause"
    SOURCE_RESUME = "source-resume"
    SOURCE_REMOVE = "source-remove"
    IMPORT_PAGE = "import-page"
    """Page `arg` of what a kept import refused."""
    STARTER_OPEN = "starter-open"
    """The pack that was chosen, or all where `arg` is empty."""
    STARTER_FOLLOW = "starter-follow"
    """Follow all of pack `arg`."""
    REVIEW_QUEUE = "review-queue"
    """Page `arg` of the kept queue."""
    REVIEW_PICK = "review-pick"
    """What was chosen on a page of the kept queue: one is opened, several are decided together."""
    REVIEW_OPEN = "review-open"
    REVIEW_APPROVE = "review-approve"
    REVIEW_REJECT = "review-reject"
    REVIEW_UNDO = "review-undo"
    """Of statement number `arg` of the kept queue."""
    REVIEW_EDIT = "review-edit"
    """Shows the form on how the words are read."""
    REVIEW_WORDS = "review-words"
    """Shows the form with the words themselves."""
    REVIEW_SAVE = "review-save"
    """Either form, filled."""
    BATCH_APPROVE = "batch-approve"
    BATCH_REJECT = "batch-reject"
    BATCH_UNDO = "batch-undo"
    AUDIT_PAGE = "audit-page"
    SETUP_CHANNEL = "setup-channel"
    SETUP_TIME = "setup-time"
    SETUP_ZONE = "setup-zone"
    SETUP_LANGS = "setup-langs"
    SETUP_PACKS = "setup-packs"
    SETUP_FINISH = "setup-finish"
    """`arg` of all of these is the language of the guide."""


@dataclass(frozen=True, slots=True)
class AdminPress:
    action: AdminAction
    id: int = 0
    arg: str = ""
    chosen: tuple[str, ...] = ()
    """Of a select."""
    typed: Mapping[str, str] | None = None
    """Of a form, by field."""

    @property
    def custom_id(self) -> str:
        return f"v1:a-{self.action}:{self.id}:{self.arg}"

    @property
    def number(self) -> int:
        """`arg` as a number; 0 where it is none."""
        return int(self.arg) if self.arg.isdecimal() else 0


class AdminPressReceiver(Protocol):
    async def receive_admin_press(self, interaction: discord.Interaction[Any], press: AdminPress) -> None: ...


_CUSTOM_ID = re.compile(
    rf"v1:a-(?P<action>{'|'.join(AdminAction)}):(?P<id>[0-9]{{1,18}}):(?P<arg>[A-Za-z0-9_-]{{0,40}})"
)


def read_admin_press(custom_id: str) -> AdminPress | None:
    """The press that a custom id stands for, or None where it is not one of ours."""
    found = _CUSTOM_ID.fullmatch(custom_id)
    return _press_of(found) if found else None


def _press_of(found: re.Match[str], chosen: Sequence[str] = ()) -> AdminPress:
    return AdminPress(AdminAction(found["action"]), int(found["id"]), found["arg"], tuple(chosen))


def read_form(interaction: discord.Interaction[Any]) -> AdminPress | None:
    """The filled form that this interaction brings, if it is one of ours: also one that was opened before a restart."""
    if interaction.type is not discord.InteractionType.modal_submit:
        return None
    data = cast("dict[str, Any]", interaction.data or {})
    found = _CUSTOM_ID.fullmatch(data.get("custom_id", ""))
    if found is None:
        return None
    fields = [row.get("component") or {} for row in data.get("components", ())]
    typed = {
        field["custom_id"]: str(field["value"]) if "value" in field else ",".join(field.get("values", ()))
        for field in fields
        if "custom_id" in field
    }
    press = _press_of(found)
    return AdminPress(press.action, press.id, press.arg, typed=typed)


class AdminItem(discord.ui.DynamicItem[discord.ui.Item[Any]], template=_CUSTOM_ID):
    """One class for every button and select: discord.py finds it again by its id alone."""

    def __init__(self, item: discord.ui.Item[Any], press: AdminPress) -> None:
        super().__init__(item)
        self.press = press

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(item, _press_of(match, cast("dict[str, Any]", interaction.data or {}).get("values", ())))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await cast("AdminPressReceiver", interaction.client).receive_admin_press(interaction, self.press)


def button(
    press: AdminPress,
    label: str,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    *,
    disabled: bool = False,
) -> AdminItem:
    made: discord.ui.Button[Any] = discord.ui.Button(
        label=cut(label, BUTTON_LABEL), style=style, custom_id=press.custom_id, disabled=disabled
    )
    return AdminItem(made, press)


def select(
    press: AdminPress,
    placeholder: str,
    options: Sequence[discord.SelectOption],
    *,
    most: int = 1,
) -> AdminItem:
    """A list to choose 1 to `most` from; `most` is lowered to what there is."""
    made: discord.ui.Select[Any] = discord.ui.Select(
        custom_id=press.custom_id,
        placeholder=placeholder,
        options=list(options),
        min_values=1,
        max_values=min(most, len(options)),
    )
    return AdminItem(made, press)


def channel_select(press: AdminPress, placeholder: str, chosen: int | None) -> AdminItem:
    kinds = discord.ChannelType
    made: discord.ui.ChannelSelect[Any] = discord.ui.ChannelSelect(
        custom_id=press.custom_id,
        placeholder=placeholder,
        channel_types=[
            kinds.text,
            kinds.news,
            kinds.news_thread,
            kinds.public_thread,
            kinds.private_thread,
            kinds.forum,
        ],
        default_values=[_default_channel(chosen)] if chosen else [],
    )
    return AdminItem(made, press)


def _default_channel(channel_id: int) -> discord.SelectDefaultValue:
    # Discord's ids are strings; discord.py sends here what it is given.
    return discord.SelectDefaultValue(id=cast("int", str(channel_id)), type=discord.SelectDefaultValueType.channel)
