"""The article of a page that builds its text by script: the longest prose in the data that the page carries for it."""

import json
import re
from collections.abc import Iterator

from lxml import etree

from bot.ingest.plain_text import plain_text
from bot.ingest.weight import weight

LEAST_WEIGHT = 300
"""Of all that stands in one place of the data: less than that is a description or a label."""
_LEAST_PIECE = 40
_MOST_SCRIPTS, _MOST_NODES, _MOST_TEXT = 20, 50_000, 3_000_000
_DATA_TYPES = ("application/json", "application/ld+json")
_ASSIGNED = re.compile(r"\s*(?:(?:window|self|globalThis|var|let|const)\b)?[\w.\s\[\]\"']{0,60}=\s*(?=\{)")
_SENTENCE = re.compile(r"[.!?。！？][\s\"'”’」』）)\]<]|[.!?。！？]$")


def script_text(root: "etree._Element") -> str:
    """The prose in the page's script data, or an empty text. Pieces of one list belong together."""
    places: dict[str, list[str]] = {}
    for document in _documents(root):
        for place, piece in _strings(document):
            if weight(piece) >= _LEAST_PIECE and _SENTENCE.search(piece):
                places.setdefault(place, []).append(piece)
    texts = [plain_text("\n".join(f"<p>{piece}</p>" for piece in dict.fromkeys(pieces))) for pieces in places.values()]
    best = max(texts, key=weight, default="")
    return best if weight(best) >= LEAST_WEIGHT else ""


def _documents(root: "etree._Element") -> Iterator[object]:
    for number, script in enumerate(root.iter("script")):
        if number >= _MOST_SCRIPTS * 10:
            return
        text = (script.text or "").strip()
        if not LEAST_WEIGHT <= len(text) <= _MOST_TEXT:
            continue
        if (script.get("type") or "").partition(";")[0].strip().lower() not in _DATA_TYPES:
            assigned = _ASSIGNED.match(text)
            if assigned is None:
                continue
            text = text[assigned.end() :]
        try:
            yield json.JSONDecoder(strict=False).raw_decode(text)[0]
        except (ValueError, RecursionError):
            continue


def _strings(document: object) -> Iterator[tuple[str, str]]:
    """(place, string) of each string, in order; the members of a list share their place."""
    waiting: list[tuple[str, object]] = [("", document)]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        place, node = waiting.pop()
        if isinstance(node, str):
            yield place, node
        elif isinstance(node, dict):
            waiting += [(f"{place}.{name}", value) for name, value in reversed(node.items())]
        elif isinstance(node, list):
            waiting += [(f"{place}[]", value) for value in reversed(node)]
