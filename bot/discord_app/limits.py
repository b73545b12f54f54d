"""Discord's limits as numbers, and the rules that keep every message and command inside them.

Discord refuses a whole message for one character too many, so texts are fitted before they are sent: whole parts are
left out, the least important first, and a citation is never cut in the middle.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

MESSAGE_TEXT = 4000
"""All text displays of a message together."""
MESSAGE_COMPONENTS = 40
"""All components of a message, nested ones included."""
BUTTONS_IN_ROW = 5
BUTTON_LABEL = 80
BUTTON_URL = 512
CUSTOM_ID = 100
SECTION_TEXTS = 3
PICTURES = 10
ALT_TEXT = 1024
CHOICES = 25
CHOICE_TEXT = 100
COMMAND_DESCRIPTION = 100
COMMAND_OPTIONS = 25
COMMAND_TOTAL = 8000
CHAT_COMMANDS = 100
NONCE = 25
SELECT_OPTIONS = 25
SELECT_TEXT = 100
PLACEHOLDER = 150

ELLIPSIS = "…"
_NAME = re.compile(r"[-_'\w]{1,32}")
_SENTENCE_END = re.compile(r"[。．！？!?](?=.)|\.(?=\s)")
_TEXT, _BUTTON, _SECTION, _ROW, _CONTAINER, _GALLERY = 10, 2, 9, 1, 17, 12
_SELECTS = (3, 5, 6, 7, 8)
_CHAT_INPUT = 1


def length(text: str) -> int:
    """Characters as Discord may count them: UTF-16 units, the larger of the two possible readings."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, limit: int) -> str:
    """`text` in at most `limit` UTF-16 units: whole, or ended with an ellipsis after a sentence, a word or a character.

    A character stays together with its accents, variation selectors and skin tones.
    """
    if length(text) <= limit:
        return text
    taken, used = "", 0
    for cluster in _clusters(text):
        used += length(cluster)
        if used > limit - 1:
            break
        taken += cluster
    floor = int(len(taken) * 0.6)
    sentences = [found.end() for found in _SENTENCE_END.finditer(taken) if found.end() > floor]
    if sentences:
        return taken[: sentences[-1]].rstrip() + ELLIPSIS
    space = taken.rfind(" ")
    return (taken[:space] if space > floor else taken).rstrip() + ELLIPSIS


def _clusters(text: str) -> Iterator[str]:
    cluster = ""
    for character in text:
        if cluster and not _joins(character):
            yield cluster
            cluster = ""
        cluster += character
    yield cluster


