"""The checker itself: it passes what Discord takes and names what Discord refuses."""

import pytest

from tests.contract.openapi_check import DiscordSpec
from tests.contract.platform_limits import LOCALES

POST = ("POST", "/channels/3000/messages")
EDIT = ("PATCH", "/webhooks/1000/token/messages/@original")
SYNC = ("PUT", "/applications/1000/commands")
CALLBACK = ("POST", "/interactions/1/token/callback")
CARD = {"flags": 1 << 15, "components": [{"type": 17, "components": [{"type": 10, "content": "要約"}]}]}
COMMAND = {"name": "ask", "description": "Ask", "type": 1, "name_localizations": {"ja": "質問"}, "options": []}


@pytest.fixture(scope="module")
def spec():
    return DiscordSpec()


@pytest.mark.parametrize(
    ("route", "body"),
    [
        (POST, {"content": "hello", "nonce": "kw-1-0", "enforce_nonce": True, "tts": False}),
        (POST, CARD),
        (("POST", "https://discord.com/api/v10/channels/3000/messages?x=1"), {"content": "hello"}),
        (POST, {"embeds": [{"title": "t", "flags": 0}], "attachments": [{"id": 0, "filename": "a.png"}]}),
        (EDIT, {"content": "hello", "tts": False}),
        (CALLBACK, {"type": 5, "data": {"flags": 64}}),
        (CALLBACK, {"type": 4, "data": CARD}),
        (SYNC, [{**COMMAND, "nsfw": False}]),
        (("GET", "/users/@me"), None),
    ],
)
def test_what_discord_takes_passes(spec, route, body):
    assert spec.check(*route, body) == []
    assert spec.check_limits(*route, body) == []


@pytest.mark.parametrize(
    ("route", "body", "named"),
    [
        (POST, {"content": 5}, "content"),
        (POST, {"contents": "x"}, "contents"),
        (POST, {"nonce": "n" * 26, "content": "x"}, "nonce"),
        (POST, {"embeds": [{"title": "t" * 257}]}, "title"),
        (POST, {"components": [{"type": 1, "components": [{"type": 2, "style": 1, "label": "l" * 81}]}]}, "label"),
        (POST, {"flags": 1 << 15, "components": [{"type": 17, "components": []}]}, "components"),
        (CALLBACK, {"type": 4, "data": {"content": "x", "colour": 1}}, "colour"),
        (SYNC, [{**COMMAND, "description": "d" * 101}], "description"),
        (SYNC, [{**COMMAND, "options": [{"type": 3, "name": "q", "description": "d" * 101}]}], "description"),
        (POST, None, "body is required"),
        (("POST", "/channels/1/nothing"), {}, "no such route"),
        (("GET", "/users/@me"), {"a": 1}, "takes no body"),
    ],
)
def test_what_the_description_refuses_is_named(spec, route, body, named):
    problems = spec.check(*route, body)
    assert problems
    assert any(named in problem for problem in problems)


def _text(characters: int) -> dict[str, object]:
    return {"type": 10, "content": "a" * characters}


def _button(custom_id: str) -> dict[str, object]:
    return {"type": 2, "style": 1, "label": "x", "custom_id": custom_id}


@pytest.mark.parametrize(
    ("route", "body", "named"),
    [
        (POST, {"content": "あ" * 2001}, "content"),
        (POST, {"content": "😀" * 1001}, "content"),
        (POST, {"embeds": [{"description": "d" * 3001}] * 2}, "6000"),
        (POST, {"embeds": [{"fields": [{"name": " ", "value": "v"}]}]}, "no name"),
        (POST, {"embeds": [{"url": "javascript:alert(1)"}]}, "http(s)"),
        (POST, {**CARD, "components": [_text(2001), _text(2000)]}, "4000"),
        (POST, {**CARD, "components": [{"type": 17, "components": [_text(1)] * 20}] * 2}, "42 components"),
        (POST, {**CARD, "content": "x"}, "cannot have content"),
        (POST, {"components": [{"type": 1, "components": [_button("a"), _button("a")]}]}, "twice"),
        (EDIT, {"components": [{"type": 1, "components": [{"type": 2, "style": 5, "url": "ftp://a"}]}]}, "link button"),
        (CALLBACK, {"type": 4, "data": {"content": "a" * 2001}}, "content"),
        (SYNC, [{**COMMAND, "name": "Ask me"}], "not a command"),
        (SYNC, [{**COMMAND, "description": ""}], "description"),
        (SYNC, [{**COMMAND, "name_localizations": {"jp": "質問"}}], "jp"),
        (SYNC, [COMMAND] * 101, "100 allowed"),
        (SYNC, [{"type": 3, "name": f"Brief {n}"} for n in range(16)], "15 allowed"),
        (
            SYNC,
            [
                {
                    **COMMAND,
                    "options": [
                        {"type": 3, "name": name, "description": "d", "name_localizations": {"ja": "同じ"}}
                        for name in "ab"
                    ],
                }
            ],
            "same name",
        ),
        (
            SYNC,
            [
                {
                    **COMMAND,
                    "options": [
                        {
                            "type": 3,
                            "name": "o",
                            "description": "d",
                            "autocomplete": True,
                            "choices": [{"name": "n", "value": "v"}],
                        }
                    ],
                }
            ],
            "exclude",
        ),
    ],
)
def test_what_only_the_prose_forbids_is_named(spec, route, body, named):
    assert any(named in problem for problem in spec.check_limits(*route, body))


def test_files_are_counted_and_weighed(spec):
    assert spec.check_limits(*POST, {"content": "x"}, file_sizes=[1] * 10) == []
    assert spec.check_limits(*POST, {"content": "x"}, file_sizes=[1] * 11)
    assert spec.check_limits(*POST, {"content": "x"}, file_sizes=[(10 << 20) + 1])


def test_a_message_that_can_notify_somebody_is_named(spec):
    assert spec.check_mentions(*POST, {"content": "hi"})
    assert spec.check_mentions(*POST, {"content": "hi", "allowed_mentions": {"parse": ["everyone"]}})
    assert spec.check_mentions(*POST, {"content": "hi", "allowed_mentions": {"parse": [], "users": ["1"]}})
    assert spec.check_mentions(*POST, {"content": "hi", "allowed_mentions": {"parse": []}}) == []
    assert spec.check_mentions(*CALLBACK, {"type": 5}) == []


def test_the_locales_are_those_that_discord_lists():
    assert len(LOCALES) == 32
    assert {"ja", "en-US", "en-GB"} <= LOCALES
