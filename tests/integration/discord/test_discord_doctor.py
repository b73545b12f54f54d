"""`doctor` checks what can be checked of Discord without Discord, and never shows the token."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.discord_app.doctor import run_discord_checks
from bot.ops.health import Check
from bot.ports import FixedClock
from bot.settings import Settings
from tests.conftest import NOW
from tests.unit.test_discord_presses import token


# No simulated Discord here: the checks need none.
@pytest.fixture(autouse=True)
def _every_request_is_one_that_discord_takes() -> None:
    return None


async def checks(settings: Settings) -> dict[str, Check]:
    return {one.name: one for one in await run_discord_checks(settings, FixedClock(NOW))}


def given(folder: Path, secret: str | None = None) -> Settings:
    return Settings(data_dir=folder).model_copy(update={"discord_token": SecretStr(secret) if secret else None})


async def test_without_a_token_all_is_well_and_the_link_has_a_gap(tmp_path: Path):
    found = await checks(given(tmp_path))
    assert all(one.ok for one in found.values()), found
    assert "client_id=APPLICATION_ID" in found["discord-install-link"].detail
    assert found["discord-permissions"].detail.startswith("274878024704 (View Channel, Send Messages,")


async def test_with_a_token_the_link_is_whole_and_the_token_is_not_shown(tmp_path: Path):
    secret = token("1234567890123456789")
    found = await checks(given(tmp_path, secret))
    assert all(one.ok for one in found.values())
    assert "client_id=1234567890123456789" in found["discord-install-link"].detail
    assert not any(secret in one.detail or "ghijkl" in one.detail for one in found.values())


async def test_what_is_wrong_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("bot.discord_app.doctor._JAPANESE", "")
    found = await checks(given(tmp_path, "hunter2"))
    assert not found["discord-token"].ok
    assert not found["fonts"].ok
    assert "hunter2" not in str(found)


async def test_a_data_directory_that_cannot_be_written_is_named(tmp_path: Path):
    (tmp_path / "file").write_text("x")
    found = await checks(given(tmp_path / "file"))
    assert not found["data-dir"].ok
    assert not found["discord-commands"].ok
