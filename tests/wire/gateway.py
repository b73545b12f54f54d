"""Discord's gateway side: hello, identify, resume with replay, heartbeats, and the close codes that end a bot."""

import asyncio
import time
from collections import defaultdict
from typing import Any

from aiohttp import web

from tests.wire import payloads
from tests.wire.payloads import Payload

HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID_SESSION, HELLO, ACKNOWLEDGED = 1, 2, 6, 7, 9, 10, 11
AUTHENTICATION_FAILED, DISALLOWED_INTENTS = 4004, 4014
PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15)


class Gateway:
    def __init__(self, token: str) -> None:
        self.token = token
        self.url = ""
        self.sockets: dict[int, web.WebSocketResponse] = {}
        self.identifies: list[Payload] = []
        self.resumes: list[Payload] = []
        self.guilds = [payloads.guild()]
        self.dispatched_at: dict[str, float] = {}
        """Interaction id -> seconds of the monotonic clock."""
        self._sequence = 0
        self._history: dict[int, list[Payload]] = defaultdict(list)

    async def handle(self, http: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(http)
        await socket.send_json({"op": HELLO, "d": {"heartbeat_interval": 41_250}, "s": None, "t": None})
        async for frame in socket:
            told = frame.json()
            match told["op"]:
                case 1:
                    await socket.send_json({"op": ACKNOWLEDGED, "d": None, "s": None, "t": None})
                case 2:
                    await self._identify(socket, told["d"])
                case 6:
                    await self._resume(socket, told["d"])
        return socket

    async def _identify(self, socket: web.WebSocketResponse, told: Payload) -> None:
        self.identifies.append(told)
        if told["token"] != self.token:
            await socket.close(code=AUTHENTICATION_FAILED)
        elif told["intents"] & PRIVILEGED:
            await socket.close(code=DISALLOWED_INTENTS)
        else:
            shard = told.get("shard") or [0, 1]
            self.sockets[shard[0]] = socket
            await self.dispatch("READY", payloads.ready(self.url, shard, f"session-{shard[0]}"), shard[0])
            for guild in self.guilds:
                if (int(guild["id"]) >> 22) % shard[1] == shard[0]:
                    await self.dispatch("GUILD_CREATE", guild, shard[0])

    async def _resume(self, socket: web.WebSocketResponse, told: Payload) -> None:
        self.resumes.append(told)
        shard = int(told["session_id"].rsplit("-", 1)[-1])
        self.sockets[shard] = socket
        for event in [event for event in self._history[shard] if event["s"] > told["seq"]]:
            await socket.send_json(event)
        await self.dispatch("RESUMED", {}, shard)

    async def dispatch(self, name: str, data: Any, shard: int = 0) -> None:
        """Send an event; a shard that is away gets it when it resumes."""
        self._sequence += 1
        event = {"op": 0, "s": self._sequence, "t": name, "d": data}
        self._history[shard].append(event)
        if name == "INTERACTION_CREATE":
            self.dispatched_at[data["id"]] = time.monotonic()
        socket = self.sockets.get(shard)
        if socket is not None and not socket.closed:
            await socket.send_json(event)

    async def drop(self, shard: int = 0, code: int = 1001) -> None:
        """End the connection as a server that goes away does."""
        await self.sockets.pop(shard).close(code=code)

    async def ask_to_reconnect(self, shard: int = 0) -> None:
        """Op 7: the client should come back and resume."""
        await self.sockets.pop(shard).send_json({"op": RECONNECT, "d": None, "s": None, "t": None})

    async def invalidate(self, shard: int = 0) -> None:
        """Op 9: the session is gone, the client should identify anew."""
        await self.sockets.pop(shard).send_json({"op": INVALID_SESSION, "d": False, "s": None, "t": None})

    async def close(self) -> None:
        await asyncio.gather(*(socket.close() for socket in self.sockets.values()))
