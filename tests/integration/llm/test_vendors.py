"""Each vendor's own way over the wire: where the key goes, how a schema is asked for, how a refusal comes back."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web

from bot.errors import ModelRefused, ModelUnreachable
from bot.llm.model import open_model
from bot.ports import TextModel
from bot.settings import Settings
from tests.integration.llm.test_model import REQUEST

# The vendor's library warns of models that end one day: no model of a test lives forever.
pytestmark = pytest.mark.filterwarnings("ignore:The model:DeprecationWarning")

REPLY = '{"word": "瓦版"}'


class Vendor:
    """One vendor's endpoint: answers, or fails with `status`."""

    def __init__(self) -> None:
        self.status = 200
        self.headers: dict[str, str] = {}
        self.asked: list[tuple[web.Request, dict[str, Any]]] = []

    async def anthropic(self, request: web.Request) -> web.Response:
        body = await self._note(request)
        error = {"type": "error", "error": {"type": "x", "message": "no"}}
        found = {
            "id": "msg_1",
            "type": "message",
            "role": "assistant",
            "model": body["model"],
            "content": [{"type": "text", "text": REPLY}],
            "stop_reason": "end_turn",
            "stop_sequence": None,
            "usage": {"input_tokens": 70, "output_tokens": 9},
        }
        return web.json_response(found if self.status == 200 else error, status=self.status, headers=self.headers)

    async def google(self, request: web.Request) -> web.Response:
        await self._note(request)
        kind = {401: "UNAUTHENTICATED", 429: "RESOURCE_EXHAUSTED", 503: "UNAVAILABLE"}.get(self.status, "")
        error = {"error": {"code": self.status, "message": "no", "status": kind}}
        found = {
            "candidates": [
                {"content": {"role": "model", "parts": [{"text": REPLY}]}, "finishReason": "STOP", "index": 0}
            ],
            "usageMetadata": {"promptTokenCount": 70, "candidatesTokenCount": 9, "totalTokenCount": 79},
            "modelVersion": "gemini",
        }
        return web.json_response(found if self.status == 200 else error, status=self.status, headers=self.headers)

    async def _note(self, request: web.Request) -> dict[str, Any]:
        body: dict[str, Any] = await request.json()
        self.asked.append((request, body))
        return body


@asynccontextmanager
async def opened(name: str) -> AsyncIterator[tuple[TextModel, Vendor]]:
    vendor, app = Vendor(), web.Application()
    app.router.add_post("/v1/messages", vendor.anthropic)
    app.router.add_post("/v1beta/models/{call}", vendor.google)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        settings = Settings(model=name, model_url=f"http://127.0.0.1:{runner.addresses[0][1]}", model_key="a-key")
        async with open_model(settings) as model:
            assert model is not None
            yield model, vendor
    finally:
        await runner.cleanup()


@pytest.mark.parametrize(
    ("name", "header", "key"),
    [
        ("anthropic:claude-sonnet-4-5", "Authorization", "Bearer a-key"),
        ("google:gemini-2.5-flash", "x-goog-api-key", "a-key"),
    ],
)
async def test_a_vendor_is_asked_in_its_own_way(name: str, header: str, key: str) -> None:
    async with opened(name) as (model, vendor):
        reply = await model.complete(REQUEST)
        assert (reply.text, reply.input_tokens, reply.output_tokens) == (REPLY, 70, 9)
        [(request, body)] = vendor.asked
        assert request.headers[header] == key
        words = str(body)
        assert "Say one word." in words
        assert "Which word?" in words
        assert "'word'" in words  # the schema


@pytest.mark.parametrize("name", ["anthropic:claude-sonnet-4-5", "google:gemini-2.5-flash"])
@pytest.mark.parametrize(("status", "error"), [(429, ModelUnreachable), (503, ModelUnreachable), (401, ModelRefused)])
async def test_a_vendors_failure_is_ours_and_asked_about_once(name: str, status: int, error: type[Exception]) -> None:
    async with opened(name) as (model, vendor):
        vendor.status = status
        with pytest.raises(error):
            await model.complete(REQUEST)
        assert len(vendor.asked) == 1


async def test_a_model_that_knows_no_schemas_is_asked_in_words() -> None:
    async with opened("anthropic:claude-3-haiku-20240307") as (model, vendor):
        assert (await model.complete(REQUEST)).text == REPLY
        [(_, body)] = vendor.asked
        assert "output_format" not in body
        assert "output_config" not in body
        assert '"word"' in str(body["system"])
