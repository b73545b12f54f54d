"""The bot itself: one AutoShardedBot with our command tree, our buttons, and nothing that runs on its own.

Workers are started outside: the bot only answers. It is built from the app and knows no environment variable.
"""

import json
import logging
import time
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.app import App
from bot.discord_app.admin.desk import AdminDesk
from bot.discord_app.admin.membership import take_census, welcome
from bot.discord_app.admin.presses import AdminItem, AdminPress, read_form
from bot.discord_app.buckets import sweep_seldom
from bot.discord_app.buttons import Action, CardButton, Press
from bot.discord_app.cards.layout import Card
from bot.discord_app.command_names import CommandNames
from bot.discord_app.commands.alerts import AlertCommands
from bot.discord_app.commands.ask import ask_command, stance_command
from bot.discord_app.commands.brief import brief_command, brief_menu
from bot.discord_app.commands.follow import follow_commands, help_command, privacy_command
from bot.discord_app.commands.schedule import ScheduleCommands
from bot.discord_app.commands.server import server_commands
from bot.discord_app.commands.source import SourceCommands
from bot.discord_app.commands.stories import compare_command, stories_command, timeline_command
from bot.discord_app.commands.watch import WatchCommands
from bot.discord_app.desk import Desk
from bot.discord_app.error_replies import reply_to_error
from bot.discord_app.gate import Gate
from bot.discord_app.haste import Haste
from bot.discord_app.limits import command_faults
from bot.discord_app.reader_buttons import ReaderButton, ReaderList, ReaderPress, read_question_form
from bot.discord_app.readers import Readers
from bot.discord_app.reading import ReadingDesk
from bot.discord_app.replying import replace, show
from bot.discord_app.sync_memory import ForgetfulMemory, SyncMemory
from bot.discord_app.translator import CatalogTranslator
from bot.errors import KawarabanError
from bot.ops.vitals import Vitals

log = logging.getLogger(__name__)

LATE_SECONDS = 2.8
"""An interaction must be acknowledged within 3 seconds of its creation; the rest is the way there."""
IN_PLACE = (Action.BRIEF, Action.EDITION, Action.ANSWER, Action.ALERT)
OF_A_STORY = (Action.BRIEF, Action.OPEN, Action.SOURCES)


class Lateness:
    """Tells interactions that can no longer be acknowledged, without trusting the host's clock.

    The smallest age ever seen is taken for the clocks' difference, so that a host whose clock is minutes ahead still
    answers.
    """

    def __init__(self) -> None:
        self._least: float | None = None

    def is_late(self, age_seconds: float) -> bool:
        self._least = age_seconds if self._least is None else min(self._least, age_seconds)
        return age_seconds - self._least >= LATE_SECONDS


class Tree(app_commands.CommandTree["KawarabanBot"]):
    """Drops what is too late to answer, and sends every error to the one place that words it."""

    async def interaction_check(self, interaction: discord.Interaction["KawarabanBot"], /) -> bool:
        age = (discord.utils.utcnow() - interaction.created_at).total_seconds()
        if interaction.client.lateness.is_late(age):
            log.warning("discord.late id=%s age=%.1f", interaction.id, age)
            return False
        interaction.extras["arrived"] = time.monotonic()
        haste = interaction.client.haste
        if interaction.type is discord.InteractionType.application_command:
            # What completes an option while somebody types is never acknowledged: nobody may wait for that.
            haste.arrived(interaction.id)
            interaction.extras["haste"] = haste
        try:
            await interaction.client.gate.admit(interaction)
        except Exception as error:
            await reply_to_error(interaction, error)
            haste.acknowledged(interaction.id)
            return False
        return True

    async def on_error(
        self, interaction: discord.Interaction["KawarabanBot"], error: app_commands.AppCommandError, /
    ) -> None:
        await reply_to_error(interaction, error)
        interaction.client.haste.acknowledged(interaction.id)


