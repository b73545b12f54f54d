"""The settings read the environment strictly, keep secrets, and stand in the README."""

import re
from pathlib import Path

import pytest

from bot.errors import BadSettings
from bot.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in variables():
        monkeypatch.delenv(name, raising=False)


def variables() -> dict[str, str]:
    """Every variable with its description."""
    return {
        str(field.validation_alias or f"KAWARABAN_{name.upper()}"): field.description or ""
        for name, field in Settings.model_fields.items()
    }


def test_allowed_hosts_are_split_and_lowered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAWARABAN_ALLOW_HOSTS", "127.0.0.1:8123, Feeds.Internal:80 ,")
    assert load_settings().allow_hosts == ("127.0.0.1:8123", "feeds.internal:80")


def test_a_bad_value_names_the_variable_but_not_the_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAWARABAN_FETCH_TIMEOUT", "hunter2")
    with pytest.raises(BadSettings) as caught:
        load_settings()
    assert caught.value.values["name"] == "KAWARABAN_FETCH_TIMEOUT"
    assert "hunter2" not in str(caught.value)


def test_secrets_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "very-secret-token")
    settings = load_settings()
    assert settings.discord_token is not None
    assert "very-secret-token" not in repr(settings)


@pytest.mark.parametrize("readme", ["README.md", "README.ja.md"])
def test_the_readme_lists_every_setting_and_no_other(readme: str) -> None:
    listed = re.findall(
        r"^\| `((?:KAWARABAN_|DISCORD_)\w+)` \|", Path(readme).read_text(encoding="utf-8"), re.MULTILINE
    )
    assert sorted(listed) == sorted(variables())


def test_every_setting_is_described() -> None:
    assert all(variables().values())
