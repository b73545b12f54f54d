"""Takes every press on an admin's card to its room, after asking who pressed: an id alone gives nobody a right."""

from typing import Any

import discord

from bot.app import App
from bot.discord_app.admin.presses import AdminPress
from bot.discord_app.admin.review_room import ReviewRoom
from bot.discord_app.admin.server_room import ServerRoom
from bot.discord_app.admin.setup_room import SetupRoom
from bot.discord_app.admin.source_room import SourceRoom
from bot.discord_app.commands.admin import server_of
from bot.discord_app.desk import Desk
from bot.discord_app.error_replies import reply_to_error
from bot.discord_app.gate import Gate


class AdminDesk:
    def __init__(self, app: App, desk: Desk, gate: Gate) -> None:
        self._gate = gate
        self.sources = SourceRoom(app)
        self.review = ReviewRoom(app, desk)
        self.setup = SetupRoom(app)
        self.server = ServerRoom(app)
        rooms = (self.sources, self.review, self.setup, self.server)
        self._handlers = {action: handler for room in rooms for action, handler in room.handlers().items()}
        self._areas = {action: room.area for room in rooms for action in room.handlers()}

    async def receive(self, interaction: discord.Interaction[Any], press: AdminPress) -> None:
        """Answer a press or a filled form. Never raises."""
        try:
            server_of(interaction)
            await self._gate.check_charge(interaction, self._areas[press.action])
            self._gate.use(interaction)
            await self._handlers[press.action](interaction, press)
        except Exception as error:
            # discord.py would log it and leave the reader with "This interaction failed".
            await reply_to_error(interaction, error)
