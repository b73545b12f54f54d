"""What `doctor` can say of Discord without Discord: the token's shape, the install link, the commands, the host."""

import logging
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.app import open_app
from bot.charts.fonts import font
from bot.discord_app.client import KawarabanBot
from bot.discord_app.install import PERMISSION_NAMES, PERMISSIONS, application_id, server_link, user_link
from bot.discord_app.limits import command_faults
from bot.errors import StoreError
from bot.i18n.catalog import text
from bot.ops.health import Check
from bot.ports import Clock
from bot.settings import Settings

_JAPANESE = "瓦版"
_OLDEST = datetime(2025, 1, 1, tzinfo=UTC)
_USER_INSTALL = 1
_PLACEHOLDER = "APPLICATION_ID"


async def run_discord_checks(settings: Settings, clock: Clock) -> list[Check]:
    """Look at everything that a first day in Discord depends on. Contacts nobody, and never shows the token."""
    checks = [_token(settings), _contact(settings), _data_dir(settings), _clock(), _zones(), _fonts()]
    try:
        async with open_app(settings, clock=clock) as app:
            # It warns of voice, which is not used.
            logging.getLogger("discord").setLevel(logging.ERROR)
            bot = KawarabanBot(app)
            payload = await bot.describe_commands()
            checks += [_commands(payload), _intents(bot), *_install(settings, payload)]
    except StoreError as error:
        checks.append(Check("discord-commands", False, error.detail, error))
    return checks


def _token(settings: Settings) -> Check:
    if settings.discord_token is None:
        return Check("discord-token", True, "none set: `run` simulates Discord")
    app_id = application_id(settings.discord_token.get_secret_value())
    if app_id is None:
        detail = (
            "DISCORD_TOKEN is not a bot token: it has three parts between dots. Copy it from the portal's page Bot."
        )
        return Check("discord-token", False, detail)
    return Check("discord-token", True, f"has the shape of a token of application {app_id}; not tried")


def _contact(settings: Settings) -> Check:
    if "contact" in settings.model_fields_set:
        return Check("contact", True, settings.contact)
    return Check("contact", True, "KAWARABAN_CONTACT is not set: sites that we read cannot tell who runs this")


def _data_dir(settings: Settings) -> Check:
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.data_dir) as probe:
            probe.write(b"check")
    except OSError as problem:
        return Check("data-dir", False, f"{settings.data_dir} cannot be written: {problem}")
    return Check("data-dir", True, str(settings.data_dir))


def _clock() -> Check:
    # The host's own, whatever --now says: slots and Discord's timestamps depend on it.
    now = datetime.now(UTC)
    return Check("clock", now > _OLDEST, f"the host's clock says {now:%Y-%m-%d %H:%M} UTC")


def _zones() -> Check:
    try:
        summer = datetime(2025, 7, 1, tzinfo=UTC)
        tokyo, london = (summer.astimezone(ZoneInfo(name)).utcoffset() for name in ("Asia/Tokyo", "Europe/London"))
    except ZoneInfoNotFoundError as problem:
        return Check("zones", False, f"no time zone data: {problem}. Install the package tzdata")
    right = (tokyo, london) == (timedelta(hours=9), timedelta(hours=1))
    return Check("zones", right, f"Asia/Tokyo {tokyo}, Europe/London in summer {london}")


def _fonts() -> Check:
    try:
        left, top, right, bottom = font(20).getbbox(_JAPANESE)
    except (ImportError, OSError, ValueError) as problem:
        return Check("fonts", False, f"no font with Japanese letters for charts: {problem}")
    return Check("fonts", right > left and bottom > top, "Japanese letters can be drawn")


def _commands(payload: Sequence[Mapping[str, Any]]) -> Check:
    faults = command_faults(payload)
    return Check(
        "discord-commands", not faults, "; ".join(faults) or f"{len(payload)} commands, within Discord's limits"
    )


def _intents(bot: KawarabanBot) -> Check:
    asked = sorted(name for name, wanted in bot.intents if wanted)
    return Check("discord-intents", asked == ["guilds"], f"{', '.join(asked)}: no privileged intent")


def _install(settings: Settings, payload: Sequence[Mapping[str, Any]]) -> list[Check]:
    token = settings.discord_token.get_secret_value() if settings.discord_token else ""
    app_id = application_id(token) or _PLACEHOLDER
    names = ", ".join(text("discord-permission", "en", permission=name) for name in PERMISSION_NAMES)
    permissions = f"{PERMISSIONS.value} ({names})"
    checks = [
        Check("discord-permissions", True, permissions),
        Check("discord-install-link", True, server_link(app_id)),
    ]
    if any(_USER_INSTALL in (command.get("integration_types") or ()) for command in payload):
        checks.append(Check("discord-user-install-link", True, user_link(app_id)))
    return checks
