"""docs/commands.md is what the command tree says, in both languages, whoever added a command."""

import re
from pathlib import Path

import pytest

from bot.discord_app.client import command_payload
from bot.discord_app.command_names import CommandNames
from bot.discord_app.command_reference import REGENERATE, reference
from bot.domain.language import LANGS, Lang
from bot.i18n.catalog import TEXTS
from tests.integration.discord.conftest import World

PAGE = Path(__file__).parents[3] / "docs" / "commands.md"


async def test_the_page_is_current(world: World):
    written = PAGE.read_text(encoding="utf-8")
    payload = await command_payload(world.env.bot.tree)
    assert written == reference(payload), f"make it anew: {REGENERATE}"
    for command in payload:
        assert f"/{command['name']}" in written or f"**{command['name']}**" in written


def test_names_are_read_in_both_languages_and_only_members_commands_take_roles():
    group = {"name": "source", "name_localizations": {"ja": "情報源"}, "default_member_permissions": 32}
    option = {"type": 3, "name": "url", "name_localizations": {"ja": "アドレス"}}
    leaf = {"type": 1, "name": "add", "name_localizations": {"ja": "追加"}, "options": [option]}
    member = {"name": "ask", "name_localizations": {"ja": "質問"}, "default_member_permissions": None}
    names = CommandNames.of([group | {"options": [leaf, {"type": 3, "name": "x"}]}, member])
    assert names.shown("source add", "ja") == "情報源 追加"
    assert names.shown("source add url", "ja") == "情報源 追加 アドレス"
    assert names.shown("source add", "en") == "source add"
    assert names.shown("unknown", "ja") == "unknown"
    assert names.for_members == ("ask",)


# What a text calls a command by: up to two words after the slash that begins a word.
_CALLED = {
    "ja": re.compile(r"[「`]/([^」`{]+)[」`]"),
    "en": re.compile(r"(?<![\w/.])/([a-z]+(?:-[a-z]+)*(?: [a-z]+(?:-[a-z]+)*)?)"),
}


@pytest.mark.parametrize("lang", LANGS)
async def test_the_texts_call_commands_as_discord_shows_them(world: World, lang: Lang):
    payload = await command_payload(world.env.bot.tree)
    names = CommandNames.of(payload)
    known = {names.shown(one, lang) for one in names.ja}
    for path in (TEXTS / lang).glob("*.ftl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            for called in [] if line.startswith("#") or path.stem == "cli" else _CALLED[lang].findall(line):
                assert called in known or (lang == "en" and called.split()[0] in known), f"{path.name}: {line}"
