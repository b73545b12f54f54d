"""The reference of all commands in Markdown, in both languages, made from what Discord is told of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

REGENERATE = ".venv/bin/python -m bot commands > docs/commands.md"
_CHAT, _MESSAGE = 1, 3
_SUBCOMMANDS = (1, 2)
_CONTEXTS = {0: "servers", 1: "direct messages", 2: "anywhere"}
_TYPES = {3: "text", 4: "whole number", 5: "yes/no", 6: "user", 7: "channel", 8: "role", 10: "number", 11: "file"}


@dataclass(frozen=True, slots=True)
class _Leaf:
    """One command that can be run, with the names of the groups above it."""

    path: str
    path_ja: str
    option: Mapping[str, Any]


def reference(payload: Sequence[Mapping[str, Any]]) -> str:
    """`payload`: of a sync, with every translation. The same payload gives the same text."""
    chat = [one for one in payload if one.get("type", _CHAT) == _CHAT]
    menus = [one for one in payload if one.get("type", _CHAT) != _CHAT]
    everybody = [one for one in chat if not one.get("default_member_permissions")]
    admins = [one for one in chat if one.get("default_member_permissions")]
    lines = [
        "# Commands",
        "",
        f"Made from the command tree; do not edit. To make it anew: `{REGENERATE}`",
        "",
        "Discord shows names and descriptions in each reader's language. Options in brackets may be left out.",
        "",
    ]
    for title, ones in (
        ("For everybody · 全員", everybody),
        ("For those who may manage the server · サーバー管理者", admins),
    ):
        lines += [f"## {title}", ""]
        for one in sorted(ones, key=lambda command: str(command["name"])):
            lines += _command(one)
    if menus:
        lines += ["## In the menu of a message or user · メニュー", ""]
        lines += [f"- **{one['name']}** · {_ja(one, 'name')}" for one in menus]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _command(one: Mapping[str, Any]) -> list[str]:
    usual = (0, 1) if one.get("dm_permission", True) else (0,)
    where = ", ".join(_CONTEXTS.get(context, str(context)) for context in one.get("contexts") or usual)
    lines = [f"### /{one['name']} · /{_ja(one, 'name')}", "", f"Works in: {where}.", ""]
    for leaf in _leaves(one, "", ""):
        lines += _leaf(leaf)
    return lines


def _leaves(option: Mapping[str, Any], above: str, above_ja: str) -> Iterator[_Leaf]:
    path, path_ja = f"{above} {option['name']}".strip(), f"{above_ja} {_ja(option, 'name')}".strip()
    inner = [one for one in option.get("options") or () if one.get("type") in _SUBCOMMANDS]
    if not inner:
        yield _Leaf(path, path_ja, option)
    for one in inner:
        yield from _leaves(one, path, path_ja)


def _leaf(leaf: _Leaf) -> list[str]:
    options = leaf.option.get("options") or ()
    usage = " ".join(_usage(one, one["name"]) for one in options)
    usage_ja = " ".join(_usage(one, _ja(one, "name")) for one in options)
    lines = [
        f"- **`/{leaf.path}{' ' + usage if usage else ''}`**  ",
        f"  {leaf.option['description']}  ",
        f"  **`/{leaf.path_ja}{' ' + usage_ja if usage_ja else ''}`**  ",
        f"  {_ja(leaf.option, 'description')}",
    ]
    lines += [f"    - {_option(one)}" for one in options]
    return [*lines, ""]


def _usage(option: Mapping[str, Any], name: str) -> str:
    return name if option.get("required") else f"[{name}]"


def _option(option: Mapping[str, Any]) -> str:
    facts = [_TYPES.get(option["type"], "text")]
    if "min_value" in option and "max_value" in option:
        facts.append(f"{option['min_value']} to {option['max_value']}")
    if option.get("choices"):
        facts.append(" / ".join(f"{one['name']} · {_ja(one, 'name')}" for one in option["choices"]))
    if option.get("autocomplete"):
        facts.append("completed while you type")
    name = f"`{option['name']}` · `{_ja(option, 'name')}`"
    return f"{name} ({'; '.join(facts)}): {option['description']} · {_ja(option, 'description')}"


def _ja(one: Mapping[str, Any], field: str) -> str:
    translated: str = (one.get(f"{field}_localizations") or {}).get("ja") or one.get(field, "")
    return translated
