"""Reads the JSON object out of a model's reply, be it fenced, behind thoughts, or amid pleasantries."""

import json
import re
from typing import Any

from bot.errors import ModelReplyUnusable

_THOUGHTS = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL | re.IGNORECASE)
_MOST = 200_000


def read_object(text: str) -> dict[str, Any]:
    """The first whole JSON object of the reply. Raises ModelReplyUnusable."""
    words = _THOUGHTS.sub("", text[:_MOST])
    decoder = json.JSONDecoder(strict=False)
    start = words.find("{")
    while start >= 0:
        try:
            found, _ = decoder.raw_decode(words, start)
        except (json.JSONDecodeError, RecursionError):
            # Not a brace inside of it: a part of an object that was cut off is not the object.
            start = words.find("\n{", start + 1)
            start = start + 1 if start >= 0 else -1
            continue
        if isinstance(found, dict):
            return found
        break
    raise ModelReplyUnusable("the reply holds no whole JSON object")
