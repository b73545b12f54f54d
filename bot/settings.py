"""Every environment variable that we read: typed, defaulted, secrets marked. A test holds the README to it."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.domain.language import Lang
from bot.errors import BadSettings


class Settings(BaseSettings):
    """Read from the environment once, by the program's entry; everything below gets values, never the environment."""

    model_config = SettingsConfigDict(env_prefix="KAWARABAN_", extra="forbid", frozen=True)

    discord_token: SecretStr | None = Field(
        None, validation_alias="DISCORD_TOKEN", description="The bot's token. Without it, `run` simulates Discord."
    )
    data_dir: Path = Field(default_factory=lambda: user_data_path("kawaraban"), description="Where the database lives.")
    database_url: SecretStr | None = Field(
        None, description="`postgresql+psycopg://…` to use PostgreSQL instead of the SQLite file in the data directory."
    )
    language: Lang = Field("en", description="Language of the command line's own messages: `en` or `ja`.")
    contact: str = Field(
        "https://github.com/kawaraban", description="Who to write to about our requests, sent in the User-Agent."
    )
    allow_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Private `host:port` pairs that may be fetched, separated by commas."
    )
    fetch_timeout: float = Field(20.0, gt=0, le=120, description="Seconds that one request may take in all.")
    fetch_concurrency: int = Field(8, ge=1, le=64, description="Sources that are fetched at the same time.")
    host_pause: float = Field(
        0.3, ge=0, le=60, description="Seconds between two requests to one host, whichever sources ask."
    )
    feed_max_bytes: int = Field(8_000_000, ge=1_000, description="Largest feed, in bytes after decompression.")
    page_max_bytes: int = Field(4_000_000, ge=1_000, description="Largest page, in bytes after decompression.")
    poll_minutes: int = Field(
        30, ge=1, le=1440, description="Minutes between two looks at a source whose rhythm is not known yet."
    )
    max_sources: int = Field(1_000, ge=1, le=100_000, description="Most sources that one server may follow.")
    delivery_grace_minutes: int = Field(
        120, ge=1, le=1440, description="How late a scheduled brief may still be posted, in minutes."
    )
    purge_days: int = Field(
        30, ge=0, le=30, description="Days after which the data of a server that removed the bot is deleted."
    )
    model: str | None = Field(
        None,
        min_length=1,
        max_length=200,
        description="Language model that writes briefs: `openai:NAME`, `anthropic:NAME`, `google:NAME`, `ollama:NAME`, "
        "or a bare NAME at `KAWARABAN_MODEL_URL`. Without it, the local engine writes them.",
    )
    model_url: str | None = Field(
        None,
        pattern=r"^https?://\S+$",
        description="Base URL of the model's endpoint, as `http://127.0.0.1:8080/v1`; else the vendor's own.",
    )
    model_key: SecretStr | None = Field(None, description="The endpoint's key, where it wants one.")
    model_prompts: Lang = Field(
        "en", description="Language of the instructions to the model: `en` or `ja`. It writes both languages anyway."
    )
    model_timeout: float = Field(60.0, gt=0, le=600, description="Seconds that one request to the model may take.")
    model_deadline: float = Field(
        120.0, gt=0, le=1800, description="Seconds that all tries for one text may take, pauses included."
    )
    model_tries: int = Field(3, ge=1, le=10, description="Requests for one reply where the endpoint fails or is busy.")
    model_concurrency: int = Field(2, ge=1, le=64, description="Requests to the model at the same time.")
    model_reply_tokens: int = Field(4_000, ge=100, le=100_000, description="Longest reply, in tokens.")
    model_daily_tokens: int = Field(
        1_000_000, ge=0, description="Tokens, in and out, that may be spent in a day (UTC)."
    )
    model_server_tokens: int = Field(
        200_000, ge=0, description="Of these, what one server may spend; the operator's own list has no such share."
    )
    model_price_in: float = Field(0.0, ge=0, description="US dollars for a million tokens that the model reads.")
    model_price_out: float = Field(0.0, ge=0, description="US dollars for a million tokens that it writes.")
    model_daily_cost: float | None = Field(
        None, ge=0, description="US dollars that may be spent in a day (UTC); needs the two prices."
    )
    model_pause_minutes: int = Field(
        60, ge=1, le=10_080, description="How long a story that the model failed at is left to the local engine."
    )
    translation_dir: Path | None = Field(
        None,
        description="Folder with the offline translator's models, in `ja-en` and `en-ja`; needs the extra `translate`.",
    )
    model_answers: bool = Field(
        True, description="Whether the model words the openings of answers too; it is then sent the questions."
    )
    model_answer_seconds: float = Field(
        12.0, gt=0, le=120, description="Seconds that a reader waits for the model's words; then the local ones stand."
    )
    monitor_port: int = Field(
        0, ge=0, le=65535, description="Port of `/healthz`, `/readyz` and `/metrics`; 0: they are not served."
    )
    monitor_host: str = Field("127.0.0.1", description="Address that this port is opened on.")
    log_level: str = Field("INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="How much is logged to stderr.")

    @field_validator("model_daily_cost")
    @classmethod
    def _cost_needs_prices(cls, value: float | None, others: ValidationInfo) -> float | None:
        if value is not None and not (others.data.get("model_price_in") or others.data.get("model_price_out")):
            raise ValueError("it needs KAWARABAN_MODEL_PRICE_IN and KAWARABAN_MODEL_PRICE_OUT")
        return value

    @field_validator("allow_hosts", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip().lower() for part in value.split(",") if part.strip())
        return value

    @property
    def delivery_grace(self) -> timedelta:
        return timedelta(minutes=self.delivery_grace_minutes)

    @property
    def purge_grace(self) -> timedelta:
        return timedelta(days=self.purge_days)

    @property
    def model_pause(self) -> timedelta:
        return timedelta(minutes=self.model_pause_minutes)

    @property
    def poll_interval(self) -> timedelta:
        return timedelta(minutes=self.poll_minutes)


def load_settings(**overrides: object) -> Settings:
    """Read the environment. Raises BadSettings that names the variable and what is wrong with it, never its value."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as problem:
        first = problem.errors(include_input=False, include_url=False)[0]
        field = str(first["loc"][0]) if first["loc"] else "?"
        name = field if field.isupper() else f"KAWARABAN_{field.upper()}"
        raise BadSettings(f"{name}: {first['msg']}", name=name, reason=first["msg"]) from None