def _joins(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Me", "Mc") or "\U0001f3fb" <= character <= "\U0001f3ff"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a message that is shown whole or not at all. Rank 0 always stays; the highest rank goes first."""

    text: str
    rank: int = 0


def fit(parts: Sequence[Part], budget: int) -> list[bool]:
    """Which of `parts` are shown so that their lengths (each with one line break) stay within `budget` UTF-16 units.

    Parts of rank 0 are all kept, whether or not they fit: callers bound their number and length.
    """
    shown = [True] * len(parts)
    total = sum(length(part.text) + 1 for part in parts)
    droppable = sorted((i for i, part in enumerate(parts) if part.rank), key=lambda i: (-parts[i].rank, -i))
    for i in droppable:
        if total <= budget:
            break
        shown[i] = False
        total -= length(parts[i].text) + 1
    return shown


def message_faults(components: Sequence[Mapping[str, Any]]) -> list[str]:
    """What Discord would refuse in a Components V2 message; empty when it is fine."""
    every = list(_walk(components))
    faults = []
    if len(every) > MESSAGE_COMPONENTS:
        faults.append(f"{len(every)} components, at most {MESSAGE_COMPONENTS}")
    total = sum(length(one["content"]) for one in every if one["type"] == _TEXT)
    if total > MESSAGE_TEXT:
        faults.append(f"{total} characters of text, at most {MESSAGE_TEXT}")
    ids = [one["custom_id"] for one in every if one.get("custom_id")]
    if len(ids) != len(set(ids)):
        faults.append("a custom_id stands twice")
    for one in every:
        faults.extend(_component_faults(one))
    return faults


def _walk(components: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for one in components:
        yield one
        yield from _walk(one.get("components", ()))
        if "accessory" in one:
            yield from _walk([one["accessory"]])


def _component_faults(one: Mapping[str, Any]) -> list[str]:
    kind = one["type"]
    if kind == _TEXT:
        return [] if one["content"].strip() else ["an empty text"]
    if kind == _BUTTON:
        return _button_faults(one)
    if kind in _SELECTS:
        return _select_faults(one)
    children = len(one.get("components", ()))
    if kind == _SECTION and not 1 <= children <= SECTION_TEXTS:
        return [f"a section of {children} texts, 1 to {SECTION_TEXTS}"]
    if kind == _ROW and not 1 <= children <= BUTTONS_IN_ROW:
        return [f"a row of {children} buttons, 1 to {BUTTONS_IN_ROW}"]
    if kind == _GALLERY:
        return _gallery_faults(one)
    if kind == _CONTAINER and not children:
        return ["an empty container"]
    return []


def _gallery_faults(one: Mapping[str, Any]) -> list[str]:
    pictures = one.get("items", ())
    faults = [] if 1 <= len(pictures) <= PICTURES else [f"a gallery of {len(pictures)} pictures, 1 to {PICTURES}"]
    if any(length(picture.get("description") or "") > ALT_TEXT for picture in pictures):
        faults.append(f"a description of a picture longer than {ALT_TEXT}")
    return faults


def _select_faults(select: Mapping[str, Any]) -> list[str]:
    faults = []
    options = select.get("options") or []
    if len(options) > SELECT_OPTIONS or (select["type"] == _SELECTS[0] and not options):
        faults.append(f"a select of {len(options)} options, 1 to {SELECT_OPTIONS}")
    values = [one["value"] for one in options]
    if len(values) != len(set(values)):
        faults.append("a select offers a value twice")
    faults += [
        "a select's option with a text that is empty or too long"
        for one in options
        if not 1 <= length(one["label"]) <= SELECT_TEXT or length(one.get("description") or "") > SELECT_TEXT
    ]
    if length(select.get("placeholder") or "") > PLACEHOLDER:
        faults.append(f"a placeholder longer than {PLACEHOLDER}")
    if length(select.get("custom_id") or "") > CUSTOM_ID:
        faults.append(f"a custom_id longer than {CUSTOM_ID}")
    return faults


def _button_faults(button: Mapping[str, Any]) -> list[str]:
    faults = []
    label = button.get("label") or ""
    if not 1 <= length(label) <= BUTTON_LABEL:
        faults.append(f"a button label of {length(label)} characters, 1 to {BUTTON_LABEL}")
    if length(button.get("custom_id") or "") > CUSTOM_ID:
        faults.append(f"a custom_id longer than {CUSTOM_ID}")
    url = button.get("url")
    if url is not None and (length(url) > BUTTON_URL or urlsplit(url).scheme not in ("http", "https")):
        faults.append("a link button whose address is too long or not http(s)")
    return faults


def command_faults(commands: Sequence[Mapping[str, Any]]) -> list[str]:
    """What Discord would refuse in the payload of a command sync; empty when it is fine."""
    faults = []
    names = [command["name"] for command in commands]
    if len(names) > CHAT_COMMANDS or len(names) != len(set(names)):
        faults.append("too many commands, or two of one name")
    for command in commands:
        if command.get("type", _CHAT_INPUT) == _CHAT_INPUT:
            faults.extend(_option_faults(command, command["name"]))
        elif any(not 1 <= length(name) <= 32 for name in _names(command)):
            faults.append(f"{command['name']}: a menu entry of 1 to 32 characters")
        if (size := _command_size(command)) > COMMAND_TOTAL:
            faults.append(f"{command['name']}: {size} characters, at most {COMMAND_TOTAL}")
    return faults


def _names(option: Mapping[str, Any]) -> tuple[str, ...]:
    return (option["name"], *(option.get("name_localizations") or {}).values())


def _option_faults(option: Mapping[str, Any], path: str) -> list[str]:
    names = _names(option)
    faults = [f"{path}: {name!r} is not a name" for name in names if not _NAME.fullmatch(name) or name != name.lower()]
    descriptions = (option["description"], *(option.get("description_localizations") or {}).values())
    if not all(1 <= length(words) <= COMMAND_DESCRIPTION for words in descriptions):
        faults.append(f"{path}: a description that is empty or longer than {COMMAND_DESCRIPTION}")
    choices = option.get("choices") or []
    if len(choices) > CHOICES or any(not 1 <= length(one["name"]) <= CHOICE_TEXT for one in choices):
        faults.append(f"{path}: choices")
    inner = option.get("options") or []
    for locale in (None, "ja"):
        shown = [one["name"] if locale is None else (one.get("name_localizations") or {}).get(locale) for one in inner]
        if len(shown) > COMMAND_OPTIONS or len(shown) != len(set(shown)):
            faults.append(f"{path}: too many options, or two of one name")
    for one in inner:
        faults.extend(_option_faults(one, f"{path} {one['name']}"))
    return faults


def _command_size(command: Mapping[str, Any]) -> int:
    def longest(one: Mapping[str, Any], field: str) -> int:
        return max(length(words) for words in (one.get(field, ""), *(one.get(f"{field}_localizations") or {}).values()))

    size = longest(command, "name") + longest(command, "description")
    size += sum(longest(choice, "name") + len(json.dumps(choice["value"])) for choice in command.get("choices") or [])
    return size + sum(_command_size(option) for option in command.get("options") or [])
