"""One request to a model: what goes over the wire, and what each failure of the endpoint becomes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.errors import BadSettings, ModelRefused, ModelReplyUnusable, ModelUnreachable
from bot.llm.model import open_model
from bot.ports import TextModel, TextRequest
from bot.settings import Settings
from tests import model_server as fake
from tests.model_server import ModelServer, Turn, serve_model

SCHEMA = {
    "type": "object",
    "properties": {"word": {"type": "string"}},
    "required": ["word"],
    "additionalProperties": False,
}
REQUEST = TextRequest("check.en-1", "Say one word.", "Which word?", SCHEMA, 200)


@asynccontextmanager
async def opened(
    *turns: Turn, name: str = "tiny", patience: float = 5.0
) -> AsyncIterator[tuple[TextModel, ModelServer]]:
    async with serve_model(turns) as server:
        settings = Settings(model=name, model_url=server.url, model_key="a-key", model_timeout=patience)
        async with open_model(settings) as model:
            assert model is not None
            yield model, server


async def test_a_request_carries_instructions_message_schema_and_key() -> None:
    async with opened('{"word": "瓦版"}') as (model, server):
        reply = await model.complete(REQUEST)
    assert (reply.text, reply.input_tokens, reply.output_tokens) == ('{"word": "瓦版"}', 1000, 200)
    [sent] = server.requests
    assert server.keys == ["Bearer a-key"]
    assert [(one["role"], one["content"]) for one in sent["messages"]] == [
        ("system", "Say one word."),
        ("user", "Which word?"),
    ]
    assert sent["response_format"]["json_schema"]["schema"]["required"] == ["word"]
    assert sent["model"] == "tiny"


async def test_an_endpoint_without_schemas_is_asked_in_words_from_then_on() -> None:
    async with opened(fake.without_schemas('{"word": "a"}')) as (model, server):
        assert (await model.complete(REQUEST)).text == '{"word": "a"}'
        await model.complete(REQUEST)
    formats = [one.get("response_format", {}).get("type") for one in server.requests]
    assert formats[0] == "json_schema"
    assert "json_schema" not in formats[1:]
    assert '"word"' in str(server.requests[1]["messages"])


@pytest.mark.parametrize(
    ("turn", "error"),
    [
        (fake.status(401, "bad key"), ModelRefused),
        (fake.status(404, "no such model"), ModelRefused),
        (fake.status(402, "no money"), ModelRefused),
        (fake.status(422, "odd request"), ModelRefused),
        (fake.status(429), ModelUnreachable),
        (fake.status(500), ModelUnreachable),
        (fake.status(503), ModelUnreachable),
        (fake.status(529), ModelUnreachable),
        (fake.drop, ModelUnreachable),
        (fake.hang, ModelUnreachable),
        (fake.flood, ModelUnreachable),
        ("", ModelReplyUnusable),
        (fake.raw("<html>gateway</html>", "text/html"), ModelReplyUnusable),
        (fake.raw("{}"), ModelReplyUnusable),
        (fake.raw('{"choices": ["'), ModelUnreachable),
    ],
    ids=lambda value: getattr(value, "__qualname__", repr(value))[:40],
)
async def test_every_failure_is_one_of_ours(turn: Turn, error: type[Exception]) -> None:
    async with opened(turn, patience=2.0 if turn is fake.hang else 60.0) as (model, server):
        with pytest.raises(error):
            await model.complete(REQUEST)
    # Trying again is not this one's business: at most the other way of asking for JSON.
    assert len(server.requests) <= 2


async def test_a_wait_that_the_endpoint_asks_for_is_told() -> None:
    async with opened(fake.status(429, Retry_After="7")) as (model, _):
        with pytest.raises(ModelUnreachable) as caught:
            await model.complete(REQUEST)
    assert caught.value.retry_after is not None
    assert caught.value.retry_after.total_seconds() == 7
    assert not caught.value.may_have_cost


async def test_nobody_listening_is_unreachable() -> None:
    async with open_model(Settings(model="tiny", model_url="http://127.0.0.1:9/v1")) as model:
        assert model is not None
        with pytest.raises(ModelUnreachable) as caught:
            await model.complete(REQUEST)
    assert not caught.value.may_have_cost


@pytest.mark.parametrize(
    ("model", "url", "key", "name"),
    [
        ("tiny", None, None, "KAWARABAN_MODEL"),
        ("anthropic:", None, "k", "KAWARABAN_MODEL"),
        ("openai:gpt", None, None, "KAWARABAN_MODEL_KEY"),
        ("google:gemini", None, None, "KAWARABAN_MODEL_KEY"),
    ],
)
async def test_settings_that_name_no_model_say_what_is_missing(
    model: str, url: str | None, key: str | None, name: str
) -> None:
    with pytest.raises(BadSettings) as caught:
        async with open_model(Settings(model=model, model_url=url, model_key=key)):
            pass
    assert caught.value.values["name"] == name


@pytest.mark.parametrize(
    "name", ["anthropic:claude-sonnet-4-5", "google:gemini-2.5-flash", "ollama:qwen3:8b", "qwen3:8b"]
)
async def test_every_vendor_opens_without_a_word_to_anybody(name: str) -> None:
    url = "http://127.0.0.1:9/v1" if name == "qwen3:8b" else None
    async with open_model(Settings(model=name, model_url=url, model_key="k")) as model:
        assert model is not None
        assert model.name == name


async def test_without_a_setting_there_is_no_model() -> None:
    async with open_model(Settings()) as model:
        assert model is None
