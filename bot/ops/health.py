"""What `doctor` looks at: each check is one line, and every failed line says what to do."""

import platform
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bot import __version__
from bot.app import open_app
from bot.errors import KawarabanError, StoreError
from bot.i18n.catalog import check_texts
from bot.ports import Clock
from bot.settings import Settings
from bot.text.embedding import open_embedder


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. `name` is a stable machine key; `error` is set where it failed."""

    name: str
    ok: bool
    detail: str
    error: KawarabanError | None = None


async def run_checks(settings: Settings, clock: Clock) -> list[Check]:
    """Look at the program, its texts, the embedding model, the store and the record. Changes nothing but migrations."""
    checks = [_program(), _texts(), _discord(settings), _embedding()]
    checks.extend(await _store_and_record(settings, clock))
    return checks


def _program() -> Check:
    return Check("program", True, f"Kawaraban {__version__}, Python {platform.python_version()} on {sys.platform}")


def _texts() -> Check:
    check_texts()
    return Check("texts", True, "en, ja")


def _discord(settings: Settings) -> Check:
    try:
        library = version("discord.py")
    except PackageNotFoundError:
        return Check("discord", False, "discord.py is not installed")
    token = "token set" if settings.discord_token else "no token: `run` simulates Discord"
    return Check("discord", True, f"discord.py {library}, {token}")


def _embedding() -> Check:
    try:
        embedder = open_embedder()
        vector = embedder.embed_passages(["check"], ["en"])
    except (ImportError, OSError, RuntimeError, ValueError) as problem:
        return Check("embedding", False, str(problem))
    return Check("embedding", True, f"{embedder.name}, {vector.shape[1]} dimensions")


async def _store_and_record(settings: Settings, clock: Clock) -> list[Check]:
    where = "KAWARABAN_DATABASE_URL" if settings.database_url else str(Path(settings.data_dir))
    try:
        async with open_app(settings, clock=clock) as app:
            await app.database.check()
            companies = await app.statements.list_companies()
            statements = await app.statements.list_statements()
            sources = await app.sources.list_sources(None)
            failing = sum(1 for source in sources if source.error)
            return [
                Check("store", True, f"{app.database.dialect} at {where}"),
                Check("record", bool(statements), f"{len(companies)} companies, {len(statements)} statements"),
                Check("sources", True, f"{len(sources)} followed, {failing} failing"),
            ]
    except StoreError as error:
        return [Check("store", False, error.detail, error)]