class KawarabanBot(commands.AutoShardedBot):
    def __init__(
        self,
        app: App,
        *,
        sync_memory: SyncMemory | None = None,
        vitals: Vitals | None = None,
        takes_census: bool = False,
        **options: Any,
    ) -> None:
        """`takes_census`: at every start, a server that is kept and not there has removed us; never where Discord is
        simulated. `options` go to discord.py: a shard count, an HTTP trace."""
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=Tree,
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            max_ratelimit_timeout=60.0,
            heartbeat_timeout=150.0,
            **options,
        )
        sweep_seldom(self.http)
        self.app = app
        self.desk = Desk(app)
        self.reading = ReadingDesk(app, self.desk)
        self.readers = Readers(app, self.desk, self.reading)
        self.gate = Gate(app.steward)
        self.admin_desk = AdminDesk(app, self.desk, self.gate)
        self.vitals = vitals or Vitals()
        self.lateness = Lateness()
        self.haste = Haste()
        self.was_ready = False
        self._takes_census = takes_census
        self._sync_memory = sync_memory or ForgetfulMemory()

    async def setup_hook(self) -> None:
        self.add_dynamic_items(CardButton, AdminItem, ReaderButton, ReaderList)
        await self._sync_commands(await self.describe_commands())

    async def describe_commands(self) -> list[dict[str, Any]]:
        """Fill the tree, once, and return what Discord is told of it. Needs no connection."""
        await self.tree.set_translator(CatalogTranslator())
        for command in command_tree(self.app, self.desk, self.reading, self.readers, self.admin_desk):
            self.tree.add_command(command)
        payload = await command_payload(self.tree)
        self.admin_desk.server.names = CommandNames.of(payload)
        return payload

    async def receive_press(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Answer a button. Anybody can press one, so what is shown depends on the server that they press it in."""
        try:
            self.gate.use(interaction)
            in_place = press.action in IN_PLACE
            private = not in_place or (interaction.message is not None and interaction.message.flags.ephemeral)

            async def work() -> Card:
                story_id = press.id if press.action in OF_A_STORY else None
                room = await self.readers.room(interaction, story_id)
                return await self.desk.pressed(press, room, private=private)

            await (replace if in_place else _show_privately)(interaction, work)
        except Exception as error:
            # discord.py would log it and leave the reader with "This interaction failed".
            await reply_to_error(interaction, error)

    async def receive_reader_press(self, interaction: discord.Interaction[Any], press: ReaderPress) -> None:
        """Answer a reader's button or list."""
        try:
            self.gate.use(interaction)
            await self.readers.pressed(interaction, press)
        except Exception as error:
            await reply_to_error(interaction, error)

    async def receive_admin_press(self, interaction: discord.Interaction[Any], press: AdminPress) -> None:
        """Answer a button or select of an admin's card; who may press it is asked there."""
        await self.admin_desk.receive(interaction, press)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Our forms: discord.py would find the ones of this run only."""
        if (press := read_form(interaction)) is not None:
            await self.admin_desk.receive(interaction, press)
        elif (asked := read_question_form(interaction)) is not None:
            try:
                self.gate.use(interaction)
                await self.readers.asked(interaction, asked)
            except Exception as error:
                await reply_to_error(interaction, error)

    async def on_app_command_completion(
        self,
        interaction: discord.Interaction["KawarabanBot"],
        command: app_commands.Command[Any, ..., Any] | app_commands.ContextMenu,
    ) -> None:
        self.haste.acknowledged(interaction.id)  # one that answered in another way than by deferring
        arrived = interaction.extras.get("arrived", time.monotonic())
        self.vitals.commands.observe(time.monotonic() - arrived, command=command.qualified_name)

    async def on_ready(self) -> None:
        self.was_ready = True
        if self._takes_census:
            await take_census(self)
        log.info("discord.ready guilds=%d shards=%s", len(self.guilds), self.shard_count)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        await welcome(self, guild)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """We were removed: posting there is refused from now on, and refused posts count against all servers."""
        await self.app.steward.left(guild.id)

    async def _sync_commands(self, payload: list[dict[str, Any]]) -> None:
        if faults := command_faults(payload):
            raise KawarabanError("; ".join(faults))
        digest = sha256(json.dumps([self.application_id, payload], sort_keys=True).encode()).hexdigest()
        if digest == self._sync_memory.recall():
            return
        synced = await self.tree.sync()
        self._sync_memory.remember(digest)
        log.info("discord.commands_synced n=%d", len(synced))


def command_tree(
    app: App, desk: Desk, reading: ReadingDesk, readers: Readers, admin_desk: AdminDesk
) -> Sequence[app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu]:
    """Every command, in the order in which they are shown to newcomers."""
    return [
        brief_command(app, desk, reading),
        stories_command(app, reading),
        ask_command(desk),
        stance_command(app, desk),
        compare_command(app, reading),
        timeline_command(app, reading),
        follow_commands(app, readers.following, reading),
        help_command(),
        privacy_command(readers),
        brief_menu(desk, reading),
        SourceCommands(app, admin_desk.sources),
        ScheduleCommands(app, desk),
        AlertCommands(app),
        WatchCommands(app),
        *server_commands(app, admin_desk),
    ]


async def command_payload(tree: app_commands.CommandTree[Any]) -> list[dict[str, Any]]:
    """What a sync sends to Discord, with every translation."""
    translator = tree.translator
    if translator is None:
        raise ValueError("the tree has no translator yet")
    return [await command.get_translated_payload(tree, translator) for command in tree.get_commands()]


async def _show_privately(interaction: discord.Interaction[Any], work: Any) -> None:
    await show(interaction, work, private=True)
