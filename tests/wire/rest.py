"""Discord's REST side: routes, rate limits, nonces and the life of an interaction's reply, as its docs describe them.

Two things discord.py depends on: the content type is exactly `application/json`, and a 429 without a `Via` header is
taken for a ban at the edge and not retried.
"""

import asyncio
import json
import time
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.contract.openapi_check import DiscordSpec
from tests.wire import payloads, places
from tests.wire.payloads import Payload

NONCE_SECONDS = 300.0
REPLY_KINDS = (4, 5)
DEFERRED, DEFERRED_UPDATE = 5, 6

Reply = tuple[int, Any]


@dataclass(frozen=True)
class Request:
    at: float
    """Seconds of the monotonic clock."""
    method: str
    path: str
    body: Any
    file_sizes: tuple[int, ...] = ()


@dataclass
class Fault:
    """One answer that Discord gives instead of the right one, or the loss of the right one on its way."""

    method: str
    prefix: str
    status: int = 500
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    carried_out: bool = False
    """The request was carried out, and only then the answer went wrong."""
    dropped: bool = False
    """The connection ends without an answer."""


@dataclass
class Bucket:
    remaining: int
    resets_at: float


class RestApi:
    def __init__(self, spec: DiscordSpec, token: str) -> None:
        self.spec, self.token = spec, token
        self.gateway_url = ""
        self.shards = 1
        self.channels: dict[str, Payload] = {payloads.CHANNEL: payloads.channel()}
        """Those that can be asked for by their id."""
        self.strict = False
        """Nothing may be posted in a channel that is not among them."""
        self.limit, self.window = 5, 1.0
        self.most_a_second: int | None = None
        """Of all requests but interactions' together, within any second; None: not enforced."""
        self._arrived: deque[float] = deque()
        self.requests: list[Request] = []
        self.faults: list[Fault] = []
        self.invalid = 0
        """Answers that Discord counts towards a ban of the address: 401, 403, 429."""
        self.messages: list[Payload] = []
        self.commands: list[Payload] = []
        self.replies: dict[str, Payload | None] = {}
        """Interaction token -> its first reply; None while deferred."""
        self.changed = asyncio.Condition()
        self._nonces: dict[tuple[str, str], tuple[float, Payload]] = {}
        self._buckets: dict[str, Bucket] = {}

    def calls(self, method: str, prefix: str) -> list[Request]:
        return [one for one in self.requests if one.method == method and one.path.startswith(prefix)]

    def forget_nonces(self) -> None:
        """What time does: a nonce of minutes ago is no longer told, nor enforced."""
        self._nonces.clear()
        for message in self.messages:
            message.pop("nonce", None)

    async def handle(self, http: web.Request) -> web.StreamResponse:
        path, method = "/" + http.match_info["tail"], http.method
        body, sizes = await _read(http)
        self.requests.append(Request(time.monotonic(), method, path, body, sizes))
        try:
            return self._answer(http, method, path, body)
        finally:
            async with self.changed:
                self.changed.notify_all()

    def violations(self) -> list[str]:
        """Everything that was sent and that Discord would refuse. Slow, so it is asked for when the clocks are read."""
        found: list[str] = []
        for one in self.requests:
            # The limits read a body that has the right shape.
            found += self.spec.check(one.method, one.path, one.body) or [
                *self.spec.check_limits(one.method, one.path, one.body, file_sizes=one.file_sizes),
                *self.spec.check_mentions(one.method, one.path, one.body),
            ]
        return found

    def _answer(self, http: web.Request, method: str, path: str, body: Any) -> web.StreamResponse:
        needs_token = not path.startswith(("/interactions/", "/webhooks/"))
        if needs_token and http.headers.get("Authorization") != f"Bot {self.token}":
            return self._reply(401, {"message": "401: Unauthorized", "code": 0})
        fault = next((one for one in self.faults if one.method == method and path.startswith(one.prefix)), None)
        if fault:
            self.faults.remove(fault)
            if fault.carried_out:
                self._route(method, path, body, http.query)
            if fault.dropped and http.transport:
                http.transport.close()
            return self._reply(fault.status, fault.body, fault.headers)
        status, answer, headers = self._limited(method, path)
        if status == 429:
            return self._reply(status, answer, headers)
        return self._reply(*self._route(method, path, body, http.query), headers)

    def _reply(self, status: int, body: Any, headers: Mapping[str, str] | None = None) -> web.Response:
        self.invalid += status in (401, 403) or (status == 429 and (headers or {}).get("X-RateLimit-Scope") != "shared")
        content = b"" if body is None else json.dumps(body).encode()
        given = {"Content-Type": "application/json", "Via": "1.1 google", **(headers or {})}
        return web.Response(status=status, body=content, headers={key: value for key, value in given.items() if value})

    def _limited(self, method: str, path: str) -> tuple[int, Payload, Mapping[str, str]]:
        parts = path.strip("/").split("/")
        if self.most_a_second is not None and parts[0] not in ("webhooks", "interactions"):
            first = self._arrived_within_a_second()
            if first is not None:
                left = round(first + 1.0 - time.monotonic(), 3)
                body = {"message": "You are being rate limited.", "retry_after": left, "global": True}
                return 429, body, {"X-RateLimit-Global": "true", "X-RateLimit-Scope": "global", "Retry-After": "1"}
        major = parts[:3] if parts[0] in ("webhooks", "interactions") else parts[:2]
        now, key = time.monotonic(), f"{method}:{'/'.join(major)}"
        bucket = self._buckets.setdefault(key, Bucket(self.limit, now + self.window))
        if now >= bucket.resets_at:
            bucket.remaining, bucket.resets_at = self.limit, now + self.window
        left = bucket.resets_at - now
        headers = {
            "X-RateLimit-Bucket": f"{method}-{parts[0]}".lower(),
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Reset": f"{time.time() + left:.3f}",
            "X-RateLimit-Reset-After": f"{left:.3f}",
            "X-RateLimit-Remaining": str(max(0, bucket.remaining - 1)),
        }
        if bucket.remaining <= 0:
            body = {"message": "You are being rate limited.", "retry_after": round(left, 3), "global": False}
            return 429, body, headers | {"X-RateLimit-Scope": "user", "Retry-After": "1"}
        bucket.remaining -= 1
        return 200, {}, headers

    def _arrived_within_a_second(self) -> float | None:
        """Count one more request; when the first of too many came, where they are too many."""
        now = time.monotonic()
        while self._arrived and now - self._arrived[0] >= 1.0:
            self._arrived.popleft()
        if len(self._arrived) >= (self.most_a_second or 0):
            return self._arrived[0]
        self._arrived.append(now)
        return None

    def _route(self, method: str, path: str, body: Any, query: Mapping[str, str]) -> Reply:
        match method, path.strip("/").split("/"):
            case "GET", ["users", "@me"]:
                return 200, payloads.user()
            case "GET", ["oauth2", "applications", "@me"]:
                return 200, payloads.application()
            case "GET", ["gateway", "bot"]:
                starts = {"total": 1000, "remaining": 999, "reset_after": 1, "max_concurrency": 16}
                return 200, {"url": self.gateway_url, "shards": self.shards, "session_start_limit": starts}
            case "PUT", ["applications", _, "commands"]:
                self.commands = [_synced(one) for one in body]
                return 200, self.commands
            case "GET", ["channels", channel_id] if channel_id in self.channels:
                return 200, self.channels[channel_id]
            case "PATCH", ["channels", channel_id] if channel_id in self.channels:
                return 200, self._edit_channel(channel_id, body)
            case "POST", ["channels", forum_id, "threads"] if forum_id in self.channels:
                return 201, self._post_in_forum(forum_id, body)
            case "GET", ["channels", forum_id, "threads", "archived", "public"]:
                gone = [one for one in self.channels.values() if _is_archived_in(one, forum_id)]
                return 200, {"threads": gone, "members": [], "has_more": False}
            case "POST", ["channels", channel_id, "messages"] if not self.strict or channel_id in self.channels:
                return 200, self._post(channel_id, body)
            case "GET", ["channels", channel_id, "messages"]:
                return 200, self._history(channel_id, query)
            case "POST", ["interactions", interaction_id, token, "callback"]:
                return self._acknowledge(interaction_id, token, body)
            case _, ["webhooks", _, token, *rest]:
                return self._follow_up(method, token, rest, body)
        return 404, {"message": "Unknown Channel", "code": 10003}

    def _post(self, channel_id: str, body: Payload) -> Payload:
        key = (channel_id, str(body.get("nonce")))
        if body.get("enforce_nonce") and key in self._nonces:
            posted_at, message = self._nonces[key]
            if time.monotonic() - posted_at < NONCE_SECONDS:
                return message
        message = payloads.message(payloads.snowflake(), channel_id, body)
        self.messages.append(message)
        if body.get("nonce") is not None:
            self._nonces[key] = (time.monotonic(), message)
        return message

    def _edit_channel(self, channel_id: str, body: Payload) -> Payload:
        known: Payload = self.channels[channel_id]
        changes = {name: value for name, value in body.items() if name in ("archived", "locked")}
        known["thread_metadata"] = known["thread_metadata"] | changes
        return known

    def _post_in_forum(self, forum_id: str, body: Payload) -> Payload:
        thread = places.thread(payloads.snowflake(), forum_id) | {"name": body["name"]}
        self.channels[thread["id"]] = thread
        first = payloads.message(thread["id"], thread["id"], body["message"])
        self.messages.append(first)
        return thread | {"message": first}

    def _history(self, channel_id: str, query: Mapping[str, str]) -> list[Payload]:
        """Newest first, always; `after` gives the ones that follow it, the oldest of them."""
        limit, before = int(query.get("limit", 50)), int(query.get("before", 1 << 63))
        listed = [one for one in self.messages if one["channel_id"] == channel_id]
        if "after" in query:
            return [one for one in listed if int(one["id"]) > int(query["after"])][:limit][::-1]
        return [one for one in reversed(listed) if int(one["id"]) < before][:limit]

    def _acknowledge(self, interaction_id: str, token: str, body: Payload) -> Reply:
        if token in self.replies:
            return 400, {"message": "Interaction has already been acknowledged.", "code": 40060}
        kind, data = body["type"], body.get("data") or {}
        reply = payloads.message(payloads.snowflake(), payloads.CHANNEL, data)
        self.replies[token] = None if kind in (DEFERRED, DEFERRED_UPDATE) else reply
        told = {"id": interaction_id, "type": 2, "activity_instance_id": None}
        if kind in REPLY_KINDS:
            told |= {
                "response_message_id": reply["id"],
                "response_message_loading": kind == DEFERRED,
                "response_message_ephemeral": bool((data.get("flags") or 0) & 64),
            }
        return 200, {"interaction": told}

    def _follow_up(self, method: str, token: str, rest: Sequence[str], body: Any) -> Reply:
        if token not in self.replies:
            return 404, {"message": "Unknown Webhook", "code": 10015}
        if method in ("PATCH", "POST"):
            first = self.replies[token]
            is_first = first is None or rest[-1:] == ["@original"]
            known = first or payloads.message(payloads.snowflake(), payloads.CHANNEL, {})
            base = known if is_first else payloads.message(payloads.snowflake(), payloads.CHANNEL, {})
            message = payloads.message(base["id"], payloads.CHANNEL, {**base, **body}, edited=method == "PATCH")
            if is_first:
                self.replies[token] = message
            return 200, message
        if method == "DELETE":
            return 204, None
        if method == "GET" and self.replies[token] is not None:
            return 200, self.replies[token]
        return 404, {"message": "Unknown Message", "code": 10008}


def _is_archived_in(channel: Payload, parent_id: str) -> bool:
    return channel.get("parent_id") == parent_id and bool(channel.get("thread_metadata", {}).get("archived"))


async def _read(http: web.Request) -> tuple[Any, tuple[int, ...]]:
    if not http.content_type.startswith("multipart/"):
        raw = await http.read()
        return (json.loads(raw) if raw else None), ()
    body, sizes = None, []
    async for part in await http.multipart():
        data = await part.read()  # type: ignore[union-attr]
        if part.name == "payload_json":  # type: ignore[union-attr]
            body = json.loads(data)
        else:
            sizes.append(len(data))
    return body, tuple(sizes)


def _synced(command: Payload) -> Payload:
    defaults = {"default_member_permissions": None, "description": "", "version": "1"}
    return {"id": payloads.snowflake(), "application_id": payloads.APPLICATION, **defaults, **command}
