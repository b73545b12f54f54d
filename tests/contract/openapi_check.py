"""Holds what we send to Discord's own OpenAPI description, which no simulator knows in full.

The description is Discord's (MIT, see THIRD_PARTY_NOTICES.md); what it leaves out stands in platform_limits.py.
"""

import copy
import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from tests.contract.platform_limits import limit_problems, mention_problems

SPEC_FILE = Path(__file__).parent / "discord_openapi.json"
_URN = "urn:discord"
_VERBS = ("get", "post", "put", "patch", "delete")
_PREFIX = re.compile(r"^(https?://[^/]+)?(/api)?(/v\d+)?(?=/)")


class DiscordSpec:
    """Discord's description of its REST interface, made strict: a key that it does not name is an error."""

    def __init__(self, path: Path = SPEC_FILE) -> None:
        self._document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        _forbid_unknown_keys(self._document)
        self._registry: Registry[Any] = Registry().with_resource(_URN, DRAFT202012.create_resource(self._document))
        operations = [
            (template, verb.upper(), re.compile(re.sub(r"\\\{[^}]+\\\}", "[^/]+", re.escape(template))))
            for template, item in self._document["paths"].items()
            for verb in _VERBS
            if verb in item
        ]
        # `/users/@me` must win over `/users/{user_id}`.
        self._operations = sorted(operations, key=lambda operation: operation[0].count("{"))
        self._validator = lru_cache(maxsize=None)(self._make_validator)

    def check(self, method: str, path: str, body: Any) -> list[str]:
        """What Discord would refuse in this request, by its own description. `body` is the JSON, or `payload_json`."""
        template = self._find(method.upper(), path)
        if template is None:
            return [f"{method} {path}: no such route"]
        request = self._document["paths"][template][method.lower()].get("requestBody", {})
        if body is None:
            return [f"{method} {template}: a body is required"] if request.get("required") else []
        if "application/json" not in request.get("content", {}):
            return [f"{method} {template}: takes no body"]
        errors = self._validator(template, method.lower()).iter_errors(_without_known_differences(method, body))
        return [f"{method} {template} at {error.json_path}: {error.message[:200]}" for error in _meant(errors)]

    def check_limits(self, method: str, path: str, body: Any, *, file_sizes: Iterable[int] = ()) -> list[str]:
        """What Discord documents as a limit and its description leaves out. File sizes in bytes."""
        template = self._find(method.upper(), path)
        return limit_problems(method.upper(), template or path, body, tuple(file_sizes))

    def check_mentions(self, method: str, path: str, body: Any) -> list[str]:
        """Our own rule: no message of ours may notify anybody."""
        template = self._find(method.upper(), path)
        return mention_problems(method.upper(), template or path, body)

    def _find(self, method: str, path: str) -> str | None:
        bare = _PREFIX.sub("", path.split("?", 1)[0])
        return next((name for name, verb, shape in self._operations if verb == method and shape.fullmatch(bare)), None)

    def _make_validator(self, template: str, verb: str) -> Draft202012Validator:
        escaped = template.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D")
        pointer = f"/paths/{escaped}/{verb}/requestBody/content/application~1json/schema"
        return Draft202012Validator({"$ref": f"{_URN}#{pointer}"}, registry=self._registry)


def _forbid_unknown_keys(document: dict[str, Any]) -> None:
    """Close every plain object that a request body can hold. None of them is part of an `allOf`, so this is safe."""
    schemas = document["components"]["schemas"]
    waiting: list[Any] = [
        operation["requestBody"]["content"]["application/json"]
        for item in document["paths"].values()
        for operation in item.values()
        if isinstance(operation, dict) and "application/json" in operation.get("requestBody", {}).get("content", {})
    ]
    seen: set[str] = set()
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            name = node["$ref"].rsplit("/", 1)[-1] if isinstance(node.get("$ref"), str) else None
            if name is not None and name not in seen:
                seen.add(name)
                waiting.append(schemas[name])
            if node.get("type") == "object" and "properties" in node:
                node.setdefault("additionalProperties", False)
            waiting.extend(node.values())


def _without_known_differences(method: str, body: Any) -> Any:
    """The six places where discord.py 2.7 differs from the description and Discord accepts it all the same."""
    known = copy.deepcopy(body)
    for command in known if isinstance(known, list) else ():
        if isinstance(command, dict):
            command.pop("nsfw", None)
    if isinstance(known, dict) and "message" in known:
        known.pop("type", None)  # of a forum's new post
    if isinstance(known, dict) and isinstance(known.get("recipient_id"), int):
        known["recipient_id"] = str(known["recipient_id"])  # of a new conversation
    for message in _messages_in(known):
        # Without effect where a message is changed, and in the first one of a forum's post.
        if method.upper() == "PATCH" or message is not known:
            message.pop("tts", None)
        for embed in message.get("embeds") or ():
            embed.pop("flags", None)
        for attachment in message.get("attachments") or ():
            if isinstance(attachment.get("id"), int):
                attachment["id"] = str(attachment["id"])
    return known


def _messages_in(body: Any) -> list[dict[str, Any]]:
    if not isinstance(body, dict):
        return []
    return [part for part in (body, body.get("data"), body.get("message")) if isinstance(part, dict)]


def _meant(errors: Iterable[ValidationError]) -> Iterator[ValidationError]:
    """Of a union's errors only those of the branch that was meant: the one whose `type` fits, else the nearest."""
    for error in errors:
        if not error.context:
            yield error
            continue
        branches: dict[Any, list[ValidationError]] = {}
        for inner in error.context:
            branches.setdefault(inner.relative_schema_path[0], []).append(inner)
        every = list(branches.values())
        fitting = [branch for branch in every if not any(map(_says_other_kind, branch))]
        yield from _meant(min(fitting or every, key=lambda branch: len(list(branch))))


def _says_other_kind(error: ValidationError) -> bool:
    at = list(error.relative_path)
    return (not at and error.validator == "type") or (at == ["type"] and error.validator in ("enum", "const"))
