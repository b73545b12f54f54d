"""Discord's limits hold by construction: what is too long is shortened gracefully, what is wrong is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_app.limits import (
    MESSAGE_COMPONENTS,
    MESSAGE_TEXT,
    Part,
    command_faults,
    cut,
    fit,
    length,
    message_faults,
)


@given(st.text(max_size=200), st.integers(min_value=1, max_value=100))
def test_a_cut_text_fits(text: str, limit: int):
    shown = cut(text, limit)
    assert length(shown) <= limit
    assert shown == text if length(text) <= limit else shown.endswith("…")


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("Short.", 10, "Short."),
        ("The first sentence ends here. The second does not fit.", 40, "The first sentence ends here.…"),
        ("a fairly long headline of words", 20, "a fairly long…"),
        ("最初の文はここで終わる。次の文は入らない。", 15, "最初の文はここで終わる。…"),
        ("記号のない長い見出しがどこまでも続いていく", 8, "記号のない長い…"),
        ("😀😀😀😀", 5, "😀😀…"),
        ("e\u0301e\u0301e\u0301", 4, "e\u0301…"),
        ("ab👍🏽👍🏽", 7, "ab👍🏽…"),
    ],
)
def test_where_a_text_is_cut(text: str, limit: int, shown: str):
    assert cut(text, limit) == shown


@given(st.lists(st.tuples(st.text(max_size=30), st.integers(0, 4)), max_size=12), st.integers(0, 200))
def test_the_least_important_parts_go_first(given_parts: list[tuple[str, int]], budget: int):
    parts = [Part(text, rank) for text, rank in given_parts]
    shown = fit(parts, budget)
    kept = [part for part, is_shown in zip(parts, shown, strict=True) if is_shown]
    dropped = [part for part, is_shown in zip(parts, shown, strict=True) if not is_shown]
    assert all(part.rank > 0 for part in dropped)
    assert sum(length(part.text) + 1 for part in kept) <= budget or all(part.rank == 0 for part in kept)
    kept_ranks = [part.rank for part in kept if part.rank]
    assert not kept_ranks or not dropped or min(part.rank for part in dropped) >= max(kept_ranks)


def test_of_equal_parts_the_last_goes_first():
    assert fit([Part("head"), Part("one", 1), Part("two", 1), Part("three", 1)], 14) == [True, True, True, False]


def _text(words: str = "x") -> dict[str, object]:
    return {"type": 10, "content": words}


def _button(**over: object) -> dict[str, object]:
    return {"type": 2, "style": 2, "label": "x", "custom_id": "v1:brief:1:ja"} | over


@pytest.mark.parametrize(
    ("components", "named"),
    [
        ([_text("x" * MESSAGE_TEXT), _text("y")], "4001 characters"),
        ([_text("😀" * 2001)], "4002 characters"),
        ([{"type": 17, "components": [_text()] * MESSAGE_COMPONENTS}], "41 components"),
        ([{"type": 17, "components": []}], "empty container"),
        ([_text(" ")], "empty text"),
        ([{"type": 1, "components": [_button(), _button()]}], "custom_id stands twice"),
        ([{"type": 1, "components": []}], "row of 0"),
        ([{"type": 1, "components": [_button(custom_id=f"{n}") for n in range(6)]}], "row of 6"),
        ([_button(label="x" * 81)], "label of 81"),
        ([_button(label="")], "label of 0"),
        ([_button(custom_id="x" * 101)], "custom_id longer"),
        ([_button(custom_id=None, url="javascript:alert(1)")], "link button"),
        ([_button(custom_id=None, url="https://x.example/" + "x" * 500)], "link button"),
        ([{"type": 9, "components": [_text()] * 4, "accessory": _button()}], "section of 4"),
        ([{"type": 9, "components": [_text()], "accessory": _button(label="")}], "label of 0"),
    ],
)
def test_what_discord_would_refuse_is_named(components: list[dict[str, object]], named: str):
    assert named in "; ".join(message_faults(components))


def test_a_message_within_the_limits_has_no_faults():
    row = {"type": 1, "components": [_button(), _button(custom_id=None, url="https://x.example/")]}
    section = {"type": 9, "components": [_text()], "accessory": _button(custom_id="v1:open:1:ja")}
    assert message_faults([{"type": 17, "components": [_text("x" * 3999), section]}, row]) == []


def _command(**over: object) -> dict[str, object]:
    return {"name": "brief", "description": "News"} | over


@pytest.mark.parametrize(
    ("command", "named"),
    [
        (_command(name="Brief"), "not a name"),
        (_command(name="two words"), "not a name"),
        (_command(name="x" * 33), "not a name"),
        (_command(name_localizations={"ja": "二 語"}), "not a name"),
        (_command(description=""), "a description"),
        (_command(description_localizations={"ja": "あ" * 101}), "a description"),
        (_command(options=[_command(), _command()]), "two of one name"),
        (_command(options=[_command(name=f"o{n}") for n in range(26)]), "too many options"),
        (_command(options=[_command(name=n, name_localizations={"ja": "同じ"}) for n in "ab"]), "two of one name"),
        (_command(options=[_command(choices=[{"name": "x" * 101, "value": "x"}])]), "choices"),
        (_command(options=[_command(choices=[{"name": f"{n}", "value": n} for n in range(26)])]), "choices"),
        (
            _command(
                options=[_command(name=f"o{n}", choices=[{"name": "x" * 100, "value": "x" * 100}] * 25) for n in (1, 2)]
            ),
            "at most 8000",
        ),
    ],
)
def test_what_discord_would_refuse_in_a_command_is_named(command: dict[str, object], named: str):
    assert named in "; ".join(command_faults([command]))


def test_two_commands_of_one_name_are_named():
    assert command_faults([_command()]) == []
    assert "two of one name" in command_faults([_command(), _command()])[0]
