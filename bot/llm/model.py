"""Opens the language model of the settings, and makes one request of it: structured where the endpoint can, asked for
in words where it cannot."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.errors import ModelError, ModelRefused, ModelReplyUnusable, ModelUnreachable
from bot.llm.vendors import read_endpoint
from bot.ports import TextModel, TextReply, TextRequest
from bot.settings import Settings

if TYPE_CHECKING:
    from pydantic_ai.messages import ModelResponse
    from pydantic_ai.models import Model, ModelRequestParameters
    from pydantic_ai.settings import ModelSettings

log = logging.getLogger(__name__)

_LONGEST_PROBLEM = 300


@asynccontextmanager
async def open_model(settings: Settings) -> AsyncIterator[TextModel | None]:
    """The model, or None where none is configured. Asks it nothing. Raises BadSettings."""
    if settings.model is None:
        yield None
        return
    key = settings.model_key.get_secret_value() if settings.model_key else None
    endpoint = read_endpoint(settings.model, settings.model_url, key)
    # A second and a half, and 100 MB: only for whoever has a model.
    from bot.llm.capped_http import open_model_http
    from bot.llm.vendors import build_model

    async with open_model_http(settings.model_timeout, settings.model_concurrency) as http:
        yield VendorModel(settings.model.strip(), build_model(endpoint, http))


class VendorModel:
    """A TextModel over the library's model of one vendor."""

    def __init__(self, name: str, model: "Model") -> None:
        self._name = name
        self._model = model
        # An endpoint may know no schemas although its vendor does: it says so once, and is asked in words from then on.
        self._knows_schemas = bool(model.profile.get("supports_json_schema_output", False))

    @property
    def name(self) -> str:
        return self._name

    async def complete(self, request: TextRequest) -> TextReply:
        try:
            return await self._complete(request)
        except ModelRefused as refusal:
            if refusal.is_lasting or not self._knows_schemas:
                raise
            self._knows_schemas = False
            log.warning("model.without_schema model=%s", self._name)
            try:
                return await self._complete(request)
            except ModelRefused:
                # It was not for the schema.
                self._knows_schemas = True
                raise

    async def _complete(self, request: TextRequest) -> TextReply:
        from pydantic_ai.direct import model_request
        from pydantic_ai.exceptions import AgentRunError, ModelAPIError, UserError
        from pydantic_ai.messages import ModelRequest

        settings: ModelSettings = {"max_tokens": request.max_tokens, "temperature": 0.0}
        try:
            response = await model_request(
                self._model,
                [ModelRequest.user_text_prompt(request.message, instructions=request.instructions)],
                model_settings=settings,
                model_request_parameters=self._parameters(request),
            )
        except ModelAPIError as problem:
            raise _error(problem) from problem
        except (AgentRunError, UserError) as problem:
            raise ModelReplyUnusable(_shown(problem)) from problem
        return _reply(response)

    def _parameters(self, request: TextRequest) -> "ModelRequestParameters":
        from pydantic_ai.models import ModelRequestParameters
        from pydantic_ai.output import OutputObjectDefinition

        return ModelRequestParameters(
            output_mode="native" if self._knows_schemas else "prompted",
            output_object=OutputObjectDefinition(
                json_schema=dict(request.schema), name=request.ref.split(".")[0], strict=True
            ),
        )


def _reply(response: "ModelResponse") -> TextReply:
    from pydantic_ai.messages import TextPart

    text = "".join(part.content for part in response.parts if isinstance(part, TextPart))
    if not text.strip():
        raise ModelReplyUnusable(f"an empty reply, finished for {response.finish_reason}")
    return TextReply(text, response.usage.input_tokens, response.usage.output_tokens)


def _error(problem: Exception) -> ModelError:
    """Ours for what the library raised; what the endpoint said stays in the log's detail, cut short."""
    from pydantic_ai import exceptions as theirs

    detail = _shown(problem)
    if isinstance(
        problem, theirs.ModelAuthenticationError | theirs.ModelNotFoundError | theirs.ModelQuotaExceededError
    ):
        return ModelRefused(detail, is_lasting=True)
    if isinstance(problem, theirs.ModelRequestRejectedError):
        return ModelRefused(detail)
    wait = getattr(problem, "retry_after", None)
    # A request that was sent whole may be answered, and billed, behind our back; so is an answer that broke off.
    arrived = isinstance(problem, theirs.ModelConnectionError) and problem.phase not in ("pool", "connect", "write")
    arrived |= type(problem) is theirs.ModelAPIError
    return ModelUnreachable(
        detail,
        retry_after=timedelta(seconds=min(float(wait), 86_400.0)) if wait is not None else None,
        may_have_cost=arrived or isinstance(problem, theirs.ModelRequestTimeout),
    )


def _shown(problem: Exception) -> str:
    return " ".join(f"{type(problem).__name__}: {problem}".split())[:_LONGEST_PROBLEM]
