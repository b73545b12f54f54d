"""Writes what others wrote into a request: as JSON, without what could end it, command, or hide."""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

# What the templates of chat models take for their own marks, and what hides words from a reader.
_TEMPLATE = re.compile(r"<\|[^|>]{0,40}\|>|<\|?|\|?>|\[/?(?:INST|SYS)\]|<<|>>|```|###", re.IGNORECASE)
_HIDDEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")


def as_lines(rows: Sequence[str]) -> str:
    """A JSON list, one row of JSON a line."""
    return "[\n" + ",\n".join(rows) + "\n]"


def as_json(value: object, mark: str) -> str:
    """`value` in one line; its strings without `mark`, the marks of chat templates, and what no eye can see."""
    return json.dumps(_cleaned(value, mark), ensure_ascii=False)


def _cleaned(value: Any, mark: str) -> Any:
    """A string stays a string."""
    if isinstance(value, str):
        seen = _HIDDEN.sub("", "".join(" " if unicodedata.category(each) == "Cc" else each for each in value))
        return _TEMPLATE.sub(" ", seen).replace(mark, " ")
    if isinstance(value, Mapping):
        return {key: _cleaned(inner, mark) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(inner, mark) for inner in value]
    return value
