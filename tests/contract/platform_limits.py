"""Limits that Discord documents in prose and leaves out of its OpenAPI description, as checks of a request body.

References: https://docs.discord.com/developers/resources/message and …/interactions/application-commands.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

CONTENT, EMBED_TOTAL, V2_TEXT, V2_COMPONENTS, URL = 2000, 6000, 4000, 40, 512
FILES, FILE_BYTES, REQUEST_BYTES = 10, 10 << 20, 25 << 20
COMMANDS_OF_TYPE = {1: 100, 2: 15, 3: 15}
COMMAND_CHARACTERS = 8000
IS_COMPONENTS_V2 = 1 << 15
TEXT_DISPLAY, LINK_STYLE, CHAT_INPUT = 10, 5, 1
# fmt: off
LOCALES = frozenset({
    "id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl", "pt-BR",
    "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW", "ko",
})
# fmt: on
_COMMAND_NAME = re.compile(r"[-_'\w]{1,32}")
_SUB_OBJECTS = ("author", "footer", "image", "thumbnail")


def units(text: str | None) -> int:
    """Length in UTF-16 units: the cautious reading, as Discord does not say which unit it counts."""
    return len((text or "").encode("utf-16-le")) // 2


def limit_problems(method: str, template: str, body: Any, file_sizes: Sequence[int]) -> list[str]:
    """Every documented limit that the request breaks."""
    problems = list(_file_problems(file_sizes))
    if template.endswith("/commands") and method == "PUT":
        problems += _command_set_problems(body)
    elif message := _message_of(template, body):
        problems += _message_problems(message)
    return [f"{method} {template}: {problem}" for problem in problems]


def mention_problems(method: str, template: str, body: Any) -> list[str]:
    message = _message_of(template, body)
    if not message or method not in ("POST", "PATCH") or not (message.keys() & {"content", "embeds", "components"}):
        return []
    allowed = message.get("allowed_mentions")
    harmless = isinstance(allowed, dict) and allowed.get("parse") == []
    named = isinstance(allowed, dict) and any(allowed.get(key) for key in ("users", "roles", "replied_user"))
    return [] if harmless and not named else [f"{method} {template}: mentions are not switched off ({allowed})"]


def _message_of(template: str, body: Any) -> dict[str, Any] | None:
    if not isinstance(body, dict):
        return None
    if template.endswith("/callback"):
        data = body.get("data")
        return data if body.get("type") in (4, 7) and isinstance(data, dict) else None
    return body if "/messages" in template or template.startswith("/webhooks/") else None


def _message_problems(message: dict[str, Any]) -> Iterator[str]:
    if units(message.get("content")) > CONTENT:
        yield f"content is {units(message['content'])} long, {CONTENT} allowed"
    embeds = message.get("embeds") or []
    if (total := sum(map(_embed_length, embeds))) > EMBED_TOTAL:
        yield f"embeds hold {total} characters in all, {EMBED_TOTAL} allowed"
    for embed in embeds:
        yield from _embed_problems(embed)
    yield from _component_problems(message)


def _embed_length(embed: dict[str, Any]) -> int:
    fields = embed.get("fields") or []
    texts = [embed.get("title"), embed.get("description"), (embed.get("footer") or {}).get("text")]
    texts += [(embed.get("author") or {}).get("name")]
    texts += [text for field in fields for text in (field.get("name"), field.get("value"))]
    return sum(map(units, texts))


def _embed_problems(embed: dict[str, Any]) -> Iterator[str]:
    for field in embed.get("fields") or []:
        if not (field.get("name") or "").strip() or not (field.get("value") or "").strip():
            yield "an embed field has no name or no value"
    links = [embed.get("url")] + [(embed.get(part) or {}).get("url") for part in _SUB_OBJECTS]
    yield from (f"embed link {link!r} is not http(s)" for link in links if link and not _is_web_or_attachment(link))


def _component_problems(message: dict[str, Any]) -> Iterator[str]:
    parts = list(_walk(message.get("components") or []))
    if (message.get("flags") or 0) & IS_COMPONENTS_V2:
        if len(parts) > V2_COMPONENTS:
            yield f"{len(parts)} components, nested ones counted; {V2_COMPONENTS} allowed"
        if (total := sum(units(part.get("content")) for part in parts if part.get("type") == TEXT_DISPLAY)) > V2_TEXT:
            yield f"text displays hold {total} characters, {V2_TEXT} allowed"
        if message.get("content") or message.get("embeds") or message.get("poll"):
            yield "a message of components cannot have content, embeds or a poll"
    ids = [part["custom_id"] for part in parts if part.get("custom_id")]
    if len(ids) != len(set(ids)):
        yield f"custom_id used twice: {sorted({one for one in ids if ids.count(one) > 1})}"
    for part in parts:
        link = part.get("url") or ""
        if part.get("style") == LINK_STYLE and (not _is_web(link) or len(link) > URL):
            yield f"link button to {link!r}: http(s) of at most {URL} characters is allowed"


def _walk(components: Sequence[Any]) -> Iterator[dict[str, Any]]:
    for part in components:
        if isinstance(part, dict):
            yield part
            accessory = part.get("accessory")
            yield from _walk([*(part.get("components") or []), *([accessory] if accessory else [])])


def _is_web(link: str) -> bool:
    try:
        split = urlsplit(link)
    except ValueError:
        return False
    return split.scheme in ("http", "https") and bool(split.hostname)


def _is_web_or_attachment(link: str) -> bool:
    return link.startswith("attachment://") or _is_web(link)


def _file_problems(sizes: Sequence[int]) -> Iterator[str]:
    if len(sizes) > FILES:
        yield f"{len(sizes)} files, {FILES} allowed"
    if any(size > FILE_BYTES for size in sizes) or sum(sizes) > REQUEST_BYTES:
        yield f"files of {sizes} bytes: {FILE_BYTES} each and {REQUEST_BYTES} in all are allowed"


def _command_set_problems(commands: Any) -> Iterator[str]:
    listed = [command for command in commands or [] if isinstance(command, dict)]
    for kind, allowed in COMMANDS_OF_TYPE.items():
        if (count := sum(command.get("type", CHAT_INPUT) == kind for command in listed)) > allowed:
            yield f"{count} commands of type {kind}, {allowed} allowed"
    for command in listed:
        if (total := _longest(command)) > COMMAND_CHARACTERS:
            yield f"/{command.get('name')}: {total} characters in all, {COMMAND_CHARACTERS} allowed"
        yield from _entry_problems(command, is_chat_input=command.get("type", CHAT_INPUT) == CHAT_INPUT)


def _entry_problems(entry: dict[str, Any], *, is_chat_input: bool) -> Iterator[str]:
    name, options = entry.get("name", ""), entry.get("options") or []
    localised = entry.get("name_localizations") or {}
    for shown in [name, *localised.values()] if is_chat_input else []:
        if not _COMMAND_NAME.fullmatch(shown) or shown != shown.lower():
            yield f"{shown!r} is not a command or option name"
        if not 1 <= len(entry.get("description") or "") <= 100:
            yield f"{name}: the description must have 1 to 100 characters"
    for locale in {*localised, *(entry.get("description_localizations") or {})} - LOCALES:
        yield f"{name}: {locale!r} is not a locale of Discord"
    if entry.get("choices") and entry.get("autocomplete"):
        yield f"{name}: choices and autocomplete exclude each other"
    for locale in {key for option in options for key in (option.get("name_localizations") or {})}:
        shown_names = [(option.get("name_localizations") or {}).get(locale, option["name"]) for option in options]
        if len(shown_names) != len(set(shown_names)):
            yield f"{name}: two options have the same name in {locale}"
    for option in options:
        yield from _entry_problems(option, is_chat_input=True)


def _longest(entry: dict[str, Any]) -> int:
    """Characters of names, descriptions and choice values, the longest localisation of each."""

    def longest(key: str) -> int:
        texts = [entry.get(key) or "", *(entry.get(f"{key}_localizations") or {}).values()]
        return max(map(len, texts))

    choices = [c for c in entry.get("choices") or [] if isinstance(c, dict)]
    values = sum(max(map(len, [c["name"], *(c.get("name_localizations") or {}).values()])) for c in choices)
    values += sum(len(str(choice["value"])) for choice in choices)
    return longest("name") + longest("description") + values + sum(map(_longest, entry.get("options") or []))
