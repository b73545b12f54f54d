"""A reply's JSON is found wherever a model puts it, and half of one is none."""

import pytest

from bot.errors import ModelReplyUnusable
from bot.llm.replies import read_object


@pytest.mark.parametrize(
    "reply",
    [
        '{"a": {"b": 1}}',
        '```json\n{"a": {"b": 1}}\n```',
        'Here is the brief:\n\n{"a": {"b": 1}}\n\nAnything else?',
        '<think>{"a": 2}, or rather</think>{"a": {"b": 1}}',
        '\ufeff {"a":\n {"b": 1}}',
        'The set {x} is meant.\n{"a": {"b": 1}}',
    ],
)
def test_the_object_is_found(reply: str) -> None:
    assert read_object(reply) == {"a": {"b": 1}}


@pytest.mark.parametrize("reply", ["", "Sorry.", '{"a": {"b": 1}', '{"a": [{"b": 1}, {"c"', '["a"]', "{" * 100_000])
def test_half_an_object_is_none(reply: str) -> None:
    with pytest.raises(ModelReplyUnusable):
        read_object(reply)


def test_a_newline_inside_of_a_string_is_forgiven() -> None:
    assert read_object('{"a": "b\nc"}') == {"a": "b\nc"}
