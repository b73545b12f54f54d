"""Ids of the admins' buttons, the limits of selects, the install link and the token's shape."""

import base64
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_app.admin.presses import AdminAction, AdminPress, read_admin_press
from bot.discord_app.buttons import read_press
from bot.discord_app.install import PERMISSIONS, application_id, server_link, user_link
from bot.discord_app.limits import CUSTOM_ID, message_faults


@given(st.sampled_from(AdminAction), st.integers(0, 10**18 - 1), st.from_regex(r"[A-Za-z0-9_-]{0,40}", fullmatch=True))
def test_an_id_is_read_as_it_was_written_and_is_no_other_buttons(action: AdminAction, number: int, arg: str):
    press = AdminPress(action, number, arg)
    assert len(press.custom_id) <= CUSTOM_ID
    assert read_admin_press(press.custom_id) == press
    assert read_press(press.custom_id) is None


@pytest.mark.parametrize(
    "custom_id",
    [
        "v1:a-drop:1:",
        "v2:a-source-add:1:0",
        "v1:a-source-add:x:0",
        "v1:a-source-add:1:../x",
        "v1:a-source-add:1:0 ",
        "",
    ],
)
def test_what_is_not_ours_is_not_read(custom_id: str):
    assert read_admin_press(custom_id) is None


def a_select(**over: object) -> list[dict[str, object]]:
    options = [{"label": "x", "value": "x"}]
    return [{"type": 1, "components": [{"type": 3, "custom_id": "a", "options": options} | over]}]


@pytest.mark.parametrize(
    "over",
    [
        {"options": []},
        {"options": [{"label": str(n), "value": str(n)} for n in range(26)]},
        {"options": [{"label": "x", "value": "x"}] * 2},
        {"options": [{"label": "", "value": "x"}]},
        {"options": [{"label": "x" * 101, "value": "x"}]},
        {"options": [{"label": "x", "value": "x", "description": "y" * 101}]},
        {"placeholder": "p" * 151},
        {"custom_id": "c" * 101},
    ],
)
def test_a_select_that_discord_would_refuse_is_found(over: dict[str, object]):
    assert message_faults(a_select()) == []
    assert len(message_faults(a_select(**over))) == 1


def test_the_link_asks_for_what_is_used_and_for_nothing_else():
    asked = parse_qs(urlsplit(server_link(7)).query)
    assert asked == {
        "client_id": ["7"],
        "integration_type": ["0"],
        "scope": ["bot applications.commands"],
        "permissions": [str(PERMISSIONS.value)],
    }
    assert PERMISSIONS.value == 0x400 + 0x800 + 0x4000 + 0x8000 + 0x10000 + (1 << 38)
    assert "permissions" not in parse_qs(urlsplit(user_link(7)).query)


def token(first: str) -> str:
    return f"{base64.urlsafe_b64encode(first.encode()).decode().rstrip('=')}.abcdef.ghijkl"


def test_the_application_stands_in_the_token():
    assert application_id(token("1234567890123456789")) == 1234567890123456789
    assert application_id(f"  {token('42')}\n") == 42


@given(st.text(max_size=80))
def test_what_is_no_token_names_no_application(words: str):
    found = application_id(words)
    assert found is None or words.count(".") == 2


@pytest.mark.parametrize("words", ["", "abc", "a.b", "..", token("not a number"), "%%%.b.c", "a.b.c.d"])
def test_other_shapes_are_refused(words: str):
    assert application_id(words) is None
