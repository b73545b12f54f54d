"""What `doctor` looks at: each check is one line, and every failed line says what to do."""

import platform
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bot import __version__
from bot.app import App, open_app
from bot.errors import BadSettings, KawarabanError, ModelError, PromptError, StoreError, TranslationUnavailable
from bot.i18n.catalog import check_texts
from bot.ops.model_check import hurried, try_model
from bot.ports import Clock
from bot.settings import Settings
from bot.text.embedding import open_embedder
from bot.text.translation import Translator


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. `name` is a stable machine key; `error` is set where it failed."""

    name: str
    ok: bool
    detail: str
    error: KawarabanError | None = None


async def run_checks(settings: Settings, clock: Clock, *, asks_model: bool = True) -> list[Check]:
    """Look at the program, its texts, both local models, the store, the record and the language model.

    Changes nothing but migrations. Where a language model is set up it is asked one short thing, unless `asks_model` is
    false: a look every minute would spend money, and the bot works without it.
    """
    checks = [_program(), _texts(), _discord(settings), _embedding(), await _translation(settings)]
    checks.extend(await _store_and_record(settings, clock, asks_model=asks_model))
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


async def _translation(settings: Settings) -> Check:
    if settings.translation_dir is None:
        return Check("translation", True, "none: a story told in one language keeps its gist")
    translator = Translator(settings.translation_dir)
    try:
        return Check("translation", True, ", ".join(await translator.check()))
    except TranslationUnavailable as error:
        return Check("translation", False, error.detail, error)
    finally:
        translator.close()


async def _store_and_record(settings: Settings, clock: Clock, *, asks_model: bool) -> list[Check]:
    where = "KAWARABAN_DATABASE_URL" if settings.database_url else str(Path(settings.data_dir))
    try:
        async with open_app(hurried(settings), clock=clock) as app:
            await app.database.check()
            companies = await app.statements.list_companies()
            statements = await app.statements.list_statements()
            sources = await app.sources.list_sources(None)
            failing = sum(1 for source in sources if source.error)
            return [
                Check("store", True, f"{app.database.dialect} at {where}"),
                Check("record", bool(statements), f"{len(companies)} companies, {len(statements)} statements"),
                Check("sources", True, f"{len(sources)} followed, {failing} failing"),
                await _model(app, asks=asks_model),
            ]
    except StoreError as error:
        return [Check("store", False, error.detail, error)]
    except (BadSettings, PromptError) as error:
        return [Check("model", False, error.detail, error)]


async def _model(app: App, *, asks: bool) -> Check:
    if app.asker is None:
        return Check("model", True, "none: the local engine writes")
    if not asks:
        return Check("model", True, f"{app.asker.name}, not asked")
    try:
        return Check("model", True, await try_model(app, app.asker))
    except ModelError as error:
        return Check("model", False, error.detail, error)
