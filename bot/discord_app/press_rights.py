"""Which command a button stands for: whoever may not use that command may not press its button either.

A card can be seen by everybody in its channel, whoever's command made it. What the server itself posted (scheduled
editions, alerts) is for whoever sees it, as far as it is only read on.
"""

from collections.abc import Mapping
from typing import Any

import discord

from bot.discord_app.buttons import Action, Press
from bot.discord_app.desk import ANSWER, EDITION, STANCE, Desk
from bot.discord_app.gate import NotForYourRole, may_manage, role_ids
from bot.discord_app.reader_buttons import Deed, ReaderPress
from bot.discord_app.reading import CHART, COMPARISON, STORIES
from bot.i18n.catalog import text
from bot.servers.access import may_use
from bot.servers.steward import Steward

BRIEF, MENU, STORIES_LIST = "brief", text("reader-cmd-menu", "en"), "stories"
_OF_KIND: Mapping[str, str] = {
    EDITION: BRIEF,
    ANSWER: "ask",
    STANCE: "stance",
    STORIES: STORIES_LIST,
    COMPARISON: "compare",
    CHART: "timeline",
}
_OF_PRESS: Mapping[Action | Deed, tuple[str, ...]] = {
    Action.BRIEF: (BRIEF,),
    Action.OPEN: (BRIEF,),
    Action.SOURCES: (BRIEF,),
    Action.EDITION: (BRIEF,),
    Deed.STORY: (BRIEF, STORIES_LIST),
    Deed.DAY: (STORIES_LIST,),
    Deed.PICK: (BRIEF, MENU),
    Deed.ABOUT: ("ask",),
    Deed.FOLLOW: ("follow",),
    Deed.AGREE: ("follow",),
}
"""Any of them will do. What is not named is everybody's: to rate, to stop, to have one's data deleted."""
_OF_REPLY = (Action.ANSWER, Action.CITATIONS, Deed.PAGE, Deed.SHARE)
"""These do again what made the kept reply."""
_READING = (Action.BRIEF, Action.OPEN, Action.SOURCES, Action.EDITION, Deed.STORY, Deed.PAGE)


class PressRights:
    def __init__(self, steward: Steward, desk: Desk) -> None:
        self._steward = steward
        self._desk = desk

    async def check(self, interaction: discord.Interaction[Any], press: Press | ReaderPress) -> None:
        """Raises NotForYourRole where the server keeps what this press does for roles that the presser has not."""
        if interaction.guild_id is None or may_manage(interaction):
            return
        chosen = await self._steward.settings(interaction.guild_id)
        if not chosen.roles:
            return
        what = press.action if isinstance(press, Press) else press.deed
        if what in _READING and _reads_on(interaction.message):
            return
        commands = await self._commands(press, what, interaction.guild_id)
        mine = role_ids(interaction)
        if commands and not any(may_use(chosen, one, mine, is_admin=False) for one in commands):
            raise NotForYourRole(commands[0])

    async def _commands(self, press: Press | ReaderPress, what: Action | Deed, guild_id: int) -> tuple[str, ...]:
        if what not in _OF_REPLY:
            return _OF_PRESS.get(what, ())
        if isinstance(press, ReaderPress) and press.kind != "r":
            return (BRIEF, STORIES_LIST) if press.kind == "s" else ()
        reply_id = press.id if isinstance(press, Press) else press.number
        kind = await self._desk.kind_of(reply_id, guild_id)
        command = _OF_KIND.get(kind or "")
        return (command,) if command else ()


def _reads_on(message: discord.Message | None) -> bool:
    """Whether the message was posted by the server's own schedule, or was shown to the presser alone by a press: that
    one was judged before."""
    if message is None:
        return False
    asked = message.interaction_metadata
    if asked is None:
        return True
    return message.flags.ephemeral and asked.type is not discord.InteractionType.application_command
