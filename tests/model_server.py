"""A chat-completions server on loopback that answers from a script, well or badly, and keeps what it was asked."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

Turn = str | Callable[[web.Request, dict[str, Any]], Any]
"""The assistant's text, or a coroutine function that answers as it likes."""


@dataclass
class ModelServer:
    port: int = 0
    turns: list[Turn] = field(default_factory=list)
    """Answers in order; the last one goes on forever."""
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    under_way: int = 0
    most_under_way: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    async def answer(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        turn = self.turns[min(len(self.requests), len(self.turns) - 1)]
        self.requests.append(body)
        self.keys.append(request.headers.get("Authorization"))
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        try:
            return completion(body, turn) if isinstance(turn, str) else await turn(request, body)
        finally:
            self.under_way -= 1

    def message(self, n: int = -1) -> str:
        """The user's part of a request."""
        words: str = self.requests[n]["messages"][-1]["content"]
        return words


def completion(body: Mapping[str, Any], text: str, *, finish: str = "stop") -> web.Response:
    message = {"role": "assistant", "content": text}
    return web.json_response(
        {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1_752_624_000,
            "model": body.get("model", "test"),
            "choices": [{"index": 0, "message": message, "finish_reason": finish}],
            "usage": {"prompt_tokens": 1000, "completion_tokens": 200, "total_tokens": 1200},
        }
    )


def status(code: int, message: str = "no", **headers: str) -> Turn:
    """An error with the endpoint's own words."""

    async def turn(_: web.Request, __: dict[str, Any]) -> web.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.json_response({"error": {"message": message, "type": "x"}}, status=code, headers=named)

    return turn


def raw(text: str, content_type: str = "application/json") -> Turn:
    """A body that is no chat completion."""

    async def turn(_: web.Request, __: dict[str, Any]) -> web.Response:
        return web.Response(text=text, content_type=content_type)

    return turn


def truncated(text: str) -> Turn:
    """A reply that ended because the room for it was full."""

    async def turn(_: web.Request, body: dict[str, Any]) -> web.Response:
        return completion(body, text, finish="length")

    return turn


async def hang(request: web.Request, _: dict[str, Any]) -> web.Response:
    """No answer before the client goes."""
    await asyncio.sleep(3600)
    return web.Response()


async def drop(request: web.Request, _: dict[str, Any]) -> web.Response:
    """The connection ends without an answer."""
    assert request.transport is not None
    request.transport.abort()
    await asyncio.sleep(0)
    return web.Response()


async def drip(request: web.Request, _: dict[str, Any]) -> web.StreamResponse:
    """An answer that comes in drops and never ends."""
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    await response.prepare(request)
    while True:
        await response.write(b" ")
        await asyncio.sleep(0.02)


async def flood(request: web.Request, _: dict[str, Any]) -> web.StreamResponse:
    """An answer larger than anybody reads."""
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    await response.prepare(request)
    for _n in range(64):
        await response.write(b" " * 100_000)
    await response.write_eof()
    return response


def without_schemas(text: str) -> Turn:
    """An endpoint that refuses `response_format: json_schema`."""

    async def turn(_: web.Request, body: dict[str, Any]) -> web.Response:
        if body.get("response_format", {}).get("type") == "json_schema":
            return web.json_response({"error": {"message": "response_format json_schema is not supported"}}, status=400)
        return completion(body, text)

    return turn


@asynccontextmanager
async def serve_model(turns: Sequence[Turn]) -> AsyncIterator[ModelServer]:
    server = ModelServer(turns=list(turns))
    app = web.Application()
    app.router.add_post("/v1/chat/completions", server.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        server.port = runner.addresses[0][1]
        yield server
    finally:
        await runner.cleanup()


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
