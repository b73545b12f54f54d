"""Every environment variable that we read: typed, defaulted, secrets marked. A test holds the README to it."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator
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
    monitor_port: int = Field(
        0, ge=0, le=65535, description="Port of `/healthz`, `/readyz` and `/metrics`; 0: they are not served."
    )
    monitor_host: str = Field("127.0.0.1", description="Address that this port is opened on.")
    log_level: str = Field("INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="How much is logged to stderr.")

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
