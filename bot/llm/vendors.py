"""Turns a setting such as `anthropic:NAME` into the library's model for that vendor, over our HTTP client.

Everything heavy is imported here, in the functions: only a program that has a model pays for the libraries.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import BadSettings

if TYPE_CHECKING:
    import httpx2
    from pydantic_ai.models import Model

NO_KEY = "none"
"""Sent where no key is set: servers of one's own ask for none, but the libraries want a word."""
_OLLAMA_URL = "http://127.0.0.1:11434/v1"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model is asked. `name` is the vendor's own name for the model."""

    vendor: str
    name: str
    url: str | None
    key: str | None


def read_endpoint(model: str, url: str | None, key: str | None) -> Endpoint:
    """Read KAWARABAN_MODEL with its URL and key. Raises BadSettings."""
    vendor, colon, name = model.strip().partition(":")
    if not colon or vendor not in _BUILDERS:
        # Names of models may hold a colon themselves: "qwen3:8b".
        vendor, name = "compatible", model.strip()
    if not name:
        raise _bad("KAWARABAN_MODEL", "the name of the model is missing behind the colon")
    if vendor == "compatible" and url is None:
        known = ", ".join(f"{one}:NAME" for one in _BUILDERS if one != "compatible")
        raise _bad("KAWARABAN_MODEL", f"a bare name needs KAWARABAN_MODEL_URL; else one of {known}")
    if vendor in ("openai", "anthropic", "google") and not key and url is None:
        raise _bad("KAWARABAN_MODEL_KEY", f"{vendor} wants a key")
    return Endpoint(vendor, name, url.rstrip("/") if url else None, key)


def build_model(endpoint: Endpoint, http: "httpx2.AsyncClient") -> "Model":
    """The library's model. It makes one request for each call: trying again is our own business."""
    return _BUILDERS[endpoint.vendor](endpoint, http)


def _openai(endpoint: Endpoint, http: "httpx2.AsyncClient") -> "Model":
    from openai import AsyncOpenAI
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.providers.openai import OpenAIProvider

    # The base URL is always given: the environment's own OPENAI_BASE_URL is not ours to follow.
    url = endpoint.url or "https://api.openai.com/v1"
    client = AsyncOpenAI(base_url=url, api_key=endpoint.key or NO_KEY, http_client=http, max_retries=0)
    return OpenAIChatModel(endpoint.name, provider=OpenAIProvider(openai_client=client))


def _compatible(endpoint: Endpoint, http: "httpx2.AsyncClient") -> "Model":
    from openai import AsyncOpenAI
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.profiles.openai import OpenAIModelProfile
    from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider

    client = AsyncOpenAI(base_url=endpoint.url, api_key=endpoint.key or NO_KEY, http_client=http, max_retries=0)
    # Servers that speak the older dialect ignore the newer name of the limit, and then write without one.
    profile = OpenAIModelProfile(openai_chat_supports_max_completion_tokens=False)
    provider = OpenAICompatibleProvider("compatible", openai_client=client, profile=profile)
    return OpenAIChatModel(endpoint.name, provider=provider)


def _ollama(endpoint: Endpoint, http: "httpx2.AsyncClient") -> "Model":
    from openai import AsyncOpenAI
    from pydantic_ai.models.ollama import OllamaModel
    from pydantic_ai.providers.ollama import OllamaProvider

    url = endpoint.url or _OLLAMA_URL
    client = AsyncOpenAI(base_url=url, api_key=endpoint.key or NO_KEY, http_client=http, max_retries=0)
    return OllamaModel(endpoint.name, provider=OllamaProvider(openai_client=client))


def _anthropic(endpoint: Endpoint, http: "httpx2.AsyncClient") -> "Model":
    from anthropic import AsyncAnthropic
    from pydantic_ai.models.anthropic import AnthropicModel
    from pydantic_ai.providers.anthropic import AnthropicProvider

    url = endpoint.url or "https://api.anthropic.com"
    client = AsyncAnthropic(base_url=url, api_key=endpoint.key or NO_KEY, http_client=http, max_retries=0)
    return AnthropicModel(endpoint.name, provider=AnthropicProvider(anthropic_client=client))


def _google(endpoint: Endpoint, http: "httpx2.AsyncClient") -> "Model":
    from google.genai.types import HttpRetryOptions
    from pydantic_ai.models.google import GoogleModel
    from pydantic_ai.providers.google import GoogleProvider

    provider = GoogleProvider(
        api_key=endpoint.key or NO_KEY,
        http_client=http,
        base_url=endpoint.url or "https://generativelanguage.googleapis.com",
        retry_options=HttpRetryOptions(attempts=1),
    )
    return GoogleModel(endpoint.name, provider=provider)


_BUILDERS: dict[str, Callable[[Endpoint, "httpx2.AsyncClient"], "Model"]] = {
    "openai": _openai,
    "anthropic": _anthropic,
    "google": _google,
    "ollama": _ollama,
    "compatible": _compatible,
}


def _bad(name: str, reason: str) -> BadSettings:
    return BadSettings(f"{name}: {reason}", name=name, reason=reason)
